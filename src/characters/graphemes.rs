//! Characters as a reader counts them, and where words begin and end. This is the door of the library that segments text.

use unicode_segmentation::UnicodeSegmentation as _;

/// The most code points of which one character is made that counts as one. The longest emoji have ten; what is heaped up
/// from more is no character of any language.
const LONGEST_CHARACTER: usize = 16;

/// How many characters a reader sees in a text: a letter with its accents is one, and so is an emoji (UAX #29). One that is
/// heaped up from more than 16 code points counts as several, so that a limit on them limits the text as well.
pub fn count(text: &str) -> usize {
    text.graphemes(true).map(|character| character.chars().count().div_ceil(LONGEST_CHARACTER)).sum()
}

/// The pieces between the word boundaries of a text (UAX #29), each with its offset; together they are the text.
pub fn word_bounds(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_word_bound_indices()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_as_a_reader_sees_them() {
        assert_eq!(count("e\u{301}é"), 2);
        assert_eq!(count("👩‍❤️‍💋‍👨🏴󠁧󠁢󠁥󠁮󠁧󠁿🇩🇪"), 3);
        assert_eq!(count("नमस्ते"), 3);
        assert_eq!(count(&format!("a{}", "\u{301}".repeat(31))), 2);
        assert_eq!(count(""), 0);
    }
}
