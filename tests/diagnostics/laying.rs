//! Lays the files of a case over those of the base in a temporary folder, and notices when they change.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;

/// Files of a case that belong to the test and not to the knowledge base.
const OWN: [&str; 2] = ["expected.txt", "without.txt"];
/// The folder of a case with what was published before, over the base as well.
pub(crate) const BEFORE: &str = "before";

/// A temporary folder with the files of the base under those of the case.
pub(crate) fn lay(base: &Path, case: &Path) -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let without = fs::read_to_string(case.join("without.txt")).unwrap_or_default();
    let without: Vec<&Path> = without.lines().map(Path::new).collect();
    assert!(without.iter().all(|name| base.join(name).is_file()), "`without.txt` names files of the base");
    for below in [base, case].into_iter().filter(|below| below.is_dir()) {
        for path in files(below) {
            let name = path.strip_prefix(below).expect("the file lies below");
            // Where capitals make no other name, a file of the case may have the name of one that is left out.
            let is_left_out = below == base && without.contains(&name);
            if !is_left_out && !OWN.iter().any(|own| name == Path::new(own)) && !name.starts_with(BEFORE) {
                let target = root.path().join(name);
                fs::create_dir_all(target.parent().expect("a file lies in a folder")).expect("a new folder");
                fs::copy(&path, &target).expect("a copy");
            }
        }
    }
    root
}

/// Whether a case holds more than its expected report.
pub(crate) fn has_files(case: &Path) -> bool {
    files(case).iter().any(|path| path.file_name().is_none_or(|name| name != "expected.txt"))
}

/// Every regular file below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name();
    walk.into_iter()
        .map(|entry| entry.expect("the folder is readable"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

/// What lies below a folder: every path with its kind, its length, the time of its last change and its bytes, which are none
/// if nobody may read them.
pub(crate) fn state(root: &Path) -> BTreeMap<String, (String, u64, SystemTime, Vec<u8>)> {
    let mut state = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry.expect("the folder is readable");
        let metadata = entry.metadata().expect("the entry is there");
        let bytes = if metadata.is_file() { fs::read(entry.path()).unwrap_or_default() } else { Vec::new() };
        let modified = metadata.modified().expect("the system knows times");
        let name = entry.path().strip_prefix(root).expect("the entry lies below").to_string_lossy().into_owned();
        state.insert(name, (format!("{:?}", metadata.file_type()), metadata.len(), modified, bytes));
    }
    state
}
