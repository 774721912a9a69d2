//! The content as it stands on one side of a change.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::names::{IterationNumber, Reference, Slug};
use crate::base::text::Sources;
use crate::content::document::{
    Body, ContributionKind, DefinitionFields, Document, Fields, IterationFields, IterationStatus, Parsed, Place,
};
use crate::content::knowledge::Role;
use crate::content::seal::{Chain, SealsFile};

/// The content on one side of a change: parsed, perhaps not sound.
#[derive(Debug)]
pub struct Edition<'sources> {
    pub(crate) sources: &'sources Sources,
    documents: BTreeMap<&'sources str, Arc<Parsed>>,
    definitions: BTreeMap<Slug, &'sources str>,
    iterations: BTreeMap<(Slug, IterationNumber), &'sources str>,
    seals: Vec<Arc<SealsFile>>,
}

/// What the text of an iteration is to the history; none if it has none. What is wrong with a front matter is told elsewhere, so a
/// text below one that cannot be read is taken for published.
pub(crate) fn role_of(parsed: &Parsed) -> Option<Role> {
    parsed.body().filter(|body| !body.is_blank())?;
    parsed.iteration().map_or(Some(Role::Published), |fields| Role::of(fields.status))
}

/// What the front matter of an iteration says that has a text.
pub(crate) fn iteration(parsed: &Parsed) -> Option<&IterationFields> {
    role_of(parsed)?;
    parsed.iteration()
}

impl<'sources> Edition<'sources> {
    /// The content with what was parsed of its documents and its seals.
    pub fn new(sources: &'sources Sources, parsed: &[Arc<Parsed>], seals: Vec<Arc<SealsFile>>) -> Self {
        let (mut documents, mut definitions, mut iterations) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for parsed in parsed {
            let path = sources.get(parsed.source).path.as_str();
            if let Some(Place::Definition(definition)) = &parsed.place {
                definitions.insert(definition.clone(), path);
            } else if let Some(Place::Iteration(definition, number)) = &parsed.place {
                iterations.insert((definition.clone(), *number), path);
            }
            documents.insert(path, Arc::clone(parsed));
        }
        Self { sources, documents, definitions, iterations, seals }
    }

