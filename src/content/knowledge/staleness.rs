//! Whether something was written against an iteration that no longer counts, and which words that it quotes are gone.

use crate::base::names::IterationNumber;
use crate::content::document::Body;
use crate::content::knowledge::{KnowledgeBase, Subject};

/// Something was written against an iteration, and another one counts now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staleness {
    /// The iteration that it was written against.
    pub on: IterationNumber,
    /// The iteration that counts.
    pub current: IterationNumber,
    /// Words that it quotes from the one and that the other does not have, in the order of quoting.
    pub gone: Vec<String>,
    /// Words that it quotes and that both have.
    pub kept: Vec<String>,
}

/// A quotation of fewer letters is a word that stands in any text.
const SHORTEST_QUOTATION: usize = 6;

/// The quotation marks that open and close a quotation.
const MARKS: [(char, char); 5] = [('“', '”'), ('„', '“'), ('«', '»'), ('»', '«'), ('"', '"')];

/// For each byte whether one of the marks may begin with it. Most do not, and texts are long.
const BEGINS_MARK: [bool; 256] = {
    let mut table = [false; 256];
    table[b'"' as usize] = true;
    // The first byte of U+201C and its like, and that of U+00AB and U+00BB.
    (table[0xE2], table[0xC2]) = (true, true);
    table
};

impl KnowledgeBase {
    /// How stale a text is that was written against something; none if that still counts, or is whatever counts.
    pub fn staleness(&self, on: Option<Subject>, text: &Body) -> Option<Staleness> {
        let subject = on?;
        let definition = self.definition(subject.definition);
        let (on, current) = (definition.iteration(subject.iteration?)?, definition.current()?);
        if on.number >= current.number {
            return None;
        }
        let text = text.plain_text();
        let mut quoted = quotations(&text);
        let (mut kept, mut gone) = (Vec::new(), Vec::new());
        if !quoted.is_empty() {
            let (then, now) = (on.words(), current.words());
            quoted.retain(|words| then.contains(words));
            (kept, gone) = quoted.into_iter().partition(|words| now.contains(words));
        }
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        Some(Staleness { on: on.number, current: current.number, gone: owned(gone), kept: owned(kept) })
    }
}

/// What stands between quotation marks, each once.
fn quotations(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.bytes().position(|byte| BEGINS_MARK[usize::from(byte)]) {
        let opening = rest[start..].chars().next().expect("a mark may begin here");
        if MARKS.iter().all(|(open, _)| *open != opening) {
            rest = &rest[start + opening.len_utf8()..];
            continue;
        }
        rest = &rest[start + opening.len_utf8()..];
        let closes = |sign: char| MARKS.contains(&(opening, sign));
        let Some(end) = rest.find(closes) else { continue };
        // The sign before a closing mark often belongs to the sentence around the quotation.
        let words = rest[..end].trim().trim_end_matches(['.', ',', ';', ':', '!', '?']);
        if words.len() >= SHORTEST_QUOTATION && !found.contains(&words) {
            found.push(words);
        }
        let closing = rest[end..].chars().next().map_or(0, char::len_utf8);
        rest = &rest[end + closing..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_of_all_marks_are_found_once() {
        let text = "The 4th says “care and feeding,” and „bets that fuel“, «customer onboarding» and \"care and feeding\". An “a” and “never closed";
        assert_eq!(quotations(text), ["care and feeding", "bets that fuel", "customer onboarding"]);
    }
}
