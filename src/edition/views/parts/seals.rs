//! Seals as pages show them.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Iteration};
use crate::edition::links::{DateView, Linker, Prepared};
use crate::edition::plan::{Page, Record};

/// A seal and how to verify it.
#[derive(Debug, Serialize)]
pub struct SealView {
    /// The first digits of the seal.
    pub short: String,
    /// All digits of the seal over the iteration and everything before it.
    pub seal: String,
    /// All digits of the digest of the iteration alone.
    pub digest: String,
    /// The command that verifies it.
    pub command: String,
    /// The seals of all definitions, for programs.
    pub all: Address,
    /// How often and why the iteration was changed after it had been sealed, the oldest first.
    pub resealed: Vec<ResealView>,
}

/// A change of a sealed iteration.
#[derive(Debug, Serialize)]
pub struct ResealView {
    /// When.
    pub date: Prepared<DateView>,
    /// Why.
    pub reason: String,
    /// The digest until then.
    pub old: String,
}

/// The head of a definition's seals.
#[derive(Debug, Serialize)]
pub struct HeadView {
    /// The first digits of the head.
    pub short: String,
    /// All digits of the head.
    pub head: String,
    /// "3 iterations sealed"
    pub sealed: String,
    /// The command that verifies it.
    pub command: String,
    /// The seals of all definitions, for programs.
    pub all: Address,
}

fn command(head: &str) -> String {
    format!("variorum verify --head {head}")
}

/// The seal of an iteration; none if it has none.
pub(in crate::edition::views) fn of_iteration(
    definition: &Definition,
    iteration: &Iteration,
    links: &Linker<'_>,
) -> Option<SealView> {
    let sealed = iteration.sealed?;
    let resealed = definition.seals().resealings(iteration.number).map(|reseal| ResealView {
        date: links.date(reseal.date),
        reason: reseal.reason.clone(),
        old: reseal.old.to_string(),
    });
    let seal = sealed.seal.to_string();
    Some(SealView {
        short: sealed.seal.short(),
        command: command(&seal),
        seal,
        digest: sealed.digest.to_string(),
        all: links.page(&Page::Record(Record::Seals)),
        resealed: resealed.collect(),
    })
}

/// The head of a definition; none if nothing of it is sealed.
pub(in crate::edition::views) fn of_definition(definition: &Definition, links: &Linker<'_>) -> Option<HeadView> {
    let chain = definition.seals();
    let head = chain.head().to_string();
    (!chain.is_empty()).then(|| HeadView {
        short: chain.head().short(),
        command: command(&head),
        head,
        sealed: links.words.seal.sealed(chain.sealed().len()),
        all: links.page(&Page::Record(Record::Seals)),
    })
}
