//! What becomes of a site that was replaced, and of what a killed build left.
//!
//! Of a site that was replaced only those files go that its manifest lists, and the folders that are empty then. What
//! somebody else put there stands in the new site already, under a second name for the same file; if it does not, because
//! it came while the site was being built, it is moved there. What cannot be moved, because something else bears its name
//! by now, stays where it is, and a note says where that is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::diagnostic::error::Error;
use crate::output::publish::News;
use crate::output::publish::generation::{Kind, Nest, in_folder};
use crate::output::publish::manifest::{MANIFEST, Manifest, is_absence};
use crate::output::publish::platform;

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
