//! The pages of single documents: a practice, a contribution, an influence, a person, any other page.

use serde::Serialize;

use crate::base::language::Words;
use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::document::{Body, ContributionKind, ContributionStatus};
use crate::content::knowledge::{
    self, Contribution, Definition, Entry, Folder, Id, Influence, Iteration, KnowledgeBase, Person, Practice,
    Staleness, Standing, Subject,
};
use crate::edition::links::date::DateView;
use crate::edition::links::linker::Linker;
use crate::edition::plan::{Page, Shelf, Site, is_compared};
use crate::edition::views::lists::{contribution_link, practice_link};
use crate::edition::views::parts::{self, EntryLink, Link};
use crate::edition::views::{Prepared, Shown, View};

/// How many other practices stand beside one; the list has them all.
const MOST_OTHERS: usize = 12;

/// What `practice.html` shows.
#[derive(Debug, Serialize)]
pub struct PracticeView {
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// When it was written.
    pub date: Prepared<DateView>,
    /// Who wrote it.
    pub authors: Vec<Link>,
    /// What it was written against.
    pub on: Option<Link>,
    /// What changed since it was written.
    pub stale: Option<StaleView>,
    /// Free keywords.
    pub tags: Vec<String>,
    /// Its text.
    pub body: Html,
    /// The list it is in.
    pub list: Link,
    /// The other practices.
    pub others: Vec<Prepared<EntryLink>>,
}

/// What `contribution.html` shows.
#[derive(Debug, Serialize)]
pub struct ContributionView {
    /// Its title.
    pub title: String,
    /// What it is, in a word.
    pub kind: String,
    /// When it was made.
    pub date: Prepared<DateView>,
    /// Who made it.
    pub authors: Vec<Link>,
    /// What it is about.
    pub on: Option<Link>,
    /// What changed since it was made.
    pub stale: Option<StaleView>,
    /// What became of it, in a word.
    pub status: String,
    /// The iteration that took it up.
    pub accepted_in: Option<Link>,
    /// Why it was accepted or declined.
    pub reason: Option<String>,
    /// Why it was made.
    pub note: Option<String>,
    /// What was said elsewhere.
    pub quote: Option<Quote>,
    /// Its text.
    pub body: Html,
    /// The list it is in.
    pub list: Link,
}

/// What changed since something was written against an iteration.
#[derive(Debug, Serialize)]
pub struct StaleView {
    /// The iteration that counts now.
    pub current: Link,
    /// The page that compares it with the one that was written against.
    pub compared: Option<Address>,
    /// What it quotes and the iteration that counts does not say.
    pub gone: Vec<String>,
    /// What it quotes and the iteration that counts still says.
    pub kept: Vec<String>,
}

/// A quotation with where it was said.
#[derive(Debug, Serialize)]
pub struct Quote {
    /// The words.
    pub words: String,
    /// Where they were said.
    pub said_in: Option<SaidIn>,
    /// When somebody saw them there.
    pub seen: Option<Prepared<DateView>>,
}

/// Where something was said: words, and a link if they are an address.
#[derive(Debug, Serialize)]
pub struct SaidIn {
    /// The words.
    pub words: String,
    /// The address, if the words are one.
    pub href: Option<Address>,
}

/// What `influence.html` shows.
#[derive(Debug, Serialize)]
pub struct InfluenceView {
    /// What it defines.
    pub title: String,
    /// Who said it.
    pub authors: Vec<String>,
    /// When it was said.
    pub year: Option<u32>,
    /// What was said, and where.
    pub quote: Option<Quote>,
    /// Where the influence is known from, if nothing is quoted.
    pub said_in: Option<SaidIn>,
    /// What it teaches.
    pub body: Html,
    /// What definitions learned from it.
    pub lessons: Vec<Lesson>,
    /// The list it is in.
    pub list: Link,
}

/// A criterion that was learned from an influence.
#[derive(Debug, Serialize)]
pub struct Lesson {
    /// The definition.
    pub definition: Link,
    /// What is asked of it.
    pub statement: String,
}

/// What `person.html` shows.
#[derive(Debug, Serialize)]
pub struct PersonView {
    /// The name.
    pub name: String,
    /// A page of theirs.
    pub url: Option<Address>,
    /// The account name on the forge.
    pub forge: Option<String>,
    /// A few words about them.
    pub body: Html,
    /// Iterations that they wrote, latest first.
    pub iterations: Vec<EntryLink>,
    /// Practices that they wrote.
    pub practices: Vec<EntryLink>,
    /// What else they contributed, latest first.
    pub contributions: Vec<EntryLink>,
    /// The list they are in.
    pub list: Link,
}

