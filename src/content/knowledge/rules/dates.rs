//! What is dated has happened, and an iteration takes effect when it is published or later, and before the one that follows
//! it.

use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::names::IterationNumber;
use crate::base::text::Spanned;
use crate::content::document::{ContributionKind, Fields, IterationFields, IterationStatus, Parsed};

/// Hints at dates that are later than today. An iteration that is only announced is dated ahead by its nature.
pub(in crate::content::knowledge) fn hint_future(files: &[Arc<Parsed>], today: Date, diagnostics: &mut Diagnostics) {
    for document in files.iter().filter_map(|file| file.document()) {
        let dated = match &document.fields {
            Fields::Iteration(fields) => match fields.status {
                IterationStatus::Published if fields.effective.is_none() => {
                    let day = fields.date.value;
                    let ahead = format!(
                        "if it is decided and takes effect on that day, write `effective = {day}`, and as `date` the day on which it was decided, such as `date = {today}`"
                    );
                    Some((
                        &fields.date,
                        "iteration",
                        vec![ahead, "if it is not decided yet, write `status = \"proposed\"`".to_owned()],
                    ))
                }
                IterationStatus::Published | IterationStatus::Withdrawn => Some((
                    &fields.date,
                    "iteration",
                    vec![format!("write the day on which it was decided, such as `date = {today}`")],
                )),
                IterationStatus::Proposed | IterationStatus::Declined => {
                    let ahead = format!(
                        "write the day on which it was proposed, such as `date = {today}`; if it is to take effect on a later day, write that as `effective`"
                    );
                    Some((&fields.date, "iteration", vec![ahead]))
                }
                IterationStatus::Placeholder => None,
            },
            Fields::Practice(fields) => Some((
                &fields.date,
                "practice",
                vec![format!("write the day on which it was written or last revised, such as `date = {today}`")],
            )),
            Fields::Contribution(fields) => {
                let mut helps = vec![format!(
                    "write the day on which it was made, here and in the name of the file, such as `date = {today}`"
                )];
                if matches!(fields.kind.value, ContributionKind::Event | ContributionKind::Action) {
                    helps.push("say in the text when it takes place".to_owned());
                }
                Some((&fields.date, "contribution", helps))
            }
            Fields::Definition(_) | Fields::Influence(_) | Fields::Person(_) | Fields::Page(_) => None,
        };
        if let Some((date, what, helps)) = dated.filter(|(date, ..)| date.value > today) {
            diagnostics.push(future(date, what, today, helps));
        }
    }
}

fn future(date: &Spanned<Date>, what: &str, today: Date, helps: Vec<String>) -> Diagnostic {
    let message = format!("this {what} is dated {}, and today is {today}", date.value);
    helps.into_iter().fold(Diagnostic::new(&codes::FUTURE_DATE, date.span, message), Diagnostic::help)
}

/// Whether an iteration takes effect on a day of its own.
pub(in crate::content::knowledge) fn names_a_day(file: &Parsed) -> bool {
    file.iteration().is_some_and(|fields| fields.effective.is_some())
}

/// Whether the day can be one on which this iteration takes effect.
pub(in crate::content::knowledge) fn check_effective(fields: &IterationFields, diagnostics: &mut Diagnostics) {
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
pub(in crate::content::knowledge) fn check_order_of_effects<'documents>(
    iterations: impl DoubleEndedIterator<Item = (IterationNumber, &'documents Arc<Parsed>)>,
    diagnostics: &mut Diagnostics,
) {
    let mut first: Option<(IterationNumber, Date)> = None;
    for (number, file) in iterations.rev() {
        let published = file.iteration().filter(|fields| fields.status == IterationStatus::Published);
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
