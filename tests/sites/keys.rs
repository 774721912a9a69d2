//! Every key that takes a text holds the marker of the canary. The program itself is asked which keys there are, so that a
//! new one without a canary fails.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use toml::Value;
use variorum::base::diagnostic::{Diagnostics, Severity};
use variorum::output::pipeline;

use crate::sites::building::names;
use crate::sites::canary::{self, Files, Word};

/// A key that no table has, and that is like none that one has.
const NO_KEY: &str = "qqqqqqqqqqqqqqqq";
/// What a key takes, if it takes any text at all.
const FORMS: [&str; 3] = ["\"'<b>&{{ 7*7 }}\"", "[\"'<b>&{{ 7*7 }}\"]", "\"https://example.org/?'<b>&{{7*7}}\""];

/// A file of each kind.
const KINDS: [&str; 9] = [
    "variorum.toml",
    "content/definitions/prodops/definition.md",
    "content/definitions/prodops/1.md",
    "content/definitions/prodops/seals.toml",
    "content/practices/a.md",
    "content/contributions/2020-12-08-comment.md",
    "content/influences/lean.md",
    "content/people/ann.md",
    "content/pages/about.md",
];

fn kind_of(path: &str) -> &'static str {
    let (folder, name) = path.rsplit_once('/').unwrap_or_default();
    let is_iteration = |name: &str| name.starts_with(|sign: char| sign.is_ascii_digit());
    let is_kind = |kind: &&str| {
        let (other_folder, other) = kind.rsplit_once('/').unwrap_or_default();
        let is_of_definition = folder.starts_with("content/definitions/");
        folder == other_folder && (!is_of_definition || name == other || is_iteration(name) && is_iteration(other))
    };
    KINDS.into_iter().find(is_kind).unwrap_or_else(|| panic!("{path} is of no kind"))
}

fn has_front_matter(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|suffix| suffix == "md")
}

/// A file of a kind that holds a line of TOML, below the line that opens a table.
fn file(kind: &str, opening: &str, line: &str) -> String {
    let fence = if has_front_matter(kind) { "+++" } else { "" };
    format!("{fence}\n{opening}\n{line}\n{fence}\n")
}

/// The line that holds it.
const LINE: usize = 3;

/// What the program says of that line.
fn said(kind: &str, opening: &str, line: &str) -> Vec<(Severity, &'static str, String)> {
    let mut files = Files::from([("variorum.toml".to_owned(), String::new())]);
    files.insert(kind.to_owned(), file(kind, opening, line));
    let (sources, mut diagnostics) = (canary::sources(&files), Diagnostics::default());
    pipeline::check(&sources, None, &mut diagnostics);
    let of_line = |span: variorum::base::text::Span| {
        let source = sources.get(span.source);
        source.path == kind && source.position(span.range().start).0 == LINE
    };
    let found = diagnostics.sorted(&sources).into_iter().filter(|found| of_line(found.primary.span));
    found.map(|found| (found.code.severity, found.code.name, found.helps.join(" "))).collect()
}

/// The keys of a table, as the program lists them; none if nothing that the line opens is a table.
fn keys(kind: &str, opening: &str) -> Vec<String> {
    let said = said(kind, opening, &format!("{NO_KEY} = 1"));
    let help =
        said.into_iter().find(|(_, code, _)| *code == "unknown-key").map(|(_, _, help)| help).unwrap_or_default();
    help.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Every key of a kind of file, as `table.key`, with the line that opens its table.
fn all_keys(kind: &str) -> BTreeMap<String, String> {
    let mut tables = vec![(String::new(), String::new())];
    let mut all = BTreeMap::new();
    while let Some((table, opening)) = tables.pop() {
        for key in keys(kind, &opening) {
            let name = if table.is_empty() { key } else { format!("{table}.{key}") };
            for opening in [format!("[{name}]"), format!("[[{name}]]")] {
                tables.push((name.clone(), opening));
            }
            all.insert(name, opening.clone());
        }
    }
    all
}

/// Whether a key takes a text with the signs of the marker.
fn takes_a_text(kind: &str, name: &str, opening: &str) -> bool {
    let key = name.rsplit('.').next().unwrap_or(name);
    let is_taken = |form: &&str| {
        let said = said(kind, opening, &format!("{key} = {form}"));
        said.iter().all(|(severity, ..)| *severity != Severity::Error)
    };
    FORMS.iter().any(is_taken)
}

/// The names of the keys that hold a form of the marker.
fn marked(value: &Value, name: &str, marked_names: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            if Word::marker().forms().iter().any(|form| text.contains(form.as_str())) {
                marked_names.insert(name.to_owned());
            }
        }
        Value::Array(values) => values.iter().for_each(|value| marked(value, name, marked_names)),
        Value::Table(table) => {
            for (key, value) in table {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                marked(value, &name, marked_names);
            }
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

#[test]
fn the_marker_stands_in_every_key_that_takes_a_text() {
    let base = canary::filled(&Word::marker());
    let mut with_marker: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for path in names(base.path()).into_iter().filter(|path| !canary::is_picture(path)) {
        let text = std::fs::read_to_string(base.path().join(&path)).expect("a text");
        let toml =
            text.strip_prefix("+++\n").map_or(text.as_str(), |text| text.split("\n+++\n").next().unwrap_or_default());
        let value = toml.parse::<toml::Table>().unwrap_or_else(|error| panic!("{path}: {error}"));
        marked(&Value::Table(value), "", with_marker.entry(kind_of(&path)).or_default());
    }
    let (mut without, mut texts, mut others) = (Vec::new(), 0, 0);
    for kind in KINDS {
        for (name, opening) in all_keys(kind) {
            let is_text = takes_a_text(kind, &name, &opening);
            *if is_text { &mut texts } else { &mut others } += 1;
            if is_text && !with_marker[kind].contains(&name) {
                without.push(format!("{kind}: `{name}`"));
            }
        }
    }
    assert!(without.is_empty(), "these keys take a text and hold no marker:\n{}", without.join("\n"));
    assert!(texts > 25 && others > 25, "{texts} keys with texts and {others} others: not all were asked for");
}
