//! The values that some keys of front matter choose among, with the words that files use.

/// The standing of an iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IterationStatus {
    /// It counts.
    Published,
    /// It is offered to the community and does not count yet.
    Proposed,
    /// It was announced and has no text.
    Placeholder,
    /// It was published once.
    Withdrawn,
    /// It was proposed, and not taken up.
    Declined,
}

impl IterationStatus {
    /// Every status with the word that files use.
    pub const ALL: [(&'static str, Self); 5] = [
        ("published", Self::Published),
        ("proposed", Self::Proposed),
        ("tba", Self::Placeholder),
        ("withdrawn", Self::Withdrawn),
        ("declined", Self::Declined),
    ];

    /// The word that files use.
    pub fn name(self) -> &'static str {
        let (name, _) = Self::ALL.iter().find(|(_, status)| *status == self).expect("ALL lists every status");
        name
    }
}

/// What a contribution is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContributionKind {
    /// A remark.
    Comment,
    /// A wording to put in place of the current one.
    Proposal,
    /// A case from practice.
    Example,
    /// A signature under one iteration.
    Endorsement,
    /// A disagreement.
    Dissent,
    /// A quotation that shows the term in use.
    Evidence,
    /// A quotation of somebody else's definition of the term.
    Rival,
    /// Something to meet at.
    Event,
    /// Something to do.
    Action,
}

impl ContributionKind {
    /// Every kind with the word that files use.
    pub const ALL: [(&'static str, Self); 9] = [
        ("comment", Self::Comment),
        ("proposal", Self::Proposal),
        ("example", Self::Example),
        ("endorsement", Self::Endorsement),
        ("dissent", Self::Dissent),
        ("evidence", Self::Evidence),
        ("rival", Self::Rival),
        ("event", Self::Event),
        ("action", Self::Action),
    ];

    /// The word that files use.
    pub fn name(self) -> &'static str {
        let (name, _) = Self::ALL.iter().find(|(_, kind)| *kind == self).expect("ALL lists every kind");
        name
    }
}

/// What became of a contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContributionStatus {
    /// Nothing yet.
    Open,
    /// It was taken up.
    Accepted,
    /// It was not taken up, for a reason.
    Declined,
    /// Who sent it took it back.
    Withdrawn,
    /// It happened.
    Done,
}

impl ContributionStatus {
    /// Every status with the word that files use.
    pub const ALL: [(&'static str, Self); 5] = [
        ("open", Self::Open),
        ("accepted", Self::Accepted),
        ("declined", Self::Declined),
        ("withdrawn", Self::Withdrawn),
        ("done", Self::Done),
    ];

    /// The word that files use.
    pub fn name(self) -> &'static str {
        let (name, _) = Self::ALL.iter().find(|(_, status)| *status == self).expect("ALL lists every status");
        name
    }
}
