//! Names and numbers that documents are known by, and names that files can have.

mod device;
mod files;
mod left_alone;
mod people;

pub use self::device::is_device;
pub use self::files::{
    NameFault, REDIRECTS, Spellings, folded, is_address, is_address_part, is_in_folder, is_written_otherwise,
    propose_file_name, with_folders,
};
pub use self::left_alone::{is_left_alone, is_of_a_system, is_path_left_alone};
pub use self::people::id_of_person;

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The longest slug, in bytes.
pub const LONGEST_SLUG: usize = 80;

/// The name of a document in its address: `[a-z0-9]+(-[a-z0-9]+)*`, at most [`LONGEST_SLUG`] bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Box<str>);

impl Slug {
    /// Reads a slug; nothing is guessed or mended.
    pub fn parse(text: &str) -> Option<Self> {
        let word = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        (text.len() <= LONGEST_SLUG && text.split('-').all(word)).then(|| Self(text.into()))
    }

    /// A slug made from any text: Latin letters without their accents and digits, in lower case, everything else a hyphen, and a
    /// number after the name of a device. Only for proposing a name to a person. `draft.js` does the same.
    pub fn propose(text: &str) -> Option<Self> {
        let mut lower = String::with_capacity(text.len());
        for character in text.nfkd().flat_map(char::to_lowercase).filter(|character| !is_combining_mark(*character)) {
            match ascii_letters(character) {
                Some(letters) => lower.push_str(letters),
                None if character.is_ascii_alphanumeric() => lower.push(character),
                None => lower.push('-'),
            }
        }
        let words: Vec<&str> = lower.split('-').filter(|word| !word.is_empty()).collect();
        let mut slug = words.join("-");
        slug.truncate(LONGEST_SLUG);
        if is_device(&slug) {
            slug.push_str("-1");
        }
        Self::parse(slug.trim_end_matches('-'))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How a small Latin letter that is no letter with an accent is written where there is only ASCII.
fn ascii_letters(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        _ => return None,
    })
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The number of an iteration: 1, 2, 3 and so on. It never changes and is never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IterationNumber(u32);

impl IterationNumber {
    /// The most iterations that one definition may have.
    pub const MOST: u32 = 10_000;
    /// The first.
    pub const FIRST: Self = Self(1);

    /// A number from 1 to [`Self::MOST`].
    pub fn new(number: u32) -> Option<Self> {
        (1..=Self::MOST).contains(&number).then_some(Self(number))
    }

    /// Reads decimal digits without sign or leading zero.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten().and_then(Self::new)
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }

    /// The number after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for IterationNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// What a text is about: a definition (`prodops`, so its current text) or one iteration of it (`prodops@4`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The definition.
    pub definition: Slug,
    /// The iteration, or none for whatever is current.
    pub iteration: Option<IterationNumber>,
}

impl Reference {
    /// Reads `slug` or `slug@number`.
    pub fn parse(text: &str) -> Option<Self> {
        let (slug, number) = match text.split_once('@') {
            Some((slug, number)) => (slug, Some(IterationNumber::parse(number)?)),
            None => (text, None),
        };
        Some(Self { definition: Slug::parse(slug)?, iteration: number })
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.definition.fmt(formatter)?;
        match self.iteration {
            Some(number) => write!(formatter, "@{number}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_lower_case_words_with_single_hyphens() {
        for good in ["a", "roi-reporting", "2019", "ci-cd-2"] {
            assert_eq!(Slug::parse(good).expect("a slug").as_str(), good);
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a_b", "é", "a/b", "..", &"a".repeat(81)] {
            assert!(Slug::parse(bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn a_proposed_slug_is_a_slug_or_nothing() {
        assert_eq!(
            Slug::propose("Care & Feeding, of Adopters!").map(|slug| slug.to_string()).as_deref(),
            Some("care-feeding-of-adopters")
        );
        assert!(Slug::propose("产品运营").is_none());
        for (name, slug) in [
            ("Müller", "muller"),
            ("Zoë Groß", "zoe-gross"),
            ("Søren Łukasz Đặng", "soren-lukasz-dang"),
            ("Þóra Æsa", "thora-aesa"),
            ("İpek Işık", "ipek-isik"),
            ("Ｊｏ\u{301} ﬁ", "jo-fi"),
        ] {
            assert_eq!(Slug::propose(name).map(|slug| slug.to_string()).as_deref(), Some(slug), "{name}");
        }
        assert_eq!(Slug::propose("Aux").map(|slug| slug.to_string()).as_deref(), Some("aux-1"));
        assert!(Slug::propose(&format!("{} b", "a".repeat(79))).is_some());
    }

    #[test]
    fn references_name_a_definition_and_perhaps_an_iteration() {
        assert_eq!(Reference::parse("prodops@4").expect("a reference").to_string(), "prodops@4");
        assert_eq!(Reference::parse("prodops").expect("a reference").to_string(), "prodops");
        for bad in ["prodops@", "prodops@0", "prodops@04", "prodops@-1", "@4", "prodops@10001", "Prod Ops@4"] {
            assert!(Reference::parse(bad).is_none(), "{bad:?}");
        }
    }
}
