//! Headings, tables and blocks of code that are none, or that do not end.

use std::ops::Range;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::content::document::body::{Block, BlockKind};
use crate::content::document::lint::slips::literal::{Literal, OBJECT};
use crate::content::document::lint::slips::reading::{Reading, quoted};

/// Reports lines that begin like a heading without the blank that makes them one.
pub(super) fn headings(reading: &Reading<'_>, literal: &Literal, diagnostics: &mut Diagnostics) {
    for (start, line) in literal.lines() {
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        let rest = &line[hashes..];
        let Some(next) = rest.chars().next().filter(|_| (1..=6).contains(&hashes)) else { continue };
        let words = rest.trim_start();
        let is_blank = next.is_whitespace() && !matches!(next, ' ' | '\t');
        // A single `#` before a word is a mark of its own, such as a number or a hashtag.
        if words.is_empty() || words.starts_with(OBJECT) || !(is_blank || hashes >= 2 && next.is_alphanumeric()) {
            continue;
        }
        let begin = literal.place(start..start + 1).start;
        let typed = reading.text()[begin..].lines().next().unwrap_or_default().trim_end();
        // A marker of emphasis among the `#` is more than a slip.
        if !typed.starts_with(&line[..line.len() - words.len()]) {
            continue;
        }
        let gap = begin + hashes..begin + hashes + rest.len() - words.len();
        let words = typed[hashes..].trim_start();
        let why =
            if is_blank { "the space after its `#` is not an ordinary one" } else { "there is no space after its `#`" };
        let message = format!("`{}` is not a heading, because {why}", quoted(typed));
        diagnostics.push(
            Diagnostic::new(&codes::NOT_A_HEADING, reading.span(begin..begin + typed.len()), message)
                .help(format!("type a space after the `#`: `{} {}`", "#".repeat(hashes), quoted(words)))
                .mend(reading.span(gap), " "),
        );
    }
}

/// What git writes between two versions of a passage.
const DIVIDER: &str = "=======";

/// Reports a line by itself that git may have written; below other words it is a heading.
pub(super) fn divider(reading: &Reading<'_>, literal: &Literal, diagnostics: &mut Diagnostics) {
    if literal.text.trim_end() == DIVIDER {
        let span = reading.span(literal.place(0..DIVIDER.len()));
        let message = format!("`{DIVIDER}` may be left over from a merge, and readers see it as text");
        diagnostics.push(
            Diagnostic::new(&codes::MERGE_MARKER, span, message)
                .help("delete this line, and look whether the words around it are there twice")
                .help("to divide the text, write `---`"),
        );
    }
}

/// A line of cells between bars.
struct Row<'text> {
    start: usize,
    line: &'text str,
    cells: usize,
}

/// Reports lines of cells that are no table, because no line of hyphens follows the first.
pub(super) fn tables(reading: &Reading<'_>, literal: &Literal, diagnostics: &mut Diagnostics) {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut groups: Vec<Vec<Row<'_>>> = Vec::new();
    for (start, line) in literal.lines() {
        let cells = cells(line);
        match cells {
            Some(cells) => rows.push(Row { start, line, cells }),
            None => groups.push(std::mem::take(&mut rows)),
        }
    }
    groups.push(rows);
    for group in groups {
        let [head, next, ..] = group.as_slice() else { continue };
        let place = literal.place(head.start..head.start + head.line.trim_end().len());
        let hyphens = format!("|{}", "---|".repeat(head.cells));
        if is_rule(next.line) && !is_rule(head.line) && !is_hyphens(next.line) {
            let below = reading.span(literal.place(next.start..next.start + next.line.trim_end().len()));
            let message = format!("`{}` is not the line of hyphens of a table", quoted(next.line.trim()));
            diagnostics.push(
                Diagnostic::new(&codes::NOT_A_TABLE, below, message)
                    .help(format!("write `{hyphens}`, with hyphens and bars"))
                    .mend(below, hyphens),
            );
            continue;
        }
        if is_hyphens(next.line) {
            if next.cells != head.cells {
                let below = literal.place(next.start..next.start + next.line.trim_end().len());
                let message = format!(
                    "this is not a table, because its first line has {} cells and the line of hyphens {}",
                    head.cells, next.cells
                );
                diagnostics.push(
                    Diagnostic::new(&codes::NOT_A_TABLE, reading.span(below), message)
                        .also(reading.span(place), "the first line")
                        .help(format!("write as many as above: `{hyphens}`")),
                );
            }
            continue;
        }
        if head.cells != next.cells {
            continue;
        }
        let message = "these lines are not a table, because there is no line of hyphens below the first";
        let mut diagnostic = Diagnostic::new(&codes::NOT_A_TABLE, reading.span(place.clone()), message)
            .help(format!("write a line `{hyphens}` below the first line"));
        if let Some(prefix) = prefix(reading.text(), place.start) {
            diagnostic = diagnostic.mend(reading.span(place.end..place.end), format!("\n{prefix}{hyphens}"));
        }
        diagnostics.push(diagnostic);
    }
}

