//! Columns: words that are one and the same word in several texts.

use std::ops::Range;

use crate::history::comparison::matched_words;
use crate::history::text::{Text, Token, Weight};

/// A word of one or several texts.
#[derive(Clone, Debug)]
pub(super) enum Column {
    /// A word of one text. All columns begin as such, and many stay so.
    Alone(Member),
    /// A word of several texts, in the order of the texts.
    Shared(Vec<Member>),
}

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    /// Which text.
    pub(super) text: usize,
    /// Which of its words.
    pub(super) word: usize,
}

impl Column {
    /// Where it stands in each text that has it, in the order of the texts; never empty.
    pub(super) fn members(&self) -> &[Member] {
        match self {
            Self::Alone(member) => std::slice::from_ref(member),
            Self::Shared(members) => members,
        }
    }

    fn word_of(&self, text: usize) -> Option<usize> {
        let members = self.members();
        let index = members.binary_search_by_key(&text, |member| member.text).ok()?;
        Some(members[index].word)
    }

    fn token(&self, texts: &[&Text]) -> Token {
        let first = self.members()[0];
        texts[first.text].tokens[first.word]
    }

    /// Whether a text has the word of the other column right behind the word of this one.
    fn is_followed_by(&self, other: &Self) -> bool {
        self.members().iter().any(|member| other.word_of(member.text) == Some(member.word + 1))
    }

    fn with(self, other: &Self) -> Self {
        let mut members = match self {
            Self::Alone(member) => vec![member],
            Self::Shared(members) => members,
        };
        members.extend_from_slice(other.members());
        members.sort_by_key(|member| member.text);
        Self::Shared(members)
    }
}

/// The columns of one text.
pub(super) fn of_text(text: usize, words: usize) -> Vec<Column> {
    (0..words).map(|word| Column::Alone(Member { text, word })).collect()
}

/// One text of each of two sequences that are to be joined, and what they share.
pub(super) struct Bridge {
    /// The text of the first sequence.
    pub(super) before: usize,
    /// The text of the second sequence.
    pub(super) after: usize,
    /// The words that they share.
    pub(super) kept: Vec<(usize, usize)>,
}

/// Joins two sequences of columns that have no text in common, so that the words of every text keep their order.
pub(super) fn join(left: Vec<Column>, right: Vec<Column>, bridge: &Bridge, texts: &[&Text]) -> Vec<Column> {
    let pairs = pairs(&left, &right, bridge, texts);
    let mut joined = Vec::with_capacity(left.len() + right.len() - pairs.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let (mut from, mut to) = (0, 0);
    for (i, j) in pairs {
        joined.extend(left.by_ref().take(i - from));
        joined.extend(right.by_ref().take(j - to));
        let (one, other) = (left.next().expect("a column of the left"), right.next().expect("a column of the right"));
        joined.push(one.with(&other));
        (from, to) = (i + 1, j + 1);
    }
    joined.extend(left);
    joined.extend(right);
    joined
}

/// The columns that are one: those of words that the comparison keeps, and between them those of words that came back.
fn pairs(left: &[Column], right: &[Column], bridge: &Bridge, texts: &[&Text]) -> Vec<(usize, usize)> {
    let places = |columns: &[Column], text: usize| -> Vec<usize> {
        (0..columns.len()).filter(|&column| columns[column].word_of(text).is_some()).collect()
    };
    let (old, new) = (places(left, bridge.before), places(right, bridge.after));
    let mut pairs = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (i, j) in bridge.kept.iter().map(|&(i, j)| (old[i], new[j])).chain([(left.len(), right.len())]) {
        came_back(left, from..i, right, to..j, bridge, texts, &mut pairs);
        if i < left.len() {
            pairs.push((i, j));
        }
        (from, to) = (i + 1, j + 1);
    }
    pairs
}

/// The columns between two kept words that are one although the two compared texts do not share them: runs of words of
/// some weight that an earlier or later text has as well. What the comparison of the two texts calls changed stays so.
fn came_back(
    left: &[Column],
    rows: Range<usize>,
    right: &[Column],
    columns: Range<usize>,
    bridge: &Bridge,
    texts: &[&Text],
    pairs: &mut Vec<(usize, usize)>,
) {
    if rows.is_empty() || columns.is_empty() {
        return;
    }
    let row = |all: &[Column], range: &Range<usize>| -> Vec<Token> {
        all[range.clone()].iter().map(|column| column.token(texts)).collect()
    };
    let (old, new) = (row(left, &rows), row(right, &columns));
    let found: Vec<(usize, usize)> = matched_words(&old, &new)
        .into_iter()
        .map(|(i, j)| (i + rows.start, j + columns.start))
        .filter(|&(i, j)| left[i].word_of(bridge.before).is_none() || right[j].word_of(bridge.after).is_none())
        .collect();
    let goes_on = |a: &(usize, usize), b: &(usize, usize)| {
        left[a.0].is_followed_by(&left[b.0]) && right[a.1].is_followed_by(&right[b.1])
    };
    let shorter = rows.len().min(columns.len());
    for run in found.chunk_by(goes_on) {
        let weights: Vec<Weight> = run.iter().map(|&(i, _)| left[i].token(texts).weight).collect();
        let content = weights.iter().filter(|weight| **weight == Weight::Content).count();
        let says_something = content > 0 || weights.contains(&Weight::Turning);
        // One word alone is a return only where hardly anything else stands; elsewhere it is chance.
        if content >= 2 || (says_something && run.len() * 2 >= shorter) {
            pairs.extend(run);
        }
    }
}
