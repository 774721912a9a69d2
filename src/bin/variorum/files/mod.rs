//! The only writer of a knowledge base: new files, which are never laid over others, and new texts of files that are there.

mod import;

pub(crate) use self::import::write_import;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use variorum::read;
use variorum::scaffold::NewFile;
use variorum::text::Source;

use crate::terminal::{Terminal, listed, shown};

/// Writes files that are not there yet, and says which.
///
/// # Errors
/// Fails if one of them cannot be written, or if nobody can be told. What was written before stays and is named.
pub(crate) fn write_all<'files>(
    root: &Path,
    files: impl IntoIterator<Item = &'files NewFile>,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let mut written = Vec::new();
    let done = files.into_iter().try_for_each(|file| {
        written.push(shown(&write(root, file)?));
        anyhow::Ok(())
    });
    let lines = written.iter().fold(String::new(), |lines, path| lines + "wrote " + path + "\n");
    let told = terminal
        .result(&lines)
        .with_context(|| format!("wrote {}, but cannot say so on standard output", listed(&written)));
    done.and(told)
}

/// Writes a file that is not there yet: whole, or not at all if the disk fails.
fn write(root: &Path, file: &NewFile) -> anyhow::Result<PathBuf> {
    let path = root.join(&file.path);
    let folder = path.parent().expect("a new file lies in a folder");
    let inner = folder.ancestors().take_while(|folder| *folder != root);
    if let Some(link) = inner.into_iter().find(|folder| folder.is_symlink()) {
        bail!("{} is a symbolic link, and links are never followed; put a folder there", link.display());
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut new = match File::create_new(&path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{} is there already, and nothing is ever overwritten", path.display())
        }
        other => other.with_context(|| format!("cannot write {}", path.display()))?,
    };
    new.write_all(file.text.as_bytes()).or_else(|cause| {
        // Half a text would be in the way of the next attempt. If it cannot be removed either, the message names it.
        let _ = fs::remove_file(&path);
        Err(cause).with_context(|| format!("cannot write {}", path.display()))
    })?;
    Ok(path)
}

/// Gives a file a new text, with the line ends that it had.
///
/// # Errors
/// Fails if it no longer holds the text that was read, which nobody looked at then, or if it cannot be written.
pub(crate) fn change(root: &Path, source: &Source, text: &str) -> anyhow::Result<PathBuf> {
    let path = &source.path;
    let on_disk = fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path} again"))?;
    let text = if on_disk.contains("\r\n") { text.replace('\n', "\r\n") } else { text.to_owned() };
    if read::plain(on_disk) != source.text {
        bail!("{path} changed meanwhile, so it was not touched; run this once more");
    }
    replace(root, &NewFile { path: path.clone(), text })
}

/// Writes a file whole or not at all, over the one that is there.
pub(crate) fn replace(root: &Path, file: &NewFile) -> anyhow::Result<PathBuf> {
    let path = root.join(&file.path);
    let folder = path.parent().context("a file lies in a folder")?;
    let failed = || format!("cannot write {}", path.display());
    let mut temporary = tempfile::Builder::new().prefix(".variorum-").tempfile_in(folder).with_context(failed)?;
    temporary.write_all(file.text.as_bytes()).with_context(failed)?;
    make_readable(temporary.as_file(), &path).with_context(failed)?;
    temporary.as_file().sync_all().with_context(failed)?;
    temporary.persist(&path).with_context(failed)?;
    Ok(path)
}

/// Temporary files are private to their owner; these are for whoever may read what lies beside them.
#[cfg(unix)]
fn make_readable(file: &fs::File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path).map_or(0o644, |old| old.permissions().mode());
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn make_readable(_: &fs::File, _: &Path) -> io::Result<()> {
    Ok(())
}
