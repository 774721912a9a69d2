//! Pages to bytes: their views and a theme.

mod engine;
mod files;

pub use self::files::Theme;

use std::borrow::Cow;

use crate::base::diagnostic::Diagnostic;
use crate::content::knowledge::Entry;
use crate::content::scaffold;
use crate::edition::batch::{Batch, Run};
#[cfg(feature = "cards")]
use crate::edition::card;
use crate::edition::exports;
use crate::edition::plan::{Page, Route, Site};
use crate::edition::views::leaf;

/// A file of the published site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile<'site> {
    /// Where it lives.
    pub route: &'site Route,
    /// What it holds.
    pub bytes: Cow<'site, [u8]>,
}

/// A file, or why there is none.
pub type Rendered<'site> = Result<OutputFile<'site>, Box<Diagnostic>>;

/// Renders the pages of a run, one after another. The same site and theme give the same bytes, whenever and in whatever order,
/// and whatever they share.
///
/// # Errors
/// A page fails if a template of the theme cannot write it; the diagnostic points into the template and names the page.
pub fn render<'site>(run: Run<'site>, theme: &'site Theme) -> impl Iterator<Item = Rendered<'site>> {
    let batch = Batch::of(run);
    run.pages.iter().map(move |(route, page)| Ok(OutputFile { route, bytes: bytes(&batch, route, page, theme)? }))
}

fn bytes<'site>(
    batch: &Batch<'site>,
    route: &Route,
    page: &'site Page,
    theme: &'site Theme,
) -> Result<Cow<'site, [u8]>, Box<Diagnostic>> {
    let (site, knowledge) = (batch.site, batch.site.knowledge());
    Ok(match page {
        Page::ThemeFile(name) => Cow::Borrowed(theme.file(name)),
        Page::Entry(Entry::Picture(number)) => Cow::Borrowed(&*knowledge.pictures()[*number].bytes),
        Page::Source(Entry::Person(id)) if knowledge.person(*id).is_introduced => {
            Cow::Owned(scaffold::introduced(knowledge.person(*id)).text.into_bytes())
        }
        Page::Source(entry) => Cow::Borrowed(site.source(*entry).as_bytes()),
        #[cfg(feature = "cards")]
        Page::Card(id, number) => Cow::Owned(card::draw(&card::CardView::of(site, *id, *number))),
        #[cfg(not(feature = "cards"))]
        Page::Card(..) => unreachable!("a program that draws no cards plans none"),
        Page::Record(record) => Cow::Owned(exports::write(batch, route, *record).into_bytes()),
        _ => Cow::Owned(theme.write(leaf(batch, route, page), route)?),
    })
}

/// Renders one page of a site whose other pages are asked for one by one.
///
/// # Errors
/// Fails as [`render`] does.
pub fn render_one<'site>(site: &'site Site, page: &'site (Route, Page), theme: &'site Theme) -> Rendered<'site> {
    render(Run::one(site, page), theme).next().expect("a run of one page")
}

/// Renders the page for what is not there, as a server answers with it at any address: with links that begin at its root.
///
/// # Errors
/// Fails as [`render`] does.
pub fn render_not_found<'site>(site: &'site Site, theme: &'site Theme) -> Rendered<'site> {
    let page = site.routes().iter().find(|(_, page)| *page == Page::NotFound).expect("every site has it");
    render(Run::for_any_address(site, page), theme).next().expect("a run of one page")
}
