//! All texts at once as HTML: one column, every wording at its place, behind it the iterations that have it.

use crate::document::html::Links;
use crate::document::words::Setting;
use crate::history::passages::{Marker, Piece, Setter, containers, tags};
use crate::history::text::Text;
use crate::history::variorum::{Place, Variant, Variorum, Witness};
use crate::history::wording::runs;
use crate::markup::Html;
use crate::names::IterationNumber;

/// How many shades tell how often a place changed.
pub const SHADES: usize = 4;

/// What one shade means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shade {
    /// From 1 to [`SHADES`].
    pub number: usize,
    /// The fewest changes of a place in this shade.
    pub from: usize,
    /// The most.
    pub to: usize,
}

/// The shades that a text needs, the lightest first: from one change to as many as any place has, in equal steps.
pub fn shades(variorum: &Variorum) -> Vec<Shade> {
    let most = variorum.places.iter().map(|place| place.changes).max().unwrap_or_default();
    let mut shades: Vec<Shade> = Vec::new();
    for changes in 1..=most {
        let number = shade(changes, most);
        match shades.last_mut() {
            Some(last) if last.number == number => last.to = changes,
            _ => shades.push(Shade { number, from: changes, to: changes }),
        }
    }
    shades
}

fn shade(changes: usize, most: usize) -> usize {
    if most <= SHADES { changes } else { (changes * SHADES).div_ceil(most) }
}

/// Writes the texts. A wording that not all of them have is a `span` of the class `v`, with the iterations that have it in
/// `data-in`, as numbers and runs of numbers, and in words behind it. `shown` is the text that a reader takes for the
/// present one; its wordings are of the class `now`.
pub fn write(
    variorum: &Variorum,
    texts: &[&Text],
    numbers: &[IterationNumber],
    shown: usize,
    links: &dyn Links,
) -> Html {
    let most = variorum.places.iter().map(|place| place.changes).max().unwrap_or_default();
    let readings: Vec<Reading<'_>> = variorum
        .places
        .iter()
        .flat_map(|place| place.variants.iter().map(move |variant| Reading { place, variant }))
        .collect();
    let mut writer = Writer { setter: Setter::new(links) };
    for run in rows(&readings, texts) {
        let pieces: Vec<Stretch<'_>> =
            run.iter().flat_map(|reading| stretches(reading, texts, numbers, shown, most)).collect();
        // A passage is what it is in the text that is shown, or else in the latest that has it.
        let has_shown = run.iter().find(|reading| reading.variant.of(shown).is_some());
        let (text, words) = written(has_shown.unwrap_or(&run[0]).variant, shown);
        let passage = &texts[text].passages[texts[text].passage_of(words.start)];
        let (open, close) = tags(passage);
        writer.setter.enter(containers(passage));
        writer.setter.html.tag(open).tag(">");
        writer.pieces(&pieces, 0);
        writer.setter.html.tag(close);
    }
    writer.setter.enter(Vec::new());
    writer.setter.html
}

/// A wording at its place.
struct Reading<'variorum> {
    place: &'variorum Place,
    variant: &'variorum Variant,
}

/// Cuts readings into rows. A row holds passages that have words in common, and ends before a text that already has a
/// passage in it begins another.
fn rows<'run, 'variorum>(readings: &'run [Reading<'variorum>], texts: &[&Text]) -> Vec<&'run [Reading<'variorum>]> {
    let firsts: Vec<usize> = texts
        .iter()
        .scan(0, |next, text| {
            let first = *next;
            *next += text.passages.len();
            Some(first)
        })
        .collect();
    let passage = |witness: &Witness| firsts[witness.text] + texts[witness.text].passage_of(witness.words.start);
    let mut kin = Kin::of(texts.iter().map(|text| text.passages.len()).sum());
    for reading in readings {
        let first = passage(&reading.variant.witnesses[0]);
        reading.variant.witnesses.iter().for_each(|witness| kin.join(first, passage(witness)));
    }
    let mut rows = Vec::new();
    let mut start = 0;
    // For each text the last row that has words of it.
    let mut seen = vec![usize::MAX; texts.len()];
    for (index, reading) in readings.iter().enumerate() {
        let witnesses = &reading.variant.witnesses;
        let begins_again = |witness: &Witness| {
            seen[witness.text] == rows.len() && texts[witness.text].begins_passage(witness.words.start)
        };
        let is_strange = kin.root(passage(&witnesses[0])) != kin.root(passage(&readings[start].variant.witnesses[0]));
        if is_strange || witnesses.iter().any(begins_again) {
            rows.push(&readings[start..index]);
            start = index;
        }
        for witness in witnesses {
            seen[witness.text] = rows.len();
        }
    }
    rows.extend((start < readings.len()).then(|| &readings[start..]));
    rows
}

/// Passages that have words in common, directly or through others.
struct Kin(Vec<usize>);

impl Kin {
    /// So many passages that have nothing in common.
    fn of(number: usize) -> Self {
        Self((0..number).collect())
    }

