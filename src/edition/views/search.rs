//! The page to search on, which without a script is the list of everything by title.

use serde::Serialize;

use crate::base::language::Words;
use crate::base::web::address::Address;
use crate::content::knowledge::{Entry, KnowledgeBase};
use crate::edition::links::linker::Linker;
use crate::edition::plan::{Page, Record, SearchFile, Site};
use crate::edition::search::texts::title;
use crate::edition::search::words::Cutter;
use crate::edition::views::parts::EntryLink;
use crate::edition::views::{Shown, View, documents};

/// What `search.html` shows.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The script that brings what the search needs, or says which others do.
    pub records: Address,
    /// Whether there are others.
    pub is_cut: bool,
    /// Everything that has a page, by the first letter of its title.
    pub letters: Vec<LetterView>,
}

/// What begins with a letter.
#[derive(Debug, Serialize)]
pub struct LetterView {
    /// The letter.
    pub letter: String,
    /// In the order of the titles.
    pub entries: Vec<EntryLink>,
}

/// What stands above numbers, and above titles without a letter or a number.
const NUMBERS: &str = "0–9";
const OTHERS: &str = "#";

pub(super) fn search(site: &Site, links: &Linker<'_>) -> Shown {
    let knowledge = site.knowledge();
    let mut cutter = Cutter::default();
    let mut sorted: Vec<Entry> = knowledge.entries().collect();
    sorted.sort_by_cached_key(|entry| {
        let mut folded = String::new();
        cutter.each(title(knowledge, *entry), &mut |word| {
            folded.push_str(word);
            folded.push(' ');
        });
        folded
    });
    let mut letters: Vec<LetterView> = Vec::new();
    for entry in sorted {
        let label = title(knowledge, entry);
        let letter = letter(label, &mut cutter);
        let link = EntryLink {
            label: label.to_owned(),
            href: links.entry(entry),
            kind: kind(knowledge, entry, links.words).to_owned(),
            line: None,
            date: None,
        };
        match letters.last_mut().filter(|last| last.letter == letter) {
            Some(last) => last.entries.push(link),
            None => letters.push(LetterView { letter, entries: vec![link] }),
        }
    }
    let view = SearchView {
        records: links.page(&Page::Record(Record::Search(SearchFile::Index))),
        is_cut: !site.layout().is_one_file(),
        letters,
    };
    let words = &links.words.pages;
    ("search.html", words.search.clone(), words.search_about.clone(), View::Search(view))
}

/// What kind of thing an entry is, in a word.
pub(crate) fn kind<'words>(knowledge: &KnowledgeBase, entry: Entry, words: &'words Words) -> &'words str {
    match entry {
        Entry::Definition(_) => &words.kind.definition,
        Entry::Iteration(..) => &words.kind.iteration,
        Entry::Practice(_) => &words.kind.practice,
        Entry::Contribution(id) => documents::kind(knowledge.contribution(id).kind, words),
        Entry::Influence(_) => &words.kind.influence,
        Entry::Person(_) => &words.kind.person,
        Entry::Page(_) => &words.kind.page,
        Entry::List(_) => &words.kind.list,
        Entry::Picture(_) => &words.kind.picture,
    }
}

/// What a title stands under: its first letter as a capital.
fn letter(title: &str, cutter: &mut Cutter) -> String {
    let mut first = None;
    cutter.each(title, &mut |word| first = first.or_else(|| word.chars().next()));
    match first {
        None => OTHERS.to_owned(),
        Some(digit) if digit.is_numeric() => NUMBERS.to_owned(),
        Some(letter) => letter.to_uppercase().collect(),
    }
}
