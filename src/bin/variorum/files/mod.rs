//! The only writer of a knowledge base: new files, which are never laid over others, and new texts of files that are there.
//!
//! A [`Change`] is made whole or not at all. What it writes is first written into a [`staging`] folder, and then moved into
//! place step by step: a file is one step, and so is a new folder with all that is in it. With one step there is nothing in
//! between. With several, a [`plan`] is written before the first of them, and whatever comes between the first and the last,
//! the files are as before or as after once the command has ended: it takes back what it did, and if it was killed, the next
//! command that looks at this folder finishes the plan ([`finish_interrupted`]).

mod apply;
mod moves;
mod plan;
mod staging;
#[cfg(test)]
mod tests;

pub(crate) use self::apply::finish_interrupted;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use variorum::base::text::{Asset, Source, Sources};
use variorum::content::read::{self, CONTENT};
use variorum::content::scaffold::NewFile;
use variorum::content::seal::Digest;
use variorum::output::pipeline;

use self::moves::refuse_links;
use self::plan::{Plan, Step};
use self::staging::Staging;
use crate::common::signals;
use crate::common::terminal::{Terminal, findings, listed, shown};

/// Writes files that are not there yet, all or none, and says which. Whether it did: not if `check` would find errors in them, which
/// have been told then. `read` is what is there.
///
/// # Errors
/// Fails if one of them cannot be written, and then none is, or if nobody can be told.
pub(crate) fn write_all<'files>(
    root: &Path,
    files: impl IntoIterator<Item = &'files NewFile>,
    read: &Sources,
    terminal: &Terminal,
) -> anyhow::Result<bool> {
    let mut change = Change::of(root);
    files.into_iter().for_each(|file| change.add(file));
    let Some(paths) = change.commit_checked(read, terminal)? else { return Ok(false) };
    let written: Vec<String> = paths.iter().map(|path| shown(path)).collect();
    let lines = written.iter().fold(String::new(), |lines, path| lines + "wrote " + path + "\n");
    let told = terminal.result(&lines);
    told.with_context(|| format!("wrote {}, but cannot say so on standard output", listed(&written)))?;
    Ok(true)
}

/// New files and new texts of files, which are written together.
pub(crate) struct Change {
    root: PathBuf,
    files: Vec<Planned>,
}

/// What becomes of one file.
struct Planned {
    /// Its path below the root, with `/` between folders.
    path: String,
    what: What,
}

enum What {
    /// It is not there yet.
    New { text: String },
    /// It holds a text, as the reader gave it, and gets another one.
    Text { before: String, after: String },
    /// It holds these bytes, and gets others.
    Bytes { before: Arc<[u8]>, after: Vec<u8> },
}

impl Change {
    /// A change of nothing yet, below a root that need not be there.
    pub(crate) fn of(root: &Path) -> Self {
        Self { root: root.to_owned(), files: Vec::new() }
    }

    /// Adds a file, which must not be there when the change is made.
    pub(crate) fn add(&mut self, file: &NewFile) {
        self.files.push(Planned { path: file.path.clone(), what: What::New { text: file.text.clone() } });
    }

    /// Gives a file another text, with the line ends that it has. It must hold what was read when the change is made.
    pub(crate) fn edit(&mut self, read: &Source, text: String) {
        let what = What::Text { before: read.text.clone(), after: text };
        self.files.push(Planned { path: read.path.clone(), what });
    }

    /// Makes the change as [`Self::commit`] does, unless `check` would find errors then that it does not find in what was read. None
    /// in that case; they have been told, and nothing was changed.
    ///
    /// # Errors
    /// Fails as [`Self::commit`] does.
    pub(crate) fn commit_checked(self, before: &Sources, terminal: &Terminal) -> anyhow::Result<Option<Vec<PathBuf>>> {
        let file = |file: &Planned| match &file.what {
            What::New { text } | What::Text { after: text, .. } => {
                Some(NewFile { path: file.path.clone(), text: text.clone() })
            }
            // What is not a text says nothing that others could contradict.
            What::Bytes { .. } => None,
        };
        // Nobody checks what a forge needs beside the texts.
        let is_checked =
            |file: &NewFile| file.path == read::CONFIGURATION || Path::new(&file.path).starts_with(CONTENT);
        let files: Vec<NewFile> = self.files.iter().filter_map(file).filter(is_checked).collect();
        let (sources, found) = pipeline::trial(before, &files);
        if found.has_errors() {
            terminal.note(&findings(&found, &sources));
            terminal.note("With this `check` would not pass, so nothing was changed.\n");
            return Ok(None);
        }
        self.commit().map(Some)
    }

    /// Gives a file that is not a text other bytes. It must hold what was read when the change is made.
    pub(crate) fn rewrite(&mut self, read: &Asset, bytes: Vec<u8>) {
        let what = What::Bytes { before: Arc::clone(&read.bytes), after: bytes };
        self.files.push(Planned { path: read.path.to_string(), what });
    }

