//! `variorum seal`: seals what is published, and never seals a second time without a reason.

use super::support::{Place, Run};

const SEALS: &str = "content/definitions/tidy/seals.toml";
const FIRST: &str = "content/definitions/tidy/1.md";

/// A place with the sound knowledge base, sealed.
pub(crate) fn sealed() -> Place {
    let place = Place::new();
    place.run(["seal"]).ended(0);
    place
}

/// Changes a file of the knowledge base.
pub(crate) fn replace(place: &Place, path: &str, old: &str, new: &str) {
    let text = place.read(path);
    assert!(text.contains(old), "{path} holds no {old}");
    place.write(path, text.replace(old, new));
}

/// The head of the definition, as the program prints it.
pub(crate) fn head(place: &Place) -> String {
    let run = place.run(["verify"]).ended(0);
    let line = run.out.lines().find(|line| line.starts_with("tidy: ")).expect("a line for the definition");
    line.rsplit(' ').next().expect("a head").to_owned()
}

#[test]
fn what_is_published_is_sealed_once() {
    let place = Place::new();
    let run = place.run(["seal"]).ended(0);
    assert!(
        run.out.starts_with(
            "sealed tidy@1\nsealed tidy@3\nwrote content/definitions/tidy/seals.toml\ntidy: 2 iterations sealed, head "
        ),
        "{}",
        run.out
    );
    run.says(&["somewhere else"]);
    assert!(!run.err.contains("without an author"), "{}", run.err);
    place.run(["check"]).ended(0);
    let before = place.everything();
    let run = place.run(["seal"]).ended(0);
    assert_eq!(run.out, "Everything that is published is sealed already.\n");
    assert_eq!(before, place.everything(), "nothing is written where nothing is to be sealed");
}

#[test]
fn a_text_without_an_author_is_sealed_and_named() {
    let place = Place::new();
    place.write("content/definitions/tidy/3.md", "+++\ndate = 2020-03-01\n+++\n\nTidy is when nothing is lost.\n");
    let run = place.run(["seal"]).ended(0);
    run.says(&["tidy@3 is sealed without an author", "into content/definitions/tidy/3.md"]);
    assert!(!run.err.contains("tidy@1"), "{}", run.err);
}

#[test]
fn only_what_is_named_is_sealed() {
    let place = Place::new();
    let run = place.run(["seal", "tidy@1"]).ended(0);
    assert!(run.out.contains("sealed tidy@1\n") && !run.out.contains("tidy@3"), "{}", run.out);
    let run = place.run(["check", "--format", "short"]).ended(0);
    assert!(run.out.contains("hint[not-sealed-yet]") && run.out.contains("variorum seal tidy"), "{}", run.out);
    place.run(["build"]).ended(0);
    place.run(["seal", "tidy"]).ended(0);
    assert_eq!(place.run(["check", "--format", "short"]).ended(0).out, "");
}

#[test]
fn what_is_not_published_is_not_sealed() {
    let place = Place::new();
    place.run(["seal", "tidy@2"]).ended(2).says(&["never written"]);
    place.write(
        "content/definitions/tidy/4.md",
        "+++\ndate = 2020-06-01\nstatus = \"proposed\"\n+++\n\nTidy is clean.\n",
    );
    place.run(["seal", "tidy@4"]).ended(2).says(&["proposed"]);
    place.run(["seal", "tidy@9"]).ended(2).says(&["no iteration 9"]);
    place.run(["seal", "tydi"]).ended(2).says(&["no definition `tydi`", "tidy"]);
    place.run(["seal", "Tidy!"]).ended(2).says(&["no reference"]);
    assert!(!place.path(SEALS).exists());
    let run = place.run(["seal"]).ended(0);
    assert!(!run.out.contains("tidy@4"), "{}", run.out);
}

#[test]
fn a_changed_text_is_never_sealed_silently() {
    let place = sealed();
    replace(&place, FIRST, "2020-01-01", "2020-01-02");
    place.run(["check"]).ended(1);
    place.run(["build"]).ended(1);
    let before = place.everything();
    let run = place.run(["seal"]).ended(1);
    run.says(&["tidy@1 is sealed", "--reseal tidy@1 --reason", "cannot be shown", "Nothing was sealed."]);
    assert_eq!(run.out, "");
    assert_eq!(before, place.everything());
}

