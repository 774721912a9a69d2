//! The names that documents may refer to, and what they mean.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::document::{Body, Document, Fields, IterationFields, Parsed, Place};
use crate::knowledge::{Contribution, Definition, Entry, Folder, Id, Influence, Page, Person, Practice, Subject};
use crate::names::{IterationNumber, Reference, Slug};
use crate::text::{Asset, SourceId, Sources, Spanned};

/// How many names may still be held against mistyped ones. Each mistake is held against all names that there are, so many
/// mistakes among many names would take for ever.
pub(super) struct Searches(Cell<usize>);

impl Searches {
    /// How many there are for a knowledge base: a hundred mistakes among some thousand files.
    const ALL: usize = 300_000;

    /// Whether a mistake may be held against so many names. What may not is told without a suggestion.
    pub(super) fn may_take(&self, names: usize) -> bool {
        let rest = self.0.get().checked_sub(names);
        self.0.set(rest.unwrap_or_default());
        rest.is_some()
    }

    /// The names that might have been meant, if so many may be searched.
    pub(super) fn did_you_mean<'names>(
        &self,
        typed: &str,
        names: impl ExactSizeIterator<Item = &'names str>,
    ) -> Option<String> {
        self.may_take(names.len()).then(|| did_you_mean(typed, names))
    }
}

impl Default for Searches {
    fn default() -> Self {
        Self(Cell::new(Self::ALL))
    }
}

/// The documents of one kind by slug. A file that could not be read has a name and no document: what refers to it is
/// left alone, because the file has been reported already.
pub(super) struct Kind<'documents, T> {
    names: BTreeMap<&'documents Slug, Option<Id<T>>>,
    searches: Searches,
    pub(super) documents: Vec<(&'documents Slug, &'documents Document)>,
}

impl<'documents, T> Kind<'documents, T> {
    fn new() -> Self {
        Self { names: BTreeMap::new(), searches: Searches::default(), documents: Vec::new() }
    }

    fn add(&mut self, slug: &'documents Slug, document: Option<&'documents Document>) {
        let id = document.map(|document| {
            self.documents.push((slug, document));
            Id::new(self.documents.len() - 1)
        });
        self.names.insert(slug, id);
    }

    /// The document that a name means, if it could be read.
    pub(super) fn document(&self, name: &Slug) -> Option<&'documents Document> {
        let id = (*self.names.get(name)?)?;
        self.documents.get(id.index()).map(|(_, document)| *document)
    }

    /// What a name means. An unknown one is reported; `what` says what it should name, `place` how such a file is called.
    pub(super) fn resolve(
        &self,
        name: &Spanned<Slug>,
        what: &str,
        place: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Id<T>> {
        if let Some(id) = self.names.get(&name.value) {
            return *id;
        }
        diagnostics.push_one_of_many(&codes::UNKNOWN_REFERENCE, name.span, || {
            let message = format!("there is no {what} `{}`", name.value);
            let diagnostic = Diagnostic::new(&codes::UNKNOWN_REFERENCE, name.span, message);
            let add = format!("add it as `{}`", place.replace("{}", name.value.as_str()));
            match self.searches.did_you_mean(name.value.as_str(), self.names.keys().map(|slug| slug.as_str())) {
                Some(near) => diagnostic.help(near).help(format!("or {add}")),
                None => diagnostic.help(add),
            }
        });
        None
    }

    /// The same for a list of names.
    pub(super) fn resolve_all(
        &self,
        names: &[Spanned<Slug>],
        what: &str,
        place: &str,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Id<T>> {
        names.iter().filter_map(|name| self.resolve(name, what, place, diagnostics)).collect()
    }
}

/// Everything that a document may refer to.
pub(super) struct Index<'documents> {
    pub(super) definitions: Kind<'documents, Definition>,
    pub(super) practices: Kind<'documents, Practice>,
    pub(super) contributions: Kind<'documents, Contribution>,
    pub(super) influences: Kind<'documents, Influence>,
    pub(super) people: Kind<'documents, Person>,
    pub(super) pages: Kind<'documents, Page>,
    /// The iterations of each definition in the order of their numbers, also those that could not be read.
    pub(super) iterations:
        BTreeMap<&'documents Slug, BTreeMap<IterationNumber, (SourceId, Option<&'documents Document>)>>,
    /// What each path below the root is, for links.
    pub(super) files: HashMap<String, Entry>,
    /// The texts by path; none for those that could not be read.
    pub(super) by_path: BTreeMap<&'documents str, Option<&'documents Body>>,
    /// How much may be searched for what a wrong path, anchor or number might have meant.
    pub(super) searches: Searches,
}

