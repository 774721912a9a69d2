//! How long a comparison takes: `cargo bench --bench comparison`, about a minute.
//!
//! Each pair of texts is made once, and [`compare`] is measured in turn with the Histogram diff of imara-diff on the same
//! numbered words, without its postprocessing: what a mere diff of the words would cost. All sizes of a shape take turns
//! as well, so that a busy moment of the machine falls on all of them. Times are medians, of processor time where the system
//! tells it, so that other work counts less. `cargo bench --bench comparison
//! -- items` measures only the shapes that have "items" in their name.
//!
//! The bars:
//!
//! - texts of 130 words, and the iterations of this repository: at most [`TIMES_A_DIFF`] times the mere diff;
//! - 3,000 words in any shape within 3 ms, 20,000 within 0.3 s;
//! - twice the words in any shape at most [`DOUBLING`] times the time, from 1,000 words to 64,000.
//!
//! Nothing fails when a bar is missed: times belong to a machine. The table says so.

#[path = "../shared/clock.rs"]
mod clock;
#[path = "../shared/random.rs"]
mod random;
mod shapes;

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use clock::now;
use imara_diff::{Algorithm, Diff, Token};
use random::Random;
use shapes::{ALL, REALISTIC, Shape};
use variorum::base::diagnostic::Diagnostics;
use variorum::content::document;
use variorum::content::read;
use variorum::history::comparison::compare;
use variorum::history::text::{Lexicon, Text};
use variorum::output::pipeline;

/// The most that a comparison of two short texts may take, as a multiple of a mere diff.
const TIMES_A_DIFF: f64 = 6.0;
/// The most that twice the words may take, as a multiple.
const DOUBLING: f64 = 2.6;
/// The sizes between which doubling is measured, in words.
const DOUBLED: [usize; 7] = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000];
/// The sizes that have a bar of their own, in words.
const BARS: [(usize, Duration); 2] = [(3_000, Duration::from_millis(3)), (20_000, Duration::from_millis(300))];
/// How many words an iteration has.
const ITERATION: usize = 130;
/// How many pairs of iterations are made of each shape: so many that a processor cannot learn them by heart.
const PAIRS: u64 = 400;
/// How many words the pairs of a size have together at least: a short text may be quick or slow by chance.
const TOGETHER: usize = 16_000;
/// How often everything takes its turn.
const ROUNDS: usize = 5;
/// How long one turn lasts at least, so that the clock is not what is measured.
const TURN: Duration = Duration::from_millis(4);
/// What takes longer than this is measured once, and larger sizes of the same shape not at all.
const TOO_LONG: Duration = Duration::from_secs(1);

/// Two texts, and their words as the diff library takes them.
struct Pair {
    before: Text,
    after: Text,
    before_words: Vec<Token>,
    after_words: Vec<Token>,
    numbers: u32,
}

impl Pair {
    fn new(before: Text, after: Text) -> Self {
        let words = |text: &Text| text.tokens.iter().map(|token| Token(token.key)).collect::<Vec<_>>();
        let (before_words, after_words) = (words(&before), words(&after));
        let numbers = before_words.iter().chain(&after_words).map(|word| word.0 + 1).max().unwrap_or(0);
        Self { before, after, before_words, after_words, numbers }
    }

    fn made(shape: &Shape, words: usize, seed: u64) -> Self {
        let mut lexicon = Lexicon::default();
        let mut text = |markdown: &str| {
            let (body, source) = document::loose(markdown);
            Text::new(&body, &source, &mut lexicon)
        };
        let (before, after) = (shape.make)(&mut Random(seed), words);
        Self::new(text(&before), text(&after))
    }

    fn compare(&self) {
        black_box(compare(black_box(&self.before), black_box(&self.after)));
    }

    fn diff(&self) {
        let mut diff = Diff::default();
        let (before, after) = (black_box(&self.before_words), black_box(&self.after_words));
        diff.compute_with(Algorithm::Histogram, before, after, self.numbers);
        black_box(diff);
    }
}

/// What was measured of one thing.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    /// Lets work with some pairs take its turn, as often as fits; not at all once a pair has shown to take too long.
    fn turn(&mut self, pairs: usize, mut work: impl FnMut()) {
        if self.median().is_some_and(|median| median > TOO_LONG / 10 && self.0.len() > 2 || median > TOO_LONG) {
            return;
        }
        let begin = now();
        let mut count = 0;
        while count == 0 || now().saturating_sub(begin) < TURN {
            work();
            count += 1;
        }
        self.0.push(now().saturating_sub(begin) / (count * u32::try_from(pairs).expect("a few pairs")));
    }

    fn median(&self) -> Option<Duration> {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).copied()
    }
}

/// A line of the table.
struct Row {
    shape: String,
    words: usize,
    time: Option<Duration>,
    diff: Option<Duration>,
    doubling: Option<f64>,
    /// What is asked for, and whether it is so; none where nothing is.
    bar: Option<(String, bool)>,
}

impl Row {
    fn print(&self) {
        let or_dash = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        let times = self.time.zip(self.diff).map(|(time, diff)| format!("{:.2}", ratio(time, diff)));
        let (bar, verdict) = match &self.bar {
            Some((bar, true)) => (bar.as_str(), "ok"),
            Some((bar, false)) => (bar.as_str(), "missed"),
            None => ("", ""),
        };
        println!(
            "{:<37} {:>6} {:>11} {:>11} {:>8} {:>8}  {:<13} {verdict}",
            self.shape,
            self.words,
            or_dash(self.time.map(|time| format!("{:.1} us", time.as_secs_f64() * 1e6))),
            or_dash(self.diff.map(|time| format!("{:.1} us", time.as_secs_f64() * 1e6))),
            or_dash(times),
            or_dash(self.doubling.map(|ratio| format!("{ratio:.2}"))),
            bar,
        );
    }
}

