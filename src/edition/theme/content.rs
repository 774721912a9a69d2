//! What lives at a route, ready to be written.

use crate::content::knowledge::Entry;
use crate::content::scaffold;
use crate::edition::batch::Batch;
use crate::edition::exports;
use crate::edition::plan::{Page, Route};
use crate::edition::views::card::CardView;
use crate::edition::views::{Leaf, leaf};

/// What a page is made of.
pub(super) enum Content<'site> {
    /// Text from a template.
    Leaf(Box<Leaf>),
    /// Text that no template writes, for programs.
    Record(String),
    /// A picture that is drawn.
    Card(CardView),
    /// A file as it is.
    Bytes(&'site [u8]),
    /// A file of the theme, by its name.
    ThemeFile(&'site str),
}

/// What lives at a route.
pub(super) fn content<'site>(batch: &Batch<'site>, route: &'site Route, page: &'site Page) -> Content<'site> {
    let (site, knowledge) = (batch.site, batch.site.knowledge());
    match page {
        Page::ThemeFile(name) => Content::ThemeFile(name),
        Page::Entry(Entry::Picture(number)) => Content::Bytes(&knowledge.pictures()[*number].bytes),
        Page::Source(Entry::Person(id)) if knowledge.person(*id).is_introduced => {
            Content::Record(scaffold::introduced(knowledge.person(*id)).text)
        }
        Page::Source(entry) => Content::Bytes(site.source(*entry).as_bytes()),
        Page::Card(id, number) => Content::Card(CardView::of(site, *id, *number)),
        Page::Record(record) => Content::Record(exports::write(batch, route, *record)),
        _ => Content::Leaf(Box::new(leaf(batch, route, page).expect("every other page has a template"))),
    }
}
