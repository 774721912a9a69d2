//! The only reader: a folder on the disk to [`Sources`].
//!
//! It follows no link. What is no regular file, no UTF-8 or too large is reported and left out.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::codes;
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

/// The largest document, in bytes.
pub const LARGEST_DOCUMENT: u64 = 1 << 20;
/// The largest file of seals, in bytes: room for 10,000 iterations and for some that were resealed.
pub const LARGEST_SEALS: u64 = 4 << 20;
/// The largest file that is published as it is, in bytes.
pub const LARGEST_ASSET: u64 = 20 << 20;

/// What a content file may be, besides Markdown: pictures that no browser runs as a document.
const PICTURES: [&str; 6] = ["avif", "gif", "jpeg", "jpg", "png", "webp"];
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
        .find(|folder| folder.join(CONFIGURATION).is_file())
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
/// Fails if the disk cannot be read. What an author can mend is a diagnostic instead.
pub fn read(root: &Path, diagnostics: &mut Diagnostics) -> Result<Sources, Error> {
    let mut sources = Sources::default();
    let configuration = root.join(CONFIGURATION);
    let failed = |cause| Error::io("cannot read this file", &configuration, cause);
    let metadata = match fs::symlink_metadata(&configuration) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            return Err(no_configuration("in this folder", root));
        }
        other => other.map_err(failed)?,
    };
    if !metadata.is_file() {
        report_file(CONFIGURATION, &mut sources, diagnostics, |span| {
            not_regular(CONFIGURATION, metadata.file_type(), span)
        });
    } else if metadata.len() > LARGEST_DOCUMENT {
        report_file(CONFIGURATION, &mut sources, diagnostics, |span| {
            too_large(CONFIGURATION, metadata.len(), LARGEST_DOCUMENT, span).help("a configuration has a few lines")
        });
    } else {
        add_text(CONFIGURATION, fs::read(&configuration).map_err(failed)?, &mut sources, diagnostics);
    }
    for folder in [CONTENT, THEMES] {
        let below = root.join(folder);
        match fs::symlink_metadata(&below) {
            Ok(_) => walk(root, &below, &mut sources, diagnostics)?,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {}
            Err(cause) => return Err(Error::io("cannot read this folder", &below, cause)),
        }
    }
    Ok(sources)
}

fn walk(root: &Path, folder: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<(), Error> {
    let entries = WalkDir::new(folder).follow_links(false).follow_root_links(false).sort_by_file_name();
    for entry in entries.into_iter().filter_entry(|entry| !is_left_alone(entry)) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::io("cannot read this folder", &path, error.into())
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).expect("the walk stays below the root");
        let path = relative.iter().map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/");
        if !entry.file_type().is_file() {
            report_file(&path, sources, diagnostics, |span| not_regular(&path, entry.file_type(), span));
            continue;
        }
        read_file(&entry, &path, sources, diagnostics)?;
    }
    Ok(())
}

/// How large a file of text may be, in bytes, by its path below the root.
pub fn largest(path: &str) -> u64 {
    if folder_of(path).is_some() { LARGEST_SEALS } else { LARGEST_DOCUMENT }
}

fn read_file(entry: &DirEntry, path: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<(), Error> {
    let suffix = entry.path().extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    let in_theme = path.starts_with(THEMES);
    let is_text =
        if in_theme { THEME_TEXTS.contains(&suffix.as_str()) } else { matches!(suffix.as_str(), "md" | "toml") };
    if !is_text && !in_theme && !PICTURES.contains(&suffix.as_str()) {
        report_file(path, sources, diagnostics, |span| {
            Diagnostic::new(&codes::MISPLACED_FILE, span, format!("`{path}` is neither Markdown nor a picture"))
                .help(format!("a text ends in `.md`; a picture in one of `.{}`", PICTURES.join("`, `.")))
        });
        return Ok(());
    }
    let limit = if is_text { largest(path) } else { LARGEST_ASSET };
    let failed = |cause| Error::io("cannot read this file", entry.path(), cause);
    let size = entry.metadata().map_err(|error| failed(error.into()))?.len();
    if size > limit {
        let help = if is_text { "split the text into several" } else { "make the picture smaller" };
        report_file(path, sources, diagnostics, |span| too_large(path, size, limit, span).help(help));
        return Ok(());
    }
    let bytes = fs::read(entry.path()).map_err(failed)?;
    if is_text {
        add_text(path, bytes, sources, diagnostics);
    } else {
        let source = sources.add_unread(path, "");
        sources.assets.push(Asset { path: path.to_owned(), bytes, source });
    }
    Ok(())
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
            diagnostics.push(
                Diagnostic::new(&codes::NOT_UTF8, place, "this file is not UTF-8 text")
                    .label("here is a byte that no UTF-8 text has")
                    .help("save it again with the encoding UTF-8"),
            );
            return;
        }
    };
    if let Some(place) = text.find('\0') {
        let id = sources.add_unread(path, text);
        diagnostics.push(
            Diagnostic::new(&codes::NUL_BYTE, Span::new(id, place..place + 1), "there is a NUL byte in this text")
                .help("take it out; if this is a document of a word processor, save it as plain text"),
        );
        return;
    }
    sources.add(path, text);
}

/// Reports something about a file whose text was not read.
fn report_file(
    path: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
    diagnostic: impl FnOnce(Span) -> Diagnostic,
) {
    let id = sources.add_unread(path, "");
    diagnostics.push(diagnostic(Span::file(id)));
}

/// Editors' and systems' own files: hidden ones, backups, thumbnails.
fn is_left_alone(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() > 0
        && (name.starts_with('.') || name.ends_with('~') || matches!(name.as_ref(), "Thumbs.db" | "desktop.ini"))
}

fn not_regular(path: &str, kind: fs::FileType, span: Span) -> Diagnostic {
    let kind =
        if kind.is_symlink() { "a symbolic link" } else { "no regular file (a pipe, a socket, a device or a folder)" };
    Diagnostic::new(&codes::NOT_A_REGULAR_FILE, span, format!("`{path}` is {kind}"))
        .help("put the file itself here; links and special files are never followed")
}

fn too_large(path: &str, size: u64, limit: u64, span: Span) -> Diagnostic {
    let message = format!("`{path}` has {size} bytes; at most {limit} ({} MiB) are allowed", limit >> 20);
    Diagnostic::new(&codes::FILE_TOO_LARGE, span, message)
}
