//! With which others an iteration is compared.

use serde::Serialize;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Id};
use crate::edition::links::Linker;
use crate::edition::plan::{Page, paired_before, paired_later};

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

/// The comparisons of an iteration with all others that it is compared with; none if there is only one.
pub(super) fn others(id: Id<Definition>, links: &Linker<'_>, number: IterationNumber) -> Option<Others> {
    let definition = links.knowledge.definition(id);
    let pair = |other: IterationNumber| Pair {
        number: other.get(),
        href: links.page(&Page::Comparison(id, number.min(other), number.max(other))),
    };
    let earlier = paired_before(definition, number).into_iter().rev();
    let with: Vec<Pair> = earlier.chain(paired_later(definition, number)).map(pair).collect();
    (with.len() > 1).then(|| Others { number: number.get(), with })
}
