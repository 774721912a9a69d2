//! The folder in which a change is prepared, and what becomes of one that a killed command left.
//!
//! It lies in the folder that the change is about, is locked as long as somebody works in it, and tells git to leave it
//! alone. The reader leaves it alone because its name begins with a dot.

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, bail};
use variorum::content::read::CONTENT;

use super::moves::{identity, is_still_at, is_there, sync_folder};
use super::plan::{Plan, Stuck};
use crate::common::signals;
use crate::common::terminal::{Terminal, listed, shown};

/// The name of the folder.
const NAME: &str = ".variorum-change";
/// The plan, while its steps are made.
const DO: &str = "plan.json";
/// The same, while they are taken back.
const UNDO: &str = "undo.json";
/// What is locked.
const LOCK: &str = "lock";
/// How long, and how often, a command waits for another one.
const BEAT: Duration = Duration::from_millis(50);
const BEATS: usize = 200;

/// A staging folder that nobody else uses.
pub(super) struct Staging {
    ground: PathBuf,
    folder: PathBuf,
    lock: File,
}

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

fn has_plan(folder: &Path) -> io::Result<bool> {
    Ok(is_there(&folder.join(DO))? || is_there(&folder.join(UNDO))?)
}

/// Locks a file, which another command may have for a moment.
fn wait(lock: &File, folder: &Path) -> anyhow::Result<()> {
    for _ in 0..BEATS {
        match lock.try_lock() {
            // Some file systems have no locks; there, two commands at once are not kept apart.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(()),
            Err(TryLockError::WouldBlock) => thread::sleep(BEAT),
        }
    }
    bail!(
        "another variorum command has been changing files in {} for ten seconds and more; wait until it has ended",
        shown(folder.parent().unwrap_or(folder))
    )
}

impl Staging {
    /// Makes the folder, or takes over the one of a command that was killed, after its change is finished.
    pub(super) fn open(ground: &Path) -> anyhow::Result<Self> {
        let folder = ground.join(NAME);
        let failed = || format!("nothing was changed: cannot make the folder {}", shown(&folder));
        loop {
            match fs::create_dir(&folder) {
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
                done => done.with_context(failed)?,
            }
            if !fs::symlink_metadata(&folder).with_context(failed)?.is_dir() {
                bail!("{} is no folder, and a change is prepared there; move it away", shown(&folder));
            }
            let Some(staging) = Self::lock(ground, &folder).with_context(failed)? else { continue };
            if has_plan(&folder).with_context(failed)? {
                bail!(
                    "a command was killed here while it changed files; run `variorum check`, which finishes it, then this once more"
                );
            }
            if let Err(cause) = staging.make() {
                staging.discard()?;
                return Err(cause).with_context(failed);
            }
            return Ok(staging);
        }
    }

    /// Waits until nobody else uses the folder. None if it is gone by then.
    fn lock(ground: &Path, folder: &Path) -> anyhow::Result<Option<Self>> {
        let path = folder.join(LOCK);
        let failed = || format!("cannot open {}", shown(&path));
        if path.is_symlink() {
            bail!("{} is a symbolic link, and links are never followed; remove it", shown(&path));
        }
        let lock = match OpenOptions::new().write(true).create(true).truncate(false).open(&path) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened.with_context(failed)?,
        };
        wait(&lock, folder)?;
        let is_it = is_still_at(&lock, &path).with_context(failed)?;
        Ok(is_it.then(|| Self { ground: ground.to_owned(), folder: folder.to_owned(), lock }))
    }

    /// Empties the folder of what a killed command left, and makes what is in it.
    fn make(&self) -> io::Result<()> {
        self.empty()?;
        fs::write(self.folder.join(".gitignore"), "*\n")?;
        fs::create_dir(self.folder.join("new"))?;
        fs::create_dir(self.folder.join("old"))
    }

    /// Removes all but the lock: the plan first, without which the rest means nothing.
    fn empty(&self) -> io::Result<()> {
        for name in [DO, UNDO] {
            if is_there(&self.folder.join(name))? {
                fs::remove_file(self.folder.join(name))?;
            }
        }
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else if entry.file_name() != LOCK {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Where a change prepares what one of its steps brings.
    pub(super) fn new_of(&self, step: usize) -> PathBuf {
        self.folder.join("new").join(step.to_string())
    }

    /// Where it keeps what one of its steps replaces.
    pub(super) fn old_of(&self, step: usize) -> PathBuf {
        self.folder.join("old").join(step.to_string())
    }

    /// The place of a target.
    pub(super) fn target(&self, target: &str) -> PathBuf {
        self.ground.join(target)
    }

    /// Writes a file of the folder, durably.
    pub(super) fn write(path: &Path, bytes: &[u8], looks: Option<&Permissions>) -> io::Result<()> {
        fs::create_dir_all(path.parent().expect("a staged file lies in a folder"))?;
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        if let Some(looks) = looks {
            fs::set_permissions(path, looks.clone())?;
        }
        file.sync_all()
    }

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
            super::refuse_links(&self.target(target), &self.ground)?;
        }
        Ok(plan)
    }

    /// Gives up a change of which no step was made.
    ///
    /// # Errors
    /// Fails if the plan can neither be removed: whoever comes next would finish it.
    pub(super) fn discard(self) -> anyhow::Result<()> {
        let folder = self.folder.clone();
        let removed = self.remove();
        if removed.is_err() && has_plan(&folder).unwrap_or(true) {
            removed.with_context(|| {
                format!("nothing was changed yet, but the plan in {} cannot be removed, and the next command makes the change", shown(&folder))
            })?;
        }
        Ok(())
    }

    /// Removes the folder.
    fn remove(self) -> io::Result<()> {
        self.empty()?;
        let Self { folder, lock, .. } = self;
        let lock = if cfg!(unix) { Some(lock) } else { None };
        fs::remove_file(folder.join(LOCK))?;
        fs::remove_dir(&folder)?;
        drop(lock);
        Ok(())
    }
}
