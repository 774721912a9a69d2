//! Every contributed text names its author. Nobody is introduced who is there already, and nobody twice in different words.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::names::{NameFault, Slug};
use crate::content::document::{Document, Introduction};
use crate::content::knowledge::lookup::index::Index;

/// What introductions say of people who have a file, and of each other.
pub(in crate::content::knowledge) fn check(index: &Index<'_>, diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<&Slug, &Introduction> = BTreeMap::new();
    for introduction in index.files.iter().flat_map(|file| file.people()) {
        let id = &introduction.id;
        let path = format!("content/people/{}.md", id.value);
        let twice = |message: String| Diagnostic::new(&codes::REPEATED_NAME, id.span, message);
        let fault = NameFault::of(id.value.as_str()).map(|fault| fault.to_string());
        let fault =
            fault.or_else(|| (id.value.as_str() == "index").then(|| "is taken by the list of all people".to_owned()));
        if let Some(fault) = fault {
            diagnostics.push(
                Diagnostic::new(&codes::BAD_NAME, id.span, format!("the name `{}` {fault}", id.value)).help(format!(
                    "choose another `id`, such as `{}-1`, and write it into `authors` as well",
                    id.value
                )),
            );
            continue;
        }
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
        let differs = introduction.person.differs_in(&known.person);
        if let [key, ..] = differs.as_slice() {
            let message = if key == "name" {
                format!(
                    "`{}` is introduced here as {}, and elsewhere as {}",
                    id.value, introduction.person.name, known.person.name
                )
            } else {
                let keys: Vec<String> = differs.iter().map(|key| format!("`{key}`")).collect();
                let keys = keys.join(" and ");
                format!(
                    "`{}` is introduced here and elsewhere, with another {keys} or without it in one of them",
                    id.value
                )
            };
            let other = &index.sources.get(known.id.span.source).path;
            diagnostics.push(
                twice(message)
                    .also(known.id.span, "here")
                    .help(format!("if both are the same person, remove the `[[people]]` of `{}` here, or write the same in both as in `{other}`", id.value))
                    .help("if they are not, choose another `id` for one of them, and write it into `authors` as well"),
            );
        }
    }
}

/// A contributed text says who wrote it.
pub(in crate::content::knowledge) fn check_author(document: &Document, diagnostics: &mut Diagnostics) {
    if !document.fields.names_nobody() {
        return;
    }
    let what = document.place.what();
    let diagnostic = Diagnostic::new(
        &codes::NO_AUTHOR,
        document.heading,
        format!("{what} names its author, and this one names nobody"),
    );
    diagnostics.push(match document.fields.people() {
        [] => diagnostic
            .help("write `authors = [\"your-id\"]`, and introduce yourself on the last lines before the second `+++`:\n[[people]]\nid = \"your-id\"\nname = \"Your name\"")
            .help("if you have a page here already, `authors` with its name is enough")
            .help("if the author does not want to be named, introduce `anonymous` with the name \"Anonymous\""),
        introduced => {
            let ids: Vec<String> = introduced.iter().map(|person| format!("\"{}\"", person.id.value)).collect();
            diagnostic.help(format!("write `authors = [{}]`: this file introduces whom it does not name", ids.join(", ")))
        }
    });
}
