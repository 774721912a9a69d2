//! What a report for people tells of all that was found: what is the same in many files once, and no more than somebody mends
//! in one sitting.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::collection::tally;
use crate::base::diagnostic::report::printable;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::text::Sources;

/// How many findings are told if not all are asked for.
pub const MOST_TOLD: usize = 50;
/// A finding that is the same in more files of one folder is told in the first of them.
const MOST_ALIKE: usize = 3;
/// How many places of the others are named.
const MOST_PLACES: usize = 3;

/// A finding, and where else it is the same.
pub(super) struct Told<'found> {
    pub(super) diagnostic: &'found Diagnostic,
    /// The places in other files of the folder.
    others: Vec<&'found Diagnostic>,
}

impl Told<'_> {
    /// Where else it is the same, in a few words; empty if nowhere.
    pub(super) fn elsewhere(&self, sources: &Sources) -> String {
        if self.others.is_empty() {
            return String::new();
        }
        let mut places: Vec<String> = self.others.iter().take(MOST_PLACES).map(|other| place(other, sources)).collect();
        match self.others.len() - places.len() {
            0 => {}
            1 => places.push("1 more place".to_owned()),
            more => places.push(format!("{more} more places")),
        }
        let last = places.pop().unwrap_or_default();
        printable(&format!("the same in {} and {last}", places.join(", ")))
    }
}

/// The name of a file, with line and column.
fn place(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let source = sources.get(diagnostic.primary.span.source);
    let (line, column) = source.position(diagnostic.primary.span.range().start);
    format!("{}:{line}:{column}", source.path.rsplit('/').next().unwrap_or_default())
}

/// All findings, those that are the same in many files of one folder together. Findings are the same if they have one code
/// and the same words.
pub(super) fn together<'found>(sorted: &[&'found Diagnostic], sources: &Sources) -> Vec<Told<'found>> {
    let key = |diagnostic: &'found Diagnostic| {
        let path = sources.get(diagnostic.primary.span.source).path.as_str();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        (folder, diagnostic.code.name, diagnostic.message.as_str(), diagnostic.helps.as_slice())
    };
    let mut files = BTreeMap::<_, BTreeSet<_>>::new();
    for diagnostic in sorted {
        files.entry(key(diagnostic)).or_default().insert(diagnostic.primary.span.source);
    }
    let mut told: Vec<Told<'_>> = Vec::new();
    let mut firsts = BTreeMap::new();
    for diagnostic in sorted {
        if files[&key(diagnostic)].len() > MOST_ALIKE {
            let first = *firsts.entry(key(diagnostic)).or_insert(told.len());
            let here = diagnostic.primary.span.source;
            if told.get(first).is_some_and(|first| first.diagnostic.primary.span.source != here) {
                told[first].others.push(diagnostic);
                continue;
            }
        }
        told.push(Told { diagnostic, others: Vec::new() });
    }
    told
}

/// The gravest of them in the order that they had, and what to say of the rest, if there is one.
pub(super) fn first(all: Vec<Told<'_>>) -> (Vec<Told<'_>>, Option<String>) {
    if all.len() <= MOST_TOLD {
        return (all, None);
    }
    let severity = |told: &Told<'_>| told.diagnostic.code.severity;
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&index| severity(&all[index]));
    let chosen: BTreeSet<usize> = order.into_iter().take(MOST_TOLD).collect();
    let (mut kept, mut left) = (Vec::new(), Vec::new());
    for (index, told) in all.into_iter().enumerate() {
        if chosen.contains(&index) { kept.push(told) } else { left.push(told) }
    }
    let count = |wanted: Severity| {
        left.iter().filter(|told| severity(told) == wanted).map(|told| 1 + told.others.len()).sum::<usize>()
    };
    let more = tally(count);
    (kept, Some(format!("and {more} more; `variorum check --all` shows all")))
}
