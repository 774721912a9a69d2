//! The page of a term.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::knowledge::Entry;
use crate::edition::batch::{DefinitionBatch, Extent};
use crate::edition::links::{EntryLink, Link, Linker};
use crate::edition::plan::Page;
use crate::edition::views::definition::featured::{Featured, featured};
use crate::edition::views::parts::seals::{self, HeadView};
use crate::edition::views::parts::{CiteView, MatrixView, ProvenanceView, Shown, cite, matrix, provenance};

/// What `definition.html` shows.
#[derive(Debug, Serialize)]
pub struct DefinitionView {
    /// The current text and its history.
    pub featured: Featured,
    /// Where the words of the text that is shown come from.
    pub provenance: Option<ProvenanceView>,
    /// One sentence.
    pub summary: String,
    /// Other names for it.
    pub also_known_as: Vec<String>,
    /// What readers should know around the term.
    pub body: Html,
    /// What is asked of it, and which iterations meet it.
    pub matrix: Option<MatrixView>,
    /// What is taken for it.
    pub not_to_be_confused_with: Vec<Confusion>,
    /// Who disagrees with it.
    pub dissent: Vec<EntryLink>,
    /// Everything that is known about it, to be printed.
    pub dossier: Address,
    /// Definitions beside it.
    pub related: Vec<Link>,
    /// Practices written against it.
    pub practices: Vec<EntryLink>,
    /// What was said about it.
    pub contributions: Vec<EntryLink>,
    /// Its feed.
    pub feed: Address,
    /// How to cite it.
    pub cite: CiteView,
    /// The head of its seals.
    pub head: Option<HeadView>,
}

/// A term that is taken for another.
#[derive(Debug, Serialize)]
pub struct Confusion {
    /// The other term.
    pub term: String,
    /// The difference.
    pub note: String,
}

/// The page of a term.
pub(in crate::edition::views) fn definition(batch: &DefinitionBatch<'_>, links: &Linker<'_>) -> Shown<DefinitionView> {
    let (site, id, definition) = (batch.site, batch.id, batch.definition);
    let knowledge = site.knowledge();
    let mut contributions = site.backlinks().contributions_on(id).to_vec();
    contributions.sort_by_key(|id| std::cmp::Reverse(knowledge.contribution(*id).date));
    let (dissent, contributions) = links.dissent_apart(contributions);
    let confusions = definition
        .not_to_be_confused_with
        .iter()
        .map(|other| Confusion { term: other.term.clone(), note: other.note.clone() });
    let view = DefinitionView {
        featured: featured(batch, links, Extent::Whole),
        provenance: definition.shown().and_then(|iteration| provenance(batch, links, iteration.number)),
        summary: definition.summary.clone(),
        also_known_as: definition.also_known_as.clone(),
        body: links.body(&definition.body),
        matrix: matrix(links, id),
        not_to_be_confused_with: confusions.collect(),
        related: definition
            .related
            .iter()
            .map(|id| Link::new(&knowledge.definition(*id).term, links.entry(Entry::Definition(*id))))
            .collect(),
        practices: site.backlinks().practices_on(id).iter().map(|id| links.entry_link(Entry::Practice(*id))).collect(),
        dissent,
        dossier: links.page(&Page::Dossier(id)),
        contributions,
        feed: links.page(&Page::Feed(Some(id))),
        cite: cite(links, id, definition.shown()),
        head: seals::of_definition(definition, links),
    };
    Shown::new(links.words.definition.question(&definition.term), &definition.summary, view)
}
