//! A page that is open in a browser, and what it is told.

use crate::publish::serve::answer::find;
use crate::publish::serve::screen::Screen;

/// What a page is told.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Its bytes are others by now.
    Reload,
    /// What is wrong, as JSON; an empty report if nothing is.
    Report(String),
}

/// An open page.
pub(super) struct Listener {
    path: String,
    /// The digest of what it was served with.
    seen: String,
    /// The report that it was told last.
    told: Option<String>,
}

impl Listener {
    pub(super) fn new(path: String, seen: String) -> Self {
        Self { path, seen, told: None }
    }

    /// What the page has to be told; none if it is in step.
    pub(super) fn hear(&mut self, screen: &Screen) -> Option<Word> {
        let found = find(screen, &self.path);
        let is_report = |seen: &str| seen.starts_with('5');
        let seen = found.seen();
        // A page of the site stays where it is while there is nothing better than a report, which is laid over it. A page
        // that is nothing but a report gives way to anything else.
        if seen != self.seen && (is_report(&self.seen) || !is_report(&seen)) {
            self.seen = seen;
            return Some(Word::Reload);
        }
        if is_report(&self.seen) {
            return None;
        }
        let report = found.report.json();
        if self.told.as_ref() == Some(&report) {
            return None;
        }
        self.told = Some(report.clone());
        Some(Word::Report(report))
    }
}
