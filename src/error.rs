//! A broken world: what no author can mend in a text, such as an unreadable disk.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Something that stops the program, with the path it happened at.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    what: String,
    help: Option<String>,
    cause: Option<io::Error>,
}

impl Error {
    /// A failure at a path that the operating system reported, such as "cannot read".
    pub fn io(what: &str, path: &Path, cause: io::Error) -> Self {
        Self { path: path.to_owned(), what: what.to_owned(), help: None, cause: Some(cause) }
    }

    /// A refusal at a path, with what to do instead.
    pub fn refusal(what: impl Into<String>, path: &Path, help: impl Into<String>) -> Self {
        Self { path: path.to_owned(), what: what.into(), help: Some(help.into()), cause: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path.display(), self.what)?;
        if let Some(cause) = &self.cause {
            write!(formatter, ": {cause}")?;
        }
        match &self.help {
            Some(help) => write!(formatter, "\n{help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
