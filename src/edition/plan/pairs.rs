//! Which iterations are compared on pages of their own.

use crate::base::names::IterationNumber;
use crate::content::knowledge::Definition;

/// All pairs of texts among this many first iterations are compared on pages of their own; later ones with their
/// neighbours. The number never shrinks, because that would take back pages.
pub const ALL_PAIRS_AMONG: u32 = 12;

/// The pairs of iterations that are compared on pages of their own, the earlier first. A text that is published, withdrawn or
/// not taken up later takes none of them back.
pub fn pairs(definition: &Definition) -> impl Iterator<Item = (IterationNumber, IterationNumber)> {
    let numbers = definition.texts_of_any_standing().map(|iteration| iteration.number);
    numbers.flat_map(|after| paired_before(definition, after).into_iter().map(move |before| (before, after)))
}

/// The earlier iterations that one is compared with on pages of their own, the latest first.
pub fn paired_before(definition: &Definition, after: IterationNumber) -> Vec<IterationNumber> {
    let Some(iteration) = definition.iteration(after).filter(|iteration| iteration.text().is_some()) else {
        return Vec::new();
    };
    let before = definition.iterations()[..after.get() as usize - 1].iter().rev();
    let mut before = before.filter(|iteration| iteration.text().is_some()).map(|iteration| iteration.number);
    if after.get() <= ALL_PAIRS_AMONG {
        return before.collect();
    }
    let nearest = before.next();
    // Whether a text that was never published has a page with its base depends on what happens to others meanwhile.
    let base = Some(iteration).filter(|iteration| iteration.was_published());
    let base = base.and_then(|_| definition.published_before(after)).map(|base| base.number);
    nearest.into_iter().chain(base.filter(|base| Some(*base) != nearest)).collect()
}

/// The later iterations that one is compared with on pages of their own, the earliest first.
pub fn paired_later(definition: &Definition, before: IterationNumber) -> impl Iterator<Item = IterationNumber> {
    let later = definition.iterations().iter().skip(before.get() as usize);
    let later = later.filter(|iteration| iteration.text().is_some()).map(|iteration| iteration.number);
    let all_among = later.clone().take_while(|after| after.get() <= ALL_PAIRS_AMONG);
    // Of those after them only the nearest text and the nearest published one can have it for a neighbour.
    let beyond = |number: &IterationNumber| number.get() > ALL_PAIRS_AMONG;
    let nearest = later.clone().next().filter(beyond);
    let published = definition.published_after(before).map(|iteration| iteration.number).filter(beyond);
    let few = nearest.into_iter().chain(published.filter(|published| Some(*published) != nearest));
    all_among.chain(few).filter(move |after| is_compared(definition, before, *after))
}

/// Whether a pair of iterations is compared on a page of its own.
pub fn is_compared(definition: &Definition, before: IterationNumber, after: IterationNumber) -> bool {
    paired_before(definition, after).contains(&before)
}
