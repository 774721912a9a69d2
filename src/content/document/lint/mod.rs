//! What a text very likely means otherwise than its Markdown says it.

pub(super) mod entities;
pub(super) mod foreign;
pub(super) mod lost_words;
pub(super) mod slips;
