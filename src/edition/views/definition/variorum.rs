//! The page that shows all iterations of a definition at once.

use serde::Serialize;

use crate::base::language::VariorumWords;
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::knowledge::{Entry, Iteration};
use crate::edition::batch::DefinitionBatch;
use crate::edition::links::Linker;
use crate::edition::plan::{Page, is_compared};
use crate::edition::views::definition::ribbon::{RibbonView, ribbon};
use crate::edition::views::parts::{IterationPart, Shown, part};
use crate::history::text::Text;
use crate::history::variorum::html::{self, Shade};

/// What `variorum.html` shows.
#[derive(Debug, Serialize)]
pub struct VariorumView {
    /// The term.
    pub term: String,
    /// The page of the term.
    pub definition: Address,
    /// The number of the iteration that is taken for the present text.
    pub number: u32,
    /// All texts, each wording at its place.
    pub text: Html,
    /// What the shades mean, the lightest first; empty if there is one text.
    pub shades: Vec<ShadeView>,
    /// The iterations of the history, the first first.
    pub stations: Vec<Station>,
    /// Their sentences side by side; none if there is one text.
    pub ribbon: Option<RibbonView>,
}

/// What a shade means.
#[derive(Debug, Serialize)]
pub struct ShadeView {
    /// From 1.
    pub number: usize,
    /// How often the places in it changed, in words.
    pub words: String,
}

/// An iteration with its text.
#[derive(Debug, Serialize)]
pub struct Station {
    /// The iteration.
    pub iteration: IterationPart,
    /// What changed from the text that it followed, in a sentence; none for the first.
    pub change: Option<String>,
    /// The page that compares it with that text.
    pub compared: Option<Address>,
}

/// The page of all iterations of a definition.
pub(in crate::edition::views) fn variorum(batch: &DefinitionBatch<'_>, links: &Linker<'_>) -> Shown<VariorumView> {
    let (id, definition, chronicle) = (batch.id, batch.definition, batch.chronicle());
    let texts: Vec<&Text> = chronicle.ladder.texts().iter().map(AsRef::as_ref).collect();
    let number = definition.shown().expect("this page is planned where there is a text").number;
    let shown = chronicle.numbers.binary_search(&number).expect("what is shown has a text");
    let station = |iteration: &Iteration| {
        let change = batch.change(iteration.number);
        let compared = change.filter(|change| is_compared(definition, change.from, change.to));
        Station {
            iteration: part(links, id, iteration),
            change: change.map(|change| change.summary.clone()),
            compared: compared.map(|change| links.page(&Page::Comparison(id, change.from, change.to))),
        }
    };
    let view = VariorumView {
        term: definition.term.clone(),
        definition: links.entry(Entry::Definition(id)),
        number: number.get(),
        text: html::write(chronicle.variorum(), &texts, &chronicle.numbers, shown, links),
        shades: html::shades(chronicle.variorum()).into_iter().map(|of| shade(of, &links.words.variorum)).collect(),
        stations: definition.history().map(station).collect(),
        ribbon: (texts.len() > 1).then(|| ribbon(batch, links)),
    };
    let title = links.words.variorum.title(&definition.term);
    let description = links.words.variorum.about(texts.len(), &definition.term);
    Shown::new(title, description, view)
}

fn shade(shade: Shade, say: &VariorumWords) -> ShadeView {
    let times = |number: usize| match number {
        1 => say.once.clone(),
        2 => say.twice.clone(),
        more => say.times(more),
    };
    let words = match (shade.from, shade.to) {
        (from, to) if from == to => times(to),
        (from, to) => say.times_between(from, to),
    };
    ShadeView { number: shade.number, words }
}
