//! Whatever passes the check can be published: trees of documents, pictures and files of a theme with names that may
//! collide with each other and with everything that the program makes.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;
use variorum::base::diagnostic::Diagnostics;
use variorum::base::diagnostic::report::{self, Format};
use variorum::content::config::read_base_url;
use variorum::content::read;
use variorum::output::pipeline;
use variorum::output::publish::{Durability, Request};

/// The smallest picture.
const PNG: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82";

const FOLDERS: &[&str] = &["definitions/tidy", "definitions", "definitions/old", "practices", "people", "pages"];

/// Names that pages have, or nearly have.
const NAMES: &[&str] = &[
    "index.html",
    "about.html",
    "about.md",
    "1.html",
    "2.html",
    "1.md",
    "compare-1-2.html",
    "variorum.html",
    "dossier.html",
    "propose.html",
    "feed.xml",
    "feed.json",
    "history.json",
    "citations.bib",
    "timemap",
    "card.png",
    "card-1.png",
    "Card-2.PNG",
    "definition.md",
    "maps",
    "Maps",
    "Tidy",
    "tidy",
    "search",
    "a.b",
];

const FILES: &[&str] = &["a.png", "A.png", "card.png", "card-1.png", "card-9.png", "1.png", "index.png", "about.png"];

const SLUGS: &[&str] = &["about", "tidy", "old", "older", "index", "maps", "2020-01-01-old", "search"];

const THEME: &[&str] = &["theme.css", "Theme.css", "frame.js", "fonts", "Fonts", "a.css", "search.js"];

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    // What is a file already is no folder, on the disk as in these trees.
    if fs::create_dir_all(path.parent().expect("a file lies in a folder")).is_ok() && !path.is_dir() {
        fs::write(path, bytes).expect("a new file");
    }
}

/// Names that files had before, as their front matter says: of the definition, of the page, of the practice.
type Aliases = [Vec<&'static str>; 3];

/// A sound knowledge base with two iterations, and other files beside.
fn base(files: &[(String, &[u8])]) -> TempDir {
    base_with(files, &Aliases::default())
}

/// The same with names of before.
fn base_with(files: &[(String, &[u8])], [definition, page, practice]: &Aliases) -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let text = |front: &str| format!("+++\n{front}\n+++\n\nWords of {}.\n", front.len()).into_bytes();
    write(root.path(), "variorum.toml", b"[site]\ntitle = \"Tidy\"\ndescription = \"A test.\"\n");
    for (path, front) in [
        (
            "content/definitions/tidy/definition.md",
            format!("term = \"Tidy\"\nsummary = \"All in place.\"\naliases = {definition:?}"),
        ),
        ("content/definitions/tidy/1.md", "date = 2019-01-01\nauthors = [\"about\"]".to_owned()),
        ("content/definitions/tidy/2.md", "date = 2020-01-01\nauthors = [\"about\"]\nnote = \"Why.\"".to_owned()),
        ("content/people/about.md", "name = \"Jo Doe\"".to_owned()),
        ("content/pages/about.md", format!("title = \"About\"\naliases = {page:?}")),
        (
            "content/practices/about.md",
            format!(
                "title = \"About\"\nsummary = \"About.\"\ndate = 2020-01-01\nauthors = [\"about\"]\naliases = {practice:?}"
            ),
        ),
    ] {
        write(root.path(), path, &text(&front));
    }
    for (path, bytes) in files {
        write(root.path(), path, bytes);
    }
    root
}

