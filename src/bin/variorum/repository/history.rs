//! The history of one file, read with a handful of commands however long it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use jiff::civil::Date;
use variorum::base::dates;
use variorum::contribute::import::Author;

use crate::repository::Repository;

/// What a commit says of itself, and what it did to a file.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) commit: String,
    pub(crate) is_merge: bool,
    /// After `.mailmap`.
    pub(crate) author: Author,
    pub(crate) date: Option<Date>,
    pub(crate) encoding: String,
    pub(crate) message: Vec<u8>,
    pub(crate) change: Option<Change>,
}

/// What a commit did to a file.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// The mode of the file afterwards, such as `100644`; `000000` if it is gone.
    pub(crate) mode: String,
    /// The object that it is afterwards.
    pub(crate) object: String,
    pub(crate) path: String,
    pub(crate) moved_from: Option<String>,
}

/// A tag of a commit.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) commit: String,
    /// Of the tag, or of its commit if the tag says nothing of itself.
    pub(crate) date: Option<Date>,
    pub(crate) author: Author,
    /// Empty if the tag says nothing of itself.
    pub(crate) message: Vec<u8>,
}

/// What is asked of a commit: its id, its parents, who, when, the encoding and the message, each closed by a NUL.
const FORMAT: &str = "--format=tformat:%H%x00%P%x00%aN%x00%aE%x00%aI%x00%e%x00%B";
/// Nothing of the configuration changes what is answered, and no program but git runs.
const PLAIN: [&str; 10] = [
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-notes",
    "--no-relative",
    "--encoding=UTF-8",
    FORMAT,
];
/// What is asked of a tag, each part closed by a NUL.
const TAG: &str = "--format=%(refname:strip=2)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)%00%(taggername)%00%(taggeremail:trim)%00%(taggerdate:iso-strict)%00%(authorname)%00%(authoremail:trim)%00%(authordate:iso-strict)%00%(contents)%00";
const PARTS_OF_A_TAG: usize = 12;

impl Repository {
    /// The repository that somebody names: a folder of a working tree, or a repository without one.
    pub(crate) fn named(folder: &Path) -> anyhow::Result<Self> {
        if !folder.is_dir() {
            let shown = folder.display();
            bail!(
                "{shown} is no folder here; clone the repository first, such as with `git clone --bare`, and name the folder"
            );
        }
        // The working tree around a folder `.git` has the file `.mailmap`.
        let folder =
            match folder.parent() {
                Some(parent) if folder.file_name().is_some_and(|name| name == ".git") => {
                    if parent.as_os_str().is_empty() { Path::new(".") } else { parent }
                }
                _ => folder,
            };
        let is_bare = !folder.join(".git").exists()
            && folder.join("HEAD").is_file()
            && folder.join("objects").is_dir()
            && folder.join("refs").is_dir();
        let mut repository = Self { folder: folder.to_owned(), is_bare };
        let output = repository.run(&["rev-parse", "--git-dir"], "")?;
        if !output.status.success() {
            let reason = String::from_utf8_lossy(&output.stderr);
            let reason = reason.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned();
            bail!("{} lies in no git repository that can be read: {reason}", folder.display());
        }
        // Paths count from the top, wherever in the working tree somebody stands.
        if let Some(top) = repository.ask(&["rev-parse", "--show-toplevel"], "")?.filter(|_| !is_bare) {
            let top = String::from_utf8_lossy(&top).trim_end_matches('\n').to_owned();
            if Path::new(&top).is_dir() {
                repository.folder = top.into();
            }
        }
        Ok(repository)
    }

    /// The commits along first parents at which a file changed, the oldest first; renames are followed.
    pub(crate) fn history(&self, commit: &str, path: &str) -> anyhow::Result<Vec<Entry>> {
        let mut arguments = vec!["log", "--first-parent", "--diff-merges=first-parent", "--follow", "--find-renames"];
        arguments.extend(PLAIN);
        arguments.extend([commit, "--", path]);
        let mut entries = self.log(&arguments)?;
        entries.reverse();
        Ok(entries)
    }

