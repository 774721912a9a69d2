//! What merging a change does to the texts that are published: which it publishes, and which is current then.

use jiff::civil::Date;

use crate::base::language::english;
use crate::base::names::{IterationNumber, Slug};
use crate::content::change::edition::{Edition, iteration};
use crate::content::document::IterationStatus::{Declined, Placeholder, Proposed, Published, Withdrawn};
use crate::content::document::{IterationFields, Parsed, Place};
use crate::history::text::wording::long_date;

/// The document at a path before and after a change.
pub(super) struct Sides<'parsed> {
    pub(super) old: Option<&'parsed Parsed>,
    pub(super) new: Option<&'parsed Parsed>,
}

/// What merging does with an iteration, in a sentence or two; none where it publishes nothing, proposes nothing and takes nothing
/// back. What takes effect by `today` is current.
pub(super) fn sentences(sides: &Sides<'_>, before: &Edition<'_>, after: &Edition<'_>, today: Date) -> Option<String> {
    let (definition, number) = sides.new.or(sides.old).and_then(place)?;
    let (old, new) = (sides.old.and_then(iteration), sides.new.and_then(iteration));
    // What could not be read is told with the findings.
    if [sides.old, sides.new].into_iter().flatten().any(|side| side.document().is_none()) {
        return None;
    }
    let name = format!("iteration {number} of {}", after.term(definition));
    let (was, _) = sides.old.or(sides.new).and_then(place)?;
    let current = Current { before: before.current(was, today), after: after.current(definition, today) };
    let status = |fields: Option<&IterationFields>| fields.map(|fields| fields.status);
    let then = |fields: Option<&IterationFields>| current.told(number, fields, today);
    match (status(old), status(new)) {
        (Some(Published), Some(Published)) => {
            let day =
                |fields: Option<&IterationFields>| fields.and_then(|fields| Some(fields.effective.as_ref()?.value));
            (day(old) != day(new)).then(|| format!("Merging this changes when {name} takes effect: {}.", then(new)))
        }
        (None | Some(Placeholder), Some(Published)) => Some(format!(
            "Merging this publishes {name}: {}. To propose it only, write `status = \"proposed\"` below its `date`.",
            then(new)
        )),
        (Some(Proposed | Declined | Withdrawn), Some(Published)) => {
            Some(format!("Merging this publishes {name}: {}.", then(new)))
        }
        (None | Some(Placeholder | Declined), Some(Proposed)) => {
            Some(format!("Merging this publishes nothing of {name}: it is shown as a proposal."))
        }
        (Some(Published), Some(Withdrawn)) => Some(format!("Merging this withdraws {name}: {}.", then(None))),
        (Some(Published), Some(Proposed | Declined | Placeholder) | None) => {
            Some(format!("Merging this takes {name} back, which is published: {}.", then(None)))
        }
        (Some(Proposed | Withdrawn), Some(Proposed)) | (_, Some(Declined | Withdrawn | Placeholder) | None) => None,
    }
}

/// The current iteration of a definition before and after a change.
struct Current {
    before: Option<IterationNumber>,
    after: Option<IterationNumber>,
}

impl Current {
    /// Which iteration is current once the change is merged; `fields` are those of the iteration, if it is published then.
    fn told(&self, number: IterationNumber, fields: Option<&IterationFields>, today: Date) -> String {
        let verb = if self.before == self.after { "stays" } else { "becomes" };
        let coming = fields.and_then(|fields| Some(fields.effective.as_ref()?.value)).filter(|day| *day > today);
        match (coming, self.after) {
            (Some(day), current) => {
                let day = long_date(day, &english().date);
                let until = current.map_or_else(
                    || "until then the definition has no current text".to_owned(),
                    |current| format!("until then iteration {current} is the current text"),
                );
                format!("it takes effect on {day}, and {until}")
            }
            (None, Some(current)) if current == number => format!("it {verb} the current text"),
            (None, Some(current)) => format!("iteration {current} {verb} the current text"),
            (None, None) => "the definition has no current text then".to_owned(),
        }
    }
}

fn place(parsed: &Parsed) -> Option<(&Slug, IterationNumber)> {
    match parsed.place.as_ref()? {
        Place::Iteration(definition, number) => Some((definition, *number)),
        _ => None,
    }
}
