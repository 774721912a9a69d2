//! `variorum accept`, `decline` and `withdraw`: what becomes of a contribution or an iteration. Nothing is ever removed.

use std::path::Path;

use anyhow::{Context as _, bail};
use variorum::diagnostic::did_you_mean;
use variorum::document::{ContributionKind, ContributionStatus};
use variorum::history::wording::quote;
use variorum::knowledge::{Contribution, KnowledgeBase, Standing};
use variorum::language::english;
use variorum::names::Reference;
use variorum::read;
use variorum::scaffold::{self, Day, revision};
use variorum::seal::fault_of_reason;
use variorum::text::Source;

use crate::Outcome;
use crate::args::{AcceptOptions, DeclineOptions, WithdrawOptions};
use crate::base::Base;
use crate::files::Change;
use crate::terminal::{Terminal, shown};
use crate::today::today;

/// Front matter that was checked can be read again.
const WAS_CHECKED: &str = "the front matter cannot be changed by a program; write the keys by hand";

/// Makes a proposal the next iteration of its definition.
pub(crate) fn accept(root: Option<&Path>, options: &AcceptOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let Some(base) = Base::load(root, terminal)? else { return Ok(Outcome::Findings) };
    let root = read::root(root)?;
    let Base { knowledge, sources } = &base;
    let proposal = find(&options.contribution, knowledge)?;
    if proposal.kind != ContributionKind::Proposal {
        bail!(
            "`{}` is of the kind `{}`, which has no wording to take over; only a proposal becomes an iteration",
            proposal.slug,
            proposal.kind.name()
        );
    }
    still_open(proposal)?;
    let today = Day::On(today(terminal));
    let file = scaffold::accepted(knowledge, proposal, sources, today)
        .with_context(|| format!("`{}` does not say which definition it is about", proposal.slug))?;
    let subject = proposal.on.expect("what became a file is about a definition");
    let definition = knowledge.definition(subject.definition);
    let before = definition.shown().filter(|shown| shown.text().is_some());
    if let Some(same) = before.filter(|before| before.words() == proposal.body.plain_text().trim()) {
        bail!("`{}` says word for word what iteration {} says", proposal.slug, same.number);
    }
    let number = definition.iterations().last().map(|last| last.number.next()).context("no iteration")?;
    let marked = revision::accepted(&sources.get(proposal.source).text, number).context(WAS_CHECKED)?;
    // A proposal that is accepted in an iteration which is not there is an error; the other way round it would be a text
    // that is there twice.
    let mut change = Change::of(&root);
    change.edit(sources.get(proposal.source), marked);
    change.add(&file);
    let paths = change.commit()?;
    terminal.result(&format!(
        "wrote {}\nchanged {}: accepted in iteration {number}\n",
        shown(&paths[1]),
        shown(&paths[0])
    ))?;
    for phrase in before.into_iter().flat_map(|before| &before.meets) {
        if !file.text.contains(&format!("criterion = \"{}\"", definition.criteria[phrase.criterion].id)) {
            terminal.note(&format!(
                "note: the new text does not say {}, which met `{}`; if it says it in other words, add a `[[meets]]`\n",
                quote(&phrase.phrase, english()),
                definition.criteria[phrase.criterion].id
            ));
        }
    }
    let slug = &definition.slug;
    let compare = before.map_or(String::new(), |before| {
        format!("see what changes with `variorum diff {slug}@{} {slug}@{number}`, ", before.number)
    });
    terminal.note(&format!("Now {compare}run `variorum check`, and, once it is published, `variorum seal`.\n"));
    Ok(Outcome::Clean)
}

/// Declines a contribution for a reason.
pub(crate) fn decline(root: Option<&Path>, options: &DeclineOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let Some(base) = Base::load(root, terminal)? else { return Ok(Outcome::Findings) };
    let root = read::root(root)?;
    let contribution = find(&options.contribution, &base.knowledge)?;
    still_open(contribution)?;
    let reason = reason(&options.reason, "declined")?;
    let source = base.sources.get(contribution.source);
    edit(&root, source, revision::declined(&source.text, reason).context(WAS_CHECKED)?, "declined", terminal)?;
    terminal.note("It stays where it is, and its page gives the reason.\n");
    Ok(Outcome::Clean)
}

