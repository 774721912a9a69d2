//! HTML in a foreign text: a reader saw its words and not its tags, so the words stay.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::base::unicode::one_space;
use crate::content::document::Body;
use crate::content::scaffold::escape_markdown;
use crate::contribute::import::text::changes::Edit;
use crate::contribute::import::text::lines::Lines;
use crate::contribute::import::text::reading::{Reading, literal};

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece<'html> {
    /// Words, as they are written.
    Words(&'html str),
    /// `<name ...>`, `</name>`
    Tag { name: String, closes: bool, attributes: &'html str, written: &'html str },
    /// A remark, a declaration or an instruction: nothing that a reader sees.
    Unseen,
}

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 32] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "html",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements that stand inside a line.
const INLINES: [&str; 38] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "iframe", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "svg", "path", "time", "tt", "u", "var", "wbr",
];
/// Elements of which a reader sees nothing.
const HIDDEN: [&str; 7] = ["head", "noscript", "script", "select", "style", "template", "title"];

fn is_heading(name: &str) -> Option<usize> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn is_known(name: &str) -> bool {
    BLOCKS.contains(&name)
        || INLINES.contains(&name)
        || HIDDEN.contains(&name)
        || matches!(name, "br" | "img" | "li" | "picture" | "source" | "video" | "audio" | "caption" | "col" | "object")
        || is_heading(name).is_some()
}

/// The piece that a text begins with, and its length.
fn first(html: &str) -> (Piece<'_>, usize) {
    piece(html, &|| tag_end(html))
}

/// The same, where it may be known already where the tag ends that the text begins with.
fn piece<'html>(html: &'html str, tag_end: &dyn Fn() -> Option<usize>) -> (Piece<'html>, usize) {
    let Some(rest) = html.strip_prefix('<') else {
        let end = html.find('<').unwrap_or(html.len());
        return (Piece::Words(&html[..end]), end);
    };
    let until = |end: &str| html.find(end).map_or(html.len(), |found| found + end.len());
    if rest.starts_with("!--") {
        return (Piece::Unseen, html[4..].find("-->").map_or(html.len(), |found| found + 7));
    } else if rest.starts_with("![CDATA[") {
        return (Piece::Unseen, until("]]>"));
    } else if rest.starts_with('?') {
        return (Piece::Unseen, until("?>"));
    } else if rest.starts_with('!') {
        return (Piece::Unseen, until(">"));
    }
    let (closes, named) = rest.strip_prefix('/').map_or((false, rest), |named| (true, named));
    let length = named.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let is_named = named.starts_with(|first: char| first.is_ascii_alphabetic());
    if let Some(end) = is_named.then(tag_end).flatten() {
        let name = named[..length].to_ascii_lowercase();
        let from = html.len() - named.len() + length;
        let attributes = html[from..end - 1].trim_end_matches('/');
        return (Piece::Tag { name, closes, attributes, written: &html[..end] }, end);
    }
    // A sign and no tag.
    let end = rest.find('<').map_or(html.len(), |found| found + 1);
    (Piece::Words(&html[..end]), end)
}

/// The end of the tag that a text begins with; a `>` between quotes is none.
fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    for (offset, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(offset + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// For every byte of a text, where a tag would end that is open there, outside of quotes; one more than the length where
/// none ends. Read from the end, each is known from those behind it.
fn tag_ends(html: &str) -> Vec<usize> {
    let never = html.len() + 1;
    let mut ends = vec![never; html.len() + 2];
    let (mut double, mut single) = (never, never);
    for (offset, byte) in html.bytes().enumerate().rev() {
        ends[offset] = match byte {
            b'>' => offset + 1,
            // A quote that is never closed has the rest in it.
            b'"' => ends[(std::mem::replace(&mut double, offset) + 1).min(never)],
            b'\'' => ends[(std::mem::replace(&mut single, offset) + 1).min(never)],
            _ => ends[offset + 1],
        };
    }
    ends
}

/// What an attribute says.
fn attribute<'html>(attributes: &'html str, name: &str) -> Option<&'html str> {
    let lower = attributes.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower[from..].find(name).map(|found| found + from) {
        from = found + name.len();
        let is_begin = attributes[..found].ends_with(|before: char| before.is_whitespace() || before == '"');
        let Some(value) = attributes[from..].trim_start().strip_prefix('=').filter(|_| is_begin) else { continue };
        let value = value.trim_start();
        return Some(match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
            _ => value.split_whitespace().next().unwrap_or_default(),
        });
    }
    None
}

