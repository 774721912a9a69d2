//! A foreign text made into the body of an iteration: it changes as little as it can, and everything that was changed is
//! told.
//!
//! What `variorum check` would refuse is mended place by place, until nothing is left that this room knows how to mend.
//! Words are never added, and those that a reader saw are never taken out.

mod decode;
mod front_matter;
mod html;
mod lines;
mod links;
mod sameness;
mod section;

pub use self::decode::decode;
pub use self::front_matter::{FrontMatter, split};
pub(super) use self::html::page;
pub use self::sameness::{Sameness, sameness};
pub use self::section::{headings, section};

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diagnostic::{Diagnostics, codes};
use crate::base::text::{SourceId, Sources};
use crate::base::unicode::{self, Hidden};
use crate::content::document::{self, Body};
use crate::content::scaffold::escape_markdown;

/// How often a text is read again after it was mended; what is wrong after that is left to `check`.
const MOST_PASSES: usize = 64;

/// The file that a foreign text is read as. Nothing else lies in its folder, so that every relative link is foreign.
const PATH: &str = "content/definitions/imported/1.md";
const FRONT_MATTER: &str = "+++\ndate = 2000-01-01\n+++\n\n";

/// What was changed in a text, in sentences, each with how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(BTreeMap<String, usize>);

impl Changes {
    /// Adds a change, in a sentence without a full stop.
    pub fn add(&mut self, sentence: impl Into<String>) {
        *self.0.entry(sentence.into()).or_default() += 1;
    }

    /// The sentences in alphabetical order, each with how often it is true.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, usize)> {
        self.0.iter().map(|(sentence, times)| (sentence.as_str(), *times))
    }

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The whole address of what a relative link in a foreign text leads to; none where nobody knows it.
pub type Relocate<'run> = &'run dyn Fn(&str) -> Option<String>;

/// A change at a place.
struct Edit {
    range: Range<usize>,
    text: String,
    /// What to tell.
    sentence: String,
}

impl Edit {
    fn new(range: Range<usize>, text: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { range, text: text.into(), sentence: sentence.into() }
    }
}

/// The body of an iteration that says what a foreign Markdown text says, without empty lines around it.
pub fn adapted(text: &str, relocate: Relocate<'_>, changes: &mut Changes) -> String {
    let mut text = visible(text, changes);
    let mut letters = None;
    for _ in 0..MOST_PASSES {
        let reading = Reading::of(&text);
        let edits = reading.edits(relocate);
        if edits.is_empty() {
            // A link that goes may leave words which mean something to Markdown where they stand.
            if letters.flatten().is_some_and(|letters: String| reading.letters() != Some(letters)) {
                changes.add("without its links the text reads otherwise: compare it with the original");
            }
            break;
        }
        letters.get_or_insert_with(|| reading.letters());
        text = visible(&applied(&text, edits, changes), changes);
    }
    trimmed(&text).to_owned()
}

/// Words in which nothing is Markdown, as Markdown that says them: as they are, unless a sign in them would mean something.
pub fn literal(words: &str) -> String {
    let plain = unicode::one_space(words);
    if Reading::of(words).says(&plain) {
        return words.to_owned();
    }
    words.lines().map(|line| escape_markdown(line.trim())).collect::<Vec<_>>().join("\n")
}

/// A text without empty lines around it and white space behind it.
pub(super) fn trimmed(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some((line, rest)) = text.split_once('\n') {
        if !line.trim().is_empty() {
            break;
        }
        text = rest;
    }
    text
}

/// A text without what nobody can see, with a space for what divides words.
fn visible(text: &str, changes: &mut Changes) -> String {
    let mut text = text.to_owned();
    // A character may have been needed only by another that is gone.
    while let [first, ..] = unicode::hidden(&text).as_slice() {
        let Hidden { character, .. } = *first;
        let instead = if character.is_whitespace() { " " } else { "" };
        let all = unicode::hidden(&text).into_iter().filter(|hidden| hidden.character == character);
        let mut kept = String::with_capacity(text.len());
        let mut end = 0;
        for Hidden { offset, .. } in all {
            kept.push_str(&text[end..offset]);
            kept.push_str(instead);
            end = offset + character.len_utf8();
        }
        kept.push_str(&text[end..]);
        text = kept;
        changes.add(format!("{}, which nobody can see, was taken out", unicode::name(character)));
    }
    text
}

