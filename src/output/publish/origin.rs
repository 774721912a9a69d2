//! What a site follows from, so that the same site is not made twice.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::base::text::{Source, Sources};
use crate::base::web::address::Address;
use crate::content::seal::Digest;
use crate::output::publish::platform::Stamp;

/// One number for everything that a site follows from: the program, every file that was read, the address that the site
/// will have, and the days on which it depends. The stages from these to the site are pure, so a site of the same origin is the same site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin(pub(super) Digest);

impl Origin {
    /// The origin of the site that a program makes of what was read: `days` are the one as of which it stands and the last one on
    /// which an iteration took effect. None if nobody can tell whether the program is the same
    /// as that of another day: it has no file of its own, or the system numbers no files.
    pub fn of(program: &Path, sources: &Sources, base_url: Option<&Address>, days: [Option<Date>; 2]) -> Option<Self> {
        let program = Stamp::of(&fs::metadata(program).ok()?);
        if program.number == 0 {
            return None;
        }
        let texts: Vec<&Source> = sources.iter().map(|(_, source)| &**source).collect();
        let texts = texts.par_iter().map(|text| (text.path.as_str(), text.is_read, Digest::of(text.text.as_bytes())));
        let assets = sources.assets().par_iter().map(|asset| (&*asset.path, false, Digest::of(&asset.bytes)));
        let lines = texts.chain(assets).map(|(path, is_read, digest)| format!("{path:?} {is_read} {digest}\n"));
        let lines: Vec<String> = lines.collect();
        let whole = format!("{program:?}\n{base_url:?}\n{days:?}\n{}", lines.concat());
        Some(Self(Digest::of(whole.as_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn whatever_differs_makes_another_origin() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let program = |name: &str| {
            let path = folder.path().join(name);
            fs::write(&path, "program").expect("a new file");
            path
        };
        let (one, other) = (program("one"), program("other"));
        let sources = |files: &[(&str, &str)], pictures: &[(&str, &str)]| {
            let mut sources = Sources::default();
            for (path, text) in files {
                sources.add(*path, *text);
            }
            for (path, bytes) in pictures {
                sources.add_asset(*path, bytes.as_bytes());
            }
            sources
        };
        let address = |text| Address::of_link(text).expect("an address that is allowed");
        let (base, deeper) = (address("https://example.org/"), address("https://example.org/x/"));
        let usual = sources(&[("a.md", "text"), ("b.md", "")], &[("c.png", "bytes")]);
        let origin = |program: &Path, sources: &Sources, base_url| Origin::of(program, sources, base_url, [None; 2]);
        let mut unread = sources(&[("a.md", "text")], &[("c.png", "bytes")]);
        unread.add_unread("b.md", "");
        let origins = [
            origin(&one, &usual, base.as_ref()),
            origin(&other, &usual, base.as_ref()),
            origin(&one, &usual, None),
            origin(&one, &usual, deeper.as_ref()),
            origin(&one, &sources(&[("a.md", "texts"), ("b.md", "")], &[("c.png", "bytes")]), base.as_ref()),
            origin(&one, &sources(&[("a.md", "tex"), ("b.md", "t")], &[("c.png", "bytes")]), base.as_ref()),
            origin(&one, &sources(&[("a.md", "text"), ("bb.md", "")], &[("c.png", "bytes")]), base.as_ref()),
            origin(&one, &sources(&[("a.md", "text")], &[("c.png", "bytes")]), base.as_ref()),
            origin(&one, &sources(&[("a.md", "text"), ("b.md", "")], &[("c.png", "other")]), base.as_ref()),
            origin(&one, &sources(&[("a.md", "text"), ("b.md", "")], &[]), base.as_ref()),
            origin(&one, &unread, base.as_ref()),
            Origin::of(&one, &usual, base.as_ref(), [Some(jiff::civil::date(2019, 12, 1)), None]),
            Origin::of(&one, &usual, base.as_ref(), [None, Some(jiff::civil::date(2019, 12, 1))]),
        ];
        for (index, origin) in origins.iter().enumerate() {
            assert!(origin.is_some() && !origins[..index].contains(origin), "{index}");
        }
        assert_eq!(origin(&one, &usual, base.as_ref()), origins[0]);
        assert_eq!(origin(Path::new("nowhere"), &usual, None), None);
    }
}
