//! Words as a search compares them: cut from a text and folded. The script of the search page, `search.js` of the theme, does
//! the same with what somebody types, so a change here is a change there.
//!
//! A word is a run of letters, digits and marks. It is folded: compatible characters are one (NFKD), capitals are small,
//! accents and vowel points are gone, some letters are written out (`ß` as `ss`). The vowel signs of India stay, because
//! without them nothing could be told apart there.
//!
//! Scripts that are written without spaces have no words to cut. Every two characters that stand beside each other are a
//! word of theirs, and the last one is one by itself; so any run of characters is found by its pairs, and a single
//! character as the beginning of a pair.

use unicode_normalization::UnicodeNormalization as _;

use crate::base::unicode::{is_of_words, is_without_spaces};

/// How many letters of a word count; nobody types more.
const LONGEST: usize = 40;

/// Cuts texts, with memory that it uses again.
#[derive(Debug, Default)]
pub struct Cutter {
    /// What is folded of the word that is read.
    run: String,
    word: String,
}

/// What a byte is in a text whose words are looked for.
const SIGN: u8 = 1;
const CAPITAL: u8 = 2;
const FOREIGN: u8 = 4;
const KINDS: [u8; 256] = {
    let mut kinds = [FOREIGN; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'A'..=b'Z' => CAPITAL,
            b'a'..=b'z' | b'0'..=b'9' => 0,
            _ => SIGN,
        };
        byte += 1;
    }
    kinds
};

impl Cutter {
    /// Hands over the words of a text, folded, one after another.
    pub fn each(&mut self, text: &str, take: &mut impl FnMut(&str)) {
        let bytes = text.as_bytes();
        let mut start = 0;
        while start < bytes.len() {
            // Signs of ASCII stand between words, and no mark joins them to one.
            let mut met = 0;
            let is_sign = |byte: &u8| {
                let kind = KINDS[usize::from(*byte)];
                met |= kind;
                kind == SIGN
            };
            let end = bytes[start..].iter().position(is_sign).map_or(bytes.len(), |length| start + length);
            let chunk = &text[start..end];
            if met & FOREIGN != 0 {
                self.fold(chunk, take);
            } else if !chunk.is_empty() {
                let chunk = &chunk[..chunk.len().min(LONGEST)];
                if met & CAPITAL != 0 {
                    self.word.clear();
                    self.word.push_str(chunk);
                    self.word.make_ascii_lowercase();
                    take(&self.word);
                } else {
                    take(chunk);
                }
            }
            start = end + 1;
        }
    }

    /// The words of a piece that is not of ASCII alone.
    fn fold(&mut self, chunk: &str, take: &mut impl FnMut(&str)) {
        for character in chunk.nfkd() {
            if is_left_out(character) {
                continue;
            }
            if !is_of_words(character) {
                self.finish(take);
                continue;
            }
            for small in character.to_lowercase().filter(|small| !is_left_out(*small)) {
                match written_out(small) {
                    Some(letters) => self.run.push_str(letters),
                    None => self.run.push(small),
                }
            }
        }
        self.finish(take);
    }

    /// Hands over the run, which may be of several scripts.
    fn finish(&mut self, take: &mut impl FnMut(&str)) {
        let mut rest = self.run.as_str();
        while let Some(first) = rest.chars().next() {
            let is_other = |character: char| is_without_spaces(character) != is_without_spaces(first);
            let (piece, after) = rest.split_at(rest.find(is_other).unwrap_or(rest.len()));
            if is_without_spaces(first) {
                let starts = piece.char_indices().map(|(start, _)| start);
                let ends = piece.char_indices().skip(2).map(|(end, _)| end);
                let ends = ends.chain([piece.len()]).chain(std::iter::repeat(piece.len()));
                starts.zip(ends).for_each(|(start, end)| take(&piece[start..end]));
            } else {
                let end = piece.char_indices().nth(LONGEST).map_or(piece.len(), |(end, _)| end);
                take(&piece[..end]);
            }
            rest = after;
        }
        self.run.clear();
    }
}

/// What is not written by everybody: accents, vowel points, strokes that only fill a line, and what nobody sees.
fn is_left_out(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200C}' | '\u{200D}' | '\u{2060}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// Letters that people write in other ways as well, as those who have no such letter write them.
fn written_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        Cutter::default().each(text, &mut |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn words_are_small_and_without_accents() {
        assert_eq!(words("Care’n’feeding, CI/CD: 1.5 Cafés!"), ["care", "n", "feeding", "ci", "cd", "1", "5", "cafes"]);
        assert_eq!(
            words("cafe\u{301} STRASSE Straße ŁÓDŹ Ærø İstanbul"),
            "cafe strasse strasse lodz aero istanbul".split(' ').collect::<Vec<_>>()
        );
        assert_eq!(words("ﬁrst ＡＢＣ soft\u{ad}hyphen ΟΔΟΣ"), ["first", "abc", "softhyphen", "οδοσ"]);
        assert_eq!(words("–"), [] as [&str; 0]);
        assert_eq!(words(&"Ab".repeat(30)), ["ab".repeat(20)]);
        assert_eq!(words(&"é".repeat(50)), ["e".repeat(40)]);
    }

    #[test]
    fn other_scripts_keep_what_they_need() {
        assert_eq!(words("عَمَلِيّات أُولى"), ["عمليات", "اولى"]);
        assert_eq!(words("किताब की"), ["किताब", "की"]);
        assert_eq!(words("می‌خواهم"), ["میخواهم"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_pairs() {
        assert_eq!(words("产品运营。"), ["产品", "品运", "运营", "营"]);
        assert_eq!(words("CI導入"), ["ci", "導入", "入"]);
        assert_eq!(words("私"), ["私"]);
        assert_eq!(words("ดูแล"), ["ดู", "ูแ", "แล", "ล"]);
    }

    proptest! {
        #[test]
        fn to_fold_twice_is_to_fold_once(text in "\\PC{0,40}", letters in "[a-zA-ZÀ-ɏΑ-ωЀ-ӿא-ת؀-ۿऀ-ॿ가-힣぀-ヿ一-龥ﬀ-ﻼ ]{0,20}") {
            for word in words(&text).into_iter().chain(words(&letters)) {
                let again = words(&word);
                prop_assert_eq!(again.first(), Some(&word));
                // A pair ends with a character that is a word by itself.
                prop_assert!(again.len() == 1 || word.chars().all(is_without_spaces) && again.len() == 2);
            }
        }

        #[test]
        fn a_text_in_pieces_has_the_words_of_the_whole(one in "\\PC{0,20}", other in "\\PC{0,20}") {
            let both = words(&format!("{one} {other}"));
            prop_assert_eq!(both, [words(&one), words(&other)].concat());
        }

        #[test]
        fn capitals_and_composed_letters_make_no_difference(text in "[a-zàéîõüñçåøа-яёα-ω가-힣]{1,12}") {
            prop_assert_eq!(words(&text), words(&text.to_uppercase()));
            prop_assert_eq!(words(&text), words(&text.nfd().collect::<String>()));
        }
    }
}
