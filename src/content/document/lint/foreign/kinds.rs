//! The kinds of marks that other programs know, and what to say of each.

use std::ops::Range;

/// Something that another program reads as more than text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Fence,
    GridTable,
    ExampleList,
    Admonition,
    Directive,
    Target,
    Contents,
    WikiHeading,
    WikiBold,
    Span,
    Attributes,
    InlineNote,
    Subscript,
    Superscript,
    Shortcode,
    Tag,
    Template,
    Highlight,
    Comment,
    Role,
    Mathematics,
    Escaped,
    BbCode,
    JiraHeading,
    JiraRow,
    JiraBlock,
    JiraLink,
    TextileLink,
    SlackLink,
    AsciiDoc,
    Citation,
    Abbreviation,
}

impl Mark {
    /// Whose a mark is, and what to write here.
    pub(super) fn told(self) -> (&'static str, &'static str) {
        const SHOWN: &str = "put it between backticks to show it as it is, or take it out";
        match self {
            Self::Fence => (
                "begins a block of pandoc, Docusaurus or MyST, and readers see the colons",
                "write a note as `> [!NOTE]` with `> ` before each of its lines, or take the lines with colons out",
            ),
            Self::GridTable => (
                "is a line of a grid table of pandoc or reStructuredText, and readers see it as text",
                "write a row as `| one | two |`, and `|---|---|` below the first",
            ),
            Self::ExampleList => ("is an example list of pandoc", "write `1.` instead of `(@)`"),
            Self::Admonition => (
                "is an admonition of MkDocs, and readers see it as typed",
                "write `> [!NOTE]`, and `> ` before each of its lines",
            ),
            Self::Directive => ("is a directive of reStructuredText, and readers see it as text", SHOWN),
            Self::Target => (
                "is a target of MyST, and readers see it as text",
                "give the heading below it an id instead, such as `## Heading {#label}`",
            ),
            Self::Contents => ("asks for a table of contents, which is not made here", "take it out"),
            Self::WikiHeading => ("is a heading of MediaWiki", "write `## Heading`, with a `#` for each `=` in front"),
            Self::WikiBold => ("is bold in MediaWiki", "write `**words**`"),
            Self::Span => (
                "gives words a class or an id as in pandoc, and readers see the brackets",
                "write the words without brackets and braces, or as `**words**`",
            ),
            Self::Attributes => ("is for pandoc, kramdown or Hugo, and readers see it as text", "take it out"),
            Self::InlineNote => (
                "is a footnote in the middle of the text as in pandoc or Obsidian",
                "write `[^note]` there and `[^note]: ` with the words in a paragraph of its own",
            ),
            Self::Subscript => (
                "is a subscript in pandoc, and is struck through on the forges",
                "write the small characters, such as `H₂O`, or say it in words",
            ),
            Self::Superscript => {
                ("is a superscript in pandoc", "write the small characters, such as `10²`, or say it in words")
            }
            Self::Shortcode => ("is a shortcode of Hugo, and readers see it as text", SHOWN),
            Self::Tag => ("is a tag of Liquid, as Jekyll has them, and readers see it as text", SHOWN),
            Self::Template => ("is for a template, and readers see it as text", "write the words themselves"),
            Self::Highlight => {
                ("is highlighted in Obsidian, and readers see it as typed", "write `**words**` instead of `==words==`")
            }
            Self::Comment => {
                ("is a comment in Obsidian, and readers see it", "take it out; remarks belong in the pull request")
            }
            Self::Mathematics => (
                "is a formula, which the forges draw and which is not drawn here",
                "write it in plain characters, such as `x² + y²`, or show it in a picture",
            ),
            Self::Escaped => (
                "is not a reference, because its brackets are escaped; formatters of Markdown do that",
                "take the backslashes out; to show the brackets themselves, put all of it between backticks",
            ),
            Self::BbCode => (
                "is BBCode, as forums have it, and readers see the brackets",
                "write `**words**`, `*words*` or `[words](https://...)`",
            ),
            Self::JiraHeading => {
                ("is a heading of Jira or Confluence", "write `# Heading`, with as many `#` as the number says")
            }
            Self::JiraRow => {
                ("is a row of a table of Jira or Confluence", "write it as `| one | two |`, and `|---|---|` below it")
            }
            Self::JiraBlock => (
                "begins or ends a block of Jira or Confluence, and readers see it as text",
                "write code between two lines of three backticks, and a note as `> [!NOTE]`",
            ),
            Self::JiraLink => ("is a link of Jira or Confluence", "write `[words](https://...)`"),
            Self::TextileLink => ("is a link of Textile", "write `[words](https://...)`"),
            Self::SlackLink => ("is a link of Slack", "write `[words](https://...)`"),
            Self::AsciiDoc => ("is AsciiDoc, and readers see it as text", SHOWN),
            Self::Citation => (
                "is a citation of pandoc, and readers see it as text",
                "write a footnote, `[^smith]` there and `[^smith]: ` with the source in a paragraph of its own, or a link",
            ),
            Self::Abbreviation => (
                "explains an abbreviation as in PHP Markdown Extra, and readers see it as text",
                "write the whole words where the abbreviation is used first",
            ),
            Self::Role => (
                "is a role of MyST or reStructuredText, and readers see its name",
                "write a link as `[words](file.md)`, or only the words",
            ),
        }
    }
}

/// A mark with its place in a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub mark: Mark,
    pub range: Range<usize>,
}

/// Whether a text is a name as these programs have them.
pub(super) fn is_word(name: &str) -> bool {
    name.starts_with(|first: char| first.is_alphanumeric() || first == '_') && name.chars().all(is_name)
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | ':' | '.' | '/')
}
