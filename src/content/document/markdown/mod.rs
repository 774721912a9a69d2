//! Markdown to a [`Body`]. This is the door of the Markdown parser.
//!
//! Raw HTML becomes text and is reported; targets of links are read by [`Target`]; nesting is limited before the parser
//! is asked, because it is quadratic on deep quotations. What the parser has to know of a text first is in [`reading`].

pub(super) mod bare;
pub(super) mod nesting;

mod addresses;
mod destinations;
mod reading;

pub use self::destinations::moved;

use std::iter::Peekable;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, OffsetIter, Tag, TagEnd};

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::text::{Source, SourceId, Span};
use crate::content::document::body::alerts;
use crate::content::document::body::anchors::{self, Given};
use crate::content::document::body::target::{Target, or_nowhere};
use crate::content::document::body::{
    Alert, Alignment, Block, BlockKind, Body, Inline, Item, Link, Style, Written, push_plain,
};
use crate::content::document::lint::lost_words::{Shown, folded};
use crate::content::document::lint::slips;
use crate::content::document::markdown::nesting::{Level, Nesting, too_deep};
use crate::content::document::markdown::reading::{Broken, Reading};

/// Parses the Markdown in a byte range of a source.
pub(super) fn parse(id: SourceId, source: &Source, range: Range<usize>, diagnostics: &mut Diagnostics) -> Body {
    let span = Span::new(id, range.clone());
    if let Some(place) = too_deep(&source.text[range.clone()]) {
        let place = place.start + range.start..place.end + range.start;
        diagnostics.push(Level::Block.too_deep(Span::new(id, place)));
        return Body::new(Vec::new(), span);
    }
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        let mut found = Diagnostics::default();
        let reading = Reading::of(&source.text[range.clone()]);
        let broken = Broken::default();
        let events = reading.parser_with(&broken).into_offset_iter();
        let definitions = reading.definitions(&events, range.start);
        let mut builder = Builder {
            events: events.peekable(),
            reading: &reading,
            shown: Shown::default(),
            id,
            source,
            offset: range.start,
            ids: Vec::new(),
            nesting: Nesting::default(),
            in_link: false,
            html: Vec::new(),
            diagnostics: &mut found,
        };
        let mut blocks = builder.blocks();
        let (html, shown, ids) = (builder.html, builder.shown, builder.ids);
        anchors::give(&mut blocks, &ids, &mut found);
        let unseen = shown.report(id, source, range.clone(), &blocks, &definitions, &mut found);
        let broken = broken.links(range.start);
        let typed = slips::Reading { id, source, blocks: &blocks, definitions: &definitions, broken: &broken };
        slips::report(&typed, &mut found);
        (Body::new(blocks, span).with_html(html).with_unseen(unseen), found)
    }));
    if let Ok((body, found)) = parsed {
        diagnostics.append(found);
        return body;
    }
    diagnostics.push(
        Diagnostic::new(&codes::UNREADABLE_MARKDOWN, Span::new(id, range.start..range.start), "the Markdown parser failed on this text")
            .help("this is a fault of variorum; please report it with the text, and change the text around unusual brackets or backslashes meanwhile"),
    );
    Body::new(Vec::new(), span)
}

struct Builder<'source, 'diagnostics> {
    events: Peekable<OffsetIter<'source, &'source Broken>>,
    /// What a reader sees of the source.
    shown: Shown,
    reading: &'source Reading<'source>,
    id: SourceId,
    source: &'source Source,
    offset: usize,
    /// The ids that headings were given, in order.
    ids: Vec<Given>,
    nesting: Nesting,
    /// Whether the words of a link are being read, in which no other link can stand.
    in_link: bool,
    html: Vec<Span>,
    diagnostics: &'diagnostics mut Diagnostics,
}

