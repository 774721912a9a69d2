//! The pages that compare two iterations.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::address::Address;
use crate::knowledge::{Definition, Entry, Id, Iteration};
use crate::names::IterationNumber;
use crate::site::linker::Linker;
use crate::site::views::definition::{IterationPart, part};
use crate::site::views::parts::{self, ChangeView, Link};
use crate::site::views::{Shown, View};
use crate::site::{Page, Site, compared_with, pairs};

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
    pub others: Vec<Others>,
}

/// The comparisons of one iteration with earlier ones.
#[derive(Debug, Serialize)]
pub struct Others {
    /// The later iteration.
    pub number: u32,
    /// The earlier ones.
    pub with: Vec<Link>,
}

pub(super) fn comparison(
    site: &Site,
    links: &Linker<'_>,
    id: Id<Definition>,
    before: IterationNumber,
    after: IterationNumber,
) -> Shown {
    let knowledge = site.knowledge();
    let definition = knowledge.definition(id);
    let shown = |number| part(knowledge, links, id, definition.iteration(number).expect("a planned iteration exists"));
    let number = |iteration: &Iteration| iteration.number;
    // Every pair on every page would be a million for a few hundred iterations.
    let listed: BTreeSet<IterationNumber> = if pairs(definition).take(MOST_PAIRS + 1).count() <= MOST_PAIRS {
        definition.iterations().iter().map(number).collect()
    } else {
        definition.iterations().iter().rev().take(LATEST).map(number).chain([before, after]).collect()
    };
    let others = listed
        .into_iter()
        .rev()
        .map(|later| Others {
            number: later.get(),
            with: compared_with(definition, later)
                .into_iter()
                .map(|earlier| Link {
                    label: format!("with {earlier}"),
                    href: links.page(&Page::Comparison(id, earlier, later)),
                    current: (earlier, later) == (before, after),
                })
                .collect(),
        })
        .filter(|others: &Others| !others.with.is_empty())
        .collect();
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
