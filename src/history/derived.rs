//! The history of one definition, derived when somebody first asks for it: most of what is previewed is never looked at.

use std::sync::{Arc, OnceLock};

use crate::document::Body;
use crate::history::Change;
use crate::history::comparison::compare;
use crate::history::comparison::show::summary;
use crate::history::text::{Lexicon, Text};
use crate::knowledge::{Definition, Iteration};
use crate::names::IterationNumber;
use crate::text::{Source, Sources};

/// The text of an iteration and the file that it stands in; none for a placeholder.
type From = Option<(Arc<Body>, Arc<Source>)>;

/// The texts of a definition, and what follows from them.
#[derive(Debug)]
pub(super) struct Derived {
    from: Vec<From>,
    history: OnceLock<DefinitionHistory>,
}

#[derive(Debug)]
struct DefinitionHistory {
    /// For each iteration its words; none for a placeholder.
    texts: Vec<Option<Arc<Text>>>,
    /// For each iteration what changed from the nearest text before it; none for a placeholder and the first text.
    changes: Vec<Option<Change>>,
}

impl Derived {
    pub(super) fn new(definition: &Definition, sources: &Sources) -> Self {
        let text = |iteration: &Iteration| {
            Some((Arc::clone(iteration.shared_text()?), Arc::clone(sources.shared(iteration.source))))
        };
        Self { from: definition.iterations().iter().map(text).collect(), history: OnceLock::new() }
    }

    /// Whether a definition has the very texts that this follows from.
    pub(super) fn is_of(&self, definition: &Definition) -> bool {
        let is_one = |(from, iteration): (&From, &Iteration)| match (from, iteration.shared_text()) {
            (Some((body, _)), Some(other)) => Arc::ptr_eq(body, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        self.from.len() == definition.iterations().len() && self.from.iter().zip(definition.iterations()).all(is_one)
    }

    /// For each iteration its words; none for a placeholder.
    pub(super) fn texts(&self) -> &[Option<Arc<Text>>] {
        &self.history().texts
    }

    /// For each iteration what changed from the nearest text before it; none for a placeholder and the first text.
    pub(super) fn changes(&self) -> &[Option<Change>] {
        &self.history().changes
    }

    fn history(&self) -> &DefinitionHistory {
        self.history.get_or_init(|| self.derive())
    }

    fn derive(&self) -> DefinitionHistory {
        let mut lexicon = Lexicon::default();
        let texts: Vec<Option<Arc<Text>>> = self
            .from
            .iter()
            .map(|from| from.as_ref().map(|(body, source)| Arc::new(Text::new(body, &source.text, &mut lexicon))))
            .collect();
        let mut changes = Vec::with_capacity(texts.len());
        let mut before: Option<(IterationNumber, &Text)> = None;
        for (number, after) in (1..).map_while(IterationNumber::new).zip(&texts) {
            let Some(after) = after else {
                changes.push(None);
                continue;
            };
            changes.push(before.map(|(from, before)| Change {
                from,
                summary: summary::sentence(&compare(before, after), before, after),
            }));
            before = Some((number, after));
        }
        DefinitionHistory { texts, changes }
    }
}
