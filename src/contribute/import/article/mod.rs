//! An article that lists the iterations of a definition, each under a heading of its own.
//!
//! - A heading names an iteration if it begins with its number and a word such as "iteration", "version", "draft" or "v"
//!   (`headings.rs`). Its date may be written in many ways; one that can be read in two ways is asked for ([`crate::base::dates`]).
//! - The iteration ends with the next heading of the same or a higher level. In plain text a heading is a paragraph of one
//!   short line that begins with a capital or a digit and ends without the sign of a sentence.
//! - Whole numbers from 1 up stay as they are. Other numbers, such as 1.2, are numbered anew in their order.
//! - All paragraphs of an iteration are its text, unless one stands out: the only one that begins with the term, if others
//!   introduce it or it stands between quotation marks. Then the others become the note.
//! - "TBA", "coming soon" and their like, or nothing at all, make a placeholder.

mod headings;
mod parts;
mod placeholder;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::base::dates::{self, Found};
use crate::base::diagnostic::MOST_OF_A_KIND;
use crate::base::names::Slug;
use crate::base::screening::merges::{self, Unfinished};
use crate::contribute::import::article::parts::{Form, Part, parts};
use crate::contribute::import::article::placeholder::is_placeholder;
use crate::contribute::import::files::{self, Draft, remark, title};
use crate::contribute::import::people::People;
use crate::contribute::import::text::{Changes, adapted, decode, literal, sameness, split};
use crate::contribute::import::{Author, Imported, Known, Ledger};
use crate::history::text::wording::counted;

/// An article and what is known of it.
#[derive(Clone, Debug, Default)]
pub struct Article<'run> {
    /// Its bytes.
    pub bytes: &'run [u8],
    /// The name of its file; the ending tells what it is.
    pub name: &'run str,
    /// The term [default: what stands behind "definition of" in a heading].
    pub term: Option<String>,
    /// The name of the definition [default: made from the term].
    pub slug: Option<Slug>,
    /// Where it was published.
    pub source: Option<String>,
    /// Who wrote it: ids of people who are there, or names.
    pub authors: Vec<String>,
    /// Days of iterations, by number, that count more than what the headings say.
    pub dates: Vec<(usize, Date)>,
    /// Whether all paragraphs are text, even where one stands out.
    pub is_whole: bool,
    /// The people whom the knowledge base has already.
    pub known: Vec<Known>,
}

/// Why nothing came of it: every reason, in words for a person, with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Vec<String>);

/// A section that names an iteration.
struct Section<'text> {
    number: Vec<u32>,
    heading: &'text str,
    rest: String,
    paragraphs: Vec<&'text str>,
}

/// The definition that an article holds.
///
/// # Errors
/// Fails with everything that is missing or unclear: no iteration, a number that is missing or there twice, a date that is
/// missing, unclear or before the one in front of it, no term.
pub fn import(article: &Article<'_>) -> Result<Imported, Refused> {
    let mut changes = Changes::default();
    let whole = decode(article.bytes, "", &mut changes);
    let unfinished = merges::find(&whole);
    if !unfinished.is_empty() {
        let fault = |unfinished: &Unfinished<'_>| {
            let line = whole[..unfinished.start()].lines().count() + 1;
            format!("line {line}: {}; choose the right words in the file, and try again", unfinished.message(&whole))
        };
        return Err(Refused(unfinished.iter().take(MOST_OF_A_KIND).map(fault).collect()));
    }
    let form = Form::of(article.name, &whole);
    let front = split(&whole);
    let text = form.text(front.body, &mut changes);
    let parts = parts(&text, form);
    let (sections, left) = sections(&parts);
    if sections.is_empty() {
        return Err(Refused(vec![
            "no heading names an iteration; write one above each text, such as `5th Iteration 2020-12-08` or `Version 2 (March 5, 2021)`".to_owned(),
        ]));
    }
    let term = article.term.clone().or_else(|| term(&parts));
    let mut faults = Vec::new();
    if term.is_none() {
        faults.push("the article does not say which term it defines; name it with `--term`".to_owned());
    }
    let term = title(&term.unwrap_or_default());
    let slug = article.slug.clone().or_else(|| Slug::propose(&term)).filter(|slug| slug.as_str() != "index");
    if slug.is_none() && !term.is_empty() {
        faults.push(format!("no name for the definition can be made from “{term}”; choose one with `--slug`"));
    }
    let mut look_at = Vec::new();
    let numbered = numbered(sections, &mut look_at, &mut faults);
    let dates = dated(&numbered, &article.dates, &mut faults);
    let (Some(slug), true) = (slug, faults.is_empty()) else { return Err(Refused(faults)) };
    let name = front.title.map(title).or_else(|| title_of(&parts));
    let (authors, people) = authors(article, &mut look_at);
    let source = article.source.clone().or_else(|| name.as_ref().map(|name| format!("“{name}”")));
    let mut ledger = Ledger::default();
    ledger.add(1, &changes);
    let mut files = Vec::new();
    for ((number, section), date) in numbered.iter().zip(&dates) {
        let mut changes = Changes::default();
        let (text, note) =
            read(section, if article.is_whole { "" } else { &term }, form, &mut changes, &mut |sentence| {
                look_at.push(format!("iteration {number}: {sentence}"));
            });
        ledger.add(*number, &changes);
        let draft = Draft { date: *date, authors: authors.clone(), note, source: source.clone(), text };
        files.push(files::iteration(&slug, *number, &draft));
    }
    let span = (dates[0], dates[dates.len() - 1]);
    let summary = format!("{term}, in {} of an article.", counted(files.len(), "iteration"));
    let about = format!(
        "The iterations were listed in {}.",
        name.map_or_else(|| "an article".to_owned(), |name| format!("the article “{name}”"))
    );
    look_at.push(format!("write a summary and what readers should know into content/definitions/{slug}/definition.md"));
    let iterations = files.len();
    files.insert(0, files::definition(&slug, &term, &summary, &about));
    files.extend(people.files);
    look_at.extend(people.look_at);
    let left_out = left.into_iter().map(|(heading, words)| format!("{heading}: {}", counted(words, "word"))).collect();
    Ok(Imported {
        slug,
        files,
        iterations,
        dates: span,
        folded: Vec::new(),
        left_out,
        changed: ledger.sentences(),
        look_at,
    })
}

