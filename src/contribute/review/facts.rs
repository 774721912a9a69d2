//! What front matter says, key by key.

use std::fmt::Display;

use crate::base::names::Slug;
use crate::base::text::Spanned;
use crate::content::document::{Document, Fields, Introduction};

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
    let all = |document: Option<&Document>| document.map_or_else(Vec::new, |document| facts(&document.fields));
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

/// What a front matter says, in the order in which people write it. What it does not say is empty.
fn facts(fields: &Fields) -> Vec<(String, String)> {
    let mut facts = Facts::default();
    match fields {
        Fields::Definition(definition) => {
            facts.add("term", &definition.term);
            facts.add("also_known_as", definition.also_known_as.join(", "));
            facts.add("summary", &definition.summary);
            facts.add("related", list(&definition.related));
            facts.add("aliases", list(&definition.aliases));
            for other in &definition.not_to_be_confused_with {
                facts.add(&format!("not_to_be_confused_with {}", other.term), &other.note);
            }
            for criterion in &definition.criteria {
                facts.add(&format!("criterion {}", criterion.id.value), &criterion.statement);
                facts.add(&format!("criterion {}, from", criterion.id.value), said(criterion.from.as_ref().map(inner)));
            }
        }
        Fields::Iteration(iteration) => {
            facts.add("date", iteration.date.value);
            facts.add("effective", said(iteration.effective.as_ref().map(inner)));
            facts.add("authors", named(&iteration.authors));
            facts.add("status", iteration.status.name());
            facts.add("note", said(iteration.note.as_ref()));
            facts.add("reason", said(iteration.reason.as_ref().map(inner)));
            facts.add("source", said(iteration.source.as_ref()));
            facts.add("explicit", if iteration.explicit { "true" } else { "" });
            facts.add("contributions", list(&iteration.contributions));
        }
        Fields::Practice(practice) => {
            facts.add("title", &practice.title);
            facts.add("summary", &practice.summary);
            facts.add("date", practice.date.value);
            facts.add("authors", named(&practice.authors));
            facts.add("on", said(practice.on.as_ref().map(inner)));
            let tags: Vec<&str> = practice.tags.iter().map(Slug::as_str).collect();
            facts.add("tags", tags.join(", "));
            facts.add("aliases", list(&practice.aliases));
        }
        Fields::Contribution(contribution) => {
            facts.add("title", &contribution.title);
            facts.add("kind", contribution.kind.value.name());
            facts.add("date", contribution.date.value);
            facts.add("authors", named(&contribution.authors));
            facts.add("on", said(contribution.on.as_ref().map(inner)));
            facts.add("status", contribution.status.value.name());
            facts.add("accepted_in", said(contribution.accepted_in.as_ref().map(inner)));
            facts.add("reason", said(contribution.reason.as_ref()));
            facts.add("note", said(contribution.note.as_ref()));
            facts.add("quote", said(contribution.quote.as_ref()));
            facts.add("source", said(contribution.source.as_ref()));
            facts.add("seen", said(contribution.seen.as_ref().map(inner)));
            facts.add("aliases", list(&contribution.aliases));
        }
        Fields::Influence(influence) => {
            facts.add("title", &influence.title);
            facts.add("authors", influence.authors.join(", "));
            facts.add("year", said(influence.year.as_ref()));
            facts.add("source", said(influence.source.as_ref()));
            facts.add("quote", said(influence.quote.as_ref()));
            facts.add("aliases", list(&influence.aliases));
        }
        Fields::Person(person) => {
            facts.add("name", &person.name);
            facts.add("url", said(person.url.as_ref().map(inner)));
            facts.add("forge", said(person.forge.as_ref()));
            facts.add("aliases", list(&person.aliases));
        }
        Fields::Page(page) => {
            facts.add("title", &page.title);
            facts.add("summary", said(page.summary.as_ref()));
            facts.add("aliases", list(&page.aliases));
        }
    }
    for Introduction { id, person } in fields.people() {
        let more = person.url.iter().map(|url| url.value.clone());
        let more = more.chain(person.forge.iter().map(|forge| format!("`{forge}` on the forge")));
        facts.add(
            &format!("introduces {}", id.value),
            [person.name.clone()].into_iter().chain(more).collect::<Vec<_>>().join(", "),
        );
    }
    facts.0
}

#[derive(Default)]
struct Facts(Vec<(String, String)>);

impl Facts {
    fn add(&mut self, key: &str, value: impl Display) {
        self.0.push((key.to_owned(), value.to_string()));
    }
}

fn inner<T>(spanned: &Spanned<T>) -> &T {
    &spanned.value
}

fn said(value: Option<&impl Display>) -> String {
    value.map_or_else(String::new, ToString::to_string)
}

/// Who wrote it; that nobody is named must not be overlooked.
fn named(authors: &[Spanned<Slug>]) -> String {
    if authors.is_empty() { "nobody is named".to_owned() } else { list(authors) }
}

fn list(values: &[Spanned<impl Display>]) -> String {
    values.iter().map(|value| value.value.to_string()).collect::<Vec<_>>().join(", ")
}
