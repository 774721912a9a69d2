//! A comparison for other programs.

use serde::Serialize;

use crate::base::diagnostic::report::json::without_controls;
use crate::base::language::english;
use crate::content::document::Alert;
use crate::content::document::body::words::PassageKind;
use crate::history::comparison::show::lines::{Line, Mark, lines};
use crate::history::comparison::show::{sentences, summary};
use crate::history::comparison::{Block, Change, Comparison};
use crate::history::text::Text;

/// The document. `blocks` hold every passage of both texts in the order of reading.
#[derive(Serialize)]
struct Document<'text> {
    /// The version of this form: 1.
    version: u32,
    /// One sentence or two.
    summary: String,
    /// Every change as a sentence.
    changes: Vec<String>,
    /// Words only in the text after.
    added: usize,
    /// Words only in the text before.
    removed: usize,
    /// Words in both.
    kept: usize,
    /// How many sentences and passages moved; parts name them from 1.
    moves: usize,
    /// Whether a part was too long to weigh every pair of words.
    coarse: bool,
    blocks: Vec<BlockRecord<'text>>,
}

/// `change` is `kept`, `edited`, `rewritten`, `removed` or `added`.
#[derive(Serialize)]
struct BlockRecord<'text> {
    change: &'static str,
    lines: Vec<LineRecord<'text>>,
}

/// `kind` is `paragraph`, `heading`, `item`, `row`, `code`, `note`, `term` or `description`; `alert` is the kind of the note
/// that it is in, such as `WARNING`, if it is in one.
#[derive(Serialize)]
struct LineRecord<'text> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    alert: Option<&'static str>,
    parts: Vec<Part<'text>>,
}

/// `mark` is `kept`, `deleted`, `inserted`, `moved-away`, `moved-here`, or, for what changed in something that moved,
/// `deleted-on-the-way` and `inserted-on-the-way`. `space` says whether white space stands before the text.
#[derive(Serialize)]
struct Part<'text> {
    mark: &'static str,
    #[serde(rename = "move", skip_serializing_if = "Option::is_none")]
    moved: Option<usize>,
    text: &'text str,
    space: bool,
}

/// Writes one JSON document: `{"version": 1, "summary": "...", "changes": ["..."], "added": n, "removed": n, "kept": n,
/// "moves": n, "coarse": false, "blocks": [{"change": "edited", "lines": [{"kind": "paragraph", "parts": [{"mark": "kept",
/// "text": "...", "space": true}]}]}]}`. The words of the parts are those of [`crate::content::document::body::words`].
pub fn write(comparison: &Comparison, before: &Text, after: &Text) -> String {
    let tally = comparison.tally;
    let document = Document {
        version: 1,
        summary: summary::sentence(comparison, before, after, english()),
        changes: sentences::write(comparison, before, after, english()),
        added: tally.added,
        removed: tally.removed,
        kept: tally.kept,
        moves: comparison.moves.len(),
        coarse: comparison.is_coarse,
        blocks: comparison.blocks.iter().map(|block| record(block, comparison, before, after)).collect(),
    };
    let json = serde_json::to_string_pretty(&document).expect("a comparison has no keys that JSON cannot hold");
    without_controls(&json) + "\n"
}

fn record<'text>(
    block: &Block,
    comparison: &Comparison,
    before: &'text Text,
    after: &'text Text,
) -> BlockRecord<'text> {
    let change = match block.change {
        Change::Kept => "kept",
        Change::Edited => "edited",
        Change::Rewritten => "rewritten",
        Change::Removed => "removed",
        Change::Added => "added",
    };
    BlockRecord { change, lines: lines(block, comparison, before, after).iter().map(line).collect() }
}

fn line<'text>(line: &Line<'text>) -> LineRecord<'text> {
    let kind = match line.passage.kind {
        PassageKind::Paragraph => "paragraph",
        PassageKind::Heading(_) => "heading",
        PassageKind::Item { .. } => "item",
        PassageKind::Row => "row",
        PassageKind::Code => "code",
        PassageKind::Note => "note",
        PassageKind::Term => "term",
        PassageKind::Description => "description",
    };
    let part = |(index, run): (usize, &crate::history::comparison::show::lines::Run<'text>)| {
        let (mark, moved) = match run.mark {
            Mark::Kept => ("kept", None),
            Mark::Deleted => ("deleted", None),
            Mark::Inserted => ("inserted", None),
            Mark::MovedAway(number) => ("moved-away", Some(number + 1)),
            Mark::MovedHere(number) => ("moved-here", Some(number + 1)),
            Mark::DeletedOnTheWay => ("deleted-on-the-way", None),
            Mark::InsertedOnTheWay => ("inserted-on-the-way", None),
        };
        Part { mark, moved, text: run.slice(), space: run.space && index > 0 }
    };
    LineRecord {
        kind,
        alert: line.passage.alert().map(Alert::name),
        parts: line.runs.iter().enumerate().map(part).collect(),
    }
}
