//! Words of a text that no page shows: what the Markdown parser leaves out without a word.
//!
//! While a body is read, [`Shown`] collects which bytes of its source a reader gets to see, or which give the text its form, such as
//! the numbers of a list. Every word elsewhere is lost, whatever the construct is called that lost it: a cell beyond the
//! header of a table, a definition that no link uses, a second footnote of one name.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::text::{Source, SourceId, Span};
use crate::base::unicode::{is_of_words, one_space};
use crate::content::document::body::{Block, BlockKind, each_block};

/// The longest text that is quoted whole, in characters.
const LONGEST_QUOTE: usize = 60;

/// The definition of a link: `[label]: address "title"`.
#[derive(Clone, Debug)]
pub(in crate::content::document) struct Definition {
    /// As it is written.
    pub label: String,
    /// The heading of the same text to which it leads; empty if it leads elsewhere or has a title.
    pub anchor: String,
    /// All of it, as bytes of the source.
    pub range: Range<usize>,
}

impl Definition {
    /// Whether it says nothing but the name of a heading: `[drawbacks]: #drawbacks`.
    fn is_heading_of(&self, places: &Places) -> bool {
        let words =
            |text: &str| -> BTreeSet<String> { text.split(|sign| !is_of_words(sign)).map(str::to_lowercase).collect() };
        !self.anchor.is_empty()
            && places.anchors.contains(&self.anchor)
            && words(&self.label).is_subset(&words(&self.anchor))
    }
}

/// What a reader sees of a source, or what gives the text its form, while it is read.
#[derive(Default)]
pub(in crate::content::document) struct Shown {
    ranges: Vec<Range<usize>>,
    /// The labels of links, folded.
    used: BTreeSet<String>,
    /// The first footnote of each label, folded.
    footnotes: BTreeMap<String, Range<usize>>,
    /// Each footnote after the first of its label, with its label and the first one.
    repeated: Vec<(String, Range<usize>, Range<usize>)>,
}

/// Words that no page shows.
struct Lost {
    range: Range<usize>,
    why: Why,
}

/// Why no page shows some words.
enum Why {
    /// A table has fewer columns than their row has cells.
    Cell,
    /// An earlier footnote has the same label.
    Footnote { label: String, first: Range<usize> },
    /// Nothing uses the definition of a link.
    Unused { label: String },
    /// The label of a link was defined before.
    DefinedAgain { label: String },
    /// They come after the language of a block of code.
    Fence,
    /// Anything else.
    Unknown,
}

/// A label as it is compared: in any case, with one space for all white space (`CommonMark` 0.31, section 4.7).
pub(in crate::content::document) fn folded(label: &str) -> String {
    one_space(label).to_lowercase().to_uppercase()
}

impl Shown {
    /// Takes a range that is shown, or that gives the text its form.
    pub(in crate::content::document) fn add(&mut self, range: Range<usize>) {
        self.ranges.push(range);
    }

    /// Takes a link or a picture whose address is found by a label.
    pub(in crate::content::document) fn refer(&mut self, label: &str) {
        if !label.is_empty() {
            self.used.insert(folded(label));
        }
    }

    /// Takes the number of an item of a list, or its mark.
    pub(in crate::content::document) fn item(&mut self, source: &str, range: &Range<usize>) {
        let item = source[range.clone()].trim_start();
        let start = range.end - item.len();
        self.add(start..start + item.bytes().take_while(u8::is_ascii_digit).count());
    }

    /// Takes the first line of a block of fenced code, of which the language is used.
    pub(in crate::content::document) fn fence(&mut self, source: &str, range: &Range<usize>) {
        let line = source[range.clone()].lines().next().unwrap_or_default();
        let fence = line.trim_start();
        let info = fence.trim_start_matches(fence.chars().next().unwrap_or_default()).trim_start();
        let language = info.find(char::is_whitespace).unwrap_or(info.len());
        self.add(range.start..range.start + (line.len() - info.len()) + language);
    }

