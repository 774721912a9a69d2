//! The forges.

/// A forge on which a knowledge base can be furnished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furnished {
    /// GitHub.
    GitHub,
    /// GitLab.
    GitLab,
    /// Forgejo, which Codeberg runs.
    Forgejo,
}
