//! Every change of a comparison as a sentence, for those who do not see the marks (R17).

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::characters::name;
use crate::document::words::PassageKind;
use crate::document::{Style, Target};
use crate::history::comparison::show::lines::{Line, Mark, lines};
use crate::history::comparison::show::summary::is_up;
use crate::history::comparison::{Block, Change, Comparison, Note, NoteKind};
use crate::history::text::Text;
use crate::history::wording::{listed, quote};

/// Every change as a sentence, in the order of reading: "“work” became “stuff”."
pub fn write(comparison: &Comparison, before: &Text, after: &Text) -> Vec<String> {
    let mut sentences = Vec::new();
    for block in &comparison.blocks {
        let lines = lines(block, comparison, before, after);
        match (block.change, lines.as_slice()) {
            (Change::Kept, _) => {}
            (Change::Rewritten, [old, new]) => {
                sentences.push(format!("Rewritten: {} became {}.", quote_line(old), quote_line(new)));
            }
            _ => lines.iter().for_each(|line| of_line(line, block, comparison, &mut sentences)),
        }
    }
    sentences.extend(comparison.notes.iter().map(|note| of_note_in(note, after)));
    sentences
}

/// What stands above the sentences of [`beside`].
pub(super) const BESIDE: &str = "Beside the words:";

/// The most changes beside the words that are told where a person reads.
const MOST_BESIDE: usize = 40;

/// The changes that marks among the words do not show, as sentences, for a terminal or a forge: what nobody can see comes
/// first, then links, emphasis, typography and the rest. What happened often is told once, and of very many the last are
/// only counted.
pub(super) fn beside(comparison: &Comparison, after: &Text) -> Vec<String> {
    let (unseen, seen): (Vec<&Note>, Vec<&Note>) = comparison.notes.iter().partition(|note| is_unseen(&note.kind));
    let mut told: Vec<(String, usize)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for note in unseen.into_iter().chain(seen) {
        let sentence = of_note_in(note, after);
        let index = *known.entry(sentence).or_insert_with_key(|sentence| {
            told.push((sentence.clone(), 0));
            told.len() - 1
        });
        told[index].1 += 1;
    }
    let more = told.len().saturating_sub(MOST_BESIDE);
    told.truncate(MOST_BESIDE);
    let mut sentences: Vec<String> = told
        .into_iter()
        .map(|(sentence, times)| match times {
            1 => sentence,
            many => format!("{}, {many} times.", sentence.trim_end_matches('.')),
        })
        .collect();
    if more > 0 {
        sentences.push(format!("And {more} more, all of which `--format json` tells."));
    }
    sentences
}

/// Whether a change deceives the eye.
fn is_unseen(kind: &NoteKind) -> bool {
    match kind {
        NoteKind::Invisible { .. } | NoteKind::Normalisation | NoteKind::LookAlike { .. } => true,
        NoteKind::Typography
        | NoteKind::Link { .. }
        | NoteKind::Picture { .. }
        | NoteKind::Emphasis { .. }
        | NoteKind::Code { .. }
        | NoteKind::Kind { .. }
        | NoteKind::Form => false,
    }
}

fn of_note_in(note: &Note, after: &Text) -> String {
    of_note(&note.kind, &after.slice_of_all(note.words.clone()))
}

fn of_line(line: &Line<'_>, block: &Block, comparison: &Comparison, sentences: &mut Vec<String>) {
    let what = match line.passage.kind {
        PassageKind::Heading(_) => "heading",
        PassageKind::Item { .. } => "list item",
        PassageKind::Paragraph => "paragraph",
        PassageKind::Row => "row",
        PassageKind::Code => "code",
        PassageKind::Note => "note",
    };
    match (line.whole, block.change) {
        (Some(Mark::Deleted), Change::Removed) => {
            return sentences.push(format!("The {what} {} was removed.", quote_line(line)));
        }
        (Some(Mark::Inserted), Change::Added) => {
            return sentences.push(format!("The {what} {} was added.", quote_line(line)));
        }
        _ => {}
    }
    let mut index = 0;
    while index < line.runs.len() {
        let run = &line.runs[index];
        let replaced = |came: Mark| line.runs.get(index + 1).filter(|next| next.mark == came);
        let new = match run.mark {
            Mark::Deleted => replaced(Mark::Inserted),
            Mark::DeletedOnTheWay => replaced(Mark::InsertedOnTheWay),
            _ => None,
        };
        match (run.mark, new) {
            (Mark::Deleted | Mark::DeletedOnTheWay, Some(new)) => {
                sentences.push(format!("{} became {}.", quote(run.slice()), quote(new.slice())));
                index += 1;
            }
            (Mark::Deleted | Mark::DeletedOnTheWay, None) => {
                sentences.push(format!("{} was removed.", quote(run.slice())));
            }
            (Mark::Inserted | Mark::InsertedOnTheWay, _) => {
                sentences.push(format!("{} was added.", quote(run.slice())));
            }
            (Mark::MovedHere(number), _)
                if line.runs[..index].iter().all(|run| run.mark != Mark::MovedHere(number)) =>
            {
                let moved = &comparison.moves[number];
                let what = if moved.is_passage { what } else { "sentence" };
                let direction = if is_up(comparison, number) { "up" } else { "down" };
                sentences.push(format!("The {what} {} moved {direction}.", quote(run.text.slice(moved.after.clone()))));
            }
            (Mark::Kept | Mark::MovedAway(_) | Mark::MovedHere(_), _) => {}
        }
        index += 1;
    }
}

