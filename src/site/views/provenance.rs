//! Where the words of an iteration come from, as a part of a page.

use serde::Serialize;

use crate::history::provenance::Account;
use crate::history::provenance::show::{html, sentences};
use crate::history::wording::{counted, percent};
use crate::knowledge::{Definition, Entry, Id, KnowledgeBase};
use crate::markup::Html;
use crate::names::IterationNumber;
use crate::site::Shelf;
use crate::site::date::DateView;
use crate::site::linker::Linker;
use crate::site::views::parts::{self, Link};

/// What the ids of the iterations that words come from begin with.
const ORIGIN_IDS: &str = "from-";
/// A text of more words is folded: the page shows it already.
const LONG: usize = 200;

/// Where the words of an iteration come from.
#[derive(Debug, Serialize)]
pub struct ProvenanceView {
    /// The number of the iteration.
    pub number: u32,
    /// Its text with the number of its origin behind each phrase.
    pub text: Html,
    /// Whether the text is long.
    pub is_long: bool,
    /// The iterations that its words come from, the earliest first.
    pub origins: Vec<OriginView>,
    /// What went and came back and what moved, as sentences.
    pub courses: Vec<String>,
}

/// An iteration that words come from.
#[derive(Debug, Serialize)]
pub struct OriginView {
    /// The id that the numbers in the text lead to.
    pub id: String,
    /// The iteration.
    pub iteration: Link,
    /// Its date.
    pub date: DateView,
    /// Who wrote it.
    pub authors: Vec<Link>,
    /// How many words, in words.
    pub words: String,
    /// Which part of the text that is.
    pub share: String,
}

/// Where the words of an iteration come from; none if it has no text or no text stands before it.
pub(super) fn provenance(
    shelf: &Shelf<'_>,
    links: &Linker<'_>,
    id: Id<Definition>,
    number: IterationNumber,
) -> Option<ProvenanceView> {
    let knowledge = shelf.site.knowledge();
    knowledge.definition(id).text_before(number)?;
    let chronicle = shelf.chronicle(id);
    let account = chronicle.account(number)?;
    let all = account.text.count(0..account.text.tokens.len());
    Some(ProvenanceView {
        number: number.get(),
        text: html::write(&account, ORIGIN_IDS, links),
        is_long: all > LONG,
        origins: origins(&account, all, knowledge, links, id),
        courses: sentences::write(&account),
    })
}

fn origins(
    account: &Account<'_>,
    all: usize,
    knowledge: &KnowledgeBase,
    links: &Linker<'_>,
    id: Id<Definition>,
) -> Vec<OriginView> {
    let origin = |share: crate::history::provenance::Share| {
        let iteration = knowledge.definition(id).iteration(share.number).expect("texts belong to iterations");
        OriginView {
            id: format!("{ORIGIN_IDS}{}", share.number),
            iteration: Link::new(
                format!("Iteration {}", share.number),
                links.entry(Entry::Iteration(id, share.number)),
            ),
            date: DateView::new(iteration.date),
            authors: parts::people(knowledge, links, &iteration.authors),
            words: counted(share.words, "word"),
            share: percent(share.words, all),
        }
    };
    account.shares().into_iter().map(origin).collect()
}
