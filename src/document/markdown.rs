//! Markdown to a [`Body`]. This is the door of the Markdown parser.
//!
//! Raw HTML becomes text and is reported; targets of links are read by [`Target`]; nesting is limited before the parser
//! is asked, because it is quadratic on deep quotations.

use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use unicode_normalization::char::is_combining_mark;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::body::{Alignment, Block, BlockKind, Body, Inline, Item, Link, Style, Written, push_plain};
use crate::document::target::{Target, or_nowhere};
use crate::text::{Source, SourceId, Span};

/// The deepest nesting of blocks and of inlines.
pub(super) const DEEPEST_NESTING: usize = 100;

/// Parses the Markdown in a byte range of a source.
pub(super) fn parse(id: SourceId, source: &Source, range: Range<usize>, diagnostics: &mut Diagnostics) -> Body {
    let span = Span::new(id, range.clone());
    if let Some(place) = too_deep(&source.text[range.clone()]) {
        let place = place.start + range.start..place.end + range.start;
        diagnostics.push(nesting_too_deep(Span::new(id, place)));
        return Body::empty(span);
    }
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        let mut found = Diagnostics::default();
        // Heading attributes stay off: they let event handlers through and, with task lists, the parser panics.
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_WIKILINKS;
        let events = Parser::new_ext(&source.text[range.clone()], options).into_offset_iter().peekable();
        let mut builder = Builder {
            events,
            id,
            path: &source.path,
            offset: range.start,
            anchors: HashMap::new(),
            depth: 0,
            has_html: false,
            diagnostics: &mut found,
        };
        let blocks = builder.blocks();
        (blocks, found)
    }));
    if let Ok((blocks, found)) = parsed {
        diagnostics.append(found);
        return Body { blocks, span };
    }
    diagnostics.push(
        Diagnostic::new(&codes::UNREADABLE_MARKDOWN, Span::new(id, range.start..range.start), "the Markdown parser failed on this text")
            .help("this is a fault of variorum; please report it with the text, and change the text around unusual brackets or backslashes meanwhile"),
    );
    Body::empty(span)
}

/// The first line with more quotation marks than may nest.
fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let marks = line
            .chars()
            .take_while(|character| matches!(character, '>' | ' ' | '\t'))
            .filter(|&character| character == '>')
            .count();
        if marks > DEEPEST_NESTING {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

fn nesting_too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::NESTING_TOO_DEEP, span, format!("here the text nests deeper than {DEEPEST_NESTING}"))
        .help("take some of the quotation, list or emphasis marks out")
}

struct Builder<'source, 'diagnostics> {
    events: Peekable<OffsetIter<'source, pulldown_cmark::DefaultBrokenLinkCallback>>,
    id: SourceId,
    path: &'source str,
    offset: usize,
    /// The anchors that were given, each with the number to try next.
    anchors: HashMap<String, usize>,
    depth: usize,
    has_html: bool,
    diagnostics: &'diagnostics mut Diagnostics,
}

