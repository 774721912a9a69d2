//! What refers to what, the other way round: found once, so that no page looks through all that there is.

use crate::base::names::IterationNumber;
use crate::content::knowledge::{Contribution, Definition, Id, Influence, KnowledgeBase, Person, Practice};
use crate::history::{Event, Happening, History};

/// For each entry those that refer to it, in the order in which they stand in the knowledge base.
#[derive(Debug)]
pub(in crate::edition) struct Backlinks {
    practices_on: Vec<Vec<Id<Practice>>>,
    contributions_on: Vec<Vec<Id<Contribution>>>,
    iterations_of: Vec<Vec<Event>>,
    iterations_by: Vec<Vec<(Id<Definition>, IterationNumber)>>,
    practices_by: Vec<Vec<Id<Practice>>>,
    contributions_by: Vec<Vec<Id<Contribution>>>,
    learned_from: Vec<Vec<(Id<Definition>, usize)>>,
}

impl Backlinks {
    pub(in crate::edition) fn of(knowledge: &KnowledgeBase, history: &History) -> Self {
        let (definitions, people) = (knowledge.definitions().count(), knowledge.people().count());
        let mut links = Self {
            practices_on: vec![Vec::new(); definitions],
            contributions_on: vec![Vec::new(); definitions],
            iterations_of: vec![Vec::new(); definitions],
            iterations_by: vec![Vec::new(); people],
            practices_by: vec![Vec::new(); people],
            contributions_by: vec![Vec::new(); people],
            learned_from: vec![Vec::new(); knowledge.influences().count()],
        };
        for (id, practice) in knowledge.practices() {
            if let Some(on) = practice.on {
                links.practices_on[on.definition.index()].push(id);
            }
            add(&mut links.practices_by, &practice.authors, id);
        }
        for (id, contribution) in knowledge.contributions() {
            if let Some(on) = contribution.on {
                links.contributions_on[on.definition.index()].push(id);
            }
            add(&mut links.contributions_by, &contribution.authors, id);
        }
        for (id, definition) in knowledge.definitions() {
            for iteration in definition.iterations().iter().rev() {
                add(&mut links.iterations_by, &iteration.authors, (id, iteration.number));
            }
            for (index, criterion) in definition.criteria.iter().enumerate() {
                if let Some(influence) = criterion.from {
                    links.learned_from[influence.index()].push((id, index));
                }
            }
        }
        for event in history.timeline() {
            if let Happening::Iteration(id, _) = event.what {
                links.iterations_of[id.index()].push(*event);
            }
        }
        links
    }

    /// Practices that were written against a definition or an iteration of it.
    pub(in crate::edition) fn practices_on(&self, id: Id<Definition>) -> &[Id<Practice>] {
        &self.practices_on[id.index()]
    }

    /// Contributions about a definition or an iteration of it.
    pub(in crate::edition) fn contributions_on(&self, id: Id<Definition>) -> &[Id<Contribution>] {
        &self.contributions_on[id.index()]
    }

    /// The iterations of a definition as they came about, newest first.
    pub(in crate::edition) fn iterations_of(&self, id: Id<Definition>) -> &[Event] {
        &self.iterations_of[id.index()]
    }

    /// The iterations that somebody wrote; those of one definition latest first.
    pub(in crate::edition) fn iterations_by(&self, id: Id<Person>) -> &[(Id<Definition>, IterationNumber)] {
        &self.iterations_by[id.index()]
    }

    /// The practices that somebody wrote.
    pub(in crate::edition) fn practices_by(&self, id: Id<Person>) -> &[Id<Practice>] {
        &self.practices_by[id.index()]
    }

    /// What else somebody contributed.
    pub(in crate::edition) fn contributions_by(&self, id: Id<Person>) -> &[Id<Contribution>] {
        &self.contributions_by[id.index()]
    }

    /// The criteria that were learned from an influence, by their position in their definition.
    pub(in crate::edition) fn learned_from(&self, id: Id<Influence>) -> &[(Id<Definition>, usize)] {
        &self.learned_from[id.index()]
    }
}

fn add<T: Copy>(all: &mut [Vec<T>], people: &[Id<Person>], item: T) {
    for (index, person) in people.iter().enumerate() {
        // Whoever is named twice wrote it once.
        if !people[..index].contains(person) {
            all[person.index()].push(item);
        }
    }
}
