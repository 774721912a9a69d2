//! A small knowledge base in a temporary folder, in two states, with files of somebody else in its output folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use variorum::output::publish::Durability;

use super::child;

/// Files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Which texts the knowledge base has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Old,
    New,
}

impl State {
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Old => Self::New,
            Self::New => Self::Old,
        }
    }
}

/// What somebody else put into the output folder.
const FOREIGN: [(&str, &str); 4] =
    [("CNAME", "example.org\n"), (".nojekyll", ""), ("practices/notes.txt", "mine"), ("files/deep/plan.txt", "a plan")];

/// The knowledge base.
pub(crate) struct Base {
    folder: TempDir,
    /// What lies in the output folder and is not of the site.
    foreign: Files,
    /// The whole sites of both states.
    old: Files,
    new: Files,
}

impl Base {
    pub(crate) fn make() -> Self {
        let folder = TempDir::with_prefix("variorum-faults-").expect("a temporary folder");
        let mut base = Self { folder, foreign: Files::new(), old: Files::new(), new: Files::new() };
        base.write("variorum.toml", "[site]\ntitle = \"Tidy\"\ndescription = \"What tidy means.\"\n");
        base.write("content/people/contributor.md", "+++\nname = \"A contributor\"\n+++\n\nSweeps.\n");
        base.write("content/pages/about.md", "+++\ntitle = \"About\"\nsummary = \"Why.\"\n+++\n\nBecause.\n");
        base.write("content/definitions/tidy/definition.md", "+++\nterm = \"Tidy\"\nsummary = \"What.\"\n+++\n");
        for number in 1..=3 {
            let text = format!("+++\ndate = 2020-0{number}-01\n+++\n\nTidy is when all lies in place {number}.\n");
            base.write(&format!("content/definitions/tidy/{number}.md"), &text);
        }
        base.write("themes/broadside/static/empty.txt", "");
        base.old = base.built(State::Old);
        base.new = base.built(State::New);
        base.remove_site();
        base
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// Gives the texts a state: one is changed, one is there only in the old one, two only in the new one.
    pub(crate) fn turn(&self, state: State) {
        let practice =
            "+++\ntitle = \"Sweeping\"\nsummary = \"Every evening.\"\ndate = 2020-04-01\non = \"tidy@3\"\n+++\n";
        let comment =
            "+++\ntitle = \"Strict\"\nkind = \"comment\"\ndate = 2020-05-01\non = \"tidy@3\"\n+++\n\nToo strict.\n";
        let gone = "content/contributions/2020-05-01-strict.md";
        let come = ["content/definitions/tidy/4.md", "themes/broadside/static/new/style.css"];
        match state {
            State::Old => {
                self.write("content/practices/sweeping.md", &format!("{practice}\nWith a broom.\n"));
                self.write(gone, comment);
                for path in come {
                    let _ = fs::remove_file(self.path(path));
                }
            }
            State::New => {
                self.write("content/practices/sweeping.md", &format!("{practice}\nWith two brooms.\n"));
                let _ = fs::remove_file(self.path(gone));
                self.write(come[0], "+++\ndate = 2020-06-01\n+++\n\nTidy is when little is left to put in place.\n");
                self.write(come[1], "p { color: red }\n");
            }
        }
    }

    /// Builds without a fault.
    #[track_caller]
    pub(crate) fn build(&self) {
        child::build(self.root(), Durability::Lazy).unwrap_or_else(|error| panic!("a build without faults: {error}"));
    }

    fn built(&self, state: State) -> Files {
        self.remove_site();
        self.turn(state);
        self.build();
        self.site()
    }

    pub(crate) fn whole(&self, state: State) -> &Files {
        match state {
            State::Old => &self.old,
            State::New => &self.new,
        }
    }

    /// Puts files into the output folder that are not of the site.
    pub(crate) fn add_foreign(&mut self) {
        for (path, text) in FOREIGN {
            self.write(&format!("public/{path}"), text);
            self.foreign.insert(path.to_owned(), text.into());
        }
    }

    /// Makes the output folder a repository, in the eyes of a build.
    pub(crate) fn add_repository(&mut self) {
        self.write("public/.git/HEAD", "ref: refs/heads/main\n");
        self.foreign.insert(".git/HEAD".to_owned(), b"ref: refs/heads/main\n".to_vec());
    }

    /// Removes the site and all that was written beside it.
    pub(crate) fn remove_site(&self) {
        assert!(self.path("variorum.toml").is_file(), "this is the temporary folder");
        for entry in fs::read_dir(self.root()).expect("the folder is there").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name == "public" || name.starts_with(".public.variorum-") {
                let path = entry.path();
                let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
                removed.expect("the site can be removed");
            }
        }
    }

    /// The files in the output folder that are of the site: all but those of somebody else, which must be as they were.
    #[track_caller]
    pub(crate) fn site(&self) -> Files {
        let mut site = Files::new();
        read(&self.path("public"), "", &mut site);
        for (path, bytes) in &self.foreign {
            assert_eq!(site.remove(path).as_ref(), Some(bytes), "`{path}` is not ours and was lost or changed");
        }
        site
    }

    /// What stands beside the output folder, and empty folders in it.
    #[track_caller]
    pub(crate) fn assert_clean(&self) {
        let entries = fs::read_dir(self.root()).expect("the folder is there").flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort_unstable();
        assert_eq!(names, [".public.variorum-lock", "content", "public", "themes", "variorum.toml"]);
    }
}

fn read(folder: &Path, prefix: &str, files: &mut Files) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().expect("the kind of an entry");
        if kind.is_dir() {
            read(&entry.path(), &format!("{name}/"), files);
        } else {
            assert!(kind.is_file(), "{name} is no file");
            files.insert(name, fs::read(entry.path()).expect("the file is readable"));
        }
    }
}
