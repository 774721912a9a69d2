//! Words from elsewhere held against a text of ours.

use crate::content::document::{self, Body};
use crate::history::comparison::{Comparison, compare};
use crate::history::text::{Lexicon, Text};

/// Two texts of which only one is ours, compared.
pub struct Rivalry {
    /// The words from elsewhere.
    pub theirs: Text,
    /// Our text.
    pub ours: Text,
    /// How theirs would become ours.
    pub comparison: Comparison,
}

/// Compares words from elsewhere, in which nothing is Markdown, with a text of ours that was read from a source.
pub fn compare_with(words: &str, ours: &Body, source: &str) -> Rivalry {
    let mut lexicon = Lexicon::default();
    let (body, written) = document::quotation(words);
    let theirs = Text::new(&body, &written, &mut lexicon);
    let ours = Text::new(ours, source, &mut lexicon);
    let comparison = compare(&theirs, &ours);
    Rivalry { theirs, ours, comparison }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_say_is_kept_and_marks_of_markdown_are_signs_like_others() {
        let (ours, source) = document::loose("It must stay free and *open* for all.");
        let rivalry = compare_with("It must stay free\nand _closed_ [for] all.", &ours, &source);
        assert_eq!(
            rivalry.theirs.slice_of_all(0..rivalry.theirs.tokens.len()),
            "It must stay free and _closed_ [for] all."
        );
        let tally = rivalry.comparison.tally;
        assert_eq!((tally.kept, tally.removed, tally.added), (6, 2, 2));
    }
}
