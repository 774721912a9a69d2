//! Feeds as JSON Feed 1.1 (jsonfeed.org), with the entries of the Atom feeds.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Id};
use crate::edition::exports::{self, Record};
use crate::edition::links::linker::Linker;
use crate::edition::plan::{Page, Shelf};
use crate::edition::views::feeds::{self, FeedEntry};

#[derive(Serialize)]
struct Feed {
    version: &'static str,
    title: String,
    #[serde(rename = "home_page_url")]
    page: Address,
    #[serde(rename = "feed_url")]
    own: Address,
    language: String,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    id: String,
    url: Address,
    title: String,
    content_html: String,
    date_published: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author>,
}

#[derive(Serialize)]
struct Author {
    name: String,
}

pub(super) fn json(shelf: &Shelf<'_>, links: &Linker<'_>, only: Option<Id<Definition>>) -> String {
    let feed = feeds::view(shelf, links, only);
    let item = |entry: &FeedEntry| Item {
        id: entry.id.clone(),
        url: entry.href.clone(),
        title: entry.title.clone(),
        content_html: entry.html.clone(),
        date_published: entry.updated.clone(),
        authors: entry.authors.iter().map(|name| Author { name: name.clone() }).collect(),
    };
    exports::json(&Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.title,
        page: feed.page,
        own: links.page(&Page::Record(Record::Feed(only))),
        language: shelf.site.knowledge().config().language.clone(),
        items: feed.entries.data().iter().map(item).collect(),
    })
}
