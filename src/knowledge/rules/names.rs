//! Every knowledge base has a definition, every iteration belongs to one, and no two files claim one address.

use std::collections::HashMap;

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::index::Index;
use crate::knowledge::{Entry, Folder};
use crate::read::{CONFIGURATION, CONTENT};
use crate::text::{Asset, Sources, Span};

pub(super) fn check(index: &Index<'_>, pictures: &[Asset], sources: &Sources, diagnostics: &mut Diagnostics) {
    // A definition that could not be read, or lies in a folder with a bad name, has been reported. A picture defines nothing.
    let is_picture = |path: &str| matches!(index.files.get(path), Some(Entry::Picture(_)));
    let is_reported = |path: &str| path.starts_with("content/definitions/") && !is_picture(path) || path == CONTENT;
    if !index.by_path.keys().any(|path| is_reported(path)) {
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
    let mut taken: HashMap<String, &Asset> = HashMap::new();
    for picture in pictures {
        let is_placed =
            Folder::ALL.iter().any(|folder| picture.path.starts_with(&format!("{CONTENT}/{}/", folder.name())));
        if !is_placed {
            diagnostics.push(
                Diagnostic::new(
                    &codes::MISPLACED_FILE,
                    Span::file(picture.source),
                    "a picture lies beside the text that shows it",
                )
                .help(format!("move it into one of the folders `{}`", Folder::ALL.map(Folder::name).join("`, `"))),
            );
        }
        if !picture.path.split('/').all(is_address_part) {
            diagnostics.push(
                Diagnostic::new(
                    &codes::BAD_NAME,
                    Span::file(picture.source),
                    "the name of a picture becomes an address, and this one cannot",
                )
                .help("use the letters a to z, digits, hyphens, dots and underscores, such as `first-map.png`"),
            );
        }
        if let Some(other) = taken.insert(picture.path.to_lowercase(), picture) {
            diagnostics.push(
                Diagnostic::new(
                    &codes::NAME_COLLISION,
                    Span::file(picture.source),
                    format!("`{}` and `{}` are one file on many systems", other.path, picture.path),
                )
                .also(Span::file(other.source), "")
                .help("rename one of them"),
            );
        }
    }
}

/// Whether a part of a path means the same in an address, in a list of files and on every file system.
fn is_address_part(part: &str) -> bool {
    part.starts_with(|first: char| first.is_ascii_alphanumeric())
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}
