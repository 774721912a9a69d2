//! What pages share that are written one after another.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Entry, Folder, Id};
use crate::edition::exports::{Record, SearchFile};
use crate::edition::links::date::Dates;
use crate::edition::plan::page::Page;
use crate::edition::plan::{Route, Site};
use crate::edition::search::Words;
use crate::edition::views::{EntryLink, FeedEntry, Link, Others, Prepared, Rung};
use crate::history::{Change, Chronicle};

/// What the pages of one folder share, made when the first of them asks for it. A page is the same whether it shares
/// anything or stands alone; together, pages are written sooner.
pub struct Shelf<'site> {
    pub(crate) site: &'site Site,
    place: Place,
    chronicle: OnceCell<(Id<Definition>, Arc<Chronicle>)>,
    words: OnceCell<Arc<Words>>,
    entries: OnceCell<Vec<Entry>>,
    pub(crate) dates: Dates,
    pub(crate) around: OnceCell<Around>,
    pub(crate) ladder: OnceCell<Prepared<Vec<Rung>>>,
    pub(crate) feed: OnceCell<Prepared<Vec<FeedEntry>>>,
    pub(crate) practices: OnceCell<Vec<Prepared<EntryLink>>>,
    pub(crate) others: RefCell<BTreeMap<IterationNumber, Option<Prepared<Others>>>>,
}

/// The parts of the frame that are the same around all pages of a shelf.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    pub(crate) root: Address,
    pub(crate) home: Prepared<Link>,
    pub(crate) menu: Prepared<Vec<Link>>,
    pub(crate) search: Prepared<Link>,
    pub(crate) keys: Prepared<Link>,
    pub(crate) more: Prepared<Vec<Link>>,
    pub(crate) feeds: Prepared<Vec<Link>>,
    pub(crate) license: Prepared<Option<Link>>,
}

/// Who else asks for what a shelf holds.
#[derive(Clone, Copy)]
enum Place {
    /// Nobody: the shelf holds all pages that share anything with its own.
    Run,
    /// Whoever asks for another page of the same site.
    Alone,
}

/// What a page has in common with those that share a shelf with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kin {
    Definition(Id<Definition>),
    Folder(Folder),
    /// It says where words stand.
    Words,
    /// It holds what is shown of entries that were found.
    Found,
    /// It stands alone.
    None,
}

/// The most pages of one shelf. A shelf is the work of one thread, so a definition of a thousand iterations has several.
const LONGEST: usize = 64;

impl<'site> Shelf<'site> {
    /// An empty shelf for one run of [`Site::shelves`].
    pub fn new(site: &'site Site) -> Self {
        Self::at(site, Place::Run)
    }

    /// An empty shelf for a single page, of a site whose other pages are asked for one by one: what takes long to make then
    /// stays with the site.
    pub fn for_one(site: &'site Site) -> Self {
        Self::at(site, Place::Alone)
    }

    fn at(site: &'site Site, place: Place) -> Self {
        Self {
            site,
            place,
            words: OnceCell::new(),
            entries: OnceCell::new(),
            chronicle: OnceCell::new(),
            dates: Dates::default(),
            around: OnceCell::new(),
            ladder: OnceCell::new(),
            feed: OnceCell::new(),
            practices: OnceCell::new(),
            others: RefCell::default(),
        }
    }

    /// The words of all entries.
    pub(crate) fn words(&self) -> &Words {
        self.words.get_or_init(|| match self.place {
            // They take much memory, and go away with the shelf. Others may do some of the work meanwhile; no shelf waits for
            // another, so it may be any work.
            Place::Run => Arc::new(Words::of(self.site.knowledge(), self.site.layout())),
            Place::Alone => self.site.words(),
        })
    }

    /// Everything that can be found, in the order of its numbers.
    pub(crate) fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| self.site.knowledge().entries().collect())
    }

    /// What changed from the nearest text before an iteration of that definition. The history is held, because whoever asks for
    /// what changed will ask for more of it.
    pub(crate) fn change(&self, id: Id<Definition>, number: IterationNumber) -> Option<&Change> {
        self.chronicle(id);
        self.site.history().change(id, number)
    }

    /// The history of the definition that all pages of the shelf belong to.
    pub(crate) fn chronicle(&self, id: Id<Definition>) -> &Chronicle {
        let (known, chronicle) = self.chronicle.get_or_init(|| (id, self.site.history().of(id)));
        debug_assert_eq!(*known, id, "a shelf holds the pages of one definition");
        chronicle
    }
}

/// Cuts the routes of a site into runs whose pages may share a [`Shelf`].
pub(crate) fn shelves(routes: &[(Route, Page)]) -> Vec<&[(Route, Page)]> {
    routes
        .chunk_by(|(_, a), (_, b)| kin(a) != Kin::None && kin(a) == kin(b))
        .flat_map(|run| run.chunks(if kin(&run[0].1) == Kin::Words { run.len() } else { LONGEST }))
        .collect()
}

fn kin(page: &Page) -> Kin {
    match page {
        Page::Comparison(id, ..)
        | Page::Variorum(id)
        | Page::Dossier(id)
        | Page::Propose(id)
        | Page::Feed(Some(id))
        | Page::Card(id, _)
        | Page::Entry(Entry::Definition(id) | Entry::Iteration(id, _))
        | Page::Source(Entry::Definition(id) | Entry::Iteration(id, _)) => Kin::Definition(*id),
        Page::Record(Record::Search(SearchFile::Index | SearchFile::Words(_))) => Kin::Words,
        Page::Record(Record::Search(SearchFile::Entries(_))) => Kin::Found,
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
        | Page::Search
        | Page::Keys
        | Page::NotFound
        | Page::Feed(None)
        | Page::Sitemap
        | Page::Robots
        | Page::ThemeFile(_)
        | Page::Moved(_) => Kin::None,
    }
}