    /// The paths of its documents.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &'sources str> {
        self.documents.keys().copied()
    }

    /// What the file at a path says; none if there is no such document.
    pub(crate) fn text(&self, path: &str) -> Option<&'sources str> {
        let parsed = self.documents.get(path)?;
        Some(self.sources.get(parsed.source).text.as_str())
    }

    /// What was parsed of the file at a path.
    pub(crate) fn parsed(&self, path: &str) -> Option<&Parsed> {
        self.documents.get(path).map(AsRef::as_ref)
    }

    /// The document at a path, if all of it could be read.
    pub(crate) fn document(&self, path: &str) -> Option<&Document> {
        self.parsed(path)?.document()
    }

    /// The Markdown of a file with its source, if it could be read.
    pub(crate) fn markdown<'edition>(
        &'edition self,
        parsed: &'edition Parsed,
    ) -> Option<(&'edition Body, &'edition str)> {
        Some((parsed.body()?, self.sources.get(parsed.source).text.as_str()))
    }

    /// The path of an iteration.
    pub(crate) fn iteration(&self, reference: &Reference) -> Option<&'sources str> {
        self.iterations.get(&(reference.definition.clone(), reference.iteration?)).copied()
    }

    /// The iteration that a text is held against which is to follow those before a number, or all of them.
    pub(crate) fn base(
        &self,
        definition: &Slug,
        role: Role,
        before: Option<IterationNumber>,
    ) -> Option<(IterationNumber, &Parsed)> {
        let all = self.iterations.range((definition.clone(), IterationNumber::FIRST)..);
        let all =
            all.take_while(|((slug, number), _)| slug == definition && before.is_none_or(|before| *number < before));
        let all: Vec<_> = all.map(|((_, number), path)| (*number, *path)).collect();
        role.base(all.into_iter().rev().filter_map(|(number, path)| {
            let parsed = self.parsed(path)?;
            Some(((number, parsed), role_of(parsed)?))
        }))
    }

    /// The iteration that is current: the highest-numbered published one that is in effect by a day.
    pub(crate) fn current(&self, definition: &Slug, today: Date) -> Option<IterationNumber> {
        let all = self.iterations.range((definition.clone(), IterationNumber::FIRST)..);
        let all = all.take_while(|((slug, _), _)| slug == definition);
        let is_current = |path: &str| {
            let fields = self.parsed(path).and_then(iteration);
            fields.is_some_and(|fields| {
                let is_in_effect = fields.effective.as_ref().is_none_or(|effective| effective.value <= today);
                fields.status == IterationStatus::Published && is_in_effect
            })
        };
        all.filter(|(_, path)| is_current(path)).map(|((_, number), _)| *number).last()
    }

    /// What a definition is called.
    pub(crate) fn term<'edition>(&'edition self, definition: &'edition Slug) -> &'edition str {
        self.definition(definition).map_or(definition.as_str(), |definition| &definition.term)
    }

    /// The text that a contribution proposes to replace; none if it is no proposal.
    pub(crate) fn replaced_by(&self, proposal: &Document) -> Option<(IterationNumber, &Parsed)> {
        let Fields::Contribution(fields) = &proposal.fields else { return None };
        let on = &fields.on.as_ref().filter(|_| fields.kind.value == ContributionKind::Proposal)?.value;
        let named = on.iteration.and_then(|number| Some((number, self.parsed(self.iteration(on)?)?)));
        named
            .filter(|(_, parsed)| role_of(parsed).is_some())
            .or_else(|| self.base(&on.definition, Role::Proposed, on.iteration))
    }

    /// The chain of the seals of a definition.
    pub(crate) fn chain(&self, definition: &Slug) -> Option<&Chain> {
        self.seals.iter().map(|file| &file.chain).find(|chain| chain.definition() == definition)
    }

    /// All chains of seals.
    pub(crate) fn chains(&self) -> impl Iterator<Item = &Chain> {
        self.seals.iter().map(|file| &file.chain)
    }

    fn definition(&self, slug: &Slug) -> Option<&DefinitionFields> {
        match &self.document(self.definitions.get(slug)?)?.fields {
            Fields::Definition(fields) => Some(fields),
            _ => None,
        }
    }

    /// What a criterion of a definition asks, or else its name.
    pub(crate) fn statement(&self, definition: &Slug, criterion: &Slug) -> String {
        let criteria = self.definition(definition).map_or(&[][..], |definition| &definition.criteria);
        let found = criteria.iter().find(|known| known.id.value == *criterion);
        found.map_or_else(|| criterion.to_string(), |known| known.statement.clone())
    }

    /// What the file at a path is called.
    pub(crate) fn title(&self, path: &str) -> String {
        let place = self.parsed(path).and_then(|parsed| parsed.place.as_ref());
        if let Some(Place::Iteration(definition, number)) = place {
            return format!("{}, iteration {number}", self.term(definition));
        }
        match self.document(path).map(|document| &document.fields) {
            Some(Fields::Definition(fields)) => format!("{}: names and criteria", fields.term),
            Some(Fields::Practice(fields)) => format!("{} (practice)", fields.title),
            Some(Fields::Contribution(fields)) => format!("{} ({})", fields.title, fields.kind.value.name()),
            Some(Fields::Influence(fields)) => format!("{} (influence)", fields.title),
            Some(Fields::Person(fields)) => format!("{} (person)", fields.name),
            Some(Fields::Page(fields)) => format!("{} (page)", fields.title),
            Some(Fields::Iteration(_)) | None => path.to_owned(),
        }
    }
}
