//! The page to search on, which without a script is the list of everything by title.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::Entry;
use crate::edition::links::{EntryLink, Linker};
use crate::edition::plan::{Page, Record, SearchFile};
use crate::edition::search::texts::title;
use crate::edition::search::words::Cutter;
use crate::edition::views::parts::Shown;

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

pub(super) fn search(links: &Linker<'_>) -> Shown<SearchView> {
    let knowledge = links.knowledge;
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
        let link = links.title_link(entry);
        let letter = letter(&link.label, &mut cutter);
        match letters.last_mut().filter(|last| last.letter == letter) {
            Some(last) => last.entries.push(link),
            None => letters.push(LetterView { letter, entries: vec![link] }),
        }
    }
    let view = SearchView {
        records: links.page(&Page::Record(Record::Search(SearchFile::Index))),
        is_cut: !links.site.layout().is_one_file(),
        letters,
    };
    let words = &links.words.pages;
    Shown::new(&words.search, &words.search_about, view)
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
