//! What must hold between files. One file for each family of rules.

pub(super) mod contributions;
pub(super) mod criteria;
pub(super) mod iterations;
mod links;
pub(super) mod names;
pub(super) mod seals;

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::knowledge::index::Index;
use crate::seal::SealsFile;

/// Applies the rules that look at all files together, but for those of names.
pub(super) fn check(index: &Index<'_>, sealed: &[Arc<SealsFile>], diagnostics: &mut Diagnostics) {
    iterations::check_numbers(index, diagnostics);
    criteria::check_ids(index, diagnostics);
    contributions::check_between(index, diagnostics);
    links::check(index, diagnostics);
    seals::check(index, sealed, diagnostics);
}
