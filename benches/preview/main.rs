//! How long a preview takes to follow an edit: `cargo bench --bench preview -- large`.
//!
//! A made-up knowledge base is laid on the disk, read once, and edited again and again, each time in one way; after each
//! edit the preview is told what changed. Shown are the least and the middle of the times until it has the new site, what
//! it takes to let go of the old one, and how much memory the program holds.
//!
//! Words after `--`: a size (`small`, `medium`, `large`, `huge`), `rounds=20`, `only=WORD` for the edits with that word
//! in their name, and `root=FOLDER` to edit the knowledge base
//! that `cargo bench --bench builds -- large write=FOLDER` wrote there, which is left as it was.

#[path = "../shared/corpus.rs"]
mod corpus;
#[path = "../shared/ours.rs"]
mod ours;
#[path = "../shared/random.rs"]
mod random;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use variorum::base::diagnostic::Severity;
use variorum::output::pipeline::Given;
use variorum::output::preview::{Change, Made, Preview};

use corpus::{Corpus, SIZES};

/// The program as a maintainer has it.
const VARIORUM: &str = env!("CARGO_BIN_EXE_variorum");

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let setting = |name: &str| words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
    let rounds = setting("rounds").and_then(|number| number.parse().ok()).unwrap_or(20);
    let only = setting("only").unwrap_or_default();
    if let Some(root) = setting("root") {
        return measure(Path::new(root), rounds, only);
    }
    let size = SIZES.iter().find(|size| words.iter().any(|word| word == size.name)).unwrap_or(&SIZES[1]);
    let home = tempfile::Builder::new().prefix("variorum-preview-").tempdir().expect("a folder to measure in");
    ours::write(&Corpus::new(size), home.path());
    let sealed = Command::new(VARIORUM).arg("seal").arg("--root").arg(home.path()).output().expect("it starts");
    assert!(sealed.status.success(), "{}", String::from_utf8_lossy(&sealed.stderr));
    measure(home.path(), rounds, only);
}

/// One way to edit a knowledge base.
struct Edit {
    name: &'static str,
    path: &'static str,
    /// Makes the text of a round from the text that was there; none to remove the file.
    write: fn(&str, usize) -> Option<String>,
}

const EDITS: [Edit; 7] = [
    Edit {
        name: "a text of a practice",
        path: "content/practices/practice-7.md",
        write: |text, round| Some(format!("{text}\nOne more sentence, number {round}.\n")),
    },
    Edit {
        name: "an iteration that is not sealed",
        path: "content/definitions/term-1/9.md",
        write: |_, round| Some(format!("+++\ndate = 2030-01-01\n+++\n\nA new text, number {round}.\n")),
    },
    Edit {
        name: "a term that many pages show",
        path: "content/definitions/term-0/definition.md",
        write: |text, round| Some(text.replace("term = \"", &format!("term = \"{round} "))),
    },
    Edit {
        name: "variorum.toml",
        path: "variorum.toml",
        write: |text, round| Some(text.replace("title = \"", &format!("title = \"{round} "))),
    },
    Edit {
        name: "a template",
        path: "themes/broadside/templates/home.html",
        write: |_, round| Some(format!("{{% extends \"page.html\" %}}{{# round {round} #}}\n")),
    },
    Edit {
        name: "a mistake and its mend",
        path: "content/practices/practice-9.md",
        write: |text, round| Some(if round % 2 == 0 { text.replace("title", "titel") } else { text.to_owned() }),
    },
    Edit {
        name: "a practice that comes and goes",
        path: "content/practices/new.md",
        write: |_, round| {
            (round % 2 == 1).then(|| "+++\ntitle = \"New\"\nsummary = \"New.\"\ndate = 2020-01-01\n+++\n".to_owned())
        },
    },
];

fn measure(root: &Path, rounds: usize, only: &str) {
    let mut preview = Preview::new(root, Given::default());
    let begin = Instant::now();
    let mut made = preview.update(&Change::Everything).expect("there is a configuration").expect("something is new");
    println!("{:40} {:9.2} ms   memory {} MiB", "read for the first time", millis(begin.elapsed()), memory() >> 10);
    told(&made);
    for edit in EDITS.iter().filter(|edit| edit.name.contains(only)) {
        made = repeat(edit, root, rounds, &mut preview, made);
    }
    if !only.is_empty() {
        return;
    }
    let before = memory();
    let nothing: Vec<Duration> = (0..rounds)
        .map(|_| {
            let begin = Instant::now();
            let found = preview.update(&Change::Everything).expect("there is a configuration");
            assert!(found.is_none(), "nothing was edited");
            begin.elapsed()
        })
        .collect();
    line("everything held against the disk", nothing);
    made = repeat(&EDITS[0], root, 200, &mut preview, made);
    println!("memory before and after 200 more edits: {} MiB, {} MiB", before >> 10, memory() >> 10);
    drop(made);
}

/// Edits again and again, and puts the file back as it was.
fn repeat(edit: &Edit, root: &Path, rounds: usize, preview: &mut Preview, mut made: Made) -> Made {
    let path = root.join(edit.path);
    let was = fs::read_to_string(&path).ok();
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the disk takes folders");
    let change = Change::Paths(BTreeSet::from([path.clone()]));
    let (mut updates, mut drops) = (Vec::new(), Vec::new());
    for round in 1..=rounds {
        match (edit.write)(was.as_deref().unwrap_or_default(), round) {
            Some(text) => fs::write(&path, text).expect("the disk takes files"),
            None => fs::remove_file(&path).expect("it was written"),
        }
        let begin = Instant::now();
        let Some(new) = preview.update(&change).expect("there is a configuration") else { continue };
        updates.push(begin.elapsed());
        let begin = Instant::now();
        drop(std::mem::replace(&mut made, new));
        drops.push(begin.elapsed());
    }
    line(edit.name, updates);
    line("    letting go of the old site", drops);
    match was {
        Some(text) => fs::write(&path, text).expect("the disk takes files"),
        None if path.exists() => remove(&path, root),
        None => {}
    }
    preview.update(&change).expect("there is a configuration").unwrap_or(made)
}

/// Removes a file and the folders that it leaves empty.
fn remove(path: &PathBuf, root: &Path) {
    fs::remove_file(path).expect("it was written");
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != root) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

fn told(made: &Made) {
    let errors = made.diagnostics.count(Severity::Error);
    let routes = made.site.as_ref().map_or(0, |(site, _)| site.routes().len());
    println!("{:40} {} texts, {routes} routes, {errors} errors", "", made.sources.iter().count());
}

fn line(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let (Some(least), Some(middle)) = (times.first(), times.get(times.len() / 2)) else { return };
    println!("{name:40} {:9.2} ms   middle {:9.2} ms", millis(*least), millis(*middle));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// What the program holds, in KiB; 0 where the system does not tell.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
