//! The script that compares while one types, held against the program: on pairs with an ideal comparison, and on ten
//! thousand random edits. It runs in Node, from the file that pages load.

mod edits;

use std::env;
use std::io::Write as _;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use variorum::base::names::id_of_person;
use variorum::content::document;
use variorum::history::comparison::compare;
use variorum::history::text::{Lexicon, SMALL, TURNING, Text};

use crate::drafting::edits::{Edits, Kind};
use crate::pairs::table::{PAIRS, Pair};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Loads the script without a page, and compares each pair of texts that stands in a line.
const RUN: &str = "
globalThis.window = {};
globalThis.document = { querySelectorAll: () => [] };
const [script, small, turning] = process.argv.slice(1);
const { readFileSync } = await import('node:fs');
(0, eval)(readFileSync(script, 'utf8'));
const compare = window.variorumComparer(small, turning);
const lines = readFileSync(0, 'utf8').trim().split('\\n');
process.stdout.write(lines.map((line) => JSON.stringify(compare(...JSON.parse(line)))).join('\\n'));
";

/// Loads the script in the same way, and makes an id of each name that stands in a line, among the ids that are taken.
const NAME: &str = "
globalThis.window = {};
globalThis.document = { querySelectorAll: () => [] };
const { readFileSync } = await import('node:fs');
(0, eval)(readFileSync(process.argv[1], 'utf8'));
const lines = readFileSync(0, 'utf8').trim().split('\\n');
process.stdout.write(lines.map((line) => window.variorumComparer.idOf(JSON.parse(line), ['sam-roe'])).join('\\n'));
";

/// What the script says of two texts.
#[derive(Deserialize)]
struct Said {
    /// The mark of each piece, what it is in the text before and what it is after.
    pieces: Vec<(String, String, String)>,
    added: usize,
    removed: usize,
    kept: usize,
}

impl Said {
    fn counts(&self) -> [usize; 3] {
        [self.added, self.removed, self.kept]
    }

    /// One of the two texts.
    fn side(&self, is_before: bool) -> String {
        self.pieces.iter().map(|(_, before, after)| if is_before { before.as_str() } else { after }).collect()
    }

    /// Whether a mark begins or ends inside a word of one of the two texts.
    fn cuts_a_word(&self, text: &Text, is_before: bool) -> bool {
        let words: Vec<Range<usize>> = (0..text.tokens.len()).map(|word| text.source_of(word)).collect();
        let mut edge = 0;
        self.pieces.iter().any(|(_, before, after)| {
            edge += if is_before { before.len() } else { after.len() };
            let next = words.partition_point(|word| word.end <= edge);
            words.get(next).is_some_and(|word| word.start < edge)
        })
    }

    /// Both texts as one: `[-deleted-]{+inserted+}`.
    fn marked(&self) -> String {
        let piece = |(mark, before, after): &(String, String, String)| match mark.as_str() {
            "del" => format!("[-{before}-]"),
            "ins" => format!("{{+{after}+}}"),
            _ => after.clone(),
        };
        self.pieces.iter().map(piece).collect()
    }
}

