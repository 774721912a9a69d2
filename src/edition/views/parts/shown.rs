//! What a page shows, with what it is called.

use crate::edition::links::Data;
use serde::Serialize;

/// The title and the description of a page, and what it shows.
pub(in crate::edition::views) struct Shown<V> {
    pub(in crate::edition::views) title: String,
    pub(in crate::edition::views) description: String,
    pub(in crate::edition::views) view: V,
}

impl<V: Serialize> Shown<V> {
    pub(in crate::edition::views) fn new(title: impl Into<String>, description: impl Into<String>, view: V) -> Self {
        Self { title: title.into(), description: description.into(), view }
    }

    /// The same as templates have it. What the page shows is given away, because once in memory is enough: of lists of everything
    /// there is much.
    pub(in crate::edition::views) fn data(self) -> Shown<Data> {
        Shown { title: self.title, description: self.description, view: Data::of(&self.view) }
    }
}
