//! What holds for every comparison, whatever the texts. `PROPTEST_CASES=1000000 cargo test --release --test library comparison::`
//! tries more.

use proptest::prelude::*;
use unicode_segmentation::GraphemeCursor;
use variorum::base::language::english;
use variorum::history::comparison::show::{html, json, plain, sentences, source, summary, terminal};
use variorum::history::comparison::{Comparison, Edit, compare};

use crate::generated::{pair, two};
use crate::reading::{NoLinks, column, is_well_formed, read, unmarked};

/// Two texts written for both layouts.
fn written(before: &str, after: &str) -> String {
    let (old, new) = two(before, after);
    html::two_layouts(&compare(&old, &new), &old, &new, "c-", &NoLinks).as_str().to_owned()
}

#[test]
fn a_list_goes_on_through_items_that_changed_and_each_text_keeps_its_numbers() {
    let html = written(
        "1. Sweep the floor.\n2. Oil the big vice.\n",
        "1. Put the kettle on.\n2. Sweep the floor.\n3. Oil the small vice.\n",
    );
    assert_eq!(html.matches("<ol>").count(), 1, "{html}");
    assert!(html.contains("<li class=\"only-after whole\" value=\"1\">"), "{html}");
    assert!(html.contains("hidden data-number=\"2\">Oil the <del>big</del> vice."), "{html}");
    assert!(html.contains("<div class=\"merged\" data-number=\"3\">"), "{html}");
}

#[test]
fn a_fold_names_what_it_folds() {
    let paragraphs = "One stays.\n\nTwo stays.\n\nThree stays.\n\n";
    let folded = |text: &str| written(&format!("{text}It is old.\n"), &format!("{text}It is new.\n"));
    assert!(folded(paragraphs).contains("<summary>3 paragraphs unchanged</summary>"));
    assert!(folded("- One.\n- Two.\n- Three.\n- Four.\n\n").contains("<summary>4 list items unchanged</summary>"));
    assert!(folded(&format!("## Title\n\n{paragraphs}")).contains("<summary>4 passages unchanged</summary>"));
    // What changed beside the words is no fold, though its words stayed.
    let linked = |address: &str| format!("{paragraphs}See [the other](https://example.org/{address}).\n\n{paragraphs}");
    let html = written(&linked("a"), &linked("b"));
    assert_eq!(html.matches("<summary>3 paragraphs unchanged</summary>").count(), 2, "{html}");
    assert!(
        html.contains("href=\"https://example.org/a\"") && html.contains("href=\"https://example.org/b\""),
        "{html}"
    );
}

#[test]
fn what_was_rewritten_is_shown_twice_with_names() {
    let html = written(
        "Lessons are on Tuesday evening. Bring your own apron.",
        "Ask the keeper for a date; she keeps the calendar.",
    );
    let (before, after) = html.split_once("<p class=\"label\">After:</p>").expect("a label");
    assert!(before.contains("<p class=\"label\">Rewritten. Before:</p>\n<del>\n<p>Lessons"), "{html}");
    assert!(after.starts_with("\n<ins>\n<p>Ask the keeper"), "{html}");
}

#[test]
fn a_link_of_a_move_has_a_target_in_each_layout() {
    let stays = "The common tools hang on the north wall, where the light falls on them.";
    let moves = "There is no fine, because the first thing that breaks is the habit of telling.";
    let other = "Teaching is how the rules stay short, and nobody is ever let off from it.";
    let html = written(&format!("{stays} {moves}\n\n{other}\n"), &format!("{stays}\n\n{other} {moves}\n"));
    assert!(
        html.contains("<del class=\"moved\" id=\"c-copy-move-1-from\"><a class=\"move\" href=\"#c-move-1-to\""),
        "{html}"
    );
    assert!(html.contains("<a class=\"move to-merged\" href=\"#c-move-1-from\""), "{html}");
    assert!(html.contains("<a class=\"move to-copy\" hidden href=\"#c-copy-move-1-from\""), "{html}");
}

