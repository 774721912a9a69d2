//! What a change of the content does, as a reader will see it: each text against what it was, what its front matter says
//! now, the criteria it gained and lost, the seals it touches, and what the check finds in the files that changed.
//!
//! It works from the files alone, so a change with errors in it is shown as well.

mod facts;
mod merging;
mod seals;
pub mod show;

pub use self::facts::Fact;
pub use self::seals::Notice;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostics, Severity, codes};
use crate::base::names::{IterationNumber, Slug};
use crate::base::text::Sources;
use crate::content::change::edition::{Edition, role_of};
use crate::content::change::renames;
use crate::content::document::{Body, Document, Fields, IterationFields, Parsed, Place};
use crate::contribute::review::merging::Sides;
use crate::history::comparison::{Comparison, compare};
use crate::history::text::{Lexicon, Text};

/// What a change does.
#[derive(Debug)]
pub struct Review<'after> {
    /// The documents that came, went or changed: definition by definition, then folder by folder.
    pub changes: Vec<Change>,
    /// What merging does to the texts that are published, in sentences.
    pub merging: Vec<String>,
    /// What happened to sealed history.
    pub seals: Vec<Notice>,
    /// What the check finds in files that changed.
    pub findings: Diagnostics,
    /// The errors and warnings that it finds elsewhere, perhaps because of the change.
    pub elsewhere: Diagnostics,
    /// The files after the change, which the findings point into.
    pub sources: &'after Sources,
    /// Other files that changed, such as those of the theme, in the order of their paths.
    pub others: Vec<String>,
    /// What could not be looked at, in a sentence each.
    pub remarks: Vec<String>,
}

/// What became of one document.
#[derive(Debug)]
pub struct Change {
    /// Its path below the root.
    pub path: String,
    /// The path that it had before, if it has another name now.
    pub from: Option<String>,
    /// What it is called, such as `ProdOps, iteration 6`.
    pub title: String,
    /// What became of it.
    pub fate: Fate,
    /// What its front matter says that it did not say before.
    pub facts: Vec<Fact>,
    /// Its words.
    pub wording: Wording,
    /// The criteria that the text meets and the one before did not.
    pub gained: Vec<Gain>,
    /// What the criteria ask that the text before met and this one does not.
    pub lost: Vec<String>,
}

/// A criterion that is met now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gain {
    /// What it asks.
    pub statement: String,
    /// The words that meet it.
    pub phrase: String,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It came.
    New,
    /// It was there, and says something else.
    Changed,
    /// It was there under another name.
    Renamed,
    /// It went.
    Removed,
}

/// The words of a document, beside those of before.
#[derive(Debug)]
pub enum Wording {
    /// Against a text before: that of the same file, or for a new text that of the iteration which it follows or would replace.
    Compared(Box<Compared>),
    /// All of it, because nothing stands beside it.
    Whole(Box<Text>),
    /// The same as before.
    Same,
    /// There are none.
    Nothing,
    /// It could not be read; the findings say why.
    Unreadable,
}

/// Two texts and what changed between them.
#[derive(Debug)]
pub struct Compared {
    /// What the text is compared with: "iteration 5", or "what it was".
    pub with: String,
    /// The text before.
    pub before: Text,
    /// The text after.
    pub after: Text,
    /// What changed.
    pub comparison: Comparison,
}

/// Compares what was with what is. `diagnostics` is what the check says of what is, `others` the paths of other files that
/// changed. What takes effect by `today` is current.
pub fn review<'after>(
    before: &Edition<'_>,
    after: &Edition<'after>,
    diagnostics: &Diagnostics,
    others: Vec<String>,
    today: Date,
) -> Review<'after> {
    let is_changed = |path: &str| before.text(path) != after.text(path);
    let renames = renames(before, after);
    let has_moved = |path: &str| {
        before.text(path).is_some()
            && renames.iter().filter_map(|rename| rename.after(path)).any(|now| after.text(&now).is_some())
    };
    let paths = before.paths().chain(after.paths()).filter(|path| is_changed(path) && !has_moved(path));
    let paths: BTreeSet<_> = paths.map(rank).collect();
    let mut merging = Vec::new();
    let changes = paths.into_iter().filter_map(|(.., path)| {
        let from = renames.iter().find_map(|rename| rename.before(path)).filter(|from| before.text(from).is_some());
        // Of a renamed folder the definition stands for all that says the same.
        let is_part = from.as_deref().is_some_and(|from| before.text(from) == after.text(path))
            && matches!(after.parsed(path).and_then(|parsed| parsed.place.as_ref()), Some(Place::Iteration(..)));
        let sides = Sides { old: before.parsed(from.as_deref().unwrap_or(path)), new: after.parsed(path) };
        merging.extend(merging::sentences(&sides, before, after, today));
        (!is_part).then(|| change(path, from, before, after))
    });
    let changes = changes.collect();
    let path = |source| after.sources.get(source).path.as_str();
    let (findings, elsewhere) = diagnostics.split(|diagnostic| {
        // An address ends because of the change, even if nothing is left of its file.
        diagnostic.code == &codes::ADDRESS_GONE || is_changed(path(diagnostic.primary.span.source))
    });
    let elsewhere = elsewhere.without(Severity::Hint);
    Review {
        changes,
        merging,
        seals: seals::notices(before, after),
        findings,
        elsewhere,
        sources: after.sources,
        others,
        remarks: Vec::new(),
    }
}

