//! What would be if some files were written, before anybody writes them.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::text::{SourceId, Sources, Span};
use crate::content::read::{CONFIGURATION, LARGEST_DOCUMENT, add_text};
use crate::content::scaffold::NewFile;
use crate::output::pipeline;

/// The knowledge base with some files as they would be, new ones or others in the place of those that are there, and what
/// `check` says then and does not say now. What is wrong in other files is left out, unless these made it.
pub fn trial(base: &Sources, files: &[NewFile]) -> (Sources, Diagnostics) {
    let mut before = Diagnostics::default();
    // Where a knowledge base only begins, nobody can tell what was wrong before.
    let is_begun = base.find(CONFIGURATION).is_some();
    if is_begun {
        pipeline::check(base, None, &mut before);
    }
    let old: Vec<&Diagnostic> = before.sorted(base);
    let (mut sources, mut all, mut written) = (base.clone(), Diagnostics::default(), BTreeMap::new());
    for file in files {
        let id = if let Some(id) = base.find(&file.path) {
            sources = sources.with_texts([(id, file.text.clone())]);
            id
        } else {
            add_text(&file.path, file.text.clone().into_bytes(), &mut sources, &mut all)
        };
        written.insert(id, file);
    }
    pipeline::check(&sources, None, &mut all);
    let mut found = too_large(&written);
    for diagnostic in all.sorted(&sources) {
        let source = diagnostic.primary.span.source;
        let is_written = written.contains_key(&source);
        // Where a text changed, everything behind it is at another place.
        let is_same = |known: &&Diagnostic| {
            let place = known.primary.span;
            let is_there = if is_written {
                place.source == source && known.message == diagnostic.message
            } else {
                place == diagnostic.primary.span
            };
            known.code == diagnostic.code && is_there
        };
        // A definition that is the first makes the base sound; what was hidden by its lack is none of these files' either.
        if (is_written || is_begun && !before.has_errors()) && !old.iter().any(is_same) {
            found.push(diagnostic.clone());
        }
    }
    (sources, found)
}

/// What a reader would not take from the disk.
fn too_large(written: &BTreeMap<SourceId, &NewFile>) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (id, file) in written.iter().filter(|(_, file)| file.text.len() as u64 > LARGEST_DOCUMENT) {
        let message = format!("`{}` has {} bytes; at most {LARGEST_DOCUMENT} are allowed", file.path, file.text.len());
        found.push(
            Diagnostic::new(&codes::FILE_TOO_LARGE, Span::file(*id), message).help("split the text into several"),
        );
    }
    found
}
