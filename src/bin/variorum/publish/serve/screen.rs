//! What is shown: the last site without an error, and what was found since.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use variorum::base::diagnostic::report::{self, Format};
use variorum::base::diagnostic::{Diagnostic, Diagnostics, error::Error};
use variorum::base::text::Sources;
use variorum::edition::plan::Site;
use variorum::edition::theme::Theme;

use crate::common::terminal::Terminal;
use crate::publish::serve::report::{Report, Reporter};

/// A site without errors, with what it was made from.
pub(super) struct Good {
    pub(super) site: Site,
    pub(super) theme: Theme,
    /// What a fault of a template points into.
    pub(super) sources: Arc<Sources>,
}

/// What is shown at one instant.
#[derive(Clone, Default)]
pub(super) struct Shown {
    /// The last site without an error; none if there was none yet.
    pub(super) good: Option<Arc<Good>>,
    /// What is wrong in the files as they were read last.
    pub(super) report: Arc<Report>,
}

/// What is shown, for many who look and one who changes it.
pub(super) struct Screen {
    shown: RwLock<Shown>,
    pub(super) reporter: Reporter,
    terminal: Terminal,
    /// The faults of templates that were printed since the last change.
    printed: Mutex<BTreeSet<String>>,
}

impl Screen {
    pub(super) fn new(reporter: Reporter, terminal: Terminal) -> Self {
        Self { shown: RwLock::default(), reporter, terminal, printed: Mutex::default() }
    }

    /// What is shown at this instant. It stays as it is for whoever holds it.
    pub(super) fn shown(&self) -> Shown {
        // Nobody panics while changing it, so it is whole.
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows what was made of the files, or what is wrong with them over the site that was there. Returns what was shown
    /// before, because a large site takes a while to be dropped.
    pub(super) fn show(&self, site: Option<(Site, Theme)>, diagnostics: &Diagnostics, sources: &Arc<Sources>) -> Shown {
        let report = Arc::new(self.reporter.report(diagnostics, sources));
        let good = site.map(|(site, theme)| Arc::new(Good { site, theme, sources: Arc::clone(sources) }));
        self.replace(good, report)
    }

    /// Shows what no text is to blame for, over the site that was there.
    pub(super) fn show_broken(&self, error: &Error) -> Shown {
        self.replace(None, Arc::new(Reporter::broken(error)))
    }

    fn replace(&self, good: Option<Arc<Good>>, report: Arc<Report>) -> Shown {
        self.printed.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let good = good.or_else(|| shown.good.clone());
        std::mem::replace(&mut *shown, Shown { good, report })
    }

    /// Prints the fault of a template, once for all pages that share it, and returns the report with it.
    pub(super) fn fault(&self, fault: &Diagnostic, good: &Good, report: &Report) -> Report {
        let mut alone = Diagnostics::default();
        alone.push(fault.clone());
        let key = format!("{:?} {}", fault.primary.span, fault.message);
        if self.printed.lock().unwrap_or_else(PoisonError::into_inner).insert(key) {
            self.terminal.note(&report::write(&alone, &good.sources, Format::HumanColoured));
        }
        self.reporter.with(report, fault, &good.sources)
    }
}
