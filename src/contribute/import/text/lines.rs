//! Lines of a text.

use std::ops::Range;

/// Signs that a line of Markdown can begin with before its words.
const MARKS: [char; 5] = ['>', ' ', '\t', '-', '*'];

/// What stands beside a place on its line, however many places are on it: each line is looked at once. It is the line that was
/// asked for last. Places are asked for from top to bottom.
pub(super) struct Lines<'text> {
    text: &'text str,
    line: Range<usize>,
    /// Whether it is one, and not several that a range is on.
    is_one: bool,
    /// Where the marks end that it begins with.
    marks: usize,
    /// Where its words begin and end, without white space.
    words: Range<usize>,
    /// Where its first cell of a table ends, if it has several.
    cell: Option<usize>,
}

impl<'text> Lines<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { text, line: 0..0, is_one: false, marks: 0, words: 0..0, cell: None }
    }

    /// Looks at the lines that a range is on, from the beginning of the first to the end of the last.
    fn look(&mut self, range: &Range<usize>) {
        let is_known = self.is_one && self.line.contains(&range.start) && range.end <= self.line.end;
        if is_known {
            return;
        }
        let start = self.text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let end = self.text[range.end..].find('\n').map_or(self.text.len(), |newline| range.end + newline);
        let line = &self.text[start..end];
        self.line = start..end;
        self.is_one = !line.contains('\n');
        self.marks = end - line.trim_start_matches(MARKS).len();
        self.words = end - line.trim_start().len()..start + line.trim_end().len();
        self.cell = line.find(" | ").map(|cell| start + cell + " | ".len());
    }

    /// Whether nothing but white space stands beside a range, and marks that a line can begin with before it.
    pub(super) fn stands_alone(&mut self, range: &Range<usize>) -> bool {
        self.look(range);
        range.start <= self.marks && self.words.end <= range.end
    }

    /// Whether nothing but white space stands between a place of the line and its end.
    pub(super) fn ends_at(&mut self, place: usize) -> bool {
        self.look(&(place..place));
        self.words.end <= place
    }

    /// Whether a line end cannot be in front of a place, because it is in a table or a heading or nothing is before it.
    pub(super) fn cannot_end_at(&mut self, place: usize) -> bool {
        self.look(&(place..place));
        let begins = self.text[self.words.start.min(place)..place].starts_with(['|', '#']);
        begins || self.cell.is_some_and(|cell| cell <= place) || self.words.start >= place
    }
}

/// A text without empty lines around it and white space behind it.
pub(super) fn trimmed(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some((line, rest)) = text.split_once('\n') {
        if !line.trim().is_empty() {
            break;
        }
        text = rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beside_a_place_is_told_of_its_own_line() {
        let text = "> - <b>\none <b> two\n| <br> |\na | <br> b\n# c <br>";
        let mut lines = Lines::new(text);
        let all: Vec<Range<usize>> = text
            .match_indices('<')
            .map(|(start, _)| start..start + text[start..].find('>').expect("it ends") + 1)
            .collect();
        let alone: Vec<bool> = all.iter().map(|range| lines.stands_alone(range)).collect();
        assert_eq!(alone, [true, false, false, false, false]);
        let mut lines = Lines::new(text);
        let cannot: Vec<bool> = all.iter().map(|range| lines.cannot_end_at(range.start)).collect();
        assert_eq!(cannot, [false, false, true, true, true]);
        let mut lines = Lines::new(text);
        let ends: Vec<bool> = all.iter().map(|range| lines.ends_at(range.end)).collect();
        assert_eq!(ends, [true, false, false, false, true]);
    }
}
