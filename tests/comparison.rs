//! What holds for every comparison, whatever the texts. `PROPTEST_CASES=1000000 cargo test --release --test comparison`
//! tries more.

use std::collections::HashSet;

use proptest::prelude::*;
use variorum::document::html::Links;
use variorum::document::{self, Target};
use variorum::history::comparison::show::{html, json, plain, sentences, source, summary, terminal};
use variorum::history::comparison::{Comparison, Edit, compare};
use variorum::history::text::{Lexicon, Text};

/// Markdown with words that repeat, so that there is something to align, in several scripts and shapes.
fn markdown() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-f]{1,3}",
        2 => prop::sample::select(vec!["the", "not", "of", "must", "it", "People"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["care’n’feeding", "care'n'feeding", "e\u{301}", "é", "1.5", "10", "产品", "ไทย", "العربية", "da\u{200b}ta", "pаy", "👩‍🔬"]).prop_map(str::to_owned),
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

/// A text and an edit of it: pieces cut out, put elsewhere, doubled, or replaced.
fn pair() -> impl Strategy<Value = (String, String)> {
    let edits = prop::collection::vec((0_usize..60, 0_usize..12, 0_usize..60, 0_u8..4), 0..4);
    (markdown(), markdown(), edits, any::<bool>()).prop_map(|(before, other, edits, unrelated)| {
        if unrelated {
            return (before, other);
        }
        let mut words: Vec<String> = before.split_inclusive(' ').map(str::to_owned).collect();
        for (from, length, to, kind) in edits {
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
        (before, words.concat())
    })
}

fn texts(before: &str, after: &str) -> (Text, Text) {
    let mut lexicon = Lexicon::default();
    let mut text = |markdown: &str| {
        let (body, source) = document::loose(markdown);
        Text::new(&body, &source, &mut lexicon)
    };
    (text(before), text(after))
}

/// The words of one side, read off a comparison.
fn read(comparison: &Comparison, is_before: bool) -> Vec<usize> {
    let segments = comparison.blocks.iter().flat_map(|block| &block.segments);
    segments
        .flat_map(|segment| {
            let (old, new) = match &segment.edit {
                Edit::Kept { before, after } => (before.clone(), after.clone()),
                Edit::Deleted(words) => (words.clone(), 0..0),
                Edit::Inserted(words) => (0..0, words.clone()),
            };
            if is_before { old } else { new }
        })
        .collect()
}

/// One of the two texts, read off the marked source, without white space.
fn unmarked(marked: &str, is_before: bool) -> String {
    let mut out = String::new();
    let mut rest = marked;
    while let Some(start) = rest.find(['[', '{']) {
        let (sign, is_deleted) = if rest[start..].starts_with("[-") { ("-]", true) } else { ("+}", false) };
        let is_mark = rest[start..].starts_with("[-") || rest[start..].starts_with("{+");
        if !is_mark {
            out.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
            continue;
        }
        out.push_str(&rest[..start]);
        let inner = &rest[start + 2..];
        let end = inner.find(sign).expect("a mark ends");
        if is_deleted == is_before {
            out.push_str(&inner[..end]);
        }
        rest = &inner[end + 2..];
    }
    out.push_str(rest);
    out.split_whitespace().collect()
}

/// Whether tags nest, and every id is there once and every `#` link has its id.
fn is_well_formed(html: &str) -> Result<(), String> {
    let mut open = Vec::new();
    let (mut ids, mut targets) = (HashSet::new(), Vec::new());
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes something else"));
            }
        } else {
            open.push(name);
        }
        let attribute = |name: &str| tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        if let Some(id) = attribute("id")
            && !ids.insert(id.to_owned())
        {
            return Err(format!("the id {id} stands twice"));
        }
        targets.extend(attribute("href").and_then(|href| href.strip_prefix('#')).map(str::to_owned));
    }
    match targets.iter().find(|target| !ids.contains(*target)) {
        Some(target) => Err(format!("#{target} leads nowhere")),
        None if open.is_empty() => Ok(()),
        None => Err(format!("{open:?} stays open")),
    }
}

