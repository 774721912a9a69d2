//! `variorum check`: four formats, colour, and texts that would like to steer a terminal.

use std::fs;

use super::support::{Place, Run, finish};

/// The escape character, with which everything begins that a terminal obeys.
const ESCAPE: char = '\u{1b}';

/// A place with one mistake: a key that is misspelt in line 2.
fn mistaken() -> Place {
    let place = Place::new();
    place.write(
        "content/pages/about.md",
        "+++\ntitel = \"About\"\ntitle = \"About\"\nsummary = \"Why.\"\n+++\n\nBecause.\n",
    );
    place
}

/// A run of the program with colour as it is by itself, without `NO_COLOR`.
fn coloured(place: &Place, arguments: &[&str]) -> Run {
    finish(place.command(&place.path("")).env_remove("NO_COLOR").args(arguments))
}

#[test]
fn a_sound_base_is_clean_in_every_format() {
    let place = Place::new();
    let run = place.run(["check"]).ended(0);
    assert_eq!(run.out, "8 files checked, nothing to mend.\n");
    assert_eq!(run.err, "");
    for format in ["short", "github"] {
        let run = place.run(["check", "--format", format]).ended(0);
        assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""), "{format}");
    }
    let run = place.run(["check", "--format", "json"]).ended(0);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("one JSON document");
    assert_eq!(report["errors"], 0);
    assert_eq!(report["diagnostics"].as_array().map(Vec::len), Some(0));
}

#[test]
fn checking_writes_nothing() {
    let place = mistaken();
    let before = place.everything();
    place.run(["check"]).ended(1);
    assert_eq!(before, place.everything());
}

