//! Which passages belong together: equal ones first, then those that share words (R5, R6), then those that were split or
//! joined, and those that moved (R13, R14).

use std::collections::HashMap;
use std::ops::Range;

use crate::content::document::body::words::PassageKind;
use crate::history::comparison::engine::matches::{numbers, parts};
use crate::history::comparison::engine::sharing::{Places, part, shared, shared_by_all};
use crate::history::text::Text;

/// The least share of content words, of the shorter passage, that makes two passages belong together (R6).
const ALIKE: f64 = 0.3;
/// The least share of a passage's content words that its neighbour's counterpart must have for a split or a join.
const PART: f64 = 0.5;
/// How alike two passages or sentences must be to count as moved (R13).
pub(super) const MOVED: f64 = 0.8;
/// The fewest words that move as a sentence (R13).
pub(in crate::history) const MOVES: usize = 5;
/// The most pairs of passages that are weighed against each other. What is longer is cut into parts of at most
/// [`MOST_IN_PART`] pairs.
const MOST_PAIRS: usize = 12_000;
/// The most pairs of passages of a part, so that all parts together take no longer than one stretch of [`MOST_PAIRS`].
const MOST_IN_PART: usize = 4_000;
/// The most pairs of passages that are tried for one that moved and was edited; past it none is looked for.
const MOST_TRIED: usize = 10_000;

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
    /// Whether there were too many passages to weigh all of them against each other.
    pub(super) is_coarse: bool,
}

/// Aligns the passages of two texts.
pub(super) fn align(before: &Text, after: &Text) -> Aligned {
    let (mut partner, mut is_coarse) = exact(before, after);
    let mut moved = moved_whole(before, after, &partner);
    let mut ends = Ends::of(&moved, before.passages.len(), after.passages.len());
    let mut gaps = gaps(&partner, &ends);
    for (from, to) in gaps.iter() {
        let parts = parts(0..from.len(), 0..to.len(), MOST_PAIRS, MOST_IN_PART);
        is_coarse |= parts.len() > 1;
        for (old, new) in parts {
            alike(&from[old], &to[new], before, after, &mut partner);
        }
    }
    let (found, coarse) = moved_and_edited(before, after, &partner, &ends);
    ends.mark(&found);
    moved.extend(found);
    is_coarse |= coarse;
    gaps = self::gaps(&partner, &ends);
    for gap in gaps.iter() {
        // Two passages that stand alone at one place are one rewritten passage, whatever they share.
        if let (&[old], &[new]) = gap
            && same_family(before, after, old, new)
        {
            partner[old] = Some(new);
        }
    }
    let groups = groups(&partner, before.passages.len(), after.passages.len());
    let groups = absorb(groups, before, after, &ends);
    Aligned { groups, moved, is_coarse }
}

/// Passages with the same words, without crossing.
fn exact(before: &Text, after: &Text) -> (Vec<Option<usize>>, bool) {
    let mut partner = vec![None; before.passages.len()];
    let (pairs, is_coarse) = numbers(&before.passage_numbers, &after.passage_numbers);
    for (i, j) in pairs {
        partner[i] = Some(j);
    }
    (partner, is_coarse)
}

/// Whole passages that left one place and appear, word for word, in another.
fn moved_whole(before: &Text, after: &Text, partner: &[Option<usize>]) -> Vec<(usize, usize)> {
    let taken = taken(partner, after.passages.len());
    let lost = (0..before.passages.len()).filter(|&passage| partner[passage].is_none());
    let mut places = Places::new(lost.map(|passage| (before.passage_numbers[passage], passage)).collect());
    let came = (0..after.passages.len()).filter(|&passage| !taken[passage]);
    came.filter_map(|passage| Some((places.take(after.passage_numbers[passage])?, passage))).collect()
}

/// Passages that moved and were edited, and whether there were too many to look for them.
fn moved_and_edited(
    before: &Text,
    after: &Text,
    partner: &[Option<usize>],
    ends: &Ends,
) -> (Vec<(usize, usize)>, bool) {
    let taken = taken(partner, after.passages.len());
    let old: Vec<usize> = (0..partner.len()).filter(|&old| partner[old].is_none() && !ends.gone[old]).collect();
    let new: Vec<usize> = (0..taken.len()).filter(|&new| !taken[new] && !ends.come[new]).collect();
    if old.is_empty() || new.is_empty() || old.len() * new.len() > MOST_TRIED {
        return (Vec::new(), !old.is_empty() && !new.is_empty());
    }
    let rows: Vec<_> = old.iter().map(|&old| before.words_of(old)).collect();
    let columns: Vec<_> = new.iter().map(|&new| after.words_of(new)).collect();
    let may = |i: usize, j: usize| before.count(rows[i].clone()) >= MOVES && same_family(before, after, old[i], new[j]);
    let found = most_alike(before, &rows, after, &columns, may);
    (found.into_iter().map(|(i, j)| (old[i], new[j])).collect(), false)
}

