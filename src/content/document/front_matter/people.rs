//! People: a file of their own, or an introduction in the first text that names them.

use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::names::Slug;
use crate::base::text::Spanned;
use crate::base::toml_reader::Table;
use crate::content::document::front_matter::keys::{Form, Key, Keyed, Need, Row, Sort, keys};
use crate::content::document::front_matter::told::Tell;
use crate::content::document::front_matter::values::{ADDRESS, ALIASES, SLUG, TEXT, TITLE, tables};

keys! {
    /// Somebody who contributed.
    pub struct PersonFields {
        /// The name as it is shown.
        name: String = TITLE, required r#"name = "First Last""#;
        /// A page of theirs.
        url: Option<Spanned<String>> = ADDRESS, r#"url = "https://example.org""#;
        /// The name of their account on the forge.
        forge: Option<String> = TEXT, r#"forge = "jo-doe""#;
        /// The names that their file had before. Their addresses still lead here.
        aliases: Vec<Spanned<Slug>> = ALIASES, r#"aliases = ["jo"]"#;
    }
}

keys! {
    /// An introduction, as a text has it.
    pub struct IntroductionFields: "an entry of `people`" {
        /// Their name in references, such as `authors`, and later that of their file.
        id: Spanned<Slug> = SLUG, required r#"id = "first-last""#;
        /// The name as it is shown.
        name: Option<String> = TITLE, expected r#"name = "First Last""#;
        /// A page of theirs.
        url: Option<Spanned<String>> = ADDRESS, r#"url = "https://example.org""#;
        /// The name of their account on the forge.
        forge: Option<String> = TEXT, r#"forge = "jo-doe""#;
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

/// The people whom a text introduces.
pub(super) const PEOPLE: Sort<Vec<Introduction>> = Sort {
    form: INTRODUCED.form,
    read: |table, key, diagnostics| {
        let introduced = (INTRODUCED.read)(table, key, diagnostics).into_iter();
        introduced
            .map(|IntroductionFields { id, name, url, forge }| {
                // Where the name is missing, that has been reported, and `authors` is not called wrong on top.
                let name = name.unwrap_or_else(|| id.value.to_string());
                Introduction { id, person: Arc::new(PersonFields { name, url, forge, aliases: Vec::new() }) }
            })
            .collect()
    },
};

const INTRODUCED: Sort<Vec<IntroductionFields>> = tables();

impl PersonFields {
    /// The keys of which the two say different things.
    pub fn differs_in(&self, other: &Self) -> Vec<String> {
        let differ = self.told().into_iter().zip(other.told()).filter(|(one, other)| one != other);
        differ.map(|((key, _), _)| key).collect()
    }
}

impl Tell for Vec<Introduction> {
    fn tell(&self, _: &str, facts: &mut Vec<(String, String)>) {
        for Introduction { id, person } in self {
            let PersonFields { name, url, forge, aliases: _ } = person.as_ref();
            let more = url.iter().map(|url| url.value.clone());
            let more = more.chain(forge.iter().map(|forge| format!("`{forge}` on the forge")));
            let words: Vec<String> = [name.clone()].into_iter().chain(more).collect();
            facts.push((format!("introduces {}", id.value), words.join(", ")));
        }
    }
}
