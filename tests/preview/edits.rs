//! Edits of a folder as people and their programs make them, and which paths each touched.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::preview::base::{DOTS, FILES, PICTURE, SEALS, lay, seals, write};
use crate::random::Random;

/// Some edits of one folder.
pub(crate) struct Edits<'root> {
    root: &'root Path,
    /// Everything that is other than it was, or lies below one of these, as paths below the root.
    pub(crate) touched: BTreeSet<PathBuf>,
    /// What was done, to tell it when a test fails.
    pub(crate) made: Vec<String>,
}

/// Folders that are renamed, emptied and taken away.
const FOLDERS: [&str; 7] = [
    "content",
    "content/definitions",
    "content/definitions/alpha",
    "content/definitions/alpha-b",
    "content/practices",
    "content/people",
    "themes",
];

impl<'root> Edits<'root> {
    pub(crate) fn new(root: &'root Path) -> Self {
        Self { root, touched: BTreeSet::new(), made: Vec::new() }
    }

    /// Makes one edit.
    pub(crate) fn make(&mut self, random: &mut Random) {
        let (path, forms) = FILES[random.below(FILES.len())];
        match random.below(17) {
            0..=2 => self.write(path, forms[0].as_bytes()),
            3..=5 => self.write(path, forms[random.below(forms.len())].as_bytes()),
            6 => self.rewrite(path),
            7 => self.remove(path),
            8 => {
                let (other, _) = FILES[random.below(FILES.len())];
                self.rename(path, other);
            }
            9 => self.swap(path, forms[random.below(forms.len())].as_bytes()),
            10 => self.write(path, b"+++\ntitle = \"\xFF\"\n+++\n\0"),
            11 => {
                let picture = DOTS[random.below(DOTS.len())];
                self.write(["content/pages/dot.png", PICTURE, "content/README"][random.below(3)], picture);
            }
            12 => {
                let text = ["format = 1\n".to_owned(), seals(), "format".to_owned()][random.below(3)].clone();
                self.write(SEALS, text.as_bytes());
            }
            13 => self.remove([SEALS, PICTURE][random.below(2)]),
            14 => self.remove(FOLDERS[random.below(FOLDERS.len())]),
            15 => {
                let to = ["content/definitions/alpha-c", "content/pages", "content/.hidden"][random.below(3)];
                self.rename(FOLDERS[random.below(FOLDERS.len())], to);
            }
            _ => self.stand_in(path, random),
        }
    }

    /// Makes the folder what it was in the beginning.
    pub(crate) fn restore(&mut self) {
        self.made.push("restored".to_owned());
        for top in ["content", "themes", "variorum.toml"] {
            let path = self.root.join(top);
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
            self.touched.insert(top.into());
        }
        lay(self.root);
    }

    fn touch(&mut self, what: String, path: &str) {
        self.made.push(what);
        self.touched.insert(path.into());
    }

    fn write(&mut self, path: &str, bytes: &[u8]) {
        self.touch(format!("wrote {path}: {}", String::from_utf8_lossy(bytes)), path);
        // Folders that were not there are new as well.
        for folder in Path::new(path).ancestors().skip(1).filter(|folder| !self.root.join(folder).exists()) {
            self.touched.insert(folder.to_owned());
        }
        write(self.root, path, bytes);
    }

    /// Writes the same again.
    fn rewrite(&mut self, path: &str) {
        if let Ok(bytes) = fs::read(self.root.join(path)) {
            self.write(path, &bytes);
        }
    }

    /// Writes beside the file and puts that in its place, as editors do.
    fn swap(&mut self, path: &str, bytes: &[u8]) {
        let beside = format!("{path}~");
        self.write(&beside, bytes);
        self.rename(&beside, path);
    }

    fn remove(&mut self, path: &str) {
        self.touch(format!("removed {path}"), path);
        let path = self.root.join(path);
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }

    fn rename(&mut self, from: &str, to: &str) {
        self.touch(format!("renamed {from} to {to}"), from);
        self.touched.insert(to.into());
        let _ = fs::rename(self.root.join(from), self.root.join(to));
    }

    /// Puts a folder, a link or a file where something else was.
    fn stand_in(&mut self, path: &str, random: &mut Random) {
        let folder = Path::new(path).parent().and_then(Path::to_str).filter(|folder| !folder.is_empty());
        let place = if random.below(3) == 0 { folder.unwrap_or(path) } else { path };
        self.remove(place);
        match random.below(3) {
            0 => self.write(&format!("{place}/inside.md"), b"+++\ntitle = \"Inside\"\n+++\n"),
            1 => self.write(place, b"+++\ntitle = \"In its place\"\n+++\n"),
            _ => {
                self.made.push(format!("linked {place}"));
                // What is written through the link later lands where nobody reads.
                let _ = fs::create_dir_all(self.root.join("elsewhere"));
                #[cfg(unix)]
                let _ = std::os::unix::fs::symlink(self.root.join("elsewhere"), self.root.join(place));
            }
        }
    }
}
