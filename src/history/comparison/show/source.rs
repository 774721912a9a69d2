//! A comparison of the Markdown itself: `[-deleted-]{+inserted+}`. Without the insertions it is the text before, without
//! the deletions the text after, mark for mark and but for white space.

use std::ops::Range;

use crate::history::comparison::{Comparison, Edit};
use crate::history::text::Text;

/// Writes both sources as one. What stands between the words, such as the address of a link or the number of an item, is
/// marked where it differs.
pub fn write(comparison: &Comparison, before: &Text, after: &Text) -> String {
    let mut writer = Writer { out: String::new(), before: Side::new(before), after: Side::new(after) };
    let segments: Vec<&Edit> =
        comparison.blocks.iter().flat_map(|block| &block.segments).map(|segment| &segment.edit).collect();
    let mut index = 0;
    while index < segments.len() {
        match segments[index] {
            Edit::Kept { before: old, after: new } => {
                for (i, j) in old.clone().zip(new.clone()) {
                    writer.kept(i, j);
                }
            }
            Edit::Deleted(old) => {
                let new = match segments.get(index + 1) {
                    Some(Edit::Inserted(new)) => {
                        index += 1;
                        new.clone()
                    }
                    _ => 0..0,
                };
                writer.replaced(old, &new);
            }
            Edit::Inserted(new) => writer.replaced(&(0..0), new),
        }
        index += 1;
    }
    let (old, new) = (writer.before.rest(), writer.after.rest());
    writer.gap(old, new);
    writer.out
}

/// The signs around what went.
const DELETED: (&str, &str) = ("[-", "-]");
/// The signs around what came.
const INSERTED: (&str, &str) = ("{+", "+}");

/// One of the two sources and how far it has been written.
struct Side<'text> {
    text: &'text Text,
    at: usize,
}

impl<'text> Side<'text> {
    fn new(text: &'text Text) -> Self {
        Self { text, at: 0 }
    }

    /// What stands between what was written and a word.
    fn gap_to(&mut self, word: usize) -> &'text str {
        let start = self.text.source_of(word).start.max(self.at);
        let gap = &self.text.source[self.at..start];
        self.at = start;
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

struct Writer<'text> {
    out: String,
    before: Side<'text>,
    after: Side<'text>,
}

impl Writer<'_> {
    fn kept(&mut self, i: usize, j: usize) {
        let (old, new) = (self.before.gap_to(i), self.after.gap_to(j));
        self.gap(old, new);
        let (old, new) = (self.before.word(i), self.after.word(j));
        if old == new {
            self.out.push_str(new);
        } else {
            self.mark(DELETED, old);
            self.mark(INSERTED, new);
        }
        let (old, new) = (self.before.closers(i), self.after.closers(j));
        self.gap(old, new);
    }

    fn replaced(&mut self, old: &Range<usize>, new: &Range<usize>) {
        if new.is_empty() {
            return self.lone(DELETED, old);
        }
        if old.is_empty() {
            return self.lone(INSERTED, new);
        }
        // Marks of Markdown that stand before or behind both, such as the sign of a heading, are no change.
        let (gap_before, gap_after) = (self.before.gap_to(old.start), self.after.gap_to(new.start));
        self.gap(gap_before, if gap_after.is_empty() && gap_before.trim().is_empty() { gap_before } else { gap_after });
        let (went, came) = (self.before.through(old), self.after.through(new));
        self.mark(DELETED, went);
        self.mark(INSERTED, came);
        let (went, came) = (self.before.closers(old.end - 1), self.after.closers(new.end - 1));
        self.gap(went, came);
    }

    /// Words that only one text has. They take the white space on one side with them, so that leaving them out leaves one.
    fn lone(&mut self, signs: (&str, &str), words: &Range<usize>) {
        let (side, other) =
            if signs == DELETED { (&mut self.before, &mut self.after) } else { (&mut self.after, &mut self.before) };
        let start = side.at;
        let lead = side.gap_to(words.start);
        let text_start = side.at;
        side.through(words);
        side.closers(words.end - 1);
        let source = &side.text.source;
        // At the end of a passage the white space in front is the one to take.
        let next =
            side.space().filter(|length| lead.contains('\n') || !source[side.at..side.at + length].contains('\n'));
        if !lead.trim().is_empty() || next.is_none() {
            let text = &source[start..side.at];
            if lead.trim().is_empty() {
                self.mark_whole(signs, text);
            } else {
                self.mark(signs, text);
            }
            return;
        }
        side.at += next.unwrap_or_default();
        let text = &source[text_start..side.at];
        other.at += other.space().unwrap_or_default();
        self.out.push_str(lead);
        self.mark_whole(signs, text);
    }

    /// What stands between words: kept if it is the same but for white space, else marked where it differs.
    fn gap(&mut self, old: &str, new: &str) {
        if old.split_whitespace().eq(new.split_whitespace()) {
            self.out.push_str(new);
            return;
        }
        let prefix = common_prefix(old, new);
        let suffix = common_suffix(&old[prefix..], &new[prefix..]);
        self.out.push_str(&new[..prefix]);
        self.mark(DELETED, &old[prefix..old.len() - suffix]);
        self.mark(INSERTED, &new[prefix..new.len() - suffix]);
        self.out.push_str(&new[new.len() - suffix..]);
    }

    /// Writes a mark; white space around the text stays outside. A text that holds the closing sign itself is cut in the
    /// middle of it into two marks.
    fn mark(&mut self, (open, close): (&str, &str), text: &str) {
        let inner = text.trim();
        if inner.is_empty() {
            // White space is never compared; one of it keeps words apart.
            if text.contains('\n') {
                self.out.push_str(text);
            } else if !text.is_empty() && !self.out.ends_with(char::is_whitespace) {
                self.out.push(' ');
            }
            return;
        }
        let start = text.len() - text.trim_start().len();
        self.out.push_str(&text[..start]);
        self.mark_whole((open, close), inner);
        self.out.push_str(&text[start + inner.len()..]);
    }

    /// Writes a mark around a text as it is.
    fn mark_whole(&mut self, (open, close): (&str, &str), inner: &str) {
        self.out.push_str(open);
        self.out.push_str(&inner.replace(close, &format!("{}{close}{open}{}", &close[..1], &close[1..])));
        self.out.push_str(close);
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
