//! What a page is to others, for programs: its versions (RFC 5829), its other forms, how it is cited (RFC 8574).

use serde::Serialize;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Entry, Id, Iteration, Standing};
use crate::edition::links::Linker;
use crate::edition::plan::{CitationFormat, Page, Record};

/// A `<link>` in the head of a page (RFC 8288).
#[derive(Debug, Serialize)]
pub struct Relation {
    /// What the other is to this page, such as `predecessor-version`.
    pub rel: &'static str,
    /// The other.
    pub href: Address,
    /// Its media type, if it is no page.
    pub kind: Option<&'static str>,
    /// What it is called.
    pub title: Option<String>,
}

impl Relation {
    fn page(rel: &'static str, href: Address) -> Self {
        Self { rel, href, kind: None, title: None }
    }

    fn file(rel: &'static str, href: Address, kind: &'static str, title: impl Into<String>) -> Self {
        Self { rel, href, kind: Some(kind), title: Some(title.into()) }
    }
}

/// What a page is to others.
pub(super) fn relations(links: &Linker<'_>, page: &Page) -> Vec<Relation> {
    let mut relations = Vec::new();
    let entry = match *page {
        Page::Home => Entry::Definition(links.knowledge.featured()),
        Page::Entry(entry) => entry,
        _ => return relations,
    };
    match entry {
        Entry::Definition(id) => definition(links, id, &mut relations),
        Entry::Iteration(id, number) => {
            versions(links.knowledge.definition(id), links, id, number, &mut relations);
            relations.push(source(links, entry));
            relations.extend(timemap(links, id));
        }
        Entry::Practice(_) | Entry::Contribution(_) | Entry::Influence(_) | Entry::Person(_) | Entry::Page(_) => {
            relations.push(source(links, entry));
        }
        Entry::List(_) | Entry::Picture(_) => {}
    }
    relations
}

fn source(links: &Linker<'_>, entry: Entry) -> Relation {
    Relation::file("alternate", links.page(&Page::Source(entry)), "text/markdown", "Markdown")
}

/// What a page is to others that shows whatever iteration of a definition counts.
fn definition(links: &Linker<'_>, id: Id<Definition>, relations: &mut Vec<Relation>) {
    if let Some(shown) = links.knowledge.definition(id).shown() {
        relations.extend(cite_as(links, id, shown));
        relations.push(source(links, Entry::Iteration(id, shown.number)));
    }
    about_definition(links, id, relations);
}

/// The address that whoever cites an iteration should use; none if it may still change, or if nobody knows the address.
fn cite_as(links: &Linker<'_>, id: Id<Definition>, iteration: &Iteration) -> Option<Relation> {
    let address = links.published(Entry::Iteration(id, iteration.number)).filter(|_| iteration.was_published())?;
    Some(Relation::page("cite-as", address))
}

/// Where an iteration stands among the others. Only what was published is a version; a proposal is a working copy.
fn versions(
    definition: &Definition,
    links: &Linker<'_>,
    id: Id<Definition>,
    number: IterationNumber,
    relations: &mut Vec<Relation>,
) {
    let Some(iteration) = definition.iteration(number) else { return };
    let page = |rel: &'static str, iteration: &Iteration| {
        Relation::page(rel, links.entry(Entry::Iteration(id, iteration.number)))
    };
    relations.push(Relation::page("version-history", links.entry(Entry::Definition(id))));
    relations.extend(definition.current().map(|current| page("latest-version", current)));
    match iteration.standing {
        Standing::Published(_) | Standing::Withdrawn(_) => {
            // What takes effect later succeeds nothing yet.
            let after = definition.published_after(number).filter(|after| after.coming().is_none());
            let before = definition.published_before(number);
            relations.extend(before.map(|before| page("predecessor-version", before)));
            relations.extend(after.map(|after| page("successor-version", after)));
            relations.extend(cite_as(links, id, iteration));
        }
        Standing::Proposed(_) => {
            relations.extend(definition.current().map(|current| page("working-copy-of", current)));
        }
        Standing::Declined(_) | Standing::Placeholder => {}
    }
}

/// The files about a definition. The pages of its iterations leave them to its own page, which they name as their history.
fn about_definition(links: &Linker<'_>, id: Id<Definition>, relations: &mut Vec<Relation>) {
    let (definition, words) = (links.knowledge.definition(id), &links.words.file);
    let mut file = |rel: &'static str, record: Record, title: String| {
        relations.push(Relation::file(rel, links.page(&Page::Record(record)), record.media_type(), title));
    };
    file("alternate", Record::Feed(Some(id)), words.feed(&definition.term));
    file("describedby", Record::History(id), words.history(&definition.term));
    for format in CitationFormat::ALL {
        file("describedby", Record::Citations(id, format), words.cite(format.name()));
    }
    if !definition.seals().is_empty() {
        file("alternate", Record::Seals, words.seals.clone());
    }
    relations.extend(timemap(links, id));
}

/// The iterations of a definition by day (RFC 7089), which each of them refers to.
fn timemap(links: &Linker<'_>, id: Id<Definition>) -> Option<Relation> {
    let record = Record::TimeMap(id);
    let title = links.words.file.days(&links.knowledge.definition(id).term);
    let is_there = links.knowledge.config().base_url.is_some();
    is_there.then(|| Relation::file("timemap", links.page(&Page::Record(record)), record.media_type(), title))
}
