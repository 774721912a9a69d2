//! Which sentences of a group of passages belong together: equal ones first, then those that share words, also one that was
//! split into several or several that were joined (R7).

use std::ops::Range;

use crate::history::comparison::engine::matches::parts;
use crate::history::comparison::engine::sharing::{part, shared, shared_by_all};
use crate::history::text::Text;

/// The least share of content words, of the shorter side, that makes two sentences belong together.
const ALIKE: f64 = 0.3;
/// The most sentences that one may be split into.
const MOST_PARTS: usize = 3;
/// The most pairs of sentences that are weighed against each other. What is longer is cut into parts.
const MOST_PAIRS: usize = 10_000;
/// The most pairs of sentences of a part.
const MOST_IN_PART: usize = 2_500;

/// Words before and the words that they became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// Sentences of one side, as positions in a text.
#[derive(Clone, Copy)]
struct Side<'text> {
    text: &'text Text,
    sentences: &'text [usize],
}

impl<'text> Side<'text> {
    fn content(&self, sentence: usize) -> &'text [u32] {
        self.text.content_of_sentence(self.sentences[sentence])
    }

    fn contents(&self) -> Vec<&'text [u32]> {
        (0..self.sentences.len()).map(|sentence| self.content(sentence)).collect()
    }

    /// What several neighbouring sentences say together.
    fn joined(&self, sentences: Range<usize>) -> Vec<u32> {
        let mut keys: Vec<u32> = sentences.flat_map(|sentence| self.content(sentence)).copied().collect();
        keys.sort_unstable();
        keys
    }

    /// The words of neighbouring sentences.
    fn words(&self, sentences: Range<usize>) -> Range<usize> {
        let word = |sentence: usize| &self.text.sentences[self.sentences[sentence]];
        word(sentences.start).start..word(sentences.end - 1).end
    }
}

/// Aligns sentences that stand between equal ones, given as positions. The pairs are those with words on both sides, in
/// order. The result says whether there were too many to weigh all of them against each other.
pub(super) fn align(before: &Text, old: &[usize], after: &Text, new: &[usize], pairs: &mut Vec<Pair>) -> bool {
    let parts = parts(0..old.len(), 0..new.len(), MOST_PAIRS, MOST_IN_PART);
    let is_coarse = parts.len() > 1;
    for (rows, columns) in parts {
        align_part(Side { text: before, sentences: &old[rows] }, Side { text: after, sentences: &new[columns] }, pairs);
    }
    is_coarse
}

fn align_part(old: Side, new: Side, pairs: &mut Vec<Pair>) {
    let (rows, columns) = (old.sentences.len(), new.sentences.len());
    if (rows, columns) == (1, 1) {
        let common = shared(old.content(0), new.content(0));
        if score(old, 0..1, new, 0..1, &|_, _| common).is_some() {
            pairs.push(Pair { before: old.words(0..1), after: new.words(0..1) });
        }
        return;
    }
    let all_shared = shared_by_all(&old.contents(), &new.contents());
    let both = |row: usize, column: usize| all_shared[row * columns + column] as usize;
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
                    if let Some(worth) = score(old, i..i + down, new, j..j + right, &both) {
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
        if down > 0 && right > 0 {
            pairs.push(Pair { before: old.words(i..i + down), after: new.words(j..j + right) });
        }
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
/// must belong to the whole. `both` is how much one sentence shares with one.
fn score(
    old: Side,
    rows: Range<usize>,
    new: Side,
    columns: Range<usize>,
    both: &impl Fn(usize, usize) -> usize,
) -> Option<usize> {
    let enough = |common: usize, before: usize, after: usize| common > 0 && part(common, before.min(after)) >= ALIKE;
    let parts = rows.len() + columns.len() - 2;
    if parts == 0 {
        let common = both(rows.start, columns.start);
        let (before, after) = (old.content(rows.start), new.content(columns.start));
        return enough(common, before.len(), after.len()).then_some(10 * common);
    }
    // Mostly a part does not belong, which is known without joining the parts.
    let belongs = |common: usize, piece: usize| part(common, piece) >= 1.5 * ALIKE;
    let all_belong =
        rows.clone().all(|row| rows.len() == 1 || belongs(both(row, columns.start), old.content(row).len()))
            && columns
                .clone()
                .all(|column| columns.len() == 1 || belongs(both(rows.start, column), new.content(column).len()));
    if !all_belong {
        return None;
    }
    let (before, after) = (old.joined(rows), new.joined(columns));
    let common = shared(&before, &after);
    enough(common, before.len(), after.len()).then(|| 10 * common - parts)
}
