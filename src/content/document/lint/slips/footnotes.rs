//! Marks of footnotes without their note, and notes without a mark.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes, did_you_mean, nearest};
use crate::content::document::body::{Block, BlockKind, each_block};
use crate::content::document::lint::lost_words::folded;
use crate::content::document::lint::slips::literal::Literal;
use crate::content::document::lint::slips::reading::{Reading, quoted};

/// Reports footnotes of which the mark or the text is missing.
pub(super) fn report(reading: &Reading<'_>, all: &[(&Block, Literal)], diagnostics: &mut Diagnostics) {
    let mut defined: Vec<(&Block, &str)> = Vec::new();
    each_block(reading.blocks, &mut |block| {
        if let BlockKind::Footnote { .. } = &block.kind {
            defined.extend(labels(&reading.text()[block.span.range()]).next().map(|(_, label)| (block, label)));
        }
    });
    let mut literal: Vec<&str> = Vec::new();
    for (_, text) in all {
        for (start, label) in labels(&text.text).filter(|(_, label)| is_meant(label)) {
            literal.push(label);
            let place = reading.span(text.place(start..start + label.len() + 3));
            diagnostics.push_one_of_many(&codes::UNDEFINED_FOOTNOTE, place, || {
                let message = format!("`[^{}]` refers to a footnote that does not exist", quoted(label));
                let mut diagnostic = Diagnostic::new(&codes::UNDEFINED_FOOTNOTE, place, message);
                if !defined.is_empty() {
                    diagnostic = diagnostic.help(did_you_mean(label, defined.iter().map(|(_, label)| *label)));
                }
                diagnostic.help(format!("write the footnote below the text, in a line `[^{}]: ...`", quoted(label)))
            });
        }
    }
    if defined.is_empty() {
        return;
    }
    // A mark among the words of a link is left out of the text, and is reported.
    let is_mark = |(start, label): &(usize, &str)| !reading.text()[start + label.len() + 3..].starts_with(':');
    let mut known: BTreeSet<String> = labels(reading.text()).filter(is_mark).map(|(_, label)| folded(label)).collect();
    for (block, label) in defined {
        // A second footnote of one label is reported as that.
        if !known.insert(folded(label)) {
            continue;
        }
        let start = block.span.range().start;
        let place = reading.span(start..start + label.len() + 3);
        diagnostics.push_one_of_many(&codes::UNUSED_FOOTNOTE, place, || {
            let message = format!("nothing refers to the footnote `[^{}]`", quoted(label));
            let help = match nearest(label, literal.iter().copied()).first() {
                Some(near) => format!("`[^{}]` in the text may mean it", quoted(near)),
                None => format!("write `[^{}]` in the text, after the words that it belongs to", quoted(label)),
            };
            Diagnostic::new(&codes::UNUSED_FOOTNOTE, place, message).help(help)
        });
    }
}

/// The labels of footnotes in a text, at their marks and at their notes, each with where its first bracket is.
fn labels(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("[^").filter_map(|(start, _)| {
        let label = &text[start + 2..];
        let end = label.find(|sign: char| sign.is_whitespace() || matches!(sign, '[' | ']'))?;
        (end > 0 && label[end..].starts_with(']')).then(|| (start, &label[..end]))
    })
}

/// Whether words were meant as a label, and not as a class of characters such as `[^a-z]`.
fn is_meant(words: &str) -> bool {
    let is_word = words.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.'));
    is_word && words.as_bytes().get(1) != Some(&b'-')
}
