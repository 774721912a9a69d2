//! A [`Body`] as HTML: every element written here, so that no contributed text becomes code.

use std::collections::{HashMap, HashSet};

use crate::base::language::{Words, english};
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::document::body::target::Target;
use crate::content::document::body::{Alert, Alignment, Block, BlockKind, Body, Inline, Item, Link, Style};

/// Where targets live and what they are called, seen from the page that is being written.
pub trait Links {
    /// The address of a target, relative to the page; none if it leads nowhere. `words` is the text of the link.
    fn address(&self, target: &Target, words: &str) -> Option<Address>;
    /// What a reference is called where the author gave it no words.
    fn name(&self, target: &Target) -> String;
    /// The words of the page that are not those of the text.
    fn words(&self) -> &Words;
}

/// The links of a text that stands outside of a site: only those to elsewhere lead somewhere. Its words are English.
pub struct LeadsNowhere;

impl Links for LeadsNowhere {
    fn address(&self, target: &Target, _: &str) -> Option<Address> {
        match target {
            Target::Web(address) => Some(address.clone()),
            Target::File { .. } | Target::Reference(_) | Target::Nowhere => None,
        }
    }

    fn name(&self, target: &Target) -> String {
        match target {
            Target::Reference(reference) => reference.to_string(),
            Target::Web(address) => address.to_string(),
            Target::File { path, .. } => path.clone(),
            Target::Nowhere => String::new(),
        }
    }

    fn words(&self) -> &Words {
        english()
    }
}

/// How a body is set into a page.
pub struct Setting<'page> {
    /// The level of its highest headings, 2 to 6.
    pub heading_level: u8,
    /// What the ids of its headings and footnotes begin with, so that they meet no id of the page.
    pub id_prefix: &'page str,
    /// Where its links lead.
    pub links: &'page dyn Links,
}

/// Writes a body as HTML.
pub fn write(body: &Body, setting: &Setting<'_>) -> Html {
    let mut highest = 6;
    body.each_block(&mut |block| {
        if let BlockKind::Heading { level, .. } = block.kind {
            highest = highest.min(level);
        }
    });
    let mut writer = Writer {
        html: Html::with_capacity(body.span.range().len() + 64),
        setting,
        highest,
        footnotes: Footnotes::of(body),
    };
    writer.blocks(&body.blocks);
    writer.footnotes();
    writer.html
}

/// The attribute by which a link out of the site says that a contributor set it.
pub const OUTWARD: &str = "nofollow ugc noopener";

struct Writer<'page> {
    html: Html,
    setting: &'page Setting<'page>,
    highest: u8,
    footnotes: Footnotes<'page>,
}

/// The footnotes in the order in which the text first names them; those it never names come last.
struct Footnotes<'body> {
    notes: Vec<(&'body str, &'body [Block])>,
    numbers: HashMap<&'body str, usize>,
    marked: Vec<bool>,
}

impl<'body> Footnotes<'body> {
    fn of(body: &'body Body) -> Self {
        let mut defined: Vec<(&str, &[Block])> = Vec::new();
        let mut known: HashSet<&str> = HashSet::new();
        let mut named: HashMap<&str, usize> = HashMap::new();
        body.each_block(&mut |block| {
            if let BlockKind::Footnote { label, blocks } = &block.kind
                && known.insert(label)
            {
                defined.push((label, blocks));
            }
            for inlines in block.inlines() {
                collect_marks(inlines, &mut named);
            }
        });
        defined.sort_by_key(|(label, _)| named.get(label).copied().unwrap_or(usize::MAX));
        let numbers = defined.iter().enumerate().map(|(index, (label, _))| (*label, index)).collect();
        Self { marked: vec![false; defined.len()], notes: defined, numbers }
    }
}

