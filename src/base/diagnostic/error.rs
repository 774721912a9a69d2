//! A broken world: what no author can mend in a text, such as a full disk.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Something that stops the program, with the path it happened at and what to do about it.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    what: String,
    help: String,
    cause: Option<io::Error>,
}

impl Error {
    /// A failure at a path that the operating system reported, such as "cannot write this file".
    pub fn io(what: &str, path: &Path, cause: io::Error) -> Self {
        let mend = mend(&cause);
        let help = mend[..1].to_uppercase() + &mend[1..] + ".";
        Self { path: path.to_owned(), what: what.to_owned(), help, cause: Some(cause) }
    }

    /// A refusal at a path, with what to do instead.
    pub fn refusal(what: impl Into<String>, path: &Path, help: impl Into<String>) -> Self {
        Self { path: path.to_owned(), what: what.into(), help: help.into(), cause: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path.display(), self.what)?;
        if let Some(cause) = &self.cause {
            write!(formatter, ": {cause}")?;
        }
        write!(formatter, "\n{}", self.help)
    }
}

impl std::error::Error for Error {}

/// What somebody can do about a failure of the disk, in words without a capital and a stop.
pub fn mend(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::PermissionDenied => {
            "give yourself the right to it, with `chmod u+rwX` for it and the folders that it lies in; or ask whoever owns them"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room on the disk, and try again"
        }
        io::ErrorKind::ReadOnlyFilesystem => "this disk can only be read: choose a place on another one",
        io::ErrorKind::InvalidFilename => "choose a shorter name, or a folder higher up",
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            "look whether something moved it away, or a folder that it lies in, and try again"
        }
        _ => "look whether the disk is sound and whether another program is at work here, and try again",
    }
}
