//! The destinations of links and pictures as they are written, which change where a text moves to another folder.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::base::text::{SourceId, Span, percent_encode};
use crate::content::document::body::target::{Target, way};
use crate::content::document::markdown::nesting::too_deep;
use crate::content::document::markdown::reading::Reading;

/// A text that was written in the file at `from`, so that in the file at `to` every link and picture means what it meant. None
/// if that cannot be made sure.
pub fn moved(text: &str, from: &str, to: &str) -> Option<String> {
    too_deep(text).is_none().then_some(())?;
    let mut moved = text.to_owned();
    for Destination { place, address } in destinations(text).into_iter().rev() {
        // A fragment alone moves with the text.
        if address.starts_with('#') {
            continue;
        }
        let Some(Target::File { path, anchor: _ }) = target(&address, from) else { continue };
        let fragment = address.find('#').map_or("", |start| &address[start..]);
        moved.replace_range(place, &(escaped(&way(to, &path), "") + &escaped(fragment, "#%")));
    }
    (meant(text, from) == meant(&moved, to)).then_some(moved)
}

fn target(address: &str, from: &str) -> Option<Target> {
    Target::of_link(address, from, Span::file(SourceId::FIRST)).ok()
}

/// Where each link and each picture of a text leads; none for what leads nowhere. Of what is no address of a file it is what is
/// written.
fn meant(text: &str, from: &str) -> Vec<Result<Option<Target>, String>> {
    let reading = Reading::of(text);
    let meant = |kind: LinkType, address: CowStr<'_>| {
        let address = reading.restored(address);
        let is_address = !matches!(kind, LinkType::WikiLink { .. } | LinkType::Email) && !address.starts_with('#');
        if is_address { Ok(target(&address, from)) } else { Err(address.to_string()) }
    };
    let links = reading.parser().filter_map(|event| match event {
        Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
            Some(meant(link_type, dest_url))
        }
        _ => None,
    });
    links.collect()
}

/// A destination.
struct Destination {
    /// Where it is written, without pointed brackets.
    place: Range<usize>,
    /// What it says.
    address: String,
}

/// All that are written in a text, in order: in round brackets behind words, and in definitions of references.
fn destinations(text: &str) -> Vec<Destination> {
    let reading = Reading::of(text);
    let mut found = Vec::new();
    let mut add = |start: Option<usize>, address: CowStr<'_>| {
        if let Some(place) = start.and_then(|start| destination(text, start)) {
            found.push(Destination { place, address: reading.restored(address).to_string() });
        }
    };
    // For each link that is open its kind, its address, and where its words end so far.
    let mut open: Vec<(LinkType, CowStr<'_>, usize)> = Vec::new();
    let mut events = reading.parser().into_offset_iter();
    for (event, range) in events.by_ref() {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                open.push((link_type, dest_url, range.start + "[".len()));
                continue;
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                open.push((link_type, dest_url, range.start + "![".len()));
                continue;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((LinkType::Inline, address, end)) = open.pop() {
                    add(behind(text, end, "]("), address);
                }
            }
            _ => {}
        }
        if let Some((.., end)) = open.last_mut() {
            *end = range.end.max(*end);
        }
    }
    for (_, definition) in events.reference_definitions().iter() {
        let label = definition.span.start + "[".len();
        add(label_end(text, label).and_then(|end| behind(text, end, "]:")), definition.dest.clone());
    }
    found.sort_by_key(|destination| destination.place.start);
    found
}

/// Where something begins behind a mark, before which there may be white space.
fn behind(text: &str, start: usize, mark: &str) -> Option<usize> {
    let rest = text.get(start..)?.trim_start().strip_prefix(mark)?;
    // In a quotation the next line begins with marks of its own.
    let is_blank =
        |next: char| next.is_whitespace() || next == '>' && rest.trim_start_matches([' ', '\t']).starts_with('\n');
    Some(text.len() - rest.trim_start_matches(is_blank).len())
}

/// Where the label of a reference ends: at the first bracket that is not escaped.
fn label_end(text: &str, start: usize) -> Option<usize> {
    ends(text.get(start..)?, |next, _| next == ']').map(|end| start + end)
}

/// The destination that begins at a place, without the pointed brackets around it.
fn destination(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    if let Some(inner) = rest.strip_prefix('<') {
        let end = ends(inner, |next, _| next == '>')?;
        return Some(start + 1..start + 1 + end);
    }
    let is_end = |next: char, depth: i32| next.is_ascii_whitespace() || next.is_ascii_control() || depth < 0;
    Some(start..start + ends(rest, is_end).unwrap_or(rest.len()))
}

