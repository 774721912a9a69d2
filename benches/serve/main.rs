//! How long it takes from the save of a file until the page is new: `cargo bench --bench serve -- large`, with `small`,
//! `medium` or `large`, about two minutes.
//!
//! A real server runs as a process, and a client does what a browser does: it has a page open that listens, hears that the
//! page is another, and loads it. Each time begins before the file is written, so it holds the watcher, the wait for quiet,
//! the pipeline, the event and the rendering. `edits=20` makes fewer edits than 100.
//!
//! The bars, at `large`: ready within `check` and 0.2 s; an edit of a text within 100 ms, an edit of a title with every page
//! that shows it within 200 ms, medians; memory below 500 MiB. Nothing fails when one is missed: times belong to a machine.
//! The table says so.

mod client;
#[path = "../shared/corpus.rs"]
mod corpus;
#[path = "../shared/ours.rs"]
mod ours;
#[path = "../shared/random.rs"]
mod random;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use client::Server;
use corpus::{Corpus, SIZES, Size};

const PROGRAM: &str = env!("CARGO_BIN_EXE_variorum");
/// How often `check` and the start of a server are measured, in turn.
const STARTS: usize = 5;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let edits = words.iter().find_map(|word| word.strip_prefix("edits=")?.parse().ok()).unwrap_or(100);
    let named: Vec<&Size> = SIZES.iter().filter(|size| words.iter().any(|word| word == size.name)).collect();
    for size in if named.is_empty() { vec![&SIZES[1]] } else { named } {
        measure(size, edits);
    }
}

fn measure(size: &Size, edits: usize) {
    let base = Path::new(PROGRAM).parent().and_then(Path::parent).expect("a target folder");
    let home = tempfile::Builder::new().prefix("variorum-serve-").tempdir_in(base).expect("a folder to measure in");
    let root = home.path();
    let corpus = Corpus::new(size);
    ours::write(&corpus, root);
    run(root, "seal");

    let (mut checks, mut starts) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        checks.push(run(root, "check"));
        starts.push(Server::start(PROGRAM, root).ready);
    }
    let server = Server::start(PROGRAM, root);
    let begun = server.memory("VmRSS:");
    let texts = (0..edits).map(|number| edit_text(&server, root, number)).collect();
    let practices = size.practices;
    let titles = (0..edits).map(|number| edit_title(&server, root, &corpus, number % practices, number)).collect();
    println!(
        "\n{}: {} definitions, {} practices, {} contributions; {edits} edits of each kind\n",
        size.name, size.definitions, practices, size.contributions
    );
    println!("| | median | 95th percentile | bar at large |\n|---|---|---|---|");
    row("`check`", &mut checks, None);
    let bar = median(&mut checks) + Duration::from_millis(200);
    row("`serve`, from its start until it is ready", &mut starts, Some(bar));
    let mut texts: Vec<Duration> = texts;
    row("an edit of a text, until its page is loaded", &mut texts, Some(Duration::from_millis(100)));
    let mut titles: Vec<Duration> = titles;
    row("an edit of a title, until all pages that show it are right", &mut titles, Some(Duration::from_millis(200)));
    for (name, value) in [
        ("when it was ready", begun),
        ("after the edits", server.memory("VmRSS:")),
        ("at most", server.memory("VmHWM:")),
    ] {
        let Some(kib) = value else { continue };
        let missed = if kib > 500 << 10 { ": missed" } else { "" };
        println!("| memory {name} | {} MiB | | 500 MiB{missed} |", kib >> 10);
    }
}

/// Runs a verb to its end.
fn run(root: &Path, verb: &str) -> Duration {
    let begin = Instant::now();
    let ended =
        Command::new(PROGRAM).args([verb, "--root"]).arg(root).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(ended.expect("it starts").success(), "{verb}");
    begin.elapsed()
}

/// Adds a sentence to a practice, as an editor does that writes over the file.
fn edit_text(server: &Server, root: &Path, number: usize) -> Duration {
    let path = format!("/practices/practice-{}.html", number % 10);
    let file = root.join(format!("content/practices/practice-{}.md", number % 10));
    let mut page = server.open(&path);
    let sentence = format!("One more sentence, number {number}.");
    let text = fs::read_to_string(&file).expect("it was written") + &format!("\n{sentence}\n");
    let begin = Instant::now();
    fs::write(&file, text).expect("the disk takes it");
    page.wait("event: reload");
    assert!(server.get(&path).contains(&sentence), "{path} is not new");
    begin.elapsed()
}

/// Gives a practice another title, and waits until each page that shows it shows that one.
fn edit_title(server: &Server, root: &Path, corpus: &Corpus, practice: usize, number: usize) -> Duration {
    let entry = &corpus.practices[practice];
    let path = format!("/practices/{}.html", entry.slug);
    let (definition, iteration) = entry.on;
    let pages = [
        path.clone(),
        "/practices/index.html".to_owned(),
        "/timeline.html".to_owned(),
        format!("/people/person-{}.html", entry.author),
        format!("/definitions/term-{definition}/{iteration}.html"),
        format!("/definitions/term-{definition}/index.html"),
    ];
    let file = root.join(format!("content/practices/{}.md", entry.slug));
    let text = fs::read_to_string(&file).expect("it was written");
    let old = text.split("title = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a title").to_owned();
    // All equally long, so that none stands in another one.
    let new = format!("A new title {number:05}");
    let shown: Vec<&String> = pages.iter().filter(|page| server.get(page).contains(&old)).collect();
    assert!(shown.len() >= 3, "only {shown:?} show `{old}`");
    let mut page = server.open(&path);
    let begin = Instant::now();
    fs::write(&file, text.replace(&format!("title = \"{old}\""), &format!("title = \"{new}\"")))
        .expect("the disk takes it");
    page.wait("event: reload");
    for page in shown {
        let answer = server.get(page);
        assert!(answer.contains(&new) && !answer.contains(&old), "{page} is not right");
    }
    begin.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn row(what: &str, times: &mut [Duration], bar: Option<Duration>) {
    let median = median(times);
    let late = times[(times.len() * 95 / 100).min(times.len() - 1)];
    let milliseconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1_000.0);
    let missed = if bar.is_some_and(|bar| median > bar) { ": missed" } else { "" };
    let bar = bar.map(milliseconds).unwrap_or_default();
    println!("| {what} | {} | {} | {bar}{missed} |", milliseconds(median), milliseconds(late));
}
