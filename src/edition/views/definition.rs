//! The pages of a definition: home, the term, its iterations.

use serde::Serialize;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::document::ContributionKind;
use crate::content::knowledge::{
    Contribution, Definition, Entry, Folder, Id, Iteration, KnowledgeBase, Side, Standing, Subject,
};
use crate::edition::links::date::DateView;
use crate::edition::links::linker::Linker;
use crate::edition::plan::{Page, Shelf};
use crate::edition::views::cite::{CiteView, cite};
use crate::edition::views::criteria::{CriterionView, MatrixView, criteria, matrix};
use crate::edition::views::lists::{contribution_link, practice_link};
use crate::edition::views::parts::{self, ChangeView, Columns, EntryLink, Extent, Link, Rung};
use crate::edition::views::propose;
use crate::edition::views::provenance::{ProvenanceView, provenance};
use crate::edition::views::seals::{self, HeadView, SealView};
use crate::edition::views::{Prepared, Shown, View};
use crate::history::Happening;

/// How many contributions stand on the home page.
const LATEST: usize = 5;

/// What `home.html` shows.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// The featured definition.
    pub featured: Featured,
    /// Its practices and those of no definition.
    pub practices: Vec<EntryLink>,
    /// What the community said and did last.
    pub contributions: Vec<EntryLink>,
    /// The other definitions.
    pub others: Vec<EntryLink>,
    /// The list of practices.
    pub all_practices: Address,
    /// The list of contributions.
    pub all_contributions: Address,
    /// The timeline.
    pub timeline: Address,
}

/// A definition's current text and its history.
#[derive(Debug, Serialize)]
pub struct Featured {
    /// The term.
    pub term: String,
    /// The page of the term.
    pub href: Address,
    /// The number of the iteration that is shown; 0 if nothing was written yet.
    pub number: u32,
    /// The iteration that is shown; none if nothing was written yet.
    pub iteration: Option<IterationPart>,
    /// Its text; empty for a placeholder.
    pub text: Html,
    /// What changed from the text that it followed; of a proposal, from the one that it would replace.
    pub change: Option<ChangeView>,
    /// Its comparisons with the text that it followed and with the first, as far as they have pages.
    pub compared: Vec<Link>,
    /// All iterations, latest first.
    pub ladder: Prepared<Vec<Rung>>,
    /// The page that shows all iterations at once, if one has a text.
    pub all: Option<Address>,
    /// The page from which the next iteration is proposed.
    pub propose: Option<Link>,
    /// Published texts that take effect later, the next one first.
    pub coming: Vec<Coming>,
}

/// A published text that takes effect later.
#[derive(Debug, Serialize)]
pub struct Coming {
    /// Its page, called as in a sentence: `iteration 5`.
    pub iteration: Link,
    /// The day.
    pub date: Prepared<DateView>,
}

/// An iteration as it is shown.
#[derive(Debug, Serialize)]
pub struct IterationPart {
    /// Its number.
    pub number: u32,
    /// `Iteration 5`
    pub label: String,
    /// Its permanent page.
    pub href: Address,
    /// Its date.
    pub date: Prepared<DateView>,
    /// `current`, `published`, `coming`, `proposed`, `withdrawn`, `declined` or `tba`.
    pub standing: &'static str,
    /// The day on which it takes effect, if it names one.
    pub effective: Option<Prepared<DateView>>,
    /// Whether the wording is rude.
    pub explicit: bool,
    /// Who wrote it.
    pub authors: Vec<Link>,
}

/// What `definition.html` shows.
#[derive(Debug, Serialize)]
pub struct DefinitionView {
    /// The current text and its history.
    pub featured: Featured,
    /// Where the words of the text that is shown come from.
    pub provenance: Option<ProvenanceView>,
    /// One sentence.
    pub summary: String,
    /// Other names for it.
    pub also_known_as: Vec<String>,
    /// What readers should know around the term.
    pub body: Html,
    /// What is asked of it, and which iterations meet it.
    pub matrix: Option<MatrixView>,
    /// What is taken for it.
    pub not_to_be_confused_with: Vec<Confusion>,
    /// Who disagrees with it.
    pub dissent: Vec<EntryLink>,
    /// Everything that is known about it, to be printed.
    pub dossier: Address,
    /// Definitions beside it.
    pub related: Vec<Link>,
    /// Practices written against it.
    pub practices: Vec<EntryLink>,
    /// What was said about it.
    pub contributions: Vec<EntryLink>,
    /// Its feed.
    pub feed: Address,
    /// How to cite it.
    pub cite: CiteView,
    /// The head of its seals.
    pub head: Option<HeadView>,
}

