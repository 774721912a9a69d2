//! A card: the text of an iteration as a small printed broadside, for whoever shows a link to it. A PNG of 1200 dots by 630.
//!
//! Above stands the term, below the number, the day and the authors, beside them the name of the site. Between them stands
//! the text, in the largest of some sizes in which it fits; what is too long even for the smallest ends in an ellipsis.
//!
//! # What the font does not have
//!
//! Nothing is drawn for a character that the font has no glyph for, and no word is shown without one of its letters. A text is
//! cut before the first such word, like one that is too long. If it begins with one, the term stands in its place, and the
//! number where the term cannot be set either. Authors and the name of the site are left out if they cannot be set whole.
//!
//! # How little it costs
//!
//! A thread keeps the glyphs that it drew and the sheet that it drew on. The text is shaped once, in units of the font, and
//! no more of it than has room on a card, so a card costs the same whatever somebody wrote.

mod face;
mod paragraph;
mod sheet;
mod text;

use std::cell::RefCell;

use crate::render::card::face::{EM, Face, STEPS};
use crate::render::card::paragraph::{Paragraph, Room, Setting, leading};
use crate::render::card::sheet::{Colour, Sheet, WIDTH};
use crate::site::views::CardView;

/// The sizes of the text, in dots. Each is about a tenth smaller than the one before, so that a text fills what there is.
const SIZES: [i32; 14] = [124, 112, 102, 93, 85, 77, 70, 64, 58, 53, 48, 44, 40, 36];
/// The size of the term, and of the line below.
const TERM: i32 = 42;
const FOOT: i32 = 30;

/// The margin at the left and at the right.
const MARGIN: i32 = 76;
/// The base line of the term.
const TERM_LINE: i32 = 94;
/// Between these two stands the text.
const TEXT_BEGINS: i32 = 126;
const TEXT_ENDS: i32 = 518;
/// The base line of the line below.
const FOOT_LINE: i32 = 583;
/// Between what stands at the left and at the right of the line below.
const GAP: i32 = 40;
/// What there is between the margins.
const MEASURE: i32 = 1200 - 2 * MARGIN;

/// What one thread works with.
struct Press {
    face: Face,
    sheet: Sheet,
}

thread_local! {
    static PRESS: RefCell<Press> = RefCell::new(Press { face: Face::new(), sheet: Sheet::new() });
}

/// Draws a card. The same view gives the same bytes, on every machine.
pub(super) fn draw(card: &CardView) -> Vec<u8> {
    PRESS.with_borrow_mut(|press| {
        press.sheet.clear();
        press.print(card);
        press.sheet.png()
    })
}

/// At which end of the measure lines begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Press {
    fn print(&mut self, card: &CardView) {
        let room = Room { width: MEASURE, height: TEXT_ENDS - TEXT_BEGINS };
        let text = self.paragraph(&card.text, *SIZES.last().expect("there are sizes"));
        let term = self.whole(&card.term, TERM);
        match (text, term) {
            (Some(mut text), term) => {
                if let Some(mut term) = term {
                    self.line(&mut term, TERM, TERM_LINE, MEASURE, Side::Left, Colour::Accent);
                }
                let setting = text.fit(room, &SIZES);
                self.block(&text, &setting, Colour::Ink);
            }
            (None, Some(mut term)) => {
                let setting = term.fit(room, &SIZES);
                self.block(&term, &setting, Colour::Accent);
            }
            (None, None) => {
                if let Some(mut number) = self.whole(&card.number, TERM) {
                    let setting = number.fit(room, &SIZES);
                    self.block(&number, &setting, Colour::Accent);
                }
            }
        }
        self.foot(card);
    }

    /// The rule and the line below it.
    fn foot(&mut self, card: &CardView) {
        let margin = usize::try_from(MARGIN).expect("the margin is a length");
        self.sheet.rule(margin..WIDTH - margin, 534..536, Colour::Ink);
        let mut left = MEASURE;
        if let Some(mut site) = self.whole(&card.site, FOOT) {
            left -= GAP + self.line(&mut site, FOOT, FOOT_LINE, MEASURE * 2 / 5, Side::Right, Colour::Soft);
        }
        let about = format!("{}, {}", card.number, card.date);
        let with_authors = format!("{about}, by {}", card.authors);
        let authors = Some(&with_authors).filter(|_| !card.authors.is_empty());
        let line = authors.and_then(|line| self.whole(line, FOOT)).or_else(|| self.whole(&about, FOOT));
        if let Some(mut line) = line {
            self.line(&mut line, FOOT, FOOT_LINE, left, Side::Left, Colour::Soft);
        }
    }

    /// As much of a text as can be set; none if nothing can. The size is the smallest that it may get.
    fn paragraph(&mut self, text: &str, smallest: i32) -> Option<Paragraph> {
        let (text, extent) = text::printable(text, &self.face);
        let paragraph = Paragraph::new(&mut self.face, &text, extent, MEASURE * EM / smallest);
        Some(paragraph).filter(|paragraph| !paragraph.is_empty())
    }

    /// A text all of which can be set.
    fn whole(&mut self, text: &str, smallest: i32) -> Option<Paragraph> {
        self.paragraph(text, smallest).filter(Paragraph::is_whole)
    }

    /// Prints as much of a paragraph as has room on one line. Returns how wide it is.
    fn line(
        &mut self,
        paragraph: &mut Paragraph,
        size: i32,
        base_line: i32,
        width: i32,
        from: Side,
        colour: Colour,
    ) -> i32 {
        let setting = paragraph.fit(Room { width, height: leading(size) }, &[size]);
        self.lines(paragraph, &setting, base_line, from, colour);
        setting.lines.iter().map(|line| line.width * size / EM).max().unwrap_or_default()
    }

    /// Prints a paragraph in the middle of the card.
    fn block(&mut self, paragraph: &Paragraph, setting: &Setting, colour: Colour) {
        let lines = i32::try_from(setting.lines.len()).expect("few lines have room on a card");
        let height = lines * leading(setting.size);
        let top = TEXT_BEGINS + (TEXT_ENDS - TEXT_BEGINS - height) / 2;
        // What is below the base line is about a quarter of the size.
        let first = top + leading(setting.size) - (leading(setting.size) - setting.size) / 2 - setting.size / 4;
        let from = if paragraph.is_from_right_to_left() { Side::Right } else { Side::Left };
        self.lines(paragraph, setting, first, from, colour);
    }

    /// Prints lines, the first on a base line.
    fn lines(&mut self, paragraph: &Paragraph, setting: &Setting, first: i32, from: Side, colour: Colour) {
        let size = setting.size;
        let mut base_line = first;
        for line in &setting.lines {
            let start = match from {
                Side::Left => MARGIN - line.hanging * size / EM,
                Side::Right => MARGIN + MEASURE - line.width * size / EM,
            };
            for (glyph, x) in paragraph.glyphs(line) {
                let steps = x * size * STEPS / EM;
                let dots = self.face.draw(glyph, size, steps.rem_euclid(STEPS));
                let (x, y) = (start + steps.div_euclid(STEPS), base_line - glyph.y * size / EM);
                self.sheet.print(dots, x, y, colour);
            }
            base_line += leading(size);
        }
    }
}

#[cfg(test)]
mod tests;
