//! A comparison of the Markdown itself: `[-deleted-]{+inserted+}`. Without the insertions it is the text before, without
//! the deletions the text after, mark for mark and but for white space.

use std::ops::Range;

use crate::history::comparison::engine;
use crate::history::comparison::{Comparison, Edit};
use crate::history::text::{Text, Weight};

/// Writes both sources as one. What stands between the words, such as the address of a link or the number of an item, is
/// marked where it differs.
pub fn write(comparison: &Comparison, before: &Text, after: &Text) -> String {
    let mut writer = Writer { pieces: Vec::new(), before: Side::new(before), after: Side::new(after) };
    writer.segments(comparison);
    let (old, new) = (writer.before.rest(), writer.after.rest());
    writer.gap(old, new);
    printed(&writer.pieces)
}

/// What became of a stretch of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// It stayed.
    Kept,
    /// It went.
    Deleted,
    /// It came.
    Inserted,
}

/// A stretch of the source with one mark.
struct Piece<'text> {
    mark: Mark,
    text: &'text str,
    /// How much it says; nothing for what stands between words, such as white space and marks of Markdown.
    weight: Option<Weight>,
}

impl Piece<'_> {
    fn is_change(&self) -> bool {
        self.mark != Mark::Kept
    }

    fn is_syntax(&self) -> bool {
        self.weight.is_none() && !self.text.trim().is_empty()
    }
}

