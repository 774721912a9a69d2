//! `variorum import git`

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::bail;
use variorum::base::diagnostic::did_you_mean;
use variorum::base::web::forge::Forge;
use variorum::content::read::LARGEST_DOCUMENT;
use variorum::contribute::import::Author;
use variorum::contribute::import::git::{Nothing, Request, State, Version, co_authors, import, tags_of_versions};
use variorum::history::text::wording::counted;

use crate::args::ImportGitOptions;
use crate::change::import::base::{Base, slug};
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;
use crate::repository::{Change, Entry, Repository, Tag};

pub(crate) fn run(root: Option<&Path>, options: &ImportGitOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let base = Base::read(options.place.into.as_deref().or(root), terminal)?;
    let slug = slug(&options.place)?;
    let path = path_of_file(&options.path)?;
    let path = path.as_str();
    let repository = Repository::named(&options.repository)?;
    let head = repository.commit(&options.at)?;
    let source = Source::read(&repository, &head, path)?;
    let is_cut = source.is_cut(&repository)?;
    if is_cut && !options.accept_shallow {
        let folder = options.repository.display();
        bail!(
            "this clone is shallow: the history of {path} goes on before its oldest commit, and iterations are numbered from \
             the first. Get the rest with `git -C {folder} fetch --unshallow --tags`, or number from what is there with `--accept-shallow`"
        );
    }
    let all_tags = repository.tags()?;
    let (versions, unused) = if options.tags_only {
        source.by_tags(&repository, all_tags)?
    } else {
        let tags: Vec<(String, String)> = all_tags.into_iter().map(|tag| (tag.name, tag.commit)).collect();
        (source.by_commits(&repository, &tags)?, 0)
    };
    let named: Vec<Author> = versions
        .iter()
        .flat_map(|version| [Some(&version.message), version.brought_message.as_ref()])
        .flatten()
        .flat_map(|message| co_authors(message))
        .chain(versions.iter().flat_map(|version| version.brought.iter().cloned()))
        .collect();
    let request = Request {
        term: options.place.term.clone(),
        slug,
        section: options.section.clone(),
        forge: repository.origin()?.as_deref().and_then(Forge::of_remote),
        known: base.people(),
        mailmap: repository.mailmap(&named)?,
        is_cut,
    };
    let mut imported = import(&versions, &request).map_err(|Nothing(why)| anyhow::anyhow!(why))?;
    if unused > 0 {
        imported.left_out.push(format!("{} outside the history of {}", counted(unused, "tag"), options.at));
    }
    imported.look_at.extend(source.rival_beginning(&repository)?);
    let unit = if options.tags_only { "tag" } else { "commit" };
    let section = request.section.map_or_else(String::new, |section| format!("the section “{section}” of "));
    let what = format!("{} of {section}{path}", counted(versions.len(), unit));
    base.take(&imported, &what, &options.place, terminal)
}

/// The path of a file from the top of a repository, as git writes it.
fn path_of_file(asked: &str) -> anyhow::Result<String> {
    const SUCH_AS: &str = "write its path from the top of the repository, such as `--path docs/definition.md`";
    if asked.trim().is_empty() || asked.contains(['\n', '\0']) {
        bail!("`--path` names no file: {SUCH_AS}");
    }
    let names: Vec<&str> = asked.split('/').filter(|name| !matches!(*name, "" | ".")).collect();
    if asked.starts_with('/') || names.contains(&"..") {
        bail!("`--path {asked}` does not begin at the top of the repository: {SUCH_AS}");
    } else if names.is_empty() || asked.ends_with('/') || asked.ends_with("/.") {
        bail!("`--path {asked}` is a folder, and an import is about one file: {SUCH_AS}");
    }
    Ok(names.join("/"))
}

/// What git knows of a file.
struct Source<'run> {
    head: &'run str,
    path: &'run str,
    /// The commits along first parents that touched the file, the oldest first.
    entries: Vec<Entry>,
    /// Every commit with its parents, children in front of them.
    graph: Vec<(String, Vec<String>)>,
}