proptest! {
    #[test]
    fn both_texts_can_be_read_off((before, after) in pair()) {
        let (before, after) = two(&before, &after);
        let comparison = compare(&before, &after);
        prop_assert_eq!(read(&comparison, true), (0..before.tokens.len()).collect::<Vec<_>>());
        prop_assert_eq!(read(&comparison, false), (0..after.tokens.len()).collect::<Vec<_>>());
        for segment in comparison.blocks.iter().flat_map(|block| &block.segments) {
            if let Edit::Kept { before: old, after: new } = &segment.edit {
                prop_assert_eq!(old.len(), new.len());
                prop_assert!(old.clone().zip(new.clone()).all(|(i, j)| before.tokens[i].key == after.tokens[j].key));
            }
        }
    }

    #[test]
    fn both_ends_of_a_move_are_marked_as_a_whole((before, after) in pair()) {
        let (before, after) = two(&before, &after);
        let comparison = compare(&before, &after);
        let segments = || comparison.blocks.iter().flat_map(|block| &block.segments);
        for (number, moved) in comparison.moves.iter().enumerate() {
            let ends = segments().filter(|segment| segment.moved == Some(number));
            let (mut away, mut here) = (Vec::new(), Vec::new());
            for segment in ends {
                match &segment.edit {
                    Edit::Deleted(words) => away.extend(words.clone()),
                    Edit::Inserted(words) => here.extend(words.clone()),
                    Edit::Kept { .. } => prop_assert!(false, "what moved did not stay"),
                }
            }
            prop_assert_eq!(away, moved.before.clone().collect::<Vec<_>>());
            prop_assert_eq!(here, moved.after.clone().collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_mark_cuts_what_a_reader_sees_as_one_sign((before, after) in pair()) {
        let (old, new) = two(&before, &after);
        for segment in compare(&old, &new).blocks.iter().flat_map(|block| &block.segments) {
            let starts = match &segment.edit {
                Edit::Kept { before, after } => vec![(&old, before.start), (&new, after.start)],
                Edit::Deleted(words) => vec![(&old, words.start)],
                Edit::Inserted(words) => vec![(&new, words.start)],
            };
            for (text, word) in starts {
                let passage = text.passage_of(word);
                let (first, passage) = (text.words_of(passage).start, &text.passages[passage]);
                let offset = passage.words[word - first].text.start as usize;
                let mut cursor = GraphemeCursor::new(offset, passage.text.len(), true);
                prop_assert_eq!(cursor.is_boundary(&passage.text, 0), Ok(true), "{:?} at {}", passage.text, offset);
            }
        }
    }

    #[test]
    fn both_sources_can_be_read_off((before, after) in pair()) {
        let (old, new) = two(&before, &after);
        let marked = source::write(&compare(&old, &new), &old, &new);
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(unmarked(&marked, true), bare(&old.source), "{}", marked);
        prop_assert_eq!(unmarked(&marked, false), bare(&new.source), "{}", marked);
    }

    #[test]
    fn the_other_direction_is_the_mirror((before, after) in pair()) {
        let (before, after) = two(&before, &after);
        let (there, back) = (compare(&before, &after), compare(&after, &before));
        prop_assert_eq!((there.tally.added, there.tally.removed, there.tally.kept), (back.tally.removed, back.tally.added, back.tally.kept));
        let kept = |comparison: &Comparison, turned: bool| -> Vec<(usize, usize)> {
            let segments = comparison.blocks.iter().flat_map(|block| &block.segments);
            let mut pairs: Vec<(usize, usize)> = segments.flat_map(|segment| match &segment.edit {
                Edit::Kept { before, after } => before.clone().zip(after.clone()).collect::<Vec<_>>(),
                Edit::Deleted(_) | Edit::Inserted(_) => Vec::new(),
            }).map(|(i, j)| if turned { (j, i) } else { (i, j) }).collect();
            pairs.sort_unstable();
            pairs
        };
        prop_assert_eq!(kept(&there, false), kept(&back, true));
        prop_assert_eq!(there.moves.len(), back.moves.len());
    }

    #[test]
    fn only_the_same_text_gives_no_change((before, after) in pair()) {
        let (old, new) = two(&before, &after);
        prop_assert_eq!(compare(&old, &new).is_empty(), old.source == new.source);
        prop_assert!(compare(&old, &old).is_empty());
    }

    #[test]
    fn each_column_is_one_of_the_texts((before, after) in pair()) {
        let (old, new) = two(&before, &after);
        let html = html::two_layouts(&compare(&old, &new), &old, &new, "c-", &NoLinks);
        for (text, is_before) in [(&old, true), (&new, false)] {
            let bare: String = text.passages.iter().flat_map(|passage| passage.text.split_whitespace()).collect();
            prop_assert_eq!(column(html.as_str(), is_before), bare, "{}", html.as_str());
        }
    }

    #[test]
    fn every_rendering_is_sound((before, after) in pair()) {
        let (old, new) = two(&before, &after);
        let comparison = compare(&old, &new);
        for written in [html::inline(&comparison, &old, &new, "c-", &NoLinks), html::two_layouts(&comparison, &old, &new, "s-", &NoLinks)] {
            if let Err(fault) = is_well_formed(written.as_str()) {
                prop_assert!(false, "{}: {}", fault, written.as_str());
            }
        }
        serde_json::from_str::<serde_json::Value>(&json::write(&comparison, &old, &new)).expect("JSON");
        prop_assert!(summary::sentence(&comparison, &old, &new, english()).ends_with('.'));
        prop_assert_eq!(sentences::write(&comparison, &old, &new, english()).is_empty(), comparison.is_empty());
        prop_assert!(!plain::markdown(&comparison, &old, &new).contains('<'));
        terminal::write(&comparison, &old, &new, terminal::Marks::Brackets, 40);
    }
}

#[test]
fn words_outside_the_visible_text_are_named_when_they_change() {
    let told = |before: &str, after: &str| {
        let (old, new) = two(before, after);
        let comparison = compare(&old, &new);
        let sentences = sentences::write(&comparison, &old, &new, english());
        let back = compare(&new, &old);
        assert_eq!(sentences.len(), sentences::write(&back, &new, &old, english()).len());
        (summary::sentence(&comparison, &old, &new, english()), sentences)
    };
    let table = |cells: &str| format!("| who | what |\n|---|---|\n| the team | decides |{cells}\n");
    let (sentence, changes) = told(&table(" unless the board objects |"), &table(" and nobody else |"));
    assert_eq!(sentence, "Wording unchanged; 1 change outside the visible text.");
    assert_eq!(changes, ["Outside the visible text, “unless the board objects” became “and nobody else”."]);
    for (before, after, change) in [
        ("a\n", "a\n\n[note]: text\n", "Outside the visible text, “[note]: text” was added."),
        ("![a](b.png \"c\")\n", "![a](b.png)\n", "Outside the visible text, “c” was removed."),
        ("[a](b.md \"c\")\n", "[a](b.md \"d\")\n", "Outside the visible text, “c” became “d”."),
        ("```js x\na\n```\n", "```js y\na\n```\n", "Outside the visible text, “x” became “y”."),
    ] {
        assert_eq!(told(before, after).1, [change], "{before}{after}");
    }
    let (_, moved) = told("[a](b.md \"c\")\n\n[d](e.md \"f\")\n", "[d](e.md \"f\")\n\n[a](b.md \"c\")\n");
    assert!(moved.iter().all(|change| !change.contains("Outside")), "{moved:?}");
}
