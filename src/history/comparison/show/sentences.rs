//! Every change of a comparison as a sentence, for those who do not see the marks (R17).

use std::collections::HashMap;

use crate::base::language::{PassageSentences, Words, english};
use crate::base::unicode::name;
use crate::content::document::body::html::alert_label;
use crate::content::document::body::words::PassageKind;
use crate::content::document::{Alert, Style, Target};
use crate::history::comparison::show::lines::{Line, Mark, lines};
use crate::history::comparison::show::summary::is_up;
use crate::history::comparison::{Block, Change, Comparison, Note, NoteKind};
use crate::history::text::Text;
use crate::history::text::wording::{listed, quote};

/// Every change as a sentence, in the order of reading: "“work” became “stuff”."
pub fn write(comparison: &Comparison, before: &Text, after: &Text, words: &Words) -> Vec<String> {
    let mut sentences = Vec::new();
    for block in &comparison.blocks {
        let lines = lines(block, comparison, before, after);
        match (block.change, lines.as_slice()) {
            (Change::Kept, _) => {}
            (Change::Rewritten, [old, new]) => {
                sentences.push(words.told.rewritten(quote_line(old, words), quote_line(new, words)));
            }
            _ => lines.iter().for_each(|line| of_line(line, block, comparison, words, &mut sentences)),
        }
    }
    sentences.extend(comparison.notes.iter().map(|note| of_note_in(note, after, words)));
    sentences
}

/// What stands above the sentences of [`beside`].
pub(super) const BESIDE: &str = "Beside the words:";

/// The most changes beside the words that are told where a person reads.
const MOST_BESIDE: usize = 40;

/// The changes that marks among the words do not show, as English sentences, for a terminal or a forge: what nobody can see comes
/// first, then links, emphasis, typography and the rest. What happened often is told once, and of very many the last are
/// only counted.
pub(super) fn beside(comparison: &Comparison, after: &Text) -> Vec<String> {
    let (unseen, seen): (Vec<&Note>, Vec<&Note>) = comparison.notes.iter().partition(|note| is_unseen(&note.kind));
    let mut told: Vec<(String, usize)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for note in unseen.into_iter().chain(seen) {
        let sentence = of_note_in(note, after, english());
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
        NoteKind::Invisible { .. }
        | NoteKind::Normalisation
        | NoteKind::LookAlike { .. }
        | NoteKind::Unshown { .. } => true,
        NoteKind::Typography
        | NoteKind::Link { .. }
        | NoteKind::Picture { .. }
        | NoteKind::Emphasis { .. }
        | NoteKind::Code { .. }
        | NoteKind::Kind { .. }
        | NoteKind::Alert { .. }
        | NoteKind::Form => false,
    }
}

fn of_note_in(note: &Note, after: &Text, words: &Words) -> String {
    of_note(&note.kind, &after.slice_of_all(note.words.clone()), words)
}

fn of_line(line: &Line<'_>, block: &Block, comparison: &Comparison, words: &Words, sentences: &mut Vec<String>) {
    let told = &words.told;
    let kind = line.passage.kind;
    match (line.whole, block.change) {
        (Some(Mark::Deleted), Change::Removed) => {
            return sentences.push(passage(kind, &quote_line(line, words), &told.passage_removed));
        }
        (Some(Mark::Inserted), Change::Added) => {
            return sentences.push(passage(kind, &quote_line(line, words), &told.passage_added));
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
                sentences.push(told.became(quote(run.slice(), words), quote(new.slice(), words)));
                index += 1;
            }
            (Mark::Deleted | Mark::DeletedOnTheWay, None) => {
                sentences.push(told.removed(quote(run.slice(), words)));
            }
            (Mark::Inserted | Mark::InsertedOnTheWay, _) => {
                sentences.push(told.added(quote(run.slice(), words)));
            }
            (Mark::MovedHere(number), _)
                if line.runs[..index].iter().all(|run| run.mark != Mark::MovedHere(number)) =>
            {
                let moved = &comparison.moves[number];
                let quoted = quote(run.text.slice(moved.after.clone()), words);
                sentences.push(match (moved.is_passage, is_up(comparison, number)) {
                    (true, true) => passage(kind, &quoted, &told.passage_up),
                    (true, false) => passage(kind, &quoted, &told.passage_down),
                    (false, true) => told.sentence_up(quoted),
                    (false, false) => told.sentence_down(quoted),
                });
            }
            (Mark::Kept | Mark::MovedAway(_) | Mark::MovedHere(_), _) => {}
        }
        index += 1;
    }
}

