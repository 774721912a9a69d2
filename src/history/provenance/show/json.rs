//! Where the words of a text come from, for other programs.

use std::sync::Arc;

use serde::Serialize;

use crate::base::diagnostic::report::json::without_controls;
use crate::history::provenance::{Account, Phrase};
use crate::history::text::Text;
use crate::history::variorum::Variorum;
use crate::history::variorum::json::{self, PlaceRecord};

/// The document.
#[derive(Serialize)]
struct Document<'text> {
    /// The version of this form: 1.
    version: u32,
    /// The iteration asked about.
    iteration: u32,
    /// Every iteration that has a text.
    iterations: Vec<u32>,
    /// The text asked about, in order.
    phrases: Vec<PhraseRecord<'text>>,
    /// All texts at once.
    places: Vec<PlaceRecord<'text>>,
}

/// Words of one passage that came and stayed together. `passage` counts from 1; `origin` is the first of `iterations`,
/// which lists every iteration that has the words, and `moved` those in which they stand elsewhere than before.
#[derive(Serialize)]
struct PhraseRecord<'text> {
    passage: usize,
    text: &'text str,
    origin: u32,
    iterations: Vec<u32>,
    moved: Vec<u32>,
}

/// Writes one JSON document: `{"version": 1, "iteration": 5, "iterations": [1, 4, 5], "phrases": [{"passage": 1, "text":
/// "stuff", "origin": 5, "iterations": [5], "moved": []}], "places": [{"changes": 1, "variants": [{"iterations": [4],
/// "text": "work"}, {"iterations": [5], "text": "stuff"}]}]}`.
pub fn write(account: &Account<'_>, texts: &[Arc<Text>], variorum: &Variorum) -> String {
    let numbers: Vec<u32> = account.numbers.iter().map(|number| number.get()).collect();
    let all: Vec<&Text> = texts.iter().map(AsRef::as_ref).collect();
    let named = |texts: &[usize]| texts.iter().map(|&text| numbers[text]).collect();
    let phrase = |phrase: &Phrase| PhraseRecord {
        passage: account.text.passage_of(phrase.words.start) + 1,
        text: account.text.slice(phrase.words.clone()),
        origin: numbers[phrase.origin()],
        iterations: named(&phrase.witnesses),
        moved: named(&phrase.moved),
    };
    let document = Document {
        version: 1,
        iteration: numbers[account.index],
        phrases: account.phrases.iter().map(phrase).collect(),
        places: json::records(variorum, &all, &numbers),
        iterations: numbers,
    };
    let written = serde_json::to_string_pretty(&document).expect("texts and numbers are JSON");
    without_controls(&written) + "\n"
}
