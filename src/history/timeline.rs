//! Everything with a date, in one line.

use jiff::civil::Date;

use crate::base::names::IterationNumber;
use crate::content::knowledge::{Contribution, Definition, Id, KnowledgeBase, Practice};

/// Something that happened on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub date: Date,
    /// What happened.
    pub what: Happening,
}

/// What has a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// An iteration was published, proposed or announced.
    Iteration(Id<Definition>, IterationNumber),
    /// A practice was written or revised.
    Practice(Id<Practice>),
    /// A contribution was made.
    Contribution(Id<Contribution>),
}

/// Iterations, practices and contributions, newest first; on one day later iterations before earlier ones.
pub(super) fn events(knowledge: &KnowledgeBase) -> Vec<Event> {
    let iterations = knowledge.definitions().flat_map(|(id, definition)| {
        definition
            .iterations()
            .iter()
            .map(move |iteration| Event { date: iteration.date, what: Happening::Iteration(id, iteration.number) })
    });
    let practices =
        knowledge.practices().map(|(id, practice)| Event { date: practice.date, what: Happening::Practice(id) });
    let contributions = knowledge
        .contributions()
        .map(|(id, contribution)| Event { date: contribution.date, what: Happening::Contribution(id) });
    let mut events: Vec<Event> = iterations.chain(practices).chain(contributions).collect();
    events.reverse();
    events.sort_by_key(|event| std::cmp::Reverse(event.date));
    events
}
