//! `variorum verify`: what plain checking cannot find is found by a head that was saved elsewhere, or by git.

use std::process::Command;

use super::seal::{head, replace, sealed};
use super::support::{Place, committed, finish, git, run_beside_git as run};

const SEALS: &str = "content/definitions/tidy/seals.toml";
const FIRST: &str = "content/definitions/tidy/1.md";

#[test]
fn a_text_and_its_seals_rewritten_together_are_found_only_by_a_saved_head() {
    let place = sealed();
    let saved = head(&place);
    std::fs::remove_file(place.path(SEALS)).expect("it is there");
    replace(&place, FIRST, "old place", "new place");
    place.run(["seal"]).ended(0);
    let check = place.run(["check", "--format", "short"]).ended(0);
    assert_eq!(check.out, "", "texts and seals belong together again");
    place.run(["verify"]).ended(0);
    let verify = place.run(["verify", "--head", &saved]).ended(1);
    assert!(verify.out.contains("wrong: ") && verify.out.contains("rewritten"), "{}", verify.out);
}

#[test]
fn seals_taken_from_the_end_are_found_only_by_a_saved_head() {
    let place = sealed();
    let saved = head(&place);
    let seals = place.read(SEALS);
    place.write(SEALS, &seals[..seals.rfind("\n[[seal]]").expect("two seals")]);
    replace(&place, "content/definitions/tidy/3.md", "nothing twice", "nothing thrice");
    assert!(place.run(["check", "--format", "short"]).ended(0).out.contains("hint[not-sealed-yet]"));
    place.run(["verify", "--head", &saved]).ended(1);
    std::fs::remove_file(place.path(SEALS)).expect("it is there");
    place.run(["check"]).ended(0);
    place.run(["verify", "--head", &saved]).ended(1);
}

#[test]
fn a_head_is_compared_whole_and_earlier_ones_still_hold() {
    let place = sealed();
    let saved = head(&place);
    let run = place.run(["verify", "--head", &saved]).ended(0);
    assert!(run.out.contains("is the head of tidy"), "{}", run.out);
    let all = run.out.lines().find_map(|line| line.strip_prefix("all definitions: head ")).expect("one head over all");
    place.run(["verify", "--head", all]).ended(0);
    place.write("content/definitions/tidy/4.md", "+++\ndate = 2020-06-01\n+++\n\nTidy is clean.\n");
    let run = place.run(["verify", "--head", &saved]).ended(0);
    assert!(run.out.contains("1 iteration is published and not sealed yet"), "{}", run.out);
    place.run(["seal"]).ended(0);
    let run = place.run(["verify", "--head", &saved]).ended(0);
    assert!(run.out.contains("was the head of tidy when iteration 3 was sealed"), "{}", run.out);
    for wrong in ["", "abc", &saved[..12], &saved.to_uppercase(), &format!("{saved}0")] {
        place.run(["verify", "--head", wrong]).ended(2).says(&["64 digits"]);
    }
    place.run(["verify", "--head", &"0".repeat(64)]).ended(1);
}

#[test]
fn a_changed_text_is_found_without_more() {
    let place = sealed();
    replace(&place, FIRST, "old place", "new place");
    place.run(["verify"]).ended(1).says(&["sealed-text-changed", "cannot be trusted"]);
}

#[test]
fn git_tells_whether_what_was_published_is_still_there() {
    let place = sealed();
    committed(&place);
    let before = place.everything();
    let clean = run(&place, &["verify", "--git", "HEAD"]).ended(0);
    assert!(clean.out.contains("tidy: 2 seals at HEAD"), "{}", clean.out);
    assert_eq!(before, place.everything(), "git is only read");
    place.write("content/definitions/tidy/4.md", "+++\ndate = 2020-06-01\n+++\n\nTidy is clean.\n");
    place.run(["seal"]).ended(0);
    let more = run(&place, &["verify", "--git", "HEAD"]).ended(0);
    assert!(more.out.contains("1 link added since"), "{}", more.out);
    std::fs::remove_file(place.path(SEALS)).expect("it is there");
    replace(&place, FIRST, "old place", "new place");
    let gone = run(&place, &["verify", "--git", "HEAD"]).ended(1);
    assert!(gone.out.contains("is not there any more"), "{}", gone.out);
    place.run(["seal"]).ended(0);
    let rewritten = run(&place, &["verify", "--git", "HEAD"]).ended(1);
    assert!(rewritten.out.contains("link 1 of the chain, the seal of iteration 1"), "{}", rewritten.out);
}

