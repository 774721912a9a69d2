//! Characters as readers see them: those that nobody sees or that deceive, where honest text needs them, and white space.

mod alphabets;
mod context;
pub mod graphemes;
mod look_alike;
mod marks;
mod names;

pub use self::alphabets::{Alphabet, Styled, styled_words};
pub use self::look_alike::{LookAlike, look_alikes};
pub use self::marks::{Pile, piles};
pub use self::names::name;

use std::borrow::Cow;
use std::cell::OnceCell;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory as _};

use self::context::Neighbours;

/// A character in a text that nobody can see and nothing there needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Where it stands, in bytes.
    pub offset: usize,
    /// Which one it is.
    pub character: char,
}

/// A text with one space for all white space, and so in one line.
pub fn one_space(text: &str) -> String {
    if is_one_spaced(text) { text.to_owned() } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Whether a text is words of ASCII with one space between each two, as most are: it needs no look at each word then.
pub fn is_one_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some((first, rest)), Some(last)) = (bytes.split_first(), bytes.last()) else { return false };
    // Numbers, and nothing that ends early, because that is what the compiler makes one look at sixteen bytes of.
    let other = bytes.iter().fold(0, |found, byte| found | u8::from(!matches!(byte, b' '..=b'~')));
    let doubled = bytes.iter().zip(rest).fold(0, |found, (one, next)| found | u8::from((one | next) == b' '));
    other == 0 && doubled == 0 && *first != b' ' && *last != b' '
}

/// Whether words are made of a character: it is a letter, a digit, or a mark on one.
pub fn is_of_words(character: char) -> bool {
    let group = || character.general_category_group();
    character.is_ascii_alphanumeric()
        || !character.is_ascii()
            && matches!(
                group(),
                GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number | GeneralCategoryGroup::Mark
            )
}

/// Whether a character is of a script that is written without spaces between words: Thai, Lao, Burmese, Khmer, and those of
/// China and Japan.
pub fn is_without_spaces(character: char) -> bool {
    matches!(u32::from(character), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// Characters that nobody sees: zero-width ones, bidirectional and format controls, soft hyphens, tags, variation selectors,
/// fillers.
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFC}' | '\u{13430}'..='\u{13446}' | '\u{16FE4}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D159}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a character is a control, other than the end of a line and a tab, or no character at all.
pub fn is_control(character: char) -> bool {
    let code = u32::from(character);
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{FDD0}'..='\u{FDEF}')
        || code & 0xFFFE == 0xFFFE
}

/// The characters of a text that nobody can see, but for those that the script around them, or an emoji, needs:
///
/// - the joiners U+200C and U+200D and the combining joiner between letters of scripts that join or stack (Arabic, the
///   scripts of India, Mongolian and others), and U+200D inside an emoji sequence;
/// - the direction marks U+200E, U+200F and U+061C, one at a time, in a line that holds letters written from right to
///   left. The embeddings, overrides and isolates (U+202A to U+202E, U+2066 to U+2069) are never needed;
/// - the zero-width space and the word joiner in scripts that are written without spaces (Thai, Khmer, Lao, Burmese,
///   Tibetan and others);
/// - variation selectors behind what they vary; the tags of the three flags that have some; the fillers of old Hangul and
///   of the small Khitan script, and the format controls of hieroglyphs, each beside what it belongs to; the blank Braille
///   pattern among others.
pub fn hidden(text: &str) -> Vec<Hidden> {
    // No byte ends this early, so that the compiler looks at many at once.
    if text.bytes().fold(true, |is_plain, byte| is_plain & matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Vec::new();
    }
    let mut hidden = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let line_is_from_right_to_left = OnceCell::new();
        for (offset, character) in line.char_indices() {
            let neighbours = || Neighbours::of(line, offset, &line_is_from_right_to_left);
            let may_hide = is_invisible(character) || character == '\u{2800}';
            if is_control(character) || (may_hide && !neighbours().need(character)) {
                hidden.push(Hidden { offset: start + offset, character });
            }
        }
        start += line.len();
    }
    hidden
}

/// The characters of a text that mean nothing by themselves: those for private use, which every font draws in its own way or
/// not at all, and those that no version of Unicode this program knows has given a meaning.
pub fn unknown(text: &str) -> Vec<Hidden> {
    if text.is_ascii() {
        return Vec::new();
    }
    let is_unknown = |character: char| {
        matches!(character.general_category(), GeneralCategory::PrivateUse | GeneralCategory::Unassigned)
            && !is_invisible(character)
            && !is_control(character)
    };
    let unknown = text.char_indices().filter(|(_, character)| !character.is_ascii() && is_unknown(*character));
    unknown.map(|(offset, character)| Hidden { offset, character }).collect()
}

