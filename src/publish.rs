//! The only writer of output: a folder on the disk that holds the site and nothing else.
//!
//! A file named [`MANIFEST`] marks a folder as ours and lists every file in it with its SHA-256. Only an absent or empty
//! folder or one with that mark is written to; only what the manifest lists is ever removed. A file that is already there
//! with the same bytes is not written again; one that differs is written beside the old one and renamed over it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::read::{CONFIGURATION, CONTENT, THEMES};
use crate::render::OutputFile;

/// The file that marks an output folder and lists what is in it.
pub const MANIFEST: &str = ".variorum-manifest";
/// What stands in the manifest in the place of the digest of a file that is about to be written.
const UNWRITTEN: &str = "-";
/// The first line of the manifest.
const MANIFEST_HEAD: &str = "variorum output, version 1";

/// An output folder that is being written.
#[derive(Debug)]
pub struct Publication {
    folder: PathBuf,
    before: BTreeMap<String, String>,
    written: Mutex<Written>,
}

#[derive(Debug, Default)]
struct Written {
    digests: BTreeMap<String, String>,
    changed: usize,
    bytes: u64,
}

/// What a publication did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Files of the site.
    pub files: usize,
    /// Files that were new or differed from what was there.
    pub changed: usize,
    /// Files of an earlier build that were removed.
    pub removed: usize,
    /// Bytes of the site.
    pub bytes: u64,
}

impl Publication {
    /// Opens an output folder for the knowledge base at `root`.
    ///
    /// # Errors
    /// Fails if the folder is one that must not be written to, or cannot be made.
    pub fn open(folder: &Path, root: &Path) -> Result<Self, Error> {
        let folder =
            std::path::absolute(folder).map_err(|cause| Error::io("cannot find this folder", folder, cause))?;
        let folder = without_dots(&folder);
        refuse_dangerous(&folder, root)?;
        fs::create_dir_all(&folder).map_err(|cause| Error::io("cannot make this folder", &folder, cause))?;
        let before = read_manifest(&folder)?;
        if !folder.join(MANIFEST).exists() {
            // The mark comes first, so that a build that stops half way can be done again.
            write_manifest(&folder, &BTreeMap::new())?;
        }
        Ok(Self { folder, before, written: Mutex::default() })
    }

