//! Parts that several pages show.

use jiff::civil::Date;
use serde::Serialize;

use crate::base::language::{Message, Words};
use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::document::Body;
use crate::content::document::body::html::{self, Setting};
use crate::content::knowledge::{Definition, Entry, Id, Iteration, KnowledgeBase, Person, Standing, Subject};
use crate::edition::links::date::DateView;
use crate::edition::links::linker::{BODY_IDS, ITERATION_IDS, Linker};
use crate::edition::plan::{Page, Shelf, is_compared};
use crate::edition::views::prepared::Prepared;
use crate::history::Compared;
use crate::history::comparison::show::{html as marked, sentences, summary};
use crate::history::text::wording::{listed, percent};

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// Its words.
    pub label: String,
    /// Where it leads.
    pub href: Address,
    /// Whether the page is that place, or belongs under it.
    pub current: bool,
}

impl Link {
    pub(super) fn new(label: impl Into<String>, href: Address) -> Self {
        Self { label: label.into(), href, current: false }
    }
}

/// An entry in a list: a link, a line about it, a date.
#[derive(Debug, Serialize)]
pub struct EntryLink {
    /// Its name.
    pub label: String,
    /// Where it is.
    pub href: Address,
    /// What kind of thing it is, in a word or two.
    pub kind: String,
    /// One line about it.
    pub line: Option<String>,
    /// Its date.
    pub date: Option<Prepared<DateView>>,
}

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

/// What changed between two iterations.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// The number of the earlier one.
    pub from: u32,
    /// The number of the later one.
    pub to: u32,
    /// The earlier one by its name: `Iteration 4`.
    pub before: String,
    /// The later one by its name.
    pub after: String,
    /// The page that compares them, if there is one.
    pub href: Option<Address>,
    /// How much changed, in a sentence.
    pub summary: String,
    /// Announced iterations between them that were never written, in a sentence.
    pub skipped: Option<String>,
    /// The later text with the changes marked in it. Where it has columns, the earlier one stands hidden beside what differs.
    pub marked: Html,
    /// Whether a style sheet can set both texts side by side.
    pub has_columns: bool,
    /// Every change as a sentence.
    pub sentences: Vec<String>,
}

/// How much of a ladder a page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
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

/// The rungs of a definition's ladder, latest first.
pub(super) fn ladder(
    shelf: &Shelf<'_>,
    id: Id<Definition>,
    links: &Linker<'_>,
    this: Option<IterationNumber>,
    extent: Extent,
) -> Prepared<Vec<Rung>> {
    let definition = shelf.site.knowledge().definition(id);
    let rungs = || Prepared::new(rungs(shelf, id, links, this, extent));
    if definition.iterations().len() <= SHORT_LADDER { shelf.ladder.get_or_init(rungs).clone() } else { rungs() }
}