/// The order in which documents are shown: definitions first, each with its iterations by their numbers, then the rest by
/// path.
fn rank(path: &str) -> (bool, &str, u32, &str) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let number = name.strip_suffix(".md").and_then(IterationNumber::parse).map_or(0, IterationNumber::get);
    (!folder.contains("/definitions/"), folder, number, path)
}

/// What became of the document at a path, which was at another before if it has been renamed.
fn change(path: &str, from: Option<String>, before: &Edition<'_>, after: &Edition<'_>) -> Change {
    let (old, new) = (before.parsed(from.as_deref().unwrap_or(path)), after.parsed(path));
    let fate = match (old, new) {
        (Some(_), Some(_)) if from.is_some() => Fate::Renamed,
        (None, _) => Fate::New,
        (_, None) => Fate::Removed,
        (Some(_), Some(_)) => Fate::Changed,
    };
    let is_first_text = old.and_then(Parsed::body).is_none_or(Body::is_blank);
    let predecessor = new.and_then(|new| predecessor(new, old, after));
    let (with, old_words) = match predecessor {
        Some((number, parsed)) => (format!("iteration {number}"), after.markdown(parsed)),
        None => ("what it was".to_owned(), old.and_then(|old| before.markdown(old))),
    };
    // Who first writes what was only announced says all of its front matter, also what stood there before.
    let said_before = old.filter(|_| !(is_first_text && predecessor.is_some())).and_then(Parsed::document);
    let elder = predecessor.map(|(_, parsed)| parsed).or(old);
    let (gained, lost) = criteria(after, elder.and_then(Parsed::document), new.and_then(Parsed::document));
    Change {
        path: path.to_owned(),
        from,
        title: if fate == Fate::Removed { before.title(path) } else { after.title(path) },
        fate,
        facts: match fate {
            Fate::New | Fate::Changed | Fate::Renamed => facts::changed(said_before, new.and_then(Parsed::document)),
            Fate::Removed => Vec::new(),
        },
        wording: match new.map(|new| after.markdown(new)) {
            Some(None) => Wording::Unreadable,
            Some(new_words) => wording(with, old_words, new_words),
            None => removed(old_words),
        },
        gained,
        lost,
    }
}

/// The iteration that a text is held against which comes with this change: one that was written, also where it was only
/// announced before, or published, also where it was only proposed before.
fn predecessor<'after>(
    new: &Parsed,
    old: Option<&Parsed>,
    after: &'after Edition<'_>,
) -> Option<(IterationNumber, &'after Parsed)> {
    let was = old.and_then(role_of);
    match new.place.as_ref()? {
        Place::Iteration(definition, number) => {
            let role = role_of(new)?;
            let comes = was.is_none_or(|was| role.was_published() && !was.was_published());
            if comes { after.base(definition, role, Some(*number)) } else { None }
        }
        Place::Contribution(..) if was.is_none() => after.replaced_by(new.document()?),
        _ => None,
    }
}

/// A body with the text of its file.
type Markdown<'edition> = (&'edition Body, &'edition str);

fn wording(with: String, old: Option<Markdown<'_>>, new: Option<Markdown<'_>>) -> Wording {
    let has_words = |(body, _): &Markdown<'_>| !body.is_blank();
    let mut lexicon = Lexicon::default();
    let mut text = |(body, source): Markdown<'_>| Text::new(body, source, &mut lexicon);
    match (old.filter(has_words), new.filter(has_words)) {
        (Some(old), Some(new)) => {
            let (before, after) = (text(old), text(new));
            let comparison = compare(&before, &after);
            if comparison.is_empty() {
                Wording::Same
            } else {
                Wording::Compared(Box::new(Compared { with, before, after, comparison }))
            }
        }
        (None, Some(new)) => Wording::Whole(Box::new(text(new))),
        (_, None) => Wording::Nothing,
    }
}

/// The words of a document that went.
fn removed(old: Option<Markdown<'_>>) -> Wording {
    match old.filter(|(body, _)| !body.is_blank()) {
        Some((body, source)) => Wording::Whole(Box::new(Text::new(body, source, &mut Lexicon::default()))),
        None => Wording::Nothing,
    }
}

/// The criteria that came and went between two iterations.
fn criteria(after: &Edition<'_>, old: Option<&Document>, new: Option<&Document>) -> (Vec<Gain>, Vec<String>) {
    let (Some((_, old)), Some((definition, new))) = (old.and_then(iteration), new.and_then(iteration)) else {
        return (Vec::new(), Vec::new());
    };
    let meets = |fields: &IterationFields, criterion: &Slug| {
        fields.meets.iter().any(|meets| meets.criterion.value == *criterion)
    };
    let gained = new.meets.iter().filter(|met| !meets(old, &met.criterion.value)).map(|met| Gain {
        statement: after.statement(definition, &met.criterion.value),
        phrase: met.phrase.value.clone(),
    });
    let lost: BTreeSet<&Slug> = old.meets.iter().map(|met| &met.criterion.value).filter(|id| !meets(new, id)).collect();
    (gained.collect(), lost.into_iter().map(|criterion| after.statement(definition, criterion)).collect())
}

fn iteration(document: &Document) -> Option<(&Slug, &IterationFields)> {
    match (&document.place, &document.fields) {
        (Place::Iteration(definition, _), Fields::Iteration(fields)) => Some((definition, fields)),
        _ => None,
    }
}
