//! Documents to a [`KnowledgeBase`]: names are resolved, the rules are applied, and only what is sound comes out.

pub(super) mod day;
pub(super) mod memory;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::Diagnostics;
use crate::base::names::{IterationNumber, Slug};
use crate::base::text::{Asset, Sources, Span, Spanned};
use crate::base::unicode::one_space;
use crate::content::config::{Config, web_address};
use crate::content::document::{
    Body, ContributionStatus, DefinitionFields, Document, Fields, IterationFields, IterationStatus, Parsed, Place,
};
use crate::content::knowledge::assemble::memory::{DefinitionParts, Memory};
use crate::content::knowledge::entries::{
    Contribution, Criterion, Definition, Effect, Influence, Iteration, Meets, Page, Person, Practice, Standing,
};
use crate::content::knowledge::lookup::index::{ADD_DEFINITION, Index};
use crate::content::knowledge::lookup::known::Group;
use crate::content::knowledge::rules::{self, seals::Found};
use crate::content::knowledge::{Id, KnowledgeBase};
use crate::content::seal::{Chain, SealsFile};

/// What to do about a document that is not there.
const ADD_PERSON: &str = "introduce this person in the same file, on the last lines before the second `+++`:\n[[people]]\nid = \"{}\"\nname = \"First Last\"";
const ADD_INFLUENCE: &str = "add it as `content/influences/{}.md`";
const ADD_CONTRIBUTION: &str = "add it as `content/contributions/{}.md`";
const ADD_PAGE: &str = "add it as `content/pages/{}.md`";

/// Assembles all documents. None if anything is wrong with one of them; everything that is has been reported. `seals` stand
/// in the order of the slugs; one is none if its file could not be read. `today` is a day that is known to have come. What `memory` holds of all this is not made again.
pub fn assemble(
    (config, today): (Option<Config>, Option<Date>),
    files: &[Arc<Parsed>],
    seals: &[(Slug, Option<Arc<SealsFile>>)],
    pictures: Vec<Asset>,
    sources: &Sources,
    memory: &mut Memory,
    diagnostics: &mut Diagnostics,
) -> Option<KnowledgeBase> {
    let known = memory.known(files, &pictures, sources, diagnostics);
    let index = &Index::new(files, &known, sources);
    memory.check_paths(sources, diagnostics);
    rules::check(&memory.speaking, index, diagnostics);
    rules::people::check(index, diagnostics);
    let day = day::known(files, today);
    let seals = &Seals::new(seals);
    seals.check_others(index, diagnostics);
    let slugs = index.people.slugs();
    let people = memory.people.each(
        &index.people,
        diagnostics,
        |id, slug| slug == slugs[id.index()],
        |id| slugs[id.index()].clone(),
        person,
    );
    let influences = memory.influences.each_alone(&index.influences, diagnostics, |file, _| influence(file));
    let mut groups: Vec<(&Slug, &Group)> = known.groups.iter().filter(|(_, group)| group.id.is_some()).collect();
    groups.sort_by_key(|(_, group)| group.id);
    let definitions = memory.definitions.each(
        &index.definitions,
        diagnostics,
        |id, parts| {
            let (slug, group) = groups[id.index()];
            let iterations = index.iterations(group).map(|(_, file)| file);
            parts.is_sealing == seals.is_sealing
                && (parts.day == day || !parts.iterations.iter().any(|file| rules::dates::names_a_day(file)))
                && parts.seals.is(seals.of(slug))
                && parts.iterations.len() == iterations.len()
                && parts.iterations.iter().zip(iterations).all(|(one, other)| Arc::ptr_eq(one, other))
        },
        |id| {
            let (slug, group) = groups[id.index()];
            let iterations = index.iterations(group).map(|(_, file)| Arc::clone(file)).collect();
            DefinitionParts { iterations, seals: seals.of(slug).clone(), is_sealing: seals.is_sealing, day }
        },
        |file, parts, found| definition(file, parts, index, found),
    );
    let practices =
        memory.practices.each_alone(&index.practices, diagnostics, |file, found| practice(file, index, found));
    let contributions = memory
        .contributions
        .each_alone(&index.contributions, diagnostics, |file, found| contribution(file, index, found));
    let pages = memory.pages.each_alone(&index.pages, diagnostics, |file, _| page(file));
    if let Some(today) = today {
        rules::dates::hint_future(files, today, diagnostics);
    }
    let config = config?;
    let featured = match &config.featured {
        Some(name) => index.definitions.resolve(name, "definition", ADD_DEFINITION, diagnostics),
        None => Some(Id::new(0)),
    };
    let menu = index.pages.resolve_all(&config.menu, "page", ADD_PAGE, diagnostics);
    let contribute =
        config.contribute.as_ref().and_then(|name| index.pages.resolve(name, "page", ADD_PAGE, diagnostics));
    if diagnostics.has_errors() {
        return None;
    }
    let featured = featured?;
    let knowledge = KnowledgeBase {
        config,
        definitions,
        practices,
        contributions,
        influences,
        people,
        pages,
        pictures,
        featured,
        menu,
        contribute,
        known: Arc::clone(&known),
        as_of: None,
    };
    rules::staleness::hint(&knowledge, diagnostics);
    Some(knowledge)
}

