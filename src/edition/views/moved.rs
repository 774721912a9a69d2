//! What is at an address that a page had before its file got another name.

use serde::Serialize;

use crate::content::knowledge::{Entry, KnowledgeBase};
use crate::edition::links::linker::Linker;
use crate::edition::plan::{Moved, Page};
use crate::edition::search::texts::title;
use crate::edition::views::parts::Link;
use crate::edition::views::{Shown, View};

/// What `moved.html` shows.
#[derive(Debug, Serialize)]
pub struct MovedView {
    /// The page, at the address that it has now.
    pub link: Link,
}

pub(super) fn moved(links: &Linker<'_>, moved: &Moved) -> Shown {
    let words = &links.words.pages;
    let link = Link::new(label(links.knowledge, links, moved), links.page(&moved.to));
    ("moved.html", words.moved.clone(), words.moved_about.clone(), View::Moved(MovedView { link }))
}

/// What the page is called, or what it is about.
fn label(knowledge: &KnowledgeBase, links: &Linker<'_>, moved: &Moved) -> String {
    match *moved.to {
        Page::Entry(Entry::Iteration(id, number)) => {
            links.words.iteration.of_term(&knowledge.definition(id).term, number)
        }
        _ => title(knowledge, moved.entry).to_owned(),
    }
}
