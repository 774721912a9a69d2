//! Two texts compared: blocks first, then the words of those that belong together.
//!
//! [`compare`] gives one list of changes; everything that shows a comparison is written from it: [`html`], [`terminal`],
//! [`plain`] and [`json`].

mod align;
pub mod html;
pub mod json;
pub mod plain;
mod refine;
mod segments;
pub mod summary;
pub mod terminal;
mod vocabulary;

use std::ops::Range;

use crate::document::words::Passage;

pub use self::segments::{Segment, segments};

/// How one text became another.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What became of each passage, in the order of reading; what went stands before what came.
    pub changes: Vec<PassageChange>,
    /// The words that came, went and stayed.
    pub tally: Tally,
}

/// What became of a passage. The numbers index the passages of the text before and of the text after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageChange {
    /// It stayed, word for word.
    Kept {
        /// In the text before.
        before: usize,
        /// In the text after.
        after: usize,
    },
    /// Some of its words changed.
    Edited {
        /// In the text before.
        before: usize,
        /// In the text after.
        after: usize,
        /// Its words in order.
        edits: Vec<Edit>,
    },
    /// So much of it changed that marks among the words would only confuse.
    Rewritten {
        /// In the text before.
        before: usize,
        /// In the text after.
        after: usize,
    },
    /// It went.
    Removed {
        /// In the text before.
        before: usize,
    },
    /// It came.
    Added {
        /// In the text after.
        after: usize,
    },
}

/// What became of a run of words. The ranges are words of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// They stayed.
    Kept {
        /// In the passage before.
        before: Range<usize>,
        /// In the passage after; as long as `before`.
        after: Range<usize>,
    },
    /// They went.
    Deleted {
        /// In the passage before.
        before: Range<usize>,
    },
    /// They came.
    Inserted {
        /// In the passage after.
        after: Range<usize>,
    },
}

/// Whether something stayed, went or came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// In both texts.
    Kept,
    /// Only in the text before.
    Deleted,
    /// Only in the text after.
    Inserted,
}

/// Words that came, went and stayed. Punctuation is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Words only in the text after.
    pub added: usize,
    /// Words only in the text before.
    pub removed: usize,
    /// Words in both.
    pub kept: usize,
    /// Whether the text was written anew rather than edited.
    pub rewritten: bool,
    /// Whether nothing changed at all, neither words nor punctuation nor blocks.
    pub identical: bool,
}

/// Compares two texts.
pub fn compare(before: &[Passage], after: &[Passage]) -> Comparison {
    let vocabulary = vocabulary::Vocabulary::of(before, after);
    let mut changes = Vec::new();
    for pair in align::passages(before, after, &vocabulary) {
        changes.push(match pair {
            (Some(old), Some(new)) if align::same(&before[old], &after[new], &vocabulary, old, new) => {
                PassageChange::Kept { before: old, after: new }
            }
            (Some(old), Some(new)) => {
                match refine::edits(&before[old], &after[new], vocabulary.before(old), vocabulary.after(new)) {
                    Some(edits) => PassageChange::Edited { before: old, after: new, edits },
                    None => PassageChange::Rewritten { before: old, after: new },
                }
            }
            (Some(old), None) => PassageChange::Removed { before: old },
            (None, Some(new)) => PassageChange::Added { after: new },
            (None, None) => unreachable!("a pair has at least one side"),
        });
    }
    let tally = tally(&changes, before, after);
    Comparison { changes, tally }
}

fn tally(changes: &[PassageChange], before: &[Passage], after: &[Passage]) -> Tally {
    let count =
        |passage: &Passage, words: Range<usize>| words.filter(|&word| vocabulary::is_word(passage.word(word))).count();
    let mut tally = Tally::default();
    for change in changes {
        for segment in segments(change, before, after) {
            let words = count(segment.passage, segment.words);
            match segment.mark {
                Mark::Kept => tally.kept += words,
                Mark::Deleted => tally.removed += words,
                Mark::Inserted => tally.added += words,
            }
        }
    }
    tally.identical = changes.iter().all(|change| matches!(change, PassageChange::Kept { .. }));
    tally.rewritten = tally.kept * 4 < (tally.kept + tally.removed).min(tally.kept + tally.added);
    tally
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document;

    fn text(markdown: &str) -> Vec<Passage> {
        document::words::passages(&document::loose(markdown))
    }

    fn marked(before: &str, after: &str) -> String {
        let (before, after) = (text(before), text(after));
        plain::words(&compare(&before, &after), &before, &after).trim_end().to_owned()
    }

    #[test]
    fn words_are_never_cut() {
        assert_eq!(
            marked("The team can validate an idea in 1.5 days.", "The team can valuate an idea in 2.5 days."),
            "The team can [-validate-]{+valuate+} an idea in [-1.5-]{+2.5+} days."
        );
    }

    #[test]
    fn small_words_stand_alone() {
        assert_eq!(
            marked(
                "ProdOps is a job title. It is owned by one vendor.",
                "ProdOps is not a job title. It is not owned by one vendor."
            ),
            "ProdOps is {+not +}a job title. It is {+not +}owned by one vendor."
        );
    }

    #[test]
    fn reflow_and_marks_of_markdown_are_no_change() {
        let (before, after) = (text("one *two*\nthree\n\n* a\n* b"), text("one _two_ three\n\n- a\n- b"));
        assert!(compare(&before, &after).tally.identical);
    }

    #[test]
    fn islands_of_one_word_are_swept_up() {
        assert_eq!(
            marked(
                "The care and feeding of early programs stays here.",
                "The cost and pricing of late invoices stays here."
            ),
            "The [-care and feeding of early programs-]{+cost and pricing of late invoices+} stays here."
        );
    }

    #[test]
    fn blocks_that_belong_together_are_compared() {
        let shown = marked(
            "First paragraph stays.\n\nThe second one has words.",
            "First paragraph stays.\n\nA new one.\n\nThe second one has more words.",
        );
        assert_eq!(shown, "First paragraph stays.\n\n{+A new one.+}\n\nThe second one has {+more +}words.");
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_off_a_comparison(
            before in "([a-d]{1,2}[ ,.]|not |\\n\\n|- ){0,60}",
            after in "([a-d]{1,2}[ ,.]|not |\\n\\n|- ){0,60}",
        ) {
            let (before, after) = (text(&before), text(&after));
            let comparison = compare(&before, &after);
            let read = |texts: &[Passage], skip: Mark| {
                let mut words = Vec::new();
                for change in &comparison.changes {
                    for segment in segments(change, &before, &after).into_iter().filter(|segment| segment.mark != skip) {
                        words.extend(segment.words.clone().map(|word| segment.passage.word(word).to_owned()));
                    }
                }
                let expected: Vec<String> = texts.iter().flat_map(|passage| (0..passage.words.len()).map(|word| passage.word(word).to_owned())).collect();
                (words, expected)
            };
            let (old, expected) = read(&before, Mark::Inserted);
            prop_assert_eq!(old, expected);
            let (new, expected) = read(&after, Mark::Deleted);
            prop_assert_eq!(new, expected);
            prop_assert!(compare(&before, &before).tally.identical);
        }
    }
}
