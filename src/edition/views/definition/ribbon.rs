//! The sentences of all texts side by side, as a picture and as a table.

use serde::Serialize;

use crate::base::language::{RibbonWords, Words};
use crate::base::names::IterationNumber;
use crate::base::web::markup::Html;
use crate::content::knowledge::Entry;
use crate::edition::batch::DefinitionBatch;
use crate::edition::links::{Link, Linker};
use crate::history::ribbon::{Band, Column, Ribbon, Step, draw};
use crate::history::text::Text;
use crate::history::text::wording::{listed, percent, quote};

/// How high the longest text stands, in tenths of a pixel; so is everything below.
const HEIGHT: usize = 2800;
/// Where the columns begin; above them stand the numbers.
const TOP: usize = 260;
/// Between the edge and the first column.
const EDGE: usize = 160;
/// How wide a column is.
const BAR: usize = 280;
/// Between two bands, where there is room.
const GAP: usize = 30;
/// From a column to the next, where there are few, and where there are many.
const WIDE_STEP: usize = 1500;
const NARROW_STEP: usize = 700;
const FEW_COLUMNS: usize = 10;
/// A band as high as this carries the number of its origin.
const ROOM_FOR_NUMBER: usize = 150;
/// How many colours tell origins apart. They go from dark to light, so that print and every eye keep their order.
const COLOURS: usize = 6;

/// The sentences of all texts side by side.
#[derive(Debug, Serialize)]
pub struct RibbonView {
    /// The picture, as SVG.
    pub picture: Html,
    /// The same as rows, the first text first.
    pub rows: Vec<RibbonRow>,
}

/// What the picture shows of one text.
#[derive(Debug, Serialize)]
pub struct RibbonRow {
    /// The iteration.
    pub iteration: Link,
    /// How long it is: "3 sentences, 60 words".
    pub length: String,
    /// The iterations that its words come from, with their shares.
    pub origins: String,
    /// What became of its sentences in the next text; none for the last.
    pub step: Option<String>,
}

pub(super) fn ribbon(batch: &DefinitionBatch<'_>, links: &Linker<'_>) -> RibbonView {
    let (id, chronicle) = (batch.id, batch.chronicle());
    let ribbon = draw(chronicle);
    let texts: Vec<&Text> = chronicle.ladder.texts().iter().map(AsRef::as_ref).collect();
    let numbers = &chronicle.numbers;
    let say = links.words;
    let row = |column: &Column| {
        let number = numbers[column.text];
        let share =
            |(text, words): (&usize, &usize)| say.ribbon.share(percent(*words, column.words, say), numbers[*text]);
        let shares: Vec<String> = column.origins.iter().filter(|(_, words)| **words > 0).map(share).collect();
        let sentences = texts[column.text].sentences.len();
        RibbonRow {
            iteration: Link::new(say.iteration.label(number), links.entry(Entry::Iteration(id, number))),
            length: say.number.sentences(sentences) + &say.list.comma + &say.number.words(column.words),
            origins: listed(&shares, say),
            step: column.step.map(|became| step(became, say)),
        }
    };
    let rows = ribbon.columns.iter().map(row).collect();
    RibbonView { picture: picture(&ribbon, &texts, numbers, say), rows }
}

