//! What assembling made before, for as long as what it was made from is the same.

use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::Diagnostics;
use crate::base::names::Slug;
use crate::base::text::{Asset, SourceId, Sources};
use crate::content::document::{Body, Parsed};
use crate::content::knowledge::Id;
use crate::content::knowledge::entries::{Contribution, Definition, Influence, Page, Person, Practice};
use crate::content::knowledge::lookup::index::{Index, Kind};
use crate::content::knowledge::lookup::known::Known;
use crate::content::knowledge::rules::{self, Speaking, seals::Found};

/// What was made of the same files before. Whoever holds it hands over sources that are later forms of one another, in
/// which a number always means one path. What is remembered is what a fresh start would make: each part is kept with all
/// that it was made from, and made anew where anything of that is not the same.
#[derive(Debug, Default)]
pub struct Memory {
    files: Vec<Arc<Parsed>>,
    pictures: Vec<SourceId>,
    known: Option<Arc<Known>>,
    /// What was said of names and places; it follows from `known`.
    misplaced: Diagnostics,
    paths: Paths,
    pub(super) speaking: Speaking,
    pub(super) definitions: Made<Definition, DefinitionParts>,
    pub(super) practices: Made<Practice>,
    pub(super) contributions: Made<Contribution>,
    pub(super) influences: Made<Influence>,
    /// A file may introduce several, so each is made from its file and its name.
    pub(super) people: Made<Person, Slug>,
    pub(super) pages: Made<Page>,
}

/// What was said of paths, and the order of the sources that it followed from.
#[derive(Debug, Default)]
struct Paths {
    order: Option<Arc<Vec<SourceId>>>,
    found: Diagnostics,
}

/// The entries of one kind by their numbers, each with what it was made from: its file, its parts, and [`Known`], which is
/// the same for all. An entry about which something had to be said is made anew each time.
#[derive(Debug)]
pub(super) struct Made<T, Parts = ()> {
    entries: Vec<Option<Kept<T, Parts>>>,
}

#[derive(Debug)]
struct Kept<T, Parts> {
    file: Arc<Parsed>,
    parts: Parts,
    entry: Arc<T>,
}

impl<T, Parts> Default for Made<T, Parts> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

/// What a definition is made from besides its own file.
#[derive(Debug)]
pub(super) struct DefinitionParts {
    pub(super) iterations: Vec<Arc<Parsed>>,
    pub(super) seals: Found,
    /// Whether anything in the knowledge base is sealed.
    pub(super) is_sealing: bool,
    /// The last day that is known to have come.
    pub(super) day: Option<Date>,
}

impl Memory {
    /// What names and paths mean among these files. What is wrong with them is said.
    pub(super) fn known(
        &mut self,
        files: &[Arc<Parsed>],
        pictures: &[Asset],
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> Arc<Known> {
        let changed: Vec<usize> = (0..files.len().min(self.files.len()))
            .filter(|position| !Arc::ptr_eq(&files[*position], &self.files[*position]))
            .collect();
        let shown = pictures.iter().map(|picture| picture.source);
        let is_one = |one: &Parsed, other: &Parsed| {
            let ids = |file: &Parsed| file.people().iter().map(|person| person.id.value.clone()).collect::<Vec<_>>();
            one.source == other.source && ids(one) == ids(other)
        };
        let is_same = files.len() == self.files.len()
            && changed.iter().all(|position| is_one(&files[*position], &self.files[*position]))
            && shown.clone().eq(self.pictures.iter().copied());
        let known = self.known.clone().filter(|_| is_same);
        let known = if let Some(known) = known {
            for position in changed {
                self.files[position] = Arc::clone(&files[position]);
                self.speaking.note(position, &files[position]);
            }
            known
        } else {
            // Numbers mean other entries among other files, so nothing that holds one stays.
            let known = Arc::new(Known::new(files, pictures, sources));
            *self = Self {
                files: files.to_vec(),
                pictures: shown.collect(),
                known: Some(Arc::clone(&known)),
                paths: std::mem::take(&mut self.paths),
                ..Self::default()
            };
            rules::names::check(&Index::new(files, &known, sources), pictures, &mut self.misplaced);
            files.iter().enumerate().for_each(|(position, file)| self.speaking.note(position, file));
            known
        };
        diagnostics.append(self.misplaced.clone());
        known
    }

    /// Says what is wrong with paths.
    pub(super) fn check_paths(&mut self, sources: &Sources, diagnostics: &mut Diagnostics) {
        if !self.paths.order.as_ref().is_some_and(|order| Arc::ptr_eq(order, sources.order())) {
            let mut found = Diagnostics::default();
            rules::names::check_paths(sources, &mut found);
            self.paths = Paths { order: Some(Arc::clone(sources.order())), found };
        }
        diagnostics.append(self.paths.found.clone());
    }
}

impl Speaking {
    /// Notes whether a file says something of others.
    fn note(&mut self, position: usize, file: &Parsed) {
        let notes = [
            (&mut self.linking, file.body().is_some_and(|body: &Body| !body.inward_aims().is_empty())),
            (&mut self.naming, file.document().is_some_and(rules::contributions::speaks_of_another)),
        ];
        for (positions, speaks) in notes {
            if speaks {
                positions.insert(position)
            } else {
                positions.remove(&position)
            };
        }
    }
}

impl<T, Parts> Made<T, Parts> {
    /// Every entry of a kind, made anew where it is not remembered. `is_same` tells whether it is made from these parts,
    /// `parts` which they are.
    pub(super) fn each(
        &mut self,
        kind: &Kind<'_, T>,
        diagnostics: &mut Diagnostics,
        is_same: impl Fn(Id<T>, &Parts) -> bool,
        parts: impl Fn(Id<T>) -> Parts,
        make: impl Fn(&Arc<Parsed>, &Parts, &mut Diagnostics) -> Option<T>,
    ) -> Vec<Arc<T>> {
        self.entries.resize_with(kind.files().len(), || None);
        let mut entries = Vec::with_capacity(self.entries.len());
        for (number, (file, remembered)) in kind.files().zip(&mut self.entries).enumerate() {
            let id = Id::new(number);
            let kept = remembered.as_ref().filter(|kept| Arc::ptr_eq(&kept.file, file) && is_same(id, &kept.parts));
            if let Some(kept) = kept {
                entries.push(Arc::clone(&kept.entry));
                continue;
            }
            let (parts, mut found) = (parts(id), Diagnostics::default());
            let entry = make(file, &parts, &mut found).map(Arc::new);
            let kept = entry.clone().filter(|_| found.is_empty());
            *remembered = kept.map(|entry| Kept { file: Arc::clone(file), parts, entry });
            diagnostics.append(found);
            entries.extend(entry);
        }
        entries
    }
}

impl<T> Made<T> {
    /// The same for entries that are made from nothing besides their file.
    pub(super) fn each_alone(
        &mut self,
        kind: &Kind<'_, T>,
        diagnostics: &mut Diagnostics,
        make: impl Fn(&Arc<Parsed>, &mut Diagnostics) -> Option<T>,
    ) -> Vec<Arc<T>> {
        self.each(kind, diagnostics, |_, ()| true, |_| (), |file, (), found| make(file, found))
    }
}
