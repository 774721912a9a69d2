//! Documents to a [`KnowledgeBase`]: names are resolved, the rules are applied, and only what is sound comes out.

use crate::config::{Config, web_address};
use crate::diagnostic::Diagnostics;
use crate::document::{
    ContributionFields, DefinitionFields, Document, Fields, IterationFields, IterationStatus, Parsed, PracticeFields,
};
use crate::knowledge::entries::{
    Contribution, Criterion, Definition, Influence, Iteration, Meets, Page, Person, Practice, Standing,
};
use crate::knowledge::index::Index;
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

/// Assembles all documents. None if anything is wrong with one of them; everything that is has been reported.
pub fn assemble(
    config: Option<Config>,
    parsed: &[Parsed],
    seals: &[SealsFile],
    pictures: Vec<Asset>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<KnowledgeBase> {
    let index = Index::new(parsed, &pictures, sources);
    rules::check(&index, seals, &pictures, sources, diagnostics);
    let people = each(&index.people.documents, |slug, document| person(slug, document, diagnostics));
    let influences = each(&index.influences.documents, influence);
    let definitions =
        each(&index.definitions.documents, |slug, document| definition(slug, document, seals, &index, diagnostics));
    let practices = each(&index.practices.documents, |slug, document| practice(slug, document, &index, diagnostics));
    let contributions =
        each(&index.contributions.documents, |slug, document| contribution(slug, document, &index, diagnostics));
    let pages = each(&index.pages.documents, page);
    let config = config?;
    let featured = match &config.featured {
        Some(name) => index.definitions.resolve(name, "definition", DEFINITION_FILE, diagnostics),
        None => Some(Id::new(0)),
    };
    let menu = index.pages.resolve_all(&config.menu, "page", PAGE_FILE, diagnostics);
    let contribute =
        config.contribute.as_ref().and_then(|name| index.pages.resolve(name, "page", PAGE_FILE, diagnostics));
    let files = index.files;
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
        files,
    })
}

fn each<T>(documents: &[(&Slug, &Document)], mut read: impl FnMut(&Slug, &Document) -> Option<T>) -> Vec<T> {
    documents.iter().filter_map(|(slug, document)| read(slug, document)).collect()
}

fn definition(
    slug: &Slug,
    document: &Document,
    seals: &[SealsFile],
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Definition> {
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
    let seals = seal::find(seals, slug).map_or_else(|| Chain::new(slug.clone()), |file| file.chain.clone());
    let sealed = seals.sealed();
    let iterations = index
        .iterations
        .get(slug)
        .into_iter()
        .flatten()
        .filter_map(|(number, (_, document))| {
            let iteration = iteration(*number, (*document)?, fields, index, diagnostics)?;
            Some(Iteration { sealed: sealed.get(number).copied(), ..iteration })
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
        body: document.body.clone(),
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
    rules::contributions::check_taken_up(fields, number, index, diagnostics);
    let words = document.body.plain_text();
    let meets = meets(fields, &words, definition, diagnostics);
    let body = document.body.clone();
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
        words,
        source: document.source,
    })
}

fn meets(
    fields: &IterationFields,
    words: &str,
    definition: &DefinitionFields,
    diagnostics: &mut Diagnostics,
) -> Vec<Meets> {
    let words = rules::criteria::one_space(words);
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

fn practice(slug: &Slug, document: &Document, index: &Index<'_>, diagnostics: &mut Diagnostics) -> Option<Practice> {
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
        body: document.body.clone(),
        source: document.source,
    })
}

fn contribution(
    slug: &Slug,
    document: &Document,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Contribution> {
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
    rules::contributions::check(fields, document, index, diagnostics);
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
        body: document.body.clone(),
        source: document.source,
    })
}

fn influence(slug: &Slug, document: &Document) -> Option<Influence> {
    let Fields::Influence(fields) = &document.fields else { return None };
    Some(Influence {
        slug: slug.clone(),
        title: fields.title.clone(),
        authors: fields.authors.clone(),
        year: fields.year,
        said_in: fields.source.clone(),
        quote: fields.quote.clone(),
        body: document.body.clone(),
        source: document.source,
    })
}

fn person(slug: &Slug, document: &Document, diagnostics: &mut Diagnostics) -> Option<Person> {
    let Fields::Person(fields) = &document.fields else { return None };
    Some(Person {
        slug: slug.clone(),
        name: fields.name.clone(),
        url: fields.url.as_ref().and_then(|url| web_address(url, diagnostics)),
        forge: fields.forge.clone(),
        body: document.body.clone(),
        source: document.source,
    })
}

fn page(slug: &Slug, document: &Document) -> Option<Page> {
    let Fields::Page(fields) = &document.fields else { return None };
    Some(Page {
        slug: slug.clone(),
        title: fields.title.clone(),
        summary: fields.summary.clone(),
        body: document.body.clone(),
        source: document.source,
    })
}

fn authors(names: &[Spanned<Slug>], index: &Index<'_>, diagnostics: &mut Diagnostics) -> Vec<Id<Person>> {
    index.people.resolve_all(names, "person", PERSON_FILE, diagnostics)
}
