//! `variorum check`

use std::path::Path;

use variorum::base::diagnostic::codes;
use variorum::base::diagnostic::report::{self, Format, printable};
use variorum::base::diagnostic::{Diagnostic, Diagnostics};
use variorum::base::text::Sources;
use variorum::content::read::CONTENT;

use crate::args::{CheckFormat, CheckOptions};
use crate::common::addresses::{Comparison, against};
use crate::common::outcome::Outcome;
use crate::common::terminal::{Terminal, listed};
use crate::fix::{Found, look, mend};

pub(crate) fn run(root: Option<&Path>, options: &CheckOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let root = crate::load::root(root, terminal)?;
    let found = look(&root, options.today.or_local(terminal))?;
    let found = if options.fix { mend(found, |_| true).write(&root, terminal)? } else { found };
    let Found { sources, mut diagnostics, .. } = found;
    let mut is_gone = false;
    if let Some(revision) = &options.against {
        let Comparison { gone, remark } = against(revision, &root, &sources)?;
        is_gone = !gone.is_empty();
        diagnostics.append(gone);
        terminal.note(&remark.map_or_else(String::new, |remark| printable(&remark) + "\n"));
    }
    let format = match options.format {
        CheckFormat::Human => Format::HumanColoured,
        CheckFormat::Short => Format::Short,
        CheckFormat::Json => Format::Json,
        CheckFormat::Sarif => Format::Sarif,
        CheckFormat::Github => Format::Github,
    };
    let write = if options.all { report::write } else { report::write_first };
    terminal.result(&write(&diagnostics, &sources, format))?;
    if matches!(options.format, CheckFormat::Human) {
        let files = sources.iter().filter(|(_, source)| source.path.starts_with(CONTENT)).count();
        let closing = match diagnostics.tally() {
            tally if tally.is_empty() => format!("{files} files checked, nothing to mend.\n"),
            tally => {
                let more = match diagnostics.mendable() {
                    0 => String::new(),
                    _ if options.fix => String::new(),
                    1 => " `variorum check --fix` mends one of them.".to_owned(),
                    many => format!(" `variorum check --fix` mends {many} of them."),
                };
                format!("{files} files checked: {tally}. `variorum explain <code>` tells more about each.{more}\n")
            }
        };
        terminal.result(&closing)?;
    }
    if options.publish {
        let unwritten = unwritten(&diagnostics, &sources);
        if !unwritten.is_empty() {
            terminal.note(&format!("Not ready to publish: write {} first.\n", listed(&unwritten)));
            return Ok(Outcome::Findings);
        }
    }
    Ok(if diagnostics.has_errors() || is_gone { Outcome::Findings } else { Outcome::Clean })
}

/// The texts that still contain what a new file begins with, each once.
fn unwritten(diagnostics: &Diagnostics, sources: &Sources) -> Vec<String> {
    let is_unwritten = |diagnostic: &&&Diagnostic| diagnostic.code.name == codes::NOT_WRITTEN_YET.name;
    let found = diagnostics.sorted(sources);
    let found = found.iter().filter(is_unwritten).map(|found| sources.get(found.primary.span.source).path.clone());
    let mut paths: Vec<String> = found.collect();
    paths.dedup();
    paths
}
