//! What programs read: feeds and the sitemap.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Id};
use crate::edition::batch::{Batch, FeedEntry, News};
use crate::edition::links::{Linker, Prepared};
use crate::edition::plan::feed_id::feed_id;
use crate::edition::plan::{Page, Reach};
use crate::edition::views::parts::Shown;
use crate::edition::views::parts::seals::{self, HeadView};

/// What `feed.xml` shows: an Atom feed (RFC 4287).
#[derive(Debug, Serialize)]
pub struct FeedView {
    /// Its permanent id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day of its newest entry, as an RFC 3339 time.
    pub updated: String,
    /// Its own address.
    pub own: Address,
    /// The page it belongs to.
    pub page: Address,
    /// The head of the seals of what it is about.
    pub head: Option<HeadView>,
    /// Newest first.
    pub entries: Prepared<Vec<FeedEntry>>,
}

/// What `sitemap.xml` and `robots.txt` show.
#[derive(Debug, Serialize)]
pub struct SitemapView {
    /// The address of the sitemap.
    pub own: Address,
    /// The addresses of all pages.
    pub pages: Vec<Address>,
}

/// What is new: of one definition, or of the whole site.
pub(super) fn feed(batch: &Batch<'_>, links: &Linker<'_>, only: Option<Id<Definition>>) -> Shown<FeedView> {
    let knowledge = batch.site.knowledge();
    let News { title, page, entries } = batch.news(links, only);
    let name = match only {
        Some(id) => knowledge.definition(id).slug.as_str(),
        None => &title,
    };
    let newest = entries.data().first();
    let view = FeedView {
        id: feed_id(&format!("feed of {name}")),
        updated: newest.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |entry| entry.updated.clone()),
        own: links.page(&Page::Feed(only)),
        page: links.page(&page),
        head: only.and_then(|id| seals::of_definition(knowledge.definition(id), links)),
        title,
        entries,
    };
    Shown::new(view.title.clone(), "", view)
}

/// The addresses of all pages that search engines should send readers to.
pub(super) fn sitemap(links: &Linker<'_>) -> Shown<SitemapView> {
    let pages = links.site.routes().iter().map(|(_, page)| page);
    let listed = pages.filter(|page| page.kind().is_some_and(|kind| kind.reach == Reach::Listed));
    let pages = listed.map(|page| links.page(page)).collect();
    Shown::new("", "", SitemapView { own: links.page(&Page::Sitemap), pages })
}
