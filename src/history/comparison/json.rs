//! A comparison for other programs.

use serde::Serialize;

use crate::document::words::{Passage, PassageKind};
use crate::history::comparison::{Comparison, Mark, PassageChange, segments, summary};

/// The document: `{"version": 1, "summary": "...", "added": n, "removed": n, "kept": n, "blocks": [...]}`. A block has
/// `change` (`kept`, `edited`, `rewritten`, `removed`, `added`), `kind` (`paragraph`, `heading`, `item`, `row`, `code`,
/// `note`) and `parts`, a list of `{"mark": "kept" | "deleted" | "inserted", "text": "...", "space": true}`, where `space`
/// says whether white space stands before the text.
#[derive(Serialize)]
struct Document<'text> {
    version: u32,
    summary: String,
    added: usize,
    removed: usize,
    kept: usize,
    blocks: Vec<Block<'text>>,
}

#[derive(Serialize)]
struct Block<'text> {
    change: &'static str,
    kind: &'static str,
    parts: Vec<Part<'text>>,
}

#[derive(Serialize)]
struct Part<'text> {
    mark: &'static str,
    text: &'text str,
    space: bool,
}

/// Writes one JSON document.
pub fn write(comparison: &Comparison, before: &[Passage], after: &[Passage]) -> String {
    let blocks = comparison.changes.iter().map(|change| block(change, before, after)).collect();
    let tally = comparison.tally;
    let document = Document {
        version: 1,
        summary: summary::sentence(&tally),
        added: tally.added,
        removed: tally.removed,
        kept: tally.kept,
        blocks,
    };
    serde_json::to_string_pretty(&document).expect("a comparison has no keys that JSON cannot hold") + "\n"
}

fn block<'text>(change: &PassageChange, before: &'text [Passage], after: &'text [Passage]) -> Block<'text> {
    let segments = segments(change, before, after);
    let kind = match segments.last().map_or(PassageKind::Paragraph, |segment| segment.passage.kind) {
        PassageKind::Paragraph => "paragraph",
        PassageKind::Heading(_) => "heading",
        PassageKind::Item { .. } => "item",
        PassageKind::Row => "row",
        PassageKind::Code => "code",
        PassageKind::Note => "note",
    };
    let change = match change {
        PassageChange::Kept { .. } => "kept",
        PassageChange::Edited { .. } => "edited",
        PassageChange::Rewritten { .. } => "rewritten",
        PassageChange::Removed { .. } => "removed",
        PassageChange::Added { .. } => "added",
    };
    let parts = segments
        .iter()
        .map(|segment| Part {
            mark: match segment.mark {
                Mark::Kept => "kept",
                Mark::Deleted => "deleted",
                Mark::Inserted => "inserted",
            },
            text: segment.text(),
            space: segment.space,
        })
        .collect();
    Block { change, kind, parts }
}
