//! The list of the files of a site, which marks its folder as ours.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use crate::base::diagnostic::error::Error;
use crate::base::names::is_address;
use crate::content::read::{self, Content};
use crate::content::seal::Digest;
use crate::output::publish::platform;

/// The file that marks an output folder and lists what is in it.
pub const MANIFEST: &str = ".variorum-manifest";
/// The first line of the manifest.
const HEAD: &str = "variorum output, version 1";
/// What stands in the place of the digest of a file that is about to be written.
const UNWRITTEN: &str = "-";

/// The files of a site with their digests, by route; none for a file that is about to be written.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) digests: BTreeMap<String, Option<Digest>>,
    /// The digest of the manifest itself, if there is one.
    pub(super) own: Option<Digest>,
}

impl Manifest {
    /// Reads the manifest of a folder; an empty one if there is none. Lines that name no path which a site can have are left
    /// out, so that a manifest that somebody changed removes nothing elsewhere.
    ///
    /// # Errors
    /// Fails if there is a manifest that cannot be read.
    pub(super) fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(MANIFEST);
        let text = match read::content(&path, u64::MAX) {
            Ok(Content::Bytes(text)) => text,
            Ok(Content::Special(_) | Content::TooLarge(_)) => return Ok(Self::default()),
            Err(cause) if is_absence(&cause) => return Ok(Self::default()),
            Err(cause) => return Err(Error::io("cannot read this file", &path, cause)),
        };
        let own = Some(Digest::of(&text));
        let text = String::from_utf8_lossy(&text);
        let entries = text.lines().skip(1).filter_map(|line| line.split_once("  "));
        let digests = entries
            .filter(|(_, route)| is_address(route))
            .map(|(digest, route)| (route.to_owned(), Digest::parse(digest)))
            .collect();
        Ok(Self { digests, own })
    }
}

/// What stands in a manifest that lists these files.
///
/// # Panics
/// Panics if a route is none that a site can have: the next build would not know the file as ours.
pub(super) fn text<'route>(entries: impl Iterator<Item = (&'route str, Option<Digest>)>) -> String {
    let mut text = format!("{HEAD}\n");
    for (route, digest) in entries {
        assert!(is_address(route), "names were checked before: {route:?}");
        let _ = match digest {
            Some(digest) => writeln!(text, "{digest}  {route}"),
            None => writeln!(text, "{UNWRITTEN}  {route}"),
        };
    }
    text
}

/// Writes a file where there is none, and tells how it looks from outside.
///
/// # Errors
/// Fails if something stands there already, or if the disk fails.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<platform::Stamp> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    let metadata = file.metadata()?;
    platform::make_readable(&file, &metadata)?;
    Ok(platform::Stamp::of(&metadata))
}

/// Whether nothing stands at a path.
pub(super) fn is_absence(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_with_the_path_of_a_page_are_read() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let digest = Digest::of(b"abc");
        let mut text = text([("a/b.html", Some(digest)), ("index.html", None)].into_iter());
        for route in [
            "",
            "/etc/passwd",
            "../a",
            "a/../../b",
            "a/./b",
            "a//b",
            "a/",
            "a\\..\\b",
            "C:\\a",
            "C:a",
            "a\u{1b}[31m",
            "a\tb",
            "a\u{202e}",
            "\u{fffd}",
            ".git/config",
            "con",
            "a .html",
            MANIFEST,
        ] {
            let _ = writeln!(text, "{digest}  {route}");
        }
        std::fs::write(folder.path().join(MANIFEST), text).expect("a new file");
        let read = Manifest::read(folder.path()).expect("readable");
        let listed: Vec<(&str, Option<Digest>)> =
            read.digests.iter().map(|(route, digest)| (&**route, *digest)).collect();
        assert_eq!(listed, [("a/b.html", Some(digest)), ("index.html", None)]);
    }

    #[test]
    #[should_panic(expected = "names were checked before")]
    fn no_other_path_is_written() {
        text([("a\nb", None)].into_iter());
    }
}