#[test]
fn a_resealing_needs_a_reason_and_keeps_it() {
    let place = sealed();
    let before = head(&place);
    replace(&place, FIRST, "old place", "place");
    place.run(["seal", "--reseal", "tidy@1"]).ended(2).says(&["--reason"]);
    place.run(["seal", "--reseal", "tidy@1", "--reason", " "]).ended(2).says(&["empty"]);
    place.run(["seal", "--reseal", "tidy@1", "--reason", "a\nb"]).ended(2).says(&["one line"]);
    place.run(["seal", "--reseal", "tidy", "--reason", "x"]).ended(2).says(&["tidy@4"]);
    place.run(["seal", "--reseal", "tidy@3", "--reason", "x"]).ended(2).says(&["nothing to reseal"]);
    place.run(["seal", "--reason", "x"]).ended(2).says(&["--reseal"]);
    let reason = "The word \"old\" <b>broke</b> a promise.";
    let run = place.run(["seal", "--reseal", "tidy@1", "--reason", reason]).ended(0);
    assert!(run.out.starts_with("resealed tidy@1\n"), "{}", run.out);
    place.run(["check"]).ended(0);
    let run = place.run(["verify", "--head", &before]).ended(0);
    assert!(run.out.contains("note: tidy@1 was changed since then") && run.out.contains(reason), "{}", run.out);
    place.run(["build"]).ended(0);
    let page = place.read("public/definitions/tidy/1.html");
    assert!(page.contains("The word &quot;old&quot; &lt;b&gt;broke&lt;/b&gt; a promise."), "{page}");
    let record: serde_json::Value =
        serde_json::from_str(&place.read("public/.well-known/variorum.json")).expect("JSON");
    assert_eq!(record["definitions"][0]["links"][2]["reason"], reason);
    // The resealing cannot be dropped again.
    let seals = place.read(SEALS);
    place.write(SEALS, &seals[..seals.find("\n[[reseal]]").expect("the record")]);
    place.run(["check"]).ended(1);
}

#[test]
fn damaged_seals_are_not_written_over() {
    let place = sealed();
    replace(&place, SEALS, "number = 3", "number = 2");
    let before = place.everything();
    place.run(["seal"]).ended(1).says(&["Nothing was sealed."]);
    assert_eq!(before, place.everything());
}

#[test]
fn a_sealed_iteration_that_is_gone_or_unpublished_is_refused() {
    let place = sealed();
    replace(&place, FIRST, "+++\ndate", "+++\nstatus = \"proposed\"\ndate");
    place.run(["seal"]).ended(1).says(&["tidy@1: sealed, and yet"]);
    let place = sealed();
    std::fs::remove_file(place.path("content/definitions/tidy/3.md")).expect("it is there");
    for path in ["content/practices/sweeping.md", "content/contributions/2020-05-01-too-strict.md"] {
        std::fs::remove_file(place.path(path)).expect("it is there");
    }
    place.run(["seal"]).ended(1).says(&["tidy@3: sealed, and not there any more"]);
}

#[test]
fn a_new_knowledge_base_hears_nothing_of_seals_until_it_seals() {
    let place = Place::empty();
    place.run(["init", "new", "--term", "Ops"]).ended(0);
    let run: Run = place.run(["check", "--root", "new"]).ended(0);
    assert!(!run.out.contains("seal"), "{}", run.out);
    assert!(!place.path("new/content/definitions/ops/seals.toml").exists());
    let run = place.run(["verify", "--root", "new"]).ended(0);
    assert!(run.out.contains("Nothing is sealed yet; `variorum seal`"), "{}", run.out);
    place.run(["build", "--root", "new"]).ended(0);
    assert!(!place.path("new/public/.well-known").exists());
}

#[test]
fn the_site_shows_the_seal_and_how_to_verify_it() {
    let place = sealed();
    let head = head(&place);
    place.run(["build", "--base-url", "https://example.org/tidy/"]).ended(0);
    let page = place.read("public/definitions/tidy/3.html");
    let command = format!("variorum verify --head {head}");
    for words in [command.as_str(), &head[..12], "../../.well-known/variorum.json"] {
        assert!(page.contains(words), "{words} is not on the page");
    }
    assert!(place.read("public/definitions/tidy/index.html").contains(&command));
    assert!(!place.read("public/definitions/tidy/2.html").contains("verify --head"), "a placeholder has no seal");
    assert!(place.read("public/definitions/tidy/feed.xml").contains(&head));
    assert!(!place.read("public/sitemap.xml").contains("well-known"));
    let record: serde_json::Value =
        serde_json::from_str(&place.read("public/.well-known/variorum.json")).expect("JSON");
    assert_eq!(record["definitions"][0]["head"], head);
    assert!(place.run(["verify"]).ended(0).out.contains(record["head"].as_str().expect("a head over all")));
}
