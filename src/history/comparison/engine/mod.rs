//! The steps of a comparison, one after another.

mod blocks;
mod matches;
mod moves;
mod notes;
mod regions;
mod sentences;
mod sharing;

use std::ops::Range;

pub(in crate::history) use self::blocks::MOVES;
pub(super) use self::regions::is_island;
pub(in crate::history) use self::sharing::shared as shared_words;

use crate::history::comparison::engine::blocks::Group;
use crate::history::comparison::engine::moves::{Moves, Search};
use crate::history::comparison::engine::regions::Region;
use crate::history::comparison::{Block, Change, Comparison, Edit, Move, Segment, Tally};
use crate::history::text::{Text, Token};

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
pub(in crate::history) fn matched_words(before: &[Token], after: &[Token]) -> Vec<(usize, usize)> {
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
