//! One file on its own: its place, its front matter, its Markdown. Nothing in it is resolved yet.

pub mod body;
mod front_matter;
mod lint;
mod markdown;
mod place;
pub mod prompts;

pub use self::body::target::Target;
pub(crate) use self::body::target::way;
pub use self::body::{Aim, Alert, Alignment, Block, BlockKind, Body, Inline, Item, Link, Part, Style, Written};
pub use self::front_matter::choices::{ContributionKind, ContributionStatus, IterationStatus};
pub use self::front_matter::fields::{
    ContributionFields, CriterionFields, DefinitionFields, Fields, InfluenceFields, IterationFields, MeetsFields,
    NotToBeConfused, PageFields, PracticeFields, keys,
};
pub use self::front_matter::find as find_front_matter;
pub use self::front_matter::keys::{Form, Key, Need};
pub use self::front_matter::people::{Introduction, IntroductionFields, PersonFields};
pub use self::front_matter::values::Authors;
pub use self::markdown::moved;
pub use self::place::Place;
pub use crate::base::toml_reader::LONGEST_TITLE;

use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::screening::deception;
use crate::base::text::{Source, SourceId, Sources, Span};
use crate::content::document::lint::{entities, foreign};
use crate::content::seal::{Digest, Record};

/// A content file, read but not resolved: every name in it is still a text with a place.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub source: SourceId,
    /// What the file is, by its path.
    pub place: Place,
    /// Where its front matter begins: the place of what is missing from it.
    pub heading: Span,
    /// What the front matter says.
    pub fields: Fields,
    /// The Markdown below the front matter. Whatever is made from the document shares it.
    pub body: Arc<Body>,
    /// The digest of what is sealed of it, or would be; none if it is no iteration.
    pub digest: Option<Digest>,
}

/// A content file after parsing: its place even where its text could not be read, so that references to it are not
/// called unknown on top.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The file.
    pub source: SourceId,
    /// What the file is; none if its path says nothing.
    pub place: Option<Place>,
    /// What it says.
    pub reading: Reading,
}

/// How much of a content file could be read.
#[derive(Clone, Debug)]
pub enum Reading {
    /// All of it.
    Whole(Box<Document>),
    /// Only its Markdown; its front matter lacks what its kind cannot do without.
    Body(Arc<Body>),
    /// Nothing.
    Nothing,
}

impl Parsed {
    /// The document, if all of it could be read.
    pub fn document(&self) -> Option<&Document> {
        if let Reading::Whole(document) = &self.reading { Some(document) } else { None }
    }

    /// What its front matter says, if it is an iteration and could be read.
    pub fn iteration(&self) -> Option<&IterationFields> {
        if let Fields::Iteration(fields) = &self.document()?.fields { Some(fields) } else { None }
    }

    /// The people whom it introduces, as far as it could be read.
    pub fn people(&self) -> &[Introduction] {
        self.document().map_or(&[], |document| document.fields.people())
    }

    /// The Markdown, if it could be read.
    pub fn body(&self) -> Option<&Body> {
        match &self.reading {
            Reading::Whole(document) => Some(&document.body),
            Reading::Body(body) => Some(body),
            Reading::Nothing => None,
        }
    }
}

/// Reads a content file.
pub fn parse(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) -> Parsed {
    if !source.is_read {
        // It has been reported already; where it lies still says what it would have been.
        let place = Place::of(id, &source.path, &mut Diagnostics::default());
        return Parsed { source: id, place, reading: Reading::Nothing };
    }
    deception::report(id, source, diagnostics);
    prompts::report(id, source, diagnostics);
    let place = Place::of(id, &source.path, diagnostics);
    let parts = place.as_ref().and_then(|place| front_matter::split(id, source, place, diagnostics));
    let (Some(place), Some(parts)) = (&place, parts) else {
        return Parsed { source: id, place, reading: Reading::Nothing };
    };
    let heading = Span::new(id, 0..3);
    let fields = Fields::read(place, parts.front_matter(source), heading, diagnostics);
    let body = markdown::parse(id, source, parts.body, diagnostics);
    entities::report(id, source, &body, diagnostics);
    foreign::report(id, source, &body, diagnostics);
    let body = Arc::new(body);
    let reading = match fields {
        Some(fields) => {
            let digest = record(place, &fields, &body, source).map(|record| record.digest());
            let place = place.clone();
            Reading::Whole(Box::new(Document { source: id, place, heading, fields, body, digest }))
        }
        None => Reading::Body(body),
    };
    Parsed { source: id, place: Some(place.clone()), reading }
}

/// What is sealed of a file, if it is an iteration.
fn record<'document>(
    place: &Place,
    fields: &'document Fields,
    body: &Body,
    source: &'document Source,
) -> Option<Record<'document>> {
    let (Place::Iteration(_, number), Fields::Iteration(fields)) = (place, fields) else { return None };
    let authors = fields.authors.people.iter().map(|author| &author.value).collect();
    Some(Record::new(*number, fields.date.value, authors, &source.text[body.span.range()]))
}

/// Reads any Markdown, with front matter or without, for what is only looked at and never published; gives it back as it
/// was read. Its links lead nowhere, and what is wrong with it is not said.
pub fn loose(text: &str) -> (Body, String) {
    let mut sources = Sources::default();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n");
    let id = sources.add("content/text.md", text.clone());
    let body = find_front_matter(&text).map_or(0, |(_, body)| body);
    (markdown::parse(id, sources.get(id), body..text.len(), &mut Diagnostics::default()), text)
}

/// Reads words in which nothing is Markdown, such as a quotation; gives back the Markdown that says them.
pub fn quotation(words: &str) -> (Body, String) {
    let mut markdown = String::with_capacity(words.len());
    for line in words.lines() {
        for sign in line.trim().chars() {
            // Any sign of ASCII may be escaped (CommonMark 0.31, section 2.4).
            markdown.extend(sign.is_ascii_punctuation().then_some('\\'));
            markdown.push(sign);
        }
        markdown.push('\n');
    }
    loose(&markdown)
}
