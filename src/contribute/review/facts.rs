//! What front matter says, key by key.

use crate::content::document::Document;

/// A key of a front matter of which the value changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The key, as files write it.
    pub key: String,
    /// What it was; empty if nothing was said.
    pub before: String,
    /// What it is; empty if nothing is said any more.
    pub after: String,
}

/// The keys of which the value differs. Which phrases meet which criteria is told elsewhere.
pub(super) fn changed(before: Option<&Document>, after: Option<&Document>) -> Vec<Fact> {
    let all = |document: Option<&Document>| document.map_or_else(Vec::new, |document| document.fields.told());
    let (before, after) = (all(before), all(after));
    let value = |facts: &[(String, String)], key: &str| {
        facts.iter().find(|(known, _)| known == key).map_or_else(String::new, |(_, value)| value.clone())
    };
    let gone = before.iter().filter(|(key, _)| after.iter().all(|(other, _)| other != key));
    let keys = after.iter().chain(gone).map(|(key, _)| key);
    keys.map(|key| Fact { key: key.clone(), before: value(&before, key), after: value(&after, key) })
        .filter(|fact| fact.before != fact.after)
        .collect()
}
