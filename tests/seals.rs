//! Seals: the forms to the byte, and random mutations of a sealed knowledge base, of which every one that changes
//! something sealed is found. `PROPTEST_CASES=10000 cargo test --release --test library seals:: -- --nocapture` tries more than the
//! few of a usual run, and prints the figures.

mod mutations;

use crate::base;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::base::{Files, checked, found_by_head, heads, is_changed, is_only_shorter, sealed};
use jiff::civil::Date;
use mutations::{Chance, mutate_seals, mutate_texts, reseal_everything};
use sha2::{Digest as _, Sha256};
use variorum::base::names::{IterationNumber, Slug};
use variorum::content::seal::{Chain, Digest, Record, Reseal, Step, head_over_all};

/// How many mutations of each kind a run tries.
fn cases() -> u64 {
    std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(300)
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

fn number(number: u32) -> IterationNumber {
    IterationNumber::new(number).expect("a number")
}

/// The forms are written out here by hand, and the digests were computed by `sha256sum`.
#[test]
fn the_forms_are_these_bytes() {
    let (maintainer, reader) = (slug("maintainer"), slug("reader"));
    let record = Record::new(
        number(4),
        Date::constant(2020, 10, 20),
        vec![&maintainer, &reader],
        "\n\nProdOps is é.  \n\tNext.\n\n \t\n",
    );
    let form = "variorum iteration 1\nnumber 4\ndate 2020-10-20\nauthors 2\nmaintainer\nreader\nbody 23\nProdOps is é.  \n\tNext.";
    assert_eq!(record.canonical_form(), form);
    assert_eq!(record.digest().to_string(), "425b1bb57a89b5ca04c3a95d93c43083fb8b3b0cb42f00d4138b3f15bd329d07");
    assert_eq!(record.digest().to_string(), sha256(form));

    let mut chain = Chain::new(slug("prodops"));
    assert_eq!(chain.head().to_string(), sha256("variorum chain 1\nprodops\n"));
    let digest = record.digest();
    chain.add(Step::Seal { number: number(4), digest });
    let first = sha256(&format!("variorum seal 1\n{}\nseal 4\n{digest}\n", sha256("variorum chain 1\nprodops\n")));
    assert_eq!(chain.head().to_string(), first);
    assert_eq!(first, "0ce3f7425349eb8dd2c1be0edf2fb4cdfce70c6b6ff83ee3eb8c2a900affd189");

    let new = Digest::of(b"");
    let reason = "A “court” asked.".to_owned();
    let date = Date::constant(2021, 1, 2);
    chain.add(Step::Reseal(Reseal { number: number(4), old: digest, new, reason, date }));
    let second = sha256(&format!(
        "variorum seal 1\n{first}\nreseal 4\n{digest}\n{new}\n2021-01-02\nreason 20\nA “court” asked."
    ));
    assert_eq!(chain.head().to_string(), second);
    assert_eq!(second, "9c35956a9e41b23c2d2071492bd1e1ea7a5c45c800dfd26a009e0caa2efd35cd");

    let other = Chain::new(slug("empty"));
    let all = head_over_all([&other, &chain]).expect("one chain has a link");
    assert_eq!(all.to_string(), sha256(&format!("variorum heads 1\nprodops 2 {second}\n")));
    assert_eq!(head_over_all([&other]), None);
}

/// What a mutation changed, and who found it.
#[derive(Default)]
struct Tally {
    /// How many mutations changed something sealed, by their kind.
    changed: BTreeMap<&'static str, u64>,
    by_check: u64,
    by_head_alone: u64,
    /// Mutations that changed nothing sealed, and were rightly let through.
    harmless: u64,
}

impl Tally {
    fn tell(&self, what: &str) {
        let changed: u64 = self.changed.values().sum();
        let found = self.by_check + self.by_head_alone;
        eprintln!(
            "{what}: {changed} changed something sealed; {found} found, {} by `check`, {} only by a head saved elsewhere; {} changed nothing sealed\n  {:?}",
            self.by_check, self.by_head_alone, self.harmless, self.changed
        );
        assert_eq!(found, changed, "{what}");
        assert!(changed > 0, "{what}: nothing was tried");
    }
}

/// What must not be said where nothing sealed was changed. (A placeholder that is published late lacks its seal.)
const SEAL_CODES: [&str; 5] =
    ["sealed-text-changed", "sealed-iteration-gone", "sealed-but-unpublished", "seal-chain-broken", "malformed-seals"];

/// Who found a mutation of something sealed.
enum Found {
    ByCheck,
    ByHeadAlone,
    /// Nothing sealed was changed.
    Harmless,
}

/// Tries mutations of the sealed base. `attempt` gets a source of chance and the files, mutates them, and says what kind
/// of mutation it was and who found it; `what` names them all.
fn each_case(what: &str, mut attempt: impl FnMut(&mut Chance, &mut Files) -> (&'static str, Found)) {
    let base = sealed();
    let mut tally = Tally::default();
    for case in 0..cases() {
        let (kind, found) = attempt(&mut Chance::new(case), &mut base.clone());
        match found {
            Found::ByCheck => tally.by_check += 1,
            Found::ByHeadAlone => tally.by_head_alone += 1,
            Found::Harmless => {
                tally.harmless += 1;
                continue;
            }
        }
        *tally.changed.entry(kind).or_default() += 1;
    }
    tally.tell(what);
}

#[test]
fn every_change_of_a_sealed_text_is_found_by_check() {
    let base = sealed();
    each_case("texts", |chance, files| {
        let kind = mutate_texts(files, chance);
        let now = checked(files);
        if !is_changed(&base, files) {
            // No false alarm: what is not sealed may be mended. (It may be wrong in other ways.)
            let alarm = now.codes.iter().find(|code| SEAL_CODES.contains(code));
            assert!(alarm.is_none(), "{chance}, {kind}: {alarm:?} for a change of nothing sealed\n{}", now.report);
            return (kind, Found::Harmless);
        }
        assert!(now.has_errors, "{chance}: {kind} is not found by `check`\n{}", difference(&base, files));
        (kind, Found::ByCheck)
    });
}

#[test]
fn every_change_of_the_seals_is_found() {
    let base = sealed();
    let saved = heads(&base);
    each_case("seals", |chance, files| {
        let kind = mutate_seals(files, chance);
        let same = base.iter().filter(|(path, _)| path.ends_with("seals.toml")).all(|(path, text)| {
            let table = |text: &str| text.parse::<toml::Table>().ok();
            files.get(path).is_some_and(|now| table(now).is_some() && table(now) == table(text))
        });
        let now = checked(files);
        if same {
            assert!(!now.has_errors, "{chance}, {kind}: an alarm for nothing\n{}", now.report);
            return (kind, Found::Harmless);
        }
        if now.has_errors {
            return (kind, Found::ByCheck);
        }
        let what = difference(&base, files);
        assert!(found_by_head(files, &saved), "{chance}: {kind} is not found\n{what}");
        assert!(is_only_shorter(&base, files), "{chance}: {kind} is found only by a head\n{what}");
        (kind, Found::ByHeadAlone)
    });
}

#[test]
fn who_rewrites_texts_and_seals_together_is_found_only_by_a_saved_head() {
    let base = sealed();
    let saved = heads(&base);
    each_case("texts and seals together", |chance, files| {
        let kind = mutate_texts(files, chance);
        if !is_changed(&base, files) || !reseal_everything(files) {
            // Nothing sealed was changed, or the texts are no knowledge base any more.
            return (kind, Found::Harmless);
        }
        let now = checked(files);
        assert!(!now.has_errors, "{chance}, {kind}: the forger left a trace\n{}", now.report);
        assert!(found_by_head(files, &saved), "{chance}: {kind} with new seals is not found by a saved head");
        (kind, Found::ByHeadAlone)
    });
}

#[test]
fn texts_and_seals_damaged_at_once_are_found() {
    let base = sealed();
    let saved = heads(&base);
    each_case("texts and seals at random", |chance, files| {
        let kind = mutate_texts(files, chance);
        mutate_seals(files, chance);
        if !is_changed(&base, files) {
            return (kind, Found::Harmless);
        }
        if checked(files).has_errors {
            return (kind, Found::ByCheck);
        }
        assert!(found_by_head(files, &saved), "{chance}: {kind} is not found\n{}", difference(&base, files));
        (kind, Found::ByHeadAlone)
    });
}

#[test]
fn more_iterations_change_no_saved_head() {
    let mut files = sealed();
    let saved = heads(&files);
    files.insert("content/definitions/alpha/7.md".into(), "+++\ndate = 2021-01-01\n+++\n\nOne more.\n".into());
    assert!(!checked(&files).has_errors);
    assert!(base::seal(&mut files));
    assert!(!checked(&files).has_errors);
    assert!(!found_by_head(&files, &saved), "what was sealed is as it was");
    assert_ne!(heads(&files), saved);
}

/// The files that differ, for the message of a failure.
fn difference(before: &Files, after: &Files) -> String {
    let mut text = String::new();
    for path in before.keys().chain(after.keys().filter(|path| !before.contains_key(*path))) {
        let (old, new) = (before.get(path), after.get(path));
        if old != new {
            let _ = writeln!(text, "{path}\n--- before\n{old:?}\n--- after\n{new:?}");
        }
    }
    text
}
