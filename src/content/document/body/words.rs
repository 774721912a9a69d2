//! A [`Body`] as passages of words: what a comparison compares.
//!
//! A passage is the running text of one block. Its words are those of UAX #29, with these kept whole: words joined by
//! `’`, `'`, `-`, `.`, `/`, `_` or `&` without white space (care’n’feeding, data-informed, CI/CD, 1.5, R&D), names with
//! `@` or `#` before them, addresses, and code. Every other sign is a word of its own; white space belongs to no word.

use std::ops::Range;

use crate::base::unicode::graphemes::each_word;
use crate::base::unicode::is_without_spaces;
use crate::content::document::body::target::Target;
use crate::content::document::body::{Alert, Block, BlockKind, Body, Inline, Part, Style, Written};

/// What kind of block a passage comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PassageKind {
    /// A paragraph.
    Paragraph,
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// The beginning of an item of a list.
    Item {
        /// Whether the list is numbered.
        ordered: bool,
        /// How many lists it stands in, from 1.
        depth: u8,
    },
    /// A row of a table, its cells separated by `|`.
    Row,
    /// A block of code.
    Code,
    /// A footnote.
    Note,
    /// A term of a glossary.
    Term,
    /// The beginning of what a term of a glossary means.
    Description,
}

/// What stands around a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// A quotation.
    Quote,
    /// A note of a kind.
    Alert(Alert),
}

/// The running text of one block.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it comes from.
    pub kind: PassageKind,
    /// The quotations and the notes that it stands in, outermost first.
    pub around: Vec<Around>,
    /// The visible text; line ends that mean nothing are spaces, those that are meant are `\n`.
    pub text: String,
    /// The words in order, without gaps other than white space.
    pub words: Vec<Word>,
    /// How the text is set, as byte ranges of the text in order that cover it.
    pub runs: Vec<Run>,
}

/// A word, or a sign that is one by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the passage's text.
    pub text: Range<u32>,
    /// Bytes of the source it was read from; empty for what stands for a mark of the Markdown, such as the bar between
    /// two cells.
    pub source: Range<u32>,
}

/// A stretch of text that is set in one way.
#[derive(Clone, Debug)]
pub struct Run {
    /// Bytes of the passage's text.
    pub range: Range<u32>,
    /// Outermost first.
    pub settings: Vec<Setting>,
}

/// One way in which text is set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Setting {
    /// Stressed.
    Styled(Style),
    /// As code.
    Code,
    /// As a link.
    Link(Target),
    /// As a picture, of which the text is the description.
    Image(Target),
}

impl Passage {
    /// The kind of the note that it stands in; none if it stands in none.
    pub fn alert(&self) -> Option<Alert> {
        self.around.iter().rev().find_map(|around| match around {
            Around::Alert(alert) => Some(*alert),
            Around::Quote => None,
        })
    }

    /// The text of one word.
    pub fn word(&self, index: usize) -> &str {
        let range = &self.words[index].text;
        &self.text[range.start as usize..range.end as usize]
    }

    /// The bytes of the text that some words cover, with the white space between them.
    pub fn bytes(&self, words: Range<usize>) -> Range<usize> {
        if words.is_empty() {
            return 0..0;
        }
        self.words[words.start].text.start as usize..self.words[words.end - 1].text.end as usize
    }

    /// Some bytes of the text, cut where the way they are set changes.
    pub fn stretches(&self, bytes: Range<usize>) -> impl Iterator<Item = (&[Setting], &str)> {
        let first = self.runs.partition_point(|run| run.range.end as usize <= bytes.start);
        self.runs[first..].iter().take_while(move |run| (run.range.start as usize) < bytes.end).map(move |run| {
            let (start, end) = ((run.range.start as usize).max(bytes.start), (run.range.end as usize).min(bytes.end));
            (run.settings.as_slice(), &self.text[start..end])
        })
    }

    /// How a word is set, outermost first.
    pub fn settings_of(&self, index: usize) -> &[Setting] {
        let start = self.words[index].text.start;
        let run = self.runs.partition_point(|run| run.range.end <= start);
        self.runs.get(run).map_or(&[], |run| &run.settings)
    }

    /// The white space between a word and the one before it.
    pub fn space_text(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.words[before].text.end);
        &self.text[start as usize..self.words[index].text.start as usize]
    }

    /// Whether white space stands before a word.
    pub fn space_before(&self, index: usize) -> bool {
        index > 0 && self.words[index - 1].text.end != self.words[index].text.start
    }
}

