//! Names of files that mean the same on every system, and pairs of them that do not.

use std::collections::{HashMap, HashSet};
use std::fmt;

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization as _;

use crate::base::names::Slug;
use crate::base::names::device::is_device;

/// Why some systems cannot hold a file of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// Windows opens a device under this name, in every folder and whatever stands behind a dot.
    Device,
    /// Windows takes a dot away that ends a name.
    DotAtEnd,
    /// Windows takes a space away that ends a name.
    SpaceAtEnd,
}

impl NameFault {
    /// What is wrong with a name of a file or a folder, if anything is.
    pub fn of(name: &str) -> Option<Self> {
        match name.chars().next_back() {
            Some('.') => Some(Self::DotAtEnd),
            Some(' ') => Some(Self::SpaceAtEnd),
            _ => is_device(name).then_some(Self::Device),
        }
    }
}

/// Completes the sentence that begins with the name.
impl fmt::Display for NameFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Device => "is what Windows calls a device, so no file can have this name there",
            Self::DotAtEnd => "ends in a dot, which Windows takes away",
            Self::SpaceAtEnd => "ends in a space, which Windows takes away",
        })
    }
}

/// A name like this one that a file can have everywhere; none if nothing of it can stay.
pub fn propose_file_name(name: &str) -> Option<String> {
    let name = name.trim_end_matches(['.', ' ']);
    let is_ending =
        |ending: &str| (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match name.rsplit_once('.').filter(|(_, ending)| is_ending(ending)) {
        Some((stem, ending)) => Some(format!("{}.{}", Slug::propose(stem)?, ending.to_ascii_lowercase())),
        None => Slug::propose(name).map(|slug| slug.to_string()),
    }
}

/// Whether a part of a path means the same in an address, in a list of files and on every file system. It begins with a
/// letter or a digit, because web servers hide or leave out files with other beginnings.
pub fn is_address_part(part: &str) -> bool {
    part.starts_with(|first: char| first.is_ascii_alphanumeric())
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        && NameFault::of(part).is_none()
}

/// The file in which some hosts read where addresses of before lead.
pub const REDIRECTS: &str = "_redirects";

/// Whether a path below the root of a site is one that a page can have: parts that are each [`is_address_part`], perhaps
/// below the folder that RFC 8615 keeps for programs; or [`REDIRECTS`].
pub fn is_address(path: &str) -> bool {
    path == REDIRECTS || path.strip_prefix(".well-known/").unwrap_or(path).split('/').all(is_address_part)
}

/// A path and each folder that it lies in, the outermost first.
pub fn with_folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(slash, _)| &path[..slash]).chain([path])
}

/// Paths as a system knows them that does not tell capital letters from small ones, nor the two ways to write an accent.
///
/// Two paths are one there if they are canonical caseless matches (The Unicode Standard, D145): macOS compares names like
/// that, and Windows tells a few more apart.
#[derive(Debug)]
pub struct Spellings<'path, Owner> {
    known: HashMap<String, (&'path str, Owner)>,
    told: HashSet<&'path str>,
    /// The path that came last: its folders are known, and often those of the next.
    last: &'path str,
}

impl<'path, Owner: Copy> Spellings<'path, Owner> {
    /// No paths yet.
    pub fn new() -> Self {
        Self { known: HashMap::new(), told: HashSet::new(), last: "" }
    }

    /// Adds a path. Returns what collides, each pair once: the path or a folder of it, and what is spelled otherwise, with
    /// its owner.
    pub fn add(&mut self, path: &'path str, owner: Owner) -> Option<(&'path str, &'path str, Owner)> {
        let last = std::mem::replace(&mut self.last, path);
        for here in with_folders(path) {
            if self.told.contains(here) {
                return None;
            }
            if here.len() < path.len() && is_in_folder(last, here) {
                continue;
            }
            let (other, other_owner) = *self.known.entry(folded(here)).or_insert((here, owner));
            if other != here {
                self.told.insert(here);
                return Some((here, other, other_owner));
            }
        }
        None
    }
}

