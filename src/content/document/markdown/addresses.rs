//! Links at the bare addresses of a text.

use crate::base::text::{Span, Spanned};
use crate::content::document::body::target::Target;
use crate::content::document::body::{Inline, Link, Written};
use crate::content::document::markdown::Builder;
use crate::content::document::markdown::bare::Bare;

impl Builder<'_, '_> {
    /// The same inlines with a link at every bare address among them.
    pub(super) fn with_addresses(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        if self.in_link || self.reading.addresses.is_empty() {
            return inlines;
        }
        let mut linked = Vec::with_capacity(inlines.len());
        for inline in inlines {
            match inline {
                Inline::Text(written) => self.link_addresses(written, &mut linked),
                other => linked.push(other),
            }
        }
        linked
    }

    fn link_addresses(&mut self, written: Written, linked: &mut Vec<Inline>) {
        let (Some(first), Some(last)) = (written.parts.first(), written.parts.last()) else { return };
        let place = first.source().start - self.offset..last.source().end - self.offset;
        let all: &[Bare] = &self.reading.addresses;
        let from = all.partition_point(|bare| bare.range.start < place.start);
        let to = all.partition_point(|bare| bare.range.start < place.end).max(from);
        let spans: Vec<Span> = all[from..to].iter().map(|bare| self.span(&bare.range)).collect();
        let places: Vec<usize> = spans.iter().flat_map(|span| [span.range().start, span.range().end]).collect();
        let mut pieces = written.cut_at(&places).into_iter();
        push_written(linked, pieces.next().unwrap_or_default());
        for (bare, span) in all[from..to].iter().zip(spans) {
            let words = pieces.next().unwrap_or_default();
            let address = format!("{}{}", bare.scheme.prefix(), words.text);
            match Target::of_link(&address, &self.source.path, span) {
                Ok(target @ Target::Web(_)) => {
                    let target = Spanned::new(target, span);
                    linked.push(Inline::Link(Box::new(Link {
                        target,
                        title: None,
                        content: vec![Inline::Text(words)],
                    })));
                }
                // Nobody said that it is a link, so nothing is wrong with what cannot be one.
                Ok(_) | Err(_) => push_written(linked, words),
            }
            push_written(linked, pieces.next().unwrap_or_default());
        }
    }
}

fn push_written(inlines: &mut Vec<Inline>, written: Written) {
    if written.text.is_empty() {
        return;
    }
    if let Some(Inline::Text(before)) = inlines.last_mut() {
        before.append(written);
    } else {
        inlines.push(Inline::Text(written));
    }
}
