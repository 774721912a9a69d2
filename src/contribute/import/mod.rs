//! Foreign texts as content files: the history of a file under git, an article that lists its iterations, and an issue that
//! somebody wrote in a form.
//!
//! Nothing here reads or writes. A history comes as data, and goes out as files that [`trial`](crate::output::pipeline::trial) holds
//! against the rest of the knowledge base before anybody writes them. An iteration is a quotation: its words stay, and what
//! had to change is told.

pub mod article;
mod files;
pub mod git;
pub mod issue;
mod people;
pub mod text;

pub use self::people::{Author, Known};

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::base::names::Slug;
use crate::content::scaffold::NewFile;
use crate::contribute::import::text::Changes;
use crate::history::text::wording::counted;

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
