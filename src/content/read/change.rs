//! What may have changed on the disk, as paths below the root that are to be read again.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Bound;
use std::path::{Component, Path, PathBuf};

use crate::content::read::layout::{CONTENT, THEMES, is_left_alone};

/// What may have changed below the root of a knowledge base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These paths, and what lies below them: absolute ones, or such that begin with the root as the reader was given it.
    /// It does no harm to name what did not change, or what is not there any more.
    Paths(BTreeSet<PathBuf>),
    /// Anything.
    Everything,
}

/// The paths below the root that are to be read again, with all that lies below them. None of them lies below another.
pub(super) struct Hints {
    paths: BTreeSet<PathBuf>,
}

impl Hints {
    /// The whole root.
    pub(super) fn everything() -> Self {
        Self { paths: BTreeSet::from([PathBuf::new()]) }
    }

    /// What a change means below a root. `is_reported` tells of a path whether something was found there that was not taken.
    pub(super) fn new(root: &Path, change: &Change, is_reported: impl Fn(&Path) -> bool) -> Self {
        let Change::Paths(paths) = change else { return Self::everything() };
        let roots = Roots::of(root);
        let below: Option<Vec<PathBuf>> = paths.iter().map(|path| roots.below(path)).collect();
        // A path that cannot be told to lie below the root or elsewhere may mean anything.
        let Some(below) = below else { return Self::everything() };
        Self::reduced(below.iter().filter_map(|path| read_again(root, path, &is_reported)))
    }

    fn reduced(paths: impl Iterator<Item = PathBuf>) -> Self {
        let mut reduced: BTreeSet<PathBuf> = BTreeSet::new();
        for path in paths.collect::<BTreeSet<_>>() {
            if !reduced.last().is_some_and(|last| path.starts_with(last)) {
                reduced.insert(path);
            }
        }
        Self { paths: reduced }
    }

    /// The paths, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().map(PathBuf::as_path)
    }

    /// Whether a path is one of these.
    pub(super) fn name(&self, path: &Path) -> bool {
        self.paths.contains(path)
    }

    /// Whether a path is one of these or lies below one.
    pub(super) fn cover(&self, path: &Path) -> bool {
        let before = self.paths.range::<Path, _>((Bound::Unbounded, Bound::Included(path))).next_back();
        before.is_some_and(|hint| path.starts_with(hint))
    }

    /// Whether one of these lies below a path.
    pub(super) fn lie_below(&self, path: &Path) -> bool {
        let next = self.paths.range::<Path, _>((Bound::Included(path), Bound::Unbounded)).next();
        next.is_some_and(|hint| hint.starts_with(path))
    }

    /// Of these paths those that are there and were met under no name by a walk over their folder, `met` being those that
    /// were: a system that takes several names for one knows them under another. Their folders are to be read again as a
    /// whole. None if there are none.
    pub(super) fn widened(&self, root: &Path, met: &BTreeSet<PathBuf>) -> Option<Self> {
        let is_hidden = |path: &Path| {
            !path.as_os_str().is_empty() && !met.contains(path) && fs::symlink_metadata(root.join(path)).is_ok()
        };
        self.paths().any(is_hidden).then(|| {
            let whole =
                |path: &Path| if is_hidden(path) { path.parent().unwrap_or(path).to_owned() } else { path.to_owned() };
            Self::reduced(self.paths().map(whole))
        })
    }
}

/// The ways to write the root.
struct Roots {
    written: PathBuf,
    others: Vec<PathBuf>,
}

impl Roots {
    fn of(root: &Path) -> Self {
        let others = [std::path::absolute(root), fs::canonicalize(root)];
        Self { written: root.to_owned(), others: others.into_iter().flatten().collect() }
    }

    /// A path below the root; empty for the root and what it lies in, and none if there is no telling.
    fn below(&self, path: &Path) -> Option<PathBuf> {
        if path.components().any(|part| part == Component::ParentDir) {
            return None;
        }
        let absolute = std::path::absolute(path).ok()?;
        let mut ways = self.others.iter().map(|root| (root, absolute.as_path())).chain([(&self.written, path)]);
        ways.find_map(|(root, path)| {
            if root.starts_with(path) { Some(PathBuf::new()) } else { path.strip_prefix(root).ok().map(Path::to_owned) }
        })
    }
}

/// What is to be read again for a path below the root: itself, or the first on the way to it that is no folder or was none.
/// None if nothing there is ever read.
fn read_again(root: &Path, path: &Path, is_reported: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let mut parts = path.components();
    let Some(first) = parts.next() else { return Some(PathBuf::new()) };
    // Systems that do not tell capital letters from small ones may tell of a folder as it is spelled on the disk.
    let first = first.as_os_str().to_str()?;
    let mut way = PathBuf::from([CONTENT, THEMES].into_iter().find(|folder| first.eq_ignore_ascii_case(folder))?);
    for part in parts {
        if is_left_alone(part.as_os_str()) {
            return None;
        }
        let is_folder = fs::symlink_metadata(root.join(&way)).is_ok_and(|metadata| metadata.is_dir());
        if !is_folder || is_reported(&way) {
            break;
        }
        way.push(part);
    }
    Some(way)
}
