//! What changed between two iterations, and where it is shown.

use serde::Serialize;

use crate::base::language::{Message, Words};
use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::knowledge::Definition;
use crate::edition::batch::DefinitionBatch;
use crate::edition::links::{Link, Linker};
use crate::edition::plan::{Page, is_compared};
use crate::history::Compared;
use crate::history::comparison::show::{html as marked, sentences, summary};
use crate::history::text::wording::listed;

/// What changed between two iterations.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// The number of the earlier one.
    pub from: u32,
    /// The number of the later one.
    pub to: u32,
    /// The earlier one by its name: `Iteration 4`.
    pub before: String,
    /// The later one by its name.
    pub after: String,
    /// The page that compares them, if there is one.
    pub href: Option<Address>,
    /// How much changed, in a sentence.
    pub summary: String,
    /// Announced iterations between them that were never written, in a sentence.
    pub skipped: Option<String>,
    /// The later text with the changes marked in it. Where it has columns, the earlier one stands hidden beside what differs.
    pub marked: Html,
    /// Whether a style sheet can set both texts side by side.
    pub has_columns: bool,
    /// Every change as a sentence.
    pub sentences: Vec<String>,
}

/// How a style sheet can set a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::edition::views) enum Columns {
    /// In one column.
    One,
    /// Side by side as well, for which what differs stands in the page twice.
    Two,
}

/// What changed between two iterations; none if one has no text.
pub(in crate::edition::views) fn change(
    batch: &DefinitionBatch<'_>,
    links: &Linker<'_>,
    before: IterationNumber,
    after: IterationNumber,
    columns: Columns,
) -> Option<ChangeView> {
    let (id, chronicle) = (batch.id, batch.chronicle());
    let Compared { before: old, after: new, comparison } = chronicle.compare(before, after)?;
    let definition = batch.definition;
    Some(ChangeView {
        from: before.get(),
        to: after.get(),
        before: links.words.iteration.label(before),
        after: links.words.iteration.label(after),
        href: is_compared(definition, before, after).then(|| links.page(&Page::Comparison(id, before, after))),
        summary: summary::sentence(&comparison, old, new, links.words),
        skipped: skipped(definition, before, after, links.words),
        marked: match columns {
            Columns::One => marked::inline(&comparison, old, new, "c-", links),
            Columns::Two => marked::two_layouts(&comparison, old, new, "c-", links),
        },
        has_columns: columns == Columns::Two,
        sentences: sentences::write(&comparison, old, new, links.words),
    })
}

/// "Iterations 2 and 3 were announced and never written."
fn skipped(definition: &Definition, before: IterationNumber, after: IterationNumber, words: &Words) -> Option<String> {
    let numbers: Vec<String> = definition
        .iterations()
        .iter()
        .filter(|iteration| before < iteration.number && iteration.number < after && iteration.text().is_none())
        .map(|iteration| iteration.number.to_string())
        .collect();
    (!numbers.is_empty()).then(|| words.iteration.was_announced(numbers.len(), listed(&numbers, words)))
}

/// Links to the comparisons of an iteration that a reader of it wants first.
pub(in crate::edition::views) fn compared(
    batch: &DefinitionBatch<'_>,
    links: &Linker<'_>,
    number: IterationNumber,
) -> Vec<Link> {
    let (id, definition) = (batch.id, batch.definition);
    let words = &links.words.iteration;
    let before = definition.compared_with(number).map(|iteration| (iteration.number, &words.name));
    let first = definition.history().next().map(|iteration| (iteration.number, &words.name_first));
    let current = definition.current().map(|iteration| (iteration.number, &words.name_current));
    // A number that is two of these is called by what says most.
    let mut others: Vec<(IterationNumber, &Message)> = Vec::new();
    for (other, name) in [current, first, before].into_iter().flatten() {
        let (earlier, later) = (other.min(number), other.max(number));
        if is_compared(definition, earlier, later) && others.iter().all(|(known, _)| *known != other) {
            others.push((other, name));
        }
    }
    others.sort_unstable_by_key(|(other, _)| std::cmp::Reverse(*other));
    let link = |(other, name): (IterationNumber, &Message)| {
        let page = Page::Comparison(id, other.min(number), other.max(number));
        Link::new(name.say(other), links.page(&page))
    };
    others.into_iter().map(link).collect()
}
