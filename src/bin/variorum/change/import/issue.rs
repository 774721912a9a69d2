//! `variorum new --from-issue`

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use variorum::base::diagnostic::report::{self, Format, printable};
use variorum::base::diagnostic::{Diagnostics, Severity};
use variorum::content::read::LARGEST_DOCUMENT;
use variorum::contribute::import::issue;
use variorum::output::pipeline;
use variorum::output::pipeline::Given;

use crate::change::import::base::Base;
use crate::change::names::refuse_existing;
use crate::common::outcome::Outcome;
use crate::common::terminal::{Terminal, findings};
use crate::common::today::today;
use crate::files::write_all;

pub(crate) fn run(root: Option<&Path>, file: &Path, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let shown = file.display();
    let facts = fs::metadata(file).with_context(|| format!("cannot read {shown}"))?;
    if !facts.is_file() {
        bail!("{shown} is no file; copy the text of the issue into one, and name that");
    } else if facts.len() > LARGEST_DOCUMENT {
        bail!(
            "{shown} has {} bytes, and the text of an issue has at most {LARGEST_DOCUMENT}; copy only that text into the file",
            facts.len()
        );
    }
    let base = Base::read(root, terminal)?;
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {shown} as UTF-8 text"))?;
    let mut diagnostics = Diagnostics::default();
    let today = today(terminal);
    let given = Given { base_url: None, today: Some(today) };
    let Some(knowledge) = pipeline::check_given(&base.sources, given, &mut diagnostics) else {
        terminal.note(&findings(&diagnostics, &base.sources));
        terminal.note("The new file begins from what is there, so that has to be sound first. Nothing was written.\n");
        return Ok(Outcome::Findings);
    };
    let contributed = match issue::import(&knowledge, &text, &base.people(), today) {
        Ok(contributed) => contributed,
        Err(fault) => {
            terminal.note(&format!("{}: {}. Nothing was written.\n", printable(&shown.to_string()), printable(&fault)));
            return Ok(Outcome::Findings);
        }
    };
    let (sources, found) = pipeline::trial(&base.sources, &contributed.files);
    if found.has_errors() {
        terminal.note(&report::write_first(&found, &sources, Format::HumanColoured));
        terminal.note("Mend that in the text of the issue, and try again. Nothing was written.\n");
        return Ok(Outcome::Findings);
    }
    refuse_existing(&base.root, &contributed.files)?;
    if !write_all(&base.root, &contributed.files, &base.sources, terminal)? {
        return Ok(Outcome::Findings);
    }
    terminal.note(&report::write_first(&found.without(Severity::Hint), &sources, Format::HumanColoured));
    for sentence in &contributed.changed {
        terminal.note(&format!("changed: {}\n", printable(sentence)));
    }
    for sentence in &contributed.look_at {
        terminal.note(&format!("look at: {}\n", printable(sentence)));
    }
    terminal.note("Read it beside the issue, then run `variorum check`.\n");
    Ok(Outcome::Clean)
}
