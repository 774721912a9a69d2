//! The paper that a card is printed on, and its form as a PNG. This is the door of the library that writes PNGs.
//!
//! A dot is one of sixteen colours: the paper, ten strengths of ink and five of the accent. A letter needs no more, and the
//! file is smaller. Two dots to a byte would make it larger again: what differs between neighbours is no small number then.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use crate::edition::card::face::Dots;

/// How many dots a card is wide.
pub(super) const WIDTH: usize = 1200;
/// How many dots a card is high.
pub(super) const HEIGHT: usize = 630;

const PAPER: [u8; 3] = [0xFB, 0xFA, 0xF6];
const INK: [u8; 3] = [0x1D, 0x1C, 0x1A];
const ACCENT: [u8; 3] = [0x8F, 0x24, 0x16];
/// Strengths of ink: the colours 1 to 10.
const INKS: u8 = 10;
/// Strengths of the accent: the colours 11 to 15.
const ACCENTS: u8 = 5;

/// What something is printed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    Ink,
    /// Ink that stands back.
    Soft,
    Accent,
}

impl Colour {
    /// The number of the colour for a dot of which so much is covered, from 0 to 255.
    const fn number(self, covered: u8) -> u8 {
        let (strengths, first, most) = match self {
            Self::Ink => (INKS, 0, 100),
            Self::Soft => (INKS, 0, 72),
            Self::Accent => (ACCENTS, INKS, 100),
        };
        let strength = (covered as u32 * strengths as u32 * most + 255 * 50) / (255 * 100);
        // The lookup is made once, when the program is compiled.
        #[expect(clippy::cast_possible_truncation, reason = "there are sixteen colours")]
        let strength = strength as u8;
        if strength == 0 { 0 } else { first + strength }
    }

    const fn numbers(self) -> [u8; 256] {
        let (mut numbers, mut covered) = ([0; 256], 0_u8);
        loop {
            numbers[covered as usize] = self.number(covered);
            if covered == u8::MAX {
                return numbers;
            }
            covered += 1;
        }
    }

    fn table(self) -> &'static [u8; 256] {
        static INK: [u8; 256] = Colour::Ink.numbers();
        static SOFT: [u8; 256] = Colour::Soft.numbers();
        static ACCENT: [u8; 256] = Colour::Accent.numbers();
        match self {
            Self::Ink => &INK,
            Self::Soft => &SOFT,
            Self::Accent => &ACCENT,
        }
    }
}

/// A card while it is printed: the number of the colour of every dot, row by row.
pub(super) struct Sheet(Vec<u8>);

impl Sheet {
    pub(super) fn new() -> Self {
        Self(vec![0; WIDTH * HEIGHT])
    }

    /// Makes it blank.
    pub(super) fn clear(&mut self) {
        self.0.fill(0);
    }

    /// Prints a glyph whose base line begins at a dot. What lies beyond the paper is left out.
    pub(super) fn print(&mut self, dots: &Dots, x: i32, y: i32, colour: Colour) {
        let numbers = colour.table();
        let (left, top) = (x + dots.left, y - dots.top);
        let outside = usize::try_from(-left).unwrap_or_default();
        let left = usize::try_from(left).unwrap_or_default();
        if dots.width <= outside || left >= WIDTH {
            return;
        }
        let width = (dots.width - outside).min(WIDTH - left);
        for (row, covered) in (top..).zip(dots.rows.chunks_exact(dots.width)) {
            let Some(row) = usize::try_from(row).ok().filter(|row| *row < HEIGHT) else { continue };
            let start = row * WIDTH + left;
            for (dot, covered) in self.0[start..start + width].iter_mut().zip(&covered[outside..]) {
                *dot = numbers[usize::from(*covered)].max(*dot);
            }
        }
    }

    /// Prints a rule from the left to the right margin.
    pub(super) fn rule(&mut self, columns: std::ops::Range<usize>, rows: std::ops::Range<usize>, colour: Colour) {
        let number = colour.number(u8::MAX);
        for row in rows {
            self.0[row * WIDTH..][columns.clone()].fill(number);
        }
    }

    /// The card as a file.
    pub(super) fn png(&self) -> Vec<u8> {
        let mut file = Vec::with_capacity(1 << 15);
        let mut encoder = Encoder::new(&mut file, 1200, 630);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_palette(palette());
        encoder.set_compression(Compression::Fast);
        encoder.set_filter(Filter::Paeth);
        let mut writer = encoder.write_header().expect("memory takes everything");
        writer.write_image_data(&self.0).expect("memory takes everything");
        writer.finish().expect("memory takes everything");
        file
    }
}

/// The sixteen colours.
fn palette() -> Vec<u8> {
    let between = |colour: [u8; 3], strength: u8, of: u8| {
        let mix = |paper: u8, colour: u8| {
            let (strength, of) = (u16::from(strength), u16::from(of));
            let mixed = (u16::from(paper) * (of - strength) + u16::from(colour) * strength + of / 2) / of;
            u8::try_from(mixed).expect("it lies between two colours")
        };
        [0, 1, 2].map(|part| mix(PAPER[part], colour[part]))
    };
    let inks = (1..=INKS).map(|strength| between(INK, strength, INKS));
    let accents = (1..=ACCENTS).map(|strength| between(ACCENT, strength, ACCENTS));
    std::iter::once(PAPER).chain(inks).chain(accents).flatten().collect()
}
