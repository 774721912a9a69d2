//! Every knowledge base has a definition, every iteration belongs to one, and no two files claim one address.

use std::collections::HashMap;

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::index::Index;
use crate::read::CONFIGURATION;
use crate::text::{Asset, Sources, Span};

pub(super) fn check(index: &Index<'_>, pictures: &[Asset], sources: &Sources, diagnostics: &mut Diagnostics) {
    if index.definitions.documents.is_empty() && index.iterations.is_empty() {
        let configuration = sources.find(CONFIGURATION).expect("a knowledge base has a configuration");
        diagnostics.push(
            Diagnostic::new(&codes::NO_DEFINITION, Span::file(configuration), "this knowledge base defines nothing yet")
                .help("run `variorum new definition \"Your Term\"`, which writes `content/definitions/your-term/definition.md` and its first iteration"),
        );
    }
    for (slug, iterations) in &index.iterations {
        let path = format!("content/definitions/{slug}/definition.md");
        if let (false, Some((source, _))) = (index.by_path.contains_key(path.as_str()), iterations.values().next()) {
            diagnostics.push(
                Diagnostic::new(
                    &codes::NO_DEFINITION,
                    Span::file(*source),
                    format!("there is an iteration of `{slug}`, but no definition of that name"),
                )
                .help(format!("add `{path}` with `term` and `summary`, or rename the folder to that of a definition")),
            );
        }
    }
    let mut taken: HashMap<String, &str> = HashMap::new();
    for picture in pictures {
        if let Some(other) = taken.insert(picture.path.to_lowercase(), &picture.path) {
            let span = Span::file(sources.find(CONFIGURATION).expect("a knowledge base has a configuration"));
            diagnostics.push(
                Diagnostic::new(
                    &codes::NAME_COLLISION,
                    span,
                    format!("`{other}` and `{}` are one file on many systems", picture.path),
                )
                .help("rename one of them"),
            );
        }
    }
}
