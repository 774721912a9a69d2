//! What each page shows, as data for its template. A template gets its view as `page` and the [`Frame`] as `frame`, and
//! fetches nothing.

mod card;
mod cite;
mod comparison;
mod criteria;
mod definition;
mod documents;
mod dossier;
pub(crate) mod feeds;
mod frame;
mod lists;
mod moved;
mod parts;
mod prepared;
mod propose;
mod provenance;
mod relations;
mod ribbon;
pub(crate) mod search;
mod seals;
mod structured;
mod variorum;

pub(crate) use self::card::cards;
pub use self::card::{CardLink, CardView};
pub use self::cite::CiteView;
pub use self::comparison::{ComparisonView, Others, Pair, Reason};
pub use self::definition::{DefinitionView, HomeView, IterationView};
pub use self::documents::{ContributionView, InfluenceView, PageView, PersonView, PracticeView, StaleView};
pub use self::dossier::{Declined, DossierRow, DossierView, DroppedView, EndorsementView, Exhibit, RivalView};
pub use self::feeds::{FeedEntry, FeedView, SitemapView};
pub use self::frame::Frame;
pub(crate) use self::frame::of_texts;
pub use self::lists::{
    ContributionsView, DefinitionsView, InfluencesView, PagesView, PeopleView, PracticesView, TimelineView,
};
pub use self::moved::MovedView;
pub use self::parts::{ChangeView, EntryLink, Link, Rung};
pub use self::prepared::Prepared;
pub use self::propose::{Editor, FileLinks, ProposeView};
pub use self::provenance::{OriginView, ProvenanceView};
pub use self::relations::Relation;
pub use self::ribbon::{RibbonRow, RibbonView};
pub use self::seals::{HeadView, ResealView, SealView};
pub use self::search::{LetterView, SearchView};
pub use self::variorum::{ShadeView, Station, VariorumView};
pub use crate::edition::links::date::DateView;

use serde::Serialize;

use crate::content::knowledge::{Entry, Folder};
use crate::edition::links::linker::Linker;
use crate::edition::plan::{Page, Route, Shelf};

/// What one page shows.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// `home.html`
    Home(Box<HomeView>),
    /// `definition.html`
    Definition(Box<DefinitionView>),
    /// `iteration.html`
    Iteration(Box<IterationView>),
    /// `comparison.html`
    Comparison(Box<ComparisonView>),
    /// `variorum.html`
    Variorum(Box<VariorumView>),
    /// `dossier.html`
    Dossier(Box<DossierView>),
    /// `propose.html`
    Propose(Box<ProposeView>),
    /// `practice.html`
    Practice(Box<PracticeView>),
    /// `contribution.html`
    Contribution(Box<ContributionView>),
    /// `influence.html`
    Influence(Box<InfluenceView>),
    /// `person.html`
    Person(Box<PersonView>),
    /// `page.html`
    Page(Box<PageView>),
    /// `definitions.html`
    Definitions(DefinitionsView),
    /// `practices.html`
    Practices(PracticesView),
    /// `contributions.html`
    Contributions(ContributionsView),
    /// `influences.html`
    Influences(InfluencesView),
    /// `people.html`
    People(PeopleView),
    /// `pages.html`
    Pages(PagesView),
    /// `timeline.html`
    Timeline(TimelineView),
    /// `search.html`
    Search(SearchView),
    /// `keys.html`
    Keys,
    /// `not-found.html`
    NotFound,
    /// `moved.html`
    Moved(MovedView),
    /// `feed.xml`
    Feed(Box<FeedView>),
    /// `sitemap.xml`
    Sitemap(SitemapView),
    /// `robots.txt`
    Robots(SitemapView),
}

/// A page of text: the template that writes it, what it shows, and the frame around it.
pub struct Leaf {
    /// The name of the template.
    pub template: &'static str,
    /// What the page shows.
    pub view: View,
    /// What stands around it.
    pub frame: Frame,
}

/// What a template writes at a route. Pages that share a shelf are those of one run of [`crate::edition::plan::Site::shelves`].
pub(crate) fn leaf(shelf: &Shelf<'_>, route: &Route, page: &Page) -> Leaf {
    let site = shelf.site;
    let links = match page {
        Page::NotFound | Page::Feed(_) | Page::Sitemap | Page::Robots => Linker::absolute(shelf, route),
        _ => Linker::relative(shelf, route),
    };
    let words = &links.words.pages;
    let (template, title, description, view) = match page {
        Page::Home => definition::home(shelf, &links),
        Page::Comparison(id, before, after) => comparison::comparison(shelf, &links, *id, *before, *after),
        Page::Dossier(id) => dossier::dossier(shelf, &links, *id),
        Page::Propose(id) => propose::propose(site, &links, *id),
        Page::Variorum(id) => variorum::variorum(shelf, &links, *id),
        Page::Timeline => lists::timeline(site, &links),
        Page::Search => search::search(site, &links),
        Page::Keys => ("keys.html", words.keys.clone(), words.keys_about.clone(), View::Keys),
        Page::NotFound => ("not-found.html", words.nothing.clone(), words.nothing_about.clone(), View::NotFound),
        Page::Moved(moved) => moved::moved(&links, moved),
        Page::Feed(only) => feeds::feed(shelf, &links, *only),
        Page::Sitemap => ("sitemap.xml", String::new(), String::new(), View::Sitemap(feeds::sitemap(site, &links))),
        Page::Robots => ("robots.txt", String::new(), String::new(), View::Robots(feeds::sitemap(site, &links))),
        Page::Entry(entry) => match *entry {
            Entry::Definition(id) => definition::definition(shelf, &links, id),
            Entry::Iteration(id, number) => definition::iteration(shelf, &links, id, number),
            Entry::Practice(id) => documents::practice(shelf, &links, id),
            Entry::Contribution(id) => documents::contribution(site, &links, id),
            Entry::Influence(id) => documents::influence(site, &links, id),
            Entry::Person(id) => documents::person(site, &links, id),
            Entry::Page(id) => documents::page(site, &links, id),
            Entry::List(Folder::Definitions) => lists::definitions(site, &links),
            Entry::List(Folder::Practices) => lists::practices(site, &links),
            Entry::List(Folder::Contributions) => lists::contributions(site, &links),
            Entry::List(Folder::Influences) => lists::influences(site, &links),
            Entry::List(Folder::People) => lists::people(site, &links),
            Entry::List(Folder::Pages) => lists::pages(site, &links),
            Entry::Picture(_) => unreachable!("a picture is no leaf"),
        },
        Page::ThemeFile(_) | Page::Record(_) | Page::Card(..) | Page::Source(_) => {
            unreachable!("what no template writes is no leaf")
        }
    };
    Leaf { template, view, frame: Frame::around(shelf, &links, route, page, title, description) }
}

/// A template, the title and the description of a page, and what it shows.
type Shown = (&'static str, String, String, View);
