//! The alignment for other programs.

use serde::Serialize;

use crate::history::text::Text;
use crate::history::variorum::{Variant, Variorum};

/// A place. `changes` says how often a text differs here from the one before it.
#[derive(Debug, Serialize)]
pub struct PlaceRecord<'text> {
    changes: usize,
    variants: Vec<VariantRecord<'text>>,
}

/// A wording with the iterations that have it, and how the earliest of them writes it.
#[derive(Debug, Serialize)]
pub struct VariantRecord<'text> {
    iterations: Vec<u32>,
    text: &'text str,
}

/// The places as records: `[{"changes": 1, "variants": [{"iterations": [4], "text": "work"}, {"iterations": [5], "text":
/// "stuff"}]}]`. `numbers` holds the iteration of each text. The words of a variant are the same in all its texts but for typography, so a
/// text is read off word for word, though not sign for sign.
pub fn records<'text>(variorum: &Variorum, texts: &[&'text Text], numbers: &[u32]) -> Vec<PlaceRecord<'text>> {
    let variant = |variant: &Variant| {
        let first = &variant.witnesses[0];
        VariantRecord {
            iterations: variant.witnesses.iter().map(|witness| numbers[witness.text]).collect(),
            text: texts[first.text].slice(first.words.clone()),
        }
    };
    variorum
        .places
        .iter()
        .map(|place| PlaceRecord { changes: place.changes, variants: place.variants.iter().map(variant).collect() })
        .collect()
}
