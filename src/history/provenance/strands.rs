//! Strands: each word of each text with the words of other texts that it is one with.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::history::comparison::{Edit, MOVES};
use crate::history::ladder::Ladder;
use crate::history::text::Text;
use crate::history::variorum::Variorum;

/// Every word of every text belongs to one strand, and no strand has two words of one text.
#[derive(Debug)]
pub(super) struct Strands {
    /// For each text the strand that each of its words began in.
    words: Vec<Vec<usize>>,
    list: Vec<Strand>,
    /// For each strand the one that it was tied to; itself if it was not.
    tied: Vec<usize>,
}

/// One word through all texts that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Strand {
    /// The texts that have it, in order.
    pub(super) witnesses: Vec<usize>,
    /// The texts in which it stands elsewhere than in the witness before.
    pub(super) moved: Vec<usize>,
}

impl Strands {
    pub(super) fn of(&self, text: usize, word: usize) -> &Strand {
        &self.list[self.number(text, word)]
    }

    fn number(&self, text: usize, word: usize) -> usize {
        let mut number = self.words[text][word];
        while self.tied[number] != number {
            number = self.tied[number];
        }
        number
    }

    /// Makes two words one, if no text has both. The second stands elsewhere than the first.
    fn tie(&mut self, old: (usize, usize), new: (usize, usize)) {
        let (keep, gone) = (self.number(old.0, old.1), self.number(new.0, new.1));
        let (one, other) = (&self.list[keep], &self.list[gone]);
        if keep == gone || other.witnesses.iter().any(|text| one.witnesses.binary_search(text).is_ok()) {
            return;
        }
        let mut both = Strand {
            witnesses: [one.witnesses.as_slice(), &other.witnesses].concat(),
            moved: [one.moved.as_slice(), &other.moved, &[new.0]].concat(),
        };
        both.witnesses.sort_unstable();
        both.moved.sort_unstable();
        self.list[keep] = both;
        self.tied[gone] = keep;
    }
}

/// Follows the words of texts through their alignment, their moves and their returns.
pub(super) fn follow(ladder: &Ladder, variorum: &Variorum) -> Strands {
    let texts = ladder.texts();
    let mut strands = aligned(texts, variorum);
    for number in 1..texts.len() {
        tie_moves(ladder, number - 1, &mut strands);
    }
    tie_sentences(texts, &mut strands);
    strands
}

/// One strand for each word of each variant.
fn aligned(texts: &[Arc<Text>], variorum: &Variorum) -> Strands {
    let words = texts.iter().map(|text| vec![0; text.tokens.len()]).collect();
    let mut strands = Strands { words, list: Vec::new(), tied: Vec::new() };
    for variant in variorum.places.iter().flat_map(|place| &place.variants) {
        let witnesses: Vec<usize> = variant.witnesses.iter().map(|witness| witness.text).collect();
        for index in 0..variant.witnesses[0].words.len() {
            for witness in &variant.witnesses {
                strands.words[witness.text][witness.words.start + index] = strands.list.len();
            }
            strands.tied.push(strands.list.len());
            strands.list.push(Strand { witnesses: witnesses.clone(), moved: Vec::new() });
        }
    }
    strands
}

/// Ties what moved from one text to the next.
fn tie_moves(ladder: &Ladder, number: usize, strands: &mut Strands) {
    for edit in ladder.compare(number, number + 1).moves.iter().flat_map(|moved| &moved.edits) {
        if let Edit::Kept { before, after } = edit {
            tie_words((number, before.clone()), (number + 1, after.clone()), strands);
        }
    }
}

/// Ties whole sentences that came back elsewhere to the earliest text that has them.
fn tie_sentences(texts: &[Arc<Text>], strands: &mut Strands) {
    let mut known: HashMap<Vec<u32>, (usize, Range<usize>)> = HashMap::new();
    for (number, text) in texts.iter().enumerate() {
        for words in text.sentences.iter().filter(|words| text.count((*words).clone()) >= MOVES) {
            let keys: Vec<u32> = text.tokens[words.clone()].iter().map(|token| token.key).collect();
            let (first, place) = known.entry(keys).or_insert_with(|| (number, words.clone())).clone();
            let is_new = |word: usize| strands.of(number, word).witnesses[0] == number;
            if first < number && words.clone().all(is_new) {
                tie_words((first, place), (number, words.clone()), strands);
            }
        }
    }
}

fn tie_words(old: (usize, Range<usize>), new: (usize, Range<usize>), strands: &mut Strands) {
    for (before, after) in old.1.zip(new.1) {
        strands.tie((old.0, before), (new.0, after));
    }
}
