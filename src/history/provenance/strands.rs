//! Strands: each word of each text with the words of other texts that it is one with.

use std::ops::Range;
use std::sync::Arc;

use foldhash::HashMap;

use crate::history::comparison::{Edit, MOVES};
use crate::history::ladder::Ladder;
use crate::history::text::Text;
use crate::history::variorum::Variorum;

/// Every word of every text belongs to one strand, and no strand has two words of one text. Strands through the same texts
/// share one course.
#[derive(Debug)]
pub(super) struct Strands {
    /// For each text the courses of its words.
    words: Vec<Vec<u32>>,
    courses: Vec<Course>,
}

/// A word's way through all texts that have it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Course {
    /// The texts that have it, in order.
    pub(super) witnesses: Vec<usize>,
    /// The texts in which it stands elsewhere than in the witness before.
    pub(super) moved: Vec<usize>,
}

impl Strands {
    /// The course of a word. Equal courses are one, so their addresses tell whether two are the same.
    pub(super) fn course(&self, text: usize, word: usize) -> &Course {
        &self.courses[self.words[text][word] as usize]
    }
}

/// Follows the words of texts through their alignment, their moves and their returns.
pub(super) fn follow(ladder: &Ladder, variorum: &Variorum) -> Strands {
    let texts = ladder.texts();
    let mut ties = Ties::aligned(texts, variorum);
    for number in 1..texts.len() {
        tie_moves(ladder, number - 1, &mut ties);
    }
    tie_sentences(texts, &mut ties);
    ties.strands()
}

/// Strands that are being tied to one another.
#[derive(Default)]
struct Ties {
    /// For each text the strand that each of its words began in.
    words: Vec<Vec<u32>>,
    /// For each strand the one that it was tied to; itself if it was not.
    tied: Vec<u32>,
    /// For each strand its course.
    course: Vec<u32>,
    courses: Vec<Course>,
    known: HashMap<Course, u32>,
}

impl Ties {
    /// One strand for each word of each variant.
    fn aligned(texts: &[Arc<Text>], variorum: &Variorum) -> Self {
        let words = texts.iter().map(|text| vec![0; text.tokens.len()]).collect();
        let mut ties = Self { words, ..Self::default() };
        for variant in variorum.places.iter().flat_map(|place| &place.variants) {
            let witnesses = variant.witnesses.iter().map(|witness| witness.text).collect();
            let course = ties.number(Course { witnesses, moved: Vec::new() });
            let first = index(ties.tied.len());
            let words = index(variant.witnesses[0].words.len());
            for witness in &variant.witnesses {
                for (word, strand) in witness.words.clone().zip(first..) {
                    ties.words[witness.text][word] = strand;
                }
            }
            ties.tied.extend(first..first + words);
            ties.course.resize(ties.tied.len(), course);
        }
        ties
    }

    /// The number of a course.
    fn number(&mut self, course: Course) -> u32 {
        *self.known.entry(course).or_insert_with_key(|course| {
            self.courses.push(course.clone());
            index(self.courses.len() - 1)
        })
    }

    /// The strand that a word belongs to by now.
    fn strand(&self, text: usize, word: usize) -> usize {
        let mut strand = self.words[text][word];
        while self.tied[strand as usize] != strand {
            strand = self.tied[strand as usize];
        }
        strand as usize
    }

    fn course(&self, strand: usize) -> &Course {
        &self.courses[self.course[strand] as usize]
    }

    /// Makes two words one, if no text has both. The second stands elsewhere than the first.
    fn tie(&mut self, old: (usize, usize), new: (usize, usize)) {
        let (keep, gone) = (self.strand(old.0, old.1), self.strand(new.0, new.1));
        let (one, other) = (self.course(keep), self.course(gone));
        if keep == gone || other.witnesses.iter().any(|text| one.witnesses.binary_search(text).is_ok()) {
            return;
        }
        let mut both = Course {
            witnesses: [one.witnesses.as_slice(), &other.witnesses].concat(),
            moved: [one.moved.as_slice(), &other.moved, &[new.0]].concat(),
        };
        both.witnesses.sort_unstable();
        both.moved.sort_unstable();
        self.course[keep] = self.number(both);
        self.tied[gone] = index(keep);
    }

    /// The strands as they are tied.
    fn strands(self) -> Strands {
        let words = (0..self.words.len())
            .map(|text| (0..self.words[text].len()).map(|word| self.course[self.strand(text, word)]).collect());
        let words = words.collect();
        Strands { words, courses: self.courses }
    }
}

/// A position in a list of words, which a file's length keeps small.
fn index(position: usize) -> u32 {
    u32::try_from(position).expect("texts have fewer words than four milliards")
}

/// Ties what moved from one text to the next.
fn tie_moves(ladder: &Ladder, number: usize, ties: &mut Ties) {
    for edit in ladder.compare(number, number + 1).moves.iter().flat_map(|moved| &moved.edits) {
        if let Edit::Kept { before, after } = edit {
            tie_words((number, before.clone()), (number + 1, after.clone()), ties);
        }
    }
}

/// Ties whole sentences that came back elsewhere to the earliest text that has them.
fn tie_sentences(texts: &[Arc<Text>], ties: &mut Ties) {
    let mut known: HashMap<Vec<u32>, (usize, Range<usize>)> = HashMap::default();
    for (number, text) in texts.iter().enumerate() {
        for words in text.sentences.iter().filter(|words| text.count((*words).clone()) >= MOVES) {
            let keys: Vec<u32> = text.tokens[words.clone()].iter().map(|token| token.key).collect();
            let (first, place) = known.entry(keys).or_insert_with(|| (number, words.clone())).clone();
            let is_new = |word: usize| ties.course(ties.strand(number, word)).witnesses[0] == number;
            if first < number && words.clone().all(is_new) {
                tie_words((first, place), (number, words.clone()), ties);
            }
        }
    }
}

fn tie_words(old: (usize, Range<usize>), new: (usize, Range<usize>), ties: &mut Ties) {
    for (before, after) in old.1.zip(new.1) {
        ties.tie((old.0, before), (new.0, after));
    }
}
