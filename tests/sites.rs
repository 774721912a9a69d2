//! Whole sites as folders in and out, and what holds for every site: the same bytes twice, links that lead somewhere,
//! tags that nest, and no contributed text that becomes code.
//!
//! `tests/sites/<name>/input/` is a knowledge base. `expected/` holds the files that are compared: of a page its `<main>`
//! element, of everything else all of it, and in `routes.txt` the name of every file. To compare another file, add an
//! empty one of its name and run with `SNAPSHOTS=overwrite`.

mod building;
mod canary;
mod cards;
mod claims;
mod effect;
mod keys;
mod proposing;
mod searching;
mod speaking;
mod trees;
mod twins;

use crate::checks::html as allowed;
use crate::{links, markup, snapshot};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use building::{Built, build, build_as_of, check};
use canary::Word;
use tempfile::TempDir;
use variorum::output::publish::Outcome;

/// The sites that are compared with what is expected of them.
const SITES: [&str; 6] = ["ladder", "languages", "minimal", "proposals", "themed", "workshop"];

fn folder(site: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(site)
}

/// Every knowledge base that the general promises are tested with, each in a folder of its own: the sites, the canary and
/// the repository's own.
fn everything() -> Vec<(&'static str, TempDir)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::from(SITES.map(|site| (site, building::copy(&folder(site).join("input")))));
    all.push(("canary", canary::filled(&Word::marker())));
    all.push(("own content", building::copy(own)));
    all
}

/// A file as it is compared: the version of the program is none of the expectation.
fn comparable(route: &str, bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).expect("compared files are text");
    let text = if links::is_html(route) {
        format!("{}\n", markup::element(text, "main").expect("a page has a main part"))
    } else {
        text.to_owned()
    };
    text.replace(concat!("variorum ", env!("CARGO_PKG_VERSION")), "variorum 0.0.0")
}

