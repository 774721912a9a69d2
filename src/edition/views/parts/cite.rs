//! How to cite, as pages show it.

use serde::Serialize;

use crate::content::knowledge::{Definition, Id, Iteration};
use crate::edition::citation;
use crate::edition::links::{Link, Linker};
use crate::edition::plan::{CitationFormat, Page, Record};

/// How to cite an iteration, and whatever is the latest one.
#[derive(Debug, Serialize)]
pub struct CiteView {
    /// The iteration; none if it was never published, so that it may still change.
    pub this: Option<String>,
    /// The definition, which is always its latest iteration.
    pub latest: String,
    /// All citations for reference managers, each in a format.
    pub files: Vec<Link>,
}

/// How to cite an iteration of a definition, or nothing but the definition.
pub(in crate::edition::views) fn cite(
    links: &Linker<'_>,
    id: Id<Definition>,
    iteration: Option<&Iteration>,
) -> CiteView {
    let file =
        |format: CitationFormat| Link::new(format.name(), links.page(&Page::Record(Record::Citations(id, format))));
    CiteView {
        this: iteration
            .filter(|iteration| iteration.was_published())
            .map(|iteration| citation::of_iteration(links, id, iteration).sentence()),
        latest: citation::latest(links, id).sentence(),
        files: CitationFormat::ALL.map(file).to_vec(),
    }
}
