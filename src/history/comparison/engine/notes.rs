//! What changed beside the words: typography (R4), links, pictures, emphasis and levels (R16), and what nobody can see.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_security::skeleton;

use crate::base::unicode::is_invisible;
use crate::content::document::Style;
use crate::content::document::body::words::{Passage, Setting};
use crate::history::comparison::{Block, Change, Edit, Move, Note, NoteKind};
use crate::history::text::{Text, fold, is_usual_space};

/// All notes, in the order of the text after.
pub(super) fn find(blocks: &[Block], moves: &[Move], before: &Text, after: &Text) -> Vec<Note> {
    let mut notes = Vec::new();
    for block in blocks {
        let stayed = block.segments.iter().filter(|segment| segment.moved.is_none());
        of_edits(stayed.map(|segment| &segment.edit), before, after, &mut notes);
        if let (Change::Kept | Change::Edited, true) = (block.change, block.before.len() == block.after.len()) {
            for (old, new) in block.before.clone().zip(block.after.clone()) {
                of_kind(old, new, before, after, &mut notes);
            }
        }
    }
    for moved in moves {
        of_edits(moved.edits.iter(), before, after, &mut notes);
    }
    of_unshown(&before.unseen, &after.unseen, &mut notes);
    let nothing_else = notes.is_empty() && blocks.iter().all(|block| block.change == Change::Kept);
    if nothing_else && before.source != after.source {
        notes.push(Note { kind: NoteKind::Form, words: 0..0 });
    }
    notes.sort_by_key(|note| note.words.start);
    notes
}

/// What changed outside the visible text, in order; what is on both sides at another place did not change.
fn of_unshown(before: &[String], after: &[String], notes: &mut Vec<Note>) {
    let (mut went, mut came) = (only(before, after), only(after, before));
    loop {
        let (before, after) = (went.next(), came.next());
        if before.is_none() && after.is_none() {
            break;
        }
        notes.push(Note { kind: NoteKind::Unshown { before, after }, words: 0..0 });
    }
}

/// The texts of which there are more than on the other side.
fn only(texts: &[String], others: &[String]) -> std::vec::IntoIter<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for other in others {
        *counts.entry(other).or_default() += 1;
    }
    let mut only = Vec::new();
    for text in texts {
        match counts.get_mut(text.as_str()).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => only.push(text.clone()),
        }
    }
    only.into_iter()
}

fn of_kind(old: usize, new: usize, before: &Text, after: &Text, notes: &mut Vec<Note>) {
    let (was, is) = (&before.passages[old], &after.passages[new]);
    let words = after.words_of(new);
    if was.kind != is.kind {
        notes.push(Note { kind: NoteKind::Kind { before: was.kind, after: is.kind }, words: words.clone() });
    }
    if was.alert() != is.alert() {
        let kind = NoteKind::Alert { before: was.alert(), after: is.alert() };
        // A note of several passages is one.
        match notes.iter_mut().rev().take(2).find(|note| note.kind == kind && note.words.end == words.start) {
            Some(note) => note.words.end = words.end,
            None => notes.push(Note { kind, words }),
        }
    }
}

/// The notes about some edits.
fn of_edits<'edit>(edits: impl Iterator<Item = &'edit Edit>, before: &Text, after: &Text, notes: &mut Vec<Note>) {
    let mut edits = edits.peekable();
    while let Some(edit) = edits.next() {
        match edit {
            Edit::Kept { before: old, after: new } => of_kept(old, new, before, after, notes),
            Edit::Deleted(old) => {
                let new = match edits.peek() {
                    Some(Edit::Inserted(new)) => new.clone(),
                    _ => 0..0,
                };
                of_replaced(old, &new, before, after, notes);
            }
            Edit::Inserted(new) => {
                let hidden = invisible(after, new);
                if !hidden.is_empty() {
                    notes.push(Note {
                        kind: NoteKind::Invisible { before: Vec::new(), after: hidden },
                        words: new.clone(),
                    });
                }
            }
        }
    }
}

/// Words that went: what was hidden in them, and whether those that came only look like them.
fn of_replaced(old: &Range<usize>, new: &Range<usize>, before: &Text, after: &Text, notes: &mut Vec<Note>) {
    let hidden = invisible(before, old);
    if !hidden.is_empty() {
        notes.push(Note { kind: NoteKind::Invisible { before: hidden, after: Vec::new() }, words: new.clone() });
    }
    if old.len() != new.len() || is_ascii(before, old) && is_ascii(after, new) {
        return;
    }
    for (i, j) in old.clone().zip(new.clone()) {
        let (was, is) = (before.word(i), after.word(j));
        if was != is && !(was.is_ascii() && is.is_ascii()) && skeleton(was).eq(skeleton(is)) {
            let (only_before, only_after) = differing(was, is);
            notes.push(Note { kind: NoteKind::LookAlike { before: only_before, after: only_after }, words: j..j + 1 });
        }
    }
}

fn of_kept(old: &Range<usize>, new: &Range<usize>, before: &Text, after: &Text, notes: &mut Vec<Note>) {
    let (mut i, mut j) = (old.start, new.start);
    while i < old.end {
        // Passage by passage, because within one nothing has to be looked for.
        let (was, is) = (Place::of(before, before.passage_of(i)), Place::of(after, after.passage_of(j)));
        let end = old.end.min(i + (was.end - i).min(is.end - j));
        for step in 0..end - i {
            of_word(&was, i + step, &is, j + step, i + step > old.start, notes);
        }
        (i, j) = (end, j + (end - i));
    }
}

