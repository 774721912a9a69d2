//! What the files share that the search needs.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::content::knowledge::Entry;
use crate::edition::batch::run::Place;
use crate::edition::plan::Site;
use crate::edition::search::Words;

/// What the files share that the search needs.
pub(crate) struct SearchBatch<'site> {
    pub(crate) site: &'site Site,
    place: Place,
    words: OnceCell<Arc<Words>>,
    entries: OnceCell<Vec<Entry>>,
}

impl<'site> SearchBatch<'site> {
    pub(super) fn new(site: &'site Site, place: Place) -> Self {
        Self { site, place, words: OnceCell::new(), entries: OnceCell::new() }
    }

    /// The words of all entries.
    pub(crate) fn words(&self) -> &Words {
        self.words.get_or_init(|| match self.place {
            // They take much memory, and go away with the run. Others may do some of the work meanwhile; no run waits for
            // another, so it may be any work.
            Place::All => Arc::new(Words::of(self.site.knowledge(), self.site.layout())),
            Place::Alone | Place::AnyAddress => self.site.words(),
        })
    }

    /// Everything that can be found, in the order of its numbers.
    pub(crate) fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| self.site.knowledge().entries().collect())
    }
}
