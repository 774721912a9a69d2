//! Diagnostics as text: for people, for other programs, for a forge's log.

mod github;
mod human;
pub mod json;
mod sarif;

use crate::characters;
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
/// characters), `label`, `further` (the same places with their labels) and `help` (a list).
pub fn write(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> String {
    let sorted = diagnostics.sorted(sources);
    let each = |line: fn(&Diagnostic, &Sources) -> String| {
        sorted.iter().map(|diagnostic| line(diagnostic, sources)).collect::<String>()
    };
    match format {
        Format::HumanColoured => human::write(&sorted, sources, human::Paint::Coloured),
        Format::Human => human::write(&sorted, sources, human::Paint::Plain),
        Format::Short => each(short),
        Format::Json => json::write(&sorted, diagnostics, sources),
        Format::Sarif => sarif::write(&sorted, sources),
        Format::Github => each(github::line),
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

/// Text on one line that no terminal or log obeys: line ends become spaces; other control characters and the
/// characters that reorder or hide text become `\u{...}`.
pub fn printable(text: &str) -> String {
    escape_hidden(&text.replace(['\n', '\t', '\r'], " "))
}

/// Text on many lines that no terminal or log obeys, as [`printable`]. A line that a CI runner would take for a command of
/// its own, such as `::error::`, begins with an escape as well.
pub fn printable_lines(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for line in escape_hidden(text).split_inclusive('\n') {
        let begins = line.trim_start();
        safe.push_str(&line[..line.len() - begins.len()]);
        match begins.chars().next() {
            Some(sign) if begins.starts_with("::") || begins.starts_with("##[") => {
                safe.extend(sign.escape_unicode());
                safe.push_str(&begins[1..]);
            }
            _ => safe.push_str(begins),
        }
    }
    safe
}

fn escape_hidden(text: &str) -> String {
    characters::replace_hidden(text, |hidden, safe| safe.extend(hidden.escape_unicode())).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_get_no_escape_sequences() {
        assert_eq!(printable("a\u{1b}[31mb\nc"), "a\\u{1b}[31mb c");
        assert_eq!(printable("x\u{202e}y"), "x\\u{202e}y");
        assert_eq!(printable("‘man behind’ 👩‍🔬 می‌خواهم"), "‘man behind’ 👩‍🔬 می‌خواهم");
    }

    #[test]
    fn no_line_is_a_command_to_a_ci_runner() {
        assert_eq!(printable_lines("a ::b\n ::error::x\n##[y]\n:c\n"), "a ::b\n \\u{3a}:error::x\n\\u{23}#[y]\n:c\n");
        assert_eq!(printable_lines("two\nlines\tand \u{202e}more"), "two\nlines\tand \\u{202e}more");
    }
}