impl<'run> Source<'run> {
    fn read(repository: &Repository, head: &'run str, path: &'run str) -> anyhow::Result<Self> {
        let kind = repository.kind(head, path)?;
        for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
            let above = &path[..end];
            if repository.kind(head, above)?.as_deref() == Some("commit") {
                bail!(
                    "{above} is a submodule: only the number of a commit of another repository is kept here, and no text; clone \
                     that repository and import from it"
                );
            }
        }
        if kind.as_deref() == Some("tree") {
            let inner = first_in(repository, head, path)?;
            bail!(
                "`--path {path}` is a folder, and an import is about one file: name one in it, such as `--path {}`",
                inner.as_deref().unwrap_or("docs/definition.md")
            );
        }
        let entries = repository.history(head, path)?;
        let is_of_folder = |change: &Change| change.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        if entries.iter().filter_map(|entry| entry.change.as_ref()).any(is_of_folder) {
            bail!("`--path {path}` was a folder, and an import is about one file: name one that was in it");
        }
        if entries.is_empty() {
            let paths = repository.paths(head)?;
            bail!("no commit touched a file `{path}`: {}", did_you_mean(path, paths.iter().map(String::as_str)));
        }
        Ok(Self { head, path, entries, graph: repository.graph(head)? })
    }

    /// Whether the history goes on where a shallow clone ends.
    fn is_cut(&self, repository: &Repository) -> anyhow::Result<bool> {
        let boundary = repository.boundary()?;
        Ok(self.entries.first().is_some_and(|first| boundary.contains(&first.commit)))
    }

    /// What to say if the file may have had another name before git saw it first: short texts that are moved and changed at
    /// once are too unlike for a rename.
    fn rival_beginning(&self, repository: &Repository) -> anyhow::Result<Option<String>> {
        let Some(Entry { commit, change: Some(change), .. }) = self.entries.first() else { return Ok(None) };
        let ending = |path: &str| Path::new(path).extension().map(std::ffi::OsStr::to_owned);
        let gone = repository.deleted(commit)?.into_iter().find(|path| ending(path) == ending(&change.path));
        let short = &commit[..commit.len().min(12)];
        Ok(gone.map(|gone| {
            format!("{short}, in which {} begins, also deleted {gone}; if that is where the text comes from, git does not see it, and its history ends here", change.path)
        }))
    }

    /// The main line, the oldest commit first.
    fn line(&self) -> Vec<String> {
        let parents: BTreeMap<&str, &[String]> =
            self.graph.iter().map(|(commit, parents)| (commit.as_str(), parents.as_slice())).collect();
        let mut line = vec![self.head.to_owned()];
        while let Some(parent) = parents.get(line[line.len() - 1].as_str()).and_then(|parents| parents.first()) {
            line.push(parent.clone());
        }
        line.reverse();
        line
    }

    /// Every commit by the first of some commits that has it in its history; the others are in none.
    fn owners(&self, ends: &[String]) -> BTreeMap<&str, usize> {
        let parents: BTreeMap<&str, &[String]> =
            self.graph.iter().map(|(commit, parents)| (commit.as_str(), parents.as_slice())).collect();
        let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, end) in ends.iter().enumerate() {
            let mut open: Vec<&str> =
                parents.get_key_value(end.as_str()).map(|(commit, _)| *commit).into_iter().collect();
            while let Some(commit) = open.pop() {
                if owners.contains_key(commit) {
                    continue;
                }
                owners.insert(commit, index);
                open.extend(parents.get(commit).into_iter().flat_map(|parents| parents.iter()).map(String::as_str));
            }
        }
        owners
    }

    /// Everybody who touched the file under one of its names, by the first of some commits that has their work.
    fn brought(&self, repository: &Repository, ends: &[String]) -> anyhow::Result<Vec<Vec<Entry>>> {
        let changes = self.entries.iter().filter_map(|entry| entry.change.as_ref());
        let paths: BTreeSet<String> = changes
            .flat_map(|change| [Some(change.path.clone()), change.moved_from.clone()])
            .flatten()
            .chain([self.path.to_owned()])
            .collect();
        let owners = self.owners(ends);
        let mut brought = vec![Vec::new(); ends.len()];
        for entry in repository.touching(self.head, &paths)? {
            if let Some(owner) = owners.get(entry.commit.as_str()) {
                brought[*owner].push(entry);
            }
        }
        Ok(brought)
    }

    /// One version for each commit of the main line that touched the file.
    fn by_commits(&self, repository: &Repository, tags: &[(String, String)]) -> anyhow::Result<Vec<Version>> {
        let line = self.line();
        let changes: Vec<String> = self.entries.iter().map(|entry| entry.commit.clone()).collect();
        let mut tags = tags_of_versions(&line, &changes, tags);
        let brought =
            if self.entries.iter().any(|entry| entry.is_merge) { self.brought(repository, &line)? } else { Vec::new() };
        let places: BTreeMap<&str, usize> =
            line.iter().enumerate().map(|(place, commit)| (commit.as_str(), place)).collect();
        let changes: Vec<Option<&Change>> = self.entries.iter().map(|entry| entry.change.as_ref()).collect();
        let states = states(repository, &changes)?;
        let versions = self.entries.iter().zip(states).enumerate().map(|(index, (entry, state))| {
            let mut version = version(entry, self.path, state);
            version.tags = std::mem::take(&mut tags[index]);
            let place = places.get(entry.commit.as_str()).filter(|_| entry.is_merge);
            if let Some(commits) = place.and_then(|place| brought.get(*place)) {
                version.brought = writers(commits);
                if let [only] = commits.as_slice() {
                    version.brought_message = Some(only.message.clone());
                }
            }
            version
        });
        Ok(versions.collect())
    }

    /// One version for each tag in the history, and how many other tags there are.
    fn by_tags(&self, repository: &Repository, tags: Vec<Tag>) -> anyhow::Result<(Vec<Version>, usize)> {
        let oldest_first: BTreeMap<&str, usize> =
            self.graph.iter().rev().enumerate().map(|(place, (commit, _))| (commit.as_str(), place)).collect();
        let count = tags.len();
        let mut tags: Vec<Tag> =
            tags.into_iter().filter(|tag| oldest_first.contains_key(tag.commit.as_str())).collect();
        if tags.is_empty() {
            bail!(
                "no tag lies in this history; without `--tags-only` every commit that changed the text is an iteration"
            );
        }
        tags.sort_by_key(|tag| (oldest_first[tag.commit.as_str()], tag.date));
        let paths: BTreeSet<&str> = self
            .entries
            .iter()
            .filter_map(|entry| entry.change.as_ref())
            .map(|change| change.path.as_str())
            .filter(|path| !path.contains('\n'))
            .chain([self.path])
            .collect();
        // The file may have had another name; the latest that is there counts.
        let names: Vec<String> =
            tags.iter().flat_map(|tag| paths.iter().map(move |path| format!("{}:{path}", tag.commit))).collect();
        let mut blobs = sized(repository, &names)?.into_iter();
        let ends: Vec<String> = tags.iter().map(|tag| tag.commit.clone()).collect();
        let brought = self.brought(repository, &ends)?;
        let mut versions = Vec::new();
        for (tag, commits) in tags.iter().zip(brought) {
            let of_tag: Vec<(&str, Option<State>)> =
                paths.iter().copied().zip(blobs.by_ref().take(paths.len())).collect();
            let current = of_tag.iter().find(|(path, state)| *path == self.path && state.is_some());
            let found = current.or_else(|| of_tag.iter().find(|(_, state)| state.is_some()));
            let (path, state) =
                found.map_or((self.path, State::Gone), |(path, state)| (path, state.clone().unwrap_or(State::Gone)));
            let mut message = tag.name.clone().into_bytes();
            message.extend(b"\n\n");
            message.extend(&tag.message);
            versions.push(Version {
                commit: tag.commit.clone(),
                author: tag.author.clone(),
                date: tag.date,
                encoding: String::new(),
                message,
                path: path.to_owned(),
                moved_from: None,
                state,
                brought: writers(&commits),
                brought_message: None,
                tags: Vec::new(),
            });
        }
        Ok((versions, count - tags.len()))
    }
}

