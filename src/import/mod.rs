//! Foreign texts as content files: the history of a file under git, an article that lists its iterations, and an issue that
//! somebody wrote in a form.
//!
//! Nothing here reads or writes. A history comes as data, and goes out as files that [`checked`] holds against the rest of
//! the knowledge base before anybody writes them. An iteration is a quotation: its words stay, and what had to change is
//! told.

pub mod article;
mod files;
pub mod git;
pub mod issue;
mod people;
pub mod text;

pub use self::people::{Author, Known};

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::history::wording::counted;
use crate::import::text::Changes;
use crate::names::Slug;
use crate::pipeline;
use crate::read::{LARGEST_DOCUMENT, add_text};
use crate::scaffold::NewFile;
use crate::text::{Sources, Span};

/// A definition with its iterations, ready to be written, and what is to be said about how it was made.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The name of the definition.
    pub slug: Slug,
    /// The files: the definition, its iterations in order, and people.
    pub files: Vec<NewFile>,
    /// How many iterations there are.
    pub iterations: usize,
    /// The dates of the first and the last.
    pub dates: (Date, Date),
    /// Versions that say the same as the iteration before, the oldest first.
    pub folded: Vec<Folded>,
    /// What was not taken, in sentences.
    pub left_out: Vec<String>,
    /// What was changed in texts so that they pass the check, in sentences.
    pub changed: Vec<String>,
    /// What somebody should look at, in sentences.
    pub look_at: Vec<String>,
}

/// A version without an iteration of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// What it is known by: a commit or a tag.
    pub id: String,
    /// When it was made, if that is known.
    pub date: Option<Date>,
    /// The first line of its message.
    pub subject: String,
    /// The number of the iteration that says the same.
    pub into: usize,
    /// Why it is none, without a full stop.
    pub why: &'static str,
}

/// The largest article that is taken apart, in bytes.
pub const LARGEST_ARTICLE: u64 = 4 << 20;

/// The knowledge base with some new files in it, and what `check` says about these. Faults of other files are left out;
/// they are none of the import, unless it made them.
pub fn checked(base: &Sources, files: &[NewFile]) -> (Sources, Diagnostics) {
    let mut before = Diagnostics::default();
    pipeline::check(base, None, &mut before);
    let old: Vec<Diagnostic> = before.sorted(base).into_iter().cloned().collect();
    let mut sources = base.clone();
    let mut added = BTreeSet::new();
    let mut all = Diagnostics::default();
    for file in files {
        added.insert(add_text(&file.path, file.text.clone().into_bytes(), &mut sources, &mut all));
    }
    pipeline::check(&sources, None, &mut all);
    let mut found = Diagnostics::default();
    for (id, file) in added.iter().zip(files) {
        // A reader would not take it from the disk.
        if file.text.len() as u64 > LARGEST_DOCUMENT {
            let message =
                format!("`{}` has {} bytes; at most {LARGEST_DOCUMENT} are allowed", file.path, file.text.len());
            found.push(
                Diagnostic::new(&codes::FILE_TOO_LARGE, Span::file(*id), message).help("split the text into several"),
            );
        }
    }
    for diagnostic in all.sorted(&sources) {
        let is_new = added.contains(&diagnostic.primary.span.source)
            || !old.iter().any(|known| known.code == diagnostic.code && known.primary.span == diagnostic.primary.span);
        // A definition that is the first makes the base sound; what was hidden by its lack is not the import's either.
        if is_new && (added.contains(&diagnostic.primary.span.source) || !before.has_errors()) {
            found.push(diagnostic.clone());
        }
    }
    (sources, found)
}

/// What was changed in which iterations.
#[derive(Default)]
struct Ledger(BTreeMap<String, (usize, BTreeSet<usize>)>);

impl Ledger {
    fn add(&mut self, iteration: usize, changes: &Changes) {
        for (sentence, times) in changes.iter() {
            let entry = self.0.entry(sentence.to_owned()).or_default();
            entry.0 += times;
            entry.1.insert(iteration);
        }
    }

    /// Each change with how often and where: "HTML `<b>` was taken out (2 times, in 1 and 4-6)".
    fn sentences(&self) -> Vec<String> {
        let sentence = |(sentence, (times, iterations)): (&String, &(usize, BTreeSet<usize>))| {
            let often = if *times == 1 { String::new() } else { format!("{}, ", counted(*times, "time")) };
            let noun = if iterations.len() == 1 { "iteration" } else { "iterations" };
            format!("{sentence} ({often}in {noun} {})", numbers(iterations))
        };
        self.0.iter().map(sentence).collect()
    }
}

/// Numbers with runs of them: "1, 3-5".
fn numbers(all: &BTreeSet<usize>) -> String {
    let all: Vec<usize> = all.iter().copied().collect();
    let run = |run: &[usize]| match run {
        [first, .., last] => format!("{first}-{last}"),
        [only] => only.to_string(),
        [] => String::new(),
    };
    all.chunk_by(|one, next| one + 1 == *next).map(run).collect::<Vec<_>>().join(", ")
}