/// A text with some places changed. Of two that overlap the second is left to the next reading.
fn applied(text: &str, mut edits: Vec<Edit>, changes: &mut Changes) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut new = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        if edit.range.start < end {
            continue;
        }
        new.push_str(&text[end..edit.range.start]);
        new.push_str(&edit.text);
        end = edit.range.end;
        if !edit.sentence.is_empty() {
            changes.add(edit.sentence);
        }
    }
    new.push_str(&text[end..]);
    new
}

/// A foreign text, read as an iteration.
struct Reading<'text> {
    text: &'text str,
    id: SourceId,
    sources: Sources,
    body: Option<std::sync::Arc<Body>>,
    diagnostics: Diagnostics,
}

impl<'text> Reading<'text> {
    fn of(text: &'text str) -> Self {
        let mut sources = Sources::default();
        let id = sources.add(PATH, format!("{FRONT_MATTER}{text}"));
        let mut diagnostics = Diagnostics::default();
        let parsed = document::parse(id, sources.get(id), &mut diagnostics);
        let body = parsed.document().map(|document| document.body.clone());
        Self { text, id, sources, body, diagnostics }
    }

    /// A range of the file as one of the text; none if it reaches out of it.
    fn range(&self, range: Range<usize>) -> Option<Range<usize>> {
        let start = range.start.checked_sub(FRONT_MATTER.len())?;
        (range.end - FRONT_MATTER.len() <= self.text.len()).then(|| start..range.end - FRONT_MATTER.len())
    }

    /// Whether the text is a single paragraph of nothing but these words.
    fn says(&self, words: &str) -> bool {
        let Some(body) = &self.body else { return words.is_empty() };
        self.diagnostics.is_empty() && is_plain(body) && body.plain_text() == words
    }

    /// All signs that a reader sees, without white space; none where HTML or double brackets stand, which change them.
    fn letters(&self) -> Option<String> {
        let body = self.body.as_ref().filter(|body| body.html().is_empty() && !self.text.contains("[["))?;
        let passages = document::body::words::passages(body);
        Some(passages.iter().flat_map(|passage| passage.text.chars()).filter(|sign| !sign.is_whitespace()).collect())
    }

    fn edits(&self, relocate: Relocate<'_>) -> Vec<Edit> {
        let Some(body) = &self.body else { return Vec::new() };
        let mut edits = html::edits(self, body);
        edits.extend(links::edits(self, body, relocate));
        for diagnostic in self.diagnostics.sorted(&self.sources) {
            let span = diagnostic.primary.span;
            debug_assert_eq!(span.source, self.id, "one file is read");
            let Some(range) = self.range(span.range()) else { continue };
            // What is written as an entity. What stands in plain sight was taken out before, and in a link all of it is meant.
            let is_entity = self.text[range.clone()].starts_with('&');
            if diagnostic.code == &codes::INVISIBLE_CHARACTER && is_entity {
                edits.push(Edit::new(range, "", "an entity for a character that nobody can see was taken out"));
            }
        }
        edits
    }
}

