//! A contribution is dated as its file is named, and what it says of iterations is so.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::names::{IterationNumber, Reference, Slug};
use crate::base::text::Spanned;
use crate::content::document::{
    ContributionFields, ContributionKind, ContributionStatus, Document, Fields, IterationFields, IterationStatus, Place,
};
use crate::content::knowledge::lookup::index::Index;

/// What contributions and iterations say of each other, in some files by their positions.
pub(super) fn check_between(speaking: &BTreeSet<usize>, index: &Index<'_>, diagnostics: &mut Diagnostics) {
    let documents = speaking.iter().filter_map(|position| index.files[*position].document());
    for document in documents {
        match (&document.place, &document.fields) {
            (Place::Contribution(slug, _), Fields::Contribution(fields)) => {
                if let (Some(number), ContributionStatus::Accepted) = (&fields.accepted_in, fields.status.value) {
                    check_accepted_in(number, fields, slug, index, diagnostics);
                }
            }
            (Place::Iteration(_, number), Fields::Iteration(fields)) => {
                check_taken_up(fields, *number, index, diagnostics);
            }
            _ => {}
        }
    }
}

/// Whether a file says something of another in this way.
pub(in crate::content::knowledge) fn speaks_of_another(document: &Document) -> bool {
    match &document.fields {
        Fields::Contribution(fields) => fields.accepted_in.is_some(),
        Fields::Iteration(fields) => !fields.contributions.is_empty(),
        Fields::Definition(_) | Fields::Practice(_) | Fields::Influence(_) | Fields::Person(_) | Fields::Page(_) => {
            false
        }
    }
}

/// What a contribution says on its own.
pub(in crate::content::knowledge) fn check(
    fields: &ContributionFields,
    document: &Document,
    diagnostics: &mut Diagnostics,
) {
    if let Place::Contribution(slug, named) = &document.place
        && *named != fields.date.value
    {
        diagnostics.push(
            Diagnostic::new(
                &codes::DATE_MISMATCH,
                fields.date.span,
                format!("the file is named after {named}, but this date is {}", fields.date.value),
            )
            .help(format!(
                "write `date = {named}`, or rename the file to `{}{}.md`",
                fields.date.value,
                slug.as_str().get(10..).unwrap_or_default()
            )),
        );
    }
    if let Some(seen) = fields.seen.as_ref().filter(|seen| seen.value > fields.date.value) {
        diagnostics.push(
            Diagnostic::new(
                &codes::CONTRADICTION,
                seen.span,
                format!("this was seen on {}, after the contribution is dated", seen.value),
            )
            .also(fields.date.span, format!("it is dated {}", fields.date.value))
            .help(format!("write the day on which you saw it: {} or an earlier one", fields.date.value)),
        );
    }
    match fields.kind.value {
        ContributionKind::Endorsement => check_endorsement(fields, diagnostics),
        ContributionKind::Proposal if document.body.is_blank() => diagnostics.push(
            Diagnostic::new(
                &codes::TEXT_MISSING,
                document.heading,
                "a proposal has the proposed wording below its front matter, and here is none",
            )
            .help("write the wording below the second `+++`, and the reasoning into `note`"),
        ),
        _ => {}
    }
    let accepted = fields.status.value == ContributionStatus::Accepted;
    match &fields.accepted_in {
        None if accepted && fields.kind.value == ContributionKind::Proposal => diagnostics.push(
            Diagnostic::new(
                &codes::MISSING_KEY,
                fields.status.span,
                "an accepted proposal names the iteration that took it up",
            )
            .help("add a line such as `accepted_in = 6`"),
        ),
        Some(number) if !accepted => diagnostics.push(
            Diagnostic::new(
                &codes::CONTRADICTION,
                number.span,
                "this says which iteration took the contribution up, but its status is not `accepted`",
            )
            .help("write `status = \"accepted\"`, or take `accepted_in` out"),
        ),
        Some(_) | None => {}
    }
}

fn check_endorsement(fields: &ContributionFields, diagnostics: &mut Diagnostics) {
    if let Some(on) = fields.on.as_ref().filter(|on| on.value.iteration.is_none()) {
        diagnostics.push(
            Diagnostic::new(&codes::CONTRADICTION, on.span, "an endorsement signs one iteration, and this names none")
                .help(format!("write the number behind it, such as `on = \"{}@1\"`: what is signed must not change under the signature", on.value)),
        );
    }
}

