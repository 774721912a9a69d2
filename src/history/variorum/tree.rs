//! Which texts are compared: the pairs that are most alike, so many that they join all texts (the tree of Kruskal, 1956).

use std::cmp::Reverse;

use crate::history::comparison::shared_words;
use crate::history::text::Text;
use crate::history::variorum::columns::{Bridge, Column, join, of_text};

/// How many words may be looked at to find out which texts are alike. Past it only texts that stand near each other in the
/// order given are tried.
const BUDGET: usize = 50_000_000;

/// Joins texts to one sequence of columns. `kept` gives the words that two of them share.
pub(super) fn join_all(texts: &[&Text], kept: &dyn Fn(usize, usize) -> Vec<(usize, usize)>) -> Vec<Column> {
    let mut sequences: Vec<Vec<Column>> =
        texts.iter().enumerate().map(|(index, text)| of_text(index, text.tokens.len())).collect();
    // For each text the sequence that it stands in.
    let mut home: Vec<usize> = (0..texts.len()).collect();
    for (before, after) in pairs(texts) {
        let (left, right) = (home[before], home[after]);
        if left != right {
            let bridge = Bridge { before, after, kept: kept(before, after) };
            let (one, other) = (std::mem::take(&mut sequences[left]), std::mem::take(&mut sequences[right]));
            sequences[left] = join(one, other, &bridge, texts);
            home.iter_mut().filter(|home| **home == right).for_each(|home| *home = left);
        }
    }
    home.first().map_or_else(Vec::new, |&home| std::mem::take(&mut sequences[home]))
}

/// Pairs of texts, the most alike first.
fn pairs(texts: &[&Text]) -> Vec<(usize, usize)> {
    let keys: Vec<Vec<u32>> = texts
        .iter()
        .map(|text| {
            let mut keys: Vec<u32> = text.tokens.iter().map(|token| token.key).collect();
            keys.sort_unstable();
            keys
        })
        .collect();
    let words: usize = keys.iter().map(Vec::len).sum();
    let reach = (BUDGET / words.max(1)).max(1);
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for before in 0..texts.len() {
        for after in (before + 1..texts.len()).take(reach) {
            let all = keys[before].len() + keys[after].len();
            let alike = 1_000_000 * shared_words(&keys[before], &keys[after]) / all.max(1);
            pairs.push((alike, before, after));
        }
    }
    pairs.sort_by_key(|&(alike, before, after)| (Reverse(alike), before, after));
    pairs.into_iter().map(|(_, before, after)| (before, after)).collect()
}
