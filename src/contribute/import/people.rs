//! Who wrote a foreign history, as people of the knowledge base. An address of mail tells people apart and is never written.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::names::{Slug, id_of_person};
use crate::content::scaffold::NewFile;
use crate::contribute::import::files::{person, title};

/// Somebody as a history names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// The address of mail; may be empty.
    pub mail: String,
}

impl Author {
    /// What is the same for one person: the address, or the name of somebody without one.
    fn key(&self) -> String {
        let mail = self.mail.trim().to_lowercase();
        if mail.is_empty() { format!("name {}", self.shown()) } else { mail }
    }

    /// The name as it is written, which is never an address.
    fn shown(&self) -> String {
        let name = title(&self.name);
        match name.split_once('@') {
            Some((before, _)) if !name.contains(' ') && !before.is_empty() => before.to_owned(),
            _ if name.is_empty() => "Unknown contributor".to_owned(),
            _ => name,
        }
    }
}

/// Somebody whom the knowledge base has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The name of the file.
    pub id: Slug,
    /// The name as it is shown, if the file could be read.
    pub name: Option<String>,
}

/// The people of a history.
#[derive(Debug, Default)]
pub(super) struct People {
    ids: BTreeMap<String, Slug>,
    /// The files of those who are new.
    pub(super) files: Vec<NewFile>,
    pub(super) look_at: Vec<String>,
}

impl People {
    /// Everybody, the one who wrote first in front. Of several names with one address the latest counts.
    pub(super) fn of<'authors>(authors: impl IntoIterator<Item = &'authors Author>, known: &[Known]) -> Self {
        let mut order: Vec<String> = Vec::new();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for author in authors {
            let key = author.key();
            if names.insert(key.clone(), author.shown()).is_none() {
                order.push(key);
            }
        }
        let mut people = Self::default();
        let mut taken: BTreeSet<String> = known.iter().map(|known| known.id.to_string()).collect();
        let count_of = |name: &str| names.values().filter(|other| *other == name).count();
        for key in order {
            let name = &names[&key];
            let same: Vec<&Known> = known.iter().filter(|known| known.name.as_ref() == Some(name)).collect();
            if let ([one], 1) = (same.as_slice(), count_of(name)) {
                people.look_at.push(format!(
                    "“{name}” is taken for the person of content/people/{}.md, who has the same name",
                    one.id
                ));
                people.ids.insert(key, one.id.clone());
                continue;
            }
            let id = free(name, &mut taken);
            if count_of(name) > 1 || !same.is_empty() {
                people.look_at.push(format!(
                    "there is more than one “{name}”, told apart by their mail; this one is content/people/{id}.md"
                ));
            }
            people.files.push(person(&id, name));
            people.ids.insert(key, id);
        }
        people
    }

    /// The ids of some people, each once.
    pub(super) fn ids<'authors>(&self, authors: impl IntoIterator<Item = &'authors Author>) -> Vec<Slug> {
        let mut ids = Vec::new();
        for author in authors {
            let id = self.ids[&author.key()].clone();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }
}

/// An id for a name that nobody has yet.
fn free(name: &str, taken: &mut BTreeSet<String>) -> Slug {
    let id = id_of_person(name, |id| taken.contains(id));
    taken.insert(id.to_string());
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(name: &str, mail: &str) -> Author {
        Author { name: name.to_owned(), mail: mail.to_owned() }
    }

    #[test]
    fn mail_tells_people_apart_and_is_not_written() {
        let all = [
            author("A Contributor", "one@example.org"),
            author("A Contributor", "two@example.org"),
            author("A. Contributor", "ONE@example.org"),
            author("third@example.org", "third@example.org"),
            author("产品", "four@example.org"),
            author("", ""),
        ];
        let people = People::of(&all, &[]);
        let ids: Vec<String> = people.ids(&all).iter().map(ToString::to_string).collect();
        assert_eq!(ids, ["a-contributor", "a-contributor-2", "third", "contributor-20135", "unknown-contributor"]);
        let written: String = people.files.iter().map(|file| file.path.as_str().to_owned() + &file.text).collect();
        assert!(written.contains("\"A. Contributor\"") && !written.contains('@'), "{written}");
    }

    #[test]
    fn who_is_there_already_is_found_by_name() {
        let known = [Known { id: Slug::parse("ada").expect("a slug"), name: Some("A Contributor".to_owned()) }];
        let one = [author("A Contributor", "one@example.org")];
        let people = People::of(&one, &known);
        assert_eq!((people.ids(&one)[0].as_str(), people.files.len()), ("ada", 0));
        let two = [author("A Contributor", "one@example.org"), author("A Contributor", "two@example.org")];
        assert_eq!(People::of(&two, &known).files.len(), 2);
    }
}
