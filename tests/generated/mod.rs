//! Generated texts, pairs of them and histories, for properties. Each test binary uses some of them.

#![allow(dead_code)]

use proptest::prelude::*;
use variorum::content::document;
use variorum::history::text::{Lexicon, Text};

/// Markdown with words that repeat, so that there is something to align, in several scripts and shapes.
pub(crate) fn markdown() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-f]{1,3}",
        2 => prop::sample::select(vec!["the", "not", "of", "must", "it", "People"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["care’n’feeding", "care'n'feeding", "e\u{301}", "é", "1.5", "10", "产品", "ไทย", "العربية", "da\u{200b}ta", "pаy", "👩‍🔬", "\u{301}", "\u{20e3}"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["*so*", "**so**", "`x y`", "[w](https://example.org/a)", "[w](https://example.org/b)", "[[a@1]]", "<b>", "\\*", "&amp;"]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![".", ",", "!", "-", "“", "”", "[-", "-]", "{+", "+}"]).prop_map(str::to_owned),
    ];
    let gap = prop_oneof![
        12 => Just(" ".to_owned()),
        1 => Just("\u{a0}".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just(String::new()),
        2 => prop::sample::select(vec!["\n\n", "\n\n## ", "\n- ", "\n\n1. ", "\n\n> ", ". "]).prop_map(str::to_owned),
    ];
    prop::collection::vec((word, gap), 0..40)
        .prop_map(|pieces| pieces.into_iter().map(|(word, gap)| word + &gap).collect())
}

/// A text and an edit of it.
pub(crate) fn pair() -> impl Strategy<Value = (String, String)> {
    (markdown(), markdown(), edits(), any::<bool>()).prop_map(|(before, other, edits, unrelated)| {
        let after = if unrelated { other } else { edited(&before, &other, &edits) };
        (before, after)
    })
}

/// Up to eight texts, each an edit of the one before, a return to an earlier one, or something else altogether.
pub(crate) fn history() -> impl Strategy<Value = Vec<String>> {
    let step = (markdown(), edits(), 0_u8..10, any::<prop::sample::Index>());
    (markdown(), prop::collection::vec(step, 0..8)).prop_map(|(first, steps)| {
        let mut texts = vec![first];
        for (other, edits, kind, index) in steps {
            let next = match kind {
                0 => other,
                1 => index.get(texts.as_slice()).clone(),
                2 => edited(index.get(texts.as_slice()).as_str(), &other, &edits),
                _ => edited(&texts[texts.len() - 1], &other, &edits),
            };
            texts.push(next);
        }
        texts
    })
}

/// From which word, how many words, to which word, and what is done with them.
type EditOfWords = (usize, usize, usize, u8);

fn edits() -> impl Strategy<Value = Vec<EditOfWords>> {
    prop::collection::vec((0_usize..60, 0_usize..12, 0_usize..60, 0_u8..4), 0..4)
}

/// A text with pieces cut out, put elsewhere, doubled, or replaced by some of another.
fn edited(before: &str, other: &str, edits: &[EditOfWords]) -> String {
    let mut words: Vec<String> = before.split_inclusive(' ').map(str::to_owned).collect();
    for &(from, length, to, kind) in edits {
        let from = from.min(words.len());
        let cut: Vec<String> = words.drain(from..(from + length).min(words.len())).collect();
        let to = to.min(words.len());
        match kind {
            0 => {}
            1 => drop(words.splice(to..to, cut)),
            2 => drop(words.splice(from..from, cut.iter().chain(&cut).cloned().collect::<Vec<_>>())),
            _ => drop(words.splice(from..from, other.split_inclusive(' ').take(length).map(str::to_owned))),
        }
    }
    words.concat()
}

/// Texts whose words are numbered by one lexicon.
pub(crate) fn texts<S: AsRef<str>>(markdown: impl IntoIterator<Item = S>) -> Vec<Text> {
    let mut lexicon = Lexicon::default();
    let text = |markdown: S| {
        let (body, source) = document::loose(markdown.as_ref());
        Text::new(&body, &source, &mut lexicon)
    };
    markdown.into_iter().map(text).collect()
}

/// Two of them.
pub(crate) fn two(before: &str, after: &str) -> (Text, Text) {
    let mut both = texts([before, after]).into_iter();
    (both.next().expect("the first"), both.next().expect("the second"))
}

/// A paragraph of plain words.
pub(crate) fn words() -> impl Strategy<Value = String> {
    prop::collection::vec("[a-f]{1,4}", 1..12).prop_map(|words| words.join(" ") + ".")
}
