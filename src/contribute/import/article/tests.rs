//! Articles of every form become the same definition.

use proptest::prelude::*;

use super::*;
use crate::base::diagnostic::report::{self, Format};
use crate::base::text::Sources;
use crate::output::pipeline::trial;

const PLAIN: &str = "What is tidiness, and who sweeps?\n\nA contributor\nEverybody speaks of it.\n\nHelpful Examples\n\nA kitchen is one.\n\nThe Definition of Tidiness\n\n4th Iteration 08Dec20\n\n“#Tidiness is the work that nobody sees; including sweeping , & sorting.”\n\nPay no attention to the broom!\n\n3rd Iteration — 20Oct20\n\nKeeping order, a.k.a. tidiness, is the work that nobody sees.\n\n2nd Iteration — 19Nov19\n\nAlso TBA — let’s see where our study leads :)\n\n1st Iteration — 18Oct19\n\nMuch could be said first:\n\nTidiness is what people need.\n\nI know, it is rough.\n\nAction Items\n\nWhat’s next? We sweep.\n";

fn article(text: &str) -> Article<'_> {
    Article {
        bytes: text.as_bytes(),
        name: "saved.txt",
        authors: vec!["A Contributor".to_owned()],
        ..Article::default()
    }
}

#[track_caller]
fn sound(imported: &Imported) {
    let mut base = Sources::default();
    base.add("variorum.toml", "[site]\ntitle = \"Terms\"\ndescription = \"All of them.\"\n");
    let (sources, found) = trial(&base, &imported.files);
    assert!(!found.has_errors(), "{}", report::write(&found, &sources, Format::Short));
}

fn body(imported: &Imported, number: usize) -> &str {
    imported.files[number].text.splitn(3, "+++\n").nth(2).expect("a body").trim()
}

#[test]
fn a_page_with_its_iterations_newest_first() {
    let imported = import(&article(PLAIN)).expect("an import");
    sound(&imported);
    assert_eq!((imported.slug.as_str(), imported.iterations), ("tidiness", 4));
    assert_eq!(body(&imported, 1), "Tidiness is what people need.");
    assert!(
        imported.files[1]
            .text
            .contains("[Before the text:] Much could be said first: [Behind the text:] I know, it is rough.")
    );
    assert!(
        imported.files[2].text.contains("date = 2019-11-19") && imported.files[2].text.contains("status = \"tba\"")
    );
    assert_eq!(body(&imported, 2), "");
    assert_eq!(body(&imported, 3), "Keeping order, a.k.a. tidiness, is the work that nobody sees.");
    assert_eq!(body(&imported, 4), "“#Tidiness is the work that nobody sees; including sweeping , & sorting.”");
    assert!(imported.files[4].text.contains("source = \"“What is tidiness, and who sweeps?”\""));
    assert!(imported.left_out.iter().any(|line| line.contains("“Action Items”: 4 words")), "{:?}", imported.left_out);
    assert!(imported.files[4].text.contains("authors = [\"a-contributor\"]"));
}

#[test]
fn markdown_and_html_say_the_same() {
    let markdown = "# Tidy\n\n## Definition of Tidiness\n\n### Iteration 2 (March 5, 2021)\n\nTidiness is **work**.\n\n#### Deeper\n\n- a list\n\n### Iteration 1 — 2020-01-05\n\nComing soon.\n\n## More\n\nElse.\n";
    let html = "<html><head><title>x</title><style>p {}</style></head><body><h1>Tidy</h1><h2>Definition of Tidiness</h2>\n<h3>Iteration 2 (March 5, 2021)</h3><p>Tidiness is <b>work</b>.</p><h4>Deeper</h4><ul><li>a list</li></ul><h3>Iteration 1 &#8212; 2020-01-05</h3><p>Coming soon.</p><h2>More</h2><p>Else.</p><script>x</script></body></html>";
    for (name, text, said) in [
        ("a.md", markdown, "Tidiness is **work**.\n\n#### Deeper\n\n- a list"),
        ("a.html", html, "Tidiness is work.\n\n#### Deeper\n\n- a list"),
    ] {
        let imported = import(&Article { name, ..article(text) }).expect("an import");
        sound(&imported);
        assert_eq!(body(&imported, 2), said);
        assert!(imported.files[1].text.contains("status = \"tba\""));
        assert!(imported.left_out.iter().any(|line| line.contains("“More”: 1 word")), "{:?}", imported.left_out);
    }
}