/// What became of a passage of a kind.
fn passage(kind: PassageKind, quoted: &str, told: &PassageSentences) -> String {
    match kind {
        PassageKind::Paragraph => told.paragraph(quoted),
        PassageKind::Heading(_) => told.heading(quoted),
        PassageKind::Item { .. } => told.item(quoted),
        PassageKind::Row => told.row(quoted),
        PassageKind::Code => told.code(quoted),
        PassageKind::Note => told.note(quoted),
        PassageKind::Term => told.term(quoted),
        PassageKind::Description => told.description(quoted),
    }
}

fn of_note(kind: &NoteKind, text: &str, words: &Words) -> String {
    let told = &words.told;
    let quoted = quote(text, words);
    let address = |target: &Option<Target>| match target {
        Some(Target::Web(address)) => address.to_string(),
        Some(Target::File { path, anchor: Some(anchor) }) => format!("{path}#{anchor}"),
        Some(Target::File { path, anchor: None }) => path.clone(),
        Some(Target::Reference(reference)) => reference.to_string(),
        Some(Target::Nowhere) | None => told.nowhere.clone(),
    };
    match kind {
        NoteKind::Typography => told.typography(quoted),
        NoteKind::Link { before: None, after } => told.link_added(quoted, address(after)),
        NoteKind::Link { before, after: None } => told.link_removed(quoted, address(before)),
        NoteKind::Link { before, after } => told.link_changed(quoted, address(before), address(after)),
        NoteKind::Picture { before, after } => told.picture(quoted, address(before), address(after)),
        NoteKind::Emphasis { style, is_added } => match (style, is_added) {
            (Style::Emphasis, true) => told.emphasis_added(quoted),
            (Style::Emphasis, false) => told.emphasis_taken(quoted),
            (Style::Strong, true) => told.strong_added(quoted),
            (Style::Strong, false) => told.strong_taken(quoted),
            (Style::Strikethrough, true) => told.struck_added(quoted),
            (Style::Strikethrough, false) => told.struck_taken(quoted),
        },
        NoteKind::Code { is_added: true } => told.code_added(quoted),
        NoteKind::Code { is_added: false } => told.code_removed(quoted),
        NoteKind::Kind { before, after } => told.kind(quoted, a_passage(*before, words), a_passage(*after, words)),
        NoteKind::Alert { before, after } => {
            let label = |alert: &Alert| quote(alert_label(*alert, words), words);
            match (before, after) {
                (Some(before), Some(after)) => told.alert_changed(quoted, label(before), label(after)),
                (Some(before), None) => told.alert_removed(quoted, label(before)),
                (None, Some(after)) => told.alert_added(quoted, label(after)),
                (None, None) => told.form.clone(),
            }
        }
        NoteKind::Invisible { before, after } => {
            let mut change = if text.is_empty() { told.unseen.clone() } else { told.unseen_in(quoted) };
            if !before.is_empty() {
                change = told.unseen_went(change, code_points(before, words));
            }
            if !after.is_empty() {
                change = told.unseen_came(change, code_points(after, words));
            }
            words.list.sentence(change)
        }
        NoteKind::Normalisation => told.normalisation(quoted),
        NoteKind::LookAlike { before, after } => {
            told.look_alike(quoted, code_points(before, words), code_points(after, words))
        }
        NoteKind::Unshown { before, after } => match (before, after) {
            (Some(before), Some(after)) => told.unshown_changed(quote(before, words), quote(after, words)),
            (Some(before), None) => told.unshown_removed(quote(before, words)),
            (None, after) => told.unshown_added(quote(after.as_deref().unwrap_or_default(), words)),
        },
        NoteKind::Form => told.form.clone(),
    }
}

fn a_passage(kind: PassageKind, words: &Words) -> String {
    let a = &words.told.a;
    match kind {
        PassageKind::Paragraph => a.paragraph.clone(),
        PassageKind::Heading(level) => a.heading(level),
        PassageKind::Item { ordered: true, depth } => a.numbered_item(depth),
        PassageKind::Item { ordered: false, depth } => a.item(depth),
        PassageKind::Row => a.row.clone(),
        PassageKind::Code => a.code.clone(),
        PassageKind::Note => a.note.clone(),
        PassageKind::Term => a.term.clone(),
        PassageKind::Description => a.description.clone(),
    }
}

/// "U+200B zero width space and U+0430". What a character is called is English everywhere: it is its name in Unicode.
fn code_points(characters: &[char], words: &Words) -> String {
    let named: Vec<String> = characters.iter().map(|character| name(*character)).collect();
    listed(&named, words)
}

fn quote_line(line: &Line<'_>, words: &Words) -> String {
    let mut text = String::new();
    for run in &line.runs {
        if run.space {
            text.push(' ');
        }
        text.push_str(run.slice());
    }
    quote(&text, words)
}
