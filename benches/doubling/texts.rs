//! Single texts that are slow to read where an algorithm is not careful: a page of `n` bytes, or of `n` of something.

use crate::Shape;
use crate::bases::page;

/// The longest page whose double is still read.
const HALF: usize = 510_000;

/// A page in which one thing stands again and again.
macro_rules! again {
    ($name:literal, $part:expr) => {
        Shape { name: $name, least: 1_000, most: HALF, make: |size| page(&$part.repeat(size / $part.len())) }
    };
    // With something else before each line of it.
    ($name:literal, $head:expr, $part:expr) => {
        Shape {
            name: $name,
            least: 1_000,
            most: HALF,
            make: |size| page(&format!("{}{}", $head, $part.repeat(size / $part.len()))),
        }
    };
}

/// A page in which numbered things follow each other.
macro_rules! numbered {
    ($name:literal, $most:expr, $part:expr) => {
        Shape { name: $name, least: 200, most: $most, make: |size| page(&numbered(size, $part)) }
    };
}

/// Signs in groups, each longer than the one before, of so many bytes together.
fn ever_longer(size: usize, sign: char) -> String {
    let mut text = String::new();
    for length in 1.. {
        if text.len() + length > size {
            break;
        }
        text.extend(std::iter::repeat_n(sign, length));
        text.push(' ');
    }
    text
}

/// A list in a list in a list.
fn nested_lists(depth: usize) -> String {
    numbered(depth, |level| format!("{}- a\n", "  ".repeat(level))) + "\n"
}

/// The head of a table of two hundred columns.
fn wide_head() -> String {
    format!("{}|\n{}|\n", "|a".repeat(200), "|-".repeat(200))
}

