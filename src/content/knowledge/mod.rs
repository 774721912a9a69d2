//! All files together: numbered, dated, resolved, sealed. To hold a [`KnowledgeBase`] is to know that it is sound.

mod as_of;
mod assemble;
mod entries;
mod id;
mod lookup;
mod records;
mod rules;
mod staleness;
mod succession;

use std::sync::Arc;

pub use self::assemble::assemble;
pub use self::assemble::memory::Memory;
pub use self::entries::{
    Contribution, Criterion, Definition, Effect, Entry, Folder, Influence, Iteration, LostCriterion, Meets, Page,
    Person, Practice, Standing, Subject,
};
pub use self::id::Id;
pub use self::records::{Filed, records};
pub use self::staleness::Staleness;
pub use self::succession::{Role, Side};

use jiff::civil::Date;

use crate::base::names::Slug;
use crate::base::text::{Asset, SourceId, Sources, Spanned};
use crate::base::web::forge;
use crate::content::config::Config;
use crate::content::document::{Body, Target};
use crate::content::knowledge::lookup::known::{self, Known};
use crate::content::seal::{self, Digest, Record};

/// A sound knowledge base: every name in it resolves, every iteration has its number, its date and its text.
///
/// Invariants, kept by [`assemble`]: there is at least one definition; the iterations of a definition are numbered 1,
/// 2, 3 without a gap and their dates do not run backwards; a placeholder has no text and everything else has one; every
/// `meets` phrase occurs in its text; every link leads somewhere; every seal follows from the one before, and every sealed
/// iteration was published and has the number, date, authors and text that were sealed.
#[derive(Debug)]
pub struct KnowledgeBase {
    config: Config,
    definitions: Vec<Arc<Definition>>,
    practices: Vec<Arc<Practice>>,
    contributions: Vec<Arc<Contribution>>,
    influences: Vec<Arc<Influence>>,
    people: Vec<Arc<Person>>,
    pages: Vec<Arc<Page>>,
    pictures: Vec<Asset>,
    featured: Id<Definition>,
    menu: Vec<Id<Page>>,
    contribute: Option<Id<Page>>,
    known: Arc<Known>,
    as_of: Option<Date>,
}

