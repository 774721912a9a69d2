//! What two rows of numbers or words share. This is the door of the diff library.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Token as Number};

use crate::history::text::{Token, Weight};

/// The most pairs of words that are weighed against each other (a table of that size). Past it a row is cut first.
const MOST_PAIRS: usize = 250_000;
/// The most pairs of numbers that the library is asked about at once: its time can grow with their product. Past it a row
/// is cut first.
const MOST_NUMBERS: usize = 250_000;
/// The longest row that is searched from its beginning, because sorting it would take longer.
const SHORT: usize = 24;
/// The most pairs of a part of what was too long.
const MOST_IN_PART: usize = 62_500;

/// Where two rows share something, in order and without crossing.
pub(super) type Pairs = Vec<(usize, usize)>;

/// The numbers that two rows share. Histogram diff: rare numbers anchor. The second value says whether the rows were too
/// long for that.
pub(super) fn numbers(before: &[u32], after: &[u32]) -> (Pairs, bool) {
    let (prefix, suffix) = common_ends(before, after, |a, b| a == b);
    let (old, new) = (prefix..before.len() - suffix, prefix..after.len() - suffix);
    let mut pairs: Pairs = (0..prefix).map(|index| (index, index)).collect();
    let mut coarse = false;
    if (old.len() * new.len()) <= MOST_NUMBERS {
        histogram(before, old.clone(), after, new.clone(), &mut pairs);
    } else {
        coarse = cut(before, &old, after, &new, MOST_NUMBERS, &mut pairs, |old, new, pairs| {
            histogram(before, old, after, new, pairs);
        });
    }
    pairs.extend((old.end..before.len()).zip(new.end..after.len()));
    (pairs, coarse)
}

/// How many items two rows share at their beginnings, and how many of the others at their ends.
fn common_ends<T>(before: &[T], after: &[T], same: impl Fn(&T, &T) -> bool) -> (usize, usize) {
    let prefix = before.iter().zip(after).take_while(|(a, b)| same(a, b)).count();
    let rest = before.len().min(after.len()) - prefix;
    let suffix = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| same(a, b)).count();
    (prefix, suffix)
}

/// Asks the library about a stretch of two rows.
fn histogram(before: &[u32], old: Range<usize>, after: &[u32], new: Range<usize>, pairs: &mut Pairs) {
    if old.is_empty() || new.is_empty() {
        return;
    }
    let (before, after) = (&before[old.clone()], &after[new.clone()]);
    if after.len() <= SHORT && !before.iter().any(|number| after.contains(number)) {
        return;
    }
    let mut known = before.to_vec();
    known.sort_unstable();
    known.dedup();
    // The library keeps a list for each number up to the highest, so they are counted anew from 0. What only the row
    // after has needs no number of its own.
    let other = known.len();
    let count = |row: &[u32]| -> Vec<Number> {
        let place = |number: &u32| known.binary_search(number).unwrap_or(other);
        row.iter().map(|number| Number(u32::try_from(place(number)).expect("fewer than 2^32 numbers"))).collect()
    };
    let after = count(after);
    if after.iter().all(|number| number.0 as usize == other) {
        return;
    }
    let mut diff = Diff::default();
    let most = u32::try_from(other + 1).expect("fewer than 2^32 numbers");
    diff.compute_with(Algorithm::Histogram, &count(before), &after, most);
    let (mut from, mut to) = (old.start, new.start);
    for hunk in diff.hunks() {
        let hunk_before = old.start + hunk.before.start as usize..old.start + hunk.before.end as usize;
        let hunk_after = new.start + hunk.after.start as usize..new.start + hunk.after.end as usize;
        pairs.extend((from..hunk_before.start).zip(to..hunk_after.start));
        (from, to) = (hunk_before.end, hunk_after.end);
    }
    pairs.extend((from..old.end).zip(to..new.end));
}

