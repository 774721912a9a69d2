//! What is at an address that a page had before its file got another name.

use serde::Serialize;

use crate::content::knowledge::Entry;
use crate::edition::links::{Link, Linker};
use crate::edition::plan::{Moved, Page};
use crate::edition::search::texts::title;
use crate::edition::views::parts::Shown;

/// What `moved.html` shows.
#[derive(Debug, Serialize)]
pub struct MovedView {
    /// The page, at the address that it has now.
    pub link: Link,
}

pub(super) fn moved(links: &Linker<'_>, moved: &Moved) -> Shown<MovedView> {
    let words = &links.words.pages;
    let link = Link::new(label(links, moved), links.page(&moved.to));
    Shown::new(&words.moved, &words.moved_about, MovedView { link })
}

/// What the page is called, or what it is about.
fn label(links: &Linker<'_>, moved: &Moved) -> String {
    match *moved.to {
        Page::Entry(Entry::Iteration(id, number)) => {
            links.words.iteration.of_term(&links.knowledge.definition(id).term, number)
        }
        _ => title(links.knowledge, moved.entry).to_owned(),
    }
}
