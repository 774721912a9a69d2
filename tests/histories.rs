//! What holds for the alignment of every history, and for where its words come from. `PROPTEST_CASES=1000000 cargo test
//! --release --test library histories::` tries more.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use proptest::prelude::*;
use variorum::history::ladder::Ladder;
use variorum::history::provenance::trace;
use variorum::history::text::{Text, Weight};
use variorum::history::variorum::{Variant, Variorum, Witness, align};

use crate::generated::{history, texts};

/// The words that are one, whatever they stand beside: for each the texts that have it with its position there.
fn columns(variorum: &Variorum, names: &[usize]) -> BTreeSet<Vec<(usize, usize)>> {
    let variants = variorum.places.iter().flat_map(|place| &place.variants);
    let column = |variant: &Variant, index: usize| {
        let mut column: Vec<_> =
            variant.witnesses.iter().map(|witness| (names[witness.text], witness.words.start + index)).collect();
        column.sort_unstable();
        column
    };
    variants
        .flat_map(|variant| (0..variant.witnesses[0].words.len()).map(move |index| column(variant, index)))
        .collect()
}

fn ladder(texts: Vec<Text>) -> Ladder {
    Ladder::new(texts.into_iter().map(Arc::new).collect())
}

fn keys(text: &Text, words: Range<usize>) -> Vec<u32> {
    text.tokens[words].iter().map(|token| token.key).collect()
}

proptest! {
    #[test]
    fn every_text_can_be_read_off(history in history()) {
        let ladder = ladder(texts(&history));
        let (texts, variorum) = (ladder.texts(), align(&ladder));
        for (number, text) in texts.iter().enumerate() {
            let read: Vec<usize> = variorum.read(number).flat_map(|(_, _, words)| words).collect();
            prop_assert_eq!(read, (0..text.tokens.len()).collect::<Vec<_>>());
        }
        for variant in variorum.places.iter().flat_map(|place| &place.variants) {
            let words = |witness: &Witness| keys(&texts[witness.text], witness.words.clone());
            prop_assert!(variant.witnesses.windows(2).all(|pair| pair[0].text < pair[1].text && words(&pair[0]) == words(&pair[1])));
            let stays = |witness: &Witness| texts[witness.text].passage_of(witness.words.start) == texts[witness.text].passage_of(witness.words.end - 1);
            prop_assert!(variant.witnesses.iter().all(stays));
        }
    }

    #[test]
    fn the_order_does_not_matter(history in history(), seed in any::<u64>()) {
        let texts: Vec<Arc<Text>> = texts(&history).into_iter().map(Arc::new).collect();
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by_key(|index| (seed ^ (*index as u64)).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let in_order: Vec<usize> = (0..texts.len()).collect();
        let listed = |order: &[usize]| columns(&align(&Ladder::new(order.iter().map(|&index| Arc::clone(&texts[index])).collect())), order);
        prop_assert_eq!(listed(&in_order), listed(&order));
    }

    #[test]
    fn a_place_changes_as_often_as_its_wording(history in history()) {
        let ladder = ladder(texts(&history));
        let (texts, variorum) = (ladder.texts(), align(&ladder));
        for place in &variorum.places {
            let standing: Vec<_> = (0..texts.len()).map(|text| place.of(text).map(|(variant, _)| variant)).collect();
            prop_assert_eq!(place.changes, standing.windows(2).filter(|pair| pair[0] != pair[1]).count());
        }
        let all_keys = |text: &Text| keys(text, 0..text.tokens.len());
        let is_still = variorum.places.iter().all(|place| place.changes == 0);
        prop_assert!(!is_still || texts.windows(2).all(|pair| all_keys(&pair[0]) == all_keys(&pair[1])));
        prop_assert!(is_still || history.windows(2).any(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn every_phrase_has_an_origin_that_says_it(history in history()) {
        let ladder = ladder(texts(&history));
        let (texts, provenance) = (ladder.texts(), trace(&ladder, &align(&ladder)));
        for (number, text) in texts.iter().enumerate() {
            let phrases = provenance.phrases(number, text);
            let covered: Vec<usize> = phrases.iter().flat_map(|phrase| phrase.words.clone()).collect();
            prop_assert_eq!(covered, (0..text.tokens.len()).collect::<Vec<_>>());
            for phrase in phrases {
                prop_assert!(phrase.witnesses.contains(&number) && phrase.origin() <= number);
                prop_assert!(phrase.moved.iter().all(|text| phrase.witnesses.contains(text)));
                let origin = &texts[phrase.origin()];
                let says = |key: u32| origin.tokens.iter().any(|token| token.key == key);
                // Signs and lone small words may stand in a phrase of another origin.
                let heavy = text.tokens[phrase.words.clone()].iter().filter(|token| matches!(token.weight, Weight::Content | Weight::Turning));
                for token in heavy {
                    prop_assert!(says(token.key));
                }
                let passage = text.words_of(text.passage_of(phrase.words.start));
                let has_word = |words: &Range<usize>| text.count(words.clone()) > 0;
                prop_assert!(has_word(&phrase.words) || !has_word(&passage), "a phrase of signs");
            }
        }
    }
}