impl<'source> Builder<'source, '_> {
    /// Blocks up to the end of the container that is open, whose end event is consumed.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(1);
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) => {
                    self.events.next();
                    break;
                }
                Event::Start(tag) if !is_inline(tag) => {
                    let Some((Event::Start(tag), range)) = self.events.next() else {
                        unreachable!("just peeked at a start")
                    };
                    let span = self.span(&range);
                    blocks.extend(self.block(tag, span).map(|kind| Block { kind, span }));
                }
                Event::Rule => {
                    let (_, range) = self.events.next().expect("just peeked at it");
                    blocks.push(Block { kind: BlockKind::Rule, span: self.span(&range) });
                }
                // The text of a tight list item stands in it without a paragraph.
                _ => {
                    let span = self
                        .events
                        .peek()
                        .map(|(_, range)| range.clone())
                        .map(|range| self.span(&range))
                        .expect("just peeked at it");
                    let content = self.loose_inlines();
                    blocks.push(Block { kind: BlockKind::Paragraph(content), span });
                }
            }
        }
        blocks.shrink_to_fit();
        blocks
    }

    fn block(&mut self, tag: Tag<'source>, span: Span) -> Option<BlockKind> {
        Some(match tag {
            Tag::Paragraph => BlockKind::Paragraph(self.inlines()),
            Tag::Heading { level, .. } => {
                let mut content = self.inlines();
                let given = anchors::take_id(&mut content, &self.source.text, self.id);
                let anchor = given.as_ref().map(|given| given.id.clone()).unwrap_or_default();
                self.ids.extend(given);
                BlockKind::Heading { level: level as u8, anchor, also: Vec::new(), content }
            }
            Tag::BlockQuote(kind) => {
                let blocks = self.nested(Level::Block, span, |builder| Some(builder.blocks()))?;
                if kind.is_some() {
                    // The mark is gone from the words, and what it says is shown.
                    let mark = self.source.text[span.range()].find(']').map_or(0, |end| end + 1);
                    self.shown.add(span.range().start..span.range().start + mark);
                }
                match kind.map(alert) {
                    Some(alert) => BlockKind::Alert { alert, title: Vec::new(), blocks },
                    None => alerts::titled(blocks, &self.source.text),
                }
            }
            Tag::DefinitionList => self.nested(Level::Block, span, |builder| Some(builder.glossary()))?,
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        self.shown.fence(&self.source.text, &span.range());
                        self.reading.restored(info).split_whitespace().next().unwrap_or_default().to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                BlockKind::Code { language, text: self.raw_text() }
            }
            Tag::HtmlBlock => {
                let text = self.raw_text();
                self.raw_html(&text.text, span);
                BlockKind::Paragraph(vec![Inline::Text(text)])
            }
            Tag::List(start) => self.nested(Level::Block, span, |builder| Some(builder.list(start)))?,
            Tag::FootnoteDefinition(label) => {
                let label = self.reading.restored(label);
                self.shown.footnote(&label, &self.source.text, &span.range());
                let blocks = self.nested(Level::Block, span, |builder| Some(builder.blocks()))?;
                BlockKind::Footnote { label: folded(&label), blocks }
            }
            Tag::Table(alignments) => self.table(alignments),
            // Parts of a list or a table are read with it; the other extensions are switched off.
            _ => {
                self.blocks();
                return None;
            }
        })
    }

    fn list(&mut self, start: Option<u64>) -> BlockKind {
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    self.shown.item(&self.source.text, &self.span(&range).range());
                    let checked = match self.events.peek() {
                        Some((Event::TaskListMarker(checked), range)) => {
                            let (checked, range) = (*checked, range.clone());
                            self.shown.add(self.span(&range).range());
                            self.events.next();
                            Some(checked)
                        }
                        _ => None,
                    };
                    tight &= !matches!(self.events.peek(), Some((Event::Start(Tag::Paragraph), _)));
                    items.push(Item { checked, blocks: self.blocks() });
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        BlockKind::List { start, tight, items }
    }

    fn glossary(&mut self) -> BlockKind {
        let mut blocks = Vec::new();
        let mut tight = true;
        while let Some((event, range)) = self.events.next() {
            let span = self.span(&range);
            let kind = match event {
                Event::Start(Tag::DefinitionListTitle) => BlockKind::Term(self.inlines()),
                Event::Start(Tag::DefinitionListDefinition) => {
                    tight &= !matches!(self.events.peek(), Some((Event::Start(Tag::Paragraph), _)));
                    BlockKind::Description(self.blocks())
                }
                Event::End(_) => break,
                _ => unreachable!("a list of definitions has terms and definitions"),
            };
            blocks.push(Block { kind, span });
        }
        BlockKind::Glossary { tight, blocks }
    }

    fn table(&mut self, alignments: Vec<pulldown_cmark::Alignment>) -> BlockKind {
        let alignments = alignments
            .into_iter()
            .map(|alignment| match alignment {
                pulldown_cmark::Alignment::None => Alignment::None,
                pulldown_cmark::Alignment::Left => Alignment::Left,
                pulldown_cmark::Alignment::Center => Alignment::Center,
                pulldown_cmark::Alignment::Right => Alignment::Right,
            })
            .collect();
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.inlines();
                    rows.last_mut().expect("a cell stands in a row").push(cell);
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        BlockKind::Table { alignments, head, rows }
    }

    /// Inlines up to the end of the element that is open, whose end event is consumed.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::with_capacity(1);
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, &range, &mut inlines);
        }
        let mut inlines = self.with_addresses(inlines);
        inlines.shrink_to_fit();
        inlines
    }

    /// Inlines up to the next block or the end of the container, which stays.
    fn loose_inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) | Event::Rule => break,
                Event::Start(tag) if !is_inline(tag) => break,
                _ => {
                    let (event, range) = self.events.next().expect("just peeked at it");
                    self.inline(event, &range, &mut inlines);
                }
            }
        }
        self.with_addresses(inlines)
    }

    fn inline(&mut self, event: Event<'source>, range: &Range<usize>, inlines: &mut Vec<Inline>) {
        let span = self.span(range);
        if !matches!(event, Event::Start(_)) {
            self.shown.add(span.range());
        }
        match event {
            Event::Text(text) => push_text(inlines, &self.reading.restored(text), span.range()),
            Event::Code(code) => {
                inlines.push(Inline::Code(Written::new(&self.reading.restored(code), span.range())));
            }
            Event::SoftBreak => inlines.push(Inline::SoftBreak),
            Event::HardBreak => inlines.push(Inline::HardBreak),
            Event::FootnoteReference(label) if self.in_link => {
                let what = format!("the mark `[^{label}]` of a footnote");
                self.diagnostics.push(nested_link(span, what, "put the mark behind the link"));
            }
            Event::FootnoteReference(label) => {
                inlines.push(Inline::FootnoteMark(folded(&self.reading.restored(label))));
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                let html = self.reading.restored(html);
                self.raw_html(&html, span);
                push_text(inlines, &html, span.range());
            }
            Event::Start(tag) => {
                inlines.extend(
                    self.nested(Level::Inline, span, |builder| builder.element(tag, span)).into_iter().flatten(),
                );
            }
            // Boxes of task lists are read with their item; mathematics is switched off.
            Event::End(_) | Event::Rule | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn element(&mut self, tag: Tag<'source>, span: Span) -> Option<Vec<Inline>> {
        Some(vec![match tag {
            Tag::Emphasis => Inline::Styled(Style::Emphasis, self.inlines()),
            Tag::Strong => Inline::Styled(Style::Strong, self.inlines()),
            Tag::Strikethrough => Inline::Styled(Style::Strikethrough, self.inlines()),
            Tag::Link { .. } if self.in_link => {
                let help =
                    "end the first link before this begins; to show an address as words, put it between backticks";
                self.diagnostics.push(nested_link(span, "another link", help));
                self.shown.add(span.range());
                return Some(self.inlines());
            }
            Tag::Link { link_type, dest_url, title, id } => {
                self.shown.add(span.range());
                self.shown.refer(&self.reading.restored(id));
                let content = self.inlines_of(true);
                let (address, title) = (self.reading.restored(dest_url), self.reading.restored(title));
                self.link(link_type, &address, &title, content, span)
            }
            Tag::Image { dest_url, title, id, .. } => {
                self.shown.add(span.range());
                self.shown.refer(&self.reading.restored(id));
                // Only the words of a description stay, so that nothing in it is a link.
                let mut alternative = String::new();
                push_plain(&self.inlines_of(false), &mut alternative);
                let address = self.reading.restored(dest_url);
                let target = or_nowhere(Target::of_image(&address, &self.source.path, span), span, self.diagnostics);
                let title = text(&self.reading.restored(title));
                Inline::Image { target: Box::new(target), title, alternative }
            }
            _ => {
                self.inlines();
                return None;
            }
        }])
    }

    /// Inlines up to the end of the element that is open, inside the words of a link or outside of any.
    fn inlines_of(&mut self, in_link: bool) -> Vec<Inline> {
        let around = std::mem::replace(&mut self.in_link, in_link);
        let inlines = self.inlines();
        self.in_link = around;
        inlines
    }

    fn link(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &CowStr<'_>,
        content: Vec<Inline>,
        span: Span,
    ) -> Inline {
        let (target, content) = match link_type {
            LinkType::WikiLink { has_pothole } => {
                (Target::of_reference(address, span), if has_pothole { content } else { Vec::new() })
            }
            LinkType::Email => (Target::of_link(&format!("mailto:{address}"), &self.source.path, span), content),
            _ => (Target::of_link(address, &self.source.path, span), content),
        };
        let target = or_nowhere(target, span, self.diagnostics);
        Inline::Link(Box::new(Link { target, title: text(title), content }))
    }

    /// The text events up to the end of a block of code or of HTML.
    fn raw_text(&mut self) -> Written {
        let mut written = Written::default();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Text(piece) | Event::Html(piece) => {
                    let range = self.span(&range).range();
                    self.shown.add(range.clone());
                    written.push(&self.reading.restored(piece), range);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        written
    }

    /// Reports HTML; the end of an element goes without saying once its beginning was reported.
    fn raw_html(&mut self, html: &str, span: Span) {
        self.html.push(span);
        if html.starts_with("</") && self.html.len() > 1 {
            return;
        }
        self.diagnostics.push(
            Diagnostic::new(&codes::RAW_HTML, span, "HTML is not allowed in a text; readers would see it as it stands here")
                .help("write it in Markdown, such as `**strong**`, `[words](https://...)` or an empty line between paragraphs")
                .help("to show the sign itself, write `\\<` or put it between backticks")
                .help("if it came with words from a website or a word processor, paste those again as plain text"),
        );
    }

    /// Reads something one level deeper, or skips it past the limit.
    fn nested<T>(&mut self, level: Level, span: Span, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if !self.nesting.enter(level) {
            self.shown.add(span.range());
            self.diagnostics.push(level.too_deep(span));
            self.skip();
            return None;
        }
        let value = read(self);
        self.nesting.leave(level);
        value
    }

    /// Skips to the end of the element that is open, without recursion.
    fn skip(&mut self) {
        let mut open = 1_usize;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.id, range.start + self.offset..range.end + self.offset)
    }
}

/// A title, if there is one.
fn text(title: &CowStr<'_>) -> Option<Box<str>> {
    (!title.is_empty()).then(|| title.as_ref().into())
}

fn nested_link(span: Span, what: impl std::fmt::Display, help: &str) -> Diagnostic {
    Diagnostic::new(&codes::NESTED_LINK, span, format!("{what} stands among the words of a link")).help(help)
}

/// Adds text, joined to text before it: the parser cuts at escapes and entities, a reader does not.
fn push_text(inlines: &mut Vec<Inline>, text: &str, source: Range<usize>) {
    if let Some(Inline::Text(before)) = inlines.last_mut() {
        before.push(text, source);
    } else {
        inlines.push(Inline::Text(Written::new(text, source)));
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript
    )
}

#[cfg(test)]
mod tests;
