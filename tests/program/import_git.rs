//! `variorum import git`: scripted histories become iterations, and nothing of the repository is touched.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::support::{Place, everything, run_beside_git as run};

/// A repository that a test makes, one commit after the other.
pub(crate) struct Repo {
    pub(crate) folder: PathBuf,
    home: PathBuf,
    /// Days since the first commit.
    day: u32,
}

impl Repo {
    /// A new repository beside the knowledge base; none where there is no git, which is said aloud.
    pub(crate) fn new(place: &Place, name: &str) -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            assert!(std::env::var_os("CI").is_none(), "git is needed in CI");
            eprintln!("SKIPPED: there is no git here, so nothing of `import git` is tried");
            return None;
        }
        let folder = place.folder().join(name);
        std::fs::create_dir_all(&folder).expect("a new folder");
        let repo = Self { folder, home: place.folder().join("home"), day: 0 };
        repo.git(&["init", "--quiet", "--initial-branch=main"]);
        Some(repo)
    }

    /// Git, with nothing of this machine's configuration.
    pub(crate) fn command(&self, author: (&str, &str)) -> Command {
        let mut command = Command::new("git");
        let date = format!("2020-01-{:02}T23:30:00-08:00", 1 + self.day % 28);
        command.arg("-C").arg(&self.folder).args(["-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"]);
        command.env("HOME", &self.home).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command.envs([("GIT_AUTHOR_NAME", author.0), ("GIT_AUTHOR_EMAIL", author.1)]);
        command.envs([("GIT_COMMITTER_NAME", "Committer"), ("GIT_COMMITTER_EMAIL", "committer@example.org")]);
        command.env("GIT_AUTHOR_DATE", &date).env("GIT_COMMITTER_DATE", &date);
        command
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        self.git_as(("A Contributor", "contributor@example.org"), arguments)
    }

    pub(crate) fn git_as(&self, author: (&str, &str), arguments: &[&str]) -> String {
        let output = self.command(author).args(arguments).output().expect("git is there");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }

    /// Commits everything, a day after the commit before.
    pub(crate) fn commit(&mut self, message: &str) {
        self.commit_as(("A Contributor", "contributor@example.org"), message);
    }

    pub(crate) fn commit_as(&mut self, author: (&str, &str), message: &str) {
        self.git(&["add", "--all"]);
        self.git_as(author, &["commit", "--quiet", "--allow-empty", "--message", message]);
        self.day += 1;
    }

    /// Writes a file and commits it.
    pub(crate) fn say(&mut self, path: &str, text: &str, message: &str) {
        self.write(path, text);
        self.commit(message);
    }
}

/// What lies in a folder, without the times.
fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    everything(folder).into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
}

/// The text of an iteration.
fn body(place: &Place, path: &str) -> String {
    place.read(path).splitn(3, "+++\n").nth(2).expect("a body").trim().to_owned()
}

fn history(place: &Place) -> Option<Repo> {
    let mut repo = Repo::new(place, "repo")?;
    repo.say("other.md", "Not this.\n", "Another file");
    repo.say("docs/first.md", "# Ops\n\nOps is what we do.\n", "Say it\n\nSomebody has to.\n\nMore words.");
    repo.say("other.md", "Nor this.\n", "Another file again");
    repo.say("docs/first.md", "# Ops\n\nOps is what\nwe **do**.\n", "Wrap the lines");
    repo.git(&["tag", "v1"]);
    repo.git(&["mv", "docs/first.md", "docs/term.md"]);
    repo.commit("Move it");
    repo.write("docs/term.md", "# Ops\n\nOps is what we do together.\n");
    repo.commit_as(
        ("A Contributor", "other@example.org"),
        "Together\n\nCo-authored-by: Third Contributor <third@example.org>",
    );
    // A branch with one commit, merged.
    repo.git(&["switch", "--quiet", "--create", "side"]);
    repo.write("docs/term.md", "# Ops\n\nOps is what we do together, daily.\n");
    repo.commit_as(("Side Contributor", "side@example.org"), "Say how often");
    repo.git(&["switch", "--quiet", "main"]);
    repo.say("other.md", "And on.\n", "On the main line");
    repo.git(&["merge", "--quiet", "--no-ff", "--message", "Merge branch 'side'", "side"]);
    repo.day += 1;
    repo.git(&["tag", "--annotate", "v2", "--message", "The second release\n\nMore."]);
    repo.say("docs/term.md", "# Ops\n\nOps is what we do together.\n", "Revert \"Say how often\"");
    repo.git(&["rm", "--quiet", "docs/term.md"]);
    repo.commit("Delete it");
    repo.say("docs/term.md", "# Ops\r\n\r\nOps is what we do together.\r\n", "Bring it back");
    repo.say("docs/term.md", "\u{feff}# Ops\n\nOps is new.\n", "Say it anew");
    repo.git(&["tag", "v3"]);
    Some(repo)
}

