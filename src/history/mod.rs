//! What follows from the iterations: the words of each, what changed from one to the next, and what happened when.

pub mod comparison;
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

use crate::document::Body;
use crate::history::comparison::show::summary;
use crate::history::comparison::{Comparison, compare};
use crate::history::provenance::{Account, Provenance};
use crate::history::text::{Lexicon, Text};
use crate::history::variorum::Variorum;
use crate::knowledge::{Definition, Id, Iteration, KnowledgeBase};
use crate::names::{IterationNumber, Slug};
use crate::text::Sources;

/// What pages share. Comparisons of any two iterations are made from it when their page is rendered.
#[derive(Debug)]
pub struct History {
    definitions: Vec<Arc<DefinitionHistory>>,
    timeline: Vec<Event>,
}

#[derive(Debug)]
struct DefinitionHistory {
    /// For each iteration its words; none for a placeholder.
    texts: Vec<Option<Arc<Text>>>,
    /// For each iteration what changed from the nearest text before it; none for a placeholder and the first text.
    changes: Vec<Option<Change>>,
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

/// What was derived before, by the name of the definition, each with the texts that it was derived from.
#[derive(Debug, Default)]
pub struct Memory {
    derived: HashMap<Slug, (Texts, Arc<DefinitionHistory>)>,
}

/// The text of each iteration of a definition; none for a placeholder.
type Texts = Vec<Option<Arc<Body>>>;

impl Memory {
    /// What was derived from the texts of a definition, if that were the same.
    fn recall(&self, definition: &Definition) -> Option<Arc<DefinitionHistory>> {
        let (from, derived) = self.derived.get(&definition.slug)?;
        let texts = definition.iterations().iter().map(Iteration::shared_text);
        let is_one = |(one, other): (&Option<Arc<Body>>, Option<&Arc<Body>>)| match (one, other) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        let is_known = from.len() == definition.iterations().len() && from.iter().zip(texts).all(is_one);
        is_known.then(|| Arc::clone(derived))
    }

    /// Derives the history of every definition, in parallel, but for what was derived from the same texts before.
    pub fn derive(&mut self, knowledge: &KnowledgeBase, sources: &Sources) -> History {
        let definitions: Vec<&Definition> = knowledge.definitions().map(|(_, definition)| definition).collect();
        let recalled: Vec<Option<Arc<DefinitionHistory>>> =
            definitions.iter().map(|definition| self.recall(definition)).collect();
        let is_all_known = recalled.iter().all(Option::is_some) && recalled.len() == self.derived.len();
        let derived: Vec<Arc<DefinitionHistory>> = recalled
            .into_par_iter()
            .zip(&definitions)
            .map(|(recalled, definition)| recalled.unwrap_or_else(|| Arc::new(derive_definition(definition, sources))))
            .collect();
        if !is_all_known {
            let texts = |definition: &Definition| {
                definition.iterations().iter().map(|iteration| iteration.shared_text().cloned()).collect()
            };
            let all = definitions.iter().zip(&derived);
            self.derived = all
                .map(|(definition, derived)| (definition.slug.clone(), (texts(definition), Arc::clone(derived))))
                .collect();
        }
        History { definitions: derived, timeline: timeline::events(knowledge) }
    }
}

/// Derives the history of every definition, in parallel. `sources` are those that the knowledge base was read from.
pub fn derive(knowledge: &KnowledgeBase, sources: &Sources) -> History {
    Memory::default().derive(knowledge, sources)
}

fn derive_definition(definition: &Definition, sources: &Sources) -> DefinitionHistory {
    let mut lexicon = Lexicon::default();
    let texts: Vec<Option<Arc<Text>>> = definition
        .iterations()
        .iter()
        .map(|iteration| {
            Some(Arc::new(Text::new(iteration.text()?, &sources.get(iteration.source).text, &mut lexicon)))
        })
        .collect();
    let changes = definition
        .iterations()
        .iter()
        .zip(&texts)
        .map(|(iteration, after)| {
            let from = definition.text_before(iteration.number)?.number;
            let (before, after) = (texts[from.get() as usize - 1].as_ref()?, after.as_ref()?);
            Some(Change { from, summary: summary::sentence(&compare(before, after), before, after) })
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
    pub fn compare(&self, definition: Id<Definition>, from: IterationNumber, to: IterationNumber) -> Option<Compared> {
        let text = |number: IterationNumber| -> Option<Arc<Text>> {
            self.definitions[definition.index()].texts.get(number.get() as usize - 1)?.clone()
        };
        let (before, after) = (text(from)?, text(to)?);
        let comparison = compare(&before, &after);
        Some(Compared { before, after, comparison })
    }

    /// Aligns all texts of a definition and follows their words.
    pub fn trace(&self, definition: Id<Definition>) -> Traced {
        let texts = (1..).zip(&self.definitions[definition.index()].texts);
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
