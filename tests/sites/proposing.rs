//! From the home page to the editor of a forge, with the right file in it.

use std::fs;

use variorum::base::text::percent_decode;

use crate::sites::building::{build, copy};
use crate::{markup, sites::folder};

/// The text of the file that a proposal begins with, on a site whose 4th iteration counts, and whose 5th is proposed.
const BEGINNING: &str = "+++\ndate = YYYY-MM-DD\n";

/// Whether a script fills in the day, or the whole file.
fn is_editor(tag: &markup::Tag<'_>) -> bool {
    tag.attribute("data-dated").is_some() || tag.attribute("data-draft").is_some()
}

/// The addresses of all links of a page that lead to an editor of a new file.
fn editors(page: &[u8]) -> Vec<String> {
    let tags = markup::tags(std::str::from_utf8(page).expect("a text")).expect("a page");
    let links = tags.iter().filter(|tag| tag.name == "a" && is_editor(tag));
    links.filter_map(|tag| tag.attribute("href")).map(markup::unescape).collect()
}

/// A site whose texts are kept in a repository.
fn kept_in(repository: &str) -> crate::links::Files {
    let root = copy(&folder("ladder").join("input"));
    let configuration = root.path().join("variorum.toml");
    let text = fs::read_to_string(&configuration).expect("a configuration");
    fs::write(&configuration, format!("{text}\n[repository]\n{repository}\n")).expect("a configuration");
    build(root.path()).files
}

#[test]
fn two_links_lead_from_the_home_page_to_an_editor_with_the_next_iteration() {
    for (repository, editor, has_text) in [
        (
            "url = \"https://github.com/team/terms\"",
            "https://github.com/team/terms/new/main?filename=content/definitions/prodops/6.md",
            true,
        ),
        (
            "url = \"https://git.example.org/team/terms\"\nforge = \"gitlab\"\nbranch = \"trunk\"\nfolder = \"base\"",
            "https://git.example.org/team/terms/-/new/trunk?file_name=base/content/definitions/prodops/6.md",
            false,
        ),
        (
            "url = \"https://codeberg.org/team/terms.git\"",
            "https://codeberg.org/team/terms/_new/main/content/definitions/prodops?filename=6.md",
            true,
        ),
    ] {
        let files = kept_in(repository);
        let home = String::from_utf8_lossy(&files["index.html"]).into_owned();
        assert!(home.contains("href=\"definitions/prodops/propose.html\""), "{repository}");
        let page = &files["definitions/prodops/propose.html"];
        let [link] = editors(page).try_into().expect("one editor");
        let (address, text) = match link.split_once("&value=") {
            Some((address, text)) => (address.to_owned(), Some(percent_decode(text))),
            None => (link.clone(), None),
        };
        assert_eq!((address.as_str(), text.is_some()), (editor, has_text), "{repository}");
        // What is in the editor, or else to be copied there, stands on the page.
        let shown = markup::unescape(&String::from_utf8_lossy(page));
        let start = shown.find(BEGINNING).expect("the text is shown");
        let current = fs::read_to_string(folder("ladder").join("input/content/definitions/prodops/4.md"));
        let current = current.expect("the current iteration");
        let words = current.rsplit("+++\n").next().expect("a body").trim();
        assert!(shown[start..].contains(words), "{repository}: the current text is there to begin from");
        if let Some(text) = text {
            assert!(text.starts_with(BEGINNING) && text.contains(words), "{repository}: {text}");
        }
    }
}

#[test]
fn lists_have_editors_for_what_they_list_and_published_iterations_have_none() {
    let files = kept_in("url = \"https://github.com/team/terms\"");
    for (list, file) in [
        ("practices/index.html", "content/practices/name-of-the-practice.md"),
        ("influences/index.html", "content/influences/name-of-the-influence.md"),
        ("people/index.html", "content/people/your-id.md"),
        ("contributions/index.html", "content/contributions/YYYY-MM-DD-what-it-is-about.md"),
    ] {
        let links = editors(&files[list]);
        assert!(!links.is_empty() && links.iter().all(|link| link.contains(&format!("filename={file}&"))), "{list}");
    }
    assert_eq!(editors(&files["contributions/index.html"]).len(), 9, "one for each kind");
    let page = |route: &str| String::from_utf8_lossy(&files[route]).into_owned();
    let practice = files.keys().find(|route| route.starts_with("practices/") && *route != "practices/index.html");
    assert!(page(practice.expect("a practice")).contains("https://github.com/team/terms/edit/main/content/practices/"));
    let published = page("definitions/prodops/4.html");
    assert!(published.contains("/commits/main/content/definitions/prodops/4.md"), "its history can be read");
    assert!(!published.contains("/edit/main/"), "what is published never changes");
    assert!(page("definitions/prodops/5.html").contains("/edit/main/"), "what is proposed may");
}

#[test]
fn without_a_repository_nothing_leads_to_one() {
    let files = build(&folder("ladder").join("input")).files;
    assert!(!files.contains_key("definitions/prodops/propose.html"));
    let html = files.iter().filter(|(route, _)| crate::links::is_html(route));
    for (route, page) in html {
        assert!(editors(page).is_empty(), "{route}");
    }
}
