//! A pull request from end to end: a contributor writes on a branch, the steps of the workflows run, the comment is posted, and
//! after the next push it is brought up to date.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::furniture::workflow::Workflow;

/// A repository that `variorum init` furnished, a place for what a runner keeps, and programs on the path.
struct Forge {
    folder: TempDir,
}

/// What the forge answers, in the place of its own program: it keeps what is posted.
const GH: &str = r#"#!/bin/bash
set -euo pipefail
echo "$*" >> "$KEPT/calls"
case "$*" in
    "run download 42 --repo team/ops --name review --dir review") cp -r "$KEPT/artifact" review ;;
    *"--method GET repos/team/ops/pulls"*) echo 7 ;;
    *"--paginate repos/team/ops/issues/7/comments"*) if [ -e "$KEPT/posted.md" ]; then echo 99; fi ;;
    *"--method POST repos/team/ops/issues/7/comments -F body=@comment.md") cp comment.md "$KEPT/posted.md" ;;
    *"--method PATCH repos/team/ops/issues/comments/99 -F body=@comment.md") cp comment.md "$KEPT/posted.md" ;;
    *) echo "unexpected: $*" >&2; exit 1 ;;
esac
"#;

impl Forge {
    /// A furnished repository with one commit on its main branch.
    fn new(name: &str) -> Self {
        let forge = Self { folder: TempDir::new().expect("a temporary folder") };
        for folder in ["bin", "kept", "runner", "home"] {
            fs::create_dir(forge.path(folder)).expect("a new folder");
        }
        let variorum = forge.path("bin/variorum");
        fs::copy(env!("CARGO_BIN_EXE_variorum"), variorum).expect("the program can be copied");
        forge.program("gh", GH);
        forge.run(&forge.path(""), &format!("variorum init repository --term Ops --forge {name}"), &[]);
        forge.write("content/people/maintainer.md", "+++\nname = \"A maintainer\"\n+++\n\nKeeps this.\n");
        forge.write(
            "content/definitions/ops/1.md",
            "+++\ndate = 2020-01-01\nauthors = [\"maintainer\"]\n+++\n\nOps is the work that nobody sees until it is missing, done by whoever is near.\n",
        );
        forge.git("init --quiet --initial-branch main");
        forge.git("add --all");
        forge.git("commit --quiet --message Begin");
        forge
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file of the repository.
    fn write(&self, path: &str, text: &str) {
        let path = self.path("repository").join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder");
        fs::write(path, text).expect("the file can be written");
    }

    fn program(&self, name: &str, script: &str) {
        let path = self.path("bin").join(name);
        fs::write(&path, script).expect("the program can be written");
        assert!(Command::new("chmod").arg("+x").arg(&path).status().expect("chmod is there").success());
    }

    fn git(&self, arguments: &str) -> String {
        let script = format!("git -c user.name=Contributor -c user.email=contributor@example.org {arguments}");
        self.run(&self.path("repository"), &script, &[])
    }

    /// Runs a script as a runner does, in bash that stops at the first fault, with nothing in the environment but what is said.
    #[track_caller]
    fn run(&self, folder: &Path, script: &str, environment: &[(&str, &str)]) -> String {
        let (status, out) = self.attempt(folder, script, environment);
        assert!(status == 0, "{script}\nended with {status}:\n{out}");
        out
    }

    fn attempt(&self, folder: &Path, script: &str, environment: &[(&str, &str)]) -> (i32, String) {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut paths = vec![self.path("bin")];
        paths.extend(std::env::split_paths(&path));
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(folder).env_clear();
        command.env("PATH", std::env::join_paths(paths).expect("paths without a colon"));
        command.env("HOME", self.path("home")).env("GIT_CONFIG_GLOBAL", "/dev/null").env("LANG", "C.UTF-8");
        command.env("KEPT", self.path("kept")).envs(environment.iter().copied());
        let run = command.output().expect("bash is there");
        let out = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        (run.status.code().unwrap_or(-1), out)
    }

    fn workflow(&self, path: &str) -> Workflow {
        Workflow::parse(&fs::read_to_string(self.path("repository").join(path)).expect("the workflow is there"))
    }

    /// The job of check.yml; gives back whether its steps from "Check" on were clean.
    fn check(&self) -> bool {
        let workflow = self.workflow(".github/workflows/check.yml");
        let repository = self.path("repository");
        let base = self.git("rev-parse main").trim().to_owned();
        let summary = self.path("kept/summary.md");
        let environment =
            [("BASE", base.as_str()), ("GITHUB_STEP_SUMMARY", summary.to_str().expect("a plain path")), ("CI", "true")];
        for step in ["Get variorum", "Review"] {
            self.run(&repository, &workflow.step(step).script, &environment);
        }
        let _ = fs::remove_dir_all(self.path("kept/artifact"));
        fs::rename(repository.join("review"), self.path("kept/artifact")).expect("the review was written");
        let mut is_clean = true;
        for step in ["Check", "Verify that sealed history is as it was", "Build"] {
            is_clean = is_clean && self.attempt(&repository, &workflow.step(step).script, &environment).0 == 0;
        }
        is_clean
    }

    /// The job of comment.yml; gives back the comment as it stands then.
    fn comment(&self) -> String {
        let workflow = self.workflow(".github/workflows/comment.yml");
        let runner = self.path("runner");
        let commit = self.git("rev-parse HEAD").trim().to_owned();
        let environment = [
            ("RUN", "42"),
            ("REPOSITORY", "team/ops"),
            ("COMMIT", commit.as_str()),
            ("BRANCH", "contributor:better"),
            ("GH_TOKEN", "none"),
        ];
        let _ = fs::remove_dir_all(runner.join("review"));
        for step in &workflow.steps {
            self.run(&runner, &step.script, &environment);
        }
        fs::read_to_string(self.path("kept/posted.md")).expect("a comment was posted")
    }
}

const PROPOSED: &str = "+++
date = 2020-02-01
authors = [\"contributor\"]
status = \"proposed\"
note = \"Nobody is near by chance.\"
+++

Ops is the work that nobody sees until it is missing, done by whoever has agreed to.
";

const COMMENT: &str = "<!-- variorum review -->
<!-- variorum review -->
## What this change does

2 new texts. Nothing has to be mended.

- Merging this publishes nothing of iteration 2 of Ops: it is shown as a proposal.

### Ops, iteration 2: new

content/definitions/ops/2.md

- *date*: 2020-02-01
- *authors*: contributor
- *status*: proposed
- *note*: Nobody is near by chance.

Compared with iteration 1: 1 phrase replaced (2 words for 3).

Ops is the work that nobody sees until it is missing, done by whoever ~~is near~~ **has agreed to**.

### A contributor (person): new

content/people/contributor.md

- *name*: A contributor

It has no text.
";

#[test]
fn a_pull_request_is_checked_reviewed_and_told_of_in_one_comment() {
    let forge = Forge::new("github");
    forge.git("checkout --quiet -b better");
    forge.write("content/definitions/ops/2.md", PROPOSED);
    forge.write("content/people/contributor.md", "+++\nname = \"A contributor\"\n+++\n");
    forge.git("add --all");
    forge.git("commit --quiet --message Better");
    assert!(forge.check(), "the change is sound");
    assert!(forge.path("repository/site/definitions/ops/2.html").is_file());
    let summary = fs::read_to_string(forge.path("kept/summary.md")).expect("a summary");
    assert_eq!(format!("<!-- variorum review -->\n{summary}"), COMMENT);
    assert_eq!(forge.comment(), COMMENT);

    // The next push breaks a date; the comment says so, and is the same comment.
    forge.write("content/definitions/ops/2.md", &PROPOSED.replace("2020-02-01", "01Feb20"));
    forge.git("commit --quiet --all --message Worse");
    assert!(!forge.check(), "the change is not sound");
    let comment = forge.comment();
    assert!(comment.contains("There is something to mend."), "{comment}");
    assert!(comment.contains("content/definitions/ops/2.md, line 2"), "{comment}");
    let calls = fs::read_to_string(forge.path("kept/calls")).expect("the forge was called");
    assert_eq!(calls.matches("--method POST").count(), 1, "{calls}");
    assert_eq!(calls.matches("--method PATCH").count(), 1, "{calls}");
}

#[test]
fn who_rewrites_what_is_sealed_is_stopped() {
    let forge = Forge::new("github");
    forge.run(&forge.path("repository"), "variorum seal", &[]);
    forge.git("add --all");
    forge.git("commit --quiet --message Seal");
    forge.git("checkout --quiet -b worse");
    let path = forge.path("repository/content/definitions/ops/1.md");
    let text = fs::read_to_string(&path).expect("the iteration");
    fs::write(&path, text.replace("near", "here")).expect("the iteration");
    fs::remove_file(forge.path("repository/content/definitions/ops/seals.toml")).expect("the seals");
    forge.run(&forge.path("repository"), "variorum seal", &[]);
    forge.git("commit --quiet --all --message Rewrite");
    assert!(!forge.check(), "texts and seals were rewritten together, and git knows");
    let comment = forge.comment();
    assert!(comment.contains("Sealed history would change."), "{comment}");
    assert!(comment.contains("of ops would be rewritten"), "{comment}");
}

#[test]
fn a_comment_that_is_no_text_of_ours_stays_a_comment() {
    let forge = Forge::new("github");
    // A change may bring workflows of its own, and so leave what it likes.
    fs::create_dir(forge.path("kept/artifact")).expect("a new folder");
    let mut hostile = "@everyone $(touch pwned) `touch pwned`\n".to_owned().into_bytes();
    hostile.extend([0xFF, 0xFE]);
    hostile.extend("é".repeat(60_000).as_bytes());
    fs::write(forge.path("kept/artifact/comment.md"), hostile).expect("the artifact");
    let comment = forge.comment();
    assert!(comment.starts_with("<!-- variorum review -->\n@everyone $(touch pwned)"), "{}", &comment[..80]);
    assert!(comment.len() <= 65_100, "{}", comment.len());
    assert!(!forge.path("runner/pwned").exists());
}

#[test]
fn gitlab_and_forgejo_tell_the_same() {
    let gitlab = Forge::new("gitlab");
    let script = fs::read_to_string(gitlab.path("repository/.gitlab-ci.yml")).expect("the workflow");
    let forgejo = Forge::new("forgejo");
    for forge in [&gitlab, &forgejo] {
        forge.git("checkout --quiet -b better");
        forge.write("content/definitions/ops/2.md", PROPOSED);
        forge.write("content/people/contributor.md", "+++\nname = \"A contributor\"\n+++\n");
        forge.git("add --all");
        forge.git("commit --quiet --message Better");
    }
    let expected = COMMENT.split_once('\n').expect("two lines").1;
    let base = gitlab.git("rev-parse main").trim().to_owned();
    let lines: Vec<&str> = script
        .lines()
        .skip_while(|line| *line != "review:")
        .skip_while(|line| line.trim() != "script:")
        .skip(1)
        .take_while(|line| line.starts_with("    "))
        .filter_map(|line| line.trim().strip_prefix("- "))
        .collect();
    assert!(lines.len() >= 6, "{lines:?}");
    gitlab.run(&gitlab.path("repository"), &lines.join("\n"), &[("CI_MERGE_REQUEST_DIFF_BASE_SHA", &base)]);
    assert_eq!(fs::read_to_string(gitlab.path("repository/review/comment.md")).expect("a comment"), expected);
    assert!(gitlab.path("repository/site/index.html").is_file());

    // The job that may write has the main branch, and reads the texts of the change.
    let base = forgejo.git("rev-parse main").trim().to_owned();
    forgejo.git("update-ref refs/pull/7/head better");
    forgejo.git("checkout --quiet main");
    let origin = forgejo.path("repository");
    forgejo.run(&forgejo.path("runner"), &format!("git clone --quiet '{}' base", origin.display()), &[]);
    let workflow = forgejo.workflow(".forgejo/workflows/comment.yml");
    let environment = [("NUMBER", "7"), ("BASE", base.as_str())];
    forgejo.run(&forgejo.path("runner/base"), &workflow.step("Review").script, &environment);
    assert_eq!(fs::read_to_string(forgejo.path("runner/base/comment.md")).expect("a comment"), expected);
}
