//! Characters as a reader counts them, and where words begin and end. This is the door of the library that segments text.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

/// The most code points of which one character is made that counts as one. The longest emoji have ten; what is heaped up
/// from more is no character of any language.
const LONGEST_CHARACTER: usize = 16;

/// How many characters a reader sees in a text: a letter with its accents is one, and so is an emoji (UAX #29). One that is
/// heaped up from more than 16 code points counts as several, so that a limit on them limits the text as well.
pub fn count(text: &str) -> usize {
    text.graphemes(true).map(|character| character.chars().count().div_ceil(LONGEST_CHARACTER)).sum()
}

/// A text of at most so many code points. Of a longer one both ends are kept, with an ellipsis between them, and no character
/// is cut.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most || text.chars().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    // The beginning says what it is, and the end of a name or an address what kind.
    let (first, last) = (most.saturating_sub(1) * 2 / 3, most.saturating_sub(1) / 3);
    let begin: usize = fitting(text.graphemes(true), first);
    let end: usize = fitting(text.graphemes(true).rev(), last);
    Cow::Owned(format!("{}…{}", &text[..begin], &text[text.len() - end..]))
}

/// How many bytes the first of some characters take, up to a number of code points.
fn fitting<'text>(characters: impl Iterator<Item = &'text str>, most: usize) -> usize {
    let mut left = most;
    let mut bytes = 0;
    for character in characters {
        let Some(rest) = left.checked_sub(character.chars().count()) else { break };
        left = rest;
        bytes += character.len();
    }
    bytes
}

/// Hands over the pieces between the word boundaries of a text (UAX #29), each with its offset, but those that are nothing
/// but white space.
///
/// Most text is letters of ASCII between spaces, with a sign behind some words. There the boundaries are plain to see, which
/// takes a fifth of the time that looking up each letter takes.
pub fn each_word<'text>(text: &'text str, mut take: impl FnMut(usize, &'text str)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let end = next_space(bytes, start);
        let chunk = &text[start..end];
        let letters = chunk.bytes().take_while(u8::is_ascii_alphabetic).count();
        match chunk.as_bytes()[letters..] {
            [] if letters == 0 => {}
            [] => take(start, chunk),
            [b'.' | b',' | b';' | b':' | b'!' | b'?'] if letters > 0 => {
                take(start, &chunk[..letters]);
                take(start + letters, &chunk[letters..]);
            }
            _ => {
                let pieces = chunk.split_word_bound_indices();
                let pieces = pieces.filter(|(_, piece)| !piece.chars().all(char::is_whitespace));
                pieces.for_each(|(offset, piece)| take(start + offset, piece));
            }
        }
        start = end + 1;
    }
}

/// The next run of spaces that ends no word but the one before it, or the end of the text. A mark behind spaces belongs to
/// them, and so it does not part them from a word; in ASCII there is none.
fn next_space(bytes: &[u8], start: usize) -> usize {
    let mut from = start;
    loop {
        let space = from + bytes[from..].iter().take_while(|byte| **byte != b' ').count();
        let after = space + bytes[space..].iter().take_while(|byte| **byte == b' ').count();
        if bytes.get(after).is_none_or(u8::is_ascii) {
            return space;
        }
        from = after;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_shortened_text_keeps_both_ends_and_whole_characters() {
        assert_eq!(shortened("abcdef", 6), "abcdef");
        assert_eq!(shortened("äöüäöü", 6), "äöüäöü");
        assert_eq!(shortened("abcdefghijklm", 7), "abcd…lm");
        assert_eq!(shortened("abce\u{301}fghijkle\u{301}", 7), "abc…e\u{301}");
        assert_eq!(shortened(&"\u{301}".repeat(100), 7), "…");
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_standard(text in "([a-z]{1,3}|[ ,.:;!?’'_\\-1\\n\u{301}\u{200d}\u{202f}\u{a0}é产א🇩👩]){0,12}", any in "\\PC{0,20}") {
            for text in [text, any] {
                let mut words = Vec::new();
                each_word(&text, |start, piece| words.push((start, piece)));
                let standard = text.split_word_bound_indices();
                let standard: Vec<_> = standard.filter(|(_, piece)| !piece.trim().is_empty()).collect();
                prop_assert_eq!(words, standard);
            }
        }
    }

    #[test]
    fn a_mark_behind_spaces_belongs_to_all_of_them() {
        let mut words = Vec::new();
        each_word("a  \u{200d} b", |start, piece| words.push((start, piece)));
        assert_eq!(words, [(0, "a"), (1, "  \u{200d}"), (7, "b")]);
    }

    #[test]
    fn characters_are_counted_as_a_reader_sees_them() {
        assert_eq!(count("e\u{301}é"), 2);
        assert_eq!(count("👩‍❤️‍💋‍👨🏴󠁧󠁢󠁥󠁮󠁧󠁿🇩🇪"), 3);
        assert_eq!(count("नमस्ते"), 3);
        assert_eq!(count(&format!("a{}", "\u{301}".repeat(31))), 2);
        assert_eq!(count(""), 0);
    }
}
