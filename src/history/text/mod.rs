//! A text as a comparison sees it: one row of numbered words, cut into passages and sentences. Made once for each
//! iteration, however often it is compared.

pub(super) mod passages;
pub mod wording;
pub(super) mod wrapping;

use std::borrow::Cow;
use std::ops::Range;

use foldhash::HashMap;
use unicode_normalization::UnicodeNormalization as _;

use crate::base::unicode::is_invisible;
use crate::content::document::Body;
use crate::content::document::body::words::{Passage, Setting, passages};

/// How much a word says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Punctuation.
    Sign,
    /// A word that stands in every sentence: articles, prepositions, pronouns, auxiliaries.
    Small,
    /// A small word that turns a sentence round: negations, modals, quantifiers. It is never swept up (R10).
    Turning,
    /// Everything else.
    Content,
}

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The same number for words that are the same but for typography (R4).
    pub key: u32,
    /// The same number for words that are the same letter for letter.
    pub exact: u32,
    /// How much it says.
    pub weight: Weight,
}

/// Numbers words and rows of words, so that they compare in one step. All texts that are compared share one.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The numbers of each word, and the key of its small letters.
    exact: HashMap<String, (Token, u32)>,
    keys: HashMap<String, u32>,
    rows: HashMap<Vec<u32>, u32>,
    /// The row that is looked up; kept so that its memory is.
    row: Vec<u32>,
}

/// The words of a text.
#[derive(Debug)]
pub struct Text {
    /// The Markdown of the body; places of words count from its beginning.
    pub source: String,
    offset: usize,
    /// Its passages, from top to bottom.
    pub passages: Vec<Passage>,
    /// The words of all passages in one row.
    pub tokens: Vec<Token>,
    /// For each passage the position of its first word, and the number of words at the end.
    starts: Vec<usize>,
    /// For each word its passage.
    passage_of: Vec<u32>,
    /// The sentences as ranges of words, in order; they cover the text, and none reaches over a passage.
    pub sentences: Vec<Range<usize>>,
    /// For each passage the keys of its content words in small letters, sorted.
    pub content: Vec<Vec<u32>>,
    /// For each passage the same number if it has the same words but for typography.
    pub passage_numbers: Vec<u32>,
    /// For each sentence the same number if it has the same words but for typography.
    pub sentence_numbers: Vec<u32>,
    /// The words outside the visible text, one text for each place.
    pub unseen: Vec<String>,
    /// For each passage whether it has no settings and no unusual space.
    plain: Vec<bool>,
    /// For each passage its first sentence, and the number of sentences at the end.
    first_sentences: Vec<usize>,
    /// The keys of the content words, those of each sentence sorted.
    sentence_content: Vec<u32>,
    /// For each sentence where its content words begin, and their number at the end.
    content_starts: Vec<usize>,
}

impl Lexicon {
    /// The numbers of a word, and the key of its small letters.
    fn token(&mut self, word: &str) -> (Token, u32) {
        if let Some(known) = self.exact.get(word) {
            return *known;
        }
        let folded = fold(word);
        let small = if folded.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            Cow::Owned(folded.to_lowercase())
        } else {
            Cow::Borrowed(folded.as_ref())
        };
        let key = self.key(&folded);
        let token = Token {
            key,
            exact: u32::try_from(self.exact.len()).expect("fewer than 2^32 words"),
            weight: weight(&small),
        };
        let numbers = (token, if small == folded { key } else { self.key(&small) });
        self.exact.insert(word.to_owned(), numbers);
        numbers
    }

    fn key(&mut self, folded: &str) -> u32 {
        if let Some(key) = self.keys.get(folded) {
            return *key;
        }
        let key = u32::try_from(self.keys.len()).expect("fewer than 2^32 words");
        self.keys.insert(folded.to_owned(), key);
        key
    }

    /// The number of a passage or a sentence.
    fn row(&mut self, words: &[Token]) -> u32 {
        self.row.clear();
        self.row.extend(words.iter().map(|token| token.key));
        if let Some(known) = self.rows.get(&*self.row) {
            return *known;
        }
        let next = u32::try_from(self.rows.len()).expect("fewer than 2^32 rows of words");
        self.rows.insert(self.row.clone(), next);
        next
    }
}

