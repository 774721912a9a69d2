//! A comparison cut into lines: the runs of words with one mark that stand in one passage. Every rendering but the one of
//! the source is written from them.

use std::ops::Range;

use crate::content::document::body::words::{Passage, PassageKind};
use crate::history::comparison::{Block, Change, Comparison, Edit};
use crate::history::text::Text;

/// What became of a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It stayed.
    Kept,
    /// It went.
    Deleted,
    /// It came.
    Inserted,
    /// It moved away from here; the number of the move.
    MovedAway(usize),
    /// It moved here.
    MovedHere(usize),
    /// It went on the way to here.
    DeletedOnTheWay,
    /// It came on the way to here.
    InsertedOnTheWay,
}

impl Mark {
    /// Whether words with this mark stand in the text after.
    pub(super) fn is_after(self) -> bool {
        matches!(self, Self::Kept | Self::Inserted | Self::MovedHere(_) | Self::InsertedOnTheWay)
    }
}

/// A run of words of one passage with one mark, never empty.
pub(super) struct Run<'text> {
    pub(super) mark: Mark,
    pub(super) text: &'text Text,
    pub(super) words: Range<usize>,
    /// Whether white space stands before it, in either text if it stayed. A line begins with it.
    pub(super) space: bool,
}

impl<'text> Run<'text> {
    /// The passage that the words stand in.
    pub(super) fn passage(&self) -> &'text Passage {
        &self.text.passages[self.text.passage_of(self.words.start)]
    }

    /// The text of the words, with the white space between them.
    pub(super) fn slice(&self) -> &'text str {
        self.text.slice(self.words.clone())
    }
}

/// The runs that stand in one passage.
pub(super) struct Line<'text> {
    /// The passage, of the text after unless it went.
    pub(super) passage: &'text Passage,
    /// The mark that the whole line has.
    pub(super) whole: Option<Mark>,
    pub(super) runs: Vec<Run<'text>>,
}

/// The lines of a block, in the order of reading.
pub(super) fn lines<'text>(
    block: &Block,
    comparison: &Comparison,
    before: &'text Text,
    after: &'text Text,
) -> Vec<Line<'text>> {
    let mut lines: Vec<Line<'text>> = Vec::new();
    for run in runs(block, comparison, before, after) {
        let is_before = !run.mark.is_after();
        let passage = run.passage();
        let stands_alone = block.change == Change::Rewritten || block.after.is_empty();
        let begins = match lines.last() {
            None => true,
            // What went stays in the line it stood beside; everything else begins a line with its passage.
            Some(line) => {
                !std::ptr::eq(line.passage, passage)
                    && (stands_alone || !is_before)
                    && !is_opened_by_what_went(line, is_before, stands_alone)
            }
        };
        if begins {
            lines.push(Line { passage, whole: None, runs: Vec::new() });
        }
        let line = lines.last_mut().expect("a line was just begun");
        if !is_before {
            line.passage = passage;
        }
        line.runs.push(run);
    }
    for line in &mut lines {
        let first = line.runs[0].mark;
        let is_whole = first != Mark::Kept && line.runs.iter().all(|run| run.mark == first);
        let may_be_whole = matches!(block.change, Change::Removed | Change::Added | Change::Rewritten)
            || !matches!(first, Mark::Deleted);
        line.whole = (is_whole && may_be_whole).then_some(first);
    }
    lines
}

/// The lines of the text before of a block, each a passage as it stood there.
pub(super) fn before_lines<'text>(block: &Block, before: &'text Text) -> Vec<Line<'text>> {
    let mut runs = Vec::new();
    for segment in &block.segments {
        let (mark, words) = match (&segment.edit, segment.moved) {
            (Edit::Kept { before: words, .. }, _) => (Mark::Kept, words),
            (Edit::Deleted(words), None) => (Mark::Deleted, words),
            (Edit::Deleted(words), Some(number)) => (Mark::MovedAway(number), words),
            (Edit::Inserted(_), _) => continue,
        };
        cut(mark, before, words.clone(), &mut runs);
    }
    let mut lines: Vec<Line<'text>> = Vec::new();
    for run in runs {
        let passage = run.passage();
        match lines.last_mut().filter(|line| std::ptr::eq(line.passage, passage)) {
            Some(line) => line.runs.push(run),
            None => lines.push(Line { passage, whole: None, runs: vec![run] }),
        }
    }
    lines
}

/// Whether a line holds only what went so far, so that what comes next is the rest of it.
fn is_opened_by_what_went(line: &Line<'_>, is_before: bool, stands_alone: bool) -> bool {
    !is_before && !stands_alone && line.runs.iter().all(|run| matches!(run.mark, Mark::Deleted | Mark::MovedAway(_)))
}

/// The runs of a block: its segments, what moved here with its edits, cut where a passage ends.
fn runs<'text>(block: &Block, comparison: &Comparison, before: &'text Text, after: &'text Text) -> Vec<Run<'text>> {
    let mut runs = Vec::new();
    for segment in &block.segments {
        match (&segment.edit, segment.moved) {
            (Edit::Kept { before: old, after: new }, _) => kept(Mark::Kept, old, new, before, after, &mut runs),
            (Edit::Deleted(words), None) => cut(Mark::Deleted, before, words.clone(), &mut runs),
            (Edit::Inserted(words), None) => cut(Mark::Inserted, after, words.clone(), &mut runs),
            (Edit::Deleted(words), Some(number)) => cut(Mark::MovedAway(number), before, words.clone(), &mut runs),
            (Edit::Inserted(_), Some(number)) => {
                for edit in &comparison.moves[number].edits {
                    match edit {
                        Edit::Kept { after: words, .. } => {
                            cut(Mark::MovedHere(number), after, words.clone(), &mut runs);
                        }
                        Edit::Deleted(words) => cut(Mark::DeletedOnTheWay, before, words.clone(), &mut runs),
                        Edit::Inserted(words) => cut(Mark::InsertedOnTheWay, after, words.clone(), &mut runs),
                    }
                }
            }
        }
    }
    runs
}

fn kept<'text>(
    mark: Mark,
    old: &Range<usize>,
    new: &Range<usize>,
    before: &Text,
    after: &'text Text,
    runs: &mut Vec<Run<'text>>,
) {
    let first = runs.len();
    cut(mark, after, new.clone(), runs);
    if let Some(run) = runs.get_mut(first) {
        run.space |= before.space_before(old.start);
    }
}

fn cut<'text>(mark: Mark, text: &'text Text, words: Range<usize>, runs: &mut Vec<Run<'text>>) {
    let mut start = words.start;
    while start < words.end {
        let end = text.words_of(text.passage_of(start)).end.min(words.end);
        runs.push(Run { mark, text, words: start..end, space: text.space_before(start) });
        start = end;
    }
}

/// The numbers of the items of lists, by passage; what is no item has none that means anything.
pub(super) fn item_numbers(text: &Text) -> Vec<u32> {
    let mut lists: Vec<(bool, u32)> = Vec::new();
    let number = |passage: &Passage| {
        let PassageKind::Item { ordered, depth } = passage.kind else {
            lists.clear();
            return 0;
        };
        lists.resize(usize::from(depth), (ordered, 0));
        let list = lists.last_mut().expect("the depth of a list begins at 1");
        *list = if list.0 == ordered { (ordered, list.1 + 1) } else { (ordered, 1) };
        list.1
    };
    text.passages.iter().map(number).collect()
}