impl<Owner: Copy> Default for Spellings<'_, Owner> {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether a path lies in a folder or below it.
pub fn is_in_folder(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether two names are one and the same to a reader, and differ in how their accents are written.
pub fn is_written_otherwise(one: &str, other: &str) -> bool {
    one != other && one.nfd().eq(other.nfd())
}

/// A text in which letters are equal that differ only in being large or small, or in how their accents are written.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let apart: String = text.nfd().collect();
    UniCase::unicode(apart).to_folded_case().nfd().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn collides(one: &str, other: &str) -> bool {
        let mut spellings = Spellings::new();
        assert_eq!(spellings.add(one, 1), None);
        let found = spellings.add(other, 2);
        assert_eq!(spellings.add(other, 3), None, "a pair is told once");
        found.is_some()
    }

    #[test]
    fn names_that_are_one_on_some_systems_collide() {
        for (one, other) in [
            ("a/Map.png", "a/map.png"),
            ("caf\u{e9}.png", "cafe\u{301}.png"),
            ("CAF\u{c9}.png", "cafe\u{301}.png"),
            ("stra\u{df}e.png", "STRASSE.png"),
            ("\u{3c3}.png", "\u{3c2}.png"),
            ("\u{3a3}.png", "\u{3c2}.png"),
            ("\u{212a}.png", "k.png"),
            ("\u{1e9e}.png", "ss.png"),
            ("\u{130}.png", "i\u{307}.png"),
            ("\u{1f80}.png", "\u{1f00}\u{3b9}.png"),
            ("a\u{323}\u{307}.png", "a\u{307}\u{323}.png"),
            ("Pictures/a.png", "pictures/b.png"),
            ("a", "A/b"),
        ] {
            assert!(collides(one, other) && collides(other, one), "{one} and {other}");
        }
        for (one, other) in [("a.png", "b.png"), ("i.png", "\u{131}.png"), ("e.png", "\u{e9}.png"), ("a", "a/b")] {
            assert!(!collides(one, other) && !collides(other, one), "{one} and {other}");
        }
    }

    #[test]
    fn folders_that_are_one_are_told_once() {
        let mut spellings = Spellings::new();
        for (path, owner) in [("a/T/1", 1), ("a/T/2", 2)] {
            assert_eq!(spellings.add(path, owner), None);
        }
        assert_eq!(spellings.add("a/t/1", 3), Some(("a/t", "a/T", 1)));
        assert_eq!(spellings.add("a/t/2", 4), None);
    }

    #[test]
    fn devices_are_known_by_what_stands_before_the_first_dot() {
        for name in ["con", "AUX", "nul.png", "Prn.tar.gz", "com1", "LPT9.md", "com\u{b9}", "lpt0", "aux .md", "conin$"]
        {
            assert_eq!(NameFault::of(name), Some(NameFault::Device), "{name}");
        }
        for name in ["cons", "co", "com", "com10", "lpt", "a.con", "aux-1.md", "null", "console.md"] {
            assert_eq!(NameFault::of(name), None, "{name}");
        }
        assert_eq!(NameFault::of("a.md."), Some(NameFault::DotAtEnd));
        assert_eq!(NameFault::of("a.md "), Some(NameFault::SpaceAtEnd));
    }

    #[test]
    fn a_proposed_name_can_be_had_everywhere() {
        for (name, proposal) in [
            ("aux.md", Some("aux-1.md")),
            ("Nul", Some("nul-1")),
            ("a.md. .", Some("a.md")),
            ("My Font[wght].woff2", Some("my-font-wght.woff2")),
            ("a\u{202e}b.PNG", Some("a-b.png")),
            ("..", None),
            ("地図.png", None),
        ] {
            assert_eq!(propose_file_name(name).as_deref(), proposal, "{name:?}");
            assert!(proposal.is_none_or(is_address_part), "{proposal:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_proposed_is_an_address_and_stays_as_it_is(name in any::<String>()) {
            if let Some(proposal) = propose_file_name(&name) {
                prop_assert!(is_address_part(&proposal), "{proposal:?}");
                prop_assert_eq!(propose_file_name(&proposal), Some(proposal));
            }
        }

        #[test]
        fn a_path_collides_with_its_other_forms_and_not_with_itself(path in "[a-zA-Z/é\u{301}ßΣςİK]{1,12}") {
            let mut spellings = Spellings::new();
            prop_assert_eq!(spellings.add(&path, 1), None);
            prop_assert_eq!(spellings.add(&path, 2), None);
            for other in [path.to_uppercase(), path.nfd().collect(), path.nfc().collect()] {
                prop_assert!(other == path || collides(&path, &other), "{path:?} and {other:?}");
            }
        }
    }

    #[test]
    fn only_plain_paths_are_addresses() {
        for path in ["_redirects", "index.html", "a/b.html", ".well-known/a.json", "a_b/C-d.e", "1"] {
            assert!(is_address(path), "{path}");
        }
        for path in [
            "",
            "/a",
            "../a",
            "a/../b",
            "./a",
            "a/./b",
            "a//b",
            "a/",
            "C:/a",
            "C:a",
            "a\\b",
            "a b",
            "a\nb",
            "a\u{1b}",
            "a%2fb",
            "a?b",
            "a#b",
            "a\"b",
            "é",
            "a\u{202e}",
            ".a",
            "-a",
            "_a",
            "a.",
            "con",
            "a/nul.html",
            ".well-known",
            "a/_redirects",
            "_redirects/a",
            ".well-known/",
            ".well-known/../a",
            "a/.well-known/b",
        ] {
            assert!(!is_address(path), "{path:?}");
        }
    }
}
