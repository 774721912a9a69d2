//! Groups of markers in a quotation or an item of a list: somebody quoted or indented them after git wrote them.

use crate::base::screening::fence::Fence;
use crate::base::screening::merges::marker::{Marker, Unfinished};

/// How far code is indented, beyond what contains it.
const CODE_INDENT: usize = 4;

/// A group that is not complete yet.
struct Open<'text> {
    /// What all of its lines begin with.
    prefix: &'text str,
    ours: Marker<'text>,
    between: Vec<Marker<'text>>,
}

/// What is searched, line by line.
#[derive(Default)]
pub(super) struct Inside<'text> {
    /// The whole groups, in order.
    pub found: Vec<Unfinished<'text>>,
    open: Option<Open<'text>>,
    fence: Fence,
    /// How far the words of the item of a list are indented that came last.
    indent: usize,
}

impl<'text> Inside<'text> {
    /// Looks at a line that begins at an offset, without its end.
    pub(super) fn line(&mut self, line: &'text str, start: usize) {
        let words = line.trim_start_matches([' ', '>']);
        let prefix = &line[..line.len() - words.len()];
        let depth = prefix.len() - prefix.rfind('>').map_or(0, |quote| quote + 1);
        if self.fence.contains(words) {
            return;
        }
        let begins = words.starts_with('<') && !prefix.is_empty() && depth < self.indent + CODE_INDENT;
        match Marker::read(words, start + prefix.len()).filter(|_| begins) {
            Some((_, ours)) => self.open = Some(Open { prefix, ours, between: Vec::new() }),
            None => self.go_on(line, start),
        }
        if let Some(length) = item(words) {
            self.indent = depth + length;
        } else if depth == 0 && !words.is_empty() {
            self.indent = 0;
        }
    }

    /// Looks for what divides or ends the group that is open.
    fn go_on(&mut self, line: &'text str, start: usize) {
        let Some(open) = &mut self.open else { return };
        let Some(rest) = line.strip_prefix(open.prefix) else { return };
        let Some((character, marker)) = Marker::read(rest, start + open.prefix.len()) else { return };
        if marker.length != open.ours.length {
            return;
        }
        let is_divided = open.between.last().is_some_and(|last| last.name.is_empty());
        match character {
            b'=' if !is_divided => open.between.push(marker),
            b'|' if open.between.is_empty() && !marker.name.is_empty() => open.between.push(marker),
            b'>' if is_divided => {
                if let Some(Open { ours, between, .. }) = self.open.take() {
                    self.found.push(Unfinished::Both { ours, between, theirs: marker });
                }
            }
            _ => {}
        }
    }
}

/// How long the mark of an item of a list is with the blank behind it; none if a line is none.
fn item(words: &str) -> Option<usize> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &words[digits..];
    let is_mark = if digits == 0 { rest.starts_with(['-', '*', '+']) } else { rest.starts_with(['.', ')']) };
    (is_mark && rest[1..].starts_with(' ')).then_some(digits + 2)
}
