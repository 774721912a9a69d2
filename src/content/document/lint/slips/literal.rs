//! Running text as Markdown left it: what is still there as it was typed, with its place.

use std::ops::Range;

use crate::content::document::body::{Inline, Link, Part, Style, Written};

/// What takes the place of everything that means something in Markdown, or that was written so that it means nothing there: code,
/// links, pictures, escapes, entities.
pub(super) const OBJECT: char = '\u{FFFC}';

/// A run of text in which every character but [`OBJECT`] stands in the source as it is here; lines end with `\n`.
#[derive(Debug, Default)]
pub(super) struct Literal {
    /// The text.
    pub text: String,
    /// Where bare addresses are in it, whose characters mean nothing else.
    addresses: Vec<Range<usize>>,
    /// Where stretches of it begin, in the text and in the source.
    origins: Vec<(usize, usize)>,
    /// The kinds of emphasis in it.
    styles: Vec<Style>,
}

impl Literal {
    /// The literal text of some inlines that were read from a source.
    pub(super) fn of(inlines: &[Inline], source: &str) -> Self {
        let mut literal = Self::default();
        literal.inlines(inlines, source);
        literal
    }

    /// A range of the text as a range of the source. It neither begins nor ends with an object or the end of a line.
    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        let last = self.text[..range.end].chars().next_back().map_or(0, char::len_utf8);
        if range.is_empty() {
            let at = self.source(range.start);
            return at..at;
        }
        self.source(range.start)..self.source(range.end - last) + last
    }

    /// Whether an offset is in a bare address.
    pub(super) fn is_address(&self, offset: usize) -> bool {
        let after = self.addresses.partition_point(|address| address.start <= offset);
        after > 0 && offset < self.addresses[after - 1].end
    }

    /// Whether some of it is emphasised in one way.
    pub(super) fn has(&self, style: Style) -> bool {
        self.styles.contains(&style)
    }

    /// Each line with where it begins.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut start = 0;
        self.text.split_inclusive('\n').map(move |line| {
            let begin = start;
            start += line.len();
            (begin, line.trim_end_matches('\n'))
        })
    }

    fn source(&self, offset: usize) -> usize {
        let index = self.origins.partition_point(|(begin, _)| *begin <= offset).saturating_sub(1);
        self.origins.get(index).map_or(0, |(begin, source)| source + (offset - begin))
    }

    fn inlines(&mut self, inlines: &[Inline], source: &str) {
        for inline in inlines {
            match inline {
                Inline::Text(written) => self.written(written, source),
                Inline::Styled(style, content) => {
                    if !self.has(*style) {
                        self.styles.push(*style);
                    }
                    self.inlines(content, source);
                }
                Inline::Link(link) => self.link(link, source),
                Inline::Code(code) => self.object(code.parts.first().map_or(0, |part| part.source().start)),
                Inline::Image { target, .. } => self.object(target.span.range().start),
                Inline::FootnoteMark(_) => self.object(0),
                Inline::SoftBreak | Inline::HardBreak => self.text.push('\n'),
            }
        }
    }

    /// A link is an object, unless only an address was typed.
    fn link(&mut self, link: &Link, source: &str) {
        let range = link.target.span.range();
        let typed = &source[range.clone()];
        if typed.starts_with(['[', '<', '!']) {
            self.object(range.start);
        } else {
            let start = self.text.len();
            self.typed(typed, range.start);
            self.addresses.push(start..self.text.len());
        }
    }

    fn written(&mut self, written: &Written, source: &str) {
        let mut start = 0;
        for part in &written.parts {
            let text = &written.text[start..start + part.length()];
            start += part.length();
            self.part(text, part, source);
        }
    }

    fn part(&mut self, text: &str, part: &Part, source: &str) {
        let range = part.source();
        if source[range.clone()] != *text {
            return self.object(range.start);
        }
        let is_escaped =
            source[..range.start].ends_with('\\') && text.starts_with(|sign: char| sign.is_ascii_punctuation());
        if is_escaped {
            self.object(range.start);
            self.typed(&text[1..], range.start + 1);
        } else {
            self.typed(text, range.start);
        }
    }

    fn typed(&mut self, text: &str, source: usize) {
        self.origins.push((self.text.len(), source));
        self.text.push_str(text);
    }

    fn object(&mut self, source: usize) {
        self.origins.push((self.text.len(), source));
        self.text.push(OBJECT);
    }
}
