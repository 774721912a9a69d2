//! A review as Markdown for a forge. Nothing in it is obeyed: names call nobody, and no text becomes markup.

use std::fmt::Write as _;

use crate::diagnostic::report::printable;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::history::comparison::show::plain::{escape, markdown, whole};
use crate::review::show::{Piece, fate, overview, pieces, told, value};
use crate::review::{Change, Review, Wording};
use crate::text::Sources;

/// The first line, by which a program finds the comment that it wrote before.
pub const MARKER: &str = "<!-- variorum review -->";
/// The longest comment that every forge takes, in characters; GitHub takes 65,536.
pub const COMMENT: usize = 60_000;
/// The longest summary of a job, in characters; GitHub takes a mebibyte.
pub const SUMMARY: usize = 250_000;
/// The most findings that are told.
const FINDINGS: usize = 50;
/// The most other files that are named.
const OTHERS: usize = 50;

/// Writes a review of at most `limit` characters: first what to mend, then text by text, as many as there is room for.
pub fn write(review: &Review<'_>, limit: usize) -> String {
    let mut text = format!("{MARKER}\n## What this change does\n\n{}\n", escape(&overview(review)));
    for (title, found) in [("In what changed", &review.findings), ("Elsewhere", &review.elsewhere)] {
        if !found.is_empty() {
            text += &findings(title, found, review.sources);
        }
    }
    if !review.seals.is_empty() {
        text += "\n### Seals\n\n";
        for notice in &review.seals {
            let sign = if notice.is_wrong { "**Wrong:** " } else { "" };
            let _ = writeln!(text, "- {sign}{}", escape(&notice.text));
        }
    }
    let others = others(&review.others);
    let room = limit.saturating_sub(others.chars().count() + 200);
    let mut length = text.chars().count();
    for (position, change) in review.changes.iter().enumerate() {
        let section = one(change);
        length += section.chars().count();
        if length > room {
            let left = review.changes.len() - position;
            let _ = writeln!(text, "\n*There is no room here for {left} more. The page of the review has all.*");
            break;
        }
        text += &section;
    }
    text + &others
}

fn findings(title: &str, found: &Diagnostics, sources: &Sources) -> String {
    let sorted = found.sorted(sources);
    let mut text = format!("\n### {title}: {}\n\n", found.tally());
    // What stops the build comes first.
    let (errors, rest): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        sorted.iter().partition(|diagnostic| diagnostic.code.severity == Severity::Error);
    for diagnostic in errors.into_iter().chain(rest).take(FINDINGS) {
        let source = sources.get(diagnostic.primary.span.source);
        let (line, column) = source.position(diagnostic.primary.span.range().start);
        let (path, message) = (escape(&source.path), written(&diagnostic.message));
        let _ =
            writeln!(text, "- **{}** {path}, line {line}, column {column}: {message}", diagnostic.code.severity.name());
        for help in &diagnostic.helps {
            let _ = writeln!(text, "  - {}", written(help));
        }
    }
    if sorted.len() > FINDINGS {
        let _ = writeln!(text, "- and {} more", sorted.len() - FINDINGS);
    }
    text
}

/// A message of the check, with what is to be typed as code: nothing in code is obeyed either.
fn written(message: &str) -> String {
    let mut text = String::new();
    for piece in pieces(message) {
        match piece {
            Piece::Words(words) => text.push_str(&escape(words)),
            Piece::Code(code) => {
                let _ = write!(text, "`{}`", printable(code));
            }
            Piece::Lines(lines) => {
                let fence = "~".repeat(lines.split(|sign| sign != '~').map(str::len).max().unwrap_or(0).max(2) + 1);
                let _ = write!(text, "\n\n    {fence}\n");
                for line in lines.lines() {
                    let _ = writeln!(text, "    {}", printable(line));
                }
                let _ = write!(text, "    {fence}");
            }
        }
    }
    text
}

fn one(change: &Change) -> String {
    let mut text = format!("\n### {}: {}\n\n{}\n", escape(&change.title), fate(change.fate), escape(&change.path));
    if !change.facts.is_empty() {
        text.push('\n');
    }
    for fact in &change.facts {
        let _ = writeln!(text, "- *{}*: {}", escape(&fact.key), escape(&value(&fact.before, &fact.after)));
    }
    let _ = writeln!(text, "\n{}", escape(&told(change)));
    match &change.wording {
        Wording::Compared(compared) => {
            let _ = write!(text, "\n{}", markdown(&compared.comparison, &compared.before, &compared.after));
        }
        Wording::Whole(words) => {
            let _ = writeln!(text, "\n<details><summary>The text</summary>\n\n{}\n</details>", whole(words));
        }
        Wording::Same | Wording::Nothing | Wording::Unreadable => {}
    }
    if !change.gained.is_empty() || !change.lost.is_empty() {
        text.push('\n');
    }
    for gain in &change.gained {
        let _ = writeln!(text, "- Meets now: {} (“{}”)", escape(&gain.statement), escape(&gain.phrase));
    }
    for lost in &change.lost {
        let _ = writeln!(text, "- **No longer meets:** {}", escape(lost));
    }
    text
}

fn others(paths: &[String]) -> String {
    if paths.is_empty() {
        return String::new();
    }
    let mut text = "\n### Other files that change\n\n".to_owned();
    for path in paths.iter().take(OTHERS) {
        let _ = writeln!(text, "- {}", escape(path));
    }
    if paths.len() > OTHERS {
        let _ = writeln!(text, "- and {} more", paths.len() - OTHERS);
    }
    text
}
