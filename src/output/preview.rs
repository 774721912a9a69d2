//! A site that follows its folder: read once, read again where something changed, and made again by the same pipeline.

pub use crate::content::read::Change;

use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostics, error::Error};
use crate::base::text::Sources;
use crate::content::read::Reader;
use crate::edition::plan::Site;
use crate::edition::theme::Theme;
use crate::output::pipeline::{Given, Stages};

/// What the pipeline made of a folder as it was read last.
pub struct Made {
    /// The texts that it was made from, which the diagnostics point into.
    pub sources: Arc<Sources>,
    /// Everything that was found.
    pub diagnostics: Diagnostics,
    /// The site and its theme; none if there is an error among the diagnostics.
    pub site: Option<(Site, Theme)>,
}

/// A knowledge base that is kept in step with its folder. What it makes is what a fresh run would make of the same folder,
/// in whatever steps the folder became what it is.
pub struct Preview {
    reader: Reader,
    stages: Stages,
    given: Given,
}

impl Preview {
    /// A preview of the knowledge base in a folder.
    pub fn new(root: &Path, given: Given) -> Self {
        Self { reader: Reader::new(root), stages: Stages::default(), given }
    }

    /// Reads what may have changed, for the first time everything. None if it is as it was, and otherwise what the pipeline
    /// makes of it.
    ///
    /// # Errors
    /// Fails if there is no configuration the first time, as every run does. One that goes away later is an error among the
    /// diagnostics, until it is back.
    pub fn update(&mut self, change: &Change) -> Result<Option<Made>, Error> {
        if !self.reader.update(change)? {
            return Ok(None);
        }
        let sources = Arc::clone(self.reader.sources());
        let mut diagnostics = self.reader.diagnostics();
        let knowledge = self.stages.check(&sources, self.given.clone(), &mut diagnostics);
        let site = knowledge.and_then(|knowledge| self.stages.plan(knowledge, &sources, &mut diagnostics));
        Ok(Some(Made { sources, diagnostics, site }))
    }
}
