//! What names and paths mean.

pub(super) mod index;
pub(super) mod known;
