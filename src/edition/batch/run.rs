//! Which pages share something.

use crate::content::knowledge::{Definition, Folder, Id};
use crate::edition::plan::{Page, Record, Route, SearchFile, Site};

/// Pages of a site in the order of their routes that may share something.
#[derive(Clone, Copy)]
pub struct Run<'site> {
    pub(crate) site: &'site Site,
    pub(crate) pages: &'site [(Route, Page)],
    pub(super) place: Place,
}

/// Who else asks for what a run needs.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// Nobody: the run is one of all, and holds all pages that share anything with its own.
    All,
    /// Anyone who asks for another page of the same site.
    Alone,
    /// The same, and a server answers with the page at any address, so its whole addresses begin at the root of that server.
    AnyAddress,
}

/// What a page has in common with those that share something with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kin {
    Definition(Id<Definition>),
    Folder(Folder),
    /// It says where words stand.
    Words,
    /// It holds what is shown of entries that were found.
    Found,
}

/// The most pages of one run, which is the work of one thread, so a definition of a thousand iterations has several.
const LONGEST: usize = 64;

impl<'site> Run<'site> {
    /// All pages of a site.
    pub fn all(site: &'site Site) -> Vec<Self> {
        let runs = site.routes().chunk_by(|(_, a), (_, b)| kin(a).is_some() && kin(a) == kin(b));
        let cut = |run: &'site [(Route, Page)]| {
            run.chunks(if kin(&run[0].1) == Some(Kin::Words) { run.len() } else { LONGEST })
        };
        runs.flat_map(cut).map(|pages| Self { site, pages, place: Place::All }).collect()
    }

    /// A single page of a site whose other pages are asked for one by one: what takes long to make then stays with the site.
    pub fn one(site: &'site Site, page: &'site (Route, Page)) -> Self {
        Self { site, pages: std::slice::from_ref(page), place: Place::Alone }
    }

    /// The same for a page that a server answers with at any address.
    pub fn for_any_address(site: &'site Site, page: &'site (Route, Page)) -> Self {
        Self { place: Place::AnyAddress, ..Self::one(site, page) }
    }

    /// What all of its pages have in common; none if it has one page that stands alone.
    pub(super) fn kin(self) -> Option<Kin> {
        self.pages.first().and_then(|(_, page)| kin(page))
    }
}

fn kin(page: &Page) -> Option<Kin> {
    if let Some(id) = page.definition() {
        return Some(Kin::Definition(id));
    }
    match page {
        Page::Record(Record::Search(SearchFile::Index | SearchFile::Words(_))) => Some(Kin::Words),
        Page::Record(Record::Search(SearchFile::Entries(_))) => Some(Kin::Found),
        Page::Entry(entry) | Page::Source(entry) => match Folder::of(*entry)? {
            // The menu marks these as the page that is read, so each has a frame of its own.
            Folder::Pages => None,
            folder => Some(Kin::Folder(folder)),
        },
        _ => None,
    }
}