/// The seals of all definitions.
struct Seals<'files> {
    files: BTreeMap<&'files Slug, Found>,
    is_sealing: bool,
}

impl<'files> Seals<'files> {
    fn new(files: &'files [(Slug, Option<Arc<SealsFile>>)]) -> Self {
        let is_sealing = files.iter().any(|(_, file)| file.as_ref().is_some_and(|file| !file.chain.is_empty()));
        let found = |file: &Option<Arc<SealsFile>>| file.clone().map_or(Found::Unreadable, Found::Seals);
        Self { files: files.iter().map(|(slug, file)| (slug, found(file))).collect(), is_sealing }
    }

    fn of(&self, definition: &Slug) -> &Found {
        self.files.get(definition).unwrap_or(&Found::Nothing)
    }

    /// Applies the rules of seals to what becomes no definition, because its file is not there or could not be read.
    fn check_others(&self, index: &Index<'_>, diagnostics: &mut Diagnostics) {
        let groups = &index.known.groups;
        let is_read = |group: &Group| group.id.is_some_and(|id| index.definitions.file(id).document().is_some());
        for (slug, group) in groups.iter().filter(|(_, group)| !is_read(group)) {
            let iterations = index.iterations(group).collect();
            rules::seals::check(slug, &iterations, self.of(slug), self.is_sealing, index, diagnostics);
        }
        for (slug, found) in self.files.iter().filter(|(slug, _)| !groups.contains_key(**slug)) {
            rules::seals::check(slug, &BTreeMap::new(), found, self.is_sealing, index, diagnostics);
        }
    }
}

