//! One case at least for every code: a small knowledge base with a fault in it, and the report that people read.
//!
//! A case is a folder `tests/diagnostics/<code>/<case>/`. Its files lie over those of `base/`, which is sound, so it holds
//! only what differs; `without.txt` lists files of the base that it takes away, and `expected.txt` is the report.
//! What was published before is in a folder `before/`, where a case has one.
//! `SNAPSHOTS=overwrite` rewrites the reports: read them as somebody who has never programmed before you keep them.

mod front_matter;
mod laying;
mod made;
mod table;

use crate::snapshot;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tempfile::TempDir;
use variorum::base::diagnostic::codes;
use variorum::base::diagnostic::mending::mend;
use variorum::base::diagnostic::report::{self, Format};
use variorum::base::diagnostic::{Diagnostic, Diagnostics, Rewrite};
use variorum::base::text::Sources;
use variorum::content::read;
use variorum::content::read::pictures;
use variorum::output::pipeline;
use variorum::output::pipeline::Given;

/// The day on which everything is checked.
const TODAY: Date = Date::constant(2100, 1, 1);

/// The folder with the base and with a folder for each code.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// The folders below one, with their names, in order.
fn folders(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut folders: Vec<(String, PathBuf)> = entries
        .map(|entry| entry.expect("the entry is readable").path())
        .filter(|path| path.is_dir())
        .map(|path| (path.file_name().expect("a folder has a name").to_string_lossy().into_owned(), path))
        .collect();
    folders.sort();
    folders
}

/// Every case as `<code>/<case>` with its folder.
fn all_cases() -> Vec<(String, PathBuf)> {
    folders(&folder())
        .into_iter()
        .filter(|(code, _)| codes::find(code).is_some())
        .flat_map(|(code, path)| folders(&path).into_iter().map(move |(case, path)| (format!("{code}/{case}"), path)))
        .collect()
}

/// Those that there can be on this system.
fn cases() -> Vec<(String, PathBuf)> {
    let mut cases = all_cases();
    cases.retain(|(name, case)| laying::has_files(case) || made::is_made(name));
    cases
}

/// A knowledge base on the disk and everything that is wrong with it.
struct Checked {
    root: TempDir,
    sources: Sources,
    diagnostics: Diagnostics,
    /// Files that differ after the check from before it.
    touched: Vec<String>,
}

impl Checked {
    fn sorted(&self) -> Vec<&Diagnostic> {
        self.diagnostics.sorted(&self.sources)
    }

    fn report(&self, format: Format) -> String {
        report::write(&self.diagnostics, &self.sources, format).to_string()
    }
}

/// Lays a case over the base and checks it.
fn check(name: &str, case: &Path) -> Checked {
    let root = laying::lay(&folder().join("base"), case);
    made::make(name, root.path());
    let mut checked = check_folder(root);
    let before = case.join(laying::BEFORE);
    if before.is_dir() {
        let before = laying::lay(&folder().join("base"), &before);
        let then = read::read(before.path(), &mut Diagnostics::default()).expect("the disk is readable");
        pipeline::addresses(&then, &checked.sources, "main", &mut checked.diagnostics);
    }
    checked
}

/// Checks what is made alone, over the base.
fn check_made(name: &str) -> Checked {
    check(name, &folder().join("no such folder"))
}

/// Runs every stage that can report something, short of writing output.
fn check_folder(root: TempDir) -> Checked {
    let before = laying::state(root.path());
    let mut diagnostics = Diagnostics::default();
    let mut sources = read::read(root.path(), &mut diagnostics).expect("the disk is readable");
    let planned = pipeline::check_given(&sources, Given { base_url: None, today: Some(TODAY) }, &mut diagnostics)
        .and_then(|knowledge| pipeline::plan(knowledge, &sources, &mut diagnostics));
    if let Some((site, theme)) = planned {
        let taken = pipeline::render(&site, &theme, &|_| Ok(()), &mut diagnostics);
        assert!(taken.is_ok(), "nothing is written here");
    }
    pipeline::check_workflows(root.path(), &mut sources, &mut diagnostics);
    let after = laying::state(root.path());
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let touched = names.into_iter().filter(|name| before.get(*name) != after.get(*name)).cloned().collect();
    Checked { root, sources, diagnostics, touched }
}