/// The sections that name iterations, and the headings of all others with how many words stand below them.
fn sections<'text>(parts: &'text [Part]) -> (Vec<Section<'text>>, Vec<(String, usize)>) {
    let mut sections: Vec<Section<'text>> = Vec::new();
    let mut left: Vec<(String, usize)> = Vec::new();
    // The level of the iteration that is open.
    let mut open: Option<u8> = None;
    for part in parts {
        match part {
            Part::Heading { level, words, written } => {
                let named = headings::named(words);
                match (named, open) {
                    (Some(named), _) => {
                        open = Some(*level);
                        let (number, rest) = (named.number, named.rest);
                        sections.push(Section { number, heading: words, rest, paragraphs: Vec::new() });
                    }
                    (None, Some(outer)) if *level > outer => {
                        sections.last_mut().expect("one is open").paragraphs.push(written);
                    }
                    (None, _) => {
                        open = None;
                        left.push((format!("“{}”", remark(words)), 0));
                    }
                }
            }
            Part::Paragraph(written) => {
                if let (Some(_), Some(section)) = (open, sections.last_mut()) {
                    section.paragraphs.push(written);
                    continue;
                }
                let words = written.split_whitespace().count();
                match left.last_mut() {
                    Some((_, count)) => *count += words,
                    None => left.push(("what stands above the first heading".to_owned(), words)),
                }
            }
        }
    }
    (sections, left)
}

/// The sections in the order of their numbers, with these.
fn numbered<'text>(
    mut sections: Vec<Section<'text>>,
    look_at: &mut Vec<String>,
    faults: &mut Vec<String>,
) -> Vec<(usize, Section<'text>)> {
    sections.sort_by(|one, other| one.number.cmp(&other.number));
    for pair in sections.windows(2).filter(|pair| pair[0].number == pair[1].number) {
        faults.push(format!(
            "“{}” and “{}” have the same number; give each its own in the file, and try again",
            remark(pair[0].heading),
            remark(pair[1].heading)
        ));
    }
    let whole: Option<Vec<usize>> = sections
        .iter()
        .map(|section| if let [number] = section.number.as_slice() { usize::try_from(*number).ok() } else { None })
        .collect();
    let Some(whole) = whole else {
        for (number, section) in (1..).zip(&sections) {
            look_at.push(format!(
                "iteration {number} is “{}” in the article, because iterations have whole numbers",
                remark(section.heading)
            ));
        }
        return (1..).zip(sections).collect();
    };
    let there: BTreeSet<usize> = whole.iter().copied().collect();
    let missing: BTreeSet<usize> =
        (1..=whole.last().copied().unwrap_or_default()).filter(|number| !there.contains(number)).take(20).collect();
    if !missing.is_empty() || whole.first() == Some(&0) {
        faults.push(format!(
            "iterations are numbered from 1 without a gap, and here {} are {}; if one was announced and never written, add its heading with a line `TBA` below it",
            if missing.is_empty() { "some".to_owned() } else { crate::contribute::import::numbers(&missing) },
            if missing.is_empty() { "below 1" } else { "missing" },
        ));
    }
    whole.into_iter().zip(sections).collect()
}

