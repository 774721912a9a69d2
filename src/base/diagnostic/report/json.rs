//! The report for other programs.

use std::fmt::Write as _;

use serde::Serialize;

use crate::base::diagnostic::report::replace_commands;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::text::{Sources, Span};
use crate::base::unicode::replace_hidden;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    errors: usize,
    warnings: usize,
    hints: usize,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    severity: &'a str,
    code: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    further: Vec<Place<'a>>,
    help: &'a [String],
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: &'a str,
}

/// One JSON document.
pub(super) fn write(sorted: &[&Diagnostic], all: &Diagnostics, sources: &Sources) -> String {
    let report = Report {
        version: 1,
        errors: all.count(Severity::Error),
        warnings: all.count(Severity::Warning),
        hints: all.count(Severity::Hint),
        diagnostics: sorted.iter().map(|diagnostic| entry(diagnostic, sources)).collect(),
    };
    without_controls(&serde_json::to_string_pretty(&report).expect("a report has no keys that JSON cannot hold")) + "\n"
}

/// JSON in which what a terminal or a CI runner obeys or a reader cannot see, and JSON may hold raw, is written as `\uXXXX`.
pub fn without_controls(json: &str) -> String {
    let escape = |character: char, safe: &mut String| {
        for unit in character.encode_utf16(&mut [0; 2]) {
            let _ = write!(safe, "\\u{unit:04x}");
        }
    };
    replace_commands(&replace_hidden(json, escape), escape).into_owned()
}

fn entry<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Entry<'a> {
    Entry {
        severity: diagnostic.code.severity.name(),
        code: diagnostic.code.name,
        message: &diagnostic.message,
        place: place(diagnostic.primary.span, &diagnostic.primary.text, sources),
        further: diagnostic.further.iter().map(|label| place(label.span, &label.text, sources)).collect(),
        help: &diagnostic.helps,
        edits: diagnostic
            .edits
            .iter()
            .map(|edit| Change { place: place(edit.span, "", sources), text: &edit.text })
            .collect(),
    }
}

fn place<'a>(span: Span, label: &'a str, sources: &'a Sources) -> Place<'a> {
    let source = sources.get(span.source);
    let (line, column) = source.position(span.range().start);
    let (end_line, end_column) = source.position(span.range().end);
    Place { path: &source.path, line, column, end_line, end_column, label }
}
