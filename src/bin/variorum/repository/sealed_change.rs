//! What changed in a sealed iteration, if git still knows what was sealed.

use std::path::Path;

use variorum::base::diagnostic::Diagnostics;
use variorum::base::language::english;
use variorum::base::text::Sources;
use variorum::content::document::{self, Fields, Place};
use variorum::content::read;
use variorum::content::seal::{Digest, Record};
use variorum::history::comparison::compare;
use variorum::history::comparison::show::{sentences, summary};
use variorum::history::text::wording::quote;
use variorum::history::text::{Lexicon, Text};

use crate::repository::Repository;

/// The most changes that are told.
const MOST_CHANGES: usize = 5;

/// Says in a few lines what differs between what was sealed and what is there now.
pub(crate) fn describe(root: &Path, path: &str, sealed: Digest, now: &Record<'_>) -> Vec<String> {
    let versions = Repository::around(root).and_then(|repository| repository.versions(path)).unwrap_or_default();
    let found = versions.into_iter().find_map(|bytes| differences(path, bytes, sealed, now));
    found.unwrap_or_else(|| {
        vec!["What it was cannot be shown: no commit here holds the text that was sealed.".to_owned()]
    })
}

/// What differs from a version of the file, if that is the one that was sealed.
fn differences(path: &str, bytes: Vec<u8>, sealed: Digest, now: &Record<'_>) -> Option<Vec<String>> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    read::add_text(path, bytes, &mut sources, &mut diagnostics);
    let id = sources.find(path)?;
    let parsed = document::parse(id, sources.get(id), &mut diagnostics);
    let document = parsed.document()?;
    let (Place::Iteration(_, number), Fields::Iteration(fields)) = (&document.place, &document.fields) else {
        return None;
    };
    let authors = fields.authors.people.iter().map(|author| &author.value).collect();
    let markdown = &sources.get(id).text[document.body.span.range()];
    let then = Record::new(*number, fields.date.value, authors, markdown);
    if then.digest() != sealed {
        return None;
    }
    let mut changes = Vec::new();
    if then.date != now.date {
        changes.push(format!("date: sealed as {}, now {}", then.date, now.date));
    }
    if then.authors != now.authors {
        let names = |record: &Record<'_>| {
            let names: Vec<String> = record.authors.iter().map(ToString::to_string).collect();
            if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
        };
        changes.push(format!("authors: sealed as {}, now {}", names(&then), names(now)));
    }
    if then.body() != now.body() {
        changes.extend(words(then.body(), now.body()));
    }
    Some(changes)
}

fn words(before: &str, after: &str) -> Vec<String> {
    let mut lexicon = Lexicon::default();
    let mut text = |markdown: &str| {
        // Front matter of its own keeps a text that begins with plus signs from being taken for one.
        let (body, source) = document::loose(&format!("+++\n+++\n{markdown}"));
        Text::new(&body, &source, &mut lexicon)
    };
    let (old, new) = (text(before), text(after));
    let comparison = compare(&old, &new);
    let all = sentences::write(&comparison, &old, &new, english());
    if all.is_empty() {
        return vec![format!("text: sealed as {}, now {}", quote(before, english()), quote(after, english()))];
    }
    let mut lines = vec![format!("text: {}", summary::sentence(&comparison, &old, &new, english()))];
    let more = all.len().saturating_sub(MOST_CHANGES);
    lines.extend(all.into_iter().take(MOST_CHANGES).map(|sentence| format!("  {sentence}")));
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
    lines
}
