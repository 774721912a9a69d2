//! How a command ended.

/// What a command came to. What stops it is an error, and status 2.
pub(crate) enum Outcome {
    /// Status 0.
    Clean,
    /// Status 1: something was found.
    Findings,
}