/// What has to change where HTML stands in a Markdown text.
pub(super) fn edits(reading: &Reading<'_>, body: &Body) -> Vec<Edit> {
    let places: Vec<Range<usize>> = body.html().iter().filter_map(|span| reading.range(span.range())).collect();
    let text = reading.text;
    let pieces: Vec<(Piece<'_>, Range<usize>)> =
        places.into_iter().map(|range| (first(&text[range.clone()]).0, range)).collect();
    let mut edits: Vec<Option<Edit>> = pieces.iter().map(|_| None).collect();
    let partners = partners(&pieces);
    let mut lines = Lines::new(text);
    for (index, (piece, range)) in pieces.iter().enumerate() {
        let is_whole = first(&text[range.clone()]).1 == range.len();
        if edits[index].is_some() {
            continue;
        }
        if !is_whole || lines.stands_alone(range) {
            edits[index] = Some(of_block(text, range));
            continue;
        }
        if let Piece::Tag { name, closes: false, attributes, .. } = piece {
            let partner = partners[index].filter(|partner| closes(&pieces[*partner].0));
            if let Some(partner) = partner
                && let Some((open, close)) = marks(name, attributes, &text[range.end..pieces[partner].1.start])
                && stands_free(text, range.start, pieces[partner].1.end)
            {
                let sentence = format!("HTML `<{name}>` became the same in Markdown");
                edits[index] = Some(Edit::new(range.clone(), open, sentence));
                edits[partner] = Some(Edit::new(pieces[partner].1.clone(), close, ""));
                continue;
            }
        }
        edits[index] = Some(alone(piece, text, range, &mut lines));
    }
    edits.into_iter().flatten().collect()
}

/// The next tag of the same name, for each tag.
fn partners(pieces: &[(Piece<'_>, Range<usize>)]) -> Vec<Option<usize>> {
    let mut next: BTreeMap<&str, usize> = BTreeMap::new();
    let mut partners = vec![None; pieces.len()];
    for (index, (piece, _)) in pieces.iter().enumerate().rev() {
        if let Piece::Tag { name, .. } = piece {
            partners[index] = next.insert(name, index);
        }
    }
    partners
}

fn closes(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Tag { closes: true, .. })
}

/// The marks of Markdown for an element with these words in it.
fn marks(name: &str, attributes: &str, words: &str) -> Option<(String, String)> {
    const HAVE_MARKS: [&str; 12] = ["a", "b", "code", "del", "em", "i", "kbd", "s", "samp", "strike", "strong", "tt"];
    let edge = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    if !HAVE_MARKS.contains(&name)
        || !edge(words.chars().next())
        || !edge(words.chars().next_back())
        || words.contains(['\n', '*', '[', ']', '`', '<'])
    {
        return None;
    }
    let same = |mark: &str| Some((mark.to_owned(), mark.to_owned()));
    match name {
        "b" | "strong" => same("**"),
        "i" | "em" => same("*"),
        "code" | "kbd" | "tt" | "samp" => (!words.contains(['&', '\\'])).then(|| same("`")).flatten(),
        "del" | "s" | "strike" => same("~~"),
        "a" => {
            let address = attribute(attributes, "href").filter(|address| !address.is_empty())?;
            (!address.contains(['<', '>', '\n'])).then(|| ("[".to_owned(), format!("](<{address}>)")))
        }
        _ => None,
    }
}

/// Whether no letter touches a stretch, so that marks of Markdown around it are read as such.
fn stands_free(text: &str, start: usize, end: usize) -> bool {
    let touches = |character: Option<char>| {
        character
            .is_some_and(|character| character.is_alphanumeric() || matches!(character, '*' | '~' | '`' | '\\' | '!'))
    };
    !touches(text[..start].chars().next_back()) && !touches(text[end..].chars().next())
}

/// What becomes of a tag inside a line.
fn alone(piece: &Piece<'_>, text: &str, range: &Range<usize>, lines: &mut Lines<'_>) -> Edit {
    match piece {
        Piece::Tag { name, attributes, .. } if name == "img" => picture(attributes, range),
        Piece::Tag { name, .. } if name == "br" => line_end(text, range, lines),
        Piece::Tag { name, written, .. } if !is_known(name) => {
            let sentence = "words between angle brackets that are no HTML are escaped, so that they are seen";
            Edit::new(range.clone(), format!("\\{written}"), sentence)
        }
        Piece::Tag { name, .. } => {
            Edit::new(range.clone(), "", format!("HTML `<{name}>` was taken out; the words in it stay"))
        }
        Piece::Unseen | Piece::Words(_) => {
            Edit::new(range.clone(), "", "a remark in HTML, which nobody saw, was taken out")
        }
    }
}

fn picture(attributes: &str, range: &Range<usize>) -> Edit {
    let words = attribute(attributes, "alt").map(one_space).unwrap_or_default();
    let address = attribute(attributes, "src").filter(|address| !address.contains(['<', '>', '\n']));
    match (words.as_str(), address) {
        ("", _) => Edit::new(range.clone(), "", "a picture without a description was taken out"),
        (words, Some(address)) => {
            let link = format!("[{}](<{address}>)", escape_markdown(words));
            Edit::new(range.clone(), link, "a picture became its description, with a link to it where it can be found")
        }
        (words, None) => Edit::new(range.clone(), escape_markdown(words), "a picture became its description"),
    }
}

/// A line end that is meant, where a line can end.
fn line_end(text: &str, range: &Range<usize>, lines: &mut Lines<'_>) -> Edit {
    let after = &text[range.end..];
    let rest = after.strip_prefix('\n').or_else(|| after.strip_prefix(" \n")).unwrap_or(after);
    let (end, sentence) = (range.end + after.len() - rest.len(), "HTML `<br>` became the end of a line");
    // What follows the line end that is taken in may be the end of the next line as well.
    let is_last = if rest.len() == after.len() {
        lines.ends_at(range.end)
    } else {
        rest.split('\n').next().unwrap_or_default().trim().is_empty()
    };
    let mark = if is_last {
        return Edit::new(range.clone(), "", sentence);
    } else if lines.cannot_end_at(range.start) {
        return Edit::new(range.clone(), " ", "HTML `<br>` became a space");
    } else {
        "\\\n"
    };
    Edit::new(range.start..end, mark, sentence)
}

/// A block of HTML as Markdown.
fn of_block(text: &str, range: &Range<usize>) -> Edit {
    let html = &text[range.clone()];
    let (piece, length) = first(html);
    let unknown = matches!(&piece, Piece::Tag { name, .. } if !is_known(name));
    if unknown {
        let written = &html[..length];
        return Edit::new(
            range.start..range.start + length,
            format!("\\{written}"),
            "words between angle brackets that are no HTML are escaped, so that they are seen",
        );
    }
    let markdown = page(html);
    let sentence = match &piece {
        Piece::Tag { name, .. } => format!("a block of HTML, `<{name}>`, became Markdown; its words stay"),
        Piece::Unseen | Piece::Words(_) if markdown.is_empty() => {
            "a remark in HTML, which nobody saw, was taken out".to_owned()
        }
        Piece::Unseen | Piece::Words(_) => "a block of HTML became Markdown; its words stay".to_owned(),
    };
    let newline = if html.ends_with('\n') { "\n" } else { "" };
    Edit::new(range.clone(), format!("{markdown}{newline}"), sentence)
}

/// HTML as Markdown: paragraphs, headings, items of lists, line ends and links; other tags are taken out.
pub(in crate::contribute::import) fn page(html: &str) -> String {
    let mut page = Page::default();
    let ends = tag_ends(html);
    let (mut at, mut words) = (0, 0);
    let mut hidden: Option<String> = None;
    while at < html.len() {
        let (piece, length) =
            piece(&html[at..], &|| Some(ends[at]).filter(|end| *end <= html.len()).map(|end| end - at));
        let begin = at;
        at += length;
        if matches!(piece, Piece::Words(_)) && hidden.is_none() {
            continue;
        }
        // Words and signs that are no tags are read together.
        if words < begin {
            page.words(&html[words..begin]);
        }
        words = at;
        match (&hidden, piece) {
            (Some(name), Piece::Tag { name: other, closes: true, .. }) if *name == other => hidden = None,
            (Some(_), _) | (None, Piece::Unseen | Piece::Words(_)) => {}
            (None, Piece::Tag { name, closes: false, .. }) if HIDDEN.contains(&name.as_str()) => hidden = Some(name),
            (None, Piece::Tag { name, closes, attributes, .. }) => page.tag(&name, closes, attributes),
        }
    }
    if words < html.len() {
        page.words(&html[words..]);
    }
    page.end_block();
    page.blocks.join("\n\n")
}

#[derive(Default)]
struct Page {
    blocks: Vec<String>,
    /// What the block begins with that is being read: the marks of a heading or an item.
    mark: String,
    line: String,
    /// Where the link leads that is open, and where its words begin.
    link: Option<(String, usize)>,
}

impl Page {
    fn words(&mut self, words: &str) {
        let plain = one_space(words);
        if words.starts_with(char::is_whitespace) && !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
            self.line.push(' ');
        }
        self.line.push_str(&escaped(&plain, self.line.is_empty()));
        if words.ends_with(char::is_whitespace) && !plain.is_empty() {
            self.line.push(' ');
        }
    }

    fn tag(&mut self, name: &str, closes: bool, attributes: &str) {
        match name {
            "br" => {
                let line = self.line.trim_end().len();
                self.line.truncate(line);
                if !self.line.is_empty() {
                    self.line.push_str("\\\n");
                }
            }
            "a" if closes => self.end_link(),
            "a" => {
                self.end_link();
                let address = attribute(attributes, "href").filter(|address| !address.contains(['<', '>', '\n']));
                self.link = address.filter(|to| !to.is_empty()).map(|address| (address.to_owned(), self.line.len()));
            }
            "img" => {
                let words = attribute(attributes, "alt").map(one_space).unwrap_or_default();
                self.line.push_str(&escaped(&words, self.line.is_empty()));
            }
            _ => {
                if let Some(level) = is_heading(name) {
                    self.end_block();
                    self.mark = if closes { String::new() } else { "#".repeat(level) + " " };
                } else if name == "li" {
                    self.end_block();
                    self.mark = if closes { String::new() } else { "- ".to_owned() };
                } else if BLOCKS.contains(&name) {
                    self.end_block();
                }
            }
        }
    }

    fn end_link(&mut self) {
        let Some((address, start)) = self.link.take() else { return };
        let words = self.line[start.min(self.line.len())..].trim().to_owned();
        if words.is_empty() || words.contains("\\\n") {
            return;
        }
        let space = self.line.ends_with(' ');
        self.line.truncate(start);
        let _ = write!(self.line, "[{words}](<{address}>)");
        if space {
            self.line.push(' ');
        }
    }

    fn end_block(&mut self) {
        self.end_link();
        let line = std::mem::take(&mut self.line);
        let line = line.trim().trim_end_matches('\\').trim_end();
        if !line.is_empty() {
            let mark = std::mem::take(&mut self.mark);
            let line = if mark.starts_with('#') { line.replace("\\\n", " ") } else { line.to_owned() };
            self.blocks.push(mark + &line);
        }
    }
}

/// Words of HTML as Markdown; what stands for a sign, such as `&amp;`, means the same in both.
fn escaped(words: &str, begins: bool) -> String {
    let without: String = words.replace('&', "+");
    let is_plain = |text: &str| !text.contains(['\\', '`', '*', '_', '[', ']', '<', '>', '~', '|', '!']);
    if is_plain(&without)
        && (!begins || literal(&format!("x {without}")).len() == without.len() + 2)
        && literal(words).len() == words.len()
    {
        return words.to_owned();
    }
    words
        .split_inclusive(';')
        .map(|part| {
            let entity = part.rfind('&').filter(|at| is_entity(&part[*at..]));
            let (plain, entity) = part.split_at(entity.unwrap_or(part.len()));
            escape_markdown(plain) + entity
        })
        .collect()
}

/// Whether a text is one entity, from `&` to `;`.
fn is_entity(text: &str) -> bool {
    let Some(name) = text.strip_prefix('&').and_then(|rest| rest.strip_suffix(';')) else { return false };
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
