//! What the program says about itself: help, version, explanations, completions.

use variorum::base::diagnostic::codes;

use super::support::Place;

const KINDS: [&str; 6] = ["definition", "iteration", "practice", "contribution", "influence", "person"];

/// The commands that the help names.
fn verbs() -> Vec<String> {
    let help = Place::empty().run(["--help"]).ended(0).out;
    let (_, listed) = help.split_once("Commands:\n").expect("the help lists the commands");
    let verbs: Vec<String> =
        listed.lines().map_while(|line| Some(line.strip_prefix("  ")?.split(' ').next()?.to_owned())).collect();
    assert!(verbs.len() > 10, "{help}");
    verbs.into_iter().filter(|verb| !matches!(verb.as_str(), "" | "help")).collect()
}

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
    for verb in verbs() {
        let run = place.run([verb.as_str(), "--help"]).ended(0);
        assert_eq!(run.err, "", "{verb}");
        is_helpful(&run.out);
        is_helpful(&place.run(["help", verb.as_str()]).ended(0).out);
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
    let help = Place::empty().run(["--help"]).ended(0).out;
    let verbs = verbs();
    for verb in ["build", "check", "new", "accept", "seal", "verify"] {
        assert!(verbs.iter().any(|known| known == verb), "{verb}:\n{help}");
    }
    assert!(help.contains("variorum init"), "{help}");
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
