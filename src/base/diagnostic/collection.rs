//! All diagnostics of one run.

use std::collections::HashMap;

use crate::base::diagnostic::{Code, Diagnostic, Severity};
use crate::base::text::{SourceId, Sources, Span};

/// Collects diagnostics; nothing stops until all are known.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// How many there are of each code in each source.
    counts: HashMap<(&'static str, SourceId), usize>,
}

/// The most mistakes of one kind in one file that are told one by one: nobody mends more in one sitting, and each costs
/// time to describe.
pub const MOST_OF_A_KIND: usize = 100;

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.push_one_of_many(diagnostic.code, diagnostic.primary.span, || diagnostic);
    }

    /// Adds one of which there may be very many, described only if it will be told: of [`MOST_OF_A_KIND`] in one file the
    /// rest is left out, and the last one says so.
    pub fn push_one_of_many(&mut self, code: &'static Code, span: Span, describe: impl FnOnce() -> Diagnostic) {
        let count = self.counts.entry((code.name, span.source)).or_default();
        *count += 1;
        if *count < MOST_OF_A_KIND {
            self.found.push(describe());
        } else if *count == MOST_OF_A_KIND {
            self.found.push(
                describe().help(format!(
                    "there may be more of this kind in this file; mend {MOST_OF_A_KIND} and check again"
                )),
            );
        }
    }

    /// Takes over those of another collection.
    pub fn append(&mut self, other: Self) {
        for diagnostic in other.found {
            self.push(diagnostic);
        }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|diagnostic| diagnostic.code.severity == severity).count()
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// The same without those of one severity.
    #[must_use]
    pub fn without(&self, severity: Severity) -> Self {
        self.split(|diagnostic| diagnostic.code.severity != severity).0
    }

    /// Those that are chosen, and the others.
    pub fn split(&self, is_chosen: impl Fn(&Diagnostic) -> bool) -> (Self, Self) {
        let (mut chosen, mut others) = (Self::default(), Self::default());
        for diagnostic in &self.found {
            let side = if is_chosen(diagnostic) { &mut chosen } else { &mut others };
            side.push(diagnostic.clone());
        }
        (chosen, others)
    }

    /// All of them in the order of path, place and code, so that a report never depends on the order of the work.
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.found.iter().collect();
        sorted.sort_by(|a, b| {
            let key = |diagnostic: &&'_ Diagnostic| {
                let span = diagnostic.primary.span;
                (span.range().start, diagnostic.code.name)
            };
            let path = |diagnostic: &Diagnostic| sources.get(diagnostic.primary.span.source).path.as_str();
            path(a).cmp(path(b)).then_with(|| key(a).cmp(&key(b))).then_with(|| a.message.cmp(&b.message))
        });
        sorted
    }

    /// How many a program can mend.
    pub fn mendable(&self) -> usize {
        self.found.iter().filter(|diagnostic| diagnostic.is_mendable()).count()
    }

    /// "2 errors, 1 warning", or nothing if nothing was found.
    pub fn tally(&self) -> String {
        tally(|severity| self.count(severity))
    }
}

/// How many there are of each severity, in words: "2 errors, 1 warning".
pub(super) fn tally(count: impl Fn(Severity) -> usize) -> String {
    [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .filter_map(|severity| match count(severity) {
            0 => None,
            1 => Some(format!("1 {}", severity.name())),
            many => Some(format!("{many} {}s", severity.name())),
        })
        .collect::<Vec<_>>()
        .join(", ")
}