#[test]
fn the_history_of_a_file_becomes_iterations() {
    let place = Place::new();
    let Some(repo) = history(&place) else { return };
    let before = bytes(&repo.folder);
    let run = run(&place, &["import", "git", "../repo", "--path", "docs/term.md"]).ended(0);
    assert_eq!(bytes(&repo.folder), before, "the repository is only read");
    assert!(run.out.contains("wrote content/definitions/ops/1.md to 5.md"), "{}", run.out);
    run.says(&[
        "5 iterations of `ops`, dated 2020-01-02",
        "from 9 commits of docs/term.md",
        "into 1: only how it is set changed  Wrap the lines",
        "into 1: the file was moved or copied  Move it",
        "into 4: the text is the same  Bring it back",
        "deleted the file",
        "the file is docs/term.md, which was docs/first.md before",
        "the byte order mark was taken out",
        "there is more than one “A Contributor”",
    ]);
    let read = |number: u32| place.read(&format!("content/definitions/ops/{number}.md"));
    // The author's own calendar, although it is the next day in UTC.
    assert!(read(1).starts_with("+++\ndate = 2020-01-02\nauthors = [\"a-contributor\"]\n"), "{}", read(1));
    assert!(read(1).contains("note = \"Say it — Somebody has to. [Tag: v1.] [Commit "), "{}", read(1));
    assert!(read(1).ends_with("+++\n\n# Ops\n\nOps is what we do.\n"), "{}", read(1));
    assert!(read(2).contains("authors = [\"a-contributor-2\", \"third-contributor\"]"), "{}", read(2));
    assert!(read(3).contains("authors = [\"side-contributor\"]"), "{}", read(3));
    assert!(read(3).contains("note = \"Say how often [Tag: v2.]"), "{}", read(3));
    assert!(read(4).contains("[Its words are those of iteration 2 again.]"), "{}", read(4));
    assert!(read(5).contains("Ops is new.") && !read(5).contains('\u{feff}'));
    let all: String =
        bytes(&place.path("content")).into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(!all.contains("example.org>") && !all.contains("@example.org"), "no address of mail is published");
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
}

#[test]
fn tags_can_be_the_iterations() {
    let place = Place::new();
    let Some(_repo) = history(&place) else { return };
    let run =
        run(&place, &["import", "git", "../repo", "--path", "docs/term.md", "--tags-only", "--slug", "ops"]).ended(0);
    run.says(&["3 iterations of `ops`", "from 3 tags of docs/term.md"]);
    assert_eq!(body(&place, "content/definitions/ops/2.md"), "# Ops\n\nOps is what we do together, daily.");
    let second = place.read("content/definitions/ops/2.md");
    assert!(second.contains("note = \"v2 — The second release [Commit"), "{second}");
    assert!(second.contains("\"a-contributor-2\", \"third-contributor\", \"side-contributor\""), "{second}");
    place.run(["check"]).ended(0);
}

#[test]
fn a_section_alone() {
    let place = Place::new();
    let Some(mut repo) = Repo::new(&place, "repo") else { return };
    repo.say("README.md", "# Tool\n\n## Install\n\nDo.\n", "No definition yet");
    repo.say("README.md", "# Tool\n\n## What it is\n\nIt [is](#install) a tool.\n\n## Install\n\nDo.\n", "Define it");
    repo.say(
        "README.md",
        "# Tool\n\n## What it is\n\nIt [is](#install) a tool.\n\n## Install\n\nDo more.\n",
        "Elsewhere",
    );
    let arguments = ["import", "git", "../repo", "--path", "README.md", "--section", "what it is", "--term", "Tool"];
    let run = run(&place, &arguments).ended(0);
    run.says(&["1 iteration of `tool`", "has no such section", "into 1: the text is the same  Elsewhere"]);
    assert_eq!(body(&place, "content/definitions/tool/1.md"), "It is a tool.");
    place.run(["check"]).ended(0);
}

