//! What git remembers of a knowledge base, read object by object.
//!
//! Only commands that read objects are run, without a shell, and with everything switched off by which a repository could
//! make git run a program of its own, ask for something or fetch: hooks, the file system monitor, replacements, fetching on
//! demand. Filters and text conversions do not apply to what is read this way.

mod history;
pub(crate) mod sealed_change;

pub(crate) use self::history::{Change, Entry, Tag};

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use anyhow::{Context as _, bail};
use variorum::base::diagnostic::Diagnostics;
use variorum::base::names::is_path_left_alone;
use variorum::base::text::Sources;
use variorum::content::read;

/// Variables by which an environment could point git at another repository.
const ELSEWHERE: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
];

/// What to do about commits that a shallow clone lacks.
const UNSHALLOW: &str = "get the others with `git fetch --unshallow --tags` (in a workflow: `fetch-depth: 0`)";

/// A repository: the one that a folder lies in, or one without a working tree.
pub(crate) struct Repository {
    folder: PathBuf,
    /// Whether the folder holds the objects themselves.
    is_bare: bool,
}

impl Repository {
    /// The repository around a folder.
    pub(crate) fn around(folder: &Path) -> anyhow::Result<Self> {
        let repository = Self { folder: folder.to_owned(), is_bare: false };
        let answer = repository.ask(&["rev-parse", "--is-inside-work-tree"], "")?;
        if answer.as_deref().map(<[u8]>::trim_ascii) != Some(b"true".as_slice()) {
            bail!(
                "{} lies in no git repository that can be read, so there is no earlier state to compare with",
                folder.display()
            );
        }
        Ok(repository)
    }

