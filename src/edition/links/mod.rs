//! How pages name each other, days and texts.

pub(super) mod date;
pub(super) mod linker;
pub(super) mod citation;
