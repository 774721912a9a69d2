//! Any target of a link, written in every way that Markdown has: what survives is `http`, `https`, `mailto` or relative.

use std::fmt::Write as _;

use variorum::base::text::{Sources, Span};
use variorum::content::document::Target;
use variorum::content::document::body::html::{self, Setting};

use super::document::{Addresses, body};
use super::html::{body_is_sound, is_harmless_address, scheme};
use super::{reports_are_sound, text};

pub(crate) fn check(data: &[u8]) {
    let Some(written) = text(data).filter(|text| text.len() <= 1024) else { return };
    target(written);
    let encoded = written.chars().fold(String::new(), |mut all, letter| {
        let _ = write!(all, "&#{};", u32::from(letter));
        all
    });
    let escaped = written.replace('\\', "\\\\").replace('<', "\\<").replace('>', "\\>");
    for markdown in [
        format!("[a]({written})"),
        format!("[a](<{escaped}> \"{written}\")"),
        format!("[a](<{encoded}>)"),
        format!("<{written}>"),
        format!("![a]({written})"),
        format!("[a]\n\n[a]: {written}"),
        format!("[[{written}]] [[{written}|a]] [![a]({written})]({written})"),
    ] {
        let (sources, diagnostics, body) = body(&markdown);
        reports_are_sound(&diagnostics, &sources);
        let Some(body) = body else { continue };
        for target in body.targets() {
            is_harmless(&target.value);
        }
        let links = Setting { heading_level: 2, id_prefix: "h-", links: &Addresses };
        body_is_sound(html::write(&body, &links).as_str(), "h-");
    }
}

/// The filter alone.
fn target(written: &str) {
    let span = Span::file(Sources::default().add("content/pages/a.md", ""));
    if let Ok(target) = Target::of_link(written, "content/pages/a.md", span) {
        is_harmless(&target);
    }
    if let Ok(target) = Target::of_image(written, "content/pages/a.md", span) {
        assert!(!matches!(target, Target::Web(_)), "a picture from elsewhere: {target:?}");
        is_harmless(&target);
    }
}

fn is_harmless(target: &Target) {
    match target {
        Target::Web(address) => {
            let address = address.as_str();
            assert!(scheme(address).is_some() && is_harmless_address(address), "{address:?}");
            let odd = |sign: char| sign.is_whitespace() || sign.is_control() || matches!(sign, '"' | '<' | '>' | '`');
            assert!(!address.contains(odd), "{address:?}");
        }
        Target::File { path, .. } => {
            let parts: Vec<&str> = path.split('/').collect();
            assert_eq!(parts[0], "content", "{path:?} leads out");
            assert!(parts.iter().all(|part| !matches!(*part, "" | "." | "..")), "{path:?} leads about");
        }
        Target::Reference(_) | Target::Nowhere => {}
    }
}
