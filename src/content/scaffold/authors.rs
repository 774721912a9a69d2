//! Who a new file is by: people who are there, people whom the file introduces, or whoever fills the lines in.

use std::fmt::Write as _;

use crate::base::names::{Slug, id_of_person};
use crate::content::document::prompts::{PERSON_FILE, YOUR_NAME};
use crate::content::knowledge::KnowledgeBase;
use crate::content::scaffold::toml_text;

/// The authors of a new file. If there are none, the file has lines in which its writer fills in a name.
#[derive(Clone, Debug, Default)]
pub struct Authors {
    ids: Vec<Slug>,
    new: Vec<(Slug, String)>,
}

impl Authors {
    /// Adds somebody by an id or by a name. Somebody who is there is found by either, whatever the case of the letters; a name
    /// that nobody has is introduced.
    ///
    /// # Errors
    /// Fails with the ids of all people if an id was given that nobody has.
    pub fn add<'base>(&mut self, named: &str, knowledge: &'base KnowledgeBase) -> Result<(), Vec<&'base str>> {
        let again = self.new.iter().find(|(_, name)| name == named).map(|(id, _)| id.clone());
        let id = match again.or_else(|| known(named, knowledge)) {
            Some(id) => id,
            None if Slug::parse(named).is_some() => {
                return Err(knowledge.people().map(|(_, person)| person.slug.as_str()).collect());
            }
            None => {
                let is_new = |id: &str| self.new.iter().any(|(known, _)| known.as_str() == id);
                let id = id_of_person(named, |id| {
                    is_new(id) || knowledge.people().any(|(_, person)| person.slug.as_str() == id)
                });
                self.new.push((id.clone(), named.to_owned()));
                id
            }
        };
        if !self.ids.contains(&id) {
            self.ids.push(id);
        }
        Ok(())
    }

    /// Whether nobody is named, so that the writer has to.
    pub fn is_open(&self) -> bool {
        self.ids.is_empty()
    }

    /// The line that names them.
    pub(super) fn line(&self) -> String {
        let ids: Vec<String> = self.ids.iter().map(|id| format!("\"{id}\"")).collect();
        let ids = if ids.is_empty() { format!("\"{PERSON_FILE}\"") } else { ids.join(", ") };
        format!("authors = [{ids}]\n")
    }

    /// The lines that introduce those who are new, the last ones of a front matter.
    pub(super) fn introductions(&self) -> String {
        if self.is_open() {
            return format!(
                "\n# Who you are. If you have a page here already, put its name into `authors` above and remove the next three lines.\n{}",
                introduction(PERSON_FILE, YOUR_NAME)
            );
        }
        self.new.iter().fold(String::new(), |lines, (id, name)| lines + "\n" + &introduction(id.as_str(), name))
    }
}

/// Somebody who is there, by id or by name.
pub fn known(named: &str, knowledge: &KnowledgeBase) -> Option<Slug> {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let people = || knowledge.people().map(|(_, person)| person);
    let by_id = people().find(|person| person.slug.as_str() == named);
    let found = by_id.or_else(|| people().find(|person| plain(&person.name) == plain(named)));
    found.map(|person| person.slug.clone())
}

fn introduction(id: &str, name: &str) -> String {
    let mut lines = String::new();
    let _ = write!(lines, "[[people]]\nid = \"{id}\"\nname = {}\n", toml_text(name));
    lines
}
