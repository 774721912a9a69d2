//! `seals.toml`, read: every entry with its place, and every seal computed anew.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::names::{IterationNumber, Slug};
use crate::base::text::{Source, SourceId, Span};
use crate::base::toml_reader::Table;
use crate::base::unicode::hidden;
use crate::content::seal::{Chain, Digest, Reseal, Step};

/// The version of the file and of the forms that are sealed.
pub const FORMAT: u32 = 1;
/// The longest reason of a resealing, in characters.
const LONGEST_REASON: usize = 500;

/// The seals of a definition, with where each was written.
#[derive(Clone, Debug)]
pub struct SealsFile {
    /// The file.
    pub source: SourceId,
    /// What it says.
    pub chain: Chain,
    /// The places of the links.
    pub places: Vec<Span>,
}

/// Where the seals of a definition lie.
pub fn path_of(definition: &Slug) -> String {
    format!("content/definitions/{definition}/seals.toml")
}

/// The definition whose seals lie at a path; none if the path is that of no seals.
pub fn folder_of(path: &str) -> Option<Slug> {
    Slug::parse(path.strip_prefix("content/definitions/")?.strip_suffix("/seals.toml")?)
}

/// The seals of a definition among those of all, which stand in the order of the slugs.
pub fn find<'files>(files: &'files [Arc<SealsFile>], definition: &Slug) -> Option<&'files Arc<SealsFile>> {
    files.binary_search_by(|file| file.chain.definition().cmp(definition)).ok().map(|place| &files[place])
}

/// A link as it was written.
struct Entry {
    place: Span,
    link: u32,
    step: Step,
    seal: Digest,
}

/// Reads the seals of a definition. Everything in them that does not hold is reported; none if they cannot be read.
pub fn read(id: SourceId, source: &Source, definition: Slug, diagnostics: &mut Diagnostics) -> Option<SealsFile> {
    let mut table = Table::parse(&source.text, 0, "`seals.toml`", Span::file(id), diagnostics);
    table.require("format", "format = 1", diagnostics);
    let format = table.number("format", diagnostics);
    if let Some(format) = format.as_ref().filter(|format| format.value != FORMAT) {
        diagnostics.push(
            malformed(format.span, format!("these seals have the format {}, which is not known here", format.value))
                .help("a newer variorum wrote them: use that one, or put the file back as it was"),
        );
        return None;
    }
    let seals = table.tables("seal", "a seal", diagnostics);
    let reseals = table.tables("reseal", "a resealing", diagnostics);
    table.finish(diagnostics);
    let written = seals.len() + reseals.len();
    let mut entries: Vec<Entry> = seals.into_iter().filter_map(|table| entry(table, seal, diagnostics)).collect();
    entries.extend(reseals.into_iter().filter_map(|table| entry(table, reseal, diagnostics)));
    let format = format?;
    if written == 0 {
        diagnostics.push(
            malformed(format.span, "there is no seal in this file, and it is written only when there is one")
                .help("put the file back as it was, or delete it if nothing was ever sealed"),
        );
    }
    if entries.len() < written {
        return None;
    }
    entries.sort_by_key(|entry| (entry.link, entry.place));
    chained(id, definition, entries, diagnostics)
}

/// Puts the links together, and reports those that do not follow from the ones before.
fn chained(id: SourceId, definition: Slug, entries: Vec<Entry>, diagnostics: &mut Diagnostics) -> Option<SealsFile> {
    let mut chain = Chain::new(definition);
    let mut places = Vec::new();
    let mut digests: BTreeMap<IterationNumber, Digest> = BTreeMap::new();
    let mut before = chain.start();
    for (expected, Entry { place, link, step, seal }) in (1..).zip(entries) {
        let number = step.number();
        if link != expected {
            diagnostics.push(
                malformed(
                    place,
                    format!("this is link {link} of the chain, and link {expected} is missing or stands twice"),
                )
                .help("links are never taken out: put the file back as it was"),
            );
            return None;
        }
        let known = digests.insert(number, step.digest());
        let fault = match (&step, known) {
            (Step::Seal { .. }, Some(_)) => Some(format!("iteration {number} is sealed a second time")),
            (Step::Reseal(_), None) => Some(format!("iteration {number} is resealed and was never sealed")),
            (Step::Reseal(reseal), Some(known)) if reseal.old != known => {
                Some(format!("`old` is not the digest that iteration {number} had"))
            }
            _ => None,
        };
        if let Some(fault) = fault {
            diagnostics
                .push(malformed(place, fault).help("put the file back as it was; only `variorum seal` writes it"));
            return None;
        }
        if step.seal(before) != seal {
            diagnostics.push(broken(place, number, expected, chain.definition()));
        }
        // What follows is held against what is written here, so that each fault is told once.
        before = seal;
        chain.add(step);
        places.push(place);
    }
    Some(SealsFile { source: id, chain, places })
}

