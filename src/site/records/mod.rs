//! What programs read, and no template writes: JSON, citations, lists of links.

mod citations;
mod feed;
mod guide;
mod history;
mod seals;
mod timemap;

use serde::Serialize;

use crate::knowledge::{Definition, Id, KnowledgeBase};
use crate::site::citation::CitationFormat;
use crate::site::linker::Linker;
use crate::site::{Route, Shelf};

/// A file for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Record {
    /// The seals of all definitions: `.well-known/variorum.json`, the folder that RFC 8615 keeps for what programs look for
    /// at every site.
    Seals,
    /// Everything about a definition and all its iterations: `history.json`.
    History(Id<Definition>),
    /// The JSON Schema of those: `history.schema.json`.
    HistorySchema,
    /// What is new, as a JSON Feed, of one definition or of the whole site: `feed.json`.
    Feed(Option<Id<Definition>>),
    /// How to cite each iteration and the definition itself, in one of the formats of reference managers.
    Citations(Id<Definition>, CitationFormat),
    /// The iterations of a definition with their times (RFC 7089): `timemap`. Only where the address of the site is known.
    TimeMap(Id<Definition>),
    /// Where to begin, for language models: `llms.txt`.
    Guide,
}

impl Record {
    /// The files about one definition.
    pub(super) fn of_definition(id: Id<Definition>, knowledge: &KnowledgeBase) -> impl Iterator<Item = Self> {
        let timemap = knowledge.config().base_url.as_ref().map(|_| Self::TimeMap(id));
        let citations = CitationFormat::ALL.map(|format| Self::Citations(id, format));
        [Self::History(id), Self::Feed(Some(id))].into_iter().chain(citations).chain(timemap)
    }

    /// The files about the whole site, but for the seals, which are not always there.
    pub(super) const OF_SITE: [Self; 3] = [Self::HistorySchema, Self::Feed(None), Self::Guide];

    /// The definition that it is about.
    pub(super) fn definition(self) -> Option<Id<Definition>> {
        match self {
            Self::History(id) | Self::Feed(Some(id)) | Self::Citations(id, _) | Self::TimeMap(id) => Some(id),
            Self::Seals | Self::HistorySchema | Self::Feed(None) | Self::Guide => None,
        }
    }

    /// Its name, in the folder of its definition or at the root of the site.
    pub(super) fn file_name(self) -> &'static str {
        match self {
            Self::Seals => ".well-known/variorum.json",
            Self::History(_) => "history.json",
            Self::HistorySchema => "history.schema.json",
            Self::Feed(_) => "feed.json",
            Self::Citations(_, format) => format.file_name(),
            Self::TimeMap(_) => "timemap",
            Self::Guide => "llms.txt",
        }
    }

    /// The media type of the file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Seals | Self::History(_) => "application/json",
            Self::HistorySchema => "application/schema+json",
            Self::Feed(_) => "application/feed+json",
            Self::Citations(_, format) => format.media_type(),
            Self::TimeMap(_) => "application/link-format",
            Self::Guide => "text/plain",
        }
    }
}

/// Writes a file.
pub(super) fn write(shelf: &Shelf<'_>, route: &Route, record: Record) -> String {
    let site = shelf.site;
    let absolute = || Linker::absolute(site.knowledge(), route);
    let relative = || Linker::relative(site.knowledge(), route);
    match record {
        Record::Seals => seals::json(site, &relative()),
        Record::History(id) => history::json(shelf, &relative(), id),
        Record::HistorySchema => history::SCHEMA.to_owned(),
        Record::Feed(only) => feed::json(shelf, &absolute(), only),
        Record::Citations(id, format) => citations::file(site.knowledge(), &absolute(), id, format),
        Record::TimeMap(id) => timemap::links(site.knowledge(), &absolute(), id),
        Record::Guide => guide::markdown(site, &absolute()),
    }
}

/// A record as JSON, indented for whoever opens it.
fn json(record: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(record).expect("a record of texts and numbers is JSON");
    text.push('\n');
    text
}
