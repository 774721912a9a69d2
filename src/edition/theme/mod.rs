//! One route to bytes: a page, its view and a theme.

mod content;
mod engine;
mod folding;
mod files;

pub use self::files::Theme;

use std::borrow::Cow;

use crate::base::diagnostic::Diagnostic;
#[cfg(feature = "cards")]
use crate::edition::card;
use crate::edition::plan::{Page, Route, Shelf};
use crate::edition::theme::content::{Content, content};

/// A file of the published site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile<'site> {
    /// Where it lives.
    pub route: &'site Route,
    /// What it holds.
    pub bytes: Cow<'site, [u8]>,
}

/// Renders one route. The same site and theme give the same bytes, whenever and in whatever order, and whatever the shelf
/// already holds.
///
/// # Errors
/// Fails if a template of the theme cannot write the page; the diagnostic points into the template and names the page.
pub fn render<'site>(
    shelf: &Shelf<'site>,
    route: &'site Route,
    page: &'site Page,
    theme: &'site Theme,
) -> Result<OutputFile<'site>, Box<Diagnostic>> {
    let bytes = match content(shelf, route, page) {
        Content::Leaf(leaf) => Cow::Owned(theme.write(*leaf, route)?),
        Content::Record(text) => Cow::Owned(text.into_bytes()),
        #[cfg(feature = "cards")]
        Content::Card(card) => Cow::Owned(card::draw(&card)),
        #[cfg(not(feature = "cards"))]
        Content::Card(_) => unreachable!("a program that draws no cards plans none"),
        Content::Bytes(bytes) => Cow::Borrowed(bytes),
        Content::ThemeFile(name) => Cow::Borrowed(theme.file(name)),
    };
    Ok(OutputFile { route, bytes })
}
