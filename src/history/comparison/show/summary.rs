//! A comparison in the words of a person (R20).

use std::fmt::Write as _;
use std::ops::Range;

use crate::document::words::PassageKind;
use crate::history::comparison::{Block, Change, Comparison, Edit, NoteKind, Segment, Tally};
use crate::history::text::Text;
use crate::history::wording::counted;

/// One sentence: "1 word replaced." "6 words added, 41 removed, 19 kept." "No change in wording." "Rewritten."
pub fn sentence(comparison: &Comparison, before: &Text, after: &Text) -> String {
    let mut parts: Vec<String> = Vec::new();
    let split = splits(comparison, before, after);
    // A sentence that was split or joined changes a word or two on the way; that goes without saying.
    if split.is_none() {
        parts.extend(wording(comparison, before, after));
    }
    parts.extend(split);
    parts.extend(moves(comparison, before));
    parts.extend(notes(comparison));
    if parts.is_empty() {
        parts.push(if comparison.is_empty() { "No change" } else { "No change in wording" }.to_owned());
    }
    if comparison.is_coarse {
        parts.push("compared coarsely, because it is long".to_owned());
    }
    parts.join("; ") + "."
}

/// What became of the words that did not move; none if nothing did.
fn wording(comparison: &Comparison, before: &Text, after: &Text) -> Option<String> {
    let Tally { added, removed, kept, is_rewritten } = comparison.tally;
    let regions = regions(comparison);
    let on_the_way: Vec<&Region> = regions.iter().filter(|region| region.on_the_way).collect();
    let standing: Vec<&Region> = regions.iter().filter(|region| !region.on_the_way).collect();
    if standing.is_empty() || (added == 0 && removed == 0 && on_the_way.is_empty()) {
        return (!standing.is_empty()).then(|| "Punctuation changed".to_owned());
    }
    let changed: Vec<&Block> = comparison
        .blocks
        .iter()
        .filter(|block| {
            block.change != Change::Kept
                && block
                    .segments
                    .iter()
                    .any(|segment| segment.moved.is_none() && !matches!(segment.edit, Edit::Kept { .. }))
        })
        .collect();
    let place = if changed.iter().all(|block| is_heading(block, before, after)) { " in a heading" } else { "" };
    if let Some(replaced) = replaced(&standing, before, after) {
        return Some(replaced + place);
    }
    let counts = match (added, removed) {
        (added, 0) => format!("{} added", counted(added, "word")),
        (0, removed) => format!("{} removed", counted(removed, "word")),
        (added, removed) => format!("{} added, {removed} removed, {kept} kept", counted(added, "word")),
    };
    if is_rewritten {
        return Some(if kept == 0 {
            "Rewritten".to_owned()
        } else {
            format!("Rewritten, {kept} of {} kept", counted(kept + removed, "word"))
        });
    }
    Some(match core(comparison, before, after) {
        Some(core) => format!("{core} ({counts})"),
        None => counts + place,
    })
}

/// A place where words changed: those that went and those that came.
struct Region {
    before: Range<usize>,
    after: Range<usize>,
    /// Whether they changed within something that moved.
    on_the_way: bool,
}

fn regions(comparison: &Comparison) -> Vec<Region> {
    let mut regions = Vec::new();
    let standing = comparison.blocks.iter().map(|block| {
        (block.segments.iter().filter(|segment| segment.moved.is_none()).map(|segment| &segment.edit).collect(), false)
    });
    let moved = comparison.moves.iter().map(|moved| (moved.edits.iter().collect(), true));
    for (edits, on_the_way) in standing.chain(moved) {
        let edits: Vec<&Edit> = edits;
        let mut index = 0;
        while index < edits.len() {
            match (edits[index], edits.get(index + 1)) {
                (Edit::Deleted(before), Some(Edit::Inserted(after))) => {
                    regions.push(Region { before: before.clone(), after: after.clone(), on_the_way });
                    index += 1;
                }
                (Edit::Deleted(before), _) => regions.push(Region { before: before.clone(), after: 0..0, on_the_way }),
                (Edit::Inserted(after), _) => regions.push(Region { before: 0..0, after: after.clone(), on_the_way }),
                (Edit::Kept { .. }, _) => {}
            }
            index += 1;
        }
    }
    regions
}

