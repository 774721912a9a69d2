//! The repository's own site, built by the real binary and read in a real Chromium, and a preview that follows its files;
//! the checks are in `tests/browser/`.

#[path = "generated/ladder.rs"]
mod ladder;

use std::env;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use variorum::content::document::prompts::{AROUND_A_TERM, FIRST_ITERATION, PERSON_FILE, WHAT_A_TERM_IS, YOUR_NAME};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_site_holds_in_a_real_browser() {
    let chromium = match find_tools() {
        Ok(chromium) => chromium,
        Err(missing) => return skip(&missing),
    };
    let temporary = tempfile::tempdir().expect("a temporary folder can be made");
    let site = temporary.path().join("site");

    let own = with_repository(&temporary.path().join("own"));
    build(&own, &site);
    // The repository's own text is short: nothing in it moves, and no list stands in it.
    let long = temporary.path().join("long");
    build(&Path::new(ROOT).join("tests/sites/workshop/input"), &long);
    // And it has three iterations, where others have forty of a text that takes a quarter of an hour to read.
    let (base, large) = (temporary.path().join("base"), temporary.path().join("large"));
    ladder::write(&base, 40, 3_000);
    build(&base, &large);

    // Nor is it long enough for a search in several files, or in other scripts.
    let many = temporary.path().join("many");
    build(&write_many(&temporary.path().join("many-files")), &many);

    // And it is on one forge, where others take no text, or take it in another way.
    let forges = temporary.path().join("forges");
    for (name, url) in [("gitlab", "https://gitlab.com/team/terms"), ("forgejo", "https://codeberg.org/team/terms")] {
        let root = temporary.path().join(name);
        copy(&Path::new(ROOT).join("tests/sites/ladder/input"), &root);
        keep_at(&root, url);
        build(&root, &forges.join(name));
    }

    // Inherited output goes past the capture of `cargo test`, so the table of weights is always seen.
    let checked = Command::new("node")
        .arg(browser_folder().join("run.mjs"))
        .arg(&site)
        .arg("--long")
        .arg(&long)
        .arg("--large")
        .arg(&large)
        .arg("--many")
        .arg(&many)
        .arg("--forges")
        .arg(&forges)
        .arg("--draft")
        .arg(temporary.path().join("draft.md"))
        .env("CHROMIUM", chromium)
        .status()
        .expect("node starts");
    assert!(checked.success(), "the site fails in the browser; every failure is listed above");

    // What was written on the page is a file that the program takes.
    fs::copy(temporary.path().join("draft.md"), own.join("content/definitions/prodops/6.md"))
        .expect("a draft was written");
    let sound = Command::new(env!("CARGO_BIN_EXE_variorum")).args(["check", "--root"]).arg(&own).output();
    let sound = sound.expect("the program starts");
    assert!(sound.status.success(), "the draft fails: {}", String::from_utf8_lossy(&sound.stdout));
}

/// The repository's own knowledge base, kept on a forge, so that its pages lead to the editor there.
fn with_repository(folder: &Path) -> PathBuf {
    copy(&Path::new(ROOT).join("content"), &folder.join("content"));
    fs::copy(Path::new(ROOT).join("variorum.toml"), folder.join("variorum.toml")).expect("the configuration");
    keep_at(folder, "https://github.com/team/prodops");
    folder.to_owned()
}

/// Says in the configuration of a knowledge base where it is kept.
fn keep_at(folder: &Path, url: &str) {
    let file = folder.join("variorum.toml");
    let configuration = fs::read_to_string(&file).expect("the configuration");
    fs::write(file, format!("{configuration}\n[repository]\nurl = \"{url}\"\n")).expect("the configuration");
}

