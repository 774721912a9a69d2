//! What each name and each path means. It follows from which files there are and which people they introduce, and from nothing
//! else that they say.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::base::names::{IterationNumber, Slug};
use crate::base::text::{Asset, Sources};
use crate::content::document::{Parsed, Place};
use crate::content::knowledge::{Contribution, Definition, Entry, Folder, Id, Influence, Page, Person, Practice};

/// The documents of one kind, also those that could not be read: as long as there is one, no knowledge base comes of them.
#[derive(Debug)]
pub(in crate::content::knowledge) struct Kind<T> {
    pub(in crate::content::knowledge) names: BTreeMap<Slug, Id<T>>,
    /// Where each document stands among the files, by its number.
    pub(in crate::content::knowledge) positions: Vec<usize>,
}

/// A definition that has a file, or a file of an iteration.
#[derive(Debug, Default)]
pub(in crate::content::knowledge) struct Group {
    /// Its number; none if its own file is not there.
    pub(in crate::content::knowledge) id: Option<Id<Definition>>,
    /// Its iterations, also those that could not be read, and where they stand among the files.
    pub(in crate::content::knowledge) iterations: BTreeMap<IterationNumber, usize>,
}

/// What a path below the root is.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::content::knowledge) struct Meaning {
    /// What a link to it leads to.
    pub(in crate::content::knowledge) entry: Option<Entry>,
    /// Where it stands among the files; none if it is none of them.
    pub(in crate::content::knowledge) position: Option<usize>,
}

/// Everything that can be referred to, and what it means. Files are those of the content, in the order of their paths.
#[derive(Debug, Default)]
pub(in crate::content::knowledge) struct Known {
    pub(in crate::content::knowledge) definitions: Kind<Definition>,
    pub(in crate::content::knowledge) practices: Kind<Practice>,
    pub(in crate::content::knowledge) contributions: Kind<Contribution>,
    pub(in crate::content::knowledge) influences: Kind<Influence>,
    pub(in crate::content::knowledge) people: Kind<Person>,
    pub(in crate::content::knowledge) pages: Kind<Page>,
    pub(in crate::content::knowledge) groups: BTreeMap<Slug, Group>,
    /// Every path, for links.
    pub(in crate::content::knowledge) paths: HashMap<String, Meaning>,
}

impl<T> Default for Kind<T> {
    fn default() -> Self {
        Self { names: BTreeMap::new(), positions: Vec::new() }
    }
}

impl<T> Kind<T> {
    /// Gives a document its number.
    fn add(&mut self, slug: &Slug, position: usize) -> Id<T> {
        let id = Id::new(self.positions.len());
        self.positions.push(position);
        self.names.insert(slug.clone(), id);
        id
    }
}

impl Known {
    /// Gives every document its number, in the order of the files.
    pub(in crate::content::knowledge) fn new(parsed: &[Arc<Parsed>], pictures: &[Asset], sources: &Sources) -> Self {
        let mut known = Self { people: people(parsed), ..Self::default() };
        for (position, file) in parsed.iter().enumerate() {
            let entry = file.place.as_ref().and_then(|place| known.add(place, position));
            let meaning = Meaning { entry, position: Some(position) };
            known.paths.insert(sources.get(file.source).path.clone(), meaning);
        }
        for (slug, group) in &mut known.groups {
            // The file of a definition stands behind those of its iterations.
            group.id = known.definitions.names.get(slug).copied();
            let Some(id) = group.id else { continue };
            for (number, position) in &group.iterations {
                let path = &sources.get(parsed[*position].source).path;
                let entry = Some(Entry::Iteration(id, *number));
                known.paths.insert(path.clone(), Meaning { entry, position: Some(*position) });
            }
            known.paths.entry(definition_folder(slug)).or_default().entry = Some(Entry::Definition(id));
        }
        for folder in Folder::ALL {
            known.paths.entry(format!("content/{}", folder.name())).or_default().entry = Some(Entry::List(folder));
        }
        for (number, picture) in pictures.iter().enumerate() {
            known.paths.entry(picture.path.to_string()).or_default().entry = Some(Entry::Picture(number));
        }
        known
    }

    fn add(&mut self, place: &Place, position: usize) -> Option<Entry> {
        Some(match place {
            Place::Definition(slug) => {
                self.groups.entry(slug.clone()).or_default();
                Entry::Definition(self.definitions.add(slug, position))
            }
            Place::Iteration(slug, number) => {
                self.groups.entry(slug.clone()).or_default().iterations.insert(*number, position);
                return None;
            }
            Place::Practice(slug) => Entry::Practice(self.practices.add(slug, position)),
            Place::Contribution(slug, _) => Entry::Contribution(self.contributions.add(slug, position)),
            Place::Influence(slug) => Entry::Influence(self.influences.add(slug, position)),
            Place::Person(slug) => Entry::Person(*self.people.names.get(slug)?),
            Place::Page(slug) => Entry::Page(self.pages.add(slug, position)),
        })
    }

    /// What a link to a path leads to.
    pub(in crate::content::knowledge) fn entry(&self, path: &str) -> Option<Entry> {
        self.paths.get(path)?.entry
    }
}

/// Everybody with a file, and everybody who is introduced, as if they all had one. A file stands for its person even where
/// others introduce the same one, and of several introductions the first; that they are there is reported elsewhere.
fn people(parsed: &[Arc<Parsed>]) -> Kind<Person> {
    let mut positions: BTreeMap<&Slug, usize> = BTreeMap::new();
    for (position, file) in parsed.iter().enumerate() {
        for introduction in file.people() {
            positions.entry(&introduction.id.value).or_insert(position);
        }
    }
    for (position, file) in parsed.iter().enumerate() {
        if let Some(Place::Person(slug)) = &file.place {
            positions.insert(slug, position);
        }
    }
    let mut people: Vec<(&Slug, usize)> = positions.into_iter().collect();
    // The order of the files.
    people.sort_by_cached_key(|(slug, _)| format!("{slug}.md"));
    let mut kind = Kind::default();
    for (slug, position) in people {
        kind.add(slug, position);
    }
    kind
}

/// The folder of a definition, as a path below the root.
pub(in crate::content::knowledge) fn definition_folder(slug: &Slug) -> String {
    format!("content/definitions/{slug}")
}
