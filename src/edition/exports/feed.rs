//! Feeds as JSON Feed 1.1 (jsonfeed.org), with the entries of the Atom feeds.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Id};
use crate::edition::batch::{Batch, FeedEntry};
use crate::edition::links::Linker;
use crate::edition::plan::{Page, Record};

#[derive(Serialize)]
pub(super) struct Feed {
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

pub(super) fn record(batch: &Batch<'_>, links: &Linker<'_>, only: Option<Id<Definition>>) -> Feed {
    let feed = batch.news(links, only);
    let item = |entry: &FeedEntry| Item {
        id: entry.id.clone(),
        url: entry.href.clone(),
        title: entry.title.clone(),
        content_html: entry.html.clone(),
        date_published: entry.updated.clone(),
        authors: entry.authors.iter().map(|name| Author { name: name.clone() }).collect(),
    };
    Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.title,
        page: links.page(&feed.page),
        own: links.page(&Page::Record(Record::Feed(only))),
        language: links.knowledge.config().language.clone(),
        items: feed.entries.data().iter().map(item).collect(),
    }
}
