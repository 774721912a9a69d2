//! The last day that is known to have come. No clock is asked: a published iteration proves that its day has come, and whoever
//! runs the program may say which day it is.

use std::sync::Arc;

use jiff::civil::Date;

use crate::content::document::{IterationFields, IterationStatus, Parsed};

/// The date of the newest iteration that was published or withdrawn, or `today` if that is later. Nothing else proves a day:
/// many hands date contributions and practices, and one slip among them must not put an announced text into effect.
pub(super) fn known(files: &[Arc<Parsed>], today: Option<Date>) -> Option<Date> {
    files.iter().filter_map(|file| proven(file.iteration()?)).chain(today).max()
}

fn proven(fields: &IterationFields) -> Option<Date> {
    match fields.status {
        IterationStatus::Published | IterationStatus::Withdrawn => Some(fields.date.value),
        IterationStatus::Proposed | IterationStatus::Declined | IterationStatus::Placeholder => None,
    }
}
