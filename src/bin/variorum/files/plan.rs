//! What is to be moved where, written down before the first step so that whoever comes next can finish it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use variorum::content::seal::Digest;

use super::moves::{digest, is_there, move_to_free, sync_folder};
use super::staging::Staging;
use crate::common::terminal::shown;

/// The steps of a change.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Plan {
    /// What tells the staging folder from a copy of it, which somebody may have sent.
    pub(super) folder: String,
    steps: Vec<Step>,
}

/// A file or a folder that is moved into its place.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Step {
    /// Its path below the folder that the change is about, with `/` between folders.
    pub(super) target: String,
    /// The digest of the file that it replaces. None if nothing may be there.
    before: Option<String>,
    /// The digest of what it brings.
    pub(super) after: String,
}

impl Step {
    pub(super) fn new(ground: &Path, target: &Path, before: Option<Digest>) -> Self {
        let below = target.strip_prefix(ground).expect("every target lies below the ground");
        let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
        Self { target: names.join("/"), before: before.map(|digest| digest.to_string()), after: String::new() }
    }
}

/// Why a plan cannot go on: what it is about, and what is there.
pub(super) type Stuck = Vec<PathBuf>;

impl Plan {
    pub(super) fn new(steps: Vec<Step>) -> Self {
        Self { folder: String::new(), steps }
    }

    pub(super) fn is_one_step(&self) -> bool {
        self.steps.len() == 1
    }

    pub(super) fn targets(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().map(|step| step.target.as_str())
    }

    /// Which files and folders are no longer as they were when the change was planned, among those that are still to come.
    pub(super) fn hindrances(&self, staging: &Staging) -> io::Result<Stuck> {
        self.others(staging, |step, is_to_come| is_to_come.then(|| step.before.clone()))
    }

    /// Which are no longer as the change made them, among those that are done.
    pub(super) fn hindrances_back(&self, staging: &Staging) -> io::Result<Stuck> {
        self.others(staging, |step, is_to_come| (!is_to_come).then(|| Some(step.after.clone())))
    }

    /// The targets that hold something else than they should, where it matters.
    fn others(
        &self,
        staging: &Staging,
        should_hold: impl Fn(&Step, bool) -> Option<Option<String>>,
    ) -> io::Result<Stuck> {
        let mut others = Stuck::new();
        for (index, step) in self.steps.iter().enumerate() {
            let Some(expected) = should_hold(step, is_there(&staging.new_of(index))?) else { continue };
            let target = staging.target(&step.target);
            let is_restored = step.before.is_some() && !is_there(&staging.old_of(index))?;
            let holds = digest(&target)?.map(|digest| digest.to_string());
            if holds != expected && !is_restored || expected.is_none() && is_there(&target)? {
                others.push(target);
            }
        }
        Ok(others)
    }

    /// Makes the steps that are not made yet.
    pub(super) fn forward(&self, staging: &Staging) -> anyhow::Result<()> {
        for (index, step) in self.steps.iter().enumerate() {
            let (from, to) = (staging.new_of(index), staging.target(&step.target));
            let failed = || format!("cannot write {}", shown(&to));
            if !is_there(&from).with_context(failed)? {
                continue;
            }
            let moved = if step.before.is_some() { fs::rename(&from, &to) } else { move_to_free(&from, &to) };
            moved.with_context(failed)?;
        }
        Ok(())
    }

    /// Takes back the steps that are made.
    pub(super) fn back(&self, staging: &Staging) -> anyhow::Result<()> {
        for (index, step) in self.steps.iter().enumerate().rev() {
            let (new, old, to) = (staging.new_of(index), staging.old_of(index), staging.target(&step.target));
            let failed = || format!("cannot put back {}", shown(&to));
            if is_there(&new).with_context(failed)? {
                continue;
            }
            let moved = match step.before {
                None => move_to_free(&to, &new),
                Some(_) if is_there(&old).with_context(failed)? => fs::rename(&old, &to),
                Some(_) => Ok(()),
            };
            moved.with_context(failed)?;
        }
        Ok(())
    }

    /// Makes durable what was moved.
    pub(super) fn sync(&self, staging: &Staging) -> io::Result<()> {
        let folders: BTreeSet<PathBuf> =
            self.targets().filter_map(|target| Some(staging.target(target).parent()?.to_owned())).collect();
        folders.iter().try_for_each(|folder| sync_folder(folder))
    }
}
