//! What the search needs: that it is data and nothing else, and that every word of every entry is found where it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use variorum::base::diagnostic::Diagnostics;
use variorum::content::knowledge::KnowledgeBase;
use variorum::content::read;
use variorum::edition::search::texts::{self, Place, Weight};
use variorum::edition::search::words::Cutter;
use variorum::output::pipeline;

use crate::links::Files;
use crate::sites::building::{self, build};
use crate::{sites::everything, sites::folder};

/// Whether a file is one of those that the search needs.
pub(crate) fn is_record(route: &str) -> bool {
    route.starts_with("search/")
}

/// The data of a file, by the names that it is handed over with. Every line is one call with a name and JSON, in which no sign
/// means anything to a page.
pub(crate) fn data(route: &str, bytes: &[u8]) -> Vec<(String, Value)> {
    let text = std::str::from_utf8(bytes).expect("output is UTF-8");
    assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\r']), "{route}: a sign of code");
    let call = |line: &str| {
        let data = line.strip_prefix("variorumRecord(").and_then(|rest| rest.strip_suffix(");"));
        let data = format!("[{}]", data.unwrap_or_else(|| panic!("{route}: {line} is no call")));
        serde_json::from_str(&data).unwrap_or_else(|error| panic!("{route}: {error}"))
    };
    assert!(text.ends_with('\n'), "{route}");
    text.lines().map(call).collect()
}

/// All data of a site.
fn all(files: &Files) -> BTreeMap<String, Value> {
    let records = files.iter().filter(|(route, _)| is_record(route));
    records.flat_map(|(route, bytes)| data(route, bytes)).collect()
}

/// Where a word stands: how much it says there and when, and in which iterations.
type Postings = BTreeMap<usize, (char, BTreeSet<u32>)>;

fn number(text: &str) -> u32 {
    u32::from_str_radix(text, 36).unwrap_or_else(|_| panic!("{text:?} is no number"))
}

fn postings(mut written: &str) -> Postings {
    let (mut postings, mut entry) = (Postings::new(), 0);
    while !written.is_empty() {
        let end = written.find(|sign: char| sign.is_ascii_uppercase()).expect("a letter follows the distance");
        entry += number(&written[..end]) as usize;
        let code = written[end..].chars().next().expect("it was found");
        written = &written[end + 1..];
        let mut iterations = BTreeSet::new();
        while let Some((run, rest)) = written.split_once('.').filter(|(run, _)| !run.contains(char::is_uppercase)) {
            let (first, last) = run.split_once('-').unwrap_or((run, run));
            iterations.extend(number(first)..=number(last));
            written = rest;
        }
        assert!(postings.insert(entry, (code, iterations)).is_none(), "entry {entry} stands twice");
    }
    postings
}

/// The words of a site with where they stand, held against what the index says of their files.
fn words(files: &Files, name: &str) -> BTreeMap<String, Postings> {
    let all = all(files);
    let firsts = all["index"]["words"].as_array().expect("a list");
    let mut words = BTreeMap::new();
    for (file, first) in firsts.iter().enumerate() {
        let lines = all[&format!("words-{file}")].as_str().expect("a text");
        let first_line = lines.lines().next().and_then(|line| line.split_once(' ')).map_or("", |(word, _)| word);
        assert_eq!(first_line, first.as_str().expect("a word"), "{name}");
        for line in lines.lines() {
            let (word, written) = line.split_once(' ').expect("a word and where it stands");
            let last: Option<&String> = words.keys().next_back();
            assert!(last.is_none_or(|last| last.as_str() < word), "{name}: {word} is not in order");
            words.insert(word.to_owned(), postings(written));
        }
    }
    let files_of = |kind: &str| all.keys().filter(|name| name.starts_with(kind)).count();
    assert_eq!(files_of("words-"), firsts.len(), "{name}");
    words
}

fn knowledge(root: &Path) -> KnowledgeBase {
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(root, &mut diagnostics).expect("the disk is readable");
    pipeline::check(&sources, None, &mut diagnostics).expect("the knowledge base is sound")
}