/// The first file of text in a folder.
fn first_in(repository: &Repository, head: &str, folder: &str) -> anyhow::Result<Option<String>> {
    let is_text = |path: &String| {
        let ending = Path::new(path).extension().and_then(std::ffi::OsStr::to_str);
        ending.is_some_and(|ending| matches!(ending, "md" | "markdown" | "txt" | "html"))
    };
    let is_inside = |path: &String| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    Ok(repository.paths(head)?.into_iter().find(|path| is_inside(path) && is_text(path)))
}

/// Those who wrote some commits, and whom these name.
fn writers(commits: &[Entry]) -> Vec<Author> {
    commits.iter().flat_map(|entry| std::iter::once(entry.author.clone()).chain(co_authors(&entry.message))).collect()
}

fn version(entry: &Entry, path: &str, state: State) -> Version {
    let change = entry.change.as_ref();
    Version {
        commit: entry.commit.clone(),
        author: entry.author.clone(),
        date: entry.date,
        encoding: entry.encoding.clone(),
        message: entry.message.clone(),
        path: change.map_or_else(|| path.to_owned(), |change| change.path.clone()),
        moved_from: change.and_then(|change| change.moved_from.clone()),
        state,
        brought: Vec::new(),
        brought_message: None,
        tags: Vec::new(),
    }
}

