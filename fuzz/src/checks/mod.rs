//! What must hold for any input, one file for each fuzz target. A check panics where it does not hold.
//!
//! The fuzz targets and `tests/corpus.rs` share these files, so they know the library only by its public items.

pub(crate) mod comparison;
pub(crate) mod document;
pub(crate) mod front_matter;
#[path = "../../../tests/sites/allowed.rs"]
pub(crate) mod html;
pub(crate) mod links;
pub(crate) mod names;
pub(crate) mod seals;
pub(crate) mod tree;

use variorum::base::diagnostic::Diagnostics;
use variorum::base::diagnostic::report::{self, Format};
use variorum::base::text::{Sources, Span};

/// The check of a fuzz target.
pub(crate) fn by_name(target: &str) -> Option<fn(&[u8])> {
    Some(match target {
        "comparison" => comparison::check,
        "document" => document::check,
        "front_matter" => front_matter::check,
        "links" => links::check,
        "names" => names::check,
        "seals" => seals::check,
        "tree" => tree::check,
        _ => return None,
    })
}

/// The text in an input; one that is no UTF-8 says nothing here, because the reader refuses it (see `front_matter`).
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok().filter(|text| !text.contains('\0'))
}

/// Every place of every diagnostic lies in its text and cuts no character, and no report can make a terminal, a log or a
/// program obey.
fn reports_are_sound(diagnostics: &Diagnostics, sources: &Sources) {
    for diagnostic in diagnostics.sorted(sources) {
        let further = diagnostic.further.iter().map(|label| label.span);
        for span in further.chain([diagnostic.primary.span]) {
            lies_in_its_text(span, sources, diagnostic.code.name);
        }
        assert!(!diagnostic.message.is_empty(), "{} says nothing", diagnostic.code.name);
    }
    for format in [Format::Short, Format::Human, Format::Github] {
        let written = report::write(diagnostics, sources, format).to_string();
        let bad = written.chars().find(|&character| is_obeyed(character));
        assert_eq!(bad, None, "{format:?} writes a character that a terminal obeys:\n{written}");
    }
    for format in [Format::Json, Format::Sarif] {
        let written = report::write(diagnostics, sources, format).to_string();
        assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok(), "{format:?} is no JSON:\n{written}");
    }
    report::write(diagnostics, sources, Format::HumanColoured);
}

/// Characters that no text needs and that a terminal obeys: controls and what turns the direction of text round.
fn is_obeyed(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn lies_in_its_text(span: Span, sources: &Sources, what: &str) {
    let (range, text) = (span.range(), &sources.get(span.source).text);
    assert!(range.end <= text.len(), "{what} points at {range:?} of {} bytes", text.len());
    for offset in [range.start, range.end] {
        assert!(text.is_char_boundary(offset), "{what} points into a character: {range:?}");
    }
}
