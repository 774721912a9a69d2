//! What any text is screened for before it is read: characters that deceive, and merges that were not finished.

pub mod deception;
pub(crate) mod fence;
pub mod merges;
