//! Which passages belong together: equal ones first, then those that share words (R5, R6), then those that were split or
//! joined, and those that moved (R13, R14).

use std::collections::HashMap;
use std::ops::Range;

use crate::document::words::PassageKind;
use crate::history::comparison::matches::runs;
use crate::history::text::Text;

/// The least share of content words, of the shorter passage, that makes two passages belong together (R6).
const ALIKE: f64 = 0.3;
/// The least share of a passage's content words that its neighbour's counterpart must have for a split or a join.
const PART: f64 = 0.5;
/// How alike two passages or sentences must be to count as moved (R13).
pub(super) const MOVED: f64 = 0.8;
/// The fewest words that move as a sentence (R13).
pub(in crate::history) const MOVES: usize = 5;
/// The most pairs of passages that are weighed against each other.
const MOST_PAIRS: usize = 40_000;

/// Passages before and what they became; one of the ranges may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// The passages of two texts in groups, in the order of reading, and the pairs of passages that moved.
pub(super) struct Aligned {
    pub(super) groups: Vec<Group>,
    pub(super) moved: Vec<(usize, usize)>,
}

/// Aligns the passages of two texts.
pub(super) fn align(before: &Text, after: &Text) -> Aligned {
    let mut partner = exact(before, after);
    let mut moved = moved_whole(before, after, &mut partner);
    let mut gaps = gaps(&partner, before.passages.len(), after.passages.len(), &moved);
    for gap in &gaps {
        alike(gap, before, after, &mut partner);
    }
    moved.extend(moved_and_edited(before, after, &partner, &moved));
    gaps = self::gaps(&partner, before.passages.len(), after.passages.len(), &moved);
    for gap in &gaps {
        // Two passages that stand alone at one place are one rewritten passage, whatever they share.
        if let (&[old], &[new]) = (gap.before.as_slice(), gap.after.as_slice())
            && same_family(before, after, old, new)
        {
            partner[old] = Some(new);
        }
    }
    let mut groups = groups(&partner, before.passages.len(), after.passages.len());
    absorb(&mut groups, before, after, &moved);
    Aligned { groups, moved }
}

/// Passages with the same words, without crossing.
fn exact(before: &Text, after: &Text) -> Vec<Option<usize>> {
    let mut numbers: HashMap<Vec<u32>, u32> = HashMap::new();
    let mut row = |text: &Text| -> Vec<u32> {
        (0..text.passages.len())
            .map(|passage| {
                let keys = keys(text, passage);
                let next = u32::try_from(numbers.len()).expect("fewer than 2^32 passages");
                *numbers.entry(keys).or_insert(next)
            })
            .collect()
    };
    let (old, new) = (row(before), row(after));
    let mut partner = vec![None; old.len()];
    for (from, to) in runs(&old, &new) {
        for (i, j) in from.zip(to) {
            partner[i] = Some(j);
        }
    }
    partner
}

fn keys(text: &Text, passage: usize) -> Vec<u32> {
    text.tokens[text.words_of(passage)].iter().map(|token| token.key).collect()
}

/// Whole passages that left one place and appear, word for word, in another.
fn moved_whole(before: &Text, after: &Text, partner: &mut [Option<usize>]) -> Vec<(usize, usize)> {
    let taken: Vec<bool> = taken(partner, after.passages.len());
    let mut lost: HashMap<Vec<u32>, Vec<usize>> = HashMap::new();
    for passage in (0..before.passages.len()).rev().filter(|&passage| partner[passage].is_none()) {
        lost.entry(keys(before, passage)).or_default().push(passage);
    }
    let mut moved = Vec::new();
    for passage in (0..after.passages.len()).filter(|&passage| !taken[passage]) {
        if let Some(old) = lost.get_mut(&keys(after, passage)).and_then(Vec::pop) {
            moved.push((old, passage));
        }
    }
    moved
}