#[test]
fn bare_repositories_worktrees_and_subfolders_are_read() {
    let place = Place::new();
    let Some(mut repo) = Repo::new(&place, "repo") else { return };
    repo.say("docs/a.md", "One.\n", "One");
    repo.write(".mailmap", "Real Name <real@example.org> <contributor@example.org>\n");
    repo.commit("Who is who");
    repo.git(&["clone", "--quiet", "--bare", ".", "../bare.git"]);
    repo.git(&["worktree", "add", "--quiet", "../tree"]);
    for (number, folder) in ["../bare.git", "../tree", "../repo/docs", "../repo/.git"].into_iter().enumerate() {
        let slug = format!("a-{number}");
        let run = run(&place, &["import", "git", folder, "--path", "docs/a.md", "--slug", &slug]).ended(0);
        assert!(run.out.contains("1.md\n"), "{folder}: {}", run.out);
        assert_eq!(body(&place, &format!("content/definitions/{slug}/1.md")), "One.");
        assert!(place.read(&format!("content/definitions/{slug}/1.md")).contains("\"real-name\""), "{folder}");
    }
    place.run(["check"]).ended(0);
}

#[test]
fn a_shallow_clone_says_which_fetch_is_missing() {
    let place = Place::new();
    let Some(mut repo) = Repo::new(&place, "repo") else { return };
    for number in 1..=4 {
        repo.say("a.md", &format!("Text {number}.\n"), &format!("Change {number}"));
    }
    let origin = format!("file://{}", repo.folder.display());
    repo.git(&["clone", "--quiet", "--depth=2", &origin, "../shallow"]);
    let arguments = ["import", "git", "../shallow", "--path", "a.md"];
    run(&place, &arguments).ended(2).says(&["shallow", "fetch --unshallow", "--accept-shallow"]);
    let accepted = run(&place, &["import", "git", "../shallow", "--path", "a.md", "--accept-shallow"]).ended(0);
    accepted.says(&["2 iterations", "iteration 1 is not the first text"]);
    assert!(place.read("content/definitions/a/1.md").contains("[What the text was before is not in the clone"));
    // A file that began inside the clone has its whole history.
    repo.say("b.md", "New.\n", "New");
    repo.git(&["clone", "--quiet", "--depth=2", &origin, "../later"]);
    run(&place, &["import", "git", "../later", "--path", "b.md"]).ended(0);
}

#[test]
fn what_is_wrong_is_said_with_what_to_do() {
    let place = Place::new();
    let Some(mut repo) = Repo::new(&place, "repo") else { return };
    run(&place, &["import", "git", "../repo", "--path", "a.md"]).ended(2).says(&["git knows no revision `HEAD`"]);
    repo.say("docs/term.md", "One.\n", "One");
    let before = place.everything();
    run(&place, &["import", "git", "../repo", "--path", "docs/tern.md"])
        .ended(2)
        .says(&["did you mean", "docs/term.md"]);
    run(&place, &["import", "git", "../repo", "--path", "x"]).ended(2).says(&["the only one is `docs/term.md`"]);
    run(&place, &["import", "git", "../repo", "--path", "docs"]).ended(2).says(&["is a folder"]);
    run(&place, &["import", "git", "../none", "--path", "a"]).ended(2).says(&["git clone"]);
    run(&place, &["import", "git", "..", "--path", "a"]).ended(2).says(&["no git repository"]);
    run(&place, &["import", "git", "../repo", "--path", "docs/term.md", "--at", "-x"]).ended(2);
    run(&place, &["import", "git", "../repo", "--path", "docs/term.md", "--tags-only"]).ended(2).says(&["no tag"]);
    run(&place, &["import", "git", "../repo", "--path", "docs/term.md", "--slug", "tidy"])
        .ended(2)
        .says(&["content/definitions/tidy is there already", "ever overwritten"]);
    run(&place, &["import", "git", "../repo", "--path", "docs/term.md", "--dry-run"])
        .ended(0)
        .says(&["Nothing was written"]);
    assert_eq!(before, place.everything());
}

