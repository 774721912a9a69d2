//! What assembling made before, for as long as what it was made from is the same.

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::document::Parsed;
use crate::knowledge::entries::{Contribution, Definition, Influence, Page, Person, Practice};
use crate::knowledge::index::{File, Kind};
use crate::knowledge::known::Known;
use crate::knowledge::rules;
use crate::seal::SealsFile;
use crate::text::{Asset, SourceId, Sources};

/// What was made of the same files before. Whoever holds it hands over sources that are later forms of one another, in
/// which a number always means one path. What is remembered is what a fresh start would make: each part is kept with all
/// that it was made from, and made anew where anything of that is not the same.
#[derive(Debug, Default)]
pub struct Memory {
    known: Arc<Known>,
    paths: Paths,
    pub(super) definitions: Made<Definition, (Vec<Arc<Parsed>>, Option<Arc<SealsFile>>)>,
    pub(super) practices: Made<Practice>,
    pub(super) contributions: Made<Contribution>,
    pub(super) influences: Made<Influence>,
    pub(super) people: Made<Person>,
    pub(super) pages: Made<Page>,
}

/// What was said of paths, and what it followed from.
#[derive(Debug, Default)]
struct Paths {
    /// The files, each with whether it was read as a text.
    files: Vec<(SourceId, bool)>,
    assets: Vec<SourceId>,
    found: Diagnostics,
}

/// The entries of one kind by their numbers, each with what it was made from: its file, what else it holds, and
/// [`Known`], which is the same for all. An entry about which something had to be said is made anew each time.
#[derive(Debug)]
pub(super) struct Made<T, Parts = ()> {
    entries: Vec<Option<(Arc<Parsed>, Parts, Arc<T>)>>,
}

impl<T, Parts> Default for Made<T, Parts> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

/// What entries are made from besides their own file.
pub(super) trait Unchanged {
    /// Whether both are one and the same thing, not only alike.
    fn is_same(&self, other: &Self) -> bool;
}

impl Unchanged for () {
    fn is_same(&self, (): &Self) -> bool {
        true
    }
}

impl<T> Unchanged for Arc<T> {
    fn is_same(&self, other: &Self) -> bool {
        Self::ptr_eq(self, other)
    }
}

impl<T: Unchanged> Unchanged for Option<T> {
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(other)) => one.is_same(other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

impl<T: Unchanged> Unchanged for Vec<T> {
    fn is_same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(one, other)| one.is_same(other))
    }
}

impl<A: Unchanged, B: Unchanged> Unchanged for (A, B) {
    fn is_same(&self, other: &Self) -> bool {
        self.0.is_same(&other.0) && self.1.is_same(&other.1)
    }
}

impl Memory {
    /// What names and paths mean among these files.
    pub(super) fn known(&mut self, parsed: &[Arc<Parsed>], pictures: &[Asset], sources: &Sources) -> Arc<Known> {
        let files = || parsed.iter().map(AsRef::as_ref);
        if !self.known.holds_for(files(), pictures) {
            // Numbers mean other entries among other files, so nothing that holds one stays.
            *self = Self {
                known: Arc::new(Known::new(files(), pictures, sources)),
                paths: std::mem::take(&mut self.paths),
                ..Self::default()
            };
        }
        Arc::clone(&self.known)
    }

    /// Says what is wrong with paths.
    pub(super) fn check_paths(&mut self, sources: &Sources, diagnostics: &mut Diagnostics) {
        let files = || sources.iter().map(|(id, source)| (id, source.is_read));
        let assets = || sources.assets().iter().map(|asset| asset.source);
        if !files().eq(self.paths.files.iter().copied()) || !assets().eq(self.paths.assets.iter().copied()) {
            let mut found = Diagnostics::default();
            rules::names::check_paths(sources, &mut found);
            self.paths = Paths { files: files().collect(), assets: assets().collect(), found };
        }
        diagnostics.append(self.paths.found.clone());
    }
}

impl<T, Parts: Unchanged> Made<T, Parts> {
    /// Every entry of a kind, made anew where it is not remembered. `parts` tells what it is made from besides its file.
    pub(super) fn each(
        &mut self,
        kind: &Kind<'_, T>,
        diagnostics: &mut Diagnostics,
        parts: impl Fn(&File<'_>) -> Parts,
        make: impl Fn(&File<'_>, &Parts, &mut Diagnostics) -> Option<T>,
    ) -> Vec<Arc<T>> {
        self.entries.resize_with(kind.documents.len(), || None);
        let mut entries = Vec::with_capacity(kind.documents.len());
        for (file, remembered) in kind.documents.iter().zip(&mut self.entries) {
            let parts = parts(file);
            if let Some((from, known_parts, entry)) = remembered
                && from.is_same(file.parsed)
                && known_parts.is_same(&parts)
            {
                entries.push(Arc::clone(entry));
                continue;
            }
            let mut found = Diagnostics::default();
            let entry = make(file, &parts, &mut found).map(Arc::new);
            *remembered =
                entry.clone().filter(|_| found.is_empty()).map(|entry| (Arc::clone(file.parsed), parts, entry));
            diagnostics.append(found);
            entries.extend(entry);
        }
        entries
    }
}
