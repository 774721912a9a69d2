//! What many rows of numbers share with many others, without looking at each two of them.

/// Positions by the number that stands there. Each is given out once, the first one first.
pub(super) struct Places {
    /// Number and position, in order.
    sorted: Vec<(u32, usize)>,
    /// For the first place of each number, how many were given out.
    given: Vec<usize>,
}

impl Places {
    pub(super) fn new(mut places: Vec<(u32, usize)>) -> Self {
        places.sort_unstable();
        Self { given: vec![0; places.len()], sorted: places }
    }

    /// The first place of a number that is left.
    pub(super) fn take(&mut self, number: u32) -> Option<usize> {
        let first = self.sorted.partition_point(|place| place.0 < number);
        let given = self.given.get_mut(first)?;
        let place = self.sorted.get(first + *given).filter(|place| place.0 == number)?;
        *given += 1;
        Some(place.1)
    }
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

/// The largest table that is filled pair by pair, because sorting everything would take longer.
const FEW: usize = 36;

/// How many numbers each sorted row shares with each of the others: a table, row after row. Only pairs that share something
/// cost time.
pub(super) fn shared_by_all<Row: AsRef<[u32]>>(rows: &[Row], columns: &[Row]) -> Vec<u32> {
    if rows.len() * columns.len() <= FEW {
        let count = |row: &Row, column: &Row| {
            u32::try_from(shared(row.as_ref(), column.as_ref())).expect("fewer than 2^32 words")
        };
        return rows.iter().flat_map(|row| columns.iter().map(move |column| count(row, column))).collect();
    }
    let mut table = vec![0; rows.len() * columns.len()];
    let (old, new) = (occurrences(rows), occurrences(columns));
    let (mut old, mut new) = (by_number(&old).peekable(), by_number(&new).peekable());
    while let (Some(left), Some(right)) = (old.peek(), new.peek()) {
        let (left, right) = (*left, *right);
        let order = left[0].number.cmp(&right[0].number);
        if order.is_eq() {
            for row in left {
                let cells = &mut table[row.row as usize * columns.len()..][..columns.len()];
                for column in right {
                    cells[column.row as usize] += row.count.min(column.count);
                }
            }
        }
        if order.is_le() {
            old.next();
        }
        if order.is_ge() {
            new.next();
        }
    }
    table
}

/// How often a row has a number.
#[derive(Clone, Copy)]
struct Occurrence {
    number: u32,
    row: u32,
    count: u32,
}

/// By number, then by row.
fn occurrences<Row: AsRef<[u32]>>(rows: &[Row]) -> Vec<Occurrence> {
    // Number and row in one, because that sorts fastest.
    let pairs = (0_u64..)
        .zip(rows)
        .flat_map(|(row, numbers)| numbers.as_ref().iter().map(move |number| u64::from(*number) << 32 | row));
    let mut all: Vec<u64> = pairs.collect();
    all.sort_unstable();
    let narrow = |number: u64| u32::try_from(number).expect("half of 64 bits");
    let occurrence = |same: &[u64]| Occurrence {
        number: narrow(same[0] >> 32),
        row: narrow(same[0] & u64::from(u32::MAX)),
        count: narrow(same.len() as u64),
    };
    all.chunk_by(|a, b| a == b).map(occurrence).collect()
}

fn by_number(all: &[Occurrence]) -> impl Iterator<Item = &[Occurrence]> {
    all.chunk_by(|a, b| a.number == b.number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_table_holds_what_each_two_share(
            mut rows in prop::collection::vec(prop::collection::vec(0_u32..12, 0..8), 0..12),
            mut columns in prop::collection::vec(prop::collection::vec(0_u32..12, 0..8), 0..12),
        ) {
            rows.iter_mut().chain(&mut columns).for_each(|row| row.sort_unstable());
            let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
            let columns: Vec<&[u32]> = columns.iter().map(Vec::as_slice).collect();
            let table = shared_by_all(&rows, &columns);
            for (i, row) in rows.iter().enumerate() {
                for (j, column) in columns.iter().enumerate() {
                    prop_assert_eq!(table[i * columns.len() + j] as usize, shared(row, column));
                }
            }
        }
    }

    #[test]
    fn each_place_is_given_out_once() {
        let mut places = Places::new(vec![(7, 4), (3, 0), (7, 1)]);
        let taken: Vec<_> = [7, 3, 7, 7, 5, 9].into_iter().map(|number| places.take(number)).collect();
        assert_eq!(taken, [Some(1), Some(0), Some(4), None, None, None]);
    }
}
