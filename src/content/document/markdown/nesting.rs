//! How deep blocks and inlines may stand inside one another.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, codes};
use crate::base::text::Span;

/// How many quotations, lists and footnotes may stand inside one another, and how many stresses, links and pictures inside
/// a paragraph.
const DEEPEST: usize = 100;

/// What nests.
#[derive(Clone, Copy)]
pub(super) enum Level {
    /// A block that holds others: a quotation, a list or a footnote.
    Block,
    /// An inline that holds others: a stress, a link or a picture.
    Inline,
}

impl Level {
    /// Reports something that stands too deep.
    pub(super) fn too_deep(self, span: Span) -> Diagnostic {
        let (what, marks) = match self {
            Self::Block => ("quotations, lists and footnotes", "quotation or list marks"),
            Self::Inline => ("stresses, links and pictures", "marks of emphasis or brackets"),
        };
        let message = format!("here more than {DEEPEST} {what} stand inside one another");
        Diagnostic::new(&codes::NESTING_TOO_DEEP, span, message).help(format!("take some of the {marks} out"))
    }
}

/// How deep the place is that is being read.
#[derive(Default)]
pub(super) struct Nesting {
    blocks: usize,
    inlines: usize,
}

impl Nesting {
    /// Goes one level deeper, unless that is too deep.
    pub(super) fn enter(&mut self, level: Level) -> bool {
        let depth = self.depth(level);
        let may_enter = *depth < DEEPEST;
        *depth += usize::from(may_enter);
        may_enter
    }

    /// Comes back from a level that was entered.
    pub(super) fn leave(&mut self, level: Level) {
        *self.depth(level) -= 1;
    }

    fn depth(&mut self, level: Level) -> &mut usize {
        match level {
            Level::Block => &mut self.blocks,
            Level::Inline => &mut self.inlines,
        }
    }
}

/// The first line with more quotation marks than may nest.
pub(super) fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let marks = line
            .chars()
            .take_while(|character| matches!(character, '>' | ' ' | '\t'))
            .filter(|&character| character == '>')
            .count();
        if marks > DEEPEST {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::base::diagnostic::Diagnostics;
    use crate::base::text::Sources;
    use crate::content::document::markdown;

    fn codes(text: &str) -> Vec<&'static str> {
        let mut sources = Sources::default();
        let id = sources.add("content/pages/a.md", text);
        let mut diagnostics = Diagnostics::default();
        markdown::parse(id, sources.get(id), 0..text.len(), &mut diagnostics);
        diagnostics.sorted(&sources).iter().map(|diagnostic| diagnostic.code.name).collect()
    }

    #[test]
    fn a_hundred_levels_are_allowed_and_no_more() {
        let stressed = |levels: usize| format!("{}z{}", "*a _b ".repeat(levels / 2), "_ y*".repeat(levels / 2));
        for (name, text) in [
            ("quotations", (|levels: usize| format!("{}a", "> ".repeat(levels))) as fn(usize) -> String),
            ("lists", |levels| format!("{}a", "- ".repeat(levels))),
            ("numbered lists", |levels| format!("{}a", "1. ".repeat(levels))),
            ("quotations and lists", |levels| format!("{}a", "> - ".repeat(levels / 2))),
            ("footnotes", |levels| format!("z[^a]\n\n[^a]: {}a", "> ".repeat(levels - 1))),
        ] {
            assert_eq!(codes(&text(100)), [] as [&str; 0], "{name}");
            assert_eq!(codes(&text(102)), ["nesting-too-deep"], "{name}");
            assert!(codes(&format!("{}{}", text(100), stressed(100))).is_empty(), "stresses in {name}");
        }
        assert_eq!(codes(&format!("{}a", "> ".repeat(101))), ["nesting-too-deep"]);
        assert_eq!(codes(&format!("{}a", "- ".repeat(101))), ["nesting-too-deep"]);
        assert!(codes(&stressed(100)).is_empty());
        assert_eq!(codes(&stressed(102)), ["nesting-too-deep"]);
    }
}
