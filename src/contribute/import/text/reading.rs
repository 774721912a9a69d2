//! A foreign text, read as if it were an iteration.

use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::text::{SourceId, Sources};
use crate::base::unicode;
use crate::content::document::{self, BlockKind, Body, Inline};
use crate::content::scaffold::escape_markdown;

/// The file that a foreign text is read as. Nothing else lies in its folder, so that every relative link is foreign.
pub(super) const PATH: &str = "content/definitions/imported/1.md";
const FRONT_MATTER: &str = "+++\ndate = 2000-01-01\n+++\n\n";

/// A foreign text, read as an iteration.
pub(super) struct Reading<'text> {
    pub(super) text: &'text str,
    pub(super) id: SourceId,
    pub(super) sources: Sources,
    pub(super) body: Option<Arc<Body>>,
    pub(super) diagnostics: Diagnostics,
}

impl<'text> Reading<'text> {
    pub(super) fn of(text: &'text str) -> Self {
        let mut sources = Sources::default();
        let id = sources.add(PATH, format!("{FRONT_MATTER}{text}"));
        let mut diagnostics = Diagnostics::default();
        let parsed = document::parse(id, sources.get(id), &mut diagnostics);
        let body = parsed.document().map(|document| document.body.clone());
        Self { text, id, sources, body, diagnostics }
    }

    /// A range of the file as one of the text; none if it reaches out of it.
    pub(super) fn range(&self, range: Range<usize>) -> Option<Range<usize>> {
        let start = range.start.checked_sub(FRONT_MATTER.len())?;
        (range.end - FRONT_MATTER.len() <= self.text.len()).then(|| start..range.end - FRONT_MATTER.len())
    }

    /// Whether the text is a single paragraph of nothing but these words.
    pub(super) fn says(&self, words: &str) -> bool {
        let Some(body) = &self.body else { return words.is_empty() };
        self.diagnostics.is_empty() && is_plain(body) && body.plain_text() == words
    }

    /// All signs that a reader sees, without white space; none where HTML or double brackets stand, which change them.
    pub(super) fn letters(&self) -> Option<String> {
        let body = self.body.as_ref().filter(|body| body.html().is_empty() && !self.text.contains("[["))?;
        let passages = document::body::words::passages(body);
        Some(passages.iter().flat_map(|passage| passage.text.chars()).filter(|sign| !sign.is_whitespace()).collect())
    }
}

/// Words in which nothing is Markdown, as Markdown that says them: as they are, unless a sign in them would mean something.
pub fn literal(words: &str) -> String {
    let plain = unicode::one_space(words);
    if Reading::of(words).says(&plain) {
        return words.to_owned();
    }
    words.lines().map(|line| escape_markdown(line.trim())).collect::<Vec<_>>().join("\n")
}

/// Whether a body is one paragraph of words, of which some may be addresses.
fn is_plain(body: &Body) -> bool {
    let is_text = |inline: &Inline| matches!(inline, Inline::Text(_) | Inline::SoftBreak);
    match body.blocks.as_slice() {
        [] => true,
        [block] => match &block.kind {
            BlockKind::Paragraph(content) => content.iter().all(|inline| match inline {
                // What else is a link has brackets, which are no words.
                Inline::Link(link) => link.content.iter().all(is_text),
                other => is_text(other),
            }),
            _ => false,
        },
        _ => false,
    }
}