/// A term that is taken for another.
#[derive(Debug, Serialize)]
pub struct Confusion {
    /// The other term.
    pub term: String,
    /// The difference.
    pub note: String,
}

/// What `iteration.html` shows.
#[derive(Debug, Serialize)]
pub struct IterationView {
    /// The term.
    pub term: String,
    /// The page of the term.
    pub definition: Address,
    /// The iteration.
    pub iteration: IterationPart,
    /// Its text; empty for a placeholder.
    pub text: Html,
    /// The current iteration, if it is another one.
    pub latest: Option<Link>,
    /// The current iteration as a sentence names it, if it is a later one: `iteration 5`.
    pub newer: Option<String>,
    /// The current iteration as a sentence names it, if this one takes effect later.
    pub until: Option<String>,
    /// The iteration before.
    pub previous: Option<Link>,
    /// The iteration after.
    pub next: Option<Link>,
    /// Why this iteration.
    pub note: Option<String>,
    /// Why it was withdrawn or declined.
    pub reason: Option<String>,
    /// Where it was first published.
    pub published_in: Option<String>,
    /// How to cite it.
    pub cite: CiteView,
    /// Its seal.
    pub seal: Option<SealView>,
    /// Contributions that it took up.
    pub took_up: Vec<EntryLink>,
    /// The criteria that it meets and those it does not.
    pub criteria: Vec<CriterionView>,
    /// What changed from the text that it followed; of a proposal, from the one that it would replace.
    pub change: Option<ChangeView>,
    /// Its comparisons with the text that it followed or would replace, the first text and the current one, as far as they have pages.
    pub compared: Vec<Link>,
    /// All iterations, latest first.
    pub ladder: Prepared<Vec<Rung>>,
    /// Practices written against it.
    pub practices: Vec<EntryLink>,
    /// Who disagrees with it.
    pub dissent: Vec<EntryLink>,
    /// What else was said about it.
    pub contributions: Vec<EntryLink>,
    /// The page from which the next iteration is proposed.
    pub propose: Option<Link>,
}

pub(super) fn home(shelf: &Shelf<'_>, links: &Linker<'_>) -> Shown {
    let site = shelf.site;
    let knowledge = site.knowledge();
    let id = knowledge.featured();
    let about = |subject: Option<Subject>| subject.is_none_or(|subject| subject.definition == id);
    let practices = knowledge
        .practices()
        .filter(|(_, practice)| about(practice.on))
        .map(|(id, _)| practice_link(knowledge, links, id))
        .collect();
    let others = knowledge
        .definitions()
        .filter(|(other, _)| *other != id)
        .map(|(id, _)| definition_link(knowledge, links, id))
        .collect();
    let latest = site.history().timeline().iter().filter_map(|event| match event.what {
        Happening::Contribution(id) => Some(contribution_link(knowledge, links, id)),
        Happening::Iteration(..) | Happening::Practice(_) => None,
    });
    let config = knowledge.config();
    let view = HomeView {
        featured: featured(shelf, links, id, Extent::Near),
        practices,
        contributions: latest.take(LATEST).collect(),
        others,
        all_practices: links.entry(Entry::List(Folder::Practices)),
        all_contributions: links.entry(Entry::List(Folder::Contributions)),
        timeline: links.page(&Page::Timeline),
    };
    ("home.html", config.title.clone(), config.description.clone(), View::Home(Box::new(view)))
}

