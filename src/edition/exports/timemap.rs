//! The iterations of a definition with the days from which they held, as a `TimeMap` of Memento (RFC 7089), in the format of
//! RFC 6690.

use jiff::civil::Date;

use crate::content::knowledge::{Definition, Effect, Entry, Id, Iteration};
use crate::edition::links::Linker;
use crate::edition::plan::{Page, Record};

/// What was published once, has a text and is or was in effect; a proposal or an announcement never was the definition.
pub(super) fn links(links: &Linker<'_>, id: Id<Definition>) -> String {
    let definition = links.knowledge.definition(id);
    let was_current = |iteration: &&Iteration| !matches!(iteration.effect, Effect::From(_));
    let mut published: Vec<_> = definition.published().filter(was_current).collect();
    published.sort_by_key(|iteration| since(iteration));
    let own = links.page(&Page::Record(Record::TimeMap(id)));
    let span = match published.as_slice() {
        [first, .., last] | [first @ last] => {
            format!(";from=\"{}\";until=\"{}\"", http_date(since(first)), http_date(since(last)))
        }
        [] => String::new(),
    };
    let memento = |(index, iteration): (usize, &&Iteration)| {
        let relation = match (index == 0, index + 1 == published.len()) {
            (true, true) => "first last memento",
            (true, false) => "first memento",
            (false, true) => "last memento",
            (false, false) => "memento",
        };
        let address = links.entry(Entry::Iteration(id, iteration.number));
        format!("<{address}>;rel=\"{relation}\";datetime=\"{}\"", http_date(since(iteration)))
    };
    let head = [
        format!("<{}>;rel=\"original\"", links.entry(Entry::Definition(id))),
        format!("<{own}>;rel=\"self\";type=\"application/link-format\"{span}"),
    ];
    let entries: Vec<String> = head.into_iter().chain(published.iter().enumerate().map(memento)).collect();
    entries.join(",\n") + "\n"
}

/// The day from which an iteration held.
fn since(iteration: &Iteration) -> Date {
    iteration.effect.day().unwrap_or(iteration.date)
}

/// The first second of a day (RFC 9110, IMF-fixdate).
fn http_date(date: Date) -> String {
    date.strftime("%a, %d %b %Y 00:00:00 GMT").to_string()
}