#[test]
fn people_see_the_line_the_cause_and_the_mend() {
    let run = mistaken().run(["check"]).ended(1);
    snapbox::assert_data_eq!(
        run.out.as_str(),
        snapbox::str![[r"
error[unknown-key]: [..]
 [..]content/pages/about.md:2:1
...
2 |[..]titel = [..]
...
8 files checked: 1 error. `variorum explain <code>` tells more about each.

"]]
    );
    assert_eq!(run.err, "", "the report is the result");
}

#[test]
fn short_is_one_line_for_each() {
    let run = mistaken().run(["check", "--format", "short"]).ended(1);
    snapbox::assert_data_eq!(
        run.out.as_str(),
        snapbox::str!["content/pages/about.md:2:1: error[unknown-key]: [..]`titel`[..]\n"]
    );
}

#[test]
fn json_names_the_place() {
    let run = mistaken().run(["check", "--format", "json"]).ended(1);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("one JSON document");
    let first = &report["diagnostics"][0];
    assert_eq!(report["errors"], 1);
    assert_eq!((&first["code"], &first["path"]), (&"unknown-key".into(), &"content/pages/about.md".into()));
    assert_eq!((&first["line"], &first["column"]), (&2.into(), &1.into()));
}

#[test]
fn github_gets_a_workflow_command() {
    let run = mistaken().run(["check", "--format", "github"]).ended(1);
    assert!(run.out.starts_with("::error "), "{}", run.out);
    for part in ["file=content/pages/about.md", "line=2", "col=1", "unknown-key"] {
        assert!(run.out.contains(part), "{part} is not in {}", run.out);
    }
    assert_eq!(run.out.lines().count(), 1);
}

#[test]
fn a_workflow_command_cannot_be_smuggled_in() {
    let place = Place::new();
    place.write(
        "content/pages/about.md",
        "+++\n\"x\\n::warning file=y::boo%0A,:\" = 1\ntitle = \"About\"\nsummary = \"Why.\"\n+++\n\nBecause.\n",
    );
    let run = place.run(["check", "--format", "github"]).ended(1);
    assert!(run.out.lines().all(|line| line.starts_with("::error ")), "{}", run.out);
}

#[test]
fn every_mistake_of_every_file_is_told_in_one_run() {
    let place = mistaken();
    place.write("content/definitions/tidy/5.md", "+++\ndate = 2019-01-01\n+++\n\nTidy, again, [[tydi]].\n");
    place.write("content/practices/sweeping.md", "---\ntitle: Sweeping\n---\n\nText.\n");
    place.write("content/people/Con Two.md", "+++\nname = \"A contributor\"\n+++\n");
    let run = place.run(["check", "--format", "short"]).ended(1);
    for code in
        ["unknown-key", "iteration-gap", "dates-backwards", "unknown-reference", "yaml-front-matter", "bad-name"]
    {
        assert!(run.out.contains(&format!("[{code}]")), "{code} is not in:\n{}", run.out);
    }
    let again = place.run(["check", "--format", "short"]).ended(1);
    assert_eq!(run.out, again.out, "the order is always the same");
}

#[test]
fn a_mistake_in_the_front_matter_hides_none_in_the_text() {
    let place = Place::new();
    place.write("content/pages/about.md", "+++\ntitel = \"About\"\n+++\n\n[gone](gone.md) <b> [[tydi]]\n");
    let run = place.run(["check", "--format", "short"]).ended(1);
    for code in ["unknown-key", "missing-key", "broken-link", "raw-html", "unknown-reference"] {
        assert!(run.out.contains(&format!("[{code}]")), "{code} is not in:\n{}", run.out);
    }
}

#[test]
fn an_unknown_format_or_verb_is_a_mistake_of_the_command_line() {
    let place = Place::new();
    let run = place.run(["check", "--format", "yaml"]).ended(2);
    run.says(&["yaml", "human", "short", "json", "github"]);
    assert_eq!(run.out, "");
    place.run(["chek"]).ended(2).says(&["check"]);
    place.run(["check", "--fromat", "json"]).ended(2).says(&["--format"]);
    place.run([] as [&str; 0]).ended(2).says(&["build", "check", "init"]);
}

#[test]
fn without_a_knowledge_base_it_says_what_to_do() {
    let place = Place::empty();
    place.run(["check"]).ended(2).says(&["variorum.toml", "variorum init"]);
}

#[test]
fn an_empty_knowledge_base_is_told_what_it_lacks() {
    let place = Place::empty();
    place.write("variorum.toml", "");
    let run = place.run(["check"]).ended(1);
    assert!(run.out.contains("variorum new definition"), "{}", run.out);
}

#[test]
fn colour_comes_only_where_it_is_asked_for() {
    let place = mistaken();
    let has_colour = |run: Run| run.out.contains(ESCAPE);
    assert!(!has_colour(place.run(["check"])), "NO_COLOR");
    assert!(!has_colour(coloured(&place, &["check"])), "a pipe is no terminal");
    assert!(has_colour(coloured(&place, &["check", "--color", "always"])), "--color always");
    assert!(has_colour(place.run(["--color=always", "check"])), "what is asked for expressly wins over NO_COLOR");
    assert!(!has_colour(coloured(&place, &["check", "--color", "never"])), "--color never");
    for format in ["short", "json", "github"] {
        let run = coloured(&place, &["check", "--color", "always", "--format", format]);
        assert!(!has_colour(run), "{format} is for programs");
    }
    place.run(["check", "--color", "blue"]).ended(2).says(&["blue", "always"]);
}

/// Text that clears the screen, sets the title of the window, writes to the clipboard, or hides and reorders words.
const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}]52;c;aGk=\u{7}\u{9b}31m\u{202e}desrever\u{200b}";

#[test]
fn no_text_steers_the_terminal() {
    let place = Place::new();
    place.write(
        "content/pages/about.md",
        format!(
            "+++\ntitle = \"About\"\nsummary = \"Why.\"\n+++\n\n<b>{HOSTILE}</b> [[{HOSTILE}]] [x](gone{HOSTILE}.md)\n"
        ),
    );
    place.write("content/people/contributor.md", format!("+++\nname = \"B\n{HOSTILE}\"\nna{HOSTILE}me = 1\n+++\n"));
    for format in ["human", "short", "json", "github"] {
        let run = place.run(["check", "--format", format]).ended(1);
        for sign in [ESCAPE, '\u{7}', '\u{9b}', '\u{202e}'] {
            assert!(!run.out.contains(sign), "{format} prints {sign:?}:\n{}", run.out.escape_debug());
        }
    }
    let run = coloured(&place, &["check", "--color", "always"]).ended(1);
    for order in ["\u{1b}[2J", "\u{1b}]", "\u{7}", "\u{9b}", "\u{202e}"] {
        assert!(!run.out.contains(order), "{:?} is printed:\n{}", order, run.out.escape_debug());
    }
}