/// The place of the first character that ends something, given how many round brackets are open behind it; what a backslash stands
/// before ends nothing.
fn ends(text: &str, is_end: impl Fn(char, i32) -> bool) -> Option<usize> {
    let (mut depth, mut is_escaped) = (0, false);
    for (place, next) in text.char_indices() {
        if std::mem::take(&mut is_escaped) && next.is_ascii_punctuation() {
            continue;
        }
        match next {
            '\\' => is_escaped = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if is_end(next, depth) {
            return Some(place);
        }
    }
    None
}

/// An address in which nothing means anything to Markdown, with or without pointed brackets around it; of what means something in
/// addresses only some characters stay.
fn escaped(address: &str, kept: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    for character in address.chars() {
        let is_plain = character.is_ascii_alphanumeric() || "-._~/@+=,;:!$".contains(character);
        if is_plain || kept.contains(character) || !character.is_ascii() && !character.is_whitespace() {
            escaped.push(character);
        } else {
            escaped.push_str(&percent_encode(character.encode_utf8(&mut [0; 4]), ""));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FROM: &str = "content/contributions/2020-01-02-a.md";
    const TO: &str = "content/definitions/prodops/6.md";

    fn moved_there(text: &str) -> String {
        moved(text, FROM, TO).unwrap_or_else(|| panic!("links that can be moved: {text}"))
    }

    #[test]
    fn every_way_to_write_a_link_is_moved() {
        for (text, expected) in [
            ("[a](../practices/b.md)", "[a](../../practices/b.md)"),
            ("[a](b.md#c \"d\")", "[a](../../contributions/b.md#c \"d\")"),
            ("[a](<b c.png> 'd')", "[a](<../../contributions/b%20c.png> 'd')"),
            ("![a *b* `]`]( p.png )", "![a *b* `]`]( ../../contributions/p.png )"),
            ("[![a](p.png)](../people/x.md)", "[![a](../../contributions/p.png)](../../people/x.md)"),
            ("[a][b] [b]\n\n[B]: ../pages/c.md (d)", "[a][b] [b]\n\n[B]: ../../pages/c.md (d)"),
            ("[a]\n\n[a]:\n  <../pages/c.md>", "[a]\n\n[a]:\n  <../../pages/c.md>"),
            ("[](b.md)", "[](../../contributions/b.md)"),
            ("[a](../definitions/prodops/5.md)", "[a](5.md)"),
            ("[a](../definitions/prodops/definition.md#e)", "[a](definition.md#e)"),
            ("[a](p\\(1\\).png)", "[a](../../contributions/p%281%29.png)"),
            ("[a](p(1).png)", "[a](../../contributions/p%281%29.png)"),
            ("[a](%C3%BC.md)", "[a](../../contributions/ü.md)"),
            ("[a](100%25.png)", "[a](../../contributions/100%25.png)"),
            (
                "> 1. [a](b.md)\n>    [c](\n>    d.md)",
                "> 1. [a](../../contributions/b.md)\n>    [c](\n>    ../../contributions/d.md)",
            ),
            ("| a |\n|---|\n| [a\\|b](b.md) |", "| a |\n|---|\n| [a\\|b](../../contributions/b.md) |"),
        ] {
            assert_eq!(moved_there(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_relative_link_stays_letter_for_letter() {
        for text in [
            "[a](https://example.org/b.md) <https://example.org> <a@example.org> https://example.org/b.md",
            "[a](#below)\n\n## Below",
            "[[prodops@4]] [[prodops|b.md]]",
            "`[a](b.md)` \\[a](b.md) [a] (b.md)",
            "    [a](b.md)\n\n```\n[a]: b.md\n```",
            "[a](<b.md)",
        ] {
            assert_eq!(moved_there(text), text);
        }
    }

    proptest! {
        #[test]
        fn a_text_that_is_moved_there_and_back_means_the_same(text in "[-*>#`\\[\\]()!|_~<&;: \\n\\ta-c0-9\\\\+=^./\\\"']{0,80}|(!?\\[[a-c*`\\\\]{0,4}\\](\\(<?[a-c./#%()\\\\]{0,9}>?( \"a\")?\\)|\\[[ab]\\])|\\n\\n\\[[ab]\\]: [a-c./]{1,5}|[ \\n>-]){0,6}") {
            if let Some(there) = moved(&text, FROM, TO) {
                let back = moved(&there, TO, FROM).expect("what was moved there can be moved back");
                prop_assert_eq!(meant(&text, FROM), meant(&back, FROM));
            }
        }
    }
}