/// Checks a knowledge base, and builds it with an address if it is sound: what was reported, if it is not.
fn built(root: &Path) -> Result<(), String> {
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(root, &mut diagnostics).expect("the disk is readable");
    let knowledge = pipeline::check(&sources, None, &mut diagnostics);
    let planned = knowledge.and_then(|knowledge| pipeline::plan(knowledge, &sources, &mut diagnostics));
    if planned.is_none() || diagnostics.has_errors() {
        return Err(report::write(&diagnostics, &sources, Format::Short).to_string());
    }
    for address in [None, Some("https://example.org/tidy/")] {
        let address = address.map(|address| read_base_url(address).expect("an address"));
        let knowledge = pipeline::check(&sources, address, &mut diagnostics).expect("it passed the check");
        let (site, theme) = pipeline::plan(knowledge, &sources, &mut diagnostics).expect("it passed before");
        let output = tempfile::tempdir().expect("a temporary folder");
        let request =
            Request { folder: output.path(), root, durability: Durability::Lazy, origin: None, is_stopped: || false };
        let published = pipeline::publish(&site, &theme, request, &|_| {}, &mut diagnostics);
        published.expect("what passes the check can be published").expect("no template fails");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_passes_the_check_can_be_published(
        pictures in prop::collection::vec((0..FOLDERS.len(), prop::option::of(0..NAMES.len()), 0..FILES.len()), 0..4),
        statics in prop::collection::vec((prop::option::of(0..THEME.len()), 0..THEME.len()), 0..3),
        aliases in prop::collection::vec((0..3_usize, 0..SLUGS.len()), 0..3),
    ) {
        let mut files: Vec<(String, &[u8])> = Vec::new();
        for (folder, name, file) in pictures {
            let inner = name.map_or_else(String::new, |name| format!("{}/", NAMES[name]));
            files.push((format!("content/{}/{inner}{}", FOLDERS[folder], FILES[file]), PNG));
        }
        for (folder, file) in statics {
            let inner = folder.map_or_else(String::new, |folder| format!("{}/", THEME[folder]));
            files.push((format!("themes/broadside/static/{inner}{}", THEME[file]), b"a {}"));
        }
        let mut before = Aliases::default();
        for (entry, slug) in aliases {
            if !before[entry].contains(&SLUGS[slug]) {
                before[entry].push(SLUGS[slug]);
            }
        }
        let root = base_with(&files, &before);
        if let Err(report) = built(root.path()) {
            prop_assert!(report.lines().all(|line| line.contains("[name-collision]") || line.contains("[misplaced-file]")), "{report}");
        }
    }
}

#[test]
fn every_path_of_a_page_is_taken() {
    for (path, claimed) in [
        ("content/pages/about.html/a.png", "`content/pages/about.md`"),
        ("content/pages/index.html/a.png", "a list that variorum makes"),
        ("content/people/about.html/deep/a.png", "`content/people/about.md`"),
        ("content/practices/About.HTML/a.png", "`content/practices/about.md`"),
        ("content/definitions/index.html/a.png", "a list that variorum makes"),
        ("content/definitions/tidy/index.html/a.png", "`content/definitions/tidy/definition.md`"),
        ("content/definitions/tidy/1.html/a.png", "`content/definitions/tidy/1.md`"),
        ("content/definitions/tidy/compare-1-2.html/a.png", "a file that variorum makes"),
        ("content/definitions/tidy/variorum.html/a.png", "a file that variorum makes"),
        ("content/definitions/tidy/dossier.html/a.png", "a file that variorum makes"),
        ("content/definitions/tidy/propose.html/a.png", "a file that variorum makes"),
        ("content/definitions/tidy/feed.xml/a.png", "a file that variorum makes"),
        ("content/definitions/tidy/history.json/a.png", "a file that variorum makes"),
        ("content/definitions/tidy/timemap/a.png", "a file that variorum makes"),
        ("content/definitions/tidy/card.png", "a file that variorum makes"),
        ("content/definitions/tidy/Card-1.PNG", "a file that variorum makes"),
        ("content/definitions/tidy/card-1.png/a.png", "a file that variorum makes"),
        ("content/definitions/tidy/7.html/a.png", "a name of a file that variorum makes of an iteration"),
        ("content/definitions/tidy/card-12.png", "a name of a file that variorum makes of an iteration"),
        ("themes/broadside/static/theme.css/a.woff2", "a file of the theme inside the program"),
    ] {
        let report = built(base(&[(path.to_owned(), PNG)]).path()).expect_err(path);
        assert!(report.starts_with(&format!("{path}:1:1: error[name-collision]: ")), "{path}: {report}");
        assert!(report.contains(claimed) && report.lines().count() == 1, "{path}: {report}");
    }
    for path in [
        "content/definitions/tidy/map-1.png",
        "content/pages/about/a.png",
        "content/pages/card.png",
        "content/definitions/tidy/1/a.png",
    ] {
        assert_eq!(built(base(&[(path.to_owned(), PNG)]).path()), Ok(()), "{path}");
    }
}

#[test]
fn an_alias_is_no_name_of_anything_that_is_there() {
    let png = |path: &str| vec![(path.to_owned(), PNG)];
    for (files, aliases, file, message) in [
        (
            vec![],
            [vec!["tidy"], vec![], vec![]],
            "definitions/tidy/definition",
            "`tidy` is the name that the file has now",
        ),
        (vec![], [vec![], vec!["about"], vec![]], "pages/about", "`about` is the name that the file has now"),
        (
            vec![],
            [vec![], vec![], vec!["index"]],
            "practices/about",
            "`practices/index.html` is a list that variorum makes",
        ),
        (
            png("content/pages/old.html/a.png"),
            [vec![], vec!["old"], vec![]],
            "pages/about",
            "`pages/old.html/a.png` is `content/pages/old.html/a.png`",
        ),
        (
            png("content/definitions/OLD/a.png"),
            [vec!["old"], vec![], vec![]],
            "definitions/tidy/definition",
            "`definitions/OLD/a.png` is",
        ),
        (
            png("content/definitions/old/1.html/a.png"),
            [vec!["old"], vec![], vec![]],
            "definitions/tidy/definition",
            "is `content/definitions/old/1.html/a.png`",
        ),
    ] {
        let report = built(base_with(&files, &aliases).path()).expect_err(message);
        assert!(report.starts_with(&format!("content/{file}.md:")), "{report}");
        assert!(report.contains(message) && report.lines().count() == 1, "{message}: {report}");
    }
    for (files, aliases) in [
        (vec![], [vec!["old", "older"], vec!["old"], vec!["old", "tidy"]]),
        // Listed twice, it is one address; that is a warning.
        (vec![], [vec![], vec!["old", "old"], vec![]]),
        (png("content/definitions/old/a.png"), [vec!["old"], vec![], vec![]]),
    ] {
        assert_eq!(built(base_with(&files, &aliases).path()), Ok(()));
    }
}