    /// The commit that a name stands for.
    pub(crate) fn commit(&self, revision: &str) -> anyhow::Result<String> {
        let name = format!("{revision}^{{commit}}");
        let answer = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name], "")?;
        if let Some(commit) = answer.map(|commit| String::from_utf8_lossy(&commit).trim().to_owned()) {
            return Ok(commit);
        }
        if self.is_shallow()? {
            bail!(
                "git knows no revision `{revision}`, and this clone is shallow: it holds only the latest commits; {UNSHALLOW}"
            );
        }
        bail!("git knows no revision `{revision}` here; name a commit, a tag or a branch such as `origin/main`");
    }

    /// The commit from which two others went apart.
    pub(crate) fn parting(&self, base: &str, head: &str) -> anyhow::Result<String> {
        let answer = self.ask(&["merge-base", base, head], "")?;
        if let Some(commit) = answer {
            return Ok(String::from_utf8_lossy(&commit).trim().to_owned());
        }
        if self.is_shallow()? {
            bail!("this clone is shallow, and the commit from which the change began is not in it; {UNSHALLOW}");
        }
        bail!("the two have no commit in common, so nothing says where the change began");
    }

    /// The paths from the top of the repository of all files that differ between two commits.
    pub(crate) fn differing(&self, one: &str, two: &str) -> anyhow::Result<Vec<String>> {
        let list = self
            .ask(&["diff-tree", "-r", "-z", "--name-only", "--no-renames", one, two], "")?
            .context("git could not compare the two commits")?;
        let paths = list.split(|byte| *byte == 0).filter(|path| !path.is_empty());
        Ok(paths.map(|path| String::from_utf8_lossy(path).into_owned()).collect())
    }

    /// The path of the folder from the top of the repository, with `/` at its end; empty at the top.
    pub(crate) fn prefix(&self) -> anyhow::Result<String> {
        let answer = self.ask(&["rev-parse", "--show-prefix"], "")?.unwrap_or_default();
        Ok(String::from_utf8_lossy(answer.trim_ascii_end()).into_owned())
    }

    /// Why an object is not there that a commit here speaks of.
    pub(crate) fn lacks(&self, object: &str) -> anyhow::Result<anyhow::Error> {
        let promised = "^(remote\\..*\\.promisor|extensions\\.partialclone)$";
        if self.ask(&["config", "--get-regexp", promised], "")?.is_some_and(|found| !found.is_empty()) {
            return Ok(anyhow::anyhow!(
                "git does not have the text {object}: this is a partial clone; clone the repository anew without `--filter`"
            ));
        }
        Ok(anyhow::anyhow!(
            "git cannot read the text {object}: the repository is damaged; `git -C {} fsck` names what is missing, and a new \
             clone has it",
            self.folder.display()
        ))
    }

    fn is_shallow(&self) -> anyhow::Result<bool> {
        let shallow = self.ask(&["rev-parse", "--is-shallow-repository"], "")?;
        Ok(shallow.as_deref().map(<[u8]>::trim_ascii) == Some(b"true".as_slice()))
    }

    /// The texts as they were at a commit: every regular file of text in a folder.
    pub(crate) fn texts(&self, commit: &str, folder: &str, diagnostics: &mut Diagnostics) -> anyhow::Result<Sources> {
        let list = self
            .ask(&["ls-tree", "-r", "-z", "-l", commit, "--", &format!("{folder}/")], "")?
            .context("git could not list the files of that revision")?;
        let paths: Vec<String> = list.split(|byte| *byte == 0).filter_map(text_file).collect();
        let names: Vec<String> = paths.iter().map(|path| format!("{commit}:./{path}")).collect();
        let mut sources = Sources::default();
        for (path, blob) in paths.iter().zip(self.blobs(&names)?) {
            let bytes = blob.with_context(|| format!("git could not read {path} of that revision"))?;
            read::add_text(path, bytes, &mut sources, diagnostics);
        }
        Ok(sources)
    }

    /// Everything that a reader would read at a commit, but for themes: the configuration, the texts and the pictures. None if there
    /// was no configuration, so no knowledge base.
    pub(crate) fn base(&self, commit: &str) -> anyhow::Result<Option<Sources>> {
        let configuration = self.blobs(&[format!("{commit}:./{}", read::CONFIGURATION)])?.pop().flatten();
        let Some(configuration) = configuration else { return Ok(None) };
        let mut sources = Sources::default();
        // What cannot be read is found again when it is checked.
        let mut ignored = Diagnostics::default();
        read::add_text(read::CONFIGURATION, configuration, &mut sources, &mut ignored);
        let list = self
            .ask(&["ls-tree", "-r", "-z", "-l", commit, "--", &format!("{}/", read::CONTENT)], "")?
            .context("git could not list the files of that revision")?;
        let paths: Vec<String> = list.split(|byte| *byte == 0).filter_map(regular_file).collect();
        let names: Vec<String> = paths.iter().map(|path| format!("{commit}:./{path}")).collect();
        for (path, blob) in paths.iter().zip(self.blobs(&names)?) {
            read::add(path, blob.unwrap_or_default(), &mut sources, &mut ignored);
        }
        Ok(Some(sources))
    }

    /// What a file said in the latest commits that touched it, the newest first.
    pub(crate) fn versions(&self, path: &str) -> anyhow::Result<Vec<Vec<u8>>> {
        let list = self.ask(&["rev-list", "--max-count=200", "HEAD", "--", path], "")?.unwrap_or_default();
        let commits = String::from_utf8_lossy(&list).into_owned();
        let names: Vec<String> = commits.lines().map(|commit| format!("{commit}:./{path}")).collect();
        Ok(self.blobs(&names)?.into_iter().flatten().collect())
    }

    /// The objects of some names; none for a name that stands for nothing.
    pub(crate) fn blobs(&self, names: &[String]) -> anyhow::Result<Vec<Option<Vec<u8>>>> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let list = names.join("\n") + "\n";
        let answer = self.objects(&["cat-file", "--batch"], &list)?;
        let mut rest = answer.as_slice();
        let mut blobs = Vec::new();
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let head = String::from_utf8_lossy(&rest[..end]).into_owned();
            rest = &rest[end + 1..];
            // `<object> blob <length>`, or `<name> missing`.
            let words: Vec<&str> = head.rsplitn(3, ' ').collect();
            let length = words.first().and_then(|word| word.parse::<usize>().ok()).filter(|_| words.len() == 3);
            let Some(length) = length else {
                blobs.push(None);
                continue;
            };
            if length >= rest.len() {
                bail!("git stopped in the middle of an object");
            }
            blobs.push((words[1] == "blob").then(|| rest[..length].to_vec()));
            rest = &rest[length + 1..];
        }
        if blobs.len() != names.len() {
            bail!("git answered with {} objects instead of {}", blobs.len(), names.len());
        }
        Ok(blobs)
    }

    /// Runs a command of git that tells of objects which have to be there.
    fn objects(&self, arguments: &[&str], names: &str) -> anyhow::Result<Vec<u8>> {
        let output = self.run(arguments, names)?;
        if !output.status.success() {
            let reason = String::from_utf8_lossy(&output.stderr);
            let reason = reason.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned();
            bail!(
                "git cannot read its objects: {reason}; `git -C {} fsck` names what is damaged, and a new clone has it",
                self.folder.display()
            );
        }
        Ok(output.stdout)
    }

    /// Runs a command of git. None if it fails, which says that what was asked for is not there.
    fn ask(&self, arguments: &[&str], input: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let output = self.run(arguments, input)?;
        Ok(output.status.success().then_some(output.stdout))
    }

    /// Runs a command of git, and gives back all that it says.
    fn run(&self, arguments: &[&str], input: &str) -> anyhow::Result<Output> {
        let mut command = Command::new("git");
        if self.is_bare {
            let mut place = OsString::from("--git-dir=");
            place.push(&self.folder);
            command.arg(place);
        } else {
            command.arg("-C").arg(&self.folder);
        }
        command.args([
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "safe.bareRepository=explicit",
            // A repository that lacks objects may not fetch them, and no signature is verified by a program of its choice.
            "-c",
            "protocol.allow=never",
            "-c",
            "log.showSignature=false",
        ]);
        command.args(["--no-pager", "--literal-pathspecs", "--no-replace-objects"]);
        command.args(arguments);
        for variable in ELSEWHERE {
            command.env_remove(variable);
        }
        for (variable, value) in [
            ("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_NO_REPLACE_OBJECTS", "1"),
        ] {
            command.env(variable, value);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().context("cannot run `git`; is it installed?")?;
        let mut stdin = child.stdin.take().context("git takes no input")?;
        let output = thread::scope(|scope| {
            // Git answers while it is still being asked, so both go on at once. It may have closed its input already.
            scope.spawn(move || drop(stdin.write_all(input.as_bytes())));
            child.wait_with_output()
        });
        output.context("git did not end as it should")
    }
}

