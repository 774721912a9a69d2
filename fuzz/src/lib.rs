//! What the fuzz targets share: the checks, and the readers of output that the tests have already.

#![allow(dead_code)] // The tests use more of their readers than the targets do.

#[path = "../../tests/seals/base.rs"]
mod base;
mod checks;
#[path = "../../tests/sites/links.rs"]
mod links;
#[path = "../../tests/sites/markup.rs"]
mod markup;
#[path = "../../tests/comparison/reading.rs"]
mod reading;

use std::panic;
use std::process::abort;

/// A target by the name of its file.
pub fn check(target: &str) -> fn(&[u8]) {
    checks::by_name(target).expect("every file in `fuzz_targets` has its check")
}

/// Makes a panic end the run, unless it happens in the Markdown parser: the library catches those, and makes them a
/// diagnostic of the file. What it fails to catch ends the run all the same.
pub fn begin() {
    let report = panic::take_hook();
    // The one that was set by libfuzzer-sys ends the run at every panic; only the report of the standard library is kept.
    drop(report);
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let in_parser = panic.location().is_some_and(|place| place.file().contains("pulldown-cmark"));
        if in_parser {
            eprintln!("caught: {panic}");
            return;
        }
        report(panic);
        abort();
    }));
}
