//! Which passages belong together, and which runs of numbers two lists share. This is the door of the diff library.

use std::collections::HashMap;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, Token};

use crate::document::words::Passage;
use crate::history::comparison::vocabulary::{Vocabulary, is_content};

/// The least share of content words, of the shorter passage, that makes two passages belong together.
const ALIKE: f64 = 0.3;

/// The most pairs of passages between two equal ones that are weighed against each other. Past it they are paired in
/// order, which is coarser and quick.
const MOST_PAIRS: usize = 40_000;

/// A passage before and the one it became; one of them may be missing.
pub(super) type Pair = (Option<usize>, Option<usize>);

/// Aligns the passages of two texts: equal ones first, then those between them that share words.
pub(super) fn passages(before: &[Passage], after: &[Passage], vocabulary: &Vocabulary) -> Vec<Pair> {
    let mut numbers = HashMap::new();
    let mut number = |passage: &Passage, words: &[u32]| {
        let next = u32::try_from(numbers.len()).expect("fewer than 2^32 passages");
        *numbers.entry((passage.kind, passage.quoted, words.to_vec())).or_insert(next)
    };
    let old: Vec<u32> =
        before.iter().enumerate().map(|(index, passage)| number(passage, vocabulary.before(index))).collect();
    let new: Vec<u32> =
        after.iter().enumerate().map(|(index, passage)| number(passage, vocabulary.after(index))).collect();
    let mut pairs = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (kept_before, kept_after) in matches(&old, &new) {
        between(from..kept_before.start, to..kept_after.start, before, after, &mut pairs);
        pairs.extend(kept_before.clone().zip(kept_after.clone()).map(|(old, new)| (Some(old), Some(new))));
        (from, to) = (kept_before.end, kept_after.end);
    }
    between(from..before.len(), to..after.len(), before, after, &mut pairs);
    pairs
}

/// Whether two aligned passages are equal in kind and words.
pub(super) fn same(before: &Passage, after: &Passage, vocabulary: &Vocabulary, old: usize, new: usize) -> bool {
    before.kind == after.kind && before.quoted == after.quoted && vocabulary.before(old) == vocabulary.after(new)
}

/// The runs that two lists of numbers share, in order: a range of each, equally long and not empty.
pub(super) fn matches(before: &[u32], after: &[u32]) -> Vec<(Range<usize>, Range<usize>)> {
    let tokens = |numbers: &[u32]| numbers.iter().copied().map(Token).collect::<Vec<_>>();
    let most = before.iter().chain(after).max().map_or(0, |most| most + 1);
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &tokens(before), &tokens(after), most);
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

/// Pairs the passages of two ranges so that the sum of what the pairs share is greatest, without crossing.
fn between(old: Range<usize>, new: Range<usize>, before: &[Passage], after: &[Passage], pairs: &mut Vec<Pair>) {
    if old.len() * new.len() > MOST_PAIRS {
        let paired = old.len().min(new.len());
        pairs.extend((0..paired).map(|offset| (Some(old.start + offset), Some(new.start + offset))));
        pairs.extend((old.start + paired..old.end).map(|index| (Some(index), None)));
        pairs.extend((new.start + paired..new.end).map(|index| (None, Some(index))));
        return;
    }
    let words_before: Vec<_> = old.clone().map(|index| content_words(&before[index])).collect();
    let words_after: Vec<_> = new.clone().map(|index| content_words(&after[index])).collect();
    let alone = old.len() == 1 && new.len() == 1;
    let weight = |i: usize, j: usize| {
        let shared = share(&words_before[i], &words_after[j]);
        let paired = shared >= ALIKE || (alone && before[old.start].kind == after[new.start].kind);
        paired.then_some(shared + 0.01)
    };
    // best[i][j] is the greatest sum over the passages from i and j on.
    let width = new.len() + 1;
    let mut best = vec![0.0_f64; (old.len() + 1) * width];
    let mut weights = vec![None; old.len() * new.len()];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let weight = weight(i, j);
            weights[i * new.len() + j] = weight;
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            best[i * width + j] = weight.map_or(skip, |weight| skip.max(weight + best[(i + 1) * width + j + 1]));
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let here = best[i * width + j];
        let taken = i < old.len()
            && j < new.len()
            && weights[i * new.len() + j].is_some_and(|weight| weight + best[(i + 1) * width + j + 1] >= here);
        if taken {
            pairs.push((Some(old.start + i), Some(new.start + j)));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && best[(i + 1) * width + j] >= here {
            pairs.push((Some(old.start + i), None));
            i += 1;
        } else {
            pairs.push((None, Some(new.start + j)));
            j += 1;
        }
    }
}

/// The content words of a passage with how often each occurs, sorted.
fn content_words(passage: &Passage) -> Vec<String> {
    let mut words: Vec<String> = (0..passage.words.len())
        .map(|word| passage.word(word))
        .filter(|word| is_content(word))
        .map(str::to_lowercase)
        .collect();
    words.sort_unstable();
    words
}

/// The words that two sorted lists share, as a part of the shorter one.
fn share(before: &[String], after: &[String]) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0_u32);
    while i < before.len() && j < after.len() {
        match before[i].cmp(&after[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    let shorter = u32::try_from(before.len().min(after.len())).expect("a passage has fewer than 2^32 words");
    if shorter == 0 { 0.0 } else { f64::from(shared) / f64::from(shorter) }
}
