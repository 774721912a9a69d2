//! Histories of any kind become files that pass the check and say what they said.

use proptest::prelude::*;

use super::*;
use crate::base::diagnostic::report::{self, Format};
use crate::base::text::Sources;
use crate::output::pipeline::trial;

fn version(number: usize, text: &str) -> Version {
    Version {
        commit: format!("{number:040x}"),
        author: Author { name: "A Contributor".to_owned(), mail: "contributor@example.org".to_owned() },
        date: Some(Date::constant(2020, 1, 1)),
        encoding: String::new(),
        message: format!("Change {number}").into_bytes(),
        path: "docs/term.md".to_owned(),
        moved_from: None,
        state: State::Text(text.as_bytes().to_vec()),
        brought: Vec::new(),
        brought_message: None,
        tags: Vec::new(),
    }
}

fn history(texts: &[&str]) -> Vec<Version> {
    texts.iter().enumerate().map(|(index, text)| version(index + 1, text)).collect()
}

fn base() -> Sources {
    let mut sources = Sources::default();
    sources.add("variorum.toml", "[site]\ntitle = \"Terms\"\ndescription = \"All of them.\"\n");
    sources
}

#[track_caller]
fn sound(imported: &Imported) {
    let (sources, found) = trial(&base(), &imported.files);
    assert!(!found.has_errors(), "{}", report::write(&found, &sources, Format::Short));
}

fn body(imported: &Imported, number: usize) -> &str {
    imported.files[number].text.splitn(3, "+++\n").nth(2).expect("a body").trim()
}

fn request() -> Request {
    Request { term: Some("Term".to_owned()), ..Request::default() }
}

#[test]
fn what_changes_no_word_is_folded() {
    let mut versions = history(&["One two.", "One\ntwo.", "One two three.", "One two three. <!-- x -->", "One two."]);
    versions[1].tags = vec!["v1".to_owned()];
    let imported = import(&versions, &request()).expect("an import");
    sound(&imported);
    assert_eq!(imported.iterations, 3);
    assert_eq!(imported.folded.iter().map(|folded| folded.into).collect::<Vec<_>>(), [1, 2]);
    assert!(imported.files[1].text.contains("Change 1 [Tag: v1.] [Commit 0"), "{}", imported.files[1].text);
    assert!(imported.files[3].text.contains("[Its words are those of iteration 1 again.]"));
}

#[test]
fn dates_that_run_backwards_are_raised_and_told() {
    let mut versions = history(&["One.", "Two.", "Three.", "Four."]);
    versions[0].date = Some(Date::constant(2021, 5, 5));
    versions[3].date = None;
    let imported = import(&versions, &request()).expect("an import");
    sound(&imported);
    assert!(imported.files[2].text.starts_with("+++\ndate = 2021-05-05\n"));
    assert!(imported.files[2].text.contains("[The author's date is 2020-01-01.]"));
    assert!(imported.look_at.iter().any(|line| line.contains("iteration 4: its commit has no date")));
}

#[test]
fn an_address_on_a_forge_is_the_source_and_mends_links() {
    let request = Request { forge: Forge::of_remote("https://github.com/team/terms"), ..request() };
    let versions = history(&["See [this](other.md).", "See [this](other.md), too."]);
    let imported = import(&versions, &request).expect("an import");
    sound(&imported);
    let id = format!("{:040x}", 2);
    assert!(imported.files[2].text.contains(&format!("source = \"https://github.com/team/terms/commit/{id}\"")));
    assert_eq!(
        body(&imported, 2),
        format!("See [this](<https://github.com/team/terms/blob/{id}/docs/other.md>), too.")
    );
    assert!(!imported.files[1].text.contains("[Commit"));
}

#[test]
fn front_matter_and_encodings_go_and_are_told() {
    let mut versions = history(&["---\ntitle: The Term\n---\n\nWords.", "---\ntitle: The Term\nnew: key\n---\nWords."]);
    let mut latin = version(3, "");
    latin.state = State::Text(b"caf\xe9".to_vec());
    latin.encoding = "ISO-8859-1".to_owned();
    versions.push(latin);
    let imported = import(&versions, &Request::default()).expect("an import");
    sound(&imported);
    assert_eq!((imported.iterations, imported.folded.len()), (2, 1));
    assert_eq!(body(&imported, 2), "café");
    assert!(imported.changed.iter().any(|line| line.contains("`title`")), "{:?}", imported.changed);
}