impl Text {
    /// The words of a body that was read from a source.
    pub fn new(body: &Body, source: &str, lexicon: &mut Lexicon) -> Self {
        let passages = passages(body);
        let range = body.span.range();
        let mut text = Self {
            offset: range.start,
            source: source[range].to_owned(),
            tokens: Vec::new(),
            starts: Vec::new(),
            passage_of: Vec::new(),
            sentences: Vec::new(),
            content: Vec::new(),
            passage_numbers: Vec::new(),
            sentence_numbers: Vec::new(),
            plain: passages.iter().map(is_plain).collect(),
            first_sentences: Vec::new(),
            sentence_content: Vec::new(),
            content_starts: vec![0],
            unseen: body.unseen().into_iter().map(str::to_owned).collect(),
            passages,
        };
        for (passage, number) in text.passages.iter().zip(0..) {
            let start = text.tokens.len();
            text.starts.push(start);
            let mut content = Vec::new();
            for word in 0..passage.words.len() {
                let (token, small) = lexicon.token(passage.word(word));
                text.tokens.push(token);
                if token.weight == Weight::Content {
                    content.push(small);
                }
            }
            content.sort_unstable();
            text.content.push(content);
            text.passage_of.resize(text.tokens.len(), number);
            text.first_sentences.push(text.sentences.len());
            sentences(passage, start, &text.tokens[start..], &mut text.sentences);
            text.passage_numbers.push(lexicon.row(&text.tokens[start..]));
        }
        text.starts.push(text.tokens.len());
        text.first_sentences.push(text.sentences.len());
        for sentence in &text.sentences {
            let tokens = &text.tokens[sentence.clone()];
            text.sentence_numbers.push(lexicon.row(tokens));
            let content = tokens.iter().filter(|token| token.weight == Weight::Content).map(|token| token.key);
            let start = text.sentence_content.len();
            text.sentence_content.extend(content);
            text.sentence_content[start..].sort_unstable();
            text.content_starts.push(text.sentence_content.len());
        }
        text
    }

    /// The keys of the content words of a sentence, sorted.
    pub fn content_of_sentence(&self, sentence: usize) -> &[u32] {
        &self.sentence_content[self.content_starts[sentence]..self.content_starts[sentence + 1]]
    }

    /// The sentences, as positions, of some passages.
    pub fn sentences_of_all(&self, passages: Range<usize>) -> Range<usize> {
        self.first_sentences[passages.start]..self.first_sentences[passages.end]
    }

    /// The words of a passage.
    pub fn words_of(&self, passage: usize) -> Range<usize> {
        self.starts[passage]..self.starts[passage + 1]
    }

    /// The words of some passages.
    pub fn words_of_all(&self, passages: Range<usize>) -> Range<usize> {
        self.starts[passages.start]..self.starts[passages.end]
    }

    /// The passage that a word stands in.
    pub fn passage_of(&self, word: usize) -> usize {
        self.passage_of[word] as usize
    }

    /// A word as it is written.
    pub fn word(&self, word: usize) -> &str {
        let passage = self.passage_of(word);
        self.passages[passage].word(word - self.starts[passage])
    }

    /// The bytes of the source that a word was read from.
    pub fn source_of(&self, word: usize) -> Range<usize> {
        let passage = self.passage_of(word);
        let range = &self.passages[passage].words[word - self.starts[passage]].source;
        range.start as usize - self.offset..range.end as usize - self.offset
    }

    /// Whether white space or the beginning of a passage stands before a word.
    pub fn space_before(&self, word: usize) -> bool {
        let passage = self.passage_of(word);
        let inside = word - self.starts[passage];
        inside == 0 || self.passages[passage].space_before(inside)
    }

    /// The white space between a word and the one before it in its passage.
    pub fn space_text(&self, word: usize) -> &str {
        let passage = self.passage_of(word);
        self.passages[passage].space_text(word - self.starts[passage])
    }

