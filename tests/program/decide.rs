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
        "+++\nkind = \"proposal\"\ntitle = \"Less is tidier\"\ndate = 2020-12-08\nauthors = [\"contributor\"]\non = \"tidy@3\"\nnote = \"Shorter.\" # or is it?\n+++\n\nTidy is *less*.\n",
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
        "+++\nkind = \"proposal\"\ntitle = \"Less is tidier\"\ndate = 2020-12-08\nauthors = [\"contributor\"]\non = \"tidy@3\"\nnote = \"Shorter.\" # or is it?\nstatus = \"accepted\"\naccepted_in = 4\n+++\n\nTidy is *less*.\n"
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

    // What was never published is declined: nobody could say that it was published once.
    let place = contested();
    let run = place.run(["withdraw", "tidy@4"]).ended(0);
    assert!(run.out.contains("declined, because it was never published"), "{}", run.out);
    assert!(text(&place, "content/definitions/tidy/4.md").contains("status = \"declined\"\n"));
    place.run(["check"]).ended(0);
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
        format!("+++\ntitle = \"Same\"\nkind = \"proposal\"\ndate = 2020-12-08\nauthors = [\"contributor\"]\non = \"tidy\"\n+++\n{words}"),
    );
    place.run(["accept", "less-is-tidier"]).ended(2).says(&["says word for word what iteration 3 says"]);
}

/// The same with a second proposal, and an iteration that is proposed.
fn contested() -> Place {
    let place = proposed();
    place.write(
        "content/contributions/2020-12-09-more-is-tidier.md",
        "+++\ntitle = \"More is tidier\"\nkind = \"proposal\"\ndate = 2020-12-09\nauthors = [\"contributor\"]\non = \"tidy@3\"\n+++\n\nTidy is *more*.\n",
    );
    place.write(
        "content/definitions/tidy/4.md",
        "+++\ndate = 2020-12-10\nauthors = [\"contributor\"]\n# To publish: take the next line out.\nstatus = \"proposed\"\ncontributions = [\"2020-12-09-more-is-tidier\"]\n+++\n\nTidy is *more* and more.\n",
    );
    place
}

#[test]
fn links_pictures_and_odd_notes_come_along() {
    let place = proposed();
    place.write(
        PROPOSAL,
        "+++\nkind = \"proposal\"\ntitle = \"Less is tidier\"\ndate = 2020-12-08\nauthors = [\"contributor\"]\non = \"tidy@3\"\nnote = \"First.\\n+++\\nThen \\\"this\\\".\"\n+++\n\nTidy is [less](../definitions/tidy/1.md), ![a dot](<a-dot.png>) and [that][t].\n\n[t]: ../definitions/tidy/definition.md \"The word\"\n",
    );
    let mut dot = Vec::new();
    let mut encoder = png::Encoder::new(&mut dot, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&[0])).expect("a picture");
    place.write("content/contributions/a-dot.png", dot);
    place.run(["check"]).ended(0);
    place.run(["accept", "less-is-tidier"]).ended(0);
    let iteration = text(&place, "content/definitions/tidy/4.md");
    assert!(
        iteration.ends_with("Tidy is [less](1.md), ![a dot](<../../contributions/a-dot.png>) and [that][t].\n\n[t]: definition.md \"The word\"\n"),
        "{iteration}"
    );
    assert!(iteration.contains("note = \"First.\\n+++\\nThen \\\"this\\\".\"\n"), "{iteration}");
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
}

#[test]
fn accepting_says_that_merging_publishes_and_what_stays_open() {
    let place = contested();
    let run = place.run(["accept", "less-is-tidier", "--date", "2020-12-11"]).ended(0);
    run.says(&[
        "When this is merged, iteration 5 is the current text on the site.",
        "2 other proposals about the same definition stay open: 2020-12-09-more-is-tidier and tidy@4",
    ]);
    assert!(text(&place, "content/definitions/tidy/5.md").starts_with("+++\ndate = 2020-12-11\n"));
    place.run(["check"]).ended(0);

    let place = contested();
    let run = place.run(["accept", "less-is-tidier", "--decline-others", "Less was chosen."]).ended(0);
    assert!(run.out.contains("tidy/4.md: declined"), "{}", run.out);
    for path in ["content/definitions/tidy/4.md", "content/contributions/2020-12-09-more-is-tidier.md"] {
        let declined = text(&place, path);
        assert!(declined.contains("status = \"declined\"\n") && declined.contains("reason = \"Less was chosen.\"\n"));
    }
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
    let page = text(&place, "public/definitions/tidy/4.html");
    assert!(page.contains("Declined. It was proposed, and never published. The reason given: Less was chosen."));
    let page = text(&place, "public/definitions/tidy/5.html");
    assert!(page.contains("What changed from iteration 3"), "a proposal is no part of the history");
    let (before, _) = page.split_once("rel=\"prev\"").expect("a link to the one before");
    assert!(before.trim_end().ends_with("3.html\""), "what was declined is not what readers had before: {before}");

    place.run(["accept", "tidy@4"]).ended(2).says(&["is not proposed"]);
}

