//! A key of the file that was written below a line such as `[[people]]`, where TOML makes it a key of that entry.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, codes};
use crate::base::text::Span;

/// What a table knows of the file it is in.
pub(super) struct File<'text> {
    text: &'text str,
    what: &'static str,
    /// The keys that belong above the first line with brackets, and whether each is there.
    keys: Vec<(&'static str, bool)>,
    /// Where that line begins.
    first_header: Option<usize>,
}

impl<'text> File<'text> {
    /// A file that `what` names, with its keys, each with whether it is there. `starts` are the places where its keys begin.
    pub(super) fn new(
        text: &'text str,
        what: &'static str,
        keys: Vec<(&'static str, bool)>,
        starts: impl Iterator<Item = usize>,
    ) -> Self {
        let starts = starts.map(|start| line_start(text, start));
        let first_header = starts.filter(|start| text[*start..].trim_start().starts_with('[')).min();
        Self { text, what, keys, first_header }
    }

    /// What to say of a key at a place that `table` does not have and the file does, with the fix that moves it. `range` is the
    /// key with its value; the file begins at `offset` in its source.
    pub(super) fn misplaced(
        &self,
        table: &str,
        (key, span): (&str, Span),
        range: Range<usize>,
        offset: usize,
    ) -> Option<Diagnostic> {
        let what = self.what;
        if what == table {
            return None;
        }
        let (_, is_there) = self.keys.iter().find(|(known, _)| *known == key)?;
        let message = format!("`{key}` is a key of {what}, but here it is part of {table}");
        let diagnostic = Diagnostic::new(&codes::UNKNOWN_KEY, span, message);
        let Some((line, words)) = whole_line(self.text, range) else {
            return Some(diagnostic.help(format!("write `{key}` above the first line that begins with `[[`")));
        };
        if *is_there {
            return Some(
                diagnostic.help(format!("`{key}` is above already: keep one of the two, above the first `[[...]]`")),
            );
        }
        let help = format!("move this line above the first `[[...]]`: `{words}`");
        let diagnostic = diagnostic.help(help);
        let Some(to) = self.first_header.filter(|to| *to <= line.start) else { return Some(diagnostic) };
        let place = |range: Range<usize>| Span::new(span.source, range.start + offset..range.end + offset);
        let (at, text) = above(self, to, words);
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