/// A text with something else in the place of every character that nobody can see and nothing there needs. Line ends and
/// tabs stay.
pub fn replace_hidden(text: &str, mut replace: impl FnMut(char, &mut String)) -> Cow<'_, str> {
    let hidden = hidden(text);
    if hidden.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut replaced = String::with_capacity(text.len());
    let mut end = 0;
    for Hidden { offset, character } in hidden {
        replaced.push_str(&text[end..offset]);
        replace(character, &mut replaced);
        end = offset + character.len_utf8();
    }
    replaced.push_str(&text[end..]);
    Cow::Owned(replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<char> {
        hidden(text).into_iter().map(|hidden| hidden.character).collect()
    }

    #[test]
    fn only_words_of_ascii_with_one_space_between_them_are_one_spaced() {
        for text in ["a", "a b", "It's 100 % done.", "~ !"] {
            assert!(is_one_spaced(text), "{text:?}");
        }
        for text in ["", " ", " a", "a ", "a  b", "a\tb", "a\nb", "a\u{0} b", "a\u{7f}b", "ä", "a\u{a0}b"] {
            assert!(!is_one_spaced(text), "{text:?}");
        }
    }

    #[test]
    fn what_hides_is_found() {
        for (text, character) in [
            ("da\u{200b}ta", '\u{200b}'),
            ("pay\u{202e}gnp.exe", '\u{202e}'),
            ("a\u{2066}b\u{2069}", '\u{2066}'),
            ("soft\u{ad}hyphen", '\u{ad}'),
            ("word\u{2060}joiner", '\u{2060}'),
            ("no\u{feff}break", '\u{feff}'),
            ("join\u{200d}ed", '\u{200d}'),
            ("not\u{200c}joined", '\u{200c}'),
            ("left\u{200e}mark", '\u{200e}'),
            ("Arabic\u{61c}mark", '\u{61c}'),
            ("tag\u{e0041}ged", '\u{e0041}'),
            ("\u{1F3F4}\u{e0061}\u{e0062}\u{e007f}", '\u{e0061}'),
            ("a\u{fe0f}", '\u{fe0f}'),
            ("a\u{3164}b", '\u{3164}'),
            ("a\u{2800}b", '\u{2800}'),
            ("line\u{2028}end", '\u{2028}'),
            ("bell\u{7}", '\u{7}'),
            ("escape\u{1b}[31m", '\u{1b}'),
            ("next\u{85}line", '\u{85}'),
            ("annotation\u{fff9}x\u{fffa}y\u{fffb}", '\u{fff9}'),
            ("no\u{ffff}character", '\u{ffff}'),
            ("Mongolian\u{180e}space", '\u{180e}'),
            ("filler\u{115f}\u{1160}s", '\u{115f}'),
            ("digit1\u{fe0f}2", '\u{fe0f}'),
            ("字\u{fe0c}", '\u{fe0c}'),
            ("∩\u{e0100}", '\u{e0100}'),
            ("字\u{e0100}\u{e0101}", '\u{e0101}'),
            ("hieroglyph\u{13437}\u{13438}", '\u{13438}'),
            ("blank\u{13441}", '\u{13441}'),
            ("Khitan\u{16fe4}", '\u{16fe4}'),
            ("note\u{1d159}", '\u{1d159}'),
            ("beam\u{1d173}", '\u{1d173}'),
            ("unassigned\u{2065}", '\u{2065}'),
            // A mark for one direction is not an excuse for a heap of them.
            ("שלום\u{200f}\u{200f}\u{200f}", '\u{200f}'),
            ("👩\u{200d}", '\u{200d}'),
        ] {
            assert!(found(text).contains(&character), "{text:?}");
        }
    }

    #[test]
    fn honest_text_is_clean() {
        for text in [
            "می‌خواهم کتاب‌ها را ببینم",
            "PDF‌ها و ۲۰‌ساله",
            "क्‍ष और क्‌ष",
            "ശ്രീ ന്‍റെ",
            "ශ්‍රී ලංකා",
            "র‍্যাব",
            "ภาษา\u{200b}ไทย",
            "ភាសា\u{200b}ខ្មែរ",
            "מחיר: C++\u{200e} (שפה)",
            "العربية\u{200f}: نص",
            "ᠮᠣᠩᠭᠣᠯ ᠤᠨ ᠪᠢᠴᠢᠭ᠋",
            "👩‍🔬 👨‍👩‍👧‍👦 ❤️‍🔥 🏳️‍🌈 👍🏽 1️⃣ ☀️ ☎︎ 🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "葛󠄀城 辻󠄀",
            "⠁⠀⠃",
            "Prix\u{a0}: 10\u{202f}€",
            "Tab\tand line\nend",
            "1️⃣ #️⃣ ™️",
            "∩\u{fe00} 。\u{fe00}",
            "\u{115f}\u{1160}ᆨ ᄒ\u{1160}",
            "\u{13000}\u{13430}\u{13437}\u{13001}\u{13431}\u{13002}\u{13438}",
            "\u{18b00}\u{16fe4}\u{18b01}",
        ] {
            assert_eq!(found(text), [], "{text:?}");
        }
    }

    #[test]
    fn what_no_font_must_know_is_unknown() {
        let found = |text| unknown(text).into_iter().map(|found| found.character).collect::<Vec<_>>();
        assert_eq!(
            found("icon \u{e000}\u{f8ff}\u{100000}, \u{378}"),
            ['\u{e000}', '\u{f8ff}', '\u{100000}', '\u{378}']
        );
        // What is hidden or no character at all is told as that.
        assert_eq!(found("\u{2065}\u{e0080}\u{ffff} 👩‍🔬 字é"), []);
    }
}
