//! What the system may do to the program: odd folders, closed and deep ones, and an output that nobody takes.

use std::fs;

use super::support::Place;

/// A name that would clear a terminal and turn its letters round.
#[cfg(unix)]
const HOSTILE: &str = "a\u{1b}[2Jb\u{202e}c\n::error::d";

#[cfg(unix)]
#[test]
fn no_folder_steers_the_terminal() {
    let place = Place::empty();
    let folder = place.path(HOSTILE);
    let folder = folder.to_str().expect("the name is text");
    let runs = [
        place.run(["init", folder, "--term", "Ops"]).ended(0),
        place.run(["init", folder, "--term", "Ops"]).ended(2),
        place.run(["new", "practice", "Sweeping", "--root", folder]).ended(0),
        place.run(["check", "--root", folder]).ended(0),
        place.run(["build", "--root", folder]).ended(0),
        place.run(["build", "--root", folder, "-o", folder]).ended(2),
        place.run(["check", "--root", &format!("{folder}/gone")]).ended(2),
        place.run(["explain", HOSTILE]).ended(2),
    ];
    for run in runs {
        for text in [&run.out, &run.err] {
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{}", text.escape_debug());
            assert!(text.lines().all(|line| !line.starts_with("::")), "{text}");
        }
    }
}

#[test]
fn everything_that_cannot_be_taken_is_told_in_one_run() {
    let place = Place::new();
    deepen(&place.path("content/pages"));
    deepen(&place.path("themes"));
    place.write("content/pages/about.md", "+++\ntitel = \"About\"\n+++\n");
    let run = place.run(["check", "--format", "short"]).ended(1);
    let unreadable: Vec<&str> = run.out.lines().filter(|line| line.contains("[unreadable-file]")).collect();
    if cfg!(target_os = "linux") {
        assert_eq!(unreadable.len(), 2, "{}", run.out);
    }
    for line in unreadable {
        assert!(line.contains(": the folder `") && line.contains("(choose a shorter name"), "{line}");
    }
    assert!(run.out.contains("content/pages/about.md:2:1: error[unknown-key]"), "{}", run.out);
    place.run(["build"]).ended(1).says(&["Nothing was built"]);
}

/// Nests folders below one until their path is too long to be opened, as far as the system lets it.
fn deepen(folder: &std::path::Path) {
    // Each half is made on its own, because no path may be too long where a folder is made; then one is moved into the other.
    let name = "x".repeat(250);
    let half = |begin: &std::path::Path| (0..10).fold(begin.to_owned(), |path, _| path.join(&name));
    let (one, other) = (folder.join("one"), folder.join("other"));
    // A system with shorter paths refuses, and nothing is too deep there.
    let made = fs::create_dir_all(half(&one)).and_then(|()| fs::create_dir_all(half(&other)));
    let moved = made.and_then(|()| fs::rename(&other, half(&one).join("other")));
    assert!(moved.is_ok() || !cfg!(target_os = "linux"), "{moved:?}");
}

#[cfg(unix)]
#[test]
fn folders_that_are_closed_are_told_in_one_run() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::new();
    place.write("content/practices/sweeping.md", "");
    let close = |path: &str, mode| {
        fs::set_permissions(place.path(path), fs::Permissions::from_mode(mode)).expect("the rights can be changed");
    };
    close("content/people", 0);
    close("content/practices", 0o444);
    let is_root = fs::read_dir(place.path("content/people")).is_ok();
    let run = place.run(["check", "--format", "short"]);
    close("content/people", 0o755);
    close("content/practices", 0o755);
    // Nothing is closed to root.
    if !is_root {
        let run = run.ended(1);
        for path in ["content/people", "content/practices/sweeping.md"] {
            let begin = format!("{path}:1:1: error[unreadable-file]: ");
            let line = run.out.lines().find(|line| line.starts_with(&begin)).unwrap_or_else(|| panic!("{}", run.out));
            assert!(line.contains("Permission denied") && line.contains("chmod"), "{line}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_nobody_takes_is_told_beside_and_stays() {
    use super::support::finish;

    let place = Place::empty();
    let full = |arguments: &[&str]| {
        let mut shell = std::process::Command::new("sh");
        let program = env!("CARGO_BIN_EXE_variorum");
        shell.current_dir(place.path("")).env("NO_COLOR", "1").args(["-c", "exec \"$0\" \"$@\" > /dev/full", program]);
        finish(shell.args(arguments))
    };
    full(&["init", "--term", "Ops"]).ended(2).says(&["variorum.toml", "content/definitions/ops/1.md", "No space left"]);
    place.run(["check"]).ended(0);
    full(&["new", "practice", "Sweeping"]).ended(2).says(&["wrote content/practices/sweeping.md", "No space left"]);
    place.run(["check"]).ended(0);
    place.write("content/definitions/ops/1.md", "+++\ndate = 2020-12-08\n+++\n\nOps.\n");
    full(&["seal"]).ended(2).says(&["the seals are written", "No space left"]);
    place.run(["verify"]).ended(0);
}
