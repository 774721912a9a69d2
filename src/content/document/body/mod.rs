//! The Markdown of a file as a tree of blocks and inlines.

pub(super) mod alerts;
pub(super) mod anchors;
pub mod html;
pub(super) mod target;
pub mod words;
pub(super) mod written;

use std::borrow::Cow;
use std::ops::Range;

use crate::base::text::{Span, Spanned};
use crate::content::document::body::target::Target;
pub use crate::content::document::body::written::{Part, Written};

/// The Markdown below a front matter.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its blocks, from top to bottom. At most 100 that hold others stand inside one another, and as many inlines.
    pub blocks: Vec<Block>,
    /// Its place in the file.
    pub span: Span,
    /// The links and pictures that stay in the knowledge base.
    inward: Box<[(Aim, Spanned<Target>)]>,
    html: Box<[Span]>,
    unseen: Box<[String]>,
    /// Further fragments of headings, each with the one that the page has.
    also: Box<[(String, String)]>,
}

/// A paragraph, a list, a heading and so on.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is, with what it holds.
    pub kind: BlockKind,
    /// Its place.
    pub span: Span,
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading.
    Heading {
        /// 1 to 6, as written.
        level: u8,
        /// The id that its author gave it, or else the fragment that forges give it: letters in lower case, spaces as hyphens,
        /// numbered when repeated.
        anchor: String,
        /// Further fragments that lead to it.
        also: Vec<String>,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// Whether its items are single lines without paragraphs of their own.
        tight: bool,
        /// Its items.
        items: Vec<Item>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A note that is set apart from the text, written as a quotation that begins with `[!NOTE]` or its like.
    Alert {
        /// What kind of note.
        alert: Alert,
        /// What stands behind the mark on its line; mostly nothing.
        title: Vec<Inline>,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A list of terms with what each of them means. It holds terms and descriptions, and nothing else does.
    Glossary {
        /// Whether its descriptions are single paragraphs without empty lines between them.
        tight: bool,
        /// Its terms and descriptions.
        blocks: Vec<Block>,
    },
    /// A term of a glossary.
    Term(Vec<Inline>),
    /// What the term before it means.
    Description(Vec<Block>),
    /// Code that is shown as written.
    Code {
        /// The word after the opening fence; may be empty.
        language: String,
        /// The code.
        text: Written,
    },
    /// A table. All rows have as many cells as there are alignments.
    Table {
        /// One for each column.
        alignments: Vec<Alignment>,
        /// The cells of the first row.
        head: Vec<Vec<Inline>>,
        /// The cells of the other rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// The text of a footnote; it is shown at the end.
    Footnote {
        /// The label in the text, in the form in which all that mean the same are equal.
        label: String,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A break between themes.
    Rule,
}

/// The kinds of notes that the forges know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl Alert {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Note, Self::Tip, Self::Important, Self::Warning, Self::Caution];

    /// The word that marks it in the Markdown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "NOTE",
            Self::Tip => "TIP",
            Self::Important => "IMPORTANT",
            Self::Warning => "WARNING",
            Self::Caution => "CAUTION",
        }
    }
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// Whether it is ticked, if it has a box.
    pub checked: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the page is.
    None,
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A piece of running text.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Plain text.
    Text(Written),
    /// Code inside running text.
    Code(Written),
    /// Stressed text.
    Styled(Style, Vec<Inline>),
    /// A link. There are few, so that each is kept elsewhere and none makes the others larger.
    Link(Box<Link>),
    /// A picture.
    Image {
        /// The file.
        target: Box<Spanned<Target>>,
        /// What appears above it under a pointer.
        title: Option<Box<str>>,
        /// What it shows, for those who do not see it.
        alternative: String,
    },
    /// A mark that points to the footnote with this label.
    FootnoteMark(String),
    /// A line end of the file that means nothing but a space.
    SoftBreak,
    /// A line end that is meant.
    HardBreak,
}

/// How a text is stressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// `*so*`
    Emphasis,
    /// `**so**`
    Strong,
    /// `~~so~~`
    Strikethrough,
}

/// What a target is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// To lead there.
    Link,
    /// To show it.
    Picture,
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it leads.
    pub target: Spanned<Target>,
    /// What appears above it under a pointer.
    pub title: Option<Box<str>>,
    /// Its text, without another link or the mark of a footnote in it; empty for `[[prodops@4]]`, which is named by what it
    /// leads to.
    pub content: Vec<Inline>,
}