#[test]
fn the_preview_follows_in_a_real_browser() {
    let chromium = match find_tools() {
        Ok(chromium) => chromium,
        Err(missing) => return skip(&missing),
    };
    let base = tempfile::tempdir().expect("a temporary folder can be made");
    let started = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["init", "--term", "Tidy"])
        .arg(base.path())
        .output()
        .expect("the program starts");
    assert!(started.status.success(), "{}", String::from_utf8_lossy(&started.stderr));
    // What nobody has written yet would be hinted at all the time.
    for (file, prompt) in
        [("1.md", FIRST_ITERATION), ("definition.md", WHAT_A_TERM_IS), ("definition.md", AROUND_A_TERM)]
    {
        let path = base.path().join("content/definitions/tidy").join(file);
        let text = fs::read_to_string(&path).expect("a new base has this file");
        let text = text.replace(prompt, " is when everything has its place.");
        let text = text.replace(PERSON_FILE, "jo-doe").replace(YOUR_NAME, "Jo Doe");
        fs::write(path, text).expect("the file can be written");
    }
    // The script starts and ends the server, because it must see how a page bears that as well.
    let checked = Command::new("node")
        .arg(browser_folder().join("serve.mjs"))
        .arg(env!("CARGO_BIN_EXE_variorum"))
        .arg(base.path())
        .env("CHROMIUM", chromium)
        .status()
        .expect("node starts");
    assert!(checked.success(), "the preview fails in the browser; the failure is told above");
}

/// Copies a folder with everything in it.
fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(|entry| entry.expect("the folder is readable")) {
        let copy = to.join(entry.path().strip_prefix(from).expect("it lies below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(copy).expect("a new folder");
        } else {
            fs::copy(entry.path(), copy).expect("a copy");
        }
    }
}

/// Writes a knowledge base in many languages with more practices than one file of the search holds, and returns its folder.
fn write_many(base: &Path) -> PathBuf {
    const SYLLABLES: [&str; 16] =
        ["ba", "co", "di", "fu", "ga", "hel", "in", "jo", "kar", "lem", "mo", "nis", "or", "pel", "qua", "ri"];
    let input = Path::new(ROOT).join("tests/sites/languages/input");
    copy(&input, base);
    let word = |number: usize| [number / 256, number / 16, number].map(|digit| SYLLABLES[digit % 16]).concat();
    fs::create_dir_all(base.join("content/practices")).expect("a new folder");
    for number in 1..=200 {
        let words: Vec<String> = (0..500).map(|at| word((number * 31 + at * at * 7) % 4096)).collect();
        let head = format!("+++\ntitle = \"Practice {number}\"\nsummary = \"One of many.\"\ndate = 2020-01-01\n+++\n");
        let text = format!("{head}\n{} alone{number}.\n", words.join(" "));
        fs::write(base.join(format!("content/practices/practice-{number}.md")), text).expect("a new file");
    }
    base.to_owned()
}

fn build(root: &Path, output: &Path) {
    let built = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["build", "--root"])
        .arg(root)
        .arg("--output")
        .arg(output)
        .status()
        .expect("the program starts");
    assert!(built.success(), "the site of {} could not be built", root.display());
}

/// Finds everything the browser tests need and returns the path of Chromium, or says what is missing.
fn find_tools() -> Result<PathBuf, String> {
    for (program, option, remedy) in [
        ("node", "--version", "install Node 20.19 or newer, with npm"),
        ("java", "-version", "apt-get install default-jre-headless"),
    ] {
        if Command::new(program).arg(option).output().is_err() {
            return Err(format!("no {program} found ({remedy})"));
        }
    }
    if !browser_folder().join("node_modules").is_dir() {
        return Err("no Node packages found (npm ci in tests/browser)".into());
    }
    find_chromium().ok_or_else(|| "no Chromium found (apt-get install chromium, or set CHROMIUM to its path)".into())
}

/// An explicit `CHROMIUM` is the only candidate: a typing error there must not start another browser.
fn find_chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    let search_path = env::var_os("PATH").unwrap_or_default();
    std::iter::once(PathBuf::from("/usr/bin/chromium"))
        .chain(env::split_paths(&search_path).map(|folder| folder.join("chromium")))
        .find(|path| path.is_file())
}

fn browser_folder() -> PathBuf {
    Path::new(ROOT).join("tests/browser")
}

/// Says loudly that nothing was tested; where the tests are required, as in `.ci/run`, that is a failure.
fn skip(missing: &str) {
    let required = env::var_os("VARIORUM_REQUIRE_BROWSER").is_some_and(|value| value == "1");
    assert!(!required, "browser tests are required: {missing}");
    // `eprintln!` would be captured and a passing test's output thrown away; a write to the handle itself is seen.
    writeln!(std::io::stderr().lock(), "SKIPPED: browser tests: {missing}").expect("stderr takes a line");
}
