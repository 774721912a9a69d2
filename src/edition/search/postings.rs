//! Where a word stands, as a record writes it: for each entry its distance from the one before in base 36, a letter that
//! says how much the word says there and when, and the iterations of a definition that have it. `2cI1-3.5.` is the entry 84
//! numbers on, and there the iterations 1 to 3 and 5, which count no more.

use std::fmt;

use crate::edition::search::texts::{Place, Weight};

/// In a text this often, a word says more than one that stands there once.
const OFTEN: u32 = 3;

/// The iterations that have something, as `1-3.5.`; numbers in base 36.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    closed: String,
    /// The first and the last number of the run that may go on.
    open: Option<(u32, u32)>,
}

impl Runs {
    /// Adds an iteration, none before one that was added.
    pub fn add(&mut self, number: u32) {
        match &mut self.open {
            Some((_, last)) if *last == number => {}
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => {
                self.close();
                self.open = Some((number, number));
            }
        }
    }

    fn close(&mut self) {
        if let Some((first, last)) = self.open.take() {
            write_run(first, last, &mut self.closed);
        }
    }

    /// Writes the runs behind what is there.
    fn write(&self, out: &mut String) {
        out.push_str(&self.closed);
        if let Some((first, last)) = self.open {
            write_run(first, last, out);
        }
    }
}

impl fmt::Display for Runs {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = String::new();
        self.write(&mut written);
        formatter.write_str(&written)
    }
}

fn write_run(first: u32, last: u32, out: &mut String) {
    write_number(first, out);
    if last > first {
        out.push('-');
        write_number(last, out);
    }
    out.push('.');
}

/// Writes a number in base 36.
pub(super) fn write_number(mut number: u32, out: &mut String) {
    let mut digits = [0; 7];
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b"0123456789abcdefghijklmnopqrstuvwxyz"[number as usize % 36];
        number /= 36;
        if number == 0 {
            break;
        }
    }
    digits[start..].iter().for_each(|digit| out.push(char::from(*digit)));
}

/// Where one word stands, in entries that follow each other.
#[derive(Debug)]
pub(super) struct Postings {
    /// The entry of the first posting, of which the distance is not in `written`.
    pub(super) first: u32,
    /// The entry of the last one.
    pub(super) last: u32,
    pub(super) written: String,
    now: Now,
}

/// Where a word stands in the entry that is read.
#[derive(Debug)]
struct Now {
    entry: u32,
    weight: Weight,
    /// How often it stands in what is there today.
    times: u32,
    is_around: bool,
    is_current: bool,
    runs: Runs,
}

impl Postings {
    /// Those of a word that was just found for the first time, in an entry.
    pub(super) fn new(entry: u32) -> Self {
        Self { first: entry, last: entry, written: String::new(), now: Now::of(entry) }
    }

    /// Begins with an entry. False if that is the entry that is read.
    pub(super) fn begin(&mut self, entry: u32) -> bool {
        let is_new = self.now.entry != entry;
        if is_new {
            self.now = Now::of(entry);
        }
        is_new
    }

    /// Adds a place of the entry that is read; `shown` is its iteration that is shown as its text.
    pub(super) fn add(&mut self, place: Place, weight: Weight, shown: Option<u32>) {
        let now = &mut self.now;
        now.weight = now.weight.max(weight);
        let is_today = match place {
            Place::Entry | Place::About(_) => {
                now.is_around = true;
                true
            }
            Place::Iteration(number) => {
                now.runs.add(number.get());
                let is_current = shown == Some(number.get());
                now.is_current |= is_current;
                is_current
            }
        };
        now.times += u32::from(is_today);
    }

    /// Writes what was found in the entry that is read.
    pub(super) fn finish(&mut self) {
        let now = &self.now;
        if now.entry != self.first {
            write_number(now.entry - self.last, &mut self.written);
        }
        self.last = now.entry;
        let weight = match now.weight {
            Weight::Text if now.times < OFTEN => 0,
            Weight::Text => 1,
            Weight::Heading => 2,
            Weight::Title => 3,
        };
        let when = match (now.is_around, now.is_current) {
            (true, _) => 0,
            (false, true) => 4,
            (false, false) => 8,
        };
        self.written.push(char::from(b'A' + when + weight));
        now.runs.write(&mut self.written);
    }
}

impl Now {
    fn of(entry: u32) -> Self {
        Self { entry, weight: Weight::Text, times: 0, is_around: false, is_current: false, runs: Runs::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::names::IterationNumber;

    #[test]
    fn numbers_are_of_base_36() {
        for (number, written) in [(0, "0"), (35, "z"), (36, "10"), (84, "2c"), (u32::MAX, "1z141z3")] {
            let mut out = String::new();
            write_number(number, &mut out);
            assert_eq!(out, written);
        }
    }

    #[test]
    fn postings_say_how_much_and_when() {
        let place = |number| Place::Iteration(IterationNumber::new(number).expect("a number"));
        let mut postings = Postings::new(3);
        postings.add(Place::Entry, Weight::Title, None);
        postings.finish();
        assert!(postings.begin(87) && !postings.begin(87));
        for number in [1, 2, 2, 3, 5] {
            postings.add(place(number), Weight::Text, Some(6));
        }
        postings.finish();
        postings.begin(88);
        for number in [5, 6, 6, 6] {
            postings.add(place(number), Weight::Text, Some(6));
        }
        postings.finish();
        assert_eq!((postings.first, postings.last, postings.written.as_str()), (3, 88, "D2cI1-3.5.1F5-6."));
    }
}
