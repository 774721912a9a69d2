//! A comparison as plain text: with brackets for programs and terminals without colour, and as Markdown for a forge.

use crate::document::words::{Passage, PassageKind};
use crate::history::comparison::{Comparison, Mark, segments};

/// `[-deleted-]{+inserted+}`, a blank line between blocks.
pub fn words(comparison: &Comparison, before: &[Passage], after: &[Passage]) -> String {
    write(comparison, before, after, str::to_owned, |mark, text, space| match mark {
        Mark::Kept => text.to_owned(),
        Mark::Deleted => format!("[-{text}{space}-]"),
        Mark::Inserted => format!("{{+{text}{space}+}}"),
    })
}

/// `~~deleted~~` and `**inserted**`, as a forge shows it in a comment.
pub fn markdown(comparison: &Comparison, before: &[Passage], after: &[Passage]) -> String {
    write(comparison, before, after, escape, |mark, text, space| match mark {
        Mark::Kept => text.to_owned(),
        Mark::Deleted => format!("~~{text}~~{space}"),
        Mark::Inserted => format!("**{text}**{space}"),
    })
}

/// What a block begins with, so that its kind can be seen.
pub(super) fn prefix(passage: &Passage) -> String {
    let quotation = "> ".repeat(usize::from(passage.quoted));
    match passage.kind {
        PassageKind::Heading(level) => format!("{quotation}{} ", "#".repeat(usize::from(level))),
        PassageKind::Item { depth, ordered } => {
            format!("{quotation}{}{} ", "  ".repeat(usize::from(depth) - 1), if ordered { "1." } else { "-" })
        }
        PassageKind::Paragraph | PassageKind::Row | PassageKind::Code | PassageKind::Note => quotation,
    }
}

/// Writes all blocks. The space between a lone insertion or deletion and what follows belongs into the mark, so that
/// taking the mark out leaves one space.
fn write(
    comparison: &Comparison,
    before: &[Passage],
    after: &[Passage],
    escape: impl Fn(&str) -> String,
    mark: impl Fn(Mark, &str, &str) -> String,
) -> String {
    let mut blocks = Vec::new();
    for change in &comparison.changes {
        let segments = segments(change, before, after);
        let mut block = segments.last().map_or(String::new(), |segment| prefix(segment.passage));
        let mut space_written = true;
        for (index, segment) in segments.iter().enumerate() {
            let next = segments.get(index + 1);
            let replaced = segment.mark == Mark::Inserted && index > 0 && segments[index - 1].mark == Mark::Deleted;
            let replacing = segment.mark == Mark::Deleted && next.is_some_and(|next| next.mark == Mark::Inserted);
            let lone = segment.mark != Mark::Kept && !replaced && !replacing;
            if segment.space && !space_written && !replaced {
                block.push(' ');
            }
            let space =
                if lone && (segment.space || index == 0) && next.is_some_and(|next| next.space) { " " } else { "" };
            block.push_str(&mark(segment.mark, &escape(segment.text()), space));
            space_written = !space.is_empty();
        }
        blocks.push(block);
    }
    blocks.join("\n\n") + "\n"
}

/// Text in which no sign means anything to Markdown or HTML.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '|' | '!' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '@' => escaped.push_str("&#64;"),
            '\n' => escaped.push(' '),
            plain => escaped.push(plain),
        }
    }
    escaped
}
