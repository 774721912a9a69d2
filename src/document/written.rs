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
    /// Panics beyond 4 GiB, as a [`Span`] does.
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
        let (mut before, mut after) = (Self::default(), Self::default());
        let mut start = 0;
        for part in self.parts {
            let (text, source) = (&self.text[start..start + part.length()], part.source());
            start += part.length();
            if source.end <= place {
                before.push(text, source);
            } else if source.start < place && source.len() == text.len() {
                let (first, second) = text.split_at(place - source.start);
                before.push(first, source.start..place);
                after.push(second, place..source.end);
            } else {
                after.push(text, source);
            }
        }
        (before, after)
    }

    /// Adds a text that was read from behind this one.
    pub(super) fn append(&mut self, mut other: Self) {
        self.text.push_str(&other.text);
        self.parts.append(&mut other.parts);
    }
}
