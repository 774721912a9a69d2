//! What lives at a route, ready to be written.

use crate::content::knowledge::Entry;
use crate::content::scaffold;
use crate::edition::exports;
use crate::edition::plan::{Page, Route, Shelf};
use crate::edition::views::{CardView, Leaf, leaf};

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

/// What lives at a route. Pages that share a shelf are those of one run of [`crate::edition::plan::Site::shelves`].
pub(super) fn content<'site>(shelf: &Shelf<'site>, route: &'site Route, page: &'site Page) -> Content<'site> {
    let site = shelf.site;
    match page {
        Page::ThemeFile(name) => Content::ThemeFile(name),
        Page::Entry(Entry::Picture(number)) => Content::Bytes(&site.knowledge().pictures()[*number].bytes),
        Page::Source(Entry::Person(id)) if site.knowledge().person(*id).is_introduced => {
            Content::Record(scaffold::introduced(site.knowledge().person(*id)).text)
        }
        Page::Source(entry) => Content::Bytes(site.source(*entry).as_bytes()),
        Page::Card(id, number) => Content::Card(CardView::of(site, *id, *number)),
        Page::Record(record) => Content::Record(exports::write(shelf, route, *record)),
        _ => Content::Leaf(Box::new(leaf(shelf, route, page))),
    }
}
