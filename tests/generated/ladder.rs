//! A knowledge base with one definition that has many iterations of a long text, the same on every machine.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The words that the text is made of, some of them common and some rare.
const WORDS: [&str; 48] = [
    "the",
    "of",
    "and",
    "to",
    "a",
    "in",
    "is",
    "for",
    "that",
    "with",
    "as",
    "must",
    "product",
    "team",
    "value",
    "people",
    "customer",
    "idea",
    "practice",
    "evidence",
    "launch",
    "price",
    "support",
    "research",
    "learn",
    "share",
    "keep",
    "build",
    "measure",
    "decide",
    "early",
    "careful",
    "open",
    "shared",
    "rapid",
    "small",
    "weekly",
    "honest",
    "adopter",
    "feedback",
    "experiment",
    "pipeline",
    "outcome",
    "backlog",
    "onboarding",
    "retention",
    "discovery",
    "stewardship",
];

/// A generator of numbers (Lehmer, with the constants of Park and Miller, 1988).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        usize::try_from(self.0).expect("a small number") % end
    }

    fn sentence(&mut self) -> String {
        let length = 6 + self.below(14);
        let mut words: Vec<&str> = (0..length).map(|_| WORDS[self.below(WORDS.len())]).collect();
        let first = words.remove(0);
        format!("{}{} {}.", first[..1].to_uppercase(), &first[1..], words.join(" "))
    }
}

/// Writes the knowledge base into a folder. Each iteration has about so many words and edits a twentieth of the sentences of
/// the one before: some are written anew, some lose or change a word, some move, and now and then one comes back.
pub(crate) fn write(folder: &Path, iterations: u32, words: usize) {
    let put = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    };
    put("variorum.toml", "[site]\ntitle = \"A long definition\"\ndescription = \"Forty iterations of it.\"\n");
    put("content/people/contributor.md", "+++\nname = \"A contributor\"\n+++\n");
    let criterion = "[[criteria]]\nid = \"open\"\nstatement = \"It is open.\"\n";
    let definition =
        format!("+++\nterm = \"Stewardship\"\nsummary = \"A long text.\"\n\n{criterion}+++\n\nAbout it.\n");
    put("content/definitions/stewardship/definition.md", &definition);
    let mut dice = Dice(20_191_018);
    let mut sentences: Vec<String> = Vec::new();
    while sentences.iter().map(|sentence| sentence.split(' ').count()).sum::<usize>() < words {
        sentences.push(dice.sentence());
    }
    let mut dropped: Vec<String> = Vec::new();
    for number in 1..=iterations {
        if number > 1 {
            for _ in 0..sentences.len() / 20 {
                edit(&mut sentences, &mut dropped, &mut dice);
            }
        }
        let month = (number - 1) % 12 + 1;
        let mut text =
            format!("+++\ndate = {}-{month:02}-01\nauthors = [\"contributor\"]\n+++\n", 2020 + (number - 1) / 12);
        for paragraph in sentences.chunks(6) {
            let _ = write!(text, "\n{}\n", paragraph.join(" "));
        }
        put(&format!("content/definitions/stewardship/{number}.md"), &text);
    }
}

fn edit(sentences: &mut Vec<String>, dropped: &mut Vec<String>, dice: &mut Dice) {
    let at = dice.below(sentences.len());
    match dice.below(6) {
        0 => dropped.push(std::mem::replace(&mut sentences[at], dice.sentence())),
        1 => {
            let sentence = sentences.remove(at);
            let to = dice.below(sentences.len());
            sentences.insert(to, sentence);
        }
        2 if !dropped.is_empty() => {
            let back = dice.below(dropped.len());
            sentences.insert(at, dropped.swap_remove(back));
        }
        _ => {
            let mut words: Vec<&str> = sentences[at].split(' ').collect();
            let word = 1 + dice.below(words.len() - 2);
            words[word] = WORDS[dice.below(WORDS.len())];
            sentences[at] = words.join(" ");
        }
    }
}
