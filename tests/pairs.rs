//! Sixteen short pairs of texts with the comparison that a careful editor would make, and its summary.
//!
//! They stand for kinds: a heavy edit with a core, a rewrite, a small word that turns the meaning, moves, reflow, links,
//! emphasis, lists, typography, splits, numbers, scripts without spaces.

#[path = "pairs/table.rs"]
mod table;

use variorum::document;
use variorum::history::comparison::show::{source, summary};
use variorum::history::comparison::{Comparison, compare};
use variorum::history::text::{Lexicon, Text};
use variorum::language::english;

use crate::table::PAIRS;

fn compared(before: &str, after: &str) -> (Comparison, Text, Text) {
    let mut lexicon = Lexicon::default();
    let mut text = |markdown: &str| {
        let (body, source) = document::loose(markdown);
        Text::new(&body, &source, &mut lexicon)
    };
    let (before, after) = (text(before), text(after));
    (compare(&before, &after), before, after)
}

#[test]
fn every_pair_is_marked_as_an_editor_would() {
    for pair in &PAIRS {
        let (comparison, before, after) = compared(pair.before, pair.after);
        assert_eq!(source::write(&comparison, &before, &after), pair.marked, "{}", pair.name);
        assert_eq!(summary::sentence(&comparison, &before, &after, english()), pair.summary, "{}", pair.name);
    }
}
