//! What two rows of numbers share. This is the door of the diff library.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Token as Number};

use crate::history::text::{Token, Weight};

/// The most pairs of words that are weighed against each other (a table of that size). Past it the raw matches of the
/// library are taken between the words that are unique on both sides, which is coarser and quick.
const MOST_PAIRS: usize = 250_000;

/// The runs that two rows share, in order: a range of each, equally long and not empty. Histogram diff: rare numbers
/// anchor.
pub(super) fn runs(before: &[u32], after: &[u32]) -> Vec<(Range<usize>, Range<usize>)> {
    let numbers = |row: &[u32]| row.iter().copied().map(Number).collect::<Vec<_>>();
    let most = before.iter().chain(after).max().map_or(0, |most| most + 1);
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &numbers(before), &numbers(after), most);
    let mut runs = Vec::new();
    let (mut from, mut to) = (0, 0);
    let mut push = |before: Range<usize>, after: Range<usize>| {
        if !before.is_empty() {
            runs.push((before, after));
        }
    };
    for hunk in diff.hunks() {
        push(from..hunk.before.start as usize, to..hunk.after.start as usize);
        (from, to) = (hunk.before.end as usize, hunk.after.end as usize);
    }
    push(from..before.len(), to..after.len());
    runs
}

/// The words that two rows share, in order and without crossing, so that the sum of their weights is greatest (R8):
/// words that say something count most, punctuation least, and a word counts more beside another that is shared. The
/// pairs index the two rows. The second value says whether the rows were too long for that.
pub(super) fn words(before: &[Token], after: &[Token]) -> (Vec<(usize, usize)>, bool) {
    let prefix = before.iter().zip(after).take_while(|(a, b)| a.key == b.key).count();
    let rest = before.len().min(after.len()) - prefix;
    let suffix = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a.key == b.key).count();
    let (inner_before, inner_after) = (&before[prefix..before.len() - suffix], &after[prefix..after.len() - suffix]);
    let mut pairs: Vec<(usize, usize)> = (0..prefix).map(|index| (index, index)).collect();
    let coarse = inner(inner_before, inner_after, prefix, &mut pairs);
    pairs.extend((0..suffix).map(|index| (before.len() - suffix + index, after.len() - suffix + index)));
    (pairs, coarse)
}

fn inner(before: &[Token], after: &[Token], offset: usize, pairs: &mut Vec<(usize, usize)>) -> bool {
    // Words that the other side does not have cannot be shared, and mostly they are many.
    let shared = |row: &[Token], other: &[Token]| -> Vec<usize> {
        let mut keys: Vec<u32> = other.iter().map(|token| token.key).collect();
        keys.sort_unstable();
        (0..row.len()).filter(|&index| keys.binary_search(&row[index].key).is_ok()).collect()
    };
    let (old, new) = (shared(before, after), shared(after, before));
    if old.len() * new.len() > MOST_PAIRS {
        stretches(before, after, offset, pairs);
        return true;
    }
    let width = new.len() + 1;
    // best: the greatest sum over the words before i and j; last: the same if the words just before are a pair.
    let mut best = vec![0_u32; (old.len() + 1) * width];
    let mut last = vec![0_u32; (old.len() + 1) * width];
    for i in 1..=old.len() {
        let token = before[old[i - 1]];
        let follows_before = i > 1 && old[i - 2] + 1 == old[i - 1];
        for j in 1..=new.len() {
            let here = i * width + j;
            let skip = best[here - width].max(best[here - 1]);
            if after[new[j - 1]].key == token.key {
                let follows = follows_before && j > 1 && new[j - 2] + 1 == new[j - 1] && last[here - width - 1] > 0;
                let beside = if follows { last[here - width - 1] + BESIDE } else { 0 };
                last[here] = beside.max(best[here - width - 1]) + value(token.weight);
            }
            best[here] = skip.max(last[here]);
        }
    }
    let (mut i, mut j) = (old.len(), new.len());
    let first = pairs.len();
    let mut bound = false;
    while i > 0 && j > 0 {
        let here = i * width + j;
        if last[here] > 0 && (bound || last[here] == best[here]) {
            pairs.push((old[i - 1] + offset, new[j - 1] + offset));
            let before_it = here - width - 1;
            bound = last[here] != best[before_it] + value(before[old[i - 1]].weight);
            (i, j) = (i - 1, j - 1);
        } else if best[here - width] >= best[here - 1] {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs[first..].reverse();
    false
}

/// The raw matches of two long rows, stretch by stretch: where the same few words come again and again the library's time
/// grows with the square of the length, so it is never asked about more than [`STRETCH`] words at once.
fn stretches(before: &[Token], after: &[Token], offset: usize, pairs: &mut Vec<(usize, usize)>) {
    let count = before.len().max(after.len()).div_ceil(STRETCH);
    let cut = |row: &[Token], index: usize| row.len() * index / count;
    for index in 0..count {
        let (old, new) = (cut(before, index)..cut(before, index + 1), cut(after, index)..cut(after, index + 1));
        let keys = |row: &[Token]| row.iter().map(|token| token.key).collect::<Vec<_>>();
        for (kept_before, kept_after) in runs(&keys(&before[old.clone()]), &keys(&after[new.clone()])) {
            let kept = kept_before.zip(kept_after);
            pairs.extend(kept.map(|(i, j)| (i + old.start + offset, j + new.start + offset)));
        }
    }
}

/// The most words that the library is asked about at once.
const STRETCH: usize = 4_000;

/// What a shared word is worth.
fn value(weight: Weight) -> u32 {
    match weight {
        Weight::Content => 12,
        Weight::Turning => 8,
        Weight::Small => 4,
        Weight::Sign => 1,
    }
}

/// What it is worth more beside another.
const BESIDE: u32 = 3;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(text: &str) -> Vec<Token> {
        text.bytes()
            .map(|byte| Token {
                key: u32::from(byte),
                exact: u32::from(byte),
                weight: if byte.is_ascii_uppercase() { Weight::Content } else { Weight::Small },
            })
            .collect()
    }

    proptest! {
        #[test]
        fn pairs_are_equal_and_do_not_cross(before in "[abABC]{0,30}", after in "[abABC]{0,30}") {
            let (before, after) = (row(&before), row(&after));
            let (pairs, _) = words(&before, &after);
            prop_assert!(pairs.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
            prop_assert!(pairs.iter().all(|(i, j)| before[*i].key == after[*j].key));
            if before == after {
                prop_assert_eq!(pairs.len(), before.len());
            }
        }
    }

    #[test]
    fn words_that_say_something_beat_those_that_do_not() {
        let (pairs, _) = words(&row("aAaa"), &row("aaaA"));
        assert!(pairs.contains(&(1, 3)), "{pairs:?}");
    }
}
