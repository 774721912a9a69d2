//! All texts at once as HTML: one column, every wording at its place, behind it the iterations that have it.

use std::ops::Range;

use crate::base::names::IterationNumber;
use crate::base::web::markup::Html;
use crate::content::document::body::html::Links;
use crate::content::document::body::words::Setting;
use crate::history::text::Text;
use crate::history::text::passages::{Marker, Piece, Setter, containers, tags};
use crate::history::text::wording::runs;
use crate::history::variorum::{Place, Variant, Variorum, Witness};

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
/// present one; its wordings are of the class `now`. Another spelling of the same words is of the class `t`: it is there so
/// that each text can be shown sign for sign. A row says in `data-on` for which iterations it goes on with the passage of an
/// earlier row.
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
        .flat_map(|place| place.variants.iter().flat_map(|variant| readings(place, variant, texts)))
        .collect();
    let mut writer = Writer { setter: Setter::new(links, texts.iter().map(|text| text.source.len()).sum()) };
    for run in rows(&readings, texts) {
        let mut pieces: Vec<Stretch<'_>> = Vec::new();
        for reading in run {
            let first = pieces.len();
            pieces.extend(stretches(reading, texts, numbers, shown, most));
            // Where a passage begins stands no space; other words, or another text, may need one here.
            let begins = |witness: &Witness| texts[witness.text].begins_passage(reading.words(witness).start);
            let is_needed = first > 0 || !reading.variant.witnesses.iter().all(begins);
            pieces[first].needs_space = is_needed && begins(chosen(reading.variant, shown));
        }
        // A passage is what it is in the text that is shown, or else in the latest that has it.
        let has_shown = run.iter().find(|reading| reading.variant.of(shown).is_some());
        let Witness { text, words } = chosen(has_shown.unwrap_or(&run[0]).variant, shown);
        let passage = &texts[*text].passages[texts[*text].passage_of(words.start)];
        let (open, close) = tags(passage);
        writer.setter.enter(containers(passage));
        writer.setter.html.tag(open);
        let going_on = going_on(run, texts);
        if !going_on.is_empty() {
            writer.setter.html.attribute("data-on", &runs(&going_on, numbers));
        }
        writer.setter.html.tag(">");
        writer.pieces(&pieces, 0);
        writer.setter.html.tag(close);
    }
    writer.setter.enter(Vec::new());
    writer.setter.html
}

/// A wording at its place, or a part of it.
struct Reading<'variorum> {
    place: &'variorum Place,
    variant: &'variorum Variant,
    /// Which of its words.
    part: Range<usize>,
    /// Whether all texts spell and set it alike.
    is_one: bool,
}

impl Reading<'_> {
    /// Its words in a text that has it.
    fn words(&self, witness: &Witness) -> Range<usize> {
        witness.words.start + self.part.start..witness.words.start + self.part.end
    }

    fn is_last(&self) -> bool {
        self.part.end == self.variant.witnesses[0].words.len()
    }
}

/// A wording, cut where some texts spell or set a word otherwise than others: words that differ in typography alone are one
/// wording.
fn readings<'variorum>(
    place: &'variorum Place,
    variant: &'variorum Variant,
    texts: &[&Text],
) -> Vec<Reading<'variorum>> {
    let (first, others) = variant.witnesses.split_first().expect("some text has each wording");
    let is_one = |offset: &usize| {
        let seen = |witness: &Witness| {
            let (text, word) = (texts[witness.text], witness.words.start + offset);
            (text.tokens[word].exact, text.settings_of(word))
        };
        let known = seen(first);
        others.iter().all(|witness| seen(witness) == known)
    };
    let alike: Vec<bool> = (0..first.words.len()).map(|offset| is_one(&offset)).collect();
    let mut start = 0;
    let part = |run: &[bool]| {
        let part = start..start + run.len();
        start = part.end;
        Reading { place, variant, part, is_one: run[0] }
    };
    alike.chunk_by(|one, next| one == next).map(part).collect()
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
            let is_again = seen[witness.text] == rows.len() && reading.part.start == 0;
            is_again && texts[witness.text].begins_passage(witness.words.start)
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