#[test]
fn sites_are_written_as_expected() {
    let mut wrong = Vec::new();
    for site in SITES {
        let built = build(&folder(site).join("input"));
        let expected = folder(site).join("expected");
        let routes = built.files.keys().fold(String::new(), |list, route| list + route + "\n");
        // A program that draws no cards has fewer files.
        if cfg!(feature = "cards") || built.base_url.is_none() {
            wrong.extend(snapshot::difference(routes, &expected.join("routes.txt")));
        }
        for name in building::names(&expected).into_iter().filter(|name| name != "routes.txt") {
            match built.files.get(&name) {
                Some(bytes) => wrong.extend(snapshot::difference(comparable(&name, bytes), &expected.join(&name))),
                None => wrong.push(format!("{site}: `{name}` is expected and not there")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_site_is_the_same_from_another_folder_on_one_thread() {
    for (name, root) in everything() {
        let copy = building::copy(root.path());
        let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
        let (first, second) = (build(root.path()), one_thread.install(|| build(copy.path())));
        assert_eq!(first.files.keys().collect::<Vec<_>>(), second.files.keys().collect::<Vec<_>>(), "{name}");
        for (route, bytes) in &first.files {
            assert!(second.files[route] == *bytes, "{name}: `{route}` differs");
        }
        assert_eq!(first.manifest, second.manifest, "{name}");
    }
}

#[test]
fn comparisons_are_the_same_on_one_thread_and_on_eight() {
    for (name, root) in everything() {
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
            pool.install(|| building::comparisons(root.path()))
        };
        assert_eq!(on(1), on(8), "{name}");
    }
}

#[test]
fn a_second_build_renders_and_writes_nothing() {
    for (name, root) in everything() {
        let output = tempfile::tempdir().expect("a temporary folder");
        let (first, rendered) = building::publish(root.path(), output.path());
        assert_eq!((first.changed, first.removed, rendered), (first.files, 0, first.files), "{name}");
        let (second, rendered) = building::publish(root.path(), output.path());
        assert_eq!((second, rendered), (Outcome { changed: 0, ..first }, 0), "{name}");
        std::fs::remove_file(output.path().join("index.html")).expect("the page can be removed");
        let (third, rendered) = building::publish(root.path(), output.path());
        assert_eq!((third, rendered), (Outcome { changed: 1, ..first }, first.files), "{name}");
    }
}

#[test]
fn every_link_leads_to_a_file_and_every_fragment_to_an_element() {
    for (name, root) in everything() {
        let Built { files, base_url, .. } = build(root.path());
        let (broken, followed) = links::broken(&files, base_url.as_deref());
        assert!(broken.is_empty(), "{name}:\n{}", broken.join("\n"));
        assert!(followed > files.len(), "{name}: only {followed} links were followed");
    }
}

#[test]
fn a_site_as_of_any_day_knows_nothing_later() {
    let times = |files: &links::Files| -> BTreeSet<String> {
        let pages = files.iter().filter(|(route, _)| links::is_html(route));
        let texts = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
        let dates = |text: String| -> Vec<String> {
            // That a sealed text was changed is told on every day: the text is the changed one.
            let text = text.replace("had been sealed, on <time datetime", "");
            text.split("datetime=\"").skip(1).filter_map(|rest| Some(rest.get(..10)?.to_owned())).collect()
        };
        texts.flat_map(dates).collect()
    };
    for (name, root) in everything() {
        let today = build(root.path());
        let days = times(&today.files);
        let first = iterations(&today.files).into_iter().min();
        for day in days.iter().filter(|day| first.as_ref().is_some_and(|first| first <= *day)) {
            let Built { files, base_url, .. } = build_as_of(root.path(), Some(day.parse().expect("a date")));
            let (broken, _) = links::broken(&files, base_url.as_deref());
            assert!(broken.is_empty(), "{name}, {day}:\n{}", broken.join("\n"));
            assert_eq!(times(&files).last(), Some(day), "{name}");
            // What is proposed is proposed today.
            let proposes = |route: &&String| route.ends_with("/propose.html");
            assert!(!files.keys().any(|route| proposes(&route)), "{name}: something is proposed on {day}");
            let is_last = Some(day) == days.last();
            let of_today = today.files.keys().filter(|route| !proposes(route));
            assert!(!is_last || files.keys().eq(of_today), "{name}: nothing is later than {day}");
        }
    }
}

/// The days of all iterations.
fn iterations(files: &links::Files) -> Vec<String> {
    let histories = files.iter().filter(|(route, _)| route.ends_with("/history.json"));
    let days = histories.flat_map(|(_, bytes)| {
        let history: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
        let iterations = history["iterations"].as_array().expect("a list").clone();
        iterations.into_iter().map(|iteration| iteration["date"].as_str().expect("a date").to_owned())
    });
    days.collect()
}

#[test]
fn the_check_of_links_can_fail() {
    let page = "<a href=\"b.html\">b</a> <a href=\"#x\">x</a> <a href=\"../c.html\">c</a> <a id=\"y\" href=\"#y:~:text=a\">y</a>";
    let files = links::Files::from([("a.html".to_owned(), page.as_bytes().to_vec())]);
    let (broken, followed) = links::broken(&files, None);
    assert_eq!((broken.len(), followed), (3, 3), "{broken:?}");
}

#[test]
fn tags_nest_and_ids_are_single() {
    for (name, root) in everything() {
        let built = build(root.path());
        for (route, bytes) in &built.files {
            let Some(text) = links::markup_of(route, bytes) else { continue };
            assert_eq!(markup::nesting(text, links::is_html(route)), Ok(()), "{name}: {route}");
        }
        let repeated = links::repeated_ids(&built.files);
        assert!(repeated.is_empty(), "{name}: ids that stand twice\n{}", repeated.join("\n"));
    }
}

#[test]
fn the_check_of_nesting_can_fail() {
    for wrong in [
        "<p>",
        "</p>",
        "<p><b></p></b>",
        "<br/>",
        "<p class=a></p>",
        "a < b",
        "<p a=\"1\" a=\"2\"></p>",
        "<p title=\"<b>\"></p>",
    ] {
        assert!(markup::nesting(wrong, true).is_err(), "{wrong}");
    }
    assert_eq!(markup::nesting("<!DOCTYPE html><p class=\"a\">a<br>b</p><!-- <b> -->", true), Ok(()));
    assert_eq!(markup::nesting("<?xml version=\"1.0\"?><a><b c=\"d\"/></a>", false), Ok(()));
}

#[test]
fn no_contributed_text_becomes_code() {
    for (name, root) in everything() {
        let Built { files, base_url, .. } = build(root.path());
        for (route, bytes) in &files {
            match links::markup_of(route, bytes) {
                Some(text) if links::is_html(route) => allowed::page_is_sound(text, &format!("{name}: {route}")),
                Some(text) => allowed::xml_is_sound(text, base_url.as_deref()),
                None if searching::is_record(route) => drop(searching::data(route, bytes)),
                None => {}
            }
        }
    }
}

#[test]
fn a_criterion_that_a_text_left_out_is_told_from_there_on() {
    let Built { files, .. } = build(Path::new(env!("CARGO_MANIFEST_DIR")));
    let sentence = "A phrase of iteration 1 is marked for this, and none since iteration 4.";
    for (page, times) in [("1.html", 0), ("4.html", 2), ("5.html", 2), ("index.html", 2)] {
        let page = std::str::from_utf8(&files[&format!("definitions/prodops/{page}")]).expect("a text");
        assert_eq!(page.matches(sentence).count(), times, "{page}");
    }
}

#[test]
fn headings_of_every_script_have_the_anchor_that_forges_give_them() {
    // Combining marks belong to the word: without them, Thai and Hindi cannot be written.
    let mut wrong = Vec::new();
    for (heading, anchor) in [
        ("ウィキ の 使い方", "ウィキ-の-使い方"),
        ("การดูแลผลิตภัณฑ์", "การดูแลผลิตภัณฑ์"),
        ("उत्पाद संचालन", "उत्पाद-संचालन"),
        ("تَشْغِيل المنتج", "تَشْغِيل-المنتج"),
        ("Cafe\u{301} culture", "cafe\u{301}-culture"),
    ] {
        let page = format!("+++\ntitle = \"A page\"\n+++\n\n## {heading}\n\n[Up](<#{anchor}>)\n");
        let report = check(&[("content/pages/a.md", &page)]);
        wrong.extend((!report.is_empty()).then(|| format!("{heading}: {report}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn headings_and_notes_never_share_an_id() {
    let mut wrong = Vec::new();
    for body in [
        "## A\n\n## A\n\n## A 1\n",
        "## Note 1\n\nText.[^a]\n\n[^a]: A note.\n",
        "## Mark 1\n\nText.[^a]\n\n[^a]: A note.\n",
    ] {
        let page = format!("+++\ntitle = \"A page\"\n+++\n\n{body}");
        let root = building::with(&folder("minimal").join("input"), &[("content/pages/a.md", page.as_bytes())]);
        let repeated = links::repeated_ids(&build(root.path()).files);
        wrong.extend(repeated.into_iter().map(|id| format!("{id} stands twice for {body:?}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_picture_and_a_file_of_the_theme_never_claim_one_address() {
    let dot: &[u8] = include_bytes!("sites/ladder/input/content/practices/dot.png");
    let files = [("content/theme/logo.png", dot), ("themes/broadside/static/logo.png", dot)];
    let root = building::with(&folder("minimal").join("input"), &files);
    let report = building::report(root.path());
    assert!(report.contains("content/theme/logo.png"), "the collision is reported, not: {report:?}");
}
