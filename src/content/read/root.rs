//! Where a knowledge base is.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::diagnostic::error::Error;
use crate::content::read::layout::CONFIGURATION;

/// The folder that was named, or else the nearest one from here upward that is a knowledge base.
///
/// # Errors
/// Fails if none was named and there is none.
pub fn root(named: Option<&Path>) -> Result<PathBuf, Error> {
    named.map_or_else(|| find_root(Path::new(".")), |named| Ok(named.to_owned()))
}

/// The nearest folder, from `start` upward, that holds a [`CONFIGURATION`].
///
/// # Errors
/// Fails if there is none, or if `start` cannot be made absolute.
fn find_root(start: &Path) -> Result<PathBuf, Error> {
    let start = std::path::absolute(start).map_err(|cause| Error::io("cannot find this folder", start, cause))?;
    start
        .ancestors()
        // What bears the name and is no file is reported when it is read.
        .find(|folder| fs::symlink_metadata(folder.join(CONFIGURATION)).is_ok())
        .map(Path::to_owned)
        .ok_or_else(|| no_configuration("here or in any folder above", &start))
}

pub(super) fn no_configuration(place: &str, path: &Path) -> Error {
    Error::refusal(
        format!("no `{CONFIGURATION}` {place}"),
        path,
        "Go to the folder of your knowledge base, name it with `--root`, or start a new one with `variorum init`.",
    )
}
