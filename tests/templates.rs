//! `docs/templates.md` says what each template receives. It is written from the types of the views, so that it stays true:
//! `SNAPSHOTS=overwrite cargo test --test library templates::` writes it anew.

use crate::snapshot;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

const HEAD: &str = "# What each template receives

A template gets what its page shows as `page`, what stands around every page as `frame`, the parameters of the theme as `theme`, the
words of the site as `words`, and fetches nothing else. This page is made
from the types in `src/edition/views/`; [themes.md](themes.md) tells how to change the look, and [words.md](words.md) what `words` holds.

Kinds of values: *text* is escaped wherever it is written; *HTML* is markup that is known to be safe and goes in as it is; an *address*
is relative to the page, unless nothing but a whole one will do; what may be *nothing* is false in `{% if %}`. A name such as
[Link](#link) stands for a value with parts of its own, told below under that name. `theme` holds the parameters of `theme.toml`.
";

/// A type of a view with its fields, each with what is said of them.
struct View {
    about: String,
    fields: Vec<Field>,
}

#[derive(Clone)]
struct Field {
    name: String,
    kind: String,
    about: String,
}

/// All types in the files of the views.
fn views() -> BTreeMap<String, View> {
    let edition = Path::new(ROOT).join("src/edition");
    let mut folders = ["views", "batch", "links"].map(|name| edition.join(name)).to_vec();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    let mut views = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("sources are text");
        read(&text, &mut views);
    }
    lists(&mut views);
    views
}

/// The list of a folder is one type for all folders: its first field has the name and the type of what is in the folder.
fn lists(views: &mut BTreeMap<String, View>) {
    let (list, entries) = (views.remove("ListView").expect("lists"), views.remove("Entries").expect("what is in them"));
    for entries in entries.fields {
        let folder = entries.name.to_lowercase();
        let about = format!("What `{folder}.html` shows.");
        // Contributions stand in groups.
        let name = if entries.kind == "Vec<Group>" { "groups".to_owned() } else { folder };
        let others = list.fields.iter().filter(|field| field.name != "entries").cloned();
        let fields = std::iter::once(Field { name, ..entries.clone() }).chain(others).collect();
        views.insert(format!("{}View", entries.name), View { about, fields });
    }
}

fn read(text: &str, views: &mut BTreeMap<String, View>) {
    let mut about = String::new();
    let mut open: Option<(String, View)> = None;
    for line in text.lines() {
        let line = line.trim();
        if let Some(words) = line.strip_prefix("///") {
            let space = if about.is_empty() { "" } else { " " };
            let _ = write!(about, "{space}{}", words.trim());
        } else if let Some(name) = declared(line) {
            open = Some((name.to_owned(), View { about: std::mem::take(&mut about), fields: Vec::new() }));
        } else if let Some((_, view)) = &mut open
            && let Some((name, kind)) = field(line)
        {
            let (kind, about) = (kind.to_owned(), std::mem::take(&mut about));
            view.fields.push(Field { name: name.to_owned(), kind, about });
        } else if line == "}" {
            views.extend(open.take());
        } else if !line.starts_with("#[") {
            about.clear();
        }
    }
}

/// The name of a type whose fields or variants follow.
fn declared(line: &str) -> Option<&str> {
    line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))?.strip_suffix(" {")
}

/// The name and the type of a field, or of a variant with one value.
fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_suffix(',')?;
    let variant = || line.strip_suffix(')')?.split_once('(');
    line.strip_prefix("pub ").and_then(|field| field.split_once(": ")).or_else(variant)
}

/// What a type is, in words.
fn words(kind: &str, parts: &mut BTreeSet<String>) -> String {
    let inside = |outer: &str| kind.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>')).map(str::to_owned);
    if let Some(inner) = inside("Option<") {
        return format!("{}, or nothing", words(&inner, parts));
    }
    if let Some(inner) = inside("Vec<") {
        return format!("a list: {}", words(&inner, parts));
    }
    if let Some(inner) = inside("Prepared<").or_else(|| inside("Box<")) {
        return words(&inner, parts);
    }
    match kind {
        "String" | "&'static str" => "text".to_owned(),
        "u32" | "usize" | "i16" => "a number".to_owned(),
        "bool" => "true or false".to_owned(),
        "Address" => "an address".to_owned(),
        "Html" => "HTML".to_owned(),
        name => {
            parts.insert(name.to_owned());
            format!("[{name}](#{})", name.to_lowercase())
        }
    }
}

fn table(view: &View, parts: &mut BTreeSet<String>) -> String {
    let mut table = String::from("| name | what it is | |\n|---|---|---|\n");
    for field in &view.fields {
        let _ = writeln!(table, "| `{}` | {} | {} |", field.name, words(&field.kind, parts), field.about);
    }
    table
}

#[test]
fn the_documentation_says_what_each_template_receives() {
    let views = views();
    let mut parts = BTreeSet::new();
    let mut page = format!("{HEAD}\n## Every template: `frame`\n\n{}", table(&views["Frame"], &mut parts));
    let mut told = BTreeSet::new();
    for view in views.values() {
        let names = view.about.strip_prefix("What ").and_then(|rest| rest.split_once(" show"));
        let Some((names, _)) = names.filter(|(names, _)| names.starts_with('`')) else { continue };
        let _ = write!(page, "\n## {names}\n\n{}", table(view, &mut parts));
        told.extend(names.split('`').filter(|name| name.contains('.')).map(str::to_owned));
    }
    let templates = fs::read_dir(Path::new(ROOT).join("themes/broadside/templates")).expect("the folder is there");
    let names = templates.map(|entry| entry.expect("the entry is readable").file_name().to_string_lossy().into_owned());
    let untold: Vec<String> = names.filter(|name| !told.contains(name)).collect();
    assert!(untold.iter().all(|name| OTHERS.contains(&name.as_str())), "no view says that it is for {untold:?}");
    page.push_str("\n## `keys.html`, `not-found.html`\n\nNothing but `frame`.\n\n## Parts\n");
    let mut written = BTreeSet::new();
    while let Some(name) = parts.iter().find(|name| !written.contains(*name)).cloned() {
        let view = views.get(&name).unwrap_or_else(|| panic!("no view has the name {name}"));
        let _ = write!(page, "\n### {name}\n\n{}\n\n{}", view.about, table(view, &mut parts));
        written.insert(name);
    }
    if let Some(difference) = snapshot::difference(page, &Path::new(ROOT).join("docs/templates.md")) {
        panic!("{difference}");
    }
}

/// What others extend or take components from, and what shows nothing of its own.
const OTHERS: [&str; 4] = ["base.html", "keys.html", "not-found.html", "parts.html"];
