//! Words grouped into phrases that a person can read.

use std::ops::Range;
use std::ptr;

use crate::history::provenance::strands::{Course, Strands};
use crate::history::text::{Text, Weight};

/// Words of one passage that came and stayed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Words of the text asked about.
    pub words: Range<usize>,
    /// The texts that have them, in order, the text asked about among them. The first is their origin.
    pub witnesses: Vec<usize>,
    /// The text from which on they stand elsewhere than where they stood before, for each time that they moved.
    pub moved: Vec<usize>,
}

/// Words went, and maybe came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The first text without them.
    pub dropped: usize,
    /// The next text that has them again; none if there is none.
    pub returned: Option<usize>,
}

impl Phrase {
    /// The text that first had these words.
    pub fn origin(&self) -> usize {
        self.witnesses[0]
    }

    /// When they went and came back, among so many texts.
    pub fn absences(&self, texts: usize) -> Vec<Absence> {
        let next = self.witnesses.iter().skip(1).map(|&text| Some(text)).chain([None]);
        self.witnesses
            .iter()
            .zip(next)
            .filter(|(last, next)| next.unwrap_or(texts) > **last + 1)
            .map(|(last, next)| Absence { dropped: last + 1, returned: next })
            .collect()
    }
}

/// Words that share a course.
pub(super) struct Run<'strands> {
    pub(super) words: Range<usize>,
    pub(super) course: &'strands Course,
}

/// The phrases of a text.
pub(super) fn phrases(strands: &Strands, number: usize, text: &Text) -> Vec<Phrase> {
    let phrase = |run: Run<'_>| Phrase {
        words: run.words,
        witnesses: run.course.witnesses.clone(),
        moved: run.course.moved.clone(),
    };
    runs(strands, number, text).into_iter().map(phrase).collect()
}

/// The same without what lies between their beginning and their end, which takes a text of a long history long to copy.
pub(super) fn runs<'strands>(strands: &'strands Strands, number: usize, text: &Text) -> Vec<Run<'strands>> {
    let mut all = Vec::new();
    for passage in 0..text.passages.len() {
        let words = text.words_of(passage);
        let mut runs: Vec<Run<'_>> = Vec::new();
        for word in words.clone() {
            let course = match runs.last() {
                Some(run) if is_closing(text, word) => run.course,
                _ => strands.course(number, opened(text, word, words.end)),
            };
            match runs.last_mut() {
                Some(run) if ptr::eq(run.course, course) => run.words.end = word + 1,
                _ => runs.push(Run { words: word..word + 1, course }),
            }
        }
        all.extend(gathered(runs, text));
    }
    all
}

fn is_sign(text: &Text, word: usize) -> bool {
    text.tokens[word].weight == Weight::Sign
}

/// Whether a word is a sign that stands close behind the word before it.
fn is_closing(text: &Text, word: usize) -> bool {
    is_sign(text, word) && !text.space_before(word)
}

/// The word that an opening sign stands close before; any other word itself.
fn opened(text: &Text, word: usize, end: usize) -> usize {
    (word..end).find(|&word| !is_sign(text, word) || (word + 1 < end && text.space_before(word + 1))).unwrap_or(word)
}

/// Gives runs that a reader would not call a phrase, a lone sign or a lone small word, to the run beside them.
fn gathered<'strands>(runs: Vec<Run<'strands>>, text: &Text) -> Vec<Run<'strands>> {
    let is_phrase = |words: &Range<usize>| text.count(words.clone()) > 1 || says_something(text, words.clone());
    let mut gathered: Vec<Run<'_>> = Vec::with_capacity(runs.len());
    let mut rest = runs.into_iter().peekable();
    while let Some(mut run) = rest.next() {
        if !is_phrase(&run.words) {
            // Where the same phrase stands on both sides it goes on; elsewhere a small word begins what comes next.
            let before = gathered.last().map(|before| before.course);
            let next = rest.peek_mut();
            match (before, next) {
                (Some(before), next) if next.as_ref().is_none_or(|next| ptr::eq(next.course, before)) => {
                    run.course = before;
                }
                (_, Some(next)) => {
                    next.words.start = run.words.start;
                    continue;
                }
                (_, None) => {}
            }
        }
        match gathered.last_mut() {
            Some(before) if ptr::eq(before.course, run.course) => before.words.end = run.words.end,
            _ => gathered.push(run),
        }
    }
    gathered
}

fn says_something(text: &Text, words: Range<usize>) -> bool {
    text.tokens[words].iter().any(|token| matches!(token.weight, Weight::Content | Weight::Turning))
}
