//! How what a search needs is cut into files: told from the sizes of the texts alone, so that the names of the files are
//! known before anything is made.

use crate::content::knowledge::KnowledgeBase;
use crate::edition::search::texts::size;

/// As much Markdown, in bytes, is searched with one file.
const SMALL: usize = 128 << 10;
/// How many bytes of Markdown there are to a file of words, on average, and at most as many files.
const WORDS: usize = 384 << 10;
const MOST_WORDS: usize = 512;
/// How many bytes of Markdown the entries of one file come from; more if there is only one.
const ENTRIES: usize = 16 << 10;
/// What an entry takes besides its texts.
const AROUND: usize = 200;

/// The files that a search needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How many files hold the words.
    pub words: usize,
    /// The number of the first entry in each file of entries.
    pub starts: Vec<usize>,
    /// How many entries there are.
    pub entries: usize,
}

impl Layout {
    /// The layout for a knowledge base.
    pub fn of(knowledge: &KnowledgeBase) -> Self {
        Self::new(knowledge.entries().map(|entry| AROUND + size(knowledge, entry)))
    }

    fn new(sizes: impl Iterator<Item = usize>) -> Self {
        let (mut whole, mut in_file, mut starts, mut entries) = (0, 0, vec![0], 0);
        for size in sizes {
            if in_file > 0 && in_file + size > ENTRIES {
                starts.push(entries);
                in_file = 0;
            }
            in_file += size;
            whole += size;
            entries += 1;
        }
        if whole <= SMALL {
            starts.truncate(1);
            return Self { words: 1, starts, entries };
        }
        Self { words: whole.div_ceil(WORDS).min(MOST_WORDS), starts, entries }
    }

    /// Whether everything is in one file.
    pub fn is_one_file(&self) -> bool {
        self.words == 1 && self.starts.len() == 1
    }

    /// The numbers of the entries in a file of entries.
    pub fn entries_in(&self, file: usize) -> std::ops::Range<usize> {
        self.starts[file]..self.starts.get(file + 1).copied().unwrap_or(self.entries)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_small_is_one_file() {
        let layout = Layout::new([40 << 10; 3].into_iter());
        assert!(layout.is_one_file());
        assert_eq!(layout.entries_in(0), 0..3);
        let layout = Layout::new([40 << 10; 4].into_iter());
        assert_eq!((layout.is_one_file(), layout.words, layout.starts), (false, 1, vec![0, 1, 2, 3]));
    }

    proptest! {
        #[test]
        fn every_entry_is_in_one_file(sizes in prop::collection::vec(1_usize..40_000, 0..60)) {
            let layout = Layout::new(sizes.iter().copied());
            let files = 0..layout.starts.len();
            let all: Vec<usize> = files.flat_map(|file| layout.entries_in(file)).collect();
            prop_assert_eq!(all, (0..sizes.len()).collect::<Vec<_>>());
        }
    }
}
