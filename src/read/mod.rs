//! The only reader: a folder on the disk to [`Sources`].
//!
//! It follows no link. What is no regular file, no UTF-8, too large or unreadable is reported and left out, and the rest is
//! read all the same, so that everything that is wrong is told in one run.

mod open;
mod report;

pub(crate) use self::open::{Content, Opened, content, opened};

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::report::printable;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::seal::folder_of;
use crate::text::{Asset, Sources, Span};

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
    let mut reader = Reader { root, sources: Sources::default(), diagnostics };
    match content(&root.join(CONFIGURATION), LARGEST_CONFIGURATION) {
        Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Err(no_configuration("in this folder", root));
        }
        content => reader.add(CONFIGURATION, Kind::Text, LARGEST_CONFIGURATION, content),
    }
    for folder in [CONTENT, THEMES] {
        reader.walk(folder);
    }
    Ok(reader.sources)
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

/// What was read so far.
struct Reader<'run> {
    root: &'run Path,
    sources: Sources,
    diagnostics: &'run mut Diagnostics,
}

impl Reader<'_> {
    /// Reads everything below a folder; nothing if it is not there.
    fn walk(&mut self, folder: &str) {
        let walk =
            WalkDir::new(self.root.join(folder)).follow_links(false).follow_root_links(false).sort_by_file_name();
        let mut entries = walk.into_iter().filter_entry(|entry| !is_left_alone(entry));
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map_or_else(|| folder.to_owned(), |path| self.shown(path));
                    let cause = error.into_io_error().expect("only a walk that follows links meets a loop");
                    // What is gone by the time it is looked into is as if it had never been there.
                    if cause.kind() != io::ErrorKind::NotFound {
                        self.report(&path, |path, span| report::unreadable_folder(path, &cause, span));
                    }
                    continue;
                }
            };
            let path = self.shown(entry.path());
            if entry.file_name().to_str().is_none() {
                self.report(&path, report::name_not_utf8);
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            } else if entry.file_type().is_file() {
                self.read_file(&entry, &path);
            } else if !entry.file_type().is_dir() {
                self.report(&path, |path, span| report::not_regular(path, entry.file_type(), span));
            }
        }
    }

    fn read_file(&mut self, entry: &DirEntry, path: &str) {
        let kind = Kind::of(path);
        let limit = match kind {
            Kind::Text => largest(path),
            Kind::Asset => LARGEST_ASSET,
            Kind::Neither => return self.report(path, report::neither),
        };
        match content(entry.path(), limit) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            content => self.add(path, kind, limit, content),
        }
    }

    /// Adds a file as it was found.
    fn add(&mut self, path: &str, kind: Kind, limit: u64, content: io::Result<Content>) {
        match content {
            Ok(Content::Bytes(bytes)) if kind == Kind::Text => {
                add_text(path, bytes, &mut self.sources, self.diagnostics);
            }
            Ok(Content::Bytes(bytes)) => {
                let source = self.sources.add_unread(path, "");
                self.sources.assets.push(Asset { path: path.to_owned(), bytes, source });
            }
            Ok(Content::TooLarge(size)) => {
                self.report(path, |path, span| report::too_large(path, kind, size, limit, span));
            }
            Ok(Content::Special(kind)) => self.report(path, |path, span| report::not_regular(path, kind, span)),
            Err(cause) => self.report(path, |path, span| report::unreadable_file(path, &cause, span)),
        }
    }

    /// Reports something about a file or a folder that was not read. The path is handed over as it can be told.
    fn report(&mut self, path: &str, diagnostic: impl FnOnce(&str, Span) -> Diagnostic) {
        let id = self.sources.add_unread(path, "");
        self.diagnostics.push(diagnostic(&printable(path), Span::file(id)));
    }

    /// A path below the root, with `/` between folders and `\xFF` for each byte that is no UTF-8, so that two names which
    /// are no text do not become one.
    fn shown(&self, path: &Path) -> String {
        let below = path.strip_prefix(self.root).expect("the walk stays below the root");
        below.iter().map(shown_name).collect::<Vec<_>>().join("/")
    }
}

fn shown_name(name: &OsStr) -> String {
    let mut shown = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(shown, "\\x{byte:02X}");
        }
    }
    shown
}

/// Adds a text without byte order mark and carriage returns. What is no UTF-8 text is reported and not read further.
pub fn add_text(path: &str, bytes: Vec<u8>, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let plain = |text: &str| text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let text = match String::from_utf8(bytes) {
        Ok(text) => plain(&text),
        Err(error) => {
            let sound = error.utf8_error().valid_up_to();
            let before = plain(&String::from_utf8_lossy(&error.as_bytes()[..sound]));
            let id = sources.add_unread(path, plain(&String::from_utf8_lossy(error.as_bytes())));
            let place = Span::new(id, before.len()..before.len() + '\u{FFFD}'.len_utf8());
            diagnostics.push(report::not_utf8(place));
            return;
        }
    };
    if let Some(place) = text.find('\0') {
        let id = sources.add_unread(path, text);
        diagnostics.push(report::nul_byte(Span::new(id, place..place + 1)));
        return;
    }
    sources.add(path, text);
}

/// Editors' and systems' own files: hidden ones, backups, thumbnails.
fn is_left_alone(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() > 0
        && (name.starts_with('.') || name.ends_with('~') || matches!(name.as_ref(), "Thumbs.db" | "desktop.ini"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_have_a_form_of_their_own() {
        use std::os::unix::ffi::OsStrExt as _;
        assert_eq!(shown_name(OsStr::new("a é.md")), "a é.md");
        assert_eq!(shown_name(OsStr::from_bytes(b"a\xFF\xFE.md")), "a\\xFF\\xFE.md");
        assert_eq!(shown_name(OsStr::from_bytes(b"\xE2\x80x")), "\\xE2\\x80x");
    }
}
