//! A knowledge base as it stood on a day.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::names::IterationNumber;
use crate::content::document::ContributionStatus;
use crate::content::knowledge::lookup::known::{Known, Meaning};
use crate::content::knowledge::{Contribution, Definition, Effect, Entry, Id, KnowledgeBase, Practice, Subject};
use crate::content::seal::Chain;

impl KnowledgeBase {
    /// The knowledge base without what is dated later than a day: iterations, practices, contributions, and the definitions
    /// of which nothing is left. An iteration that takes effect later than that day is there and not in effect. What has no date is as it is today, and so are words that were changed later. Seals of
    /// iterations that are left out are left out as well; what refers to something that is left out refers to nothing.
    ///
    /// # Errors
    /// Fails with the day of the earliest iteration if all of them are later.
    pub fn as_of(self, day: Date) -> Result<Self, Date> {
        let first = |definition: &Definition| definition.iterations()[0].date;
        let then = Then::new(&self, day);
        if then.definitions.is_empty() {
            return Err(self.definitions.iter().map(|definition| first(definition)).min().unwrap_or(day));
        }
        let definitions = self.definitions().filter(|(id, _)| then.definitions.contains_key(id));
        let practices = self.practices().filter(|(id, _)| then.practices.contains_key(id));
        let contributions = self.contributions().filter(|(id, _)| then.contributions.contains_key(id));
        let known = Known {
            paths: self.known.paths.iter().map(|(path, meaning)| (path.clone(), then.meaning(*meaning))).collect(),
            ..Known::default()
        };
        Ok(Self {
            definitions: definitions.map(|(id, definition)| Arc::new(then.definition(id, definition))).collect(),
            practices: practices.map(|(_, practice)| Arc::new(then.practice(practice))).collect(),
            contributions: contributions.map(|(_, contribution)| Arc::new(then.contribution(contribution))).collect(),
            featured: then.definitions.get(&self.featured).map_or_else(|| Id::new(0), |(id, _)| *id),
            known: Arc::new(known),
            as_of: Some(day),
            ..self
        })
    }
}

/// What was there, with the numbers that it has without the rest.
struct Then {
    /// Each definition with the last iteration that was there.
    definitions: HashMap<Id<Definition>, (Id<Definition>, IterationNumber)>,
    practices: HashMap<Id<Practice>, Id<Practice>>,
    contributions: HashMap<Id<Contribution>, Id<Contribution>>,
    day: Date,
}

impl Then {
    fn new(knowledge: &KnowledgeBase, day: Date) -> Self {
        let last = |definition: &Definition| {
            let then = definition.iterations().iter().take_while(|iteration| iteration.date <= day);
            then.last().map(|iteration| iteration.number)
        };
        let definitions = knowledge.definitions().filter_map(|(id, definition)| Some((id, last(definition)?)));
        let practices = knowledge.practices().filter(|(_, practice)| practice.date <= day);
        let contributions = knowledge.contributions().filter(|(_, contribution)| contribution.date <= day);
        Self {
            definitions: definitions.enumerate().map(|(new, (old, last))| (old, (Id::new(new), last))).collect(),
            practices: practices.enumerate().map(|(new, (old, _))| (old, Id::new(new))).collect(),
            contributions: contributions.enumerate().map(|(new, (old, _))| (old, Id::new(new))).collect(),
            day,
        }
    }

    fn iteration(&self, id: Id<Definition>, number: IterationNumber) -> Option<(Id<Definition>, IterationNumber)> {
        let (id, last) = self.definitions.get(&id)?;
        (number <= *last).then_some((*id, number))
    }

    fn subject(&self, subject: Subject) -> Option<Subject> {
        let (definition, last) = *self.definitions.get(&subject.definition)?;
        subject.iteration.is_none_or(|number| number <= last).then_some(Subject { definition, ..subject })
    }

    fn meaning(&self, meaning: Meaning) -> Meaning {
        let entry = meaning.entry.and_then(|entry| match entry {
            Entry::Definition(id) => self.definitions.get(&id).map(|(id, _)| Entry::Definition(*id)),
            Entry::Iteration(id, number) => self.iteration(id, number).map(|(id, number)| Entry::Iteration(id, number)),
            Entry::Practice(id) => self.practices.get(&id).copied().map(Entry::Practice),
            Entry::Contribution(id) => self.contributions.get(&id).copied().map(Entry::Contribution),
            Entry::Influence(_) | Entry::Person(_) | Entry::Page(_) | Entry::List(_) | Entry::Picture(_) => Some(entry),
        });
        Meaning { entry, ..meaning }
    }

    fn definition(&self, id: Id<Definition>, definition: &Definition) -> Definition {
        let (_, last) = self.definitions[&id];
        let mut then = definition.clone();
        then.iterations.truncate(last.get() as usize);
        for iteration in &mut then.iterations {
            iteration.contributions = self.contributions(&iteration.contributions);
            iteration.effect = Effect::of(iteration.effect.day(), Some(self.day));
        }
        then.related = then.related.iter().filter_map(|id| Some(self.definitions.get(id)?.0)).collect();
        let mut seals = Chain::new(then.slug.clone());
        let links = then.seals.links().iter().filter(|link| link.step.number() <= last);
        links.for_each(|link| seals.add(link.step.clone()));
        for iteration in &mut then.iterations {
            iteration.sealed = seals.sealed().get(&iteration.number).copied();
        }
        then.seals = seals;
        then
    }

    fn practice(&self, practice: &Practice) -> Practice {
        Practice { on: practice.on.and_then(|on| self.subject(on)), ..practice.clone() }
    }

    fn contribution(&self, contribution: &Contribution) -> Contribution {
        let mut then = contribution.clone();
        then.on = contribution.on.and_then(|on| self.subject(on));
        let taken_up = contribution.on.zip(contribution.accepted_in);
        if taken_up.is_some_and(|(on, number)| self.iteration(on.definition, number).is_none()) {
            then.status = ContributionStatus::Open;
            then.accepted_in = None;
            Arc::make_mut(&mut then.fields).reason = None;
        }
        then
    }

    fn contributions(&self, ids: &[Id<Contribution>]) -> Vec<Id<Contribution>> {
        ids.iter().filter_map(|id| self.contributions.get(id).copied()).collect()
    }
}