fn collect_marks<'body>(inlines: &'body [Inline], named: &mut HashMap<&'body str, usize>) {
    for inline in inlines {
        match inline {
            Inline::FootnoteMark(label) => {
                let next = named.len();
                named.entry(label).or_insert(next);
            }
            Inline::Styled(_, content) => collect_marks(content, named),
            Inline::Link(link) => collect_marks(&link.content, named),
            Inline::Text(_) | Inline::Code(_) | Inline::Image { .. } | Inline::SoftBreak | Inline::HardBreak => {}
        }
    }
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                self.html.tag("<p>");
                self.inlines(content);
                self.html.tag("</p>\n");
            }
            BlockKind::Heading { level, anchor, content, .. } => self.heading(*level, anchor, content),
            BlockKind::List { start, tight, items } => self.list(*start, *tight, items),
            BlockKind::Quote(blocks) => {
                self.html.tag("<blockquote>\n");
                self.blocks(blocks);
                self.html.tag("</blockquote>\n");
            }
            BlockKind::Alert { alert, title, blocks } => self.alert(*alert, title, blocks),
            BlockKind::Glossary { tight, blocks } => self.glossary(*tight, blocks),
            // They are written with their glossary, which is the only place where they can be.
            BlockKind::Term(content) => self.inlines(content),
            BlockKind::Description(blocks) => self.blocks(blocks),
            BlockKind::Code { language, text } => {
                // A long line of code scrolls, so the keyboard must be able to reach it.
                self.html.tag("<pre tabindex=\"0\"><code");
                if !language.is_empty() {
                    self.html.attribute("class", &format!("language-{language}"));
                }
                self.html.tag(">").text(&text.text).tag("</code></pre>\n");
            }
            BlockKind::Table { alignments, head, rows } => self.table(alignments, head, rows),
            BlockKind::Rule => {
                self.html.tag("<hr>\n");
            }
            BlockKind::Footnote { .. } => {}
        }
    }

    fn heading(&mut self, level: u8, anchor: &str, content: &[Inline]) {
        let (open, close) = match (self.setting.heading_level + level - self.highest).min(6) {
            0..=2 => ("<h2", "</h2>\n"),
            3 => ("<h3", "</h3>\n"),
            4 => ("<h4", "</h4>\n"),
            5 => ("<h5", "</h5>\n"),
            _ => ("<h6", "</h6>\n"),
        };
        self.html.tag(open).attribute("id", &format!("{}{anchor}", self.setting.id_prefix)).tag(">");
        self.inlines(content);
        self.html.tag(close);
    }

    /// A note with its kind in words, because a colour alone tells nothing to some readers.
    fn alert(&mut self, alert: Alert, title: &[Inline], blocks: &[Block]) {
        self.html.tag(alert_tag(alert)).tag("<p class=\"alert-label\"><strong>");
        self.html.text(alert_label(alert, self.setting.links.words())).tag("</strong></p>\n");
        if !title.is_empty() {
            self.html.tag("<p class=\"alert-title\">");
            self.inlines(title);
            self.html.tag("</p>\n");
        }
        self.blocks(blocks);
        self.html.tag("</div>\n");
    }

    fn glossary(&mut self, tight: bool, blocks: &[Block]) {
        self.html.tag("<dl>\n");
        for block in blocks {
            match &block.kind {
                BlockKind::Term(content) => {
                    self.html.tag("<dt>");
                    self.inlines(content);
                    self.html.tag("</dt>\n");
                }
                BlockKind::Description(blocks) => {
                    self.html.tag("<dd>");
                    self.tight_blocks(tight, blocks);
                    self.html.tag("</dd>\n");
                }
                _ => self.block(block),
            }
        }
        self.html.tag("</dl>\n");
    }

    /// Blocks of which the paragraphs are bare words where they stand in a tight list.
    fn tight_blocks(&mut self, tight: bool, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) if tight => self.inlines(content),
                _ => self.block(block),
            }
        }
    }

    fn list(&mut self, start: Option<u64>, tight: bool, items: &[Item]) {
        match start {
            None => self.html.tag("<ul>\n"),
            Some(1) => self.html.tag("<ol>\n"),
            Some(number) => self.html.tag("<ol").attribute("start", &number.to_string()).tag(">\n"),
        };
        for item in items {
            self.html.tag("<li>");
            let words = &self.setting.links.words().text;
            if let Some(is_done) = item.checked {
                let (label, sign) = if is_done { (&words.done, ">☑</span> ") } else { (&words.open, ">☐</span> ") };
                self.html.tag("<span role=\"img\"").attribute("aria-label", label).tag(sign);
            }
            self.tight_blocks(tight, &item.blocks);
            self.html.tag("</li>\n");
        }
        self.html.tag(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn table(&mut self, alignments: &[Alignment], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        self.html.tag("<div class=\"scroll\" tabindex=\"0\" role=\"group\"");
        self.html.attribute("aria-label", &self.setting.links.words().text.table).tag("><table>\n<thead>\n<tr>");
        for (cell, alignment) in head.iter().zip(alignments) {
            self.cell("<th scope=\"col\"", "</th>", *alignment, cell);
        }
        self.html.tag("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            self.html.tag("<tr>");
            for (cell, alignment) in row.iter().zip(alignments) {
                self.cell("<td", "</td>", *alignment, cell);
            }
            self.html.tag("</tr>\n");
        }
        self.html.tag("</tbody>\n</table></div>\n");
    }

    fn cell(&mut self, open: &'static str, close: &'static str, alignment: Alignment, content: &[Inline]) {
        self.html.tag(open).tag(match alignment {
            Alignment::None => ">",
            Alignment::Left => " class=\"left\">",
            Alignment::Center => " class=\"center\">",
            Alignment::Right => " class=\"right\">",
        });
        self.inlines(content);
        self.html.tag(close);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => {
                    self.html.text(&text.text);
                }
                Inline::Code(code) => {
                    self.html.tag("<code>").text(&code.text).tag("</code>");
                }
                Inline::Styled(style, content) => {
                    let (open, close) = element(*style);
                    self.html.tag(open);
                    self.inlines(content);
                    self.html.tag(close);
                }
                Inline::Link(link) => self.link(link),
                Inline::Image { target, title, alternative } => match self.setting.links.address(&target.value, "") {
                    Some(address) => {
                        self.html.tag("<img").address("src", &address).attribute("alt", alternative);
                        if let Some(title) = title {
                            self.html.attribute("title", title);
                        }
                        self.html.tag(" loading=\"lazy\">");
                    }
                    None => {
                        self.html.text(alternative);
                    }
                },
                Inline::FootnoteMark(label) => self.footnote_mark(label),
                Inline::SoftBreak => {
                    self.html.tag("\n");
                }
                Inline::HardBreak => {
                    self.html.tag("<br>\n");
                }
            }
        }
    }

    fn link(&mut self, link: &Link) {
        let mut words = String::new();
        crate::content::document::body::push_plain(&link.content, &mut words);
        let address = self.setting.links.address(&link.target.value, &words);
        if let Some(address) = &address {
            self.html.tag("<a").address("href", address);
            if matches!(link.target.value, Target::Web(_)) {
                self.html.attribute("rel", OUTWARD);
            }
            if let Some(title) = &link.title {
                self.html.attribute("title", title);
            }
            self.html.tag(">");
        }
        if link.content.is_empty() {
            self.html.text(&self.setting.links.name(&link.target.value));
        } else {
            self.inlines(&link.content);
        }
        if address.is_some() {
            self.html.tag("</a>");
        }
    }

    fn footnote_mark(&mut self, label: &str) {
        let Some(index) = self.footnotes.numbers.get(label).copied() else { return };
        let number = index + 1;
        let prefix = self.setting.id_prefix;
        self.html.tag("<sup class=\"note\"><a").address("href", &Address::of_id(&format!("note-{prefix}{number}")));
        if !std::mem::replace(&mut self.footnotes.marked[index], true) {
            self.html.attribute("id", &format!("mark-{prefix}{number}"));
        }
        self.html
            .attribute("aria-label", &self.setting.links.words().text.note(number))
            .tag(">")
            .text(&number.to_string())
            .tag("</a></sup>");
    }

    fn footnotes(&mut self) {
        if self.footnotes.notes.is_empty() {
            return;
        }
        let prefix = self.setting.id_prefix;
        let words = &self.setting.links.words().text;
        self.html.tag("<section class=\"notes\"").attribute("aria-label", &words.notes).tag(">\n<ol>\n");
        for index in 0..self.footnotes.notes.len() {
            let (_, blocks) = self.footnotes.notes[index];
            let number = index + 1;
            self.html.tag("<li").attribute("id", &format!("note-{prefix}{number}")).tag(">\n");
            self.blocks(blocks);
            if self.footnotes.marked[index] {
                self.html
                    .tag("<p><a")
                    .address("href", &Address::of_id(&format!("mark-{prefix}{number}")))
                    .tag(">")
                    .text(&words.back)
                    .tag("</a></p>\n");
            }
            self.html.tag("</li>\n");
        }
        self.html.tag("</ol>\n</section>\n");
    }
}

/// The opening tag of what is around a note of a kind.
pub fn alert_tag(alert: Alert) -> &'static str {
    match alert {
        Alert::Note => "<div class=\"alert-note\" role=\"note\">\n",
        Alert::Tip => "<div class=\"alert-tip\" role=\"note\">\n",
        Alert::Important => "<div class=\"alert-important\" role=\"note\">\n",
        Alert::Warning => "<div class=\"alert-warning\" role=\"note\">\n",
        Alert::Caution => "<div class=\"alert-caution\" role=\"note\">\n",
    }
}

/// What a note of a kind is called.
pub fn alert_label(alert: Alert, words: &Words) -> &str {
    match alert {
        Alert::Note => &words.alert.note,
        Alert::Tip => &words.alert.tip,
        Alert::Important => &words.alert.important,
        Alert::Warning => &words.alert.warning,
        Alert::Caution => &words.alert.caution,
    }
}

/// The tags of a style.
pub fn element(style: Style) -> (&'static str, &'static str) {
    match style {
        Style::Emphasis => ("<em>", "</em>"),
        Style::Strong => ("<strong>", "</strong>"),
        Style::Strikethrough => ("<s>", "</s>"),
    }
}