/// The dates of the sections; the last resort for what is missing is to ask.
fn dated(sections: &[(usize, Section<'_>)], given: &[(usize, Date)], faults: &mut Vec<String>) -> Vec<Date> {
    let given: BTreeMap<usize, Date> = given.iter().copied().collect();
    let mut dates: Vec<Date> = Vec::new();
    for (number, section) in sections {
        let heading = remark(section.heading);
        let how = format!("say which day it is with `--date {number}=2020-12-31`");
        let date = match (given.get(number), dates::find(&section.rest)) {
            (Some(given), _) => Some(*given),
            (None, Found::Day(day)) => Some(day),
            (None, Found::Unclear) => {
                faults
                    .push(format!("the date in “{heading}” can be read in more than one way, or names no day; {how}"));
                None
            }
            (None, Found::Nothing) => {
                faults.push(format!("“{heading}” has no date; {how}"));
                None
            }
        };
        if let (Some(date), Some(earlier)) = (date, dates.last())
            && date < *earlier
        {
            faults.push(format!("“{heading}” is dated {date}, before the iteration in front of it, {earlier}; {how}"));
        }
        dates.extend(date);
    }
    dates
}

/// The text of a section, none if it is a placeholder, and its note.
fn read(
    section: &Section<'_>,
    term: &str,
    form: Form,
    changes: &mut Changes,
    look_at: &mut dyn FnMut(String),
) -> (Option<String>, Option<String>) {
    let plain = remark(&section.paragraphs.join(" "));
    if is_placeholder(&section.paragraphs, &plain) {
        let note = if plain.is_empty() {
            format!("[The article has nothing below “{}”.]", remark(section.heading))
        } else {
            plain
        };
        return (None, Some(note));
    }
    let begins: Vec<usize> =
        (0..section.paragraphs.len()).filter(|index| begins_with(section.paragraphs[*index], term)).collect();
    let (taken, note) = match (begins.as_slice(), section.paragraphs.len()) {
        ([only], 2..) if *only > 0 || is_quoted(section.paragraphs[0]) => {
            let around = |range: &[&str]| remark(&range.join(" "));
            let (before, after) = (around(&section.paragraphs[..*only]), around(&section.paragraphs[only + 1..]));
            let part = |what: &str, words: String| (!words.is_empty()).then(|| format!("[{what} the text:] {words}"));
            let note: Vec<String> = [part("Before", before), part("Behind", after)].into_iter().flatten().collect();
            look_at(format!(
                "of {} only the one that begins with “{term}” is the text; the others are its note",
                counted(section.paragraphs.len(), "paragraph")
            ));
            (vec![section.paragraphs[*only]], Some(note.join(" ")))
        }
        _ => (section.paragraphs.clone(), None),
    };
    let markdown: Vec<String> = taken
        .into_iter()
        .map(|paragraph| {
            let said = if form == Form::Plain { literal(paragraph) } else { paragraph.to_owned() };
            if said != paragraph {
                changes.add("signs of plain text that mean something in Markdown are escaped");
            }
            said
        })
        .collect();
    let text = adapted(&markdown.join("\n\n"), &|_| None, changes);
    if sameness(&text).is_none() {
        look_at("nothing of it is left that a reader would see, so it is a placeholder".to_owned());
        return (None, Some(note.unwrap_or(plain)));
    }
    (Some(text), note)
}

/// Whether a paragraph begins with a term, behind signs such as quotation marks.
fn begins_with(paragraph: &str, term: &str) -> bool {
    let start = paragraph.trim_start_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
    let rest = start.strip_prefix(&term.to_lowercase());
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) && !term.is_empty()
}

/// Whether a paragraph stands between quotation marks.
fn is_quoted(paragraph: &str) -> bool {
    let pairs = [('“', '”'), ('"', '"'), ('„', '“'), ('«', '»'), ('‘', '’'), ('「', '」')];
    let text = paragraph.trim().trim_start_matches("> ");
    pairs.iter().any(|(open, close)| text.starts_with(*open) && text.ends_with(*close))
}

/// What stands behind "definition of" in a heading.
fn term(parts: &[Part]) -> Option<String> {
    parts.iter().find_map(|part| {
        let Part::Heading { words, .. } = part else { return None };
        let lower = words.to_lowercase();
        let at = lower.find("definition of ")? + "definition of ".len();
        let term = words.get(at..)?.trim().trim_matches(|sign: char| !sign.is_alphanumeric());
        (!term.is_empty()).then(|| term.to_owned())
    })
}

/// What an article is called: its first heading, unless that names an iteration.
fn title_of(parts: &[Part]) -> Option<String> {
    let first = parts.first()?;
    let words = match first {
        Part::Heading { words, .. } => words.as_str(),
        Part::Paragraph(written) if !written.contains('\n') => written,
        Part::Paragraph(_) => return None,
    };
    (headings::named(words).is_none() && words.chars().count() <= 120).then(|| title(words))
}

/// The ids of those who wrote an article, and the files of those who are new.
fn authors(article: &Article<'_>, look_at: &mut Vec<String>) -> (Vec<Slug>, People) {
    let mut ids = Vec::new();
    let mut new = Vec::new();
    for author in &article.authors {
        match article.known.iter().find(|known| known.id.as_str() == author) {
            Some(known) => ids.push(known.id.clone()),
            None => new.push(Author { name: author.clone(), mail: String::new() }),
        }
    }
    if article.authors.is_empty() {
        look_at.push(
            "nobody is named as the author; `--author` names one, or write `authors = [\"...\"]` into each file"
                .to_owned(),
        );
    }
    let people = People::of(&new, &article.known);
    for id in people.ids(&new) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    (ids, people)
}