/// The passages of a body, from top to bottom. Passages without a word are left out.
pub fn passages(body: &Body) -> Vec<Passage> {
    let mut collector = Collector { passages: Vec::new(), around: Vec::new(), lists: 0 };
    collector.blocks(&body.blocks, PassageKind::Paragraph);
    collector.passages
}

struct Collector {
    passages: Vec<Passage>,
    around: Vec<Around>,
    lists: u8,
}

impl Collector {
    /// Adds blocks; the first paragraph among them has the kind given.
    fn blocks(&mut self, blocks: &[Block], first: PassageKind) {
        let mut paragraph = first;
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => {
                    self.passage(paragraph, |text| text.inlines(content));
                    paragraph = PassageKind::Paragraph;
                }
                BlockKind::Heading { level, content, .. } => {
                    self.passage(PassageKind::Heading(*level), |text| text.inlines(content));
                }
                BlockKind::Code { text: code, .. } => self.passage(PassageKind::Code, |text| text.code(code)),
                BlockKind::Quote(inner) => {
                    self.within(Around::Quote, |collector| collector.blocks(inner, PassageKind::Paragraph));
                }
                BlockKind::Alert { alert, title, blocks } => self.within(Around::Alert(*alert), |collector| {
                    collector.passage(PassageKind::Paragraph, |text| text.inlines(title));
                    collector.blocks(blocks, PassageKind::Paragraph);
                }),
                BlockKind::Glossary { blocks, .. } => self.blocks(blocks, PassageKind::Paragraph),
                BlockKind::Term(content) => self.passage(PassageKind::Term, |text| text.inlines(content)),
                BlockKind::Description(blocks) => self.blocks(blocks, PassageKind::Description),
                BlockKind::List { start, items, .. } => {
                    self.lists += 1;
                    for item in items {
                        self.blocks(&item.blocks, PassageKind::Item { ordered: start.is_some(), depth: self.lists });
                    }
                    self.lists -= 1;
                }
                BlockKind::Table { head, rows, .. } => {
                    for row in std::iter::once(head).chain(rows) {
                        self.passage(PassageKind::Row, |text| {
                            for (index, cell) in row.iter().enumerate() {
                                if index > 0 {
                                    text.push(" | ");
                                }
                                text.inlines(cell);
                            }
                        });
                    }
                }
                BlockKind::Footnote { blocks, .. } => self.blocks(blocks, PassageKind::Note),
                BlockKind::Rule => {}
            }
        }
    }

    fn within(&mut self, around: Around, collect: impl FnOnce(&mut Self)) {
        self.around.push(around);
        collect(self);
        self.around.pop();
    }

    fn passage(&mut self, kind: PassageKind, write: impl FnOnce(&mut TextBuilder)) {
        let mut builder = TextBuilder::default();
        write(&mut builder);
        builder.find_addresses();
        let words: Vec<Word> =
            split(&builder.text, &builder.whole).into_iter().map(|text| builder.word(text)).collect();
        if !words.is_empty() {
            let around = self.around.clone();
            self.passages.push(Passage { kind, around, text: builder.text, words, runs: builder.runs });
        }
    }
}

#[derive(Default)]
struct TextBuilder {
    text: String,
    runs: Vec<Run>,
    settings: Vec<Setting>,
    /// Stretches that are one word whatever they hold.
    whole: Vec<Range<usize>>,
    /// Where the text was read from: parts in order, each with its beginning in the text.
    parts: Vec<(usize, Part)>,
}

