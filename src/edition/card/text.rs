//! What of a text stands on a card: as much as there is room for, without what nobody sees.

use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategoryGroup, UnicodeEmoji as _, UnicodeGeneralCategory as _};

use crate::base::unicode::{is_control, is_invisible};
use crate::edition::card::face::Face;
use crate::edition::card::paragraph::Extent;

/// How many code points of a text are looked at: twice as many as have room on a card. What is longer is cut here, before
/// any work that grows with it.
const LONGEST: usize = 2_000;
/// How many marks may stand on one letter. No language needs more; heaped up, they would reach into other lines.
const MOST_MARKS: usize = 4;

/// The beginning of a text in one line, without controls, without characters that nobody sees, and without emoji, which the
/// font has none of and which no definition hangs on.
pub(super) fn printable(text: &str, face: &Face) -> (String, Extent) {
    let mut rest = text.chars();
    let (mut printable, mut marks, mut is_behind_space) = (String::new(), 0, true);
    for character in rest.by_ref().take(LONGEST).nfc() {
        let is_space = character.is_whitespace();
        let is_mark = character.general_category_group() == GeneralCategoryGroup::Mark;
        marks = if is_mark { marks + 1 } else { 0 };
        if is_space && character != '\u{A0}' {
            if !is_behind_space {
                printable.push(' ');
            }
            is_behind_space = true;
            continue;
        }
        let is_unseen = is_invisible(character) || is_control(character) || marks > MOST_MARKS;
        if is_unseen || (character.is_emoji_char() && !face.has(character)) {
            continue;
        }
        printable.push(character);
        is_behind_space = false;
    }
    if is_behind_space {
        printable.pop();
    }
    let extent = if rest.next().is_none() { Extent::Whole } else { Extent::Beginning };
    (printable, extent)
}
