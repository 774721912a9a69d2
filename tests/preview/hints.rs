//! Ways to tell of edits that cover them: exactly, by their folders, with more than there was, in several steps, or not at
//! all but that something happened.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use variorum::output::preview::Change;

use crate::random::Random;

/// The changes that are told one after the other.
pub(crate) fn of(touched: &BTreeSet<PathBuf>, root: &Path, random: &mut Random) -> Vec<Change> {
    let mut paths: Vec<PathBuf> = touched.iter().map(|path| root.join(path)).collect();
    let told = |paths: &[PathBuf]| Change::Paths(paths.iter().cloned().collect());
    match random.below(6) {
        0 => vec![Change::Everything],
        1 => {
            let folders: Vec<PathBuf> = paths.iter().filter_map(|path| path.parent()).map(Path::to_owned).collect();
            vec![told(&folders)]
        }
        2 => {
            for more in ["content/gone.md", "content/practices/gone/a.md", "elsewhere/a.md", "content/.git/x", "../x"] {
                paths.push(root.join(more));
            }
            paths.push(PathBuf::from("/somewhere/else.md"));
            vec![told(&paths)]
        }
        3 => {
            let (some, others) = paths.split_at(random.below(paths.len() + 1));
            vec![told(some), told(others), told(&[])]
        }
        _ => vec![told(&paths)],
    }
}
