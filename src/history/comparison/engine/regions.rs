//! The places where the words of a group changed: found sentence by sentence, then made readable (R9 to R11).

use std::ops::Range;

use crate::history::comparison::engine::blocks::Group;
use crate::history::comparison::engine::matches::{numbers, words};
use crate::history::comparison::engine::moves::Moves;
use crate::history::comparison::engine::sentences::{self, Pair};
use crate::history::comparison::engine::sharing::part;
use crate::history::text::Text;

/// The least share of the shorter side that stays in a group that is edited and not rewritten (R12).
const KEPT: f64 = 0.25;
/// A kept run of this many words keeps a group from counting as rewritten (R12); a longer one is never swept up.
const LONG_RUN: usize = 5;

/// A place where words changed: what went and what came, as words of the two texts. One of the two may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
    /// The number of the move that what went or came is one end of. Such a region is never joined with another.
    pub(super) moved: Option<usize>,
}

impl Region {
    fn is_replacement(&self) -> bool {
        !self.before.is_empty() && !self.after.is_empty()
    }

    /// This region and one behind it with everything between them.
    fn joined(&self, right: &Self) -> Self {
        Self { before: self.before.start..right.before.end, after: self.after.start..right.after.end, moved: None }
    }
}

/// The regions of a group in order, and whether its sentences were too long to weigh every pair of words.
pub(super) fn find(group: &Group, before: &Text, after: &Text, moves: &Moves) -> (Vec<Region>, bool) {
    let (old, new) = (before.words_of_all(group.before.clone()), after.words_of_all(group.after.clone()));
    let rows = before.sentences_of_all(group.before.clone());
    let columns = after.sentences_of_all(group.after.clone());
    // None of the same sentences moved, because only those without an equal at their place do.
    if before.sentence_numbers[rows.clone()] == after.sentence_numbers[columns.clone()] {
        return (Vec::new(), false);
    }
    let mut matched: Vec<(usize, usize)> = Vec::new();
    let mut coarse = false;
    let (pairs, too_many) =
        if old.is_empty() || new.is_empty() { (Vec::new(), false) } else { pairs(rows, columns, before, after, moves) };
    coarse |= too_many;
    for pair in &pairs {
        let (shared, is_coarse) = words(&before.tokens[pair.before.clone()], &after.tokens[pair.after.clone()]);
        coarse |= is_coarse;
        matched.extend(shared.into_iter().map(|(i, j)| (i + pair.before.start, j + pair.after.start)));
    }
    // Sentences on both sides of one that moved may have been paired together, but no word of it stayed.
    matched.retain(|(i, j)| moves.from(*i).is_none() && moves.to(*j).is_none());
    let mut regions = between(&matched, &old, &new);
    regions = apart(regions, moves);
    slide(&mut regions, &old, &new, before, after);
    sweep(&mut regions, before, after);
    for pair in &pairs {
        rewrite(&mut regions, pair, before, after);
    }
    (regions, coarse)
}

/// The sentences of a group that belong together, both sides present, in order, and whether they were too many to weigh all
/// of them against each other.
fn pairs(rows: Range<usize>, columns: Range<usize>, before: &Text, after: &Text, moves: &Moves) -> (Vec<Pair>, bool) {
    let rows: Vec<usize> = rows.filter(|&row| moves.from(before.sentences[row].start).is_none()).collect();
    let columns: Vec<usize> = columns.filter(|&column| moves.to(after.sentences[column].start).is_none()).collect();
    let mut pairs = Vec::new();
    if let (&[row], &[column]) = (rows.as_slice(), columns.as_slice())
        && before.sentence_numbers[row] != after.sentence_numbers[column]
    {
        let is_coarse = sentences::align(before, &rows, after, &columns, &mut pairs);
        return (pairs, is_coarse);
    }
    let numbers_of = |text: &Text, sentences: &[usize]| -> Vec<u32> {
        sentences.iter().map(|&sentence| text.sentence_numbers[sentence]).collect()
    };
    let (equal, mut is_coarse) = numbers(&numbers_of(before, &rows), &numbers_of(after, &columns));
    let (mut from, mut to) = (0, 0);
    for end in equal.into_iter().map(Some).chain([None]) {
        let (row, column) = end.unwrap_or((rows.len(), columns.len()));
        is_coarse |= sentences::align(before, &rows[from..row], after, &columns[to..column], &mut pairs);
        if end.is_some() {
            pairs.push(Pair {
                before: before.sentences[rows[row]].clone(),
                after: after.sentences[columns[column]].clone(),
            });
        }
        (from, to) = (row + 1, column + 1);
    }
    (pairs, is_coarse)
}

