//! What must hold between files. One file for each family of rules.

pub(super) mod contributions;
pub(super) mod criteria;
pub(super) mod iterations;
mod links;
mod names;
pub(super) mod seals;

use crate::diagnostic::Diagnostics;
use crate::knowledge::index::Index;
use crate::seal::SealsFile;
use crate::text::{Asset, Sources};

/// Applies the rules that look at all files together.
pub(super) fn check(
    index: &Index<'_>,
    sealed: &[SealsFile],
    pictures: &[Asset],
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    names::check(index, pictures, sources, diagnostics);
    iterations::check_numbers(index, sources, diagnostics);
    criteria::check_ids(index, diagnostics);
    links::check(index, diagnostics);
    seals::check(index, sealed, sources, diagnostics);
}
