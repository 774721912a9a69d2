//! Combining marks that pile up on one letter.

use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// The most marks above, below or over one letter that honest text has (UTS #39, section 5.4). Vowels, tones and stacked
/// consonants with a place of their own, as Hebrew, Arabic and Tibetan have them, are not counted here.
const MOST_PLACED: usize = 4;

/// The most marks of any kind on one letter: the stacks of Tibetan Sanskrit have up to eight.
const MOST: usize = 10;

/// How often one mark follows itself at most.
const MOST_ALIKE: usize = 2;

/// A letter with more marks than honest text has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pile<'text> {
    /// Where the letter is, in bytes.
    pub offset: usize,
    /// The letter with its marks.
    pub text: &'text str,
    /// How many marks it has.
    pub marks: usize,
}

/// The letters of a text on which marks pile up. A letter bears at most four marks that are set above, below or over it, no mark more than twice in a
/// row, and at most ten marks in all.
pub fn piles(text: &str) -> Vec<Pile<'_>> {
    let mut piles = Vec::new();
    if text.is_ascii() {
        return piles;
    }
    let mut pile = Pile { offset: 0, text: "", marks: 0 };
    let (mut placed, mut alike, mut last, mut is_high) = (0, 0, None, false);
    for (offset, character) in text.char_indices().chain([(text.len(), ' ')]) {
        if !character.is_ascii() && is_mark(character) {
            pile.marks += 1;
            placed += usize::from(matches!(canonical_combining_class(character), 1 | 200..));
            alike = if last == Some(character) { alike + 1 } else { 1 };
            last = Some(character);
            is_high |= placed > MOST_PLACED || alike > MOST_ALIKE || pile.marks > MOST;
            continue;
        }
        if is_high {
            pile.text = &text[pile.offset..offset];
            piles.push(pile);
        }
        pile = Pile { offset, text: "", marks: 0 };
        (placed, alike, last, is_high) = (0, 0, None, false);
    }
    piles
}

fn is_mark(character: char) -> bool {
    matches!(character.general_category(), GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_scripts_need_is_no_pile() {
        for text in [
            "Vie\u{302}\u{323}t Nam, nghi\u{302}\u{303}a",
            "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים וַיִּשָּׂ֨א שָּׁ֣ יְרוּשָׁלִַ֗ם",
            "بِسْمِ ٱللَّهِ ٱلرَّحْمَـٰنِ ٱلرَّحِيمِ مُّبِينًۭا",
            "བསྒྲུབས རྐྱེན ཧཱུྃ ཧྐྵྨླྺྼྻཾ",
            "ที่นี้ น้ำ ผู้ใหญ่",
            "क्ष्म्य र्त्स्न्या अ॒ग्निमी॑ळे",
            "t\u{32A}\u{2B0} \u{254}\u{31D}\u{303}\u{300} n\u{329}\u{30D}",
            "ខ្ញុំ ស្ត្រី မြန်မာ ຜູ້ໃຊ້",
            "x\u{305}\u{332} 1\u{FE0F}\u{20E3} a\u{20DD}",
        ] {
            assert_eq!(piles(text), [], "{text}");
        }
    }

    #[test]
    fn what_nobody_can_read_is_a_pile() {
        for (text, marks) in [
            ("e\u{301}\u{300}\u{302}\u{303}\u{304}", 5),
            ("Z\u{351}\u{36B}\u{343}\u{36A}\u{302}\u{36B}\u{33D}\u{34F}\u{334}\u{319}", 10),
            ("ก็็็", 3),
            ("a\u{338}\u{338}\u{338}", 3),
            ("a\u{5B0}\u{5B1}\u{5B2}\u{5B3}\u{5B4}\u{5B5}\u{5B6}\u{5B7}\u{5B8}\u{5B9}\u{5BB}", 11),
        ] {
            let found = piles(text);
            assert!(found.len() == 1 && found[0].marks == marks && found[0].text == text, "{text}: {found:?}");
        }
        assert_eq!(piles(&"z\u{301}\u{300}\u{302}\u{303}\u{304} ".repeat(3)).len(), 3);
    }
}