    /// Whether all of a passage is plain text with spaces and line ends, so that only its words can differ from another's.
    pub fn is_plain(&self, passage: usize) -> bool {
        self.plain[passage]
    }

    /// How a word is set, outermost first.
    pub fn settings_of(&self, word: usize) -> &[Setting] {
        let passage = self.passage_of(word);
        self.passages[passage].settings_of(word - self.starts[passage])
    }

    /// Whether a word is the first of its passage.
    pub fn begins_passage(&self, word: usize) -> bool {
        self.starts.binary_search(&word).is_ok()
    }

    /// Whether words that end before this one, or with the text, end with a passage.
    pub fn ends_passage(&self, end: usize) -> bool {
        end == self.tokens.len() || self.begins_passage(end)
    }

    /// Whether a sentence ends in some words or with them.
    pub fn ends_sentence(&self, words: Range<usize>) -> bool {
        let next = self.sentences.partition_point(|sentence| sentence.end <= words.start);
        self.sentences.get(next).is_some_and(|sentence| sentence.end <= words.end)
    }

    /// The text of some words of one passage, with the white space between them.
    pub fn slice(&self, words: Range<usize>) -> &str {
        if words.is_empty() {
            return "";
        }
        self.slice_of(self.passage_of(words.start), words)
    }

    /// The same, where the passage is known.
    pub fn slice_of(&self, passage: usize, words: Range<usize>) -> &str {
        let start = self.starts[passage];
        let bytes = self.passages[passage].bytes(words.start - start..words.end - start);
        &self.passages[passage].text[bytes]
    }

    /// The text of some words of one passage with the white space before it, cut where the way it is set changes.
    pub fn stretches(&self, words: Range<usize>) -> impl Iterator<Item = (&[Setting], &str)> {
        let index = self.passage_of(words.start);
        let (passage, start) = (&self.passages[index], self.starts[index]);
        let mut bytes = passage.bytes(words.start - start..words.end - start);
        bytes.start -= passage.space_text(words.start - start).len();
        passage.stretches(bytes)
    }

    /// Some words of several passages as they are written, with a space between the passages.
    pub fn slice_of_all(&self, words: Range<usize>) -> String {
        let mut slices = Vec::new();
        let mut start = words.start;
        while start < words.end {
            let passage = self.passage_of(start);
            let end = words.end.min(self.words_of(passage).end);
            slices.push(self.slice_of(passage, start..end));
            start = end;
        }
        slices.join(" ")
    }

    /// How many of some words are no punctuation.
    pub fn count(&self, words: Range<usize>) -> usize {
        self.tokens[words].iter().filter(|token| token.weight != Weight::Sign).count()
    }

    /// How many of some words say something by themselves.
    pub fn count_content(&self, words: Range<usize>) -> usize {
        self.tokens[words].iter().filter(|token| token.weight == Weight::Content).count()
    }

    /// Whether one of some words turns a sentence round.
    pub fn has_turning(&self, words: Range<usize>) -> bool {
        self.tokens[words].iter().any(|token| token.weight == Weight::Turning)
    }
}

fn is_plain(passage: &Passage) -> bool {
    let is_usual = |character: char| !character.is_whitespace() || is_usual_space(character);
    let text = &passage.text;
    // No byte ends this early, so that the compiler looks at many at once.
    let is_usual_ascii =
        || text.bytes().fold(true, |is_usual, byte| is_usual & matches!(byte, b' '..=b'~' | b'\n' | b'\t'));
    passage.runs.iter().all(|run| run.settings.is_empty()) && (is_usual_ascii() || text.chars().all(is_usual))
}

/// Whether a character is a space that a reader may take for any other.
pub fn is_usual_space(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\t')
}