impl<'source> Builder<'source, '_> {
    /// Blocks up to the end of the container that is open, whose end event is consumed.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
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
                    if let Some(kind) = self.nested(span, |builder| builder.block(tag, span)) {
                        blocks.push(Block { kind, span });
                    }
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
        blocks
    }

    fn block(&mut self, tag: Tag<'source>, span: Span) -> Option<BlockKind> {
        Some(match tag {
            Tag::Paragraph => BlockKind::Paragraph(self.inlines()),
            Tag::Heading { level, .. } => {
                let content = self.inlines();
                let anchor = self.anchor(&content);
                BlockKind::Heading { level: level as u8, anchor, content }
            }
            Tag::BlockQuote(_) => BlockKind::Quote(self.blocks()),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                BlockKind::Code { language, text: self.raw_text() }
            }
            Tag::HtmlBlock => {
                let text = self.raw_text();
                self.raw_html(&text.text, span);
                BlockKind::Paragraph(vec![Inline::Text(text)])
            }
            Tag::List(start) => self.list(start),
            Tag::FootnoteDefinition(label) => BlockKind::Footnote { label: label.into_string(), blocks: self.blocks() },
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
                    let checked = match self.events.peek() {
                        Some((Event::TaskListMarker(checked), _)) => {
                            let checked = *checked;
                            self.events.next();
                            Some(checked)
                        }
                        _ => None,
                    };
                    tight &= !matches!(self.events.peek(), Some((Event::Start(Tag::Paragraph), _)));
                    let span = self.span(&range);
                    let blocks = self.nested(span, |builder| Some(builder.blocks())).unwrap_or_default();
                    items.push(Item { checked, blocks });
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        BlockKind::List { start, tight, items }
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
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, &range, &mut inlines);
        }
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
        inlines
    }

    fn inline(&mut self, event: Event<'source>, range: &Range<usize>, inlines: &mut Vec<Inline>) {
        let span = self.span(range);
        match event {
            Event::Text(text) => push_text(inlines, &text, span.range()),
            Event::Code(code) => {
                let mut written = Written::default();
                written.push(&code, span.range());
                inlines.push(Inline::Code(written));
            }
            Event::SoftBreak => inlines.push(Inline::SoftBreak),
            Event::HardBreak => inlines.push(Inline::HardBreak),
            Event::FootnoteReference(label) => inlines.push(Inline::FootnoteMark(label.into_string())),
            Event::InlineHtml(html) | Event::Html(html) => {
                self.raw_html(&html, span);
                push_text(inlines, &html, span.range());
            }
            Event::Start(tag) => {
                let inline = self.nested(span, |builder| builder.element(tag, span));
                inlines.extend(inline);
            }
            // Boxes of task lists are read with their item; mathematics is switched off.
            Event::End(_) | Event::Rule | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn element(&mut self, tag: Tag<'source>, span: Span) -> Option<Inline> {
        Some(match tag {
            Tag::Emphasis => Inline::Styled(Style::Emphasis, self.inlines()),
            Tag::Strong => Inline::Styled(Style::Strong, self.inlines()),
            Tag::Strikethrough => Inline::Styled(Style::Strikethrough, self.inlines()),
            Tag::Link { link_type, dest_url, title, .. } => {
                let content = self.inlines();
                self.link(link_type, &dest_url, &title, content, span)
            }
            Tag::Image { dest_url, .. } => {
                let mut alternative = String::new();
                push_plain(&self.inlines(), &mut alternative);
                let target = or_nowhere(Target::of_image(&dest_url, self.path, span), span, self.diagnostics);
                Inline::Image { target, alternative }
            }
            _ => {
                self.inlines();
                return None;
            }
        })
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
            LinkType::Email => (Target::of_link(&format!("mailto:{address}"), self.path, span), content),
            _ => (Target::of_link(address, self.path, span), content),
        };
        let target = or_nowhere(target, span, self.diagnostics);
        Inline::Link(Link { target, title: (!title.is_empty()).then(|| title.to_string()), content })
    }

    /// The text events up to the end of a block of code or of HTML.
    fn raw_text(&mut self) -> Written {
        let mut written = Written::default();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Text(piece) | Event::Html(piece) => written.push(&piece, self.span(&range).range()),
                Event::End(_) => break,
                _ => {}
            }
        }
        written
    }

    /// Reports HTML; the end of an element goes without saying once its beginning was reported.
    fn raw_html(&mut self, html: &str, span: Span) {
        if html.starts_with("</") && self.has_html {
            return;
        }
        self.has_html = true;
        self.diagnostics.push(
            Diagnostic::new(&codes::RAW_HTML, span, "HTML is not allowed in a text; readers would see it as it stands here")
                .help("write it in Markdown, such as `**strong**`, `[words](https://...)` or an empty line between paragraphs")
                .help("to show the sign itself, write `\\<` or put it between backticks"),
        );
    }

    /// Reads something one level deeper, or skips it past the limit.
    fn nested<T>(&mut self, span: Span, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == DEEPEST_NESTING {
            self.diagnostics.push(nesting_too_deep(span));
            self.skip();
            return None;
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
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

    /// The fragment that forges give a heading: lower case, letters, their marks, digits, hyphens and underscores kept, spaces as
    /// hyphens, `-1`, `-2` and so on when it was given already.
    fn anchor(&mut self, content: &[Inline]) -> String {
        let mut text = String::new();
        push_plain(content, &mut text);
        let base: String = text
            .trim()
            .to_lowercase()
            .chars()
            .filter_map(|character| match character {
                ' ' => Some('-'),
                kept if kept.is_alphanumeric() || is_combining_mark(kept) || matches!(kept, '-' | '_') => Some(kept),
                _ => None,
            })
            .collect();
        // A numbered anchor may meet a heading that ends with that number, so every one that was given is remembered.
        let mut number = self.anchors.get(&base).copied().unwrap_or_default();
        let mut anchor = if number == 0 { base.clone() } else { format!("{base}-{number}") };
        while self.anchors.contains_key(&anchor) {
            number += 1;
            anchor = format!("{base}-{number}");
        }
        self.anchors.insert(base, number + 1);
        self.anchors.entry(anchor.clone()).or_insert(1);
        anchor
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.id, range.start + self.offset..range.end + self.offset)
    }
}

