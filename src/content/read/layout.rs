//! What lies where in the folder of a knowledge base, and how large it may be.

use std::ffi::OsStr;
use std::path::Path;

use crate::base::names;
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
pub(super) const PICTURES: [&str; 6] = ["avif", "gif", "jpeg", "jpg", "png", "webp"];
/// What a content file is if it is text.
const CONTENT_TEXTS: [&str; 2] = ["md", "toml"];
/// What a theme file is if it is text.
const THEME_TEXTS: [&str; 7] = ["css", "html", "js", "svg", "toml", "txt", "xml"];

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
pub(super) enum Kind {
    /// A text, which is read as UTF-8.
    Text,
    /// What is published as it is.
    Asset,
    /// Nothing that belongs into the content.
    Neither,
}

impl Kind {
    pub(super) fn of(path: &str) -> Self {
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

/// Whether nobody reads a file or a folder of a name; see [`crate::base::names::is_left_alone`].
pub(super) fn is_left_alone(name: &OsStr) -> bool {
    names::is_left_alone(&name.to_string_lossy())
}