/// Writes the pieces with their signs; of changes that touch, what went stands before what came.
fn printed(pieces: &[Piece<'_>]) -> String {
    let mut out = String::new();
    // What stayed is written when all of it is there: the sign of a mark may lie across pieces.
    let mut kept = String::new();
    let mut from = 0;
    for change in changes(pieces) {
        kept += &text(&pieces[from..change.start], Mark::Kept);
        from = change.end;
        let (went, came) = (text(&pieces[change.clone()], Mark::Deleted), text(&pieces[change], Mark::Inserted));
        if went == came {
            // A bracket of the text and one of the Markdown look the same here.
            kept += &came;
        } else {
            plain(&mut out, &std::mem::take(&mut kept));
            mark(&mut out, ("[-", "-]"), &went);
            mark(&mut out, ("{+", "+}"), &came);
        }
    }
    plain(&mut out, &(kept + &text(&pieces[from..], Mark::Kept)));
    out
}

/// The text of some pieces on one side; what stayed is on both.
fn text(pieces: &[Piece<'_>], mark: Mark) -> String {
    pieces.iter().filter(|piece| piece.mark == mark || piece.mark == Mark::Kept).map(|piece| piece.text).collect()
}

/// The changes, as ranges of pieces. Two are one across what says nothing by itself.
fn changes(pieces: &[Piece<'_>]) -> Vec<Range<usize>> {
    let mut changes: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for run in pieces.chunk_by(|a, b| a.is_change() == b.is_change()) {
        let here = at..at + run.len();
        at = here.end;
        if run[0].is_change() {
            match changes.last_mut() {
                Some(last) if is_island(&pieces[last.clone()], &pieces[last.end..here.start], run) => {
                    last.end = here.end;
                }
                _ => changes.push(here),
            }
        }
    }
    changes
}

/// Whether what stands between two changes only confuses, because marks of Markdown changed with the words (R9): between
/// the label and the address of a link nothing is said, and a single word between two replacements says too little.
fn is_island(left: &[Piece<'_>], kept: &[Piece<'_>], right: &[Piece<'_>]) -> bool {
    let between = text(kept, Mark::Kept);
    let is_cell = kept.iter().any(|piece| piece.text.is_empty());
    if between.trim().is_empty() || between.contains('\n') || right[0].text.starts_with('\n') || is_cell {
        return false;
    }
    let weighs = |weight: Weight| kept.iter().filter(|piece| piece.weight == Some(weight)).count();
    let words = weighs(Weight::Small) + weighs(Weight::Content);
    let is_marked = left.iter().chain(right).any(Piece::is_syntax);
    let (before, behind) = (replaced(left), replaced(right));
    if weighs(Weight::Turning) > 0 {
        false
    } else if words == 0 {
        is_marked || kept.iter().any(Piece::is_syntax)
    } else {
        is_marked && before.min(behind) > 0 && engine::is_island(words, weighs(Weight::Content), before + behind)
    }
}

/// How many words were replaced by others, those in addresses too; none if words only went or only came.
fn replaced(change: &[Piece<'_>]) -> usize {
    let count = |mark: Mark| {
        let words = |piece: &Piece<'_>| {
            piece.text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).count()
        };
        change.iter().filter(|piece| piece.mark == mark).map(words).sum::<usize>()
    };
    count(Mark::Deleted).min(count(Mark::Inserted))
}

/// Writes what stayed. What looks like the beginning of a mark is written as a change of its first sign into itself.
fn plain(out: &mut String, kept: &str) {
    let mut from = 0;
    for (at, found) in kept.match_indices(['[', '{']) {
        if kept[at..].starts_with("[-") || kept[at..].starts_with("{+") {
            out.push_str(&kept[from..at]);
            mark(out, ("[-", "-]"), found);
            mark(out, ("{+", "+}"), found);
            from = at + found.len();
        }
    }
    out.push_str(&kept[from..]);
}

/// Writes a mark, if it is around something. A text that holds the closing sign itself is cut in the middle of it into two.
fn mark(out: &mut String, (open, close): (&str, &str), text: &str) {
    if !text.is_empty() {
        out.push_str(open);
        out.push_str(&text.replace(close, &format!("{}{close}{open}{}", &close[..1], &close[1..])));
        out.push_str(close);
    }
}

/// One of the two sources and how far it has been written.
struct Side<'text> {
    text: &'text Text,
    at: usize,
}

impl<'text> Side<'text> {
    fn new(text: &'text Text) -> Self {
        Self { text, at: 0 }
    }

    /// What stands between what was written and a word that comes next.
    fn lead(&self, word: usize) -> &'text str {
        &self.text.source[self.at..self.text.source_of(word).start.max(self.at)]
    }

    /// What stands between what was written and a word, behind which the word itself comes next.
    fn gap_to(&mut self, word: usize) -> &'text str {
        let gap = self.lead(word);
        self.at += gap.len();
        gap
    }

    /// A word as it is written, behind which the next gap begins.
    fn word(&mut self, word: usize) -> &'text str {
        let range = self.text.source_of(word);
        let end = range.end.max(self.at);
        let written = &self.text.source[self.at.max(range.start).min(end)..end];
        self.at = end;
        written
    }

    /// Everything from a first word to the end of some words that begin with it.
    fn through(&mut self, words: &Range<usize>) -> &'text str {
        let start = self.at;
        self.at = self.text.source_of(words.end - 1).end.max(start);
        &self.text.source[start..self.at]
    }

    /// The marks of Markdown that stand right behind a word and close what it ends, such as `](address)` or `**`.
    fn closers(&mut self, word: usize) -> &'text str {
        let end = if word + 1 < self.text.tokens.len() {
            self.text.source_of(word + 1).start
        } else {
            self.text.source.len()
        };
        let gap = &self.text.source[self.at..end.max(self.at)];
        let length = if gap.starts_with([']', ')', '*', '_', '`', '~']) {
            gap.find(char::is_whitespace).unwrap_or(gap.len())
        } else {
            0
        };
        self.at += length;
        &gap[..length]
    }

    /// Whether words end a passage, and no mark of Markdown stands behind them.
    fn ends_passage(&self, end: usize) -> bool {
        let rest = &self.text.source[self.text.source_of(end - 1).end..];
        self.text.ends_passage(end) && (rest.is_empty() || rest.starts_with(char::is_whitespace))
    }

    /// How many bytes of white space come next; none if nothing comes behind it.
    fn space(&self) -> Option<usize> {
        let rest = &self.text.source[self.at..];
        rest.find(|character: char| !character.is_whitespace())
    }

    fn rest(&mut self) -> &'text str {
        let rest = &self.text.source[self.at..];
        self.at = self.text.source.len();
        rest
    }
}

/// The weight of words that went or came together.
const WORDS: Option<Weight> = Some(Weight::Content);

