//! Text for a terminal, wrapped to its width.

use std::fmt::Write as _;

use anstyle::Style;
use unicode_width::UnicodeWidthStr as _;

use crate::base::diagnostic::report::{Printable, printable_lines};
use crate::content::document::body::words::{Around, Passage, PassageKind};

/// Lines of words, none wider than a width in columns unless a word is.
pub(in crate::history) struct Wrapping {
    text: String,
    column: usize,
    width: usize,
}

impl Wrapping {
    pub(in crate::history) fn new(width: usize) -> Self {
        Self { text: String::new(), column: 0, width }
    }

    /// Begins a passage with the sign of its kind.
    pub(in crate::history) fn begin(&mut self, prefix: &str) {
        self.text.push_str(prefix);
        self.column = prefix.width();
    }

    /// Adds the words of a text in one style, without what could steer the terminal. `space` says whether white space
    /// stands before them; `open` and `close` stick to the first and the last of them.
    pub(in crate::history) fn words(&mut self, words: &str, style: Style, space: bool, (open, close): (&str, &str)) {
        let mut words = words.split_whitespace().enumerate().peekable();
        while let Some((index, word)) = words.next() {
            let open = if index == 0 { open } else { "" };
            let close = if words.peek().is_none() { close } else { "" };
            let word = format!("{open}{}{close}", printable_lines(word));
            let space = index > 0 || space;
            if space && self.column + 1 + word.width() > self.width {
                self.text.push('\n');
                self.column = 0;
            } else if space {
                self.text.push(' ');
                self.column += 1;
            }
            let _ = write!(self.text, "{style}{word}{style:#}");
            self.column += word.width();
        }
    }

    /// Ends a line within a passage.
    pub(in crate::history) fn end_line(&mut self) {
        self.text.push('\n');
        self.column = 0;
    }

    /// Ends a passage.
    pub(in crate::history) fn end(&mut self) {
        self.text.push_str("\n\n");
        self.column = 0;
    }

    pub(in crate::history) fn into_text(self) -> Printable {
        Printable::drawn(&self.text)
    }
}

/// What a passage begins with, so that its kind can be seen.
pub(in crate::history) fn prefix(passage: &Passage) -> String {
    let quotation: String = passage.around.iter().map(|around| around_sign(*around)).collect();
    match passage.kind {
        PassageKind::Heading(level) => format!("{quotation}{} ", "#".repeat(usize::from(level))),
        PassageKind::Item { depth, ordered } => {
            format!("{quotation}{}{} ", "  ".repeat(usize::from(depth) - 1), if ordered { "1." } else { "-" })
        }
        PassageKind::Description => format!("{quotation}: "),
        PassageKind::Paragraph | PassageKind::Row | PassageKind::Code | PassageKind::Note | PassageKind::Term => {
            quotation
        }
    }
}

fn around_sign(around: Around) -> String {
    match around {
        Around::Quote => "> ".to_owned(),
        Around::Alert(alert) => format!("> [!{}] ", alert.name()),
    }
}
