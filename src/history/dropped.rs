//! Wordings that a definition tried and left behind.

use std::ops::Range;

use crate::history::chronicle::Chronicle;

/// Wordings of fewer words that say something are left out: they are turns of phrase, and stand on the page of all
/// iterations.
const SHORTEST: usize = 3;

/// Words that stood in a text, in none from the next one to the one that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The first text without them, as a position among the texts.
    pub text: usize,
    /// Their words in the text before that one; in one sentence.
    pub words: Range<usize>,
}

/// The wordings that texts up to one have and it has not, in the order in which they were dropped.
pub fn dropped(chronicle: &Chronicle, shown: usize) -> Vec<Dropped> {
    (0..shown).flat_map(|index| last_seen_in(chronicle, index, shown)).collect()
}

/// The wordings of a text that no later one has.
fn last_seen_in(chronicle: &Chronicle, index: usize, shown: usize) -> Vec<Dropped> {
    let text = &chronicle.ladder.texts()[index];
    let mut is_last = vec![false; text.tokens.len()];
    for life in chronicle.provenance().lives(index, text, shown) {
        is_last[life.words].fill(life.last == index);
    }
    let mut dropped = Vec::new();
    for sentence in &text.sentences {
        let mut start = sentence.start;
        for run in is_last[sentence.clone()].chunk_by(|one, next| one == next) {
            let words = start..start + run.len();
            start = words.end;
            if run[0] && text.count_content(words.clone()) >= SHORTEST {
                dropped.push(Dropped { text: index + 1, words });
            }
        }
    }
    dropped
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::names::IterationNumber;
    use crate::content::document;
    use crate::history::text::{Lexicon, Text};

    /// What was dropped on the way to the last text: `2 “words”`, where the 2nd text is the first without them.
    fn told(markdown: &[&str]) -> Vec<String> {
        let mut lexicon = Lexicon::default();
        let text = |markdown: &&str| {
            let (body, source) = document::loose(markdown);
            Arc::new(Text::new(&body, &source, &mut lexicon))
        };
        let numbers = (1..).take(markdown.len()).filter_map(IterationNumber::new).collect();
        let chronicle = Chronicle::new(numbers, markdown.iter().map(text).collect());
        let tell = |dropped: Dropped| {
            let text = &chronicle.ladder.texts()[dropped.text - 1];
            format!("{} “{}”", chronicle.numbers[dropped.text], text.slice(dropped.words))
        };
        dropped(&chronicle, markdown.len() - 1).into_iter().map(tell).collect()
    }

    #[test]
    fn what_comes_back_was_not_dropped_and_small_turns_are_left_out() {
        let full = "Product people share what they learn. Experts certify everybody in a long course.";
        let short = "Product people share what they learn.";
        assert_eq!(told(&[full, short]), ["2 “Experts certify everybody in a long course.”"]);
        assert_eq!(told(&[full, short, full]), [""; 0]);
        assert_eq!(told(&["They share a lot with all.", "They share much with all."]), [""; 0]);
    }
}