/// Parts that differ in their number.
pub(crate) fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// Every shape of a single text.
pub(crate) const ALL: &[Shape] = &[
    again!("words in one line", "some words "),
    again!("words in lines", "some words\n"),
    again!("words in paragraphs", "some words\n\n"),
    again!("one word", "word"),
    again!("hard breaks", "a  \n"),
    again!("opening brackets", "["),
    again!("closing brackets", "]"),
    again!("brackets in pairs", "[]"),
    again!("brackets inside each other, closed", "[[a]"),
    again!("links that begin", "[a]("),
    again!("links that begin in angles", "[a](<b"),
    again!("titles that begin", "[a](b \"c"),
    again!("pictures that begin", "!["),
    again!("pictures that begin inside each other", "![["),
    again!("pictures", "![a](dot.png) "),
    again!("links out", "[a](https://example.org) "),
    again!("links in links", "[a [b](https://example.org) "),
    again!("links with long titles", "[a](https://example.org \"a title of some words\") "),
    again!("addresses in angles", "<https://example.org/a> "),
    again!("addresses of mail", "<a@example.org> "),
    again!("addresses without brackets", "https://a.example/a "),
    again!("addresses with stars behind them", "https://a.example/** "),
    again!("addresses by name with marks of emphasis", "www.a.b.c/_ "),
    again!("addresses with tildes", "https://a/~~ "),
    again!("addresses in brackets that begin", "[https://a.b/ "),
    again!("addresses with round brackets", "https://a.b/( "),
    again!("addresses with entities", "https://a.b/&amp; "),
    again!("addresses of mail without brackets", "a@b.cd_ "),
    again!("links apart from their address", "[a] (b.md) "),
    again!("links apart from an address that begins", "[a] (b "),
    again!("links with exchanged brackets", "(a)[b.md] "),
    again!("links with exchanged brackets that begin", "(a)[b "),
    again!("links whose address has a blank", "[a](b c) "),
    again!("links with the brackets of other keyboards that begin", "【a】（b "),
    again!("links with labels that are not there", "[a][b] "),
    again!("marks of emphasis before punctuation", "**「x "),
    again!("marks of emphasis between blanks", "a **b ** "),
    again!("ids in braces", "{#a} "),
    again!("notes in the middle that begin", "^[a "),
    again!("shortcodes that begin", "{{< a "),
    again!("templates that begin", "{{ a "),
    again!("terms with what they mean", "term\n: x\n\n"),
    again!("alerts inside each other's words", "> [!NOTE] "),
    again!("cells in one line", "| a "),
    again!("angles that open", "<"),
    again!("elements that open", "<a "),
    again!("elements", "<b>"),
    again!("elements in lines", "a <b>\n"),
    again!("blocks of elements", "<div>\n\n"),
    again!("comments that open", "<!-- a "),
    again!("declarations that open", "<!a <?b <![CDATA["),
    again!("stars", "*"),
    again!("stars and words", "*a "),
    again!("stars and lines under words", "**a *b _c __d "),
    again!("stars inside words", "a**b_c "),
    again!("emphasis, closed", "*a* **b** "),
    again!("tildes", "~~a "),
    again!("ticks", "`"),
    again!("ticks and words", "`a "),
    Shape { name: "ever longer ticks", least: 100, most: 500_000, make: |size| page(&ever_longer(size, '`')) },
    Shape {
        name: "ever longer fences",
        least: 100,
        most: 500_000,
        make: |size| page(&ever_longer(size, '~').replace(' ', "\n")),
    },
    again!("fences with more than a language", "```a b\nc\n```\n\n"),
    again!("fences", "```\na\n```\n"),
    again!("code by indentation", "    a\n\n"),
    again!("back slashes", "\\"),
    again!("escapes", "\\*"),
    again!("ampersands", "&"),
    again!("entities", "&amp;"),
    again!("entities by number", "&#38;"),
    again!("entities that hide something", "&#8203;a "),
    again!("characters that hide something", "a\u{200b}b "),
    again!("look-alikes", "p\u{430}y "),
    again!("marks on letters", "e\u{301} "),
    again!("marks on one letter", "a", "\u{301}"),
    again!("Hebrew with marks of direction in one line", "שלום\u{200f} "),
    again!("Persian with joiners", "می\u{200c}خواهم "),
    again!("families of emoji", "👩\u{200d}👩\u{200d}👧 "),
    again!("Thai", "ภาษา\u{200b}ไทย "),
    again!("Chinese", "产品运营。"),
    again!("quotation marks in one line each", "> a\n\n"),
    again!("quotations nested 90 deep", &(">".repeat(90) + " a\n\n")),
    Shape {
        name: "lists nested 45 deep",
        least: 2_000,
        most: HALF,
        make: |size| page(&nested_lists(45).repeat(size / nested_lists(45).len() + 1)),
    },
    again!("lists nested too deep, in one line", "- "),
    again!("items", "- a\n"),
    again!("items with boxes", "- [ ] a\n"),
    again!("numbered items apart", "1. a\n\n"),
    again!("rules", "---\n"),
    again!("rows", "|a|b|\n|-|-|\n", "|c|d|\n"),
    again!("rows of one cell in a wide table", &wide_head(), "|a\n"),
    again!("tables with a cell too many", "|a|b|\n|-|-|\n|c|d|e|\n\n"),
    again!("tables", "|a|b|\n|-|-|\n|c|d|\n\n"),
    Shape {
        name: "columns",
        least: 500,
        most: 120_000,
        make: |size| page(&format!("{}|\n{}|\n{}|\n", "|a".repeat(size), "|-".repeat(size), "|b".repeat(size))),
    },
    again!("headings with one name", "# a\n"),
    again!("headings underlined, with one name", "a\n==\n"),
    numbered!("headings with names of their own", 25_000, |number| format!("# name {number}\n")),
    numbered!("definitions of links", 12_000, |number| format!("[{number}]: https://example.org\n")),
    numbered!("definitions of links, used", 10_000, |number| format!(
        "[{number}] \n\n[{number}]: https://example.org\n\n"
    )),
    numbered!("definitions of links to headings, not used", 8_000, |number| format!(
        "# name {number}\n\n[{number}]: #name-{number}\n\n"
    )),
    numbered!("definitions of links with one label", 12_000, |_| "[a]: https://example.org\n".to_owned()),
    numbered!("footnotes never named", 15_000, |number| format!("[^{number}]: b\n\n")),
    numbered!("marks of footnotes that are not there", 15_000, |number| format!("a[^{number}] ")),
    numbered!("links to headings", 10_000, |number| format!("# name {number}\n\n[a](#name-{number})\n\n")),
    numbered!("links to headings that are not there", 10_000, |number| format!(
        "# name {number}\n\n[a](#gone-{number})\n\n"
    )),
    again!("references", "[[term]] "),
    again!("references with words that are there", "[[term@1|some words]] "),
    again!("references with words that are not there", "[[term@1|other things]] "),
    again!("references to what is not there", "[[gone]] "),
    again!("references that begin", "[[term|"),
    again!("links to a file", "[x](b.md) "),
    again!("links to a file that is not there", "[x](gone.md) "),
    Shape {
        name: "a link with a long target",
        least: 1_000,
        most: HALF,
        make: |size| page(&format!("[a]({}.md)", "x".repeat(size))),
    },
    Shape {
        name: "a long reference",
        least: 1_000,
        most: HALF,
        make: |size| page(&format!("[[{}]]", "x".repeat(size))),
    },
    Shape {
        name: "a long anchor",
        least: 1_000,
        most: HALF,
        make: |size| page(&format!("# name\n\n[a](#{})", "x".repeat(size))),
    },
    again!("links that no site may have", "[x](javascript:a) "),
    numbered!("footnotes", 10_000, |number| format!("a[^{number}]\n\n[^{number}]: b\n\n")),
    Shape {
        name: "marks of one footnote",
        least: 200,
        most: 80_000,
        make: |size| page(&format!("{}\n\n[^a]: b\n", "[^a] ".repeat(size))),
    },
];