#[test]
fn no_argument_steers_the_terminal() {
    let place = Place::new();
    let verbs: [&[&str]; 7] = [
        &["explain", HOSTILE],
        &["diff", HOSTILE, "tidy"],
        &["new", "iteration", HOSTILE],
        &["new", "practice", "A", "--on", HOSTILE],
        &["new", "practice", "A", "--slug", HOSTILE],
        &["build", "--base-url", HOSTILE],
        &["check", "--root", HOSTILE],
    ];
    for arguments in verbs {
        let all = [&["--color", "always"], arguments].concat();
        let run = coloured(&place, &all).ended(2);
        for order in ["\u{1b}[2J", "\u{1b}]", "\u{7}", "\u{9b}"] {
            assert!(!run.err.contains(order), "{arguments:?} prints {order:?}:\n{}", run.err.escape_debug());
        }
    }
}

#[cfg(unix)]
#[test]
fn no_file_name_steers_the_terminal() {
    let place = Place::new();
    fs::write(place.path(&format!("content/pages/{HOSTILE}.md")), "x").expect("the file can be written");
    fs::create_dir(place.path(&format!("content/{HOSTILE}"))).expect("a new folder");
    fs::write(place.path(&format!("content/{HOSTILE}/x.txt")), "x").expect("the file can be written");
    for format in ["human", "short", "json", "github"] {
        let run = place.run(["check", "--format", format]).ended(1);
        assert!(!run.out.contains(ESCAPE), "{format}:\n{}", run.out.escape_debug());
        let run = coloured(&place, &["check", "--color", "always", "--format", format]).ended(1);
        assert!(!run.out.contains("\u{1b}[2J"), "{format}:\n{}", run.out.escape_debug());
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_named_and_never_opened() {
    use std::os::unix::fs::symlink;

    let place = Place::new();
    symlink("/etc/hostname", place.path("content/pages/link.md")).expect("a link");
    symlink(".", place.path("content/pages/loop")).expect("a link");
    let made = std::process::Command::new("mkfifo").arg(place.path("content/pages/pipe.md")).status();
    assert!(made.expect("mkfifo starts").success());
    let run = place.run(["check", "--format", "short"]).ended(1);
    for name in ["link.md", "loop", "pipe.md"] {
        let found = run
            .out
            .lines()
            .any(|line| line.contains(&format!("content/pages/{name}:")) && line.contains("[not-a-regular-file]"));
        assert!(found, "{name} is not in:\n{}", run.out);
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_reported_like_any_other() {
    use std::os::unix::ffi::OsStrExt as _;

    let place = Place::new();
    let name = std::ffi::OsStr::from_bytes(b"b\xffd.md");
    fs::write(place.path("content/pages").join(name), "x").expect("the file can be written");
    let run = place.run(["check", "--format", "short"]).ended(1);
    assert!(run.out.contains("[bad-name]"), "{}", run.out);
}

#[test]
fn an_unfinished_merge_is_seen_by_every_command() {
    let place = Place::new();
    let path = "content/definitions/tidy/3.md";
    let text = place.read(path);
    let marked = |text: &str| format!("{text}\n<<<<<<< HEAD\r\nOurs.\r\n=======\r\nTheirs.\r\n>>>>>>> better\r\n");
    place.write(path, marked(&text));
    for command in ["check", "seal", "build"] {
        let run = place.run([command]).ended(1);
        let all = format!("{}{}", run.out, run.err);
        assert!(all.contains("a merge was not finished") && all.contains("from `HEAD` and from `better`"), "{all}");
        assert_eq!(all.matches("error[").count() + all.matches("warning[").count(), 1, "{command}: {all}");
    }
    assert!(!place.everything().keys().any(|path| path.ends_with("seals.toml")), "nothing was sealed");
    place.write(path, text);
    place.run(["seal"]).ended(0);
    let seals = "content/definitions/tidy/seals.toml";
    place.write(seals, marked(&place.read(seals)));
    let run = place.run(["check", "--format", "short"]).ended(1);
    assert!(run.out.starts_with("content/definitions/tidy/seals.toml:") && run.out.lines().count() == 1, "{}", run.out);
    place.run(["seal"]).ended(1).says(&["a merge was not finished"]);
}
