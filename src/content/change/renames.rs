//! Files that have another name after a change: as git sees it, by how much of their text is the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::base::names::Slug;
use crate::content::change::edition::Edition;

/// How much of the larger of two texts has to be the same, in percent. Git takes this for a rename as well.
const ENOUGH: usize = 50;
/// The most pairs that are compared. Of a change with more, only texts that are the same to the letter are found.
const MOST_PAIRS: usize = 10_000;

/// A document that has another name: a file, or the folder of a definition with all files in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The folder of both below the content, such as `practices`.
    pub folder: String,
    /// Its name before.
    pub from: Slug,
    /// Its name now.
    pub to: Slug,
}

impl Rename {
    /// The path that a file had before, if it is one of the renamed.
    pub fn before(&self, path: &str) -> Option<String> {
        changed(path, &self.folder, &self.to, &self.from)
    }

    /// The path that a file has now, if it was one of them.
    pub fn after(&self, path: &str) -> Option<String> {
        changed(path, &self.folder, &self.from, &self.to)
    }

    /// The file with the front matter that tells the names of before.
    pub fn file(&self) -> String {
        match self.folder.as_str() {
            "definitions" => format!("content/definitions/{}/definition.md", self.to),
            folder => format!("content/{folder}/{}.md", self.to),
        }
    }
}

/// A path in which one name gives way to another.
fn changed(path: &str, folder: &str, from: &Slug, to: &Slug) -> Option<String> {
    let rest = path.strip_prefix("content/")?.strip_prefix(folder)?.strip_prefix('/')?.strip_prefix(from.as_str())?;
    rest.starts_with(['/', '.']).then(|| format!("content/{folder}/{to}{rest}"))
}

/// A document by its folder and its name, with the lines of all its files.
type Documents<'sources> = BTreeMap<(&'sources str, &'sources str), Vec<&'sources str>>;

/// What was renamed, in the order of the names before. A document is renamed within its folder.
pub fn renames(before: &Edition<'_>, after: &Edition<'_>) -> Vec<Rename> {
    let (old, new) = (documents(before), documents(after));
    let gone: Vec<_> = old.iter().filter(|(name, _)| !new.contains_key(*name)).collect();
    let come: Vec<_> = new.iter().filter(|(name, _)| !old.contains_key(*name)).collect();
    let is_much = gone.len() * come.len() > MOST_PAIRS;
    let mut pairs = Vec::new();
    for (position, ((folder, from), text)) in gone.iter().enumerate() {
        for ((_, to), other) in come.iter().filter(|((other, _), _)| other == folder) {
            let same = if is_much { 100 * usize::from(text == other) } else { similarity(text, other) };
            if same >= ENOUGH {
                pairs.push((std::cmp::Reverse(same), position, *folder, *from, *to));
            }
        }
    }
    pairs.sort_unstable();
    let (mut left, mut taken, mut found) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    for (_, position, folder, from, to) in pairs {
        if left.contains(&(folder, from)) || taken.contains(&(folder, to)) {
            continue;
        }
        let (Some(from_slug), Some(to_slug)) = (Slug::parse(from), Slug::parse(to)) else { continue };
        left.insert((folder, from));
        taken.insert((folder, to));
        found.insert(position, Rename { folder: folder.to_owned(), from: from_slug, to: to_slug });
    }
    found.into_values().collect()
}

fn documents<'sources>(edition: &Edition<'sources>) -> Documents<'sources> {
    let mut documents = Documents::new();
    for path in edition.paths() {
        let Some((folder, rest)) = path.strip_prefix("content/").and_then(|path| path.split_once('/')) else {
            continue;
        };
        let end = rest.find(['/', '.']).unwrap_or(rest.len());
        let lines = edition.text(path).unwrap_or_default().split_inclusive('\n');
        documents.entry((folder, &rest[..end])).or_default().extend(lines);
    }
    documents
}

/// How much of the larger of two texts is in the other as well, in percent of its bytes, line by line and in any order.
fn similarity(one: &[&str], other: &[&str]) -> usize {
    let size = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let larger = size(one).max(size(other));
    if larger == 0 {
        return 0;
    }
    let mut left: HashMap<&str, usize> = HashMap::new();
    for line in one {
        *left.entry(line).or_default() += 1;
    }
    let mut same = 0;
    for line in other {
        if let Some(count) = left.get_mut(line).filter(|count| **count > 0) {
            *count -= 1;
            same += line.len();
        }
    }
    same * 100 / larger
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_half_the_same_is_similar() {
        assert_eq!(similarity(&["a\n", "b\n"], &["b\n", "a\n"]), 100);
        assert_eq!(similarity(&["a\n", "b\n"], &["b\n", "c\n"]), 50);
        assert_eq!(similarity(&["a\n", "a\n"], &["a\n", "b\n", "c\n"]), 33);
        assert_eq!(similarity(&[], &[]), 0);
    }

    #[test]
    fn paths_follow_a_rename() {
        let slug = |name: &str| Slug::parse(name).expect("a slug");
        let rename = Rename { folder: "definitions".to_owned(), from: slug("old"), to: slug("new") };
        assert_eq!(rename.after("content/definitions/old/1.md").as_deref(), Some("content/definitions/new/1.md"));
        assert_eq!(rename.before("content/definitions/new/1.md").as_deref(), Some("content/definitions/old/1.md"));
        assert_eq!(rename.after("content/definitions/older/1.md"), None);
        assert_eq!(rename.file(), "content/definitions/new/definition.md");
    }
}
