//! The file of a page on the forge.

use serde::Serialize;

use crate::content::knowledge::{Entry, Standing};
use crate::edition::links::{Link, Linker};
use crate::edition::plan::Page;

/// The file of a page on the forge.
#[derive(Debug, Serialize)]
pub struct FileLinks {
    /// Its editor; none for what was published as an iteration, which never changes.
    pub edit: Option<Link>,
    /// The list of its changes.
    pub history: Link,
}

/// The file of a page on the forge, where that is known.
pub(super) fn file_links(links: &Linker<'_>, page: &Page) -> Option<FileLinks> {
    let Page::Entry(entry) = *page else { return None };
    let knowledge = links.knowledge;
    let place = knowledge.repository()?;
    let path = &links.site.file(entry)?.path;
    let never_changes = matches!(entry, Entry::Iteration(id, number) if knowledge
        .definition(id)
        .iteration(number)
        .is_some_and(|iteration| !matches!(iteration.standing, Standing::Proposed(_))));
    let (words, name) = (&links.words.propose, place.forge.kind().name());
    Some(FileLinks {
        edit: (!never_changes).then(|| Link::new(words.edit(name), place.edit(path))),
        history: Link::new(words.history(name), place.history(path)),
    })
}