/// Whether a body is one paragraph of words, of which some may be addresses.
fn is_plain(body: &Body) -> bool {
    use crate::content::document::{BlockKind, Inline};
    let is_text = |inline: &Inline| matches!(inline, Inline::Text(_) | Inline::SoftBreak);
    match body.blocks.as_slice() {
        [] => true,
        [block] => match &block.kind {
            BlockKind::Paragraph(content) => content.iter().all(|inline| match inline {
                // What else is a link has brackets, which are no words.
                Inline::Link(link) => link.content.iter().all(is_text),
                other => is_text(other),
            }),
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nowhere(_: &str) -> Option<String> {
        None
    }

    #[allow(clippy::unnecessary_wraps)] // Others do not know where everything lies.
    fn forge(link: &str) -> Option<String> {
        Some(format!("https://forge.example/blob/0/{}", link.trim_start_matches("./")))
    }

    fn plain(text: &str) -> String {
        adapted(text, &nowhere, &mut Changes::default())
    }

    #[test]
    fn sound_markdown_stays_letter_for_letter() {
        for text in [
            "One **two** *three*  \nfour `<b>`\n\n- a\n- b\n\n| a | b |\n|---|---|\n| c | d |",
            "# Title\n\n[a](https://example.org \"t\") <https://example.org>\n\n    code <b>\n\n> said",
            "a < b, <5 and 6>, 1 > 0, &amp;\n\n+++\n\nx",
            "[^1] note\n\n[^1]: there",
        ] {
            let mut changes = Changes::default();
            assert_eq!(adapted(text, &nowhere, &mut changes), text);
            assert!(changes.is_empty(), "{changes:?}");
        }
    }

    #[test]
    fn html_leaves_its_words() {
        for (html, markdown) in [
            ("a <b>bold</b> and <em>it</em>", "a **bold** and *it*"),
            ("a <b> x </b> b", "a  x  b"),
            ("x<sup>2</sup> <span class=\"a\">y</span>", "x2 y"),
            ("one<br>two<br/>\nthree<br>", "one\\\ntwo\\\nthree"),
            ("see <a href=\"https://example.org/\">this</a>.", "see [this](<https://example.org/>)."),
            ("a <!-- remark --> b", "a  b"),
            ("write <your name> here", "write \\<your name> here"),
            ("<!-- only\n\na remark -->", ""),
            ("<div align=\"center\">\n  <h2>Title</h2>\n  one * two\n</div>", "## Title\n\none \\* two"),
            ("<script>\nalert(1)\n</script>\n\nwords", "words"),
            ("<details>\n\n**inside**\n\n</details>", "**inside**"),
        ] {
            assert_eq!(plain(html), markdown, "{html}");
        }
    }

    /// Where the work grew with the square of the size, these would take hours.
    #[test]
    fn large_texts_end() {
        const MANY: usize = 100_000;
        for piece in ["<", "<a ", "<a '", "</", "<b>", "<br>", "x<i>", "<!", "&lt;", "<a href=x>"] {
            let html = piece.repeat(MANY);
            page(&html);
            page(&format!("<p>{html}</p>"));
        }
        let many = |piece: &dyn Fn(usize) -> String| (0..MANY / 20).map(piece).collect::<String>();
        for text in [
            many(&|_| "a <b> c".to_owned()),
            many(&|number| format!("<t{number}>")),
            many(&|_| "a<br>".to_owned()),
            many(&|number| format!("[a{number}][b{number}]\n\n[b{number}]: c.md\n\n")),
            many(&|_| "![a](b.png) ".to_owned()),
        ] {
            plain(&text);
        }
    }

    #[test]
    fn links_that_lead_nowhere_here_keep_their_words() {
        for (text, markdown) in [
            ("[a](b.md) c", "a c"),
            ("![logo](logo.png) c", "logo c"),
            ("![logo](https://example.org/a.png)", "[logo](https://example.org/a.png)"),
            ("[![ci](https://example.org/a.svg)](https://example.org/b)", "[ci](https://example.org/b)"),
            ("[x](javascript:alert(1)) y", "x y"),
            ("[a][r]\n\n[r]: ../b.md", "a\n\n[r]: ../b.md"),
            ("[[page]] and [[a|b]]", "\\[\\[page]] and \\[\\[a|b]]"),
            ("fact[[1]](https://example.org/)", "fact[\\[1\\]](https://example.org/)"),
            ("[a <https://b.example> c](https://d.example)", "a <https://b.example> c"),
            ("# One\n\n[a](#one) [b](#two)", "# One\n\n[a](#one) b"),
            ("![](a.png)", ""),
        ] {
            assert_eq!(plain(text), markdown, "{text}");
        }
    }

    #[test]
    fn relative_links_become_whole_where_the_forge_is_known() {
        let mut changes = Changes::default();
        let text = adapted("[a](./b.md#c) ![d](e f.png) ![g](<h i.png>)", &forge, &mut changes);
        assert_eq!(
            text,
            "[a](<https://forge.example/blob/0/b.md#c>) ![d](e f.png) [g](<https://forge.example/blob/0/h%20i.png>)"
        );
    }

    #[test]
    fn a_text_that_reads_otherwise_without_its_links_is_told() {
        let mut changes = Changes::default();
        assert_eq!(adapted("[1](a.md). one", &nowhere, &mut changes), "1. one");
        assert!(changes.iter().any(|(sentence, _)| sentence.contains("compare it")), "{changes:?}");
        let mut changes = Changes::default();
        adapted("![a *b*](a.png) [c](d.md)", &nowhere, &mut changes);
        assert!(changes.iter().all(|(sentence, _)| !sentence.contains("compare it")), "{changes:?}");
    }

    #[test]
    fn what_nobody_sees_goes() {
        assert_eq!(plain("da\u{200b}ta\u{2028}b\u{0} &#8203;c"), "data b c");
        assert_eq!(plain("می‌خواهم 👩‍🔬"), "می‌خواهم 👩‍🔬");
    }

    #[test]
    fn words_stay_words() {
        assert_eq!(literal("“#ProdOps is it, CI/CD."), "“#ProdOps is it, CI/CD.");
        assert_eq!(literal("1. a *b*"), "1\\. a \\*b\\*");
        assert_eq!(literal("two\nlines"), "two\nlines");
    }
}
