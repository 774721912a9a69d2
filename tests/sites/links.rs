//! Whether every link of a site leads to a file of it and every fragment to an element.

use std::collections::BTreeMap;
use std::path::Path;

use crate::markup::{self, Tag};

/// The files of a site by their routes.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Whether a file is a page.
pub(crate) fn is_html(route: &str) -> bool {
    has_suffix(route, "html")
}

fn has_suffix(route: &str, suffix: &str) -> bool {
    Path::new(route).extension().is_some_and(|found| found == suffix)
}

/// The text of a file, if it is markup.
pub(crate) fn markup_of<'files>(route: &str, bytes: &'files [u8]) -> Option<&'files str> {
    (is_html(route) || has_suffix(route, "xml")).then(|| std::str::from_utf8(bytes).expect("output is UTF-8"))
}

/// Every link that leads nowhere, and how many were followed.
pub(crate) fn broken(files: &Files, base_url: Option<&str>) -> (Vec<String>, usize) {
    let (mut broken, mut followed) = (Vec::new(), 0);
    let ids: BTreeMap<&str, Vec<String>> =
        files.iter().filter_map(|(route, bytes)| Some((route.as_str(), ids(markup_of(route, bytes)?)))).collect();
    for (route, bytes) in files {
        let Some(text) = markup_of(route, bytes) else { continue };
        for address in addresses(text) {
            match lead(&address, route, base_url) {
                Lead::Out => {}
                Lead::To { file, fragment } => {
                    followed += 1;
                    let known = files.contains_key(&file);
                    let found =
                        fragment.as_ref().is_none_or(|id| ids.get(file.as_str()).is_some_and(|ids| ids.contains(id)));
                    if !known || !found {
                        broken.push(format!("{route}: `{address}` leads to `{file}`, fragment {fragment:?}"));
                    }
                }
                Lead::Away => broken.push(format!("{route}: `{address}` leads out of the site")),
            }
        }
    }
    (broken, followed)
}

/// Every id that stands twice in one page.
pub(crate) fn repeated_ids(files: &Files) -> Vec<String> {
    let mut repeated = Vec::new();
    for (route, bytes) in files {
        let Some(text) = markup_of(route, bytes).filter(|_| is_html(route)) else { continue };
        let mut ids = ids(text);
        ids.sort_unstable();
        repeated.extend(ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| format!("{route}: `{}`", pair[0])));
    }
    repeated
}

fn read(text: &str) -> Vec<Tag<'_>> {
    markup::tags(text).expect("another test tells which page is malformed")
}

fn ids(text: &str) -> Vec<String> {
    read(text).iter().filter_map(|tag| tag.attribute("id")).map(str::to_owned).collect()
}

/// Every address in a page, a feed or a sitemap. The HTML inside a feed is escaped once more, and its links to notes of
/// its own are left to the reader of feeds.
fn addresses(text: &str) -> Vec<String> {
    let mut addresses = linked(&read(text));
    for content in pieces(text, "<content type=\"html\">", "</content>") {
        let html = markup::unescape(content);
        let inner = linked(&read(&html));
        addresses.extend(inner.into_iter().filter(|address| !address.starts_with('#')));
    }
    addresses.extend(pieces(text, "<loc>", "</loc>").map(markup::unescape));
    addresses
}

fn linked(tags: &[Tag<'_>]) -> Vec<String> {
    let addresses = tags.iter().flat_map(|tag| [tag.attribute("href"), tag.attribute("src")]);
    addresses.flatten().map(str::to_owned).collect()
}

/// What stands between two marks, wherever it does.
fn pieces<'text>(text: &'text str, open: &'text str, close: &'text str) -> impl Iterator<Item = &'text str> {
    text.split(open).skip(1).filter_map(move |piece| Some(piece.split_once(close)?.0))
}

/// Where an address leads.
enum Lead {
    /// To another site, or to data of its own.
    Out,
    /// To a file of this one.
    To { file: String, fragment: Option<String> },
    /// Above the root of the site.
    Away,
}

fn lead(address: &str, from: &str, base_url: Option<&str>) -> Lead {
    let inside = base_url.and_then(|base| address.strip_prefix(base));
    let leads_out = ["http://", "https://", "mailto:", "data:image/"].iter().any(|scheme| address.starts_with(scheme));
    if inside.is_none() && leads_out {
        return Lead::Out;
    }
    let (path, fragment) = match inside.unwrap_or(address).split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (inside.unwrap_or(address), None),
    };
    // A text directive names words and needs no id: what stands before it may be one.
    let fragment = fragment.and_then(|fragment| fragment.split(":~:").next()).filter(|id| !id.is_empty());
    let mut parts: Vec<&str> = if inside.is_some() { vec![""] } else { from.split('/').collect() };
    if !path.is_empty() {
        parts.pop();
    }
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part != ".." {
            parts.push(part);
        } else if parts.pop().is_none() {
            return Lead::Away;
        }
    }
    Lead::To { file: decoded(&parts.join("/")), fragment: fragment.map(decoded) }
}

/// `%41` as `A`.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut pieces = text.split('%');
    bytes.extend(pieces.next().unwrap_or_default().bytes());
    for piece in pieces {
        let code = piece.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()).expect("two digits follow a `%`");
        bytes.push(code);
        bytes.extend(piece[2..].bytes());
    }
    String::from_utf8(bytes).expect("addresses are UTF-8")
}
