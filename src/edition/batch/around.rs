//! What stands around every page of a run.

use crate::base::web::address::Address;
use crate::content::knowledge::{Entry, Folder};
use crate::edition::links::{Link, Linker, Prepared};
use crate::edition::plan::{Page, Route};

/// The parts of the frame that are the same around all pages of a run.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    pub(crate) root: Address,
    pub(crate) home: Prepared<Link>,
    pub(crate) menu: Prepared<Vec<Link>>,
    pub(crate) search: Prepared<Link>,
    pub(crate) keys: Prepared<Link>,
    pub(crate) more: Prepared<Vec<Link>>,
    pub(crate) feeds: Prepared<Vec<Link>>,
    pub(crate) license: Prepared<Option<Link>>,
}

impl Around {
    /// What stands around a page, and around all that share it.
    pub(crate) fn of(links: &Linker<'_>, route: &Route, page: &Page) -> Self {
        let knowledge = links.knowledge;
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
        if let Some(id) = page.definition() {
            feeds
                .push(feed(links.words.frame.feed_of_definition(&knowledge.definition(id).term), Page::Feed(Some(id))));
        }
        let license = config.license.as_ref();
        // A host answers with the page for nothing at any address, so only whole addresses lead anywhere from it.
        let root = links.base().filter(|_| matches!(page, Page::NotFound));
        Self {
            root: root.cloned().unwrap_or_else(|| route.to_root()),
            home: Prepared::new(link(&config.title, Page::Home)),
            menu: Prepared::new(menu),
            search: Prepared::new(link(&words.search, Page::Search)),
            keys: Prepared::new(link(&words.keys, Page::Keys)),
            more: Prepared::new(more.map(|(label, folder)| link(label, Page::Entry(Entry::List(folder)))).to_vec()),
            feeds: Prepared::new(feeds),
            license: Prepared::new(license.map(|license| Link::new(&license.name, license.url.clone()))),
        }
    }
}

/// Whether a page belongs under an entry of the menu.
fn is_within(page: &Page, entry: &Page) -> bool {
    if page == entry {
        return true;
    }
    let folder = match page {
        _ if page.definition().is_some() => Folder::Definitions,
        Page::Entry(Entry::Practice(_)) => Folder::Practices,
        Page::Entry(Entry::Contribution(_)) => Folder::Contributions,
        _ => return false,
    };
    *entry == Page::Entry(Entry::List(folder))
}
