//! What follows from the iterations: the words of each, what changed from one to the next, and what happened when.

pub mod text;
pub mod comparison;
pub mod ladder;
pub mod variorum;
pub mod provenance;
mod chronicle;
pub mod dropped;
pub mod ribbon;
mod timeline;

pub use self::chronicle::{Change, Chronicle, Compared};
pub use self::timeline::{Event, Happening};

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::language::Language;
use crate::base::names::{IterationNumber, Slug};
use crate::base::text::Sources;
use crate::content::knowledge::{Definition, Id, KnowledgeBase};
use crate::history::chronicle::Kept;

/// What follows from the iterations of all definitions. Of each definition it is made when a page asks for it first, and
/// most of it goes away with the last page that works with it, so that the histories of thousands never stand in memory at
/// once.
#[derive(Debug)]
pub struct History {
    definitions: Vec<Arc<Kept>>,
    timeline: Vec<Event>,
    language: Arc<Language>,
}

/// The histories that were made before, by the name of their definition.
#[derive(Debug, Default)]
pub struct Memory {
    known: HashMap<Slug, Arc<Kept>>,
    language: Option<Arc<Language>>,
}

impl Memory {
    /// The history of every definition: the one that is remembered, where its texts and the language are the same.
    pub fn derive(&mut self, knowledge: &KnowledgeBase, sources: &Sources, language: &Arc<Language>) -> History {
        if self.language.as_ref().is_none_or(|last| !Arc::ptr_eq(last, language)) {
            self.known.clear();
            self.language = Some(Arc::clone(language));
        }
        let mut is_all_known = knowledge.definitions().len() == self.known.len();
        let kept = |(_, definition): (Id<Definition>, &Definition)| {
            let known = self.known.get(&definition.slug).filter(|known| known.is_of(definition));
            is_all_known &= known.is_some();
            known.cloned().unwrap_or_else(|| Arc::new(Kept::of(definition, sources)))
        };
        let definitions: Vec<Arc<Kept>> = knowledge.definitions().map(kept).collect();
        if !is_all_known {
            let names = knowledge.definitions().map(|(_, definition)| definition.slug.clone());
            self.known = names.zip(definitions.iter().cloned()).collect();
        }
        History { definitions, timeline: timeline::events(knowledge), language: Arc::clone(language) }
    }
}

/// Derives the history of every definition, told in a language. `sources` are those that the knowledge base was read from.
pub fn derive(knowledge: &KnowledgeBase, sources: &Sources, language: &Arc<Language>) -> History {
    Memory::default().derive(knowledge, sources, language)
}

impl History {
    /// All texts of a definition and what follows from them. Whoever asks while somebody else still holds it gets the same.
    pub fn of(&self, definition: Id<Definition>) -> Arc<Chronicle> {
        self.definitions[definition.index()].open()
    }

    /// What changed to an iteration from the one that it is held against.
    pub fn change(&self, definition: Id<Definition>, number: IterationNumber) -> Option<&Change> {
        let changes = self.definitions[definition.index()].changes(&self.language.words);
        let index = changes.binary_search_by_key(&number, |change| change.to).ok()?;
        Some(&changes[index])
    }

    /// Finds out in parallel what changed in every definition, for whoever asks for all of it.
    pub fn know_all_changes(&self) {
        self.definitions.par_iter().for_each(|definition| {
            definition.changes(&self.language.words);
        });
    }

    /// Everything with a date, newest first.
    pub fn timeline(&self) -> &[Event] {
        &self.timeline
    }
}