#[test]
fn a_knowledge_base_in_a_folder_of_a_repository_is_compared_as_well() {
    let place = Place::empty();
    place.write("notes.md", "Not ours.");
    place.run(["init", "inner/base", "--term", "Ops"]).ended(0);
    place.write(
        "inner/base/content/definitions/ops/1.md",
        "+++\ndate = 2020-01-01\n+++\n\nOps is a rough word for the work that nobody sees.\n",
    );
    place.run(["seal", "--root", "inner/base"]).ended(0);
    committed(&place);
    let clean = run(&place, &["verify", "--root", "inner/base", "--git", "HEAD"]).ended(0);
    assert!(clean.out.contains("ops: 1 seal at HEAD"), "{}", clean.out);
    replace(&place, "inner/base/content/definitions/ops/1.md", "rough", "smooth");
    let refused = run(&place, &["seal", "--root", "inner/base"]).ended(1);
    refused.says(&["“rough” became “smooth”"]);
}

#[test]
fn git_names_what_changed_before_it_was_sealed() {
    let place = Place::new();
    committed(&place);
    replace(&place, FIRST, "old place", "new place");
    place.run(["seal"]).ended(0);
    let told = run(&place, &["verify", "--git", "HEAD"]).ended(0);
    assert!(told.out.contains("At HEAD") && told.out.contains("note: tidy@1 was published"), "{}", told.out);
}

#[test]
fn git_shows_the_words_that_changed_in_a_sealed_text() {
    let place = sealed();
    committed(&place);
    replace(&place, FIRST, "old place", "own place");
    replace(&place, FIRST, "2020-01-01", "2020-01-02");
    replace(&place, FIRST, "authors = [\"contributor\"]\n", "");
    let refused = run(&place, &["seal"]).ended(1);
    refused.says(&[
        "date: sealed as 2020-01-01, now 2020-01-02",
        "authors: sealed as contributor, now nobody",
        "“old” became “own”",
    ]);
}

#[test]
fn without_a_repository_or_a_revision_it_says_so() {
    let place = sealed();
    run(&place, &["verify", "--git", "HEAD"]).ended(2).says(&["no git repository"]);
    committed(&place);
    for revision in ["nothing", "--all", "-h", "HEAD:variorum.toml", ""] {
        run(&place, &["verify", &format!("--git={revision}")]).ended(2).says(&["git knows no revision"]);
    }
}

#[test]
fn a_shallow_clone_says_how_to_deepen_it() {
    let place = sealed();
    committed(&place);
    git(&place, &["tag", "one"]);
    git(&place, &["commit", "--quiet", "--allow-empty", "--message", "Two"]);
    let from = format!("file://{}", place.path("").display());
    let clone = Place::empty();
    git(&clone, &["clone", "--quiet", "--depth", "1", "--no-tags", &from, "shallow"]);
    let shallow = clone.path("shallow");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let verify =
        |revision: &str| finish(clone.command(&shallow).env("PATH", &path).args(["verify", "--git", revision]));
    verify("HEAD").ended(0);
    verify("one").ended(2).says(&["shallow", "git fetch --unshallow"]);
}

#[test]
fn a_hostile_repository_runs_nothing() {
    let place = sealed();
    committed(&place);
    let mark = place.folder().join("ran");
    let script = place.folder().join("home/script.sh");
    std::fs::write(&script, format!("#!/bin/sh\ntouch {}\ncat\n", mark.display())).expect("a script");
    Command::new("chmod").arg("+x").arg(&script).status().expect("chmod is there");
    let script = script.display().to_string();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "diff.x.textconv",
        "diff.external",
        "filter.x.smudge",
        "filter.x.clean",
        "core.sshCommand",
    ] {
        git(&place, &["config", key, &script]);
    }
    place.write(".git/hooks/post-checkout", format!("#!/bin/sh\ntouch {}\n", mark.display()));
    place.write(".git/info/attributes", "* diff=x filter=x\n");
    run(&place, &["verify", "--git", "HEAD"]).ended(0);
    replace(&place, FIRST, "old place", "own place");
    run(&place, &["seal"]).ended(1);
    assert!(!mark.exists(), "a program of the repository was run");
}
