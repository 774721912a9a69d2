//! The knowledge base as verbs look things up in it.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use variorum::base::diagnostic::{Diagnostics, did_you_mean};
use variorum::base::names::Reference;
use variorum::base::text::Sources;
use variorum::content::knowledge::{Definition, Id, Iteration, KnowledgeBase};
use variorum::content::read;
use variorum::output::pipeline;
use variorum::output::pipeline::Given;

use crate::common::terminal::{Terminal, findings};
use crate::common::today::today;
use crate::files::finish_interrupted;

/// The folder of the knowledge base that was named, or the nearest one from here upward. What a command that was killed left
/// half done there is finished first.
pub(crate) fn root(named: Option<&Path>, terminal: &Terminal) -> anyhow::Result<PathBuf> {
    let root = read::root(named)?;
    finish_interrupted(&root, terminal)?;
    Ok(root)
}

/// A sound knowledge base with what it was read from.
pub(crate) struct Base {
    pub(crate) knowledge: KnowledgeBase,
    pub(crate) sources: Sources,
}

/// An iteration with a text that a reference names.
pub(crate) struct Found<'base> {
    /// Its definition.
    pub(crate) definition: Id<Definition>,
    pub(crate) iteration: &'base Iteration,
    /// The file that it was read from.
    pub(crate) source: &'base str,
    /// What to call it: `prodops@4`.
    pub(crate) name: String,
    /// What to say about it, if it is not quite what was asked for.
    pub(crate) remark: Option<String>,
}

impl Base {
    /// Loads the knowledge base. None if it is not sound; that has been printed.
    pub(crate) fn load(root: Option<&Path>, terminal: &Terminal) -> anyhow::Result<Option<Self>> {
        let root = self::root(root, terminal)?;
        let mut diagnostics = Diagnostics::default();
        let sources = read::read(&root, &mut diagnostics)?;
        let given = Given { base_url: None, today: Some(today(terminal)) };
        let knowledge = pipeline::check_given(&sources, given, &mut diagnostics);
        if knowledge.is_none() {
            terminal.note(&findings(&diagnostics, &sources));
        }
        Ok(knowledge.map(|knowledge| Self { knowledge, sources }))
    }

    /// The iteration that a reference names: the current one where it gives no number, the nearest published one before one that
    /// was never written.
    pub(crate) fn find(&self, name: &str) -> anyhow::Result<Found<'_>> {
        let reference =
            Reference::parse(name).with_context(|| format!("`{name}` is no reference such as `prodops@4`"))?;
        let found = self.knowledge.definitions().find(|(_, definition)| definition.slug == reference.definition);
        let (id, definition) = found.with_context(|| {
            let names = self.knowledge.definitions().map(|(_, definition)| definition.slug.as_str());
            format!(
                "there is no definition `{}`: {}",
                reference.definition,
                did_you_mean(reference.definition.as_str(), names)
            )
        })?;
        let asked = match reference.iteration {
            Some(number) => definition.iteration(number).with_context(|| {
                format!(
                    "`{}` has no iteration {number}; its latest is {}",
                    definition.slug,
                    definition.iterations().len()
                )
            })?,
            None => definition.current().with_context(|| format!("`{}` has no published text yet", definition.slug))?,
        };
        let (iteration, remark) = if asked.text().is_some() {
            (asked, None)
        } else {
            let nearest = definition.published_before(asked.number).with_context(|| {
                format!("`{name}` was announced and never written, and none was published before it")
            })?;
            let stands_in = format!("{}@{}", definition.slug, nearest.number);
            (nearest, Some(format!("{name} was announced and never written; {stands_in} stands in for it")))
        };
        Ok(Found {
            definition: id,
            source: &self.sources.get(iteration.file).text,
            name: format!("{}@{}", definition.slug, iteration.number),
            iteration,
            remark,
        })
    }
}
