//! A text that takes effect later: until then the one before it is current, everywhere.

use jiff::civil::{Date, date};
use variorum::base::diagnostic::Diagnostics;
use variorum::base::text::Sources;
use variorum::content::knowledge::KnowledgeBase;
use variorum::edition::theme::OutputFile;
use variorum::output::pipeline::{self, Given};

const BASE_URL: &str = "https://example.org/tidy/";

/// Three texts, of which the third takes effect in March; the last thing that happened is dated as said.
fn sources(last: &str, language: &str) -> Sources {
    let mut sources = Sources::default();
    let configuration = format!(
        "[site]\ntitle = \"Tidy\"\ndescription = \"The tidy definition.\"\nlanguage = \"{language}\"\nfeatured = \"tidy\"\nbase_url = \"{BASE_URL}\"\ncards = false\n"
    );
    sources.add("variorum.toml", configuration);
    let folder = "content/definitions/tidy";
    sources.add(format!("{folder}/definition.md"), "+++\nterm = \"Tidy\"\nsummary = \"What tidy is.\"\n+++\n");
    sources.add(format!("{folder}/1.md"), "+++\ndate = 2026-01-10\nauthors = [\"jo-doe\"]\n+++\n\nTidy is order.\n");
    sources.add(
        format!("{folder}/2.md"),
        "+++\ndate = 2026-05-10\nauthors = [\"jo-doe\"]\n+++\n\nTidy is lasting order.\n",
    );
    sources.add(
        format!("{folder}/3.md"),
        "+++\ndate = 2026-12-01\neffective = 2027-03-01\nauthors = [\"jo-doe\"]\n+++\n\nTidy is shared order.\n",
    );
    sources.add("content/people/jo-doe.md", "+++\nname = \"Jo Doe\"\n+++\n");
    sources.add(
        "content/practices/how-we-tidy.md",
        format!("+++\ntitle = \"How we tidy\"\nsummary = \"How.\"\ndate = {last}\nauthors = [\"jo-doe\"]\non = \"tidy@2\"\n+++\n\nWe fold.\n"),
    );
    sources
}

/// The same, and a text of another definition that was published on a day.
fn and_published(day: &str) -> Sources {
    let mut sources = sources("2026-12-02", "en");
    sources.add("content/definitions/neat/definition.md", "+++\nterm = \"Neat\"\nsummary = \"What neat is.\"\n+++\n");
    sources.add(
        "content/definitions/neat/1.md",
        format!("+++\ndate = {day}\nauthors = [\"jo-doe\"]\n+++\n\nNeat is tidy.\n"),
    );
    sources
}

fn knowledge(sources: &Sources, today: Option<Date>) -> (KnowledgeBase, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let knowledge = pipeline::check_given(sources, Given { base_url: None, today }, &mut diagnostics);
    (knowledge.expect("the knowledge base is sound"), diagnostics)
}

fn current(knowledge: &KnowledgeBase) -> Option<u32> {
    let definition = knowledge.definition(knowledge.featured());
    definition.current().map(|iteration| iteration.number.get())
}

/// Every file of the site by its path.
fn built(sources: &Sources, knowledge: KnowledgeBase) -> std::collections::BTreeMap<String, String> {
    let mut diagnostics = Diagnostics::default();
    let (site, theme) = pipeline::plan(knowledge, sources, &mut diagnostics).expect("the theme is sound");
    let files = std::sync::Mutex::new(std::collections::BTreeMap::new());
    let take = |file: OutputFile<'_>| {
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        files.lock().expect("no thread panics").insert(file.route.as_str().to_owned(), text);
        Ok(())
    };
    assert!(pipeline::render(&site, &theme, &take, &mut diagnostics).expect("nothing is written"));
    files.into_inner().expect("no thread panics")
}

#[test]
fn a_text_takes_effect_on_its_day_and_not_before() {
    let given = |today| current(&knowledge(&sources("2026-12-02", "en"), today).0);
    assert_eq!(given(None), Some(2));
    assert_eq!(given(Some(date(2027, 2, 28))), Some(2));
    assert_eq!(given(Some(date(2027, 3, 1))), Some(3));
    assert_eq!(given(Some(date(2030, 1, 1))), Some(3));
    let published = |day, today| current(&knowledge(&and_published(day), today).0);
    assert_eq!(published("2027-02-28", None), Some(2));
    assert_eq!(published("2027-03-01", None), Some(3));
    assert_eq!(published("2027-03-01", Some(date(2026, 12, 1))), Some(3), "a day does not undo what was published");
    let as_of =
        |day| current(&knowledge(&sources("2026-12-02", "en"), None).0.as_of(day).expect("something was there"));
    assert_eq!(as_of(date(2026, 2, 1)), Some(1));
    assert_eq!(as_of(date(2026, 12, 1)), Some(2));
    assert_eq!(as_of(date(2027, 2, 28)), Some(2));
    assert_eq!(as_of(date(2027, 3, 1)), Some(3));
    let earlier = knowledge(&and_published("2027-04-01"), None).0.as_of(date(2027, 1, 1)).expect("something was there");
    assert_eq!(current(&earlier), Some(2), "what is in effect today was not then");
}

