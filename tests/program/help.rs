//! What the program says about itself: help, version, explanations, completions.

use variorum::base::diagnostic::codes;

use super::support::Place;

const VERBS: [&str; 12] =
    ["build", "serve", "check", "new", "init", "import", "diff", "trace", "seal", "verify", "explain", "completions"];
const KINDS: [&str; 6] = ["definition", "iteration", "practice", "contribution", "influence", "person"];

/// Fails unless a help text begins with a sentence and shows how to write the command.
#[track_caller]
fn is_helpful(text: &str) {
    let first = text.lines().next().expect("a help text has a first line");
    assert!(first.len() > 8 && first.chars().next().is_some_and(char::is_uppercase), "{text}");
    assert!(text.contains("Usage: variorum"), "{text}");
    let longest = text.lines().map(str::len).max().unwrap_or_default();
    assert!(longest <= 120, "a line has {longest} bytes:\n{text}");
}

#[test]
fn every_verb_helps() {
    let place = Place::empty();
    is_helpful(&place.run(["--help"]).ended(0).out);
    is_helpful(&place.run(["-h"]).ended(0).out);
    for verb in VERBS {
        let run = place.run([verb, "--help"]).ended(0);
        assert_eq!(run.err, "");
        is_helpful(&run.out);
        is_helpful(&place.run(["help", verb]).ended(0).out);
    }
    for kind in KINDS {
        is_helpful(&place.run(["new", kind, "--help"]).ended(0).out);
    }
    for kind in ["git", "article"] {
        is_helpful(&place.run(["import", kind, "--help"]).ended(0).out);
    }
}

#[test]
fn the_help_names_every_verb_and_how_to_begin() {
    let run = Place::empty().run(["--help"]).ended(0);
    for verb in VERBS {
        assert!(run.out.lines().any(|line| line.trim_start().starts_with(&format!("{verb} "))), "{verb}:\n{}", run.out);
    }
    assert!(run.out.contains("variorum init"), "{}", run.out);
}

#[test]
fn the_version_is_that_of_the_package() {
    let run = Place::empty().run(["--version"]).ended(0);
    assert_eq!(run.out, concat!("variorum ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn every_code_is_explained() {
    let place = Place::empty();
    for code in codes::all() {
        let run = place.run(["explain", code.name]).ended(0);
        assert!(run.out.starts_with(code.name), "{}", run.out);
        assert!(run.out.lines().count() >= 3, "{}", run.out);
        assert_eq!(run.err, "");
    }
}

#[test]
fn without_a_code_all_are_listed() {
    let run = Place::empty().run(["explain"]).ended(0);
    assert_eq!(run.out.lines().count(), codes::all().count());
    for code in codes::all() {
        assert!(run.out.lines().any(|line| line.split(' ').next() == Some(code.name)), "{}:\n{}", code.name, run.out);
    }
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest() {
    let place = Place::empty();
    let run = place.run(["explain", "broken-lnk"]).ended(2);
    run.says(&["broken-lnk", "did you mean", "broken-link"]);
    assert_eq!(run.out, "");
    place.run(["explain", "zzzzzzzzzzzzzzzzzz"]).ended(2).says(&["zzzzzzzzzzzzzzzzzz"]);
    place.run(["explain", ""]).ended(2);
}

#[test]
fn every_shell_gets_completions() {
    let place = Place::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = place.run(["completions", shell]).ended(0);
        assert_eq!(run.err, "");
        for word in ["variorum", "build", "explain", "base-url"] {
            assert!(run.out.contains(word), "{shell} completes no {word}");
        }
    }
    place.run(["completions", "cmd"]).ended(2).says(&["bash", "fish"]);
    place.run(["completions"]).ended(2);
}
