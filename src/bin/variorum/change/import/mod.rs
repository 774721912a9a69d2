//! `variorum import`

mod article;
mod base;
mod git;
mod issue;
mod report;

pub(crate) use self::issue::run as issue;

use std::path::Path;

use crate::args::{ImportKind, ImportOptions};
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;

pub(crate) fn run(root: Option<&Path>, options: &ImportOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    match &options.kind {
        ImportKind::Git(options) => git::run(root, options, terminal),
        ImportKind::Article(options) => article::run(root, options, terminal),
    }
}
