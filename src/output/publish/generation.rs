//! A folder in which the next site grows until it can take the place of the old one.
//!
//! It is named after its own number on the file system: `.public.variorum-1234` is number 1234. After the exchange that
//! name belongs to the old site, whose number differs. So whoever finds such a folder knows what it is, however the build
//! ended that made it: a site that was never published, of which nothing is worth keeping, or one that was published, in
//! which there may be something that somebody else put there.
//!
//! Of a site that was replaced only those files go that its manifest lists, and the folders that are empty then. What
//! somebody else put there stands in the new site already, under a second name for the same file; if it does not, because
//! it came while the site was being built, it is moved there. What cannot be moved, because something else bears its name
//! by now, stays where it is, and a note says where that is.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::diagnostic::error::Error;
use crate::content::read::{self, Content};
use crate::content::seal::Digest;
use crate::output::publish::News;
use crate::output::publish::manifest::{MANIFEST, Manifest, is_absence, write_new};
use crate::output::publish::platform::{self, Stamp};

/// How the names begin of generations that stand inside of the output folder.
const PREFIX_INSIDE: &str = ".variorum-";
/// What the name ends with until the number is known.
const NUMBERLESS: &str = "new";

/// Where generations stand: beside the output folder, or in it where that cannot be.
#[derive(Clone, Debug)]
pub(super) struct Nest {
    pub(super) folder: PathBuf,
    /// How their names begin, and those of all that belongs to the output folder.
    prefix: OsString,
}

/// What a folder with the name of a generation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An empty folder that was about to become a generation.
    Numberless,
    /// A generation that was never published.
    Unpublished,
    /// A site that was published.
    Published,
}

impl Nest {
    /// Beside an output folder, which lies in `parent`.
    pub(super) fn beside(parent: &Path, name: &OsStr) -> Self {
        let mut prefix = OsString::from(".");
        prefix.push(name);
        prefix.push(PREFIX_INSIDE);
        Self { folder: parent.to_owned(), prefix }
    }

    /// In an output folder.
    pub(super) fn inside(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), prefix: PREFIX_INSIDE.into() }
    }

    /// The path of something that stands here and belongs to the output folder.
    pub(super) fn path(&self, end: &str) -> PathBuf {
        let mut name = self.prefix.clone();
        name.push(end);
        self.folder.join(name)
    }

    /// The generations that stand here, with what they are.
    ///
    /// # Errors
    /// Fails if the folder cannot be read.
    pub(super) fn generations(&self) -> Result<Vec<(PathBuf, Kind)>, Error> {
        let failed = |cause| Error::io("cannot look into this folder", &self.folder, cause);
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            // A folder that others may only pass through holds nothing of ours.
            Err(cause) if is_absence(&cause) || cause.kind() == io::ErrorKind::PermissionDenied => {
                return Ok(Vec::new());
            }
            Err(cause) => return Err(failed(cause)),
        };
        let mut generations = Vec::new();
        for entry in entries {
            let entry = entry.map_err(failed)?;
            if kind(&entry.file_name(), &self.prefix, 0).is_none() {
                continue;
            }
            match entry.metadata() {
                Ok(metadata) if metadata.is_dir() => {
                    let kind = kind(&entry.file_name(), &self.prefix, Stamp::of(&metadata).number);
                    generations.extend(kind.map(|kind| (entry.path(), kind)));
                }
                Ok(_) => {}
                Err(cause) if is_absence(&cause) => {}
                Err(cause) => return Err(Error::io("cannot look at this folder", &entry.path(), cause)),
            }
        }
        generations.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Ok(generations)
    }
}

/// What a folder with this name is, as its name and its number tell; none if this is no name of a generation.
fn kind(name: &OsStr, prefix: &OsStr, number: u64) -> Option<Kind> {
    let end = str::from_utf8(name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes())?).ok()?;
    if end == NUMBERLESS {
        return Some(Kind::Numberless);
    }
    // A sign in front would be read as part of a number, and is none of ours.
    let named: u64 = end.bytes().all(|byte| byte.is_ascii_digit()).then(|| end.parse().ok())??;
    Some(if named == number { Kind::Unpublished } else { Kind::Published })
}