impl TextBuilder {
    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(written) => self.written(written),
                Inline::Code(code) => {
                    self.within(Setting::Code, |builder| builder.whole(|builder| builder.written(code)));
                }
                Inline::Styled(style, content) => {
                    self.within(Setting::Styled(*style), |builder| builder.inlines(content));
                }
                Inline::Link(link) => self.within(Setting::Link(link.target.value.clone()), |builder| {
                    if let (Target::Reference(reference), []) = (&link.target.value, link.content.as_slice()) {
                        builder.whole(|builder| builder.read(&reference.to_string(), link.target.span.range()));
                    }
                    if is_address(&link.content, &link.target.value) {
                        builder.whole(|builder| builder.inlines(&link.content));
                    } else {
                        builder.inlines(&link.content);
                    }
                }),
                Inline::Image { target, alternative, .. } => {
                    self.within(Setting::Image(target.value.clone()), |builder| {
                        builder.whole(|builder| builder.read(alternative, target.span.range()));
                    });
                }
                Inline::SoftBreak => self.push(" "),
                Inline::HardBreak => self.push("\n"),
                Inline::FootnoteMark(_) => {}
            }
        }
    }

    fn code(&mut self, code: &Written) {
        self.within(Setting::Code, |builder| builder.written(code));
    }

    fn within(&mut self, setting: Setting, write: impl FnOnce(&mut Self)) {
        self.settings.push(setting);
        write(self);
        self.settings.pop();
    }

    /// Writes a stretch that is one word.
    fn whole(&mut self, write: impl FnOnce(&mut Self)) {
        let start = self.text.len();
        write(self);
        self.whole.push(start..self.text.len());
    }

    fn written(&mut self, written: &Written) {
        let mut start = 0;
        for part in &written.parts {
            self.read(&written.text[start..start + part.length()], part.source());
            start += part.length();
        }
    }

    /// Adds text that was read from a range of the source.
    fn read(&mut self, text: &str, source: Range<usize>) {
        self.parts.push((self.text.len(), Part::new(text.len(), source)));
        self.push(text);
    }

    fn push(&mut self, text: &str) {
        let start = narrow(self.text.len());
        self.text.push_str(text);
        let end = narrow(self.text.len());
        match self.runs.last_mut() {
            Some(run) if run.settings == self.settings => run.range.end = end,
            _ if start == end => {}
            _ => self.runs.push(Run { range: start..end, settings: self.settings.clone() }),
        }
    }

    /// Makes one word of each address such as `https://example.org/a?b`, without the punctuation behind it.
    fn find_addresses(&mut self) {
        let mut from = 0;
        while let Some(found) = self.text[from..].find("://").map(|found| found + from) {
            let scheme = self.text[..found].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
            let ends = |character: char| {
                character.is_whitespace() || matches!(character, '<' | '>' | '"' | '“' | '”' | '[' | ']' | '|')
            };
            let end = self.text[found..].find(ends).map_or(self.text.len(), |length| found + length);
            let address = self.text[found - scheme..end].trim_end_matches(|character: char| {
                matches!(character, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '\'' | '’' | '*')
            });
            from = end.max(found + 3);
            if scheme > 0 && address.len() > scheme + 3 {
                self.whole.push(found - scheme..found - scheme + address.len());
            }
        }
        self.whole.sort_by_key(|range| range.start);
    }

    /// A word with where it was read from.
    fn word(&self, text: Range<u32>) -> Word {
        let (start, end) = (text.start as usize, text.end as usize);
        let at = |offset: usize| {
            let index = self.parts.partition_point(|(begin, _)| *begin <= offset).checked_sub(1)?;
            let (begin, part) = &self.parts[index];
            (offset < begin + part.length()).then_some((offset - begin, part))
        };
        let from = at(start).map(|(inside, part)| {
            let source = part.source();
            if source.len() == part.length() { source.start + inside } else { source.start }
        });
        let to = at(end - 1).map(|(inside, part)| {
            let source = part.source();
            if source.len() == part.length() { source.start + inside + 1 } else { source.end }
        });
        let source = match (from, to) {
            (Some(from), Some(to)) => narrow(from)..narrow(to.max(from)),
            (Some(at), None) | (None, Some(at)) => narrow(at)..narrow(at),
            (None, None) => {
                let known = self.parts.partition_point(|(begin, _)| *begin <= start);
                let before = known.checked_sub(1).map(|index| &self.parts[index]).map_or_else(
                    || self.parts.first().map_or(0, |(_, part)| part.source().start),
                    |(_, part)| part.source().end,
                );
                narrow(before)..narrow(before)
            }
        };
        Word { text, source }
    }
}

/// Whether the words of a link are the address that it leads to, but for what every address has.
fn is_address(content: &[Inline], target: &Target) -> bool {
    let ([Inline::Text(words)], Target::Web(address)) = (content, target) else { return false };
    let address = address.as_str();
    let without_scheme = || address.strip_prefix("mailto:").or_else(|| address.strip_prefix("http://"));
    address == words.text || without_scheme() == Some(words.text.as_str())
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).expect("documents are smaller than 4 GiB")
}

