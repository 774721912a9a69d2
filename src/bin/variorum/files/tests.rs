//! A change is made whole or not at all, and one that was broken off is finished or taken back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use variorum::base::text::Source;
use variorum::content::scaffold::NewFile;

use super::Change;
use super::apply::finish;
use super::plan::Plan;
use super::staging::Staging;

const FIRST: &str = "content/first.md";
const SECOND: &str = "content/second.md";

fn base() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("content")).expect("a new folder");
    fs::write(folder.path().join(FIRST), "one\r\n").expect("a new file");
    folder
}

fn read(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned(), is_read: true }
}

fn new(path: &str, text: &str) -> NewFile {
    NewFile { path: path.to_owned(), text: text.to_owned() }
}

/// A change of one file that is there and one that is not.
fn change(root: &Path) -> Change {
    let mut change = Change::of(root);
    change.edit(&read(FIRST, "one\n"), "two\n".to_owned());
    change.add(&new(SECOND, "second"));
    change
}

/// All files below a folder.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            files.extend(self::files(&entry.path()).into_iter().map(|(inner, text)| (format!("{name}/{inner}"), text)));
        } else {
            files.insert(name, fs::read_to_string(entry.path()).expect("a text"));
        }
    }
    files
}

fn before() -> BTreeMap<String, String> {
    BTreeMap::from([(FIRST.to_owned(), "one\r\n".to_owned())])
}

fn after() -> BTreeMap<String, String> {
    BTreeMap::from([(FIRST.to_owned(), "two\r\n".to_owned()), (SECOND.to_owned(), "second".to_owned())])
}

/// Prepares the change and writes its plan, as far as before the first step.
fn prepared(folder: &TempDir) -> (Staging, Plan) {
    let root = fs::canonicalize(folder.path()).expect("the folder");
    let change = change(&root);
    let ground = change.ground(&root).expect("a ground");
    assert!(ground.ends_with("content"), "the content is enough");
    let staging = Staging::open(&ground).expect("a staging folder");
    let plan = change.stage(&root, &ground, &staging).expect("it can be prepared");
    staging.prepare(&plan).expect("the plan can be written");
    (staging, plan)
}

/// The same, broken off after the first step.
fn broken_off(folder: &TempDir) {
    let (staging, _) = prepared(folder);
    fs::rename(staging.new_of(0), folder.path().join(FIRST)).expect("the first step");
    drop(staging);
    assert_ne!(files(&folder.path().join("content")).len(), 1, "the plan is there");
}

fn ended(folder: &TempDir) -> anyhow::Result<String> {
    finish(&folder.path().join("content")).map(Option::unwrap_or_default)
}

#[test]
fn a_change_keeps_line_ends_and_leaves_nothing_behind() {
    let folder = base();
    let paths = change(folder.path()).commit().expect("it can be made");
    assert_eq!(paths, [folder.path().join(FIRST), folder.path().join(SECOND)]);
    assert_eq!(files(folder.path()), after());
}

#[test]
fn what_cannot_be_made_whole_is_not_begun() {
    let folder = base();
    fs::write(folder.path().join(SECOND), "there").expect("a new file");
    let there = files(folder.path());
    let error = change(folder.path()).commit().expect_err("a file is there");
    assert!(error.to_string().ends_with("is there already, and nothing is ever overwritten"), "{error}");
    assert_eq!(files(folder.path()), there);

    fs::remove_file(folder.path().join(SECOND)).expect("the file");
    for text in ["other\n", "one\n\n"] {
        fs::write(folder.path().join(FIRST), text).expect("the file");
        let error = change(folder.path()).commit().expect_err("the file is another");
        assert!(error.to_string().contains("changed meanwhile"), "{error}");
    }
    fs::write(folder.path().join(FIRST), b"one\n\xFF").expect("the file");
    change(folder.path()).commit().expect_err("the file is no text");
}

#[test]
fn a_new_folder_comes_in_one_step() {
    let folder = base();
    let root = folder.path().join("a/b");
    let mut change = Change::of(&root);
    for path in ["content/x/1.md", "content/x/2.md", "variorum.toml"] {
        change.add(&new(path, path));
    }
    let staging = Staging::open(folder.path()).expect("a staging folder");
    let plan = change.stage(&root, folder.path(), &staging).expect("it can be prepared");
    assert_eq!(plan.targets().collect::<Vec<_>>(), ["a"]);
    staging.apply(&plan).expect("it can be made");
    assert_eq!(fs::read_to_string(root.join("content/x/2.md")).expect("the file"), "content/x/2.md");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 2);
}