/// What lies between matched words.
fn between(matched: &[(usize, usize)], old: &Range<usize>, new: &Range<usize>) -> Vec<Region> {
    if matched.is_empty() {
        return vec![Region { before: old.clone(), after: new.clone(), moved: None }];
    }
    let mut regions = Vec::new();
    let (mut from, mut to) = (old.start, new.start);
    for (i, j) in matched.iter().copied().chain([(old.end, new.end)]) {
        if from < i || to < j {
            regions.push(Region { before: from..i, after: to..j, moved: None });
        }
        (from, to) = (i + 1, j + 1);
    }
    regions
}

/// Sets the ends of moves apart from what changed beside them.
fn apart(regions: Vec<Region>, moves: &Moves) -> Vec<Region> {
    if moves.list.is_empty() {
        return regions;
    }
    let mut apart = Vec::new();
    for region in regions {
        let Region { before, after, .. } = region;
        let mut pieces: Vec<Region> = Vec::new();
        let cut = |range: &Range<usize>, number: &dyn Fn(usize) -> Option<usize>| {
            let mut stretches: Vec<(Range<usize>, Option<usize>)> = Vec::new();
            for word in range.clone() {
                match stretches.last_mut() {
                    Some((stretch, known)) if *known == number(word) => stretch.end = word + 1,
                    _ => stretches.push((word..word + 1, number(word))),
                }
            }
            stretches
        };
        let went = cut(&before, &|word| moves.from(word));
        let came = cut(&after, &|word| moves.to(word));
        // What went and came without moving is one replacement, where the first of each stands.
        let (mut at_before, mut at_after) = (before.start, after.start);
        let mut came = came.into_iter().peekable();
        for (stretch, moved) in went {
            while let Some((range, number)) = came.next_if(|(_, number)| number.is_some() && moved.is_none()) {
                at_after = range.end;
                pieces.push(Region { before: at_before..at_before, after: range, moved: number });
            }
            let with = if moved.is_none() { came.next_if(|(_, number)| number.is_none()) } else { None };
            let range = with.map_or(at_after..at_after, |(range, _)| range);
            at_before = stretch.end;
            at_after = range.end;
            pieces.push(Region { before: stretch, after: range, moved });
        }
        for (range, moved) in came {
            at_after = range.end;
            pieces.push(Region { before: at_before..at_before, after: range, moved });
        }
        debug_assert_eq!((at_before, at_after), (before.end, after.end));
        apart.extend(pieces);
    }
    apart
}

/// Joins two regions across a kept run that says little by itself beside them, until nothing is left to join (R9).
fn sweep(regions: &mut Vec<Region>, before: &Text, after: &Text) {
    if regions.len() < 2 {
        return;
    }
    // What really changed in each region: kept words that were swept up do not help to sweep up more.
    let changed = |region: &Region| before.count(region.before.clone()).max(after.count(region.after.clone()));
    // Regions that are done, each with its weight; the next one joins the last of them, which then may join the one before.
    let mut done: Vec<(Region, usize)> = Vec::with_capacity(regions.len());
    for region in regions.drain(..) {
        let weight = changed(&region);
        done.push((region, weight));
        while let [.., (left, left_weight), (right, right_weight)] = done.as_slice() {
            if !joins(left, right, *left_weight, *right_weight, before, after) {
                break;
            }
            let joined = (left.joined(right), left_weight + right_weight);
            done.truncate(done.len() - 2);
            done.push(joined);
        }
    }
    regions.extend(done.into_iter().map(|(region, _)| region));
}