/// What is before a place on its line, if a line below may begin with the same.
fn prefix(text: &str, place: usize) -> Option<&str> {
    let line = text[..place].rfind('\n').map_or(0, |newline| newline + 1);
    Some(&text[line..place]).filter(|prefix| prefix.chars().all(|sign| matches!(sign, ' ' | '>')))
}

/// How many cells a line has that begins and ends with a bar; none if it does not, or has fewer than two.
fn cells(line: &str) -> Option<usize> {
    let line = line.trim();
    let inside = line.strip_prefix('|').and_then(|line| line.strip_suffix('|'))?;
    let cells = inside.split('|').count();
    (cells >= 2 && inside.contains(char::is_alphanumeric) || is_rule(line)).then_some(cells)
}

/// Whether a line separates the header of a table from the rest, or would with other dashes between its bars, as programs for writing
/// make them of hyphens, or with `+` between its cells, as Org has it.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let is_dash = |sign: char| sign.general_category() == GeneralCategory::DashPunctuation || sign == '\u{2212}';
    line.starts_with('|')
        && line.contains(is_dash)
        && line.chars().all(|sign| matches!(sign, '|' | '+' | ':' | ' ') || is_dash(sign))
}

/// Reports a row with empty lines between it and the rest of its table, which is above.
pub(super) fn torn_table(
    reading: &Reading<'_>,
    above: (&Block, &Literal),
    (block, literal): (&Block, &Literal),
    diagnostics: &mut Diagnostics,
) {
    let gap = above.0.span.range().end..block.span.range().start;
    let is_gap = reading.text().get(gap.clone()).is_some_and(|between| between.trim().is_empty());
    let line = literal.text.trim_end();
    let Some(cells) = cells(line).filter(|_| is_gap && !literal.text.contains('\n')) else { return };
    let is_row_of = match &above.0.kind {
        BlockKind::Table { head, .. } => head.len() == cells,
        BlockKind::Paragraph(_) => is_hyphens(line) && self::cells(above.1.text.trim_end()) == Some(cells),
        _ => false,
    };
    if is_row_of {
        let span = reading.span(literal.place(0..line.len()));
        let message = format!("`{}` is no row of a table, because the empty line above cuts it off", quoted(line));
        diagnostics
            .push(Diagnostic::new(&codes::NOT_A_TABLE, span, message).help("delete the empty lines between the rows"));
    }
}

/// Whether a line separates the header of a table from the rest.
fn is_hyphens(line: &str) -> bool {
    line.contains('-') && line.chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' '))
}

/// Reports a block of fenced code that does not end, so that all of the text below it is code.
pub(super) fn code(reading: &Reading<'_>, block: &Block, diagnostics: &mut Diagnostics) {
    let Range { start, end } = block.span.range();
    let text = &reading.text()[start..end];
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim_start();
    let Some(marker) = first.chars().next().filter(|marker| matches!(marker, '`' | '~')) else { return };
    let length = first.chars().take_while(|sign| *sign == marker).count();
    let is_fence = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        line.len() >= length && line.chars().all(|sign| sign == marker)
    };
    if length < 3 || lines.next_back().is_some_and(is_fence) {
        return;
    }
    let name = if marker == '`' { "backticks" } else { "`~`" };
    diagnostics.push(
        Diagnostic::new(
            &codes::UNCLOSED_CODE,
            reading.span(start..start + first.trim_end().len()),
            "the code that begins here does not end, so all of the text below it is code",
        )
        .help(format!("write a line of {length} {name} after the last line of the code")),
    );
}
