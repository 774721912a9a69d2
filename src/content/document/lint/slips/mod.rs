//! Slips of the pen: Markdown that was meant and that the parser takes for plain words, so that readers see it as it was typed.
//!
//! Every rule looks at literal text ([`literal`]), in which code, escapes and real links are already gone, and at what the
//! parser says about it. None may be true of ordinary prose: `2 * 3 * 4`, `snake_case`, `array[0] (x)`, `[sic]`, `word**` before a
//! note that begins with `**` and the like are left alone.

mod blocks;
mod emphasis;
mod footnotes;
mod links;
mod literal;
mod reading;

pub(in crate::content::document) use self::reading::{Broken, Reading};

use crate::base::diagnostic::Diagnostics;
use crate::content::document::body::{Block, BlockKind, each_block};
use crate::content::document::lint::slips::literal::Literal;

/// Reports the slips in a text.
pub(in crate::content::document) fn report(reading: &Reading<'_>, diagnostics: &mut Diagnostics) {
    let mut all: Vec<(&Block, Literal)> = Vec::new();
    each_block(reading.blocks, &mut |block| {
        let literal = |inlines| (block, Literal::of(inlines, reading.text()));
        all.extend(block.inlines().into_iter().map(literal));
        if let BlockKind::Code { .. } = block.kind {
            blocks::code(reading, block, diagnostics);
        }
    });
    links::undefined(reading, diagnostics);
    footnotes::report(reading, &all, diagnostics);
    let remarks = emphasis::remarks(all.iter().map(|(_, literal)| literal));
    for pair in all.windows(2) {
        if let [(above, upper), (block @ Block { kind: BlockKind::Paragraph(_), .. }, lower)] = pair {
            blocks::torn_table(reading, (above, upper), (block, lower), diagnostics);
        }
    }
    for (block, literal) in &all {
        links::report(reading, literal, diagnostics);
        emphasis::report(reading, literal, &remarks, diagnostics);
        if let BlockKind::Paragraph(_) = block.kind {
            blocks::headings(reading, literal, diagnostics);
            blocks::tables(reading, literal, diagnostics);
            blocks::divider(reading, literal, diagnostics);
        }
    }
}