fn rungs(
    shelf: &Shelf<'_>,
    id: Id<Definition>,
    links: &Linker<'_>,
    this: Option<IterationNumber>,
    extent: Extent,
) -> Vec<Rung> {
    let definition = shelf.site.knowledge().definition(id);
    let current = definition.current().map(|iteration| iteration.number);
    let words = links.words;
    let rung = |iteration: &Iteration| {
        let standing = &words.standing;
        let (state, said) = match (&iteration.standing, iteration.coming()) {
            (Standing::Published(_), Some(day)) => ("coming", in_effect_from(links, day)),
            (Standing::Published(_), None) if current == Some(iteration.number) => {
                ("current", standing.current.clone())
            }
            (Standing::Published(_), None) => ("earlier", String::new()),
            (Standing::Proposed(_), _) => ("proposed", standing.proposed_long.clone()),
            (Standing::Withdrawn(_), _) => ("withdrawn", standing.withdrawn.clone()),
            (Standing::Declined(_), _) => ("declined", standing.declined.clone()),
            (Standing::Placeholder, _) => ("tba", standing.tba.clone()),
        };
        let change = shelf.change(id, iteration.number);
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
            || definition.iterations().len() <= SHORT_LADDER
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

/// "in effect from 1 March 2027"
pub(super) fn in_effect_from(links: &Linker<'_>, day: Date) -> String {
    links.words.standing.in_effect_from(&links.date(day).data().words)
}

/// How a style sheet can set a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    /// In one column.
    One,
    /// Side by side as well, for which what differs stands in the page twice.
    Two,
}

/// What changed between two iterations; none if one has no text.
pub(super) fn change(
    shelf: &Shelf<'_>,
    links: &Linker<'_>,
    id: Id<Definition>,
    before: IterationNumber,
    after: IterationNumber,
    columns: Columns,
) -> Option<ChangeView> {
    let chronicle = shelf.chronicle(id);
    let Compared { before: old, after: new, comparison } = chronicle.compare(before, after)?;
    let definition = shelf.site.knowledge().definition(id);
    Some(ChangeView {
        from: before.get(),
        to: after.get(),
        before: links.words.iteration.label(before),
        after: links.words.iteration.label(after),
        href: is_compared(definition, before, after).then(|| links.page(&Page::Comparison(id, before, after))),
        summary: summary::sentence(&comparison, old, new, links.words),
        skipped: skipped(definition, before, after, links.words),
        marked: match columns {
            Columns::One => marked::inline(&comparison, old, new, "c-", links),
            Columns::Two => marked::two_layouts(&comparison, old, new, "c-", links),
        },
        has_columns: columns == Columns::Two,
        sentences: sentences::write(&comparison, old, new, links.words),
    })
}

/// "Iterations 2 and 3 were announced and never written."
fn skipped(definition: &Definition, before: IterationNumber, after: IterationNumber, words: &Words) -> Option<String> {
    let numbers: Vec<String> = definition
        .iterations()
        .iter()
        .filter(|iteration| before < iteration.number && iteration.number < after && iteration.text().is_none())
        .map(|iteration| iteration.number.to_string())
        .collect();
    (!numbers.is_empty()).then(|| words.iteration.was_announced(numbers.len(), listed(&numbers, words)))
}

/// Links to the comparisons of an iteration that a reader of it wants first.
pub(super) fn compared(
    definition: &Definition,
    id: Id<Definition>,
    links: &Linker<'_>,
    number: IterationNumber,
) -> Vec<Link> {
    let words = &links.words.iteration;
    let before = definition.compared_with(number).map(|iteration| (iteration.number, &words.name));
    let first = definition.history().next().map(|iteration| (iteration.number, &words.name_first));
    let current = definition.current().map(|iteration| (iteration.number, &words.name_current));
    // A number that is two of these is called by what says most.
    let mut others: Vec<(IterationNumber, &Message)> = Vec::new();
    for (other, name) in [current, first, before].into_iter().flatten() {
        let (earlier, later) = (other.min(number), other.max(number));
        if is_compared(definition, earlier, later) && others.iter().all(|(known, _)| *known != other) {
            others.push((other, name));
        }
    }
    others.sort_unstable_by_key(|(other, _)| std::cmp::Reverse(*other));
    let link = |(other, name): (IterationNumber, &Message)| {
        let page = Page::Comparison(id, other.min(number), other.max(number));
        Link::new(name.say(other), links.page(&page))
    };
    others.into_iter().map(link).collect()
}

/// The names of people with their pages.
pub(super) fn people(knowledge: &KnowledgeBase, links: &Linker<'_>, people: &[Id<Person>]) -> Vec<Link> {
    people.iter().map(|id| Link::new(&knowledge.person(*id).name, links.entry(Entry::Person(*id)))).collect()
}

/// "`ProdOps`, iteration 4" with its page.
pub(super) fn subject(knowledge: &KnowledgeBase, links: &Linker<'_>, subject: Subject) -> Link {
    let term = &knowledge.definition(subject.definition).term;
    match subject.iteration {
        Some(number) => {
            let name = links.words.iteration.of_term(term, number);
            Link::new(name, links.entry(Entry::Iteration(subject.definition, number)))
        }
        None => Link::new(term, links.entry(Entry::Definition(subject.definition))),
    }
}

/// The text of an iteration, which stands right below the title of its page; empty for a placeholder.
pub(super) fn iteration_text(iteration: &Iteration, links: &Linker<'_>) -> Html {
    let write = |body| html::write(body, &Setting { heading_level: 2, id_prefix: ITERATION_IDS, links });
    iteration.text().map_or_else(Html::new, write)
}

/// The text of any other document, below the title of its page.
pub(super) fn body(body: &Body, links: &Linker<'_>) -> Html {
    html::write(body, &Setting { heading_level: 2, id_prefix: BODY_IDS, links })
}

/// The page that tells how to contribute.
pub(super) fn contribute(knowledge: &KnowledgeBase, links: &Linker<'_>) -> Option<Link> {
    knowledge.contribute().map(|id| Link::new(&knowledge.page(id).title, links.entry(Entry::Page(id))))
}
