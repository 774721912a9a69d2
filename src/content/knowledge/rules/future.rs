//! What is dated has happened.

use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::text::Spanned;
use crate::content::document::{ContributionKind, Fields, IterationStatus, Parsed};

/// Hints at dates that are later than today. An iteration that is only announced is dated ahead by its nature.
pub(in crate::content::knowledge) fn hint(files: &[Arc<Parsed>], today: Date, diagnostics: &mut Diagnostics) {
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
