//! The lines of running text as they are written, with a place for each character.

use std::ops::Range;

use crate::content::document::body::{Inline, Part, Written};

/// What stands for code, for what else is no text, and for a character that was escaped or written as an entity.
pub(super) const CODE: char = '\u{FFF9}';
pub(super) const OBJECT: char = '\u{FFFC}';
const ESCAPED: char = '\u{FFFD}';
/// The same for a bracket and for `@`, which a reference has.
pub(super) const ESCAPED_OPEN: char = '\u{FDD0}';
pub(super) const ESCAPED_CLOSE: char = '\u{FDD1}';
pub(super) const ESCAPED_AT: char = '\u{FDD2}';

/// A line of running text.
#[derive(Default)]
pub(super) struct Line {
    /// The text as it is written, without the marks of emphasis.
    pub text: String,
    /// Where stretches of it begin in the text, and where they begin and end in the source; none of them is empty.
    places: Vec<(usize, Range<usize>)>,
}

impl Line {
    /// The lines of some inlines.
    pub(super) fn all(inlines: &[Inline], source: &str) -> Vec<Self> {
        let mut lines = vec![Self::default()];
        collect(inlines, source, &mut lines);
        lines
    }

    /// The bytes of the source that some bytes of the text were read from.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let index = self.places.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
            let (start, source) = &self.places[index];
            let end = self.places.get(index + 1).map_or(self.text.len(), |(next, _)| *next);
            // What stands for something else is all of it.
            if source.len() == end - start {
                (source.start + offset - start, source.start + offset - start + 1)
            } else {
                (source.start, source.end)
            }
        };
        at(range.start).0..at(range.end - 1).1
    }

    fn push(&mut self, text: &str, source: Range<usize>) {
        self.places.push((self.text.len(), source));
        self.text.push_str(text);
    }

    fn stand_in(&mut self, character: char, source: Range<usize>) {
        self.push(character.encode_utf8(&mut [0; 4]), source);
    }
}

fn collect(inlines: &[Inline], source: &str, lines: &mut Vec<Line>) {
    for inline in inlines {
        let last = lines.last_mut().expect("there is a line at least");
        let end = last.places.last().map_or(0, |(_, source)| source.end);
        match inline {
            Inline::Text(written) => push(written, source, last),
            Inline::Code(written) => {
                let range = written.parts.first().map_or(end..end, Part::source);
                last.stand_in(CODE, range);
            }
            Inline::Styled(_, content) => collect(content, source, lines),
            Inline::Link(link) => last.stand_in(OBJECT, link.target.span.range()),
            Inline::Image { target, .. } => last.stand_in(OBJECT, target.span.range()),
            Inline::FootnoteMark(_) => last.stand_in(OBJECT, end..end),
            Inline::SoftBreak | Inline::HardBreak => lines.push(Line::default()),
        }
    }
}

fn push(written: &Written, source: &str, line: &mut Line) {
    let mut start = 0;
    for part in &written.parts {
        let (text, range) = (&written.text[start..start + part.length()], part.source());
        start += part.length();
        if source[range.clone()] != *text {
            line.stand_in(ESCAPED, range);
            continue;
        }
        let first = text.chars().next().map_or(0, char::len_utf8);
        // A backslash before it was read with it.
        let escaped = if source[..range.start].ends_with('\\') { first } else { 0 };
        if escaped > 0 {
            let stands_for = match text.as_bytes()[0] {
                b'[' => ESCAPED_OPEN,
                b']' => ESCAPED_CLOSE,
                b'@' => ESCAPED_AT,
                _ => ESCAPED,
            };
            line.stand_in(stands_for, range.start..range.start + escaped);
        }
        if escaped < text.len() {
            line.push(&text[escaped..], range.start + escaped..range.end);
        }
    }
}
