//! A made-up knowledge base of any size: the same words on every machine.

use crate::random::Random;

/// How many of each kind a knowledge base holds.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) name: &'static str,
    pub(crate) definitions: usize,
    /// Of each definition.
    pub(crate) iterations: usize,
    pub(crate) practices: usize,
    pub(crate) contributions: usize,
}

pub(crate) const SIZES: [Size; 4] = [
    Size { name: "small", definitions: 10, iterations: 5, practices: 30, contributions: 60 },
    Size { name: "medium", definitions: 200, iterations: 8, practices: 500, contributions: 1_000 },
    Size { name: "large", definitions: 2_000, iterations: 8, practices: 3_000, contributions: 6_000 },
    Size { name: "huge", definitions: 20_000, iterations: 8, practices: 30_000, contributions: 60_000 },
];

/// How many people write, and how many tags there are.
const PEOPLE: usize = 20;
const TAGS: usize = 40;
/// How many words a text has.
const ITERATION: usize = 120;
const PRACTICE: usize = 400;
const CONTRIBUTION: usize = 150;

pub(crate) struct Definition {
    pub(crate) slug: String,
    pub(crate) term: String,
    pub(crate) summary: String,
    pub(crate) iterations: Vec<Entry>,
}

/// A text with its date, and what it is called.
pub(crate) struct Entry {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) date: String,
    pub(crate) author: usize,
    /// The definition and the iteration that it was written against.
    pub(crate) on: (usize, usize),
    pub(crate) tags: Vec<usize>,
    pub(crate) text: String,
}

pub(crate) struct Corpus {
    pub(crate) people: usize,
    pub(crate) definitions: Vec<Definition>,
    pub(crate) practices: Vec<Entry>,
    pub(crate) contributions: Vec<Entry>,
}

impl Corpus {
    pub(crate) fn new(size: &Size) -> Self {
        let mut writer = Writer::new();
        let definitions = (0..size.definitions).map(|number| writer.definition(number, size.iterations)).collect();
        let mut entries = |count: usize, kind: &str, words: usize| {
            (0..count).map(|number| writer.entry(kind, number, words, size)).collect()
        };
        let practices = entries(size.practices, "practice", PRACTICE);
        let contributions = entries(size.contributions, "contribution", CONTRIBUTION);
        Self { people: PEOPLE, definitions, practices, contributions }
    }
}

/// Words of English that say little.
const SMALL: [&str; 32] = [
    "the", "of", "and", "to", "a", "in", "that", "is", "it", "for", "as", "with", "be", "by", "on", "not", "this",
    "are", "or", "from", "which", "their", "must", "all", "we", "what", "when", "who", "more", "than", "how", "can",
];
const SYLLABLES: [&str; 24] = [
    "ba", "co", "di", "fu", "ga", "hel", "in", "jo", "kar", "lem", "mo", "nis", "or", "pel", "qua", "ri", "sto", "tan",
    "ul", "ver", "wi", "xen", "yor", "zel",
];

struct Writer {
    random: Random,
    vocabulary: Vec<String>,
}

impl Writer {
    fn new() -> Self {
        let mut random = Random(2019);
        let mut word = || {
            let count = 2 + random.below(3);
            (0..count).map(|_| SYLLABLES[random.below(SYLLABLES.len())]).collect::<String>()
        };
        let vocabulary = (0..4_000).map(|_| word()).collect();
        Self { random, vocabulary }
    }

    /// A word: every third says little, and among the others the first are said most.
    fn word(&mut self) -> String {
        if self.random.below(3) == 0 {
            return SMALL[self.random.below(SMALL.len())].to_owned();
        }
        let bound = 1 + self.random.below(self.vocabulary.len());
        self.vocabulary[self.random.below(bound)].clone()
    }

    fn words(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.word()).collect()
    }

    fn date(&mut self, year: usize) -> String {
        format!("{year}-{:02}-{:02}", 1 + self.random.below(12), 1 + self.random.below(28))
    }

    /// Sentences of at most 20 words, in paragraphs of four.
    fn prose(words: &[String]) -> String {
        let mut prose = String::new();
        for (number, sentence) in words.chunks(20).enumerate() {
            prose.push_str(if number == 0 {
                ""
            } else if number % 4 == 0 {
                "\n\n"
            } else {
                " "
            });
            let sentence = sentence.join(" ");
            prose.push_str(&capital(&sentence));
            prose.push('.');
        }
        prose.push('\n');
        prose
    }

    fn definition(&mut self, number: usize, iterations: usize) -> Definition {
        let term = format!("{} {number}", capital(&self.word_of_weight()));
        let mut words = self.words(ITERATION);
        let iterations = (1..=iterations)
            .map(|iteration| {
                if iteration > 1 {
                    self.edit(&mut words);
                }
                Entry {
                    slug: iteration.to_string(),
                    title: format!("{term}, iteration {iteration}"),
                    summary: capital(&self.words(8).join(" ")) + ".",
                    date: self.date(2010 + iteration),
                    author: self.random.below(PEOPLE),
                    on: (number, iteration),
                    tags: Vec::new(),
                    text: Self::prose(&words),
                }
            })
            .collect();
        let summary = capital(&self.words(12).join(" ")) + ".";
        Definition { slug: format!("term-{number}"), term, summary, iterations }
    }

    fn word_of_weight(&mut self) -> String {
        let index = self.random.below(self.vocabulary.len());
        self.vocabulary[index].clone()
    }

    /// Changes 10 to 20 % of the words: most become others, some come and some go.
    fn edit(&mut self, words: &mut Vec<String>) {
        let chance = 10 + self.random.below(11);
        let mut index = 0;
        while index < words.len() {
            if self.random.percent(chance) {
                match self.random.below(4) {
                    0 => drop(words.remove(index)),
                    1 => words.insert(index, self.word()),
                    _ => words[index] = self.word(),
                }
            }
            index += 1;
        }
    }

    fn entry(&mut self, kind: &str, number: usize, words: usize, size: &Size) -> Entry {
        let mut words = self.words(words);
        let mut tags: Vec<usize> = (0..=self.random.below(3)).map(|_| self.random.below(TAGS)).collect();
        tags.sort_unstable();
        tags.dedup();
        let on = (self.random.below(size.definitions), 1 + self.random.below(size.iterations));
        // A word in bold and a link, as people set them.
        let middle = words.len() / 2;
        words[middle] = format!("**{}**", words[middle]);
        words[middle + 3] = format!("[{}](https://example.org/{number})", words[middle + 3]);
        Entry {
            slug: format!("{kind}-{number}"),
            title: format!("{} {number}", capital(&self.words(4).join(" "))),
            summary: capital(&self.words(12).join(" ")) + ".",
            date: self.date(2020),
            author: self.random.below(PEOPLE),
            on,
            tags,
            text: Self::prose(&words),
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
