//! The canonical form of an iteration, and its digest.

use std::fmt;

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use crate::base::names::{IterationNumber, Slug};

/// A SHA-256, written as 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads 64 lower-case hex digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
        let bytes: Vec<u8> =
            pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect::<Option<_>>()?;
        bytes.try_into().ok().map(Self)
    }

    /// The first twelve digits, for the eye only: they are too few to compare by.
    pub fn short(self) -> String {
        self.to_string()[..12].to_owned()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 64];
        for (pair, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
            *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
        }
        formatter.write_str(str::from_utf8(&text).expect("digits are ASCII"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// What is sealed of an iteration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'text> {
    /// Its number.
    pub number: IterationNumber,
    /// Its date.
    pub date: Date,
    /// The ids of its authors, in their order.
    pub authors: Vec<&'text Slug>,
    body: &'text str,
}

impl<'text> Record<'text> {
    /// A record, from the Markdown below the front matter with `\n` line ends.
    pub fn new(number: IterationNumber, date: Date, authors: Vec<&'text Slug>, markdown: &'text str) -> Self {
        Self { number, date, authors, body: markdown.trim_start_matches('\n').trim_end_matches([' ', '\t', '\n']) }
    }

    /// The body as it is sealed.
    pub fn body(&self) -> &'text str {
        self.body
    }

    /// The canonical form, as the [module](super) describes it.
    pub fn canonical_form(&self) -> String {
        let mut form = format!(
            "variorum iteration 1\nnumber {}\ndate {}\nauthors {}\n",
            self.number,
            self.date,
            self.authors.len()
        );
        for author in &self.authors {
            form.push_str(author.as_str());
            form.push('\n');
        }
        form + &format!("body {}\n{}", self.body.len(), self.body)
    }

    /// The SHA-256 of the canonical form.
    pub fn digest(&self) -> Digest {
        Digest::of(self.canonical_form().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_64_small_hex_digits() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Digest::of(b"").to_string(), empty);
        assert_eq!(Digest::parse(empty), Some(Digest::of(b"")));
        assert_eq!(Digest::of(b"").short(), "e3b0c44298fc");
        for bad in [
            "",
            "e3",
            &empty[..62],
            &empty.to_uppercase(),
            &format!("{empty}00"),
            &empty.replace('e', "é"),
            &empty.replace('b', "+"),
            &"é".repeat(32),
        ] {
            assert_eq!(Digest::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn empty_lines_around_a_body_are_not_sealed_and_everything_inside_is() {
        let form = |markdown| {
            Record::new(IterationNumber::FIRST, Date::constant(2020, 12, 8), Vec::new(), markdown).canonical_form()
        };
        assert_eq!(form("\n\na  \nb\n\t \n"), form("a  \nb"));
        assert_ne!(form("a  \nb"), form("a\nb"));
        assert_ne!(form(" a"), form("a"));
        assert_ne!(form("a\u{a0}"), form("a"));
    }
}
