//! What must hold between files. One file for each family of rules.

pub(super) mod contributions;
pub(super) mod criteria;
pub(super) mod dates;
pub(super) mod iterations;
mod links;
pub(super) mod names;
pub(super) mod people;
pub(super) mod seals;
pub(super) mod staleness;

use std::collections::BTreeSet;

use crate::base::diagnostic::Diagnostics;
use crate::content::knowledge::lookup::index::Index;

/// The files, by their positions, that say something of others.
#[derive(Debug, Default)]
pub(super) struct Speaking {
    /// Those with links to others.
    pub(super) linking: BTreeSet<usize>,
    /// Contributions and iterations that name each other.
    pub(super) naming: BTreeSet<usize>,
}

/// Applies the rules about what files say of one another.
pub(super) fn check(speaking: &Speaking, index: &Index<'_>, diagnostics: &mut Diagnostics) {
    contributions::check_between(&speaking.naming, index, diagnostics);
    links::check(&speaking.linking, index, diagnostics);
}
