//! The picture of a text, for whoever shows a link to it: what is on it, and how pages name it.

use serde::Serialize;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Entry, Id, Iteration, Standing};
use crate::edition::links::DateView;
use crate::edition::plan::{Page, Site};
use crate::history::text::wording::listed;

/// How wide and how high a card is, in dots: what those who show links ask for.
pub(crate) const SIZE: (u32, u32) = (1200, 630);

/// What is on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardView {
    /// The term.
    pub term: String,
    /// As much of the text as may have room.
    pub text: String,
    /// `Iteration 5`, and how it stands if it does not count.
    pub number: String,
    /// The same with its date.
    pub about: String,
    /// The same with who wrote it; none if nobody says so.
    pub about_by: Option<String>,
    /// The name of the site.
    pub site: String,
}

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

/// How many bytes of a text are looked at: more than have room on a card, in any script.
const LONGEST: usize = 16 << 10;

impl CardView {
    /// The card of an iteration that has a text, or of the one that is shown for the definition.
    pub(crate) fn of(site: &Site, id: Id<Definition>, number: Option<IterationNumber>) -> Self {
        let (knowledge, say) = (site.knowledge(), &site.language().words);
        let definition = knowledge.definition(id);
        let iteration = iteration(definition, number).expect("a card is planned where there is a text");
        let names: Vec<String> =
            iteration.authors.iter().map(|author| knowledge.person(*author).name.clone()).collect();
        let words = iteration.words();
        let label = say.iteration.label(iteration.number);
        let label = match iteration.standing {
            Standing::Published(_) | Standing::Placeholder => label,
            Standing::Proposed(_) => say.card.proposed(label),
            Standing::Withdrawn(_) => say.card.withdrawn(label),
            Standing::Declined(_) => say.card.declined(label),
        };
        let date = DateView::new(iteration.date, &say.date).words;
        Self {
            term: definition.term.clone(),
            text: words[..words.floor_char_boundary(LONGEST)].to_owned(),
            about: say.iteration.dated(&label, &date),
            about_by: (!names.is_empty()).then(|| say.iteration.dated_by(&label, &date, listed(&names, say))),
            number: label,
            site: knowledge.config().title.clone(),
        }
    }
}

/// The iteration that is on a card, if it has a text.
fn iteration(definition: &Definition, number: Option<IterationNumber>) -> Option<&Iteration> {
    let iteration = match number {
        Some(number) => definition.iteration(number),
        None => definition.shown(),
    };
    iteration.filter(|iteration| iteration.text().is_some())
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
    let own = number.filter(|number| iteration(definition, Some(*number)).is_some());
    let shown = iteration(definition, own)?;
    Some(CardLink {
        address: Page::Card(id, own).route(knowledge).below(base),
        width: SIZE.0,
        height: SIZE.1,
        alt: words.card.picture(&definition.term, shown.number),
    })
}