struct Writer<'text> {
    pieces: Vec<Piece<'text>>,
    before: Side<'text>,
    after: Side<'text>,
}

impl<'text> Writer<'text> {
    fn segments(&mut self, comparison: &Comparison) {
        let segments = comparison.blocks.iter().flat_map(|block| &block.segments);
        let mut edits = segments.map(|segment| &segment.edit).peekable();
        while let Some(edit) = edits.next() {
            match edit {
                Edit::Kept { before: old, after: new } => {
                    for (i, j) in old.clone().zip(new.clone()) {
                        self.kept(i, j);
                    }
                }
                Edit::Deleted(old) => {
                    let next = edits.next_if(|edit| matches!(edit, Edit::Inserted(_)));
                    match next {
                        Some(Edit::Inserted(new)) => self.replaced(old, new),
                        _ => self.lone(Mark::Deleted, old),
                    }
                }
                Edit::Inserted(new) => self.lone(Mark::Inserted, new),
            }
        }
    }

    fn kept(&mut self, i: usize, j: usize) {
        let (old, new) = (self.before.gap_to(i), self.after.gap_to(j));
        self.gap(old, new);
        let (old, new) = (self.before.word(i), self.after.word(j));
        let weight = Some(self.after.text.tokens[j].weight);
        if old == new {
            self.push(Mark::Kept, new, weight);
        } else {
            self.push(Mark::Deleted, old, weight);
            self.push(Mark::Inserted, new, weight);
        }
        let (old, new) = (self.before.closers(i), self.after.closers(j));
        self.gap(old, new);
    }

    fn replaced(&mut self, old: &Range<usize>, new: &Range<usize>) {
        let (gap_before, gap_after) = (self.before.lead(old.start), self.after.lead(new.start));
        let begins = self.before.text.begins_passage(old.start) && self.after.text.begins_passage(new.start);
        let ends = self.before.ends_passage(old.end) && self.after.ends_passage(new.end);
        let is_same = gap_before.split_whitespace().eq(gap_after.split_whitespace());
        if begins && (!is_same || ends && !gap_after.trim().is_empty()) {
            // A paragraph that went and a heading that came are no replacement; an item of a list is rewritten as a whole.
            self.lone(Mark::Deleted, old);
            self.lone(Mark::Inserted, new);
            return;
        }
        // Marks of Markdown that stand before or behind both, such as the sign of a heading, are no change.
        self.before.at += gap_before.len();
        self.after.at += gap_after.len();
        self.gap(gap_before, if gap_after.is_empty() && gap_before.trim().is_empty() { gap_before } else { gap_after });
        let (went, came) = (self.before.through(old), self.after.through(new));
        self.trimmed(Mark::Deleted, went, WORDS);
        self.trimmed(Mark::Inserted, came, WORDS);
        let (went, came) = (self.before.closers(old.end - 1), self.after.closers(new.end - 1));
        self.gap(went, came);
    }

    /// Words that only one text has. They take the white space on one side with them, so that leaving them out leaves one.
    fn lone(&mut self, mark: Mark, words: &Range<usize>) {
        let (side, other) = if mark == Mark::Deleted {
            (&mut self.before, &mut self.after)
        } else {
            (&mut self.after, &mut self.before)
        };
        // What ends the passage before, such as the line under a heading, belongs to both texts.
        let ends = common_lines(side.lead(words.start), &other.text.source[other.at..]);
        let shared = &side.text.source[side.at..side.at + ends];
        side.at += ends;
        other.at += ends;
        let start = side.at;
        let lead = side.gap_to(words.start);
        let text_start = side.at;
        side.through(words);
        side.closers(words.end - 1);
        let (source, text_end) = (&side.text.source, side.at);
        self.pieces.extend((ends > 0).then_some(Piece { mark: Mark::Kept, text: shared, weight: None }));
        // At the end of a passage the white space in front is the one to take.
        let begins = side.text.begins_passage(words.start);
        let next = side.space().filter(|length| begins || !source[text_end..text_end + length].contains('\n'));
        let Some(next) = next else {
            let text = &source[start..text_end];
            return if lead.trim().is_empty() { self.push(mark, text, WORDS) } else { self.trimmed(mark, text, WORDS) };
        };
        side.at += next;
        other.at += other.space().unwrap_or_default();
        let space = &source[text_end..side.at];
        if !lead.trim().is_empty() {
            self.trimmed(mark, &source[start..text_end], WORDS);
            self.push(Mark::Kept, space, None);
        } else if space.contains('\n') {
            // A mark never takes the end of a line with it.
            self.push(Mark::Kept, lead, None);
            self.push(mark, &source[text_start..text_end], WORDS);
            self.push(Mark::Kept, space, None);
        } else {
            self.push(Mark::Kept, lead, None);
            self.push(mark, &source[text_start..text_end + next], WORDS);
        }
    }