/// The words that two rows share, in order and without crossing, so that the sum of their weights is greatest (R8):
/// words that say something count most, punctuation least, and a word counts more beside another that is shared. The
/// pairs index the two rows. The second value says whether the rows were too long for that.
pub(super) fn words(before: &[Token], after: &[Token]) -> (Pairs, bool) {
    let (prefix, suffix) = common_ends(before, after, |a, b| a.key == b.key);
    let (old, new) = (prefix..before.len() - suffix, prefix..after.len() - suffix);
    let mut pairs: Pairs = (0..prefix).map(|index| (index, index)).collect();
    let mut coarse = false;
    if !old.is_empty() && !new.is_empty() {
        let shared = Shared::of(before, old.clone(), after, new.clone());
        if shared.old.len() * shared.new.len() <= MOST_PAIRS {
            heaviest(before, after, &shared, &mut pairs);
        } else {
            let keys = |row: &[Token]| row.iter().map(|token| token.key).collect::<Vec<_>>();
            cut(&keys(before), &old, &keys(after), &new, MOST_PAIRS, &mut pairs, |old, new, pairs| {
                heaviest(before, after, &Shared::of(before, old, after, new), pairs);
            });
            coarse = true;
        }
    }
    pairs.extend((old.end..before.len()).zip(new.end..after.len()));
    (pairs, coarse)
}

/// The words of two stretches that the other stretch has too: words that it does not have cannot be shared, and mostly
/// they are many.
struct Shared {
    /// Where they stand in the row before.
    old: Vec<usize>,
    /// Where they stand in the row after.
    new: Vec<usize>,
}

impl Shared {
    fn of(before: &[Token], old: Range<usize>, after: &[Token], new: Range<usize>) -> Self {
        let in_both = |row: &[Token], own: Range<usize>, other: &[Token]| -> Vec<usize> {
            let mut keys: Vec<u32> = other.iter().map(|token| token.key).collect();
            let mut shared = Vec::with_capacity(own.len());
            if keys.len() <= SHORT {
                shared.extend(own.filter(|&word| keys.contains(&row[word].key)));
            } else {
                keys.sort_unstable();
                shared.extend(own.filter(|&word| keys.binary_search(&row[word].key).is_ok()));
            }
            shared
        };
        let shared_old = in_both(before, old.clone(), &after[new.clone()]);
        if shared_old.is_empty() {
            return Self { old: shared_old, new: Vec::new() };
        }
        Self { old: shared_old, new: in_both(after, new, &before[old]) }
    }
}

/// The pairs of places in two stretches where the same word stands.
struct Meetings {
    /// Positions among the shared words after; those of one word before stand together, in order.
    places: Vec<u32>,
    /// For each shared word before where its places begin, and how many there are in all.
    starts: Vec<usize>,
}

impl Meetings {
    fn of(before: &[Token], after: &[Token], shared: &Shared) -> Self {
        let mut known: Vec<(u32, u32)> =
            shared.new.iter().zip(0..).map(|(&word, place)| (after[word].key, place)).collect();
        let is_short = known.len() <= SHORT;
        if !is_short {
            known.sort_unstable();
        }
        let mut meetings =
            Self { places: Vec::with_capacity(2 * known.len()), starts: Vec::with_capacity(shared.old.len() + 1) };
        for &word in &shared.old {
            meetings.starts.push(meetings.places.len());
            let key = before[word].key;
            if is_short {
                meetings.places.extend(known.iter().filter(|place| place.0 == key).map(|place| place.1));
            } else {
                let first = known.partition_point(|place| place.0 < key);
                meetings.places.extend(known[first..].iter().take_while(|place| place.0 == key).map(|place| place.1));
            }
        }
        meetings.starts.push(meetings.places.len());
        meetings
    }
}

