//! The report as SARIF 2.1.0 (OASIS), which forges and editors show beside the code.

use serde_json::{Value, json};

use crate::base::diagnostic::report::json::without_controls;
use crate::base::diagnostic::{Diagnostic, Edit, Label, Severity};
use crate::base::text::{Sources, Span, percent_encode};

/// One document with one run. Its rules are the codes that were found. Columns count characters.
pub(super) fn write(sorted: &[&Diagnostic], sources: &Sources) -> String {
    let mut codes: Vec<_> = sorted.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_by_key(|code| code.name);
    codes.dedup_by_key(|code| code.name);
    let rules: Vec<Value> = codes
        .iter()
        .map(|code| {
            json!({
                "id": code.name,
                "shortDescription": { "text": code.title },
                "help": { "text": code.explanation },
                "defaultConfiguration": { "level": level(code.severity) },
            })
        })
        .collect();
    let results: Vec<Value> = sorted.iter().map(|diagnostic| result(diagnostic, sources)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "variorum", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let text = serde_json::to_string_pretty(&document).expect("a report has no keys that JSON cannot hold");
    without_controls(&text) + "\n"
}

fn result(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let mut message = diagnostic.message.clone();
    for help in &diagnostic.helps {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    let mut result = json!({
        "ruleId": diagnostic.code.name,
        "level": level(diagnostic.code.severity),
        "message": { "text": message },
        "locations": [location(&diagnostic.primary, sources)],
    });
    if !diagnostic.further.is_empty() {
        result["relatedLocations"] = diagnostic.further.iter().map(|label| location(label, sources)).collect();
    }
    if !diagnostic.edits.is_empty() {
        let changes: Vec<Value> = diagnostic.edits.iter().map(|edit| change(edit, sources)).collect();
        result["fixes"] = json!([{ "artifactChanges": changes }]);
    }
    result
}

fn change(edit: &Edit, sources: &Sources) -> Value {
    let (artifact, region) = place(edit.span, sources);
    let replacement = json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } });
    json!({ "artifactLocation": artifact, "replacements": [replacement] })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn location(label: &Label, sources: &Sources) -> Value {
    let (artifact, region) = place(label.span, sources);
    let mut location = json!({ "physicalLocation": { "artifactLocation": artifact, "region": region } });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

/// A file and a region of it.
fn place(span: Span, sources: &Sources) -> (Value, Value) {
    let source = sources.get(span.source);
    let (line, column) = source.position(span.range().start);
    let (end_line, end_column) = source.position(span.range().end);
    (
        json!({ "uri": percent_encode(&source.path, "-._~/"), "uriBaseId": "%SRCROOT%" }),
        json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column }),
    )
}
