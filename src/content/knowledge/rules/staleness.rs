//! What is lived by or still asked for was written against the iteration that counts.

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::names::Reference;
use crate::base::text::Spanned;
use crate::content::document::{Body, ContributionKind, ContributionStatus};
use crate::content::knowledge::{KnowledgeBase, Staleness, Subject};

/// Hints at practices and open proposals that were written against an iteration before the current one. What else people
/// said stays as it was said.
pub(in crate::content::knowledge) fn hint(knowledge: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for (_, practice) in knowledge.practices() {
        hint_at("practice", practice.fields.on.as_ref(), practice.on, &practice.body, knowledge, diagnostics);
    }
    for (_, contribution) in knowledge.contributions() {
        if contribution.kind != ContributionKind::Proposal || contribution.status != ContributionStatus::Open {
            continue;
        }
        hint_at(
            "proposal",
            contribution.fields.on.as_ref(),
            contribution.on,
            &contribution.body,
            knowledge,
            diagnostics,
        );
    }
}

fn hint_at(
    what: &str,
    written: Option<&Spanned<Reference>>,
    on: Option<Subject>,
    body: &Body,
    knowledge: &KnowledgeBase,
    diagnostics: &mut Diagnostics,
) {
    let (Some(written), Some(Staleness { on, current, gone, .. })) = (written, knowledge.staleness(on, body)) else {
        return;
    };
    diagnostics.push_one_of_many(&codes::WRITTEN_AGAINST_OLDER, written.span, || {
        let message = format!("this {what} was written against iteration {on}, and iteration {current} counts now");
        let mut diagnostic = Diagnostic::new(&codes::WRITTEN_AGAINST_OLDER, written.span, message);
        for words in gone {
            diagnostic = diagnostic.help(format!("it quotes “{words}”, which iteration {current} does not say"));
        }
        let now = format!("{}@{current}", written.value.definition);
        diagnostic.help(format!("read it beside iteration {current}; if it holds, write `on = \"{now}\"`"))
    });
}
