//! Where each phrase of a text comes from: the text that first had it, those that kept it, and whether it went and came
//! back.
//!
//! What counts as the same word follows *`WikiWho`* (Flöck and Acosta, 2014): a word is followed from text to text, and a
//! word that was dropped and comes back is credited to its first coming. Here it is followed in three steps:
//!
//! 1. Words that share a place in the [`Variorum`] are one: what was kept, and what came back where it had stood.
//! 2. Words that a comparison of neighbouring texts calls moved are one.
//! 3. A whole sentence of at least five words that comes back elsewhere is one with the earliest text that had it.
//!
//! A word that stands twice in a text is two words: a copy has an origin of its own.

mod phrases;
pub mod show;
mod strands;

pub use self::phrases::{Absence, Phrase};

use std::ops::Range;

use crate::base::names::IterationNumber;
use crate::history::ladder::Ladder;
use crate::history::provenance::strands::Strands;
use crate::history::text::Text;
use crate::history::variorum::Variorum;

/// Where the words of all texts of a definition come from. Texts are positions in the list that was traced.
#[derive(Debug)]
pub struct Provenance {
    strands: Strands,
}

/// The beginning and the end of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// Words of the text asked about.
    pub words: Range<usize>,
    /// The text that first had them.
    pub first: usize,
    /// The last text that has them.
    pub last: usize,
}

/// One text of a history with the origin of all its words.
#[derive(Debug)]
pub struct Account<'history> {
    /// The text.
    pub text: &'history Text,
    /// Its position among the texts of the history.
    pub index: usize,
    /// For each text of the history the number of its iteration.
    pub numbers: &'history [IterationNumber],
    /// The phrases of the text, in order.
    pub phrases: Vec<Phrase>,
}

/// How much of a text comes from one iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The iteration.
    pub number: IterationNumber,
    /// How many words; punctuation is not counted.
    pub words: usize,
}

impl Account<'_> {
    /// The phrases as the readers of this text knew them: nothing that a later text did to them keeps two apart.
    pub fn until_now(&self) -> Vec<Phrase> {
        let mut phrases: Vec<Phrase> = Vec::new();
        for phrase in &self.phrases {
            let told = |texts: &[usize]| texts.iter().copied().take_while(|text| *text <= self.index).collect();
            let phrase =
                Phrase { words: phrase.words.clone(), witnesses: told(&phrase.witnesses), moved: told(&phrase.moved) };
            match phrases.last_mut() {
                Some(last)
                    if last.witnesses == phrase.witnesses
                        && last.moved == phrase.moved
                        && !self.text.begins_passage(phrase.words.start) =>
                {
                    last.words.end = phrase.words.end;
                }
                _ => phrases.push(phrase),
            }
        }
        phrases
    }

    /// How much comes from which iteration, the earliest first; those that left no word are left out.
    pub fn shares(&self) -> Vec<Share> {
        let mut words = vec![0; self.numbers.len()];
        for phrase in &self.phrases {
            words[phrase.origin()] += self.text.count(phrase.words.clone());
        }
        let shares = self.numbers.iter().zip(words).map(|(&number, words)| Share { number, words });
        shares.filter(|share| share.words > 0).collect()
    }
}

/// Traces the words of the texts of a definition, with their alignment.
pub fn trace(ladder: &Ladder, variorum: &Variorum) -> Provenance {
    Provenance { strands: strands::follow(ladder, variorum) }
}

impl Provenance {
    /// The phrases of one of the traced texts. They cover it and none reaches over a passage. A comma or an article by
    /// itself belongs to the phrase beside it, wherever it came from; a word that turns a sentence round never does.
    pub fn phrases(&self, text: usize, words: &Text) -> Vec<Phrase> {
        phrases::phrases(&self.strands, text, words)
    }
}

