//! Iterations are numbered 1, 2, 3 without a gap, their dates do not run backwards, and a text is there when it should.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::names::{IterationNumber, Slug};
use crate::base::text::Span;
use crate::content::document::{Document, IterationFields, IterationStatus, Parsed};
use crate::content::knowledge::Role;
use crate::content::knowledge::lookup::index::Index;

/// Numbers and dates of the iterations of a definition.
pub(in crate::content::knowledge) fn check_numbers<'documents>(
    slug: &Slug,
    document: &Document,
    iterations: impl ExactSizeIterator<Item = (IterationNumber, &'documents Arc<Parsed>)>,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) {
    if iterations.len() == 0 {
        diagnostics.push(
            Diagnostic::new(&codes::NO_ITERATION, document.heading, format!("`{slug}` has no iteration"))
                .help(format!("run `variorum new iteration {slug}`, or write `{}` beside this file", "1.md")),
        );
    }
    let mut expected = IterationNumber::FIRST;
    let mut earlier: Option<&IterationFields> = None;
    for (number, file) in iterations {
        if number != expected {
            let gap = if number.get() - expected.get() == 1 {
                format!("{expected} is missing")
            } else {
                format!("{expected} to {} are missing", number.get() - 1)
            };
            diagnostics.push(
                Diagnostic::new(&codes::ITERATION_GAP, Span::file(file.source), format!("iteration {number} of `{slug}` is here, but {gap}"))
                    .help(format!("if iteration {expected} is missing by mistake, add `{expected}.md`"))
                    .help("if one was announced and never written, add it with `status = \"tba\"` and a `note`; a number is never used again"),
            );
        }
        expected = number.next();
        let Some(fields) = file.iteration() else { continue };
        if let Some(earlier) = earlier.filter(|earlier| earlier.date.value > fields.date.value) {
            diagnostics.push(
                Diagnostic::new(
                    &codes::DATES_BACKWARDS,
                    fields.date.span,
                    format!("iteration {number} is dated {}, before the one in front of it", fields.date.value),
                )
                .also(
                    earlier.date.span,
                    format!("`{}` is dated {}", index.sources.get(earlier.date.span.source).path, earlier.date.value),
                )
                .help(format!(
                    "dates do not run backwards: write {} or later, or mend the earlier date",
                    earlier.date.value
                )),
            );
        }
        earlier = Some(fields);
    }
}

/// A proposal has a higher number than everything that is published.
pub(in crate::content::knowledge) fn check_proposals<'documents>(
    iterations: impl DoubleEndedIterator<Item = (IterationNumber, &'documents Arc<Parsed>)>,
    diagnostics: &mut Diagnostics,
) {
    let mut counts: Option<IterationNumber> = None;
    for (number, file) in iterations.rev() {
        let (Some(document), Some(fields)) = (file.document(), file.iteration()) else { continue };
        if fields.status == IterationStatus::Published {
            counts = counts.or(Some(number));
        } else if let Some(later) = counts.filter(|_| fields.status == IterationStatus::Proposed) {
            diagnostics.push(
                Diagnostic::new(
                    &codes::PROPOSED_TOO_LATE,
                    document.heading,
                    format!("iteration {number} is proposed, and iteration {later} counts already"),
                )
                .help("what is written only now becomes the next iteration: a new file with the next number")
                .help("if it was not taken up, write `status = \"declined\"` and why into `reason`"),
            );
        }
    }
}

/// An iteration should say something that the text which it follows or would replace does not.
pub(in crate::content::knowledge) fn check_news<'documents>(
    iterations: impl Iterator<Item = (IterationNumber, &'documents Arc<Parsed>)>,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut before: Vec<((IterationNumber, &str), Role)> = Vec::new();
    for (number, file) in iterations {
        let Some(fields) = file.iteration() else { continue };
        let Some(body) = file.body().filter(|body| !body.is_blank()) else { continue };
        let Some(role) = Role::of(fields.status) else { continue };
        let text = body.written(&index.sources.get(file.source).text);
        let base = role.base(before.iter().rev().copied());
        if let Some((earlier, _)) = base.filter(|(_, earlier)| *earlier == text) {
            let place = body.blocks.first().map_or(Span::file(file.source), |block| block.span);
            diagnostics.push(
                Diagnostic::new(
                    &codes::NOTHING_NEW,
                    place,
                    format!("iteration {number} says the same as iteration {earlier}, letter for letter"),
                )
                .help("write the new wording here; if the old one is to stay, take this file out"),
            );
        }
        before.push(((number, text), role));
    }
}

/// An iteration that was begun as a copy of an earlier file says who wrote its own words, when and why. Two that share their date
/// and their authors may have been written on one day; a shared reason or source as well was left over.
pub(in crate::content::knowledge) fn check_copies<'documents>(
    iterations: impl Iterator<Item = (IterationNumber, &'documents Arc<Parsed>)>,
    diagnostics: &mut Diagnostics,
) {
    let mut known: BTreeMap<_, (IterationNumber, Span)> = BTreeMap::new();
    for (number, file) in iterations {
        let Some(fields) = file.iteration() else { continue };
        if fields.note.is_none() && fields.source.is_none() {
            continue;
        }
        let authors: Vec<&Slug> = fields.authors.people.iter().map(|author| &author.value).collect();
        let facts = (fields.date.value, authors, &fields.note, &fields.source);
        let Some((earlier, place)) = known.get(&facts).copied() else {
            known.insert(facts, (number, fields.date.span));
            continue;
        };
        diagnostics.push(
            Diagnostic::new(
                &codes::COPIED_FRONT_MATTER,
                fields.date.span,
                format!("iteration {number} has the date, the authors and the reason of iteration {earlier}"),
            )
            .also(place, "the same there")
            .help("write in `date`, `authors` and `note` when these words were written, by whom and why"),
        );
    }
}

/// Whether a text is there exactly when it should, and a reason for taking it back.
pub(in crate::content::knowledge) fn check_text(
    fields: &IterationFields,
    document: &Document,
    diagnostics: &mut Diagnostics,
) {
    let has_text = !document.body.is_blank();
    let placeholder = fields.status == IterationStatus::Placeholder;
    let was_taken_back = matches!(fields.status, IterationStatus::Withdrawn | IterationStatus::Declined);
    if let Some(reason) = fields.reason.as_ref().filter(|_| !was_taken_back) {
        diagnostics.push(
            Diagnostic::new(
                &codes::CONTRADICTION,
                reason.span,
                "this says why the iteration was withdrawn or declined, but it was not",
            )
            .help("why an iteration was made belongs into `note`")
            .help("to withdraw it, write `status = \"withdrawn\"`"),
        );
    }
    if placeholder && !document.body.blocks.is_empty() {
        let first = document.body.blocks[0].span;
        diagnostics.push(
            Diagnostic::new(
                &codes::PLACEHOLDER_WITH_TEXT,
                first,
                "this iteration is `tba`, so announced and never written, and yet here is a text",
            )
            .help("what is written only now becomes the next iteration: a new file with the next number, where the site offers it; take the text out here")
            .help("if the text was published back then, take `status = \"tba\"` out, and say in `source` where")
            .help("what the author said about the announcement belongs into `note`"),
        );
    }
    if !placeholder && !has_text {
        diagnostics.push(
            Diagnostic::new(
                &codes::TEXT_MISSING,
                document.heading,
                "this iteration has no text below its front matter",
            )
            .help("write the definition below the second `+++`")
            .help("if it was only announced, say so with `status = \"tba\"` and a `note`"),
        );
    }
}
