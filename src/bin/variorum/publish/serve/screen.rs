//! What is shown: the last site without an error, and what was found since.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use variorum::base::diagnostic::report::{self, Format};
use variorum::base::diagnostic::{Diagnostic, Diagnostics, error::Error};
use variorum::base::text::Sources;
use variorum::edition::plan::Site;
use variorum::edition::theme::{self, OutputFile, Theme};

use crate::common::terminal::Terminal;
use crate::publish::serve::limits;
use crate::publish::serve::report::{Report, Reporter};

/// A site without errors, with what it was made from.
pub(super) struct Good {
    pub(super) site: Site,
    pub(super) theme: Theme,
    /// What a fault of a template points into.
    pub(super) sources: Arc<Sources>,
    kept: Mutex<Kept>,
    not_found: OnceLock<Result<Vec<u8>, Box<Diagnostic>>>,
}

/// What was rendered of a site. It is asked for several times after an edit: a page is first held against what a browser
/// shows, then loaded, and listens again.
#[derive(Default)]
struct Kept {
    files: BTreeMap<String, Vec<u8>>,
    bytes: usize,
}

/// What is shown at one instant.
#[derive(Clone, Default)]
pub(super) struct Shown {
    /// The last site without an error; none if there was none yet.
    pub(super) good: Option<Arc<Good>>,
    /// What is wrong in the files as they were read last.
    pub(super) report: Arc<Report>,
}

impl Good {
    fn new(site: Site, theme: Theme, sources: Arc<Sources>) -> Self {
        Self { site, theme, sources, kept: Mutex::default(), not_found: OnceLock::new() }
    }

    /// A file of the site; none if there is none.
    ///
    /// # Errors
    /// Fails if its template cannot write it.
    pub(super) fn file(&self, file: &str) -> Option<Result<Vec<u8>, Box<Diagnostic>>> {
        let page = self.site.find(file)?;
        if let Some(kept) = self.kept().files.get(file) {
            return Some(Ok(kept.clone()));
        }
        Some(theme::render_one(&self.site, page, &self.theme).map(|rendered| match rendered.bytes {
            Cow::Borrowed(bytes) => bytes.to_vec(),
            Cow::Owned(bytes) => {
                self.kept().keep(file, &bytes);
                bytes
            }
        }))
    }

    /// The page for what is not there, with links that lead to pages of the server from any address.
    ///
    /// # Errors
    /// Fails if its template cannot write it.
    pub(super) fn not_found(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let render = || theme::render_not_found(&self.site, &self.theme);
        self.not_found.get_or_init(|| render().map(|OutputFile { bytes, .. }| bytes.into_owned())).clone()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Nobody panics while changing it, so it is whole.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Keeps a file, and gives up all others if there is no room for it.
    fn keep(&mut self, file: &str, bytes: &[u8]) {
        if bytes.len() > limits::KEPT {
            return;
        }
        if self.bytes + bytes.len() > limits::KEPT {
            *self = Self::default();
        }
        self.bytes += bytes.len();
        // Two may have made the same page at once.
        let before = self.files.insert(file.to_owned(), bytes.to_vec());
        self.bytes -= before.map_or(0, |before| before.len());
    }
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
        let good = site.map(|(site, theme)| Arc::new(Good::new(site, theme, Arc::clone(sources))));
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use variorum::content::read;
    use variorum::output::pipeline;

    use super::*;

    #[test]
    fn a_page_is_rendered_once() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/minimal/input");
        let mut diagnostics = Diagnostics::default();
        let sources = read::read(&root, &mut diagnostics).expect("it can be read");
        let knowledge = pipeline::check(&sources, None, &mut diagnostics).expect("it is sound");
        let (site, theme) = pipeline::plan(knowledge, &sources, &mut diagnostics).expect("it is sound");
        let good = Good::new(site, theme, Arc::new(sources));
        assert!(good.file("nothing.html").is_none());
        let home = good.file("index.html").expect("a route").expect("it is written");
        assert_eq!(good.kept().files["index.html"], home);
        good.kept().keep("index.html", b"kept");
        assert_eq!(good.file("index.html").expect("a route").expect("it is there"), b"kept");
    }

    #[test]
    fn what_has_no_room_takes_that_of_the_others() {
        let mut kept = Kept::default();
        let half = vec![0; limits::KEPT / 2];
        for file in ["a", "b", "b", "a"] {
            kept.keep(file, &half);
        }
        assert_eq!((kept.files.len(), kept.bytes), (2, limits::KEPT));
        kept.keep("too large", &vec![0; limits::KEPT + 1]);
        assert_eq!(kept.files.len(), 2);
        kept.keep("c", b"c");
        assert_eq!((kept.files.into_keys().collect::<Vec<_>>(), kept.bytes), (vec!["c".to_owned()], 1));
    }
}
