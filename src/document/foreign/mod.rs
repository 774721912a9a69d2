//! Hints at what another program reads as more than text: it is shown here as it was typed, and mostly by the forges too.

mod marks;
mod view;

use std::ops::Range;

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::alerts;
use crate::document::anchors::is_id;
use crate::document::body::{Alert, Block, BlockKind, Body, Inline};
use crate::document::foreign::marks::{Found, Mark};
use crate::document::foreign::view::Line;
use crate::text::{Source, SourceId, Span};

/// Reports what a body holds of the Markdown of other programs.
pub(super) fn report(id: SourceId, source: &Source, body: &Body, diagnostics: &mut Diagnostics) {
    let mut foreign = Foreign { id, source: &source.text, diagnostics };
    body.each_block(&mut |block| foreign.block(block));
}

struct Foreign<'run> {
    id: SourceId,
    source: &'run str,
    diagnostics: &'run mut Diagnostics,
}

impl Foreign<'_> {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Quote(blocks) => self.callout(blocks),
            BlockKind::Code { language, .. } => self.fence(language, block),
            BlockKind::Heading { content, .. } => self.heading(content),
            BlockKind::Paragraph(content) => self.line_block(content),
            BlockKind::List { .. }
            | BlockKind::Alert { .. }
            | BlockKind::Glossary { .. }
            | BlockKind::Term(_)
            | BlockKind::Description(_)
            | BlockKind::Table { .. }
            | BlockKind::Footnote { .. }
            | BlockKind::Rule => {}
        }
        for inlines in block.inlines() {
            let lines = Line::all(inlines, self.source);
            let is_alone = lines.len() == 1;
            let mut last = None;
            for line in &lines {
                let Some(found) = marks::first(&line.text) else { continue };
                // What takes several lines is reported once.
                let is_long = matches!(found.mark, Mark::GridTable | Mark::Mathematics);
                if is_long && last.replace(found.mark) == Some(found.mark) {
                    continue;
                }
                self.mark(&found, line, is_alone);
            }
            self.embeds(inlines);
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range)
    }

    fn push(&mut self, hint: Diagnostic) {
        self.diagnostics.push_one_of_many(&codes::FOREIGN_MARKUP, hint.primary.span, || hint);
    }

    fn mark(&mut self, found: &Found, line: &Line, is_alone: bool) {
        let mut range = line.source(found.range.clone());
        // What was escaped begins with its backslash.
        range.start -= usize::from(found.mark == Mark::Escaped && self.source[..range.start].ends_with('\\'));
        let span = self.span(range);
        let text = &line.text[found.range.clone()];
        let inner = |open: usize, close: usize| text[open..text.len() - close].trim();
        let (whose, help) = told(found.mark);
        let mut hint = hint(span, &self.source[span.range()], whose).help(help);
        match found.mark {
            Mark::WikiHeading if is_alone => {
                let level = text.bytes().take_while(|byte| *byte == b'=').count();
                hint = hint.mend(span, format!("{} {}", "#".repeat(level), inner(level, level)));
            }
            Mark::WikiBold if !text.contains('*') => hint = hint.mend(span, format!("**{}**", inner(3, 3))),
            Mark::Attributes => hint = hint.mend(span, ""),
            Mark::Escaped => {
                let right = self.source[span.range()].replace('\\', "");
                hint = hint.mend(span, right);
            }
            Mark::WikiHeading
            | Mark::WikiBold
            | Mark::Fence
            | Mark::GridTable
            | Mark::ExampleList
            | Mark::Admonition
            | Mark::Directive
            | Mark::Target
            | Mark::Contents
            | Mark::Span
            | Mark::InlineNote
            | Mark::Subscript
            | Mark::Superscript
            | Mark::Shortcode
            | Mark::Tag
            | Mark::Template
            | Mark::Highlight
            | Mark::Comment
            | Mark::Role
            | Mark::Mathematics => {}
        }
        self.push(hint);
    }

    /// Attributes behind a heading that are more than an id.
    fn heading(&mut self, content: &[Inline]) {
        let lines = Line::all(content, self.source);
        let Some(line) = lines.last() else { return };
        let words = line.text.trim_end();
        let Some(start) = words.rfind('{').filter(|_| words.ends_with('}')) else { return };
        let inner = &words[start + 1..words.len() - 1];
        if !words[..start].ends_with([' ', '\t']) || !marks::are_attributes(inner) {
            return;
        }
        let blank = words[..start].len() - words[..start].trim_end().len();
        let span = self.span(line.source(start - blank..words.len()));
        let shown = self.source[span.range()].trim();
        let mut ids = inner.split_whitespace().filter(|token| token.starts_with('#'));
        let kept = match (ids.next(), ids.next()) {
            (Some(id), None) if is_id(&id[1..]) => format!(" {{{id}}}"),
            _ => String::new(),
        };
        let help = match kept.as_str() {
            "" => "take it out; a heading may have an id, such as `{#what-it-is}`, and nothing else".to_owned(),
            kept => format!("write `{}`, because a heading may have an id and nothing else", kept.trim()),
        };
        let whose = "is for pandoc, kramdown, Hugo or Docusaurus";
        self.push(hint(span, shown, whose).help(help).mend(span, kept));
    }

    /// Lines that begin with a bar and have no other, which pandoc keeps as lines.
    fn line_block(&mut self, content: &[Inline]) {
        let lines = Line::all(content, self.source);
        let is_line = |line: &&Line| {
            let words = line.text.trim();
            words.strip_prefix("| ").is_some_and(|rest| !rest.trim().is_empty() && !rest.contains('|'))
        };
        if lines.len() > 1
            && lines.iter().all(|line| is_line(&line))
            && let Some(first) = lines.first()
        {
            let span = self.span(first.source(0..first.text.len()));
            let help = "take the bars out, and end each line but the last with a backslash";
            self.push(
                hint(span, &self.source[span.range()], "is a line block of pandoc, and readers see the bars")
                    .help(help),
            );
        }
    }

    /// Code of which the language is something to be done.
    fn fence(&mut self, language: &str, block: &Block) {
        let Some(name) = language.strip_prefix('{') else { return };
        let name = name.trim_end_matches('}');
        let range = block.span.range();
        let first = self.source[range.clone()].lines().next().unwrap_or_default();
        let Some(start) = first.find('{') else { return };
        let span = self.span(range.start + start..range.start + first.trim_end().len());
        let shown = &self.source[span.range()];
        if let Some(class) = name.strip_prefix('.') {
            let hint = hint(span, shown, "is how pandoc names a language");
            self.push(hint.help(format!("write `{class}`")).mend(span, class));
        } else if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let whose = "is a directive of MyST or a chunk of R Markdown, and readers see what is in it as code";
            let help =
                "write the words without the fence; a note begins with `> [!NOTE]`, and each of its lines with `> `";
            self.push(hint(span, shown, whose).help(help));
        }
    }

    /// A quotation that begins with a mark which no forge knows.
    fn callout(&mut self, blocks: &[Block]) {
        let Some(Block { kind: BlockKind::Paragraph(_), span }) = blocks.first() else { return };
        let range = span.range();
        let Some(mark) = alerts::Mark::of(&self.source[range.clone()]) else { return };
        let name_end = range.start + "[!".len() + mark.name.len() + "]".len();
        let is_folded = mark.behind.starts_with(['-', '+']);
        if mark.alert().is_some() && is_folded {
            let sign = self.span(name_end..name_end + 1);
            let shown = &self.source[range.start..=name_end];
            let hint = hint(self.span(range.start..name_end + 1), shown, "is a folded callout of Obsidian");
            let help = format!("write `[!{}]`, because a note is never folded here", mark.name);
            self.push(hint.help(help).mend(sign, ""));
        } else if mark.alert().is_none() {
            let shown = &self.source[range.start..name_end];
            let near = nearest(mark.name).name();
            let known = Alert::ALL.map(|alert| format!("`[!{}]`", alert.name())).join(", ");
            let hint = hint(self.span(range.start..name_end), shown, "is a callout of Obsidian that no forge knows");
            self.push(hint.help(format!("write `[!{near}]`; the kinds of notes are {known}")));
        }
    }

    /// Pictures and files in double brackets.
    fn embeds(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Image { target, .. } => {
                    let span = target.span;
                    let shown = &self.source[span.range()];
                    let Some(inner) = shown.strip_prefix("![[").and_then(|rest| rest.strip_suffix("]]")) else {
                        continue;
                    };
                    let (file, words) = inner.split_once('|').unwrap_or((inner, ""));
                    let is_size = words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x');
                    let file = if file.contains([' ', '(', ')']) { format!("<{file}>") } else { file.to_owned() };
                    let said = if is_size { "what it shows" } else { words };
                    let hint = hint(span, shown, "is an embed of Obsidian").help(format!("write `![{said}]({file})`"));
                    let is_plain = !is_size && !words.contains(['[', ']', '\\', '`', '*', '_', '<']);
                    self.push(if is_plain { hint.mend(span, format!("![{words}]({file})")) } else { hint });
                }
                Inline::Styled(_, content) => self.embeds(content),
                Inline::Link(link) => self.embeds(&link.content),
                Inline::Text(_) | Inline::Code(_) | Inline::FootnoteMark(_) | Inline::SoftBreak | Inline::HardBreak => {
                }
            }
        }
    }
}