/// "1 word replaced", "2 numbers changed", "1 phrase replaced (6 words for 7)", if that is all that happened.
fn replaced(regions: &[&Region], before: &Text, after: &Text) -> Option<String> {
    if regions.iter().any(|region| region.before.is_empty() || region.after.is_empty()) {
        return None;
    }
    let one = |text: &Text, words: &Range<usize>| words.len() == 1 && text.count(words.clone()) == 1;
    let number = |text: &Text, words: &Range<usize>| {
        one(text, words)
            && text.word(words.start).chars().all(|character| character.is_numeric() || matches!(character, '.' | ','))
    };
    // In scripts without spaces nobody counts words.
    let unspaced = |text: &Text, words: &Range<usize>| {
        words.len() > 1 && words.clone().skip(1).all(|word| !text.space_before(word))
    };
    let all = |test: &dyn Fn(&Text, &Range<usize>) -> bool| {
        regions.iter().all(|region| test(before, &region.before) && test(after, &region.after))
    };
    if all(&number) {
        Some(format!("{} changed", counted(regions.len(), "number")))
    } else if all(&one) {
        Some(format!("{} replaced", counted(regions.len(), "word")))
    } else if all(&unspaced) {
        Some(format!("{} changed", counted(regions.len(), "place")))
    } else {
        let [region] = regions else { return None };
        let (old, new) = (before.count(region.before.clone()), after.count(region.after.clone()));
        (old.max(new) <= SHORT_PHRASE).then(|| format!("1 phrase replaced ({} for {new})", counted(old, "word")))
    }
}

/// The longest phrase, in words, that is called one.
const SHORT_PHRASE: usize = 12;
/// The fewest words that make a core.
const CORE: usize = 5;

/// Where a single passage kept its core: "Core kept; opening and ending rewritten".
fn core(comparison: &Comparison, before: &Text, after: &Text) -> Option<&'static str> {
    let mut changed = comparison.blocks.iter().filter(|block| block.change != Change::Kept);
    let (block, None) = (changed.next()?, changed.next()) else { return None };
    let longest = block
        .segments
        .iter()
        .map(
            |segment| {
                if let Edit::Kept { before: words, .. } = &segment.edit { before.count(words.clone()) } else { 0 }
            },
        )
        .max()?;
    let Tally { added, removed, kept, .. } = comparison.tally;
    if longest < CORE || added.max(removed) <= kept || after.tokens.is_empty() {
        return None;
    }
    let is_changed =
        |segment: Option<&Segment>| segment.is_some_and(|segment| !matches!(segment.edit, Edit::Kept { .. }));
    match (is_changed(block.segments.first()), is_changed(block.segments.last())) {
        (true, true) => Some("Core kept; opening and ending rewritten"),
        (true, false) => Some("Ending kept; opening rewritten"),
        (false, true) => Some("Opening kept; ending rewritten"),
        (false, false) => None,
    }
}

fn is_heading(block: &Block, before: &Text, after: &Text) -> bool {
    let heading = |text: &Text, passages: Range<usize>| {
        text.passages[passages].iter().all(|passage| matches!(passage.kind, PassageKind::Heading(_)))
    };
    heading(before, block.before.clone()) && heading(after, block.after.clone())
}

/// "1 paragraph moved up and edited (1 word replaced)", for passages and for sentences, up and down.
fn moves(comparison: &Comparison, before: &Text) -> Vec<String> {
    let mut parts = Vec::new();
    for (is_passage, up) in [(true, true), (true, false), (false, true), (false, false)] {
        let moved: Vec<usize> = (0..comparison.moves.len())
            .filter(|number| comparison.moves[*number].is_passage == is_passage && is_up(comparison, *number) == up)
            .collect();
        if moved.is_empty() {
            continue;
        }
        let what = if is_passage { passage_name(comparison, before) } else { "sentence" };
        let edited = moved.iter().any(|number| comparison.moves[*number].edits.len() > 1);
        let mut part = format!("{} moved {}", counted(moved.len(), what), if up { "up" } else { "down" });
        if edited {
            let changed: usize = moved
                .iter()
                .map(|number| {
                    comparison.moves[*number].edits.iter().filter(|edit| matches!(edit, Edit::Inserted(_))).count()
                })
                .sum();
            let _ = write!(part, " and edited ({} changed)", counted(changed.max(1), "place"));
        }
        parts.push(part);
    }
    parts
}

/// The most words that may change in a sentence that is said to be split and nothing else.
const SMALL_SPLIT: usize = 4;

/// "1 sentence split in two", for each kind of split and join.
fn splits(comparison: &Comparison, before: &Text, after: &Text) -> Option<String> {
    let count = |text: &Text, passages: std::ops::Range<usize>| {
        let words = text.words_of_all(passages);
        text.sentences.iter().filter(|sentence| words.contains(&sentence.start)).count()
    };
    let edited = comparison.blocks.iter().filter(|block| block.change == Change::Edited);
    let (mut split, mut joined) = (0, 0);
    for block in edited.filter(|block| block.segments.iter().all(|segment| segment.moved.is_none())) {
        let (old, new) = (count(before, block.before.clone()), count(after, block.after.clone()));
        let changed = |edit: &Edit| match edit {
            Edit::Kept { .. } => 0,
            Edit::Deleted(words) => before.count(words.clone()),
            Edit::Inserted(words) => after.count(words.clone()),
        };
        let is_small = block.segments.iter().map(|segment| changed(&segment.edit)).sum::<usize>() <= SMALL_SPLIT;
        if is_small && old == 1 && new == 2 {
            split += 1;
        } else if is_small && old == 2 && new == 1 {
            joined += 1;
        }
    }
    match (split, joined) {
        (0, 0) => None,
        (split, 0) => Some(format!("{} split in two", counted(split, "sentence"))),
        (0, joined) => Some(format!("{} of sentences joined", counted(joined, "pair"))),
        (split, joined) => {
            Some(format!("{} split in two, {} joined", counted(split, "sentence"), counted(joined, "pair")))
        }
    }
}

