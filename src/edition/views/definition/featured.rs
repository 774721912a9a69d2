//! The current text of a definition, as the page of the term and the home page show it.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::knowledge::{Definition, Entry, Id};
use crate::edition::batch::{DefinitionBatch, Extent, Rung};
use crate::edition::links::{DateView, Link, Linker, Prepared};
use crate::edition::plan::Page;
use crate::edition::views::parts::editor::way;
use crate::edition::views::parts::{ChangeView, Columns, IterationPart, change, compared, part};

/// A definition's current text and its history.
#[derive(Debug, Serialize)]
pub struct Featured {
    /// The term.
    pub term: String,
    /// The page of the term.
    pub href: Address,
    /// The number of the iteration that is shown; 0 if nothing was written yet.
    pub number: u32,
    /// The iteration that is shown; none if nothing was written yet.
    pub iteration: Option<IterationPart>,
    /// Its text; empty for a placeholder.
    pub text: Html,
    /// What changed from the text that it followed; of a proposal, from the one that it would replace.
    pub change: Option<ChangeView>,
    /// Its comparisons with the text that it followed and with the first, as far as they have pages.
    pub compared: Vec<Link>,
    /// All iterations, latest first.
    pub ladder: Prepared<Vec<Rung>>,
    /// The page that shows all iterations at once, if one has a text.
    pub all: Option<Address>,
    /// The page from which the next iteration is proposed.
    pub propose: Option<Link>,
    /// Published texts that take effect later, the next one first.
    pub coming: Vec<Coming>,
}

/// A published text that takes effect later.
#[derive(Debug, Serialize)]
pub struct Coming {
    /// Its page, called as in a sentence: `iteration 5`.
    pub iteration: Link,
    /// The day.
    pub date: Prepared<DateView>,
}

/// The current text of a definition and its history.
pub(super) fn featured(batch: &DefinitionBatch<'_>, links: &Linker<'_>, extent: Extent) -> Featured {
    let (id, definition) = (batch.id, batch.definition);
    let iteration = definition.shown();
    let change = iteration.and_then(|iteration| {
        let before = definition.compared_with(iteration.number)?;
        change(batch, links, before.number, iteration.number, Columns::One)
    });
    Featured {
        term: definition.term.clone(),
        href: links.entry(Entry::Definition(id)),
        number: iteration.map_or(0, |iteration| iteration.number.get()),
        iteration: iteration.map(|iteration| part(links, id, iteration)),
        change,
        compared: iteration.map_or_else(Vec::new, |iteration| compared(batch, links, iteration.number)),
        ladder: batch.ladder(links, iteration.map(|iteration| iteration.number), extent),
        text: iteration.map_or_else(Html::new, |iteration| links.text(iteration)),
        all: iteration.map(|_| links.page(&Page::Variorum(id))),
        propose: way(links, id),
        coming: coming(definition, links, id),
    }
}

fn coming(definition: &Definition, links: &Linker<'_>, id: Id<Definition>) -> Vec<Coming> {
    let coming = definition
        .coming()
        .map(|(iteration, day)| Coming { iteration: links.iteration(id, iteration.number), date: links.date(day) });
    coming.collect()
}
