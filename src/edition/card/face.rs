//! The typeface of the cards: text to glyphs, glyphs to dots. This is the door of the library that shapes and scales them.
//!
//! The face is Libertinus Serif, which has Latin, Greek, Cyrillic and Hebrew letters. It is inside the program, so that a
//! card is the same on every machine, whatever fonts that has.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub(super) use swash::shape::Direction;
pub(super) use swash::text::Script;

use swash::FontRef;
use swash::scale::{Render, ScaleContext, Source};
use swash::shape::ShapeContext;
use swash::text::cluster::Boundary;
use swash::text::{Codepoint as _, analyze};
use swash::zeno::{Format, Vector};

/// What is written beside the library when it is built: see `build.rs`.
static FONT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/card.otf"));

/// How many units of the font an em has.
pub(super) const EM: i32 = 1000;
/// A glyph stands at a whole dot or at one of the steps between it and the next, so that letters keep their distances.
pub(super) const STEPS: i32 = 4;
/// How far from its letter a mark may be, in units of the font: twice its size.
const REACH: i32 = 2 * EM;
/// How many bytes of drawn glyphs a thread keeps. All letters of a language in one size are a tenth of it.
const KEPT: usize = 4 << 20;

/// A glyph, and where it stands from where the cluster begins, in units of the font.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    id: u16,
    pub(super) x: i32,
    pub(super) y: i32,
}

impl Glyph {
    /// Whether the font has something for the character. What stands for missing ones is an empty box, which is never drawn.
    pub(super) fn is_known(self) -> bool {
        self.id != 0
    }
}

/// A drawn glyph: how much of each dot it covers, from 0 to 255.
pub(super) struct Dots {
    /// From the dot where the glyph begins to the first column.
    pub(super) left: i32,
    /// From the base line up to the first row.
    pub(super) top: i32,
    pub(super) width: usize,
    pub(super) rows: Vec<u8>,
}

/// A glyph in one size, in dots, and one step between two dots.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Form {
    glyph: u16,
    size: i32,
    step: i32,
}

/// The typeface, with what one thread keeps of the work with it.
pub(super) struct Face {
    font: FontRef<'static>,
    shaping: ShapeContext,
    scaling: ScaleContext,
    drawn: HashMap<Form, Dots>,
    kept: usize,
}

impl Face {
    pub(super) fn new() -> Self {
        Self {
            font: FontRef::from_index(FONT, 0).expect("the font in the program is one"),
            shaping: ShapeContext::new(),
            scaling: ScaleContext::new(),
            drawn: HashMap::new(),
            kept: 0,
        }
    }

    /// Whether the font has a glyph for a character by itself.
    pub(super) fn has(&self, character: char) -> bool {
        self.font.charmap().map(character) != 0
    }

    /// Hands over the clusters of a text of one script and one direction, in the order of reading, each with where it ends
    /// in the text, its glyphs, and how far it goes, in units of the font.
    pub(super) fn shape(
        &mut self,
        text: &str,
        script: Script,
        direction: Direction,
        mut take: impl FnMut(usize, &mut dyn Iterator<Item = Glyph>, i32),
    ) {
        let mut shaper = self.shaping.builder(self.font).script(script).direction(direction).build();
        shaper.add_str(text);
        shaper.shape_with(|cluster| {
            let mut glyphs = cluster.glyphs.iter().scan(0, |pen, glyph| {
                // Where the font does not say where a mark is on a letter, the library takes other bytes of the font for the
                // place. Such a mark is where the letter ends, as OpenType has it.
                let place = (units(glyph.x), units(glyph.y));
                let is_near = place.0.abs() <= REACH && place.1.abs() <= REACH;
                let (x, y) = if is_near { place } else { (0, 0) };
                let x = *pen + x;
                *pen += units(glyph.advance);
                Some(Glyph { id: glyph.id, x, y })
            });
            take(cluster.source.end as usize, &mut glyphs, units(cluster.advance()));
        });
    }