/// What the file was after each change; every text is read once.
fn states(repository: &Repository, changes: &[Option<&Change>]) -> anyhow::Result<Vec<State>> {
    let is_text = |change: &Change| change.mode.starts_with("100");
    let wanted: BTreeSet<String> =
        changes.iter().flatten().filter(|change| is_text(change)).map(|change| change.object.clone()).collect();
    let names: Vec<String> = wanted.into_iter().collect();
    let read = sized(repository, &names)?;
    let known: BTreeMap<&str, Option<State>> = names.iter().map(String::as_str).zip(read).collect();
    if let Some((object, _)) = known.iter().find(|(_, state)| state.is_none()) {
        return Err(repository.lacks(object)?);
    }
    let state = |change: Option<&Change>| match change {
        Some(change) if is_text(change) => {
            known.get(change.object.as_str()).cloned().flatten().expect("every text was read")
        }
        Some(change) => match change.mode.as_str() {
            "000000" => State::Gone,
            "160000" => State::Submodule,
            _ => State::Link,
        },
        None => State::Link,
    };
    Ok(changes.iter().copied().map(state).collect())
}

/// Texts by the names of their objects; none for what is not there. What is too large is not read.
fn sized(repository: &Repository, names: &[String]) -> anyhow::Result<Vec<Option<State>>> {
    let sizes = repository.sizes(names)?;
    if sizes.len() != names.len() {
        bail!("git answered for {} objects instead of {}", sizes.len(), names.len());
    }
    let fits = |size: &Option<u64>| size.is_some_and(|size| size <= LARGEST_DOCUMENT);
    let read: Vec<String> =
        names.iter().zip(&sizes).filter(|(_, size)| fits(size)).map(|(name, _)| name.clone()).collect();
    let mut blobs = repository.blobs(&read)?.into_iter();
    let state = |size: Option<u64>| match size {
        Some(_) if fits(&size) => blobs.next().flatten().map(State::Text),
        Some(size) => Some(State::TooLarge(size)),
        None => None,
    };
    Ok(sizes.into_iter().map(state).collect())
}