/// Whether this is the name of a generation inside of an output folder.
pub(super) fn is_named_as_one_inside(name: &OsStr) -> bool {
    kind(name, OsStr::new(PREFIX_INSIDE), 0).is_some()
}

/// A generation that grows. It is removed when this value is dropped, unless it took the place of the old one.
#[derive(Debug)]
pub(super) struct Generation {
    folder: PathBuf,
    is_ours_to_remove: bool,
}

impl Generation {
    /// Makes an empty generation.
    ///
    /// # Errors
    /// Fails if the folder cannot be made.
    pub(super) fn make(nest: &Nest) -> Result<Self, Error> {
        let first = nest.path(NUMBERLESS);
        let failed = |cause| Error::io("cannot make this folder", &first, cause);
        fs::create_dir(&first).map_err(failed)?;
        // From here on the folder is removed if anything fails.
        let mut generation = Self { folder: first.clone(), is_ours_to_remove: true };
        let number = Stamp::of(&fs::symlink_metadata(&first).map_err(failed)?).number;
        let folder = nest.path(&number.to_string());
        fs::rename(&first, &folder).map_err(failed)?;
        generation.folder = folder;
        Ok(generation)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a file, with the folders above it. May be called from several threads.
    ///
    /// # Errors
    /// Fails if it was written before, or if the disk fails.
    pub(super) fn write(&self, route: &str, bytes: &[u8]) -> io::Result<Stamp> {
        in_folder(&self.folder.join(route), |path| write_new(path, bytes))
    }

    /// Gives a file of the old site a second name in this generation, or copies it where that cannot be. May be called
    /// from several threads.
    ///
    /// # Errors
    /// Fails if the disk does, or if the file is gone.
    pub(super) fn take_over(&self, old: &Path, route: &str, digest: Digest, stamp: Stamp) -> Result<Stamp, Error> {
        let path = self.folder.join(route);
        let failed = |cause| Error::io("cannot take this file over into the new site", old, cause);
        match in_folder(&path, |path| fs::hard_link(old, path)) {
            Ok(()) => Ok(stamp),
            Err(cause) if platform::is_beyond_it(&cause) => match read::content(old, u64::MAX).map_err(failed)? {
                Content::Bytes(bytes) if Digest::of(&bytes) == digest => self.write(route, &bytes).map_err(failed),
                _ => Err(Error::refusal("somebody changed this file in the meantime", old, "Build again.")),
            },
            Err(cause) => Err(failed(cause)),
        }
    }

    /// Leaves the folder where it is: it is a published site now, or the old one.
    pub(super) fn keep(mut self) -> PathBuf {
        self.is_ours_to_remove = false;
        std::mem::take(&mut self.folder)
    }
}

impl Drop for Generation {
    fn drop(&mut self) {
        if self.is_ours_to_remove {
            // What cannot be removed now, the next build removes.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Makes something at a path, and the folders above it if they are missing.
pub(super) fn in_folder<T>(path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<T> {
    match make(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
            make(path)
        }
        other => other,
    }
}

/// Removes what earlier builds left that were killed. `folder` is the output folder.
///
/// # Errors
/// Fails if the disk does.
pub(super) fn clean(nest: &Nest, folder: &Path, news: &dyn Fn(News<'_>)) -> Result<(), Error> {
    for (path, kind) in nest.generations()? {
        match kind {
            // Removes it only if it is empty, as ours are.
            Kind::Numberless => {
                let _ = fs::remove_dir(&path);
            }
            Kind::Unpublished => fs::remove_dir_all(&path).map_err(|cause| cannot_remove(&path, cause))?,
            Kind::Published if Manifest::read(&path)?.own.is_some() => retire(&path, folder, news)?,
            Kind::Published => {
                if fs::remove_dir(&path).is_err() {
                    news(News::Note(&format!(
                        "{} looks like what a build left that was stopped, but bears no mark of ours; look at it, and \
                         remove it",
                        path.display()
                    )));
                }
            }
        }
    }
    Ok(())
}

fn cannot_remove(path: &Path, cause: io::Error) -> Error {
    Error::io("cannot remove what an earlier build left here", path, cause)
}

/// Removes a site that was replaced by the one in `folder`.
///
/// # Errors
/// Fails if the disk does.
pub(super) fn retire(old: &Path, folder: &Path, news: &dyn Fn(News<'_>)) -> Result<(), Error> {
    let manifest = Manifest::read(old)?;
    let (folders, files) = everything(old)?;
    let kept: Vec<PathBuf> = files
        .par_iter()
        .map(|path| {
            let is_ours = path
                .to_str()
                .is_some_and(|route| manifest.digests.contains_key(&*route.replace(std::path::MAIN_SEPARATOR, "/")));
            if is_ours {
                remove_file(&old.join(path))?;
                return Ok(None);
            }
            Ok(if is_safe_in(folder, &old.join(path), path)? { None } else { Some(old.join(path)) })
        })
        .collect::<Result<Vec<_>, Error>>()?
        .into_iter()
        .flatten()
        .collect();
    // Folders stand before those inside of them; those that are not empty stay.
    for inner in folders.iter().rev() {
        let _ = fs::remove_dir(old.join(inner));
    }
    if kept.is_empty() && is_all_but_manifest_gone(old) {
        // The manifest goes last: without it nobody could tell what the folder was.
        remove_file(&old.join(MANIFEST))?;
        return fs::remove_dir(old).map_err(|cause| cannot_remove(old, cause));
    }
    for path in kept {
        news(News::Note(&format!(
            "{} is not ours and not in the new site, so it stays there: take what you need, and remove the folder",
            path.display()
        )));
    }
    Ok(())
}

fn is_all_but_manifest_gone(old: &Path) -> bool {
    fs::read_dir(old)
        .is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == MANIFEST)))
}

/// Whether a file of somebody else is in the new site, after it was moved there if need be. Then its old name is gone.
fn is_safe_in(folder: &Path, path: &Path, inner: &Path) -> Result<bool, Error> {
    let failed = |cause| Error::io("cannot move this file into the new site", path, cause);
    let target = folder.join(inner);
    match fs::symlink_metadata(&target) {
        Ok(there) => {
            let own = fs::symlink_metadata(path).map_err(failed)?;
            if !platform::is_same_file(&own, &there) {
                return Ok(false);
            }
        }
        // A second name and not a renaming, because that would replace what came there in the meantime.
        Err(cause) if is_absence(&cause) => match in_folder(&target, |target| fs::hard_link(path, target)) {
            Ok(()) => {}
            Err(cause) if platform::is_beyond_it(&cause) || cause.kind() == io::ErrorKind::AlreadyExists => {
                return Ok(false);
            }
            Err(cause) => return Err(failed(cause)),
        },
        Err(cause) => return Err(failed(cause)),
    }
    remove_file(path)?;
    Ok(true)
}

fn remove_file(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(cause) if !is_absence(&cause) => Err(cannot_remove(path, cause)),
        _ => Ok(()),
    }
}

/// The folders and the files below a folder but its manifest, as paths below it. Links are files here and are not
/// followed.
fn everything(old: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Error> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    let mut open = vec![PathBuf::new()];
    while let Some(inner) = open.pop() {
        let path = old.join(&inner);
        let failed = |cause| Error::io("cannot look into this folder", &path, cause);
        for entry in fs::read_dir(&path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = inner.join(entry.file_name());
            if entry.file_type().map_err(failed)?.is_dir() {
                folders.push(path.clone());
                open.push(path);
            } else if path != Path::new(MANIFEST) {
                files.push(path);
            }
        }
    }
    Ok((folders, files))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generation_is_known_by_its_number() {
        let kind = |name: &str| kind(name.as_ref(), ".public.variorum-".as_ref(), 12);
        assert_eq!(kind(".public.variorum-12"), Some(Kind::Unpublished));
        assert_eq!(kind(".public.variorum-13"), Some(Kind::Published));
        assert_eq!(kind(".public.variorum-new"), Some(Kind::Numberless));
        for other in
            ["public", ".public.variorum-", ".public.variorum-lock", ".public.variorum-+12", ".public.variorum-1a"]
        {
            assert_eq!(kind(other), None, "{other}");
        }
    }
}
