//! An iteration as pages show it.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Entry, Id, Iteration, Standing};
use crate::edition::links::{DateView, Link, Linker, Prepared};

/// An iteration as it is shown.
#[derive(Debug, Serialize)]
pub struct IterationPart {
    /// Its number.
    pub number: u32,
    /// `Iteration 5`
    pub label: String,
    /// Its permanent page.
    pub href: Address,
    /// Its date.
    pub date: Prepared<DateView>,
    /// `current`, `published`, `coming`, `proposed`, `withdrawn`, `declined` or `tba`.
    pub standing: &'static str,
    /// The day on which it takes effect, if it names one.
    pub effective: Option<Prepared<DateView>>,
    /// Whether the wording is rude.
    pub explicit: bool,
    /// Who wrote it.
    pub authors: Vec<Link>,
}

/// An iteration of a definition as it is shown.
pub(in crate::edition::views) fn part(links: &Linker<'_>, id: Id<Definition>, iteration: &Iteration) -> IterationPart {
    let is_current = links.knowledge.definition(id).current().is_some_and(|current| current.number == iteration.number);
    IterationPart {
        number: iteration.number.get(),
        label: links.words.iteration.label(iteration.number),
        href: links.entry(Entry::Iteration(id, iteration.number)),
        date: links.date(iteration.date),
        effective: iteration.effect.day().map(|day| links.date(day)),
        standing: match iteration.standing {
            Standing::Published(_) if iteration.coming().is_some() => "coming",
            Standing::Published(_) if is_current => "current",
            Standing::Published(_) => "published",
            Standing::Proposed(_) => "proposed",
            Standing::Withdrawn(_) => "withdrawn",
            Standing::Declined(_) => "declined",
            Standing::Placeholder => "tba",
        },
        explicit: iteration.explicit,
        authors: links.people(&iteration.authors),
    }
}
