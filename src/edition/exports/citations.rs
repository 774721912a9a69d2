//! All citations of a definition in one file, for reference managers.

use crate::content::knowledge::{Definition, Id};
use crate::edition::citation::{Citation, CslItem, latest, of_iteration};
use crate::edition::links::Linker;

/// The definition and each iteration that was published, the latest first.
fn all<'base>(links: &Linker<'base>, id: Id<Definition>) -> impl Iterator<Item = Citation<'base>> {
    let iterations = links.knowledge.definition(id).published().rev();
    std::iter::once(latest(links, id)).chain(iterations.map(move |iteration| of_iteration(links, id, iteration)))
}

pub(super) fn bibtex(links: &Linker<'_>, id: Id<Definition>) -> String {
    all(links, id).map(|citation| citation.bibtex()).collect::<Vec<_>>().join("\n")
}

pub(super) fn ris(links: &Linker<'_>, id: Id<Definition>) -> String {
    all(links, id).map(|citation| citation.ris()).collect::<Vec<_>>().join("\r\n")
}

pub(super) fn csl(links: &Linker<'_>, id: Id<Definition>) -> Vec<CslItem> {
    all(links, id).map(|citation| citation.csl()).collect()
}
