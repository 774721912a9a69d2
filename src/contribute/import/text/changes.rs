//! What is changed in a text, and how that is told.

use std::collections::BTreeMap;
use std::ops::Range;

/// What was changed in a text, in sentences, each with how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(BTreeMap<String, usize>);

impl Changes {
    /// Adds a change, in a sentence without a full stop.
    pub fn add(&mut self, sentence: impl Into<String>) {
        *self.0.entry(sentence.into()).or_default() += 1;
    }

    /// The sentences in alphabetical order, each with how often it is true.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, usize)> {
        self.0.iter().map(|(sentence, times)| (sentence.as_str(), *times))
    }

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A change at a place.
pub(super) struct Edit {
    range: Range<usize>,
    text: String,
    /// What to tell.
    sentence: String,
}

impl Edit {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { range, text: text.into(), sentence: sentence.into() }
    }
}

/// A text with some places changed. Of two that overlap the second is left to the next reading.
pub(super) fn applied(text: &str, mut edits: Vec<Edit>, changes: &mut Changes) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut new = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        if edit.range.start < end {
            continue;
        }
        new.push_str(&text[end..edit.range.start]);
        new.push_str(&edit.text);
        end = edit.range.end;
        if !edit.sentence.is_empty() {
            changes.add(edit.sentence);
        }
    }
    new.push_str(&text[end..]);
    new
}
