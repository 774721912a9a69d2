//! A comparison for a terminal: wrapped to its width, in colour where it has some.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Effects, Style};
use unicode_width::UnicodeWidthStr;

use crate::diagnostic::report::printable;
use crate::document::words::Passage;
use crate::history::comparison::{Comparison, Mark, plain, segments};

/// What went: struck through. Colour is never the only sign.
const DELETED: Style = AnsiColor::Yellow.on_default().effects(Effects::STRIKETHROUGH);
/// What came: underlined.
const INSERTED: Style = AnsiColor::Blue.on_default().effects(Effects::UNDERLINE.insert(Effects::BOLD));

/// How marks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// By colour and lines, with ANSI escape sequences.
    Styles,
    /// By `[-...-]` and `{+...+}`.
    Brackets,
}

/// Writes all blocks, no line wider than `width` columns unless a word is.
pub fn write(comparison: &Comparison, before: &[Passage], after: &[Passage], marks: Marks, width: usize) -> String {
    let mut text = String::new();
    for change in &comparison.changes {
        let segments = segments(change, before, after);
        let prefix = segments.last().map_or(String::new(), |segment| plain::prefix(segment.passage));
        let mut column = prefix.width();
        text.push_str(&prefix);
        for segment in &segments {
            let (style, open, close) = match (segment.mark, marks) {
                (Mark::Kept, _) => (Style::new(), "", ""),
                (Mark::Deleted, Marks::Styles) => (DELETED, "", ""),
                (Mark::Inserted, Marks::Styles) => (INSERTED, "", ""),
                (Mark::Deleted, Marks::Brackets) => (Style::new(), "[-", "-]"),
                (Mark::Inserted, Marks::Brackets) => (Style::new(), "{+", "+}"),
            };
            let words: Vec<&str> = segment.text().split_whitespace().collect();
            for (index, word) in words.iter().enumerate() {
                let open = if index == 0 { open } else { "" };
                let close = if index + 1 == words.len() { close } else { "" };
                let word = format!("{open}{}{close}", printable(word));
                let space = index > 0 || segment.space;
                if space && column + 1 + word.width() > width {
                    text.push('\n');
                    column = 0;
                } else if space {
                    text.push(' ');
                    column += 1;
                }
                let _ = write!(text, "{style}{word}{style:#}");
                column += word.width();
            }
        }
        text.push_str("\n\n");
    }
    text
}
