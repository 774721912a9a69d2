//! The pages that compare two iterations.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::address::Address;
use crate::knowledge::{Definition, Entry, Id, Iteration};
use crate::names::IterationNumber;
use crate::site::linker::Linker;
use crate::site::views::definition::{IterationPart, part};
use crate::site::views::parts::{self, ChangeView};
use crate::site::views::{Prepared, Shown, View};
use crate::site::{Page, Shelf, compared_with, pairs};

/// The most comparisons that every comparison lists.
const MOST_PAIRS: usize = 100;
/// How many of the latest iterations are listed where there are more.
const LATEST: usize = 6;

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
    /// What changed.
    pub change: ChangeView,
    /// For each later iteration its comparisons with earlier ones.
    pub others: Prepared<Vec<Others>>,
}

/// The comparisons of one iteration with earlier ones.
#[derive(Debug, Serialize)]
pub struct Others {
    /// The later iteration.
    pub number: u32,
    /// The earlier ones.
    pub with: Vec<Pair>,
}

/// A comparison with an earlier iteration.
#[derive(Debug, Serialize)]
pub struct Pair {
    /// The earlier iteration.
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
    let number = |iteration: &Iteration| iteration.number;
    let numbers = definition.iterations().iter().map(number);
    // Every pair on every page would be a million for a few hundred iterations.
    let others = if pairs(definition).take(MOST_PAIRS + 1).count() <= MOST_PAIRS {
        shelf.pairs.get_or_init(|| others(definition, id, numbers.collect(), links)).clone()
    } else {
        others(definition, id, numbers.rev().take(LATEST).chain([before, after]).collect(), links)
    };
    let change = parts::change(site, links, id, before, after).expect("planned comparisons have two texts");
    let title = format!("{}: iterations {before} and {after} compared", definition.term);
    let description = format!(
        "What changed in the definition of {} from iteration {before} to iteration {after}. {}",
        definition.term, change.summary
    );
    let view = ComparisonView {
        term: definition.term.clone(),
        definition: links.entry(Entry::Definition(id)),
        before: shown(before),
        after: shown(after),
        change,
        others,
    };
    ("comparison.html", title, description, View::Comparison(Box::new(view)))
}

/// The comparisons of some iterations with earlier ones, the latest first.
fn others(
    definition: &Definition,
    id: Id<Definition>,
    listed: BTreeSet<IterationNumber>,
    links: &Linker<'_>,
) -> Prepared<Vec<Others>> {
    let pair = |earlier: IterationNumber, later: IterationNumber| Pair {
        number: earlier.get(),
        href: links.page(&Page::Comparison(id, earlier, later)),
    };
    let others = listed.into_iter().rev().map(|later| Others {
        number: later.get(),
        with: compared_with(definition, later).into_iter().map(|earlier| pair(earlier, later)).collect(),
    });
    Prepared::new(others.filter(|others| !others.with.is_empty()).collect())
}