/// Takes a contribution or an iteration back.
pub(crate) fn withdraw(root: Option<&Path>, options: &WithdrawOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let Some(base) = Base::load(root, terminal)? else { return Ok(Outcome::Findings) };
    let root = read::root(root)?;
    let given = options.reason.as_deref().map(|given| reason(given, "withdrawn")).transpose()?;
    let names_iteration = Reference::parse(&options.what).is_some_and(|reference| reference.iteration.is_some());
    let (source, told) = if names_iteration {
        let found = base.find(&options.what)?;
        if found.remark.is_some() {
            bail!("{} was never written, so there is nothing to withdraw", options.what);
        }
        match found.iteration.standing {
            Standing::Published(_) if given.is_none() => bail!(
                "{} was published, and whoever cited it wants to know why it no longer counts: add `--reason \"...\"`",
                found.name
            ),
            Standing::Withdrawn(_) => bail!("{} is withdrawn already", found.name),
            Standing::Published(_) | Standing::Proposed(_) | Standing::Placeholder => {}
        }
        (found.iteration.source, "It keeps its number, its page and its seal, and no longer counts.\n")
    } else {
        let contribution = find(&options.what, &base.knowledge)?;
        still_open(contribution)?;
        (contribution.source, "It stays where it is, and its page says so.\n")
    };
    let source = base.sources.get(source);
    edit(&root, source, revision::withdrawn(&source.text, given).context(WAS_CHECKED)?, "withdrawn", terminal)?;
    terminal.note(told);
    Ok(Outcome::Clean)
}

/// Gives a file another text, and says what that means.
fn edit(root: &Path, source: &Source, text: String, what: &str, terminal: &Terminal) -> anyhow::Result<()> {
    let mut change = Change::of(root);
    change.edit(source, text);
    let paths = change.commit()?;
    terminal.result(&format!("changed {}: {what}\n", shown(&paths[0])))
}

/// The contribution that a name means: that of its file, with or without its folder, its date and its ending.
fn find<'base>(name: &str, knowledge: &'base KnowledgeBase) -> anyhow::Result<&'base Contribution> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name).trim_end_matches(".md");
    let all = || knowledge.contributions().map(|(_, contribution)| contribution);
    let undated = |contribution: &'base Contribution| &contribution.slug.as_str()["2020-12-08-".len()..];
    let found: Vec<&Contribution> = match all().find(|contribution| contribution.slug.as_str() == stem) {
        Some(found) => vec![found],
        None => all().filter(|contribution| undated(contribution) == stem).collect(),
    };
    match found.as_slice() {
        [only] => Ok(only),
        [] => {
            let is_dated = stem.starts_with(|first: char| first.is_ascii_digit());
            let name = |contribution: &'base Contribution| {
                if is_dated { contribution.slug.as_str() } else { undated(contribution) }
            };
            bail!("there is no contribution `{stem}`: {}", did_you_mean(stem, all().map(name)))
        }
        [first, ..] => bail!("several contributions end in `{stem}`; name it with its date, such as `{}`", first.slug),
    }
}

/// Refuses what was decided before.
fn still_open(contribution: &Contribution) -> anyhow::Result<()> {
    if contribution.status == ContributionStatus::Open {
        return Ok(());
    }
    bail!(
        "`{}` is `{}` already; to decide it once more, change `status` in its file and say why in `reason`",
        contribution.slug,
        contribution.status.name()
    )
}

/// A reason that readers can read.
fn reason<'given>(given: &'given str, what: &str) -> anyhow::Result<&'given str> {
    let reason = given.trim();
    match fault_of_reason(reason) {
        Some(fault) => bail!("{fault}; say in one sentence why it was {what}"),
        None => Ok(reason),
    }
}