#[test]
fn what_is_unclear_is_asked_for_all_at_once() {
    let text = "Version 1 (05/06/20)\n\nA.\n\nVersion 2\n\nB.\n\nVersion 4 (2019-01-01)\n\nC.\n";
    let Refused(faults) = import(&article(text)).expect_err("unclear");
    let all = faults.join("\n");
    for words in ["--term", "3 are missing", "`--date 1=", "has no date"] {
        assert!(all.contains(words), "{words} is not in:\n{all}");
    }
    let day = |year| Date::constant(year, 1, 1);
    let text = text.replace("Version 4", "Version 3");
    let dates = vec![(1, day(2018)), (2, day(2018))];
    let term = Some("Tidiness".to_owned());
    let imported = import(&Article { term, dates, ..article(&text) }).expect("an import");
    sound(&imported);
    assert_eq!(imported.dates, (day(2018), day(2019)));
}

#[test]
fn versions_with_parts_are_numbered_in_their_order() {
    let text = "v1.10 2020-03-01\n\nC.\n\nv1.2 2020-02-01\n\nB.\n\nv1.0 2020-01-01\n\n*A* b.\n";
    let imported = import(&Article { term: Some("Tidiness".to_owned()), ..article(text) }).expect("an import");
    sound(&imported);
    assert_eq!((body(&imported, 1), body(&imported, 3)), ("\\*A\\* b.", "C."));
    assert!(imported.look_at.iter().any(|line| line.contains("iteration 3 is “v1.10 2020-03-01”")));
}

#[test]
fn several_paragraphs_are_the_text_unless_one_stands_out() {
    let term = Some("Tidiness".to_owned());
    let text = "Iteration 1 2020-01-01\n\nTidiness is work.\n\nIt never ends.\n\nIteration 2 2020-01-02\n\nWe say:\n\nTidiness is play.\n";
    let imported = import(&Article { term: term.clone(), ..article(text) }).expect("an import");
    assert_eq!((body(&imported, 1), body(&imported, 2)), ("Tidiness is work.\n\nIt never ends.", "Tidiness is play."));
    let whole = import(&Article { term, is_whole: true, ..article(text) }).expect("an import");
    assert_eq!(body(&whole, 2), "We say:\n\nTidiness is play.");
}

#[test]
fn what_no_reader_sees_is_a_placeholder() {
    let term = Some("Tidiness".to_owned());
    let text = "## v1 2020-01-01\n\n[a]: https://example.org\n\n## v2 2020-01-02\n\n![](a.png)\n";
    let imported = import(&Article { name: "a.md", term, ..article(text) }).expect("an import");
    sound(&imported);
    assert!(imported.files[1].text.contains("status = \"tba\"") && imported.files[2].text.contains("status = \"tba\""));
}

#[test]
fn an_article_without_iterations_is_refused() {
    assert!(import(&article("Only words.\n")).is_err());
    assert!(import(&article("")).is_err());
}

proptest! {
    /// Any page is refused with a reason, or becomes files that pass.
    #[test]
    fn any_article_passes_or_is_refused(
        texts in prop::collection::vec("[-*>#`\\[\\]()!|_~<&;:/ \n\ta-c0-9\\\\+=^é\u{200b}\u{202e}\u{0}\"]{0,80}|TBA|Term is it.", 1..4),
        name in prop::sample::select(vec!["a.md", "a.txt", "a.html", "a"]),
    ) {
        let mut page = String::new();
        for (number, text) in (1..).zip(&texts) {
            let heading = format!("Iteration {number} 2020-01-0{number}");
            let (before, after) = match name {
                "a.html" => ("<h2>", "</h2>"),
                "a.md" => ("## ", "\n\n"),
                _ => ("", "\n\n"),
            };
            page.extend([before, &heading, after, text, "\n\n"]);
        }
        let term = Some("Term".to_owned());
        if let Ok(imported) = import(&Article { name, term, ..article(&page) }) {
            let mut base = Sources::default();
            base.add("variorum.toml", "[site]\ntitle = \"Terms\"\ndescription = \"All of them.\"\n");
            let (sources, found) = trial(&base, &imported.files);
            prop_assert!(!found.has_errors(), "{}\n{page}", report::write(&found, &sources, Format::Short));
        }
    }
}

#[test]
fn an_article_with_an_unfinished_merge_is_refused() {
    let text = PLAIN.replace("I know, it is rough.", "<<<<<<< ours\nI know.\n=======\nIt is rough.\n>>>>>>> theirs");
    let Err(Refused(faults)) = import(&article(&text)) else { panic!("it was imported") };
    assert!(faults.len() == 1 && faults[0].starts_with("line 32: a merge was not finished"), "{faults:?}");
    assert!(faults[0].contains("from `ours` and from `theirs`"), "{faults:?}");
}
