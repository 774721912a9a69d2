//! The page of an iteration.

use serde::Serialize;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::knowledge::{Definition, Entry, Side, Standing, Subject};
use crate::edition::batch::{DefinitionBatch, Extent, Rung};
use crate::edition::links::{EntryLink, Link, Linker, Prepared};
use crate::edition::views::parts::editor::way;
use crate::edition::views::parts::seals::{self, SealView};
use crate::edition::views::parts::{
    ChangeView, CiteView, Columns, CriterionView, IterationPart, Shown, change, cite, compared, criteria, part,
};

/// What `iteration.html` shows.
#[derive(Debug, Serialize)]
pub struct IterationView {
    /// The term.
    pub term: String,
    /// The page of the term.
    pub definition: Address,
    /// The iteration.
    pub iteration: IterationPart,
    /// Its text; empty for a placeholder.
    pub text: Html,
    /// The current iteration, if it is another one.
    pub latest: Option<Link>,
    /// The current iteration as a sentence names it, if it is a later one: `iteration 5`.
    pub newer: Option<String>,
    /// The current iteration as a sentence names it, if this one takes effect later.
    pub until: Option<String>,
    /// The iteration before.
    pub previous: Option<Link>,
    /// The iteration after.
    pub next: Option<Link>,
    /// Why this iteration.
    pub note: Option<String>,
    /// Why it was withdrawn or declined.
    pub reason: Option<String>,
    /// Where it was first published.
    pub published_in: Option<String>,
    /// How to cite it.
    pub cite: CiteView,
    /// Its seal.
    pub seal: Option<SealView>,
    /// Contributions that it took up.
    pub took_up: Vec<EntryLink>,
    /// The criteria that it meets and those it does not.
    pub criteria: Vec<CriterionView>,
    /// What changed from the text that it followed; of a proposal, from the one that it would replace.
    pub change: Option<ChangeView>,
    /// Its comparisons with the text that it followed or would replace, the first text and the current one, as far as they have pages.
    pub compared: Vec<Link>,
    /// All iterations, latest first.
    pub ladder: Prepared<Vec<Rung>>,
    /// Practices written against it.
    pub practices: Vec<EntryLink>,
    /// Who disagrees with it.
    pub dissent: Vec<EntryLink>,
    /// What else was said about it.
    pub contributions: Vec<EntryLink>,
    /// The page from which the next iteration is proposed.
    pub propose: Option<Link>,
}

/// The page of an iteration.
pub(in crate::edition::views) fn iteration(
    batch: &DefinitionBatch<'_>,
    links: &Linker<'_>,
    number: IterationNumber,
) -> Shown<IterationView> {
    let (id, definition, iteration) = (batch.id, batch.definition, batch.iteration(number));
    let (knowledge, backlinks) = (links.knowledge, batch.site.backlinks());
    let neighbour = |number: Option<u32>| {
        let neighbour = definition.iteration(IterationNumber::new(number?)?)?.number;
        let words = &links.words.iteration;
        let label = match definition.iteration(neighbour).map(|iteration| &iteration.standing) {
            Some(Standing::Proposed(_)) => &words.label_proposed,
            Some(Standing::Placeholder) => &words.label_announced,
            Some(Standing::Withdrawn(_)) => &words.label_withdrawn,
            Some(Standing::Declined(_)) => &words.label_declined,
            Some(Standing::Published(_)) | None => &words.label,
        };
        Some(Link::new(label.say(neighbour), links.entry(Entry::Iteration(id, neighbour))))
    };
    let current = definition.current().map(|current| current.number);
    let against = |subject: Option<Subject>| {
        subject.is_some_and(|subject| subject == Subject { definition: id, iteration: Some(number) })
    };
    let change =
        definition.compared_with(number).and_then(|before| change(batch, links, before.number, number, Columns::One));
    let contributions = backlinks.contributions_on(id).iter().copied();
    let contributions = contributions.filter(|id| against(knowledge.contribution(*id).on)).collect();
    let (dissent, contributions) = links.dissent_apart(contributions);
    let view = IterationView {
        term: definition.term.clone(),
        definition: links.entry(Entry::Definition(id)),
        iteration: part(links, id, iteration),
        latest: current.filter(|current| *current != number).and_then(|current| neighbour(Some(current.get()))),
        newer: current.filter(|current| *current > number).map(|current| links.words.iteration.name(current)),
        until: current.filter(|_| iteration.coming().is_some()).map(|current| links.words.iteration.name(current)),
        previous: neighbour(definition.beside(number, Side::Before).map(|before| before.number.get())),
        next: neighbour(definition.beside(number, Side::After).map(|after| after.number.get())),
        note: iteration.note.clone(),
        reason: iteration.reason.as_ref().map(|reason| reason.value.clone()),
        published_in: iteration.source.clone(),
        cite: cite(links, id, Some(iteration)),
        seal: seals::of_iteration(definition, iteration, links),
        took_up: iteration.contributions.iter().map(|id| links.entry_link(Entry::Contribution(*id))).collect(),
        criteria: if iteration.text().is_some() { criteria(links, id, Some(iteration)) } else { Vec::new() },
        change,
        compared: compared(batch, links, number),
        ladder: batch.ladder(links, Some(number), Extent::Near),
        text: links.text(iteration),
        practices: backlinks
            .practices_on(id)
            .iter()
            .filter(|id| against(knowledge.practice(**id).on))
            .map(|id| links.entry_link(Entry::Practice(*id)))
            .collect(),
        dissent,
        contributions,
        propose: way(links, id),
    };
    let words = &links.words.iteration;
    let (term, all, date) = (&definition.term, last_known(definition).max(number), &view.iteration.date.data().words);
    let description = words.about(term, number, all, date);
    Shown::new(words.of_term(term, number), description, view)
}

/// The last iteration that was published or announced.
fn last_known(definition: &Definition) -> IterationNumber {
    let mut known = definition.iterations().iter().rev().filter(|iteration| match iteration.standing {
        Standing::Published(_) | Standing::Withdrawn(_) | Standing::Placeholder => true,
        Standing::Proposed(_) | Standing::Declined(_) => false,
    });
    known.next().map_or(IterationNumber::FIRST, |iteration| iteration.number)
}
