//! The history of one file under git as the iterations of a definition.
//!
//! What comes in are the [`Version`]s of the main line, the oldest first: what the file said after each commit that touched
//! it, along first parents. A merge is one version, written by those whose commits it brought. Then:
//!
//! - A version that says the same as the iteration before it is folded into that: it has the same words, letter for letter,
//!   and its links lead to the same places ([`sameness`]). The iteration keeps the form, the date and the author that it had.
//! - A version that says what an earlier iteration said is one of its own, and its note names the earlier one: a revert is a
//!   part of the history.
//! - The date is the author's, in the author's own time zone. Iterations stand in the order of the commits; where a date
//!   runs backwards, the iteration gets the date of the one before, and its note keeps the author's.
//! - The subject and the first paragraph of the message become the note. Behind them, in square brackets, stands what the
//!   import adds: tags, an author's date, the id of a commit that has no address.

mod relative;
mod message;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::base::language::english;
use crate::base::names::{IterationNumber, Slug};
use crate::base::screening::merges;
use crate::base::web::forge::Forge;
use crate::content::scaffold::NewFile;
use crate::contribute::import::files::{self, Draft, title};
use crate::contribute::import::git::message::Message;
use crate::contribute::import::git::relative::resolved;
use crate::contribute::import::people::People;
use crate::contribute::import::text::{
    Changes, Sameness, adapted, decode, headings, literal, page, sameness, section, split,
};
use crate::contribute::import::{Author, Folded, Imported, Known, Ledger, numbers};
use crate::history::text::wording::{counted, listed};

/// What the file was after a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// A text, in bytes.
    Text(Vec<u8>),
    /// A symbolic link.
    Link,
    /// Another repository.
    Submodule,
    /// Larger than a document may be, with its size in bytes.
    TooLarge(u64),
    /// Not there.
    Gone,
}

/// One commit that touched the file, or one tag.
#[derive(Clone, Debug)]
pub struct Version {
    /// The id of the commit.
    pub commit: String,
    /// Who made it, after `.mailmap`.
    pub author: Author,
    /// The author's date, as the author's clock and calendar had it; none if git cannot tell.
    pub date: Option<Date>,
    /// The encoding that the commit names; empty for UTF-8.
    pub encoding: String,
    /// The message, as far as possible in UTF-8.
    pub message: Vec<u8>,
    /// Where the file lies in the repository.
    pub path: String,
    /// Where it lay before, if this commit moved it.
    pub moved_from: Option<String>,
    /// What the file was.
    pub state: State,
    /// Those who wrote the commits that a merge brought, or whose work a tag closes; empty if it is neither.
    pub brought: Vec<Author>,
    /// The note of the only commit that a merge brought.
    pub brought_message: Option<Vec<u8>>,
    /// The tags from here to the next version.
    pub tags: Vec<String>,
}

/// What is wanted.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The term [default: the section, the title or the first heading of the latest text, or the name of the file].
    pub term: Option<String>,
    /// The name of the definition [default: made from the term].
    pub slug: Option<Slug>,
    /// Only what stands below a heading of these words.
    pub section: Option<String>,
    /// Where the repository is published.
    pub forge: Option<Forge>,
    /// The people whom the knowledge base has already.
    pub known: Vec<Known>,
    /// `.mailmap`, for those whom messages name: what was written, and who it is.
    pub mailmap: Vec<(Author, Author)>,
    /// Whether the history goes on before the first version, where the clone does not reach.
    pub is_cut: bool,
}

/// Why nothing came of it, in words for a person, with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nothing(pub String);

/// Stands for the id of a commit while texts are compared, so that the same link is the same at every commit.
const SOME_COMMIT: &str = "variorum-import-of-some-commit";

/// Those whom a message names with `Co-authored-by:`.
pub fn co_authors(message: &[u8]) -> Vec<Author> {
    Message::parse(message).others
}

/// A version that becomes an iteration.
struct Kept<'versions> {
    version: &'versions Version,
    text: String,
    sameness: Sameness,
    changes: Changes,
    tags: Vec<&'versions str>,
    /// The earlier iteration that says the same.
    again: Option<usize>,
}

/// The definition that a history makes.
///
/// # Errors
/// Fails if no version holds a text, or if no name can be made.
pub fn import(versions: &[Version], request: &Request) -> Result<Imported, Nothing> {
    let mut reading = Reading {
        request,
        kept: Vec::new(),
        folded: Vec::new(),
        left_out: Vec::new(),
        moved: Vec::new(),
        look_at: Vec::new(),
    };
    for version in versions {
        reading.add(version);
    }
    if reading.kept.is_empty() {
        let reasons =
            if reading.left_out.is_empty() { String::new() } else { format!(": {}", reading.left_out.join("; ")) };
        return Err(Nothing(format!("no version of the file holds a text that could be an iteration{reasons}")));
    }
    let most = IterationNumber::MOST as usize;
    if reading.kept.len() > most {
        return Err(Nothing(format!(
            "the history has {} iterations, and a definition may have {most}; take one for each tag with `--tags-only`",
            reading.kept.len()
        )));
    }
    reading.finish(versions)
}

