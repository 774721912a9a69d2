//! Writes what was imported: all of it, or nothing.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use variorum::import::Imported;

/// What was written so far, taken back unless it is kept.
struct Written {
    files: Vec<PathBuf>,
    folder: Option<PathBuf>,
}

impl Drop for Written {
    fn drop(&mut self) {
        // What cannot be removed lies beside the texts with a name that begins with a dot, which the reader leaves alone.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        if let Some(folder) = &self.folder {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// Writes the files of an import into a knowledge base. The folder of the definition appears in one step.
///
/// # Errors
/// Fails if a file is there already, or if the disk fails; then nothing new is there.
pub(crate) fn write_import(root: &Path, imported: &Imported) -> anyhow::Result<()> {
    let folder = format!("content/definitions/{}", imported.slug);
    for path in ["content", "content/definitions", "content/people"] {
        let path = root.join(path);
        if path.is_symlink() {
            bail!("{} is a symbolic link, and links are never followed; put a folder there", path.display());
        }
        fs::create_dir_all(&path).with_context(|| format!("cannot make the folder {}", path.display()))?;
    }
    let hidden = root.join(format!("content/definitions/.{}.variorum-import", imported.slug));
    fs::create_dir(&hidden).with_context(|| {
        format!("cannot make the folder {}; if an import was interrupted, remove it and try again", hidden.display())
    })?;
    let mut written = Written { files: Vec::new(), folder: Some(hidden.clone()) };
    for file in &imported.files {
        let path = match file.path.strip_prefix(&folder) {
            Some(name) => hidden.join(name.trim_start_matches('/')),
            None => root.join(&file.path),
        };
        let mut new = match File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                bail!("{} is there already, and nothing is ever overwritten", path.display())
            }
            other => other.with_context(|| format!("cannot write {}", path.display()))?,
        };
        written.files.push(path.clone());
        new.write_all(file.text.as_bytes()).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let target = root.join(&folder);
    if target.symlink_metadata().is_ok() {
        bail!("{} is there already, and nothing is ever overwritten", target.display());
    }
    fs::rename(&hidden, &target).with_context(|| format!("cannot make the folder {}", target.display()))?;
    written.files.clear();
    written.folder = None;
    Ok(())
}
