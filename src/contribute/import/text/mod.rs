//! A foreign text made into the body of an iteration: it changes as little as it can, and everything that was changed is
//! told.
//!
//! What `variorum check` would refuse is mended place by place, until nothing is left that this room knows how to mend.
//! Words are never added, and those that a reader saw are never taken out.

mod changes;
mod decode;
mod front_matter;
mod html;
mod lines;
mod links;
mod reading;
mod sameness;
mod section;

pub use self::changes::Changes;
pub use self::decode::decode;
pub use self::front_matter::{FrontMatter, split};
pub(super) use self::html::page;
pub use self::links::Relocate;
pub use self::reading::literal;
pub use self::sameness::{Sameness, sameness};
pub use self::section::{headings, section};

use crate::base::diagnostic::codes;
use crate::base::unicode::{self, Hidden};
use crate::contribute::import::text::changes::{Edit, applied};
use crate::contribute::import::text::lines::trimmed;
use crate::contribute::import::text::reading::Reading;

/// How often a text is read again after it was mended; what is wrong after that is left to `check`.
const MOST_PASSES: usize = 64;

/// The body of an iteration that says what a foreign Markdown text says, without empty lines around it.
pub fn adapted(text: &str, relocate: Relocate<'_>, changes: &mut Changes) -> String {
    let mut text = visible(text, changes);
    let mut letters = None;
    for _ in 0..MOST_PASSES {
        let reading = Reading::of(&text);
        let edits = edits(&reading, relocate);
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

/// What is to be changed in a text so that it can be an iteration.
fn edits(reading: &Reading<'_>, relocate: Relocate<'_>) -> Vec<Edit> {
    let Some(body) = &reading.body else { return Vec::new() };
    let mut edits = html::edits(reading, body);
    edits.extend(links::edits(reading, body, relocate));
    for diagnostic in reading.diagnostics.sorted(&reading.sources) {
        let span = diagnostic.primary.span;
        debug_assert_eq!(span.source, reading.id, "one file is read");
        let Some(range) = reading.range(span.range()) else { continue };
        // What is written as an entity. What stands in plain sight was taken out before, and in a link all of it is meant.
        let is_entity = reading.text[range.clone()].starts_with('&');
        if diagnostic.code == &codes::INVISIBLE_CHARACTER && is_entity {
            edits.push(Edit::new(range, "", "an entity for a character that nobody can see was taken out"));
        }
    }
    edits
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
