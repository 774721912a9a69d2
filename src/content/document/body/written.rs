//! Visible text that knows where it was written.

use std::ops::Range;

/// Visible text with where each part of it was written: an entity or an escape is written longer than it reads.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The visible text.
    pub text: String,
    /// The parts in order; they cover the text.
    pub parts: Vec<Part>,
}

/// A part of a visible text and the bytes of the source it was read from. If both are equally long, each byte of one is
/// a byte of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    length: u32,
    start: u32,
    end: u32,
}

impl Part {
    /// A part of a visible text.
    ///
    /// # Panics
    /// Panics beyond 4 GiB, as a [`Span`](crate::base::text::Span) does.
    pub fn new(length: usize, source: Range<usize>) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).expect("sources are smaller than 4 GiB");
        Self { length: narrow(length), start: narrow(source.start), end: narrow(source.end) }
    }

    /// How many bytes of the visible text it is.
    pub fn length(&self) -> usize {
        self.length as usize
    }

    /// Where it was written.
    pub fn source(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Written {
    /// Text that was read from a range of the source.
    pub fn new(text: &str, source: Range<usize>) -> Self {
        Self { text: text.to_owned(), parts: vec![Part::new(text.len(), source)] }
    }

    /// Adds text that was read from a range of the source.
    pub fn push(&mut self, text: &str, source: Range<usize>) {
        self.text.push_str(text);
        self.parts.push(Part::new(text.len(), source));
    }

    /// The text that was read from before a place of the source, and what was read from there on.
    pub(super) fn cut(self, place: usize) -> (Self, Self) {
        let mut pieces = self.cut_at(&[place]).into_iter();
        (pieces.next().unwrap_or_default(), pieces.next().unwrap_or_default())
    }

    /// The pieces between places of the source, which are in order: one more than there are places.
    pub(in crate::content::document) fn cut_at(self, places: &[usize]) -> Vec<Self> {
        let mut pieces = Vec::with_capacity(places.len() + 1);
        let (mut piece, mut start) = (Self::default(), 0);
        for part in self.parts {
            let (mut text, mut source) = (&self.text[start..start + part.length()], part.source());
            start += part.length();
            while let Some(place) = places.get(pieces.len()).copied().filter(|place| *place < source.end) {
                if source.start < place && source.len() == text.len() {
                    let (before, after) = text.split_at(place - source.start);
                    piece.push(before, source.start..place);
                    (text, source) = (after, place..source.end);
                }
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push(text, source);
        }
        pieces.push(piece);
        pieces.resize_with(places.len() + 1, Self::default);
        pieces
    }

    /// Adds a text that was read from behind this one.
    pub(in crate::content::document) fn append(&mut self, mut other: Self) {
        self.text.push_str(&other.text);
        self.parts.append(&mut other.parts);
    }
}
