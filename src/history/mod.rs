//! What follows from the iterations: the words of each, what changed from one to the next, and what happened when.

pub mod comparison;
mod derived;
mod passages;
pub mod provenance;
pub mod text;
mod timeline;
pub mod variorum;
pub mod wording;
mod wrapping;

pub use self::timeline::{Event, Happening};

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::history::comparison::{Comparison, compare};
use crate::history::derived::Derived;
use crate::history::provenance::{Account, Provenance};
use crate::history::text::Text;
use crate::history::variorum::Variorum;
use crate::knowledge::{Definition, Id, KnowledgeBase};
use crate::names::{IterationNumber, Slug};
use crate::text::Sources;

/// What pages share. Comparisons of any two iterations are made from it when their page is rendered.
#[derive(Debug)]
pub struct History {
    definitions: Vec<Arc<Derived>>,
    timeline: Vec<Event>,
}

/// What changed from the nearest text before an iteration.
#[derive(Clone, Debug)]
pub struct Change {
    /// The iteration before.
    pub from: IterationNumber,
    /// How much, in a sentence.
    pub summary: String,
}

/// Two texts of one definition, compared.
pub struct Compared {
    /// The text before.
    pub before: Arc<Text>,
    /// The text after.
    pub after: Arc<Text>,
    /// How one became the other.
    pub comparison: Comparison,
}

/// All texts of one definition at once.
#[derive(Debug)]
pub struct Traced {
    /// The iteration of each text, in order.
    pub numbers: Vec<IterationNumber>,
    /// The texts. Everything below names them by their position here.
    pub texts: Vec<Arc<Text>>,
    /// The texts, place by place.
    pub variorum: Variorum,
    /// Where their words come from.
    pub provenance: Provenance,
}

impl Traced {
    /// Where the words of one iteration come from; none if it has no text.
    pub fn account(&self, number: IterationNumber) -> Option<Account<'_>> {
        let index = self.numbers.binary_search(&number).ok()?;
        let text = &self.texts[index];
        Some(Account { text, index, numbers: &self.numbers, phrases: self.provenance.phrases(index, text) })
    }
}

/// What was derived before, by the name of the definition.
#[derive(Debug, Default)]
pub struct Memory {
    derived: HashMap<Slug, Arc<Derived>>,
}

impl Memory {
    /// The history of every definition, each to be derived when it is first asked for, but for what was derived from the
    /// same texts before. `sources` are those that the knowledge base was read from.
    pub fn derive(&mut self, knowledge: &KnowledgeBase, sources: &Sources) -> History {
        let mut is_all_known = knowledge.definitions().len() == self.derived.len();
        let definitions = knowledge.definitions().map(|(_, definition)| {
            let known = self.derived.get(&definition.slug).filter(|derived| derived.is_of(definition));
            is_all_known &= known.is_some();
            known.cloned().unwrap_or_else(|| Arc::new(Derived::new(definition, sources)))
        });
        let definitions: Vec<Arc<Derived>> = definitions.collect();
        if !is_all_known {
            let slugs = knowledge.definitions().map(|(_, definition)| definition.slug.clone());
            self.derived = slugs.zip(definitions.iter().cloned()).collect();
        }
        History { definitions, timeline: timeline::events(knowledge) }
    }
}

/// The history of every definition, with nothing remembered; see [`Memory::derive`].
pub fn derive(knowledge: &KnowledgeBase, sources: &Sources) -> History {
    Memory::default().derive(knowledge, sources)
}

impl History {
    /// Derives the history of every definition, in parallel: for whoever renders every page. What is kept for long then lies
    /// together in memory, and not between what pages need for a moment.
    pub fn derive_all(&self) {
        self.definitions.par_iter().for_each(|definition| {
            definition.texts();
        });
    }

    /// What changed from the nearest text before an iteration to it.
    pub fn change(&self, definition: Id<Definition>, number: IterationNumber) -> Option<&Change> {
        self.definitions[definition.index()].changes().get(number.get() as usize - 1)?.as_ref()
    }

    /// Compares two iterations of a definition; none if one of them has no text.
    pub fn compare(&self, definition: Id<Definition>, from: IterationNumber, to: IterationNumber) -> Option<Compared> {
        let text = |number: IterationNumber| -> Option<Arc<Text>> {
            self.definitions[definition.index()].texts().get(number.get() as usize - 1)?.clone()
        };
        let (before, after) = (text(from)?, text(to)?);
        let comparison = compare(&before, &after);
        Some(Compared { before, after, comparison })
    }

    /// Aligns all texts of a definition and follows their words.
    pub fn trace(&self, definition: Id<Definition>) -> Traced {
        let texts = (1..).zip(self.definitions[definition.index()].texts());
        let (numbers, texts): (Vec<_>, Vec<_>) =
            texts.filter_map(|(number, text)| Some((IterationNumber::new(number)?, text.clone()?))).unzip();
        let all: Vec<&Text> = texts.iter().map(AsRef::as_ref).collect();
        let variorum = variorum::align(&all);
        let provenance = provenance::trace(&all, &variorum);
        Traced { numbers, texts, variorum, provenance }
    }

    /// Everything with a date, newest first.
    pub fn timeline(&self) -> &[Event] {
        &self.timeline
    }
}
