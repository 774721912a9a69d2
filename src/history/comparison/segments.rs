//! A change of a passage as runs of words with one mark each: what every rendering writes.

use std::ops::Range;

use crate::document::words::Passage;
use crate::history::comparison::{Edit, Mark, PassageChange};

/// A run of words of one passage with one mark. It is never empty.
#[derive(Clone, Debug)]
pub struct Segment<'text> {
    /// Whether the words stayed, went or came.
    pub mark: Mark,
    /// The passage they are words of: of the text before if they went, otherwise of the text after.
    pub passage: &'text Passage,
    /// Which words.
    pub words: Range<usize>,
    /// Whether white space stands before them, in either text if they stayed.
    pub space: bool,
}

impl<'text> Segment<'text> {
    fn new(mark: Mark, passage: &'text Passage, words: Range<usize>) -> Self {
        let space = passage.space_before(words.start);
        Self { mark, passage, words, space }
    }

    /// The text of the words, with the white space between them.
    pub fn text(&self) -> &'text str {
        &self.passage.text[self.passage.bytes(self.words.clone())]
    }
}

/// The segments of a change, in the order of reading.
pub fn segments<'text>(
    change: &PassageChange,
    before: &'text [Passage],
    after: &'text [Passage],
) -> Vec<Segment<'text>> {
    let whole = |mark, passage: &'text Passage| Segment::new(mark, passage, 0..passage.words.len());
    match change {
        PassageChange::Kept { after: new, .. } => vec![whole(Mark::Kept, &after[*new])],
        PassageChange::Rewritten { before: old, after: new } => {
            vec![whole(Mark::Deleted, &before[*old]), whole(Mark::Inserted, &after[*new])]
        }
        PassageChange::Removed { before: old } => vec![whole(Mark::Deleted, &before[*old])],
        PassageChange::Added { after: new } => vec![whole(Mark::Inserted, &after[*new])],
        PassageChange::Edited { before: old, after: new, edits } => edits
            .iter()
            .map(|edit| match edit {
                Edit::Kept { before: words_before, after: words } => {
                    let mut segment = Segment::new(Mark::Kept, &after[*new], words.clone());
                    segment.space |= before[*old].space_before(words_before.start);
                    segment
                }
                Edit::Deleted { before: words } => Segment::new(Mark::Deleted, &before[*old], words.clone()),
                Edit::Inserted { after: words } => Segment::new(Mark::Inserted, &after[*new], words.clone()),
            })
            .collect(),
    }
}
