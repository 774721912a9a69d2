//! What is asked of the disk for a change: moving without laying one file over another, and making names durable.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use anyhow::bail;
use variorum::content::seal::Digest;

use crate::common::terminal::shown;

/// Moves a file or a folder to where nothing is.
///
/// # Errors
/// Fails if something is there, or if the disk fails.
pub(super) fn move_to_free(from: &Path, to: &Path) -> io::Result<()> {
    match move_at_once(from, to) {
        Err(cause) if matches!(cause.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => {}
        done => return done,
    }
    // Where the system has no such step, the look before it is all there is.
    match fs::symlink_metadata(to) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => fs::rename(from, to),
        Err(cause) => Err(cause),
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn move_at_once(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn move_at_once(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether something is at a path, be it a link that leads nowhere.
pub(super) fn is_there(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(false),
        Err(cause) => Err(cause),
    }
}

/// The digest of a file, or of a folder with all that is in it. None if nothing is there, or if there are links or other
/// special files, which nothing of ours is.
pub(super) fn digest(path: &Path) -> io::Result<Option<Digest>> {
    if !is_there(path)? {
        return Ok(None);
    }
    let kind = fs::symlink_metadata(path)?.file_type();
    if kind.is_file() {
        return Ok(Some(Digest::of(&fs::read(path)?)));
    } else if !kind.is_dir() {
        return Ok(None);
    }
    let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut all = Vec::new();
    for entry in entries {
        let Some(inner) = digest(&entry.path())? else { return Ok(None) };
        all.extend_from_slice(entry.file_name().as_encoded_bytes());
        // No name contains this byte.
        all.push(0);
        all.extend_from_slice(inner.to_string().as_bytes());
    }
    Ok(Some(Digest::of(&all)))
}

/// Makes the names in a folder durable, and those in all folders below it. A file has none.
pub(super) fn sync_folders(path: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(path)?.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        sync_folders(&entry?.path())?;
    }
    sync_folder(path)
}

/// Makes the names in one folder durable.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Other systems open no folder as a file, and order the changes of names by themselves.
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        // Some file systems know no such call for folders.
        Err(cause) if matches!(cause.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => Ok(()),
        done => done,
    }
}

/// What tells a folder from every other one, also from its copy, and nobody can know beforehand who only hands over files.
pub(super) fn identity(folder: &Path) -> io::Result<String> {
    let metadata = fs::symlink_metadata(folder)?;
    let made = metadata.created().ok().and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok());
    let made = made.map_or_else(String::new, |made| made.as_nanos().to_string());
    #[cfg(unix)]
    let made = {
        use std::os::unix::fs::MetadataExt as _;
        format!("{}:{}:{made}", metadata.dev(), metadata.ino())
    };
    Ok(made)
}

/// Whether an open file is still the one that bears its name.
pub(super) fn is_still_at(file: &File, path: &Path) -> io::Result<bool> {
    let there = match fs::symlink_metadata(path) {
        Ok(there) => there,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(cause) => return Err(cause),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let open = file.metadata()?;
        Ok((open.dev(), open.ino()) == (there.dev(), there.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        Ok(there.is_file())
    }
}

/// Refuses a way to a file that leads through a link, below the folder that a change is about.
pub(super) fn refuse_links(path: &Path, ground: &Path) -> anyhow::Result<()> {
    let mut inner = path.ancestors().take_while(|folder| *folder != ground);
    match inner.find(|folder| folder.is_symlink()) {
        Some(link) => {
            bail!("{} is a symbolic link, and links are never followed; put a folder there", shown(link))
        }
        None => Ok(()),
    }
}
