//! Everything about a definition and all its iterations, for programs: `history.json`, as `history.schema.json` describes it.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::{Entry, Id, Iteration, Person, Standing};
use crate::edition::batch::DefinitionBatch;
use crate::edition::citation;
use crate::edition::links::Linker;
use crate::edition::plan::{Page, Record, is_compared};
use crate::history::comparison::show::summary;

/// The JSON Schema (draft 2020-12) of version 1.
pub(super) const SCHEMA: &str = include_str!("history.schema.json");

#[derive(Serialize)]
pub(super) struct HistoryRecord {
    #[serde(rename = "$schema")]
    schema: Address,
    version: u32,
    term: String,
    name: String,
    language: String,
    page: Address,
    summary: String,
    also_known_as: Vec<String>,
    not_to_be_confused_with: Vec<OtherTerm>,
    criteria: Vec<CriterionRecord>,
    license: Option<LicenseRecord>,
    cite: String,
    current: Option<u32>,
    /// The head of the seals.
    head: Option<String>,
    iterations: Vec<IterationRecord>,
}

#[derive(Serialize)]
struct OtherTerm {
    term: String,
    note: String,
}

#[derive(Serialize)]
struct CriterionRecord {
    id: String,
    statement: String,
}

#[derive(Serialize)]
struct LicenseRecord {
    name: String,
    url: Address,
}

#[derive(Serialize)]
struct IterationRecord {
    number: u32,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<String>,
    standing: &'static str,
    authors: Vec<PersonRecord>,
    page: Address,
    source: Address,
    text: Option<TextRecord>,
    note: Option<String>,
    reason: Option<String>,
    published_in: Option<String>,
    explicit: bool,
    meets: Vec<MeetsRecord>,
    change: Option<ChangeRecord>,
    seal: Option<SealRecord>,
    cite: String,
}

#[derive(Serialize)]
struct PersonRecord {
    id: String,
    name: String,
    page: Address,
}

#[derive(Serialize)]
struct TextRecord {
    markdown: String,
    plain: String,
}

#[derive(Serialize)]
struct MeetsRecord {
    criterion: String,
    phrase: String,
}

#[derive(Serialize)]
struct ChangeRecord {
    from: u32,
    summary: String,
    words_added: usize,
    words_removed: usize,
    words_kept: usize,
    page: Option<Address>,
}

#[derive(Serialize)]
struct SealRecord {
    digest: String,
    seal: String,
    resealed: Vec<ResealRecord>,
}

#[derive(Serialize)]
struct ResealRecord {
    date: String,
    reason: String,
    old: String,
    new: String,
}

pub(super) fn record(batch: &DefinitionBatch<'_>, links: &Linker<'_>) -> HistoryRecord {
    let (id, definition, config) = (batch.id, batch.definition, links.knowledge.config());
    let license = config.license.as_ref();
    let criteria = definition.criteria.iter();
    let others = definition.not_to_be_confused_with.iter();
    HistoryRecord {
        schema: links.page(&Page::Record(Record::HistorySchema)),
        version: 1,
        term: definition.term.clone(),
        name: definition.slug.to_string(),
        language: config.language.clone(),
        page: links.entry(Entry::Definition(id)),
        summary: definition.summary.clone(),
        also_known_as: definition.also_known_as.clone(),
        not_to_be_confused_with: others
            .map(|other| OtherTerm { term: other.term.clone(), note: other.note.clone() })
            .collect(),
        criteria: criteria
            .map(|criterion| CriterionRecord {
                id: criterion.id.value.to_string(),
                statement: criterion.statement.clone(),
            })
            .collect(),
        license: license.map(|license| LicenseRecord { name: license.name.clone(), url: license.url.clone() }),
        cite: citation::latest(links, id).sentence(),
        current: definition.current().map(|iteration| iteration.number.get()),
        head: (!definition.seals().is_empty()).then(|| definition.seals().head().to_string()),
        iterations: definition.iterations().iter().map(|iteration| iteration_record(batch, links, iteration)).collect(),
    }
}

fn iteration_record(batch: &DefinitionBatch<'_>, links: &Linker<'_>, iteration: &Iteration) -> IterationRecord {
    let (id, definition) = (batch.id, batch.definition);
    let entry = Entry::Iteration(id, iteration.number);
    let person = |id: &Id<Person>| {
        let person = links.knowledge.person(*id);
        let page = links.entry(Entry::Person(*id));
        PersonRecord { id: person.slug.to_string(), name: person.name.clone(), page }
    };
    let text = iteration.text().map(|body| TextRecord {
        markdown: batch.site.source(entry)[body.span.range()].trim().to_owned(),
        plain: body.plain_text().into_owned(),
    });
    let change = definition.compared_with(iteration.number).and_then(|before| {
        let compared = batch.chronicle().compare(before.number, iteration.number)?;
        let tally = compared.comparison.tally;
        let page = Page::Comparison(id, before.number, iteration.number);
        Some(ChangeRecord {
            from: before.number.get(),
            summary: summary::sentence(&compared.comparison, compared.before, compared.after, links.words),
            words_added: tally.added,
            words_removed: tally.removed,
            words_kept: tally.kept,
            page: is_compared(definition, before.number, iteration.number).then(|| links.page(&page)),
        })
    });
    let reseal = |reseal: &crate::content::seal::Reseal| ResealRecord {
        date: reseal.date.to_string(),
        reason: reseal.reason.clone(),
        old: reseal.old.to_string(),
        new: reseal.new.to_string(),
    };
    let seal = iteration.sealed.map(|sealed| SealRecord {
        digest: sealed.digest.to_string(),
        seal: sealed.seal.to_string(),
        resealed: definition.seals().resealings(iteration.number).map(reseal).collect(),
    });
    let meets = iteration.meets.iter().map(|meets| MeetsRecord {
        criterion: definition.criteria[meets.criterion].id.value.to_string(),
        phrase: meets.phrase.clone(),
    });
    IterationRecord {
        number: iteration.number.get(),
        date: iteration.date.to_string(),
        effective: iteration.effect.day().map(|day| day.to_string()),
        standing: match iteration.standing {
            Standing::Published(_) => "published",
            Standing::Proposed(_) => "proposed",
            Standing::Withdrawn(_) => "withdrawn",
            Standing::Declined(_) => "declined",
            Standing::Placeholder => "tba",
        },
        authors: iteration.authors.iter().map(person).collect(),
        page: links.entry(entry),
        source: links.page(&Page::Source(entry)),
        text,
        note: iteration.note.clone(),
        reason: iteration.reason.as_ref().map(|reason| reason.value.clone()),
        published_in: iteration.source.clone(),
        explicit: iteration.explicit,
        meets: meets.collect(),
        change,
        seal,
        cite: citation::of_iteration(links, id, iteration).sentence(),
    }
}