/// Gives the accessors of one kind of entry.
macro_rules! entries {
    ($($(#[$doc:meta])* $kind:ident $one:ident $many:ident;)*) => {
        $(
            #[doc = concat!("The ", stringify!($one), " with this number.")]
            pub fn $one(&self, id: Id<$kind>) -> &$kind {
                &self.$many[id.index()]
            }

            #[doc = concat!("All ", stringify!($many), " with their numbers, in the order of their slugs.")]
            pub fn $many(&self) -> impl DoubleEndedIterator<Item = (Id<$kind>, &$kind)> + ExactSizeIterator {
                self.$many.iter().enumerate().map(|(index, entry)| (Id::new(index), entry.as_ref()))
            }
        )*
    };
}

impl KnowledgeBase {
    entries! {
        Definition definition definitions;
        Practice practice practices;
        Contribution contribution contributions;
        Influence influence influences;
        Person person people;
        Page page pages;
    }

    /// Every entry with a file of its own but for the iterations, which belong to their definition: the definitions, and so on
    /// as in the menu.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        let entries = self.definitions().map(|(id, _)| Entry::Definition(id));
        let entries = entries.chain(self.practices().map(|(id, _)| Entry::Practice(id)));
        let entries = entries.chain(self.contributions().map(|(id, _)| Entry::Contribution(id)));
        let entries = entries.chain(self.influences().map(|(id, _)| Entry::Influence(id)));
        let entries = entries.chain(self.people().map(|(id, _)| Entry::Person(id)));
        entries.chain(self.pages().map(|(id, _)| Entry::Page(id)))
    }

    /// Where the texts are kept. Nowhere as of an earlier day: what is proposed is proposed today.
    pub fn repository(&self) -> Option<&forge::Place> {
        self.config.repository.as_ref().filter(|_| self.as_of.is_none())
    }

    /// What the knowledge base says of itself.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The definition on the home page.
    pub fn featured(&self) -> Id<Definition> {
        self.featured
    }

    /// The pages in the menu.
    pub fn menu(&self) -> &[Id<Page>] {
        &self.menu
    }

    /// The page that tells how to contribute.
    pub fn contribute(&self) -> Option<Id<Page>> {
        self.contribute
    }

    /// The day as of which it stands; none if it stands as it is today.
    pub fn day(&self) -> Option<Date> {
        self.as_of
    }

    /// The latest day on which an iteration took effect later than it was published; none if none did. A site changes when
    /// this does, without any change of the files.
    pub fn last_effect(&self) -> Option<Date> {
        let iterations = self.definitions.iter().flat_map(|definition| definition.iterations());
        iterations
            .filter_map(|iteration| if let Effect::Since(day) = iteration.effect { Some(day) } else { None })
            .max()
    }

    /// The pictures in the content.
    pub fn pictures(&self) -> &[Asset] {
        &self.pictures
    }

    /// Whether every number that means an entry of one means an entry of the same name in the other, because both were
    /// assembled from the same files one after the other. What they say may differ.
    pub fn has_the_entries_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.known, &other.known)
    }

    /// The names that the file of an entry had before; those of an iteration's folder are its definition's.
    pub fn aliases(&self, entry: Entry) -> &[Spanned<Slug>] {
        match entry {
            Entry::Definition(id) => &self.definition(id).aliases,
            Entry::Practice(id) => &self.practice(id).aliases,
            Entry::Contribution(id) => &self.contribution(id).aliases,
            Entry::Influence(id) => &self.influence(id).aliases,
            Entry::Person(id) => &self.person(id).aliases,
            Entry::Page(id) => &self.page(id).aliases,
            Entry::Iteration(..) | Entry::List(_) | Entry::Picture(_) => &[],
        }
    }

    /// The file of an entry; none for a list.
    pub fn source(&self, entry: Entry) -> Option<SourceId> {
        match entry {
            Entry::Definition(id) => Some(self.definition(id).file),
            Entry::Iteration(id, number) => self.definition(id).iteration(number).map(|iteration| iteration.file),
            Entry::Practice(id) => Some(self.practice(id).file),
            Entry::Contribution(id) => Some(self.contribution(id).file),
            Entry::Influence(id) => Some(self.influence(id).file),
            Entry::Person(id) => Some(self.person(id).file),
            Entry::Page(id) => Some(self.page(id).file),
            Entry::Picture(number) => self.pictures.get(number).map(|picture| picture.source),
            Entry::List(_) => None,
        }
    }

    /// The Markdown of an entry, if it has one.
    pub fn body(&self, entry: Entry) -> Option<&Body> {
        match entry {
            Entry::Definition(id) => Some(&self.definition(id).body),
            Entry::Iteration(id, number) => self.definition(id).iteration(number)?.text(),
            Entry::Practice(id) => Some(&self.practice(id).body),
            Entry::Contribution(id) => Some(&self.contribution(id).body),
            Entry::Influence(id) => Some(&self.influence(id).body),
            Entry::Person(id) => Some(&self.person(id).body),
            Entry::Page(id) => Some(&self.page(id).body),
            Entry::List(_) | Entry::Picture(_) => None,
        }
    }

    /// What a link leads to, if it stays in the site; every target that is no [`Target::Web`] does, unless the knowledge
    /// base is one as of a day and the target is of a later one.
    pub fn resolve(&self, target: &Target) -> Option<Entry> {
        match target {
            Target::File { path, .. } => self.known.entry(path),
            Target::Reference(reference) => {
                let path = known::definition_folder(&reference.definition);
                let definition = self.known.entry(&path);
                match (definition, reference.iteration) {
                    (Some(Entry::Definition(id)), Some(number)) => {
                        self.definition(id).iteration(number).map(|_| Entry::Iteration(id, number))
                    }
                    (definition, _) => definition,
                }
            }
            Target::Web(_) | Target::Nowhere => None,
        }
    }

    /// One head over the seals of all definitions; none if nothing is sealed.
    pub fn head_over_all(&self) -> Option<Digest> {
        seal::head_over_all(self.definitions.iter().map(|definition| definition.seals()))
    }

    /// What is sealed, or would be, of an iteration of this knowledge base; none if it has no text.
    pub fn record<'base>(&'base self, iteration: &Iteration, sources: &'base Sources) -> Option<Record<'base>> {
        let authors = iteration.authors.iter().map(|id| &self.person(*id).slug).collect();
        let markdown = &sources.get(iteration.file).text[iteration.text()?.span.range()];
        Some(Record::new(iteration.number, iteration.date, authors, markdown))
    }

    /// What a practice or a contribution was written against: the iteration it names, or the one that is current.
    pub fn iteration(&self, subject: Subject) -> Option<&Iteration> {
        let definition = self.definition(subject.definition);
        match subject.iteration {
            Some(number) => definition.iteration(number),
            None => definition.current(),
        }
    }
}