/// Whether something stands earlier now than before, in the order of reading both texts.
pub(super) fn is_up(comparison: &Comparison, number: usize) -> bool {
    let moved = &comparison.moves[number];
    if let Some(segment) =
        comparison.blocks.iter().flat_map(|block| &block.segments).find(|segment| segment.moved == Some(number))
    {
        return matches!(segment.edit, crate::history::comparison::Edit::Inserted(_));
    }
    moved.after.start < moved.before.start
}

/// What to call the passages that moved.
fn passage_name(comparison: &Comparison, before: &Text) -> &'static str {
    let kinds = comparison
        .moves
        .iter()
        .filter(|moved| moved.is_passage)
        .map(|moved| before.passages[before.passage_of(moved.before.start)].kind);
    let mut name = None;
    for kind in kinds {
        let this = kind_name(kind);
        match name {
            None => name = Some(this),
            Some(other) if other != this => return "passage",
            Some(_) => {}
        }
    }
    name.unwrap_or("passage")
}

/// What a reader calls a passage.
pub(super) fn kind_name(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Paragraph => "paragraph",
        PassageKind::Heading(_) => "heading",
        PassageKind::Item { .. } => "list item",
        PassageKind::Row => "table row",
        PassageKind::Code => "code block",
        PassageKind::Note => "footnote",
    }
}

/// "1 link target changed", "typography changed in 2 places" and so on.
fn notes(comparison: &Comparison) -> Vec<String> {
    let count = |wanted: fn(&NoteKind) -> bool| comparison.notes.iter().filter(|note| wanted(&note.kind)).count();
    let mut parts = Vec::new();
    let mut push = |number: usize, say: &dyn Fn(usize) -> String| {
        if number > 0 {
            parts.push(say(number));
        }
    };
    push(count(|kind| matches!(kind, NoteKind::Link { before: Some(_), after: Some(_) })), &|number| {
        format!("{} changed", counted(number, "link target"))
    });
    push(count(|kind| matches!(kind, NoteKind::Link { before: None, .. })), &|number| {
        format!("{} added", counted(number, "link"))
    });
    push(count(|kind| matches!(kind, NoteKind::Link { before: Some(_), after: None })), &|number| {
        format!("{} removed", counted(number, "link"))
    });
    push(count(|kind| matches!(kind, NoteKind::Picture { .. })), &|number| {
        format!("{} changed", counted(number, "picture"))
    });
    let stressed = |is_added: bool| {
        comparison
            .notes
            .iter()
            .filter(|note| matches!(&note.kind, NoteKind::Emphasis { is_added: added, .. } | NoteKind::Code { is_added: added } if *added == is_added))
            .map(|note| note.words.len())
            .sum::<usize>()
    };
    push(stressed(true), &|number| format!("emphasis added to {}", counted(number, "word")));
    push(stressed(false), &|number| format!("emphasis taken from {}", counted(number, "word")));
    push(count(|kind| matches!(kind, NoteKind::Kind { .. })), &|number| {
        format!("{} of another kind or level", counted(number, "passage"))
    });
    push(count(|kind| matches!(kind, NoteKind::Typography)), &|number| {
        format!("typography changed in {}", counted(number, "place"))
    });
    push(count(|kind| matches!(kind, NoteKind::Invisible { .. } | NoteKind::Normalisation)), &|number| {
        format!("{} that nobody can see", counted(number, "change"))
    });
    push(count(|kind| matches!(kind, NoteKind::LookAlike { .. })), &|number| {
        format!("{} replaced by one that looks the same", counted(number, "word"))
    });
    push(count(|kind| matches!(kind, NoteKind::Form)), &|_| {
        "No change in wording; only spacing or the form of the Markdown differs".to_owned()
    });
    let is_unchanged = comparison.tally.added + comparison.tally.removed == 0
        && comparison.blocks.iter().all(|block| block.change == Change::Kept);
    if let (true, Some(first)) = (is_unchanged, parts.first_mut())
        && !first.starts_with("No change")
    {
        first.insert_str(0, "Wording unchanged; ");
    }
    parts
}