#[test]
fn a_thousand_commits() {
    let place = Place::new();
    let Some(repo) = Repo::new(&place, "repo") else { return };
    let mut stream = String::new();
    for number in 1..=1000 {
        let text = format!("# Term\n\nWhat it is after {number} changes.\n");
        let message = format!("Change {number}");
        let _ = write!(
            stream,
            "commit refs/heads/main\nmark :{number}\nauthor A Contributor <contributor@example.org> {} +0100\ncommitter C <c@example.org> {} +0100\ndata {}\n{message}\nM 100644 inline term.md\ndata {}\n{text}\n",
            1_500_000_000 + number * 86_400,
            1_500_000_000 + number * 86_400,
            message.len(),
            text.len(),
        );
    }
    place.write("../stream", &stream);
    let input = std::fs::File::open(place.folder().join("stream")).expect("the stream");
    let done = repo.command(("A", "a@example.org")).args(["fast-import", "--quiet"]).stdin(input).status();
    assert!(done.expect("git is there").success());
    let run = run(&place, &["import", "git", "../repo", "--path", "term.md"]).ended(0);
    run.says(&["1000 iterations of `term`"]);
    place.run(["check"]).ended(0);
}

#[test]
fn a_path_that_is_no_file_is_refused() {
    let place = Place::new();
    let Some(mut repo) = Repo::new(&place, "repo") else { return };
    repo.say("docs/term.md", "One.\n", "One");
    repo.say("old/term.md", "Old.\n", "Old");
    repo.git(&["rm", "-r", "--quiet", "old"]);
    repo.commit("Delete the folder");
    let before = place.everything();
    for path in [".", "./", "docs/..", "../a.md", "/docs/term.md", "", " ", "docs/", "docs/."] {
        let refused = run(&place, &["import", "git", "../repo", "--path", path]).ended(2);
        refused.says(&["`--path", "such as `--path docs/definition.md`"]);
    }
    let folder = run(&place, &["import", "git", "../repo", "--path", "docs"]).ended(2);
    folder.says(&["`--path docs` is a folder", "such as `--path docs/term.md`"]);
    run(&place, &["import", "git", "../repo", "--path", "old"]).ended(2).says(&["was a folder"]);
    run(&place, &["import", "git", "../repo"]).ended(2).says(&["--path"]);
    assert_eq!(before, place.everything());
    run(&place, &["import", "git", "../repo", "--path", ".//docs/./term.md", "--term", "Ops"]).ended(0);
}

#[test]
fn pointers_and_submodules_are_named_as_such() {
    let place = Place::new();
    let Some(mut repo) = Repo::new(&place, "repo") else { return };
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 12345\n", "ab".repeat(32));
    repo.say("term.md", &pointer, "Track it with LFS");
    let run_on = |path: &str| run(&place, &["import", "git", "../repo", "--path", path]);
    run_on("term.md").ended(2).says(&["is a Git LFS pointer", "git lfs migrate export"]);
    repo.say("term.md", "A text again.\n", "Without LFS");
    run_on("term.md").ended(0).says(&["is a Git LFS pointer", "1 iteration"]);

    let head = repo.git(&["rev-parse", "HEAD"]).trim().to_owned();
    repo.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{},sub", head.replace('0', "1"))]);
    repo.git(&["commit", "--quiet", "--message", "A submodule"]);
    for path in ["sub", "sub/term.md"] {
        run_on(path).ended(2).says(&["sub is a submodule", "clone that repository"]);
    }
}

#[test]
fn a_damaged_repository_is_no_partial_clone() {
    let place = Place::new();
    let Some(mut repo) = Repo::new(&place, "repo") else { return };
    repo.say("a.md", "One.\n", "One");
    repo.say("a.md", "Two.\n", "Two");
    let object = repo.git(&["rev-parse", "HEAD~1:a.md"]).trim().to_owned();
    let path = repo.folder.join(".git/objects").join(&object[..2]).join(&object[2..]);
    std::fs::remove_file(&path).expect("the object");
    let missing = run(&place, &["import", "git", "../repo", "--path", "a.md"]).ended(2);
    missing.says(&[&object, "the repository is damaged", "fsck"]);
    std::fs::write(&path, "nonsense").expect("the object");
    let broken = run(&place, &["import", "git", "../repo", "--path", "a.md"]).ended(2);
    broken.says(&["fsck"]);
    assert!(!broken.err.contains("partial"), "{}", broken.err);
    std::fs::remove_file(&path).expect("the object");
    repo.git(&["config", "remote.origin.promisor", "true"]);
    run(&place, &["import", "git", "../repo", "--path", "a.md"]).ended(2).says(&["partial clone", "--filter"]);
}
