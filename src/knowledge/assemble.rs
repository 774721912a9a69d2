//! Documents to a [`KnowledgeBase`]: names are resolved, the rules are applied, and only what is sound comes out.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Config, web_address};
use crate::diagnostic::Diagnostics;
use crate::document::{
    Body, ContributionFields, DefinitionFields, Document, Fields, IterationFields, IterationStatus, Parsed, Place,
    PracticeFields,
};
use crate::knowledge::entries::{
    Contribution, Criterion, Definition, Influence, Iteration, Meets, Page, Person, Practice, Standing,
};
use crate::knowledge::index::{File, Index};
use crate::knowledge::memory::Memory;
use crate::knowledge::{Id, KnowledgeBase, rules};
use crate::names::{IterationNumber, Slug};
use crate::seal::{self, Chain, SealsFile};
use crate::text::{Asset, Sources, Spanned};

/// How files of a kind are called, to say where a missing one belongs.
const PERSON_FILE: &str = "content/people/{}.md";
const INFLUENCE_FILE: &str = "content/influences/{}.md";
const CONTRIBUTION_FILE: &str = "content/contributions/{}.md";
const DEFINITION_FILE: &str = "content/definitions/{}/definition.md";
const PAGE_FILE: &str = "content/pages/{}.md";

/// Assembles all documents. None if anything is wrong with one of them; everything that is has been reported. What `memory`
/// holds of them is not made again.
pub fn assemble(
    config: Option<Config>,
    parsed: &[Arc<Parsed>],
    seals: &[Arc<SealsFile>],
    pictures: Vec<Asset>,
    sources: &Sources,
    memory: &mut Memory,
    diagnostics: &mut Diagnostics,
) -> Option<KnowledgeBase> {
    let known = memory.known(parsed, &pictures, sources);
    let index = &Index::new(parsed, &known, sources);
    rules::names::check(index, &pictures, diagnostics);
    memory.check_paths(sources, diagnostics);
    rules::check(index, seals, diagnostics);
    let people = memory.people.each(&index.people, diagnostics, |_| (), |file, (), found| person(file, found));
    let influences = memory.influences.each(&index.influences, diagnostics, |_| (), |file, (), _| influence(file));
    let definitions = memory.definitions.each(
        &index.definitions,
        diagnostics,
        |file| {
            let iterations = index.iterations.get(file.slug).into_iter().flat_map(BTreeMap::values);
            (iterations.copied().cloned().collect(), seal::find(seals, file.slug).cloned())
        },
        |file, (iterations, seals), found| definition(file, iterations, seals.as_deref(), index, found),
    );
    let practices =
        memory.practices.each(&index.practices, diagnostics, |_| (), |file, (), found| practice(file, index, found));
    let contributions = memory.contributions.each(
        &index.contributions,
        diagnostics,
        |_| (),
        |file, (), found| contribution(file, index, found),
    );
    let pages = memory.pages.each(&index.pages, diagnostics, |_| (), |file, (), _| page(file));
    let config = config?;
    let featured = match &config.featured {
        Some(name) => index.definitions.resolve(name, "definition", DEFINITION_FILE, diagnostics),
        None => Some(Id::new(0)),
    };
    let menu = index.pages.resolve_all(&config.menu, "page", PAGE_FILE, diagnostics);
    let contribute =
        config.contribute.as_ref().and_then(|name| index.pages.resolve(name, "page", PAGE_FILE, diagnostics));
    if diagnostics.has_errors() {
        return None;
    }
    let featured = featured?;
    Some(KnowledgeBase {
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
        known,
    })
}

