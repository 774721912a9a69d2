//! The values that some keys of front matter choose among, with the words that files use.

/// A closed list of words, of which a key takes one.
pub(super) trait Choice: Copy + 'static {
    /// Each with the word that files use.
    const WORDS: &'static [(&'static str, Self)];
    /// Each word with what it means.
    const MEANINGS: &'static [(&'static str, &'static str)];
}

/// Defines what a key chooses among.
macro_rules! choices {
    ($(#[$about:meta])* pub enum $Choice:ident { $(#[doc = $meaning:literal] $Value:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $Choice {
            $(#[doc = $meaning] $Value,)*
        }

        impl $Choice {
            /// All of them, each with the word that files use.
            pub const ALL: [(&'static str, Self); [$($word),*].len()] = [$(($word, Self::$Value)),*];

            /// The word that files use.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$Value => $word,)*
                }
            }
        }

        impl Choice for $Choice {
            const WORDS: &'static [(&'static str, Self)] = &Self::ALL;
            const MEANINGS: &'static [(&'static str, &'static str)] = &[$(($word, $meaning)),*];
        }
    };
}

choices! {
    /// The standing of an iteration.
    pub enum IterationStatus {
        /// It counts.
        Published = "published",
        /// It is offered to the community and does not count yet.
        Proposed = "proposed",
        /// It was announced and has no text.
        Placeholder = "tba",
        /// It was published once.
        Withdrawn = "withdrawn",
        /// It was proposed, and not taken up.
        Declined = "declined",
    }
}

choices! {
    /// What a contribution is.
    pub enum ContributionKind {
        /// A remark.
        Comment = "comment",
        /// A wording to put in place of the current one.
        Proposal = "proposal",
        /// A case from practice.
        Example = "example",
        /// A signature under one iteration.
        Endorsement = "endorsement",
        /// A disagreement.
        Dissent = "dissent",
        /// A quotation that shows the term in use.
        Evidence = "evidence",
        /// A quotation of somebody else's definition of the term.
        Rival = "rival",
        /// Something to meet at.
        Event = "event",
        /// Something to do.
        Action = "action",
    }
}

choices! {
    /// What became of a contribution.
    pub enum ContributionStatus {
        /// Nothing yet.
        Open = "open",
        /// It was taken up.
        Accepted = "accepted",
        /// It was not taken up, for a reason.
        Declined = "declined",
        /// Who sent it took it back.
        Withdrawn = "withdrawn",
        /// It happened.
        Done = "done",
    }
}