    /// Takes the label of a footnote at its text.
    pub(in crate::content::document) fn footnote(&mut self, label: &str, source: &str, range: &Range<usize>) {
        let end = source[range.clone()].find("]:").map_or(range.start, |length| range.start + length);
        self.add(range.start..end);
        if let Some(first) = self.footnotes.get(&folded(label)) {
            self.repeated.push((label.to_owned(), first.clone(), range.clone()));
        } else {
            self.footnotes.insert(folded(label), range.clone());
        }
    }

    /// Reports the words of a body that no page shows, and gives them back, one text for each place.
    pub(in crate::content::document) fn report(
        mut self,
        id: SourceId,
        source: &Source,
        body: Range<usize>,
        blocks: &[Block],
        definitions: &[Definition],
        diagnostics: &mut Diagnostics,
    ) -> Vec<String> {
        let lost = self.lost(&source.text, body, blocks, definitions);
        let mut unseen = Vec::new();
        for lost in &lost {
            let words = &source.text[lost.range.clone()];
            let span = Span::new(id, lost.range.clone());
            diagnostics.push_one_of_many(&codes::UNSHOWN_WORDS, span, || diagnostic(id, lost, span, words));
            unseen.push(one_space(words));
        }
        unseen
    }

    fn lost(&mut self, text: &str, body: Range<usize>, blocks: &[Block], definitions: &[Definition]) -> Vec<Lost> {
        let mut lost = Vec::new();
        let places = LazyCell::new(|| Places::of(blocks));
        for definition in definitions {
            let Definition { label, range, .. } = definition;
            self.add(range.clone());
            if !self.used.contains(&folded(label)) && !definition.is_heading_of(&places) {
                lost.push(Lost { range: trimmed(text, range), why: Why::Unused { label: label.clone() } });
            }
        }
        for (label, first, range) in std::mem::take(&mut self.repeated) {
            self.add(range.clone());
            lost.push(Lost {
                range: trimmed(text, &range),
                why: Why::Footnote { label, first: trimmed(text, &first) },
            });
        }
        self.ranges.sort_unstable_by_key(|range| range.start);
        let mut end = body.start;
        let rest = std::iter::once(body.end..body.end);
        for shown in self.ranges.drain(..).chain(rest) {
            if shown.start > end {
                for range in words(text, end..shown.start) {
                    lost.push(places.lost(text, range));
                }
            }
            end = end.max(shown.end);
        }
        lost.sort_by_key(|lost| lost.range.start);
        lost
    }
}

/// A range without white space at its end.
fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}

/// The words in a range that nobody sees, line by line, from the first to the last of the line.
fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    for line in text[range].split_inclusive('\n') {
        let mut all = line.char_indices().filter(|(_, character)| is_of_words(*character));
        if let Some((first, character)) = all.next() {
            let (last, character) = all.next_back().unwrap_or((first, character));
            found.push(start + first..start + last + character.len_utf8());
        }
        start += line.len();
    }
    found
}

/// Where words get lost, by kind, and where links may lead in the same text.
#[derive(Default)]
struct Places {
    /// In order, and none inside of another.
    tables: Vec<Range<usize>>,
    /// Where they begin, in order.
    fences: Vec<usize>,
    anchors: HashSet<String>,
}

impl Places {
    fn of(blocks: &[Block]) -> Self {
        let mut places = Self::default();
        each_block(blocks, &mut |block| match &block.kind {
            BlockKind::Table { .. } => places.tables.push(block.span.range()),
            BlockKind::Code { .. } => places.fences.push(block.span.range().start),
            BlockKind::Heading { anchor, .. } => {
                places.anchors.insert(anchor.clone());
            }
            _ => {}
        });
        places
    }

    fn lost(&self, text: &str, range: Range<usize>) -> Lost {
        let line = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let begin = line + text[line..range.start].find(|sign| !matches!(sign, ' ' | '\t' | '>')).unwrap_or(0);
        let label = text[begin..].strip_prefix('[').and_then(|rest| {
            let end = rest.find(['[', '\n']).unwrap_or(rest.len());
            rest[..end].split_once("]:")
        });
        if let Some((label, _)) = label {
            return Lost { why: Why::DefinedAgain { label: label.to_owned() }, range: begin..range.end };
        }
        let table = self.tables.partition_point(|table| table.end <= range.start);
        let fence = self.fences.partition_point(|fence| *fence < line);
        let why = if self.tables.get(table).is_some_and(|table| table.contains(&range.start)) {
            Why::Cell
        } else if self.fences.get(fence).is_some_and(|fence| *fence <= range.start) {
            Why::Fence
        } else {
            Why::Unknown
        };
        Lost { range, why }
    }
}