/// Pairs each stretch before, from top to bottom, with the most alike stretch after that is left, if it is alike enough to
/// have moved (R13) and may.
pub(super) fn most_alike(
    before: &Text,
    old: &[Range<usize>],
    after: &Text,
    new: &[Range<usize>],
    may: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let alike = |i: usize, j: usize, shared: usize| 2.0 * part(shared, old[i].len() + new[j].len());
    // How alike two stretches can be at most is known from their lengths; often that is too little.
    let can = |i: usize, j: usize| alike(i, j, old[i].len().min(new[j].len())) >= MOVED && may(i, j);
    if !(0..old.len()).any(|i| (0..new.len()).any(|j| can(i, j))) {
        return Vec::new();
    }
    let keys = |text: &Text, stretches: &[Range<usize>]| -> Vec<Vec<u32>> {
        stretches.iter().map(|words| sorted_keys(text, words)).collect()
    };
    let (rows, columns) = (keys(before, old), keys(after, new));
    let all_shared = shared_by_all(&rows, &columns);
    let mut left = vec![true; new.len()];
    let mut found = Vec::new();
    for i in 0..old.len() {
        let best = (0..new.len())
            .filter(|&j| left[j])
            .map(|j| (j, alike(i, j, all_shared[i * new.len() + j] as usize)))
            .filter(|(j, likeness)| *likeness >= MOVED && may(i, *j))
            .max_by(|(_, a), (_, b)| a.total_cmp(b));
        if let Some((j, _)) = best {
            left[j] = false;
            found.push((i, j));
        }
    }
    found
}

fn sorted_keys(text: &Text, words: &Range<usize>) -> Vec<u32> {
    let mut keys: Vec<u32> = text.tokens[words.clone()].iter().map(|token| token.key).collect();
    keys.sort_unstable();
    keys
}

/// Which passages moved away and which moved here.
struct Ends {
    gone: Vec<bool>,
    come: Vec<bool>,
}

impl Ends {
    fn of(moved: &[(usize, usize)], before: usize, after: usize) -> Self {
        let mut ends = Self { gone: vec![false; before], come: vec![false; after] };
        ends.mark(moved);
        ends
    }

    fn mark(&mut self, moved: &[(usize, usize)]) {
        for (old, new) in moved {
            (self.gone[*old], self.come[*new]) = (true, true);
        }
    }
}

/// Between aligned passages: those that are neither aligned nor moved.
#[derive(Default)]
struct Gaps {
    before: Vec<usize>,
    after: Vec<usize>,
    /// The stretches of the two rows that stand at one place.
    places: Vec<(Range<usize>, Range<usize>)>,
}

impl Gaps {
    fn iter(&self) -> impl Iterator<Item = (&[usize], &[usize])> {
        self.places.iter().map(|(old, new)| (&self.before[old.clone()], &self.after[new.clone()]))
    }
}

/// The gaps with passages on both sides.
fn gaps(partner: &[Option<usize>], moved: &Ends) -> Gaps {
    let (before, after) = (moved.gone.len(), moved.come.len());
    let mut gaps = Gaps::default();
    let (mut from, mut to) = (0, 0);
    let ends = partner.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))).chain([(before, after)]);
    for (old, new) in ends {
        if from < old && to < new {
            let (first, other) = (gaps.before.len(), gaps.after.len());
            gaps.before.extend((from..old).filter(|&passage| !moved.gone[passage]));
            gaps.after.extend((to..new).filter(|&passage| !moved.come[passage]));
            if first < gaps.before.len() && other < gaps.after.len() {
                gaps.places.push((first..gaps.before.len(), other..gaps.after.len()));
            }
        }
        (from, to) = (old + 1, new + 1);
    }
    gaps
}

