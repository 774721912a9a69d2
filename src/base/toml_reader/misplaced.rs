//! A key of the file that was written below a line such as `[[people]]`, where TOML makes it a key of that entry.

use std::ops::Range;
use std::rc::Rc;

use crate::base::diagnostic::{Diagnostic, codes};
use crate::base::text::Span;
use crate::base::toml_reader::Table;

/// What a table knows of the file it is in.
pub(super) struct File<'text> {
    text: &'text str,
    what: &'static str,
    /// The keys that belong above the first line with brackets, and whether each is there.
    keys: Vec<(&'static str, bool)>,
    /// Where that line begins.
    first_header: Option<usize>,
}

impl<'text> Table<'text> {
    /// Says which keys the file has: one that is below a line with brackets and belongs above it is told so.
    #[must_use]
    pub fn among(mut self, text: &'text str, keys: &[&'static str]) -> Self {
        let starts = self.entries.iter().map(|(name, _)| line_start(text, name.span().start));
        let first_header = starts.filter(|start| text[*start..].trim_start().starts_with('[')).min();
        let keys = keys.iter().map(|key| (*key, self.has(key))).collect();
        self.file = Some(Rc::new(File { text, what: self.what, keys, first_header }));
        self
    }
}

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
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}
