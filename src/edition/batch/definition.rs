//! What the pages of one definition share.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::names::IterationNumber;
use crate::content::knowledge::{Definition, Entry, Id, Iteration};
use crate::edition::batch::feed::{self, FeedEntry, News};
use crate::edition::batch::ladder::{self, Extent, Rung};
use crate::edition::batch::others::{self, Others};
use crate::edition::links::{Linker, Prepared};
use crate::edition::plan::{Page, Site};
use crate::history::{Change, Chronicle};

/// What the pages of one definition share.
pub(crate) struct DefinitionBatch<'site> {
    pub(crate) site: &'site Site,
    pub(crate) id: Id<Definition>,
    pub(crate) definition: &'site Definition,
    chronicle: OnceCell<Arc<Chronicle>>,
    ladder: OnceCell<Prepared<Vec<Rung>>>,
    feed: OnceCell<Prepared<Vec<FeedEntry>>>,
    others: RefCell<BTreeMap<IterationNumber, Option<Prepared<Others>>>>,
}

impl<'site> DefinitionBatch<'site> {
    pub(super) fn new(site: &'site Site, id: Id<Definition>) -> Self {
        Self {
            site,
            id,
            definition: site.knowledge().definition(id),
            chronicle: OnceCell::new(),
            ladder: OnceCell::new(),
            feed: OnceCell::new(),
            others: RefCell::default(),
        }
    }

    /// One of its iterations.
    pub(crate) fn iteration(&self, number: IterationNumber) -> &'site Iteration {
        self.definition.iteration(number).expect("a planned iteration exists")
    }

    /// Its history, which is held: a page that asks for what changed will ask for more of it.
    pub(crate) fn chronicle(&self) -> &Chronicle {
        self.chronicle.get_or_init(|| self.site.history().of(self.id))
    }

    /// What changed from the nearest text before an iteration.
    pub(crate) fn change(&self, number: IterationNumber) -> Option<&'site Change> {
        self.chronicle();
        self.site.history().change(self.id, number)
    }

    /// The rungs of its ladder, latest first, for a page of an iteration or of none.
    pub(crate) fn ladder(
        &self,
        links: &Linker<'_>,
        this: Option<IterationNumber>,
        extent: Extent,
    ) -> Prepared<Vec<Rung>> {
        let change = |number| self.change(number);
        let rungs = || Prepared::new(ladder::rungs(self.id, links, this, extent, &change));
        if ladder::is_short(self.definition) { self.ladder.get_or_init(rungs).clone() } else { rungs() }
    }

    /// The comparisons of an iteration with all others that it is compared with; none if there is only one.
    pub(crate) fn others(&self, links: &Linker<'_>, number: IterationNumber) -> Option<Prepared<Others>> {
        let make = || others::others(self.id, links, number).map(Prepared::new);
        self.others.borrow_mut().entry(number).or_insert_with(make).clone()
    }

    /// What is new of it. Links are whole addresses in every feed.
    pub(super) fn news(&self, links: &Linker<'_>) -> News {
        let events = self.site.backlinks().iterations_of(self.id);
        let entries = self.feed.get_or_init(|| Prepared::new(feed::entries(links, events)));
        News {
            title: links.words.frame.feed_of_definition(&self.definition.term),
            page: Page::Entry(Entry::Definition(self.id)),
            entries: entries.clone(),
        }
    }
}