    /// All commits but merges, on any line, that touched one of some paths, the oldest first.
    pub(crate) fn touching(&self, commit: &str, paths: &BTreeSet<String>) -> anyhow::Result<Vec<Entry>> {
        let mut arguments = vec!["log", "--topo-order", "--full-history", "--no-merges", "--no-renames"];
        arguments.extend(PLAIN);
        arguments.extend([commit, "--"]);
        arguments.extend(paths.iter().map(String::as_str));
        let mut entries = self.log(&arguments)?;
        entries.reverse();
        Ok(entries)
    }

    fn log(&self, arguments: &[&str]) -> anyhow::Result<Vec<Entry>> {
        let output = self.run(arguments, "")?;
        if !output.status.success() {
            let reason = String::from_utf8_lossy(&output.stderr);
            bail!("git cannot tell the history: {}", reason.lines().next().unwrap_or_default());
        }
        entries(&output.stdout).context("git told the history in a way that cannot be read")
    }

    /// Every commit with its parents, children in front of them.
    pub(crate) fn graph(&self, commit: &str) -> anyhow::Result<Vec<(String, Vec<String>)>> {
        let list = self.ask(&["rev-list", "--topo-order", "--parents", commit], "")?;
        let list = list.context("git could not list the commits")?;
        let list = String::from_utf8_lossy(&list);
        let mut words = list.lines().map(|line| line.split(' ').map(str::to_owned));
        Ok(words.by_ref().filter_map(|mut line| Some((line.next()?, line.collect()))).collect())
    }

    /// The commits at which a shallow clone ends.
    pub(crate) fn boundary(&self) -> anyhow::Result<BTreeSet<String>> {
        let path = self.ask(&["rev-parse", "--path-format=absolute", "--git-path", "shallow"], "")?;
        let path = path.map(|path| String::from_utf8_lossy(&path).trim_end_matches('\n').to_owned());
        let list = path.and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
        Ok(list.lines().map(|line| line.trim().to_owned()).collect())
    }

    /// Tags of commits, in alphabetical order.
    pub(crate) fn tags(&self) -> anyhow::Result<Vec<Tag>> {
        let list = self.ask(&["for-each-ref", TAG, "refs/tags"], "")?.context("git could not list its tags")?;
        let parts: Vec<&[u8]> = list.split(|byte| *byte == 0).collect();
        Ok(parts.chunks_exact(PARTS_OF_A_TAG).filter_map(tag).collect())
    }

    /// The address that a clone comes from.
    pub(crate) fn origin(&self) -> anyhow::Result<Option<String>> {
        let url = self.ask(&["config", "--get", "remote.origin.url"], "")?;
        Ok(url.map(|url| String::from_utf8_lossy(&url).trim().to_owned()).filter(|url| !url.is_empty()))
    }

    /// Who some people are by `.mailmap`.
    pub(crate) fn mailmap(&self, authors: &[Author]) -> anyhow::Result<Vec<(Author, Author)>> {
        let is_plain = |author: &&Author| {
            !author.mail.is_empty() && !format!("{}{}", author.name, author.mail).contains(['<', '>', '\n', '\r', '\0'])
        };
        let asked: Vec<&Author> = authors.iter().filter(is_plain).collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let line = |list: String, author: &&Author| list + &author.name + " <" + &author.mail + ">\n";
        let list = asked.iter().fold(String::new(), line);
        let answer = self.ask(&["check-mailmap", "--stdin"], &list)?.unwrap_or_default();
        let answer = String::from_utf8_lossy(&answer);
        let read = |line: &str| {
            let (name, mail) = line.rsplit_once('<')?;
            Some(Author { name: name.trim().to_owned(), mail: mail.trim_end().trim_end_matches('>').to_owned() })
        };
        let mapped = answer.lines().filter_map(read);
        Ok(asked.into_iter().cloned().zip(mapped).filter(|(written, mapped)| written != mapped).collect())
    }