    /// Makes the change, and gives the paths of its files in the order in which they were added.
    ///
    /// Where the steps are several, they are made in that order. A file that refers to another one comes before it, so that
    /// what somebody takes out of the folder in between does not pass `check`.
    ///
    /// # Errors
    /// Fails if a new file is there already, if one is not what was read, or if the disk fails; the message says how the
    /// files are then.
    pub(crate) fn commit(self) -> anyhow::Result<Vec<PathBuf>> {
        if self.files.is_empty() {
            return Ok(Vec::new());
        }
        let root = std::path::absolute(&self.root)
            .with_context(|| format!("cannot find the folder {}", self.root.display()))?;
        let ground = self.ground(&root)?;
        signals::hold();
        let staging = Staging::open(&ground)?;
        match self.stage(&root, &ground, &staging) {
            Ok(plan) => staging.apply(&plan)?,
            Err(error) => {
                staging.discard()?;
                return Err(error);
            }
        }
        Ok(self.files.iter().map(|file| self.root.join(&file.path)).collect())
    }

    /// The folder below which everything lies: the content if that is enough, which may be a disk of its own; else the root,
    /// or what is there of the way to it.
    fn ground(&self, root: &Path) -> anyhow::Result<PathBuf> {
        let content = root.join(CONTENT);
        let is_content = |file: &Planned| file.path.strip_prefix(CONTENT).is_some_and(|rest| rest.starts_with('/'));
        if self.files.iter().all(is_content) {
            if content.is_symlink() {
                bail!("{} is a symbolic link, and links are never followed; put a folder there", shown(&content));
            }
            if content.is_dir() {
                return Ok(content);
            }
        }
        let there = root.ancestors().find(|folder| folder.is_dir());
        there.map(Path::to_owned).with_context(|| format!("there is no folder above {}", root.display()))
    }

    /// Writes everything into the staging folder, and plans what is to be moved where.
    fn stage(&self, root: &Path, ground: &Path, staging: &Staging) -> anyhow::Result<Plan> {
        let mut steps: Vec<Step> = Vec::new();
        let mut folders: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for file in &self.files {
            let path = root.join(&file.path);
            let target = match &file.what {
                What::New { .. } => first_missing(&path, ground)?,
                What::Text { .. } | What::Bytes { .. } => path.clone(),
            };
            let index = *folders.entry(target.clone()).or_insert(steps.len());
            let staged = staging.new_of(index);
            match &file.what {
                What::New { text } => {
                    let inner = path.strip_prefix(&target).expect("what is missing lies on the way to the file");
                    // A path joined with nothing would end in a slash, which only a folder may.
                    let staged = if inner.as_os_str().is_empty() { staged } else { staged.join(inner) };
                    Staging::write(&staged, text.as_bytes(), None).with_context(|| cannot_write(&path))?;
                    if index == steps.len() {
                        steps.push(Step::new(ground, &target, None));
                    }
                }
                What::Text { before, after } => {
                    let old = Self::old(&path, ground)?;
                    let as_read = String::from_utf8(old.clone()).map(read::plain);
                    if !as_read.is_ok_and(|text| text == *before) {
                        bail!("{}", changed_meanwhile(&path));
                    }
                    let has_returns = old.windows(2).any(|pair| pair == b"\r\n");
                    let text = if has_returns { after.replace('\n', "\r\n") } else { after.clone() };
                    steps.push(Self::replaced(&path, ground, staging, index, (&old, text.as_bytes()))?);
                }
                What::Bytes { before, after } => {
                    let old = Self::old(&path, ground)?;
                    if *old != **before {
                        bail!("{}", changed_meanwhile(&path));
                    }
                    steps.push(Self::replaced(&path, ground, staging, index, (&old, after))?);
                }
            }
        }
        for (index, step) in steps.iter_mut().enumerate() {
            let staged = staging.new_of(index);
            let failed = || cannot_write(&staged);
            step.after = moves::digest(&staged).with_context(failed)?.with_context(failed)?.to_string();
            moves::sync_folders(&staged).with_context(failed)?;
        }
        Ok(Plan::new(steps))
    }

    /// What a file that is to change holds now.
    fn old(path: &Path, ground: &Path) -> anyhow::Result<Vec<u8>> {
        refuse_links(path, ground)?;
        fs::read(path).with_context(|| format!("cannot read {} again", shown(path)))
    }

    /// Stages other bytes for a file, beside those that it has.
    fn replaced(
        path: &Path,
        ground: &Path,
        staging: &Staging,
        index: usize,
        (old, new): (&[u8], &[u8]),
    ) -> anyhow::Result<Step> {
        let failed = || cannot_write(path);
        let looks = fs::symlink_metadata(path).with_context(failed)?.permissions();
        Staging::write(&staging.new_of(index), new, Some(&looks)).with_context(failed)?;
        Staging::write(&staging.old_of(index), old, Some(&looks)).with_context(failed)?;
        Ok(Step::new(ground, path, Some(Digest::of(old))))
    }
}

fn changed_meanwhile(path: &Path) -> String {
    format!("{} changed meanwhile, so nothing was touched; run this once more", shown(path))
}

fn cannot_write(path: &Path) -> String {
    format!("nothing was changed: cannot write {}", shown(path))
}

/// The first on the way to a new file that is not there: the file itself, or a folder that comes with it.
fn first_missing(path: &Path, ground: &Path) -> anyhow::Result<PathBuf> {
    refuse_links(path, ground)?;
    let inner: Vec<&Path> = path.ancestors().take_while(|folder| *folder != ground).collect();
    for &folder in inner.iter().rev() {
        match fs::symlink_metadata(folder) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(folder.to_owned()),
            Err(cause) => return Err(cause).with_context(|| cannot_write(folder)),
            Ok(found) if folder != path && found.is_dir() => {}
            Ok(_) => bail!("{} is there already, and nothing is ever overwritten", shown(folder)),
        }
    }
    unreachable!("the file is the last on the way to itself")
}
