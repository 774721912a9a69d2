//! `variorum explain`

use variorum::base::diagnostic::codes;
use variorum::base::diagnostic::did_you_mean;

use crate::args::ExplainOptions;
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;

pub(crate) fn run(options: &ExplainOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let Some(name) = &options.code else {
        let width = codes::all().map(|code| code.name.len()).max().unwrap_or_default();
        for code in codes::all() {
            terminal.result(&format!("{:width$}  {}\n", code.name, code.title))?;
        }
        return Ok(Outcome::Clean);
    };
    let Some(code) = codes::find(name) else {
        anyhow::bail!("there is no code `{name}`: {}", did_you_mean(name, codes::all().map(|code| code.name)));
    };
    terminal.result(&format!("{} ({}): {}\n\n{}\n", code.name, code.severity.name(), code.title, code.explanation))?;
    Ok(Outcome::Clean)
}
