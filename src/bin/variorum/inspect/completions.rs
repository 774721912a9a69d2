//! `variorum completions`

use clap::CommandFactory as _;

use crate::args::{Arguments, CompletionsOptions};
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;

pub(crate) fn run(options: &CompletionsOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "variorum", &mut script);
    terminal.result(&String::from_utf8(script)?)?;
    Ok(Outcome::Clean)
}
