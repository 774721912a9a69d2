//! `variorum accept`: a proposal becomes the next iteration of its definition, and one that is an iteration already is
//! published.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use jiff::civil::Date;
use variorum::base::language::english;
use variorum::base::names::{IterationNumber, Slug};
use variorum::content::document::{ContributionKind, ContributionStatus};
use variorum::content::knowledge::{Contribution, Definition, Iteration, Standing};
use variorum::content::read;
use variorum::content::scaffold::{self, Days, NewFile, Taking, revision};
use variorum::history::text::wording::quote;

use super::authors::{refuse_unready, settle};
use super::effect::{Consequence, asked_effect, decided, proposed, published, set_effect, tell_overtaken};
use super::others::{Others, Rest};
use super::{Decision, find, names_iteration, still_open};
use crate::args::AcceptOptions;
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;
use crate::common::today::today;
use crate::load::Base;

/// Makes a proposal the next iteration of its definition, or publishes one that is an iteration already.
pub(crate) fn accept(root: Option<&Path>, options: &AcceptOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let Some(base) = Base::load(root, terminal)? else { return Ok(Outcome::Findings) };
    let root = read::root(root)?;
    let mut decision = Decision::of(&base.sources);
    if names_iteration(&options.what) {
        publish(&base, options, &mut decision, terminal)?;
    } else {
        take_up(&base, options, &mut decision, terminal)?;
    }
    decision.carry_out(&root, terminal)
}

/// Takes up what somebody contributed.
fn take_up(
    base: &Base,
    options: &AcceptOptions,
    decision: &mut Decision<'_>,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let Base { knowledge, sources } = base;
    let proposal = find(&options.what, knowledge)?;
    if proposal.kind != ContributionKind::Proposal {
        bail!(
            "`{}` is of the kind `{}`, which has no wording to take over; only a proposal becomes an iteration",
            proposal.slug,
            proposal.kind.name()
        );
    }
    still_open(proposal)?;
    refuse_unready(sources.get(proposal.file), &proposal.authors)?;
    let subject =
        proposal.on.with_context(|| format!("`{}` does not say which definition it is about", proposal.slug))?;
    let definition = knowledge.definition(subject.definition);
    refuse_twice(base, definition, proposal)?;
    let before = definition.shown().filter(|shown| shown.text().is_some());
    if let Some(same) = before.filter(|before| before.words() == proposal.body.plain_text().trim()) {
        bail!("`{}` says word for word what iteration {} says", proposal.slug, same.number);
    }
    let today = today(terminal);
    let earliest = scaffold::earliest(definition, proposal);
    let decided = decided(options.date, today, earliest, "of the proposal or of the last iteration")?;
    let days = Days { decided, effective: asked_effect(options.effective, decided)? };
    let taking = if options.proposed { Taking::Proposed } else { Taking::Published };
    let file = scaffold::accepted(knowledge, proposal, sources, days, taking).map_err(anyhow::Error::msg)?;
    let number = definition.iterations().last().map(|last| last.number.next()).context("no iteration")?;
    if taking == Taking::Published {
        tell_overtaken(definition, number, days, terminal);
        let others = Others::of(base, subject.definition, Rest::Contribution(&proposal.slug));
        others.decide(options, decision, terminal)?;
        // A proposal that is accepted in an iteration which is not there is an error; the other way round it would be a
        // text that is there twice.
        let accepted = revision::accepted(decision.text(proposal.file), number);
        decision.edit(proposal.file, accepted, format!("accepted in iteration {number}"))?;
    }
    tell_lost(definition, before, &file, decision);
    decision.add(file);
    settle(base, proposal.file, decision)?;
    let consequence = match taking {
        Taking::Published => published(definition, number, days, today),
        Taking::Proposed => proposed(definition, number),
    };
    tell_merging(&consequence, &definition.slug, number, before, decision);
    Ok(())
}

/// Refuses to make an iteration of what is one already.
fn refuse_twice(base: &Base, definition: &Definition, proposal: &Contribution) -> anyhow::Result<()> {
    let takes_up = |iteration: &&Iteration| {
        let mut taken = iteration.contributions.iter().map(|id| &base.knowledge.contribution(*id).slug);
        matches!(iteration.standing, Standing::Proposed(_)) && taken.any(|slug| *slug == proposal.slug)
    };
    if let Some(iteration) = definition.iterations().iter().find(takes_up) {
        let name = format!("{}@{}", definition.slug, iteration.number);
        bail!("`{}` is proposed as {name} already; to publish that, run `variorum accept {name}`", proposal.slug);
    }
    Ok(())
}