/// What `page.html` shows.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// Its text.
    pub body: Html,
}

pub(super) fn practice(shelf: &Shelf<'_>, links: &Linker<'_>, id: Id<Practice>) -> Shown {
    let knowledge = shelf.site.knowledge();
    let practice = knowledge.practice(id);
    let view = PracticeView {
        title: practice.title.clone(),
        summary: practice.summary.clone(),
        date: links.date(practice.date),
        authors: parts::people(knowledge, links, &practice.authors),
        on: practice.on.map(|on| parts::subject(knowledge, links, on)),
        stale: stale(knowledge, links, practice.on, &practice.body),
        tags: practice.tags.iter().map(ToString::to_string).collect(),
        body: parts::body(&practice.body, links),
        list: list(links, &links.words.pages.practices, Folder::Practices),
        others: others(shelf, links, id),
    };
    (
        "practice.html",
        links.words.document.practice_title(&practice.title),
        practice.summary.clone(),
        View::Practice(Box::new(view)),
    )
}

/// The other practices that stand beside one. All pages of the folder choose from the same.
fn others(shelf: &Shelf<'_>, links: &Linker<'_>, id: Id<Practice>) -> Vec<Prepared<EntryLink>> {
    let knowledge = shelf.site.knowledge();
    let first = || knowledge.practices().map(|(id, _)| id).take(MOST_OTHERS + 1);
    let link = |id: Id<Practice>| Prepared::new(practice_link(knowledge, links, id));
    let known = shelf.practices.get_or_init(|| first().map(link).collect());
    let others = first().zip(known).filter(|(other, _)| *other != id);
    others.take(MOST_OTHERS).map(|(_, link)| link.clone()).collect()
}

pub(super) fn contribution(site: &Site, links: &Linker<'_>, id: Id<Contribution>) -> Shown {
    let knowledge = site.knowledge();
    let contribution = knowledge.contribution(id);
    let accepted_in = contribution.accepted_in.zip(contribution.on).map(|(number, on)| {
        Link::new(links.words.iteration.name(number), links.entry(Entry::Iteration(on.definition, number)))
    });
    let date = links.date(contribution.date);
    let (say, kind) = (&links.words.document, kind(contribution.kind, links.words));
    let description = say.contribution_about(capital(kind), &date.data().words, &contribution.title);
    let view = ContributionView {
        title: contribution.title.clone(),
        kind: kind.to_owned(),
        authors: parts::people(knowledge, links, &contribution.authors),
        on: contribution.on.map(|on| parts::subject(knowledge, links, on)),
        stale: stale(knowledge, links, contribution.on, &contribution.body),
        status: status(contribution.status, links.words),
        accepted_in,
        reason: contribution.reason.clone(),
        note: contribution.note.clone(),
        quote: quote(contribution, links),
        body: parts::body(&contribution.body, links),
        list: list(links, &links.words.pages.contributions, Folder::Contributions),
        date,
    };
    let title = say.contribution_title(&contribution.title, kind, &view.date.data().words);
    ("contribution.html", title, description, View::Contribution(Box::new(view)))
}

pub(super) fn influence(site: &Site, links: &Linker<'_>, id: Id<Influence>) -> Shown {
    let knowledge = site.knowledge();
    let influence = knowledge.influence(id);
    let lesson = |&(id, criterion): &(Id<Definition>, usize)| {
        let definition = knowledge.definition(id);
        Lesson {
            definition: Link::new(&definition.term, links.entry(Entry::Definition(id))),
            statement: definition.criteria[criterion].statement.clone(),
        }
    };
    let lessons = site.backlinks().learned_from(id).iter().map(lesson).collect();
    let source = influence.source.as_deref().map(said_in);
    let (quote, said_in) = match &influence.quote {
        Some(words) => (Some(Quote { words: words.clone(), said_in: source, seen: None }), None),
        None => (None, source),
    };
    let view = InfluenceView {
        title: influence.title.clone(),
        authors: influence.authors.clone(),
        year: influence.year,
        quote,
        said_in,
        body: parts::body(&influence.body, links),
        lessons,
        list: list(links, &links.words.pages.influences, Folder::Influences),
    };
    let description = links.words.document.influence_about(&influence.title);
    (
        "influence.html",
        links.words.document.influence_title(&influence.title),
        description,
        View::Influence(Box::new(view)),
    )
}

