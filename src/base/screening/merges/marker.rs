//! The lines that git leaves where two changes meet, and what to say of them.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, codes};
use crate::base::text::{SourceId, Span};

/// How long git's markers are unless somebody chooses otherwise. Shorter ones are not looked for.
pub(super) const USUAL: usize = 7;

/// The longest name of a side that is quoted whole, in characters.
const LONGEST_NAME: usize = 60;

/// A place where a merge was not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfinished<'text> {
    /// Both versions are in the text.
    Both {
        /// The marker where ours begins.
        ours: Marker<'text>,
        /// The markers between the two, in order.
        between: Vec<Marker<'text>>,
        /// The marker where theirs ends.
        theirs: Marker<'text>,
    },
    /// One marker was left behind.
    Leftover(Marker<'text>),
}

/// A line that git writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker<'text> {
    /// Its place in the text.
    pub range: Range<usize>,
    /// How often its character is repeated.
    pub(super) length: usize,
    /// The name after it; may be empty.
    pub(super) name: &'text str,
}

impl<'text> Marker<'text> {
    /// Reads a line that begins at an offset, without its end.
    pub(super) fn read(line: &'text str, start: usize) -> Option<(u8, Self)> {
        let character = *line.as_bytes().first().filter(|byte| b"<|=>".contains(byte))?;
        let length = line.bytes().take_while(|byte| *byte == character).count();
        let rest = &line[length..];
        let name = rest.trim();
        let is_marker = length >= USUAL && (name.is_empty() || rest.starts_with(' ') && character != b'=');
        let range = start..start + line.trim_end().len();
        is_marker.then_some((character, Self { range, length, name }))
    }

    /// What the side is called, quoted; or what it is if git was given no name.
    fn named(&self, otherwise: &str) -> String {
        if self.name.is_empty() {
            return otherwise.to_owned();
        }
        match self.name.char_indices().nth(LONGEST_NAME) {
            Some((end, _)) => format!("`{}…`", &self.name[..end]),
            None => format!("`{}`", self.name),
        }
    }
}

impl Unfinished<'_> {
    /// What is wrong, in one sentence without a full stop.
    pub fn message(&self, text: &str) -> String {
        match self {
            Self::Both { ours, theirs, .. } => format!(
                "a merge was not finished: the text contains both versions of this passage, from {} and from {}",
                ours.named("one side"),
                theirs.named("the other side")
            ),
            Self::Leftover(marker) => {
                format!("`{}` is left over from a merge that was not finished", shown(marker, text))
            }
        }
    }

    /// Where it begins.
    pub fn start(&self) -> usize {
        match self {
            Self::Both { ours, .. } => ours.range.start,
            Self::Leftover(marker) => marker.range.start,
        }
    }

    pub(super) fn diagnostic(&self, id: SourceId, text: &str) -> Diagnostic {
        let span = |marker: &Marker<'_>| Span::new(id, marker.range.clone());
        match self {
            Self::Both { ours, between, theirs } => {
                let all = std::iter::once(ours).chain(between).chain([theirs]);
                let lines: Vec<String> = all.map(|marker| format!("`{}`", shown(marker, text))).collect();
                let mut diagnostic = Diagnostic::new(&codes::UNFINISHED_MERGE, span(ours), self.message(text))
                    .label(format!("here begins the version from {}", ours.named("one side")));
                for marker in between {
                    let label = if text[marker.range.clone()].starts_with('|') {
                        "here begins what both versions started from".to_owned()
                    } else {
                        format!("here begins the version from {}", theirs.named("the other side"))
                    };
                    diagnostic = diagnostic.also(span(marker), label);
                }
                diagnostic.also(span(theirs), "here it ends").help(format!(
                    "keep the words that are right and delete the rest, with the lines {}",
                    lines.join(", ")
                ))
            }
            Self::Leftover(marker) => Diagnostic::new(&codes::UNFINISHED_MERGE, span(marker), self.message(text)).help(
                "delete this line, look for a line `=======` near it, and keep only one version of the words around it",
            ),
        }
    }
}

/// The line of a marker, shortened.
fn shown(marker: &Marker<'_>, text: &str) -> String {
    let line = &text[marker.range.clone()];
    match line.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
