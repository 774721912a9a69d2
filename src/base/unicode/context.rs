//! What stands around a character, and whether that needs it.

use std::cell::OnceCell;

use unicode_properties::{GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory as _};
use unicode_script::{Script, UnicodeScript as _};

/// The flags that are written with tags: England, Scotland, Wales.
const TAGGED_FLAGS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];
/// The flag that tags follow.
const BLACK_FLAG: char = '\u{1F3F4}';
/// What ends a flag, as a character without the offset of tags.
const END: char = '\u{7F}';
/// How many tags stand in a flag at most, with the one that ends it.
const LONGEST_FLAG: usize = 6;

/// How far the sign is that a filler or a format control belongs to: those of a group of hieroglyphs follow each other.
const MOST_ALIKE: usize = 4;

/// The line on both sides of a character.
pub(super) struct Neighbours<'line> {
    before: &'line str,
    after: &'line str,
    line: &'line str,
    /// Found out once for all characters of the line.
    is_from_right_to_left: &'line OnceCell<bool>,
}

impl<'line> Neighbours<'line> {
    /// What stands around the character at an offset.
    pub(super) fn of(line: &'line str, offset: usize, is_from_right_to_left: &'line OnceCell<bool>) -> Self {
        let (before, rest) = line.split_at(offset);
        let mut after = rest.chars();
        after.next();
        Self { before, after: after.as_str(), line, is_from_right_to_left }
    }

    fn previous(&self) -> Option<char> {
        self.before.chars().next_back()
    }

    fn next(&self) -> Option<char> {
        self.after.chars().next()
    }

    /// Whether the text around it needs an invisible character.
    pub(super) fn need(&self, character: char) -> bool {
        let either = |is: fn(char) -> bool| self.previous().is_some_and(is) || self.next().is_some_and(is);
        match character {
            '\u{200C}' => self.stands_in_a_word() && either(is_joining),
            '\u{200D}' => self.joins_emoji() || self.previous().is_some_and(is_joining),
            '\u{200E}' | '\u{200F}' | '\u{61C}' => self.is_in_a_line_from_right_to_left() && !either(is_direction_mark),
            '\u{200B}' | '\u{2060}' => self.stands_in_a_word() && either(is_written_without_spaces),
            '\u{34F}' => self.previous().is_some_and(is_mark) && self.next().is_some_and(is_mark),
            '\u{FE0E}' | '\u{FE0F}' => self.previous().is_some_and(|previous| match previous {
                // A digit is an emoji only on a keycap.
                '#' | '*' | '0'..='9' => self.next() == Some('\u{20E3}'),
                previous => previous.is_emoji_char(),
            }),
            '\u{FE00}'..='\u{FE02}' => self.previous().is_some_and(has_variants),
            '\u{E0100}'..='\u{E01EF}' => self.previous().is_some_and(is_ideograph),
            '\u{180B}'..='\u{180F}' => self.previous().is_some_and(|previous| previous.script() == Script::Mongolian),
            '\u{FE03}'..='\u{FE06}' => self.previous().is_some_and(is_hieroglyph),
            '\u{115F}' | '\u{1160}' => self.stands_near(is_hangul_filler, is_old_hangul),
            '\u{2800}' => either(|neighbour| matches!(neighbour, '\u{2801}'..='\u{28FF}')),
            '\u{13430}'..='\u{13446}' => self.stands_near(is_hieroglyph_control, is_hieroglyph),
            '\u{16FE4}' => self.previous().is_some_and(|previous| previous.script() == Script::Khitan_Small_Script),
            '\u{E0020}'..='\u{E007F}' => self.is_in_a_flag(),
            _ => false,
        }
    }

    /// Whether something stands on one side of it, with no more than a few others like it in between.
    fn stands_near(&self, is_alike: fn(char) -> bool, is_wanted: fn(char) -> bool) -> bool {
        let mut before = self.before.chars().rev().take(MOST_ALIKE).skip_while(|&character| is_alike(character));
        let mut after = self.after.chars().take(MOST_ALIKE).skip_while(|&character| is_alike(character));
        before.next().is_some_and(is_wanted) || after.next().is_some_and(is_wanted)
    }

    fn stands_in_a_word(&self) -> bool {
        let is_letter = |character: char| character.is_alphanumeric() || is_mark(character);
        self.previous().is_some_and(is_letter) && self.next().is_some_and(is_letter)
    }

    fn joins_emoji(&self) -> bool {
        let ends = |character: char| character == '\u{FE0F}' || (character.is_emoji_char() && !character.is_ascii());
        self.previous().is_some_and(ends) && self.next().is_some_and(|next| next.is_emoji_char() && !next.is_ascii())
    }

