//! Markdown to HTML: only the elements it may become, and every word of it, no more and no less.

use std::collections::HashSet;
use std::sync::Arc;

use variorum::base::diagnostic::Diagnostics;
use variorum::base::text::Sources;
use variorum::base::web::address::Address;
use variorum::content::document::body::html::{self, Links, Setting};
use variorum::content::document::{Block, BlockKind, Body, Inline, Part, Target, Written, parse};
use variorum::content::read;

use super::html::{body_is_sound, visible, without_space};
use super::{lies_in_its_text, reports_are_sound, text};

const PREFIX: &str = "h-";
/// What stands above a note is not the author's.
const ALERT_LABEL: &str = "p class=\"alert-label\"";
/// An input stays this long, so that one that is slow is slow for its length alone.
const LONGEST: usize = 16 << 10;

pub(crate) fn check(data: &[u8]) {
    let Some(markdown) = text(data).filter(|text| text.len() <= LONGEST) else { return };
    let (sources, diagnostics, body) = body(markdown);
    reports_are_sound(&diagnostics, &sources);
    let Some(body) = body else { return };
    places_are_sound(&body, &sources);
    for level in [2, 4] {
        let setting = Setting { heading_level: level, id_prefix: PREFIX, links: &Addresses };
        let written = html::write(&body, &setting);
        body_is_sound(written.as_str(), PREFIX);
        words_are_all_there(&body, written.as_str());
    }
}

/// A page with this text below its front matter, parsed.
pub(crate) fn body(markdown: &str) -> (Sources, Diagnostics, Option<Arc<Body>>) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let page = format!("+++\ntitle = \"A page\"\n+++\n{markdown}");
    read::add_text("content/pages/a.md", page.into_bytes(), &mut sources, &mut diagnostics);
    let (id, source) = sources.iter().next().expect("one file was added");
    let body = parse(id, source, &mut diagnostics).document().map(|document| document.body.clone());
    (sources, diagnostics, body)
}

/// Links as a site writes them, only that every file and every definition is there, on the same page.
pub(crate) struct Addresses;

impl Links for Addresses {
    fn address(&self, target: &Target, _: &str) -> Option<Address> {
        match target {
            Target::Web(address) => Some(address.clone()),
            Target::File { .. } => Some(Address::of_id("file")),
            Target::Reference(reference) => Some(Address::of_id(reference.definition.as_str())),
            Target::Nowhere => None,
        }
    }

    /// Nothing, so that a page shows what its author wrote and no more.
    fn name(&self, _: &Target) -> String {
        String::new()
    }

    fn words(&self) -> &variorum::base::language::Words {
        variorum::base::language::english()
    }
}

/// Every block and every part of a text lies in the source, and what a part shows was written there.
fn places_are_sound(body: &Body, sources: &Sources) {
    let source = &sources.get(body.span.source).text;
    body.each_block(&mut |block| {
        lies_in_its_text(block.span, sources, "a block");
        if let BlockKind::Code { text, .. } = &block.kind {
            written_is_there(text, source);
        }
        for inlines in block.inlines() {
            each_written(inlines, &mut |written| written_is_there(written, source));
        }
    });
}

fn written_is_there(written: &Written, source: &str) {
    assert_eq!(written.parts.iter().map(Part::length).sum::<usize>(), written.text.len(), "parts cover a text");
    let mut start = 0;
    for part in &written.parts {
        let shown = &written.text[start..start + part.length()];
        start += part.length();
        let source = source.get(part.source()).expect("a part lies in the source and cuts no character");
        let from_entity = source.contains('&');
        let all_there = shown.split_whitespace().all(|word| source.contains(word) || has_word(source, word));
        assert!(from_entity || all_there, "{shown:?} was read off {source:?}");
    }
}

/// Whether the source has the letters of a word with signs of Markdown between them: code in a quotation goes on behind the
/// next `>`, and a bar in a table is escaped.
fn has_word(source: &str, word: &str) -> bool {
    let mut letters = source.chars();
    word.chars().all(|letter| letters.any(|other| other == letter))
}

fn each_written(inlines: &[Inline], visit: &mut impl FnMut(&Written)) {
    for inline in inlines {
        match inline {
            Inline::Text(written) | Inline::Code(written) => visit(written),
            Inline::Styled(_, content) => each_written(content, visit),
            // Where a reference has ticks in its name, the parser gives wrong places for the code in its words. No name has
            // ticks, so that has been reported, and what is shown is right.
            Inline::Link(link) if link.target.value == Target::Nowhere => each_written(&not_code(&link.content), visit),
            Inline::Link(link) => each_written(&link.content, visit),
            _ => {}
        }
    }
}

/// Inlines without the code among them.
fn not_code(inlines: &[Inline]) -> Vec<Inline> {
    inlines.iter().filter(|inline| !matches!(inline, Inline::Code(_))).cloned().collect()
}

/// The letters of the page are those of the body, in their order; those of its notes are all there, in some order.
fn words_are_all_there(body: &Body, html: &str) {
    let is_own =
        |tag: &str| tag.starts_with("sup class=\"note\"") || tag.starts_with("span role=\"img\"") || tag == ALERT_LABEL;
    let (text, notes) = html.split_once("<section class=\"notes\"").unwrap_or((html, ""));
    let mut expected = String::new();
    blocks(&body.blocks, &mut expected);
    assert_eq!(visible(text, is_own), without_space(&expected), "{html}");
    let (mut expected, mut known) = (String::new(), HashSet::new());
    body.each_block(&mut |block| {
        if let BlockKind::Footnote { label, blocks: inner } = &block.kind
            && known.insert(label.as_str())
        {
            blocks(inner, &mut expected);
        }
    });
    let back = "<p><a href=\"#mark-";
    let notes = format!("<section{notes}");
    let notes = visible(&notes, |tag| is_own(tag) || format!("<p><{tag}").starts_with(back));
    assert_eq!(sorted(&notes), sorted(&without_space(&expected)), "{html}");
}

fn sorted(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

fn blocks(all: &[Block], text: &mut String) {
    for block in all {
        match &block.kind {
            BlockKind::Quote(inner) | BlockKind::Glossary { blocks: inner, .. } | BlockKind::Description(inner) => {
                blocks(inner, text);
            }
            BlockKind::Alert { title, blocks: inner, .. } => {
                inlines(title, text);
                blocks(inner, text);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, text)),
            BlockKind::Code { text: code, .. } => text.push_str(&code.text),
            BlockKind::Footnote { .. } => {}
            _ => block.inlines().into_iter().for_each(|content| inlines(content, text)),
        }
    }
}

fn inlines(all: &[Inline], text: &mut String) {
    for inline in all {
        match inline {
            Inline::Text(written) | Inline::Code(written) => text.push_str(&written.text),
            Inline::Styled(_, content) => inlines(content, text),
            Inline::Link(link) => inlines(&link.content, text),
            Inline::Image { target, alternative, .. } if target.value == Target::Nowhere => text.push_str(alternative),
            _ => {}
        }
    }
}