/// Adds the pairs of shared words whose weights add up to most.
fn heaviest(before: &[Token], after: &[Token], shared: &Shared, pairs: &mut Pairs) {
    let Shared { old, new } = shared;
    if old.is_empty() {
        return;
    }
    let Meetings { places, starts } = Meetings::of(before, after, shared);
    let width = new.len() + 1;
    // best: the greatest sum over the words before i and j; last: for each of `places` the sum if that pair is the last.
    // From one row of the table to the next little changes, so a row begins as a copy of the one above.
    let mut best = Vec::with_capacity((old.len() + 1) * width);
    best.resize(width, 0_u16);
    let mut last = vec![0_u16; places.len()];
    for i in 0..old.len() {
        let worth = value(before[old[i]].weight);
        let row = best.len();
        best.extend_from_within(row - width..);
        let (above, current) = best[row - width..].split_at_mut(width);
        let follows_before = i > 0 && old[i - 1] + 1 == old[i];
        let mut diagonal = if follows_before { starts[i - 1]..starts[i] } else { 0..0 };
        let mut greatest = 0;
        for at in starts[i]..starts[i + 1] {
            let j = places[at] as usize;
            while !diagonal.is_empty() && (places[diagonal.start] as usize) + 1 < j {
                diagonal.start += 1;
            }
            let is_beside =
                !diagonal.is_empty() && (places[diagonal.start] as usize) + 1 == j && new[j - 1] + 1 == new[j];
            let beside = if is_beside { last[diagonal.start] + BESIDE } else { 0 };
            last[at] = beside.max(above[j]) + worth;
            greatest = last[at].max(greatest);
            // As far as the next pair of this row.
            let end = if at + 1 < starts[i + 1] { places[at + 1] as usize } else { new.len() };
            for sum in &mut current[j + 1..=end] {
                *sum = greatest.max(*sum);
            }
        }
    }
    let (mut i, mut j) = (old.len(), new.len());
    let first = pairs.len();
    let mut bound = false;
    while i > 0 && j > 0 {
        let here = i * width + j;
        let row = starts[i - 1]..starts[i];
        let met = places[row.clone()].binary_search_by(|place| (*place as usize + 1).cmp(&j)).ok();
        let pair = met.map(|at| last[row.start + at]).filter(|sum| bound || *sum == best[here]);
        if let Some(sum) = pair {
            pairs.push((old[i - 1], new[j - 1]));
            bound = sum != best[here - width - 1] + value(before[old[i - 1]].weight);
            (i, j) = (i - 1, j - 1);
        } else if best[here - width] >= best[here - 1] {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs[first..].reverse();
}

/// Cuts two long stretches where they share a number that is unique in both, and what is still too long into equal parts.
/// The result says whether anything was. `inner` adds the pairs of each part.
fn cut(
    before: &[u32],
    old: &Range<usize>,
    after: &[u32],
    new: &Range<usize>,
    most: usize,
    pairs: &mut Pairs,
    inner: impl Fn(Range<usize>, Range<usize>, &mut Pairs),
) -> bool {
    let mut is_cut = false;
    let (mut from, mut to) = (old.start, new.start);
    let anchors = anchors(before, old, after, new);
    for (i, j) in anchors.into_iter().map(Some).chain([None]).map(|anchor| anchor.unwrap_or((old.end, new.end))) {
        let parts = parts(from..i, to..j, most, MOST_IN_PART);
        is_cut |= parts.len() > 1;
        for (old, new) in parts {
            inner(old, new, pairs);
        }
        if i < old.end {
            pairs.push((i, j));
        }
        (from, to) = (i + 1, j + 1);
    }
    is_cut
}

/// Two stretches, if neither is empty; if they have more pairs than `most`, cut into equally many equal parts of at most `most_in_part`.
pub(super) fn parts(
    old: Range<usize>,
    new: Range<usize>,
    most: usize,
    most_in_part: usize,
) -> impl ExactSizeIterator<Item = (Range<usize>, Range<usize>)> {
    let count = match old.len() * new.len() {
        0 => 0,
        pairs if pairs <= most => 1,
        _ => old.len().max(new.len()).div_ceil(most_in_part.isqrt()),
    };
    let part = move |range: &Range<usize>, index: usize| {
        range.start + range.len() * index / count..range.start + range.len() * (index + 1) / count
    };
    (0..count).map(move |index| (part(&old, index), part(&new, index)))
}

/// The longest row of numbers that are unique in both stretches and stand in the same order.
fn anchors(before: &[u32], old: &Range<usize>, after: &[u32], new: &Range<usize>) -> Pairs {
    let unique = |row: &[u32], range: &Range<usize>| -> Vec<(u32, usize)> {
        let mut places: Vec<(u32, usize)> = range.clone().map(|place| (row[place], place)).collect();
        places.sort_unstable();
        places.chunk_by(|a, b| a.0 == b.0).filter(|chunk| chunk.len() == 1).map(|chunk| chunk[0]).collect()
    };
    let (old, new) = (unique(before, old), unique(after, new));
    let place = |number: u32| new.binary_search_by_key(&number, |(number, _)| *number).ok().map(|at| new[at].1);
    let mut both: Pairs = old.into_iter().filter_map(|(number, i)| Some((i, place(number)?))).collect();
    both.sort_unstable();
    // The row grows in the manner of patience sorting: `ends` holds for each length the pair that such a row ends with
    // earliest, `previous` for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![None; both.len()];
    for (index, (_, j)) in both.iter().enumerate() {
        let length = ends.partition_point(|end| both[*end].1 < *j);
        previous[index] = length.checked_sub(1).map(|length| ends[length]);
        if length < ends.len() { ends[length] = index } else { ends.push(index) }
    }
    let mut row: Pairs =
        std::iter::successors(ends.last().copied(), |index| previous[*index]).map(|index| both[index]).collect();
    row.reverse();
    row
}

/// What a shared word is worth. Sums fit 16 bits: of [`MOST_PAIRS`] pairs at most 500 are taken.
fn value(weight: Weight) -> u16 {
    match weight {
        Weight::Content => 12,
        Weight::Turning => 8,
        Weight::Small => 4,
        Weight::Sign => 1,
    }
}

/// What it is worth more beside another.
const BESIDE: u16 = 3;
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

    /// The greatest sum of weights, from a full table.
    fn greatest(before: &[Token], after: &[Token]) -> u16 {
        let mut best = vec![vec![0; after.len() + 1]; before.len() + 1];
        let mut last = best.clone();
        for i in 1..=before.len() {
            for j in 1..=after.len() {
                if before[i - 1].key == after[j - 1].key {
                    let beside = if last[i - 1][j - 1] > 0 { last[i - 1][j - 1] + BESIDE } else { 0 };
                    last[i][j] = beside.max(best[i - 1][j - 1]) + value(before[i - 1].weight);
                }
                best[i][j] = last[i][j].max(best[i - 1][j]).max(best[i][j - 1]);
            }
        }
        best[before.len()][after.len()]
    }

    /// The sum of the weights of pairs.
    fn sum(pairs: &[(usize, usize)], before: &[Token]) -> u16 {
        let beside = pairs.windows(2).filter(|two| (two[0].0 + 1, two[0].1 + 1) == two[1]).count();
        let weights: u16 = pairs.iter().map(|(i, _)| value(before[*i].weight)).sum();
        weights + BESIDE * u16::try_from(beside).expect("short rows")
    }

    proptest! {
        #[test]
        fn no_other_pairs_weigh_more(before in "[abABC]{0,20}", after in "[abABC]{0,20}") {
            let (before, after) = (row(&before), row(&after));
            // Both rows begin and end with words that only they have, so that nothing is taken for shared beforehand.
            let (before, after) = ([row("x"), before, row("x")].concat(), [row("y"), after, row("y")].concat());
            let (pairs, _) = words(&before, &after);
            prop_assert_eq!(sum(&pairs, &before), greatest(&before, &after));
        }

        #[test]
        fn what_is_cut_is_paired_in_order(before in prop::collection::vec(0_u32..40, 1..60), after in prop::collection::vec(0_u32..40, 1..60), most in 1_usize..100) {
            let mut pairs = Pairs::new();
            cut(&before, &(0..before.len()), &after, &(0..after.len()), most, &mut pairs, |old, new, pairs| {
                histogram(&before, old, &after, new, pairs);
            });
            prop_assert!(pairs.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
            prop_assert!(pairs.iter().all(|(i, j)| before[*i] == after[*j]));
        }
    }

    #[test]
    fn a_row_too_long_for_a_table_is_cut_where_a_word_is_unique() {
        let long: Vec<u32> = (0..2_000).collect();
        let edited: Vec<u32> = [(5_000..5_300).collect(), long.clone(), vec![7_000]].concat();
        let (pairs, is_coarse) = numbers(&long, &edited);
        assert_eq!((pairs.len(), is_coarse), (2_000, false));
        let (few, other): (Vec<u32>, Vec<u32>) = (0..1_000).map(|word| (word % 7, word % 11)).unzip();
        assert!(numbers(&few, &other).1, "no word is unique");
    }

    #[test]
    fn words_that_say_something_beat_those_that_do_not() {
        let (pairs, _) = words(&row("aAaa"), &row("aaaA"));
        assert!(pairs.contains(&(1, 3)), "{pairs:?}");
    }
}
