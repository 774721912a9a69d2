//! The canary and its harmless twin, held against each other part by part.

use std::collections::BTreeSet;
use std::path::Path;

use crate::checks::html::is_harmless_address;
use crate::sites::building::{Built, build};
use crate::sites::canary::{self, Word};
use crate::sites::searching::{data, is_record};
use crate::sites::trees::{self, Part};

/// The attributes that hold an address.
const ADDRESSES: [&str; 2] = ["href", "src"];

/// What stands in the twin and what must stand in the canary in its place.
struct Pairs(Vec<(String, String)>);

impl Pairs {
    fn new() -> Self {
        let (harmless, marker) = (Word::harmless(), Word::marker());
        let mut pairs: Vec<(String, String)> = harmless.forms().into_iter().zip(marker.forms()).collect();
        // The id that a heading gets: letters and digits, and hyphens for spaces.
        let id = |text: &String| -> String {
            let kept = |sign: &char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
            text.replace(' ', "-").chars().filter(kept).collect()
        };
        pairs.push((id(&pairs[1].0), id(&pairs[1].1)));
        Self(pairs)
    }

    /// What the canary must say where its twin says this.
    fn expected(&self, twin: &str) -> String {
        self.0.iter().fold(twin.to_owned(), |text, (harmless, marker)| text.replace(harmless.as_str(), marker))
    }

    fn occurs_in(&self, twin: &str) -> bool {
        self.0.iter().any(|(harmless, _)| twin.contains(harmless.as_str()))
    }
}