    /// What stands between words: kept if it is the same but for white space, else compared line by line where both have as
    /// many, as where a text names the addresses of its links at the end.
    fn gap(&mut self, old: &'text str, new: &'text str) {
        let lines = |text: &str| text.split_inclusive('\n').count();
        if old.split_whitespace().eq(new.split_whitespace()) {
            self.push(Mark::Kept, new, None);
        } else if lines(old) == lines(new) {
            let lines = old.split_inclusive('\n').zip(new.split_inclusive('\n'));
            lines.for_each(|(old, new)| self.line(old, new));
        } else {
            self.line(old, new);
        }
    }

    /// What stands between words on lines that differ: marked from the first sign to the last in which they do.
    fn line(&mut self, old: &'text str, new: &'text str) {
        let prefix = common_prefix(old, new);
        let suffix = common_suffix(&old[prefix..], &new[prefix..]);
        self.push(Mark::Kept, &new[..prefix], None);
        self.trimmed(Mark::Deleted, &old[prefix..old.len() - suffix], None);
        self.trimmed(Mark::Inserted, &new[prefix..new.len() - suffix], None);
        self.push(Mark::Kept, &new[new.len() - suffix..], None);
    }

    fn push(&mut self, mark: Mark, text: &'text str, weight: Option<Weight>) {
        if !text.is_empty() || weight.is_some() && mark == Mark::Kept {
            self.pieces.push(Piece { mark, text, weight });
        }
    }

    /// A mark with the white space around the text outside.
    fn trimmed(&mut self, mark: Mark, text: &'text str, weight: Option<Weight>) {
        let inner = text.trim();
        if inner.is_empty() {
            // White space is never compared; one of it keeps words apart.
            let is_apart = self.pieces.last().is_none_or(|piece| piece.text.ends_with(char::is_whitespace));
            if text.contains('\n') {
                self.push(Mark::Kept, text, None);
            } else if !text.is_empty() && !is_apart {
                self.push(Mark::Kept, " ", None);
            }
            return;
        }
        let start = text.len() - text.trim_start().len();
        self.push(Mark::Kept, &text[..start], None);
        self.push(mark, inner, weight);
        self.push(Mark::Kept, &text[start + inner.len()..], None);
    }
}

/// The bytes that two texts begin with alike, up to the end of a word.
fn common_prefix(old: &str, new: &str) -> usize {
    let mut length = 0;
    for ((index, a), b) in old.char_indices().zip(new.chars()) {
        if a != b {
            break;
        }
        if !a.is_alphanumeric() {
            length = index + a.len_utf8();
        }
    }
    length
}

/// The bytes that two texts begin with alike, up to the end of a line on which something stands; none if there is no such.
fn common_lines(gap: &str, other: &str) -> usize {
    let length = gap.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let end = gap.as_bytes()[..length].iter().rposition(|byte| *byte == b'\n').unwrap_or_default();
    if gap[..end].trim().is_empty() { 0 } else { end }
}

/// The bytes that two texts end with alike, from the beginning of a word.
fn common_suffix(old: &str, new: &str) -> usize {
    let mut length = 0;
    let mut seen = 0;
    for (a, b) in old.chars().rev().zip(new.chars().rev()) {
        if a != b {
            break;
        }
        seen += a.len_utf8();
        if !a.is_alphanumeric() {
            length = seen;
        }
    }
    length
}
