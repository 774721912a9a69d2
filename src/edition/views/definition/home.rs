//! The home page.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::{Entry, Folder, Subject};
use crate::edition::batch::{DefinitionBatch, Extent};
use crate::edition::links::{EntryLink, Linker};
use crate::edition::plan::Page;
use crate::edition::views::definition::featured::{Featured, featured};
use crate::edition::views::parts::Shown;
use crate::history::Happening;

/// How many contributions stand on the home page.
const LATEST: usize = 5;

/// What `home.html` shows.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// The featured definition.
    pub featured: Featured,
    /// Its practices and those of no definition.
    pub practices: Vec<EntryLink>,
    /// What the community said and did last.
    pub contributions: Vec<EntryLink>,
    /// The other definitions.
    pub others: Vec<EntryLink>,
    /// The list of practices.
    pub all_practices: Address,
    /// The list of contributions.
    pub all_contributions: Address,
    /// The timeline.
    pub timeline: Address,
}

/// The home page, of the definition that is featured.
pub(in crate::edition::views) fn home(batch: &DefinitionBatch<'_>, links: &Linker<'_>) -> Shown<HomeView> {
    let (site, id) = (batch.site, batch.id);
    let knowledge = site.knowledge();
    let about = |subject: Option<Subject>| subject.is_none_or(|subject| subject.definition == id);
    let practices = knowledge
        .practices()
        .filter(|(_, practice)| about(practice.on))
        .map(|(id, _)| links.entry_link(Entry::Practice(id)))
        .collect();
    let others = knowledge
        .definitions()
        .filter(|(other, _)| *other != id)
        .map(|(id, _)| links.entry_link(Entry::Definition(id)))
        .collect();
    let latest = site.history().timeline().iter().filter_map(|event| match event.what {
        Happening::Contribution(id) => Some(links.entry_link(Entry::Contribution(id))),
        Happening::Iteration(..) | Happening::Practice(_) => None,
    });
    let config = knowledge.config();
    let view = HomeView {
        featured: featured(batch, links, Extent::Near),
        practices,
        contributions: latest.take(LATEST).collect(),
        others,
        all_practices: links.entry(Entry::List(Folder::Practices)),
        all_contributions: links.entry(Entry::List(Folder::Contributions)),
        timeline: links.page(&Page::Timeline),
    };
    Shown::new(&config.title, &config.description, view)
}
