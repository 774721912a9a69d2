//! All diagnostics of one run.

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Sources;

/// Collects diagnostics; nothing stops until all are known.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes over those of another collection.
    pub fn append(&mut self, other: Self) {
        self.found.extend(other.found);
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

    /// All of them in the order of path, place and code, so that a report never depends on the order of the work.
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.found.iter().collect();
        sorted.sort_by(|a, b| {
            let key = |diagnostic: &Diagnostic| {
                let span = diagnostic.primary.span;
                (sources.get(span.source).path.clone(), span.range().start, diagnostic.code.name)
            };
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        sorted
    }

    /// "2 errors, 1 warning", or nothing if nothing was found.
    pub fn tally(&self) -> String {
        [Severity::Error, Severity::Warning, Severity::Hint]
            .into_iter()
            .filter_map(|severity| match self.count(severity) {
                0 => None,
                1 => Some(format!("1 {}", severity.name())),
                many => Some(format!("{many} {}s", severity.name())),
            })
            .collect::<Vec<_>>()
            .join(", ")
    }
}
