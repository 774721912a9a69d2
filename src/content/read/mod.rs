//! The only reader: a folder on the disk to [`Sources`].
//!
//! It follows no link. What is no regular file, no UTF-8, too large or unreadable is reported and left out, and the rest is
//! read all the same, so that everything that is wrong is told in one run.
//!
//! A [`Reader`] keeps what it read, and reads again what may have changed. [`read`] is the same for one time.

pub mod pictures;

mod change;
mod open;
mod reader;
mod report;

pub use self::change::Change;
pub(crate) use self::open::{Content, Opened, content, opened};
pub use self::reader::Reader;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::base::diagnostic::{Diagnostic, Diagnostics, error::Error};
use crate::base::names;
use crate::base::screening::merges;
use crate::base::text::{Source, SourceId, Sources, Span};
use crate::content::seal::folder_of;

/// The file that makes a folder a knowledge base.
pub const CONFIGURATION: &str = "variorum.toml";
/// The folder with the texts.
pub const CONTENT: &str = "content";
/// The folder with the themes.
pub const THEMES: &str = "themes";
/// The folder of a theme with the files that are published as they are.
pub const STATIC: &str = "static";

/// The largest configuration, in bytes.
pub const LARGEST_CONFIGURATION: u64 = 64 << 10;
/// The largest document, in bytes.
pub const LARGEST_DOCUMENT: u64 = 1 << 20;
/// The largest file of seals, in bytes: room for 10,000 iterations and for some that were resealed.
pub const LARGEST_SEALS: u64 = 4 << 20;
/// The largest file that is published as it is, in bytes.
pub const LARGEST_ASSET: u64 = 20 << 20;

/// What a content file may be, besides Markdown: pictures that no browser runs as a document.
const PICTURES: [&str; 6] = ["avif", "gif", "jpeg", "jpg", "png", "webp"];
/// What a content file is if it is text.
const CONTENT_TEXTS: [&str; 2] = ["md", "toml"];
/// What a theme file is if it is text.
const THEME_TEXTS: [&str; 7] = ["css", "html", "js", "svg", "toml", "txt", "xml"];

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

fn no_configuration(place: &str, path: &Path) -> Error {
    Error::refusal(
        format!("no `{CONFIGURATION}` {place}"),
        path,
        "Go to the folder of your knowledge base, name it with `--root`, or start a new one with `variorum init`.",
    )
}

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

/// How large a file of text may be, in bytes, by its path below the root.
pub fn largest(path: &str) -> u64 {
    match path {
        CONFIGURATION => LARGEST_CONFIGURATION,
        path if folder_of(path).is_some() => LARGEST_SEALS,
        _ => LARGEST_DOCUMENT,
    }
}

/// What the reader makes of a file, as its path tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A text, which is read as UTF-8.
    Text,
    /// What is published as it is.
    Asset,
    /// Nothing that belongs into the content.
    Neither,
}

impl Kind {
    fn of(path: &str) -> Self {
        let suffix = Path::new(path).extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
        let is_one_of = |suffixes: &[&str]| suffixes.contains(&suffix.as_str());
        if path.starts_with(THEMES) {
            if is_one_of(&THEME_TEXTS) { Self::Text } else { Self::Asset }
        } else if is_one_of(&CONTENT_TEXTS) {
            Self::Text
        } else if is_one_of(&PICTURES) {
            Self::Asset
        } else {
            Self::Neither
        }
    }
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

/// Adds a text without byte order mark and carriage returns. What is no UTF-8 text, or two texts that a merge left in one
/// file, is reported and not read further.
pub fn add_text(path: &str, bytes: Vec<u8>, sources: &mut Sources, diagnostics: &mut Diagnostics) -> SourceId {
    let id = sources.reserve();
    let (source, faults) = text(id, path, bytes);
    sources.put(id, source, None);
    for fault in faults {
        diagnostics.push(fault);
    }
    id
}

/// Adds a file as what its path tells: a text, or a picture that is published as it is. Anything else is left out.
pub fn add(path: &str, bytes: Vec<u8>, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    match Kind::of(path) {
        Kind::Text => {
            add_text(path, bytes, sources, diagnostics);
        }
        Kind::Asset => {
            sources.add_asset(path, bytes);
        }
        Kind::Neither => {}
    }
}

/// The text that a file holds, and what is wrong with it if it is none.
fn text(id: SourceId, path: &str, bytes: Vec<u8>) -> (Source, Vec<Diagnostic>) {
    let path = path.to_owned();
    let text = match String::from_utf8(bytes) {
        Ok(text) => plain(text),
        Err(error) => {
            let sound = error.utf8_error().valid_up_to();
            let before = plain(String::from_utf8_lossy(&error.as_bytes()[..sound]).into_owned());
            let text = plain(String::from_utf8_lossy(error.as_bytes()).into_owned());
            let place = Span::new(id, before.len()..before.len() + '\u{FFFD}'.len_utf8());
            return (Source { path, text, is_read: false }, vec![report::not_utf8(place)]);
        }
    };
    let nul = text.find('\0').map(|place| report::nul_byte(Span::new(id, place..place + 1)));
    // What else is wrong in a text that contains two versions of itself would only bury that.
    let faults: Vec<Diagnostic> = nul.into_iter().chain(merges::faults(id, &path, &text)).collect();
    (Source { path, text, is_read: faults.is_empty() }, faults)
}

/// A text without byte order mark, and with `\n` at the end of its lines.
pub fn plain(mut text: String) -> String {
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// Whether nobody reads a file or a folder of a name; see [`crate::base::names::is_left_alone`].
fn is_left_alone(name: &OsStr) -> bool {
    names::is_left_alone(&name.to_string_lossy())
}
