//! What the library promises. One binary for all of it, because each would be linked with everything.
//!
//! `cargo test --test library sites::` runs the tests of one file. `tests/README.md` says what is where.

mod accepting;
mod architecture;
mod comparison;
mod corpus;
mod diagnostics;
mod documents;
mod drafting;
mod furniture;
mod histories;
mod honest_text;
mod pairs;
mod preview;
mod proposals;
mod reproducible;
mod seals;
mod sites;
mod templates;

// What several of them read, write or make; the fuzz targets use some of it as well.
mod generated;
#[path = "seals/base.rs"]
mod base;
#[path = "../fuzz/src/checks/mod.rs"]
mod checks;
#[path = "sites/links.rs"]
mod links;
#[path = "sites/markup.rs"]
mod markup;
#[path = "generated/nasty.rs"]
mod nasty;
#[path = "../benches/shared/random.rs"]
mod random;
#[path = "comparison/reading.rs"]
mod reading;
#[path = "diagnostics/snapshot.rs"]
mod snapshot;