    /// A glyph as it is drawn in a size, in dots, `step` steps to the right of a dot.
    pub(super) fn draw(&mut self, glyph: Glyph, size: i32, step: i32) -> &Dots {
        let form = Form { glyph: glyph.id, size, step };
        if self.kept > KEPT && !self.drawn.contains_key(&form) {
            self.drawn.clear();
            self.kept = 0;
        }
        match self.drawn.entry(form) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let dots = draw(&mut self.scaling, self.font, form);
                self.kept += size_of::<Dots>() + dots.rows.len();
                entry.insert(dots)
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes and steps are small")]
fn draw(scaling: &mut ScaleContext, font: FontRef<'static>, form: Form) -> Dots {
    let mut scaler = scaling.builder(font).size(form.size as f32).build();
    let mut render = Render::new(&[Source::Outline]);
    render.format(Format::Alpha).offset(Vector::new(form.step as f32 / STEPS as f32, 0.0));
    // A space has no outline.
    let image = render.render(&mut scaler, form.glyph).unwrap_or_default();
    Dots {
        left: image.placement.left,
        top: image.placement.top,
        width: image.placement.width as usize,
        rows: image.data,
    }
}

/// A length that the library gives in units of the font, which are whole ones.
#[expect(clippy::cast_possible_truncation, reason = "a glyph is a few thousand units wide at most")]
fn units(length: f32) -> i32 {
    length.round() as i32
}

/// Where a line may end in a text (UAX #14), in bytes; the end of the text is no such place.
pub(super) fn line_ends(text: &str) -> impl Iterator<Item = usize> {
    let boundaries = text.char_indices().zip(analyze(text.chars()));
    boundaries
        .filter(|((at, _), (_, boundary))| *at > 0 && matches!(boundary, Boundary::Line | Boundary::Mandatory))
        .map(|((at, _), _)| at)
}

/// The script of a character; none for those that belong to the script around them.
pub(super) fn script(character: char) -> Option<Script> {
    Some(character.script()).filter(|script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_is_the_one_that_the_measures_are_made_for() {
        let face = Face::new();
        assert_eq!(i32::from(face.font.metrics(&[]).units_per_em), EM);
        assert!("aZß0…—“”éŁΩЖשấ€→".chars().all(|character| face.has(character)));
        assert!(!['語', 'ก', 'ع', '🚀', '\u{E000}'].into_iter().any(|character| face.has(character)));
    }

    /// Every letter of the font with every mark: what the library finds is either a place on the letter or far beyond it.
    #[test]
    fn a_mark_is_at_its_letter() {
        use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};
        let mut face = Face::new();
        let known = ('!'..='\u{1FFFF}').filter(|character| face.has(*character));
        let (marks, letters): (Vec<char>, Vec<char>) =
            known.partition(|character| character.general_category_group() == GeneralCategoryGroup::Mark);
        assert!(marks.len() > 100 && letters.len() > 2000);
        for letter in letters {
            let own = script(letter).unwrap_or(Script::Latin);
            let is_rtl = own == Script::Hebrew;
            let direction = if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight };
            for mark in &marks {
                let text = String::from_iter([letter, *mark]);
                face.shape(&text, own, direction, |_, glyphs, width| {
                    for glyph in glyphs {
                        let is_at_it = (-EM / 2..=width.max(EM)).contains(&glyph.x) && glyph.y.abs() <= EM;
                        assert!(is_at_it, "{text:?} {glyph:?} {width}");
                    }
                });
            }
        }
    }

    #[test]
    fn what_a_thread_keeps_is_bounded() {
        let mut face = Face::new();
        let mut letters = Vec::new();
        let text = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        face.shape(text, Script::Latin, Direction::LeftToRight, |_, glyphs, _| letters.extend(glyphs));
        for size in 100..200 {
            for letter in &letters {
                face.draw(*letter, size, 1);
            }
            assert!(face.kept < KEPT + (1 << 17), "{size}: {}", face.kept);
        }
    }

    #[test]
    fn a_line_ends_between_words_and_not_at_spaces_that_keep_it_together() {
        let ends = |text: &str| line_ends(text).collect::<Vec<_>>();
        assert_eq!(ends("one two-three."), [4, 8]);
        assert!(ends("10\u{a0}kg").is_empty());
    }
}
