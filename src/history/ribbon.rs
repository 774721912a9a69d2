//! The sentences of all texts side by side: how they persist, split, merge and move from each text to the next.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::history::chronicle::Chronicle;
use crate::history::comparison::{Comparison, Edit};
use crate::history::provenance::Life;
use crate::history::text::Text;

/// How many texts are drawn; of more, the last ones.
pub const MOST_TEXTS: usize = 60;

/// Where the longest text has more sentences than this, those of one origin that follow one another are drawn as one.
const MOST_SENTENCES: usize = 40;

/// A column for each text, and what flows between them.
#[derive(Debug)]
pub struct Ribbon {
    /// One for each text, in order.
    pub columns: Vec<Column>,
    /// What flows from each text to the next, in the order of the texts and of their bands.
    pub flows: Vec<Flow>,
}

/// A text as it is drawn.
#[derive(Debug)]
pub struct Column {
    /// The text.
    pub text: usize,
    /// Its bands, from top to bottom.
    pub bands: Vec<Band>,
    /// How many words it has; punctuation is not counted.
    pub words: usize,
    /// For each text that some of its words come from, how many.
    pub origins: BTreeMap<usize, usize>,
    /// How its sentences became those of the next text; none for the last.
    pub step: Option<Step>,
}

/// A sentence, or several that follow one another and come from one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The sentences, as positions in the text.
    pub sentences: Range<usize>,
    /// How many words they have.
    pub words: usize,
    /// The text that most of their words come from.
    pub origin: usize,
}

/// Words that a band has in common with one of the next text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The column.
    pub column: usize,
    /// The band of that column.
    pub from: usize,
    /// The band of the next column.
    pub to: usize,
    /// How many words.
    pub words: usize,
}

/// What became of the sentences of a text in the next one. Each is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// They stand there word for word.
    pub kept: usize,
    /// Some of their words stand there.
    pub changed: usize,
    /// Their words stand in several sentences.
    pub split: usize,
    /// Several of them stand in one sentence.
    pub merged: usize,
    /// They stand elsewhere.
    pub moved: usize,
    /// None of their words stand there.
    pub dropped: usize,
    /// Sentences of the next text that have no word of this one.
    pub new: usize,
}

/// Fewer words than this, and fewer than this part of the shorter sentence, are no tie between two sentences.
const TIE_WORDS: usize = 2;
const TIE_PART: usize = 5;

/// Draws the texts of a definition.
pub fn draw(chronicle: &Chronicle) -> Ribbon {
    let texts = chronicle.ladder.texts();
    let first = texts.len().saturating_sub(MOST_TEXTS);
    let is_long = texts[first..].iter().any(|text| text.sentences.len() > MOST_SENTENCES);
    let column = |index: usize| {
        let text = &texts[index];
        let lives = chronicle.provenance().lives(index, text, texts.len());
        let bands = bands(text, &origins(text, &lives), is_long);
        let mut origins: BTreeMap<usize, usize> = BTreeMap::new();
        for life in &lives {
            *origins.entry(life.first).or_default() += text.count(life.words.clone());
        }
        Column { text: index, bands, words: text.count(0..text.tokens.len()), origins, step: None }
    };
    let mut columns: Vec<Column> = (first..texts.len()).map(column).collect();
    let mut flows = Vec::new();
    for column in 1..columns.len() {
        let index = first + column;
        let (before, after) = (&texts[index - 1], &texts[index]);
        let ties = ties(&chronicle.ladder.compare(index - 1, index), before, after);
        columns[column - 1].step = Some(step(&ties, before, after));
        flows.extend(joined(&ties, column - 1, &columns));
    }
    Ribbon { columns, flows }
}

/// For each sentence the text that most of its words come from; the earliest of several.
fn origins(text: &Text, lives: &[Life]) -> Vec<usize> {
    let mut lives = lives.iter().peekable();
    let origin = |sentence: &Range<usize>| {
        let mut words: BTreeMap<usize, usize> = BTreeMap::new();
        while let Some(life) = lives.peek() {
            let shared = life.words.start.max(sentence.start)..life.words.end.min(sentence.end);
            if !shared.is_empty() {
                *words.entry(life.first).or_default() += text.count(shared);
            }
            if life.words.end > sentence.end {
                break;
            }
            lives.next();
        }
        words.into_iter().rev().max_by_key(|(_, words)| *words).map_or(0, |(origin, _)| origin)
    };
    text.sentences.iter().map(origin).collect()
}

fn bands(text: &Text, origins: &[usize], is_long: bool) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (sentence, &origin) in origins.iter().enumerate() {
        let words = text.count(text.sentences[sentence].clone());
        match bands.last_mut() {
            Some(last) if is_long && last.origin == origin => {
                last.sentences.end += 1;
                last.words += words;
            }
            _ => bands.push(Band { sentences: sentence..sentence + 1, words, origin }),
        }
    }
    bands
}

/// Two sentences that have words in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tie {
    from: usize,
    to: usize,
    words: usize,
    moved: bool,
}