/// Pairs passages of a gap so that they share as many content words as they can, without crossing.
fn alike<'text>(old: &[usize], new: &[usize], before: &'text Text, after: &'text Text, partner: &mut [Option<usize>]) {
    let (rows, columns) = (old.len(), new.len());
    let weight = |i: usize, j: usize, shared: usize| {
        let (old, new) = (old[i], new[j]);
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
    if (rows, columns) == (1, 1) {
        if weight(0, 0, shared(&before.content[old[0]], &after.content[new[0]])).is_some() {
            partner[old[0]] = Some(new[0]);
        }
        return;
    }
    let contents = |text: &'text Text, passages: &[usize]| -> Vec<&'text [u32]> {
        passages.iter().map(|&passage| text.content[passage].as_slice()).collect()
    };
    let all_shared = shared_by_all(&contents(before, old), &contents(after, new));
    let width = columns + 1;
    let mut best = vec![0_usize; (rows + 1) * width];
    let mut weights = vec![None; rows * columns];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            weights[i * columns + j] = weight(i, j, all_shared[i * columns + j] as usize);
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let take = weights[i * columns + j].map_or(0, |weight| weight + best[(i + 1) * width + j + 1]);
            best[i * width + j] = skip.max(take);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        let here = best[i * width + j];
        if weights[i * columns + j].is_some_and(|weight| weight + best[(i + 1) * width + j + 1] == here) {
            partner[old[i]] = Some(new[j]);
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
        PassageKind::Paragraph
        | PassageKind::Item { .. }
        | PassageKind::Note
        | PassageKind::Term
        | PassageKind::Description => 3,
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
fn absorb(groups: Vec<Group>, before: &Text, after: &Text, moved: &Ends) -> Vec<Group> {
    let is_moved = |group: &Group| {
        group.before.clone().any(|passage| moved.gone[passage])
            || group.after.clone().any(|passage| moved.come[passage])
    };
    let is_pair = |group: &Group| !group.before.is_empty() && !group.after.is_empty();
    let mut done: Vec<Group> = Vec::with_capacity(groups.len());
    let mut said = Said::default();
    for group in groups {
        done.push(group);
        while let [.., left, right] = done.as_slice() {
            let (pair, lone) = if is_pair(left) { (left, right) } else { (right, left) };
            if !is_pair(pair) || is_pair(lone) || is_moved(lone) || !said.gains(pair, lone, before, after) {
                break;
            }
            let joined = left.before.start..right.before.end;
            let joined = Group { before: joined, after: left.after.start..right.after.end };
            said.take(lone, &joined, before, after);
            done.truncate(done.len() - 2);
            done.push(joined);
        }
    }
    done
}

/// How often a group says each content word, before and after. It is kept while the group takes in what stands beside it.
#[derive(Default)]
struct Said {
    /// The group that was counted, if one was.
    group: Option<Group>,
    counts: HashMap<u32, (usize, usize)>,
}

impl Said {
    /// Whether at least half of what a lone passage says stands on the other side of a pair and is not taken there already.
    fn gains(&mut self, pair: &Group, lone: &Group, before: &Text, after: &Text) -> bool {
        let is_before = lone.after.is_empty();
        let extra = if is_before { &before.content[lone.before.start] } else { &after.content[lone.after.start] };
        let enough = |gain: usize| gain >= 2 && part(gain, extra.len()) >= PART;
        if self.group.as_ref() != Some(pair) {
            // Mostly the other side has too little of it altogether, and nothing need be counted.
            let opposite =
                if is_before { &after.content[pair.after.start] } else { &before.content[pair.before.start] };
            let is_one = if is_before { pair.after.len() == 1 } else { pair.before.len() == 1 };
            if is_one && !enough(shared(extra, opposite)) {
                return false;
            }
            self.counts.clear();
            self.count(pair, before, after);
            self.group = Some(pair.clone());
        }
        let gained = |words: &[u32]| {
            let (old, new) = self.counts.get(&words[0]).copied().unwrap_or_default();
            let (own, opposite) = if is_before { (old, new) } else { (new, old) };
            (own + words.len()).min(opposite) - own.min(opposite)
        };
        enough(extra.chunk_by(|a, b| a == b).map(gained).sum())
    }

    /// Adds a lone passage to the group that was counted, which is `joined` with it.
    fn take(&mut self, lone: &Group, joined: &Group, before: &Text, after: &Text) {
        self.count(lone, before, after);
        self.group = Some(joined.clone());
    }

    fn count(&mut self, group: &Group, before: &Text, after: &Text) {
        for key in before.content[group.before.clone()].iter().flatten() {
            self.counts.entry(*key).or_default().0 += 1;
        }
        for key in after.content[group.after.clone()].iter().flatten() {
            self.counts.entry(*key).or_default().1 += 1;
        }
    }
}

fn taken(partner: &[Option<usize>], after: usize) -> Vec<bool> {
    let mut taken = vec![false; after];
    for new in partner.iter().flatten() {
        taken[*new] = true;
    }
    taken
}