    /// The sizes of some objects, in bytes; none for what is not there.
    pub(crate) fn sizes(&self, names: &[String]) -> anyhow::Result<Vec<Option<u64>>> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let list = names.join("\n") + "\n";
        let answer = self.objects(&["cat-file", "--batch-check"], &list)?;
        let answer = String::from_utf8_lossy(&answer);
        let size = |line: &str| {
            let words: Vec<&str> = line.rsplitn(3, ' ').collect();
            if words.get(1) == Some(&"blob") { words[0].parse().ok() } else { None }
        };
        Ok(answer.lines().map(size).collect())
    }

    /// What a path is at a commit: `blob`, `tree` or `commit`.
    pub(crate) fn kind(&self, commit: &str, path: &str) -> anyhow::Result<Option<String>> {
        let line = self.ask(&["ls-tree", "-z", "--full-tree", commit, "--", path], "")?.unwrap_or_default();
        // `<mode> <kind> <object>`, a tab and the path.
        Ok(String::from_utf8_lossy(&line).split(' ').nth(1).map(str::to_owned))
    }

    /// The files that a commit deleted.
    pub(crate) fn deleted(&self, commit: &str) -> anyhow::Result<Vec<String>> {
        let arguments =
            ["diff-tree", "-r", "-z", "--no-commit-id", "--name-only", "--no-renames", "--diff-filter=D", commit];
        let list = self.ask(&arguments, "")?.unwrap_or_default();
        let paths = list.split(|byte| *byte == 0).filter(|path| !path.is_empty());
        Ok(paths.map(|path| String::from_utf8_lossy(path).into_owned()).collect())
    }

    /// The files of a commit.
    pub(crate) fn paths(&self, commit: &str) -> anyhow::Result<Vec<String>> {
        let list = self.ask(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit], "")?.unwrap_or_default();
        // Each path ends in a zero byte.
        let paths = list.split(|byte| *byte == 0).filter(|path| !path.is_empty());
        Ok(paths.filter_map(|path| String::from_utf8(path.to_vec()).ok()).collect())
    }
}

/// The commits of a log in [`FORMAT`], each followed by what it did.
fn entries(log: &[u8]) -> Option<Vec<Entry>> {
    let mut parts = log.split(|byte| *byte == 0).peekable();
    let text = |part: &[u8]| String::from_utf8_lossy(part).into_owned();
    let mut entries = Vec::new();
    while let Some(id) = parts.next() {
        let id = id.trim_ascii();
        if id.is_empty() {
            continue;
        }
        let parents = text(parts.next()?);
        let author = Author { name: text(parts.next()?), mail: text(parts.next()?) };
        let date = date(parts.next()?);
        let encoding = text(parts.next()?);
        let message = parts.next()?.to_vec();
        let mut change = None;
        while parts.peek().is_some_and(|part| part.trim_ascii_start().starts_with(b":")) {
            let facts = text(parts.next()?.trim_ascii_start());
            let facts: Vec<&str> = facts.trim_start_matches(':').split(' ').collect();
            let &[_, mode, _, object, status] = facts.as_slice() else { return None };
            let first = text(parts.next()?);
            let is_moved = status.starts_with(['R', 'C']);
            let (path, moved_from) = if is_moved { (text(parts.next()?), Some(first)) } else { (first, None) };
            change = Some(Change { mode: mode.to_owned(), object: object.to_owned(), path, moved_from });
        }
        let is_merge = parents.contains(' ');
        entries.push(Entry { commit: text(id), is_merge, author, date, encoding, message, change });
    }
    Some(entries)
}

/// The day that an author's clock and calendar had.
fn date(strict: &[u8]) -> Option<Date> {
    dates::parse(std::str::from_utf8(strict).ok()?.get(..10)?)
}

fn tag(parts: &[&[u8]]) -> Option<Tag> {
    let text = |part: usize| String::from_utf8_lossy(parts[part]).trim().to_owned();
    let is_annotated = text(1) == "tag";
    if text(if is_annotated { 3 } else { 1 }) != "commit" {
        return None;
    }
    let author = |name: usize| Author { name: text(name), mail: text(name + 1) };
    Some(Tag {
        name: text(0),
        commit: text(if is_annotated { 4 } else { 2 }),
        date: date(parts[if is_annotated { 7 } else { 10 }].trim_ascii()),
        author: author(if is_annotated { 5 } else { 8 }),
        message: if is_annotated { parts[11].to_vec() } else { Vec::new() },
    })
}
