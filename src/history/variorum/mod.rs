//! All texts of a definition at once: one sequence of places, each with what stands there in which text.
//!
//! # How it comes about
//!
//! Take three texts:
//!
//! ```text
//! 0  It must stay free.
//! 1  It must remain free.
//! 2  It must stay open and free.
//! ```
//!
//! 1. `tree` finds which texts are most alike, and joins them two by two, the most alike first: 0 with 1, then 2 with 0.
//!    The order depends on nothing but the texts.
//! 2. `columns` joins two sequences of columns. A column holds the words that are one and the same word in several
//!    texts. The words that the comparison of the two texts keeps share a column; between them, words that a further
//!    text of either side has as well are found again, such as a wording that was dropped and came back.
//! 3. Columns beside each other that the same texts have are one [`Variant`], and variants beside each other that no
//!    text has both of stand at one [`Place`]:
//!
//! ```text
//! It must | stay (0, 2), remain (1) | open and (2) | free.
//! ```
//!
//! What a text leaves out at a place needs no variant: it is every text that no variant names. Reading the variants of one
//! text from the first place to the last gives that text, word for word. Moves are no part of this: what moved stands at
//! two places.

mod columns;
pub mod html;
pub mod json;
mod tree;

use std::ops::Range;
use std::sync::Arc;

use crate::history::ladder::Ladder;
use crate::history::text::Text;
use crate::history::variorum::columns::Column;

/// All texts of a definition, aligned. Texts are positions in the list that was aligned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variorum {
    /// From the beginning to the end.
    pub places: Vec<Place>,
}

/// A place with everything that ever stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// At least one; no text is in two of them. The one of the earliest text comes first.
    pub variants: Vec<Variant>,
    /// How often a text differs here from the text before it. Leaving out and taking up again count as well.
    pub changes: usize,
}

/// One wording of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The texts that have it, in order, with its words in each: the same number of words everywhere, all in one passage.
    pub witnesses: Vec<Witness>,
}

/// A text that has a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// Which text.
    pub text: usize,
    /// Its words.
    pub words: Range<usize>,
}

impl Variorum {
    /// The words of one text in order, each range with the place and the variant that it was read from.
    pub fn read(&self, text: usize) -> impl Iterator<Item = (&Place, &Variant, Range<usize>)> {
        self.places.iter().filter_map(move |place| {
            let (variant, words) = place.of(text)?;
            Some((place, variant, words))
        })
    }
}

impl Place {
    /// What a text has here; none if it leaves this out.
    pub fn of(&self, text: usize) -> Option<(&Variant, Range<usize>)> {
        self.variants.iter().find_map(|variant| Some((variant, variant.of(text)?)))
    }
}

impl Variant {
    /// The words of a text, if it has this wording.
    pub fn of(&self, text: usize) -> Option<Range<usize>> {
        let index = self.witnesses.binary_search_by_key(&text, |witness| witness.text).ok()?;
        Some(self.witnesses[index].words.clone())
    }
}

/// Aligns the texts of a definition. Which words share a
/// place does not depend on that order; only the count of changes does, and past a budget (see `tree`) the choice of the
/// texts that are compared.
pub fn align(ladder: &Ladder) -> Variorum {
    let texts = ladder.texts();
    let copies = copies(texts);
    let distinct: Vec<&Text> = copies.iter().map(|copies| texts[copies[0]].as_ref()).collect();
    let columns = tree::join_all(&distinct, &|one, other| ladder.kept(copies[one][0], copies[other][0]));
    let variants = variants(&columns, &distinct, &copies);
    let mut places = places(variants);
    for place in &mut places {
        place.changes = changes(place, texts.len());
    }
    Variorum { places }
}

/// The texts without their copies, in the order of their bytes: for each the positions where it stands, in order.
fn copies(texts: &[Arc<Text>]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|&text| (&texts[text].source, text));
    order.chunk_by(|&a, &b| texts[a].source == texts[b].source).map(<[usize]>::to_vec).collect()
}

