//! Hints at what another program reads as more than text: it is shown here as it was typed, and mostly by the forges too.

mod dialects;
mod kinds;
mod marks;
mod view;

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::text::{Source, SourceId, Span};
use crate::content::document::body::alerts;
use crate::content::document::body::anchors::is_id;
use crate::content::document::body::{Alert, Block, BlockKind, Body, Inline};
use crate::content::document::lint::foreign::kinds::{Found, Mark};
use crate::content::document::lint::foreign::view::Line;

/// Reports what a body holds of the Markdown of other programs.
pub(in crate::content::document) fn report(id: SourceId, source: &Source, body: &Body, diagnostics: &mut Diagnostics) {
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
            let mut last = None;
            for line in &lines {
                for found in marks::all(&line.text) {
                    // What takes several lines is reported once.
                    let is_long = matches!(found.mark, Mark::GridTable | Mark::Mathematics | Mark::JiraRow);
                    if !(is_long && last.replace(found.mark) == Some(found.mark)) {
                        self.mark(&found, line, block);
                    }
                }
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

    fn mark(&mut self, found: &Found, line: &Line, block: &Block) {
        let is_paragraph = matches!(block.kind, BlockKind::Paragraph(_));
        let is_heading = matches!(block.kind, BlockKind::Heading { .. });
        let mut range = line.source(found.range.clone());
        // What was escaped begins with its backslash.
        range.start -= usize::from(found.mark == Mark::Escaped && self.source[..range.start].ends_with('\\'));
        let span = self.span(range);
        let text = &line.text[found.range.clone()];
        let inner = |open: usize, close: usize| text[open..text.len() - close].trim();
        let typed = &self.source[span.range()];
        let is_link = match found.mark {
            Mark::JiraLink => ["|http", "|mailto:", "|www."].iter().any(|to| typed.contains(to)),
            Mark::TextileLink => typed.contains("\":http"),
            Mark::SlackLink => typed.starts_with("<http") && typed.contains('|'),
            _ => true,
        };
        if !is_link {
            return;
        }
        let (whose, help) = match found.mark {
            Mark::Attributes if is_heading => {
                ("is an id or a class of a heading without words", "write the words of the heading before it")
            }
            mark => mark.told(),
        };
        let mut hint = hint(span, &self.source[span.range()], whose).help(help);
        match found.mark {
            Mark::WikiHeading if is_paragraph => {
                let level = text.bytes().take_while(|byte| *byte == b'=').count();
                hint = hint.mend(span, format!("{} {}", "#".repeat(level), inner(level, level)));
            }
            Mark::WikiBold if !text.contains('*') => hint = hint.mend(span, format!("**{}**", inner(3, 3))),
            // A heading needs words.
            Mark::Attributes if !is_heading => hint = hint.mend(span, ""),
            Mark::JiraHeading if is_paragraph => {
                let level = usize::from(text.as_bytes()[1] - b'0');
                hint = hint.mend(self.span(span.range().start..span.range().start + 3), "#".repeat(level));
            }
            Mark::Escaped => {
                let right = self.source[span.range()].replace('\\', "");
                hint = hint.mend(span, right);
            }
            Mark::WikiHeading
            | Mark::WikiBold
            | Mark::Attributes
            | Mark::BbCode
            | Mark::JiraHeading
            | Mark::JiraRow
            | Mark::JiraBlock
            | Mark::JiraLink
            | Mark::TextileLink
            | Mark::SlackLink
            | Mark::AsciiDoc
            | Mark::Citation
            | Mark::Abbreviation
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
        self.escaped_note(range.clone());
        self.late_note(range.clone());
        let Some(mark) = alerts::Mark::of(&self.source[range.clone()]) else { return };
        let name_end = range.start + "[!".len() + mark.name.len() + "]".len();
        let is_folded = mark.behind.starts_with(['-', '+']);
        if mark.alert().is_some() && is_folded {
            let sign = self.span(name_end..name_end + 1);
            let shown = &self.source[range.start..=name_end];
            let hint = hint(self.span(range.start..name_end + 1), shown, "is a folded callout of Obsidian");
            let help = format!("write `[!{}]`, because a note is never folded here", mark.name);
            self.push(hint.help(help).mend(sign, ""));
        } else if mark.alert().is_some()
            && !mark.behind.trim().is_empty()
            && !mark.behind.starts_with(['(', '[', ':', '\\'])
        {
            let shown = &self.source[range.start..name_end];
            let hint = hint(self.span(range.start..name_end), shown, "is no note, because words come right behind it");
            let help = format!("write a space behind it: `[!{}] {}`", mark.name, mark.behind.trim());
            self.push(hint.help(help).mend(self.span(name_end..name_end), " "));
        } else if mark.alert().is_none() {
            let shown = &self.source[range.start..name_end];
            let near = nearest(mark.name).name();
            let known = Alert::ALL.map(|alert| format!("`[!{}]`", alert.name())).join(", ");
            let hint =
                hint(self.span(range.start..name_end), shown, "is not a kind of note, and readers see it as typed");
            self.push(hint.help(format!("write `[!{near}]`; the kinds of notes are {known}")));
        }
    }

    /// The mark of a note of which a formatter escaped the brackets.
    fn escaped_note(&mut self, range: Range<usize>) {
        let line = self.source[range.clone()].lines().next().unwrap_or_default();
        let Some(end) = line.find(']').filter(|end| line[..*end].contains('\\')) else { return };
        let right = line[..=end].replace('\\', "");
        if alerts::Mark::of(&right).is_some_and(|mark| mark.alert().is_some()) {
            let span = self.span(range.start..range.start + end + 1);
            let whose = "is no note, because its brackets are escaped; formatters of Markdown do that";
            let hint = hint(span, &line[..=end], whose).help(format!("take the backslashes out: `{right}`"));
            self.push(hint.mend(span, right));
        }
    }

    /// The mark of a note below other words of its quotation.
    fn late_note(&mut self, range: Range<usize>) {
        let text = &self.source[range.clone()];
        let mut start = range.start;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let words = line.trim_start_matches([' ', '>']);
            let at = start + line.len() - words.len();
            start += line.len();
            let mark = alerts::Mark::of(words).filter(|mark| number > 0 && mark.behind.trim().is_empty());
            if let Some(name) = mark.and_then(|mark| mark.alert().map(|_| mark.name)) {
                let span = self.span(at..at + name.len() + "[!]".len());
                let whose = "is no note, because words come before it in its quotation";
                let help = "begin a quotation of its own with it: an empty line before it, without `>`";
                self.push(hint(span, &self.source[span.range()], whose).help(help));
            }
        }
    }

    /// A link of Slack, of which the words are taken for a part of the address.
    fn slack_link(&mut self, span: Span) {
        let shown = &self.source[span.range()];
        let inner = shown.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        let Some((to, words)) = inner.and_then(|inner| inner.split_once('|')) else { return };
        if to.starts_with("http") && !words.is_empty() {
            let right = format!("[{words}]({to})");
            let hint = hint(span, shown, "is a link of Slack, and its words are a part of the address");
            self.push(hint.help(format!("write `{right}`")).mend(span, right));
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
                Inline::Link(link) => {
                    self.slack_link(link.target.span);
                    self.embeds(&link.content);
                }
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