impl<'documents> Index<'documents> {
    pub(super) fn new(parsed: &'documents [Parsed], pictures: &[Asset], sources: &'documents Sources) -> Self {
        let mut index = Self {
            definitions: Kind::new(),
            practices: Kind::new(),
            contributions: Kind::new(),
            influences: Kind::new(),
            people: Kind::new(),
            pages: Kind::new(),
            iterations: BTreeMap::new(),
            files: HashMap::new(),
            by_path: BTreeMap::new(),
            searches: Searches::default(),
        };
        for file in parsed {
            let (source, document) = (&file.source, file.document());
            index.by_path.insert(&sources.get(*source).path, file.body());
            match &file.place {
                Some(Place::Definition(slug)) => index.definitions.add(slug, document),
                Some(Place::Iteration(slug, number)) => {
                    index.iterations.entry(slug).or_default().insert(*number, (*source, document));
                }
                Some(Place::Practice(slug)) => index.practices.add(slug, document),
                Some(Place::Contribution(slug, _)) => index.contributions.add(slug, document),
                Some(Place::Influence(slug)) => index.influences.add(slug, document),
                Some(Place::Person(slug)) => index.people.add(slug, document),
                Some(Place::Page(slug)) => index.pages.add(slug, document),
                None => {}
            }
        }
        for Parsed { source, place, .. } in parsed {
            if let Some(entry) = place.as_ref().and_then(|place| index.entry(place)) {
                index.files.insert(sources.get(*source).path.clone(), entry);
            }
        }
        for (slug, id) in &index.definitions.names {
            if let Some(id) = id {
                index.files.insert(definition_folder(slug), Entry::Definition(*id));
            }
        }
        for folder in Folder::ALL {
            index.files.insert(format!("content/{}", folder.name()), Entry::List(folder));
        }
        for (number, picture) in pictures.iter().enumerate() {
            index.files.insert(picture.path.clone(), Entry::Picture(number));
        }
        index
    }

    fn entry(&self, place: &Place) -> Option<Entry> {
        Some(match place {
            Place::Definition(slug) => Entry::Definition((*self.definitions.names.get(slug)?)?),
            Place::Iteration(slug, number) => Entry::Iteration((*self.definitions.names.get(slug)?)?, *number),
            Place::Practice(slug) => Entry::Practice((*self.practices.names.get(slug)?)?),
            Place::Contribution(slug, _) => Entry::Contribution((*self.contributions.names.get(slug)?)?),
            Place::Influence(slug) => Entry::Influence((*self.influences.names.get(slug)?)?),
            Place::Person(slug) => Entry::Person((*self.people.names.get(slug)?)?),
            Place::Page(slug) => Entry::Page((*self.pages.names.get(slug)?)?),
        })
    }

    /// What the file of an iteration says, if it could be read.
    pub(super) fn iteration(&self, definition: &Slug, number: IterationNumber) -> Option<&'documents IterationFields> {
        let (_, document) = self.iterations.get(definition)?.get(&number)?;
        if let Fields::Iteration(fields) = &(*document)?.fields { Some(fields) } else { None }
    }

    /// What `prodops` or `prodops@4` means. An unknown definition or iteration is reported.
    pub(super) fn subject(&self, reference: &Spanned<Reference>, diagnostics: &mut Diagnostics) -> Option<Subject> {
        let name = Spanned::new(reference.value.definition.clone(), reference.span);
        let definition =
            self.definitions.resolve(&name, "definition", "content/definitions/{}/definition.md", diagnostics)?;
        if let Some(number) = reference.value.iteration {
            let iterations = self.iterations.get(&name.value);
            if !iterations.is_some_and(|iterations| iterations.contains_key(&number)) {
                diagnostics.push_one_of_many(&codes::UNKNOWN_REFERENCE, reference.span, || {
                    let message = format!("`{}` has no iteration {number}", name.value);
                    let diagnostic = Diagnostic::new(&codes::UNKNOWN_REFERENCE, reference.span, message);
                    let known = iterations.map(BTreeMap::len).unwrap_or_default();
                    if !self.searches.may_take(known) {
                        return diagnostic.help(format!("it has {known}"));
                    }
                    let numbers: Vec<String> = iterations
                        .into_iter()
                        .flatten()
                        .map(|(number, _)| format!("{}@{number}", name.value))
                        .collect();
                    diagnostic.help(did_you_mean(&reference.value.to_string(), numbers.iter().map(String::as_str)))
                });
                return None;
            }
        }
        Some(Subject { definition, iteration: reference.value.iteration })
    }
}

/// The folder of a definition, as a path below the root.
pub(super) fn definition_folder(slug: &Slug) -> String {
    format!("content/definitions/{slug}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_searched_comes_to_an_end() {
        let searches = Searches::default();
        assert_eq!(
            searches.did_you_mean("prodop", ["prodops"].into_iter()).as_deref(),
            Some("did you mean `prodops`?")
        );
        assert!(searches.may_take(Searches::ALL - 1));
        assert_eq!(searches.did_you_mean("prodop", ["prodops"].into_iter()), None);
    }
}