/// Checks that all words of all entries are found, that nothing else is, and that what is shown of an entry stands at its
/// number.
fn everything_is_found(root: &Path, files: &Files, name: &str) {
    let knowledge = knowledge(root);
    let mut found = words(files, name);
    let all = all(files);
    let starts: Vec<usize> = all["index"]["entries"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|start| usize::try_from(start.as_u64().expect("a number")).expect("a small one"))
        .collect();
    for (entry, at) in knowledge.entries().zip(0..) {
        let file = starts.partition_point(|start| *start <= at) - 1;
        let shown = &all[&format!("entries-{file}")][at - starts[file]];
        let title = texts::title(&knowledge, entry);
        assert_eq!(shown["title"], title, "{name}");
        assert!(files.contains_key(shown["href"].as_str().expect("a way")), "{name}: {shown}");
        let mut expected: BTreeMap<String, (Weight, bool, BTreeSet<u32>)> = BTreeMap::new();
        let mut take = |place: Place, weight: Weight, text: &str| {
            Cutter::default().each(text, &mut |word| {
                let known = expected.entry(word.to_owned()).or_insert((weight, false, BTreeSet::new()));
                known.0 = known.0.max(weight);
                match place {
                    Place::Entry | Place::About(_) => known.1 = true,
                    Place::Iteration(number) => drop(known.2.insert(number.get())),
                }
            });
        };
        take(Place::Entry, Weight::Title, title);
        texts::each_text(&knowledge, entry, &mut take);
        for (word, (weight, is_around, iterations)) in expected {
            let posting = found.get_mut(&word).and_then(|postings| postings.remove(&at));
            let (code, known) = posting.unwrap_or_else(|| panic!("{name}: {word} is not found in {title}"));
            assert_eq!(known, iterations, "{name}: {word} in {title}");
            assert_eq!(('A'..='D').contains(&code), is_around, "{name}: {word} in {title}: {code}");
            let is_title = matches!(code, 'D' | 'H' | 'L');
            let is_heading = matches!(code, 'C' | 'G' | 'K');
            assert_eq!((is_title, is_heading), (weight == Weight::Title, weight == Weight::Heading), "{name}: {word}");
        }
    }
    let left = found.into_iter().find(|(_, postings)| !postings.is_empty());
    assert!(left.is_none(), "{name}: {left:?} stands nowhere");
}

#[test]
fn every_word_of_every_entry_is_found() {
    for (name, root) in everything() {
        let files = build(root.path()).files;
        assert_eq!(files.keys().filter(|route| is_record(route)).collect::<Vec<_>>(), ["search/index.js"], "{name}");
        everything_is_found(root.path(), &files, name);
    }
}

#[test]
fn what_is_large_is_cut_into_files() {
    // 120 texts of 300 words, of which some are in all texts and some in one.
    let text = |number: usize| {
        let mut text = format!("+++\ntitle = \"Practice {number}\"\nsummary = \"One.\"\ndate = 2020-01-01\n+++\n\n");
        for word in 0..600 {
            let _ = write!(text, "w{}o{} ", word * number % 997, word);
        }
        text + "\n"
    };
    let texts: Vec<(String, String)> =
        (1..=120).map(|number| (format!("content/practices/p{number}.md"), text(number))).collect();
    let texts: Vec<(&str, &[u8])> = texts.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let root = building::with(&folder("minimal").join("input"), &texts);
    let files = build(root.path()).files;
    let names: Vec<&str> = files.keys().filter_map(|route| route.strip_prefix("search/")).collect();
    let count = |kind: &str| names.iter().filter(|name| name.starts_with(kind)).count();
    assert!(count("words-") > 1 && count("entries-") > 10 && names.contains(&"index.js"), "{names:?}");
    let largest = names.iter().map(|name| files[&format!("search/{name}")].len()).max().expect("there are some");
    assert!(largest < 500_000, "{largest} bytes in one file");
    everything_is_found(root.path(), &files, "large");
    let page = String::from_utf8(files["search.html"].clone()).expect("a text");
    assert!(page.contains(" data-cut="), "the page says that there are several files");
}

#[test]
fn an_old_word_says_in_which_iterations_it_stood() {
    let files = build(Path::new(env!("CARGO_MANIFEST_DIR"))).files;
    let words = words(&files, "own content");
    let (code, iterations) = &words["valueless"][&0];
    assert_eq!((*code, iterations.iter().copied().collect::<Vec<_>>()), ('I', vec![1]));
    let (_, iterations) = &words["onboarding"][&0];
    assert!(iterations.contains(&5) && !iterations.contains(&1), "{iterations:?}");
    // It is told about the first one, and stands in no text.
    assert_eq!(words["salty"][&0], ('A', BTreeSet::new()));
}
