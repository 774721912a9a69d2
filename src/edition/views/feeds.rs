//! What programs read: feeds and the sitemap.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Entry, Id};
use crate::edition::links::linker::Linker;
use crate::edition::plan::feed_id::feed_id;
use crate::edition::plan::{Page, Shelf, Site};
use crate::edition::views::lists::event_link;
use crate::edition::views::seals::{self, HeadView};
use crate::edition::views::{Prepared, Shown, View, parts};
use crate::history::comparison::show::html as marked;
use crate::history::{Event, Happening};

/// How many entries the feed of the whole site holds.
const LONGEST_FEED: usize = 30;

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

/// An entry of a feed.
#[derive(Debug, Serialize)]
pub struct FeedEntry {
    /// Its permanent id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: Address,
    /// Its day, as an RFC 3339 time.
    pub updated: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it says, as HTML that the template escapes once more.
    pub html: String,
}

/// What `sitemap.xml` and `robots.txt` show.
#[derive(Debug, Serialize)]
pub struct SitemapView {
    /// The address of the sitemap.
    pub own: Address,
    /// The addresses of all pages.
    pub pages: Vec<Address>,
}

pub(super) fn feed(shelf: &Shelf<'_>, links: &Linker<'_>, only: Option<Id<Definition>>) -> Shown {
    let view = view(shelf, links, only);
    ("feed.xml", view.title.clone(), String::new(), View::Feed(Box::new(view)))
}

/// What is new: of one definition, or of the whole site.
pub(crate) fn view(shelf: &Shelf<'_>, links: &Linker<'_>, only: Option<Id<Definition>>) -> FeedView {
    let site = shelf.site;
    let knowledge = site.knowledge();
    let events = match only {
        Some(id) => site.backlinks().iterations_of(id),
        None => site.history().timeline().get(..LONGEST_FEED).unwrap_or(site.history().timeline()),
    };
    let entries = shelf.feed.get_or_init(|| Prepared::new(entries(site, links, events))).clone();
    let (title, name, target) = match only {
        Some(id) => {
            let definition = knowledge.definition(id);
            (
                links.words.frame.feed_of_definition(&definition.term),
                format!("feed of {}", definition.slug),
                Page::Entry(Entry::Definition(id)),
            )
        }
        None => (knowledge.config().title.clone(), format!("feed of {}", knowledge.config().title), Page::Home),
    };
    FeedView {
        id: feed_id(&name),
        title,
        updated: entries
            .data()
            .first()
            .map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |entry| entry.updated.clone()),
        own: links.page(&Page::Feed(only)),
        page: links.page(&target),
        head: only.and_then(|id| seals::of_definition(knowledge.definition(id), links)),
        entries,
    }
}

/// The entries of some events, in their order. Those of one definition are written one after another, because each of them
/// needs its history, and to open a long one takes as long as to write all of its entries.
fn entries(site: &Site, links: &Linker<'_>, events: &[Event]) -> Vec<FeedEntry> {
    let definition = |event: &Event| match event.what {
        Happening::Iteration(id, _) => Some(id),
        Happening::Practice(_) | Happening::Contribution(_) => None,
    };
    let mut positions: Vec<usize> = (0..events.len()).collect();
    positions.sort_by_key(|position| definition(&events[*position]));
    let mut entries: Vec<(usize, FeedEntry)> = Vec::with_capacity(events.len());
    for run in positions.chunk_by(|one, other| definition(&events[*one]) == definition(&events[*other])) {
        let _open = definition(&events[run[0]]).map(|id| site.history().of(id));
        entries.extend(run.iter().map(|position| (*position, entry(site, links, &events[*position]))));
    }
    entries.sort_unstable_by_key(|(position, _)| *position);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn entry(site: &Site, links: &Linker<'_>, event: &Event) -> FeedEntry {
    let knowledge = site.knowledge();
    let link = event_link(knowledge, links, event);
    let (name, authors, html) = match event.what {
        Happening::Iteration(id, number) => {
            let definition = knowledge.definition(id);
            let iteration = definition.iteration(number).expect("the timeline names iterations that exist");
            let mut html = parts::iteration_text(iteration, links);
            if let Some(day) = iteration.effect.day() {
                let day = links.date(day);
                html.tag("<p>").text(&links.words.iteration.takes_effect(&day.data().words)).tag("</p>\n");
            }
            if let Some(note) = &iteration.note {
                html.tag("<p>").text(&links.words.event.why(note)).tag("</p>\n");
            }
            if let Some(change) = site.history().change(id, number) {
                let say = &links.words.change;
                let heading = if iteration.was_published() { &say.heading } else { &say.heading_proposed };
                html.tag("<h2>").text(&heading.say(change.from)).tag("</h2>\n<p>");
                html.text(&change.summary).tag("</p>\n");
                let chronicle = site.history().of(id);
                let compared = chronicle.compare(change.from, number).expect("what changed was compared");
                html.html(&marked::inline(&compared.comparison, compared.before, compared.after, "c-", links));
            }
            (format!("{}@{number} of {}", definition.slug, iteration.date), &iteration.authors, html)
        }
        Happening::Practice(id) => {
            let practice = knowledge.practice(id);
            (
                format!("practice {} of {}", practice.slug, practice.date),
                &practice.authors,
                parts::body(&practice.body, links),
            )
        }
        Happening::Contribution(id) => {
            let contribution = knowledge.contribution(id);
            let mut html = crate::base::web::markup::Html::new();
            if let Some(quote) = &contribution.quote {
                html.tag("<blockquote><p>").text(quote).tag("</p></blockquote>\n");
            }
            html.html(&parts::body(&contribution.body, links));
            html.tag("<p>").text(link.line.as_deref().unwrap_or_default()).tag("</p>\n");
            (format!("contribution {}", contribution.slug), &contribution.authors, html)
        }
    };
    FeedEntry {
        id: feed_id(&name),
        title: link.label,
        href: link.href,
        updated: format!("{}T00:00:00Z", event.date),
        authors: authors.iter().map(|id| knowledge.person(*id).name.clone()).collect(),
        html: html.as_str().to_owned(),
    }
}

pub(super) fn sitemap(site: &Site, links: &Linker<'_>) -> SitemapView {
    SitemapView {
        own: links.page(&Page::Sitemap),
        pages: site
            .routes()
            .iter()
            .map(|(_, page)| page)
            .filter(|page| page.is_for_readers())
            .map(|page| links.page(page))
            .collect(),
    }
}