/// A passage while its words are read one after another.
struct Place<'text> {
    text: &'text Text,
    passage: &'text Passage,
    start: usize,
    end: usize,
    is_plain: bool,
}

impl<'text> Place<'text> {
    fn of(text: &'text Text, number: usize) -> Self {
        let words = text.words_of(number);
        let is_plain = text.is_plain(number);
        Self { text, passage: &text.passages[number], start: words.start, end: words.end, is_plain }
    }

    fn settings_of(&self, word: usize) -> &'text [Setting] {
        self.passage.settings_of(word - self.start)
    }

    /// The white space before a word in its passage.
    fn space_before(&self, word: usize) -> &'text str {
        self.passage.space_text(word - self.start)
    }
}

/// One word that stayed.
fn of_word(was: &Place, i: usize, is: &Place, j: usize, has_space: bool, notes: &mut Vec<Note>) {
    if was.text.tokens[i].exact != is.text.tokens[j].exact {
        push(notes, of_spelling(was.text.word(i), is.text.word(j)), j);
    }
    if was.is_plain && is.is_plain {
        return;
    }
    if has_space && was.space_before(i) != is.space_before(j) {
        let (old, new) = (unusual_space(was.space_before(i)), unusual_space(is.space_before(j)));
        if old != new {
            push(notes, NoteKind::Invisible { before: old, after: new }, j);
        }
    }
    let (old, new) = (was.settings_of(i), is.settings_of(j));
    if old != new {
        of_settings(old, new, j, notes);
    }
}

/// Why two spellings of one word differ.
fn of_spelling(was: &str, is: &str) -> NoteKind {
    let plain = |word: &str| word.chars().filter(|character| !is_invisible(*character)).collect::<String>();
    let (only_before, only_after) = differing(was, is);
    let hidden = |characters: &[char]| {
        characters.iter().copied().filter(|character| is_invisible(*character)).collect::<Vec<_>>()
    };
    let (was_hidden, is_hidden) = (hidden(&only_before), hidden(&only_after));
    if !was_hidden.is_empty() || !is_hidden.is_empty() {
        NoteKind::Invisible { before: was_hidden, after: is_hidden }
    } else if plain(was).nfc().eq(plain(is).nfc()) {
        NoteKind::Normalisation
    } else {
        debug_assert_eq!(fold(was), fold(is));
        NoteKind::Typography
    }
}

fn of_settings(was: &[Setting], is: &[Setting], word: usize, notes: &mut Vec<Note>) {
    let link = |settings: &[Setting]| {
        settings
            .iter()
            .find_map(|setting| if let Setting::Link(target) = setting { Some(target.clone()) } else { None })
    };
    let picture = |settings: &[Setting]| {
        settings
            .iter()
            .find_map(|setting| if let Setting::Image(target) = setting { Some(target.clone()) } else { None })
    };
    if link(was) != link(is) {
        push(notes, NoteKind::Link { before: link(was), after: link(is) }, word);
    }
    if picture(was) != picture(is) {
        push(notes, NoteKind::Picture { before: picture(was), after: picture(is) }, word);
    }
    for style in [Style::Emphasis, Style::Strong, Style::Strikethrough] {
        let (had, has) = (was.contains(&Setting::Styled(style)), is.contains(&Setting::Styled(style)));
        if had != has {
            push(notes, NoteKind::Emphasis { style, is_added: has }, word);
        }
    }
    let (had, has) = (was.contains(&Setting::Code), is.contains(&Setting::Code));
    if had != has {
        push(notes, NoteKind::Code { is_added: has }, word);
    }
}

/// Adds a note, or stretches the same note about the word before.
fn push(notes: &mut Vec<Note>, kind: NoteKind, word: usize) {
    let before = notes
        .iter_mut()
        .rev()
        .take(4)
        .find(|note| note.kind == kind && note.words.end == word && note.words.start < word);
    match (before, &kind) {
        (
            Some(note),
            NoteKind::Link { .. } | NoteKind::Emphasis { .. } | NoteKind::Code { .. } | NoteKind::Picture { .. },
        ) => note.words.end = word + 1,
        _ => notes.push(Note { kind, words: word..word + 1 }),
    }
}

/// The invisible characters in some words. White space, which may stand between them, is not among those.
fn invisible(text: &Text, words: &Range<usize>) -> Vec<char> {
    let mut found: Vec<char> = Vec::new();
    for slice in slices(text, words).filter(|slice| !slice.is_ascii()) {
        found.extend(slice.chars().filter(|character| !character.is_ascii() && is_invisible(*character)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The text of some words, passage by passage.
fn slices<'text>(text: &'text Text, words: &Range<usize>) -> impl Iterator<Item = &'text str> {
    let Range { start, end } = *words;
    let first = if start < end { text.passage_of(start) } else { text.passages.len() };
    let passages = (first..text.passages.len()).map(|passage| (passage, text.words_of(passage)));
    passages
        .take_while(move |(_, own)| own.start < end)
        .map(move |(passage, own)| text.slice_of(passage, own.start.max(start)..own.end.min(end)))
}

fn is_ascii(text: &Text, words: &Range<usize>) -> bool {
    slices(text, words).all(str::is_ascii)
}

/// White space that is no plain space or line end.
fn unusual_space(space: &str) -> Vec<char> {
    space.chars().filter(|character| !is_usual_space(*character)).collect()
}

/// The characters that only one of two words has.
fn differing(was: &str, is: &str) -> (Vec<char>, Vec<char>) {
    let (old, new): (BTreeSet<char>, BTreeSet<char>) = (was.chars().collect(), is.chars().collect());
    (old.difference(&new).copied().collect(), new.difference(&old).copied().collect())
}