/// Whether two regions with their weights are one change. Two pure insertions or two pure deletions are never joined across
/// a word, and a word that turns a sentence round is never swept up (R10). Values and whole sentences stand for themselves,
/// and changes on both sides of the end of a sentence belong together only if next to nothing stands between them.
fn joins(left: &Region, right: &Region, weight_left: usize, weight_right: usize, before: &Text, after: &Text) -> bool {
    let (old, new) = (left.before.end..right.before.start, left.after.end..right.after.start);
    let weight = weight_left + weight_right;
    let replaces = left.is_replacement() || right.is_replacement();
    let same_kind = !replaces && left.before.is_empty() == right.before.is_empty();
    if left.moved.is_some() || right.moved.is_some() || before.has_turning(old.clone()) {
        return false;
    }
    if same_kind && (before.count(old.clone()) > 0 || weight < LONG_RUN) {
        return false;
    }
    if is_value(left, before, after) && is_value(right, before, after)
        || is_whole_sentences(left, before, after)
        || is_whole_sentences(right, before, after)
    {
        return false;
    }
    let ends_sentence = before.ends_sentence(old.clone()) && after.ends_sentence(new);
    let (words, content) = (before.count(old.clone()), before.count_content(old));
    // Where words were replaced, and the lesser of the two changes is at least half as long, a content word is given away.
    let given = usize::from(replaces && words <= 2 * weight_left.min(weight_right));
    is_island(words, content.saturating_sub(given), weight) && !(ends_sentence && content > 1)
}

/// Makes one region of two sentences of which so little stayed, and in such short runs, that marks among the words would
/// only confuse (R12), unless a word that turns a sentence round stayed (R10).
fn rewrite(regions: &mut Vec<Region>, pair: &Pair, before: &Text, after: &Text) {
    let from = regions
        .partition_point(|region| region.before.end <= pair.before.start && region.after.end <= pair.after.start);
    let to =
        regions.partition_point(|region| region.before.start < pair.before.end || region.after.start < pair.after.end);
    let touched = &regions[from..to];
    let (Some(first), Some(last)) = (touched.first(), touched.last()) else { return };
    // An insertion that slid may have shifted the edges of the one sentence against those of the other.
    let back =
        first.before.start.saturating_sub(pair.before.start).max(first.after.start.saturating_sub(pair.after.start));
    let on = pair.before.end.saturating_sub(last.before.end).max(pair.after.end.saturating_sub(last.after.end));
    let whole = Region {
        before: first.before.start - back..last.before.end + on,
        after: first.after.start - back..last.after.end + on,
        moved: None,
    };
    let is_moved = touched.iter().any(|region| region.moved.is_some());
    let is_turned = kept(touched, &whole.before).into_iter().any(|run| before.has_turning(run));
    let is_rewritten = is_little(&kept(touched, &pair.before), &pair.before, &pair.after, before, after);
    if is_rewritten && !is_moved && !is_turned {
        regions.splice(from..to, [whole]);
    }
}

/// The runs of some words before that no region takes.
fn kept(regions: &[Region], words: &Range<usize>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut from = words.start;
    for region in regions.iter().map(|region| region.before.clone()).chain(std::iter::once(words.end..words.end)) {
        if from < region.start {
            runs.push(from..region.start);
        }
        from = from.max(region.end);
    }
    runs
}

/// Whether some kept runs are less than a quarter of the shorter of two stretches and none of them is long (R12).
fn is_little(runs: &[Range<usize>], old: &Range<usize>, new: &Range<usize>, before: &Text, after: &Text) -> bool {
    let shorter = before.count(old.clone()).min(after.count(new.clone()));
    let lengths: Vec<usize> = runs.iter().map(|run| before.count(run.clone())).collect();
    shorter > 1 && lengths.iter().all(|length| *length < LONG_RUN) && part(lengths.iter().sum(), shorter) < KEPT
}

/// Whether some kept words, so many of them content words, say so little beside so many that changed around them that they
/// only confuse (R9): a run with one content word is no longer than the change, one with two at most half as long, and so
/// on. A run of more than six words says enough.
pub(in crate::history::comparison) fn is_island(words: usize, content: usize, changed: usize) -> bool {
    words <= LONG_RUN + 1 && words * content.max(1) <= changed
}

/// Whether a region is nothing but whole sentences that came or went: they stand for themselves.
fn is_whole_sentences(region: &Region, before: &Text, after: &Text) -> bool {
    let whole = |text: &Text, words: &Range<usize>| {
        let is_start = |word: usize| text.sentences.binary_search_by_key(&word, |sentence| sentence.start).is_ok();
        is_start(words.start) && (words.end == text.tokens.len() || is_start(words.end))
    };
    match (region.before.is_empty(), region.after.is_empty()) {
        (true, false) => whole(after, &region.after),
        (false, true) => whole(before, &region.before),
        _ => false,
    }
}

