//! Reports invisible characters that a body holds and its file does not show: written as entities, such as `&#8203;`.

use crate::characters;
use crate::deception::{report_written_otherwise, stands_for};
use crate::diagnostic::Diagnostics;
use crate::document::body::{BlockKind, Body, Inline, Written};
use crate::text::{Source, SourceId, Span};

/// Reports those of a body that was read from a source.
pub(super) fn report(id: SourceId, source: &Source, body: &Body, diagnostics: &mut Diagnostics) {
    let mut entities = Entities { id, source, diagnostics };
    body.each_block(&mut |block| {
        if let BlockKind::Code { text, .. } = &block.kind {
            entities.written(text);
        }
        block.inlines().into_iter().for_each(|inlines| entities.inlines(inlines));
    });
}

struct Entities<'run> {
    id: SourceId,
    source: &'run Source,
    diagnostics: &'run mut Diagnostics,
}

impl Entities<'_> {
    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(written) | Inline::Code(written) => self.written(written),
                Inline::Styled(_, content) => self.inlines(content),
                Inline::Link(link) => {
                    self.plain(link.title.as_deref().unwrap_or_default(), link.target.span);
                    self.inlines(&link.content);
                }
                Inline::Image { target, alternative } => self.plain(alternative, target.span),
                Inline::FootnoteMark(_) | Inline::SoftBreak | Inline::HardBreak => {}
            }
        }
    }

    fn written(&mut self, written: &Written) {
        let mut parts = written.parts.iter();
        let (mut part, mut end) = (None, 0);
        for hidden in characters::hidden(&written.text) {
            while end <= hidden.offset {
                part = parts.next();
                end += part.map_or(written.text.len(), |part| part.length);
            }
            let Some(part) = part else { continue };
            if !self.source.text[part.source.clone()].contains(hidden.character) {
                self.diagnostics
                    .push(stands_for(Span::new(self.id, part.source.start..part.source.end), hidden.character));
            }
        }
    }

    /// A text of which only the whole has a place.
    fn plain(&mut self, text: &str, span: Span) {
        report_written_otherwise(text, &self.source.text[span.range()], span, self.diagnostics);
    }
}
