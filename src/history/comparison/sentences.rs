//! Which sentences of a group of passages belong together: equal ones first, then those that share words, also one that was
//! split into several or several that were joined (R7).

use std::collections::HashMap;
use std::ops::Range;

use crate::history::comparison::blocks::{part, shared};
use crate::history::comparison::matches::runs;
use crate::history::text::{Text, Weight};

/// The least share of content words, of the shorter side, that makes two sentences belong together.
const ALIKE: f64 = 0.3;
/// The most sentences that one may be split into.
const MOST_PARTS: usize = 3;
/// The most pairs of sentences that are weighed against each other.
const MOST_PAIRS: usize = 10_000;

/// Words before and the words that they became; one of the ranges may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// Sentences of one side with what each says.
struct Side {
    ranges: Vec<Range<usize>>,
    content: Vec<Vec<u32>>,
}

impl Side {
    fn of(text: &Text, sentences: &[Range<usize>]) -> Self {
        let content = |words: &Range<usize>| {
            let mut keys: Vec<u32> = text.tokens[words.clone()]
                .iter()
                .filter(|token| token.weight == Weight::Content)
                .map(|token| token.key)
                .collect();
            keys.sort_unstable();
            keys
        };
        Self { ranges: sentences.to_vec(), content: sentences.iter().map(content).collect() }
    }

    /// What several neighbouring sentences say together.
    fn joined(&self, sentences: Range<usize>) -> Vec<u32> {
        let mut keys: Vec<u32> = self.content[sentences].concat();
        keys.sort_unstable();
        keys
    }
}

/// The sentences with the same words, without crossing, as positions in the two lists.
pub(super) fn equal(before: &Text, old: &[Range<usize>], after: &Text, new: &[Range<usize>]) -> Vec<(usize, usize)> {
    let mut numbers: HashMap<Vec<u32>, u32> = HashMap::new();
    let mut row = |text: &Text, sentences: &[Range<usize>]| -> Vec<u32> {
        sentences
            .iter()
            .map(|words| {
                let next = u32::try_from(numbers.len()).expect("fewer than 2^32 sentences");
                *numbers.entry(keys(text, words)).or_insert(next)
            })
            .collect()
    };
    let (old, new) = (row(before, old), row(after, new));
    runs(&old, &new).into_iter().flat_map(|(from, to)| from.zip(to)).collect()
}

/// The words of a sentence, folded.
pub(super) fn keys(text: &Text, words: &Range<usize>) -> Vec<u32> {
    text.tokens[words.clone()].iter().map(|token| token.key).collect()
}

/// Aligns sentences that stand between equal ones. The pairs cover both sides in order.
pub(super) fn align(before: &Text, old: &[Range<usize>], after: &Text, new: &[Range<usize>], pairs: &mut Vec<Pair>) {
    let (old, new) = (Side::of(before, old), Side::of(after, new));
    let (rows, columns) = (old.ranges.len(), new.ranges.len());
    if rows == 0 || columns == 0 || rows * columns > MOST_PAIRS {
        // Nothing to weigh, or too much: the whole stretch is one pair.
        push(&old, 0..rows, &new, 0..columns, pairs);
        return;
    }
    let width = columns + 1;
    let mut best = vec![0_usize; (rows + 1) * width];
    let mut step = vec![(0_usize, 0_usize); (rows + 1) * width];
    for i in (0..=rows).rev() {
        for j in (0..=columns).rev() {
            let here = i * width + j;
            let mut offer = |down: usize, right: usize, worth: usize| {
                let score = worth + best[(i + down) * width + j + right];
                if score > best[here] || step[here] == (0, 0) {
                    (best[here], step[here]) = (score, (down, right));
                }
            };
            if i < rows && j < columns {
                for (down, right) in shapes(rows - i, columns - j) {
                    if let Some(worth) = score(&old, i..i + down, &new, j..j + right) {
                        offer(down, right, worth);
                    }
                }
            }
            if i < rows {
                offer(1, 0, 0);
            }
            if j < columns {
                offer(0, 1, 0);
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows || j < columns {
        let (down, right) = step[i * width + j];
        push(&old, i..i + down, &new, j..j + right, pairs);
        (i, j) = (i + down, j + right);
    }
}

/// One to one, one to several, several to one.
fn shapes(rows: usize, columns: usize) -> impl Iterator<Item = (usize, usize)> {
    let split = (2..=MOST_PARTS.min(columns)).map(|right| (1, right));
    let joined = (2..=MOST_PARTS.min(rows)).map(|down| (down, 1));
    std::iter::once((1, 1)).chain(split).chain(joined)
}

/// How much sentences share, if enough: ten for each content word, less one for each further sentence. Each part of a split
/// must belong to the whole.
fn score(old: &Side, rows: Range<usize>, new: &Side, columns: Range<usize>) -> Option<usize> {
    let (before, after) = (old.joined(rows.clone()), new.joined(columns.clone()));
    let common = shared(&before, &after);
    if common == 0 || part(common, before.len().min(after.len())) < ALIKE {
        return None;
    }
    let belongs = |piece: &[u32], whole: &[u32]| part(shared(piece, whole), piece.len()) >= 1.5 * ALIKE;
    let parts = rows.len() + columns.len() - 2;
    let all_belong = parts == 0
        || rows.clone().all(|row| rows.len() == 1 || belongs(&old.content[row], &after))
            && columns.clone().all(|column| columns.len() == 1 || belongs(&new.content[column], &before));
    all_belong.then(|| 10 * common - parts)
}

fn push(old: &Side, rows: Range<usize>, new: &Side, columns: Range<usize>, pairs: &mut Vec<Pair>) {
    let words = |side: &Side, sentences: Range<usize>| {
        if sentences.is_empty() {
            None
        } else {
            Some(side.ranges[sentences.start].start..side.ranges[sentences.end - 1].end)
        }
    };
    match (words(old, rows), words(new, columns)) {
        (Some(before), Some(after)) => pairs.push(Pair { before, after }),
        (Some(before), None) => pairs.push(Pair { after: 0..0, before }),
        (None, Some(after)) => pairs.push(Pair { before: 0..0, after }),
        (None, None) => {}
    }
}