fn diagnostic(id: SourceId, lost: &Lost, span: Span, words: &str) -> Diagnostic {
    let quote = quoted(words);
    let new = |message: String| Diagnostic::new(&codes::UNSHOWN_WORDS, span, message);
    match &lost.why {
        Why::Cell => new(format!("this row has more cells than the header of its table, so no page shows `{quote}`"))
            .help("add a column to the header and to the line of hyphens below it")
            .help("to write a bar inside a cell, put a backslash before it: `\\|`"),
        Why::Footnote { label, first } => {
            new(format!("a footnote `[^{label}]` is defined above already, so no page shows this one"))
                .also(Span::new(id, first.start..first.start + label.len() + 3), "readers see this one")
                .help(format!(
                    "give it a label of its own, such as `[^{label}-2]`, here and where the text refers to it"
                ))
        }
        Why::Unused { label } if label.starts_with('/') || folded(label) == "COMMENT" => {
            new(format!("`{quote}` is a comment in Markdown, and no page shows it"))
                .help("delete the line, and write the comment in the pull request")
        }
        Why::Unused { label } => new(format!("no link uses the label `{label}`, so no page shows this line"))
            .help(format!("write `[words][{label}]` where readers should follow it, or delete the line"))
            .help(format!("if readers should see the line as it is, write `\\[{label}]:`")),
        Why::DefinedAgain { label } => {
            new(format!("the label `{label}` is defined above already, so this line is not used"))
                .help("delete the line, or give it a label of its own")
        }
        Why::Fence => new(format!("no page shows `{quote}`, which comes after the language of the code"))
            .help("write it in a paragraph above the code"),
        Why::Unknown => new(format!("no page shows `{quote}`")).help("write it in a paragraph of its own"),
    }
}