    fn root(&mut self, mut one: usize) -> usize {
        while self.0[one] != one {
            self.0[one] = self.0[self.0[one]];
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// A stretch of a wording that is set in one way.
struct Stretch<'text> {
    settings: &'text [Setting],
    text: &'text str,
    /// None for what all texts have.
    mark: Option<Mark>,
    is_present: bool,
    is_last: bool,
}

/// What tells a wording from others.
#[derive(Clone)]
struct Mark {
    shade: usize,
    /// The iterations that have it: `1 4-5`.
    iterations: String,
}

impl Piece for Stretch<'_> {
    fn settings(&self) -> &[Setting] {
        self.settings
    }

    fn text(&self) -> &str {
        self.text
    }

    fn is_present(&self) -> bool {
        self.is_present
    }
}

/// The text that a wording is taken from, and its words there.
fn written(variant: &Variant, shown: usize) -> (usize, std::ops::Range<usize>) {
    let last = variant.witnesses.last().expect("some text has each wording");
    variant.of(shown).map_or((last.text, last.words.clone()), |words| (shown, words))
}

fn stretches<'text>(
    reading: &Reading<'_>,
    texts: &[&'text Text],
    numbers: &[IterationNumber],
    shown: usize,
    most: usize,
) -> Vec<Stretch<'text>> {
    let Reading { place, variant } = reading;
    let has_it: Vec<usize> = variant.witnesses.iter().map(|witness| witness.text).collect();
    let mark = (has_it.len() < texts.len())
        .then(|| Mark { shade: shade(place.changes, most), iterations: runs(&has_it, numbers) });
    let (text, words) = written(variant, shown);
    let is_present = text == shown;
    let mut stretches: Vec<Stretch<'_>> = texts[text]
        .stretches(words)
        .map(|(settings, text)| Stretch { settings, text, mark: mark.clone(), is_present, is_last: false })
        .collect();
    if let Some(last) = stretches.last_mut() {
        last.is_last = true;
    }
    stretches
}

struct Writer<'page> {
    setter: Setter<'page>,
}

impl<'page> Marker<'page, Stretch<'_>> for Writer<'page> {
    fn setter(&mut self) -> &mut Setter<'page> {
        &mut self.setter
    }

    fn mark(&mut self, pieces: &[Stretch<'_>]) {
        let html = &mut self.setter.html;
        for piece in pieces {
            let Some(mark) = &piece.mark else {
                html.text(piece.text);
                continue;
            };
            let class = if piece.is_present { "v now s" } else { "v s" };
            html.tag("<span").attribute("class", &format!("{class}{}", mark.shade));
            html.attribute("data-in", &mark.iterations).tag(">").text(piece.text);
            if piece.is_last {
                html.tag("<sup>").text(&mark.iterations.replace('-', "–").replace(' ', ", ")).tag("</sup>");
            }
            html.tag("</span>");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document;
    use crate::document::Target;
    use crate::history::ladder::Ladder;
    use crate::history::text::Lexicon;
    use crate::history::variorum::align;

    struct NoLinks;

    impl Links for NoLinks {
        fn address(&self, _: &Target, _: &str) -> Option<crate::address::Address> {
            None
        }

        fn name(&self, _: &Target) -> String {
            String::new()
        }
    }

    fn shown(markdown: &[&str]) -> String {
        let mut lexicon = Lexicon::default();
        let text = |markdown: &&str| {
            let (body, source) = document::loose(markdown);
            Arc::new(Text::new(&body, &source, &mut lexicon))
        };
        let ladder = Ladder::new(markdown.iter().map(text).collect());
        let texts: Vec<&Text> = ladder.texts().iter().map(AsRef::as_ref).collect();
        let numbers: Vec<IterationNumber> = (1..).take(texts.len()).filter_map(IterationNumber::new).collect();
        write(&align(&ladder), &texts, &numbers, texts.len() - 1, &NoLinks).as_str().to_owned()
    }

    #[test]
    fn what_all_have_is_plain_and_the_rest_says_who_has_it() {
        assert_eq!(
            shown(&["It must stay free.", "It must remain free.", "It must stay open and free."]),
            "<p>It must<span class=\"v now s2\" data-in=\"1 3\"> stay<sup>1, 3</sup></span>\
             <span class=\"v s2\" data-in=\"2\"> remain<sup>2</sup></span>\
             <span class=\"v now s1\" data-in=\"3\"> open and<sup>3</sup></span> free.</p>\n"
        );
    }

    #[test]
    fn passages_that_share_words_stand_in_one_row_and_others_below_each_other() {
        let rows = |markdown: &[&str]| shown(markdown).matches("<p>").count();
        assert_eq!(
            rows(&["Nothing of this stays.", "Product work must be shared.", "So product work must be shared."]),
            2
        );
        assert_eq!(
            rows(&["One came first here. Two came later there.", "One came first here.\n\nTwo came later there."]),
            2
        );
    }

    #[test]
    fn shades_go_from_one_change_to_the_most_in_equal_steps() {
        let place = |changes| Place { variants: Vec::new(), changes };
        let drawn = |places: &[usize]| {
            let shades = shades(&Variorum { places: places.iter().copied().map(place).collect() });
            shades
                .iter()
                .map(|shade| format!("{}:{}-{}", shade.number, shade.from, shade.to))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(drawn(&[0, 0]), "");
        assert_eq!(drawn(&[0, 1, 2]), "1:1-1 2:2-2");
        assert_eq!(drawn(&[3, 9]), "1:1-2 2:3-4 3:5-6 4:7-9");
    }
}