fn ratio(some: Duration, other: Duration) -> f64 {
    some.as_secs_f64() / other.as_secs_f64()
}

/// Short pairs, all of them in each turn.
fn iterations(name: &str, pairs: &[Pair]) -> Row {
    let (mut ours, mut diff) = (Times::default(), Times::default());
    for _ in 0..10 * ROUNDS {
        ours.turn(pairs.len(), || pairs.iter().for_each(Pair::compare));
        diff.turn(pairs.len(), || pairs.iter().for_each(Pair::diff));
    }
    let median = |times: &Times| times.median().expect("it was measured");
    let (time, diff) = (median(&ours), median(&diff));
    let words = pairs.iter().map(|pair| pair.before.count(0..pair.before.tokens.len())).sum::<usize>() / pairs.len();
    let bar = Some((format!("{TIMES_A_DIFF} x a diff"), ratio(time, diff) <= TIMES_A_DIFF));
    Row { shape: name.to_owned(), words, time: Some(time), diff: Some(diff), doubling: None, bar }
}

/// Every two iterations of the definitions in this repository.
fn own_iterations() -> Vec<Pair> {
    let mut diagnostics = Diagnostics::default();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = read::read(root, &mut diagnostics).expect("the disk is readable");
    let knowledge = pipeline::check(&sources, None, &mut diagnostics).expect("the content is sound");
    let mut pairs = Vec::new();
    for (_, definition) in knowledge.definitions() {
        let written: Vec<_> = definition.iterations().iter().filter(|iteration| iteration.text().is_some()).collect();
        for (index, newer) in written.iter().enumerate() {
            for older in &written[..index] {
                let mut lexicon = Lexicon::default();
                let [before, after] = [older, newer].map(|iteration| {
                    let body = iteration.text().expect("those without were left out");
                    Text::new(body, &sources.get(iteration.file).text, &mut lexicon)
                });
                pairs.push(Pair::new(before, after));
            }
        }
    }
    pairs
}

/// One shape in all sizes.
fn sizes(shape: &Shape) -> Vec<Row> {
    let mut sizes: Vec<usize> = DOUBLED.into_iter().chain(BARS.map(|(words, _)| words)).collect();
    sizes.sort_unstable();
    let made = |words: usize| (0..).take(TOGETHER.div_ceil(words)).map(|seed| Pair::made(shape, words, seed)).collect();
    let pairs: Vec<Vec<Pair>> = sizes.iter().map(|words| made(*words)).collect();
    let mut ours: Vec<Times> = sizes.iter().map(|_| Times::default()).collect();
    let mut diff: Vec<Times> = sizes.iter().map(|_| Times::default()).collect();
    for _ in 0..ROUNDS {
        for (times, work) in [(&mut ours, Pair::compare as fn(&Pair)), (&mut diff, Pair::diff)] {
            for (times, pairs) in times.iter_mut().zip(&pairs) {
                times.turn(pairs.len(), || pairs.iter().for_each(work));
                if times.median().is_some_and(|median| median > TOO_LONG / 4) {
                    break;
                }
            }
        }
    }
    let time = |words: usize| ours[sizes.iter().position(|size| *size == words)?].median();
    sizes
        .iter()
        .enumerate()
        .map(|(index, &words)| {
            let half = if DOUBLED.contains(&words) { time(words / 2) } else { None };
            let doubling = ours[index].median().zip(half).map(|(whole, half)| ratio(whole, half));
            let bar = match BARS.iter().find(|(size, _)| *size == words) {
                Some((_, most)) => {
                    Some((format!("{} ms", most.as_millis()), time(words).is_some_and(|time| time <= *most)))
                }
                None if words == DOUBLED[0] => None,
                None => Some((format!("{DOUBLING} x the half"), doubling.is_some_and(|ratio| ratio <= DOUBLING))),
            };
            Row { shape: shape.name.to_owned(), words, time: time(words), diff: diff[index].median(), doubling, bar }
        })
        .collect()
}

fn main() {
    // Cargo passes `--bench`; anything else is a part of a name.
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).unwrap_or_default();
    println!("shape                                  words        time        diff   x diff  doubling  bar");
    let mut rows = Vec::new();
    let mut show = |row: Row| {
        row.print();
        rows.push(row);
    };
    for shape in REALISTIC.iter().filter(|shape| shape.name.contains(&wanted)) {
        let pairs: Vec<Pair> = (0..PAIRS).map(|seed| Pair::made(shape, ITERATION, seed)).collect();
        show(iterations(shape.name, &pairs));
    }
    if "iterations in content/".contains(&wanted) {
        show(iterations("iterations in content/", &own_iterations()));
    }
    for shape in ALL.iter().filter(|shape| shape.name.contains(&wanted)) {
        sizes(shape).into_iter().for_each(&mut show);
    }
    let missed = rows.iter().filter(|row| matches!(row.bar, Some((_, false)))).count();
    println!("{missed} of {} bars missed", rows.iter().filter(|row| row.bar.is_some()).count());
}
