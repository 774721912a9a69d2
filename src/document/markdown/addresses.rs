//! Links at the bare addresses of a text.

use crate::document::bare::Bare;
use crate::document::body::{Inline, Link, Written};
use crate::document::markdown::Builder;
use crate::document::target::Target;
use crate::text::Spanned;

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

    fn link_addresses(&mut self, mut written: Written, linked: &mut Vec<Inline>) {
        let (Some(first), Some(last)) = (written.parts.first(), written.parts.last()) else { return };
        let place = first.source().start - self.offset..last.source().end - self.offset;
        let addresses: &[Bare] = &self.reading.addresses;
        let from = addresses.partition_point(|bare| bare.range.start < place.start);
        for bare in addresses[from..].iter().take_while(|bare| bare.range.start < place.end) {
            let span = self.span(&bare.range);
            let (before, rest) = written.cut(span.range().start);
            let (words, rest) = rest.cut(span.range().end);
            written = rest;
            if !before.text.is_empty() {
                push_written(linked, before);
            }
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
        }
        if !written.text.is_empty() {
            push_written(linked, written);
        }
    }
}

fn push_written(inlines: &mut Vec<Inline>, written: Written) {
    if let Some(Inline::Text(before)) = inlines.last_mut() {
        before.append(written);
    } else {
        inlines.push(Inline::Text(written));
    }
}
