//! What is asked of a definition, and which iterations meet it.

use serde::Serialize;

use crate::content::knowledge::{Criterion, Definition, Entry, Id, Iteration, LostCriterion};
use crate::edition::links::{Link, Linker};

/// All criteria against all iterations of the history.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    /// The iterations, the first first.
    pub iterations: Vec<Link>,
    /// The criteria.
    pub rows: Vec<MatrixRow>,
}

/// A criterion with what meets it in each iteration.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// The criterion.
    pub criterion: CriterionView,
    /// What the iterations say, those beside each other that say the same in one cell.
    pub cells: Vec<MatrixCell>,
}

/// What some iterations beside each other say to a criterion.
#[derive(Debug, Serialize)]
pub struct MatrixCell {
    /// How many iterations.
    pub span: usize,
    /// The phrases that meet it; none if they do not.
    pub phrases: Vec<String>,
}

/// A criterion and what meets it in the iteration of a page.
#[derive(Debug, Serialize)]
pub struct CriterionView {
    /// Its name.
    pub id: String,
    /// What is asked.
    pub statement: String,
    /// Where it was learned.
    pub from: Option<Link>,
    /// That an earlier text met it and no later one does, in a sentence.
    pub lost: Option<String>,
    /// The phrases of the iteration that meet it; none if it does not, or if the page is of no iteration.
    pub phrases: Vec<String>,
}

/// All criteria against all texts; none if nothing is asked.
pub(in crate::edition::views) fn matrix(links: &Linker<'_>, id: Id<Definition>) -> Option<MatrixView> {
    let definition = links.knowledge.definition(id);
    let iterations: Vec<&Iteration> = definition.history().collect();
    let row = |(index, criterion): (usize, CriterionView)| {
        let said: Vec<Vec<String>> = iterations.iter().map(|iteration| phrases(iteration, index)).collect();
        let cells = said.chunk_by(|one, next| one == next);
        let cells = cells.map(|same| MatrixCell { span: same.len(), phrases: same[0].clone() });
        MatrixRow { criterion, cells: cells.collect() }
    };
    let iteration = |iteration: &&Iteration| {
        Link::new(iteration.number.to_string(), links.entry(Entry::Iteration(id, iteration.number)))
    };
    let rows: Vec<MatrixRow> = criteria(links, id, None).into_iter().enumerate().map(row).collect();
    (!rows.is_empty()).then(|| MatrixView { iterations: iterations.iter().map(iteration).collect(), rows })
}

/// The criteria of a definition, for its page or for that of an iteration.
pub(in crate::edition::views) fn criteria(
    links: &Linker<'_>,
    id: Id<Definition>,
    only: Option<&Iteration>,
) -> Vec<CriterionView> {
    let definition = links.knowledge.definition(id);
    let lost = match only {
        None => definition.lost_criteria(),
        Some(only) => lost_for_good(definition, only),
    };
    let lost = |criterion: usize| {
        let lost = lost.iter().find(|lost| lost.criterion == criterion)?;
        Some(links.words.definition.lost(lost.met_by, lost.lost_in))
    };
    let view = |(index, criterion): (usize, &Criterion)| CriterionView {
        id: criterion.id.value.to_string(),
        statement: criterion.statement.clone(),
        from: criterion
            .from
            .map(|id| Link::new(&links.knowledge.influence(id).title, links.entry(Entry::Influence(id)))),
        lost: lost(index),
        phrases: only.map_or_else(Vec::new, |only| phrases(only, index)),
    };
    definition.criteria.iter().enumerate().map(view).collect()
}

/// The criteria that the text of a page lost. Of what was published before the text that is shown, those that this one does
/// not meet either.
fn lost_for_good(definition: &Definition, text: &Iteration) -> Vec<LostCriterion> {
    let mut lost = definition.criteria_lost_in(text);
    let shown = definition.shown().filter(|shown| text.was_published() && text.number < shown.number);
    if let Some(shown) = shown {
        let of_shown = definition.criteria_lost_in(shown);
        lost.retain(|lost| of_shown.contains(lost));
    }
    lost
}

/// The phrases of an iteration that meet a criterion.
fn phrases(iteration: &Iteration, criterion: usize) -> Vec<String> {
    let meets = iteration.meets.iter().filter(|meets| meets.criterion == criterion);
    meets.map(|meets| meets.phrase.clone()).collect()
}