/// What a contribution says of the iteration that took it up: it is there, was written, is not older, and says the same.
fn check_accepted_in(
    number: &Spanned<u32>,
    contribution: &ContributionFields,
    slug: &Slug,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(on) = &contribution.on else {
        diagnostics.push(
            Diagnostic::new(&codes::MISSING_KEY, number.span, "an iteration is named, but not of which definition")
                .help("add a line such as `on = \"prodops\"`"),
        );
        return;
    };
    let Some(iteration) = IterationNumber::new(number.value) else {
        diagnostics.push(
            Diagnostic::new(
                &codes::UNKNOWN_REFERENCE,
                number.span,
                format!("no iteration has the number {}", number.value),
            )
            .help("iterations are numbered from 1"),
        );
        return;
    };
    let definition = &on.value.definition;
    let reference = Reference { definition: definition.clone(), iteration: Some(iteration) };
    if index.subject(&Spanned::new(reference.clone(), number.span), diagnostics).is_none() {
        return;
    }
    let Some(fields) = index.iteration(definition, iteration) else { return };
    let contradiction = |message: String| Diagnostic::new(&codes::CONTRADICTION, number.span, message);
    if fields.status == IterationStatus::Placeholder {
        diagnostics.push(
            contradiction(format!("`{reference}` was announced and never written, so it took nothing up"))
                .help("name the iteration that has the words, or take `accepted_in` out until it is written"),
        );
    } else if fields.date.value < contribution.date.value {
        diagnostics.push(
            contradiction(format!(
                "`{reference}` is dated {}, before this contribution, so it cannot have taken it up",
                fields.date.value
            ))
            .also(fields.date.span, "here")
            .also(contribution.date.span, "here")
            .help("name a later iteration, or mend one of the dates"),
        );
    } else if fields.contributions.iter().all(|taken| taken.value != *slug) {
        diagnostics.push(
            contradiction(format!("`{reference}` does not say that it took this contribution up"))
                .help(format!(
                    "in content/definitions/{definition}/{iteration}.md, write `{}`; this is not sealed, so it may be added at any time",
                    with_added(&fields.contributions, slug)
                ))
                .help("or name the iteration that took it up"),
        );
    }
}

/// The line that lists contributions, with one more.
fn with_added(listed: &[Spanned<Slug>], added: &Slug) -> String {
    let names: Vec<String> =
        listed.iter().map(|name| &name.value).chain([added]).map(|name| format!("\"{name}\"")).collect();
    format!("contributions = [{}]", names.join(", "))
}

/// What an iteration says of the contributions that it took up: they are not newer, and were not declined.
fn check_taken_up(fields: &IterationFields, number: IterationNumber, index: &Index<'_>, diagnostics: &mut Diagnostics) {
    for name in &fields.contributions {
        let Some(Fields::Contribution(contribution)) =
            index.contributions.document(&name.value).map(|document| &document.fields)
        else {
            continue;
        };
        // The contribution itself says so, and is told what is wrong with it.
        if contribution.accepted_in.as_ref().is_some_and(|accepted_in| accepted_in.value == number.get()) {
            continue;
        }
        let contradiction = |message: String| Diagnostic::new(&codes::CONTRADICTION, name.span, message);
        let is_offered = matches!(fields.status, IterationStatus::Proposed | IterationStatus::Declined);
        match contribution.status.value {
            _ if contribution.date.value > fields.date.value => diagnostics.push(
                contradiction(format!(
                    "`{}` is dated {}, after this iteration, which cannot have taken it up",
                    name.value, contribution.date.value
                ))
                .also(contribution.date.span, "here")
                .help("list it in a later iteration, or mend one of the dates"),
            ),
            // What was not taken up took nothing up.
            ContributionStatus::Declined | ContributionStatus::Withdrawn
                if fields.status == IterationStatus::Declined => {}
            status @ (ContributionStatus::Declined | ContributionStatus::Withdrawn) => diagnostics.push(
                contradiction(format!("`{}` was {}, and yet this iteration took it up", name.value, status.name()))
                    .also(contribution.status.span, "here")
                    .help("take it out of the list, or write `status = \"accepted\"` there"),
            ),
            ContributionStatus::Open if contribution.kind.value == ContributionKind::Proposal && !is_offered => {
                diagnostics.push(
                    contradiction(format!("this iteration took `{}` up, and yet that proposal is open", name.value))
                        .help(format!("write `status = \"accepted\"` and `accepted_in = {number}` there, or take it out of the list")),
                );
            }
            ContributionStatus::Open | ContributionStatus::Accepted | ContributionStatus::Done => {}
        }
    }
}
