//! A comparison in the words of a person (R20).

use std::mem::discriminant;
use std::ops::Range;

use crate::base::language::{PassageCounts, Plural, SummaryWords, Words};
use crate::content::document::body::words::PassageKind;
use crate::history::comparison::{Block, Change, Comparison, Edit, NoteKind, Segment, Tally};
use crate::history::text::Text;

/// One sentence: "1 word replaced." "6 words added, 41 removed, 19 kept." "No change in wording." "Rewritten."
pub fn sentence(comparison: &Comparison, before: &Text, after: &Text, words: &Words) -> String {
    let say = &words.summary;
    let mut parts: Vec<String> = Vec::new();
    let split = splits(comparison, before, after, say);
    // A sentence that was split or joined changes a word or two on the way; that goes without saying.
    if split.is_none() {
        parts.extend(wording(comparison, before, after, say));
    }
    parts.extend(split);
    parts.extend(moves(comparison, before, say));
    parts.extend(notes(comparison, say));
    if parts.is_empty() {
        parts.push(if comparison.is_empty() { &say.nothing } else { &say.no_words }.clone());
    }
    if comparison.is_coarse {
        parts.push(say.coarse.clone());
    }
    words.list.sentence(parts.join(&words.list.semicolon))
}

/// What became of the words that did not move; none if nothing did.
fn wording(comparison: &Comparison, before: &Text, after: &Text, say: &SummaryWords) -> Option<String> {
    let Tally { added, removed, kept, is_rewritten } = comparison.tally;
    let regions = regions(comparison);
    let on_the_way: Vec<&Region> = regions.iter().filter(|region| region.on_the_way).collect();
    let standing: Vec<&Region> = regions.iter().filter(|region| !region.on_the_way).collect();
    if standing.is_empty() || (added == 0 && removed == 0 && on_the_way.is_empty()) {
        return (!standing.is_empty()).then(|| say.punctuation.clone());
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
    let is_in_headings = changed.iter().all(|block| is_heading(block, before, after));
    let placed = |change: String| if is_in_headings { say.in_a_heading(change) } else { change };
    if let Some(replaced) = replaced(&standing, before, after, say) {
        return Some(placed(replaced));
    }
    if is_rewritten {
        return Some(if kept == 0 { say.rewritten.clone() } else { say.rewritten_but(kept + removed, kept) });
    }
    let counts = match (added, removed) {
        (added, 0) => say.added(added),
        (0, removed) => say.removed(removed),
        (added, removed) => say.counts(added, removed, kept),
    };
    Some(match rewritten_part(comparison, before, after) {
        Some(Part::Both) => say.both_ends(counts),
        Some(Part::Opening) => say.opening(counts),
        Some(Part::Ending) => say.ending(counts),
        None => placed(counts),
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
fn replaced(regions: &[&Region], before: &Text, after: &Text, say: &SummaryWords) -> Option<String> {
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
        Some(say.numbers(regions.len()))
    } else if all(&one) {
        Some(say.replaced(regions.len()))
    } else if all(&unspaced) {
        Some(say.places(regions.len()))
    } else {
        let [region] = regions else { return None };
        let (old, new) = (before.count(region.before.clone()), after.count(region.after.clone()));
        (old.max(new) <= SHORT_PHRASE).then(|| say.phrase(old, new))
    }
}

/// The longest phrase, in words, that is called one.
const SHORT_PHRASE: usize = 12;
/// The fewest words that make a part of a text.
const PART: usize = 5;

/// Which part of a passage was rewritten.
enum Part {
    Opening,
    Ending,
    Both,
}

/// Where a single passage was rewritten: before or behind the longest run of words that it kept. A part was rewritten if more of it
/// came or went than stayed; of one that only changed a little nothing is said but how much.
fn rewritten_part(comparison: &Comparison, before: &Text, after: &Text) -> Option<Part> {
    let mut changed = comparison.blocks.iter().filter(|block| block.change != Change::Kept);
    let (block, None) = (changed.next()?, changed.next()) else { return None };
    let kept = |segment: &Segment| match &segment.edit {
        Edit::Kept { before: words, .. } => before.count(words.clone()),
        Edit::Deleted(_) | Edit::Inserted(_) => 0,
    };
    let longest = (0..block.segments.len()).max_by_key(|index| kept(&block.segments[*index]))?;
    let Tally { added, removed, kept: stayed, .. } = comparison.tally;
    let is_part = kept(&block.segments[longest]) >= PART && added.max(removed) > stayed;
    let tally = |segments: &[Segment]| {
        let standing = segments.iter().filter(|segment| segment.moved.is_none());
        standing.fold((0, 0, 0), |(added, removed, stayed), segment| match &segment.edit {
            Edit::Inserted(words) => (added + after.count(words.clone()), removed, stayed),
            Edit::Deleted(words) => (added, removed + before.count(words.clone()), stayed),
            Edit::Kept { .. } => (added, removed, stayed + kept(segment)),
        })
    };
    let ends = [&block.segments[..longest], &block.segments[longest + 1..]].map(tally);
    let is_same = ends.map(|(added, removed, _)| added + removed == 0);
    let is_rewritten = ends.map(|(added, removed, stayed)| added.max(removed) > stayed && added.max(removed) >= PART);
    match (is_part, is_rewritten, is_same) {
        (true, [true, true], _) => Some(Part::Both),
        (true, [true, false], [_, true]) => Some(Part::Opening),
        (true, [false, true], [true, _]) => Some(Part::Ending),
        _ => None,
    }
}

fn is_heading(block: &Block, before: &Text, after: &Text) -> bool {
    let heading = |text: &Text, passages: Range<usize>| {
        text.passages[passages].iter().all(|passage| matches!(passage.kind, PassageKind::Heading(_)))
    };
    heading(before, block.before.clone()) && heading(after, block.after.clone())
}

/// "1 paragraph moved up and edited (1 word replaced)", for passages and for sentences, up and down.
fn moves(comparison: &Comparison, before: &Text, say: &SummaryWords) -> Vec<String> {
    let mut parts = Vec::new();
    for (is_passage, up) in [(true, true), (true, false), (false, true), (false, false)] {
        let moved: Vec<usize> = (0..comparison.moves.len())
            .filter(|number| comparison.moves[*number].is_passage == is_passage && is_up(comparison, *number) == up)
            .collect();
        if moved.is_empty() {
            continue;
        }
        let edited = moved.iter().any(|number| comparison.moves[*number].edits.len() > 1);
        let mut part = match (is_passage, up) {
            (true, true) => passages(moved.len(), passage_kind(comparison, before), &say.up),
            (true, false) => passages(moved.len(), passage_kind(comparison, before), &say.down),
            (false, true) => say.sentences.up(moved.len()),
            (false, false) => say.sentences.down(moved.len()),
        };
        if edited {
            let changed: usize = moved
                .iter()
                .map(|number| {
                    comparison.moves[*number].edits.iter().filter(|edit| matches!(edit, Edit::Inserted(_))).count()
                })
                .sum();
            part = say.edited(changed.max(1), part);
        }
        parts.push(part);
    }
    parts
}

/// The most words that may change in a sentence that is said to be split and nothing else.
const SMALL_SPLIT: usize = 4;

/// "1 sentence split in two", for each kind of split and join.
fn splits(comparison: &Comparison, before: &Text, after: &Text, say: &SummaryWords) -> Option<String> {
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
        (split, 0) => Some(say.split(split)),
        (0, joined) => Some(say.joined(joined)),
        (split, joined) => Some(say.joined_too(joined, say.split(split))),
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

/// The kind of the passages that moved; none if they are of several.
fn passage_kind(comparison: &Comparison, before: &Text) -> Option<PassageKind> {
    let moved = comparison.moves.iter().filter(|moved| moved.is_passage);
    one_kind(moved.map(|moved| before.passages[before.passage_of(moved.before.start)].kind))
}

/// The kind of some passages; none if they are of several, whatever their levels.
pub(super) fn one_kind(mut kinds: impl Iterator<Item = PassageKind>) -> Option<PassageKind> {
    let first = kinds.next()?;
    kinds.all(|kind| discriminant(&kind) == discriminant(&first)).then_some(first)
}

/// What is said of so many passages of a kind, or of several kinds.
pub(super) fn passages(number: usize, kind: Option<PassageKind>, words: &PassageCounts) -> String {
    match kind {
        Some(PassageKind::Paragraph) => words.paragraph(number),
        Some(PassageKind::Heading(_)) => words.heading(number),
        Some(PassageKind::Item { .. }) => words.item(number),
        Some(PassageKind::Row) => words.row(number),
        Some(PassageKind::Code) => words.code(number),
        Some(PassageKind::Note) => words.note(number),
        Some(PassageKind::Term) => words.term(number),
        Some(PassageKind::Description) => words.description(number),
        None => words.passage(number),
    }
}

/// "1 link target changed", "typography changed in 2 places" and so on.
fn notes(comparison: &Comparison, say: &SummaryWords) -> Vec<String> {
    let count = |wanted: fn(&NoteKind) -> bool| comparison.notes.iter().filter(|note| wanted(&note.kind)).count();
    let stressed = |is_added: bool| {
        comparison
            .notes
            .iter()
            .filter(|note| matches!(&note.kind, NoteKind::Emphasis { is_added: added, .. } | NoteKind::Code { is_added: added } if *added == is_added))
            .map(|note| note.words.len())
            .sum::<usize>()
    };
    let counts: [(usize, &Plural); 12] = [
        (count(|kind| matches!(kind, NoteKind::Link { before: Some(_), after: Some(_) })), &say.link_targets),
        (count(|kind| matches!(kind, NoteKind::Link { before: None, .. })), &say.links_added),
        (count(|kind| matches!(kind, NoteKind::Link { before: Some(_), after: None })), &say.links_removed),
        (count(|kind| matches!(kind, NoteKind::Picture { .. })), &say.pictures),
        (stressed(true), &say.emphasis_added),
        (stressed(false), &say.emphasis_taken),
        (count(|kind| matches!(kind, NoteKind::Kind { .. })), &say.kinds),
        (count(|kind| matches!(kind, NoteKind::Alert { .. })), &say.alerts),
        (count(|kind| matches!(kind, NoteKind::Typography)), &say.typography),
        (count(|kind| matches!(kind, NoteKind::Invisible { .. } | NoteKind::Normalisation)), &say.unseen),
        (count(|kind| matches!(kind, NoteKind::LookAlike { .. })), &say.look_alikes),
        (count(|kind| matches!(kind, NoteKind::Unshown { .. })), &say.unshown),
    ];
    let counts = counts.into_iter().filter(|(number, _)| *number > 0);
    let mut parts: Vec<String> = counts.map(|(number, words)| words.say(number)).collect();
    let is_unchanged = comparison.tally.added + comparison.tally.removed == 0
        && comparison.blocks.iter().all(|block| block.change == Change::Kept);
    if is_unchanged && !parts.is_empty() {
        parts.insert(0, say.unchanged.clone());
    }
    if count(|kind| matches!(kind, NoteKind::Form)) > 0 {
        parts.push(say.form.clone());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::language::english;
    use crate::content::document;
    use crate::history::comparison::compare;
    use crate::history::text::Lexicon;

    fn told(before: &str, after: &str) -> String {
        let mut lexicon = Lexicon::default();
        let mut text = |markdown: &str| {
            let (body, source) = document::loose(markdown);
            Text::new(&body, &source, &mut lexicon)
        };
        let (before, after) = (text(before), text(after));
        sentence(&compare(&before, &after), &before, &after, english())
    }

    #[test]
    fn an_end_is_called_rewritten_only_where_more_of_it_changed_than_stayed() {
        let core = "product people share what they learn about customers with everybody who asks them";
        let (one, other) = (
            "Old clerks of big firms write very long and very dull reports each day before",
            "Young bakers at sea sing rather short songs while nobody hears them when",
        );
        assert_eq!(
            told(&format!("{one} {core}."), &format!("{other} {core}.")),
            "Opening rewritten (13 words added, 15 removed, 13 kept)."
        );
        assert_eq!(
            told(&format!("{core} {one}"), &format!("{core} {other}")),
            "Ending rewritten (13 words added, 15 removed, 13 kept)."
        );
        let (one_end, other_end) = ("old clerks write long dull reports", "young bakers sing rather short songs");
        assert_eq!(
            told(
                &format!("{one_end} {core} {one_end} again"),
                &format!("{other_end} {core} {other_end} elsewhere now")
            ),
            "Opening and ending rewritten (14 words added, 13 removed, 13 kept)."
        );
        // A word or two at one end are no part that was rewritten.
        assert_eq!(
            told(&format!("So {core} {one}"), &format!("Thus {core} {other}")),
            "14 words added, 16 removed, 13 kept."
        );
    }
}
