//! Two texts compared, so that a reader sees what a change means.
//!
//! # How a comparison comes about
//!
//! Take these two paragraphs:
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

pub mod rival;

mod blocks;
mod matches;
mod moves;
mod notes;
mod regions;
mod sentences;
mod sharing;
pub mod show;

use std::ops::Range;

pub use self::moves::Move;
pub use self::notes::{Note, NoteKind};

pub(super) use self::blocks::{MOVES, shared as shared_words};

use crate::history::comparison::blocks::Group;
use crate::history::comparison::moves::{Moves, Search};
use crate::history::comparison::regions::Region;
use crate::history::text::{Text, Token};

/// How one text became another. Words and passages are positions in [`Text::tokens`] and [`Text::passages`].
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

/// Compares two texts whose words were numbered by one lexicon.
pub fn compare(before: &Text, after: &Text) -> Comparison {
    if before.source <= after.source {
        let (blocks, moves, is_coarse) = compare_in_order(before, after);
        finish(blocks, moves, is_coarse, before, after)
    } else {
        let (blocks, moves, is_coarse) = compare_in_order(after, before);
        finish(turned(blocks), turned_moves(moves), is_coarse, before, after)
    }
}

/// The words that two rows share, as pairs of positions, in order and without crossing (R8).
pub(super) fn matched_words(before: &[Token], after: &[Token]) -> Vec<(usize, usize)> {
    matches::words(before, after).0
}

fn compare_in_order(before: &Text, after: &Text) -> (Vec<Block>, Vec<Move>, bool) {
    let aligned = blocks::align(before, after);
    let mut moves = moves::known(&aligned, before, after);
    let mut found: Vec<Found> = aligned.groups.iter().map(|group| Found::of(group, before, after, &moves)).collect();
    let (lost, came) = whole_sentences(&found, before, after);
    let search = moves::edited(lost, came, before, after, &mut moves);
    if let Search::Found(first) = search {
        // Only where something moved away or came is there anything to find anew.
        let touched = moves.touched(first, before, after);
        for (group, found) in aligned.groups.iter().zip(&mut found) {
            if group.before.clone().any(|passage| touched.0[passage])
                || group.after.clone().any(|passage| touched.1[passage])
            {
                *found = Found::of(group, before, after, &moves);
            }
        }
    }
    let is_coarse = aligned.is_coarse || matches!(search, Search::TooLong) || found.iter().any(|found| found.is_coarse);
    let groups = aligned.groups.into_iter().zip(found);
    let blocks = groups.map(|(group, found)| block(group, &found.regions, before, after)).collect();
    (blocks, moves.list, is_coarse)
}

fn finish(blocks: Vec<Block>, moves: Vec<Move>, is_coarse: bool, before: &Text, after: &Text) -> Comparison {
    let notes = notes::find(&blocks, &moves, before, after);
    let tally = tally(&blocks, &moves, before, after);
    Comparison { blocks, moves, notes, tally, is_coarse }
}

/// What was found in a group.
struct Found {
    regions: Vec<Region>,
    is_coarse: bool,
}

impl Found {
    fn of(group: &Group, before: &Text, after: &Text, moves: &Moves) -> Self {
        let (regions, is_coarse) = regions::find(group, before, after, moves);
        Self { regions, is_coarse }
    }
}

/// The sentences of which every word went, and those of which every word came; what moved already is left out.
fn whole_sentences(found: &[Found], before: &Text, after: &Text) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let whole = |text: &Text, words: &Range<usize>, found: &mut Vec<Range<usize>>| {
        if words.is_empty() {
            return;
        }
        let from = text.sentences.partition_point(|sentence| sentence.start < words.start);
        found.extend(text.sentences[from..].iter().take_while(|sentence| sentence.end <= words.end).cloned());
    };
    let (mut lost, mut came) = (Vec::new(), Vec::new());
    for region in found.iter().flat_map(|found| &found.regions).filter(|region| region.moved.is_none()) {
        whole(before, &region.before, &mut lost);
        whole(after, &region.after, &mut came);
    }
    (lost, came)
}

