//! `variorum check`

use std::path::Path;

use variorum::diagnostic::Diagnostics;
use variorum::diagnostic::report::{self, Format};
use variorum::read::CONTENT;
use variorum::render::Theme;
use variorum::{pipeline, read};

use crate::Outcome;
use crate::args::{CheckFormat, CheckOptions};
use crate::terminal::Terminal;

pub(crate) fn run(root: Option<&Path>, options: &CheckOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let root = read::root(root)?;
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(&root, &mut diagnostics)?;
    if let Some(knowledge) = pipeline::check(&sources, None, &mut diagnostics) {
        Theme::load(&knowledge.config().theme, &sources, &mut diagnostics);
    }
    let format = match options.format {
        CheckFormat::Human => Format::HumanColoured,
        CheckFormat::Short => Format::Short,
        CheckFormat::Json => Format::Json,
        CheckFormat::Sarif => Format::Sarif,
        CheckFormat::Github => Format::Github,
    };
    terminal.result(&report::write(&diagnostics, &sources, format))?;
    if matches!(options.format, CheckFormat::Human) {
        let files = sources.iter().filter(|(_, source)| source.path.starts_with(CONTENT)).count();
        let closing = match diagnostics.tally() {
            tally if tally.is_empty() => format!("{files} files checked, nothing to mend.\n"),
            tally => format!("{files} files checked: {tally}. `variorum explain <code>` tells more about each.\n"),
        };
        terminal.result(&closing)?;
    }
    Ok(if diagnostics.has_errors() { Outcome::Findings } else { Outcome::Clean })
}