/// Passages that moved and were edited.
fn moved_and_edited(
    before: &Text,
    after: &Text,
    partner: &[Option<usize>],
    moved: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let taken = taken(partner, after.passages.len());
    let old: Vec<usize> = (0..partner.len())
        .filter(|&old| partner[old].is_none() && moved.iter().all(|(other, _)| *other != old))
        .collect();
    let mut new: Vec<usize> =
        (0..taken.len()).filter(|&new| !taken[new] && moved.iter().all(|(_, other)| *other != new)).collect();
    if old.len() * new.len() > MOST_PAIRS {
        return Vec::new();
    }
    let mut found = Vec::new();
    for old in old {
        let long = before.count(before.words_of(old)) >= MOVES;
        let best = new
            .iter()
            .enumerate()
            .filter(|(_, new)| long && same_family(before, after, old, **new))
            .map(|(index, new)| (index, likeness(before, before.words_of(old), after, after.words_of(*new))))
            .filter(|(_, likeness)| *likeness >= MOVED)
            .max_by(|(_, a), (_, b)| a.total_cmp(b));
        if let Some((index, _)) = best {
            found.push((old, new.remove(index)));
        }
    }
    found
}

/// The words that two stretches share, as a part of both: twice the shared ones over all. Punctuation counts.
pub(super) fn likeness(before: &Text, old: Range<usize>, after: &Text, new: Range<usize>) -> f64 {
    let sorted = |text: &Text, words: Range<usize>| {
        let mut keys: Vec<u32> = text.tokens[words].iter().map(|token| token.key).collect();
        keys.sort_unstable();
        keys
    };
    let (old, new) = (sorted(before, old), sorted(after, new));
    2.0 * part(shared(&old, &new), old.len() + new.len())
}

/// Between aligned passages: those that are neither aligned nor moved.
struct Gap {
    before: Vec<usize>,
    after: Vec<usize>,
}

fn gaps(partner: &[Option<usize>], before: usize, after: usize, moved: &[(usize, usize)]) -> Vec<Gap> {
    let free = |range: Range<usize>, side: fn(&(usize, usize)) -> usize| -> Vec<usize> {
        range.filter(|passage| moved.iter().all(|pair| side(pair) != *passage)).collect()
    };
    let mut gaps = Vec::new();
    let (mut from, mut to) = (0, 0);
    let ends = partner.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))).chain([(before, after)]);
    for (old, new) in ends {
        gaps.push(Gap { before: free(from..old, |pair| pair.0), after: free(to..new, |pair| pair.1) });
        (from, to) = (old + 1, new + 1);
    }
    gaps.retain(|gap| !gap.before.is_empty() && !gap.after.is_empty());
    gaps
}

/// Pairs the passages of a gap so that they share as many content words as they can, without crossing.
fn alike(gap: &Gap, before: &Text, after: &Text, partner: &mut [Option<usize>]) {
    let (rows, columns) = (gap.before.len(), gap.after.len());
    if rows * columns > MOST_PAIRS {
        return;
    }
    let weight = |i: usize, j: usize| {
        let (old, new) = (gap.before[i], gap.after[j]);
        let shared = shared(&before.content[old], &after.content[new]);
        let shorter = before.content[old].len().min(after.content[new].len());
        let enough = shared >= 2 || shared == shorter;
        // A heading whose few words stand in a long paragraph has not become that paragraph.
        let is_alike = if same_family(before, after, old, new) {
            part(shared, shorter) >= ALIKE
        } else {
            part(shared, before.content[old].len().max(after.content[new].len())) >= 2.0 * ALIKE
        };
        (shared > 0 && enough && is_alike).then_some(shared)
    };
    let width = columns + 1;
    let mut best = vec![0_usize; (rows + 1) * width];
    let mut weights = vec![None; rows * columns];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            weights[i * columns + j] = weight(i, j);
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let take = weights[i * columns + j].map_or(0, |weight| weight + best[(i + 1) * width + j + 1]);
            best[i * width + j] = skip.max(take);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        let here = best[i * width + j];
        if weights[i * columns + j].is_some_and(|weight| weight + best[(i + 1) * width + j + 1] == here) {
            partner[gap.before[i]] = Some(gap.after[j]);
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] == here {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// Whether two passages are of kinds that become each other easily: headings only headings, code only code.
fn same_family(before: &Text, after: &Text, old: usize, new: usize) -> bool {
    let family = |text: &Text, passage: usize| match text.passages[passage].kind {
        PassageKind::Heading(_) => 0,
        PassageKind::Code => 1,
        PassageKind::Row => 2,
        PassageKind::Paragraph | PassageKind::Item { .. } | PassageKind::Note => 3,
    };
    family(before, old) == family(after, new)
}

/// Pairs and lone passages in the order of reading; at one place those that went stand before those that came.
fn groups(partner: &[Option<usize>], before: usize, after: usize) -> Vec<Group> {
    let mut groups = Vec::new();
    let (mut from, mut to) = (0, 0);
    let ends = partner.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))).chain([(before, after)]);
    for (old, new) in ends {
        groups.extend((from..old).map(|passage| Group { before: passage..passage + 1, after: to..to }));
        groups.extend((to..new).map(|passage| Group { before: old..old, after: passage..passage + 1 }));
        if old < before {
            groups.push(Group { before: old..old + 1, after: new..new + 1 });
        }
        (from, to) = (old + 1, new + 1);
    }
    groups
}

