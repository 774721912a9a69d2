//! The pages that compare two iterations.

use serde::Serialize;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Entry, Id, Iteration};
use crate::edition::links::linker::Linker;
use crate::edition::plan::{Page, Shelf, paired_before, paired_later};
use crate::edition::views::definition::{IterationPart, part};
use crate::edition::views::parts::{self, ChangeView, Columns, Link};
use crate::edition::views::{Prepared, Shown, View};

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

/// The comparisons of one iteration with others.
#[derive(Debug, Serialize)]
pub struct Others {
    /// The iteration.
    pub number: u32,
    /// The others in their order.
    pub with: Vec<Pair>,
}

/// A comparison with another iteration.
#[derive(Debug, Serialize)]
pub struct Pair {
    /// The other iteration.
    pub number: u32,
    /// The page that compares them.
    pub href: Address,
}

pub(super) fn comparison(
    shelf: &Shelf<'_>,
    links: &Linker<'_>,
    id: Id<Definition>,
    before: IterationNumber,
    after: IterationNumber,
) -> Shown {
    let site = shelf.site;
    let knowledge = site.knowledge();
    let definition = knowledge.definition(id);
    let shown = |number| part(knowledge, links, id, definition.iteration(number).expect("a planned iteration exists"));
    let change =
        parts::change(shelf, links, id, before, after, Columns::Two).expect("planned comparisons have two texts");
    let title = links.words.comparison.title(&definition.term, before, after);
    let description = links.words.comparison.about(&definition.term, before, after, &change.summary);
    // Of what lies between them only the history led from one to the other.
    let leads = |iteration: &&Iteration| iteration.was_published() || iteration.number == after;
    let between = definition.iterations()[before.get() as usize..after.get() as usize].iter().filter(leads);
    let reasons = between.filter_map(|iteration| {
        let page = links.entry(Entry::Iteration(id, iteration.number));
        let note = iteration.note.clone()?;
        Some(Reason { iteration: Link::new(links.words.iteration.name(iteration.number), page), note })
    });
    let view = ComparisonView {
        term: definition.term.clone(),
        definition: links.entry(Entry::Definition(id)),
        before: shown(before),
        after: shown(after),
        after_name: links.words.iteration.name(after),
        change,
        reasons: reasons.collect(),
        others: [after, before].into_iter().filter_map(|number| others(shelf, links, id, number)).collect(),
    };
    ("comparison.html", title, description, View::Comparison(Box::new(view)))
}

/// The comparisons of an iteration with all others that it is compared with; none if there is only one.
fn others(
    shelf: &Shelf<'_>,
    links: &Linker<'_>,
    id: Id<Definition>,
    number: IterationNumber,
) -> Option<Prepared<Others>> {
    let definition = shelf.site.knowledge().definition(id);
    let pair = |other: IterationNumber| Pair {
        number: other.get(),
        href: links.page(&Page::Comparison(id, number.min(other), number.max(other))),
    };
    let make = || {
        let earlier = paired_before(definition, number).into_iter().rev();
        let with: Vec<Pair> = earlier.chain(paired_later(definition, number)).map(pair).collect();
        (with.len() > 1).then(|| Prepared::new(Others { number: number.get(), with }))
    };
    shelf.others.borrow_mut().entry(number).or_insert_with(make).clone()
}
