//! Reports what readers cannot see or read in a text, and letters that only look like others.

use std::borrow::Cow;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::text::{Source, SourceId, Span, Spanned, percent_decode, percent_encode};
use crate::base::unicode::{self, Alphabet, Hidden};

/// The longest word that is told whole, in code points.
const LONGEST_WORD: usize = 40;

/// Reports characters of a file that are invisible or mean nothing, marks that pile up, words in letters of another alphabet, and
/// look-alikes.
pub fn report(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) {
    for Hidden { offset, character } in unicode::hidden(&source.text) {
        let span = Span::new(id, offset..offset + character.len_utf8());
        let message = format!("here stands {}, which nobody can see", unicode::name(character));
        let diagnostic = Diagnostic::new(&codes::INVISIBLE_CHARACTER, span, message)
            .help("delete what stands here, with the letters on both sides, and type these letters again");
        // What stands for a space or the end of a line would join the words on both sides if it just went.
        diagnostics.push(if character.is_whitespace() { diagnostic } else { diagnostic.mend(span, "") });
    }
    for Hidden { offset, character } in unicode::unknown(&source.text) {
        let span = Span::new(id, offset..offset + character.len_utf8());
        diagnostics.push(unknown(span, character));
    }
    for pile in unicode::piles(&source.text) {
        let span = Span::new(id, pile.offset..pile.offset + pile.text.len());
        diagnostics.push_one_of_many(&codes::PILED_MARKS, span, || {
            let message = format!("{} combining marks are on one letter here", pile.marks);
            Diagnostic::new(&codes::PILED_MARKS, span, message)
                .help("delete the letter with its marks, and type it again")
        });
    }
    for styled in unicode::styled_words(&source.text) {
        let span = Span::new(id, styled.offset..styled.offset + styled.word.len());
        diagnostics.push_one_of_many(&codes::STYLED_LETTERS, span, || {
            let (word, plain) = (shortened(styled.word), shortened(&styled.plain));
            let message = format!("`{word}` has {} letters, which searches do not find", styled.alphabet.name());
            let diagnostic = Diagnostic::new(&codes::STYLED_LETTERS, span, message).help(format!("type `{plain}`"));
            match styled.alphabet {
                // Only these say the same without their look.
                Alphabet::FullWidth => diagnostic.mend(span, &styled.plain),
                Alphabet::Mathematical | Alphabet::Enclosed | Alphabet::Raised => {
                    diagnostic.help(format!("to emphasise it, write `*{plain}*` or `**{plain}**`"))
                }
            }
        });
    }
    for found in unicode::look_alikes(&source.text) {
        diagnostics.push(
            Diagnostic::new(
                &codes::LOOK_ALIKE,
                Span::new(id, found.offset..found.offset + found.letter.len_utf8()),
                format!(
                    "a {} letter in `{}` only looks like `{}`: U+{:04X}",
                    found.script,
                    shortened(found.word),
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
    for hidden in unicode::hidden(text) {
        if !written.contains(hidden.character) {
            diagnostics.push(stands_for(span, hidden.character));
        }
    }
    for found in unicode::unknown(text) {
        if !written.contains(found.character) {
            diagnostics.push(unknown(span, found.character));
        }
    }
}

/// Reports invisible characters in an address, where they are written as `%XX`.
pub fn report_address(address: &Spanned<String>, diagnostics: &mut Diagnostics) {
    let decoded = percent_decode(&address.value).replace("\r\n", "\n");
    for Hidden { character, .. } in unicode::hidden(&decoded) {
        if !address.value.contains(character) {
            diagnostics.push(stands_for_in(address.span, character));
        }
    }
}

/// A character that every font draws in its own way, or not at all.
pub fn unknown(span: Span, character: char) -> Diagnostic {
    let message = format!(
        "{} means nothing by itself: every font draws it in its own way, or as an empty box",
        unicode::name(character)
    );
    Diagnostic::new(&codes::UNKNOWN_CHARACTER, span, message)
        .help("write what it stands for in words or with another sign, or put it into a picture")
}

/// The beginning of a word that is too long to be told.
fn shortened(word: &str) -> Cow<'_, str> {
    match word.char_indices().nth(LONGEST_WORD) {
        Some((end, _)) => Cow::Owned(format!("{}…", &word[..end])),
        None => Cow::Borrowed(word),
    }
}

/// An invisible character somewhere in a text of which only the whole has a place, such as a link.
pub fn stands_for_in(span: Span, character: char) -> Diagnostic {
    let message = format!("a part of this stands for {}, which nobody can see", unicode::name(character));
    let (encoded, code) = (percent_encode(character.encode_utf8(&mut [0; 4]), ""), u32::from(character));
    Diagnostic::new(&codes::INVISIBLE_CHARACTER, span, message)
        .help(format!("take out what is written `{encoded}`, `&#x{code:X};` or `&#{code};`"))
}

/// An invisible character that is written as something visible.
pub fn stands_for(span: Span, character: char) -> Diagnostic {
    let message = format!("this stands for {}, which nobody can see", unicode::name(character));
    Diagnostic::new(&codes::INVISIBLE_CHARACTER, span, message).help("take it out")
}
