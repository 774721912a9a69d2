//! The words of one passage that became another: raw matches made readable.

use std::ops::Range;

use crate::document::words::Passage;
use crate::history::comparison::Edit;
use crate::history::comparison::align::matches;
use crate::history::comparison::vocabulary::{is_content, is_word};

/// A kept run shorter than this many content words may be swept up between two replacements.
const ISLAND: usize = 2;
/// Below this part of the shorter side kept, a passage is rewritten rather than edited: one in `REWRITE`.
const REWRITE: usize = 4;
/// A kept run of this many words keeps a passage from counting as rewritten.
const LONG_RUN: usize = 5;

/// A place where words changed: what went and what came. One of the two may be empty.
#[derive(Clone, Debug)]
struct Region {
    before: Range<usize>,
    after: Range<usize>,
}

impl Region {
    fn is_replacement(&self) -> bool {
        !self.before.is_empty() && !self.after.is_empty()
    }
}

/// The edits that make one passage another; none if so little stayed that they would only confuse.
pub(super) fn edits(before: &Passage, after: &Passage, old: &[u32], new: &[u32]) -> Option<Vec<Edit>> {
    let mut regions = regions(old, new);
    sweep_islands(&mut regions, before);
    let edits = list(&regions, before.words.len(), after.words.len());
    (!is_rewrite(&edits, before, after)).then_some(edits)
}

fn regions(old: &[u32], new: &[u32]) -> Vec<Region> {
    let mut regions = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (kept_before, kept_after) in matches(old, new) {
        if from != kept_before.start || to != kept_after.start {
            regions.push(Region { before: from..kept_before.start, after: to..kept_after.start });
        }
        (from, to) = (kept_before.end, kept_after.end);
    }
    if from != old.len() || to != new.len() {
        regions.push(Region { before: from..old.len(), after: to..new.len() });
    }
    regions
}

/// Joins two replacements across a kept run that says little by itself and is not longer than what is replaced, until
/// nothing changes. Pure insertions and deletions are never joined: a "not" stands alone.
fn sweep_islands(regions: &mut Vec<Region>, before: &Passage) {
    let mut index = 0;
    while index + 1 < regions.len() {
        let (left, right) = (&regions[index], &regions[index + 1]);
        let kept = left.before.end..right.before.start;
        let content = kept.clone().filter(|&word| is_content(before.word(word))).count();
        let replaced = left.before.len().max(left.after.len()) + right.before.len().max(right.after.len());
        if content < ISLAND && kept.len() <= replaced && left.is_replacement() && right.is_replacement() {
            let joined =
                Region { before: left.before.start..right.before.end, after: left.after.start..right.after.end };
            regions[index] = joined;
            regions.remove(index + 1);
            index = index.saturating_sub(1);
        } else {
            index += 1;
        }
    }
}

fn list(regions: &[Region], old_length: usize, new_length: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (mut from, mut to) = (0, 0);
    for Region { before, after } in regions {
        if from < before.start {
            edits.push(Edit::Kept { before: from..before.start, after: to..after.start });
        }
        if !before.is_empty() {
            edits.push(Edit::Deleted { before: before.clone() });
        }
        if !after.is_empty() {
            edits.push(Edit::Inserted { after: after.clone() });
        }
        (from, to) = (before.end, after.end);
    }
    if from < old_length {
        edits.push(Edit::Kept { before: from..old_length, after: to..new_length });
    }
    edits
}

/// Whether less than a quarter of the shorter side was kept, without one run of five words.
fn is_rewrite(edits: &[Edit], before: &Passage, after: &Passage) -> bool {
    let words = |passage: &Passage, range: Range<usize>| range.filter(|&word| is_word(passage.word(word))).count();
    let mut kept = 0;
    for edit in edits {
        if let Edit::Kept { before: range, .. } = edit {
            let run = words(before, range.clone());
            if run >= LONG_RUN {
                return false;
            }
            kept += run;
        }
    }
    kept * REWRITE < words(before, 0..before.words.len()).min(words(after, 0..after.words.len()))
}
