//! A comparison for a terminal: wrapped to its width, in colour where it has some.

use anstyle::{AnsiColor, Effects, Style};

use crate::base::diagnostic::report::Printable;
use crate::history::comparison::Comparison;
use crate::history::comparison::show::lines::{Mark, lines};
use crate::history::comparison::show::sentences;
use crate::history::text::Text;
use crate::history::text::wrapping::{Wrapping, prefix};

/// What went: struck through. Colour is never the only sign.
const DELETED: Style = AnsiColor::Yellow.on_default().effects(Effects::STRIKETHROUGH);
/// What came: underlined.
const INSERTED: Style = AnsiColor::Blue.on_default().effects(Effects::UNDERLINE.insert(Effects::BOLD));
/// What moved.
const MOVED: Style = AnsiColor::Magenta.on_default().effects(Effects::ITALIC);

/// How marks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// By colour and lines, with ANSI escape sequences.
    Styles,
    /// By `[-...-]` and `{+...+}`.
    Brackets,
}

/// Writes all passages, and what the marks in them do not show; no line is wider than `width` columns unless a word is.
pub fn write(comparison: &Comparison, before: &Text, after: &Text, marks: Marks, width: usize) -> Printable {
    let mut text = Wrapping::new(width);
    for line in comparison.blocks.iter().flat_map(|block| lines(block, comparison, before, after)) {
        text.begin(&prefix(line.passage));
        for (position, run) in line.runs.iter().enumerate() {
            let (style, open, close) = signs(run.mark, marks);
            text.words(run.slice(), style, run.space && position > 0, (&open, close));
        }
        text.end();
    }
    let beside = sentences::beside(comparison, after);
    if !beside.is_empty() {
        text.begin(sentences::BESIDE);
        text.end_line();
        for sentence in &beside {
            text.begin("- ");
            text.words(sentence, Style::new(), false, ("", ""));
            text.end_line();
        }
    }
    text.into_text()
}

fn signs(mark: Mark, marks: Marks) -> (Style, String, &'static str) {
    match (mark, marks) {
        (Mark::Kept, _) => (Style::new(), String::new(), ""),
        (Mark::MovedAway(number), Marks::Styles) => (DELETED, format!("({})", number + 1), ""),
        (Mark::MovedHere(number), Marks::Styles) => (MOVED, format!("({})", number + 1), ""),
        (Mark::Deleted | Mark::DeletedOnTheWay, Marks::Styles) => (DELETED, String::new(), ""),
        (Mark::Inserted | Mark::InsertedOnTheWay, Marks::Styles) => (INSERTED, String::new(), ""),
        (Mark::Deleted | Mark::DeletedOnTheWay, Marks::Brackets) => (Style::new(), "[-".to_owned(), "-]"),
        (Mark::Inserted | Mark::InsertedOnTheWay, Marks::Brackets) => (Style::new(), "{+".to_owned(), "+}"),
        (Mark::MovedAway(number), Marks::Brackets) => (Style::new(), format!("[-<moved {}> ", number + 1), "-]"),
        (Mark::MovedHere(number), Marks::Brackets) => (Style::new(), format!("{{+<moved {}> ", number + 1), "+}"),
    }
}
