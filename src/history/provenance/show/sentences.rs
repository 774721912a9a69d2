//! Courses of phrases as sentences.

use std::ops::Range;

use crate::base::language::Words;
use crate::history::provenance::{Account, Phrase};
use crate::history::text::wording::{listed, quote};

/// What happened to some words on their way to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The words of the text.
    pub words: Range<usize>,
    /// "“work” came with iteration 1, was dropped in iteration 4 and came back in iteration 5."
    pub sentence: String,
}

/// Every phrase that went and came back, and every sentence that moved, in the order of reading.
pub fn courses(account: &Account<'_>, words: &Words) -> Vec<Course> {
    let phrases = account.until_now();
    let returned =
        |phrase: &Phrase| Some(Course { words: phrase.words.clone(), sentence: returned(phrase, account, words)? });
    let mut courses: Vec<Course> = phrases.iter().filter_map(returned).collect();
    courses.extend(moved(&phrases, account, words));
    courses.sort_by_key(|course| course.words.start);
    courses
}

fn returned(phrase: &Phrase, account: &Account<'_>, words: &Words) -> Option<String> {
    let (say, numbers) = (&words.provenance, account.numbers);
    let mut parts = vec![say.came(numbers[phrase.origin()])];
    for absence in phrase.absences(account.index + 1) {
        let returned = absence.returned.expect("the text of the account has the phrase");
        parts.push(say.dropped(numbers[absence.dropped]));
        parts.push(if phrase.moved.contains(&returned) {
            say.returned_elsewhere(numbers[returned])
        } else {
            say.returned(numbers[returned])
        });
    }
    let quoted = quote(account.text.slice(phrase.words.clone()), words);
    (parts.len() > 1).then(|| say.course(quoted, listed(&parts, words)))
}

/// The sentences of which most words moved without being away in between, joined where neighbours moved together.
fn moved(phrases: &[Phrase], account: &Account<'_>, words: &Words) -> Vec<Course> {
    let text = account.text;
    let mut courses: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    let mut from = 0;
    for sentence in &text.sentences {
        let mut counts = vec![0; account.index + 1];
        while let Some(phrase) = phrases.get(from).filter(|phrase| phrase.words.start < sentence.end) {
            let inside = phrase.words.start.max(sentence.start)..phrase.words.end.min(sentence.end);
            let stayed = |moved: &&usize| phrase.witnesses.contains(&(*moved - 1));
            phrase.moved.iter().filter(stayed).for_each(|&moved| counts[moved] += inside.len());
            if phrase.words.end > sentence.end {
                break;
            }
            from += 1;
        }
        let moved: Vec<usize> = (0..counts.len()).filter(|&moved| counts[moved] * 2 > sentence.len()).collect();
        match courses.last_mut() {
            Some((words, known)) if *known == moved && !text.begins_passage(sentence.start) => words.end = sentence.end,
            _ => courses.push((sentence.clone(), moved)),
        }
    }
    courses.retain(|(_, moved)| !moved.is_empty());
    let told = |(range, moved): (Range<usize>, Vec<usize>)| {
        let iterations = moved.iter().map(|&text| words.iteration.name(account.numbers[text]));
        let iterations = listed(&iterations.collect::<Vec<_>>(), words);
        let sentence = words.provenance.moved(quote(text.slice(range.clone()), words), iterations);
        Course { words: range, sentence }
    };
    courses.into_iter().map(told).collect()
}