#[test]
fn the_canary_and_its_twin_are_made_of_the_same_elements() {
    let site = |word: Word| build(canary::filled(&word).path());
    let (Built { files: canary, .. }, Built { files: twin, .. }) = (site(Word::marker()), site(Word::harmless()));
    assert_eq!(canary.keys().collect::<Vec<_>>(), twin.keys().collect::<Vec<_>>());
    let pairs = Pairs::new();
    let mut wrong = Vec::new();
    for (route, bytes) in &canary {
        let Some((found, expected)) = parts(route, bytes).zip(parts(route, &twin[route])) else { continue };
        let mut occurrences = 0;
        if let Err(fault) = same(&found, &expected, &pairs, &mut occurrences) {
            wrong.push(format!("{route}: {fault}"));
        }
        if occurrences == 0 && !matches!(route.as_str(), "sitemap.xml" | "history.schema.json") {
            wrong.push(format!("{route}: the marker is not there, so nothing is tested"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn plain_text_says_what_was_written() {
    let base = canary::filled(&Word::marker());
    let Built { files, base_url, .. } = build(base.path());
    let robots = String::from_utf8(files["robots.txt"].clone()).expect("a text");
    let sitemap = format!("\nSitemap: {}sitemap.xml\n", base_url.expect("the canary has an address"));
    assert!(sitemap.contains("&'") && robots.contains(&sitemap), "{robots}");
}

#[test]
fn ends_of_lines_that_only_programs_know_are_refused_everywhere() {
    let texts = canary::templates().into_iter().filter(|(_, text)| text.contains("%VALUE%"));
    let texts: BTreeSet<String> = texts.map(|(path, _)| path).collect();
    for sign in ['\u{85}', '\u{2028}', '\u{2029}'] {
        let errors = canary::errors(&canary::unsealed(&Word::new(format!("a{sign}b"))));
        assert_eq!(errors.into_iter().map(|(path, _)| path).collect::<BTreeSet<_>>(), texts, "{sign:?}");
    }
    assert!(canary::errors(&canary::unsealed(&Word::new("a b".to_owned()))).is_empty());
}

/// A file as its own reader sees it; none for pictures, styles and plain text.
fn parts(route: &str, bytes: &[u8]) -> Option<Vec<Part>> {
    let suffix = Path::new(route).extension()?.to_str()?;
    let read = match suffix {
        "html" => trees::page,
        "xml" => trees::xml,
        "json" => trees::json,
        // Of the words of the one are others made than of the other; what is shown of an entry is the same.
        "js" if is_record(route) => {
            let shown = data(route, bytes).into_iter().filter(|(name, _)| name.starts_with("entries"));
            let parts = shown.map(|(_, value)| trees::json(&value.to_string()).expect("it is JSON"));
            return Some(parts.collect::<Vec<_>>().concat());
        }
        _ => return None,
    };
    let text = std::str::from_utf8(bytes).expect("output is UTF-8");
    Some(read(text).unwrap_or_else(|error| panic!("{route}: {error}")))
}

/// Whether two files are the same but for the word, and how often it occurs.
fn same(canary: &[Part], twin: &[Part], pairs: &Pairs, occurrences: &mut usize) -> Result<(), String> {
    let (mut element, mut faults) = ("", Vec::new());
    for (found, harmless) in canary.iter().zip(twin) {
        match (found, harmless) {
            (Part::Begin(name), Part::Begin(other)) if name == other => element = name,
            (Part::End, Part::End) => {}
            (Part::Attribute(name, value), Part::Attribute(other, twin)) if name == other => {
                *occurrences += usize::from(pairs.occurs_in(&decoded(twin)));
                let is_same = if ADDRESSES.contains(&name.as_str()) {
                    let expected = pairs.expected(&decoded(twin));
                    // An address may hold what is encoded already, and means the same if that is decoded as well.
                    is_harmless_address(value) && [decoded(&expected), expected].contains(&decoded(value))
                } else if name == "data-meets" {
                    // Lines of TOML, which quotes in the way that each value needs.
                    true
                } else {
                    !name.starts_with("on") && name != "style" && is_alike(value, &pairs.expected(twin))
                };
                if !is_same && !is_icon(value) {
                    faults.push(format!("<{element} {name}={value:?}> where the twin has {twin:?}"));
                }
            }
            // The source of a text holds what was written, in ways that only readers of Markdown take for the same.
            (Part::Text(_), Part::Text(_)) if matches!(element, "markdown" | "textarea") => {}
            // A long quotation is cut in its middle, at other words of the one than of the other.
            (Part::Text(text), Part::Text(twin)) if element == "title" && text.contains('…') && twin.contains('…') =>
                {}
            (Part::Text(text), Part::Text(twin)) => {
                *occurrences += usize::from(pairs.occurs_in(twin));
                if !is_alike(text, &pairs.expected(twin)) {
                    faults.push(format!("in <{element}>: {text:?} where the twin has {twin:?}"));
                }
            }
            _ => return Err(format!("in <{element}>: {found:?} where the twin has {harmless:?}")),
        }
    }
    if canary.len() != twin.len() {
        faults.push(format!("{} parts where the twin has {}", canary.len(), twin.len()));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// The one address with data of its own, which is written in the theme.
fn is_icon(address: &str) -> bool {
    address.starts_with("data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'")
}

/// Whether two texts are the same but for numbers and digests, which follow from the text that they count.
fn is_alike(text: &str, expected: &str) -> bool {
    let pieces =
        |text: &'_ str| text.split(|sign: char| !sign.is_ascii_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let signs = |text: &str| text.chars().filter(|sign| !sign.is_ascii_alphanumeric()).collect::<String>();
    let all = |text: &str, is: fn(&u8) -> bool| !text.is_empty() && text.as_bytes().iter().all(is);
    let follows = |a: &String, b: &String| {
        let is_digest = a.len() == b.len() && [a, b].iter().all(|text| all(text, u8::is_ascii_hexdigit));
        a == b || is_digest && a.len() >= 4 || [a, b].iter().all(|text| all(text, u8::is_ascii_digit))
    };
    // A share may be so small that it is told in words.
    let (text, expected) = (&text.replace("under ", ""), &expected.replace("under ", ""));
    let (found, wanted) = (pieces(text), pieces(expected));
    signs(text) == signs(expected)
        && found.len() == wanted.len()
        && found.iter().zip(&wanted).all(|(a, b)| follows(a, b))
}

/// `%41` as `A`, and other percent signs as they are.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        let byte = after.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    bytes.extend(rest.bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}