pub(super) fn definition(shelf: &Shelf<'_>, links: &Linker<'_>, id: Id<Definition>) -> Shown {
    let site = shelf.site;
    let knowledge = site.knowledge();
    let definition = knowledge.definition(id);
    let mut contributions = site.backlinks().contributions_on(id).to_vec();
    contributions.sort_by_key(|id| std::cmp::Reverse(knowledge.contribution(*id).date));
    let (dissent, contributions) = apart(knowledge, contributions);
    let entries =
        |ids: Vec<_>| ids.into_iter().map(|id| contribution_link(knowledge, links, id)).collect::<Vec<EntryLink>>();
    let confusions = definition
        .not_to_be_confused_with
        .iter()
        .map(|other| Confusion { term: other.term.clone(), note: other.note.clone() });
    let view = DefinitionView {
        featured: featured(shelf, links, id, Extent::Whole),
        provenance: definition.shown().and_then(|iteration| provenance(shelf, links, id, iteration.number)),
        summary: definition.summary.clone(),
        also_known_as: definition.also_known_as.clone(),
        body: parts::body(&definition.body, links),
        matrix: matrix(knowledge, links, id),
        not_to_be_confused_with: confusions.collect(),
        related: definition
            .related
            .iter()
            .map(|id| Link::new(&knowledge.definition(*id).term, links.entry(Entry::Definition(*id))))
            .collect(),
        practices: site.backlinks().practices_on(id).iter().map(|id| practice_link(knowledge, links, *id)).collect(),
        dissent: entries(dissent),
        dossier: links.page(&Page::Dossier(id)),
        contributions: entries(contributions),
        feed: links.page(&Page::Feed(Some(id))),
        cite: cite(knowledge, links, id, definition.shown()),
        head: seals::of_definition(definition, links),
    };
    (
        "definition.html",
        links.words.definition.question(&definition.term),
        definition.summary.clone(),
        View::Definition(Box::new(view)),
    )
}

pub(super) fn iteration(shelf: &Shelf<'_>, links: &Linker<'_>, id: Id<Definition>, number: IterationNumber) -> Shown {
    let site = shelf.site;
    let knowledge = site.knowledge();
    let definition = knowledge.definition(id);
    let iteration = definition.iteration(number).expect("a planned iteration exists");
    let neighbour = |number: Option<u32>| {
        let neighbour = definition.iteration(IterationNumber::new(number?)?)?.number;
        let words = &links.words.iteration;
        let label = match definition.iteration(neighbour).map(|iteration| &iteration.standing) {
            Some(Standing::Proposed(_)) => &words.label_proposed,
            Some(Standing::Placeholder) => &words.label_announced,
            Some(Standing::Withdrawn(_)) => &words.label_withdrawn,
            Some(Standing::Declined(_)) => &words.label_declined,
            Some(Standing::Published(_)) | None => &words.label,
        };
        Some(Link::new(label.say(neighbour), links.entry(Entry::Iteration(id, neighbour))))
    };
    let current = definition.current().map(|current| current.number);
    let against = |subject: Option<Subject>| {
        subject.is_some_and(|subject| subject == Subject { definition: id, iteration: Some(number) })
    };
    let change = definition
        .compared_with(number)
        .and_then(|before| parts::change(shelf, links, id, before.number, number, Columns::One));
    let contributions = site.backlinks().contributions_on(id).iter().copied();
    let contributions = contributions.filter(|id| against(knowledge.contribution(*id).on)).collect();
    let (dissent, contributions) = apart(knowledge, contributions);
    let entries =
        |ids: Vec<_>| ids.into_iter().map(|id| contribution_link(knowledge, links, id)).collect::<Vec<EntryLink>>();
    let view = IterationView {
        term: definition.term.clone(),
        definition: links.entry(Entry::Definition(id)),
        iteration: part(knowledge, links, id, iteration),
        latest: current.filter(|current| *current != number).and_then(|current| neighbour(Some(current.get()))),
        newer: current.filter(|current| *current > number).map(|current| links.words.iteration.name(current)),
        until: current.filter(|_| iteration.coming().is_some()).map(|current| links.words.iteration.name(current)),
        previous: neighbour(definition.beside(number, Side::Before).map(|before| before.number.get())),
        next: neighbour(definition.beside(number, Side::After).map(|after| after.number.get())),
        note: iteration.note.clone(),
        reason: iteration.reason.as_ref().map(|reason| reason.value.clone()),
        published_in: iteration.source.clone(),
        cite: cite(knowledge, links, id, Some(iteration)),
        seal: seals::of_iteration(definition, iteration, links),
        took_up: iteration.contributions.iter().map(|id| contribution_link(knowledge, links, *id)).collect(),
        criteria: if iteration.text().is_some() { criteria(knowledge, links, id, Some(iteration)) } else { Vec::new() },
        change,
        compared: parts::compared(definition, id, links, number),
        ladder: parts::ladder(shelf, id, links, Some(number), Extent::Near),
        text: parts::iteration_text(iteration, links),
        practices: site
            .backlinks()
            .practices_on(id)
            .iter()
            .filter(|id| against(knowledge.practice(**id).on))
            .map(|id| practice_link(knowledge, links, *id))
            .collect(),
        dissent: entries(dissent),
        contributions: entries(contributions),
        propose: propose::way(knowledge, links, id),
    };
    let words = &links.words.iteration;
    let (term, all, date) = (&definition.term, last_known(definition).max(number), &view.iteration.date.data().words);
    let description = words.about(term, number, all, date);
    ("iteration.html", words.of_term(term, number), description, View::Iteration(Box::new(view)))
}