/// The beginning of some words, in one line.
fn quoted(words: &str) -> String {
    let words = one_space(words);
    match words.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::language::{Words, english};
    use crate::base::text::Sources;
    use crate::base::web::address::Address;
    use crate::content::document::body::html::{self, Links, Setting};
    use crate::content::document::{Target, markdown};

    /// Links that show where they lead.
    struct Visible;

    impl Links for Visible {
        fn address(&self, target: &Target, _: &str) -> Option<Address> {
            Some(Address::of_id(&format!("{target:?}").replace(|sign: char| !sign.is_ascii_alphanumeric(), "-")))
        }

        fn name(&self, _: &Target) -> String {
            String::new()
        }

        fn words(&self) -> &Words {
            english()
        }
    }

    /// The page of a text; the words of the places that are reported, and the codes.
    fn read(text: &str) -> (String, Vec<String>, Vec<&'static str>) {
        let mut sources = Sources::default();
        let id = sources.add("content/pages/a.md", text);
        let mut diagnostics = Diagnostics::default();
        let body = markdown::parse(id, sources.get(id), 0..text.len(), &mut diagnostics);
        let setting = Setting { heading_level: 2, id_prefix: "", links: &Visible };
        let sorted = diagnostics.sorted(&sources);
        let places = sorted.iter().map(|found| text[found.primary.span.range()].to_owned()).collect();
        let codes = sorted.iter().map(|found| found.code.name).collect();
        (html::write(&body, &setting).as_str().to_owned(), places, codes)
    }

    #[test]
    fn what_the_parser_leaves_out_is_found() {
        for (text, lost) in [
            ("| a | b |\n|---|---|\n| c | d | e f | g |\n| h |", "e f | g"),
            ("> | a |\n> |---|\n> | c | d |", "d"),
            ("x[^1]\n\n[^1]: one\n\n[^1]: two\n    more", "[^1]: two\n    more"),
            ("x[^A]\n\n[^a]: one\n\n[^A]: two", "[^A]: two"),
            ("x\n\n[note]: text", "[note]: text"),
            ("# Design\n\n[note]: #design", "[note]: #design"),
            ("x\n\n[//]: # (a remark)", "[//]: # (a remark)"),
            ("> x\n>\n> [note]: text\n>   \"title\"", "[note]: text\n>   \"title\""),
            ("> [a]\n>\n> [a]: b\n> [a]: c", "[a]: c"),
            ("```js title=\"x\"\ny\n```", "title=\"x"),
            ("~~~ text and more\ny\n~~~", "and more"),
        ] {
            let (page, places, codes) = read(text);
            assert_eq!(
                (codes.as_slice(), places.as_slice()),
                (["unshown-words"].as_slice(), [lost.to_owned()].as_slice()),
                "{text}\n{page}"
            );
        }
    }

    #[test]
    fn what_a_reader_sees_is_not_lost() {
        for text in [
            "# A *b* `c`\n\nD &amp; e \\* f  \ng",
            "# Detailed design\n\n[design]: #detailed-design\n[d]: #e\n\n[d]",
            "a\n\n  1. a\n  2. b\n\n> 10. c\n>     1. d\n> 11. e",
            "1. a\n2) b\n- [x] c\n- [ ] d\n\n  e\n10. f",
            "| a | b |\n|:--|--:|\n| `c` | d \\| e |\n| f |",
            "[a][B c] [b  C] [d][] ![e][f] ![g](h.png \"i\") [j](k.md 'l') <https://m.n> <o@p.q>\n\n[b C]: r.md \"s\"\n[D]: t.md\n[f]: u.png",
            "[[prodops@4|v]] [[w]] x[^1] y[^Note]\n\n[^1]: z\n[^note]: a",
            "```rust,ignore\nb\n```\n\n    c\n\n``` d\ne\n```",
            "> - f\n>   1. g\n>      > h\n\n***\n\nTitle\n=====",
            "![a](b.png)\n\nA note is shown below.[^C]\n\n[^c]: d",
        ] {
            let (page, places, codes) = read(text);
            assert_eq!(codes, [] as [&str; 0], "{text}\n{places:?}\n{page}");
        }
        let (page, _, _) = read("![a](b.png \"the title\") x[^A]\n\n[^a]: c");
        assert!(page.contains(" title=\"the title\"") && page.contains("<sup"), "{page}");
        for html in ["<!-- a remark -->", "b <!-- a\nremark --> c", "<div>a</div>\n<!-- remark", "<?a remark?>"] {
            let (page, _, codes) = read(html);
            assert!(codes.starts_with(&["raw-html"]) && page.contains("remark") | page.contains('a'), "{page}");
        }
    }

    proptest! {
        /// Every word of a text is on its page, or a diagnostic points at it.
        #[test]
        fn no_word_gets_lost(pieces in proptest::collection::vec(0..44_usize, 0..60)) {
            const PIECES: [&str; 32] = [
                " ", "\n", "\n\n", "| ", " | ", "\n|---|---|\n", "[", "]", "](", ")", "]: ", "[^1]", "\n[^1]: ", "\n```", "\n~~~ ",
                "\n> ", "\n- ", "\n1. ", "\n# ", "*", "**", "`", "<!-- ", " -->", "<b>", "\\", "&amp;", " \"", "'", "![", "[[", "]]",
            ];
            let mut text = String::new();
            for (number, piece) in pieces.iter().enumerate() {
                match PIECES.get(*piece) {
                    Some(piece) => text.push_str(piece),
                    None => text.extend(["word", &number.to_string(), "x"]),
                }
            }
            let (page, places, codes) = read(&text);
            for (number, _) in pieces.iter().enumerate().filter(|(_, piece)| **piece >= PIECES.len()) {
                let word = format!("word{number}x");
                prop_assert!(page.contains(&word) || places.iter().any(|place| place.contains(&word)),
                    "{word} of {text:?} is lost: {codes:?} {places:?}\n{page}");
            }
        }
    }
}
