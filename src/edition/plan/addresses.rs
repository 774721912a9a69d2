//! The addresses that people may cite, and which of them are no more after a change.

use std::collections::BTreeMap;

use crate::base::text::Sources;
use crate::content::knowledge::{Entry, KnowledgeBase};
use crate::edition::plan::extent::Extent;
use crate::edition::plan::{Page, Record, pages};
use crate::edition::search::Layout;

/// The addresses of a site, but for those of files that only its pages ask for.
#[derive(Debug)]
pub struct Addresses {
    /// Each with the file of the content that it comes from, if it is that of one; of a definition that of the term itself.
    all: BTreeMap<String, Option<String>>,
    /// How addresses of before begin, and how they begin now.
    moved: Vec<(String, String)>,
}

/// Addresses of one file, or of none, that are no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The file of the content, as its path was.
    pub file: Option<String>,
    /// The first of the addresses.
    pub first: String,
    /// How many more there are.
    pub more: usize,
}

impl Addresses {
    /// The addresses of a knowledge base, with an address of its own if it says so.
    pub fn of(knowledge: &KnowledgeBase, sources: &Sources) -> Self {
        let pages = pages(knowledge, &Layout::of(knowledge), &[], Extent::of(knowledge));
        let file =
            |page: &Page| owner(page).and_then(|entry| knowledge.source(entry)).map(|id| sources.get(id).path.clone());
        let cited = pages
            .iter()
            .filter(|page| !matches!(page, Page::ThemeFile(_) | Page::Record(Record::Search(_) | Record::Redirects)));
        let all = cited.map(|page| (page.route(knowledge).as_str().to_owned(), file(page))).collect();
        let mut moved = Vec::new();
        for entry in knowledge.entries() {
            let now = Page::Entry(entry).route(knowledge);
            let (folder, rest) = now.as_str().split_once('/').unwrap_or_default();
            let slug = &rest[..rest.find(['/', '.']).unwrap_or(rest.len())];
            let aliases = knowledge.aliases(entry).iter();
            moved.extend(aliases.map(|alias| (format!("{folder}/{}", alias.value), format!("{folder}/{slug}"))));
        }
        Self { all, moved }
    }

    /// Whether something is at an address, or a page or a host leads on from it to something that is there.
    fn have(&self, address: &str) -> bool {
        let leads_on = |(before, now): &(String, String)| {
            let rest = address.strip_prefix(before.as_str()).filter(|rest| rest.starts_with(['/', '.']));
            rest.is_some_and(|rest| self.all.contains_key(&format!("{now}{rest}")))
        };
        self.all.contains_key(address) || self.moved.iter().any(leads_on)
    }

    /// The addresses that are no more, file by file.
    pub fn ended(&self, now: &Self) -> Vec<Ended> {
        let mut ended: Vec<Ended> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (address, file) in self.all.iter().filter(|(address, _)| !now.have(address)) {
            let known = file.as_deref().and_then(|file| places.get(file));
            if let Some(known) = known {
                let known = &mut ended[*known];
                known.more += 1;
                // The page of the file itself tells more than the first that comes.
                if address.ends_with("/index.html") {
                    known.first.clone_from(address);
                }
                continue;
            }
            if let Some(file) = file {
                places.insert(file, ended.len());
            }
            ended.push(Ended { file: file.clone(), first: address.clone(), more: 0 });
        }
        ended
    }
}

/// The entry whose file a page comes from.
fn owner(page: &Page) -> Option<Entry> {
    let definition = page.definition().map(Entry::Definition);
    definition.or(match page {
        Page::Entry(entry) | Page::Source(entry) => Some(*entry),
        Page::Moved(moved) => Some(moved.entry),
        _ => None,
    })
}
