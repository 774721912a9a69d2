//! What each page shows, as data for its template. A template gets its view as `page` and the [`frame::Frame`] as `frame`, and
//! fetches nothing.

pub mod parts;
pub mod definition;
pub mod documents;
pub mod lists;
pub mod search;
pub mod moved;
pub mod feeds;
pub mod frame;

use crate::content::knowledge::Entry;
use crate::edition::batch::Batch;
use crate::edition::links::{Data, Linker};
use crate::edition::plan::{Page, Reach, Route};
use crate::edition::views::definition::{comparison, dossier, home, iteration, propose, term, variorum};
use crate::edition::views::frame::Frame;
use crate::edition::views::parts::Shown;

/// A page of text: the template that writes it, what it shows, and the frame around it.
pub struct Leaf {
    /// The name of the template.
    pub template: String,
    /// What the page shows.
    pub view: Data,
    /// What stands around it.
    pub frame: Frame,
}

/// What a template writes at a route. The page is of a kind that has one.
pub(crate) fn leaf(batch: &Batch<'_>, route: &Route, page: &Page) -> Leaf {
    let kind = page.kind().expect("every other file is written without a template");
    let links = match kind.reach {
        Reach::Listed | Reach::Unlisted => batch.relative(route),
        Reach::Anywhere => batch.absolute(route),
    };
    let Shown { title, description, view } = shown(batch, &links, page);
    let frame = Frame::around(batch, &links, (route, page), kind, (title, description));
    Leaf { template: kind.template(), view, frame }
}

/// What a page shows.
fn shown(batch: &Batch<'_>, links: &Linker<'_>, page: &Page) -> Shown<Data> {
    let words = &links.words.pages;
    match page {
        Page::Home => home::home(batch.definition(), links).data(),
        Page::Comparison(_, before, after) => comparison::comparison(batch.definition(), links, *before, *after).data(),
        Page::Variorum(_) => variorum::variorum(batch.definition(), links).data(),
        Page::Dossier(_) => dossier::dossier(batch.definition(), links).data(),
        Page::Propose(_) => propose::propose(batch.definition(), links).data(),
        Page::Timeline => lists::timeline(links).data(),
        Page::Search => search::search(links).data(),
        Page::Keys => Shown::new(&words.keys, &words.keys_about, ()).data(),
        Page::NotFound => Shown::new(&words.nothing, &words.nothing_about, ()).data(),
        Page::Moved(moved) => moved::moved(links, moved).data(),
        Page::Feed(only) => feeds::feed(batch, links, *only).data(),
        Page::Sitemap | Page::Robots => feeds::sitemap(links).data(),
        Page::Entry(Entry::Definition(_)) => term::definition(batch.definition(), links).data(),
        Page::Entry(Entry::Iteration(_, number)) => iteration::iteration(batch.definition(), links, *number).data(),
        Page::Entry(Entry::Practice(id)) => documents::practice(batch, links, *id).data(),
        Page::Entry(Entry::Contribution(id)) => documents::contribution(links, *id).data(),
        Page::Entry(Entry::Influence(id)) => documents::influence(links, *id).data(),
        Page::Entry(Entry::Person(id)) => documents::person(links, *id).data(),
        Page::Entry(Entry::Page(id)) => documents::page(links, *id).data(),
        Page::Entry(Entry::List(folder)) => lists::list(links, *folder).data(),
        Page::Entry(Entry::Picture(_)) | Page::ThemeFile(_) | Page::Record(_) | Page::Card(..) | Page::Source(_) => {
            unreachable!("no template writes it")
        }
    }
}