struct NoLinks;

impl Links for NoLinks {
    fn address(&self, target: &Target, _: &str) -> Option<String> {
        if let Target::Web(address) = target { Some(address.clone()) } else { None }
    }

    fn name(&self, _: &Target) -> String {
        "name".to_owned()
    }
}

proptest! {
    #[test]
    fn both_texts_can_be_read_off((before, after) in pair()) {
        let (before, after) = texts(&before, &after);
        let comparison = compare(&before, &after);
        prop_assert_eq!(read(&comparison, true), (0..before.tokens.len()).collect::<Vec<_>>());
        prop_assert_eq!(read(&comparison, false), (0..after.tokens.len()).collect::<Vec<_>>());
        for segment in comparison.blocks.iter().flat_map(|block| &block.segments) {
            if let Edit::Kept { before: old, after: new } = &segment.edit {
                prop_assert_eq!(old.len(), new.len());
                prop_assert!(old.clone().zip(new.clone()).all(|(i, j)| before.tokens[i].key == after.tokens[j].key));
            }
        }
    }

    #[test]
    fn both_sources_can_be_read_off((before, after) in pair()) {
        let (old, new) = texts(&before, &after);
        let marked = source::write(&compare(&old, &new), &old, &new);
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(unmarked(&marked, true), bare(&old.source), "{}", marked);
        prop_assert_eq!(unmarked(&marked, false), bare(&new.source), "{}", marked);
    }

    #[test]
    fn the_other_direction_is_the_mirror((before, after) in pair()) {
        let (before, after) = texts(&before, &after);
        let (there, back) = (compare(&before, &after), compare(&after, &before));
        prop_assert_eq!((there.tally.added, there.tally.removed, there.tally.kept), (back.tally.removed, back.tally.added, back.tally.kept));
        let kept = |comparison: &Comparison, turned: bool| -> Vec<(usize, usize)> {
            let segments = comparison.blocks.iter().flat_map(|block| &block.segments);
            let mut pairs: Vec<(usize, usize)> = segments.flat_map(|segment| match &segment.edit {
                Edit::Kept { before, after } => before.clone().zip(after.clone()).collect::<Vec<_>>(),
                Edit::Deleted(_) | Edit::Inserted(_) => Vec::new(),
            }).map(|(i, j)| if turned { (j, i) } else { (i, j) }).collect();
            pairs.sort_unstable();
            pairs
        };
        prop_assert_eq!(kept(&there, false), kept(&back, true));
        prop_assert_eq!(there.moves.len(), back.moves.len());
    }

    #[test]
    fn only_the_same_text_gives_no_change((before, after) in pair()) {
        let (old, new) = texts(&before, &after);
        prop_assert_eq!(compare(&old, &new).is_empty(), old.source == new.source);
        prop_assert!(compare(&old, &old).is_empty());
    }

    #[test]
    fn every_rendering_is_sound((before, after) in pair()) {
        let (old, new) = texts(&before, &after);
        let comparison = compare(&old, &new);
        for written in [html::inline(&comparison, &old, &new, "c-", &NoLinks), html::side_by_side(&comparison, &old, &new, "s-", &NoLinks)] {
            if let Err(fault) = is_well_formed(written.as_str()) {
                prop_assert!(false, "{}: {}", fault, written.as_str());
            }
        }
        serde_json::from_str::<serde_json::Value>(&json::write(&comparison, &old, &new)).expect("JSON");
        prop_assert!(summary::sentence(&comparison, &old, &new).ends_with('.'));
        prop_assert_eq!(sentences::write(&comparison, &old, &new).is_empty(), comparison.is_empty());
        prop_assert!(!plain::markdown(&comparison, &old, &new).contains('<'));
        terminal::write(&comparison, &old, &new, terminal::Marks::Brackets, 40);
    }
}