/// The texts of which a row goes on with a passage that another row began, because something of other texts stands between.
fn going_on(row: &[Reading<'_>], texts: &[&Text]) -> Vec<usize> {
    let mut is_seen = vec![false; texts.len()];
    let mut going_on = Vec::new();
    for reading in row {
        for witness in &reading.variant.witnesses {
            let goes_on = !texts[witness.text].begins_passage(reading.words(witness).start);
            if !std::mem::replace(&mut is_seen[witness.text], true) && goes_on {
                going_on.push(witness.text);
            }
        }
    }
    going_on.sort_unstable();
    going_on
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
    /// None for what all texts have, and spell alike.
    mark: Option<Mark>,
    is_present: bool,
    is_last: bool,
    /// Whether a space stands before it that its own text has not.
    needs_space: bool,
}

/// What tells a wording from others.
#[derive(Clone)]
struct Mark {
    class: String,
    /// The iterations that spell it so: `1 4-5`.
    iterations: String,
    /// The iterations that have it, however they spell it; none if all have it.
    told: Option<String>,
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

/// The witness that a wording is taken from: the text that is shown, or else the latest.
fn chosen(variant: &Variant, shown: usize) -> &Witness {
    let last = variant.witnesses.last().expect("some text has each wording");
    variant.witnesses.iter().find(|witness| witness.text == shown).unwrap_or(last)
}

/// The witnesses of a reading by how they spell it and set it, those that do as the chosen one first.
fn spellings<'variorum>(reading: &Reading<'variorum>, texts: &[&Text], shown: usize) -> Vec<Vec<&'variorum Witness>> {
    let witnesses = &reading.variant.witnesses;
    if reading.is_one {
        return vec![witnesses.iter().collect()];
    }
    let written = |witness: &Witness| {
        let text = texts[witness.text];
        let words = reading.words(witness);
        words.map(|word| (text.tokens[word].exact, text.settings_of(word))).collect::<Vec<_>>()
    };
    let mut found = vec![(written(chosen(reading.variant, shown)), Vec::new())];
    for witness in witnesses {
        let spelling = written(witness);
        match found.iter_mut().find(|(known, _)| *known == spelling) {
            Some((_, witnesses)) => witnesses.push(witness),
            None => found.push((spelling, vec![witness])),
        }
    }
    found.into_iter().map(|(_, witnesses)| witnesses).collect()
}

fn stretches<'text>(
    reading: &Reading<'_>,
    texts: &[&'text Text],
    numbers: &[IterationNumber],
    shown: usize,
    most: usize,
) -> Vec<Stretch<'text>> {
    let Reading { place, variant, .. } = reading;
    let positions = |witnesses: &[&Witness]| witnesses.iter().map(|witness| witness.text).collect::<Vec<_>>();
    let all: Vec<usize> = variant.witnesses.iter().map(|witness| witness.text).collect();
    let is_everywhere = all.len() == texts.len();
    let spellings = spellings(reading, texts, shown);
    let mut stretches = Vec::new();
    for (index, witnesses) in spellings.iter().enumerate() {
        let from = if index == 0 { chosen(variant, shown) } else { witnesses[witnesses.len() - 1] };
        let is_present = from.text == shown;
        let class = match (index, is_everywhere, is_present) {
            (0, true, _) => "v now".to_owned(),
            (0, false, true) => format!("v now s{}", shade(place.changes, most)),
            (0, false, false) => format!("v s{}", shade(place.changes, most)),
            _ => "v t".to_owned(),
        };
        let mark = (!is_everywhere || spellings.len() > 1).then(|| Mark {
            class,
            iterations: runs(&positions(witnesses), numbers),
            told: (!is_everywhere && index == 0 && reading.is_last()).then(|| runs(&all, numbers)),
        });
        let written = texts[from.text].stretches(reading.words(from));
        stretches.extend(written.map(|(settings, text)| Stretch {
            settings,
            text,
            mark: mark.clone(),
            is_present,
            is_last: false,
            needs_space: false,
        }));
        if let Some(last) = stretches.last_mut() {
            last.is_last = true;
        }
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
                html.tag(if piece.needs_space { " " } else { "" }).text(piece.text);
                continue;
            };
            html.tag("<span").attribute("class", &mark.class);
            html.attribute("data-in", &mark.iterations)
                .tag(if piece.needs_space { "> " } else { ">" })
                .text(piece.text);
            if let Some(told) = mark.told.as_ref().filter(|_| piece.is_last) {
                html.tag("<sup>").text(&told.replace('-', "–").replace(' ', ", ")).tag("</sup>");
            }
            html.tag("</span>");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::content::document;
    use crate::content::document::Target;
    use crate::history::ladder::Ladder;
    use crate::history::text::Lexicon;
    use crate::history::variorum::align;

    struct NoLinks;

    impl Links for NoLinks {
        fn address(&self, _: &Target, _: &str) -> Option<crate::base::web::address::Address> {
            None
        }

        fn name(&self, _: &Target) -> String {
            String::new()
        }

        fn words(&self) -> &crate::base::language::Words {
            crate::base::language::english()
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
        let rows = |markdown: &[&str]| shown(markdown).matches("<p").count();
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
    fn another_spelling_of_the_same_words_is_kept_for_its_own_text() {
        let html = shown(&["The team's work is one.", "The team’s work is one."]);
        assert_eq!(
            html,
            "<p>The<span class=\"v now\" data-in=\"2\"> team’s</span><span class=\"v t\" data-in=\"1\"> team&#39;s</span> work is one.</p>\n"
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
