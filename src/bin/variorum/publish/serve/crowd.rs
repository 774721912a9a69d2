//! The connections that are open, and which one has to go when there are too many.
//!
//! Whoever asks is answered: a new connection is always taken, and the one goes that has asked for nothing for the longest
//! time. That is one which sends its request slowly or not at all, or one that a browser keeps for later and opens again
//! without a word. A page that listens for changes stays; there are fewer of those than of connections.

use std::collections::BTreeMap;

/// What ends a connection.
type End = Box<dyn FnOnce() + Send>;

/// The number of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Number(u64);

/// The connections that are open.
pub(super) struct Crowd {
    most: usize,
    /// Counts connections and requests, so that what is greater came later.
    count: u64,
    open: BTreeMap<Number, Open>,
}

struct Open {
    /// When it asked last, or came.
    asked: u64,
    listens: bool,
    end: End,
}

impl Crowd {
    /// Room for so many connections, of which some may not listen.
    pub(super) fn new(most: usize) -> Self {
        Self { most, count: 0, open: BTreeMap::new() }
    }

    /// Takes a connection, and ends another one if there are too many.
    pub(super) fn enter(&mut self, end: End) -> Number {
        if self.open.len() >= self.most {
            let waiting = self.open.iter().filter(|(_, open)| !open.listens);
            let longest = waiting.min_by_key(|(_, open)| open.asked).map(|(number, _)| *number);
            if let Some(open) = longest.and_then(|longest| self.open.remove(&longest)) {
                (open.end)();
            }
        }
        self.count += 1;
        let number = Number(self.count);
        self.open.insert(number, Open { asked: self.count, listens: false, end });
        number
    }

    /// Notes that a connection has sent a whole request.
    pub(super) fn asks(&mut self, number: Number) {
        self.count += 1;
        if let Some(open) = self.open.get_mut(&number) {
            open.asked = self.count;
        }
    }

    /// Notes that a connection listens for changes from now on.
    pub(super) fn listens(&mut self, number: Number) {
        if let Some(open) = self.open.get_mut(&number) {
            open.listens = true;
        }
    }

    /// Notes that a connection has ended.
    pub(super) fn leaves(&mut self, number: Number) {
        self.open.remove(&number);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    fn who_asked_for_nothing_the_longest_goes_first() {
        let ended = Arc::new(Mutex::new(Vec::new()));
        let mut crowd = Crowd::new(3);
        let enter = |crowd: &mut Crowd, name: &'static str| {
            let ended = Arc::clone(&ended);
            crowd.enter(Box::new(move || ended.lock().expect("nobody panics").push(name)))
        };
        let slow = enter(&mut crowd, "slow");
        let page = enter(&mut crowd, "page");
        let listening = enter(&mut crowd, "listening");
        crowd.listens(listening);
        enter(&mut crowd, "second");
        assert_eq!(*ended.lock().expect("nobody panics"), ["slow"]);
        crowd.asks(page);
        enter(&mut crowd, "third");
        assert_eq!(*ended.lock().expect("nobody panics"), ["slow", "second"]);
        crowd.leaves(page);
        crowd.leaves(slow);
        enter(&mut crowd, "fourth");
        assert_eq!(*ended.lock().expect("nobody panics"), ["slow", "second"], "there is room");
    }
}