/// Takes a lone passage into the group beside it if that is where its words come from or went to: a passage that was split
/// or two that were joined.
fn absorb(groups: &mut Vec<Group>, before: &Text, after: &Text, moved: &[(usize, usize)]) {
    let is_moved = |group: &Group| {
        moved.iter().any(|(old, new)| group.before == (*old..*old + 1) || group.after == (*new..*new + 1))
    };
    let mut index = 0;
    while index + 1 < groups.len() {
        let (left, right) = (&groups[index], &groups[index + 1]);
        let joined = Group { before: left.before.start..right.before.end, after: left.after.start..right.after.end };
        let is_pair = |group: &Group| !group.before.is_empty() && !group.after.is_empty();
        let (pair, lone) = if is_pair(left) { (left, right) } else { (right, left) };
        if is_pair(pair) && !is_pair(lone) && !is_moved(lone) && gains(pair, lone, before, after) {
            groups[index] = joined;
            groups.remove(index + 1);
            index = index.saturating_sub(1);
        } else {
            index += 1;
        }
    }
}

/// Whether at least half of what a lone passage says stands on the other side of a pair and is not taken there already.
fn gains(pair: &Group, lone: &Group, before: &Text, after: &Text) -> bool {
    let content = |text: &Text, passages: Range<usize>| -> Vec<u32> {
        let mut content: Vec<u32> = passages.flat_map(|passage| text.content[passage].iter().copied()).collect();
        content.sort_unstable();
        content
    };
    let (old, new) = (content(before, pair.before.clone()), content(after, pair.after.clone()));
    let (own, opposite, extra) = if lone.before.is_empty() {
        (new, old, content(after, lone.after.clone()))
    } else {
        (old, new, content(before, lone.before.clone()))
    };
    let mut both = [own.as_slice(), extra.as_slice()].concat();
    both.sort_unstable();
    let gain = shared(&both, &opposite) - shared(&own, &opposite);
    gain >= 2 && part(gain, extra.len()) >= PART
}

fn taken(partner: &[Option<usize>], after: usize) -> Vec<bool> {
    let mut taken = vec![false; after];
    for new in partner.iter().flatten() {
        taken[*new] = true;
    }
    taken
}

/// How many numbers two sorted rows share.
pub(in crate::history) fn shared(before: &[u32], after: &[u32]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < before.len() && j < after.len() {
        match before[i].cmp(&after[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    shared
}

/// One number as a part of another; nothing of nothing.
pub(super) fn part(some: usize, all: usize) -> f64 {
    let wide = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    if all == 0 { 0.0 } else { wide(some) / wide(all) }
}
