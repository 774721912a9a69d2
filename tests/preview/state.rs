//! What a preview shows, held against what a fresh run of the pipeline makes of the same folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use variorum::base::diagnostic::Diagnostics;
use variorum::base::diagnostic::report::{self, Format};
use variorum::base::text::Sources;
use variorum::content::read;
use variorum::edition::plan::Site;
use variorum::edition::theme::Theme;
use variorum::output::pipeline;
use variorum::output::pipeline::Given;
use variorum::output::preview::{Change, Made, Preview};

/// What a reader and a contributor would see.
#[derive(PartialEq, Eq)]
pub(crate) struct State {
    /// Every report on what was found, for people and for programs.
    pub(crate) report: String,
    /// Every route with its bytes, and what is wrong with templates; none if there is no site.
    pub(crate) site: Option<(BTreeMap<String, Vec<u8>>, String)>,
}

impl State {
    pub(crate) fn of(sources: &Sources, diagnostics: &Diagnostics, site: Option<&(Site, Theme)>) -> Self {
        let report =
            [Format::Human, Format::Json].map(|format| report::write(diagnostics, sources, format).to_string());
        Self { report: report.concat(), site: site.map(|(site, theme)| rendered(site, theme, sources)) }
    }

    /// What a fresh run makes of a folder; none if there is no configuration.
    pub(crate) fn fresh(root: &Path) -> Option<Self> {
        let mut diagnostics = Diagnostics::default();
        let sources = read::read(root, &mut diagnostics).ok()?;
        let site = pipeline::check(&sources, None, &mut diagnostics)
            .and_then(|knowledge| pipeline::plan(knowledge, &sources, &mut diagnostics));
        Some(Self::of(&sources, &diagnostics, site.as_ref()))
    }

    /// Says where two states differ.
    pub(crate) fn assert_is(&self, expected: &Self, story: &str) {
        assert!(self.report == expected.report, "{story}\nfound:\n{}\nfresh:\n{}", self.report, expected.report);
        let (found, fresh) = match (&self.site, &expected.site) {
            (Some(found), Some(fresh)) => (found, fresh),
            (found, fresh) => return assert_eq!(found.is_some(), fresh.is_some(), "{story}"),
        };
        assert!(
            found.0.keys().eq(fresh.0.keys()),
            "{story}\nfound:\n{:#?}\nfresh:\n{:#?}",
            found.0.keys(),
            fresh.0.keys()
        );
        for (route, bytes) in &found.0 {
            assert!(*bytes == fresh.0[route], "{story}\n{route} is\n{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(found.1, fresh.1, "{story}");
    }
}

fn rendered(site: &Site, theme: &Theme, sources: &Sources) -> (BTreeMap<String, Vec<u8>>, String) {
    let (files, mut diagnostics) = (Mutex::new(BTreeMap::new()), Diagnostics::default());
    let take = |file: variorum::edition::theme::OutputFile<'_>| {
        files.lock().expect("no page panics").insert(file.route.to_string(), file.bytes.into_owned());
        Ok(())
    };
    let is_whole = pipeline::render(site, theme, &take, &mut diagnostics).expect("nothing is written");
    // After a fault it is left to chance which pages were done before it.
    let files = if is_whole { files.into_inner().expect("no page panics") } else { BTreeMap::new() };
    let report = report::write(&diagnostics, sources, Format::Human).to_string();
    (files, if is_whole { report } else { "a template failed".to_owned() })
}

/// A preview that is told of edits, with what it made last.
pub(crate) struct Follower {
    root: PathBuf,
    preview: Preview,
    made: Made,
}

impl Follower {
    pub(crate) fn new(root: &Path) -> Self {
        let mut preview = Preview::new(root, Given::default());
        let made = preview.update(&Change::Everything).expect("there is a configuration").expect("everything is new");
        assert!(made.site.is_some(), "{}", report::write(&made.diagnostics, &made.sources, Format::Human));
        Self { root: root.to_owned(), preview, made }
    }

    /// Tells of edits, and holds what there is then against a fresh run. Whether there is a site.
    pub(crate) fn follow(&mut self, told: &[Change], story: &str) -> bool {
        for change in told {
            if let Some(made) = self.preview.update(change).expect("it read a configuration before") {
                self.made = made;
            }
        }
        let state = State::of(&self.made.sources, &self.made.diagnostics, self.made.site.as_ref());
        match State::fresh(&self.root) {
            Some(fresh) => state.assert_is(&fresh, story),
            None => assert!(state.site.is_none() && state.report.contains("variorum.toml"), "{story}"),
        }
        let again = self.preview.update(&Change::Everything).expect("it read a configuration before");
        assert!(again.is_none(), "{story}\nnothing was left to find");
        state.site.is_some()
    }
}