pub(super) fn person(site: &Site, links: &Linker<'_>, id: Id<Person>) -> Shown {
    let knowledge = site.knowledge();
    let person = knowledge.person(id);
    let backlinks = site.backlinks();
    let iteration_link = |&(definition, number): &(Id<Definition>, IterationNumber)| {
        let entry = knowledge.definition(definition);
        let iteration = entry.iteration(number).expect("a backlink leads back to an iteration that exists");
        EntryLink {
            label: links.words.iteration.of_term(&entry.term, number),
            href: links.entry(Entry::Iteration(definition, number)),
            kind: iteration_kind(iteration, links.words).to_owned(),
            line: None,
            date: Some(links.date(iteration.date)),
        }
    };
    let view = PersonView {
        name: person.name.clone(),
        url: person.url.clone(),
        forge: person.forge.clone(),
        body: parts::body(&person.body, links),
        iterations: backlinks.iterations_by(id).iter().map(iteration_link).collect(),
        practices: backlinks.practices_by(id).iter().map(|id| practice_link(knowledge, links, *id)).collect(),
        contributions: backlinks
            .contributions_by(id)
            .iter()
            .rev()
            .map(|id| contribution_link(knowledge, links, *id))
            .collect(),
        list: list(links, &links.words.pages.people, Folder::People),
    };
    let description = links.words.document.person_about(&person.name);
    ("person.html", format!("{} ({})", person.name, person.slug), description, View::Person(Box::new(view)))
}

pub(super) fn page(site: &Site, links: &Linker<'_>, id: Id<knowledge::Page>) -> Shown {
    let page = site.knowledge().page(id);
    let description = page.summary.clone().unwrap_or_else(|| page.title.clone());
    let view =
        PageView { title: page.title.clone(), summary: page.summary.clone(), body: parts::body(&page.body, links) };
    ("page.html", page.title.clone(), description, View::Page(Box::new(view)))
}

/// What a contribution quotes.
pub(super) fn quote(contribution: &Contribution, links: &Linker<'_>) -> Option<Quote> {
    contribution.quote.as_ref().map(|words| Quote {
        words: words.clone(),
        said_in: contribution.source.as_deref().map(said_in),
        seen: contribution.seen.as_ref().map(|seen| links.date(seen.value)),
    })
}

/// What changed since a text was written against something; none if that still counts.
fn stale(knowledge: &KnowledgeBase, links: &Linker<'_>, on: Option<Subject>, text: &Body) -> Option<StaleView> {
    let Staleness { on: number, current, gone, kept } = knowledge.staleness(on, text)?;
    let id = on?.definition;
    let page = Page::Comparison(id, number, current);
    let has_page = is_compared(knowledge.definition(id), number, current);
    Some(StaleView {
        current: Link::new(links.words.iteration.name(current), links.entry(Entry::Iteration(id, current))),
        compared: has_page.then(|| links.page(&page)),
        gone,
        kept,
    })
}

/// What an iteration is, in a word or two.
pub(super) fn iteration_kind<'words>(iteration: &Iteration, words: &'words Words) -> &'words str {
    match iteration.standing {
        Standing::Published(_) => &words.kind.iteration,
        Standing::Proposed(_) => &words.kind.proposed_iteration,
        Standing::Withdrawn(_) => &words.kind.withdrawn_iteration,
        Standing::Declined(_) => &words.kind.declined_iteration,
        Standing::Placeholder => &words.kind.announcement,
    }
}

/// The word for what became of a contribution.
pub(super) fn status(status: ContributionStatus, words: &Words) -> String {
    match status {
        ContributionStatus::Open => words.status.open.clone(),
        ContributionStatus::Accepted => words.status.accepted.clone(),
        ContributionStatus::Declined => words.status.declined.clone(),
        ContributionStatus::Withdrawn => words.status.withdrawn.clone(),
        ContributionStatus::Done => words.status.done.clone(),
    }
}

/// What a contribution is, in a word.
pub(super) fn kind(kind: ContributionKind, words: &Words) -> &str {
    match kind {
        ContributionKind::Comment => &words.kind.comment,
        ContributionKind::Proposal => &words.kind.proposal,
        ContributionKind::Example => &words.kind.example,
        ContributionKind::Endorsement => &words.kind.endorsement,
        ContributionKind::Dissent => &words.kind.dissent,
        ContributionKind::Evidence => &words.kind.evidence,
        ContributionKind::Rival => &words.kind.rival,
        ContributionKind::Event => &words.kind.event,
        ContributionKind::Action => &words.kind.action,
    }
}

/// The same word with a capital.
pub(super) fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

fn said_in(words: &str) -> SaidIn {
    SaidIn { words: words.to_owned(), href: Address::in_words(words) }
}

fn list(links: &Linker<'_>, label: &str, folder: Folder) -> Link {
    Link::new(label, links.entry(Entry::List(folder)))
}
