//! Any bytes as a file of a sealed knowledge base: never a panic, and no change of what is sealed passes as sound.

use std::sync::LazyLock;

use super::text;
use crate::base::{Files, checked, is_changed, is_only_shorter, sealed};

/// Three definitions with their seals, one of them resealed; see `tests/seals/base.rs`.
static BASE: LazyLock<Files> = LazyLock::new(sealed);

/// What an input replaces, by its first byte, so that `0` to `7` in a seed can be read and typed.
const PATHS: [&str; 8] = [
    "content/definitions/alpha/seals.toml",
    "content/definitions/beta/seals.toml",
    "content/definitions/alpha/1.md",
    "content/definitions/alpha/3.md",
    "content/definitions/alpha/4.md",
    "content/definitions/beta/2.md",
    "content/definitions/beta/4.md",
    "content/definitions/gamma/1.md",
];

pub(crate) fn check(data: &[u8]) {
    let Some((which, bytes)) = data.split_first() else { return };
    let Some(text) = text(bytes).filter(|text| text.len() <= 8 << 10) else { return };
    let mut files = BASE.clone();
    files.insert(PATHS[usize::from(which % 8)].to_owned(), text.to_owned());
    if checked(&files).has_errors {
        return;
    }
    assert!(!is_changed(&BASE, &files), "a change of what is sealed passes as sound:\n{text}");
    assert!(is_only_shorter(&BASE, &files), "a seal passes as sound that was never made:\n{text}");
}
