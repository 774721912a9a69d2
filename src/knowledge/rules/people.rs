//! Nobody is introduced who is there already, and nobody twice in different words.

use std::collections::BTreeMap;

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Introduction;
use crate::knowledge::index::Index;
use crate::names::Slug;

/// What introductions say of people who have a file, and of each other.
pub(in crate::knowledge) fn check(index: &Index<'_>, diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<&Slug, &Introduction> = BTreeMap::new();
    for introduction in index.files.iter().flat_map(|file| file.people()) {
        let id = &introduction.id;
        let path = format!("content/people/{}.md", id.value);
        let twice = |message: String| Diagnostic::new(&codes::REPEATED_NAME, id.span, message);
        if index.file(&path).is_some() {
            diagnostics.push(
                twice(format!("`{}` is introduced here, and has a page already: `{path}`", id.value))
                    .help(format!(
                        "if this is the same person, remove the `[[people]]` of `{}` here; `authors` stays as it is",
                        id.value
                    ))
                    .help("if this is somebody else, choose another `id` here, and write it into `authors` as well"),
            );
            continue;
        }
        let known = *first.entry(&id.value).or_insert(introduction);
        if !known.person.says_the_same_as(&introduction.person) {
            let other = &index.sources.get(known.id.span.source).path;
            diagnostics.push(
                twice(format!("`{}` is introduced here as {}, and elsewhere as {}", id.value, introduction.person.name, known.person.name))
                    .also(known.id.span, "here")
                    .help(format!("if both are the same person, remove the `[[people]]` of `{}` here, or write the same in both as in `{other}`", id.value))
                    .help("if they are not, choose another `id` for one of them, and write it into `authors` as well"),
            );
        }
    }
}
