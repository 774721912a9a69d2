//! Pairs of texts in every shape that is quick or slow to compare, from a generator with a fixed seed.

use crate::random::Random;

/// A way to make two texts of about so many words.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) make: fn(&mut Random, usize) -> (String, String),
}

/// The shapes that iterations really have.
pub(crate) const REALISTIC: [Shape; 2] = [
    Shape { name: "10 % of the words edited", make: |random, words| edited(random, words, 10) },
    Shape { name: "20 % of the words edited", make: |random, words| edited(random, words, 20) },
];

/// Every shape that must be quick at any size.
pub(crate) const ALL: [Shape; 20] = [
    Shape { name: "lightly edited", make: |random, words| edited(random, words, 15) },
    Shape { name: "heavily edited", make: heavily_edited },
    Shape { name: "no word in common", make: nothing_in_common },
    Shape { name: "20 words at random", make: |random, words| few_words(random, words, 20) },
    Shape { name: "20 words, one sentence", make: |random, words| few_words_in_one_sentence(random, words, 20) },
    Shape { name: "one sentence, edited", make: one_sentence },
    Shape { name: "one sentence, the second half edited", make: half_a_sentence },
    Shape { name: "one paragraph cut into many", make: paragraph_cut },
    Shape { name: "one paragraph, each sentence edited", make: one_paragraph },
    Shape { name: "short paragraphs, each edited", make: short_paragraphs },
    Shape { name: "items of a word, edited", make: items_edited },
    Shape { name: "items of a word, each second one new", make: items_alternating },
    Shape { name: "items of a word, shuffled", make: items_shuffled },
    Shape { name: "items of 20 words at random", make: items_of_few_words },
    Shape { name: "all words alike, in sentences", make: alike_in_sentences },
    Shape { name: "all words alike, one sentence", make: alike_in_one_sentence },
    Shape { name: "ten sentences again and again", make: same_sentences },
    Shape { name: "all sentences shuffled", make: sentences_moved },
    Shape { name: "all paragraphs reversed", make: paragraphs_moved },
    Shape { name: "all paragraphs shuffled and edited", make: paragraphs_moved_and_edited },
];

fn shuffle<T>(random: &mut Random, row: &mut [T]) {
    for index in (1..row.len()).rev() {
        row.swap(index, random.below(index + 1));
    }
}

/// Words without the sign at the end.
type Sentence = Vec<String>;
type Paragraph = Vec<Sentence>;

/// Words of English that say little, as often as they stand in prose.
const SMALL: [&str; 24] = [
    "the", "of", "and", "to", "a", "in", "that", "is", "it", "for", "as", "with", "be", "by", "on", "not", "this",
    "are", "or", "from", "which", "their", "must", "all",
];

/// How many words of the vocabulary say something.
const VOCABULARY: usize = 4_000;

/// A made-up word with a number: the same number, the same word.
fn word_of(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "xu", "za"];
    let mut word = String::new();
    let mut rest = number + 16;
    while rest > 0 {
        word.push_str(SYLLABLES[rest % 16]);
        rest /= 16;
    }
    word
}

/// A word as prose has them: nearly every second one small, a few of the others again and again.
fn word(random: &mut Random) -> String {
    if random.percent(45) {
        let number = random.below(SMALL.len());
        return SMALL[random.below(number + 1)].to_owned();
    }
    let number = random.below(VOCABULARY);
    word_of(random.below(number + 1))
}

fn sentence(random: &mut Random, length: usize) -> Sentence {
    (0..length).map(|_| if random.percent(6) { word(random) + "," } else { word(random) }).collect()
}

fn prose_sentence(random: &mut Random) -> Sentence {
    let length = 8 + random.below(20);
    sentence(random, length)
}