#[test]
fn what_is_accepted_as_a_proposal_publishes_nothing_until_it_is_accepted_again() {
    let place = proposed();
    let before = text(&place, PROPOSAL);
    let run = place.run(["accept", "less-is-tidier", "--proposed"]).ended(0);
    run.says(&["nothing that is published changes", "variorum accept tidy@4"]);
    assert!(text(&place, "content/definitions/tidy/4.md").contains("status = \"proposed\"\n"));
    assert_eq!(text(&place, PROPOSAL), before, "the proposal is open as long as nobody published it");
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
    let page = text(&place, "public/definitions/tidy/index.html");
    assert!(page.contains("Permanent link to iteration 3"), "the current text is what it was");
    place.run(["accept", "less-is-tidier"]).ended(2).says(&["is proposed as tidy@4 already", "variorum accept tidy@4"]);
    place.run(["accept", "tidy@4", "--date", "2020-12-01"]).ended(2).says(&["is before 2020-12-08"]);

    let run = place.run(["accept", "tidy@4", "--date", "2020-12-24"]).ended(0);
    run.says(&["iteration 4 is the current text on the site", "variorum diff tidy@3 tidy@4"]);
    let published = text(&place, "content/definitions/tidy/4.md");
    assert!(published.starts_with("+++\ndate = 2020-12-24\n") && !published.contains("status"), "{published}");
    assert!(text(&place, PROPOSAL).contains("status = \"accepted\"\naccepted_in = 4\n"));
    place.run(["check"]).ended(0);
    place.run(["seal"]).ended(0);
}

#[test]
fn a_proposal_behind_what_is_published_gets_its_day_and_one_before_it_cannot_be_published() {
    let place = contested();
    place.write(
        "content/definitions/tidy/5.md",
        "+++\ndate = 2020-12-12\nauthors = [\"contributor\"]\nstatus = \"proposed\"\n+++\n\nTidy is *most*.\n",
    );
    place.run(["accept", "tidy@4", "--yes", "--date", "2020-12-20"]).ended(0).says(&["tidy@5"]);
    assert!(text(&place, "content/definitions/tidy/5.md").starts_with("+++\ndate = 2020-12-20\n"));
    let published = text(&place, "content/definitions/tidy/4.md");
    assert!(
        published.starts_with("+++\ndate = 2020-12-20\nauthors = [\"contributor\"]\ncontributions = "),
        "{published}"
    );
    place.run(["check"]).ended(0);
    place.write("content/definitions/tidy/6.md", "+++\ndate = 2020-12-21\n+++\n\nTidy is *least*.\n");
    place.run(["accept", "tidy@5"]).ended(2).says(&["iteration 6 is published already"]);
    place.run(["decline", "tidy@5", "--reason", "It came too late."]).ended(0);
    place.run(["decline", "tidy@6", "--reason", "No."]).ended(2).says(&["is not proposed"]);
    place.run(["check"]).ended(0);
}

/// Two iterations that are in effect since 2020, and one that is published to take effect in 2999.
fn announced() -> Place {
    let place = proposed();
    place.write(
        "content/definitions/tidy/4.md",
        "+++\ndate = 2020-12-09\neffective = 2999-01-01\nauthors = [\"contributor\"]\n+++\n\nTidy is *announced*.\n",
    );
    place
}