/// Whether a file is what Git LFS puts in the place of a large one: a line with a version, then keys in alphabetical order,
/// among them the digest and the size.
fn is_lfs_pointer(bytes: &[u8]) -> bool {
    const LARGEST: usize = 1024;
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let mut lines = text.lines();
    let is_key = |line: &str| line.split_once(' ').is_some_and(|(key, value)| !key.is_empty() && !value.is_empty());
    text.len() <= LARGEST
        && lines.next().is_some_and(|line| line.starts_with("version https://"))
        && lines.clone().any(|line| line.starts_with("oid sha256:"))
        && lines.clone().any(|line| line.starts_with("size "))
        && lines.all(is_key)
}

struct Reading<'run> {
    request: &'run Request,
    kept: Vec<Kept<'run>>,
    folded: Vec<Folded>,
    left_out: Vec<String>,
    moved: Vec<String>,
    look_at: Vec<String>,
}

impl<'run> Reading<'run> {
    fn add(&mut self, version: &'run Version) {
        if let Some(from) = &version.moved_from {
            self.moved.push(format!(
                "since {} the file is {}, which was {from} before",
                short(&version.commit),
                version.path
            ));
        }
        let bytes = match &version.state {
            State::Text(bytes) if is_lfs_pointer(bytes) => {
                return self.leave(
                    version,
                    "is a Git LFS pointer, and the text itself is in no commit (in a copy of the repository, `git lfs migrate \
                     export --everything --include=PATH` puts it there)",
                );
            }
            State::Text(bytes) => bytes,
            State::Link => return self.leave(version, "is a symbolic link here, and no text"),
            State::Submodule => {
                return self.leave(version, "is a submodule here, which is another repository, and no text");
            }
            State::TooLarge(size) => {
                let most = crate::content::read::LARGEST_DOCUMENT;
                let why = format!("has {size} bytes, and a document may have {most}");
                return self.leave(version, &why);
            }
            State::Gone => return self.leave(version, "deleted the file"),
        };
        let mut changes = Changes::default();
        let whole = decode(bytes, &version.encoding, &mut changes);
        if let Some(unfinished) = merges::find(&whole).first() {
            let (line, why) = (whole[..unfinished.start()].lines().count() + 1, unfinished.message(&whole));
            self.look_at.push(format!(
                "{} has no iteration, because in its line {line} {why}; if the text was published like that, write it by hand",
                short(&version.commit)
            ));
            return self.leave(version, &format!("contains a merge that was not finished (line {line})"));
        }
        let parts = split(&whole);
        if !parts.keys.is_empty() {
            changes.add(format!("front matter was taken out: {}", quoted(&parts.keys)));
        }
        let form = Form::of(&version.path);
        let whole = match form {
            Form::Html => {
                changes.add("HTML became Markdown: paragraphs, headings, lists, line ends and links stay");
                page(parts.body)
            }
            Form::Markdown | Form::Plain => parts.body.to_owned(),
        };
        let wanted = match &self.request.section {
            Some(name) => match section(&whole, name, &mut changes) {
                Some(section) => section,
                None => return self.leave(version, "has no such section"),
            },
            None => whole,
        };
        let relocate = |link: &str| {
            let forge = self.request.forge.as_ref()?;
            let (path, fragment) = resolved(&version.path, link)?;
            Some(forge.file(SOME_COMMIT, &path) + &fragment)
        };
        let text = match form {
            Form::Markdown | Form::Html => adapted(&wanted, &relocate, &mut changes),
            Form::Plain => adapted(&paragraphs(&wanted, &mut changes), &relocate, &mut changes),
        };
        let Some(sameness) = sameness(&text) else { return self.leave(version, "holds no words") };
        let subject = Message::parse(&version.message).subject;
        if let Some(last) = self.kept.last_mut()
            && last.sameness == sameness
        {
            last.tags.extend(version.tags.iter().map(String::as_str));
            let why = if last.text == text { "the text is the same" } else { "only how it is set changed" };
            let why = if version.moved_from.is_some() { "the file was moved or copied" } else { why };
            let into = self.kept.len();
            self.folded.push(Folded { id: short(&version.commit).to_owned(), date: version.date, subject, into, why });
            return;
        }
        let again = self.kept.iter().rposition(|kept| kept.sameness == sameness).map(|index| index + 1);
        let tags = version.tags.iter().map(String::as_str).collect();
        self.kept.push(Kept { version, text, sameness, changes, tags, again });
    }

