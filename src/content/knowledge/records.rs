//! What is sealed of each iteration, read from its file alone.

use crate::base::names::{IterationNumber, Slug};
use crate::content::document::{Fields, IterationStatus, Parsed, Place};
use crate::content::seal::Digest;

/// An iteration as its file says it.
#[derive(Clone, Debug)]
pub struct Filed {
    /// Its definition.
    pub definition: Slug,
    /// Its number.
    pub number: IterationNumber,
    /// Its status.
    pub status: IterationStatus,
    /// The digest of what is sealed of it.
    pub digest: Digest,
}

/// Every iteration that can be read, in the order of the files.
pub fn records<'parsed>(parsed: impl Iterator<Item = &'parsed Parsed>) -> Vec<Filed> {
    let documents = parsed.filter_map(Parsed::document);
    documents
        .filter_map(|document| {
            let (Place::Iteration(definition, number), Fields::Iteration(fields)) = (&document.place, &document.fields)
            else {
                return None;
            };
            let digest = document.digest?;
            Some(Filed { definition: definition.clone(), number: *number, status: fields.status, digest })
        })
        .collect()
}
