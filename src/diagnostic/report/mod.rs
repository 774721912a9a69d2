//! Diagnostics as text: for people, for other programs, for a forge's log.

mod github;
mod human;
pub mod json;
mod printable;
mod sarif;

pub(crate) use self::printable::replace_commands;
pub use self::printable::{Printable, printable, printable_lines};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::text::Sources;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the line, a caret and the mend, in colour.
    HumanColoured,
    /// The same without colour.
    Human,
    /// One line each: `path:line:column: error[code]: message`.
    Short,
    /// One JSON document, described in [`json`](self).
    Json,
    /// One SARIF 2.1.0 document, for code scanning and editors.
    Sarif,
    /// Workflow commands that GitHub shows beside the changed line.
    Github,
}

/// Writes all diagnostics, sorted by path and place. It ends with a line end unless it is empty.
///
/// The JSON form is `{"version": 1, "errors": n, "warnings": n, "hints": n, "diagnostics": [...]}`, where a diagnostic
/// has `severity`, `code`, `message`, `path`, `line`, `column`, `end_line`, `end_column` (counted from 1, columns in
/// characters), `label`, `further` (the same places with their labels), `help` (a list) and
/// `edits` (places with the `text` to put there, which mend it together).
pub fn write(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> Printable {
    let sorted = diagnostics.sorted(sources);
    let each = |line: fn(&Diagnostic, &Sources) -> String| {
        sorted.iter().map(|diagnostic| line(diagnostic, sources)).collect::<String>()
    };
    match format {
        Format::HumanColoured => Printable::drawn(&human::write(&sorted, sources, human::Paint::Coloured)),
        Format::Human => Printable::drawn(&human::write(&sorted, sources, human::Paint::Plain)),
        Format::Short => Printable::from(each(short)),
        Format::Json => Printable::from(json::write(&sorted, diagnostics, sources)),
        Format::Sarif => Printable::from(sarif::write(&sorted, sources)),
        // Each line is a command, and each text in it is escaped as the runner expects it.
        Format::Github => Printable::escaped_otherwise(each(github::line)),
    }
}

fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let source = sources.get(diagnostic.primary.span.source);
    let (line, column) = source.position(diagnostic.primary.span.range().start);
    let mend = diagnostic.helps.first().map_or(String::new(), |help| format!(" ({help})"));
    let text = format!(
        "{}:{line}:{column}: {}[{}]: {}{mend}",
        source.path,
        diagnostic.code.severity.name(),
        diagnostic.code.name,
        diagnostic.message
    );
    printable(&text) + "\n"
}