/// Adds the sentences of a passage: each ends with `.`, `!`, `?` or their like of other scripts and the closing signs
/// behind it, if white space follows or the script has none.
fn sentences(passage: &Passage, offset: usize, tokens: &[Token], sentences: &mut Vec<Range<usize>>) {
    let mut start = 0;
    let mut ended = false;
    for (word, token) in tokens.iter().enumerate() {
        if !ended && token.weight != Weight::Sign {
            continue;
        }
        let text = passage.word(word);
        let closes = matches!(text, "”" | "’" | "»" | "\"" | "'" | ")" | "]" | "」" | "』");
        if ended && !closes {
            let wide = passage.word(word - 1).ends_with(['。', '！', '？', '।', '؟', '۔']);
            if passage.space_before(word) || wide {
                sentences.push(offset + start..offset + word);
                start = word;
            }
            ended = false;
        }
        ended |= matches!(text, "." | "!" | "?" | "…" | "。" | "！" | "？" | "।" | "؟" | "۔" | "።");
    }
    if start < tokens.len() {
        sentences.push(offset + start..offset + tokens.len());
    }
}

/// A word without what is typography only: NFC, straight quotes, one hyphen, nothing invisible.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let folded = word.nfc().filter(|character| !is_invisible(*character)).map(|character| match character {
        '‘' | '’' | '‚' | '‛' | '′' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        other => other,
    });
    Cow::Owned(folded.collect())
}

/// What a word says, folded and in small letters.
fn weight(word: &str) -> Weight {
    if !word.chars().any(char::is_alphanumeric) {
        return Weight::Sign;
    }
    if TURNING.contains(&word) || word.ends_with("n't") {
        Weight::Turning
    } else if word.len() <= LONGEST_SMALL && SMALL.contains(&word) {
        Weight::Small
    } else {
        Weight::Content
    }
}

/// Negations, modals and quantifiers of English: small words that turn a sentence round.
pub const TURNING: [&str; 14] =
    ["not", "never", "no", "none", "nor", "without", "cannot", "must", "shall", "should", "may", "all", "any", "only"];

/// How many letters the longest of the small words has. Most words that say something have more.
const LONGEST_SMALL: usize = 7;

/// Articles, prepositions, pronouns and auxiliaries of English: words that say little by themselves.
pub const SMALL: [&str; 81] = [
    "can", "will", "might", "some", "each", "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "do",
    "does", "for", "from", "has", "have", "if", "in", "into", "is", "it", "its", "of", "on", "or", "our", "so", "such",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "was", "we",
    "were", "when", "which", "who", "with", "would", "could", "you", "your", "he", "she", "his", "her", "what",
    "where", "how", "also", "i", "my", "me", "us", "out", "up", "about", "over", "under", "between", "both", "being",
    "had", "did", "whose", "whom", "while",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::document;

    fn text(markdown: &str) -> Text {
        let (body, source) = document::loose(markdown);
        Text::new(&body, &source, &mut Lexicon::default())
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let text = text("It is 1.5 now, a.k.a. more. “Really?” Yes!\n\n- one\n- two. three");
        let sentences: Vec<&str> = text.sentences.iter().map(|range| text.slice(range.clone())).collect();
        assert_eq!(sentences, ["It is 1.5 now, a.k.a.", "more.", "“Really?”", "Yes!", "one", "two.", "three"]);
    }

    #[test]
    fn no_small_word_is_longer_than_the_longest() {
        assert_eq!(SMALL.iter().map(|word| word.len()).max(), Some(LONGEST_SMALL));
    }

    #[test]
    fn typography_is_folded_and_letters_are_not() {
        assert_eq!(fold("care’n’feeding"), "care'n'feeding");
        assert_eq!(fold("da\u{200b}ta"), "data");
        assert_eq!(fold("e\u{301}"), "é");
        assert_ne!(fold("dаta"), "data", "the second letter is Cyrillic");
    }

    #[test]
    fn every_word_knows_where_it_was_written() {
        let markdown = "It\\'s **R&amp;D** and `a b` [[prodops@4]], [x](y.md).";
        let text = text(markdown);
        let written: Vec<&str> = (0..text.tokens.len()).map(|word| &markdown[text.source_of(word)]).collect();
        assert_eq!(written, ["It\\'s", "R&amp;D", "and", "`a b`", "[[prodops@4]]", ",", "x", "."]);
    }
}
