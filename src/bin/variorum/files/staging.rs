//! The folder in which a change is prepared.
//!
//! It lies in the folder that the change is about, is locked as long as somebody works in it, and tells git to leave it
//! alone. The reader leaves it alone because its name begins with a dot.

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, bail};

use super::moves::{is_still_at, is_there};
use crate::common::terminal::shown;

/// The name of the folder.
pub(super) const NAME: &str = ".variorum-change";
/// The plan, while its steps are made.
pub(super) const DO: &str = "plan.json";
/// The same, while they are taken back.
pub(super) const UNDO: &str = "undo.json";
/// What is locked.
const LOCK: &str = "lock";
/// How long, and how often, a command waits for another one.
const BEAT: Duration = Duration::from_millis(50);
const BEATS: usize = 200;

/// A staging folder that nobody else uses.
pub(super) struct Staging {
    pub(super) ground: PathBuf,
    pub(super) folder: PathBuf,
    lock: File,
}

pub(super) fn has_plan(folder: &Path) -> io::Result<bool> {
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
    pub(super) fn lock(ground: &Path, folder: &Path) -> anyhow::Result<Option<Self>> {
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
    pub(super) fn remove(self) -> io::Result<()> {
        self.empty()?;
        let Self { folder, lock, .. } = self;
        let lock = if cfg!(unix) { Some(lock) } else { None };
        fs::remove_file(folder.join(LOCK))?;
        fs::remove_dir(&folder)?;
        drop(lock);
        Ok(())
    }
}
