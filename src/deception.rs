//! Reports what readers cannot see in a text, and letters that only look like others.

use crate::characters::{self, Hidden};
use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::text::{Source, SourceId, Span};

/// Reports characters that stand in a file and nobody can see, and look-alikes.
pub fn report(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) {
    for Hidden { offset, character } in characters::hidden(&source.text) {
        let name = characters::name(character);
        diagnostics.push(
            Diagnostic::new(
                &codes::INVISIBLE_CHARACTER,
                Span::new(id, offset..offset + character.len_utf8()),
                format!("here stands {name}, which nobody can see"),
            )
            .help("delete what stands here, with the letters on both sides, and type these letters again"),
        );
    }
    for found in characters::look_alikes(&source.text) {
        diagnostics.push(
            Diagnostic::new(
                &codes::LOOK_ALIKE,
                Span::new(id, found.offset..found.offset + found.letter.len_utf8()),
                format!(
                    "a {} letter in `{}` only looks like `{}`: U+{:04X}",
                    found.script,
                    found.word,
                    found.looks_like,
                    u32::from(found.letter)
                ),
            )
            .help(format!("type `{}` again, unless this is meant", found.looks_like)),
        );
    }
}

/// Reports invisible characters in a value of a table that begins at an offset and was written with escapes, such as
/// `\u200b`.
pub fn report_written_otherwise(text: &str, written: &str, span: Span, diagnostics: &mut Diagnostics) {
    for hidden in characters::hidden(text) {
        if !written.contains(hidden.character) {
            diagnostics.push(stands_for(span, hidden.character));
        }
    }
}

/// An invisible character that is written as something visible.
pub fn stands_for(span: Span, character: char) -> Diagnostic {
    let message = format!("this stands for {}, which nobody can see", characters::name(character));
    Diagnostic::new(&codes::INVISIBLE_CHARACTER, span, message).help("take it out")
}
