//! `variorum import`

mod article;
mod git;
mod issue;
mod report;

pub(crate) use self::issue::run as issue;

use std::path::Path;

use anyhow::bail;
use variorum::diagnostic::report::{self as diagnostics, Format};
use variorum::diagnostic::{Diagnostics, Severity};
use variorum::import::{Imported, Known, checked};
use variorum::names::Slug;
use variorum::read;
use variorum::text::Sources;

use crate::Outcome;
use crate::args::{ImportKind, ImportOptions, ImportWhere};
use crate::files::write_import;
use crate::new::{check_title, why_not};
use crate::terminal::Terminal;

pub(crate) fn run(root: Option<&Path>, options: &ImportOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    match &options.kind {
        ImportKind::Git(options) => git::run(root, options, terminal),
        ImportKind::Article(options) => article::run(root, options, terminal),
    }
}

/// The knowledge base that an import goes into.
struct Base {
    root: std::path::PathBuf,
    sources: Sources,
}

impl Base {
    fn read(root: Option<&Path>) -> anyhow::Result<Self> {
        let root = read::root(root)?;
        // Faults of what is there are told by `check`; here only the new files count.
        let sources = read::read(&root, &mut Diagnostics::default())?;
        Ok(Self { root, sources })
    }

    /// The people who are there.
    fn people(&self) -> Vec<Known> {
        let known = |(_, source): (_, &std::sync::Arc<variorum::text::Source>)| {
            let id = Slug::parse(source.path.strip_prefix("content/people/")?.strip_suffix(".md")?)?;
            Some(Known { id, name: name_of(&source.text) })
        };
        self.sources.below("content/people").filter_map(known).collect()
    }

    /// Checks what was made and writes it, unless something is wrong, and says all that is to be said.
    fn take(
        &self,
        imported: &Imported,
        what: &str,
        place: &ImportWhere,
        terminal: &Terminal,
    ) -> anyhow::Result<Outcome> {
        let slug = &imported.slug;
        if let Some(why) = why_not(slug) {
            bail!("the name `{slug}` {why}; choose another with `--slug`");
        }
        let folder = format!("content/definitions/{slug}");
        if self.root.join(&folder).symlink_metadata().is_ok() {
            bail!(
                "{folder} is there already, and nothing is ever overwritten; choose another name with `--slug`, or look at \
                 both side by side: import into another knowledge base with `--into`"
            );
        }
        let (sources, found) = checked(&self.sources, &imported.files);
        let is_sound = !found.has_errors();
        if found.count(Severity::Error) + found.count(Severity::Warning) > 0 {
            terminal.note(&diagnostics::write(&found, &sources, Format::HumanColoured));
        }
        if is_sound && !place.dry_run {
            write_import(&self.root, imported)?;
        }
        if is_sound {
            terminal.result(&report::written(&self.root, imported, place.dry_run))?;
        }
        terminal.note(&report::told(imported, what));
        terminal.note(&report::next(imported, is_sound, place.dry_run));
        let is_clean = is_sound && found.count(Severity::Warning) == 0;
        Ok(if is_clean { Outcome::Clean } else { Outcome::Findings })
    }
}

/// The name that a person's file gives, as far as one line tells it.
fn name_of(text: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.trim().strip_prefix("name")?.trim_start().strip_prefix('='))?;
    let line = line.trim();
    let inner = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let inner = inner.or_else(|| line.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')))?;
    (!inner.contains('\\')).then(|| inner.to_owned())
}

/// The name that was asked for.
fn slug(place: &ImportWhere) -> anyhow::Result<Option<Slug>> {
    if let Some(term) = &place.term {
        check_title("term", term)?;
    }
    let Some(asked) = &place.slug else { return Ok(None) };
    match Slug::parse(asked) {
        Some(slug) => Ok(Some(slug)),
        None => bail!(
            "`--slug {asked}` is no name of a folder: use small letters a to z, digits, and single hyphens between words"
        ),
    }
}
