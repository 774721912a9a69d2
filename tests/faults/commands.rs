//! Commands that write into a knowledge base: whatever stops one, every file is as before or every file is as after.
//!
//! After a call that failed this holds as soon as the command has ended. After a kill it holds for a change that is one step;
//! one of several steps may be between two of them, and then the next command finishes it before it does anything else.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::strace::{End, Fault, Point, Traced};

/// Files by path; a folder has no bytes.
type Files = BTreeMap<String, Option<Vec<u8>>>;

/// What is run, and what is there beside the common base.
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    arguments: &'static [&'static str],
    files: &'static [(&'static str, &'static str)],
    /// What is run before.
    before: &'static [&'static str],
}

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) count: usize,
    pub(crate) before: usize,
    pub(crate) after: usize,
    /// How many kills came between two steps.
    pub(crate) between: usize,
}

const PROPOSAL: (&str, &str) = (
    "base/content/contributions/2020-06-01-less.md",
    "+++\ntitle = \"Less\"\nkind = \"proposal\"\ndate = 2020-06-01\nauthors = [\"contributor\"]\non = \"tidy@3\"\n+++\n\nTidy is less.\n",
);
const ARTICLE: (&str, &str) = (
    "page.txt",
    "The Definition of Sweeping\n\n2nd Iteration 08Dec20\n\nSweeping is the work behind the curtain.\n\n\
     1st Iteration 18Oct19\n\nSweeping is what people need.\n",
);
const ISSUE: (&str, &str) = (
    "issue.md",
    "### The new wording\n\nTidy is when all lies in its place, and is found.\n\n### Why it is better\n\nIt is found.\n\n\
     ### Your name, as readers should see it\n\nA new contributor\n",
);
const UNTIDY: [(&str, &str); 3] = [
    (
        "base/content/practices/dusting.md",
        "+++\nsummary = \"Dust.\"\ntitle = \"Dusting\"\ndate = \"8 Dec 2020\"\non = \"tidy@3\"\n+++\n\nDust.\n",
    ),
    (
        "base/content/practices/mopping.md",
        "+++\r\nsummary = \"Mop.\"\r\ntitle = \"Mopping\"\r\ndate = \"9 Dec 2020\"\r\non = \"tidy@3\"\r\n+++\r\n\r\nMop.\r\n",
    ),
    (
        "base/content/practices/airing.md",
        "+++\nsummary = \"Air.\"\ntitle = \"Airing\"\ndate = \"7 Dec 2020\"\non = \"tidy@3\"\n+++\n\nAir.\n",
    ),
];

/// Every command that writes into a knowledge base.
pub(crate) const ALL: [Scenario; 14] = [
    Scenario { name: "accept", arguments: &["accept", "less"], files: &[PROPOSAL], before: &[] },
    Scenario {
        name: "decline",
        arguments: &["decline", "less", "--reason", "Too short."],
        files: &[PROPOSAL],
        before: &[],
    },
    Scenario { name: "withdraw", arguments: &["withdraw", "less"], files: &[PROPOSAL], before: &[] },
    Scenario { name: "seal", arguments: &["seal"], files: &[], before: &["seal", "tidy@1"] },
    Scenario { name: "fmt", arguments: &["fmt"], files: &UNTIDY, before: &[] },
    Scenario { name: "check --fix", arguments: &["check", "--fix"], files: &UNTIDY, before: &[] },
    Scenario { name: "new definition", arguments: &["new", "definition", "Broom"], files: &[], before: &[] },
    Scenario { name: "new iteration", arguments: &["new", "iteration"], files: &[], before: &[] },
    Scenario { name: "new practice", arguments: &["new", "practice", "Dusting"], files: &[], before: &[] },
    Scenario {
        name: "new --from-issue",
        arguments: &["new", "--from-issue", "../issue.md"],
        files: &[ISSUE],
        before: &[],
    },
    Scenario {
        name: "import article",
        arguments: &["import", "article", "../page.txt", "--author", "A new contributor"],
        files: &[ARTICLE],
        before: &[],
    },
    Scenario {
        name: "import git",
        arguments: &["import", "git", "..", "--path", "page.txt", "--term", "Sweeping"],
        files: &[ARTICLE],
        before: &["git"],
    },
    Scenario {
        name: "init, a new folder",
        arguments: &["init", "../new/base", "--term", "Broom"],
        files: &[],
        before: &[],
    },
    Scenario {
        name: "init, a folder with files",
        arguments: &["init", "../old", "--term", "Broom"],
        files: &[("old/README.md", "Mine.\n"), ("old/content/notes.txt", "Mine.\n")],
        before: &[],
    },
];