impl Body {
    /// A body of blocks at a place.
    pub(super) fn new(blocks: Vec<Block>, span: Span) -> Self {
        let mut body = Self {
            blocks,
            span,
            inward: Box::default(),
            html: Box::default(),
            unseen: Box::default(),
            also: Box::default(),
        };
        let stays = |target: &Target| matches!(target, Target::File { .. } | Target::Reference(_));
        let inward = body.aims().into_iter().filter(|(_, target)| stays(&target.value));
        body.inward = inward.map(|(aim, target)| (aim, target.clone())).collect();
        let mut all = Vec::new();
        body.each_block(&mut |block| {
            if let BlockKind::Heading { anchor, also, .. } = &block.kind {
                all.extend(also.iter().map(|other| (other.clone(), anchor.clone())));
            }
        });
        body.also = all.into();
        body
    }

    /// A body without words.
    pub(crate) fn empty(span: Span) -> Self {
        Self::new(Vec::new(), span)
    }

    /// The same body with the places where HTML stands in it, which is shown as text.
    pub(super) fn with_html(mut self, html: Vec<Span>) -> Self {
        self.html = html.into();
        self
    }

    /// The same body with the words of its source that no page shows, one text for each place.
    pub(super) fn with_unseen(mut self, unseen: Vec<String>) -> Self {
        self.unseen = unseen.into();
        self
    }

    /// The words that a reader of the page does not see: those that no page shows, and the titles of links and pictures, which appear under
    /// a pointer. One text for each place.
    pub fn unseen(&self) -> Vec<&str> {
        let mut unseen: Vec<&str> = self.unseen.iter().map(String::as_str).collect();
        self.each_block(&mut |block| {
            for inlines in block.inlines() {
                collect_titles(inlines, &mut unseen);
            }
        });
        unseen
    }

    /// The places of HTML, in order: a block of it whole, and inside a paragraph each tag by itself.
    pub fn html(&self) -> &[Span] {
        &self.html
    }

    /// The links and the pictures that lead to files and definitions of the knowledge base, with their targets.
    pub fn inward_aims(&self) -> &[(Aim, Spanned<Target>)] {
        &self.inward
    }

    /// Calls a function for every block, outer ones first.
    pub fn each_block<'body>(&'body self, visit: &mut impl FnMut(&'body Block)) {
        each_block(&self.blocks, visit);
    }

    /// Every link and every picture with its target, told apart by [`Aim`].
    pub fn aims(&self) -> Vec<(Aim, &Spanned<Target>)> {
        let mut targets = Vec::new();
        self.each_block(&mut |block| {
            for inlines in block.inlines() {
                collect_targets(inlines, &mut targets);
            }
        });
        targets
    }

    /// The fragments that links may name.
    pub fn anchors(&self) -> Vec<&str> {
        let mut anchors = Vec::new();
        self.each_block(&mut |block| {
            if let BlockKind::Heading { anchor, also, .. } = &block.kind {
                anchors.push(anchor.as_str());
                anchors.extend(also.iter().map(String::as_str));
            }
        });
        anchors
    }

    /// The fragment under which a page has the heading that a link names by any of its fragments.
    pub fn anchor_of<'link>(&'link self, named: &'link str) -> &'link str {
        let known = self.also.iter().find(|(also, _)| **also == *named);
        known.map_or(named, |(_, anchor)| anchor)
    }

    /// The Markdown as it was written, as a byte range of the source without the empty lines around it.
    pub fn written<'source>(&self, source: &'source str) -> &'source str {
        let Range { start, end } = self.span.range();
        source[start..end].trim_matches('\n').trim_end()
    }

    /// Every link and every picture with its target.
    pub fn targets(&self) -> Vec<&Spanned<Target>> {
        self.aims().into_iter().map(|(_, target)| target).collect()
    }

    /// Whether there is nothing to read in it, neither words nor code. Footnotes alone are notes to nothing.
    pub fn is_blank(&self) -> bool {
        are_blank(&self.blocks)
    }

    /// The visible words as one line of text. It is made each time it is asked for, which is seldom, and not kept, because
    /// it is as long as the text itself.
    pub fn plain_text(&self) -> Cow<'_, str> {
        let mut text: Cow<'_, str> = Cow::default();
        self.each_block(&mut |block| {
            for inlines in block.inlines() {
                match inlines {
                    [Inline::Text(only)] if text.is_empty() => text = Cow::Borrowed(only.text.as_str()),
                    _ => {
                        let text = text.to_mut();
                        if !text.is_empty() {
                            text.push(' ');
                        }
                        push_plain(inlines, text);
                    }
                }
            }
        });
        text
    }

    /// Calls a function for every run of visible text, code as well, from top to bottom, with the block that holds it.
    pub fn each_text<'body>(&'body self, visit: &mut impl FnMut(&'body Block, &str)) {
        let mut text = String::new();
        self.each_block(&mut |block| {
            if let BlockKind::Code { text: code, .. } = &block.kind {
                visit(block, &code.text);
            }
            for inlines in block.inlines() {
                text.clear();
                push_plain(inlines, &mut text);
                visit(block, &text);
            }
        });
    }
}

