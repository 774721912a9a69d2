//! People: a file of their own, or an introduction in the first text that names them.

use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::names::Slug;
use crate::base::text::Spanned;
use crate::base::toml_reader::Table;
use crate::content::document::front_matter::values::{address, aliases};

/// Somebody who contributed.
#[derive(Clone, Debug)]
pub struct PersonFields {
    /// The name as it is shown.
    pub name: String,
    /// A page of theirs.
    pub url: Option<Spanned<String>>,
    /// The account name on the forge.
    pub forge: Option<String>,
    /// The names that their file had before, which are addresses still.
    pub aliases: Vec<Spanned<Slug>>,
}

impl PersonFields {
    /// The keys of which the two say different things.
    pub fn differs_in(&self, other: &Self) -> Vec<&'static str> {
        let url = |fields: &Self| fields.url.as_ref().map(|url| url.value.clone());
        let differ =
            [("name", self.name != other.name), ("url", url(self) != url(other)), ("forge", self.forge != other.forge)];
        differ.into_iter().filter_map(|(key, differs)| differs.then_some(key)).collect()
    }
}

/// Somebody who has no file yet and is introduced by a text of theirs, because a contributor in the editor of a forge sends one
/// file.
#[derive(Clone, Debug)]
pub struct Introduction {
    /// Their name in references, and later that of their file.
    pub id: Spanned<Slug>,
    /// What their file will say.
    pub person: Arc<PersonFields>,
}

/// The front matter of a person's file.
pub(in crate::content::document) fn person(
    table: &mut Table<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<PersonFields> {
    let (name, fields) = named(table, diagnostics);
    let aliases = aliases(table, diagnostics);
    Some(PersonFields { name: name?, aliases, ..fields })
}

/// The name, if it is there, and the rest.
fn named(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> (Option<String>, PersonFields) {
    let name = table.required_title("name", "name = \"First Last\"", diagnostics);
    let url = address(table, "url", diagnostics);
    let forge = table.text("forge", diagnostics).map(|forge| forge.value);
    (name.map(|name| name.value), PersonFields { name: String::new(), url, forge, aliases: Vec::new() })
}

/// The people whom a text introduces.
pub(in crate::content::document) fn introductions(
    table: &mut Table<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Introduction> {
    let mut people = Vec::new();
    for mut entry in table.tables("people", "an entry of `people`", diagnostics) {
        let id = entry.required_slug("id", "id = \"first-last\"", diagnostics);
        let (name, fields) = named(&mut entry, diagnostics);
        entry.finish(diagnostics);
        if let Some(id) = id {
            // Where the name is missing, that has been reported, and `authors` is not called wrong on top.
            let name = name.unwrap_or_else(|| id.value.to_string());
            people.push(Introduction { id, person: Arc::new(PersonFields { name, ..fields }) });
        }
    }
    people
}