fn entry(
    mut table: Table<'_>,
    step: fn(&mut Table<'_>, IterationNumber, &mut Diagnostics) -> Option<Step>,
    diagnostics: &mut Diagnostics,
) -> Option<Entry> {
    let place = table.span();
    for (key, example) in [("link", "link = 1"), ("number", "number = 1")] {
        table.require(key, example, diagnostics);
    }
    let link = table.number("link", diagnostics);
    let number = table.number("number", diagnostics).and_then(|number| {
        let read = IterationNumber::new(number.value);
        if read.is_none() {
            diagnostics.push(
                malformed(number.span, format!("{} is no number of an iteration", number.value))
                    .help("put the file back as it was; only `variorum seal` writes it"),
            );
        }
        read
    });
    // Where the number is missing, the rest is read all the same, so that all of it is told at once.
    let step = step(&mut table, number.unwrap_or(IterationNumber::FIRST), diagnostics);
    let seal = digest(&mut table, "seal", diagnostics);
    table.finish(diagnostics);
    number?;
    Some(Entry { place, link: link?.value, step: step?, seal: seal? })
}

fn seal(table: &mut Table<'_>, number: IterationNumber, diagnostics: &mut Diagnostics) -> Option<Step> {
    Some(Step::Seal { number, digest: digest(table, "digest", diagnostics)? })
}

fn reseal(table: &mut Table<'_>, number: IterationNumber, diagnostics: &mut Diagnostics) -> Option<Step> {
    let (old, new) = (digest(table, "old", diagnostics), digest(table, "new", diagnostics));
    let date = table.required_date("date", diagnostics);
    let reason = table.required_text("reason", "reason = \"why it was changed\"", diagnostics);
    let reason = reason.filter(|reason| match fault_of_reason(&reason.value) {
        None => true,
        Some(fault) => {
            diagnostics.push(malformed(reason.span, fault).help("put the file back as it was"));
            false
        }
    });
    Some(Step::Reseal(Reseal { number, old: old?, new: new?, reason: reason?.value, date: date?.value }))
}

/// What is wrong with a reason, if anything is.
pub fn fault_of_reason(reason: &str) -> Option<String> {
    let length = reason.chars().count();
    if reason.trim().is_empty() {
        Some("the reason is empty".to_owned())
    } else if reason.contains(['\n', '\t']) || !hidden(reason).is_empty() {
        Some("a reason stands on one line, without control characters or invisible ones".to_owned())
    } else if length > LONGEST_REASON {
        Some(format!("the reason has {length} characters; at most {LONGEST_REASON} are allowed"))
    } else {
        None
    }
}

fn digest(table: &mut Table<'_>, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Digest> {
    let text = table.required_text(key, &format!("{key} = \"64 hex digits\""), diagnostics)?;
    let digest = Digest::parse(&text.value);
    if digest.is_none() {
        diagnostics.push(
            malformed(text.span, format!("`{key}` is no SHA-256: 64 digits from 0 to 9 and a to f"))
                .help("put the file back as it was; only `variorum seal` writes it"),
        );
    }
    digest
}

fn malformed(place: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&codes::MALFORMED_SEALS, place, message)
}

fn broken(place: Span, number: IterationNumber, link: u32, definition: &Slug) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &codes::SEAL_CHAIN_BROKEN,
        place,
        format!("the seal of iteration {number}, link {link} of the chain of `{definition}`, does not follow from what stands before it"),
    )
    .help(format!("seals are never edited: put the file back as it was, such as with `git checkout -- {}`", path_of(definition)));
    if link == 1 {
        diagnostic.help("if the folder of the definition was renamed, give it back its name: the chain begins with it")
    } else {
        diagnostic
            .help("somebody changed, moved or took out an entry; compare with the head that the published site shows")
    }
}
