//! Diagnostics as text: for people, for other programs, for a forge's log.

mod choice;
mod github;
mod human;
pub mod json;
mod printable;
mod sarif;

pub use self::choice::MOST_TOLD;
pub(crate) use self::printable::replace_commands;
pub use self::printable::{Printable, printable, printable_lines};

use self::choice::Told;
use crate::base::diagnostic::Diagnostics;
use crate::base::text::Sources;

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
/// For people, a finding that is the same in many files of one folder is told once, in the first of them. For programs, each
/// is told by itself.
///
/// The JSON form is `{"version": 1, "errors": n, "warnings": n, "hints": n, "diagnostics": [...]}`, where a diagnostic
/// has `severity`, `code`, `message`, `path`, `line`, `column`, `end_line`, `end_column` (counted from 1, columns in
/// characters), `label`, `further` (the same places with their labels), `help` (a list) and
/// `edits` (places with the `text` to put there, which mend it together).
pub fn write(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> Printable {
    let sorted = diagnostics.sorted(sources);
    match format {
        Format::HumanColoured | Format::Human | Format::Short => {
            for_people(&choice::together(&sorted, sources), sources, format)
        }
        Format::Json => Printable::from(json::write(&sorted, diagnostics, sources)),
        Format::Sarif => Printable::from(sarif::write(&sorted, sources)),
        // Each line is a command, and each text in it is escaped as the runner expects it.
        Format::Github => Printable::escaped_otherwise(
            sorted.iter().map(|diagnostic| github::line(diagnostic, sources)).collect::<String>(),
        ),
    }
}

/// The same, but for people no more than [`MOST_TOLD`] and how many more there are. Errors come before warnings, and these
/// before hints; what is chosen is in the order of path and place.
pub fn write_first(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> Printable {
    match format {
        Format::Json | Format::Sarif | Format::Github => write(diagnostics, sources, format),
        Format::HumanColoured | Format::Human | Format::Short => {
            let sorted = diagnostics.sorted(sources);
            let (told, more) = choice::first(choice::together(&sorted, sources));
            let report = for_people(&told, sources, format);
            more.map_or_else(|| report.clone(), |more| report.clone().then(more + "\n"))
        }
    }
}

fn for_people(told: &[Told<'_>], sources: &Sources, format: Format) -> Printable {
    match format {
        Format::HumanColoured => Printable::drawn(&human::write(told, sources, human::Paint::Coloured)),
        Format::Human => Printable::drawn(&human::write(told, sources, human::Paint::Plain)),
        Format::Short | Format::Json | Format::Sarif | Format::Github => {
            Printable::from(told.iter().map(|told| short(told, sources)).collect::<String>())
        }
    }
}

fn short(told: &Told<'_>, sources: &Sources) -> String {
    let diagnostic = told.diagnostic;
    let source = sources.get(diagnostic.primary.span.source);
    let (line, column) = source.position(diagnostic.primary.span.range().start);
    let elsewhere = told.elsewhere(sources);
    let words = diagnostic.helps.first().map(String::as_str).into_iter().chain([elsewhere.as_str()]);
    let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
    let mend = if words.is_empty() { String::new() } else { format!(" ({})", words.join("; ")) };
    let text = format!(
        "{}:{line}:{column}: {}[{}]: {}{mend}",
        source.path,
        diagnostic.code.severity.name(),
        diagnostic.code.name,
        diagnostic.message
    );
    printable(&text) + "\n"
}
