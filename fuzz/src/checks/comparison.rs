//! Two texts compared: both can be read off what is written, whichever is the first, and nothing changes unseen.

use variorum::base::language::english;
use variorum::content::document;
use variorum::history::comparison::show::{html, json, plain, sentences, source, summary, terminal};
use variorum::history::comparison::{Comparison, Edit, compare};
use variorum::history::text::{Lexicon, Text};

use super::text;
use crate::reading::{NoLinks, column, is_well_formed, read, unmarked};

/// What stands between the two texts of an input.
const BETWEEN: &str = "\n%%%\n";
/// Both together stay this long, so that the time of one run is bound.
const LONGEST: usize = 8 << 10;

pub(crate) fn check(data: &[u8]) {
    let Some(both) = text(data).filter(|text| text.len() <= LONGEST) else { return };
    // Without the line between, half of the text is compared with all of it.
    let half = (0..=both.len() / 2).rev().find(|&place| both.is_char_boundary(place)).unwrap_or_default();
    let (before, after) = both.split_once(BETWEEN).unwrap_or((&both[..half], both));
    let mut lexicon = Lexicon::default();
    let mut read_text = |markdown: &str| {
        let (body, source) = document::loose(markdown);
        Text::new(&body, &source, &mut lexicon)
    };
    let (old, new) = (read_text(before), read_text(after));
    let (there, back) = (compare(&old, &new), compare(&new, &old));
    texts_can_be_read_off(&there, &old, &new);
    assert_eq!(mirrored(&there, false), mirrored(&back, true), "the other direction is the mirror");
    let counts = |from: &Comparison| (from.tally.added, from.tally.removed, from.tally.kept, from.moves.len());
    let (added, removed, kept, moves) = counts(&back);
    assert_eq!(counts(&there), (removed, added, kept, moves), "the other direction is the mirror");
    assert_eq!(there.is_empty(), old.source == new.source, "only the same text gives no change");
    assert!(compare(&old, &old).is_empty(), "a text is itself");
    renderings_are_sound(&there, &old, &new);
}

fn texts_can_be_read_off(comparison: &Comparison, old: &Text, new: &Text) {
    assert_eq!(read(comparison, true), (0..old.tokens.len()).collect::<Vec<_>>(), "the text before");
    assert_eq!(read(comparison, false), (0..new.tokens.len()).collect::<Vec<_>>(), "the text after");
    for (before, after) in mirrored(comparison, false) {
        assert_eq!(old.tokens[before].key, new.tokens[after].key, "a kept word is the same word");
    }
    let marked = source::write(comparison, old, new);
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(unmarked(&marked, true), bare(&old.source), "{marked}");
    assert_eq!(unmarked(&marked, false), bare(&new.source), "{marked}");
}

/// The words that were kept, as pairs, those of the text before first unless turned.
fn mirrored(comparison: &Comparison, turned: bool) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for segment in comparison.blocks.iter().flat_map(|block| &block.segments) {
        if let Edit::Kept { before, after } = &segment.edit {
            assert_eq!(before.len(), after.len(), "kept words are as many on both sides");
            pairs.extend(before.clone().zip(after.clone()).map(|(i, j)| if turned { (j, i) } else { (i, j) }));
        }
    }
    pairs.sort_unstable();
    pairs
}

fn renderings_are_sound(comparison: &Comparison, old: &Text, new: &Text) {
    let layouts = html::two_layouts(comparison, old, new, "s-", &NoLinks);
    for written in [&html::inline(comparison, old, new, "c-", &NoLinks), &layouts] {
        assert_eq!(is_well_formed(written.as_str()), Ok(()), "{}", written.as_str());
    }
    for (text, is_before) in [(old, true), (new, false)] {
        let bare: String = text.passages.iter().flat_map(|passage| passage.text.split_whitespace()).collect();
        assert_eq!(column(layouts.as_str(), is_before), bare, "{}", layouts.as_str());
    }
    let written = json::write(comparison, old, new);
    assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok(), "no JSON: {written}");
    assert!(summary::sentence(comparison, old, new, english()).ends_with('.'));
    assert_eq!(sentences::write(comparison, old, new, english()).is_empty(), comparison.is_empty());
    assert!(!plain::markdown(comparison, old, new).contains('<'));
    terminal::write(comparison, old, new, terminal::Marks::Brackets, 40);
}