fn definition(
    file: &File<'_>,
    iterations: &[Arc<Parsed>],
    seals: Option<&SealsFile>,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Definition> {
    let File { slug, document, .. } = *file;
    let Fields::Definition(fields) = &document.fields else { return None };
    let related = index.definitions.resolve_all(&fields.related, "definition", DEFINITION_FILE, diagnostics);
    let criteria = fields
        .criteria
        .iter()
        .map(|criterion| Criterion {
            id: criterion.id.value.clone(),
            statement: criterion.statement.clone(),
            from: criterion
                .from
                .as_ref()
                .and_then(|name| index.influences.resolve(name, "influence", INFLUENCE_FILE, diagnostics)),
        })
        .collect();
    let seals = seals.map_or_else(|| Chain::new(slug.clone()), |file| file.chain.clone());
    let iterations = iterations
        .iter()
        .filter_map(|file| {
            let document = file.document()?;
            let Place::Iteration(_, number) = document.place else { return None };
            let iteration = iteration(number, document, fields, index, diagnostics)?;
            Some(Iteration { sealed: seals.sealed().get(&number).copied(), ..iteration })
        })
        .collect();
    Some(Definition {
        slug: slug.clone(),
        term: fields.term.clone(),
        also_known_as: fields.also_known_as.clone(),
        summary: fields.summary.clone(),
        not_to_be_confused_with: fields.not_to_be_confused_with.clone(),
        related,
        criteria,
        body: Arc::clone(&document.body),
        source: document.source,
        iterations,
        seals,
    })
}

fn iteration(
    number: IterationNumber,
    document: &Document,
    definition: &DefinitionFields,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Iteration> {
    let Fields::Iteration(fields) = &document.fields else { return None };
    rules::iterations::check_text(fields, document, diagnostics);
    let meets = meets(fields, &document.body, definition, diagnostics);
    let body = Arc::clone(&document.body);
    Some(Iteration {
        number,
        date: fields.date.value,
        authors: authors(&fields.authors, index, diagnostics),
        standing: match fields.status {
            IterationStatus::Published => Standing::Published(body),
            IterationStatus::Proposed => Standing::Proposed(body),
            IterationStatus::Withdrawn => Standing::Withdrawn(body),
            IterationStatus::Placeholder => Standing::Placeholder,
        },
        note: fields.note.clone(),
        published_in: fields.source.clone(),
        explicit: fields.explicit,
        contributions: index.contributions.resolve_all(
            &fields.contributions,
            "contribution",
            CONTRIBUTION_FILE,
            diagnostics,
        ),
        meets,
        sealed: None,
        source: document.source,
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
    let words = rules::criteria::one_space(body.plain_text());
    fields
        .meets
        .iter()
        .filter_map(|entry| {
            let criterion = rules::criteria::find(&entry.criterion, &definition.criteria, diagnostics);
            match fields.status {
                IterationStatus::Placeholder => rules::criteria::no_phrase(&entry.phrase, diagnostics),
                IterationStatus::Published | IterationStatus::Proposed | IterationStatus::Withdrawn => {
                    rules::criteria::check_phrase(&entry.phrase, &words, diagnostics);
                }
            }
            Some(Meets { criterion: criterion?, phrase: entry.phrase.value.clone() })
        })
        .collect()
}

fn practice(file: &File<'_>, index: &Index<'_>, diagnostics: &mut Diagnostics) -> Option<Practice> {
    let File { slug, document, .. } = *file;
    let Fields::Practice(fields) = &document.fields else { return None };
    let PracticeFields { title, summary, date, authors: names, on, tags } = fields;
    Some(Practice {
        slug: slug.clone(),
        title: title.clone(),
        summary: summary.clone(),
        date: *date,
        authors: authors(names, index, diagnostics),
        on: on.as_ref().and_then(|on| index.subject(on, diagnostics)),
        tags: tags.clone(),
        body: Arc::clone(&document.body),
        source: document.source,
    })
}

fn contribution(file: &File<'_>, index: &Index<'_>, diagnostics: &mut Diagnostics) -> Option<Contribution> {
    let File { slug, document, .. } = *file;
    let Fields::Contribution(fields) = &document.fields else { return None };
    let ContributionFields {
        title,
        kind,
        date,
        authors: names,
        on,
        status,
        accepted_in,
        reason,
        note,
        quote,
        source,
        seen,
    } = fields.as_ref();
    let on = on.as_ref().and_then(|on| index.subject(on, diagnostics));
    rules::contributions::check(fields, document, diagnostics);
    Some(Contribution {
        slug: slug.clone(),
        title: title.clone(),
        kind: kind.value,
        date: date.value,
        authors: authors(names, index, diagnostics),
        on,
        status: status.value,
        accepted_in: accepted_in.as_ref().and_then(|number| IterationNumber::new(number.value)),
        reason: reason.clone(),
        note: note.clone(),
        quote: quote.clone(),
        said_in: source.clone(),
        seen: *seen,
        body: Arc::clone(&document.body),
        source: document.source,
    })
}

fn influence(file: &File<'_>) -> Option<Influence> {
    let File { slug, document, .. } = *file;
    let Fields::Influence(fields) = &document.fields else { return None };
    Some(Influence {
        slug: slug.clone(),
        title: fields.title.clone(),
        authors: fields.authors.clone(),
        year: fields.year,
        said_in: fields.source.clone(),
        quote: fields.quote.clone(),
        body: Arc::clone(&document.body),
        source: document.source,
    })
}

fn person(file: &File<'_>, diagnostics: &mut Diagnostics) -> Option<Person> {
    let File { slug, document, .. } = *file;
    let Fields::Person(fields) = &document.fields else { return None };
    Some(Person {
        slug: slug.clone(),
        name: fields.name.clone(),
        url: fields.url.as_ref().and_then(|url| web_address(url, diagnostics)),
        forge: fields.forge.clone(),
        body: Arc::clone(&document.body),
        source: document.source,
    })
}

fn page(file: &File<'_>) -> Option<Page> {
    let File { slug, document, .. } = *file;
    let Fields::Page(fields) = &document.fields else { return None };
    Some(Page {
        slug: slug.clone(),
        title: fields.title.clone(),
        summary: fields.summary.clone(),
        body: Arc::clone(&document.body),
        source: document.source,
    })
}

fn authors(names: &[Spanned<Slug>], index: &Index<'_>, diagnostics: &mut Diagnostics) -> Vec<Id<Person>> {
    index.people.resolve_all(names, "person", PERSON_FILE, diagnostics)
}
