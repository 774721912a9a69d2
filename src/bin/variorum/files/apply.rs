//! A change is made, called off, or finished after a command that was killed.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use variorum::content::read::CONTENT;

use super::moves::{identity, is_there, refuse_links, sync_folder};
use super::plan::{Plan, Stuck};
use super::staging::{DO, NAME, Staging, UNDO, has_plan};
use crate::common::signals;
use crate::common::terminal::{Terminal, listed, shown};

/// Finishes what a command that was killed had begun below a folder, or takes it back where that is not possible, and says so.
///
/// # Errors
/// Fails if neither is possible; the files are half changed then.
pub(crate) fn finish_interrupted(root: &Path, terminal: &Terminal) -> anyhow::Result<()> {
    for ground in [root.to_owned(), root.join(CONTENT)] {
        if let Some(ended) = finish(&ground)? {
            terminal.note(&format!("note: {ended}\n"));
        }
    }
    Ok(())
}

pub(super) fn finish(ground: &Path) -> anyhow::Result<Option<String>> {
    let folder = ground.join(NAME);
    if !fs::symlink_metadata(&folder).is_ok_and(|found| found.is_dir()) {
        return Ok(None);
    }
    let staging = match Staging::lock(ground, &folder) {
        Ok(Some(staging)) => staging,
        Ok(None) => return Ok(None),
        // Nothing was moved yet, so there is nothing to finish, only to tidy up, which somebody else may do.
        Err(_) if !has_plan(&folder)? => return Ok(None),
        Err(error) => {
            return Err(error)
                .context("a command was killed while it changed files, and its change cannot be finished");
        }
    };
    let ended = staging.finish()?;
    // What stays is in nobody's way.
    let _ = staging.remove();
    Ok(ended)
}

impl Staging {
    /// Makes a change that is prepared.
    pub(super) fn apply(self, plan: &Plan) -> anyhow::Result<()> {
        let prepared = self.prepare(plan);
        if let Err(error) = prepared {
            self.discard()?;
            return Err(error);
        }
        if let Err(error) = plan.forward(&self) {
            return Err(self.call_off(plan, error));
        }
        let synced = plan.sync(&self);
        // What stays is in nobody's way: all of its steps are made.
        let _ = self.remove();
        synced.context("the files are written, but the disk does not confirm that it keeps them")
    }

    /// Looks once more, and writes the plan down if it has several steps.
    pub(super) fn prepare(&self, plan: &Plan) -> anyhow::Result<()> {
        let failed = || format!("nothing was changed: cannot write {}", shown(&self.folder.join(DO)));
        if let [first, ..] = plan.hindrances(self).with_context(failed)?.as_slice() {
            bail!("{} changed meanwhile, so nothing was touched; run this once more", shown(first));
        }
        if signals::status().is_some() {
            bail!("nothing was changed: a signal asked the program to end");
        } else if plan.is_one_step() {
            return Ok(());
        }
        let mut written = plan.clone();
        written.folder = identity(&self.folder).with_context(failed)?;
        let json = serde_json::to_vec(&written).context("a plan is JSON")?;
        let half = self.folder.join("half.json");
        let write = || {
            Self::write(&half, &json, None)?;
            sync_folder(&self.folder.join("new"))?;
            sync_folder(&self.folder.join("old"))?;
            sync_folder(&self.ground)?;
            fs::rename(&half, self.folder.join(DO))?;
            sync_folder(&self.folder)
        };
        write().with_context(failed)
    }

    /// Takes back what was done of a plan before an error, and says how the files are.
    pub(super) fn call_off(self, plan: &Plan, error: anyhow::Error) -> anyhow::Error {
        let taken_back = self.turn_round(plan).and_then(|()| plan.back(&self));
        match taken_back {
            Ok(()) => {
                let synced = plan.sync(&self);
                let _ = self.remove();
                match synced {
                    Ok(()) => error.context("nothing was changed"),
                    Err(cause) => error.context(format!(
                        "nothing was changed, but the disk does not confirm that it keeps the files as they were ({cause})"
                    )),
                }
            }
            Err(second) => error.context(format!(
                "the files are half changed, because of two errors; once the disk can be written, `variorum check` \
                 finishes the change or takes it back ({second:#})"
            )),
        }
    }

    /// Notes that a plan is taken back.
    fn turn_round(&self, plan: &Plan) -> anyhow::Result<()> {
        if plan.is_one_step() {
            return Ok(());
        }
        let turn = || {
            fs::rename(self.folder.join(DO), self.folder.join(UNDO))?;
            sync_folder(&self.folder)
        };
        turn().with_context(|| format!("cannot write {}", shown(&self.folder.join(UNDO))))
    }

    /// Finishes the plan that is there, if there is one, and says what became of it.
    fn finish(&self) -> anyhow::Result<Option<String>> {
        let failed = || format!("cannot read {}", shown(&self.folder));
        let is_back = is_there(&self.folder.join(UNDO)).with_context(failed)?;
        if !is_back && !is_there(&self.folder.join(DO)).with_context(failed)? {
            return Ok(None);
        }
        let path = self.folder.join(if is_back { UNDO } else { DO });
        let plan = self.read(&path)?;
        let files: Vec<String> = plan.targets().map(|target| shown(&self.target(target))).collect();
        let is_free = |stuck: &Stuck| stuck.is_empty();
        if !is_back && is_free(&plan.hindrances(self).with_context(failed)?) {
            plan.forward(self)
                .context("a command was killed while it changed files, and its change cannot be finished")?;
            plan.sync(self).with_context(failed)?;
            return Ok(Some(format!(
                "a command was killed while it wrote {}; its change is finished now",
                listed(&files)
            )));
        }
        let stuck = plan.hindrances_back(self).with_context(failed)?;
        if let [first, ..] = stuck.as_slice() {
            bail!(
                "a command was killed while it wrote {}, and {} is now neither as before nor as after; look at the files, \
                 and remove the folder {} to leave them as they are",
                listed(&files),
                shown(first),
                shown(&self.folder)
            );
        }
        if !is_back {
            self.turn_round(&plan)?;
        }
        plan.back(self).context("a command was killed while it changed files, and its change cannot be taken back")?;
        plan.sync(self).with_context(failed)?;
        Ok(Some(format!("a command was killed while it wrote {}; its change is taken back now", listed(&files))))
    }

    /// Reads a plan. Only what a command of ours made on this disk is believed: a folder with a plan may come with a pull
    /// request.
    fn read(&self, path: &Path) -> anyhow::Result<Plan> {
        let foreign = || {
            format!(
                "{} was not made here by a command that was killed; look at what is in it, and remove it",
                shown(&self.folder)
            )
        };
        let is_file = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
        let bytes =
            if is_file { fs::read(path).with_context(|| format!("cannot read {}", shown(path)))? } else { vec![] };
        let plan: Plan = serde_json::from_slice(&bytes).with_context(foreign)?;
        let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.contains('\\');
        let is_plain = |target: &str| {
            target.split('/').all(|name| is_name(name) && !name.eq_ignore_ascii_case(".git")) && !target.contains(':')
        };
        let is_ours = identity(&self.folder).is_ok_and(|folder| folder == plan.folder);
        if !is_ours || !plan.targets().all(is_plain) {
            bail!(foreign());
        }
        for target in plan.targets() {
            refuse_links(&self.target(target), &self.ground)?;
        }
        Ok(plan)
    }
}
