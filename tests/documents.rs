//! What holds for every text, however nasty: the page has only allowed elements, attributes and addresses, and every word.
//! `PROPTEST_CASES=1000000 cargo test --release --test documents` tries a million.

#![allow(dead_code)] // Other tests use more of the readers below.

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
#[path = "comparison/reading.rs"]
mod reading;

use proptest::prelude::*;

proptest! {
    #[test]
    fn every_document_keeps_to_the_lists(markdown in nasty::markdown()) {
        checks::document::check(markdown.as_bytes());
    }
}
