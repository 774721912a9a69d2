//! Commands that only look.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod review;
pub(crate) mod trace;
pub(crate) mod verify;
