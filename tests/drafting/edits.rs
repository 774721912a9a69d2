//! Texts of plain paragraphs, and what people do to them: one to six edits at random places.

use crate::random::Random;

/// Sentences that a definition may be made of. They hold every small word and every one that turns a sentence round.
const SENTENCES: [&str; 36] = [
    "Product operations, a.k.a. ProdOps, is the ‘man behind the curtain’ work that has to get done to shape products.",
    "It includes experimentation platforms, care and feeding of early adopters, and data-informed decisions.",
    "A team can validate its ideas rapidly, and it will learn what customers would pay for.",
    "Nobody who serves the people of product should be left out.",
    "They must share what was learned with all others, whose work depends on it.",
    "We do not sell certificates, nor do we own the word.",
    "Since 18Oct2019 there have been 10 contributors and 1.5 editors.",
    "Each iteration has a number, a date and a reason.",
    "The definition belongs to its community; none may take it without asking.",
    "What was said before stays where it is.",
    "You could read about it under https://example.org/a?b=c, or in our list.",
    "R&D teams, CI/CD pipelines and care’n’feeding are over-represented there.",
    "If something is missing, say so!",
    "How would you know that it works?",
    "“Only the text counts,” she said, “and never the name of him who wrote it.”",
    "He told me that they cannot be both fast and careful while being alone.",
    "These practices came from those teams which had been asked first.",
    "At first this was for i and us; then it did move up from between them.",
    "When does such a practice end?",
    "Any of these might have some value to my team or to your own.",
    "It shall cost no more than $1,000 in a year.",
    "Experiments connect what people believe with what happens.",
    "Revenue, sales and marketing have operations of their own by now.",
    "A definition that nobody can change is dead.",
    "Whom it concerns may also write against it, but with reasons.",
    "Early adopters are asked before anything ships.",
    "Pricing is tested where customers were found, on their terms.",
    "The roadmap follows evidence, so far as there is any.",
    "His example and her example differ in one point: the order of steps.",
    "Reports on return go to everyone who placed a bet.",
    "As of today, tools matter less than habits do.",
    "It didn't replace management (and it isn't meant to).",
    "Teams of one to four people begin with a list, not with a tool.",
    "Then the team decides which bets are kept, into which order they go, and about when.",
    "Feedback arrives daily, weekly & monthly.",
    "More than half of it is listening to people.",
];

/// Words that are put in.
const WORDS: [&str; 24] = [
    "not",
    "quickly",
    "the",
    "customers",
    "never",
    "of",
    "value",
    "and",
    "must",
    "experiments",
    "a",
    "learning",
    "only",
    "in",
    "team",
    "shared",
    "100",
    "is",
    "evidence",
    "no",
    "all",
    "with",
    "onboarding",
    "ProdOps",
];

/// What may be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words and signs.
    Words,
    /// Sentences and paragraphs as well, which may move.
    Everything,
}

/// A text as paragraphs of sentences of words; a word has its signs with it.
type Draft = Vec<Vec<Vec<String>>>;

pub(crate) struct Edits {
    random: Random,
    /// The sentences that stand nowhere in the text.
    left: Vec<&'static str>,
}

impl Edits {
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: Random(seed), left: Vec::new() }
    }

    /// A text of so many paragraphs, in which no sentence stands twice, and what became of it.
    pub(crate) fn pair(&mut self, kind: Kind, paragraphs: usize) -> [String; 2] {
        self.left = SENTENCES.to_vec();
        let mut draft: Draft =
            (0..paragraphs).map(|_| (0..=self.random.below(5)).map(|_| self.sentence()).collect()).collect();
        let before = written(&draft);
        for _ in 0..=self.random.below(6) {
            self.edit(kind, &mut draft);
        }
        [before, written(&draft)]
    }

    fn sentence(&mut self) -> Vec<String> {
        let text = self.left.swap_remove(self.random.below(self.left.len()));
        text.split(' ').map(str::to_owned).collect()
    }

    fn edit(&mut self, kind: Kind, draft: &mut Draft) {
        let p = self.random.below(draft.len());
        let s = self.random.below(draft[p].len());
        if kind == Kind::Words || self.random.percent(60) {
            self.edit_words(&mut draft[p][s]);
        } else {
            self.edit_sentences(draft, p, s);
        }
    }

    fn edit_words(&mut self, words: &mut Vec<String>) {
        let w = self.random.below(words.len());
        let new = WORDS[self.random.below(WORDS.len())].to_owned();
        match self.random.below(9) {
            0 | 1 => words.insert(w, new),
            2 | 3 if words.len() > 1 => drop(words.remove(w)),
            4 => words[w] = new,
            5 => {
                let end = (w + 1 + self.random.below(4)).min(words.len());
                let others = (0..=self.random.below(4)).map(|at| WORDS[(w * 5 + at * 7) % WORDS.len()].to_owned());
                words.splice(w..end, others);
            }
            6 if w > 0 => words.swap(w - 1, w),
            7 => words[w] = if words[w].ends_with(',') { words[w].replace(',', "") } else { format!("{},", words[w]) },
            8 => words[w] = words[w].replace('’', "'").replace(['“', '”'], "\""),
            _ => words[w].push_str("ing"),
        }
    }

    /// Edits the sentence `s` of the paragraph `p`, or the whole paragraph.
    fn edit_sentences(&mut self, draft: &mut Draft, p: usize, s: usize) {
        match self.random.below(6) {
            1 if draft[p].len() > 1 => drop(draft[p].remove(s)),
            2 if draft[p].len() > 1 => {
                let moved = draft[p].remove(s);
                let to = self.random.below(draft.len());
                let at = self.random.below(draft[to].len() + 1);
                draft[to].insert(at, moved);
            }
            3 if s > 0 => {
                let rest = draft[p].split_off(s);
                draft.insert(p + 1, rest);
            }
            4 if p > 0 => {
                let rest = draft.remove(p);
                draft[p - 1].extend(rest);
            }
            5 if draft.len() > 1 => {
                let moved = draft.remove(p);
                let to = self.random.below(draft.len() + 1);
                draft.insert(to, moved);
            }
            _ => {
                let other = self.sentence();
                draft[p].insert(s, other);
            }
        }
    }
}

fn written(draft: &Draft) -> String {
    let paragraph =
        |sentences: &Vec<Vec<String>>| sentences.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join(" ");
    draft.iter().map(paragraph).collect::<Vec<_>>().join("\n\n")
}