const BASE: [(&str, &str); 6] = [
    ("base/variorum.toml", "[site]\ntitle = \"Tidy\"\ndescription = \"What tidy means.\"\nfeatured = \"tidy\"\n"),
    ("base/content/people/contributor.md", "+++\nname = \"A contributor\"\n+++\n\nSweeps.\n"),
    ("base/content/definitions/tidy/definition.md", "+++\nterm = \"Tidy\"\nsummary = \"What.\"\n+++\n"),
    (
        "base/content/definitions/tidy/1.md",
        "+++\ndate = 2020-01-01\nauthors = [\"contributor\"]\n+++\n\nTidy is when all lies in place.\n",
    ),
    ("base/content/definitions/neat/definition.md", "+++\nterm = \"Neat\"\nsummary = \"What.\"\n+++\n"),
    (
        "base/content/definitions/neat/1.md",
        "+++\ndate = 2020-01-01\nauthors = [\"contributor\"]\n+++\n\nNeat is when it looks good.\n",
    ),
];

/// The folder in which a scenario is played, and what is there before.
struct Stage {
    folder: TempDir,
    start: Files,
}

impl Stage {
    fn new(scenario: &Scenario) -> Self {
        let stage =
            Self { folder: TempDir::with_prefix("variorum-faults-").expect("a temporary folder"), start: Files::new() };
        let later = [2, 3].map(|number| {
            let text = format!("+++\ndate = 2020-0{number}-01\nauthors = [\"contributor\"]\n+++\n\nTidy is when all lies in place {number}.\n");
            (format!("base/content/definitions/tidy/{number}.md"), text)
        });
        let fixed = BASE.iter().chain(scenario.files).map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        for (path, text) in fixed.chain(later) {
            let path = stage.folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a new folder");
            fs::write(path, text).expect("a new file");
        }
        match scenario.before {
            [] => {}
            ["git"] => stage.commit(),
            arguments => assert!(stage.run(arguments), "{arguments:?}"),
        }
        Self { start: stage.files(), ..stage }
    }

    fn commit(&self) {
        let git = |arguments: &[&str]| {
            let mut command = Command::new("git");
            command.arg("-C").arg(self.folder.path()).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
            let ended = command.args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null").status().expect("git starts");
            assert!(ended.success(), "git {arguments:?}");
        };
        git(&["init", "--quiet"]);
        git(&["add", "page.txt"]);
        git(&["commit", "--quiet", "--message", "First"]);
    }

    fn traced(&self, arguments: &[&str]) -> Traced {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let home = self.folder.path().join("no-home").into_os_string();
        Traced {
            program: PathBuf::from(env!("CARGO_BIN_EXE_variorum")),
            arguments: arguments.iter().map(OsString::from).collect(),
            folder: self.folder.path().join("base"),
            environment: vec![("RAYON_NUM_THREADS", "1".into()), ("HOME", home), ("PATH", path), ("TZ", "UTC".into())],
            mark: ".variorum-change\", 0",
            faults: &[Fault::Kill, Fault::Full, Fault::Broken, Fault::Refused, Fault::Asked],
        }
    }

