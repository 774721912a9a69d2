//! `variorum accept`, `decline` and `withdraw`: what becomes of a contribution or an iteration. Nothing is ever removed.

mod accept;
mod authors;
mod effect;
mod others;

pub(crate) use self::accept::accept;

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use variorum::base::diagnostic::did_you_mean;
use variorum::base::names::Reference;
use variorum::base::text::{SourceId, Sources};
use variorum::content::document::ContributionStatus;
use variorum::content::knowledge::{Contribution, KnowledgeBase, Standing};
use variorum::content::read;
use variorum::content::scaffold::{NewFile, revision};
use variorum::content::seal::fault_of_reason;

use crate::args::{DeclineOptions, WithdrawOptions};
use crate::common::outcome::Outcome;
use crate::common::terminal::{Terminal, listed, shown};
use crate::files::Change;
use crate::load::Base;

/// Front matter that was checked can be read again.
const WAS_CHECKED: &str = "the front matter cannot be changed by a program; write the keys by hand";

/// What is decided, before anything is written: the texts that change, the files that come, and what is to be said.
struct Decision<'base> {
    sources: &'base Sources,
    /// The texts that change, in the order in which they are written, each with what it means.
    edits: Vec<(SourceId, String, Vec<String>)>,
    added: Vec<NewFile>,
    /// What is said when it is done.
    notes: String,
}

impl<'base> Decision<'base> {
    fn of(sources: &'base Sources) -> Self {
        Self { sources, edits: Vec::new(), added: Vec::new(), notes: String::new() }
    }

    /// The text of a file as it is decided so far.
    fn text(&self, id: SourceId) -> &str {
        let decided = self.edits.iter().find(|(edited, ..)| *edited == id);
        decided.map_or_else(|| self.sources.get(id).text.as_str(), |(_, text, _)| text)
    }

    /// Gives a file another text, and says what that means.
    fn edit(&mut self, id: SourceId, text: Option<String>, what: String) -> anyhow::Result<()> {
        let text = text.context(WAS_CHECKED)?;
        match self.edits.iter_mut().find(|(edited, ..)| *edited == id) {
            Some((_, before, told)) => {
                *before = text;
                told.push(what);
            }
            None => self.edits.push((id, text, vec![what])),
        }
        Ok(())
    }

    fn add(&mut self, file: NewFile) {
        self.added.push(file);
    }

    /// Writes all of it, unless `check` would not pass then, and says what was done.
    fn carry_out(self, root: &Path, terminal: &Terminal) -> anyhow::Result<Outcome> {
        let mut change = Change::of(root);
        for (id, text, _) in &self.edits {
            change.edit(self.sources.get(*id), text.clone());
        }
        self.added.iter().for_each(|file| change.add(file));
        let Some(paths) = change.commit_checked(self.sources, terminal)? else { return Ok(Outcome::Findings) };
        let (changed, written) = paths.split_at(self.edits.len());
        let mut lines = String::new();
        for path in written {
            let _ = writeln!(lines, "wrote {}", shown(path));
        }
        for (path, (.., told)) in changed.iter().zip(&self.edits) {
            let _ = writeln!(lines, "changed {}: {}", shown(path), listed(told));
        }
        terminal.result(&lines)?;
        terminal.note(&self.notes);
        Ok(Outcome::Clean)
    }
}

/// Declines a contribution, or an iteration that is proposed, for a reason.
pub(crate) fn decline(root: Option<&Path>, options: &DeclineOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let Some(base) = Base::load(root, terminal)? else { return Ok(Outcome::Findings) };
    let root = read::root(root)?;
    let reason = reason(&options.reason, "declined")?;
    let mut decision = Decision::of(&base.sources);
    let (source, declined) = if names_iteration(&options.what) {
        let found = base.find(&options.what)?;
        if !matches!(found.iteration.standing, Standing::Proposed(_)) || found.remark.is_some() {
            bail!(
                "{} is not proposed, so it cannot be declined; `variorum withdraw` takes back what is published",
                options.what
            );
        }
        let source = found.iteration.file;
        (source, revision::not_taken_up(decision.text(source), Some(reason)))
    } else {
        let contribution = find(&options.what, &base.knowledge)?;
        still_open(contribution)?;
        (contribution.file, revision::declined(decision.text(contribution.file), reason))
    };
    decision.edit(source, declined, "declined".to_owned())?;
    decision.notes.push_str("It stays where it is, and its page gives the reason.\n");
    decision.carry_out(&root, terminal)
}

/// Takes a contribution or an iteration back.
pub(crate) fn withdraw(root: Option<&Path>, options: &WithdrawOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let Some(base) = Base::load(root, terminal)? else { return Ok(Outcome::Findings) };
    let root = read::root(root)?;
    let given = options.reason.as_deref().map(|given| reason(given, "withdrawn")).transpose()?;
    let mut decision = Decision::of(&base.sources);
    if names_iteration(&options.what) {
        withdraw_iteration(&base, &options.what, given, &mut decision)?;
    } else {
        let contribution = find(&options.what, &base.knowledge)?;
        still_open(contribution)?;
        let withdrawn = revision::withdrawn(decision.text(contribution.file), given);
        decision.edit(contribution.file, withdrawn, "withdrawn".to_owned())?;
        decision.notes.push_str("It stays where it is, and its page says so.\n");
    }
    decision.carry_out(&root, terminal)
}

fn withdraw_iteration(base: &Base, name: &str, given: Option<&str>, decision: &mut Decision<'_>) -> anyhow::Result<()> {
    let found = base.find(name)?;
    if found.remark.is_some() {
        bail!("{name} was never written, so there is nothing to withdraw");
    }
    let source = found.iteration.file;
    let (text, what, note) = match found.iteration.standing {
        Standing::Published(_) if given.is_none() => bail!(
            "{} was published, and whoever cited it wants to know why it is withdrawn: add `--reason \"...\"`",
            found.name
        ),
        Standing::Withdrawn(_) => bail!("{} is withdrawn already", found.name),
        Standing::Declined(_) => bail!("{} is declined already", found.name),
        Standing::Published(_) => (
            revision::withdrawn(decision.text(source), given),
            "withdrawn",
            "It keeps its number, its page and its seal, and is no longer current.\n",
        ),
        Standing::Proposed(_) | Standing::Placeholder => (
            revision::not_taken_up(decision.text(source), given),
            "declined, because it was never published",
            "It keeps its number and its page.\n",
        ),
    };
    decision.edit(source, text, what.to_owned())?;
    decision.notes.push_str(note);
    Ok(())
}

/// Whether a name is that of an iteration, such as `prodops@6`.
fn names_iteration(name: &str) -> bool {
    Reference::parse(name).is_some_and(|reference| reference.iteration.is_some())
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
