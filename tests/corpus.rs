//! Every seed of the fuzz targets through their checks: the short form of `fuzz/run`, without coverage and mutations.

#![allow(dead_code)] // Other tests use more of the readers below.

use crate::checks;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// The targets, each with the folder of its seeds.
const TARGETS: [&str; 7] = ["comparison", "document", "front_matter", "links", "names", "seals", "tree"];

#[test]
fn every_seed_holds() {
    let mut wrong = Vec::new();
    for target in TARGETS {
        let check = checks::by_name(target).expect("it has a check");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
        let mut seeds: Vec<_> =
            std::fs::read_dir(&folder).expect("it has seeds").map(|seed| seed.expect("a seed").path()).collect();
        seeds.sort();
        assert!(seeds.len() >= 5, "{target} has {} seeds", seeds.len());
        for seed in seeds {
            let data = std::fs::read(&seed).expect("a seed can be read");
            if catch_unwind(AssertUnwindSafe(|| check(&data))).is_err() {
                wrong.push(format!("{target}: {}", seed.file_name().unwrap_or_default().display()));
            }
        }
    }
    assert!(wrong.is_empty(), "above is why these fail:\n{}", wrong.join("\n"));
}
