//! The picture of a text, as a page names it for whoever shows a link to it.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::{Entry, Iteration};
use crate::edition::plan::{Page, Site};

/// How wide and how high a card is, in dots: what those who show links ask for.
const SIZE: (u32, u32) = (1200, 630);

/// A card as a page names it (Open Graph).
#[derive(Debug, Serialize)]
pub struct CardLink {
    /// The whole address of the picture.
    pub address: Address,
    /// In dots.
    pub width: u32,
    /// In dots.
    pub height: u32,
    /// What is on it, in words.
    pub alt: String,
}

/// The card that a page names. An iteration without a text and what is about several have the one of the definition.
pub(super) fn link(site: &Site, page: &Page) -> Option<CardLink> {
    let (knowledge, words) = (site.knowledge(), &site.language().words);
    let (id, number) = match *page {
        Page::Home => (knowledge.featured(), None),
        Page::Entry(Entry::Definition(id))
        | Page::Comparison(id, ..)
        | Page::Variorum(id)
        | Page::Dossier(id)
        | Page::Propose(id) => (id, None),
        Page::Entry(Entry::Iteration(id, number)) => (id, Some(number)),
        _ => return None,
    };
    let (config, definition) = (knowledge.config(), knowledge.definition(id));
    let base = config.base_url.as_ref().filter(|_| config.cards && cfg!(feature = "cards"))?;
    let with_text = |iteration: &&Iteration| iteration.text().is_some();
    let own = number.and_then(|number| definition.iteration(number)).filter(with_text);
    let shown = own.or(definition.shown()).filter(with_text)?;
    Some(CardLink {
        address: Page::Card(id, own.map(|own| own.number)).route(knowledge).below(base),
        width: SIZE.0,
        height: SIZE.1,
        alt: words.card.picture(&definition.term, shown.number),
    })
}