/// The sentences of two texts that have words in common, in order.
fn ties(comparison: &Comparison, before: &Text, after: &Text) -> Vec<Tie> {
    let mut shared: BTreeMap<(usize, usize), (usize, bool)> = BTreeMap::new();
    let sentence_of = |text: &Text, word: usize| text.sentences.partition_point(|sentence| sentence.end <= word);
    let mut add = |edit: &Edit, moved: bool| {
        let Edit::Kept { before: old, after: new } = edit else { return };
        for (old, new) in old.clone().zip(new.clone()) {
            let tie = shared.entry((sentence_of(before, old), sentence_of(after, new))).or_default();
            tie.0 += before.count(old..old + 1);
            tie.1 |= moved;
        }
    };
    for segment in comparison.blocks.iter().flat_map(|block| &block.segments) {
        add(&segment.edit, false);
    }
    for edit in comparison.moves.iter().flat_map(|moved| &moved.edits) {
        add(edit, true);
    }
    let is_tie = |from: usize, to: usize, words: usize| {
        let length = |text: &Text, sentence: usize| text.count(text.sentences[sentence].clone());
        let shorter = length(before, from).min(length(after, to));
        words > 0 && (words >= TIE_WORDS || words * TIE_PART >= shorter)
    };
    shared
        .into_iter()
        .filter(|((from, to), (words, _))| is_tie(*from, *to, *words))
        .map(|((from, to), (words, moved))| Tie { from, to, words, moved })
        .collect()
}

fn step(ties: &[Tie], before: &Text, after: &Text) -> Step {
    let mut step = Step::default();
    let mut arrivals = vec![0; after.sentences.len()];
    for tie in ties {
        arrivals[tie.to] += 1;
    }
    let mut rest = ties;
    for (sentence, number) in before.sentence_numbers.iter().enumerate() {
        let (own, others) = rest.split_at(rest.partition_point(|tie| tie.from <= sentence));
        rest = others;
        match own {
            [] => step.dropped += 1,
            [only] if only.moved => step.moved += 1,
            [only] if arrivals[only.to] > 1 => step.merged += 1,
            [only] if after.sentence_numbers[only.to] == *number => step.kept += 1,
            [_] => step.changed += 1,
            _ => step.split += 1,
        }
    }
    step.new = arrivals.iter().filter(|ties| **ties == 0).count();
    step
}

/// The same ties between bands.
fn joined(ties: &[Tie], column: usize, columns: &[Column]) -> Vec<Flow> {
    let band_of = |column: usize, sentence: usize| {
        columns[column].bands.partition_point(|band: &Band| band.sentences.end <= sentence)
    };
    let mut flows: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for tie in ties {
        *flows.entry((band_of(column, tie.from), band_of(column + 1, tie.to))).or_default() += tie.words;
    }
    flows.into_iter().map(|((from, to), words)| Flow { column, from, to, words }).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::names::IterationNumber;
    use crate::content::document;
    use crate::history::text::Lexicon;

    fn drawn(markdown: &[&str]) -> Ribbon {
        let mut lexicon = Lexicon::default();
        let text = |markdown: &&str| {
            let (body, source) = document::loose(markdown);
            Arc::new(Text::new(&body, &source, &mut lexicon))
        };
        let numbers = (1..).take(markdown.len()).filter_map(IterationNumber::new).collect();
        draw(&Chronicle::new(numbers, markdown.iter().map(text).collect()))
    }

    fn flows(ribbon: &Ribbon) -> String {
        let flow = |flow: &Flow| format!("{}.{}>{}:{}", flow.column, flow.from, flow.to, flow.words);
        ribbon.flows.iter().map(flow).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_sentence_that_stays_one_that_changes_and_one_that_goes() {
        let ribbon = drawn(&[
            "The text belongs to all of us. It must stay free of charge. Nobody may sell it.",
            "The text belongs to all of us. It must remain free of charge. Everyone can sign here.",
        ]);
        let step = Step { kept: 1, changed: 1, dropped: 1, new: 1, ..Step::default() };
        assert_eq!(ribbon.columns[0].step, Some(step));
        assert_eq!(ribbon.columns[1].step, None);
        assert_eq!(flows(&ribbon), "0.0>0:7 0.1>1:5");
        let origins: Vec<usize> = ribbon.columns[1].bands.iter().map(|band| band.origin).collect();
        assert_eq!(origins, [0, 0, 1]);
    }

    #[test]
    fn a_sentence_that_is_split_and_two_that_are_merged() {
        let one = "We gather what teams learn about their product and share it with everyone who asks for it.";
        let two = "We gather what teams learn about their product. We share it with everyone who asks for it.";
        assert_eq!(drawn(&[one, two]).columns[0].step, Some(Step { split: 1, ..Step::default() }));
        assert_eq!(drawn(&[two, one]).columns[0].step, Some(Step { merged: 2, ..Step::default() }));
    }

    #[test]
    fn a_sentence_that_moved() {
        let ribbon = drawn(&[
            "Product people own the term together.\n\nThe first paragraph stays as it is, word for word.\n\nSo does the other one.",
            "The first paragraph stays as it is, word for word.\n\nSo does the other one.\n\nProduct people own the term together.",
        ]);
        assert_eq!(ribbon.columns[0].step, Some(Step { kept: 2, moved: 1, ..Step::default() }));
        assert_eq!(flows(&ribbon), "0.0>2:6 0.1>0:10 0.2>1:5");
    }

    #[test]
    fn sentences_of_one_origin_are_one_band_where_there_are_many() {
        let many: Vec<String> = (0..60).map(|number| format!("Sentence number {number} says something. ")).collect();
        let many = many.concat();
        let ribbon = drawn(&[&many, &format!("{many}And this came later on.")]);
        let bands: Vec<(usize, usize)> =
            ribbon.columns[1].bands.iter().map(|band| (band.sentences.len(), band.origin)).collect();
        assert_eq!(bands, [(60, 0), (1, 1)]);
        assert_eq!(flows(&ribbon), "0.0>0:300");
    }
}
