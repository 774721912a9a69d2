//! Seals as pages show them, and as programs read them from `.well-known/variorum.json`.

use serde::Serialize;

use crate::address::Address;
use crate::history::wording::counted;
use crate::knowledge::{Definition, Entry, Id, Iteration};
use crate::seal::Step;
use crate::site::linker::Linker;
use crate::site::views::parts::DateView;
use crate::site::{Page, Route, Site};

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
    pub date: DateView,
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
pub(super) fn of_iteration(definition: &Definition, iteration: &Iteration, links: &Linker<'_>) -> Option<SealView> {
    let sealed = iteration.sealed?;
    let resealed = definition.seals().resealings(iteration.number).map(|reseal| ResealView {
        date: DateView::new(reseal.date),
        reason: reseal.reason.clone(),
        old: reseal.old.to_string(),
    });
    let seal = sealed.seal.to_string();
    Some(SealView {
        short: sealed.seal.short(),
        command: command(&seal),
        seal,
        digest: sealed.digest.to_string(),
        all: links.page(&Page::Seals),
        resealed: resealed.collect(),
    })
}

/// The head of a definition; none if nothing of it is sealed.
pub(super) fn of_definition(definition: &Definition, links: &Linker<'_>) -> Option<HeadView> {
    let chain = definition.seals();
    let head = chain.head().to_string();
    (!chain.is_empty()).then(|| HeadView {
        short: chain.head().short(),
        command: command(&head),
        head,
        sealed: format!("{} sealed", counted(chain.sealed().len(), "iteration")),
        all: links.page(&Page::Seals),
    })
}

/// `.well-known/variorum.json`, version 1: the head of every definition that has a seal, one over all of them, and every
/// link of each chain, so that the seals can be verified from the texts without the rest of the knowledge base.
#[derive(Serialize)]
struct SealsRecord {
    version: u32,
    head: Option<String>,
    definitions: Vec<DefinitionRecord>,
}

#[derive(Serialize)]
struct DefinitionRecord {
    /// Its slug.
    name: String,
    /// Its page, relative to this file.
    page: Address,
    head: String,
    links: Vec<LinkRecord>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum LinkRecord {
    Seal {
        link: usize,
        seals: u32,
        page: Address,
        digest: String,
        seal: String,
    },
    Reseal {
        link: usize,
        reseals: u32,
        page: Address,
        old: String,
        new: String,
        date: String,
        reason: String,
        seal: String,
    },
}

pub(super) fn json(site: &Site, route: &Route) -> String {
    let knowledge = site.knowledge();
    let links = Linker::relative(knowledge, route);
    let definitions = knowledge.definitions().filter(|(_, definition)| !definition.seals().is_empty());
    let record = SealsRecord {
        version: 1,
        head: knowledge.head_over_all().map(|head| head.to_string()),
        definitions: definitions.map(|(id, definition)| definition_record(id, definition, &links)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&record).expect("a record of texts and numbers is JSON");
    text.push('\n');
    text
}

fn definition_record(id: Id<Definition>, definition: &Definition, links: &Linker<'_>) -> DefinitionRecord {
    let chain = definition.seals();
    let record = |(position, written): (usize, &crate::seal::Link)| {
        let number = written.step.number();
        let page = links.entry(Entry::Iteration(id, number));
        let (link, seal) = (position + 1, written.seal.to_string());
        match &written.step {
            Step::Seal { digest, .. } => {
                LinkRecord::Seal { link, seals: number.get(), page, digest: digest.to_string(), seal }
            }
            Step::Reseal(reseal) => LinkRecord::Reseal {
                link,
                reseals: number.get(),
                page,
                old: reseal.old.to_string(),
                new: reseal.new.to_string(),
                date: reseal.date.to_string(),
                reason: reseal.reason.clone(),
                seal,
            },
        }
    };
    DefinitionRecord {
        name: definition.slug.to_string(),
        page: links.entry(Entry::Definition(id)),
        head: chain.head().to_string(),
        links: chain.links().iter().enumerate().map(record).collect(),
    }
}
