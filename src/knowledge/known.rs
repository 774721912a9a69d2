//! What each name and each path means. It follows from which files there are, and not from what they say.

use std::collections::{BTreeMap, HashMap};

use crate::document::{Parsed, Place};
use crate::knowledge::{Contribution, Definition, Entry, Folder, Id, Influence, Page, Person, Practice};
use crate::names::Slug;
use crate::text::{Asset, SourceId, Sources};

/// The names of one kind of document. A file that could not be read has a name and no number.
pub(super) type Numbers<T> = BTreeMap<Slug, Option<Id<T>>>;

/// Everything that can be referred to, and what it means.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) definitions: Numbers<Definition>,
    pub(super) practices: Numbers<Practice>,
    pub(super) contributions: Numbers<Contribution>,
    pub(super) influences: Numbers<Influence>,
    pub(super) people: Numbers<Person>,
    pub(super) pages: Numbers<Page>,
    /// What each path below the root is, for links.
    pub(super) files: HashMap<String, Entry>,
    /// What all this was made from.
    files_known: FilesKnown,
}

/// The files, each with whether it could be read, and the pictures.
#[derive(Debug, Default, PartialEq, Eq)]
struct FilesKnown {
    documents: Vec<(SourceId, bool)>,
    pictures: Vec<SourceId>,
}

impl FilesKnown {
    fn of<'parsed>(parsed: impl Iterator<Item = &'parsed Parsed>, pictures: &[Asset]) -> Self {
        Self {
            documents: parsed.map(|file| (file.source, file.document().is_some())).collect(),
            pictures: pictures.iter().map(|picture| picture.source).collect(),
        }
    }
}

impl Known {
    /// Whether all this is what follows from these files. They have the paths that their numbers had before.
    pub(super) fn holds_for<'parsed>(&self, parsed: impl Iterator<Item = &'parsed Parsed>, pictures: &[Asset]) -> bool {
        self.files_known == FilesKnown::of(parsed, pictures)
    }

    /// Gives every document its number, in the order of the files.
    pub(super) fn new<'parsed>(
        parsed: impl Iterator<Item = &'parsed Parsed> + Clone,
        pictures: &[Asset],
        sources: &Sources,
    ) -> Self {
        let mut known = Self { files_known: FilesKnown::of(parsed.clone(), pictures), ..Self::default() };
        let mut counts = Counts::default();
        let mut iterations = Vec::new();
        for file in parsed {
            let is_read = file.document().is_some();
            let entry = match &file.place {
                Some(Place::Definition(slug)) => {
                    number(&mut known.definitions, slug, is_read, &mut counts.definitions).map(Entry::Definition)
                }
                Some(Place::Iteration(slug, number)) => {
                    iterations.push((file.source, slug, *number));
                    None
                }
                Some(Place::Practice(slug)) => {
                    number(&mut known.practices, slug, is_read, &mut counts.practices).map(Entry::Practice)
                }
                Some(Place::Contribution(slug, _)) => {
                    number(&mut known.contributions, slug, is_read, &mut counts.contributions).map(Entry::Contribution)
                }
                Some(Place::Influence(slug)) => {
                    number(&mut known.influences, slug, is_read, &mut counts.influences).map(Entry::Influence)
                }
                Some(Place::Person(slug)) => {
                    number(&mut known.people, slug, is_read, &mut counts.people).map(Entry::Person)
                }
                Some(Place::Page(slug)) => number(&mut known.pages, slug, is_read, &mut counts.pages).map(Entry::Page),
                None => None,
            };
            if let Some(entry) = entry {
                known.files.insert(sources.get(file.source).path.clone(), entry);
            }
        }
        // The file of a definition stands behind those of its iterations.
        for (source, slug, number) in iterations {
            if let Some(Some(id)) = known.definitions.get(slug) {
                known.files.insert(sources.get(source).path.clone(), Entry::Iteration(*id, number));
            }
        }
        for (slug, id) in &known.definitions {
            if let Some(id) = id {
                known.files.insert(definition_folder(slug), Entry::Definition(*id));
            }
        }
        for folder in Folder::ALL {
            known.files.insert(format!("content/{}", folder.name()), Entry::List(folder));
        }
        for (number, picture) in pictures.iter().enumerate() {
            known.files.insert(picture.path.to_string(), Entry::Picture(number));
        }
        known
    }
}

/// How many documents of each kind have a number.
#[derive(Default)]
struct Counts {
    definitions: usize,
    practices: usize,
    contributions: usize,
    influences: usize,
    people: usize,
    pages: usize,
}

/// Gives a document its number.
fn number<T>(numbers: &mut Numbers<T>, slug: &Slug, is_read: bool, count: &mut usize) -> Option<Id<T>> {
    let id = is_read.then(|| Id::new(*count));
    *count += usize::from(is_read);
    numbers.insert(slug.clone(), id);
    id
}

/// The folder of a definition, as a path below the root.
pub(super) fn definition_folder(slug: &Slug) -> String {
    format!("content/definitions/{slug}")
}
