//! `variorum accept`, `decline` and `withdraw`: what becomes of a contribution, and that nothing is lost.

use std::fs;

use super::seal::sealed;
use super::support::Place;

const PROPOSAL: &str = "content/contributions/2020-12-08-less-is-tidier.md";

/// A place with an open proposal, whose front matter has a remark and an order of its own.
fn proposed() -> Place {
    let place = Place::new();
    place.write(
        PROPOSAL,
        "+++\nkind = \"proposal\"\ntitle = \"Less is tidier\"\ndate = 2020-12-08\non = \"tidy@3\"\nnote = \"Shorter.\" # or is it?\n+++\n\nTidy is *less*.\n",
    );
    place
}

fn text(place: &Place, path: &str) -> String {
    fs::read_to_string(place.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn an_accepted_proposal_is_the_next_iteration() {
    let place = proposed();
    let run = place.run(["accept", "less-is-tidier"]).ended(0);
    assert!(run.out.contains("wrote content/definitions/tidy/4.md"), "{}", run.out);
    assert!(run.out.contains("accepted in iteration 4"), "{}", run.out);
    run.says(&["variorum diff tidy@3 tidy@4", "variorum check", "variorum seal"]);
    let iteration = text(&place, "content/definitions/tidy/4.md");
    assert!(iteration.ends_with("+++\n\nTidy is *less*.\n"), "{iteration}");
    for line in ["note = \"Shorter.\"\n", "contributions = [\"2020-12-08-less-is-tidier\"]\n"] {
        assert!(iteration.contains(line), "{iteration}");
    }
    assert_eq!(
        text(&place, PROPOSAL),
        "+++\nkind = \"proposal\"\ntitle = \"Less is tidier\"\ndate = 2020-12-08\non = \"tidy@3\"\nnote = \"Shorter.\" # or is it?\nstatus = \"accepted\"\naccepted_in = 4\n+++\n\nTidy is *less*.\n"
    );
    place.run(["check"]).ended(0);
    place.run(["accept", "less-is-tidier"]).ended(2).says(&["is `accepted` already"]);
}

#[test]
fn a_declined_one_keeps_its_words_and_gives_the_reason() {
    let place = proposed();
    place.run(["decline", PROPOSAL, "--reason", "It says \"less\" and not of what."]).ended(0);
    let declined = text(&place, PROPOSAL);
    assert!(declined.contains("status = \"declined\"\nreason = 'It says \"less\" and not of what.'\n"), "{declined}");
    assert!(declined.ends_with("Tidy is *less*.\n"));
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
    let page = text(&place, "public/contributions/2020-12-08-less-is-tidier.html");
    assert!(page.contains("and not of what."), "the page gives the reason");
}

#[test]
fn what_is_withdrawn_says_so_and_stays() {
    let place = proposed();
    place.run(["withdraw", "2020-12-08-less-is-tidier.md"]).ended(0);
    assert!(text(&place, PROPOSAL).contains("status = \"withdrawn\"\n"));
    place.run(["check"]).ended(0);

    let place = sealed();
    place.run(["withdraw", "tidy@3"]).ended(2).says(&["add `--reason"]);
    place.run(["withdraw", "tidy@2", "--reason", "x"]).ended(2).says(&["was never written"]);
    place.run(["withdraw", "tidy@3", "--reason", "It was wrong about brooms."]).ended(0);
    place.run(["check"]).ended(0);
    place.run(["verify"]).ended(0);
    place.run(["build"]).ended(0);
    let page = text(&place, "public/definitions/tidy/3.html");
    assert!(page.contains("It was wrong about brooms."), "the page gives the reason");
    place.run(["withdraw", "tidy@3", "--reason", "Twice."]).ended(2).says(&["withdrawn already"]);
}

#[test]
fn what_cannot_be_decided_is_refused_and_nothing_is_written() {
    let place = proposed();
    place.write(
        "content/contributions/2020-12-08-a-word.md",
        "+++\ntitle = \"A word\"\nkind = \"comment\"\ndate = 2020-12-08\n+++\n\nHm.\n",
    );
    let before = super::support::everything(&place.path("content"));
    for (arguments, words) in [
        (&["accept", "a-word"][..], "only a proposal becomes an iteration"),
        (&["accept", "less-is-tidyer"], "did you mean"),
        (&["decline", "a-word", "--reason", " "], "the reason is empty"),
        (&["withdraw", "nothing-at-all"], "there is no contribution"),
        (&["withdraw", "tidy@9"], "has no iteration 9"),
    ] {
        place.run(arguments).ended(2).says(&[words]);
    }
    assert_eq!(super::support::everything(&place.path("content")), before);
    // What is a proposal and says nothing new.
    let current = text(&place, "content/definitions/tidy/3.md");
    let words = current.rsplit("+++\n").next().expect("a body");
    place.write(
        PROPOSAL,
        format!("+++\ntitle = \"Same\"\nkind = \"proposal\"\ndate = 2020-12-08\non = \"tidy\"\n+++\n{words}"),
    );
    place.run(["accept", "less-is-tidier"]).ended(2).says(&["says word for word what iteration 3 says"]);
}
