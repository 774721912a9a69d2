//! Slugs, numbers, references and addresses: read only in one spelling, and written as they were read.

use variorum::base::diagnostic::Diagnostics;
use variorum::base::names::{IterationNumber, LONGEST_SLUG, Reference, Slug};
use variorum::base::text::Sources;
use variorum::content::config::read_base_url;
use variorum::content::document::Place;
use variorum::content::seal::{Digest, folder_of, path_of};
use variorum::output::pipeline;

use super::{reports_are_sound, text};

pub(crate) fn check(data: &[u8]) {
    let Some(name) = text(data).filter(|text| text.len() <= 1024) else { return };
    let slug = Slug::parse(name);
    assert_eq!(slug.is_some(), is_slug(name), "{name:?}");
    if let Some(slug) = slug {
        assert_eq!(slug.to_string(), name);
        assert_eq!(folder_of(&path_of(&slug)), Some(slug));
    }
    if let Some(proposal) = Slug::propose(name) {
        assert!(is_slug(proposal.as_str()), "{proposal} is proposed");
        assert_eq!(Slug::propose(proposal.as_str()).as_ref(), Some(&proposal), "a proposal stays as it is");
    }
    if let Some(number) = IterationNumber::parse(name) {
        assert_eq!(number.to_string(), name);
        assert!((1..=IterationNumber::MOST).contains(&number.get()));
    }
    if let Some(reference) = Reference::parse(name) {
        assert_eq!(reference.to_string(), name);
        assert_eq!(Reference::parse(&reference.to_string()), Some(reference));
    }
    if let Some(digest) = Digest::parse(name) {
        assert_eq!(digest.to_string(), name);
    }
    place(name);
    base_url(name);
}

/// The rule for slugs, written once more.
fn is_slug(name: &str) -> bool {
    let plain = name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    plain
        && (1..=LONGEST_SLUG).contains(&name.len())
        && !name.starts_with('-')
        && !name.ends_with('-')
        && !name.contains("--")
}

/// A name as the path of a file.
fn place(name: &str) {
    let path = format!("content/{name}");
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add(&path, "");
    let place = Place::of(id, &path, &mut diagnostics);
    assert_eq!(place.is_none(), diagnostics.has_errors(), "a path is understood or reported: {path:?}");
    let (folder, slug, end) = match &place {
        None => return reports_are_sound(&diagnostics, &sources),
        Some(Place::Definition(slug)) => ("definitions", slug, "/definition".to_owned()),
        Some(Place::Iteration(slug, number)) => ("definitions", slug, format!("/{number}")),
        Some(Place::Practice(slug)) => ("practices", slug, String::new()),
        Some(Place::Contribution(slug, date)) => {
            assert!(slug.as_str().starts_with(&format!("{date}-")), "{slug} begins with {date}");
            ("contributions", slug, String::new())
        }
        Some(Place::Influence(slug)) => ("influences", slug, String::new()),
        Some(Place::Person(slug)) => ("people", slug, String::new()),
        Some(Place::Page(slug)) => ("pages", slug, String::new()),
    };
    assert_eq!(path, format!("content/{folder}/{slug}{end}.md"), "one path for one place");
}

/// A name as the address of the published site, alone and in the configuration.
fn base_url(name: &str) {
    if let Ok(read) = read_base_url(name) {
        let address = read.as_str();
        assert!(address.starts_with("https://") || address.starts_with("http://"), "{address:?}");
        assert!(address.ends_with('/') && !address.contains(['"', '<', '>', '\\', '?', '#']), "{address:?}");
        assert!(!address.contains(|sign: char| sign.is_whitespace() || sign.is_control()), "{address:?}");
        assert_eq!(read_base_url(address).as_ref(), Ok(&read), "an address stays as it is");
    }
    let mut sources = Sources::default();
    // JSON writes a text as TOML reads it, but for the sign DEL.
    let value = serde_json::Value::from(name).to_string().replace('\u{7f}', "\\u007f");
    let site = format!("[site]\ntitle = \"A\"\ndescription = \"A.\"\nbase_url = {value}\n");
    let value = site.find("base_url").unwrap_or_default();
    sources.add("variorum.toml", site);
    let mut diagnostics = Diagnostics::default();
    assert!(pipeline::check(&sources, None, &mut diagnostics).is_none(), "there is no definition");
    let found = diagnostics.sorted(&sources);
    if read_base_url(name).is_ok() {
        assert!(found.iter().all(|found| found.code.name != "bad-address"), "a good address is refused: {name:?}");
    } else {
        assert!(found.iter().any(|found| found.primary.span.range().start > value), "{name:?} is let through");
    }
    reports_are_sound(&diagnostics, &sources);
}
