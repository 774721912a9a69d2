//! All citations of a definition in one file, for reference managers.

use crate::content::knowledge::{Definition, Id, KnowledgeBase};
use crate::edition::exports::json;
use crate::edition::links::citation::{CitationFormat, latest, of_iteration};
use crate::edition::links::linker::Linker;

/// The definition and each iteration that was published, the latest first, in one format.
pub(super) fn file(
    knowledge: &KnowledgeBase,
    links: &Linker<'_>,
    id: Id<Definition>,
    format: CitationFormat,
) -> String {
    let definition = knowledge.definition(id);
    let iterations = definition.published().rev();
    let iterations = iterations.map(|iteration| of_iteration(knowledge, links, id, iteration));
    let citations = std::iter::once(latest(knowledge, links, id)).chain(iterations);
    match format {
        CitationFormat::BibTex => citations.map(|citation| citation.bibtex()).collect::<Vec<_>>().join("\n"),
        CitationFormat::Ris => citations.map(|citation| citation.ris()).collect::<Vec<_>>().join("\r\n"),
        CitationFormat::Csl => json(&citations.map(|citation| citation.csl()).collect::<Vec<_>>()),
    }
}