/// Publishes an iteration that is proposed.
fn publish(
    base: &Base,
    options: &AcceptOptions,
    decision: &mut Decision<'_>,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let found = base.find(&options.what)?;
    let (id, iteration) = (found.definition, found.iteration);
    let definition = base.knowledge.definition(id);
    if found.remark.is_some() {
        bail!("{} was announced and has no text, so there is nothing to publish", options.what);
    }
    if !matches!(iteration.standing, Standing::Proposed(_)) {
        bail!("{} is not proposed, so there is nothing to accept", found.name);
    }
    if options.proposed {
        bail!("{} is proposed already; leave `--proposed` out to publish it", found.name);
    }
    if let Some(later) = definition.published_after(iteration.number) {
        bail!(
            "iteration {} is published already, and a text that comes later needs a higher number: put the words of {} into a new \
             file with `variorum new iteration {}`",
            later.number,
            found.name,
            definition.slug
        );
    }
    refuse_unready(base.sources.get(iteration.file), &iteration.authors)?;
    let before = definition.compared_with(iteration.number);
    let today = today(terminal);
    let earliest = earliest(base, definition, iteration);
    let decided = decided(options.date, today, earliest, "of the iteration before it or of what it takes up")?;
    let asked = asked_effect(options.effective, decided)?;
    let days = Days { decided, effective: asked.or(iteration.effect.day()).filter(|day| *day >= decided) };
    tell_overtaken(definition, iteration.number, days, terminal);
    let others = Others::of(base, id, Rest::Iteration(iteration));
    others.decide(options, decision, terminal)?;
    for contribution in iteration.contributions.iter().map(|id| base.knowledge.contribution(*id)) {
        if contribution.kind == ContributionKind::Proposal && contribution.status == ContributionStatus::Open {
            let accepted = revision::accepted(decision.text(contribution.file), iteration.number);
            decision.edit(contribution.file, accepted, format!("accepted in iteration {}", iteration.number))?;
        }
    }
    let text = revision::published(decision.text(iteration.file), decided);
    decision.edit(iteration.file, text, format!("published on {decided}"))?;
    set_effect(iteration, days, decision)?;
    keep_order(definition, iteration, decided, decision)?;
    settle(base, iteration.file, decision)?;
    tell_merging(
        &published(definition, iteration.number, days, today),
        &definition.slug,
        iteration.number,
        before,
        decision,
    );
    Ok(())
}

/// The earliest day on which an iteration may be published.
fn earliest(base: &Base, definition: &Definition, iteration: &Iteration) -> Date {
    let before = definition.iterations()[..iteration.number.get() as usize - 1].last().map(|before| before.date);
    let taken = iteration.contributions.iter().map(|id| base.knowledge.contribution(*id).date);
    before.into_iter().chain(taken).max().unwrap_or(Date::MIN)
}

/// Dates do not run backwards, so a proposal behind what is published gets its day.
fn keep_order(
    definition: &Definition,
    published: &Iteration,
    date: Date,
    decision: &mut Decision<'_>,
) -> anyhow::Result<()> {
    for later in &definition.iterations()[published.number.get() as usize..] {
        if later.date < date {
            let dated = revision::dated(decision.text(later.file), date);
            decision.edit(
                later.file,
                dated,
                format!("dated {date}, because it comes after iteration {}", published.number),
            )?;
            let effective = later.effect.day().filter(|day| *day >= date);
            set_effect(later, Days { decided: date, effective }, decision)?;
        }
    }
    Ok(())
}

/// Says which phrases that met a criterion the new text does not have.
fn tell_lost(definition: &Definition, before: Option<&Iteration>, file: &NewFile, decision: &mut Decision<'_>) {
    for phrase in before.into_iter().flat_map(|before| &before.meets) {
        let criterion = &definition.criteria[phrase.criterion].id.value;
        if !file.text.contains(&format!("criterion = \"{criterion}\"")) {
            let _ = writeln!(
                decision.notes,
                "note: the new text does not have {}, which is marked for `{criterion}`; if it says it in other words, add a `[[meets]]`",
                quote(&phrase.phrase, english()),
            );
        }
    }
}

/// Says what merging does, and what to do before.
fn tell_merging(
    consequence: &Consequence,
    slug: &Slug,
    number: IterationNumber,
    before: Option<&Iteration>,
    decision: &mut Decision<'_>,
) {
    let compare = before.map_or(String::new(), |before| {
        format!("see what changes with `variorum diff {slug}@{} {slug}@{number}`, and ", before.number)
    });
    let Consequence { sentence, then } = consequence;
    let _ = writeln!(decision.notes, "When this is merged, {sentence}\nNow {compare}run `variorum check`{then}.");
}