    /// Notes which files are about to be written. What was written but for the rest of a build that stopped half way
    /// can then be told from what somebody else put there.
    ///
    /// # Errors
    /// Fails if somebody else's file stands where one of them belongs, or if the disk fails.
    pub fn announce(&self, files: &[OutputFile<'_>]) -> Result<(), Error> {
        for file in files {
            let route = file.route.as_str();
            let path = self.folder.join(route);
            if !self.before.contains_key(route) && fs::symlink_metadata(&path).is_ok() {
                return Err(Error::refusal(
                    "this file stands where a page belongs, and variorum did not write it",
                    &path,
                    "Move it away, or name another folder with `--output`.",
                ));
            }
        }
        let mut digests = self.before.clone();
        for file in files {
            digests.entry(file.route.as_str().to_owned()).or_insert_with(|| UNWRITTEN.to_owned());
        }
        if digests.len() > self.before.len() { write_manifest(&self.folder, &digests) } else { Ok(()) }
    }

    /// Writes a file, unless it is there already. May be called from several threads.
    ///
    /// # Errors
    /// Fails if the disk does, or if a link or a special file stands in the way.
    pub fn write(&self, file: &OutputFile<'_>) -> Result<(), Error> {
        let route = file.route.as_str();
        let path = way_to(&self.folder, route)?;
        let digest = hex(&Sha256::digest(&file.bytes));
        let failed = |cause| Error::io("cannot write this file", &path, cause);
        let known = self.before.get(route) == Some(&digest);
        let same = known && fs::read(&path).is_ok_and(|bytes| bytes == *file.bytes);
        if !same {
            let parent = path.parent().expect("a file lies in a folder");
            fs::create_dir_all(parent).map_err(failed)?;
            write_whole(&path, &file.bytes)?;
        }
        let mut written = self.written.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        written.changed += usize::from(!same);
        written.bytes += file.bytes.len() as u64;
        written.digests.insert(route.to_owned(), digest);
        Ok(())
    }

    /// Removes what an earlier build left and this one did not write, and notes what is there.
    ///
    /// # Errors
    /// Fails if the disk does.
    pub fn finish(self) -> Result<Outcome, Error> {
        let written = self.written.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut removed = 0;
        for route in self.before.keys().filter(|route| !written.digests.contains_key(*route)) {
            let path = way_to(&self.folder, route)?;
            match fs::remove_file(&path) {
                Ok(()) => removed += 1,
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
                Err(cause) => return Err(Error::io("cannot remove this file of an earlier build", &path, cause)),
            }
            remove_empty_folders(&path, &self.folder);
        }
        if written.changed > 0 || removed > 0 || self.before != written.digests {
            write_manifest(&self.folder, &written.digests)?;
        }
        Ok(Outcome { files: written.digests.len(), changed: written.changed, removed, bytes: written.bytes })
    }
}

/// The path of a file of the site, if nothing but folders and a regular file lies on the way: a link could lead
/// anywhere, and a pipe would never answer.
fn way_to(folder: &Path, route: &str) -> Result<PathBuf, Error> {
    let mut path = folder.to_owned();
    let count = route.split('/').count();
    for (index, part) in route.split('/').enumerate() {
        path.push(part);
        let Ok(metadata) = fs::symlink_metadata(&path) else { continue };
        let fits = if index + 1 == count { metadata.is_file() } else { metadata.is_dir() };
        if !fits {
            let what = if metadata.is_symlink() { "a symbolic link" } else { "not what variorum wrote there" };
            return Err(Error::refusal(
                format!("this is {what}"),
                &path,
                "Move it away, or name another folder with `--output`.",
            ));
        }
    }
    Ok(path)
}

/// Refuses every folder that is not ours to write to, and says what to do.
fn refuse_dangerous(folder: &Path, root: &Path) -> Result<(), Error> {
    let refuse = |why: &str| {
        Err(Error::refusal(
            format!("refusing to write the site here: {why}"),
            folder,
            "Name an empty or a new folder with `--output`, such as `--output public`.",
        ))
    };
    let root =
        without_dots(&std::path::absolute(root).map_err(|cause| Error::io("cannot find this folder", root, cause))?);
    match fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_symlink() => return refuse("it is a symbolic link"),
        Ok(metadata) if !metadata.is_dir() => return refuse("it is a file"),
        Ok(_) => {}
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => return Err(Error::io("cannot look at this folder", folder, cause)),
    }
    // A link somewhere above the folder could lead into the project, so both are compared as they really lie.
    let real = |path: &Path| {
        let existing = path.ancestors().find(|path| path.exists()).unwrap_or(path);
        let rest = path.strip_prefix(existing).unwrap_or(Path::new(""));
        existing.canonicalize().map_or_else(|_| path.to_owned(), |real| real.join(rest))
    };
    let (real_folder, real_root) = (real(folder), real(&root));
    if real_root.starts_with(&real_folder) {
        return refuse("it is the knowledge base itself or a folder above it");
    }
    for inner in [CONTENT, THEMES, ".git"] {
        if real_folder.starts_with(real_root.join(inner)) {
            return refuse(&format!("it lies in `{inner}`, which belongs to the knowledge base"));
        }
    }
    if real_folder.components().any(|part| part.as_os_str() == ".git") {
        return refuse("it lies in a folder `.git`");
    }
    if std::env::home_dir().is_some_and(|home| real(&home).starts_with(&real_folder)) {
        return refuse("it is your home folder or one above it");
    }
    let is_empty = fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if is_empty {
        return Ok(());
    }
    if folder.join(CONFIGURATION).exists() {
        return refuse(&format!("it holds a `{CONFIGURATION}`"));
    }
    if !fs::symlink_metadata(folder.join(MANIFEST)).is_ok_and(|metadata| metadata.is_file()) {
        return refuse("it holds files that variorum did not write");
    }
    Ok(())
}

/// A path without `.` and `..`, which [`Path::starts_with`] would not see through.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// The files of an earlier build with their digests. Lines that name no plain path below the folder are left out, so that
/// a manifest that somebody changed removes nothing elsewhere.
fn read_manifest(folder: &Path) -> Result<BTreeMap<String, String>, Error> {
    let path = folder.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(cause) => return Err(Error::io("cannot read this file", &path, cause)),
    };
    let is_plain = |route: &str| {
        !route.is_empty() && Path::new(route).components().all(|part| matches!(part, Component::Normal(_)))
    };
    let entries = text.lines().skip(1).filter_map(|line| line.split_once("  "));
    Ok(entries
        .filter(|(_, route)| is_plain(route))
        .map(|(digest, route)| (route.to_owned(), digest.to_owned()))
        .collect())
}

fn write_manifest(folder: &Path, digests: &BTreeMap<String, String>) -> Result<(), Error> {
    let path = folder.join(MANIFEST);
    let mut text = format!("{MANIFEST_HEAD}\n");
    for (route, digest) in digests {
        let _ = writeln!(text, "{digest}  {route}");
    }
    write_whole(&path, text.as_bytes())
}

/// Writes a file beside its place and renames it, so that there is the old one or the new one and never half of one.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |cause| Error::io("cannot write this file", path, cause);
    let folder = path.parent().expect("a file lies in a folder");
    let mut temporary = tempfile::Builder::new().prefix(".variorum-").tempfile_in(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    make_readable(temporary.as_file()).map_err(failed)?;
    temporary.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Removes the folders above a removed file that are empty now, up to the output folder.
fn remove_empty_folders(path: &Path, folder: &Path) {
    for parent in path.ancestors().skip(1).take_while(|parent| *parent != folder) {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
}

/// Temporary files are private to their owner; a published page is for everybody.
#[cfg(unix)]
fn make_readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
