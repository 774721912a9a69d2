//! What stands around every page.

use serde::Serialize;

use crate::address::Address;
use crate::knowledge::{Entry, Folder, Standing};
use crate::site::linker::Linker;
use crate::site::views::parts::Link;
use crate::site::{Page, Site};

/// What every template may use, as `frame`.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// The name of the site.
    pub site: String,
    /// One sentence about the site.
    pub about: String,
    /// The language of the texts.
    pub language: String,
    /// The title of the page, without the name of the site.
    pub title: String,
    /// One sentence about the page.
    pub description: String,
    /// The kind of the page, such as `iteration`.
    pub kind: &'static str,
    /// How the page's iteration stands: `tba`, `proposed` or `withdrawn`.
    pub state: Option<&'static str>,
    /// The way from the page to the root of the site: nothing, or `../` once for each folder.
    pub root: Address,
    /// The address of the page on the published site, where that is known.
    pub canonical: Option<Address>,
    /// The home page.
    pub home: Link,
    /// The menu.
    pub menu: Vec<Link>,
    /// The lists that are not in the menu, for the foot of the page.
    pub more: Vec<Link>,
    /// Feeds that a reader of this page may follow.
    pub feeds: Vec<Link>,
    /// The seals of all definitions for programs, on pages that they are about.
    pub seals: Option<Address>,
    /// The licence of the texts.
    pub license: Option<Link>,
    /// The program and its version.
    pub generator: &'static str,
}

impl Frame {
    /// The frame around a page.
    pub(super) fn around(site: &Site, links: &Linker<'_>, page: &Page, title: String, description: String) -> Self {
        let knowledge = site.knowledge();
        let config = knowledge.config();
        let link = |label: &str, target: Page| {
            let current = is_within(page, &target);
            Link { label: label.to_owned(), href: links.page(&target), current }
        };
        let mut menu = vec![
            link("Definitions", Page::Entry(Entry::List(Folder::Definitions))),
            link("Practices", Page::Entry(Entry::List(Folder::Practices))),
            link("Contributions", Page::Entry(Entry::List(Folder::Contributions))),
            link("Timeline", Page::Timeline),
        ];
        menu.extend(knowledge.menu().iter().map(|id| link(&knowledge.page(*id).title, Page::Entry(Entry::Page(*id)))));
        let more = [("Influences", Folder::Influences), ("People", Folder::People), ("Pages", Folder::Pages)];
        let feed = |label: String, target: Page| Link { label, href: links.page(&target), current: false };
        let mut feeds = vec![feed(format!("{}: what is new", config.title), Page::Feed(None))];
        if let Page::Entry(Entry::Definition(id) | Entry::Iteration(id, _)) | Page::Comparison(id, ..) = page {
            feeds.push(feed(format!("{}: its iterations", knowledge.definition(*id).term), Page::Feed(Some(*id))));
        }
        let sealed = match page {
            Page::Home => Some(knowledge.featured()),
            Page::Entry(Entry::Definition(id) | Entry::Iteration(id, _)) => Some(*id),
            _ => None,
        };
        let sealed = sealed.filter(|id| !knowledge.definition(*id).seals().is_empty());
        let route = page.route(knowledge);
        let is_error = matches!(page, Page::NotFound);
        Self {
            site: config.title.clone(),
            about: config.description.clone(),
            language: config.language.clone(),
            title,
            description,
            kind: kind(page),
            state: state(site, page),
            // A host answers with the page for nothing at any address, so only whole addresses lead anywhere from it.
            root: config.base_url.clone().filter(|_| is_error).unwrap_or_else(|| route.to_root()),
            canonical: config.base_url.as_ref().filter(|_| !is_error).map(|base| route.below(base)),
            home: link(&config.title, Page::Home),
            menu,
            more: more.map(|(label, folder)| link(label, Page::Entry(Entry::List(folder)))).to_vec(),
            feeds,
            seals: sealed.map(|_| links.page(&Page::Seals)),
            license: config.license.as_ref().map(|license| Link {
                label: license.name.clone(),
                href: license.url.clone(),
                current: false,
            }),
            generator: concat!("variorum ", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// Whether a page belongs under an entry of the menu.
fn is_within(page: &Page, entry: &Page) -> bool {
    if page == entry {
        return true;
    }
    let folder = match page {
        Page::Entry(Entry::Definition(_) | Entry::Iteration(..)) | Page::Comparison(..) => Folder::Definitions,
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
        Page::Timeline => "timeline",
        Page::NotFound => "not-found",
        Page::Feed(_) => "feed",
        Page::Sitemap => "sitemap",
        Page::Robots => "robots",
        Page::Seals => "seals",
        Page::ThemeFile(_) | Page::Entry(Entry::Picture(_)) => "file",
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

fn state(site: &Site, page: &Page) -> Option<&'static str> {
    let Page::Entry(Entry::Iteration(id, number)) = page else { return None };
    match site.knowledge().definition(*id).iteration(*number)?.standing {
        Standing::Placeholder => Some("tba"),
        Standing::Proposed(_) => Some("proposed"),
        Standing::Withdrawn(_) => Some("withdrawn"),
        Standing::Published(_) => None,
    }
}
