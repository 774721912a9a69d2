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
