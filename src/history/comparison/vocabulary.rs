//! Words as numbers, so that they compare in one step, and what kind of word each is.

use std::collections::HashMap;

use crate::document::words::Passage;

/// The words of two texts, numbered: the same word has the same number in both.
pub(super) struct Vocabulary {
    before: Vec<Vec<u32>>,
    after: Vec<Vec<u32>>,
}

impl Vocabulary {
    /// Numbers the words of two texts in the order of their first appearance.
    pub(super) fn of(before: &[Passage], after: &[Passage]) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut number = |text: &[Passage]| {
            text.iter()
                .map(|passage| {
                    (0..passage.words.len())
                        .map(|word| {
                            let next = u32::try_from(numbers.len()).expect("fewer than 2^32 words");
                            let word = passage.word(word);
                            if let Some(number) = numbers.get(word) {
                                return *number;
                            }
                            numbers.insert(word.to_owned(), next);
                            next
                        })
                        .collect()
                })
                .collect()
        };
        Self { before: number(before), after: number(after) }
    }

    /// The words of a passage of the text before.
    pub(super) fn before(&self, passage: usize) -> &[u32] {
        &self.before[passage]
    }

    /// The words of a passage of the text after.
    pub(super) fn after(&self, passage: usize) -> &[u32] {
        &self.after[passage]
    }
}

/// Whether a token is a word and no punctuation.
pub(super) fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

/// Whether a token carries meaning by itself: a word that is none of the small ones that stand in every sentence.
pub(super) fn is_content(token: &str) -> bool {
    is_word(token) && !SMALL_WORDS.contains(&token.to_lowercase().as_str())
}

/// Articles, prepositions, pronouns and auxiliaries of English.
const SMALL_WORDS: [&str; 64] = [
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "for", "from", "has", "have", "if",
    "in", "into", "is", "it", "its", "may", "must", "no", "not", "of", "on", "or", "our", "shall", "should", "so",
    "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "was", "we",
    "were", "when", "which", "who", "will", "with", "would", "you", "your", "he", "she", "his", "her", "what", "where",
    "how", "also",
];