    fn leave(&mut self, version: &Version, why: &str) {
        let date = version.date.map_or_else(String::new, |date| format!(" of {date}"));
        self.left_out.push(format!("{}{date} {why}", short(&version.commit)));
    }

    fn finish(self, versions: &[Version]) -> Result<Imported, Nothing> {
        let (term, slug) = name(self.request, &self.kept)?;
        let mail = |author: &Author| {
            let mapped = self.request.mailmap.iter().find(|(written, _)| written == author);
            mapped.map_or_else(|| author.clone(), |(_, mapped)| mapped.clone())
        };
        let authors: Vec<Vec<Author>> =
            self.kept.iter().map(|kept| authors(kept.version).iter().map(mail).collect()).collect();
        let people = People::of(authors.iter().flatten(), &self.request.known);
        let mut look_at = [self.look_at, people.look_at.clone()].concat();
        let mut ledger = Ledger::default();
        let mut files = Vec::new();
        let mut earlier: Option<Date> = None;
        let mut first = None;
        let mut with_mail = BTreeSet::new();
        for (number, (kept, authors)) in (1..).zip(self.kept.iter().zip(&authors)) {
            ledger.add(number, &kept.changes);
            let date = dated(number, kept.version, earlier, &mut look_at);
            let mut remarks = remarks(kept, date, self.request.forge.is_none());
            if number == 1 && self.request.is_cut {
                remarks.push("[What the text was before is not in the clone that this comes from.]".to_owned());
            }
            first.get_or_insert(date);
            earlier = Some(date);
            let note = message(kept.version).note();
            if note.contains('\u{FFFD}') {
                look_at.push(format!(
                    "iteration {number}: the message of its commit is no UTF-8 and does not say what it is"
                ));
            }
            let mut parts: Vec<String> = (!note.is_empty()).then_some(note).into_iter().collect();
            parts.append(&mut remarks);
            let draft = Draft {
                date,
                authors: people.ids(authors),
                note: Some(parts.join(" ")),
                source: self.request.forge.as_ref().map(|forge| forge.commit(&kept.version.commit)),
                text: Some(kept.text.replace(SOME_COMMIT, &kept.version.commit)),
            };
            if files::has_mail(&kept.text) {
                with_mail.insert(number);
            }
            files.push(files::iteration(&slug, number, &draft));
        }
        let dates = (first.expect("there is an iteration"), earlier.expect("there is an iteration"));
        if let Some(last) = versions.last().filter(|last| last.state == State::Gone) {
            look_at.push(format!(
                "the file is gone since {}; if the text no longer counts, write `status = \"withdrawn\"` into its last iteration",
                short(&last.commit)
            ));
        }
        if !with_mail.is_empty() {
            look_at.push(format!(
                "an address of mail stands in the text of iteration {}, and will be published with it",
                numbers(&with_mail)
            ));
        }
        if self.request.is_cut {
            look_at.push("iteration 1 is not the first text, but the oldest one in a shallow clone".to_owned());
        }
        look_at.push(format!("write a summary of your own into content/definitions/{slug}/definition.md"));
        let iterations = self.kept.len();
        files.insert(0, about(&slug, &term, self.request, &self.kept, versions, dates));
        files.extend(people.files);
        let mut changed = ledger.sentences();
        changed.extend(self.moved);
        Ok(Imported { slug, files, iterations, dates, folded: self.folded, left_out: self.left_out, changed, look_at })
    }
}

/// The date of an iteration, which never lies before the one in front of it.
fn dated(number: usize, version: &Version, earlier: Option<Date>, look_at: &mut Vec<String>) -> Date {
    let Some(own) = version.date else {
        let date = earlier.unwrap_or(Date::constant(1970, 1, 1));
        look_at.push(format!("iteration {number}: its commit has no date that can be read; {date} stands in for it"));
        return date;
    };
    match earlier {
        Some(earlier) if own < earlier => {
            look_at.push(format!(
                "iteration {number}: its author's date, {own}, lies before the iteration in front of it; it is dated {earlier}, and its note says so"
            ));
            earlier
        }
        _ => own,
    }
}

/// What the import adds to a note.
fn remarks(kept: &Kept<'_>, date: Date, needs_id: bool) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(own) = kept.version.date.filter(|own| *own != date) {
        remarks.push(format!("[The author's date is {own}.]"));
    }
    if let Some(number) = kept.again {
        remarks.push(format!("[Its words are those of iteration {number} again.]"));
    }
    let tags: Vec<String> = kept.tags.iter().map(|tag| files::remark(tag)).collect();
    match tags.as_slice() {
        [] => {}
        [tag] => remarks.push(format!("[Tag: {tag}.]")),
        tags => remarks.push(format!("[Tags: {}.]", listed(tags, english()))),
    }
    if needs_id {
        remarks.push(format!("[Commit {}.]", kept.version.commit));
    }
    remarks
}

