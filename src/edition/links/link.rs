//! A link as pages show it, alone or in a list.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::edition::links::date::DateView;
use crate::edition::links::prepared::Prepared;

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// Its words.
    pub label: String,
    /// Where it leads.
    pub href: Address,
    /// Whether the page is that place, or belongs under it.
    pub current: bool,
}

impl Link {
    pub(crate) fn new(label: impl Into<String>, href: Address) -> Self {
        Self { label: label.into(), href, current: false }
    }
}

/// An entry in a list: a link, a line about it, a date.
#[derive(Debug, Serialize)]
pub struct EntryLink {
    /// Its name.
    pub label: String,
    /// Where it is.
    pub href: Address,
    /// What kind of thing it is, in a word or two.
    pub kind: String,
    /// One line about it.
    pub line: Option<String>,
    /// Its date.
    pub date: Option<Prepared<DateView>>,
}