/// Paragraphs of three to six sentences, with so many words in all.
fn prose(random: &mut Random, words: usize) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut left = words;
    while left > 0 {
        let mut paragraph = Paragraph::new();
        for _ in 0..3 + random.below(4) {
            let mut sentence = prose_sentence(random);
            sentence.truncate(left);
            left -= sentence.len();
            paragraph.extend(Some(sentence).filter(|sentence| !sentence.is_empty()));
        }
        paragraphs.push(paragraph);
    }
    paragraphs
}

/// Replaces, takes out or adds words here and there.
fn edit_words(random: &mut Random, sentence: &Sentence, chance: usize) -> Sentence {
    let mut edited = Sentence::new();
    for old in sentence {
        match if random.percent(chance) { random.below(4) } else { 4 } {
            0 => {}
            1 => edited.extend([old.clone(), word(random)]),
            2 | 3 => edited.push(word(random)),
            _ => edited.push(old.clone()),
        }
    }
    edited
}

fn edit_paragraphs(random: &mut Random, paragraphs: &[Paragraph], chance: usize) -> Vec<Paragraph> {
    let edit = |paragraph: &Paragraph| paragraph.iter().map(|words| edit_words(random, words, chance)).collect();
    paragraphs.iter().map(edit).collect()
}

fn markdown(paragraphs: &[Paragraph]) -> String {
    let sentence = |words: &Sentence| if words.is_empty() { String::new() } else { words.join(" ") + "." };
    let paragraph = |sentences: &Paragraph| sentences.iter().map(sentence).collect::<Vec<_>>().join(" ");
    paragraphs.iter().map(|sentences| paragraph(sentences) + "\n\n").collect()
}

fn items(words: &[String]) -> String {
    words.iter().fold(String::new(), |list, word| list + "- " + word + "\n")
}

fn edited(random: &mut Random, words: usize, chance: usize) -> (String, String) {
    let before = prose(random, words);
    let after = edit_paragraphs(random, &before, chance);
    (markdown(&before), markdown(&after))
}

/// Half of the words are edited; sentences go, come and change places, paragraphs go.
fn heavily_edited(random: &mut Random, words: usize) -> (String, String) {
    let before = prose(random, words);
    let mut after = edit_paragraphs(random, &before, 50);
    after.retain(|_| !random.percent(10));
    for paragraph in &mut after {
        paragraph.retain(|_| !random.percent(20));
        if random.percent(30) {
            shuffle(random, paragraph);
        }
        if random.percent(30) {
            paragraph.push(prose_sentence(random));
        }
    }
    (markdown(&before), markdown(&after))
}

fn nothing_in_common(random: &mut Random, words: usize) -> (String, String) {
    let before = markdown(&prose(random, words));
    let other: Vec<Paragraph> = prose(random, words)
        .into_iter()
        .map(|paragraph| {
            paragraph.into_iter().map(|words| words.iter().map(|word| format!("q{word}")).collect()).collect()
        })
        .collect();
    (before, markdown(&other))
}

fn few_words(random: &mut Random, words: usize, different: usize) -> (String, String) {
    let mut text = || {
        let mut paragraphs = prose(random, words);
        for word in paragraphs.iter_mut().flatten().flatten() {
            *word = word_of(random.below(different));
        }
        markdown(&paragraphs)
    };
    (text(), text())
}

fn few_words_in_one_sentence(random: &mut Random, words: usize, different: usize) -> (String, String) {
    let mut text = || (0..words).map(|_| word_of(random.below(different))).collect::<Vec<_>>().join(" ");
    (text(), text())
}

fn one_sentence(random: &mut Random, words: usize) -> (String, String) {
    let before = vec![sentence(random, words)];
    let after = vec![edit_words(random, &before[0], 15)];
    (markdown(&[before]), markdown(&[after]))
}

