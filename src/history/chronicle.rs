//! The history of one definition, made when it is asked for.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use crate::base::language::Words;
use crate::base::names::IterationNumber;
use crate::base::text::{Source, Sources};
use crate::content::document::Body;
use crate::content::knowledge::{Definition, Iteration};
use crate::history::comparison::show::summary;
use crate::history::comparison::{Comparison, compare};
use crate::history::ladder::Ladder;
use crate::history::provenance::{self, Account, Provenance};
use crate::history::text::{Lexicon, Text};
use crate::history::variorum::{self, Variorum};

/// All texts of one definition, and what follows from them. It takes some hundred times as much memory as what it is made
/// from, so it stands only as long as somebody works with it.
#[derive(Debug)]
pub struct Chronicle {
    /// The iteration of each text that is part of the history, in order.
    pub numbers: Vec<IterationNumber>,
    /// These texts. Everything below names them by their position there.
    pub ladder: Ladder,
    /// The texts that are no part of the history, in order.
    proposals: Vec<Proposal>,
    traced: OnceLock<(Variorum, Provenance)>,
}

/// A text that was never published, so that nothing which is told of the history comes from it.
#[derive(Debug)]
struct Proposal {
    number: IterationNumber,
    text: Arc<Text>,
    /// The iteration that it is held against.
    base: Option<IterationNumber>,
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

/// What changed from the text that an iteration is held against.
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
    /// The chronicle of a history: its texts with the numbers of their iterations, in order.
    pub(super) fn new(numbers: Vec<IterationNumber>, texts: Vec<Arc<Text>>) -> Self {
        Self { numbers, ladder: Ladder::new(texts), proposals: Vec::new(), traced: OnceLock::new() }
    }

    fn position(&self, number: IterationNumber) -> Option<usize> {
        self.numbers.binary_search(&number).ok()
    }

    fn proposal(&self, number: IterationNumber) -> Option<&Proposal> {
        let index = self.proposals.binary_search_by_key(&number, |proposal| proposal.number).ok()?;
        Some(&self.proposals[index])
    }

    fn text(&self, number: IterationNumber) -> Option<&Arc<Text>> {
        let of_history = self.position(number).map(|position| &self.ladder.texts()[position]);
        of_history.or_else(|| Some(&self.proposal(number)?.text))
    }

    /// Compares two iterations; none if one of them has no text.
    pub fn compare(&self, from: IterationNumber, to: IterationNumber) -> Option<Compared<'_>> {
        let (before, after) = (self.text(from)?, self.text(to)?);
        let comparison = match (self.position(from), self.position(to)) {
            (Some(from), Some(to)) => self.ladder.compare(from, to),
            _ => Cow::Owned(compare(before, after)),
        };
        Some(Compared { before, after, comparison })
    }

    /// The history as it would be with a proposal as its last text; none if there is no such proposal.
    pub fn with_proposal(&self, number: IterationNumber) -> Option<Self> {
        let proposal = self.proposal(number)?;
        let before = self.numbers.partition_point(|other| *other < number);
        let numbers = self.numbers[..before].iter().copied().chain([number]).collect();
        let texts = self.ladder.texts()[..before].iter().chain([&proposal.text]).map(Arc::clone).collect();
        Some(Self::new(numbers, texts))
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

    /// Where the words of one iteration come from; none if it is no part of the history.
    pub fn account(&self, number: IterationNumber) -> Option<Account<'_>> {
        let index = self.position(number)?;
        let text = &self.ladder.texts()[index];
        Some(Account { text, index, numbers: &self.numbers, phrases: self.provenance().phrases(index, text) })
    }

    fn changes(&self, words: &Words) -> Vec<Change> {
        let change = |from: IterationNumber, to: IterationNumber| {
            let Compared { before, after, comparison } = self.compare(from, to)?;
            Some(Change {
                from,
                to,
                summary: summary::sentence(&comparison, before, after, words),
                kept: comparison.tally.kept,
                of: comparison.tally.kept + comparison.tally.removed,
            })
        };
        let of_history = self.numbers.windows(2).filter_map(|pair| change(pair[0], pair[1]));
        let of_proposals = self.proposals.iter().filter_map(|proposal| change(proposal.base?, proposal.number));
        let mut changes: Vec<Change> = of_history.chain(of_proposals).collect();
        changes.sort_by_key(|change| change.to);
        changes
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
    place: Place,
    body: Arc<Body>,
    source: Arc<Source>,
}

/// Where a text belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In the history.
    History,
    /// Beside it, held against an iteration.
    Beside(Option<IterationNumber>),
}

/// The texts of a definition, each with its place.
fn placed(definition: &Definition) -> impl Iterator<Item = (&Iteration, &Arc<Body>, Place)> {
    let mut history = definition.history().map(|iteration| iteration.number).peekable();
    definition.texts_of_any_standing().filter_map(move |iteration| {
        let place = match history.next_if_eq(&iteration.number) {
            Some(_) => Place::History,
            None => Place::Beside(definition.compared_with(iteration.number).map(|base| base.number)),
        };
        Some((iteration, iteration.shared_text()?, place))
    })
}

impl Kept {
    /// Nothing is made yet. `sources` are those that the definition was read from.
    pub(super) fn of(definition: &Definition, sources: &Sources) -> Self {
        let written = placed(definition).map(|(iteration, body, place)| Written {
            number: iteration.number,
            place,
            body: Arc::clone(body),
            source: Arc::clone(sources.shared(iteration.file)),
        });
        Self { texts: written.collect(), changes: OnceLock::new(), open: Mutex::default() }
    }

    /// Whether this is the history of the same texts.
    pub(super) fn is_of(&self, definition: &Definition) -> bool {
        let texts = placed(definition).map(|(iteration, body, place)| (iteration.number, place, Arc::as_ptr(body)));
        texts.eq(self.texts.iter().map(|text| (text.number, text.place, Arc::as_ptr(&text.body))))
    }

    /// The chronicle: the one that somebody works with, or a new one.
    pub(super) fn open(&self) -> Arc<Chronicle> {
        let open = || self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(chronicle) = open().upgrade() {
            return chronicle;
        }
        let mut lexicon = Lexicon::default();
        let mut text = |text: &Written| Arc::new(Text::new(&text.body, &text.source.text, &mut lexicon));
        let (mut numbers, mut texts, mut proposals) = (Vec::new(), Vec::new(), Vec::new());
        // The history comes first, so that its words are numbered alike whatever is proposed beside it.
        for written in self.texts.iter().filter(|written| written.place == Place::History) {
            numbers.push(written.number);
            texts.push(text(written));
        }
        for written in &self.texts {
            if let Place::Beside(base) = written.place {
                proposals.push(Proposal { number: written.number, text: text(written), base });
            }
        }
        let chronicle = Arc::new(Chronicle { proposals, ..Chronicle::new(numbers, texts) });
        *open() = Arc::downgrade(&chronicle);
        chronicle
    }

    /// What changed to each text from the one that it is held against, told in the same words every time.
    pub(super) fn changes(&self, words: &Words) -> &[Change] {
        self.changes.get_or_init(|| self.open().changes(words))
    }
}