impl Provenance {
    /// The phrases of one of the traced texts with their beginning, and their end among the texts up to one.
    pub fn lives(&self, text: usize, words: &Text, until: usize) -> Vec<Life> {
        let life = |run: phrases::Run<'_>| {
            let known = &run.course.witnesses;
            let last = known[..known.partition_point(|text| *text <= until)].last();
            Life { words: run.words, first: known[0], last: *last.unwrap_or(&known[0]) }
        };
        phrases::runs(&self.strands, text, words).into_iter().map(life).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::content::document;
    use crate::history::text::Lexicon;
    use crate::history::variorum;

    /// The phrases of the last text, each with the texts that have it: `It must [0 1] remain [1] free. [0 1]`.
    fn drawn(markdown: &[&str]) -> String {
        let mut lexicon = Lexicon::default();
        let text = |markdown: &&str| {
            let (body, source) = document::loose(markdown);
            Arc::new(Text::new(&body, &source, &mut lexicon))
        };
        let ladder = Ladder::new(markdown.iter().map(text).collect());
        let (texts, provenance) = (ladder.texts(), trace(&ladder, &variorum::align(&ladder)));
        let last = texts.len() - 1;
        let phrases = provenance.phrases(last, &texts[last]);
        assert_eq!(phrases.iter().map(|phrase| phrase.words.len()).sum::<usize>(), texts[last].tokens.len());
        let phrase = |phrase: &Phrase| {
            let witnesses: Vec<String> = phrase.witnesses.iter().map(usize::to_string).collect();
            let moved = if phrase.moved.is_empty() { String::new() } else { format!(" moved in {:?}", phrase.moved) };
            format!("{} [{}{moved}]", texts[last].slice(phrase.words.clone()), witnesses.join(" "))
        };
        phrases.iter().map(phrase).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_phrase_is_credited_to_its_first_coming() {
        assert_eq!(drawn(&["It must stay free.", "It must remain free."]), "It must [0 1] remain [1] free. [0 1]");
        let (work, stuff) = ("It is the work behind products.", "It is the stuff behind products.");
        assert_eq!(drawn(&[work, stuff, work]), "It is the [0 1 2] work [0 2] behind products. [0 1 2]");
    }

    #[test]
    fn no_run_is_a_comma_or_an_article() {
        assert_eq!(
            drawn(&["Teams share results", "Teams, large and small, share the results."]),
            "Teams, [0 1] large and small, [1] share the results. [0 1]"
        );
    }

    #[test]
    fn a_word_that_turns_the_sentence_is_never_hidden() {
        assert_eq!(drawn(&["It is a title.", "It is not a title."]), "It is [0 1] not [1] a title. [0 1]");
    }

    #[test]
    fn what_moved_keeps_its_origin() {
        assert_eq!(
            drawn(&[
                "Keep the definition in common hands. Serve the people. Validate ideas quickly.",
                "Serve the people. Validate ideas quickly. Keep the definition in common hands.",
            ]),
            "Serve the people. Validate ideas quickly. [0 1] Keep the definition in common hands. [0 1 moved in [1]]"
        );
    }

    #[test]
    fn a_sentence_that_comes_back_elsewhere_keeps_its_origin() {
        let sentence = "Keep the definition in common hands.";
        let (one, other) =
            ("Serve the people of product well. It is free.", "Validate ideas quickly. Share everything.");
        assert_eq!(
            drawn(&[
                &format!("{sentence}\n\n{one}\n\n{other}"),
                &format!("{one}\n\n{other}"),
                &format!("{one}\n\n{other}\n\n{sentence}"),
            ]),
            format!("{one} [0 1 2] {other} [0 1 2] {sentence} [0 2 moved in [2]]")
        );
    }

    #[test]
    fn absences_say_when_it_went_and_came_back() {
        let phrase = Phrase { words: 0..1, witnesses: vec![1, 2, 5], moved: Vec::new() };
        assert_eq!(
            phrase.absences(7),
            [Absence { dropped: 3, returned: Some(5) }, Absence { dropped: 6, returned: None }]
        );
        assert_eq!(phrase.absences(6), [Absence { dropped: 3, returned: Some(5) }]);
    }
}
