//! What programs read, and no template writes: JSON, citations, lists of links.

mod citations;
mod feed;
mod guide;
mod history;
mod redirects;
mod search;
mod seals;
mod timemap;

use serde::Serialize;

use crate::edition::batch::Batch;
use crate::edition::plan::{CitationFormat, Page, Record, Route};

/// Writes a file.
pub(crate) fn write(batch: &Batch<'_>, route: &Route, record: Record) -> String {
    let (knowledge, absolute, relative) = (batch.site.knowledge(), || batch.absolute(route), || batch.relative(route));
    match record {
        Record::Seals => json(&seals::record(&relative())),
        Record::History(_) => json(&history::record(batch.definition(), &relative())),
        Record::HistorySchema => history::SCHEMA.to_owned(),
        Record::Feed(only) => json(&feed::record(batch, &absolute(), only)),
        Record::Citations(id, CitationFormat::BibTex) => citations::bibtex(&absolute(), id),
        Record::Citations(id, CitationFormat::Ris) => citations::ris(&absolute(), id),
        Record::Citations(id, CitationFormat::Csl) => json(&citations::csl(&absolute(), id)),
        Record::TimeMap(id) => timemap::links(&absolute(), id),
        Record::Search(file) => {
            // The script that takes its data shows it on that page.
            search::script(batch.search(), &batch.relative(&Page::Search.route(knowledge)), file)
        }
        Record::Redirects => redirects::rules(knowledge),
        Record::Guide => guide::markdown(&absolute()),
    }
}

/// A record as JSON, indented for people who open it.
fn json(record: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(record).expect("a record of texts and numbers is JSON");
    text.push('\n');
    text
}
