//! Links as a page writes them: relative to where it lives.

use std::cell::{Cell, RefCell};

use jiff::civil::Date;

use crate::base::language::Words;
use crate::base::web::address::Address;
use crate::content::document::Target;
use crate::content::document::body::html::Links;
use crate::content::knowledge::{Entry, KnowledgeBase};
use crate::edition::links::date::{DateView, Dates};
use crate::edition::links::prepared::Prepared;
use crate::edition::plan::{Page, Route, Site};

/// What the ids of headings and notes in a text begin with.
pub(crate) const BODY_IDS: &str = "h-";
/// The same in the text of an iteration, which may stand on a page beside another text.
pub(crate) const ITERATION_IDS: &str = "text-";

/// How many bytes of iterations are searched for the words of links on one page. Links past it lead to the page alone.
const SEARCHED: usize = 64 << 20;

/// Writes the links of one page.
pub(crate) struct Linker<'site> {
    pub(crate) site: &'site Site,
    pub(crate) knowledge: &'site KnowledgeBase,
    /// What the page says itself.
    pub(crate) words: &'site Words,
    from: &'site Route,
    dates: &'site Dates,
    /// The route of the last page that was linked; kept so that its memory is.
    to: RefCell<Route>,
    /// How many bytes may still be searched.
    unsearched: Cell<usize>,
    /// What stands before a route instead of the way from the page.
    base: Option<&'site Address>,
}

impl<'site> Linker<'site> {
    /// Links of the page at a route: relative to it, or behind an address.
    pub(crate) fn new(
        site: &'site Site,
        dates: &'site Dates,
        from: &'site Route,
        base: Option<&'site Address>,
    ) -> Self {
        Self {
            site,
            knowledge: site.knowledge(),
            words: &site.language().words,
            from,
            dates,
            to: RefCell::default(),
            unsearched: Cell::new(SEARCHED),
            base,
        }
    }

    /// What stands before a route instead of the way from the page, if anything does.
    pub(crate) fn base(&self) -> Option<&'site Address> {
        self.base
    }

    /// A date in the words of the page.
    pub(crate) fn date(&self, date: Date) -> Prepared<DateView> {
        self.dates.view(date, &self.words.date)
    }

    /// The address of a page.
    pub(crate) fn page(&self, page: &Page) -> Address {
        let mut route = self.to.borrow_mut();
        page.write_route(self.knowledge, &mut route);
        match self.base {
            Some(base) => route.below(base),
            None => self.from.to(&route),
        }
    }

    /// The address of an entry on the published site; none if nobody knows where that is.
    pub(crate) fn published(&self, entry: Entry) -> Option<Address> {
        let base = self.knowledge.config().base_url.as_ref()?;
        Some(Page::Entry(entry).route(self.knowledge).below(base))
    }

    /// The address of an entry.
    pub(crate) fn entry(&self, entry: Entry) -> Address {
        self.page(&Page::Entry(entry))
    }

    /// Whether the words of a link stand in the iteration that it leads to, so that browsers may scroll to them and light
    /// them up. No if enough was searched for other links.
    fn stands_in(&self, entry: Entry, words: &str) -> bool {
        let iteration = match entry {
            Entry::Iteration(id, number) => self.knowledge.definition(id).iteration(number),
            Entry::Definition(id) => self.knowledge.definition(id).current(),
            _ => None,
        };
        let Some(iteration) = iteration.filter(|_| !words.is_empty()) else { return false };
        if self.unsearched.get() == 0 {
            return false;
        }
        let said = iteration.words();
        let unsearched = self.unsearched.get().checked_sub(said.len());
        self.unsearched.set(unsearched.unwrap_or_default());
        unsearched.is_some() && said.contains(words)
    }
}

impl Links for Linker<'_> {
    fn address(&self, target: &Target, words: &str) -> Option<Address> {
        if let Target::Web(address) = target {
            return Some(address.clone());
        }
        let entry = self.knowledge.resolve(target)?;
        let mut address = self.entry(entry);
        match target {
            Target::File { anchor: Some(anchor), .. } if !anchor.is_empty() => {
                let ids = if matches!(entry, Entry::Iteration(..)) { ITERATION_IDS } else { BODY_IDS };
                let anchor = self.knowledge.body(entry).map_or(anchor.as_str(), |body| body.anchor_of(anchor));
                address.add_id(ids, anchor);
            }
            Target::Reference(_) if self.stands_in(entry, words) => address.add_words(words),
            Target::Reference(_) | Target::File { .. } | Target::Web(_) | Target::Nowhere => {}
        }
        Some(address)
    }

    fn name(&self, target: &Target) -> String {
        match self.knowledge.resolve(target) {
            Some(Entry::Definition(id)) => self.knowledge.definition(id).term.clone(),
            Some(Entry::Iteration(id, number)) => {
                self.words.iteration.of_term(&self.knowledge.definition(id).term, number)
            }
            _ => match target {
                Target::Reference(reference) => reference.to_string(),
                Target::Web(address) => address.to_string(),
                Target::File { path, .. } => path.clone(),
                Target::Nowhere => String::new(),
            },
        }
    }

    fn words(&self) -> &Words {
        self.words
    }
}
