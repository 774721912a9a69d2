//! Sentences and passages that left one place and appear in another (R13, R14).

use std::collections::HashMap;
use std::ops::Range;

use crate::history::comparison::Edit;
use crate::history::comparison::blocks::{Aligned, MOVED, MOVES, likeness};
use crate::history::comparison::matches::words;
use crate::history::comparison::sentences::keys;
use crate::history::text::Text;

/// The most pairs of sentences that are tried for an edited move.
const MOST_PAIRS: usize = 10_000;

/// Something that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The words at the old place.
    pub before: Range<usize>,
    /// The words at the new place.
    pub after: Range<usize>,
    /// Whether it is a whole passage; otherwise it is a sentence.
    pub is_passage: bool,
    /// How the words changed on the way.
    pub edits: Vec<Edit>,
}

/// All moves between two texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves {
    pub(super) list: Vec<Move>,
}

impl Moves {
    /// The move that takes a word of the text before away.
    pub(super) fn from(&self, word: usize) -> Option<usize> {
        self.list.iter().position(|moved| moved.before.contains(&word))
    }

    /// The move that brings a word of the text after.
    pub(super) fn to(&self, word: usize) -> Option<usize> {
        self.list.iter().position(|moved| moved.after.contains(&word))
    }

    fn push(&mut self, old: Range<usize>, new: Range<usize>, is_passage: bool, before: &Text, after: &Text) {
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
    let mut places: HashMap<Vec<u32>, Vec<Range<usize>>> = HashMap::new();
    for words in lost.into_iter().rev().filter(|words| before.count(words.clone()) >= MOVES) {
        places.entry(keys(before, &words)).or_default().push(words);
    }
    for words in came {
        if let Some(old) = places.get_mut(&keys(after, &words)).and_then(Vec::pop) {
            moves.push(old, words, false, before, after);
        }
    }
    moves
}

/// Adds the sentences that moved and were edited: those of which, so far, every word went or came.
pub(super) fn edited(
    lost: &[Range<usize>],
    came: &[Range<usize>],
    before: &Text,
    after: &Text,
    moves: &mut Moves,
) -> bool {
    let long = |text: &Text, words: &&Range<usize>| text.count((*words).clone()) >= MOVES;
    let lost: Vec<_> = lost.iter().filter(|words| long(before, words)).collect();
    let mut came: Vec<_> = came.iter().filter(|words| long(after, words)).collect();
    if lost.len() * came.len() > MOST_PAIRS {
        return false;
    }
    let found = moves.list.len();
    for old in lost {
        let alike = came
            .iter()
            .enumerate()
            .map(|(index, new)| (index, likeness(before, old.clone(), after, (*new).clone())))
            .filter(|(_, likeness)| *likeness >= MOVED)
            .max_by(|(_, a), (_, b)| a.total_cmp(b));
        if let Some((index, _)) = alike {
            let new = came.remove(index);
            moves.push(old.clone(), new.clone(), false, before, after);
        }
    }
    moves.list.len() > found
}

/// The sentences that have no equal at their place.
fn unmatched(aligned: &Aligned, before: &Text, after: &Text, moves: &Moves) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut lost, mut came) = (Vec::new(), Vec::new());
    for group in &aligned.groups {
        let inside = |text: &Text, words: Range<usize>| -> Vec<Range<usize>> {
            let from = text.sentences.partition_point(|sentence| sentence.start < words.start);
            let to = text.sentences.partition_point(|sentence| sentence.start < words.end);
            text.sentences[from..to].to_vec()
        };
        let old = inside(before, before.words_of_all(group.before.clone()));
        let new = inside(after, after.words_of_all(group.after.clone()));
        let equal = crate::history::comparison::sentences::equal(before, &old, after, &new);
        lost.extend(
            old.iter()
                .enumerate()
                .filter(|(index, words)| equal.iter().all(|(i, _)| i != index) && moves.from(words.start).is_none())
                .map(|(_, words)| words.clone()),
        );
        came.extend(
            new.iter()
                .enumerate()
                .filter(|(index, words)| equal.iter().all(|(_, j)| j != index) && moves.to(words.start).is_none())
                .map(|(_, words)| words.clone()),
        );
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