/// What does not hold for every diagnostic of a checked knowledge base: a place inside its file, and a mend.
fn complaints(checked: &Checked) -> Vec<String> {
    let mut complaints: Vec<String> = checked.touched.iter().map(|file| format!("`{file}` was changed")).collect();
    for diagnostic in checked.sorted() {
        for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.further) {
            if checked.sources.get(label.span.source).text.get(label.span.range()).is_none() {
                complaints.push(format!("`{}` points at no text: {:?}", diagnostic.message, label.span.range()));
            }
        }
        if diagnostic.helps.iter().all(|help| help.trim().is_empty()) {
            complaints.push(format!("`{}` does not help", diagnostic.message));
        }
    }
    complaints
}

#[test]
fn every_case_is_reported_as_people_should_read_it() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        let checked = check(&name, &case);
        let code = name.split('/').next().expect("a case lies below a code");
        if !checked.sorted().iter().any(|diagnostic| diagnostic.code.name == code) {
            wrong.push(format!("{name}: `{code}` is not reported"));
        }
        wrong.extend(complaints(&checked).into_iter().map(|complaint| format!("{name}: {complaint}")));
        wrong.extend(snapshot::difference(checked.report(Format::Human), &case.join("expected.txt")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_base_is_sound() {
    assert_eq!(check_made("nothing").report(Format::Human), "");
}

/// No file can stand for this code: with the parser's options as they are, 187 million texts made of Markdown's own marks
/// did not make pulldown-cmark 0.13.6 panic. `what_breaks_other_parsers_is_read` reads those that break others.
const WITHOUT_CASE: &[&str] = &["unreadable-markdown"];

#[test]
fn every_code_has_a_case_and_every_case_a_code() {
    let covered: BTreeSet<String> =
        all_cases().iter().filter_map(|(name, _)| Some(name.split_once('/')?.0.to_owned())).collect();
    let missing: Vec<&str> = codes::all()
        .map(|code| code.name)
        .filter(|code| !covered.contains(*code) && !WITHOUT_CASE.contains(code))
        .collect();
    assert!(missing.is_empty(), "codes without a case: {}", missing.join(", "));
    let strange: Vec<String> = folders(&folder())
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| codes::find(name).is_none() && !["base", "together"].contains(&name.as_str()))
        .collect();
    assert!(strange.is_empty(), "folders of no code: {}", strange.join(", "));
}

#[test]
fn everything_that_is_made_belongs_to_a_case() {
    let names: BTreeSet<String> = all_cases().into_iter().map(|(name, _)| name).collect();
    for name in made::names() {
        assert!(names.contains(name), "{name} is made, but has no folder with an expected report");
    }
}

#[test]
fn what_breaks_other_parsers_is_read() {
    let checked = check_made("made/hostile-markdown");
    let found: Vec<&str> = checked.sorted().iter().map(|diagnostic| diagnostic.code.name).collect();
    assert!(!found.contains(&"unreadable-markdown"), "{}", checked.report(Format::Human));
    assert_eq!(complaints(&checked), Vec::<String>::new());
}

#[test]
fn faults_of_several_files_are_reported_in_one_run() {
    let case = folder().join("together");
    let checked = check("together", &case);
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for diagnostic in checked.sorted() {
        let path = checked.sources.get(diagnostic.primary.span.source).path.as_str();
        files.entry(path).or_default().push(diagnostic.code.name);
    }
    assert!(files.len() >= 5, "faults of five files are seen at once: {files:?}");
    assert!(files.values().any(|codes| codes.len() > 2), "several faults of one file are seen at once: {files:?}");
    assert_eq!(complaints(&checked), Vec::<String>::new());
    assert_eq!(snapshot::difference(checked.report(Format::Human), &case.join("expected.txt")), None);
}

#[test]
fn the_order_of_a_report_does_not_depend_on_the_run() {
    let case = folder().join("together");
    let first = check("together", &case).report(Format::Json);
    for _ in 0..4 {
        assert_eq!(check("together", &case).report(Format::Json), first);
    }
}

#[test]
fn all_formats_tell_the_same() {
    for (name, case) in cases().into_iter().chain([("together".to_owned(), folder().join("together"))]) {
        let checked = check(&name, &case);
        let sorted = checked.sorted();
        let json: serde_json::Value = serde_json::from_str(&checked.report(Format::Json)).expect("JSON");
        assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(sorted.len()), "{name}: JSON");
        let counted: u64 = ["errors", "warnings", "hints"].iter().filter_map(|severity| json[severity].as_u64()).sum();
        assert_eq!(usize::try_from(counted).ok(), Some(sorted.len()), "{name}: the counts of JSON");
        let sarif: serde_json::Value = serde_json::from_str(&checked.report(Format::Sarif)).expect("SARIF is JSON");
        let results = sarif["runs"][0]["results"].as_array().expect("results");
        assert_eq!(results.len(), sorted.len(), "{name}: SARIF");
        for (result, diagnostic) in results.iter().zip(&sorted) {
            assert_eq!(result["ruleId"], diagnostic.code.name, "{name}");
            let place = &result["locations"][0]["physicalLocation"]["region"];
            let source = checked.sources.get(diagnostic.primary.span.source);
            let (line, column) = source.position(diagnostic.primary.span.range().start);
            assert_eq!((&place["startLine"], &place["startColumn"]), (&line.into(), &column.into()), "{name}");
        }
        let (short, github) = (checked.report(Format::Short), checked.report(Format::Github));
        assert_eq!(short.lines().count(), sorted.len(), "{name}: one short line each\n{short}");
        assert_eq!(github.lines().count(), sorted.len(), "{name}: one command each\n{github}");
        for ((short, github), diagnostic) in short.lines().zip(github.lines()).zip(&sorted) {
            let source = checked.sources.get(diagnostic.primary.span.source);
            let (line, column) = source.position(diagnostic.primary.span.range().start);
            let path = report::printable(&source.path);
            let severity = diagnostic.code.severity.name();
            let place = format!("{path}:{line}:{column}: {severity}[{}]: ", diagnostic.code.name);
            assert!(short.starts_with(&place), "{name}: {short}");
            // GitHub calls a hint a notice.
            let command = severity.replace("hint", "notice");
            assert!(github.starts_with(&format!("::{command} file=")), "{name}: {github}");
            assert!(github.contains(&format!(",line={line},col={column},")), "{name}: {github}");
        }
    }
}