#[test]
fn a_change_that_was_broken_off_is_finished() {
    let folder = base();
    broken_off(&folder);
    let said = ended(&folder).expect("it can be finished");
    assert!(said.ends_with("; its change is finished now"), "{said}");
    assert_eq!(files(folder.path()), after());
    assert_eq!(ended(&folder).expect("nothing is left"), "");
}

#[test]
fn before_its_plan_is_written_nothing_is_changed() {
    let folder = base();
    let root = fs::canonicalize(folder.path()).expect("the folder");
    let staging = Staging::open(&root.join("content")).expect("a staging folder");
    change(&root).stage(&root, &root.join("content"), &staging).expect("it can be prepared");
    drop(staging);
    assert_eq!(ended(&folder).expect("nothing is to be finished"), "");
    assert_eq!(files(folder.path()), before());
}

#[test]
fn what_is_in_the_way_of_the_rest_takes_the_first_step_back() {
    let folder = base();
    broken_off(&folder);
    fs::write(folder.path().join(SECOND), "mine").expect("a new file");
    let said = ended(&folder).expect("it can be taken back");
    assert!(said.ends_with("; its change is taken back now"), "{said}");
    let mut expected = before();
    expected.insert(SECOND.to_owned(), "mine".to_owned());
    assert_eq!(files(folder.path()), expected);
}

#[test]
fn what_fits_neither_way_is_told_and_left() {
    let folder = base();
    broken_off(&folder);
    fs::write(folder.path().join(FIRST), "mine").expect("the file");
    fs::write(folder.path().join(SECOND), "mine").expect("a new file");
    let there = files(folder.path());
    let error = ended(&folder).expect_err("neither way is open").to_string();
    assert!(error.contains("neither as before nor as after") && error.contains(".variorum-change"), "{error}");
    assert_eq!(files(folder.path()), there);
}

#[test]
fn a_step_that_fails_takes_back_those_before_it() {
    let folder = base();
    let (staging, plan) = prepared(&folder);
    // A file where nothing was when the change was prepared stops the second step.
    fs::write(folder.path().join(SECOND), "mine").expect("a new file");
    let error = plan.forward(&staging).expect_err("a file is in the way");
    assert_ne!(fs::read_to_string(folder.path().join(FIRST)).expect("the file"), "one\r\n");
    let error = format!("{:#}", staging.call_off(&plan, error));
    assert!(error.starts_with("nothing was changed: cannot write "), "{error}");
    let mut expected = before();
    expected.insert(SECOND.to_owned(), "mine".to_owned());
    assert_eq!(files(folder.path()), expected);
}

#[test]
fn a_plan_that_somebody_sent_is_not_carried_out() {
    let folder = base();
    broken_off(&folder);
    let copy = base();
    let (from, to) = (folder.path().join("content/.variorum-change"), copy.path().join("content/.variorum-change"));
    for (path, text) in files(&from) {
        fs::create_dir_all(to.join(&path).parent().expect("a folder")).expect("a new folder");
        fs::write(to.join(&path), text).expect("a new file");
    }
    let there = files(copy.path());
    let error = ended(&copy).expect_err("the plan is of another folder").to_string();
    assert!(error.contains("was not made here"), "{error}");
    assert_eq!(files(copy.path()), there);

    let plan = from.join("plan.json");
    let text = fs::read_to_string(&plan).expect("the plan");
    for target in ["../second.md", "a/../../second.md", "/second.md", ".GIT/hooks/x", "a\\\\..\\\\b", "C:x", ""] {
        fs::write(&plan, text.replace("second.md", target)).expect("the plan");
        let error = ended(&folder).expect_err(target).to_string();
        assert!(error.contains("was not made here"), "{target}: {error}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = base();
    let elsewhere = base();
    symlink(elsewhere.path(), folder.path().join("content/linked")).expect("a new link");
    let mut change = Change::of(folder.path());
    change.add(&new("content/linked/a.md", "a"));
    let error = change.commit().expect_err("a link is on the way").to_string();
    assert!(error.contains("is a symbolic link"), "{error}");
    assert_eq!(files(elsewhere.path()), before());
}