/// The last iteration that was published or announced.
fn last_known(definition: &Definition) -> IterationNumber {
    let mut known = definition.iterations().iter().rev().filter(|iteration| match iteration.standing {
        Standing::Published(_) | Standing::Withdrawn(_) | Standing::Placeholder => true,
        Standing::Proposed(_) | Standing::Declined(_) => false,
    });
    known.next().map_or(IterationNumber::FIRST, |iteration| iteration.number)
}

/// Dissent, which stands beside the text, and everything else.
fn apart(
    knowledge: &KnowledgeBase,
    contributions: Vec<Id<Contribution>>,
) -> (Vec<Id<Contribution>>, Vec<Id<Contribution>>) {
    contributions.into_iter().partition(|id| knowledge.contribution(*id).kind == ContributionKind::Dissent)
}

fn featured(shelf: &Shelf<'_>, links: &Linker<'_>, id: Id<Definition>, extent: Extent) -> Featured {
    let site = shelf.site;
    let knowledge = site.knowledge();
    let definition = knowledge.definition(id);
    let iteration = definition.shown();
    let change = iteration.and_then(|iteration| {
        let before = definition.compared_with(iteration.number)?;
        parts::change(shelf, links, id, before.number, iteration.number, Columns::One)
    });
    Featured {
        term: definition.term.clone(),
        href: links.entry(Entry::Definition(id)),
        number: iteration.map_or(0, |iteration| iteration.number.get()),
        iteration: iteration.map(|iteration| part(knowledge, links, id, iteration)),
        change,
        compared: iteration.map_or_else(Vec::new, |iteration| parts::compared(definition, id, links, iteration.number)),
        ladder: parts::ladder(shelf, id, links, iteration.map(|iteration| iteration.number), extent),
        text: iteration.map_or_else(Html::new, |iteration| parts::iteration_text(iteration, links)),
        all: iteration.map(|_| links.page(&Page::Variorum(id))),
        propose: propose::way(knowledge, links, id),
        coming: coming(definition, links, id),
    }
}

fn coming(definition: &Definition, links: &Linker<'_>, id: Id<Definition>) -> Vec<Coming> {
    let coming = definition.coming().map(|(iteration, day)| Coming {
        iteration: Link::new(
            links.words.iteration.name(iteration.number),
            links.entry(Entry::Iteration(id, iteration.number)),
        ),
        date: links.date(day),
    });
    coming.collect()
}

pub(super) fn part(
    knowledge: &KnowledgeBase,
    links: &Linker<'_>,
    id: Id<Definition>,
    iteration: &Iteration,
) -> IterationPart {
    let is_current = knowledge.definition(id).current().is_some_and(|current| current.number == iteration.number);
    IterationPart {
        number: iteration.number.get(),
        label: links.words.iteration.label(iteration.number),
        href: links.entry(Entry::Iteration(id, iteration.number)),
        date: links.date(iteration.date),
        effective: iteration.effect.day().map(|day| links.date(day)),
        standing: match iteration.standing {
            Standing::Published(_) if iteration.coming().is_some() => "coming",
            Standing::Published(_) if is_current => "current",
            Standing::Published(_) => "published",
            Standing::Proposed(_) => "proposed",
            Standing::Withdrawn(_) => "withdrawn",
            Standing::Declined(_) => "declined",
            Standing::Placeholder => "tba",
        },
        explicit: iteration.explicit,
        authors: parts::people(knowledge, links, &iteration.authors),
    }
}

pub(super) fn definition_link(knowledge: &KnowledgeBase, links: &Linker<'_>, id: Id<Definition>) -> EntryLink {
    let definition = knowledge.definition(id);
    EntryLink {
        label: definition.term.clone(),
        href: links.entry(Entry::Definition(id)),
        kind: links.words.kind.definition.clone(),
        line: Some(definition.summary.clone()),
        date: definition.current().map(|iteration| links.date(iteration.date)),
    }
}
