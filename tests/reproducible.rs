//! The same knowledge base gives the same bytes, whoever builds it, where and when.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use variorum::base::diagnostic::Diagnostics;
use variorum::base::text::Sources;
use variorum::edition::batch::Run;
use variorum::edition::theme::{render, render_one};
use variorum::output::pipeline;

/// The knowledge base that is built: the project's own.
fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder, as paths relative to it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("the folder is there") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path.strip_prefix(folder).expect("below the folder").to_owned());
            }
        }
    }
    files.sort();
    files
}

/// Copies the knowledge base, in an order that decides in which order the folders list their files.
fn copy(to: &Path, is_backward: bool) {
    let mut paths: Vec<PathBuf> = ["content", "themes"]
        .into_iter()
        .flat_map(|folder| files(&project().join(folder)).into_iter().map(move |path| Path::new(folder).join(path)))
        .chain([PathBuf::from("variorum.toml")])
        .collect();
    if is_backward {
        paths.reverse();
    }
    for path in paths {
        let target = to.join(&path);
        fs::create_dir_all(target.parent().expect("a file lies in a folder")).expect("a new folder");
        fs::copy(project().join(&path), target).expect("the file can be copied");
    }
}

/// The bytes of every published file; what the publisher keeps for itself begins with a dot of its own name.
fn published(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let own = |path: &PathBuf| path.iter().any(|part| part.to_string_lossy().starts_with(".variorum"));
    let published: BTreeMap<PathBuf, Vec<u8>> = files(folder)
        .into_iter()
        .filter(|path| !own(path))
        .map(|path| (path.clone(), fs::read(folder.join(&path)).expect("the file is readable")))
        .collect();
    assert!(published.len() > 30, "a whole site was built");
    published
}

/// One way to build: a program to run before ours, variables, the folder's name, the order of its files.
struct Way {
    name: &'static str,
    before: &'static [&'static str],
    variables: &'static [(&'static str, &'static str)],
    folder: &'static str,
    is_backward: bool,
}

const PLAIN: Way = Way { name: "plain", before: &[], variables: &[], folder: "base", is_backward: false };

const WAYS: [Way; 9] = [
    Way { name: "one thread", variables: &[("RAYON_NUM_THREADS", "1")], ..PLAIN },
    Way { name: "eight threads", variables: &[("RAYON_NUM_THREADS", "8")], ..PLAIN },
    Way { name: "another time zone", variables: &[("TZ", "Pacific/Kiritimati")], ..PLAIN },
    Way { name: "another locale", variables: &[("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")], ..PLAIN },
    Way { name: "another path", folder: "a far longer path/with Größe and spaces", ..PLAIN },
    Way { name: "another order of files", is_backward: true, ..PLAIN },
    Way {
        name: "another home and terminal",
        variables: &[("HOME", "/nowhere"), ("TERM", "dumb"), ("COLUMNS", "33")],
        ..PLAIN
    },
    Way { name: "another clock", before: &["faketime", "2001-02-03 04:05:06"], ..PLAIN },
    Way { name: "another user", before: &["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], ..PLAIN },
];

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Whether a way can be tried on this machine.
fn can_be_tried(way: &Way) -> bool {
    let Some(program) = way.before.first() else { return true };
    let is_root = fs::metadata("/root").is_ok() && fs::read_dir("/root").is_ok();
    let can = is_there(program) && (*program != "setpriv" || is_root);
    assert!(can || std::env::var_os("CI").is_none(), "`{program}` is needed in CI, and run as root");
    if !can {
        eprintln!("SKIPPED: {} (`{program}` is missing or not allowed)", way.name);
    }
    can
}

fn build(way: &Way) -> BTreeMap<PathBuf, Vec<u8>> {
    let place = TempDir::new().expect("a temporary folder");
    let base = place.path().join(way.folder);
    copy(&base, way.is_backward);
    // Another user must get at the program and write the output.
    let program = place.path().join("variorum");
    fs::copy(env!("CARGO_BIN_EXE_variorum"), &program).expect("the program can be copied");
    if way.before.first() == Some(&"setpriv") {
        let opened = Command::new("chmod").args(["-R", "a+rwX"]).arg(place.path()).status().expect("`chmod` is there");
        assert!(opened.success());
    }
    let mut words = way.before.iter().map(std::ffi::OsStr::new).chain([program.as_os_str()]);
    let mut command = Command::new(words.next().expect("at least the program"));
    // With an address, because there are files that only such a site has.
    command.args(words).args(["build", "--base-url", "https://example.org/"]).current_dir(&base).stdin(Stdio::null());
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("NO_COLOR", "1");
    command.envs(way.variables.iter().copied());
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{}: {}", way.name, String::from_utf8_lossy(&output.stderr));
    published(&base.join("public"))
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let plain = build(&PLAIN);
    for way in WAYS.iter().filter(|way| can_be_tried(way)) {
        let other = build(way);
        assert!(plain.keys().eq(other.keys()), "{}: other files", way.name);
        let differs: Vec<&PathBuf> = plain.keys().filter(|path| plain[*path] != other[*path]).collect();
        assert!(differs.is_empty(), "{}: {differs:?}", way.name);
    }
}

/// A definition with so many pages that its feed is the first of a run that has a frame: eight texts and three announcements.
fn long_history() -> Sources {
    let mut sources = Sources::default();
    let configuration = "[site]\ntitle = \"Tidy\"\ndescription = \"Tidy.\"\nbase_url = \"https://example.org/\"\n";
    sources.add("variorum.toml", configuration);
    let folder = "content/definitions/tidy";
    sources.add(format!("{folder}/definition.md"), "+++\nterm = \"Tidy\"\nsummary = \"What tidy is.\"\n+++\n");
    for number in 1..=11 {
        let rest = if number <= 8 { "+++\n\nTidy is order.\n" } else { "status = \"tba\"\nnote = \"Later.\"\n+++\n" };
        sources.add(format!("{folder}/{number}.md"), format!("+++\ndate = 2020-01-{number:02}\n{rest}"));
    }
    sources
}

#[test]
fn a_page_is_the_same_alone_and_among_others() {
    let (sources, mut diagnostics) = (long_history(), Diagnostics::default());
    let knowledge = pipeline::check(&sources, None, &mut diagnostics).expect("a sound knowledge base");
    let (site, theme) = pipeline::plan(knowledge, &sources, &mut diagnostics).expect("a theme");
    let runs = Run::all(&site);
    assert!(runs.len() < site.routes().len(), "some pages are written together");
    let together = runs.into_iter().flat_map(|run| render(run, &theme));
    for (page, file) in site.routes().iter().zip(together) {
        let (alone, file) = (render_one(&site, page, &theme).expect("a page"), file.expect("a page"));
        assert_eq!(file.route, &page.0);
        assert!(file.bytes == alone.bytes, "{} depends on what was written before it", file.route);
    }
}

#[test]
fn every_file_in_every_folder_is_compared() {
    let place = TempDir::new().expect("a temporary folder");
    fs::write(place.path().join("a"), "one").expect("a file");
    fs::create_dir(place.path().join("b")).expect("a folder");
    fs::write(place.path().join("b/c"), "two").expect("a file");
    assert_eq!(files(place.path()), [PathBuf::from("a"), PathBuf::from("b/c")]);
}
