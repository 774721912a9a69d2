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

/// Writes all blocks, no line wider than `width` columns unless a word is. The styles are ANSI escape sequences, which
/// the program takes out where nobody wants them; then [`plain::words`] is the better form.
pub fn write(comparison: &Comparison, before: &[Passage], after: &[Passage], width: usize) -> String {
    let mut text = String::new();
    for change in &comparison.changes {
        let segments = segments(change, before, after);
        let prefix = segments.last().map_or(String::new(), |segment| plain::prefix(segment.passage));
        let mut column = prefix.width();
        text.push_str(&prefix);
        for segment in &segments {
            let style = match segment.mark {
                Mark::Kept => Style::new(),
                Mark::Deleted => DELETED,
                Mark::Inserted => INSERTED,
            };
            let mut space = segment.space;
            for word in segment.text().split_whitespace() {
                let word = printable(word);
                if space && column + 1 + word.width() > width {
                    text.push('\n');
                    column = 0;
                } else if space {
                    text.push(' ');
                    column += 1;
                }
                let _ = write!(text, "{style}{word}{style:#}");
                column += word.width();
                space = true;
            }
        }
        text.push_str("\n\n");
    }
    text
}
