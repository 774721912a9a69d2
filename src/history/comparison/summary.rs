//! A comparison in the words of a person.

use crate::document::words::Passage;
use crate::history::comparison::{Comparison, Mark, PassageChange, Segment, Tally, segments};

/// Longer quotations are cut in the middle, in words.
const LONGEST_QUOTATION: usize = 24;

/// One sentence or two: "6 words added, 41 removed, 19 kept." "No change in wording." "Rewritten: 2 of 25 words kept."
pub fn sentence(tally: &Tally) -> String {
    let Tally { added, removed, kept, rewritten, identical } = *tally;
    if identical {
        return "No change.".to_owned();
    }
    if added == 0 && removed == 0 {
        return "No change in wording; punctuation or form changed.".to_owned();
    }
    if rewritten && kept == 0 {
        return "Rewritten.".to_owned();
    }
    if rewritten {
        return format!("Rewritten: {kept} of {} kept.", count(kept + removed, "word"));
    }
    let mut parts = Vec::new();
    if added > 0 {
        parts.push(format!("{} added", count(added, "word")));
    }
    if removed > 0 {
        parts.push(if added > 0 {
            format!("{removed} removed")
        } else {
            format!("{} removed", count(removed, "word"))
        });
    }
    parts.push(format!("{kept} kept"));
    parts.join(", ") + "."
}

/// Every change as a sentence, in the order of reading: "“work” became “stuff”."
pub fn sentences(comparison: &Comparison, before: &[Passage], after: &[Passage]) -> Vec<String> {
    let mut sentences = Vec::new();
    for change in &comparison.changes {
        let segments = segments(change, before, after);
        match change {
            PassageChange::Kept { .. } => {}
            PassageChange::Rewritten { .. } => {
                sentences.push(format!("Rewritten: {} became {}.", quote(&segments[0]), quote(&segments[1])));
            }
            PassageChange::Removed { .. } => {
                sentences.push(format!("The passage {} was removed.", quote(&segments[0])));
            }
            PassageChange::Added { .. } => sentences.push(format!("The passage {} was added.", quote(&segments[0]))),
            PassageChange::Edited { .. } => edited(&segments, &mut sentences),
        }
    }
    sentences
}

fn edited(segments: &[Segment<'_>], sentences: &mut Vec<String>) {
    let mut index = 0;
    while index < segments.len() {
        let segment = &segments[index];
        let next = segments.get(index + 1).filter(|next| next.mark == Mark::Inserted);
        match (segment.mark, next) {
            (Mark::Deleted, Some(next)) => {
                sentences.push(format!("{} became {}.", quote(segment), quote(next)));
                index += 1;
            }
            (Mark::Deleted, None) => sentences.push(format!("{} was removed.", quote(segment))),
            (Mark::Inserted, _) => sentences.push(format!("{} was added.", quote(segment))),
            (Mark::Kept, _) => {}
        }
        index += 1;
    }
}

fn quote(segment: &Segment<'_>) -> String {
    let text = segment.text().split_whitespace().collect::<Vec<_>>();
    if text.len() <= LONGEST_QUOTATION {
        return format!("“{}”", text.join(" "));
    }
    let half = LONGEST_QUOTATION / 2;
    format!("“{} … {}”", text[..half].join(" "), text[text.len() - half..].join(" "))
}

/// "1 word", "2 words".
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
