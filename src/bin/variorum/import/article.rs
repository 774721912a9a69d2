//! `variorum import article`

use std::path::Path;

use crate::Outcome;
use crate::args::ImportArticleOptions;
use crate::terminal::Terminal;

pub(crate) fn run(root: Option<&Path>, options: &ImportArticleOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let _ = (root, options, terminal);
    anyhow::bail!("not yet")
}
