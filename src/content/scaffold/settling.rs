//! People whom a text introduces get files of their own once the text is taken in.

use crate::base::names::Slug;
use crate::base::text::{SourceId, Sources};
use crate::content::knowledge::KnowledgeBase;
use crate::content::read::CONTENT;
use crate::content::scaffold::revision::without_people;
use crate::content::scaffold::{NewFile, introduced};

/// What gives people files of their own; all of it belongs together.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// Their files.
    pub files: Vec<NewFile>,
    /// Their ids.
    pub ids: Vec<Slug>,
    /// Every text that introduces one of them.
    pub texts: Vec<SourceId>,
}

impl Settled {
    /// A text without the introductions of people who get a file. None if it has none of them.
    pub fn text(&self, text: &str) -> Option<String> {
        without_people(text, &self.ids)
    }
}

/// Gives those people files who are introduced by one of some texts, or wrote one of them.
pub fn settled(knowledge: &KnowledgeBase, sources: &Sources, of: &[SourceId]) -> Settled {
    let iterations = knowledge.definitions().flat_map(|(_, definition)| definition.iterations());
    let iterations = iterations.map(|iteration| (iteration.file, &iteration.authors));
    let contributions = knowledge.contributions().map(|(_, contribution)| (contribution.file, &contribution.authors));
    let texts = iterations.chain(contributions).filter(|(source, _)| of.contains(source));
    let authors: Vec<_> = texts.flat_map(|(_, authors)| authors).collect();
    let new = knowledge
        .people()
        .filter(|(id, person)| person.is_introduced && (of.contains(&person.file) || authors.contains(&id)));
    let (ids, files): (Vec<Slug>, Vec<NewFile>) =
        new.map(|(_, person)| (person.slug.clone(), introduced(person))).unzip();
    let mut settled = Settled { files, ids, texts: Vec::new() };
    if !settled.ids.is_empty() {
        let texts = sources.below(CONTENT).filter(|(_, source)| settled.text(&source.text).is_some());
        settled.texts = texts.map(|(id, _)| id).collect();
    }
    settled
}
