//! Everything with a date, in one line.

use jiff::civil::Date;

use crate::knowledge::{Entry, KnowledgeBase};

/// Something that happened on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub date: Date,
    /// What happened: an iteration, a practice or a contribution.
    pub entry: Entry,
}

/// Iterations, practices and contributions, newest first; on one day later iterations before earlier ones.
pub(super) fn events(knowledge: &KnowledgeBase) -> Vec<Event> {
    let iterations = knowledge.definitions().flat_map(|(id, definition)| {
        definition
            .iterations()
            .iter()
            .map(move |iteration| Event { date: iteration.date, entry: Entry::Iteration(id, iteration.number) })
    });
    let practices =
        knowledge.practices().map(|(id, practice)| Event { date: practice.date, entry: Entry::Practice(id) });
    let contributions = knowledge
        .contributions()
        .map(|(id, contribution)| Event { date: contribution.date, entry: Entry::Contribution(id) });
    let mut events: Vec<Event> = iterations.chain(practices).chain(contributions).collect();
    events.reverse();
    events.sort_by_key(|event| std::cmp::Reverse(event.date));
    events
}