    fn is_in_a_line_from_right_to_left(&self) -> bool {
        *self.is_from_right_to_left.get_or_init(|| self.line.chars().any(is_from_right_to_left))
    }

    fn is_in_a_flag(&self) -> bool {
        let (mut back, mut letters) = (0, 0);
        for character in self.before.chars().rev().take(LONGEST_FLAG) {
            back += character.len_utf8();
            match character {
                BLACK_FLAG => break,
                '\u{E0020}'..='\u{E007E}' => letters += 1,
                _ => return false,
            }
        }
        let start = self.before.len() - back;
        let rest = self.line[start..].chars().skip(1);
        let name: String = rest.take(LONGEST_FLAG).filter_map(|tag| char::from_u32(u32::from(tag) ^ 0xE0000)).collect();
        self.line[start..].starts_with(BLACK_FLAG)
            && TAGGED_FLAGS
                .iter()
                .any(|flag| name.strip_prefix(flag).is_some_and(|rest| rest.starts_with(END)) && letters <= flag.len())
    }
}

fn is_mark(character: char) -> bool {
    character.general_category_group() == GeneralCategoryGroup::Mark
}

fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// Scripts of which letters join or stack, so that joiners change what a reader sees.
fn is_joining(character: char) -> bool {
    use Script::{
        Adlam, Arabic, Balinese, Bengali, Chakma, Devanagari, Grantha, Gujarati, Gurmukhi, Hanifi_Rohingya, Javanese,
        Kaithi, Kannada, Khmer, Malayalam, Mandaic, Mongolian, Myanmar, Nko, Oriya, Sinhala, Syriac, Tamil, Telugu,
        Tibetan,
    };
    // Signs that several of these scripts share have the script of none; their blocks tell.
    let is_shared = matches!(character, '\u{600}'..='\u{6FF}' | '\u{900}'..='\u{97F}');
    is_shared
        || matches!(
            character.script(),
            Adlam
                | Arabic
                | Balinese
                | Bengali
                | Chakma
                | Devanagari
                | Grantha
                | Gujarati
                | Gurmukhi
                | Hanifi_Rohingya
                | Javanese
                | Kaithi
                | Kannada
                | Khmer
                | Malayalam
                | Mandaic
                | Mongolian
                | Myanmar
                | Nko
                | Oriya
                | Sinhala
                | Syriac
                | Tamil
                | Telugu
                | Tibetan
        )
}

/// Scripts that set no space between words, so that a line may need to be told where it can break.
fn is_written_without_spaces(character: char) -> bool {
    use Script::{Balinese, Javanese, Khmer, Lao, Myanmar, New_Tai_Lue, Tai_Le, Tai_Tham, Tai_Viet, Thai, Tibetan};
    matches!(
        character.script(),
        Balinese | Javanese | Khmer | Lao | Myanmar | New_Tai_Lue | Tai_Le | Tai_Tham | Tai_Viet | Thai | Tibetan
    )
}

/// Letters only: the marks and signs of these scripts are no text that a direction mark could help.
fn is_from_right_to_left(character: char) -> bool {
    use Script::{Adlam, Arabic, Hanifi_Rohingya, Hebrew, Mandaic, Nko, Samaritan, Syriac, Thaana};
    character.is_alphabetic()
        && matches!(
            character.script(),
            Adlam | Arabic | Hanifi_Rohingya | Hebrew | Mandaic | Nko | Samaritan | Syriac | Thaana
        )
}

/// Characters of which variants are drawn: ideographs, letters of a few scripts, operators, punctuation of East Asia.
fn has_variants(character: char) -> bool {
    is_ideograph(character)
        || is_hieroglyph(character)
        || matches!(character.script(), Script::Myanmar | Script::Phags_Pa | Script::Manichaean)
        || matches!(character, '\u{2200}'..='\u{22FF}' | '\u{2A00}'..='\u{2AFF}' | '\u{3001}' | '\u{3002}' | '\u{FF01}'..='\u{FF1F}')
}

fn is_ideograph(character: char) -> bool {
    character.script() == Script::Han
}

fn is_hieroglyph(character: char) -> bool {
    character.script() == Script::Egyptian_Hieroglyphs && !is_hieroglyph_control(character)
}

/// Signs that say how hieroglyphs are grouped, and blanks between them.
fn is_hieroglyph_control(character: char) -> bool {
    matches!(character, '\u{13430}'..='\u{13446}')
}

fn is_hangul_filler(character: char) -> bool {
    matches!(character, '\u{115F}' | '\u{1160}')
}

fn is_old_hangul(character: char) -> bool {
    let is_in_block = matches!(character, '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97C}' | '\u{D7B0}'..='\u{D7FB}');
    is_in_block && !is_hangul_filler(character)
}