/// The words of a text; the stretches in `whole` are one word each if they hold one.
fn split(text: &str, whole: &[Range<usize>]) -> Vec<Range<u32>> {
    let mut joiner = Joiner { text, words: Vec::new(), glue: Glue::None, whole };
    if text.contains(NARROW_SPACE) {
        each_word(text, |start, piece| without_spaces(start, piece).for_each(|(start, part)| joiner.add(start, part)));
    } else {
        each_word(text, |start, piece| joiner.add(start, piece));
    }
    joiner.words
}

/// Joins the pieces of UAX #29 to words.
struct Joiner<'text> {
    text: &'text str,
    words: Vec<Range<u32>>,
    glue: Glue,
    /// Stretches ahead that are one word each if they hold one, in order.
    whole: &'text [Range<usize>],
}

impl Joiner<'_> {
    /// Adds the next piece, which is not only white space.
    fn add(&mut self, start: usize, piece: &str) {
        let end = start + piece.len();
        while let [first, rest @ ..] = self.whole
            && (first.end <= start || self.text[first.clone()].trim().is_empty())
        {
            self.whole = rest;
        }
        let own = narrow(start)..narrow(end);
        if let Some(range) = self.whole.first().filter(|range| range.start < end) {
            let range = narrow(range.start)..narrow(range.end);
            // Words never overlap: a piece of UAX #29 may reach over the edge of a stretch.
            let covered = self.words.last().is_some_and(|last| last.end > range.start);
            match self.words.last_mut() {
                Some(last) if covered => last.end = last.end.max(range.end).max(own.end),
                _ => self.words.push(range.start.min(own.start)..range.end.max(own.end)),
            }
            self.glue = Glue::None;
            return;
        }
        // White space lies between, be it a piece of its own or what was cut out of one.
        if self.words.last().is_some_and(|last| last.end < own.start) {
            self.glue = Glue::None;
        }
        let joins = joins(piece);
        match (self.words.last_mut(), self.glue) {
            // A joining sign between two words makes one of all three.
            (Some(_), Glue::Joined) if joins => {
                let sign = self.words.pop().expect("the sign was just pushed");
                let before = self.words.last_mut().expect("a word stands before the sign");
                debug_assert_eq!(before.end, sign.start);
                before.end = own.end;
            }
            (Some(last), Glue::Prefixed) if joins => last.end = own.end,
            _ => self.words.push(own),
        }
        self.glue = match piece {
            _ if joins => Glue::Word,
            "’" | "'" | "-" | "‐" | "‑" | "." | "/" | "_" | "&" if self.glue == Glue::Word => Glue::Joined,
            "#" | "@" if self.glue != Glue::Word => Glue::Prefixed,
            _ => Glue::None,
        };
    }
}

/// The narrow no-break space.
const NARROW_SPACE: char = '\u{202F}';

/// A piece of UAX #29 cut at the narrow no-break space, which binds words there and sets them apart for a reader. Between
/// two digits it stays, as it only makes the number easier to read.
fn without_spaces(start: usize, piece: &str) -> impl Iterator<Item = (usize, &str)> {
    let spaces: Vec<usize> = piece.match_indices(NARROW_SPACE).map(|(offset, _)| offset).collect();
    let is_digit = |character: Option<char>| character.is_some_and(char::is_numeric);
    let binds = move |offset: &usize| {
        let (before, after) = piece.split_at(*offset);
        is_digit(before.chars().next_back()) && is_digit(after.chars().nth(1))
    };
    let mut from = 0;
    let ends = spaces.into_iter().filter(move |offset| !binds(offset)).chain([piece.len()]);
    ends.map(move |end| {
        let part = &piece[from..end];
        let place = start + from;
        from = end + NARROW_SPACE.len_utf8();
        (place, part)
    })
    .filter(|(_, part)| !part.trim().is_empty())
}

/// What the piece before does to the next one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Glue {
    None,
    /// It is a word, so a joining sign may follow.
    Word,
    /// It is a joining sign after a word.
    Joined,
    /// It is `#` or `@` at the beginning of a word.
    Prefixed,
}

/// Whether a piece is a word that a sign may join with another. In a script written without spaces a sign next to a word
/// joins nothing.
fn joins(piece: &str) -> bool {
    if piece.is_ascii() {
        return piece.bytes().any(|byte| byte.is_ascii_alphanumeric());
    }
    piece.chars().any(char::is_alphanumeric) && !piece.chars().any(is_without_spaces)
}

#[cfg(test)]
mod tests;