#[test]
fn a_practice_dated_ahead_by_mistake_puts_no_text_into_effect() {
    assert_eq!(current(&knowledge(&sources("2027-04-01", "en"), None).0), Some(2));
}

#[test]
fn what_was_written_against_the_current_text_is_not_stale_before_the_day() {
    let codes = |today| {
        let (_, diagnostics) = knowledge(&sources("2026-12-02", "en"), today);
        diagnostics.count(variorum::base::diagnostic::Severity::Hint)
    };
    assert_eq!(codes(Some(date(2027, 2, 28))), 0);
    assert_eq!(codes(Some(date(2027, 3, 1))), 1);
}

#[test]
fn every_page_says_from_when_a_text_is_in_effect() {
    let said = |language: &str, words: [&str; 4]| {
        let sources = sources("2026-12-02", language);
        let files = built(&sources, knowledge(&sources, Some(date(2027, 2, 28))).0);
        let page = |path: &str| {
            let page = files.get(path).unwrap_or_else(|| panic!("{path} is not among {:?}", files.keys()));
            let text =
                page.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<String>();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let [announced, own, until, rung] = words;
        for path in ["index.html", "definitions/tidy/index.html"] {
            let page = page(path);
            assert!(page.contains("Tidy is lasting order."), "{path}: the text before stays: {page}");
            assert!(!page.contains("Tidy is shared order."), "{path}: {page}");
            assert!(page.contains(announced), "{path}: `{announced}` is not in {page}");
            assert!(page.contains(rung), "{path}: `{rung}` is not in {page}");
        }
        let iteration = page("definitions/tidy/3.html");
        assert!(iteration.contains(until), "`{until}` is not in {iteration}");
        assert!(page("timeline.html").contains(own), "{}", page("timeline.html"));
        let feed = files["feed.xml"].split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(feed.contains(own), "{}", files["feed.xml"]);
        assert!(files["definitions/tidy/history.json"].contains("\"effective\": \"2027-03-01\""));
        assert!(files["definitions/tidy/history.json"].contains("\"current\": 2"));
        // Nothing calls it the latest.
        let link = |rel: &str, number: u32| format!("rel=\"{rel}\" href=\"{number}.html\"");
        assert!(files["definitions/tidy/3.html"].contains(&link("latest-version", 2)));
        assert!(files["definitions/tidy/3.html"].contains(&link("predecessor-version", 2)));
        assert!(!files["definitions/tidy/2.html"].contains("successor-version"));
        let days = files.iter().find(|(path, _)| path.contains("timemap")).expect("there is a time map").1;
        assert!(!days.contains("3.html"), "{days}");
    };
    said(
        "en",
        [
            "A new text takes effect on 1 March 2027: iteration 3",
            "This text takes effect on 1 March 2027.",
            "This text takes effect on 1 March 2027. Until then, iteration 2 is current.",
            "in effect from 1 March 2027",
        ],
    );
    said(
        "de",
        [
            "Ab dem 1. März 2027 gilt ein neuer Text: Iteration 3",
            "Dieser Text gilt ab dem 1. März 2027.",
            "Dieser Text gilt ab dem 1. März 2027. Bis dahin ist Iteration 2 aktuell.",
            "gilt ab dem 1. März 2027",
        ],
    );
}

#[test]
fn a_text_that_is_in_effect_is_current_and_keeps_its_day() {
    let sources = sources("2026-12-02", "en");
    let files = built(&sources, knowledge(&sources, Some(date(2027, 3, 1))).0);
    let home = &files["index.html"];
    assert!(home.contains("Tidy is <") || home.contains("Tidy is shared order."), "{home}");
    assert!(!home.contains("A new text takes effect"), "{home}");
    assert!(files["definitions/tidy/3.html"].contains("In effect from"));
    assert!(files["definitions/tidy/2.html"].contains("rel=\"successor-version\""));
    let days = files.iter().find(|(path, _)| path.contains("timemap")).expect("there is a time map").1;
    assert!(days.contains("Mon, 01 Mar 2027"), "it held from that day on: {days}");
}

#[test]
fn a_first_text_that_is_not_in_effect_is_shown_as_such() {
    let mut files = Sources::default();
    for (_, source) in sources("2026-12-02", "en").iter() {
        if !source.path.contains("practices") && !source.path.ends_with("/2.md") && !source.path.ends_with("/3.md") {
            files.add(source.path.clone(), source.text.replace("authors", "effective = 2027-03-01\nauthors"));
        }
    }
    let files_then = built(&files, knowledge(&files, None).0);
    let home = &files_then["index.html"];
    assert!(home.contains("published, not in effect yet"), "{home}");
    assert!(home.contains("takes effect on"), "{home}");
}