/// "2 kept, 1 changed, 1 new".
fn step(step: Step, words: &Words) -> String {
    let say = &words.ribbon;
    let parts = [
        (step.kept, &say.kept),
        (step.changed, &say.changed),
        (step.split, &say.split),
        (step.merged, &say.merged),
        (step.moved, &say.moved),
        (step.dropped, &say.dropped),
        (step.new, &say.new_ones),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    parts.map(|(number, what)| what.say(number)).collect::<Vec<_>>().join(&words.list.comma)
}

/// Where a band stands.
#[derive(Clone, Copy)]
struct Slot {
    top: usize,
    height: usize,
}

/// How much of the height a word takes, and how much stands between two bands.
struct Scale {
    most_words: usize,
    gap: usize,
}

impl Scale {
    fn of(ribbon: &Ribbon) -> Self {
        let most_bands = ribbon.columns.iter().map(|column| column.bands.len()).max().unwrap_or_default();
        let most_words = ribbon.columns.iter().map(|column| column.words).max().unwrap_or_default();
        Self { most_words: most_words.max(1), gap: if most_bands * GAP * 4 <= HEIGHT { GAP } else { 0 } }
    }

    fn height(&self, words: usize) -> usize {
        words * HEIGHT / self.most_words
    }

    fn boxes(&self, column: &Column) -> Vec<Slot> {
        let mut words = 0;
        let place = |(index, band): (usize, &Band)| {
            let top = TOP + self.height(words) + index * self.gap;
            words += band.words;
            Slot { top, height: (TOP + self.height(words) + index * self.gap - top).max(10) }
        };
        column.bands.iter().enumerate().map(place).collect()
    }
}

fn picture(ribbon: &Ribbon, texts: &[&Text], numbers: &[IterationNumber], words: &Words) -> Html {
    let scale = Scale::of(ribbon);
    let columns: Vec<Vec<Slot>> = ribbon.columns.iter().map(|column| scale.boxes(column)).collect();
    let count = columns.len();
    let between = if count <= FEW_COLUMNS { WIDE_STEP } else { NARROW_STEP };
    let left = |column: usize| EDGE + column * between;
    let width = left(count - 1) + BAR + EDGE;
    let bottom = columns.iter().flatten().map(|band| band.top + band.height).max().unwrap_or(TOP);
    let height = bottom + 100;
    let mut html = Html::new();
    html.tag(if count <= FEW_COLUMNS { "<svg class=\"few\"" } else { "<svg" })
        .attribute("viewBox", &format!("0 0 {width} {height}"));
    html.attribute("width", &(width / 10).to_string()).attribute("height", &(height / 10).to_string());
    html.tag(" role=\"img\" aria-labelledby=\"ribbon-title\">");
    html.tag("<title id=\"ribbon-title\">")
        .text(&title(&numbers[ribbon.columns[0].text..], &words.ribbon))
        .tag("</title>\n");
    let mut leaving: Vec<Vec<usize>> = columns.iter().map(|bands| vec![0; bands.len()]).collect();
    let mut arriving = leaving.clone();
    for flow in &ribbon.flows {
        let (from, to) = (columns[flow.column][flow.from], columns[flow.column + 1][flow.to]);
        let thick = scale.height(flow.words).max(5);
        let start = (from.top + leaving[flow.column][flow.from]).min(from.top + from.height.saturating_sub(thick));
        let end = (to.top + arriving[flow.column + 1][flow.to]).min(to.top + to.height.saturating_sub(thick));
        leaving[flow.column][flow.from] += thick;
        arriving[flow.column + 1][flow.to] += thick;
        let (x, end_x) = (left(flow.column) + BAR, left(flow.column + 1));
        let middle = usize::midpoint(x, end_x);
        let origin = ribbon.columns[flow.column].bands[flow.from].origin;
        let (start_bottom, end_bottom) = (start + thick, end + thick);
        let path = format!(
            "M {x} {start} C {middle} {start} {middle} {end} {end_x} {end} V {end_bottom} \
             C {middle} {end_bottom} {middle} {start_bottom} {x} {start_bottom} Z"
        );
        html.tag("<path").attribute("class", &format!("flow o{}", colour(origin, numbers.len())));
        html.attribute("d", &path).tag("></path>");
    }
    for (index, (column, boxes)) in ribbon.columns.iter().zip(&columns).enumerate() {
        let x = left(index);
        let middle = (x + BAR / 2).to_string();
        html.tag("\n<text class=\"top\"").attribute("x", &middle).tag(" y=\"180\">");
        html.text(&numbers[column.text].to_string()).tag("</text>");
        for (band, place) in column.bands.iter().zip(boxes) {
            html.tag("<rect").attribute("class", &format!("o{}", colour(band.origin, numbers.len())));
            html.attribute("x", &x.to_string()).attribute("y", &place.top.to_string());
            html.attribute("width", &BAR.to_string()).attribute("height", &place.height.to_string()).tag("><title>");
            html.text(&said(band, texts[column.text], numbers, words)).tag("</title></rect>");
            if place.height >= ROOM_FOR_NUMBER {
                html.tag("<text").attribute("class", &format!("n{}", colour(band.origin, numbers.len())));
                let baseline = place.top + place.height / 2 + 40;
                html.attribute("x", &middle).attribute("y", &baseline.to_string()).tag(">");
                html.text(&numbers[band.origin].to_string()).tag("</text>");
            }
        }
    }
    html.tag("\n</svg>\n");
    html
}

fn colour(origin: usize, texts: usize) -> usize {
    origin * (COLOURS - 1) / (texts - 1).max(1)
}

fn title(numbers: &[IterationNumber], words: &RibbonWords) -> String {
    let (first, last) = (numbers[0], numbers[numbers.len() - 1]);
    words.title(first, last)
}

fn said(band: &Band, text: &Text, numbers: &[IterationNumber], words: &Words) -> String {
    let what = match band.sentences.len() {
        1 => quote(text.slice(text.sentences[band.sentences.start].clone()), words),
        several => words.number.sentences(several) + &words.list.comma + &words.number.words(band.words),
    };
    words.ribbon.from(numbers[band.origin], what)
}
