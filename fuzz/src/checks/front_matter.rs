//! Any bytes as a file of any kind: read, or told what is wrong with it, never a panic.

use variorum::base::diagnostic::Diagnostics;
use variorum::base::text::Sources;
use variorum::content::document::{Reading, parse};
use variorum::content::read;

use super::{lies_in_its_text, reports_are_sound};

/// The kinds of files, by the first byte of an input, so that `0` to `7` in a seed can be read and typed.
const PATHS: [&str; 8] = [
    "content/definitions/prodops/definition.md",
    "content/definitions/prodops/4.md",
    "content/practices/roi-reporting.md",
    "content/contributions/2020-01-02-politer.md",
    "content/influences/devops.md",
    "content/people/reader.md",
    "content/pages/about.md",
    "content/nowhere.md",
];

pub(crate) fn check(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first() else { return };
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    read::add_text(PATHS[usize::from(kind % 8)], bytes.to_vec(), &mut sources, &mut diagnostics);
    let (id, source) = sources.iter().next().expect("one file was added");
    let parsed = parse(id, source, &mut diagnostics);
    match &parsed.reading {
        Reading::Whole(document) => {
            lies_in_its_text(document.heading, &sources, "a heading");
            lies_in_its_text(document.body.span, &sources, "a body");
        }
        Reading::Body(_) => assert!(diagnostics.has_errors(), "front matter was dropped without a word"),
        Reading::Nothing => assert!(diagnostics.has_errors(), "a file was dropped without a word"),
    }
    reports_are_sound(&diagnostics, &sources);
}
