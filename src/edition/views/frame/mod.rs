//! What stands around every page.

pub mod card;
pub mod file;
pub mod relations;
mod structured;

use serde::Serialize;

use crate::base::language::{direction, is_same_language};
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::knowledge::{Entry, KnowledgeBase, Standing};
use crate::edition::batch::{Around, Batch};
use crate::edition::links::{DateView, Link, Linker, Prepared};
use crate::edition::plan::{Kind, Page, Reach, Route};
use crate::edition::views::frame::card::CardLink;
use crate::edition::views::frame::file::{FileLinks, file_links};
use crate::edition::views::frame::relations::{Relation, relations};
use crate::edition::views::frame::structured::data;

/// What every template may use, as `frame`.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// The name of the site.
    pub site: String,
    /// One sentence about the site.
    pub about: String,
    /// The language of the texts.
    pub language: String,
    /// The language of everything else.
    pub interface: String,
    /// The way in which that is written, if it is not from left to right: `rtl`.
    pub direction: Option<&'static str>,
    /// What an element says whose texts are in another language than the page: ` lang="ar" dir="rtl"`; else nothing.
    pub of_texts: Html,
    /// The title of the page, without the name of the site.
    pub title: String,
    /// One sentence about the page.
    pub description: String,
    /// The kind of the page, such as `iteration`.
    pub kind: &'static str,
    /// Whether the page is that of a text, which a search should find, and no list of others.
    pub is_text: bool,
    /// How the page's iteration stands: `tba`, `proposed`, `withdrawn` or `declined`.
    pub state: Option<&'static str>,
    /// The way from the page to the root of the site: nothing, or `../` once for each folder.
    pub root: Address,
    /// The address of the page on the published site, where that is known; of a page that moved, the one that it has now.
    pub canonical: Option<Address>,
    /// The picture that stands beside a link to the page; only where the address of the site is known.
    pub card: Option<CardLink>,
    /// The home page.
    pub home: Prepared<Link>,
    /// The menu.
    pub menu: Prepared<Vec<Link>>,
    /// The page to search on.
    pub search: Prepared<Link>,
    /// The page about single keys.
    pub keys: Prepared<Link>,
    /// The lists that are not in the menu, for the foot of the page.
    pub more: Prepared<Vec<Link>>,
    /// Feeds that a reader of this page may follow.
    pub feeds: Prepared<Vec<Link>>,
    /// What the page is to others: its versions, its other forms, how it is cited.
    pub relations: Vec<Relation>,
    /// The file of the page on the forge, where that is known.
    pub file: Option<FileLinks>,
    /// The licence of the texts.
    pub license: Prepared<Option<Link>>,
    /// The day as of which the site stands; none if it stands as it is today.
    pub day: Option<Prepared<DateView>>,
    /// What the page says, for search engines: JSON-LD.
    pub data: Option<Html>,
    /// The program and its version.
    pub generator: &'static str,
}

impl Frame {
    /// The frame around a page.
    pub(super) fn around(
        batch: &Batch<'_>,
        links: &Linker<'_>,
        (route, page): (&Route, &Page),
        kind: Kind,
        (title, description): (String, String),
    ) -> Self {
        let (site, knowledge) = (batch.site, links.knowledge);
        let (config, language) = (knowledge.config(), site.language());
        let is_error = matches!(page, Page::NotFound);
        let around = match kind.reach {
            Reach::Listed | Reach::Unlisted => batch.around(links, route, page).clone(),
            // Whole addresses are no others' links.
            Reach::Anywhere => Around::of(links, route, page),
        };
        let whole = batch.absolute(route);
        Self {
            data: data(knowledge, &whole, page, &title),
            site: config.title.clone(),
            about: config.description.clone(),
            language: config.language.clone(),
            interface: language.tag.clone(),
            direction: Some(direction(&language.tag)).filter(|direction| *direction != "ltr"),
            of_texts: of_texts(&config.language, &language.tag),
            title,
            description,
            kind: kind.name,
            is_text: matches!(page, Page::Entry(entry) if !matches!(entry, Entry::List(_) | Entry::Picture(_))),
            state: state(knowledge, page),
            root: around.root,
            canonical: config.base_url.as_ref().filter(|_| !is_error).map(|base| match page {
                Page::Moved(moved) => moved.to.route(knowledge).below(base),
                _ => route.below(base),
            }),
            card: card::link(site, page),
            home: around.home,
            menu: around.menu,
            search: around.search,
            keys: around.keys,
            more: around.more,
            feeds: around.feeds,
            relations: relations(links, page),
            file: file_links(links, page),
            license: around.license,
            day: knowledge.day().map(|day| links.date(day)),
            generator: concat!("variorum ", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// The attributes that tell texts from a page in another language.
fn of_texts(texts: &str, page: &str) -> Html {
    let mut html = Html::new();
    if !is_same_language(texts, page) {
        html.attribute("lang", texts).attribute("dir", direction(texts));
    }
    html
}

fn state(knowledge: &KnowledgeBase, page: &Page) -> Option<&'static str> {
    let Page::Entry(Entry::Iteration(id, number)) = page else { return None };
    let iteration = knowledge.definition(*id).iteration(*number)?;
    match iteration.standing {
        Standing::Placeholder => Some("tba"),
        Standing::Proposed(_) => Some("proposed"),
        Standing::Withdrawn(_) => Some("withdrawn"),
        Standing::Declined(_) => Some("declined"),
        Standing::Published(_) if iteration.coming().is_some() => Some("coming"),
        Standing::Published(_) => None,
    }
}
