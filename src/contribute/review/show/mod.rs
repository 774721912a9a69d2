//! A review for people: in a terminal, as Markdown for a forge, as a page of HTML.

pub mod html;
pub mod markdown;
pub mod terminal;

use crate::base::diagnostic::Severity;
use crate::base::language::english;
use crate::contribute::review::{Change, Fate, Review, Wording};
use crate::history::comparison::show::summary;
use crate::history::text::wording::counted;

/// The first sentence: what changed, and what is to be mended.
pub fn overview(review: &Review<'_>) -> String {
    let count = |fate: Fate| review.changes.iter().filter(|change| change.fate == fate).count();
    let parts = [
        (Fate::New, "new text"),
        (Fate::Changed, "changed text"),
        (Fate::Renamed, "renamed text"),
        (Fate::Removed, "removed text"),
    ];
    let parts = parts.into_iter().filter(|(fate, _)| count(*fate) > 0);
    let texts: Vec<String> = parts.map(|(fate, what)| counted(count(fate), what)).collect();
    let mut sentence = if texts.is_empty() { "No text changes".to_owned() } else { texts.join(", ") };
    if !review.others.is_empty() {
        sentence += "; ";
        sentence += &counted(review.others.len(), "other file");
    }
    let wrong = review.seals.iter().filter(|notice| notice.is_wrong).count();
    let errors = review.findings.count(Severity::Error) + review.elsewhere.count(Severity::Error);
    sentence += match (wrong, errors) {
        (0, 0) if review.findings.is_empty() => ". Nothing has to be mended.",
        (0, 0) => ". Nothing is wrong, and something should be looked at.",
        (0, _) => ". There is something to mend.",
        _ => ". Sealed history would change.",
    };
    sentence
}

/// A piece of a message.
enum Piece<'message> {
    /// Words of a sentence.
    Words(&'message str),
    /// Something to type, which stands between backticks.
    Code(&'message str),
    /// Lines to type, which stand by themselves.
    Lines(&'message str),
}

/// A message of the check in pieces. What stands behind its first line is to be typed as it is.
fn pieces(message: &str) -> Vec<Piece<'_>> {
    let (sentence, lines) = message.split_once('\n').unwrap_or((message, ""));
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let all: Vec<&str> = sentence.split('`').collect();
    // A sign that has no other half is a word.
    let is_even = all.len() % 2 == 1;
    if is_even {
        pieces.extend(
            all.iter()
                .enumerate()
                .filter(|(_, piece)| !piece.is_empty())
                .map(|(position, piece)| if position % 2 == 0 { Piece::Words(piece) } else { Piece::Code(piece) }),
        );
    } else {
        pieces.push(Piece::Words(sentence));
    }
    if !lines.is_empty() {
        pieces.push(Piece::Lines(lines));
    }
    pieces
}

/// What became of a text, in a word.
fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "new",
        Fate::Changed => "changed",
        Fate::Renamed => "renamed",
        Fate::Removed => "removed",
    }
}

/// The path that a document had before, to stand behind the one that it has.
fn was(change: &Change) -> String {
    change.from.as_ref().map_or_else(String::new, |from| format!(" (was {from})"))
}

/// What became of the words of a text, in a sentence.
fn told(change: &Change) -> String {
    match &change.wording {
        Wording::Compared(compared) => {
            let said = summary::sentence(&compared.comparison, &compared.before, &compared.after, english());
            format!("Compared with {}: {said}", compared.with)
        }
        Wording::Whole(text) => {
            let words = counted(text.count(0..text.tokens.len()), "word");
            if change.fate == Fate::Removed { format!("It had {words}.") } else { format!("It has {words}.") }
        }
        Wording::Same if matches!(change.fate, Fate::Changed | Fate::Renamed) => "Its text stays as it is.".to_owned(),
        Wording::Same => "It says the same as the iteration before it.".to_owned(),
        Wording::Nothing => "It has no text.".to_owned(),
        Wording::Unreadable => "It could not be read; what is wrong is told above.".to_owned(),
    }
}

/// A value of a front matter that changed, in words.
fn value(before: &str, after: &str) -> String {
    match (before, after) {
        ("", after) => after.to_owned(),
        (before, "") => format!("taken out; it was: {before}"),
        (before, after) => format!("{after} (was: {before})"),
    }
}
