//! Which folder may be written to: one that is new, empty or ours, and lies where nothing of the user's can be harmed.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::base::diagnostic::error::Error;
use crate::base::names::is_of_a_system;
use crate::content::read::{CONFIGURATION, CONTENT, THEMES};
use crate::output::publish::generation::{Kind, Nest};
use crate::output::publish::manifest::MANIFEST;

/// Where the site shall stand.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The output folder, without dots.
    pub(super) folder: PathBuf,
    /// The folder it lies in, in which the next site grows.
    pub(super) beside: Nest,
    /// Whether this process stands in it.
    pub(super) is_stood_in: bool,
}

/// Looks where an output folder lies.
///
/// # Errors
/// Fails if it is one that must not be written to, and says why and what to do.
pub(super) fn find(folder: &Path, root: &Path) -> Result<Target, Error> {
    let absolute =
        |path: &Path| std::path::absolute(path).map_err(|cause| Error::io("cannot find this folder", path, cause));
    let folder = without_dots(&absolute(folder)?);
    let root = without_dots(&absolute(root)?);
    refuse_dangerous(&folder, &root)?;
    let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
        return Err(refusal(&folder, "it is the root of the file system"));
    };
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let is_stood_in = here.is_ok_and(|here| here.starts_with(real(&folder)));
    Ok(Target { beside: Nest::beside(parent, name), is_stood_in, folder })
}

fn refusal(folder: &Path, why: &str) -> Error {
    Error::refusal(
        format!("refusing to write the site here: {why}"),
        folder,
        "Name an empty or a new folder with `--output`, such as `--output public`.",
    )
}

/// Refuses every folder that is not ours to write to.
fn refuse_dangerous(folder: &Path, root: &Path) -> Result<(), Error> {
    let refuse = |why: &str| Err(refusal(folder, why));
    match fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_symlink() => return refuse("it is a symbolic link"),
        Ok(metadata) if !metadata.is_dir() => return refuse("it is a file"),
        Ok(_) => {}
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => return Err(Error::io("cannot look at this folder", folder, cause)),
    }
    if let Some(link) = link_on_the_way(folder, root) {
        return refuse(&format!("`{}` on the way to it is a symbolic link", link.display()));
    }
    // A link higher up could still lead into the project, so both are compared as they really lie.
    let (real_folder, real_root) = (real(folder), real(root));
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
    for above in real_folder.ancestors().skip(1).filter(|above| !real_root.starts_with(above)) {
        refuse_below(above, folder, &real_folder)?;
    }
    for above in real_root.ancestors().skip(1) {
        let is_base = above.join(CONFIGURATION).is_file();
        if is_base && [CONTENT, THEMES].iter().any(|inner| real_folder.starts_with(above.join(inner))) {
            return refuse(&format!("it lies in the texts of another knowledge base, `{}`", above.display()));
        }
    }
    if is_empty(folder)? {
        return Ok(());
    }
    if fs::symlink_metadata(folder.join(CONFIGURATION)).is_ok() {
        return refuse(&format!("it holds a `{CONFIGURATION}`, so it is a knowledge base"));
    }
    if !is_site(folder) {
        return refuse("it holds files that variorum did not write");
    }
    Ok(())
}

/// Refuses an output folder for what one of the folders above it is.
fn refuse_below(above: &Path, folder: &Path, real_folder: &Path) -> Result<(), Error> {
    let inner = [CONTENT, THEMES].into_iter().find(|inner| real_folder.starts_with(above.join(inner)));
    if inner.is_some() && above.join(CONFIGURATION).is_file() {
        let why = format!("it lies in the texts of another knowledge base, `{}`", above.display());
        return Err(refusal(folder, &why));
    }
    if is_site(above) {
        return Err(refusal(folder, &format!("it lies inside of another site, `{}`", above.display())));
    }
    Ok(())
}

/// Whether nothing stands in a folder but what a build left there that was killed, and what systems put into every folder.
fn is_empty(folder: &Path) -> Result<bool, Error> {
    let generations = Nest::inside(folder).generations()?;
    let left: Vec<_> = generations.into_iter().filter(|(_, kind)| *kind != Kind::Published).collect();
    let is_left = |entry: fs::DirEntry| {
        left.iter().any(|(path, _)| *path == entry.path()) || is_of_a_system(&entry.file_name().to_string_lossy())
    };
    Ok(fs::read_dir(folder).map_or(true, |mut entries| entries.all(|entry| entry.is_ok_and(is_left))))
}

/// Whether a folder bears our mark.
fn is_site(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(MANIFEST)).is_ok_and(|metadata| metadata.is_file())
}

/// A symbolic link among the folders that lead to the output folder. One that leads to the knowledge base or to the
/// place where the program runs as well is how this machine is laid out, and so is one right below the root of the file
/// system, such as `/tmp` on macOS: no surprise can come of those.
fn link_on_the_way<'path>(folder: &'path Path, root: &Path) -> Option<&'path Path> {
    let here = std::env::current_dir().unwrap_or_default();
    folder
        .ancestors()
        .skip(1)
        .filter(|above| above.components().count() > 2)
        .filter(|above| !root.starts_with(above) && !here.starts_with(above))
        .find(|above| fs::symlink_metadata(above).is_ok_and(|metadata| metadata.is_symlink()))
}

/// A path as it really lies, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let existing = path.ancestors().find(|path| path.exists()).unwrap_or(path);
    let rest = path.strip_prefix(existing).unwrap_or(Path::new(""));
    // `strip_prefix` of a path from itself leaves an empty one, which `join` would write as a `/` at the end.
    existing
        .canonicalize()
        .map_or_else(|_| path.to_owned(), |real| if rest.as_os_str().is_empty() { real } else { real.join(rest) })
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
