//! People whom a text introduces: one file holds the text and who wrote it, until it is taken in.

use super::support::Place;

const CASE: &str = "content/contributions/2020-12-08-a-case.md";
const TEXT: &str = "+++
title = \"A case\"
kind = \"example\"
date = 2020-12-08
authors = [\"sam-roe\"]
on = \"tidy@3\"

[[people]]
id = \"sam-roe\"
name = \"Sam Röe\"
url = \"https://example.org/sam\"
forge = \"samroe\"
+++

It took a week.
";

#[test]
fn somebody_who_is_introduced_is_somebody() {
    let place = Place::new();
    place.write(CASE, TEXT);
    // Whoever is introduced may be named elsewhere, and introduced twice in the same words.
    place.write(
        "content/contributions/2020-12-09-another.md",
        TEXT.replace("2020-12-08", "2020-12-09").replace("A case", "Another"),
    );
    place.write(
        "content/practices/mopping.md",
        "+++\ntitle = \"Sweeping\"\nsummary = \"With a broom.\"\ndate = 2020-12-10\nauthors = [\"sam-roe\"]\n+++\n\nSweep.\n",
    );
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
    let page = place.read("public/people/sam-roe.html");
    for words in ["Sam Röe", "https://example.org/sam", "samroe", "A case", "Another", "Sweeping"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(place.read("public/people/index.html").contains("sam-roe.html\">Sam Röe"));
    assert!(place.read("public/contributions/2020-12-08-a-case.html").contains("../people/sam-roe.html"));
    // The Markdown of a person is what their file will be.
    let file = "+++\nname = \"Sam Röe\"\nurl = \"https://example.org/sam\"\nforge = \"samroe\"\n+++\n";
    assert_eq!(place.read("public/people/sam-roe.md"), file);
    let before = place.read("public/people/sam-roe.html");
    place.write("content/people/sam-roe.md", file);
    for path in [CASE, "content/contributions/2020-12-09-another.md"] {
        let text = place.read(path);
        let (head, rest) = text.split_once("\n[[people]]").expect("an introduction");
        place.write(path, format!("{head}{}", &rest[rest.find("+++").expect("an end")..]));
    }
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
    assert_eq!(place.read("public/people/sam-roe.html"), before, "their page is the same with a file of their own");
}

#[test]
fn front_matter_with_people_is_in_order() {
    let place = Place::new();
    place.write(CASE, TEXT);
    place.run(["fmt", "--check"]).ended(0);
    place.write(CASE, TEXT.replace("date = 2020-12-08\n", "").replace("on =", "date = 2020-12-08\non ="));
    place.run(["fmt"]).ended(0);
    assert_eq!(place.read(CASE), TEXT);
}

#[test]
fn what_is_sealed_leaves_its_authors_with_files_of_their_own() {
    let place = Place::new();
    let introduction =
        "\n[[people]]\nid = \"sam-roe\"\nname = \"Sam Röe\"\nurl = \"https://example.org/sam\"\nforge = \"samroe\"\n";
    let iteration = format!(
        "+++\ndate = 2020-06-01\nauthors = [\"sam-roe\"]\n{introduction}+++\n\nTidy is when everything lies in its own place, once.\n"
    );
    place.write("content/definitions/tidy/4.md", &iteration);
    place.write(CASE, TEXT);
    let run = place.run(["seal"]).ended(0);
    assert!(run.out.contains("wrote content/people/sam-roe.md\n"), "{}", run.out);
    assert_eq!(place.read("content/definitions/tidy/4.md"), iteration.replace(introduction, ""));
    assert_eq!(place.read(CASE), TEXT.replace(introduction, ""), "they are introduced nowhere any more");
    assert!(place.read("content/people/sam-roe.md").starts_with("+++\nname = \"Sam Röe\"\n"));
    place.run(["check"]).ended(0);
    place.run(["verify"]).ended(0);
}

#[test]
fn what_nobody_has_written_yet_is_neither_sealed_nor_published() {
    let place = Place::empty();
    place.run(["init", "--term", "Ops"]).ended(0);
    let first = "content/definitions/ops/1.md";
    let starter = place.read(first);
    assert!(starter.contains("status = \"proposed\"\n"), "{starter}");
    place.run(["seal"]).ended(0);
    assert!(!place.path("content/definitions/ops/seals.toml").exists(), "a proposal has no seal");
    place.run(["check"]).ended(0);
    let told =
        "Not ready to publish: write content/definitions/ops/1.md and content/definitions/ops/definition.md first.\n";
    place.run(["check", "--publish"]).ended(1).says(&[told]);
    let published = starter.replace("status = \"proposed\"\n", "");
    place.write(first, &published);
    place
        .run(["seal"])
        .ended(1)
        .says(&["ops@1: content/definitions/ops/1.md still contains what a new file begins with"]);
    assert!(!place.path("content/definitions/ops/seals.toml").exists());

    let (head, _) = published.rsplit_once("+++\n").expect("a body");
    let head = head.replace("your-id", "sam-roe").replace("Your name", "Sam Roe");
    place.write(first, format!("{head}+++\n\nOps is the work that nobody sees.\n"));
    place.write(
        "content/definitions/ops/definition.md",
        "+++\nterm = \"Ops\"\nsummary = \"The work that nobody sees.\"\n+++\n\nIt began in a kitchen.\n",
    );
    place.run(["check", "--publish"]).ended(0);
    place.run(["seal"]).ended(0);
    assert!(place.path("content/people/sam-roe.md").is_file());
    place.run(["check", "--publish"]).ended(0);
}

#[test]
fn who_is_introduced_by_a_proposal_has_a_file_once_it_is_accepted() {
    let place = Place::new();
    let introduction =
        "\n[[people]]\nid = \"sam-roe\"\nname = \"Sam Röe\"\nurl = \"https://example.org/sam\"\nforge = \"samroe\"\n";
    let proposal = "content/contributions/2020-12-08-shorter.md";
    let text = TEXT.replace("example\"", "proposal\"").replace("It took a week.", "Tidy is when nothing lies about.");
    place.write(CASE, TEXT);
    for (unready, words) in [
        (text.replace("[\"sam-roe\"]", "[]"), "names no author"),
        (text.replace("Sam Röe", "Your name"), "still contains what a new file begins with"),
    ] {
        place.write(proposal, &unready);
        if unready.contains("Your name") {
            place.write(CASE, TEXT.replace("Sam Röe", "Your name"));
        }
        let before = super::support::everything(&place.path("content"));
        place.run(["accept", "shorter"]).ended(2).says(&[words]);
        assert_eq!(super::support::everything(&place.path("content")), before);
        place.write(CASE, TEXT);
    }
    place.write(proposal, &text);
    let run = place.run(["accept", "shorter"]).ended(0);
    assert!(run.out.contains("wrote content/people/sam-roe.md\n"), "{}", run.out);
    assert!(place.read("content/definitions/tidy/4.md").contains("authors = [\"sam-roe\"]\n"));
    assert_eq!(place.read(CASE), TEXT.replace(introduction, ""));
    assert!(!place.read(proposal).contains("[[people]]"));
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
    assert!(place.read("public/people/sam-roe.html").contains("../definitions/tidy/4.html"));
}

#[test]
fn what_init_begins_is_published_by_accepting_it_once_it_is_written() {
    let place = Place::empty();
    place.run(["init", "--term", "Ops"]).ended(0);
    place
        .run(["accept", "ops@1"])
        .ended(2)
        .says(&["content/definitions/ops/1.md still contains what a new file begins with"]);
    let first = "content/definitions/ops/1.md";
    let starter = place.read(first);
    let (head, _) = starter.rsplit_once("+++\n").expect("a body");
    let head = head.replace("your-id", "sam-roe").replace("Your name", "Sam Roe");
    place.write(first, format!("{head}+++\n\nOps is the work that nobody sees.\n"));
    let run = place.run(["accept", "ops@1"]).ended(0);
    assert!(run.out.contains("wrote content/people/sam-roe.md\n"), "{}", run.out);
    assert!(!place.read(first).contains("proposed\"") && !place.read(first).contains("[[people]]"));
    place.run(["check"]).ended(0);
}
