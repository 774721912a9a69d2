//! A key of the file that was written below a line such as `[[people]]`, where TOML makes it a key of that entry.

use std::ops::Range;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::table::{File, Table};
use crate::text::Span;

impl Table<'_> {
    /// What to say of a key that this table does not have and its file does, with the fix that moves it. `range` is the key with
    /// its value.
    pub(super) fn misplaced(&self, key: &str, span: Span, range: Range<usize>) -> Option<Diagnostic> {
        let file = self.file.as_ref().filter(|file| file.what != self.what)?;
        let (_, is_there) = file.keys.iter().find(|(known, _)| *known == key)?;
        let what = file.what;
        let message = format!("`{key}` is a key of {what}, but here it is part of {}", self.what);
        let diagnostic = Diagnostic::new(&codes::UNKNOWN_KEY, span, message);
        let Some((line, words)) = whole_line(file.text, range) else {
            return Some(diagnostic.help(format!("write `{key}` above the first line that begins with `[[`")));
        };
        if *is_there {
            return Some(
                diagnostic.help(format!("`{key}` is above already: keep one of the two, above the first `[[...]]`")),
            );
        }
        let help = format!("move this line above the first `[[...]]`: `{words}`");
        let diagnostic = diagnostic.help(help);
        let Some(to) = file.first_header.filter(|to| *to <= line.start) else { return Some(diagnostic) };
        let place = |range: Range<usize>| Span::new(span.source, range.start + self.offset..range.end + self.offset);
        let (at, text) = above(file, to, words);
        Some(diagnostic.mend(place(at..at), text).mend(place(line), ""))
    }
}

/// Where a key goes above the first header, behind what is there, and how it is written.
fn above(file: &File<'_>, header: usize, words: &str) -> (usize, String) {
    let before = file.text[..header].trim_end();
    if before.is_empty() { (header, format!("{words}\n")) } else { (before.len(), format!("\n{words}")) }
}

/// The lines of a key and its value, with their end, and their words. None if other things are on them.
fn whole_line(text: &str, range: Range<usize>) -> Option<(Range<usize>, &str)> {
    let start = line_start(text, range.start);
    let end = text[range.end..].find('\n').map_or(text.len(), |length| range.end + length + 1);
    let behind = text[range.end..end].trim();
    let is_alone = text[start..range.start].trim().is_empty() && (behind.is_empty() || behind.starts_with('#'));
    is_alone.then(|| (start..end, text[start..end].trim()))
}

/// Where the line begins that contains this place.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}