fn definition(
    file: &Parsed,
    parts: &DefinitionParts,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Definition> {
    let document = file.document()?;
    let (Place::Definition(slug), Fields::Definition(fields)) = (&document.place, &document.fields) else {
        return None;
    };
    let numbered = |file: &'_ Arc<Parsed>| match file.place {
        Some(Place::Iteration(_, number)) => Some(number),
        _ => None,
    };
    let iterations: BTreeMap<IterationNumber, &Arc<Parsed>> =
        parts.iterations.iter().filter_map(|file| Some((numbered(file)?, file))).collect();
    rules::iterations::check_numbers(
        slug,
        document,
        iterations.iter().map(|(n, file)| (*n, *file)),
        index,
        diagnostics,
    );
    rules::iterations::check_proposals(iterations.iter().map(|(n, file)| (*n, *file)), diagnostics);
    rules::iterations::check_news(iterations.iter().map(|(n, file)| (*n, *file)), index, diagnostics);
    rules::iterations::check_copies(iterations.iter().map(|(n, file)| (*n, *file)), diagnostics);
    rules::dates::check_order_of_effects(iterations.iter().map(|(n, file)| (*n, *file)), diagnostics);
    rules::criteria::check_ids(&fields.criteria, diagnostics);
    rules::seals::check(slug, &iterations, &parts.seals, parts.is_sealing, index, diagnostics);
    rules::criteria::check_related(slug, &fields.related, diagnostics);
    let related = index.definitions.resolve_all(&fields.related, "definition", ADD_DEFINITION, diagnostics);
    let criteria = fields
        .criteria
        .iter()
        .map(|criterion| Criterion {
            fields: criterion.clone(),
            from: criterion
                .from
                .as_ref()
                .and_then(|name| index.influences.resolve(name, "influence", ADD_INFLUENCE, diagnostics)),
        })
        .collect();
    let seals = match &parts.seals {
        Found::Seals(file) => file.chain.clone(),
        Found::Nothing | Found::Unreadable => Chain::new(slug.clone()),
    };
    let iterations = iterations
        .into_iter()
        .filter_map(|(number, file)| {
            let document = file.document()?;
            let iteration = iteration(number, document, (fields, parts.day), index, diagnostics)?;
            let sealed = seals.sealed().get(&number).copied();
            // What is sealed, or may be, stays as it is, and what was only announced nobody wrote.
            let may_be_sealed = sealed.is_some() || matches!(parts.seals, Found::Unreadable);
            if !may_be_sealed && iteration.text().is_some_and(|text| !text.is_blank()) {
                rules::people::check_author(document, diagnostics);
            }
            Some(Iteration { sealed, ..iteration })
        })
        .collect();
    let definition = Definition {
        slug: slug.clone(),
        fields: Arc::clone(fields),
        related,
        criteria,
        body: Arc::clone(&document.body),
        file: document.source,
        iterations,
        seals,
    };
    rules::criteria::hint_lost(&definition, diagnostics);
    Some(definition)
}

