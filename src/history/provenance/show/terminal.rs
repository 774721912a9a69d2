//! Where the words of a text come from, for a terminal.

use anstyle::{Effects, Style};

use crate::base::diagnostic::report::Printable;
use crate::history::provenance::Account;
use crate::history::text::wrapping::{Wrapping, prefix};

const NUMBER: Style = Style::new().effects(Effects::DIMMED);

/// Writes the text with the number of its iteration between brackets behind each phrase, no line wider than `width` columns
/// unless a word is.
pub fn write(account: &Account<'_>, width: usize) -> Printable {
    let text = account.text;
    let mut wrapped = Wrapping::new(width);
    let is_new = |word: usize| text.begins_passage(word);
    for (index, phrase) in account.until_now().iter().enumerate() {
        let start = phrase.words.start;
        if is_new(start) {
            if index > 0 {
                wrapped.end();
            }
            wrapped.begin(&prefix(&text.passages[text.passage_of(start)]));
        }
        let space = !is_new(start);
        wrapped.words(text.slice(phrase.words.clone()), Style::new(), space, ("", ""));
        wrapped.words(&format!("[{}]", account.numbers[phrase.origin()]), NUMBER, true, ("", ""));
    }
    wrapped.end();
    wrapped.into_text()
}
