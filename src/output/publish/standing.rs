//! What stands in an output folder before a build: our files, and those that somebody else put there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::diagnostic::error::Error;
use crate::content::read::{self, Content};
use crate::content::seal::Digest;
use crate::output::publish::generation;
use crate::output::publish::manifest::{MANIFEST, Manifest, is_absence};
use crate::output::publish::notes::Notes;
use crate::output::publish::origin::Origin;
use crate::output::publish::platform::Stamp;

/// The folder of a repository. What stands in it is never looked at.
const REPOSITORY: &str = ".git";

/// What stands in an output folder.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// What the manifest lists, by route.
    pub(super) ours: BTreeMap<String, Ours>,
    /// What somebody else put there: paths below the folder. A folder comes before what is in it.
    pub(super) foreign: Vec<Foreign>,
    /// Whether the folder exists.
    pub(super) exists: bool,
    /// Whether it is the work tree of a repository.
    pub(super) is_repository: bool,
    /// Whether how the files look differs from what the notes say, or the notes say nothing.
    pub(super) is_unnoted: bool,
    /// The digest of the manifest.
    pub(super) manifest: Option<Digest>,
    /// What the site follows from, if that was noted.
    pub(super) origin: Option<Origin>,
}

/// A file that the manifest lists.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ours {
    /// The digest of what a build wrote; none if it may not have come to that.
    pub(super) digest: Option<Digest>,
    /// How the file looks; none if it is gone.
    pub(super) found: Option<Stamp>,
    /// How it looked when a build wrote it, if that is known.
    noted: Option<Stamp>,
}

/// Something that somebody else put into the folder.
#[derive(Debug)]
pub(super) struct Foreign {
    pub(super) path: PathBuf,
    pub(super) is_folder: bool,
}

impl Ours {
    /// Whether the file at a path has these bytes. It is read only if it does not look as it did when it was written.
    pub(super) fn holds(&self, path: &Path, digest: Digest, bytes: &[u8]) -> bool {
        let Some(found) = self.found else { return false };
        self.digest == Some(digest)
            && found.size == bytes.len() as u64
            && (self.noted == Some(found) || is_held(path, bytes))
    }
}

/// Whether a regular file holds these bytes.
fn is_held(path: &Path, bytes: &[u8]) -> bool {
    read::content(path, bytes.len() as u64)
        .is_ok_and(|standing| matches!(standing, Content::Bytes(standing) if standing == bytes))
}

impl Standing {
    /// Looks at an output folder. `routes` are those of the site that will be written there, in order.
    ///
    /// # Errors
    /// Fails if a link, a special file or a file of somebody else stands where one of ours belongs, or if the disk fails.
    pub(super) fn look(folder: &Path, routes: &[&str], notes: &mut Notes) -> Result<Self, Error> {
        let manifest = Manifest::read(folder)?;
        let known = manifest.own.and_then(|own| notes.read(own, manifest.digests.len()));
        let mut standing = Self {
            manifest: manifest.own,
            is_unnoted: known.is_none(),
            origin: known.as_ref().and_then(|known| known.origin),
            ..Self::default()
        };
        let mut stamps = known.into_iter().flat_map(|known| known.stamps);
        standing.ours = manifest
            .digests
            .into_iter()
            .map(|(route, digest)| (route, Ours { digest, found: None, noted: stamps.next() }))
            .collect();
        standing.exists = fs::symlink_metadata(folder).is_ok();
        if standing.exists {
            for found in walk(folder)? {
                standing.add(folder, found, routes)?;
            }
        }
        standing.is_unnoted |= standing.ours.values().any(|ours| ours.noted != ours.found);
        Ok(standing)
    }

    fn add(&mut self, folder: &Path, found: Found, routes: &[&str]) -> Result<(), Error> {
        let Found { path, stamp } = found;
        if path == Path::new(MANIFEST) {
            return Ok(());
        }
        if path == Path::new(REPOSITORY) {
            self.is_repository = true;
            return Ok(());
        }
        let route = path.to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/"));
        let route = route.as_deref().unwrap_or_default();
        let in_the_way = |what: &str| {
            Err(Error::refusal(what, &folder.join(&path), "Move it away, or name another folder with `--output`."))
        };
        let is_page = |route: &str| routes.binary_search(&route).is_ok();
        let is_below_page = path.ancestors().skip(1).filter_map(Path::to_str).any(is_page);
        match stamp {
            None => {
                let below = format!("{route}/");
                let first = self.ours.range(below.clone()..).next();
                // A folder with nothing but our files goes with them, and may become a page.
                let is_ours = first.is_some_and(|(ours, _)| ours.starts_with(&below));
                if self.ours.contains_key(route) || !is_ours && (is_page(route) || is_below_page) {
                    return in_the_way("this is a folder where a page belongs");
                }
                if !is_ours {
                    self.foreign.push(Foreign { path, is_folder: true });
                }
            }
            Some(stamp) => {
                if let Some(ours) = self.ours.get_mut(route) {
                    ours.found = Some(stamp);
                } else if is_page(route) || is_below_page || !route.is_empty() && is_above(routes, route) {
                    return in_the_way("this file stands where a page belongs, and variorum did not write it");
                } else {
                    self.foreign.push(Foreign { path, is_folder: false });
                }
            }
        }
        Ok(())
    }
}

/// Whether one of the routes, which are in order, lies in a folder.
fn is_above(routes: &[&str], folder: &str) -> bool {
    let below = format!("{folder}/");
    let first = routes.partition_point(|route| *route < below.as_str());
    routes.get(first).is_some_and(|route| route.starts_with(&below))
}

/// A file with how it looks, or a folder.
struct Found {
    path: PathBuf,
    stamp: Option<Stamp>,
}

/// Everything below a folder but what is in a repository, a folder before what is in it.
fn walk(folder: &Path) -> Result<Vec<Found>, Error> {
    let mut found = Vec::new();
    let mut level = vec![PathBuf::new()];
    while !level.is_empty() {
        let entries: Vec<Vec<Found>> =
            level.par_iter().map(|inner| entries(folder, inner)).collect::<Result<_, Error>>()?;
        level.clear();
        for entry in entries.into_iter().flatten() {
            if entry.stamp.is_none() && entry.path != Path::new(REPOSITORY) {
                level.push(entry.path.clone());
            }
            found.push(entry);
        }
    }
    Ok(found)
}

/// What stands directly in a folder.
fn entries(folder: &Path, inner: &Path) -> Result<Vec<Found>, Error> {
    let path = folder.join(inner);
    let failed = |cause| Error::io("cannot look into this folder", &path, cause);
    let mut found = Vec::new();
    for entry in fs::read_dir(&path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let metadata = match entry.metadata() {
            Ok(metadata) => metadata,
            // Somebody removed it just now.
            Err(cause) if is_absence(&cause) => continue,
            Err(cause) => return Err(Error::io("cannot look at this file", &entry.path(), cause)),
        };
        if !metadata.is_file() && !metadata.is_dir() {
            let what = if metadata.is_symlink() { "a symbolic link" } else { "no regular file" };
            return Err(Error::refusal(
                format!("this is {what}, and an output folder holds only files and folders"),
                &entry.path(),
                "Move it away, or name another folder with `--output`.",
            ));
        }
        // What an unfinished build left was reported if it could not be removed, and is nobody's file.
        if metadata.is_dir() && inner == Path::new("") && generation::is_named_as_one_inside(&entry.file_name()) {
            continue;
        }
        let stamp = metadata.is_file().then(|| Stamp::of(&metadata));
        found.push(Found { path: inner.join(entry.file_name()), stamp });
    }
    Ok(found)
}
