//! What is new, for every form of a feed.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::edition::links::{Linker, Prepared};
use crate::edition::plan::Page;
use crate::edition::plan::feed_id::feed_id;
use crate::history::comparison::show::html as marked;
use crate::history::{Event, Happening};

/// How many entries the feed of the whole site holds.
const LONGEST_FEED: usize = 30;

/// What is new.
pub(crate) struct News {
    /// What a feed of it is called.
    pub(crate) title: String,
    /// The page it belongs to.
    pub(crate) page: Page,
    /// Newest first.
    pub(crate) entries: Prepared<Vec<FeedEntry>>,
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

/// What is new on the whole site.
pub(super) fn of_site(links: &Linker<'_>) -> News {
    let events = links.site.history().timeline();
    let events = &events[..events.len().min(LONGEST_FEED)];
    let title = links.knowledge.config().title.clone();
    News { title, page: Page::Home, entries: Prepared::new(entries(links, events)) }
}

/// The entries of some events, in their order. Those of one definition are written one after another, because each of them
/// needs its history, and to open a long one takes as long as to write all of its entries.
pub(super) fn entries(links: &Linker<'_>, events: &[Event]) -> Vec<FeedEntry> {
    let definition = |event: &Event| match event.what {
        Happening::Iteration(id, _) => Some(id),
        Happening::Practice(_) | Happening::Contribution(_) => None,
    };
    let mut positions: Vec<usize> = (0..events.len()).collect();
    positions.sort_by_key(|position| definition(&events[*position]));
    let mut entries: Vec<(usize, FeedEntry)> = Vec::with_capacity(events.len());
    for run in positions.chunk_by(|one, other| definition(&events[*one]) == definition(&events[*other])) {
        let _open = definition(&events[run[0]]).map(|id| links.site.history().of(id));
        entries.extend(run.iter().map(|position| (*position, entry(links, &events[*position]))));
    }
    entries.sort_unstable_by_key(|(position, _)| *position);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn entry(links: &Linker<'_>, event: &Event) -> FeedEntry {
    let knowledge = links.knowledge;
    let link = links.event_link(event);
    let (name, authors, html) = match event.what {
        Happening::Iteration(id, number) => {
            let definition = knowledge.definition(id);
            let iteration = definition.iteration(number).expect("the timeline names iterations that exist");
            let mut html = links.text(iteration);
            if let Some(day) = iteration.effect.day() {
                let day = links.date(day);
                html.tag("<p>").text(&links.words.iteration.takes_effect(&day.data().words)).tag("</p>\n");
            }
            if let Some(note) = &iteration.note {
                html.tag("<p>").text(&links.words.event.why(note)).tag("</p>\n");
            }
            if let Some(change) = links.site.history().change(id, number) {
                let say = &links.words.change;
                let heading = if iteration.was_published() { &say.heading } else { &say.heading_proposed };
                html.tag("<h2>").text(&heading.say(change.from)).tag("</h2>\n<p>");
                html.text(&change.summary).tag("</p>\n");
                let chronicle = links.site.history().of(id);
                let compared = chronicle.compare(change.from, number).expect("what changed was compared");
                html.html(&marked::inline(&compared.comparison, compared.before, compared.after, "c-", links));
            }
            (format!("{}@{number} of {}", definition.slug, iteration.date), &iteration.authors, html)
        }
        Happening::Practice(id) => {
            let practice = knowledge.practice(id);
            (format!("practice {} of {}", practice.slug, practice.date), &practice.authors, links.body(&practice.body))
        }
        Happening::Contribution(id) => {
            let contribution = knowledge.contribution(id);
            let mut html = Html::new();
            if let Some(quote) = &contribution.quote {
                html.tag("<blockquote><p>").text(quote).tag("</p></blockquote>\n");
            }
            html.html(&links.body(&contribution.body));
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