impl Block {
    /// The runs of inlines that the block itself holds, not those of blocks inside it.
    pub fn inlines(&self) -> Vec<&[Inline]> {
        match &self.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } | BlockKind::Term(content) => {
                vec![content]
            }
            BlockKind::Alert { title, .. } if !title.is_empty() => vec![title],
            BlockKind::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).map(Vec::as_slice).collect()
            }
            BlockKind::List { .. }
            | BlockKind::Quote(_)
            | BlockKind::Alert { .. }
            | BlockKind::Glossary { .. }
            | BlockKind::Description(_)
            | BlockKind::Code { .. }
            | BlockKind::Footnote { .. }
            | BlockKind::Rule => Vec::new(),
        }
    }
}

/// Adds the visible text of inlines; line ends become spaces.
pub(super) fn push_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(written) | Inline::Code(written) => text.push_str(&written.text),
            Inline::Image { alternative, .. } => text.push_str(alternative),
            Inline::Styled(_, content) => push_plain(content, text),
            Inline::Link(link) => match (&link.target.value, link.content.as_slice()) {
                (Target::Reference(reference), []) => text.push_str(&reference.to_string()),
                (_, content) => push_plain(content, text),
            },
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::FootnoteMark(_) => {}
        }
    }
}

pub(super) fn each_block<'body>(blocks: &'body [Block], visit: &mut impl FnMut(&'body Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::Quote(inner)
            | BlockKind::Alert { blocks: inner, .. }
            | BlockKind::Glossary { blocks: inner, .. }
            | BlockKind::Description(inner)
            | BlockKind::Footnote { blocks: inner, .. } => each_block(inner, visit),
            BlockKind::List { items, .. } => {
                for item in items {
                    each_block(&item.blocks, visit);
                }
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::Term(_)
            | BlockKind::Code { .. }
            | BlockKind::Table { .. }
            | BlockKind::Rule => {}
        }
    }
}

fn collect_titles<'body>(inlines: &'body [Inline], titles: &mut Vec<&'body str>) {
    for inline in inlines {
        match inline {
            Inline::Link(link) => {
                titles.extend(link.title.as_deref());
                collect_titles(&link.content, titles);
            }
            Inline::Image { title, .. } => titles.extend(title.as_deref()),
            Inline::Styled(_, content) => collect_titles(content, titles),
            Inline::Text(_) | Inline::Code(_) | Inline::FootnoteMark(_) | Inline::SoftBreak | Inline::HardBreak => {}
        }
    }
}

fn are_blank(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| match &block.kind {
        BlockKind::Code { text, .. } => text.text.trim().is_empty(),
        BlockKind::Quote(inner) | BlockKind::Glossary { blocks: inner, .. } | BlockKind::Description(inner) => {
            are_blank(inner)
        }
        BlockKind::Alert { title, blocks: inner, .. } => is_blank(title) && are_blank(inner),
        BlockKind::List { items, .. } => items.iter().all(|item| are_blank(&item.blocks)),
        BlockKind::Footnote { .. } | BlockKind::Rule => true,
        BlockKind::Paragraph(_) | BlockKind::Heading { .. } | BlockKind::Term(_) | BlockKind::Table { .. } => {
            block.inlines().into_iter().all(is_blank)
        }
    })
}

fn is_blank(inlines: &[Inline]) -> bool {
    let mut words = String::new();
    push_plain(inlines, &mut words);
    words.trim().is_empty()
}

fn collect_targets<'body>(inlines: &'body [Inline], targets: &mut Vec<(Aim, &'body Spanned<Target>)>) {
    for inline in inlines {
        match inline {
            Inline::Link(link) => {
                targets.push((Aim::Link, &link.target));
                collect_targets(&link.content, targets);
            }
            Inline::Image { target, .. } => targets.push((Aim::Picture, target)),
            Inline::Styled(_, content) => collect_targets(content, targets),
            Inline::Text(_) | Inline::Code(_) | Inline::FootnoteMark(_) | Inline::SoftBreak | Inline::HardBreak => {}
        }
    }
}