    /// Runs the program without a fault, and tells whether it did what it was asked for.
    fn run(&self, arguments: &[&str]) -> bool {
        let traced = self.traced(arguments);
        let mut command = Command::new(traced.program);
        command.args(traced.arguments).current_dir(traced.folder).envs(traced.environment);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().expect("the program starts").code().is_some_and(|code| code < 2)
    }

    /// Puts everything back as it was at the start.
    fn reset(&self) {
        let now = self.files();
        for path in now.keys().rev().filter(|path| !self.start.contains_key(*path)) {
            let path = self.folder.path().join(path);
            let removed = if path.is_dir() { fs::remove_dir(&path) } else { fs::remove_file(&path) };
            removed.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
        for (path, bytes) in self.start.iter().filter(|(path, bytes)| now.get(*path) != Some(*bytes)) {
            let bytes = bytes.as_ref().expect("no folder goes away");
            fs::write(self.folder.path().join(path), bytes).expect("the file can be written");
        }
    }

    /// All that is there, but for a repository.
    fn files(&self) -> Files {
        let mut files = Files::new();
        list(self.folder.path(), "", &mut files);
        files
    }
}

fn list(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if name == ".git" {
            continue;
        }
        if entry.file_type().expect("the kind of an entry").is_dir() {
            list(&entry.path(), &format!("{name}/"), files);
            files.insert(name, None);
        } else {
            files.insert(name, Some(fs::read(entry.path()).expect("the file is readable")));
        }
    }
}

/// The same without what is being prepared.
fn without_staging(files: &Files) -> Files {
    files
        .iter()
        .filter(|(path, _)| !path.contains(".variorum-change"))
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect()
}

/// Injects all faults, or about so many.
pub(crate) fn run(scenario: &Scenario, limit: Option<usize>) -> Outcome {
    let stage = Stage::new(scenario);
    assert!(stage.run(scenario.arguments), "{}: it fails without a fault", scenario.name);
    let after = stage.files();
    assert!(after != stage.start, "{}: it changes something", scenario.name);
    assert!(without_staging(&after) == after, "{}: it leaves nothing behind", scenario.name);
    stage.reset();
    let traced = stage.traced(scenario.arguments);
    let points = traced.points();
    assert!(stage.files() == after, "{}: tracing changes nothing", scenario.name);
    let mut outcome = Outcome::default();
    for point in super::scenario::spread(points, limit) {
        stage.reset();
        try_point(&stage, scenario, &after, &traced, &point, &mut outcome);
    }
    outcome
}

fn try_point(stage: &Stage, scenario: &Scenario, after: &Files, traced: &Traced, point: &Point, outcome: &mut Outcome) {
    let place = format!("{}, {point:?}", scenario.name);
    let end = traced.break_at(point);
    assert_eq!(end == End::Killed, point.fault == Fault::Kill, "{place}: the fault came");
    assert_eq!(end == End::Asked, point.fault == Fault::Asked, "{place}: the status says whether it was asked to end");
    outcome.count += 1;
    let left = without_staging(&stage.files());
    let is_whole = left == stage.start || left == *after;
    assert!(is_whole || end == End::Killed, "{place}: neither as before nor as after: {:?}", left.keys());
    assert!(end != End::Success || left == *after, "{place}: the command says that it is done, and it is not");
    // The next command. Where no knowledge base is there yet, that is the same once more.
    let is_init = scenario.arguments[0] == "init";
    stage.run(if is_init { scenario.arguments } else { &["check"] });
    let healed = stage.files();
    let is_after = healed == *after;
    assert!(
        is_after || healed == stage.start && !is_init,
        "{place}: the next command leaves a mixture: {:?}",
        healed.keys()
    );
    // A plan that was written down before the kill is finished also where no step was made yet.
    assert!(is_after || left != *after, "{place}: the next command takes back what was done");
    outcome.before += usize::from(!is_after);
    outcome.after += usize::from(is_after);
    outcome.between += usize::from(!is_whole);
}