fn of_note(kind: &NoteKind, words: &str) -> String {
    let quoted = quote(words);
    let address = |target: &Option<Target>| match target {
        Some(Target::Web(address)) => address.to_string(),
        Some(Target::File { path, anchor: Some(anchor) }) => format!("{path}#{anchor}"),
        Some(Target::File { path, anchor: None }) => path.clone(),
        Some(Target::Reference(reference)) => reference.to_string(),
        Some(Target::Nowhere) | None => "nowhere".to_owned(),
    };
    match kind {
        NoteKind::Typography => format!("The typography of {quoted} changed."),
        NoteKind::Link { before: None, after } => format!("{quoted} became a link to {}.", address(after)),
        NoteKind::Link { before, after: None } => format!("{quoted} is no longer a link to {}.", address(before)),
        NoteKind::Link { before, after } => {
            format!("The link target of {quoted} changed from {} to {}.", address(before), address(after))
        }
        NoteKind::Picture { before, after } => {
            format!("The picture {quoted} changed from {} to {}.", address(before), address(after))
        }
        NoteKind::Emphasis { style, is_added } => {
            let style = match style {
                Style::Emphasis => "Emphasis",
                Style::Strong => "Strong emphasis",
                Style::Strikethrough => "A strike-through",
            };
            format!("{style} was {} {quoted}.", if *is_added { "added to" } else { "taken from" })
        }
        NoteKind::Code { is_added: true } => format!("{quoted} is set as code."),
        NoteKind::Code { is_added: false } => format!("{quoted} is no longer set as code."),
        NoteKind::Kind { before, after } => {
            format!("{quoted} was {} and is {}.", kind_name(*before), kind_name(*after))
        }
        NoteKind::Invisible { before, after } => {
            let mut sentence = String::from("Something that nobody can see changed");
            if !words.is_empty() {
                let _ = write!(sentence, " in {quoted}");
            }
            if !before.is_empty() {
                let _ = write!(sentence, "; {} went", code_points(before));
            }
            if !after.is_empty() {
                let _ = write!(sentence, "; {} came", code_points(after));
            }
            sentence + "."
        }
        NoteKind::Normalisation => {
            format!("{quoted} is spelt with other code points that look the same (Unicode normalisation).")
        }
        NoteKind::LookAlike { before, after } => {
            format!(
                "{quoted} only looks like the word it replaced: {} became {}.",
                code_points(before),
                code_points(after)
            )
        }
        NoteKind::Form => {
            "Only the spacing or the form of the Markdown differs: white space, line breaks, escapes or the marks of lists.".to_owned()
        }
    }
}

fn kind_name(kind: PassageKind) -> String {
    match kind {
        PassageKind::Paragraph => "a paragraph".to_owned(),
        PassageKind::Heading(level) => format!("a heading of level {level}"),
        PassageKind::Item { ordered: true, depth } => format!("an item of a numbered list of depth {depth}"),
        PassageKind::Item { ordered: false, depth } => format!("an item of a list of depth {depth}"),
        PassageKind::Row => "a row of a table".to_owned(),
        PassageKind::Code => "code".to_owned(),
        PassageKind::Note => "a footnote".to_owned(),
    }
}

/// "U+200B zero width space and U+0430".
fn code_points(characters: &[char]) -> String {
    let named: Vec<String> = characters.iter().map(|character| name(*character)).collect();
    listed(&named)
}

fn quote_line(line: &Line<'_>) -> String {
    let mut text = String::new();
    for run in &line.runs {
        if run.space {
            text.push(' ');
        }
        text.push_str(run.slice());
    }
    quote(&text)
}