fn iteration(
    number: IterationNumber,
    document: &Document,
    (definition, day): (&DefinitionFields, Option<Date>),
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Iteration> {
    let Fields::Iteration(fields) = &document.fields else { return None };
    rules::iterations::check_text(fields, document, diagnostics);
    rules::dates::check_effective(fields, diagnostics);
    let meets = meets(fields, &document.body, definition, diagnostics);
    let body = Arc::clone(&document.body);
    Some(Iteration {
        number,
        fields: Arc::clone(fields),
        date: fields.date.value,
        authors: authors(&fields.authors.people, index, diagnostics),
        standing: match fields.status {
            IterationStatus::Published => Standing::Published(body),
            IterationStatus::Proposed => Standing::Proposed(body),
            IterationStatus::Withdrawn => Standing::Withdrawn(body),
            IterationStatus::Declined => Standing::Declined(body),
            IterationStatus::Placeholder => Standing::Placeholder,
        },
        effect: Effect::of(fields.effective.as_ref().map(|day| day.value), day),
        contributions: index.contributions.resolve_all(
            &fields.contributions,
            "contribution",
            ADD_CONTRIBUTION,
            diagnostics,
        ),
        meets,
        sealed: None,
        file: document.source,
    })
}

fn meets(
    fields: &IterationFields,
    body: &Body,
    definition: &DefinitionFields,
    diagnostics: &mut Diagnostics,
) -> Vec<Meets> {
    if fields.meets.is_empty() {
        return Vec::new();
    }
    rules::criteria::check_meets(&fields.meets, diagnostics);
    let words = one_space(&body.plain_text());
    fields
        .meets
        .iter()
        .filter_map(|entry| {
            let criterion = rules::criteria::find(&entry.criterion, &definition.criteria, diagnostics);
            match fields.status {
                IterationStatus::Placeholder => rules::criteria::no_phrase(&entry.phrase, diagnostics),
                IterationStatus::Published
                | IterationStatus::Proposed
                | IterationStatus::Withdrawn
                | IterationStatus::Declined => {
                    rules::criteria::check_phrase(&entry.phrase, &words, diagnostics);
                }
            }
            Some(Meets { criterion: criterion?, phrase: entry.phrase.value.clone() })
        })
        .collect()
}

fn practice(file: &Arc<Parsed>, index: &Index<'_>, diagnostics: &mut Diagnostics) -> Option<Practice> {
    let document = file.document()?;
    let (Place::Practice(slug), Fields::Practice(fields)) = (&document.place, &document.fields) else { return None };
    Some(Practice {
        slug: slug.clone(),
        fields: Arc::clone(fields),
        date: fields.date.value,
        authors: authors(&fields.authors.people, index, diagnostics),
        on: fields.on.as_ref().and_then(|on| index.subject(on, diagnostics)),
        body: Arc::clone(&document.body),
        file: document.source,
    })
}

fn contribution(file: &Arc<Parsed>, index: &Index<'_>, diagnostics: &mut Diagnostics) -> Option<Contribution> {
    let document = file.document()?;
    let (Place::Contribution(slug, _), Fields::Contribution(fields)) = (&document.place, &document.fields) else {
        return None;
    };
    let on = fields.on.as_ref().and_then(|on| index.subject(on, diagnostics));
    rules::contributions::check(fields, document, diagnostics);
    if fields.status.value != ContributionStatus::Withdrawn {
        rules::people::check_author(document, diagnostics);
    }
    Some(Contribution {
        slug: slug.clone(),
        fields: Arc::clone(fields),
        kind: fields.kind.value,
        date: fields.date.value,
        authors: authors(&fields.authors.people, index, diagnostics),
        on,
        status: fields.status.value,
        accepted_in: fields.accepted_in.as_ref().and_then(|number| IterationNumber::new(number.value)),
        body: Arc::clone(&document.body),
        file: document.source,
    })
}

fn influence(file: &Arc<Parsed>) -> Option<Influence> {
    let document = file.document()?;
    let (Place::Influence(slug), Fields::Influence(fields)) = (&document.place, &document.fields) else { return None };
    Some(Influence {
        slug: slug.clone(),
        fields: Arc::clone(fields),
        body: Arc::clone(&document.body),
        file: document.source,
    })
}

/// Somebody, from their own file or from one that introduces them.
fn person(file: &Arc<Parsed>, slug: &Slug, diagnostics: &mut Diagnostics) -> Option<Person> {
    let document = file.document()?;
    let (fields, body) = match &document.fields {
        Fields::Person(fields) => (fields, Arc::clone(&document.body)),
        fields => {
            let introduction = fields.people().iter().find(|introduction| introduction.id.value == *slug)?;
            (&introduction.person, Arc::new(Body::empty(Span::file(document.source))))
        }
    };
    Some(Person {
        slug: slug.clone(),
        fields: Arc::clone(fields),
        url: fields.url.as_ref().and_then(|url| web_address(url, diagnostics)),
        body,
        is_introduced: !matches!(document.fields, Fields::Person(_)),
        file: document.source,
    })
}

fn page(file: &Arc<Parsed>) -> Option<Page> {
    let document = file.document()?;
    let (Place::Page(slug), Fields::Page(fields)) = (&document.place, &document.fields) else { return None };
    Some(Page {
        slug: slug.clone(),
        fields: Arc::clone(fields),
        body: Arc::clone(&document.body),
        file: document.source,
    })
}

fn authors(names: &[Spanned<Slug>], index: &Index<'_>, diagnostics: &mut Diagnostics) -> Vec<Id<Person>> {
    index.people.resolve_all(names, "person", ADD_PERSON, diagnostics)
}