/// Adds text, joined to text before it: the parser cuts at escapes and entities, a reader does not.
fn push_text(inlines: &mut Vec<Inline>, text: &str, source: Range<usize>) {
    if let Some(Inline::Text(before)) = inlines.last_mut() {
        before.push(text, source);
    } else {
        let mut written = Written::default();
        written.push(text, source);
        inlines.push(Inline::Text(written));
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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Sources;

    fn body(text: &str) -> (Body, Vec<&'static str>) {
        let mut sources = Sources::default();
        let id = sources.add("content/pages/a.md", text);
        let mut diagnostics = Diagnostics::default();
        let body = parse(id, sources.get(id), 0..text.len(), &mut diagnostics);
        let codes = diagnostics.sorted(&sources).iter().map(|diagnostic| diagnostic.code.name).collect();
        (body, codes)
    }

    #[test]
    fn escapes_and_entities_do_not_cut_text() {
        let (body, codes) = body("it\\'s R&amp;D");
        assert!(codes.is_empty());
        assert!(
            matches!(&body.blocks[0].kind, BlockKind::Paragraph(inlines) if matches!(inlines.as_slice(), [Inline::Text(written)] if written.text == "it's R&D"))
        );
    }

    #[test]
    fn html_is_text_and_reported() {
        let (parsed, codes) = body("<script>alert(1)</script>\n\na <b onclick=x>b</b>");
        assert_eq!(codes, ["raw-html", "raw-html"]);
        assert!(parsed.plain_text().contains("<script>alert(1)</script>"));
    }

    #[test]
    fn tight_and_loose_lists_are_told_apart() {
        let tight = |text| matches!(body(text).0.blocks[0].kind, BlockKind::List { tight: true, .. });
        assert!(tight("- a\n- b"));
        assert!(!tight("- a\n\n- b"));
        assert!(tight("- [ ] a\n- [x] b"));
    }

    #[test]
    fn anchors_are_those_of_the_forges() {
        let (body, _) = body("## What goes wrong?\n\n## What goes wrong?\n\n## CI/CD & `code`");
        assert_eq!(body.anchors(), ["what-goes-wrong", "what-goes-wrong-1", "cicd--code"]);
    }

    #[test]
    fn what_panics_the_parser_elsewhere_is_read_here() {
        body("* [ ] \\\n\t-");
    }

    #[test]
    fn addresses_of_mail_pass_the_filter_of_links() {
        let (body, _) = body("<a`b@example.org>");
        assert_eq!(body.targets()[0].value, Target::Web("mailto:a%60b@example.org".into()));
    }

    #[test]
    fn deep_nesting_is_refused_quickly() {
        assert_eq!(body(&">".repeat(50_000)).1, ["nesting-too-deep"]);
        assert!(body(&format!("{}a", "- ".repeat(5_000))).1.contains(&"nesting-too-deep"));
        let emphasis = format!("{}a{}", "*a _b ".repeat(500), "_ *".repeat(500));
        body(&emphasis);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_body(text in "[-*>#`\\[\\]()!|_~<&;: \\n\\ta-c0-9\\\\+=^]{0,200}") {
            body(&text);
        }
    }
}
