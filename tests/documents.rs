//! What holds for every text, however nasty: the page has only allowed elements, attributes and addresses, and every word.
//! `PROPTEST_CASES=1000000 cargo test --release --test library documents::` tries a million.

#![allow(dead_code)] // Other tests use more of the readers below.

use crate::{checks, nasty};
use std::panic;

use proptest::prelude::*;

fn holds(markdown: &str) -> bool {
    panic::catch_unwind(|| checks::document::check(markdown.as_bytes())).is_ok()
}

/// A text that fails, without every stretch of signs that it fails without as well.
fn shortest(markdown: &str) -> String {
    let mut signs: Vec<char> = markdown.chars().collect();
    let mut length = signs.len();
    while length > 0 {
        let before = signs.len();
        let mut start = 0;
        while start < signs.len() {
            let end = signs.len().min(start + length);
            let shorter: Vec<char> = signs[..start].iter().chain(&signs[end..]).copied().collect();
            if holds(&shorter.iter().collect::<String>()) {
                start = end;
            } else {
                signs = shorter;
            }
        }
        // What can go may let something larger go that could not before.
        if signs.len() == before || length > 1 {
            length /= 2;
        }
    }
    signs.into_iter().collect()
}

/// Fails with the shortest text that fails.
fn must_hold(markdown: &str) {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let short = (!holds(markdown)).then(|| shortest(markdown));
    panic::set_hook(hook);
    if let Some(short) = short {
        eprintln!("this fails, cut to {} signs: {short:?}", short.chars().count());
        checks::document::check(short.as_bytes());
    }
}

proptest! {
    // A text is cut better sign by sign than choice by choice.
    #![proptest_config(ProptestConfig { max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn every_document_keeps_to_the_lists(markdown in nasty::markdown()) {
        must_hold(&markdown);
    }
}
