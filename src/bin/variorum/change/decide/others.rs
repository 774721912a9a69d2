//! Other proposals about a definition of which one is accepted.

use std::fmt::Write as _;

use anyhow::bail;
use variorum::base::names::Slug;
use variorum::base::text::SourceId;
use variorum::content::document::{ContributionKind, ContributionStatus};
use variorum::content::knowledge::{Definition, Id, Iteration, Standing};
use variorum::content::scaffold::revision;
use variorum::content::seal::fault_of_reason;
use variorum::history::text::wording::counted;

use super::{Decision, reason};
use crate::args::AcceptOptions;
use crate::common::terminal::{Terminal, listed};
use crate::load::Base;

/// The proposal that is accepted; all others are the rest.
#[derive(Clone, Copy)]
pub(super) enum Rest<'base> {
    /// But this contribution.
    Contribution(&'base Slug),
    /// But this iteration, and what it takes up.
    Iteration(&'base Iteration),
}

/// A proposal that is still open.
struct Open {
    /// What to call it: `2020-12-08-less-is-tidier` or `tidy@5`.
    name: String,
    title: String,
    source: SourceId,
    is_iteration: bool,
}

/// The other proposals that are still open.
pub(super) struct Others(Vec<Open>);

impl Others {
    pub(super) fn of(base: &Base, id: Id<Definition>, but: Rest<'_>) -> Self {
        let (knowledge, definition) = (&base.knowledge, base.knowledge.definition(id));
        let is_accepted = |slug: &Slug| match &but {
            Rest::Contribution(accepted) => *accepted == slug,
            Rest::Iteration(accepted) => {
                accepted.contributions.iter().any(|id| knowledge.contribution(*id).slug == *slug)
            }
        };
        let contributions = knowledge.contributions().map(|(_, contribution)| contribution).filter(|contribution| {
            contribution.kind == ContributionKind::Proposal
                && contribution.status == ContributionStatus::Open
                && contribution.on.is_some_and(|on| on.definition == id)
                && !is_accepted(&contribution.slug)
        });
        let mut others: Vec<Open> = contributions
            .map(|contribution| Open {
                name: contribution.slug.to_string(),
                title: contribution.title.clone(),
                source: contribution.file,
                is_iteration: false,
            })
            .collect();
        let is_other = |iteration: &&Iteration| {
            matches!(iteration.standing, Standing::Proposed(_))
                && !matches!(&but, Rest::Iteration(accepted) if accepted.number == iteration.number)
        };
        others.extend(definition.iterations().iter().filter(is_other).map(|iteration| Open {
            name: format!("{}@{}", definition.slug, iteration.number),
            title: format!("a proposed iteration of {}", definition.term),
            source: iteration.file,
            is_iteration: true,
        }));
        Self(others)
    }

    /// Decides what happens to them: what the options say, or somebody in front of the terminal. Otherwise they stay open.
    pub(super) fn decide(
        &self,
        options: &AcceptOptions,
        decision: &mut Decision<'_>,
        terminal: &Terminal,
    ) -> anyhow::Result<()> {
        let mut kept = Vec::new();
        for other in &self.0 {
            let why = match &options.decline_others {
                Some(given) => Some(reason(given, "declined")?.to_owned()),
                None if options.yes => None,
                None => other.ask(terminal)?,
            };
            let Some(why) = why else {
                kept.push(other.name.clone());
                continue;
            };
            let text = decision.text(other.source);
            let declined = if other.is_iteration {
                revision::not_taken_up(text, Some(&why))
            } else {
                revision::declined(text, &why)
            };
            decision.edit(other.source, declined, "declined".to_owned())?;
        }
        if !kept.is_empty() {
            let stay = if kept.len() == 1 { "stays" } else { "stay" };
            let count = counted(kept.len(), "other proposal");
            let _ = writeln!(
                decision.notes,
                "{count} about the same definition {stay} open: {}. To decline one, run `variorum decline NAME --reason \"...\"`.",
                listed(&kept)
            );
        }
        Ok(())
    }
}

impl Open {
    /// Why it is declined, if somebody says so; none if it stays open, or if nobody can be asked.
    fn ask(&self, terminal: &Terminal) -> anyhow::Result<Option<String>> {
        let question = format!(
            "{} ({}) is open as well. Press Enter to leave it open, or say in a sentence why it is declined: ",
            self.name, self.title
        );
        for _ in 0..3 {
            let Some(answer) = terminal.ask(&question) else { return Ok(None) };
            if answer.is_empty() {
                return Ok(None);
            }
            match fault_of_reason(&answer) {
                None => return Ok(Some(answer)),
                Some(fault) => terminal.note(&format!("{fault}.\n")),
            }
        }
        bail!("nothing was changed: no answer could be used")
    }
}
