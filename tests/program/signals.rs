//! Signals that ask the program to end while it writes.

#![cfg(unix)]

use std::fmt::Write as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::support::Place;

/// Long enough for a slow machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A place whose site takes a while to build.
fn large() -> Place {
    let place = Place::new();
    for number in 0..60 {
        let slug = format!("word-{number}");
        let term = format!("+++\nterm = \"Word {number}\"\nsummary = \"What.\"\n+++\n");
        place.write(&format!("content/definitions/{slug}/definition.md"), term);
        for iteration in 1..=12 {
            let mut text = format!("+++\ndate = 2020-01-{iteration:02}\nauthors = [\"contributor\"]\n+++\n");
            for sentence in 0..30 {
                let _ = write!(text, "\nSentence {sentence} of word {number} says {iteration} things.\n");
            }
            place.write(&format!("content/definitions/{slug}/{iteration}.md"), text);
        }
    }
    place
}

/// What lies beside the texts.
fn beside(place: &Place) -> Vec<String> {
    let entries = std::fs::read_dir(place.path("")).expect("the folder is there").flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !matches!(name.as_str(), "content" | "variorum.toml" | "themes"));
    names.sort_unstable();
    names
}

/// Starts a build and waits until it writes.
fn building(place: &Place) -> Child {
    let mut command = place.command(&place.path(""));
    command.arg("build").stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let begin = Instant::now();
    while !beside(place).iter().any(|name| name.starts_with(".public.variorum-") && !name.ends_with("-lock")) {
        assert!(child.try_wait().expect("it can be asked").is_none(), "it ended before it could be interrupted");
        assert!(begin.elapsed() < PATIENCE, "it writes nothing: {:?}", beside(place));
        std::thread::yield_now();
    }
    child
}

#[test]
fn a_build_that_is_asked_to_end_leaves_nothing_beside_the_site() {
    let place = large();
    for (signal, status) in [("-TERM", 143), ("-INT", 130), ("-HUP", 129)] {
        let child = building(&place);
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill is there");
        assert!(sent.success());
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{signal}: {said}");
        assert!(said.contains("a signal asked the program to end"), "{said}");
        assert_eq!(beside(&place), [".public.variorum-lock"], "{signal}");
    }
    // The lock is free.
    place.run(["build"]).ended(0);
    assert_eq!(beside(&place), [".public.variorum-lock", "public"]);
}
