//! The knowledge base that an import goes into.

use std::path::Path;

use anyhow::bail;
use variorum::base::diagnostic::report::{self as diagnostics, Format};
use variorum::base::diagnostic::{Diagnostics, Severity};
use variorum::base::names::Slug;
use variorum::base::text::Sources;
use variorum::content::document::{self, Fields, PersonFields, Place};
use variorum::content::read;
use variorum::contribute::import::{Imported, Known};
use variorum::output::pipeline;

use crate::args::ImportWhere;
use crate::change::import::report;
use crate::change::names::{check_title, why_not};
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;
use crate::files::Change;
use crate::load;

/// The knowledge base that an import goes into.
pub(super) struct Base {
    pub(super) root: std::path::PathBuf,
    pub(super) sources: Sources,
}

impl Base {
    pub(super) fn read(root: Option<&Path>, terminal: &Terminal) -> anyhow::Result<Self> {
        let root = load::root(root, terminal)?;
        // Faults of what is there are told by `check`; here only the new files count.
        let sources = read::read(&root, &mut Diagnostics::default())?;
        Ok(Self { root, sources })
    }

    /// The people who are there, with a file or introduced by a text.
    pub(super) fn people(&self) -> Vec<Known> {
        let mut people: Vec<Known> = Vec::new();
        for (id, source) in self.sources.below(read::CONTENT) {
            let parsed = document::parse(id, source, &mut Diagnostics::default());
            let name = |fields: &PersonFields| Some(fields.name.clone());
            if let Some(Place::Person(id)) = &parsed.place {
                let fields = parsed.document().map(|document| &document.fields);
                let name = if let Some(Fields::Person(fields)) = fields { name(fields) } else { None };
                people.push(Known { id: id.clone(), name });
            }
            let introduced = parsed.people().iter();
            people.extend(introduced.map(|new| Known { id: new.id.value.clone(), name: name(&new.person) }));
        }
        people.sort_by(|one, other| one.id.cmp(&other.id));
        people.dedup_by(|one, other| one.id == other.id);
        people
    }

    /// Writes the files: the folder of the definition first, without which nobody asks for its people.
    fn write(&self, imported: &Imported) -> anyhow::Result<()> {
        let folder = format!("content/definitions/{}/", imported.slug);
        let mut change = Change::of(&self.root);
        let (own, others): (Vec<_>, Vec<_>) = imported.files.iter().partition(|file| file.path.starts_with(&folder));
        own.into_iter().chain(others).for_each(|file| change.add(file));
        change.commit().map(drop)
    }

    /// Checks what was made and writes it, unless something is wrong, and says all that is to be said.
    pub(super) fn take(
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
        let (sources, found) = pipeline::trial(&self.sources, &imported.files);
        let is_sound = !found.has_errors();
        if found.count(Severity::Error) + found.count(Severity::Warning) > 0 {
            terminal.note(&diagnostics::write_first(&found, &sources, Format::HumanColoured));
        }
        if is_sound && !place.dry_run {
            self.write(imported)?;
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

/// The name that was asked for.
pub(super) fn slug(place: &ImportWhere) -> anyhow::Result<Option<Slug>> {
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
