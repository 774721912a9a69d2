//! The seals of all definitions, as programs read them from `.well-known/variorum.json`.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Entry, Id};
use crate::content::seal::Step;
use crate::edition::links::Linker;

/// `.well-known/variorum.json`, version 1: the head of every definition that has a seal, one over all of them, and every
/// link of each chain, so that the seals can be verified from the texts without the rest of the knowledge base.
#[derive(Serialize)]
pub(super) struct SealsRecord {
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

pub(super) fn record(links: &Linker<'_>) -> SealsRecord {
    let knowledge = links.knowledge;
    let definitions = knowledge.definitions().filter(|(_, definition)| !definition.seals().is_empty());
    SealsRecord {
        version: 1,
        head: knowledge.head_over_all().map(|head| head.to_string()),
        definitions: definitions.map(|(id, definition)| definition_record(id, definition, links)).collect(),
    }
}

fn definition_record(id: Id<Definition>, definition: &Definition, links: &Linker<'_>) -> DefinitionRecord {
    let chain = definition.seals();
    let record = |(position, written): (usize, &crate::content::seal::Link)| {
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