/// A long stretch that stays, with a new word before it and many behind it.
fn half_a_sentence(random: &mut Random, words: usize) -> (String, String) {
    let (half, other) = (sentence(random, words / 2), sentence(random, words / 2));
    let edited = edit_words(random, &other, 60);
    let joined = |first: &str, end: Sentence| markdown(&[vec![[vec![first.to_owned()], half.clone(), end].concat()]]);
    (joined("before", other), joined("after", edited))
}

fn paragraph_cut(random: &mut Random, words: usize) -> (String, String) {
    let sentences: Paragraph = prose(random, words).concat();
    let cut: Vec<Paragraph> = sentences.iter().map(|sentence| vec![sentence.clone()]).collect();
    (markdown(&[sentences]), markdown(&cut))
}

fn one_paragraph(random: &mut Random, words: usize) -> (String, String) {
    let before: Paragraph = prose(random, words).concat();
    let after = before.iter().map(|words| edit_words(random, words, 25)).collect();
    (markdown(&[before]), markdown(&[after]))
}

fn short_paragraphs(random: &mut Random, words: usize) -> (String, String) {
    let before: Vec<Paragraph> = prose(random, words).concat().into_iter().map(|sentence| vec![sentence]).collect();
    let after = edit_paragraphs(random, &before, 25);
    (markdown(&before), markdown(&after))
}

fn items_edited(random: &mut Random, words: usize) -> (String, String) {
    let before: Sentence = (0..words).map(|_| word(random)).collect();
    let after = edit_words(random, &before, 15);
    (items(&before), items(&after))
}

fn items_alternating(_: &mut Random, words: usize) -> (String, String) {
    let before: Sentence = (0..words).map(word_of).collect();
    let after: Sentence =
        (0..words).map(|number| word_of(if number % 2 == 0 { number } else { number + words })).collect();
    (items(&before), items(&after))
}

fn items_shuffled(random: &mut Random, words: usize) -> (String, String) {
    let before: Sentence = (0..words).map(word_of).collect();
    let mut after = before.clone();
    shuffle(random, &mut after);
    (items(&before), items(&after))
}

fn items_of_few_words(random: &mut Random, words: usize) -> (String, String) {
    let mut text = || items(&(0..words).map(|_| word_of(random.below(20))).collect::<Vec<_>>());
    (text(), text())
}

fn alike_in_sentences(random: &mut Random, words: usize) -> (String, String) {
    let mut text = || {
        let mut paragraphs = prose(random, words);
        paragraphs.iter_mut().flatten().flatten().for_each(|word| "word".clone_into(word));
        markdown(&paragraphs)
    };
    (text(), text())
}

fn alike_in_one_sentence(_: &mut Random, words: usize) -> (String, String) {
    ("word ".repeat(words), "word ".repeat(words - words / 10))
}

fn same_sentences(random: &mut Random, words: usize) -> (String, String) {
    let pool: Vec<Sentence> = (0..10).map(|_| prose_sentence(random)).collect();
    let mut text = || {
        let mut paragraphs = prose(random, words);
        for sentence in paragraphs.iter_mut().flatten() {
            sentence.clone_from(&pool[random.below(pool.len())]);
        }
        markdown(&paragraphs)
    };
    (text(), text())
}

fn sentences_moved(random: &mut Random, words: usize) -> (String, String) {
    let mut sentences: Paragraph = prose(random, words).concat();
    let before = markdown(std::slice::from_ref(&sentences));
    shuffle(random, &mut sentences);
    (before, markdown(&[sentences]))
}

fn paragraphs_moved(random: &mut Random, words: usize) -> (String, String) {
    let mut paragraphs = prose(random, words);
    let before = markdown(&paragraphs);
    paragraphs.reverse();
    (before, markdown(&paragraphs))
}

fn paragraphs_moved_and_edited(random: &mut Random, words: usize) -> (String, String) {
    let paragraphs = prose(random, words);
    let mut after = edit_paragraphs(random, &paragraphs, 5);
    shuffle(random, &mut after);
    (markdown(&paragraphs), markdown(&after))
}
