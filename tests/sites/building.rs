//! Builds a knowledge base in process through the library, into a temporary folder, and reads what came out.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use rayon::prelude::*;
use tempfile::TempDir;
use variorum::base::diagnostic::codes;
use variorum::base::diagnostic::report::{self, Format};
use variorum::base::diagnostic::{Diagnostics, Severity};
use variorum::base::language::english_language;
use variorum::base::text::Sources;
use variorum::content::read;
use variorum::history;
use variorum::history::comparison::show::json;
use variorum::output::pipeline;
use variorum::output::publish::{Durability, MANIFEST, News, Origin, Outcome, Request};

use crate::links::Files;

/// A site as it lies on the disk.
pub(crate) struct Built {
    /// Every file but the manifest.
    pub(crate) files: Files,
    /// The list of files that marks the folder as ours.
    pub(crate) manifest: Vec<u8>,
    /// Where the site is published, if it is known.
    pub(crate) base_url: Option<String>,
}

/// Builds a knowledge base that is sound.
pub(crate) fn build(root: &Path) -> Built {
    build_as_of(root, None)
}

/// Builds it as it stood on a day.
pub(crate) fn build_as_of(root: &Path, day: Option<Date>) -> Built {
    let output = tempfile::tempdir().expect("a temporary folder");
    publish_as_of(root, output.path(), day);
    let read = |name: &str| fs::read(output.path().join(name)).expect("a file that was listed");
    let names = names(output.path());
    let files = names.iter().filter(|name| *name != MANIFEST).map(|name| (name.clone(), read(name))).collect();
    Built { files, manifest: read(MANIFEST), base_url: base_url(root) }
}

/// Builds a knowledge base that is sound into a folder. The second value is the number of files that were rendered.
pub(crate) fn publish(root: &Path, output: &Path) -> (Outcome, usize) {
    publish_as_of(root, output, None)
}

fn publish_as_of(root: &Path, output: &Path, day: Option<Date>) -> (Outcome, usize) {
    let rendered = AtomicUsize::new(0);
    let count = |news: News<'_>| {
        rendered.fetch_add(usize::from(matches!(news, News::Done(_))), Ordering::Relaxed);
    };
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(root, &mut diagnostics).expect("the disk is readable");
    let outcome = pipeline::check(&sources, None, &mut diagnostics)
        .map(|knowledge| match day {
            Some(day) => knowledge.as_of(day).expect("something was there on that day"),
            None => knowledge,
        })
        .and_then(|knowledge| pipeline::plan(knowledge, &sources, &mut diagnostics))
        .and_then(|(site, theme)| {
            let program = std::env::current_exe().expect("a test is a program with a path");
            let origin = Origin::of(&program, &sources, site.knowledge().config().base_url.as_ref(), [day, None]);
            let request = Request { folder: output, root, durability: Durability::Lazy, origin, is_stopped: || false };
            let published = pipeline::publish(&site, &theme, request, &count, &mut diagnostics);
            published.expect("a temporary folder is writable")
        });
    // Sites from before authors were asked for are built as they are, and the canary has one definition for its links to others.
    let expected = [codes::NO_AUTHOR.name, codes::RELATED_TO_ITSELF.name];
    let (_, others) = diagnostics.split(|diagnostic| expected.contains(&diagnostic.code.name));
    let faults = others.count(Severity::Error) + others.count(Severity::Warning);
    let report = report::write(&diagnostics, &sources, Format::Human);
    assert_eq!(faults, 0, "{} is sound\n{}", root.display(), report.as_str());
    (outcome.expect("a sound knowledge base is published"), rendered.into_inner())
}

fn base_url(root: &Path) -> Option<String> {
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(root, &mut diagnostics).expect("the disk is readable");
    pipeline::check(&sources, None, &mut diagnostics)?.config().base_url.as_ref().map(ToString::to_string)
}

/// Every two iterations of a knowledge base that is sound, compared: summary and JSON.
pub(crate) fn comparisons(root: &Path) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(root, &mut diagnostics).expect("the disk is readable");
    let knowledge = pipeline::check(&sources, None, &mut diagnostics).expect("the knowledge base is sound");
    let history = history::derive(&knowledge, &sources, english_language());
    let mut pairs = Vec::new();
    for (id, definition) in knowledge.definitions() {
        let numbers = definition.iterations().iter().map(|iteration| iteration.number);
        let chronicle = history.of(id);
        let all = numbers.clone().flat_map(|before| numbers.clone().map(move |after| (before, after)));
        pairs.extend(all.map(|(before, after)| (id, Arc::clone(&chronicle), before, after)));
    }
    pairs
        .into_par_iter()
        .map(|(id, chronicle, before, after)| {
            let summary = history.change(id, after).map(|change| change.summary.clone()).unwrap_or_default();
            let found = chronicle.compare(before, after);
            let json = found.map(|found| json::write(&found.comparison, found.before, found.after));
            summary + &json.unwrap_or_default()
        })
        .collect()
}

/// What is wrong with a knowledge base, from reading to planning. A panic is an answer as well.
pub(crate) fn report(root: &Path) -> String {
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(root, &mut diagnostics).expect("the disk is readable");
    let planned = catch_unwind(AssertUnwindSafe(|| {
        pipeline::check(&sources, None, &mut diagnostics)
            .and_then(|knowledge| pipeline::plan(knowledge, &sources, &mut diagnostics))
            .is_some()
    }));
    match planned {
        Ok(_) => report::write(&diagnostics, &sources, Format::Short).to_string(),
        Err(_) => "it panicked".to_owned(),
    }
}

/// What is wrong with a few texts beside the smallest sound definition.
pub(crate) fn check(texts: &[(&str, &str)]) -> String {
    let mut sources = Sources::default();
    sources.add("variorum.toml", "[site]\ntitle = \"A site\"\ndescription = \"A site.\"\n");
    sources.add("content/definitions/term/definition.md", "+++\nterm = \"A term\"\nsummary = \"A term.\"\n+++\n");
    sources.add("content/definitions/term/1.md", "+++\ndate = 2020-12-08\nauthors = [\"jo-doe\"]\n[[people]]\nid = \"jo-doe\"\nname = \"Jo Doe\"\n+++\n\nA term.\n");
    for (path, text) in texts {
        sources.add(*path, *text);
    }
    let mut diagnostics = Diagnostics::default();
    pipeline::check(&sources, None, &mut diagnostics);
    report::write(&diagnostics, &sources, Format::Short).to_string()
}

/// Every file below a folder as a path with `/`, in order.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("the folder is readable"));
    let mut names: Vec<String> = entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("the file lies below");
            name.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
        })
        .collect();
    names.sort_unstable();
    names
}

/// A knowledge base in another folder.
pub(crate) fn copy(root: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    fs::copy(root.join(read::CONFIGURATION), copy.path().join(read::CONFIGURATION)).expect("a copy");
    for folder in [read::CONTENT, read::THEMES] {
        if root.join(folder).is_dir() {
            for name in names(&root.join(folder)) {
                put(
                    copy.path(),
                    &format!("{folder}/{name}"),
                    &fs::read(root.join(folder).join(&name)).expect("a file"),
                );
            }
        }
    }
    copy
}

/// A copy of a knowledge base with further files.
pub(crate) fn with(root: &Path, files: &[(&str, &[u8])]) -> TempDir {
    let copy = copy(root);
    for (name, bytes) in files {
        put(copy.path(), name, bytes);
    }
    copy
}

/// Writes a file, with the folders that it lies in.
pub(crate) fn put(root: &Path, name: &str, bytes: &[u8]) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a new folder");
    fs::write(path, bytes).expect("a new file");
}
