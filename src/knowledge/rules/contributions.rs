//! A contribution is dated as its file is named, and what it says of iterations is so.

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{ContributionFields, ContributionKind, ContributionStatus, Document, Place};
use crate::knowledge::index::Index;
use crate::names::{IterationNumber, Reference};
use crate::text::Spanned;

pub(in crate::knowledge) fn check(
    fields: &ContributionFields,
    document: &Document,
    index: &Index<'_>,
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
        Some(number) => check_accepted_in(number, fields, index, diagnostics),
        None => {}
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

fn check_accepted_in(
    number: &Spanned<u32>,
    fields: &ContributionFields,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(on) = &fields.on else {
        diagnostics.push(
            Diagnostic::new(&codes::MISSING_KEY, number.span, "an iteration is named, but not of which definition")
                .help("add a line such as `on = \"prodops\"`"),
        );
        return;
    };
    match IterationNumber::new(number.value) {
        Some(iteration) => {
            let reference = Reference { definition: on.value.definition.clone(), iteration: Some(iteration) };
            index.subject(&Spanned::new(reference, number.span), diagnostics);
        }
        None => diagnostics.push(
            Diagnostic::new(
                &codes::UNKNOWN_REFERENCE,
                number.span,
                format!("no iteration has the number {}", number.value),
            )
            .help("iterations are numbered from 1"),
        ),
    }
}
