//! A small knowledge base in a temporary folder, and the program run in it with a fixed environment.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit status.
    pub(crate) status: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Run {
    /// The run itself, if it ended with this status.
    #[track_caller]
    pub(crate) fn ended(self, status: i32) -> Self {
        assert_eq!(self.status, status, "standard output:\n{}\nstandard error:\n{}", self.out, self.err);
        self
    }

    /// Fails unless standard error says all of this.
    #[track_caller]
    pub(crate) fn says(&self, words: &[&str]) {
        for words in words {
            assert!(self.err.contains(words), "`{words}` is not in:\n{}", self.err);
        }
    }
}

/// A temporary folder with a home of its own; the knowledge base lies in `base`.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    /// A place with no knowledge base in it.
    pub(crate) fn empty() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        for name in ["home", "base"] {
            fs::create_dir(folder.path().join(name)).expect("a new folder");
        }
        Self { folder }
    }

    /// A place with a sound knowledge base: three iterations of `tidy`, of which the second was never written.
    pub(crate) fn new() -> Self {
        let place = Self::empty();
        for (path, text) in SOUND {
            place.write(path, text);
        }
        place
    }

    /// The temporary folder with everything in it.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A path below the knowledge base.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("base").join(path)
    }

    /// Writes a file of the knowledge base.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// Reads a file of the knowledge base.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The program, about to run in a folder of this place.
    pub(crate) fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
        command.current_dir(folder).stdin(Stdio::null()).env_clear();
        command.envs([("NO_COLOR", "1"), ("LANG", "C"), ("TZ", "UTC")]).env("HOME", self.folder().join("home"));
        command
    }

    /// Runs the program in the knowledge base.
    pub(crate) fn run<I: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = I>) -> Run {
        self.run_in(&self.path(""), arguments)
    }

    /// Runs the program in any folder of this place.
    pub(crate) fn run_in<I: AsRef<OsStr>>(&self, folder: &Path, arguments: impl IntoIterator<Item = I>) -> Run {
        finish(self.command(folder).args(arguments))
    }

    /// Everything below this place with its bytes, and for each file when it was written.
    pub(crate) fn everything(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        everything(self.folder())
    }
}

/// Runs git in the knowledge base.
#[track_caller]
pub(crate) fn git(place: &Place, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(place.path("")).args(["-c", "user.name=Test", "-c", "user.email=test@example.org"]);
    command.env("HOME", place.folder().join("home")).env("GIT_CONFIG_NOSYSTEM", "1");
    let run = command.args(arguments).output().expect("git is there");
    assert!(run.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
}

/// Puts everything under git.
pub(crate) fn committed(place: &Place) {
    git(place, &["init", "--quiet"]);
    git(place, &["add", "--all"]);
    git(place, &["commit", "--quiet", "--message", "All"]);
}

/// Runs the program with git at hand.
pub(crate) fn run_beside_git(place: &Place, arguments: &[&str]) -> Run {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut command = place.command(&place.path(""));
    finish(command.env("PATH", path).env("GIT_CONFIG_GLOBAL", "/dev/null").args(arguments))
}

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command) -> Run {
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    Run {
        status: output.status.code().expect("no signal ends the program"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Runs a command to its end, or ends it after a while: None if it hangs.
pub(crate) fn finish_within(command: &mut Command, limit: Duration) -> Option<Run> {
    let started = Instant::now();
    // Files and not pipes: a program that fills a pipe which nobody reads would seem to hang.
    let streams = TempDir::new().expect("a temporary folder");
    let stream = |name: &str| File::create(streams.path().join(name)).expect("a file for a stream");
    let mut child = command.stdout(stream("out")).stderr(stream("err")).spawn().expect("the program starts");
    let status = loop {
        match child.try_wait().expect("the program can be watched") {
            Some(status) => break status,
            None if started.elapsed() > limit => {
                child.kill().expect("the program can be ended");
                child.wait().expect("the program ends");
                return None;
            }
            None => thread::sleep(Duration::from_millis(5)),
        }
    };
    let text = |name: &str| fs::read_to_string(streams.path().join(name)).expect("the program prints UTF-8");
    Some(Run { status: status.code().expect("no signal ends the program"), out: text("out"), err: text("err") })
}

/// Every file below a folder with its bytes and the time it was written.
pub(crate) fn everything(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let entry = entry.expect("the entry is readable");
            let kind = entry.file_type().expect("the kind of an entry");
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                let written = entry.metadata().and_then(|metadata| metadata.modified()).expect("the time of a file");
                files.insert(entry.path(), (fs::read(entry.path()).expect("the file is readable"), written));
            }
        }
    }
    files
}

const SOUND: [(&str, &str); 9] = [
    (
        "variorum.toml",
        "[site]\ntitle = \"Tidy, a living definition\"\ndescription = \"What tidy means.\"\nlanguage = \"en\"\n\
         featured = \"tidy\"\nmenu = [\"about\"]\n\n[site.license]\nname = \"CC BY 4.0\"\n\
         url = \"https://creativecommons.org/licenses/by/4.0/\"\n",
    ),
    (
        "content/definitions/tidy/definition.md",
        "+++\nterm = \"Tidy\"\nsummary = \"What tidy means.\"\n\n[[criteria]]\nid = \"short\"\n\
         statement = \"It says things once.\"\n+++\n\nA word from the kitchen.\n",
    ),
    (
        "content/definitions/tidy/1.md",
        "+++\ndate = 2020-01-01\nauthors = [\"contributor\"]\n+++\n\nTidy is when everything lies in its old place.\n",
    ),
    ("content/definitions/tidy/2.md", "+++\ndate = 2020-02-01\nstatus = \"tba\"\nnote = \"Promised.\"\n+++\n"),
    (
        "content/definitions/tidy/3.md",
        "+++\ndate = 2020-03-01\nauthors = [\"contributor\"]\n\n[[meets]]\ncriterion = \"short\"\nphrase = \"its own place\"\n+++\n\n\
         Tidy is when everything lies in its own place, and nothing twice.\n",
    ),
    (
        "content/practices/sweeping.md",
        "+++\ntitle = \"Sweeping\"\nsummary = \"Every evening.\"\ndate = 2020-04-01\non = \"tidy@3\"\n+++\n\n\
         Serves [[tidy@3]].\n\n## How to begin\n\nWith a broom.\n",
    ),
    (
        "content/contributions/2020-05-01-too-strict.md",
        "+++\ntitle = \"Too strict\"\nkind = \"comment\"\ndate = 2020-05-01\nauthors = [\"contributor\"]\non = \"tidy@3\"\n+++\n\n\
         See [sweeping](../practices/sweeping.md#how-to-begin).\n",
    ),
    ("content/people/contributor.md", "+++\nname = \"A contributor\"\n+++\n\nSweeps.\n"),
    ("content/pages/about.md", "+++\ntitle = \"About\"\nsummary = \"Why.\"\n+++\n\nBecause.\n"),
];
