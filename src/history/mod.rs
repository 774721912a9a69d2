//! What follows from the iterations: the words of each, what changed from one to the next, and what happened when.

pub mod comparison;
mod timeline;

pub use self::timeline::Event;

use std::sync::Arc;

use rayon::prelude::*;

use crate::document::words::{Passage, passages};
use crate::history::comparison::{Comparison, Tally, compare};
use crate::knowledge::{Definition, Id, KnowledgeBase};
use crate::names::IterationNumber;

/// What pages share. Comparisons of any two iterations are made from it when their page is rendered.
#[derive(Debug)]
pub struct History {
    definitions: Vec<DefinitionHistory>,
    timeline: Vec<Event>,
}

#[derive(Debug)]
struct DefinitionHistory {
    /// For each iteration its words; none for a placeholder.
    texts: Vec<Option<Arc<[Passage]>>>,
    /// For each iteration what changed from the nearest text before it; none for a placeholder and the first text.
    changes: Vec<Option<Change>>,
}

/// What changed from the nearest text before an iteration.
#[derive(Clone, Debug)]
pub struct Change {
    /// The iteration before.
    pub from: IterationNumber,
    /// The words that came, went and stayed.
    pub tally: Tally,
}

/// Two texts of one definition, compared.
pub struct Compared {
    /// The text before.
    pub before: Arc<[Passage]>,
    /// The text after.
    pub after: Arc<[Passage]>,
    /// How one became the other.
    pub comparison: Comparison,
}

/// Derives the history of every definition, in parallel.
pub fn derive(knowledge: &KnowledgeBase) -> History {
    let definitions: Vec<&Definition> = knowledge.definitions().map(|(_, definition)| definition).collect();
    let definitions = definitions.into_par_iter().map(derive_definition).collect();
    History { definitions, timeline: timeline::events(knowledge) }
}

fn derive_definition(definition: &Definition) -> DefinitionHistory {
    let texts: Vec<Option<Arc<[Passage]>>> =
        definition.iterations().iter().map(|iteration| iteration.text().map(|body| passages(body).into())).collect();
    let changes = definition
        .iterations()
        .iter()
        .zip(&texts)
        .map(|(iteration, after)| {
            let from = definition.text_before(iteration.number)?.number;
            let before = texts[from.get() as usize - 1].as_ref()?;
            Some(Change { from, tally: compare(before, after.as_ref()?).tally })
        })
        .collect();
    DefinitionHistory { texts, changes }
}

impl History {
    /// What changed from the nearest text before an iteration to it.
    pub fn change(&self, definition: Id<Definition>, number: IterationNumber) -> Option<&Change> {
        self.definitions[definition.index()].changes.get(number.get() as usize - 1)?.as_ref()
    }

    /// Compares two iterations of a definition; none if one of them has no text.
    pub fn compare(
        &self,
        definition: Id<Definition>,
        before: IterationNumber,
        after: IterationNumber,
    ) -> Option<Compared> {
        let text = |number: IterationNumber| -> Option<Arc<[Passage]>> {
            self.definitions[definition.index()].texts.get(number.get() as usize - 1)?.clone()
        };
        let (before, after) = (text(before)?, text(after)?);
        let comparison = compare(&before, &after);
        Some(Compared { before, after, comparison })
    }

    /// Everything with a date, newest first.
    pub fn timeline(&self) -> &[Event] {
        &self.timeline
    }
}
