//! A site that follows its folder: read once, read again where something changed, and made again by the same pipeline.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::pipeline;
use crate::read;
use crate::render::Theme;
use crate::site::Site;
use crate::text::Sources;

/// What may have changed below the root of a knowledge base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These paths, and what lies below them.
    Paths(BTreeSet<PathBuf>),
    /// Anything.
    Everything,
}

/// What the pipeline made of a folder as it was read last.
pub struct Made {
    /// The texts that it was made from, which the diagnostics point into.
    pub sources: Arc<Sources>,
    /// Everything that was found.
    pub diagnostics: Diagnostics,
    /// The site and its theme; none if there is an error among the diagnostics.
    pub site: Option<(Site, Theme)>,
}

/// A knowledge base that is kept in step with its folder.
pub struct Preview {
    root: PathBuf,
    base_url: Option<String>,
}

impl Preview {
    /// A preview of the knowledge base in a folder. `base_url` replaces the one of the configuration.
    pub fn new(root: &Path, base_url: Option<String>) -> Self {
        Self { root: root.to_owned(), base_url }
    }

    /// Reads what may have changed. None if it is as it was, and otherwise what the pipeline makes of it.
    ///
    /// # Errors
    /// Fails if there is no configuration any more.
    pub fn update(&mut self, _change: &Change) -> Result<Option<Made>, Error> {
        let mut diagnostics = Diagnostics::default();
        let sources = read::read(&self.root, &mut diagnostics)?;
        let knowledge = pipeline::check(&sources, self.base_url.clone(), &mut diagnostics);
        let site = knowledge.and_then(|knowledge| pipeline::plan(knowledge, &sources, &mut diagnostics));
        Ok(Some(Made { sources: Arc::new(sources), diagnostics, site }))
    }
}