/// The name that git puts into commits made in a folder; none if it has none there, or if git is not there.
pub(crate) fn git_name(folder: &Path) -> Option<String> {
    let repository = Repository { folder: folder.to_owned(), is_bare: false };
    let answer = repository.ask(&["config", "--get", "user.name"], "").ok()??;
    let name = String::from_utf8(answer).ok()?.trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// The path of a regular file of text that a reader would read, from a line `<mode> <type> <object> <size>\t<path>`.
fn text_file(line: &[u8]) -> Option<String> {
    let path = regular_file(line)?;
    is_text(&path).then_some(path)
}

fn is_text(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|suffix| suffix == "md" || suffix == "toml")
}

/// The same of any file that a reader would read.
fn regular_file(line: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(line).ok()?;
    let (facts, path) = line.split_once('\t')?;
    let mut facts = facts.split_ascii_whitespace();
    let (mode, kind, size) = (facts.next()?, facts.next()?, facts.nth(1)?.parse::<u64>().ok()?);
    let limit = if is_text(path) { read::largest(path) } else { read::LARGEST_ASSET };
    let is_plain = !path.contains('\n') && !is_path_left_alone(path) && size <= limit;
    (mode.starts_with("100") && kind == "blob" && is_plain).then(|| path.to_owned())
}
