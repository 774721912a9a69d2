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
mod view;

pub(crate) use self::view::CardView;

use std::cell::RefCell;

use crate::edition::card::face::{EM, Face, STEPS};
use crate::edition::card::paragraph::{Paragraph, Room, Setting, leading};
use crate::edition::card::sheet::{Colour, Sheet, WIDTH};

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
pub(crate) fn draw(card: &CardView) -> Vec<u8> {
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
        let with_authors = card.about_by.as_ref().and_then(|line| self.whole(line, FOOT));
        let line = with_authors.or_else(|| self.whole(&card.about, FOOT));
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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edition::card::paragraph::Extent;

    fn card(text: &str) -> CardView {
        CardView {
            term: "ProdOps".to_owned(),
            text: text.to_owned(),
            number: "Iteration 5".to_owned(),
            about: "Iteration 5, 8 December 2020".to_owned(),
            about_by: Some("Iteration 5, 8 December 2020, by Dean Peters".to_owned()),
            site: "A living definition".to_owned(),
        }
    }

    /// The dots of a card, each as the number of its colour.
    fn dots(file: &[u8]) -> Vec<u8> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a picture");
        assert_eq!((reader.info().width, reader.info().height), (1200, 630));
        assert_eq!(reader.info().palette.as_ref().map(|palette| palette.len()), Some(48), "sixteen colours");
        let mut dots = vec![0; reader.output_buffer_size().expect("a small picture")];
        reader.next_frame(&mut dots).expect("a whole picture");
        dots
    }

    /// Nothing is drawn within so many dots of the left and the right edge.
    fn assert_is_inside(file: &[u8], margin: i32) {
        let (dots, margin) = (dots(file), usize::try_from(margin).expect("a length"));
        for (y, row) in dots.chunks(1200).take(usize::try_from(TEXT_ENDS).expect("a length")).enumerate() {
            let is_blank = row[..margin].iter().chain(&row[1200 - margin..]).all(|dot| *dot == 0);
            assert!(is_blank, "row {y}");
        }
    }

    fn set(text: &str) -> (Paragraph, Vec<i32>, i32) {
        let mut face = Face::new();
        let (text, extent) = text::printable(text, &face);
        let mut paragraph = Paragraph::new(&mut face, &text, extent, MEASURE * EM / 36);
        let setting = paragraph.fit(Room { width: MEASURE, height: 392 }, &SIZES);
        let widths = setting.lines.iter().map(|line| line.width * setting.size / EM).collect();
        (paragraph, widths, setting.size)
    }

    #[test]
    fn a_short_text_is_large_and_a_long_one_small() {
        let sentence = "Product operations is what keeps product work working. ";
        let sizes: Vec<i32> = [1, 2, 3, 6, 20].map(|times| set(&sentence.repeat(times)).2).into();
        assert!(sizes.is_sorted_by(|a, b| a > b), "{sizes:?}");
        assert_eq!((sizes[0], sizes[4]), (102, 36));
    }

    #[test]
    fn lines_are_as_wide_as_the_measure_at_most_and_end_with_words() {
        for times in [1, 2, 5, 12, 80] {
            let (paragraph, widths, size) = set(&"A word, another and a longer-one. ".repeat(times));
            assert!(widths.iter().all(|width| (1..=MEASURE).contains(width)), "{widths:?}");
            assert!(i32::try_from(widths.len()).expect("few") * leading(size) <= 392);
            assert_eq!(paragraph.is_whole(), times < 80, "{times}");
        }
    }

    #[test]
    fn what_is_too_long_is_cut_behind_a_word_and_has_an_ellipsis() {
        let mut face = Face::new();
        let mut words = |text: &str, width: i32| {
            let mut paragraph = Paragraph::new(&mut face, text, Extent::Whole, 1_000_000);
            let setting = paragraph.fit(Room { width, height: 1 }, &[100]);
            (setting.lines.len(), setting.lines[0].width, paragraph.is_whole())
        };
        let (_, cut, _) = words("One two…", 9_999);
        assert_eq!(words("One two, three", 500), (1, cut, false), "the comma goes with what it led to");
        assert_eq!(words("One two", 500), (1, words("One two", 9_999).1, true));
    }

    #[test]
    fn a_text_ends_before_the_first_word_that_cannot_be_set() {
        let is_drawn_as = |text: &str, other: &str| assert!(draw(&card(text)) == draw(&card(other)), "{text} {other}");
        is_drawn_as("What we call 製品 here.", "What we call…");
        is_drawn_as("What we call pre-製品 here.", "What we call…");
        is_drawn_as("What 🚀 we call it.", "What we call it.");
        is_drawn_as("What\u{200b} we\u{202e} call\u{7}\n it. ", "What we call it.");
        is_drawn_as("Cafe\u{301}", "Café");
        is_drawn_as(&format!("a{}", "\u{301}".repeat(90)), &format!("a{}", "\u{301}".repeat(5)));
    }

    #[test]
    fn what_cannot_be_set_at_all_gives_its_place_to_the_term_and_that_to_the_number() {
        let with = |change: fn(&mut CardView)| {
            let mut card = card("製品 is what we call it.");
            change(&mut card);
            draw(&card)
        };
        let only_term = with(|_| {});
        assert!(only_term == with(|card| card.text = String::new()));
        assert!(only_term != with(|card| card.term = "製品".to_owned()));
        let only_number = with(|card| card.term = "製品".to_owned());
        assert!(only_number == with(|card| card.term = "ProdOps 製品".to_owned()), "half a term is none");
        assert!(
            with(|card| card.about_by = Some("by 山田".to_owned())) == with(|card| card.about_by = None),
            "there is no `by` without a name"
        );
        assert!(with(|card| card.site = "製品".to_owned()) == with(|card| card.site = String::new()));
        assert!(dots(&only_number).iter().any(|dot| *dot > 10), "the number is there");
    }

    #[test]
    fn a_card_is_the_same_whatever_was_drawn_before() {
        let views: Vec<CardView> = ["One.", "שלום ProdOps 2020.", &"Words and words. ".repeat(60)].map(card).into();
        let alone = |view: CardView| std::thread::spawn(move || draw(&view)).join().expect("a card");
        let alone: Vec<Vec<u8>> = views.iter().cloned().map(alone).collect();
        for (view, expected) in views.iter().chain(views.iter().rev()).zip(alone.iter().chain(alone.iter().rev())) {
            assert!(draw(view) == *expected, "{view:?}");
        }
    }

    #[test]
    fn what_is_heaped_up_stays_small_and_quick() {
        for text in [
            "w".repeat(200_000),
            "W ".repeat(100_000),
            "\u{301}".repeat(100_000),
            format!("a{}", "\u{20dd}\u{301}".repeat(100_000)),
            "\u{202e}א1".repeat(50_000),
            "\u{200d}".repeat(200_000),
            "()[]{}<>".repeat(25_000),
            "ffi".repeat(70_000),
            "-".repeat(200_000),
            "\u{a0}".repeat(100_000),
        ] {
            let view = CardView { term: text.clone(), about_by: Some(text.clone()), site: text.clone(), ..card(&text) };
            let file = draw(&view);
            assert!(file.len() < 200_000, "{} bytes for {:?}", file.len(), text.chars().take(5).collect::<String>());
            dots(&file);
        }
    }

    #[test]
    fn a_mark_that_the_font_has_no_place_for_stays_at_its_letter() {
        for text in [
            // The font does not say where an acute accent is on a `b`.
            "uaaaakauaaaаaaakawmaanaaaaaaaaaaaaaaamaaaauab\u{301} \u{a0}aaaaaaakakmbmaaaaaaaaaaaaakaaaaaaamaaa :auaama\u{a0}\u{a0}א",
            "\u{a0} а-א uaaamaaaaiiaaaaаziyliearhtbyoirdvziahrxugebwfrzjvghnvepiswwgkueocajl-כrykwzuhojfaidgisspbsntmsfjhopb\u{301}-ахдφeppbvqlwntwdmimnilijdmxfkasurcramyvaphyrdsewqkoo-",
            "b\u{301}",
            "ab\u{301}c k\u{301}\u{302}\u{303}\u{304}",
        ] {
            assert_is_inside(&draw(&card(text)), MARGIN / 2);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_makes_a_card(
            text in prop_oneof![any::<String>(), "(\\PC| |\u{301}|\u{202e}|[א-ת]|[a-z]{1,80}|[а-я]|[α-ω]|-|\u{a0}){0,300}"],
            term in any::<String>(),
        ) {
            let view = CardView { term, about_by: Some(text.clone()), ..card(&text) };
            assert_is_inside(&draw(&view), MARGIN / 4);
        }
    }
}
