//! Reports invisible characters that a body holds and its file does not show: written as entities, such as `&#8203;`, or
//! in addresses as `%E2%80%8B`.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::screening::deception::{stands_for, stands_for_in, unknown};
use crate::base::text::{Source, SourceId, Span};
use crate::base::unicode::{self, Hidden};
use crate::content::document::body::{BlockKind, Body, Inline, Part, Written, push_plain};

/// Reports those of a body that was read from a source.
pub(in crate::content::document) fn report(id: SourceId, source: &Source, body: &Body, diagnostics: &mut Diagnostics) {
    let mut entities = Entities { id, source, diagnostics };
    body.each_block(&mut |block| {
        if let BlockKind::Code { text, language } = &block.kind {
            let range = block.span.range();
            let fence = source.text[range.clone()].lines().next().unwrap_or_default().len();
            entities.whole(&[language], &[], Span::new(id, range.start..range.start + fence));
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
                    let title = link.title.as_deref().unwrap_or_default();
                    self.whole(&[title, &link.target.value.decoded()], &link.content, link.target.span);
                    self.inlines(&link.content);
                }
                Inline::Image { target, title, alternative } => {
                    let title = title.as_deref().unwrap_or_default();
                    self.whole(&[alternative, title, &target.value.decoded()], &[], target.span);
                }
                Inline::FootnoteMark(_) | Inline::SoftBreak | Inline::HardBreak => {}
            }
        }
    }

    fn written(&mut self, written: &Written) {
        self.parts(written, unicode::hidden(&written.text), stands_for);
        self.parts(written, unicode::unknown(&written.text), unknown);
    }

    /// Reports characters of a text that its source writes as something else.
    fn parts(&mut self, written: &Written, found: Vec<Hidden>, describe: fn(Span, char) -> Diagnostic) {
        let mut parts = written.parts.iter();
        let (mut part, mut end) = (None, 0);
        for Hidden { offset, character } in found {
            while end <= offset {
                part = parts.next();
                end += part.map_or(written.text.len(), Part::length);
            }
            let Some(part) = part else { continue };
            if !self.source.text[part.source()].contains(character) {
                self.diagnostics.push(describe(Span::new(self.id, part.source()), character));
            }
        }
    }

    /// Reports characters of texts of which only the whole has a place, where words stand beside them. Each character is
    /// told once, if the texts hold more of them than the place shows: one that stands there in plain sight has been
    /// reported, or is needed.
    fn whole(&mut self, texts: &[&str], beside: &[Inline], span: Span) {
        let hidden: BTreeSet<char> = of_all(texts, unicode::hidden);
        let unknowns: BTreeSet<char> = of_all(texts, unicode::unknown);
        if hidden.is_empty() && unknowns.is_empty() {
            return;
        }
        let mut words = String::new();
        push_plain(beside, &mut words);
        let mut held: BTreeMap<char, usize> = BTreeMap::new();
        for character in texts.iter().flat_map(|text| text.chars()).chain(words.chars()) {
            *held.entry(character).or_default() += 1;
        }
        for shown in self.source.text[span.range()].chars() {
            if let Some(held) = held.get_mut(&shown) {
                *held = held.saturating_sub(1);
            }
        }
        let is_more = |character: &&char| held.get(character).is_some_and(|&held| held > 0);
        for character in hidden.iter().filter(is_more) {
            self.diagnostics.push(stands_for_in(span, *character));
        }
        for character in unknowns.iter().filter(is_more) {
            self.diagnostics.push(unknown(span, *character));
        }
    }
}

fn of_all(texts: &[&str], find: fn(&str) -> Vec<Hidden>) -> BTreeSet<char> {
    texts.iter().flat_map(|text| find(text)).map(|found| found.character).collect()
}
