//! The only reader: a folder on the disk to [`Sources`].
//!
//! It follows no link. What is no regular file, no UTF-8, too large or unreadable is reported and left out, and the rest is
//! read all the same, so that everything that is wrong is told in one run.
//!
//! A [`Reader`] keeps what it read, and reads again what may have changed. [`read`] is the same for one time.

pub mod pictures;

mod change;
mod layout;
mod open;
mod reader;
mod report;
mod root;
mod text;

pub use self::change::Change;
pub use self::layout::{
    CONFIGURATION, CONTENT, LARGEST_ASSET, LARGEST_CONFIGURATION, LARGEST_DOCUMENT, LARGEST_SEALS, STATIC, THEMES,
    largest,
};
pub(crate) use self::open::{Content, Opened, content, opened};
pub use self::reader::Reader;
pub use self::root::root;
pub use self::text::{add, add_text, plain};

use std::fs;
use std::path::Path;

use crate::base::diagnostic::{Diagnostics, error::Error};
use crate::base::text::{SourceId, Sources};

/// Reads the configuration, the content and the themes below a root.
///
/// # Errors
/// Fails if there is no configuration. Everything else that is wrong is a diagnostic.
pub fn read(root: &Path, diagnostics: &mut Diagnostics) -> Result<Sources, Error> {
    let mut reader = Reader::new(root);
    reader.update(&Change::Everything)?;
    diagnostics.append(reader.diagnostics());
    Ok(reader.into_sources())
}

/// Reads the workflows that a forge would run, as far as they can be read. A build needs nothing of them.
pub fn workflows(root: &Path, sources: &mut Sources) -> Vec<SourceId> {
    let mut paths = vec![".gitlab-ci.yml".to_owned()];
    for folder in [".github/workflows", ".forgejo/workflows", ".gitea/workflows"] {
        let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        paths.extend(
            names
                .filter(|name| Path::new(name).extension().is_some_and(|end| end == "yml" || end == "yaml"))
                .map(|name| format!("{folder}/{name}")),
        );
    }
    paths.sort();
    let regular = |path: &String| {
        let facts = fs::symlink_metadata(root.join(path)).ok()?;
        (facts.is_file() && facts.len() <= LARGEST_DOCUMENT).then(|| fs::read_to_string(root.join(path)).ok())?
    };
    paths
        .into_iter()
        .filter_map(|path| Some((regular(&path)?, path)))
        .map(|(text, path)| sources.add(path, plain(text)))
        .collect()
}
