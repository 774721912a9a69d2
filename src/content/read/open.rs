//! A file, opened so that nothing that took its place since somebody looked can make the program wait or lead it elsewhere.

use std::fs::{self, FileType, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

/// What stands at a path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A regular file that holds these bytes.
    Bytes(Vec<u8>),
    /// A regular file of this many bytes, which are more than may be read.
    TooLarge(u64),
    /// A link, a folder, a pipe, a socket or a device. It was neither followed nor read.
    Special(FileType),
}

/// Reads a regular file of at most `limit` bytes. Whether it is one is asked of the open file and not of its name, and no
/// byte past the limit is read, however the file grows meanwhile. The folders that lead to it are followed as they are.
///
/// # Errors
/// Fails if nothing stands there, or if it cannot be read.
pub(crate) fn content(path: &Path, limit: u64) -> io::Result<Content> {
    let (file, size) = match opened(OpenOptions::new().read(true), path)? {
        Opened::File(file, metadata) => (file, metadata.len()),
        Opened::Special(kind) => return Ok(Content::Special(kind)),
    };
    if size > limit {
        return Ok(Content::TooLarge(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    Ok(if read > limit { Content::TooLarge(read) } else { Content::Bytes(bytes) })
}

/// What an attempt to open a file found.
#[derive(Debug)]
pub(crate) enum Opened {
    /// A regular file.
    File(fs::File, Metadata),
    /// Something else, which was not opened or is closed again.
    Special(FileType),
}

/// Opens a regular file without following a link that stands in its place and without waiting for a pipe.
///
/// # Errors
/// Fails as opening a file does. What is no regular file is no failure.
pub(crate) fn opened(options: &mut OpenOptions, path: &Path) -> io::Result<Opened> {
    // Where a file cannot be opened like that, the look before it is all there is.
    if !cfg!(unix)
        && let Ok(metadata) = fs::symlink_metadata(path)
        && !metadata.is_file()
    {
        return Ok(Opened::Special(metadata.file_type()));
    }
    match unfollowing(options).open(path) {
        Ok(file) => {
            let metadata = file.metadata()?;
            let kind = metadata.file_type();
            Ok(if kind.is_file() { Opened::File(file, metadata) } else { Opened::Special(kind) })
        }
        // Systems refuse a link, a socket and a folder that is to be written to, each with a number of its own.
        Err(cause) => match fs::symlink_metadata(path).map(|metadata| metadata.file_type()) {
            Ok(kind) if !kind.is_file() => Ok(Opened::Special(kind)),
            _ => Err(cause),
        },
    }
}

#[cfg(unix)]
fn unfollowing(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed())
}

#[cfg(not(unix))]
fn unfollowing(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "text").expect("a new file");
        assert_eq!(content(&path, 4).expect("readable"), Content::Bytes(b"text".to_vec()));
        assert_eq!(content(&path, u64::MAX).expect("readable"), Content::Bytes(b"text".to_vec()));
        assert_eq!(content(&path, 3).expect("readable"), Content::TooLarge(4));
        let cause = content(&folder.path().join("gone.md"), 4).expect_err("nothing is there");
        assert_eq!(cause.kind(), io::ErrorKind::NotFound);
    }

    /// The kernel tells no size of such a file, as of one that grows while it is read.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_holds_more_than_it_says_is_too_large() {
        let path = Path::new("/proc/self/status");
        assert_eq!(fs::metadata(path).expect("the file is there").len(), 0);
        assert_eq!(content(path, 10).expect("readable"), Content::TooLarge(11));
    }

    #[cfg(unix)]
    #[test]
    fn what_took_the_place_of_a_file_is_neither_followed_nor_waited_for() {
        use std::os::unix::fs::FileTypeExt as _;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        fs::write(path("file"), "text").expect("a new file");
        std::os::unix::fs::symlink("file", path("link")).expect("a new link");
        std::os::unix::fs::symlink("gone", path("dangling")).expect("a new link");
        let made = std::process::Command::new("mkfifo").arg(path("pipe")).status().expect("mkfifo starts");
        assert!(made.success());
        let _socket = std::os::unix::net::UnixListener::bind(path("socket")).expect("a new socket");
        fs::create_dir(path("folder")).expect("a new folder");
        let kind = |name: &str| match content(&path(name), 100).expect("it can be looked at") {
            Content::Special(kind) => kind,
            other => panic!("{name} was read: {other:?}"),
        };
        assert!(kind("link").is_symlink());
        assert!(kind("dangling").is_symlink());
        assert!(kind("pipe").is_fifo());
        assert!(kind("socket").is_socket());
        assert!(kind("folder").is_dir());
        let writing = opened(OpenOptions::new().read(true).write(true).create(true).truncate(false), &path("dangling"));
        assert!(matches!(writing, Ok(Opened::Special(_))), "{writing:?}");
        assert!(!path("gone").exists(), "nothing was made where the link leads");
    }
}