#[test]
fn accepting_says_from_when_on_a_text_is_current() {
    let place = proposed();
    place.write(
        "content/definitions/tidy/4.md",
        "+++\ndate = 2020-12-10\neffective = 2999-07-01\nstatus = \"proposed\"\nauthors = [\"contributor\"]\n+++\n\nTidy is *later*.\n",
    );
    let run = place.run(["accept", "tidy@4", "--yes"]).ended(0);
    run.says(&["iteration 4 is published and takes effect on 1 July 2999; until then iteration 3 stays current."]);
    assert!(!run.err.contains("is the current text"), "{}", run.err);
    assert!(text(&place, "content/definitions/tidy/4.md").contains("effective = 2999-07-01\n"));
    place.run(["check"]).ended(0);

    let place = announced();
    let run = place.run(["accept", "less-is-tidier", "--effective", "2999-02-01"]).ended(0);
    run.says(&[
        "takes effect on 1 February 2999; until then iteration 3 stays current, iteration 4 from 1 January 2999 on.",
    ]);
    assert!(!run.err.contains("never will"), "{}", run.err);
    let written = text(&place, "content/definitions/tidy/5.md");
    assert!(written.contains("\neffective = 2999-02-01\nauthors = "), "{written}");
    assert!(!place.run(["check"]).ended(0).err.contains("never-in-effect"));
}

#[test]
fn accepting_names_what_would_never_take_effect() {
    for more in [&[][..], &["--effective", "2999-01-01"]] {
        let place = announced();
        let run = place.run([&["accept", "less-is-tidier", "--yes"], more].concat()).ended(0);
        run.says(&[
            "iteration 4 is published to take effect on 1 January 2999, and never will, because iteration 5",
            "variorum withdraw tidy@4 --reason",
            "a day after 2999-01-01 as `effective` in `5.md`",
        ]);
        assert!(run.err.find("never will") < run.err.find("When this is merged"), "{}", run.err);
        place.run(["withdraw", "tidy@4", "--reason", "Iteration 5 replaces it."]).ended(0);
        place.run(["check"]).ended(0);
    }
    let place = announced();
    let run = place.run(["accept", "less-is-tidier", "--proposed"]).ended(0);
    assert!(!run.err.contains("never will"), "a proposal overtakes nothing: {}", run.err);
}

#[test]
fn a_decision_is_not_dated_ahead() {
    let place = contested();
    let before = super::support::everything(&place.path("content"));
    for what in ["less-is-tidier", "tidy@4"] {
        let run = place.run(["accept", what, "--date", "2999-01-01"]).ended(2);
        run.says(&["`--date 2999-01-01` is later than today", "`--effective 2999-01-01`"]);
        let run = place.run(["accept", what, "--date", "2021-01-02", "--effective", "2021-01-01"]).ended(2);
        run.says(&["`--effective 2021-01-01` is before 2021-01-02"]);
    }
    assert_eq!(super::support::everything(&place.path("content")), before);

    let place = proposed();
    place.write("content/definitions/tidy/4.md", "+++\ndate = 2999-01-01\nstatus = \"tba\"\nnote = \"Soon.\"\n+++\n");
    place.run(["accept", "less-is-tidier"]).ended(2).says(&["2999-01-01", "correct that date first"]);
}

#[test]
fn a_day_of_effect_that_passed_before_the_decision_is_removed() {
    let place = proposed();
    let proposal = |number: u32, day: &str| {
        let words = format!(
            "+++\ndate = 2020-12-10\neffective = {day} # at the latest\nstatus = \"proposed\"\nauthors = [\"contributor\"]\n+++\n\nTidy is *{number}*.\n"
        );
        place.write(&format!("content/definitions/tidy/{number}.md"), words);
    };
    proposal(4, "2021-01-01");
    proposal(5, "2021-02-01");
    let run = place.run(["accept", "tidy@4", "--yes", "--date", "2021-03-01"]).ended(0);
    assert!(run.out.contains("`effective = 2021-01-01` removed, because that is before 2021-03-01"), "{}", run.out);
    run.says(&["iteration 4 is the current text on the site"]);
    for number in [4, 5] {
        let written = text(&place, &format!("content/definitions/tidy/{number}.md"));
        assert!(written.starts_with("+++\ndate = 2021-03-01\n") && !written.contains("effective"), "{written}");
    }
    place.run(["check"]).ended(0);
    let run = place.run(["accept", "tidy@5", "--date", "2021-03-02", "--effective", "2021-04-01"]).ended(0);
    run.says(&["iteration 5 is the current text on the site"]);
    assert!(text(&place, "content/definitions/tidy/5.md").contains("effective = 2021-04-01\n"));
}
