//! Two texts compared, so that a reader sees what a change means.
//!
//! # How a comparison comes about
//!
//! Each step is a file of `engine`. Take these two paragraphs:
//!
//! ```text
//! Serve the people. It must stay free.          It must remain free. Serve the people.
//! ```
//!
//! 1. `blocks` aligns passages: equal ones, then those that share content words (R5, R6). Both paragraphs share all but
//!    one content word, so they are one group. Passages that were split or joined join a group; passages that stand
//!    elsewhere are moves (R13, R14).
//! 2. `moves` finds sentences that stand elsewhere. "Serve the people." has three words, too few for a move.
//! 3. `sentences` aligns the sentences of the group, also one to several (R7): "It must stay free." belongs to "It must
//!    remain free."
//! 4. `matches` aligns the words of two sentences, so that content words beat small words and punctuation (R8): "It
//!    must", "free." are kept, "stay" and "remain" are not.
//! 5. `regions` makes what is left readable: insertions slide to natural edges (R11), islands of few words between two
//!    changes are swept up (R9) unless a word turns the sentence round (R10), and a sentence or a group of which little is
//!    left is called rewritten (R12).
//! 6. `notes` names what changed beside the words: typography (R4), links, pictures, emphasis and levels (R16), and
//!    everything that nobody can see.
//!
//! The result is one list of [`Block`]s, written from by everything in [`show`]. Tokens are those of
//! [`crate::content::document::body::words`] (R1 to R3); R15 and R17 to R20 are rules of [`show`].
//!
//! Whatever weighs all of one side against all of the other has a budget, named `MOST_..` where it is spent. Past it rows
//! are cut, where they share something unique or else into equal parts, or moves are not looked for, and the comparison
//! says that it is coarse. So the time grows with the length of the texts. `sharing` counts what many rows have in common
//! without looking at each two of them.
//!
//! The result does not depend on the direction (R8): the two texts are put in the order of their bytes first, and the
//! result is turned round if that swapped them.

mod engine;
pub mod rival;
pub mod show;

use std::ops::Range;

pub use self::engine::compare;
pub(super) use self::engine::{MOVES, matched_words, shared_words};

use crate::content::document::body::words::PassageKind;
use crate::content::document::{Alert, Style, Target};

/// How one text became another. Words and passages are positions in [`Text::tokens`](crate::history::text::Text::tokens) and
/// [`Text::passages`](crate::history::text::Text::passages).
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Every passage of both texts, in the order of reading.
    pub blocks: Vec<Block>,
    /// What moved; segments name these by their position.
    pub moves: Vec<Move>,
    /// What changed beside the words.
    pub notes: Vec<Note>,
    /// The words that came, went and stayed.
    pub tally: Tally,
    /// Whether a part was too long to weigh all of it against all of its counterpart, so that a shorter comparison may exist.
    pub is_coarse: bool,
}

/// Passages before and what they became.
#[derive(Clone, Debug)]
pub struct Block {
    /// What became of them.
    pub change: Change,
    /// The passages before; may be empty.
    pub before: Range<usize>,
    /// The passages after; may be empty.
    pub after: Range<usize>,
    /// Their words, in the order of reading.
    pub segments: Vec<Segment>,
}

/// What became of the passages of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// They stayed, word for word.
    Kept,
    /// Some of their words changed.
    Edited,
    /// So little of them stayed that marks among the words would only confuse (R12).
    Rewritten,
    /// They went, or moved away.
    Removed,
    /// They came, or moved here.
    Added,
}

/// A run of words with one mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What became of the words.
    pub edit: Edit,
    /// The move that took them away or brought them, as a position in [`Comparison::moves`].
    pub moved: Option<usize>,
}

/// What became of a run of words, none of them empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// They stayed.
    Kept {
        /// In the text before.
        before: Range<usize>,
        /// In the text after; as long as `before`.
        after: Range<usize>,
    },
    /// They went.
    Deleted(Range<usize>),
    /// They came.
    Inserted(Range<usize>),
}

/// Something that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The words at the old place.
    pub before: Range<usize>,
    /// The words at the new place.
    pub after: Range<usize>,
    /// Whether it is a whole passage; otherwise it is a sentence.
    pub is_passage: bool,
    /// How the words changed on the way.
    pub edits: Vec<Edit>,
}

/// A change beside the words, and the words of the text after that it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What changed.
    pub kind: NoteKind,
    /// The words of the text after; empty if it concerns none.
    pub words: Range<usize>,
}

/// What changed beside the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Quotes, dashes or the like are set in another way.
    Typography,
    /// The same words lead elsewhere; nothing is a link that came or went.
    Link {
        /// Where they led.
        before: Option<Target>,
        /// Where they lead.
        after: Option<Target>,
    },
    /// The same description stands for another picture.
    Picture {
        /// The picture before.
        before: Option<Target>,
        /// The picture after.
        after: Option<Target>,
    },
    /// The same words are stressed, or no longer.
    Emphasis {
        /// How.
        style: Style,
        /// Whether it came; otherwise it went.
        is_added: bool,
    },
    /// The same words are set as code, or no longer.
    Code {
        /// Whether it came; otherwise it went.
        is_added: bool,
    },
    /// The same passage is of another kind, such as a heading of another level.
    Kind {
        /// What it was.
        before: PassageKind,
        /// What it is.
        after: PassageKind,
    },
    /// The same passage is in a note of another kind, or no longer in a note, or only now.
    Alert {
        /// The kind of the note before.
        before: Option<Alert>,
        /// The kind of the note after.
        after: Option<Alert>,
    },
    /// Something that nobody can see differs: the characters only in the text before and only in the text after.
    Invisible {
        /// Only before.
        before: Vec<char>,
        /// Only after.
        after: Vec<char>,
    },
    /// The letters look the same and are written with other code points (normalisation).
    Normalisation,
    /// A word was replaced by one that looks the same: the letters only in the one and only in the other.
    LookAlike {
        /// Only before.
        before: Vec<char>,
        /// Only after.
        after: Vec<char>,
    },
    /// Words that are not in the visible text: titles of links and pictures, and what no page shows.
    Unshown {
        /// Only before.
        before: Option<String>,
        /// Only after.
        after: Option<String>,
    },
    /// The Markdown is written in another way and means the same: line breaks, escapes, marks of lists.
    Form,
}

/// Words that came, went and stayed. Punctuation is not counted; what moved counts as kept, but for what was edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Words only in the text after.
    pub added: usize,
    /// Words only in the text before.
    pub removed: usize,
    /// Words in both.
    pub kept: usize,
    /// Whether every block that changed was rewritten, so that shares say more than counts.
    pub is_rewritten: bool,
}

impl Comparison {
    /// Whether the two texts are the same byte for byte.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.blocks.iter().all(|block| block.change == Change::Kept)
    }
}
