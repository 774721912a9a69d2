//! Mistakes that a program can mend: the texts with all edits done that do not get into each other's way.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Edit};
use crate::base::text::{Source, SourceId, Sources};

/// Texts after some mistakes were mended.
#[derive(Debug, Default)]
pub struct Mended<'found> {
    /// The texts that changed.
    pub texts: BTreeMap<SourceId, String>,
    /// The diagnostics that are mended in them, in the order of path and place.
    pub done: Vec<&'found Diagnostic>,
    /// Those that could have been, and stand in a text that may not be touched.
    pub refused: Vec<&'found Diagnostic>,
}

/// Does the edits of all diagnostics, of each all or none. What overlaps an edit that is done already is left for the next
/// time, because it was found in a text that is now another. `may_touch` says which texts may be changed.
pub fn mend<'found>(
    diagnostics: &'found Diagnostics,
    sources: &Sources,
    may_touch: impl Fn(&Source) -> bool,
) -> Mended<'found> {
    let mut mended = Mended::default();
    let mut edits: BTreeMap<SourceId, Vec<&Edit>> = BTreeMap::new();
    for diagnostic in diagnostics.sorted(sources) {
        let wanted = diagnostic.edits.as_slice();
        if wanted.is_empty() {
            continue;
        }
        if !wanted.iter().all(|edit| may_touch(sources.get(edit.span.source))) {
            mended.refused.push(diagnostic);
            continue;
        }
        let is_free = |edit: &Edit| {
            let known = edits.get(&edit.span.source).map_or(&[][..], Vec::as_slice);
            known.iter().all(|other| !overlap(edit, other))
        };
        if wanted.iter().all(is_free) {
            mended.done.push(diagnostic);
            for edit in wanted {
                edits.entry(edit.span.source).or_default().push(edit);
            }
        }
    }
    for (id, mut edits) in edits {
        edits.sort_by_key(|edit| edit.span.range().start);
        let mut text = sources.get(id).text.clone();
        for edit in edits.into_iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        mended.texts.insert(id, text);
    }
    mended
}

/// Whether two edits of one text touch the same place. Two that only meet do too: nobody could say which comes first.
fn overlap(one: &Edit, other: &Edit) -> bool {
    let (one, other) = (one.span.range(), other.span.range());
    one.start <= other.end && other.start <= one.end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::diagnostic::codes;
    use crate::base::text::Span;

    fn fault(edits: &[(usize, usize, &str)], id: SourceId) -> Diagnostic {
        let diagnostic = Diagnostic::new(&codes::TOML_SYNTAX, Span::new(id, edits[0].0..edits[0].1), "wrong");
        edits
            .iter()
            .fold(diagnostic, |diagnostic, (start, end, text)| diagnostic.mend(Span::new(id, *start..*end), *text))
    }

    #[test]
    fn edits_of_a_diagnostic_are_done_together_and_the_first_goes_first() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "one two three");
        let mut found = Diagnostics::default();
        found.push(fault(&[(4, 7, "2"), (8, 13, "3")], id));
        found.push(fault(&[(0, 3, "1"), (6, 6, "!")], id));
        let mended = mend(&found, &sources, |_| true);
        assert_eq!(mended.texts[&id], "1 tw!o three");
        assert_eq!(mended.done.len(), 1);
        let refused = mend(&found, &sources, |_| false);
        assert!(refused.texts.is_empty() && refused.refused.len() == 2);
    }

    proptest! {
        #[test]
        fn what_is_done_is_in_the_text_and_the_rest_stays(
            marks in prop::collection::vec((0usize..40, 0usize..5), 0..12),
        ) {
            let text = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst";
            let mut sources = Sources::default();
            let id = sources.add("a.md", text);
            let mut found = Diagnostics::default();
            for (start, length) in &marks {
                found.push(fault(&[(*start, start + length, "#")], id));
            }
            let mended = mend(&found, &sources, |_| true);
            let new = mended.texts.get(&id).map_or(text, String::as_str);
            let gone: usize = mended.done.iter().map(|diagnostic| diagnostic.primary.span.range().len()).sum();
            prop_assert_eq!(new.matches('#').count(), mended.done.len());
            prop_assert_eq!(new.len(), text.len() - gone + mended.done.len());
        }
    }
}
