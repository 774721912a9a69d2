//! Twice the input in at most so much more time: `cargo bench --bench doubling`, some ten minutes.
//!
//! Each shape is a knowledge base, or an article to be imported, that grows with a number. It is read from memory, checked, reported on and, if it is sound,
//! planned and rendered into nothing, on one thread. The number grows until this takes [`BASE`], or until a limit of the
//! program is reached; then that size and its double take turns, and the best turn of each counts: what a busy machine adds
//! is never less than nothing. Each turn is a process of its own, so that none finds memory that another has left. `cargo bench --bench doubling -- table` measures only the shapes that have "table" in their
//! name, and `-- table 9000` begins with that number instead of a small one: what is slow for its size alone grows faster the
//! larger it is, and what has a bound grows less.
//!
//! Nothing fails when a ratio is above [`DOUBLING`]: times belong to a machine. The table marks it, and so does the last line.

#[path = "../shared/clock.rs"]
mod clock;
mod articles;
mod bases;
mod texts;

use std::hint::black_box;
use std::process::Command;
use std::time::Duration;

use clock::now;
use variorum::base::diagnostic::Diagnostics;
use variorum::base::diagnostic::report::{self, Format};
use variorum::base::text::Sources;
use variorum::content::read;
use variorum::contribute::import::article::{Article, import};
use variorum::output::pipeline;

/// The most that twice the input may take, as a multiple.
const DOUBLING: f64 = 2.6;
/// How long the smaller size takes at least, where a limit of the program leaves it room to.
const BASE: Duration = Duration::from_millis(20);
/// How often both sizes take their turn, unless they take long.
const ROUNDS: usize = 7;
/// What takes longer than this has three turns.
const LONG: Duration = Duration::from_secs(1);
/// What takes longer than this at the smallest size is not made larger.
const TOO_LONG: Duration = Duration::from_secs(30);

/// The argument by which this program asks itself for one turn.
const TURN: &str = "--turn";

/// A way to make a knowledge base of a size.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// The size to begin with.
    pub(crate) least: usize,
    /// The largest size whose double the program still reads.
    pub(crate) most: usize,
    pub(crate) make: fn(usize) -> Files,
}

/// Paths and texts.
pub(crate) type Files = Vec<(String, String)>;

/// What the program does with a knowledge base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Built,
    Refused,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Built => "built",
            Self::Refused => "refused",
        }
    }
}

/// One turn in this process: how long it took, and what came of it.
fn work(files: &Files) -> (Duration, Outcome) {
    let begin = now();
    if let [(name, text)] = files.as_slice() {
        let article = Article { bytes: text.as_bytes(), name, ..Article::default() };
        let is_taken = black_box(import(&article)).is_ok();
        return (now().saturating_sub(begin), if is_taken { Outcome::Built } else { Outcome::Refused });
    }
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    for (path, text) in files {
        read::add_text(path, text.clone().into_bytes(), &mut sources, &mut diagnostics);
    }
    let planned = pipeline::check(&sources, None, &mut diagnostics)
        .and_then(|knowledge| pipeline::plan(knowledge, &sources, &mut diagnostics));
    if let Some((site, theme)) = &planned {
        let take = |file| {
            black_box(file);
            Ok(())
        };
        pipeline::render(site, theme, &take, &mut diagnostics).expect("nothing takes every file");
    }
    black_box(report::write(&diagnostics, &sources, Format::Human));
    (now().saturating_sub(begin), if planned.is_some() { Outcome::Built } else { Outcome::Refused })
}

/// One turn in another process.
fn turn(shape: &Shape, size: usize) -> (Duration, Outcome) {
    let program = std::env::current_exe().expect("this program is a file");
    let output = Command::new(program).args([TURN, shape.name, &size.to_string()]).output().expect("it starts again");
    let answer = String::from_utf8(output.stdout).expect("it answers in words");
    let (time, outcome) = answer.trim().split_once(' ').unwrap_or_else(|| {
        panic!("{} of {size} ended with {}: {}", shape.name, output.status, String::from_utf8_lossy(&output.stderr))
    });
    let time = Duration::from_nanos(time.parse().expect("a time comes first"));
    (time, if outcome == "built" { Outcome::Built } else { Outcome::Refused })
}

/// What was measured of a shape.
struct Row {
    size: usize,
    outcome: Outcome,
    single: Duration,
    double: Duration,
}

impl Row {
    fn ratio(&self) -> f64 {
        self.double.as_secs_f64() / self.single.as_secs_f64()
    }

    fn is_missed(&self) -> bool {
        self.ratio() > DOUBLING
    }
}

fn measured(shape: &Shape, least: usize) -> Row {
    let mut size = least.clamp(shape.least, shape.most);
    let (mut time, mut outcome) = turn(shape, size);
    while time < BASE && size < shape.most {
        size = (size * 2).min(shape.most);
        (time, outcome) = turn(shape, size);
    }
    if time > TOO_LONG {
        return Row { size, outcome, single: time, double: Duration::MAX };
    }
    let (mut single, mut double) = (time, Duration::MAX);
    for round in 0..ROUNDS {
        if round >= 3 && double > LONG {
            break;
        }
        let turns = [turn(shape, size), turn(shape, 2 * size)];
        assert!(turns.iter().all(|(_, other)| *other == outcome), "{} does not stay {outcome:?}", shape.name);
        (single, double) = (single.min(turns[0].0), double.min(turns[1].0));
    }
    Row { size, outcome, single, double }
}

fn all() -> impl Iterator<Item = &'static Shape> {
    texts::ALL.iter().chain(bases::ALL).chain(articles::ALL)
}

fn main() {
    if let [flag, name, size] = std::env::args().skip(1).collect::<Vec<_>>().as_slice()
        && flag == TURN
    {
        let shape = all().find(|shape| shape.name == name).expect("the name of a shape");
        let files = (shape.make)(size.parse().expect("a number"));
        let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
        let (time, outcome) = one_thread.install(|| work(&files));
        return println!("{} {}", time.as_nanos(), outcome.word());
    }
    // Cargo passes `--bench`; anything else is a part of a name and a size.
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let wanted = arguments.next().unwrap_or_default();
    let least = arguments.next().map_or(0, |size| size.parse().expect("the second argument is a number"));
    let shapes = all().filter(|shape| shape.name.contains(&wanted));
    println!("{:<46} {:>9} {:<8} {:>10} {:>10} {:>6}", "shape", "n", "is", "n", "2 n", "ratio");
    let (mut missed, mut all) = (Vec::new(), 0);
    for shape in shapes {
        let row = measured(shape, least);
        let milliseconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
        println!(
            "{:<46} {:>9} {:<8} {:>10} {:>10} {:>6.2} {}",
            shape.name,
            row.size,
            row.outcome.word(),
            milliseconds(row.single),
            milliseconds(row.double),
            row.ratio(),
            if row.is_missed() { "MISSED" } else { "" }
        );
        all += 1;
        missed.extend(row.is_missed().then_some(shape.name));
    }
    println!(
        "{} of {all} shapes take more than {DOUBLING} times the time for twice the input: {missed:?}",
        missed.len()
    );
}
