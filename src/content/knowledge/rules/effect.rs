//! An iteration takes effect when it is published or later, and before the one that follows it.

use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::names::IterationNumber;
use crate::content::document::{Fields, IterationFields, IterationStatus, Parsed};

/// Whether an iteration takes effect on a day of its own.
pub(in crate::content::knowledge) fn names_a_day(file: &Parsed) -> bool {
    fields(file).is_some_and(|fields| fields.effective.is_some())
}

fn fields(file: &Parsed) -> Option<&IterationFields> {
    match &file.document()?.fields {
        Fields::Iteration(fields) => Some(fields),
        _ => None,
    }
}

/// Whether the day can be one on which this iteration takes effect.
pub(in crate::content::knowledge) fn check(fields: &IterationFields, diagnostics: &mut Diagnostics) {
    let Some(effective) = &fields.effective else { return };
    if fields.status == IterationStatus::Placeholder {
        diagnostics.push(
            Diagnostic::new(
                &codes::CONTRADICTION,
                effective.span,
                "this iteration is `tba`, so it has no text that could take effect",
            )
            .help("remove `effective`; `date` is the day for which the iteration was announced"),
        );
    } else if effective.value < fields.date.value {
        diagnostics.push(
            Diagnostic::new(
                &codes::CONTRADICTION,
                effective.span,
                format!("`effective` is {}, before the `date` {}", effective.value, fields.date.value),
            )
            .also(fields.date.span, "the day on which it was decided")
            .help("`date` is the day on which the iteration was decided, `effective` the day on which it takes effect, which is the same or later")
            .help("if it took effect on the day on which it was decided, remove `effective`"),
        );
    }
}

/// A published iteration takes effect before a later one does: after that it would never be the current one.
pub(in crate::content::knowledge) fn check_order<'documents>(
    iterations: impl DoubleEndedIterator<Item = (IterationNumber, &'documents Arc<Parsed>)>,
    diagnostics: &mut Diagnostics,
) {
    let mut first: Option<(IterationNumber, Date)> = None;
    for (number, file) in iterations.rev() {
        let published = fields(file).filter(|fields| fields.status == IterationStatus::Published);
        let Some(fields) = published else { continue };
        let day = fields.effective.as_ref().map_or(fields.date.value, |effective| effective.value);
        if let (Some(effective), Some((later, before))) = (&fields.effective, first)
            && before <= day
        {
            diagnostics.push(
                Diagnostic::new(
                    &codes::NEVER_IN_EFFECT,
                    effective.span,
                    format!("iteration {number} takes effect on {day}, and iteration {later} already on {before}"),
                )
                .help(format!("write a later day as `effective` in `{later}.md`, or an earlier one here"))
                .help(format!(
                    "if iteration {later} replaces this one before it takes effect, write `status = \"withdrawn\"` here, and why into `reason`"
                )),
            );
        }
        if first.is_none_or(|(_, before)| day < before) {
            first = Some((number, day));
        }
    }
}