/// Whether a region changes one number into another.
fn is_value(region: &Region, before: &Text, after: &Text) -> bool {
    let is_number = |text: &Text, words: &Range<usize>| {
        words.len() == 1
            && text.word(words.start).chars().all(|character| character.is_numeric() || matches!(character, '.' | ','))
    };
    is_number(before, &region.before) && is_number(after, &region.after)
}

/// Slides a lone insertion or deletion along equal words to where a reader would cut: until it meets the change beside it,
/// else to the beginning of a passage or after the end of a sentence, else after a comma, else where it is (R11).
fn slide(regions: &mut Vec<Region>, old: &Range<usize>, new: &Range<usize>, before: &Text, after: &Text) {
    for index in 0..regions.len() {
        let region = regions[index].clone();
        if region.is_replacement() || region.moved.is_some() {
            continue;
        }
        let previous = index.checked_sub(1).map(|index| &regions[index]);
        let next = regions.get(index + 1);
        let room_left = region.before.start - previous.map_or(old.start, |region| region.before.end);
        let room_right = next.map_or(old.end, |region| region.before.start) - region.before.end;
        debug_assert_eq!(room_right, next.map_or(new.end, |region| region.after.start) - region.after.end);
        // The end of a move stays apart by a word.
        let room = |room: usize, neighbour: Option<&Region>| {
            if neighbour.is_some_and(|region| region.moved.is_some()) { room.saturating_sub(1) } else { room }
        };
        let (text, words) =
            if region.before.is_empty() { (after, region.after.clone()) } else { (before, region.before.clone()) };
        let key = |word: usize| text.tokens[word].key;
        let left =
            (1..=room(room_left, previous)).take_while(|by| key(words.start - by) == key(words.end - by)).count();
        let right =
            (1..=room(room_right, next)).take_while(|by| key(words.start + by - 1) == key(words.end + by - 1)).count();
        if left == 0 && right == 0 {
            continue;
        }
        let shifts = (0..=left).map(|by| (by, 0)).chain((1..=right).map(|by| (0, by)));
        let meets = |back: usize, on: usize| {
            (back == room_left && back > 0 && previous.is_some()) || (on == room_right && on > 0 && next.is_some())
        };
        let best = shifts.max_by_key(|&(back, on)| {
            let natural = if meets(back, on) { 9 } else { edge(text, words.start + on - back, words.end + on - back) };
            (natural, std::cmp::Reverse(back + on))
        });
        if let Some((back, on)) = best {
            let shift = |range: &Range<usize>| range.start + on - back..range.end + on - back;
            regions[index] = Region { before: shift(&region.before), after: shift(&region.after), moved: None };
        }
    }
    // What meets after sliding is one region; `dedup_by` hands over a region and the one that is kept before it.
    regions.dedup_by(|right, left| {
        let meet = left.moved.is_none()
            && right.moved.is_none()
            && left.before.end == right.before.start
            && left.after.end == right.after.start;
        if meet {
            *left = left.joined(right);
        }
        meet
    });
}

/// How natural a cut before and after some words is.
fn edge(text: &Text, start: usize, end: usize) -> u32 {
    let before = if start == 0 || text.begins_passage(start) { "." } else { text.word(start - 1) };
    let last = text.word(end - 1);
    let sentence = |word: &str| matches!(word, "." | "!" | "?" | "。" | "！" | "？");
    let pause = |word: &str| matches!(word, "," | ";" | ":" | "、" | "，" | "；");
    if sentence(before) && sentence(last) {
        4
    } else if sentence(before) {
        3
    } else if pause(before) && pause(last) {
        2
    } else {
        u32::from(pause(before))
    }
}

/// Whether so little of a group stayed, and in such short runs, that marks among the words would only confuse (R12).
pub(super) fn is_rewrite(regions: &[Region], group: &Group, before: &Text, after: &Text) -> bool {
    let (old, new) = (before.words_of_all(group.before.clone()), after.words_of_all(group.after.clone()));
    is_little(&kept(regions, &old), &old, &new, before, after)
}
