//! Sentences and passages that left one place and appear in another (R13, R14).

use std::ops::Range;

use crate::history::comparison::engine::blocks::{Aligned, MOVES, most_alike};
use crate::history::comparison::engine::matches::{numbers, words};
use crate::history::comparison::engine::sharing::Places;
use crate::history::comparison::{Edit, Move};
use crate::history::text::Text;

/// The most pairs of sentences that are tried for an edited move.
const MOST_PAIRS: usize = 10_000;

/// All moves between two texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves {
    pub(super) list: Vec<Move>,
    /// For each word of the text before the move that takes it away; empty while nothing moved.
    away: Vec<Option<usize>>,
    /// For each word of the text after the move that brings it; empty while nothing moved.
    here: Vec<Option<usize>>,
}

impl Moves {
    /// The move that takes a word of the text before away.
    pub(super) fn from(&self, word: usize) -> Option<usize> {
        self.away.get(word).copied().flatten()
    }

    /// The move that brings a word of the text after.
    pub(super) fn to(&self, word: usize) -> Option<usize> {
        self.here.get(word).copied().flatten()
    }

    /// The passages before and after that an end of a move from `first` on stands in.
    pub(super) fn touched(&self, first: usize, before: &Text, after: &Text) -> (Vec<bool>, Vec<bool>) {
        let (mut old, mut new) = (vec![false; before.passages.len()], vec![false; after.passages.len()]);
        for moved in &self.list[first..] {
            old[before.passage_of(moved.before.start)] = true;
            new[after.passage_of(moved.after.start)] = true;
        }
        (old, new)
    }

    fn push(&mut self, old: Range<usize>, new: Range<usize>, is_passage: bool, before: &Text, after: &Text) {
        self.away.resize(before.tokens.len(), None);
        self.here.resize(after.tokens.len(), None);
        let number = self.list.len();
        self.away[old.clone()].fill(Some(number));
        self.here[new.clone()].fill(Some(number));
        let edits = edits(&old, &new, before, after);
        self.list.push(Move { before: old, after: new, is_passage, edits });
    }
}

/// The moves that are known once passages are aligned: whole passages, and sentences that are the same elsewhere.
pub(super) fn known(aligned: &Aligned, before: &Text, after: &Text) -> Moves {
    let mut moves = Moves::default();
    for (old, new) in &aligned.moved {
        moves.push(before.words_of(*old), after.words_of(*new), true, before, after);
    }
    let (lost, came) = unmatched(aligned, before, after, &moves);
    if lost.is_empty() || came.is_empty() {
        return moves;
    }
    let long = |sentence: &usize| before.count(before.sentences[*sentence].clone()) >= MOVES;
    let lost = lost.into_iter().filter(long);
    let mut places = Places::new(lost.map(|sentence| (before.sentence_numbers[sentence], sentence)).collect());
    for sentence in came {
        if let Some(old) = places.take(after.sentence_numbers[sentence]) {
            moves.push(before.sentences[old].clone(), after.sentences[sentence].clone(), false, before, after);
        }
    }
    moves
}

/// What the search for sentences that moved and were edited came to.
pub(super) enum Search {
    /// There is none.
    Nothing,
    /// The moves from this one on are new.
    Found(usize),
    /// There were too many pairs to look.
    TooLong,
}

/// Adds the sentences that moved and were edited: those of which, so far, every word went or came.
pub(super) fn edited(
    lost: Vec<Range<usize>>,
    came: Vec<Range<usize>>,
    before: &Text,
    after: &Text,
    moves: &mut Moves,
) -> Search {
    let long = |text: &Text, mut sentences: Vec<Range<usize>>| {
        sentences.retain(|words| text.count(words.clone()) >= MOVES);
        sentences
    };
    let (lost, came) = (long(before, lost), long(after, came));
    if lost.len() * came.len() > MOST_PAIRS {
        return Search::TooLong;
    }
    let found = moves.list.len();
    for (i, j) in most_alike(before, &lost, after, &came, |_, _| true) {
        moves.push(lost[i].clone(), came[j].clone(), false, before, after);
    }
    if moves.list.len() > found { Search::Found(found) } else { Search::Nothing }
}

/// The sentences that have no equal at their place, as positions.
fn unmatched(aligned: &Aligned, before: &Text, after: &Text, moves: &Moves) -> (Vec<usize>, Vec<usize>) {
    let (mut lost, mut came) = (Vec::new(), Vec::new());
    for group in &aligned.groups {
        let old = before.sentences_of_all(group.before.clone());
        let new = after.sentences_of_all(group.after.clone());
        let (equal, _) = numbers(&before.sentence_numbers[old.clone()], &after.sentence_numbers[new.clone()]);
        let (mut from, mut to) = (old.start, new.start);
        let equal = equal.into_iter().map(|(i, j)| (old.start + i, new.start + j));
        for (i, j) in equal.chain([(old.end, new.end)]) {
            lost.extend((from..i).filter(|&sentence| moves.from(before.sentences[sentence].start).is_none()));
            came.extend((to..j).filter(|&sentence| moves.to(after.sentences[sentence].start).is_none()));
            (from, to) = (i + 1, j + 1);
        }
    }
    (lost, came)
}

/// How the words of something that moved changed on the way; nothing if they did not.
fn edits(old: &Range<usize>, new: &Range<usize>, before: &Text, after: &Text) -> Vec<Edit> {
    let (matched, _) = words(&before.tokens[old.clone()], &after.tokens[new.clone()]);
    let mut edits: Vec<Edit> = Vec::new();
    let (mut from, mut to) = (old.start, new.start);
    let ends = matched.into_iter().map(|(i, j)| (i + old.start, j + new.start)).chain([(old.end, new.end)]);
    for (i, j) in ends {
        if from < i {
            edits.push(Edit::Deleted(from..i));
        }
        if to < j {
            edits.push(Edit::Inserted(to..j));
        }
        if i < old.end {
            match edits.last_mut() {
                Some(Edit::Kept { before, after }) => (before.end, after.end) = (i + 1, j + 1),
                _ => edits.push(Edit::Kept { before: i..i + 1, after: j..j + 1 }),
            }
        }
        (from, to) = (i + 1, j + 1);
    }
    edits
}
