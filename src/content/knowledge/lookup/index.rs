//! The names that documents may refer to, and what they mean.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes, did_you_mean};
use crate::base::names::{IterationNumber, Reference, Slug};
use crate::base::text::{Sources, Span, Spanned};
use crate::content::document::{Document, IterationFields, Parsed};
use crate::content::knowledge::lookup::known::{self, Group, Known};
use crate::content::knowledge::{Contribution, Definition, Id, Influence, Page, Person, Practice, Subject};

/// What to do about a definition that is not there.
pub(in crate::content::knowledge) const ADD_DEFINITION: &str = "add it as `content/definitions/{}/definition.md`";

/// How many names may still be held against mistyped ones. Each mistake is held against all names that there are, so many
/// mistakes among many names would take for ever.
pub(in crate::content::knowledge) struct Searches(Cell<usize>);

impl Searches {
    /// How many there are for a knowledge base: a hundred mistakes among some thousand files.
    const ALL: usize = 300_000;

    /// Whether a mistake may be held against so many names. What may not is told without a suggestion.
    pub(in crate::content::knowledge) fn may_take(&self, names: usize) -> bool {
        let rest = self.0.get().checked_sub(names);
        self.0.set(rest.unwrap_or_default());
        rest.is_some()
    }

    /// The names that might have been meant, if so many may be searched.
    pub(in crate::content::knowledge) fn did_you_mean<'names>(
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

/// The documents of one kind. What refers to one that could not be read is as it should be: the file has been reported
/// already.
pub(in crate::content::knowledge) struct Kind<'documents, T> {
    known: &'documents known::Kind<T>,
    files: &'documents [Arc<Parsed>],
    sources: &'documents Sources,
    searches: Searches,
}

impl<'documents, T> Kind<'documents, T> {
    fn new(known: &'documents known::Kind<T>, files: &'documents [Arc<Parsed>], sources: &'documents Sources) -> Self {
        Self { known, files, sources, searches: Searches::default() }
    }

    /// The files by their numbers.
    pub(in crate::content::knowledge) fn files(&self) -> impl ExactSizeIterator<Item = &'documents Arc<Parsed>> {
        let files = self.files;
        self.known.positions.iter().map(move |position| &files[*position])
    }

    /// The document that a name means, if it could be read.
    pub(in crate::content::knowledge) fn document(&self, name: &Slug) -> Option<&'documents Document> {
        self.file(*self.known.names.get(name)?).document()
    }

    /// The names by their numbers.
    pub(in crate::content::knowledge) fn slugs(&self) -> Vec<&'documents Slug> {
        let mut slugs: Vec<(&Slug, Id<T>)> = self.known.names.iter().map(|(slug, id)| (slug, *id)).collect();
        slugs.sort_by_key(|(_, id)| *id);
        slugs.into_iter().map(|(slug, _)| slug).collect()
    }

    /// The file of a document.
    pub(in crate::content::knowledge) fn file(&self, id: Id<T>) -> &'documents Parsed {
        &self.files[self.known.positions[id.index()]]
    }

    /// What a name means. An unknown one is reported; `what` says what it should name, `add` what to do if it
    /// is to be there, with `{}` for the name.
    pub(in crate::content::knowledge) fn resolve(
        &self,
        name: &Spanned<Slug>,
        what: &str,
        add: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Id<T>> {
        if let Some(id) = self.known.names.get(&name.value) {
            return Some(*id);
        }
        diagnostics.push_one_of_many(&codes::UNKNOWN_REFERENCE, name.span, || {
            let message = format!("there is no {what} `{}`", name.value);
            let diagnostic = Diagnostic::new(&codes::UNKNOWN_REFERENCE, name.span, message);
            let add = add.replace("{}", name.value.as_str());
            if let Some(now) = self.renamed(&name.value) {
                let diagnostic = diagnostic.help(format!("it was renamed: write `{now}`"));
                return match self.written(name) {
                    Some(place) => diagnostic.mend(place, now.as_str()),
                    None => diagnostic,
                };
            }
            match self.searches.did_you_mean(name.value.as_str(), self.known.names.keys().map(Slug::as_str)) {
                Some(near) => diagnostic.help(near).help(format!("or {add}")),
                None => diagnostic.help(add),
            }
        });
        None
    }

    /// The place of a name itself, without what is around it: quotes, brackets, the number of an iteration.
    fn written(&self, name: &Spanned<Slug>) -> Option<Span> {
        let (source, range) = (name.span.source, name.span.range());
        let written = &self.sources.get(source).text[range.clone()];
        let start = written.find(name.value.as_str())?;
        let is_around = written[..start].chars().all(|character| matches!(character, '"' | '\'' | '['));
        let start = range.start + start;
        is_around.then(|| Span::new(source, start..start + name.value.as_str().len()))
    }

    /// The name that a document has now, if it had this one before.
    fn renamed(&self, before: &Slug) -> Option<&'documents Slug> {
        if !self.searches.may_take(self.known.names.len()) {
            return None;
        }
        // Somebody may be introduced by a file that has another name.
        let has_been = |(name, id): &(&Slug, &Id<T>)| {
            let document = self.file(**id).document();
            document.is_some_and(|document| document.place.slug() == *name && document.fields.has_alias(before))
        };
        self.known.names.iter().find(has_been).map(|(name, _)| name)
    }

    /// The same for a list of names.
    pub(in crate::content::knowledge) fn resolve_all(
        &self,
        names: &[Spanned<Slug>],
        what: &str,
        add: &str,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Id<T>> {
        names.iter().filter_map(|name| self.resolve(name, what, add, diagnostics)).collect()
    }
}

