//! The fragments by which links name headings.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::text::{SourceId, Span};
use crate::content::document::body::{Block, BlockKind, Inline, Written, push_plain};

/// An id that an author gave a heading, with the place of its braces.
#[derive(Clone, Debug)]
pub(in crate::content::document) struct Given {
    pub id: String,
    pub span: Span,
}

/// Takes `{#id}` off the end of a heading's text, if it is there as it stands and there are words before it.
pub(in crate::content::document) fn take_id(content: &mut Vec<Inline>, source: &str, id: SourceId) -> Option<Given> {
    let has_more = content.len() > 1;
    let Some(Inline::Text(words)) = content.last_mut() else { return None };
    let text = words.text.trim_end();
    let start = text.rfind("{#")?;
    let name = text[start..].strip_prefix("{#")?.strip_suffix('}')?;
    let before = &text[..start];
    let is_behind = before.ends_with([' ', '\t']) && (has_more || !before.trim().is_empty());
    if !is_id(name) || !is_behind {
        return None;
    }
    // Each byte must have been written as it reads: an escaped brace is only a brace.
    let place = source_of(words, start).filter(|place| source[*place..].starts_with(&text[start..]))?;
    if source[..place].ends_with('\\') {
        return None;
    }
    let given = Given { id: name.to_owned(), span: Span::new(id, place..place + text.len() - start) };
    let blank = before.len() - before.trim_end().len();
    *words = std::mem::take(words).cut(place - blank).0;
    if words.text.is_empty() {
        content.pop();
    }
    Some(given)
}

/// Where a byte of a text was read from, if it was written as one.
fn source_of(words: &Written, offset: usize) -> Option<usize> {
    let mut start = 0;
    let part = words.parts.iter().find(|part| {
        start += part.length();
        offset < start
    })?;
    let inside = offset - (start - part.length());
    (part.source().len() == part.length()).then(|| part.source().start + inside)
}

/// Whether a name may be the id of a heading: letters, digits, `-`, `_`, `.` and `:`, with a letter or a digit first.
pub(in crate::content::document) fn is_id(name: &str) -> bool {
    let is_kept = |character: char| {
        character.is_alphanumeric() || is_combining_mark(character) || matches!(character, '-' | '_' | '.' | ':')
    };
    name.starts_with(char::is_alphanumeric) && name.len() <= LONGEST_ID && name.chars().all(is_kept)
}

/// The most bytes of an id.
const LONGEST_ID: usize = 200;

/// Gives every heading of a text its anchor. One that has an id has it as its anchor already, and `ids` are those in order;
/// the anchors of the others are empty and become those that forges give them. A heading with an id is found by the anchors
/// that it would have without one, too: that of its words, and that of its words with the id behind them, which GitHub makes
/// of it.
pub(in crate::content::document) fn give(blocks: &mut [Block], ids: &[Given], diagnostics: &mut Diagnostics) {
    let mut known: HashMap<&str, &Given> = HashMap::new();
    let mut anchors = Anchors::default();
    for given in ids {
        if let Some(first) = known.get(given.id.as_str()) {
            diagnostics.push(repeated(given, "also given to another heading", first.span));
        } else {
            known.insert(&given.id, given);
            anchors.claim(&given.id);
        }
    }
    let mut are_given = Vec::new();
    each_heading(blocks, &mut |span, heading| {
        are_given.push(!heading.anchor.is_empty());
        if heading.anchor.is_empty() {
            let wanted = base(&words_of(heading.content));
            if let Some(given) = known.get(wanted.as_str()) {
                diagnostics.push(repeated(given, "also the anchor of another heading", span));
            }
            *heading.anchor = anchors.give(wanted);
        }
    });
    let (mut ids, mut are_given) = (ids.iter(), are_given.into_iter());
    each_heading(blocks, &mut |_, heading| {
        if are_given.next() != Some(true) {
            return;
        }
        let Some(given) = ids.next() else { return };
        if !std::ptr::eq(known[given.id.as_str()], given) {
            *heading.anchor = anchors.give(given.id.clone());
        }
        let words = words_of(heading.content);
        for other in [base(&words), base(&format!("{words} {}", given.id))] {
            if anchors.claim(&other) {
                heading.also.push(other);
            }
        }
    });
}

fn repeated(given: &Given, why: &str, other: Span) -> Diagnostic {
    Diagnostic::new(&codes::REPEATED_NAME, given.span, format!("the id `{}` is {why}", given.id))
        .also(other, "this heading")
        .help(format!("write another id, such as `{{#{}-2}}`", given.id))
}

/// What of a heading is written here.
struct Heading<'block> {
    anchor: &'block mut String,
    also: &'block mut Vec<String>,
    content: &'block [Inline],
}

fn each_heading(blocks: &mut [Block], visit: &mut impl FnMut(Span, Heading<'_>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { anchor, also, content, .. } => visit(block.span, Heading { anchor, also, content }),
            BlockKind::Quote(inner)
            | BlockKind::Alert { blocks: inner, .. }
            | BlockKind::Glossary { blocks: inner, .. }
            | BlockKind::Description(inner)
            | BlockKind::Footnote { blocks: inner, .. } => each_heading(inner, visit),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| each_heading(&mut item.blocks, visit)),
            BlockKind::Paragraph(_)
            | BlockKind::Term(_)
            | BlockKind::Code { .. }
            | BlockKind::Table { .. }
            | BlockKind::Rule => {}
        }
    }
}

fn words_of(content: &[Inline]) -> String {
    let mut words = String::new();
    push_plain(content, &mut words);
    words
}

/// The fragment that forges make of words: lower case, letters, their marks, digits, hyphens and underscores kept, spaces as
/// hyphens.
fn base(words: &str) -> String {
    let kept = |character| match character {
        ' ' => Some('-'),
        kept if kept.is_alphanumeric() || is_combining_mark(kept) || matches!(kept, '-' | '_') => Some(kept),
        _ => None,
    };
    words.trim().to_lowercase().chars().filter_map(kept).collect()
}

/// The anchors of a text that were given, each with the number to try next.
#[derive(Default)]
struct Anchors(HashMap<String, usize>);

impl Anchors {
    /// An anchor that nothing else has: `-1`, `-2` and so on behind one that was given already.
    fn give(&mut self, base: String) -> String {
        // A numbered anchor may meet a heading that ends with that number, so every one that was given is remembered.
        let mut number = self.0.get(&base).copied().unwrap_or_default();
        let mut anchor = if number == 0 { base.clone() } else { format!("{base}-{number}") };
        while self.0.contains_key(&anchor) {
            number += 1;
            anchor = format!("{base}-{number}");
        }
        self.0.insert(base, number + 1);
        self.0.entry(anchor.clone()).or_insert(1);
        anchor
    }

    /// Takes an anchor as it is, if nothing has it.
    fn claim(&mut self, anchor: &str) -> bool {
        let is_free = !anchor.is_empty() && !self.0.contains_key(anchor);
        if is_free {
            self.0.insert(anchor.to_owned(), 1);
        }
        is_free
    }
}
