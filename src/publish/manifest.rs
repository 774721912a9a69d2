//! The list of the files of a site, which marks its folder as ours.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Component, Path};

use sha2::{Digest as _, Sha256};

use crate::error::Error;
use crate::publish::platform;

/// The file that marks an output folder and lists what is in it.
pub const MANIFEST: &str = ".variorum-manifest";
/// The first line of the manifest.
const HEAD: &str = "variorum output, version 1";
/// What stands in the place of the digest of a file that is about to be written.
const UNWRITTEN: &str = "-";

/// The SHA-256 of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digest([u8; 32]);

impl Digest {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest that 64 hexadecimal digits write.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        // A sign in front of a digit would be read as part of a number.
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        for (byte, position) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[position..position + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        formatter.write_str(str::from_utf8(&text).expect("digits are ASCII"))
    }
}

/// The files of a site with their digests, by route; none for a file that is about to be written.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) digests: BTreeMap<String, Option<Digest>>,
    /// The digest of the manifest itself, if there is one.
    pub(super) own: Option<Digest>,
}

impl Manifest {
    /// Reads the manifest of a folder; an empty one if there is none. Lines that name no plain path below the folder are
    /// left out, so that a manifest that somebody changed removes nothing elsewhere.
    ///
    /// # Errors
    /// Fails if there is a manifest that cannot be read.
    pub(super) fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(MANIFEST);
        let failed = |cause| Error::io("cannot read this file", &path, cause);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return Ok(Self::default()),
            Err(cause) if is_absence(&cause) => return Ok(Self::default()),
            Err(cause) => return Err(failed(cause)),
        }
        let text = fs::read(&path).map_err(failed)?;
        let own = Some(Digest::of(&text));
        let text = String::from_utf8_lossy(&text);
        let entries = text.lines().skip(1).filter_map(|line| line.split_once("  "));
        let digests = entries
            .filter(|(_, route)| is_plain(route))
            .map(|(digest, route)| (route.to_owned(), Digest::parse(digest)))
            .collect();
        Ok(Self { digests, own })
    }
}

/// What stands in a manifest that lists these files.
pub(super) fn text<'route>(entries: impl Iterator<Item = (&'route str, Option<Digest>)>) -> String {
    let mut text = format!("{HEAD}\n");
    for (route, digest) in entries {
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

fn is_plain(route: &str) -> bool {
    !route.is_empty()
        && route != MANIFEST
        && Path::new(route).components().all(|part| matches!(part, Component::Normal(_)))
        // A path with `//` or a `/` at its end names the same file as another.
        && route.split('/').all(|part| !part.is_empty() && part != ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_as_it_is_written() {
        let digest = Digest::of(b"abc");
        let text = digest.to_string();
        assert_eq!(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(Digest::parse(&text), Some(digest));
        for wrong in ["", "-", &text[1..], &text.replace('b', "g"), &text.replace('b', "+"), &"é".repeat(32)] {
            assert_eq!(Digest::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_plain_paths_name_a_file_of_ours() {
        for route in ["index.html", "a/b.html", ".well-known/a.json"] {
            assert!(is_plain(route), "{route}");
        }
        for route in ["", "/a", "../a", "a/../b", "./a", "a/./b", "a//b", "a/", MANIFEST] {
            assert!(!is_plain(route), "{route}");
        }
    }
}