fn block(group: Group, regions: &[Region], before: &Text, after: &Text) -> Block {
    let (old, new) = (before.words_of_all(group.before.clone()), after.words_of_all(group.after.clone()));
    let change = match (old.is_empty(), new.is_empty()) {
        (false, true) => Change::Removed,
        (true, _) => Change::Added,
        (false, false) if regions.is_empty() => Change::Kept,
        (false, false) if regions::is_rewrite(regions, &group, before, after) => Change::Rewritten,
        (false, false) => Change::Edited,
    };
    if change == Change::Rewritten && regions.iter().all(|region| region.moved.is_none()) {
        let segments = [Edit::Deleted(old), Edit::Inserted(new)].map(|edit| Segment { edit, moved: None }).into();
        return Block { change, before: group.before, after: group.after, segments };
    }
    let change = if change == Change::Rewritten { Change::Edited } else { change };
    let mut segments = Vec::with_capacity(2 * regions.len() + 1);
    let mut push = |edit: Edit, moved: Option<usize>| segments.push(Segment { edit, moved });
    let (mut from, mut to) = (old.start, new.start);
    let end = Region { before: old.end..old.end, after: new.end..new.end, moved: None };
    for region in regions.iter().chain([&end]) {
        if from < region.before.start {
            push(Edit::Kept { before: from..region.before.start, after: to..region.after.start }, None);
        }
        if !region.before.is_empty() {
            push(Edit::Deleted(region.before.clone()), region.moved);
        }
        if !region.after.is_empty() {
            push(Edit::Inserted(region.after.clone()), region.moved);
        }
        (from, to) = (region.before.end, region.after.end);
    }
    Block { change, before: group.before, after: group.after, segments }
}

fn tally(blocks: &[Block], moves: &[Move], before: &Text, after: &Text) -> Tally {
    let mut tally = Tally::default();
    let mut count = |edit: &Edit| match edit {
        Edit::Kept { before: words, .. } => tally.kept += before.count(words.clone()),
        Edit::Deleted(words) => tally.removed += before.count(words.clone()),
        Edit::Inserted(words) => tally.added += after.count(words.clone()),
    };
    blocks
        .iter()
        .flat_map(|block| &block.segments)
        .filter(|segment| segment.moved.is_none())
        .for_each(|segment| count(&segment.edit));
    moves.iter().flat_map(|moved| &moved.edits).for_each(count);
    let mut changed = blocks.iter().filter(|block| block.change != Change::Kept).peekable();
    tally.is_rewritten =
        changed.peek().is_some() && tally.kept * 4 < (tally.kept + tally.removed).min(tally.kept + tally.added);
    tally
}

/// Blocks seen from the other side.
fn turned(blocks: Vec<Block>) -> Vec<Block> {
    let mut blocks: Vec<Block> = blocks
        .into_iter()
        .map(|block| Block {
            change: match block.change {
                Change::Removed => Change::Added,
                Change::Added => Change::Removed,
                same @ (Change::Kept | Change::Edited | Change::Rewritten) => same,
            },
            before: block.after,
            after: block.before,
            segments: went_first(
                block
                    .segments
                    .into_iter()
                    .map(|segment| Segment { edit: turned_edit(segment.edit), moved: segment.moved })
                    .collect(),
            ),
        })
        .collect();
    // At one place those that went stand before those that came, from whichever side it is seen.
    let is_lone = |block: &Block| matches!(block.change, Change::Removed | Change::Added);
    for run in blocks.chunk_by_mut(|a, b| is_lone(a) && is_lone(b)) {
        run.sort_by_key(|block| block.change == Change::Added);
    }
    blocks
}

/// Moves seen from the other side.
fn turned_moves(moves: Vec<Move>) -> Vec<Move> {
    moves
        .into_iter()
        .map(|moved| Move {
            before: moved.after,
            after: moved.before,
            is_passage: moved.is_passage,
            edits: went_first_edits(moved.edits.into_iter().map(turned_edit).collect()),
        })
        .collect()
}

fn turned_edit(edit: Edit) -> Edit {
    match edit {
        Edit::Kept { before, after } => Edit::Kept { before: after, after: before },
        Edit::Deleted(words) => Edit::Inserted(words),
        Edit::Inserted(words) => Edit::Deleted(words),
    }
}

fn went_first(mut segments: Vec<Segment>) -> Vec<Segment> {
    for run in segments.chunk_by_mut(|a, b| !is_kept(&a.edit) && !is_kept(&b.edit) && a.moved == b.moved) {
        run.sort_by_key(|segment| matches!(segment.edit, Edit::Inserted(_)));
    }
    segments
}

fn went_first_edits(mut edits: Vec<Edit>) -> Vec<Edit> {
    for run in edits.chunk_by_mut(|a, b| !is_kept(a) && !is_kept(b)) {
        run.sort_by_key(|edit| matches!(edit, Edit::Inserted(_)));
    }
    edits
}

fn is_kept(edit: &Edit) -> bool {
    matches!(edit, Edit::Kept { .. })
}
