//! What stands around every page.

use serde::Serialize;

use crate::base::language::{direction, is_same_language};
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::knowledge::{Definition, Entry, Folder, Id, KnowledgeBase, Standing};
use crate::edition::batch::Around;
use crate::edition::links::date::DateView;
use crate::edition::links::linker::Linker;
use crate::edition::plan::{Page, Route, Shelf};
use crate::edition::views::card::{self, CardLink};
use crate::edition::views::parts::Link;
use crate::edition::views::prepared::Prepared;
use crate::edition::views::propose::{FileLinks, file_links};
use crate::edition::views::relations::{Relation, relations};
use crate::edition::views::structured::data;

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
        shelf: &Shelf<'_>,
        links: &Linker<'_>,
        route: &Route,
        page: &Page,
        title: String,
        description: String,
    ) -> Self {
        let knowledge = shelf.site.knowledge();
        let (config, language) = (knowledge.config(), shelf.site.language());
        let is_error = matches!(page, Page::NotFound);
        let around = shelf.around.get_or_init(|| around(knowledge, links, route, page)).clone();
        let whole = Linker::absolute(shelf, route);
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
            kind: kind(page),
            is_text: matches!(page, Page::Entry(entry) if !matches!(entry, Entry::List(_) | Entry::Picture(_))),
            state: state(knowledge, page),
            root: around.root,
            canonical: config.base_url.as_ref().filter(|_| !is_error).map(|base| match page {
                Page::Moved(moved) => moved.to.route(knowledge).below(base),
                _ => route.below(base),
            }),
            card: card::link(shelf.site, page),
            home: around.home,
            menu: around.menu,
            search: around.search,
            keys: around.keys,
            more: around.more,
            feeds: around.feeds,
            relations: relations(shelf.site, links, page),
            file: file_links(shelf.site, links, page),
            license: around.license,
            day: knowledge.day().map(|day| links.date(day)),
            generator: concat!("variorum ", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// The attributes that tell texts from a page in another language.
pub(crate) fn of_texts(texts: &str, page: &str) -> Html {
    let mut html = Html::new();
    if !is_same_language(texts, page) {
        html.attribute("lang", texts).attribute("dir", direction(texts));
    }
    html
}

/// What all pages of a shelf have around them.
fn around(knowledge: &KnowledgeBase, links: &Linker<'_>, route: &Route, page: &Page) -> Around {
    let config = knowledge.config();
    let words = &links.words.pages;
    let link = |label: &str, target: Page| {
        let current = is_within(page, &target);
        Link { label: label.to_owned(), href: links.page(&target), current }
    };
    let mut menu = vec![
        link(&words.definitions, Page::Entry(Entry::List(Folder::Definitions))),
        link(&words.practices, Page::Entry(Entry::List(Folder::Practices))),
        link(&words.contributions, Page::Entry(Entry::List(Folder::Contributions))),
        link(&words.timeline, Page::Timeline),
    ];
    menu.extend(knowledge.menu().iter().map(|id| link(&knowledge.page(*id).title, Page::Entry(Entry::Page(*id)))));
    let more =
        [(&words.influences, Folder::Influences), (&words.people, Folder::People), (&words.pages, Folder::Pages)];
    let feed = |label: String, target: Page| Link { label, href: links.page(&target), current: false };
    let mut feeds = vec![feed(links.words.frame.feed_of_site(&config.title), Page::Feed(None))];
    if let Some(id) = definition_of(page) {
        feeds.push(feed(links.words.frame.feed_of_definition(&knowledge.definition(id).term), Page::Feed(Some(id))));
    }
    let license = config.license.as_ref();
    // A host answers with the page for nothing at any address, so only whole addresses lead anywhere from it.
    let root = config.base_url.clone().filter(|_| matches!(page, Page::NotFound));
    Around {
        root: root.unwrap_or_else(|| route.to_root()),
        home: Prepared::new(link(&config.title, Page::Home)),
        menu: Prepared::new(menu),
        search: Prepared::new(link(&words.search, Page::Search)),
        keys: Prepared::new(link(&words.keys, Page::Keys)),
        more: Prepared::new(more.map(|(label, folder)| link(label, Page::Entry(Entry::List(folder)))).to_vec()),
        feeds: Prepared::new(feeds),
        license: Prepared::new(license.map(|license| Link::new(&license.name, license.url.clone()))),
    }
}

/// The definition that a page belongs to.
fn definition_of(page: &Page) -> Option<Id<Definition>> {
    match page {
        Page::Entry(Entry::Definition(id) | Entry::Iteration(id, _))
        | Page::Comparison(id, ..)
        | Page::Variorum(id)
        | Page::Dossier(id)
        | Page::Propose(id)
        | Page::Feed(Some(id))
        | Page::Card(id, _) => Some(*id),
        _ => None,
    }
}

/// Whether a page belongs under an entry of the menu.
fn is_within(page: &Page, entry: &Page) -> bool {
    if page == entry {
        return true;
    }
    let folder = match page {
        _ if definition_of(page).is_some() => Folder::Definitions,
        Page::Entry(Entry::Practice(_)) => Folder::Practices,
        Page::Entry(Entry::Contribution(_)) => Folder::Contributions,
        _ => return false,
    };
    *entry == Page::Entry(Entry::List(folder))
}

fn kind(page: &Page) -> &'static str {
    match page {
        Page::Home => "home",
        Page::Comparison(..) => "comparison",
        Page::Variorum(_) => "variorum",
        Page::Dossier(_) => "dossier",
        Page::Timeline => "timeline",
        Page::Search => "search",
        Page::Propose(_) => "propose",
        Page::Keys => "keys",
        Page::NotFound => "not-found",
        Page::Feed(_) => "feed",
        Page::Sitemap => "sitemap",
        Page::Robots => "robots",
        Page::Moved(_) => "moved",
        Page::ThemeFile(_) | Page::Record(_) | Page::Card(..) | Page::Source(_) | Page::Entry(Entry::Picture(_)) => {
            "file"
        }
        Page::Entry(Entry::Definition(_)) => "definition",
        Page::Entry(Entry::Iteration(..)) => "iteration",
        Page::Entry(Entry::Practice(_)) => "practice",
        Page::Entry(Entry::Contribution(_)) => "contribution",
        Page::Entry(Entry::Influence(_)) => "influence",
        Page::Entry(Entry::Person(_)) => "person",
        Page::Entry(Entry::Page(_)) => "page",
        Page::Entry(Entry::List(folder)) => folder.name(),
    }
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
