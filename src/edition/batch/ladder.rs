//! The ladder: all iterations of a definition, one above another.

use serde::Serialize;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Entry, Id, Iteration, Standing};
use crate::edition::links::{DateView, Linker, Prepared};
use crate::history::Change;
use crate::history::text::wording::percent;

/// An iteration on the ladder.
#[derive(Debug, Serialize)]
pub struct Rung {
    /// Its number.
    pub number: u32,
    /// `Iteration 5`
    pub label: String,
    /// Its page.
    pub href: Address,
    /// Its date.
    pub date: Prepared<DateView>,
    /// `current`, `earlier`, `coming`, `tba`, `proposed`, `withdrawn` or `declined`.
    pub state: &'static str,
    /// The same in words; empty for an earlier text.
    pub words: String,
    /// How much it kept of the text that it followed, or would keep of the one that it would replace, in words: "kept 45 % of the text
    /// before"; none for the first and for what has no text.
    pub kept: Option<String>,
    /// The same in tenths, from 0 to 10.
    pub kept_tenths: usize,
    /// How many iterations between this one and the one above are not shown, in words; none if they stand side by side.
    pub skipped: Option<String>,
}

/// How much of a ladder a page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Every rung.
    Whole,
    /// The rungs at both ends and around the iteration of the page; a ladder of a thousand rungs on each of a thousand
    /// pages would be a million.
    Near,
}

/// The longest ladder that every page shows whole.
const SHORT_LADDER: usize = 40;
/// How many rungs stand at each end and on each side of the iteration of the page, where not all do.
const RUNGS: u32 = 8;

/// Whether all pages show the whole ladder of a definition.
pub(super) fn is_short(definition: &Definition) -> bool {
    definition.iterations().len() <= SHORT_LADDER
}

/// The rungs of a definition's ladder, latest first. `change` tells what changed in an iteration.
pub(super) fn rungs<'site>(
    id: Id<Definition>,
    links: &Linker<'_>,
    this: Option<IterationNumber>,
    extent: Extent,
    change: &dyn Fn(IterationNumber) -> Option<&'site Change>,
) -> Vec<Rung> {
    let definition = links.knowledge.definition(id);
    let current = definition.current().map(|iteration| iteration.number);
    let words = links.words;
    let rung = |iteration: &Iteration| {
        let standing = &words.standing;
        let (state, said) = match (&iteration.standing, iteration.coming()) {
            (Standing::Published(_), Some(day)) => ("coming", standing.in_effect_from(&links.date(day).data().words)),
            (Standing::Published(_), None) if current == Some(iteration.number) => {
                ("current", standing.current.clone())
            }
            (Standing::Published(_), None) => ("earlier", String::new()),
            (Standing::Proposed(_), _) => ("proposed", standing.proposed_long.clone()),
            (Standing::Withdrawn(_), _) => ("withdrawn", standing.withdrawn.clone()),
            (Standing::Declined(_), _) => ("declined", standing.declined.clone()),
            (Standing::Placeholder, _) => ("tba", standing.tba.clone()),
        };
        let change = change(iteration.number);
        Rung {
            kept: change.map(|change| {
                let share = percent(change.kept, change.of, words);
                if iteration.was_published() {
                    words.ladder.kept(share)
                } else {
                    words.ladder.would_keep(share, change.from)
                }
            }),
            kept_tenths: change.map_or(0, |change| (change.kept * 10).div_ceil(change.of.max(1))),
            number: iteration.number.get(),
            href: links.entry(Entry::Iteration(id, iteration.number)),
            date: links.date(iteration.date),
            label: words.iteration.label(iteration.number),
            state,
            words: said,
            skipped: None,
        }
    };
    let last = u32::try_from(definition.iterations().len()).expect("at most 10,000 iterations");
    let is_shown = |iteration: &&Iteration| {
        let number = iteration.number.get();
        let near = |other: u32| number.abs_diff(other) <= RUNGS;
        extent == Extent::Whole
            || is_short(definition)
            || near(1)
            || near(last)
            || this.is_some_and(|this| near(this.get()))
            || current == Some(iteration.number)
    };
    let mut rungs: Vec<Rung> = definition.iterations().iter().rev().filter(is_shown).map(rung).collect();
    for index in 1..rungs.len() {
        let between = rungs[index - 1].number - rungs[index].number - 1;
        rungs[index].skipped = (between > 0).then(|| words.ladder.skipped(between as usize));
    }
    rungs
}
