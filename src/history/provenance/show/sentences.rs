//! Courses of phrases as sentences.

use std::ops::Range;

use crate::history::provenance::{Account, Phrase};
use crate::history::wording::{listed, quote};

/// What happened to some words on their way to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The words of the text.
    pub words: Range<usize>,
    /// "“work” came with iteration 1, was dropped in iteration 4 and came back in iteration 5."
    pub sentence: String,
}

/// Every phrase that went and came back, and every sentence that moved, in the order of reading.
pub fn courses(account: &Account<'_>) -> Vec<Course> {
    let phrases = account.until_now();
    let returned = |phrase: &Phrase| Some(Course { words: phrase.words.clone(), sentence: returned(phrase, account)? });
    let mut courses: Vec<Course> = phrases.iter().filter_map(returned).collect();
    courses.extend(moved(&phrases, account));
    courses.sort_by_key(|course| course.words.start);
    courses
}

fn iteration(text: usize, account: &Account<'_>) -> String {
    format!("iteration {}", account.numbers[text])
}

fn returned(phrase: &Phrase, account: &Account<'_>) -> Option<String> {
    let mut parts = vec![format!("came with {}", iteration(phrase.origin(), account))];
    for absence in phrase.absences(account.index + 1) {
        let returned = absence.returned.expect("the text of the account has the phrase");
        let place = if phrase.moved.contains(&returned) { " at another place" } else { "" };
        parts.push(format!("was dropped in {}", iteration(absence.dropped, account)));
        parts.push(format!("came back in {}{place}", iteration(returned, account)));
    }
    let words = quote(account.text.slice(phrase.words.clone()));
    (parts.len() > 1).then(|| format!("{words} {}.", listed(&parts)))
}

/// The sentences of which most words moved without being away in between, joined where neighbours moved together.
fn moved(phrases: &[Phrase], account: &Account<'_>) -> Vec<Course> {
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
    let told = |(words, moved): (Range<usize>, Vec<usize>)| {
        let iterations: Vec<String> = moved.iter().map(|&text| iteration(text, account)).collect();
        let sentence = format!("{} moved in {}.", quote(text.slice(words.clone())), listed(&iterations));
        Course { words, sentence }
    };
    courses.into_iter().map(told).collect()
}