/// A hint at something that is shown as it was typed.
fn hint(span: Span, shown: &str, whose: &str) -> Diagnostic {
    let mut short: String = shown.trim().chars().take(LONGEST_SHOWN).collect();
    if short.len() < shown.trim().len() {
        short.push('…');
    }
    let shown = if short.contains('`') { format!("`` {short} ``") } else { format!("`{short}`") };
    Diagnostic::new(&codes::FOREIGN_MARKUP, span, format!("{shown} {whose}"))
}

/// The most characters of what was typed that a message repeats.
const LONGEST_SHOWN: usize = 60;

/// The kind of note that comes nearest to a callout of Obsidian.
fn nearest(name: &str) -> Alert {
    match name.to_ascii_lowercase().as_str() {
        "hint" | "success" | "check" | "done" => Alert::Tip,
        "attention" => Alert::Warning,
        "danger" | "error" | "failure" | "fail" | "missing" | "bug" => Alert::Caution,
        _ => Alert::Note,
    }
}

/// Whose a mark is, and what to write here.
fn told(mark: Mark) -> (&'static str, &'static str) {
    const SHOWN: &str = "put it between backticks to show it as it is, or take it out";
    match mark {
        Mark::Fence => (
            "begins a block of pandoc, Docusaurus or MyST, and readers see the colons",
            "write a note as `> [!NOTE]` with `> ` before each of its lines, or take the lines with colons out",
        ),
        Mark::GridTable => (
            "is a line of a grid table of pandoc or reStructuredText, and readers see it as text",
            "write a row as `| one | two |`, and `|---|---|` below the first",
        ),
        Mark::ExampleList => ("is an example list of pandoc", "write `1.` instead of `(@)`"),
        Mark::Admonition => (
            "is an admonition of MkDocs, and readers see it as typed",
            "write `> [!NOTE]`, and `> ` before each of its lines",
        ),
        Mark::Directive => ("is a directive of reStructuredText, and readers see it as text", SHOWN),
        Mark::Target => (
            "is a target of MyST, and readers see it as text",
            "give the heading below it an id instead, such as `## Heading {#label}`",
        ),
        Mark::Contents => ("asks for a table of contents, which is not made here", "take it out"),
        Mark::WikiHeading => ("is a heading of MediaWiki", "write `## Heading`, with a `#` for each `=` in front"),
        Mark::WikiBold => ("is bold in MediaWiki", "write `**words**`"),
        Mark::Span => (
            "gives words a class or an id as in pandoc, and readers see the brackets",
            "write the words without brackets and braces, or as `**words**`",
        ),
        Mark::Attributes => ("is for pandoc, kramdown or Hugo, and readers see it as text", "take it out"),
        Mark::InlineNote => (
            "is a footnote in the middle of the text as in pandoc or Obsidian",
            "write `[^note]` there and `[^note]: ` with the words in a paragraph of its own",
        ),
        Mark::Subscript => (
            "is a subscript in pandoc, and is struck through on the forges",
            "write the small characters, such as `H₂O`, or say it in words",
        ),
        Mark::Superscript => {
            ("is a superscript in pandoc", "write the small characters, such as `10²`, or say it in words")
        }
        Mark::Shortcode => ("is a shortcode of Hugo, and readers see it as text", SHOWN),
        Mark::Tag => ("is a tag of Liquid, as Jekyll has them, and readers see it as text", SHOWN),
        Mark::Template => ("is for a template, and readers see it as text", "write the words themselves"),
        Mark::Highlight => {
            ("is highlighted in Obsidian, and readers see it as typed", "write `**words**` instead of `==words==`")
        }
        Mark::Comment => {
            ("is a comment in Obsidian, and readers see it", "take it out; remarks belong in the pull request")
        }
        Mark::Mathematics => (
            "is a formula, which the forges draw and which is not drawn here",
            "write it in plain characters, such as `x² + y²`, or show it in a picture",
        ),
        Mark::Escaped => (
            "is not a reference, because its brackets are escaped; formatters of Markdown do that",
            "take the backslashes out; to show the brackets themselves, put all of it between backticks",
        ),
        Mark::Role => (
            "is a role of MyST or reStructuredText, and readers see its name",
            "write a link as `[words](file.md)`, or only the words",
        ),
    }
}
