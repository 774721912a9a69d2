//! The pages that compare two iterations.

use serde::Serialize;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::content::knowledge::{Entry, Iteration};
use crate::edition::batch::{DefinitionBatch, Others};
use crate::edition::links::{Link, Linker, Prepared};
use crate::edition::views::parts::{ChangeView, Columns, IterationPart, Shown, change, part};

/// What `comparison.html` shows.
#[derive(Debug, Serialize)]
pub struct ComparisonView {
    /// The term.
    pub term: String,
    /// The page of the term.
    pub definition: Address,
    /// The earlier iteration.
    pub before: IterationPart,
    /// The later iteration.
    pub after: IterationPart,
    /// The later iteration as a sentence names it: `iteration 5`.
    pub after_name: String,
    /// What changed.
    pub change: ChangeView,
    /// Why the later iteration was made, and each one that was published between the two.
    pub reasons: Vec<Reason>,
    /// All comparisons of the later iteration and all of the earlier one, where there are others than this.
    pub others: Vec<Prepared<Others>>,
}

/// Why an iteration was made.
#[derive(Debug, Serialize)]
pub struct Reason {
    /// The iteration.
    pub iteration: Link,
    /// The note on it.
    pub note: String,
}

/// The page that compares two iterations, the earlier first.
pub(in crate::edition::views) fn comparison(
    batch: &DefinitionBatch<'_>,
    links: &Linker<'_>,
    before: IterationNumber,
    after: IterationNumber,
) -> Shown<ComparisonView> {
    let (id, definition) = (batch.id, batch.definition);
    let shown = |number| part(links, id, batch.iteration(number));
    let change = change(batch, links, before, after, Columns::Two).expect("planned comparisons have two texts");
    let title = links.words.comparison.title(&definition.term, before, after);
    let description = links.words.comparison.about(&definition.term, before, after, &change.summary);
    // Of what lies between them only the history led from one to the other.
    let leads = |iteration: &&Iteration| iteration.was_published() || iteration.number == after;
    let between = definition.iterations()[before.get() as usize..after.get() as usize].iter().filter(leads);
    let reasons = between.filter_map(|iteration| {
        Some(Reason { iteration: links.iteration(id, iteration.number), note: iteration.note.clone()? })
    });
    let view = ComparisonView {
        term: definition.term.clone(),
        definition: links.entry(Entry::Definition(id)),
        before: shown(before),
        after: shown(after),
        after_name: links.words.iteration.name(after),
        change,
        reasons: reasons.collect(),
        others: [after, before].into_iter().filter_map(|number| batch.others(links, number)).collect(),
    };
    Shown::new(title, description, view)
}
