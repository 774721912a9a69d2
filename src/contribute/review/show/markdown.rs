//! A review as Markdown for a forge. Nothing in it is obeyed: names call nobody, and no text becomes markup.

use std::fmt::Write as _;

use crate::base::diagnostic::report::printable;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::text::Sources;
use crate::contribute::review::show::{Piece, fate, overview, pieces, told, value, was};
use crate::contribute::review::{Change, Notice, Review, Wording};
use crate::history::comparison::show::plain::{escape, markdown, whole};

/// The first line, by which a program finds the comment that it wrote before.
pub const MARKER: &str = "<!-- variorum review -->";
/// The longest comment that every forge takes, in characters; GitHub takes 65,536.
pub const COMMENT: usize = 60_000;
/// The longest summary of a job, in characters; GitHub takes a mebibyte.
pub const SUMMARY: usize = 250_000;
/// How much of it, in characters, is kept for what says that there is more.
const CLOSING: usize = 200;

/// Writes a review of at most `limit` characters: first what to mend, then text by text, as much of each as there is room for.
pub fn write(review: &Review<'_>, limit: usize) -> String {
    // That other files change must not be pushed out by a long text.
    let mut others = Sheet::new(limit / 4);
    let paths: Vec<String> = review.others.iter().map(|path| format!("- {}\n", escape(path))).collect();
    others.list("\n### Other files that change\n\n", &paths);
    // Nor may a long history push out what is wrong with it.
    let mut merging = Sheet::new(limit / 8);
    let sentences: Vec<String> = review.merging.iter().map(|sentences| format!("- {}\n", written(sentences))).collect();
    merging.list("\n", &sentences);
    let mut sheet = Sheet::new(limit - others.length);
    sheet.add(&format!("{MARKER}\n## What this change does\n\n{}\n", escape(&overview(review))));
    sheet.close(&merging.text);
    for (title, found) in [("In what changed", &review.findings), ("Elsewhere", &review.elsewhere)] {
        sheet.list(&format!("\n### {title}: {}\n\n", found.tally()), &findings(found, review.sources));
    }
    for remark in &review.remarks {
        sheet.add(&format!("\n{}\n", escape(remark)));
    }
    let seal = |notice: &Notice| {
        let sign = if notice.is_wrong { "**Wrong:** " } else { "" };
        format!("- {sign}{}\n", escape(&notice.text))
    };
    sheet.list("\n### Seals\n\n", &review.seals.iter().map(seal).collect::<Vec<_>>());
    for (position, change) in review.changes.iter().enumerate() {
        if !sheet.add(&one(change)) {
            let left = review.changes.len() - position;
            sheet.close(&format!("\n*There is no room here for {left} more. The page of the review has all.*\n"));
            break;
        }
    }
    sheet.text + &others.text
}

/// A text that grows to a length, in characters, and no further.
struct Sheet {
    text: String,
    length: usize,
    limit: usize,
}

impl Sheet {
    fn new(limit: usize) -> Self {
        Self { text: String::new(), length: 0, limit }
    }

    /// Adds something, if there is room for all of it and for a closing behind it.
    fn add(&mut self, more: &str) -> bool {
        let has_room = self.length + more.chars().count() + 3 * CLOSING <= self.limit;
        if has_room {
            self.close(more);
        }
        has_room
    }

    /// Adds the items of a list below its heading, as many as there is room for, and how many are left. No list, no heading.
    fn list(&mut self, heading: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.close(heading);
        for (position, item) in items.iter().enumerate() {
            if !self.add(item) {
                self.close(&format!("- and {} more\n", items.len() - position));
                break;
            }
        }
    }

    /// Adds a line or two for which room was kept.
    fn close(&mut self, more: &str) {
        self.text.push_str(more);
        self.length += more.chars().count();
    }
}

/// What the check found, as items of a list. What stops the build comes first.
fn findings(found: &Diagnostics, sources: &Sources) -> Vec<String> {
    let sorted = found.sorted(sources);
    let (errors, rest): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        sorted.iter().partition(|diagnostic| diagnostic.code.severity == Severity::Error);
    let item = |diagnostic: &Diagnostic| {
        let source = sources.get(diagnostic.primary.span.source);
        let (line, column) = source.position(diagnostic.primary.span.range().start);
        let (path, message) = (escape(&source.path), written(&diagnostic.message));
        let severity = diagnostic.code.severity.name();
        let mut text = format!("- **{severity}** {path}, line {line}, column {column}: {message}\n");
        for help in &diagnostic.helps {
            let _ = writeln!(text, "  - {}", written(help));
        }
        text
    };
    errors.into_iter().chain(rest).map(item).collect()
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
    let mut text = format!(
        "\n### {}: {}\n\n{}\n",
        escape(&change.title),
        fate(change.fate),
        escape(&(change.path.clone() + &was(change)))
    );
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
