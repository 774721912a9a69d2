//! The history of one definition, made when it is asked for.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use crate::document::Body;
use crate::history::comparison::Comparison;
use crate::history::comparison::show::summary;
use crate::history::ladder::Ladder;
use crate::history::provenance::{self, Account, Provenance};
use crate::history::text::{Lexicon, Text};
use crate::history::variorum::{self, Variorum};
use crate::knowledge::Definition;
use crate::language::Words;
use crate::names::IterationNumber;
use crate::text::{Source, Sources};

/// All texts of one definition, and what follows from them. It takes some hundred times as much memory as what it is made
/// from, so it stands only as long as somebody works with it.
#[derive(Debug)]
pub struct Chronicle {
    /// The iteration of each text, in order.
    pub numbers: Vec<IterationNumber>,
    /// The texts. Everything below names them by their position there.
    pub ladder: Ladder,
    traced: OnceLock<(Variorum, Provenance)>,
}

/// Two texts of one definition, compared.
pub struct Compared<'chronicle> {
    /// The text before.
    pub before: &'chronicle Text,
    /// The text after.
    pub after: &'chronicle Text,
    /// How one became the other.
    pub comparison: Cow<'chronicle, Comparison>,
}

/// What changed from the nearest text before an iteration.
#[derive(Clone, Debug)]
pub struct Change {
    /// The iteration before.
    pub from: IterationNumber,
    /// The iteration.
    pub to: IterationNumber,
    /// How much, in a sentence.
    pub summary: String,
    /// How many words of the text before are still there.
    pub kept: usize,
    /// How many words the text before has.
    pub of: usize,
}

impl Chronicle {
    /// The chronicle of texts with the numbers of their iterations, in order.
    pub(super) fn new(numbers: Vec<IterationNumber>, texts: Vec<Arc<Text>>) -> Self {
        Self { numbers, ladder: Ladder::new(texts), traced: OnceLock::new() }
    }

    fn position(&self, number: IterationNumber) -> Option<usize> {
        self.numbers.binary_search(&number).ok()
    }

    /// Compares two iterations; none if one of them has no text.
    pub fn compare(&self, from: IterationNumber, to: IterationNumber) -> Option<Compared<'_>> {
        let (from, to) = (self.position(from)?, self.position(to)?);
        let texts = self.ladder.texts();
        Some(Compared { before: &texts[from], after: &texts[to], comparison: self.ladder.compare(from, to) })
    }

    fn traced(&self) -> &(Variorum, Provenance) {
        self.traced.get_or_init(|| {
            let variorum = variorum::align(&self.ladder);
            let provenance = provenance::trace(&self.ladder, &variorum);
            (variorum, provenance)
        })
    }

    /// The texts, place by place.
    pub fn variorum(&self) -> &Variorum {
        &self.traced().0
    }

    /// Where their words come from.
    pub fn provenance(&self) -> &Provenance {
        &self.traced().1
    }

    /// Where the words of one iteration come from; none if it has no text.
    pub fn account(&self, number: IterationNumber) -> Option<Account<'_>> {
        let index = self.position(number)?;
        let text = &self.ladder.texts()[index];
        Some(Account { text, index, numbers: &self.numbers, phrases: self.provenance().phrases(index, text) })
    }

    fn changes(&self, words: &Words) -> Vec<Change> {
        let texts = self.ladder.texts();
        let change = |(before, numbers): (usize, &[IterationNumber])| {
            let comparison = self.ladder.compare(before, before + 1);
            Change {
                from: numbers[0],
                to: numbers[1],
                summary: summary::sentence(&comparison, &texts[before], &texts[before + 1], words),
                kept: comparison.tally.kept,
                of: comparison.tally.kept + comparison.tally.removed,
            }
        };
        self.numbers.windows(2).enumerate().map(change).collect()
    }
}

/// What is kept of the history of a definition: what it is made from, and the sentences that lists of all definitions show.
#[derive(Debug)]
pub(super) struct Kept {
    texts: Vec<Written>,
    changes: OnceLock<Vec<Change>>,
    /// The chronicle, as long as somebody works with it.
    open: Mutex<Weak<Chronicle>>,
}

/// A text as it was written.
#[derive(Debug)]
struct Written {
    number: IterationNumber,
    body: Arc<Body>,
    source: Arc<Source>,
}

impl Kept {
    /// Nothing is made yet. `sources` are those that the definition was read from.
    pub(super) fn of(definition: &Definition, sources: &Sources) -> Self {
        let written = definition.iterations().iter().filter_map(|iteration| {
            Some(Written {
                number: iteration.number,
                body: Arc::clone(iteration.shared_text()?),
                source: Arc::clone(sources.shared(iteration.source)),
            })
        });
        Self { texts: written.collect(), changes: OnceLock::new(), open: Mutex::default() }
    }

    /// Whether this is the history of the same texts.
    pub(super) fn is_of(&self, definition: &Definition) -> bool {
        let texts = definition.iterations().iter().filter_map(|iteration| {
            let body = iteration.shared_text()?;
            Some((iteration.number, Arc::as_ptr(body)))
        });
        texts.eq(self.texts.iter().map(|text| (text.number, Arc::as_ptr(&text.body))))
    }

    /// The chronicle: the one that somebody works with, or a new one.
    pub(super) fn open(&self) -> Arc<Chronicle> {
        let open = || self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(chronicle) = open().upgrade() {
            return chronicle;
        }
        let mut lexicon = Lexicon::default();
        let text = |text: &Written| Arc::new(Text::new(&text.body, &text.source.text, &mut lexicon));
        let numbers = self.texts.iter().map(|text| text.number).collect();
        let chronicle = Arc::new(Chronicle::new(numbers, self.texts.iter().map(text).collect()));
        *open() = Arc::downgrade(&chronicle);
        chronicle
    }

    /// What changed from each text to the next, told in the same words every time.
    pub(super) fn changes(&self, words: &Words) -> &[Change] {
        self.changes.get_or_init(|| self.open().changes(words))
    }
}
