//! Many small events to one change: a pure function of what happened and when.

use std::time::{Duration, Instant};

use variorum::output::preview::Change;

/// A change is handed over when nothing more has happened for this long: editors write a file in several steps.
pub(super) const QUIET: Duration = Duration::from_millis(10);
/// It is handed over at the latest this long after it began, however much is still happening.
pub(super) const LONGEST: Duration = Duration::from_millis(100);
/// More paths than this are not told apart any more: to compare everything is cheaper than to keep them.
const MOST_PATHS: usize = 1_000;

/// What has happened and was not yet handed over.
#[derive(Debug, Default)]
pub(super) struct Debouncer {
    pending: Option<Pending>,
}

#[derive(Debug)]
struct Pending {
    first: Instant,
    last: Instant,
    change: Change,
}

impl Debouncer {
    /// Adds what happened.
    pub(super) fn add(&mut self, change: Change, now: Instant) {
        let pending = match self.pending.take() {
            None => Pending { first: now, last: now, change },
            Some(pending) => Pending { last: now, change: together(pending.change, change), ..pending },
        };
        self.pending = Some(pending);
    }

    /// When to ask for it again; none if nothing has happened.
    pub(super) fn due(&self) -> Option<Instant> {
        self.pending.as_ref().map(|pending| (pending.last + QUIET).min(pending.first + LONGEST))
    }

    /// What happened and when it began, if it is time to hand it over.
    pub(super) fn take(&mut self, now: Instant) -> Option<(Change, Instant)> {
        if self.due()? > now {
            return None;
        }
        self.pending.take().map(|pending| (pending.change, pending.first))
    }
}

fn together(one: Change, other: Change) -> Change {
    match (one, other) {
        (Change::Paths(mut paths), Change::Paths(more)) => {
            paths.extend(more);
            if paths.len() > MOST_PATHS { Change::Everything } else { Change::Paths(paths) }
        }
        (Change::Everything, _) | (_, Change::Everything) => Change::Everything,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn paths(names: &[&str]) -> Change {
        Change::Paths(names.iter().map(PathBuf::from).collect())
    }

    /// What is handed over, in milliseconds after the beginning, for events at given milliseconds.
    fn handed_over(events: &[(u64, Change)]) -> Vec<(u64, Change)> {
        let begin = Instant::now();
        let mut debouncer = Debouncer::default();
        let mut events = events.iter().cloned().peekable();
        let mut handed = Vec::new();
        for now in 0..1_000 {
            let instant = begin + Duration::from_millis(now);
            // What is due is taken first, as by somebody who waits until then or until the next event.
            handed.extend(debouncer.take(instant).map(|(change, _)| (now, change)));
            while events.peek().is_some_and(|(at, _)| *at == now) {
                debouncer.add(events.next().expect("it was peeked at").1, instant);
            }
        }
        assert!(debouncer.due().is_none(), "something is left");
        handed
    }

    #[test]
    fn one_save_is_handed_over_after_a_moment_of_quiet() {
        assert_eq!(handed_over(&[(5, paths(&["a"]))]), [(15, paths(&["a"]))]);
    }

    #[test]
    fn what_belongs_together_comes_together() {
        let events = [(0, paths(&["a"])), (4, paths(&["b"])), (9, paths(&["a"]))];
        assert_eq!(handed_over(&events), [(19, paths(&["a", "b"]))]);
        let apart = [(0, paths(&["a"])), (40, paths(&["b"]))];
        assert_eq!(handed_over(&apart), [(10, paths(&["a"])), (50, paths(&["b"]))]);
    }

    #[test]
    fn what_does_not_end_is_handed_over_all_the_same() {
        let events: Vec<_> = (0..60).map(|number| (number * 5, paths(&["a"]))).collect();
        let handed: Vec<u64> = handed_over(&events).into_iter().map(|(at, _)| at).collect();
        assert_eq!(handed, [100, 200, 300]);
    }

    #[test]
    fn everything_swallows_paths_and_very_many_paths_are_everything() {
        assert_eq!(handed_over(&[(0, paths(&["a"])), (1, Change::Everything)]), [(11, Change::Everything)]);
        assert_eq!(handed_over(&[(0, Change::Everything), (1, paths(&["a"]))]), [(11, Change::Everything)]);
        let many: Vec<_> = (0..10_000).map(|number| (0, paths(&[&number.to_string()]))).collect();
        assert_eq!(handed_over(&many), [(10, Change::Everything)]);
    }
}
