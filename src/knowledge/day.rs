//! The last day that is known to have come. No clock is asked: what is dated proves that its day has come, and whoever runs
//! the program may say which day it is.

use std::sync::Arc;

use jiff::civil::Date;

use crate::document::{ContributionKind, Fields, IterationStatus, Parsed};

/// The latest day on which something in these files happened, or `today` if that is later. What is proposed or promised may be
/// dated ahead, and so may events and things to do; they prove nothing.
pub(super) fn known(files: &[Arc<Parsed>], today: Option<Date>) -> Option<Date> {
    files.iter().filter_map(|file| proven(&file.document()?.fields)).chain(today).max()
}

fn proven(fields: &Fields) -> Option<Date> {
    match fields {
        Fields::Iteration(fields) => match fields.status {
            IterationStatus::Published | IterationStatus::Withdrawn => Some(fields.date.value),
            IterationStatus::Proposed | IterationStatus::Declined | IterationStatus::Placeholder => None,
        },
        Fields::Practice(fields) => Some(fields.date.value),
        Fields::Contribution(fields) => match fields.kind.value {
            ContributionKind::Event | ContributionKind::Action => None,
            ContributionKind::Comment
            | ContributionKind::Proposal
            | ContributionKind::Example
            | ContributionKind::Endorsement
            | ContributionKind::Dissent
            | ContributionKind::Evidence
            | ContributionKind::Rival => Some(fields.date.value),
        },
        Fields::Definition(_) | Fields::Influence(_) | Fields::Person(_) | Fields::Page(_) => None,
    }
}
