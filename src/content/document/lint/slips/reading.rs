//! A text that is looked through for slips.

use std::ops::Range;

use crate::base::text::{Source, SourceId, Span};
use crate::content::document::body::Block;
use crate::content::document::lint::lost_words::Definition;

/// The longest text that is quoted whole, in characters.
const LONGEST_QUOTE: usize = 60;

/// A link whose label nobody defined.
pub(in crate::content::document) struct Broken {
    /// All of it, as bytes of the source.
    pub range: Range<usize>,
    /// The label.
    pub label: String,
}

/// A text that was read, and what the parser says of it.
pub(in crate::content::document) struct Reading<'text> {
    /// Its number.
    pub id: SourceId,
    /// Where it was read from.
    pub source: &'text Source,
    /// Its blocks.
    pub blocks: &'text [Block],
    /// The labels of links.
    pub definitions: &'text [Definition],
    /// The links whose label is not among them.
    pub broken: &'text [Broken],
}

impl Reading<'_> {
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range)
    }

    pub(super) fn text(&self) -> &str {
        &self.source.text
    }
}

/// The beginning of some words, in one line.
pub(super) fn quoted(words: &str) -> String {
    let words = words.replace('\n', " ");
    match words.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}