/// Everything that a document may refer to.
pub(in crate::content::knowledge) struct Index<'documents> {
    pub(in crate::content::knowledge) definitions: Kind<'documents, Definition>,
    pub(in crate::content::knowledge) practices: Kind<'documents, Practice>,
    pub(in crate::content::knowledge) contributions: Kind<'documents, Contribution>,
    pub(in crate::content::knowledge) influences: Kind<'documents, Influence>,
    pub(in crate::content::knowledge) people: Kind<'documents, Person>,
    pub(in crate::content::knowledge) pages: Kind<'documents, Page>,
    /// What all names and paths mean.
    pub(in crate::content::knowledge) known: &'documents Known,
    /// The files that are texts or should be, in the order of their paths.
    pub(in crate::content::knowledge) files: &'documents [Arc<Parsed>],
    pub(in crate::content::knowledge) sources: &'documents Sources,
    /// How much may be searched for what a wrong path, anchor or number might have meant.
    pub(in crate::content::knowledge) searches: Searches,
}

impl<'documents> Index<'documents> {
    /// `known` was made from the same files.
    pub(in crate::content::knowledge) fn new(
        files: &'documents [Arc<Parsed>],
        known: &'documents Known,
        sources: &'documents Sources,
    ) -> Self {
        Self {
            definitions: Kind::new(&known.definitions, files, sources),
            practices: Kind::new(&known.practices, files, sources),
            contributions: Kind::new(&known.contributions, files, sources),
            influences: Kind::new(&known.influences, files, sources),
            people: Kind::new(&known.people, files, sources),
            pages: Kind::new(&known.pages, files, sources),
            known,
            files,
            sources,
            searches: Searches::default(),
        }
    }

    /// The path of a file.
    pub(in crate::content::knowledge) fn path(&self, file: &Parsed) -> &'documents str {
        &self.sources.get(file.source).path
    }

    /// The file at a path, if it is a text or should be one.
    pub(in crate::content::knowledge) fn file(&self, path: &str) -> Option<&'documents Arc<Parsed>> {
        self.known.paths.get(path)?.position.map(|position| &self.files[position])
    }

    /// The path that a file has now, if it had this one before.
    pub(in crate::content::knowledge) fn renamed(&self, path: &str) -> Option<String> {
        let (folder, rest) = path.strip_prefix("content/")?.split_once('/')?;
        let end = rest.find(['/', '.'])?;
        let before = Slug::parse(&rest[..end])?;
        let now = match folder {
            "definitions" => self.definitions.renamed(&before),
            "practices" => self.practices.renamed(&before),
            "contributions" => self.contributions.renamed(&before),
            "influences" => self.influences.renamed(&before),
            "people" => self.people.renamed(&before),
            "pages" => self.pages.renamed(&before),
            _ => None,
        }?;
        let now = format!("content/{folder}/{now}{}", &rest[end..]);
        self.known.paths.contains_key(&now).then_some(now)
    }

    /// The iterations of a definition, also those that could not be read.
    pub(in crate::content::knowledge) fn iterations(
        &self,
        group: &'documents Group,
    ) -> impl ExactSizeIterator<Item = (IterationNumber, &'documents Arc<Parsed>)> {
        let files = self.files;
        group.iterations.iter().map(move |(number, position)| (*number, &files[*position]))
    }

    /// What the file of an iteration says, if it could be read.
    pub(in crate::content::knowledge) fn iteration(
        &self,
        definition: &Slug,
        number: IterationNumber,
    ) -> Option<&'documents IterationFields> {
        let position = self.known.groups.get(definition)?.iterations.get(&number)?;
        self.files[*position].iteration()
    }

    /// What `prodops` or `prodops@4` means. An unknown definition or iteration is reported.
    pub(in crate::content::knowledge) fn subject(
        &self,
        reference: &Spanned<Reference>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Subject> {
        let name = Spanned::new(reference.value.definition.clone(), reference.span);
        let definition = self.definitions.resolve(&name, "definition", ADD_DEFINITION, diagnostics)?;
        if let Some(number) = reference.value.iteration {
            let iterations = self.known.groups.get(&name.value).map(|group| &group.iterations);
            if !iterations.is_some_and(|iterations| iterations.contains_key(&number)) {
                diagnostics.push_one_of_many(&codes::UNKNOWN_REFERENCE, reference.span, || {
                    let message = format!("`{}` has no iteration {number}", name.value);
                    let diagnostic = Diagnostic::new(&codes::UNKNOWN_REFERENCE, reference.span, message);
                    match iterations.and_then(BTreeMap::last_key_value) {
                        Some((last, _)) => diagnostic.help(format!(
                            "its last one is `{0}@{last}`; `{0}` alone stands for whichever counts",
                            name.value
                        )),
                        None => diagnostic.help(format!("write `{}` for whichever counts", name.value)),
                    }
                });
                return None;
            }
        }
        Some(Subject { definition, iteration: reference.value.iteration })
    }
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
