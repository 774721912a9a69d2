//! Names of files: those that are nobody's, those that claim one address, and those that change.

use super::support::Place;

#[test]
fn what_editors_and_systems_leave_is_no_file_of_anybody() {
    let place = Place::new();
    place.run(["check"]).ended(0);
    let before = place.run(["build", "-o", "before"]).ended(0).out;
    for name in [
        "#sweeping.md#",
        ".#sweeping.md",
        "4913",
        "sweeping.md~",
        ".sweeping.md.swp",
        "sweeping.md.swp",
        "sweeping.md.swo",
        "~$sweeping.md",
        "sweeping.md.tmp",
        "sweeping.md.bak",
        "Thumbs.db",
        "__MACOSX/sweeping.md",
    ] {
        for folder in ["content", "content/practices", "content/definitions/tidy", "themes/broadside/static"] {
            place.write(&format!("{folder}/{name}"), [0, 159, 146, 150]);
        }
    }
    #[cfg(unix)]
    {
        place.write("content/practices/Icon\r", "");
        std::os::unix::fs::symlink("jo@host.123", place.path("content/people/.#contributor.md")).expect("a new link");
    }
    let run = place.run(["check"]).ended(0);
    assert!(run.out.ends_with("nothing to mend.\n"), "{}", run.out);
    let after = place.run(["build", "-o", "after"]).ended(0).out;
    let count = |said: &str| said.split(" files").next().map(str::to_owned);
    assert_eq!(count(&after), count(&before), "the same files are published");
    place.write("content/practices/sweeping.md.rej", "");
    let run = place.run(["check"]).ended(1);
    assert!(run.out.contains("misplaced-file"), "{}", run.out);
}

#[test]
fn an_output_folder_with_nothing_but_what_systems_put_there_is_empty() {
    let place = Place::new();
    place.write("site/.DS_Store", "mine");
    place.run(["build", "-o", "site"]).ended(0);
    assert_eq!(place.read("site/.DS_Store"), "mine");
    assert!(place.path("site/index.html").is_file());
}
