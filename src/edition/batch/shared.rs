//! What the pages of a run share, made when the first of them asks for it.

use std::cell::OnceCell;

use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Folder, Id};
use crate::edition::batch::around::Around;
use crate::edition::batch::definition::DefinitionBatch;
use crate::edition::batch::feed::{self, News};
use crate::edition::batch::run::{Kin, Place, Run};
use crate::edition::batch::search::SearchBatch;
use crate::edition::links::{Dates, EntryLink, Linker, Prepared};
use crate::edition::plan::{Page, Route, Site};

/// What the pages of one run share. There is one for each run, so nothing in it is ever asked for by a page that it is not of.
pub(crate) struct Batch<'site> {
    pub(crate) site: &'site Site,
    /// What whole addresses begin with, where it is known.
    base: Option<Address>,
    dates: Dates,
    around: OnceCell<Around>,
    shared: Shared<'site>,
}

/// What is shared by pages of one kind alone.
enum Shared<'site> {
    Definition(DefinitionBatch<'site>),
    /// The practices that stand beside each of them.
    Practices(OnceCell<Vec<Prepared<EntryLink>>>),
    Search(SearchBatch<'site>),
    Nothing,
}

impl<'site> Batch<'site> {
    pub(crate) fn of(run: Run<'site>) -> Self {
        let site = run.site;
        let shared = match run.kin() {
            Some(Kin::Definition(id)) => Shared::Definition(DefinitionBatch::new(site, id)),
            Some(Kin::Folder(Folder::Practices)) => Shared::Practices(OnceCell::new()),
            Some(Kin::Words | Kin::Found) => Shared::Search(SearchBatch::new(site, run.place)),
            None if matches!(run.pages, [(_, Page::Home)]) => {
                Shared::Definition(DefinitionBatch::new(site, site.knowledge().featured()))
            }
            Some(Kin::Folder(_)) | None => Shared::Nothing,
        };
        let base = match run.place {
            Place::All | Place::Alone => site.knowledge().config().base_url.clone(),
            Place::AnyAddress => Some(Address::root()),
        };
        Self { site, base, dates: Dates::default(), around: OnceCell::new(), shared }
    }

    /// Links relative to a page.
    pub(crate) fn relative<'page>(&'page self, from: &'page Route) -> Linker<'page> {
        Linker::new(self.site, &self.dates, from, None)
    }

    /// Links with whole addresses, where they are known.
    pub(crate) fn absolute<'page>(&'page self, from: &'page Route) -> Linker<'page> {
        Linker::new(self.site, &self.dates, from, self.base.as_ref())
    }

    /// What stands around a page, with links relative to it.
    pub(crate) fn around(&self, links: &Linker<'_>, route: &Route, page: &Page) -> &Around {
        self.around.get_or_init(|| Around::of(links, route, page))
    }

    /// What is shared by pages of the definition.
    pub(crate) fn definition(&self) -> &DefinitionBatch<'site> {
        match &self.shared {
            Shared::Definition(batch) => batch,
            Shared::Practices(_) | Shared::Search(_) | Shared::Nothing => unreachable!("a page of no definition"),
        }
    }

    /// What is shared by the files that the search needs.
    pub(crate) fn search(&self) -> &SearchBatch<'site> {
        match &self.shared {
            Shared::Search(batch) => batch,
            Shared::Definition(_) | Shared::Practices(_) | Shared::Nothing => unreachable!("no file of the search"),
        }
    }

    /// The first practices, of which all pages of practices choose.
    pub(crate) fn practices(&self, make: impl FnOnce() -> Vec<Prepared<EntryLink>>) -> &[Prepared<EntryLink>] {
        match &self.shared {
            Shared::Practices(practices) => practices.get_or_init(make),
            Shared::Definition(_) | Shared::Search(_) | Shared::Nothing => unreachable!("no page of a practice"),
        }
    }

    /// What is new of one definition, which is that of the run, or of the whole site.
    pub(crate) fn news(&self, links: &Linker<'_>, only: Option<Id<Definition>>) -> News {
        match only {
            Some(_) => self.definition().news(links),
            None => feed::of_site(links),
        }
    }
}