/// What the script writes for some lines of JSON, or nothing if it cannot be run.
fn written<Line: Serialize>(run: &str, lines: &[Line], arguments: &[String]) -> Option<String> {
    let node = Command::new("node")
        .args(["--input-type=module", "-e", run])
        .arg(Path::new(ROOT).join("themes/broadside/static/draft.js"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut node) = node else {
        skip("no node found (install Node 20.19 or newer)");
        return None;
    };
    let lines: Vec<String> = lines.iter().map(|line| serde_json::to_string(line).expect("texts")).collect();
    let mut input = node.stdin.take().expect("piped");
    let writer = std::thread::spawn(move || input.write_all(lines.join("\n").as_bytes()));
    let output = node.wait_with_output().expect("node ends");
    writer.join().expect("no panic").expect("node reads everything");
    assert!(output.status.success(), "the script fails");
    Some(String::from_utf8(output.stdout).expect("a text"))
}

/// What the script says of each pair of texts, or nothing if it cannot be run.
fn said<Pair: Serialize>(pairs: &[Pair]) -> Option<Vec<Said>> {
    let text = written(RUN, pairs, &[SMALL.join(" "), TURNING.join(" ")])?;
    let said: Vec<Said> = text.lines().map(|line| serde_json::from_str(line).expect("a comparison")).collect();
    assert_eq!(said.len(), pairs.len());
    Some(said)
}

/// Says loudly that nothing was tested; where the tests are required, as in `.ci/run`, that is a failure.
fn skip(missing: &str) {
    let required = env::var_os("VARIORUM_REQUIRE_BROWSER").is_some_and(|value| value == "1");
    assert!(!required, "tests of scripts are required: {missing}");
    // `eprintln!` would be captured and a passing test's output thrown away; a write to the handle itself is seen.
    writeln!(std::io::stderr().lock(), "SKIPPED: tests of the drafting script: {missing}")
        .expect("stderr takes a line");
}

fn texts([before, after]: [&str; 2]) -> [Text; 2] {
    let mut lexicon = Lexicon::default();
    [before, after].map(|markdown| {
        let (body, source) = document::loose(markdown);
        Text::new(&body, &source, &mut lexicon)
    })
}

fn counted([before, after]: &[Text; 2]) -> [usize; 3] {
    let tally = compare(before, after).tally;
    [tally.added, tally.removed, tally.kept]
}

/// The pairs of one paragraph in which nothing but words changes: the program reads links, items and headings, the script
/// reads Markdown.
#[test]
fn paragraphs_are_marked_as_an_editor_would() {
    let plain: Vec<&Pair> = PAIRS.iter().filter(|pair| !pair.before.contains(['[', '\n'])).collect();
    assert!(plain.len() > 11, "most pairs are one paragraph");
    let Some(said) = said(&plain.iter().map(|pair| [pair.before, pair.after]).collect::<Vec<_>>()) else { return };
    for (pair, said) in plain.iter().zip(&said) {
        assert_eq!(said.marked(), pair.marked, "{}: {}", pair.name, pair.summary);
        assert_eq!(said.counts(), counted(&texts([pair.before, pair.after])), "{}", pair.name);
    }
}

#[test]
fn a_name_becomes_the_id_that_the_program_makes_of_it() {
    let names = [
        "Jo Doe",
        "Sam Roe",
        "Jürgen Groß",
        "Mu\u{308}ller",
        "Søren Łoś Đặng Œuvre Þóra",
        "İpek Işık",
        "O’Brien-Smith, Jr.",
        "产品",
        "Анна",
        "3 Musketeers",
        "“!”",
        "Ｊｏ ﬁ ½",
        &"long ".repeat(14),
    ];
    let Some(written) = written(NAME, &names, &[]) else { return };
    let expected = names.map(|name| id_of_person(name, |id| id == "sam-roe").to_string());
    assert_eq!(written.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn texts_are_the_same_however_they_are_wrapped_and_marked() {
    let cases = [
        ["One two\nthree four.", "One two three\nfour."],
        ["- One\n- Two\n", "1. One\n2. Two\n"],
        ["See [the list](a.md).", "See [the list](b.md)."],
        ["It **must** stay.", "It *must* stay."],
        ["", ""],
    ];
    let Some(said) = said(&cases) else { return };
    for (case, said) in cases.iter().zip(&said) {
        assert_eq!([said.added, said.removed], [0, 0], "{case:?}");
        assert_eq!([said.side(true), said.side(false)], *case);
    }
}

/// Ten thousand random edits, in three tests that run side by side.
#[test]
fn edits_of_words_in_a_paragraph_are_counted_as_the_program_counts() {
    assert_alike(Kind::Words, 1, 6_000, 977);
}

#[test]
fn edits_of_words_in_paragraphs_are_counted_as_the_program_counts() {
    assert_alike(Kind::Words, 4, 2_000, 989);
}

#[test]
fn edits_of_sentences_and_paragraphs_are_counted_as_the_program_counts() {
    assert_alike(Kind::Everything, 4, 2_000, 953);
}

/// Makes so many texts of so many paragraphs and edits them. Every result has to hold both texts sign for sign and cut no word,
/// and of a thousand at least so many have to be counted as the program counts. What the script does not look at makes it
/// count otherwise now and then: which passages and sentences are alike (`docs/drafting.md`).
fn assert_alike(kind: Kind, paragraphs: usize, cases: usize, least: usize) {
    let mut edits = Edits::new(7);
    let cases: Vec<[String; 2]> = (0..cases).map(|_| edits.pair(kind, paragraphs)).collect();
    let Some(said) = said(&cases) else { return };
    let mut same = 0;
    for (case, said) in cases.iter().zip(&said) {
        let [before, after] = [case[0].as_str(), case[1].as_str()];
        assert_eq!([said.side(true), said.side(false)], [before, after]);
        let texts = texts([before, after]);
        for (text, is_before) in texts.iter().zip([true, false]) {
            assert!(!said.cuts_a_word(text, is_before), "a word is cut: {}", said.marked());
        }
        same += usize::from(counted(&texts) == said.counts());
    }
    assert!(same * 1_000 >= cases.len() * least, "only {same} of {} are counted alike", cases.len());
}
