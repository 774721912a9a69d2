//! The fragments by which links name headings.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use crate::document::body::{Inline, push_plain};

/// The anchors of a text that were given, each with the number to try next.
#[derive(Default)]
pub(super) struct Anchors(HashMap<String, usize>);

impl Anchors {
    /// The fragment that forges give a heading: lower case, letters, their marks, digits, hyphens and underscores kept, spaces as
    /// hyphens, `-1`, `-2` and so on when it was given already.
    pub(super) fn give(&mut self, content: &[Inline]) -> String {
        let mut text = String::new();
        push_plain(content, &mut text);
        let base: String = text
            .trim()
            .to_lowercase()
            .chars()
            .filter_map(|character| match character {
                ' ' => Some('-'),
                kept if kept.is_alphanumeric() || is_combining_mark(kept) || matches!(kept, '-' | '_') => Some(kept),
                _ => None,
            })
            .collect();
        // A numbered anchor may meet a heading that ends with that number, so every one that was given is remembered.
        let mut number = self.0.get(&base).copied().unwrap_or_default();
        let mut anchor = if number == 0 { base.clone() } else { format!("{base}-{number}") };
        while self.0.contains_key(&anchor) {
            number += 1;
            anchor = format!("{base}-{number}");
        }
        self.0.insert(base, number + 1);
        self.0.entry(anchor.clone()).or_insert(1);
        anchor
    }
}
