//! Criteria have different names, and a phrase that meets one occurs in its text, and once. A definition is related to others.

use std::collections::HashMap;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes, did_you_mean};
use crate::base::names::Slug;
use crate::base::text::{Span, Spanned};
use crate::base::unicode::one_space;
use crate::content::document::{CriterionFields, MeetsFields};
use crate::content::knowledge::{Definition, LostCriterion};

/// No two criteria of a definition have one name.
pub(in crate::content::knowledge) fn check_ids(criteria: &[CriterionFields], diagnostics: &mut Diagnostics) {
    for (position, criterion) in criteria.iter().enumerate() {
        let Some(first) = criteria[..position].iter().find(|other| other.id.value == criterion.id.value) else {
            continue;
        };
        diagnostics.push(
            Diagnostic::new(
                &codes::REPEATED_NAME,
                criterion.id.span,
                format!("there is a criterion `{}` already", criterion.id.value),
            )
            .also(first.id.span, "here")
            .help("give this one another `id`"),
        );
    }
}

/// A definition is related to others only.
pub(in crate::content::knowledge) fn check_related(
    own: &Slug,
    related: &[Spanned<Slug>],
    diagnostics: &mut Diagnostics,
) {
    for name in related.iter().filter(|name| name.value == *own) {
        let message = format!("`{own}` is this definition itself");
        diagnostics.push(
            Diagnostic::new(&codes::RELATED_TO_ITSELF, name.span, message)
                .help("remove it from `related`, or name the definition that is meant"),
        );
    }
}

/// No criterion is met twice by one phrase.
pub(in crate::content::knowledge) fn check_meets(meets: &[MeetsFields], diagnostics: &mut Diagnostics) {
    let mut first: HashMap<(&Slug, String), Span> = HashMap::new();
    for MeetsFields { criterion, phrase } in meets {
        let Some(known) = first.insert((&criterion.value, one_space(&phrase.value)), phrase.span) else { continue };
        let message = format!("these words meet `{}` above already", criterion.value);
        diagnostics.push(
            Diagnostic::new(&codes::LISTED_TWICE, phrase.span, message)
                .also(known, "here")
                .help("remove this `[[meets]]`, or quote the other words that meet the criterion"),
        );
    }
}

/// The position of a criterion. An unknown one is reported.
pub(in crate::content::knowledge) fn find(
    name: &Spanned<Slug>,
    criteria: &[CriterionFields],
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let found = criteria.iter().position(|criterion| criterion.id.value == name.value);
    if found.is_none() {
        diagnostics.push(
            Diagnostic::new(
                &codes::UNKNOWN_REFERENCE,
                name.span,
                format!("the definition has no criterion `{}`", name.value),
            )
            .help(did_you_mean(name.value.as_str(), criteria.iter().map(|criterion| criterion.id.value.as_str())))
            .help("or add it to `definition.md` as `[[criteria]]` with `id` and `statement`"),
        );
    }
    found
}

/// Hints at each criterion for which a phrase of an earlier text is marked and none of the current one.
pub(in crate::content::knowledge) fn hint_lost(definition: &Definition, diagnostics: &mut Diagnostics) {
    let Some(shown) = definition.shown() else { return };
    for LostCriterion { criterion, met_by, .. } in definition.lost_criteria() {
        diagnostics.push(
            Diagnostic::new(
                &codes::LOST_CRITERION,
                definition.criteria[criterion].id.span,
                format!(
                    "no phrase of iteration {} is marked for `{}`, and one of iteration {met_by} is",
                    shown.number, definition.criteria[criterion].id.value
                ),
            )
            .help(format!("if its text says it in other words, name them in `{}.md` as a `[[meets]]`", shown.number))
            .help("if it no longer says it, say it again in the next iteration, or leave it as it is"),
        );
    }
}

/// Reports a phrase that does not occur in its text, which has one space for all white space, as the phrase is read.
pub(in crate::content::knowledge) fn check_phrase(phrase: &Spanned<String>, text: &str, diagnostics: &mut Diagnostics) {
    let wanted = one_space(&phrase.value);
    if text.contains(&wanted) {
        return;
    }
    let mut diagnostic = Diagnostic::new(
        &codes::PHRASE_NOT_FOUND,
        phrase.span,
        "these words do not occur in the text of this iteration",
    );
    diagnostic = match alike(&wanted, text) {
        Some(found) => {
            diagnostic.label("written a little differently there").help(format!("write it as the text has it: {found}"))
        }
        None => diagnostic.help("copy the words from the text below the front matter, letter for letter"),
    };
    diagnostics.push(diagnostic.help("if the text no longer meets the criterion, take this `[[meets]]` out"));
}

/// Reports a phrase of an iteration that was announced and has no text.
pub(in crate::content::knowledge) fn no_phrase(phrase: &Spanned<String>, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(
            &codes::PHRASE_NOT_FOUND,
            phrase.span,
            "this iteration is `tba`, so it has no text in which these words could occur",
        )
        .help("take this `[[meets]]` out until the text is written"),
    );
}

/// The stretch of a text that is a phrase but for case, quotes and dashes.
fn alike(phrase: &str, text: &str) -> Option<String> {
    // Sign for sign, so that a place in the one is a place in the other.
    let fold = |text: &str| -> String {
        text.chars()
            .map(|character| match character {
                '‘' | '’' | '“' | '”' | '"' | '´' | '`' => '\'',
                '‐' | '‑' | '–' | '—' => '-',
                other => other.to_lowercase().next().unwrap_or(other),
            })
            .collect()
    };
    let (wanted, folded) = (fold(phrase), fold(text));
    let start = folded.find(&wanted).filter(|_| !wanted.is_empty())?;
    Some(text.chars().skip(folded[..start].chars().count()).take(wanted.chars().count()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_that_differs_in_quotes_or_case_is_shown_as_the_text_has_it() {
        let text = "early adopter care’n’feeding, customer onboarding";
        assert_eq!(alike("Care'n'feeding", text).as_deref(), Some("care’n’feeding"));
        assert_eq!(alike("something else", text), None);
    }
}
