//! What the standard library has no call for, and what differs between systems.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// How a file looks from outside: enough to see that somebody wrote or replaced it, without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Bytes.
    pub(super) size: u64,
    /// When it was last written, in the unit of the system: nanoseconds, or ticks of 100 of them.
    pub(super) written: i128,
    /// The number of the file on its file system; nought where the system tells none.
    pub(super) number: u64,
}

impl Stamp {
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let written = i128::from(metadata.mtime()) * 1_000_000_000 + i128::from(metadata.mtime_nsec());
        Self { size: metadata.len(), written, number: metadata.ino() }
    }

    #[cfg(windows)]
    pub(super) fn of(metadata: &Metadata) -> Self {
        use std::os::windows::fs::MetadataExt as _;
        Self { size: metadata.len(), written: i128::from(metadata.last_write_time()), number: 0 }
    }
}

/// Exchanges two folders of one file system in one step: at no instant is either name without a folder.
///
/// # Errors
/// Fails if the system or the file system has no such step, which [`is_beyond_it`] tells from a broken disk.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether an exchange or a hard link failed because it can never be done here, so that another way is due. A full or a
/// broken disk is no such case.
pub(super) fn is_beyond_it(cause: &io::Error) -> bool {
    matches!(
        cause.kind(),
        io::ErrorKind::Unsupported
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::CrossesDevices
            | io::ErrorKind::ResourceBusy
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::TooManyLinks
    )
}

/// Makes everything below a folder durable. `files` are those that were written, as paths with `/` below it.
///
/// Linux does it in one call for the whole file system, which tells of every write that failed since; elsewhere each file
/// is made durable for itself.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn make_durable(folder: &Path, _: &[&str]) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn make_durable(folder: &Path, files: &[&str]) -> io::Result<()> {
    use rayon::prelude::*;
    files
        .par_iter()
        .try_for_each(|file| std::fs::OpenOptions::new().write(true).open(folder.join(file))?.sync_all())?;
    let mut folders: Vec<_> = files.iter().flat_map(|file| Path::new(file).ancestors().skip(1)).collect();
    folders.sort_unstable();
    folders.dedup();
    folders.into_iter().try_for_each(|inner| sync_folder(&folder.join(inner)))
}

/// Makes the names in one folder durable.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Other systems open no folder as a file, and order the changes of names by themselves.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Whether two files are one under two names.
#[cfg(unix)]
pub(super) fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
pub(super) fn is_same_file(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// Whether two folders lie on one file system.
#[cfg(unix)]
pub(super) fn is_same_file_system(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    one.dev() == other.dev()
}

#[cfg(not(unix))]
pub(super) fn is_same_file_system(_: &Metadata, _: &Metadata) -> bool {
    true
}

/// Gives a new folder the owner, the group and the permissions of the one whose place it will take.
#[cfg(unix)]
pub(super) fn take_after(new: &Path, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let own = std::fs::symlink_metadata(new)?;
    if (own.uid(), own.gid()) != (old.uid(), old.gid()) {
        std::os::unix::fs::chown(new, Some(old.uid()), Some(old.gid()))?;
    }
    if own.mode() == old.mode() { Ok(()) } else { std::fs::set_permissions(new, old.permissions()) }
}

#[cfg(not(unix))]
pub(super) fn take_after(_: &Path, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Lets everybody read a page, also if this user's files are private as a rule.
#[cfg(unix)]
pub(super) fn make_readable(file: &File, metadata: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    const EVERYBODY: u32 = 0o644;
    if metadata.permissions().mode() & 0o777 == EVERYBODY {
        return Ok(());
    }
    file.set_permissions(std::fs::Permissions::from_mode(EVERYBODY))
}

#[cfg(not(unix))]
pub(super) fn make_readable(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}
