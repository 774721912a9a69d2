//! The texts of a definition, one above the other, with what changed from each to the next.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::history::comparison::{Comparison, Edit, compare};
use crate::history::text::Text;

/// Texts whose words were numbered by one lexicon, in the order in which they were written. The comparison of each with the
/// next is made when it is asked for first, and kept: pages, sentences and the provenance all need it.
#[derive(Debug, Default)]
pub struct Ladder {
    texts: Vec<Arc<Text>>,
    /// For each text but the last its comparison with the next.
    steps: Vec<OnceLock<Comparison>>,
}

impl Ladder {
    /// Texts that nobody has compared yet.
    pub fn new(texts: Vec<Arc<Text>>) -> Self {
        let steps = (1..texts.len()).map(|_| OnceLock::new()).collect();
        Self { texts, steps }
    }

    /// The texts; everywhere else they are named by their position here.
    pub fn texts(&self) -> &[Arc<Text>] {
        &self.texts
    }

    /// Compares two texts.
    pub fn compare(&self, before: usize, after: usize) -> Cow<'_, Comparison> {
        let fresh = || compare(&self.texts[before], &self.texts[after]);
        match self.steps.get(before) {
            Some(step) if before + 1 == after => Cow::Borrowed(step.get_or_init(fresh)),
            _ => Cow::Owned(fresh()),
        }
    }

    /// The words that two texts share, as pairs of positions, those of `one` first. A comparison is the mirror of the one in
    /// the other direction, so it does not matter which of the two was written first.
    pub(super) fn kept(&self, one: usize, other: usize) -> Vec<(usize, usize)> {
        let comparison = self.compare(one.min(other), one.max(other));
        let segments = comparison.blocks.iter().flat_map(|block| &block.segments);
        let kept = segments.filter_map(|segment| match &segment.edit {
            Edit::Kept { before, after } => Some(before.clone().zip(after.clone())),
            Edit::Deleted(_) | Edit::Inserted(_) => None,
        });
        kept.flatten().map(|(before, after)| if one < other { (before, after) } else { (after, before) }).collect()
    }
}