#[test]
fn no_report_sends_what_a_terminal_obeys() {
    let obeyed = |character: &char| character.is_control() || matches!(character, '\u{202A}'..='\u{202E}');
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        let checked = check(&name, &case);
        for format in [Format::Human, Format::Short, Format::Github] {
            let report = checked.report(format).replace('\n', "");
            wrong.extend(report.chars().find(obeyed).map(|found| format!("{name}, {format:?}: {found:?}")));
        }
        let json = checked.report(Format::Json).replace('\n', "");
        wrong.extend(json.chars().find(|found| found.is_control()).map(|found| format!("{name}, JSON: {found:?}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn messages_are_sentences_without_a_full_stop_and_short() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        for diagnostic in check(&name, &case).sorted() {
            let message = &diagnostic.message;
            let is_sentence = !message.is_empty() && !message.ends_with('.') && !message.contains('\n');
            if !is_sentence || message.chars().count() > 240 {
                wrong.push(format!("{name}: {message:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_line_that_is_not_toml_is_reported_once() {
    let mut wrong = Vec::new();
    for (name, case) in cases().into_iter().filter(|(name, _)| name.starts_with("toml-syntax/")) {
        let checked = check(&name, &case);
        let mut lines: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for diagnostic in checked.sorted() {
            let source = checked.sources.get(diagnostic.primary.span.source);
            let (line, _) = source.position(diagnostic.primary.span.range().start);
            lines.entry(line).or_default().push(&diagnostic.message);
        }
        wrong.extend(
            lines.into_values().filter(|messages| messages.len() > 1).map(|found| format!("{name}: {found:?}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_line_that_is_not_toml_is_reported_at_once() {
    let checked = check("toml-syntax/several", &folder().join("toml-syntax/several"));
    for line in [2, 3] {
        let place = format!("content/practices/onboarding.md:{line}:");
        let report = checked.report(Format::Short);
        assert!(report.contains(&place), "nothing is said of line {line}:\n{report}");
    }
}

#[test]
fn no_help_offers_a_thing_twice() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        for help in check(&name, &case).sorted().iter().flat_map(|diagnostic| &diagnostic.helps) {
            let offered: Vec<&str> = help.split('`').skip(1).step_by(2).collect();
            let different: BTreeSet<&&str> = offered.iter().collect();
            if help.starts_with("did you mean") && different.len() < offered.len() {
                wrong.push(format!("{name}: {help}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text with what its reports offer to paste in the place of what they point at.
fn mended(checked: &Checked, path: &str) -> String {
    let mut text = std::fs::read_to_string(checked.root.path().join(path)).expect("the faulty file");
    for diagnostic in checked.sorted() {
        for help in &diagnostic.helps {
            let source = checked.sources.get(diagnostic.primary.span.source);
            let (line, _) = source.position(diagnostic.primary.span.range().start);
            let faulty = source.text.lines().nth(line - 1).expect("the line is there");
            if let Some(toml) = help.strip_prefix("replace it with this:\n") {
                let end = text[4..].find("\n---").expect("the second line of hyphens") + 8;
                text.replace_range(..end, toml);
            } else if let Some((_, line)) = help.split_once("write `") {
                text = text.replace(faulty, line.trim_end_matches('`'));
            }
        }
    }
    text
}

#[test]
fn what_a_report_offers_to_paste_mends_the_fault() {
    let mut wrong = Vec::new();
    for (name, path) in [
        ("toml-syntax/colon", "content/practices/onboarding.md"),
        ("toml-syntax/colon-and-quotes", "content/practices/onboarding.md"),
        ("toml-syntax/colon-before-date", "content/definitions/prodops/2.md"),
        ("toml-syntax/colon-before-list", "content/definitions/prodops/2.md"),
        ("yaml-front-matter/practice", "content/practices/onboarding.md"),
        ("yaml-front-matter/quotes", "content/definitions/prodops/2.md"),
    ] {
        let checked = check(name, &folder().join(name));
        let text = mended(&checked, path);
        fs::write(checked.root.path().join(path), &text).expect("a mended file");
        let report = check_folder(checked.root).report(Format::Short);
        if !report.is_empty() {
            wrong.push(format!("{name}, mended as offered:\n{text}\n{report}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_fault_in_a_template_is_reported_once() {
    let checked = check_made("made/fault-in-every-page");
    assert_eq!(checked.sorted().len(), 1, "{}", checked.report(Format::Short));
    assert_eq!(complaints(&checked), Vec::<String>::new());
}

#[test]
fn a_theme_without_its_parts_is_reported_in_few_words() {
    let checked = check_made("made/theme-without-parts");
    let longest = checked.sorted().iter().map(|diagnostic| diagnostic.message.chars().count()).max();
    assert!(longest.is_some_and(|length| length <= 240), "{}", checked.report(Format::Short));
}

/// The path and the new bytes of a file that is not a text and can be mended.
fn rewritten(sources: &Sources) -> impl Fn(&Diagnostic) -> Option<(String, Vec<u8>)> {
    |diagnostic| {
        let (id, Rewrite::WithoutPlace) = diagnostic.rewrite?;
        let asset = sources.assets().iter().find(|asset| asset.source == id)?;
        Some((asset.path.to_string(), pictures::without_place(&asset.bytes)?))
    }
}

/// Writes what can be mended into the files of a checked knowledge base and checks it again; none if nothing can be.
fn mend_once(checked: Checked) -> Option<Checked> {
    let done = mend(&checked.diagnostics, &checked.sources, |source| source.is_read);
    let pictures: Vec<(String, Vec<u8>)> =
        checked.sorted().into_iter().filter_map(rewritten(&checked.sources)).collect();
    if done.texts.is_empty() && pictures.is_empty() {
        return None;
    }
    for (path, bytes) in pictures {
        fs::write(checked.root.path().join(path), bytes).expect("the file can be written");
    }
    for (id, text) in &done.texts {
        let path = checked.root.path().join(&checked.sources.get(*id).path);
        fs::write(path, text).expect("the file can be written");
    }
    Some(check_folder(checked.root))
}

#[test]
fn what_a_program_can_mend_is_mended_after_a_few_rounds() {
    let mut sound: BTreeSet<String> = BTreeSet::new();
    for (name, case) in cases() {
        let mut checked = check(&name, &case);
        let mut rounds = 0;
        while checked.diagnostics.mendable() > 0 {
            let told = checked.report(Format::Short);
            checked = mend_once(checked).expect("a mend that nothing is in the way of can be done");
            rounds += 1;
            assert_ne!(checked.report(Format::Short), told, "{name}: a mend changed nothing");
            assert!(rounds < 10, "{name}: mending does not end");
        }
        if rounds > 0 && !checked.diagnostics.has_errors() {
            sound.insert(name);
        }
    }
    let expected = [
        "invisible-character/",
        "toml-syntax/date-in-words",
        "unclosed-front-matter/",
        "unknown-choice/",
        "unknown-key/",
        "wrong-type/",
        "yaml-front-matter/",
    ];
    for beginning in expected {
        assert!(sound.iter().any(|name| name.starts_with(beginning)), "{beginning} is not mended whole: {sound:?}");
    }
}
