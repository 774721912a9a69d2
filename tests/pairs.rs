//! Sixteen short pairs of texts with the comparison that a careful editor would make, and its summary.
//!
//! They stand for kinds: a heavy edit with a core, a rewrite, a small word that turns the meaning, moves, reflow, links,
//! emphasis, lists, typography, splits, numbers, scripts without spaces.

pub(crate) mod table;

use variorum::base::language::english;
use variorum::content::document;
use variorum::history::comparison::show::{sentences, source, summary};
use variorum::history::comparison::{Comparison, compare};
use variorum::history::text::{Lexicon, Text};

use crate::pairs::table::PAIRS;

fn compared(before: &str, after: &str) -> (Comparison, Text, Text) {
    let mut lexicon = Lexicon::default();
    let mut text = |markdown: &str| {
        let (body, source) = document::loose(markdown);
        Text::new(&body, &source, &mut lexicon)
    };
    let (before, after) = (text(before), text(after));
    (compare(&before, &after), before, after)
}

#[test]
fn every_pair_is_marked_as_an_editor_would() {
    for pair in &PAIRS {
        let (comparison, before, after) = compared(pair.before, pair.after);
        assert_eq!(source::write(&comparison, &before, &after), pair.marked, "{}", pair.name);
        assert_eq!(summary::sentence(&comparison, &before, &after, english()), pair.summary, "{}", pair.name);
    }
}

#[test]
fn the_kind_of_a_note_is_never_lost() {
    let told = |before: &str, after: &str| {
        let (comparison, before, after) = compared(before, after);
        let summary = summary::sentence(&comparison, &before, &after, english());
        (sentences::write(&comparison, &before, &after, english()), summary)
    };
    let note = "> [!NOTE]\n> The tank is empty.\n>\n> Fill it.";
    let (sentences, summary) = told(note, &note.replace("NOTE", "WARNING"));
    assert_eq!(sentences, ["“The tank is empty. Fill it.” was marked as “Note” and is now marked as “Warning”."]);
    assert_eq!(summary, "Wording unchanged; 1 note with another mark.");
    let (sentences, _) = told(&note.replace("> [!NOTE]\n", ""), note);
    assert_eq!(sentences, ["“The tank is empty. Fill it.” is now marked as “Note”."]);
    let (sentences, _) = told(note, note);
    assert_eq!(sentences, [] as [&str; 0]);
}

#[test]
fn terms_are_told_from_what_they_mean() {
    let (comparison, before, after) =
        compared("Order\n: A habit.", "Order\n: A habit.\n\nMess\n: What is left without it.");
    assert_eq!(
        sentences::write(&comparison, &before, &after, english()),
        ["The term “Mess” was added.", "The description “What is left without it.” was added."]
    );
    let (comparison, before, after) = compared("See https://a.example/b.", "See <https://a.example/b>.");
    assert_eq!(
        summary::sentence(&comparison, &before, &after, english()),
        "No change in wording; only spacing or the form of the Markdown differs."
    );
}
