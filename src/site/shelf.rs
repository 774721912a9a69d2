//! What pages share that are written one after another.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::Address;
use crate::history::Chronicle;
use crate::knowledge::{Definition, Entry, Folder, Id};
use crate::names::IterationNumber;
use crate::site::page::Page;
use crate::site::views::{FeedEntry, Link, Others, Prepared, Rung};
use crate::site::{Route, Site};

/// What the pages of one folder share, made when the first of them asks for it. A page is the same whether it shares
/// anything or stands alone; together, pages are written sooner.
pub struct Shelf<'site> {
    pub(super) site: &'site Site,
    chronicle: OnceCell<(Id<Definition>, Arc<Chronicle>)>,
    pub(super) around: OnceCell<Around>,
    pub(super) ladder: OnceCell<Prepared<Vec<Rung>>>,
    pub(super) feed: OnceCell<Prepared<Vec<FeedEntry>>>,
    pub(super) others: RefCell<BTreeMap<IterationNumber, Option<Prepared<Others>>>>,
}

/// The parts of the frame that are the same around all pages of a shelf.
#[derive(Clone, Debug)]
pub(super) struct Around {
    pub(super) root: Address,
    pub(super) home: Prepared<Link>,
    pub(super) menu: Prepared<Vec<Link>>,
    pub(super) more: Prepared<Vec<Link>>,
    pub(super) feeds: Prepared<Vec<Link>>,
    pub(super) license: Prepared<Option<Link>>,
}

/// What a page has in common with those that share a shelf with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kin {
    Definition(Id<Definition>),
    Folder(Folder),
    /// It stands alone.
    None,
}

/// The most pages of one shelf. A shelf is the work of one thread, so a definition of a thousand iterations has several.
const LONGEST: usize = 64;

impl<'site> Shelf<'site> {
    /// An empty shelf.
    pub fn new(site: &'site Site) -> Self {
        Self {
            site,
            chronicle: OnceCell::new(),
            around: OnceCell::new(),
            ladder: OnceCell::new(),
            feed: OnceCell::new(),
            others: RefCell::default(),
        }
    }

    /// The history of the definition that all pages of the shelf belong to.
    pub(super) fn chronicle(&self, id: Id<Definition>) -> &Chronicle {
        let (known, chronicle) = self.chronicle.get_or_init(|| (id, self.site.history().of(id)));
        debug_assert_eq!(*known, id, "a shelf holds the pages of one definition");
        chronicle
    }
}

/// Cuts the routes of a site into runs whose pages may share a [`Shelf`].
pub(super) fn shelves(routes: &[(Route, Page)]) -> Vec<&[(Route, Page)]> {
    routes
        .chunk_by(|(_, a), (_, b)| kin(a) != Kin::None && kin(a) == kin(b))
        .flat_map(|run| run.chunks(LONGEST))
        .collect()
}

fn kin(page: &Page) -> Kin {
    match page {
        Page::Comparison(id, ..)
        | Page::Variorum(id)
        | Page::Dossier(id)
        | Page::Feed(Some(id))
        | Page::Card(id, _)
        | Page::Entry(Entry::Definition(id) | Entry::Iteration(id, _))
        | Page::Source(Entry::Definition(id) | Entry::Iteration(id, _)) => Kin::Definition(*id),
        Page::Record(record) => record.definition().map_or(Kin::None, Kin::Definition),
        Page::Entry(Entry::Practice(_)) | Page::Source(Entry::Practice(_)) => Kin::Folder(Folder::Practices),
        Page::Entry(Entry::Contribution(_)) | Page::Source(Entry::Contribution(_)) => {
            Kin::Folder(Folder::Contributions)
        }
        Page::Entry(Entry::Influence(_)) | Page::Source(Entry::Influence(_)) => Kin::Folder(Folder::Influences),
        Page::Entry(Entry::Person(_)) | Page::Source(Entry::Person(_)) => Kin::Folder(Folder::People),
        // The menu marks these as the page that is read, so each has a frame of its own.
        Page::Entry(Entry::Page(_) | Entry::List(_) | Entry::Picture(_))
        | Page::Source(Entry::Page(_) | Entry::List(_) | Entry::Picture(_))
        | Page::Home
        | Page::Timeline
        | Page::NotFound
        | Page::Feed(None)
        | Page::Sitemap
        | Page::Robots
        | Page::ThemeFile(_) => Kin::None,
    }
}