/// Joins columns beside each other that the same texts have and between which no passage begins.
fn variants(columns: &[Column], distinct: &[&Text], copies: &[Vec<usize>]) -> Vec<Variant> {
    let goes_on = |left: &Column, right: &Column| {
        let (left, right) = (left.members(), right.members());
        left.len() == right.len()
            && left.iter().zip(right).all(|(left, right)| left.text == right.text)
            && right.iter().all(|member| !distinct[member.text].begins_passage(member.word))
    };
    let mut variants = Vec::new();
    for run in columns.chunk_by(goes_on) {
        let mut witnesses: Vec<Witness> = run[0]
            .members()
            .iter()
            .flat_map(|member| copies[member.text].iter().map(move |&text| (text, member.word)))
            .map(|(text, word)| Witness { text, words: word..word + run.len() })
            .collect();
        witnesses.sort_by_key(|witness| witness.text);
        variants.push(Variant { witnesses });
    }
    variants
}

/// Puts variants beside each other to one place as long as no text has two of them.
fn places(variants: Vec<Variant>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for variant in variants {
        let fits = |place: &Place| variant.witnesses.iter().all(|witness| place.of(witness.text).is_none());
        match places.last_mut() {
            Some(place) if fits(place) => place.variants.push(variant),
            _ => places.push(Place { variants: vec![variant], changes: 0 }),
        }
    }
    for place in &mut places {
        place.variants.sort_by_key(|variant| variant.witnesses[0].text);
    }
    places
}

fn changes(place: &Place, texts: usize) -> usize {
    let mut standing = vec![None; texts];
    for (number, variant) in place.variants.iter().enumerate() {
        for witness in &variant.witnesses {
            standing[witness.text] = Some(number);
        }
    }
    standing.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::document;
    use crate::history::text::Lexicon;

    fn ladder(markdown: &[&str]) -> Ladder {
        let mut lexicon = Lexicon::default();
        let text = |markdown: &&str| {
            let (body, source) = document::loose(markdown);
            Arc::new(Text::new(&body, &source, &mut lexicon))
        };
        Ladder::new(markdown.iter().map(text).collect())
    }

    /// `It must | stay 0 2, remain 1 | free.`, with the count of changes behind each place that has some.
    fn drawn(markdown: &[&str]) -> String {
        let ladder = ladder(markdown);
        let (texts, variorum) = (ladder.texts(), align(&ladder));
        let variant = |variant: &Variant| {
            let first = &variant.witnesses[0];
            let words = texts[first.text].slice(first.words.clone());
            if variant.witnesses.len() == texts.len() {
                return words.to_owned();
            }
            let numbers: Vec<String> = variant.witnesses.iter().map(|witness| witness.text.to_string()).collect();
            format!("{words} {}", numbers.join(" "))
        };
        let place = |place: &Place| {
            let variants: Vec<String> = place.variants.iter().map(variant).collect();
            let changes = if place.changes == 0 { String::new() } else { format!(" ({})", place.changes) };
            variants.join(", ") + &changes
        };
        variorum.places.iter().map(place).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn every_variant_stands_at_its_place() {
        assert_eq!(
            drawn(&["It must stay free.", "It must remain free.", "It must stay open and free."]),
            "It must | stay 0 2, remain 1 (2) | open and 2 (1) | free."
        );
    }

    #[test]
    fn a_text_that_comes_back_stands_where_it_stood() {
        let (work, stuff) = ("It is the work behind products.", "It is the stuff behind products.");
        assert_eq!(drawn(&[work, stuff, work]), "It is the | work 0 2, stuff 1 (2) | behind products.");
    }

    #[test]
    fn a_wording_is_found_again_across_a_rewrite() {
        assert_eq!(
            drawn(&[
                "Serve the people of product. Validate ideas quickly.",
                "Nothing stays here at all but chaos.",
                "Serve the people of product. Validate ideas with experiments.",
            ]),
            "Serve the people of product. Validate ideas 0 2, Nothing stays here at all but chaos. 1 (2) | quickly 0, with experiments 2 (2) | . 0 2 (2)"
        );
    }

    #[test]
    fn passages_are_never_joined() {
        assert_eq!(drawn(&["One two.\n\nThree four.", "One two.\n\nThree four."]), "One two. | Three four.");
    }

    #[test]
    fn nothing_has_no_place() {
        assert_eq!(drawn(&[]), "");
        assert_eq!(drawn(&["", "Word."]), "Word. 1 (1)");
    }
}
