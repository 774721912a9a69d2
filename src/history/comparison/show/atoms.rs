//! The runs of a line cut further, where the way they are set changes, with the white space between them.

use crate::content::document::body::words::{PassageKind, Setting};
use crate::history::comparison::show::lines::{Mark, Run};
use crate::history::text::passages::Piece;

/// A stretch of text with one mark and one way of being set.
pub(super) struct Atom<'text> {
    pub(super) mark: Mark,
    pub(super) settings: &'text [Setting],
    pub(super) text: &'text str,
}

impl Piece for Atom<'_> {
    fn settings(&self) -> &[Setting] {
        self.settings
    }

    fn text(&self) -> &str {
        self.text
    }

    fn is_present(&self) -> bool {
        self.mark.is_after()
    }
}

/// The stretches of the runs of a line.
pub(super) fn atoms<'text>(runs: &[Run<'text>]) -> Vec<Atom<'text>> {
    let mut atoms: Vec<Atom<'text>> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let passage = run.text.passage_of(run.words.start);
        let start = run.text.words_of(passage).start;
        let passage = &run.text.passages[passage];
        let bytes = passage.bytes(run.words.start - start..run.words.end - start);
        let first = atoms.len();
        let stretches = passage.stretches(bytes);
        atoms.extend(stretches.map(|(settings, text)| Atom { mark: run.mark, settings, text }));
        if run.space && first > 0 && first < atoms.len() {
            let (left, right) = (atoms[first - 1].settings, atoms[first].settings);
            let common = left.iter().zip(right).take_while(|(a, b)| a == b).count();
            // Line ends mean something where they were kept.
            let gap = run.text.space_text(run.words.start);
            let text = if gap.contains('\n') { gap } else { " " };
            let mark = if goes_with_gap(run, &runs[index + 1..]) { run.mark } else { Mark::Kept };
            atoms.insert(first, Atom { mark, settings: &right[..common], text });
        }
    }
    atoms
}

/// Whether the white space before a run went with it: without it, what comes next would stand apart from what it follows,
/// as a full stop does not.
fn goes_with_gap(run: &Run<'_>, later: &[Run<'_>]) -> bool {
    if run.mark.is_after() {
        return false;
    }
    let is_code = run.passage().kind == PassageKind::Code;
    let next = later.iter().find(|next| next.mark.is_after());
    // In a copy of the text before, every run is of that text and stands as it stood.
    next.is_some_and(|next| {
        !std::ptr::eq(next.text, run.text) && (is_code || !next.text.space_before(next.words.start))
    })
}