#[test]
fn hostile_messages_stay_words() {
    let mut versions = history(&["One."]);
    versions[0].message = b"+++\n\n</script>\x1b[31m \"\"\" '''\n::error::x \xe2\x80\xae".to_vec();
    versions[0].author.name = "\u{202e}+++ </script>".to_owned();
    versions[0].path = "+++ \u{7}<b>.md".to_owned();
    versions[0].tags = vec!["]] \"+++".to_owned()];
    let imported = import(&versions, &request()).expect("an import");
    sound(&imported);
}

#[test]
fn plain_text_is_no_markdown() {
    let mut versions = history(&["1. *One*\n\n# two <b>"]);
    versions[0].path = "LICENSE".to_owned();
    let imported = import(&versions, &request()).expect("an import");
    sound(&imported);
    assert_eq!(body(&imported, 1), "1\\. \\*One\\*\n\n\\# two \\<b\\>");
}

#[test]
fn a_history_without_a_text_is_refused() {
    let mut versions = history(&[" \n", "x"]);
    versions[1].state = State::Gone;
    let refusal = import(&versions, &request()).expect_err("nothing to take");
    assert!(refusal.0.contains("holds no words") && refusal.0.contains("deleted the file"), "{}", refusal.0);
}

proptest! {
    /// Any history of any Markdown, with HTML, links and hidden characters in it, becomes files that pass.
    #[test]
    fn any_history_passes_the_check(
        texts in prop::collection::vec("[-*>#`\\[\\]()!|_~<&;:/ \n\ta-c0-9\\\\+=^é\u{200b}\u{202e}\u{0}\"]{0,120}", 1..5),
        message in "\\PC{0,40}|[\\x00-\\x20+\"'\\\\]{0,20}",
        path in prop::sample::select(vec!["docs/term.md", "LICENSE", "page.html"]),
    ) {
        let mut versions = history(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        for version in &mut versions {
            version.message = message.clone().into_bytes();
            version.author.name.clone_from(&message);
            version.path = path.to_owned();
        }
        if let Ok(imported) = import(&versions, &request()) {
            let (sources, found) = trial(&base(), &imported.files);
            prop_assert!(!found.has_errors(), "{}\n{texts:?}", report::write(&found, &sources, Format::Short));
        }
    }

    /// Texts of words and of marks that need no mending are the very same in the files.
    #[test]
    fn words_stay_what_they_were(
        texts in prop::collection::vec(prop::collection::vec("[a-zé]{1,6}[.,]?|\\*\\*[a-z]{1,4}\\*\\*|`[a-z]{1,4}`|\n\n|\n|\n\n- [a-z]+|\n\n## [a-z]+\n\n", 1..30), 1..6),
    ) {
        let texts: Vec<String> = texts.iter().map(|words| words.join(" ")).collect();
        let versions = history(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let Ok(imported) = import(&versions, &request()) else { return Ok(()) };
        let mut wanted: Vec<&str> = Vec::new();
        for text in &texts {
            if sameness(text).is_some() && wanted.last().is_none_or(|last| sameness(last) != sameness(text)) {
                wanted.push(text);
            }
        }
        prop_assert_eq!(imported.iterations, wanted.len());
        for (number, text) in (1..).zip(wanted) {
            prop_assert_eq!(sameness(body(&imported, number)), sameness(text));
        }
    }
}

#[test]
fn a_version_with_an_unfinished_merge_is_left_out_and_named() {
    let both = "One <two>.\n<<<<<<< HEAD\nThree.\n=======\nFour.\n>>>>>>> better\n";
    let mut versions = history(&["One two.", both, "One two three.", both]);
    versions[3].path = "term.txt".to_owned();
    let imported = import(&versions, &request()).expect("an import");
    sound(&imported);
    assert_eq!(imported.iterations, 2);
    assert_eq!(imported.left_out.len(), 2);
    assert!(
        imported.left_out[0].ends_with("contains a merge that was not finished (line 2)"),
        "{:?}",
        imported.left_out
    );
    let named = imported.look_at.iter().filter(|sentence| sentence.contains("from `HEAD` and from `better`"));
    assert_eq!(named.count(), 2, "{:?}", imported.look_at);
    let Err(Nothing(why)) = import(&versions[1..2], &request()) else { panic!("nothing is left") };
    assert!(why.contains("a merge that was not finished"), "{why}");
}