/// The message that says why: that of the only commit which a merge brought, or else the version's own.
fn message(version: &Version) -> Message {
    Message::parse(version.brought_message.as_ref().unwrap_or(&version.message))
}

/// Who wrote a version: those whose commits a merge brought, or else its author; and whom the message names.
fn authors(version: &Version) -> Vec<Author> {
    let mut authors = version.brought.clone();
    if authors.is_empty() {
        authors.push(version.author.clone());
    }
    authors.extend(message(version).others);
    authors
}

/// The term, and the name of the definition.
fn name(request: &Request, kept: &[Kept<'_>]) -> Result<(String, Slug), Nothing> {
    let last = kept.last().expect("there is an iteration");
    let of_text = || match &last.version.state {
        State::Text(bytes) => {
            let whole = decode(bytes, &last.version.encoding, &mut Changes::default());
            let parts = split(&whole);
            let heading = || headings(parts.body).into_iter().next().map(|heading| heading.words);
            parts.title.map(str::to_owned).or_else(heading)
        }
        State::Link | State::Submodule | State::TooLarge(_) | State::Gone => None,
    };
    let file = || {
        let name = last.version.path.rsplit('/').next().unwrap_or_default();
        name.split('.').find(|part| !part.is_empty()).unwrap_or("term").to_owned()
    };
    let term = request.term.clone().or_else(|| request.section.clone()).or_else(of_text);
    let term = term.map(|term| title(&term)).filter(|term| !term.is_empty()).unwrap_or_else(|| title(&file()));
    let slug = request.slug.clone().or_else(|| Slug::propose(&term)).filter(|slug| slug.as_str() != "index");
    match slug {
        Some(slug) => Ok((term, slug)),
        None => Err(Nothing(format!("no name for the definition can be made from “{term}”; choose one with `--slug`"))),
    }
}

fn about(
    slug: &Slug,
    term: &str,
    request: &Request,
    kept: &[Kept<'_>],
    versions: &[Version],
    (first, last): (Date, Date),
) -> NewFile {
    let path = files::remark(&kept.last().expect("there is an iteration").version.path);
    let part =
        request.section.as_ref().map_or_else(String::new, |name| format!("the section “{}” of ", files::remark(name)));
    let span = if first == last { format!("of {first}") } else { format!("from {first} to {last}") };
    let summary = format!("{term}, in {} {span}.", counted(kept.len(), "iteration"));
    let body = format!(
        "The iterations are the history of {part}the file {path}, as git keeps it: {} touched it, and each that changed what it says is an iteration.",
        counted(versions.len(), "commit")
    );
    files::definition(slug, term, &summary, &body)
}

/// What a file is written in.
#[derive(Clone, Copy)]
enum Form {
    Markdown,
    Html,
    Plain,
}

impl Form {
    /// What the ending of a name tells; everything that is neither Markdown nor HTML is plain text.
    fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "md" | "markdown" | "mdown" | "mkd" | "mdx" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            _ => Self::Plain,
        }
    }
}

/// Plain text as Markdown, paragraph by paragraph.
fn paragraphs(text: &str, changes: &mut Changes) -> String {
    let paragraph = |paragraph: &str| {
        let literal = literal(paragraph);
        (literal != paragraph).then(|| changes.add("signs of plain text that mean something in Markdown are escaped"));
        literal
    };
    let spaced = text.lines().map(|line| if line.trim().is_empty() { "" } else { line }).collect::<Vec<_>>().join("\n");
    let parts: Vec<&str> =
        spaced.split("\n\n").map(|part| part.trim_matches('\n')).filter(|part| !part.is_empty()).collect();
    parts.into_iter().map(paragraph).collect::<Vec<_>>().join("\n\n")
}

fn quoted(keys: &[&str]) -> String {
    listed(&keys.iter().map(|key| format!("`{}`", files::remark(key))).collect::<Vec<_>>(), english())
}

/// The beginning of a commit's id.
fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}

/// The tags by the version that they stand at: each takes those from it to the next one. `line` is the main line, the
/// oldest commit first, and `changes` the commits of it that are versions, in order.
pub fn tags_of_versions(line: &[String], changes: &[String], tags: &[(String, String)]) -> Vec<Vec<String>> {
    let places: BTreeMap<&str, usize> =
        line.iter().enumerate().map(|(place, commit)| (commit.as_str(), place)).collect();
    let at: Vec<usize> = changes.iter().filter_map(|commit| places.get(commit.as_str()).copied()).collect();
    let mut of_versions = vec![Vec::new(); changes.len()];
    for (name, commit) in tags {
        let Some(place) = places.get(commit.as_str()) else { continue };
        let count = at.partition_point(|change| change <= place);
        if let Some(version) = count.checked_sub(1) {
            of_versions[version].push(name.clone());
        }
    }
    of_versions
}
