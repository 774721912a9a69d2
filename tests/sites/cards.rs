//! The pictures of texts: that they are there, that pages name the right ones, and that they can be read.

use std::collections::BTreeSet;
use std::path::Path;

use crate::links::{Files, is_html};
use crate::markup;
use crate::sites::building::{Built, build, copy};
use crate::{sites::everything, sites::folder};

/// Whether the program draws any.
const ARE_DRAWN: bool = cfg!(feature = "cards");

/// What a page says of its picture: each `property` or `name` that is about one, with what it is.
fn said(page: &[u8]) -> Vec<(String, String)> {
    let tags = markup::tags(std::str::from_utf8(page).expect("a text")).expect("a page");
    let metas = tags.iter().filter(|tag| tag.name == "meta").filter_map(|tag| {
        let name = tag.attribute("property").or_else(|| tag.attribute("name"))?;
        Some((name.to_owned(), markup::unescape(tag.attribute("content")?)))
    });
    metas.filter(|(name, _)| name.starts_with("og:image") || name.starts_with("twitter:")).collect()
}

/// The route of a page's picture.
fn card_of(files: &Files, base: &str, route: &str) -> Option<String> {
    let (_, address) = said(&files[route]).into_iter().find(|(name, _)| name == "og:image")?;
    Some(address.strip_prefix(base).expect("a card is of this site").to_owned())
}

fn is_card(route: &str) -> bool {
    let name = route.strip_prefix("definitions/").and_then(|route| route.split_once('/')).map_or("", |(_, name)| name);
    name.starts_with("card") && Path::new(name).extension().is_some_and(|suffix| suffix == "png")
}

#[test]
fn every_page_about_a_text_names_a_picture_that_is_there() {
    for (name, root) in everything() {
        let Built { files, base_url, .. } = build(root.path());
        let mut named = BTreeSet::new();
        for (route, bytes) in files.iter().filter(|(route, _)| is_html(route)) {
            let said = said(bytes);
            let base = base_url.as_deref().unwrap_or("nowhere");
            let Some(card) = card_of(&files, base, route) else {
                let is_about_a_text =
                    route == "index.html" || route.starts_with("definitions/") && route.matches('/').count() == 2;
                assert!(said.is_empty(), "{name}: {route} describes a picture that it has not");
                assert!(!ARE_DRAWN || base_url.is_none() || !is_about_a_text, "{name}: {route} has no picture");
                continue;
            };
            let kinds: Vec<(&str, &str)> = said.iter().map(|(name, is)| (name.as_str(), is.as_str())).collect();
            let [_, kind, width, height, (alt, words), twitter] = kinds[..] else {
                panic!("{name}: {route}: {said:?}")
            };
            assert_eq!(kind, ("og:image:type", "image/png"));
            assert_eq!((width, height), (("og:image:width", "1200"), ("og:image:height", "630")));
            assert!(alt == "og:image:alt" && words.contains(", iteration "), "{name}: {route}: {words}");
            assert_eq!(twitter, ("twitter:card", "summary_large_image"));
            assert!(files.contains_key(&card), "{name}: {route} names {card}, which is not there");
            named.insert(card);
        }
        let drawn: BTreeSet<String> = files.keys().filter(|route| is_card(route)).cloned().collect();
        assert_eq!(drawn, named, "{name}: every card is named by a page");
        assert_eq!(!drawn.is_empty(), ARE_DRAWN && base_url.is_some(), "{name}");
    }
}

#[test]
fn cards_are_pictures_of_the_size_that_pages_say() {
    for (name, root) in everything() {
        for (route, bytes) in build(root.path()).files.iter().filter(|(route, _)| is_card(route)) {
            let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a picture");
            assert_eq!((reader.info().width, reader.info().height), (1200, 630), "{name}: {route}");
            let mut dots = vec![0; reader.output_buffer_size().expect("a small picture")];
            reader.next_frame(&mut dots).expect("a whole picture");
            let inked = dots.iter().filter(|dots| **dots != 0).count();
            assert!(inked > 5_000, "{name}: {route} is nearly blank");
            assert!(bytes.len() < 100_000, "{name}: {route} has {} bytes", bytes.len());
        }
    }
}

#[test]
fn each_page_has_the_card_of_what_it_shows() {
    let Built { files, base_url, .. } = build(&folder("ladder").join("input"));
    let card = |route: &str| card_of(&files, base_url.as_deref().expect("the ladder has an address"), route);
    for (page, of) in [
        ("index.html", "card.png"),
        ("definitions/prodops/index.html", "card.png"),
        ("definitions/prodops/variorum.html", "card.png"),
        ("definitions/prodops/1.html", "card-1.png"),
        ("definitions/prodops/2.html", "card-2.png"),
        ("definitions/prodops/3.html", "card.png"),
    ] {
        assert_eq!(card(page), ARE_DRAWN.then(|| format!("definitions/prodops/{of}")), "{page}");
    }
    assert_eq!(card("timeline.html"), None);
    if ARE_DRAWN {
        assert!(!files.contains_key("definitions/prodops/card-3.png"), "nobody wrote the third");
        let same = files.iter().filter(|(route, _)| route.starts_with("definitions/prodops/card-"));
        let shown = &files["definitions/prodops/card.png"];
        assert_eq!(same.filter(|(_, bytes)| *bytes == shown).count(), 1, "one of them is shown for the definition");
    }
}

#[test]
fn a_site_can_do_without_cards() {
    let root = copy(&folder("ladder").join("input"));
    let path = root.path().join("variorum.toml");
    let configuration = std::fs::read_to_string(&path).expect("a configuration");
    std::fs::write(&path, configuration.replace("[site]\n", "[site]\ncards = false\n")).expect("a file");
    let Built { files, .. } = build(root.path());
    assert!(!files.keys().any(|route| is_card(route)));
    assert!(files.iter().filter(|(route, _)| is_html(route)).all(|(_, bytes)| said(bytes).is_empty()));
}
