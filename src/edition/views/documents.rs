//! The pages of single documents: a practice, a contribution, an influence, a person, any other page.

use serde::Serialize;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::document::Body;
use crate::content::knowledge::{
    self, Contribution, Definition, Entry, Folder, Id, Influence, Person, Practice, Staleness, Subject,
};
use crate::edition::batch::Batch;
use crate::edition::links::entries::{capital, contribution_kind, iteration_kind, status};
use crate::edition::links::{DateView, EntryLink, Link, Linker, Prepared};
use crate::edition::plan::{Page, is_compared};
use crate::edition::views::parts::{Quote, SaidIn, Shown, quote, said_in};

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

pub(super) fn practice(batch: &Batch<'_>, links: &Linker<'_>, id: Id<Practice>) -> Shown<PracticeView> {
    let practice = links.knowledge.practice(id);
    let view = PracticeView {
        title: practice.title.clone(),
        summary: practice.summary.clone(),
        date: links.date(practice.date),
        authors: links.people(&practice.authors),
        on: practice.on.map(|on| links.subject(on)),
        stale: stale(links, practice.on, &practice.body),
        tags: practice.tags.iter().map(ToString::to_string).collect(),
        body: links.body(&practice.body),
        list: links.list(&links.words.pages.practices, Folder::Practices),
        others: others(batch, links, id),
    };
    Shown::new(links.words.document.practice_title(&practice.title), &practice.summary, view)
}

/// The other practices that stand beside one. All pages of the folder choose from the same.
fn others(batch: &Batch<'_>, links: &Linker<'_>, id: Id<Practice>) -> Vec<Prepared<EntryLink>> {
    let first = || links.knowledge.practices().map(|(id, _)| id).take(MOST_OTHERS + 1);
    let link = |id: Id<Practice>| Prepared::new(links.entry_link(Entry::Practice(id)));
    let known = batch.practices(|| first().map(link).collect());
    let others = first().zip(known).filter(|(other, _)| *other != id);
    others.take(MOST_OTHERS).map(|(_, link)| link.clone()).collect()
}

pub(super) fn contribution(links: &Linker<'_>, id: Id<Contribution>) -> Shown<ContributionView> {
    let contribution = links.knowledge.contribution(id);
    let accepted_in = contribution.accepted_in.zip(contribution.on);
    let accepted_in = accepted_in.map(|(number, on)| links.iteration(on.definition, number));
    let date = links.date(contribution.date);
    let (say, kind) = (&links.words.document, contribution_kind(contribution.kind, links.words));
    let description = say.contribution_about(capital(kind), &date.data().words, &contribution.title);
    let view = ContributionView {
        title: contribution.title.clone(),
        kind: kind.to_owned(),
        authors: links.people(&contribution.authors),
        on: contribution.on.map(|on| links.subject(on)),
        stale: stale(links, contribution.on, &contribution.body),
        status: status(contribution.status, links.words).to_owned(),
        accepted_in,
        reason: contribution.reason.clone(),
        note: contribution.note.clone(),
        quote: quote(contribution, links),
        body: links.body(&contribution.body),
        list: links.list(&links.words.pages.contributions, Folder::Contributions),
        date,
    };
    let title = say.contribution_title(&contribution.title, kind, &view.date.data().words);
    Shown::new(title, description, view)
}

pub(super) fn influence(links: &Linker<'_>, id: Id<Influence>) -> Shown<InfluenceView> {
    let knowledge = links.knowledge;
    let influence = knowledge.influence(id);
    let lesson = |&(id, criterion): &(Id<Definition>, usize)| {
        let definition = knowledge.definition(id);
        Lesson {
            definition: Link::new(&definition.term, links.entry(Entry::Definition(id))),
            statement: definition.criteria[criterion].statement.clone(),
        }
    };
    let lessons = links.site.backlinks().learned_from(id).iter().map(lesson).collect();
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
        body: links.body(&influence.body),
        lessons,
        list: links.list(&links.words.pages.influences, Folder::Influences),
    };
    let say = &links.words.document;
    Shown::new(say.influence_title(&influence.title), say.influence_about(&influence.title), view)
}

pub(super) fn person(links: &Linker<'_>, id: Id<Person>) -> Shown<PersonView> {
    let knowledge = links.knowledge;
    let person = knowledge.person(id);
    let backlinks = links.site.backlinks();
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
        body: links.body(&person.body),
        iterations: backlinks.iterations_by(id).iter().map(iteration_link).collect(),
        practices: backlinks.practices_by(id).iter().map(|id| links.entry_link(Entry::Practice(*id))).collect(),
        contributions: backlinks
            .contributions_by(id)
            .iter()
            .rev()
            .map(|id| links.entry_link(Entry::Contribution(*id)))
            .collect(),
        list: links.list(&links.words.pages.people, Folder::People),
    };
    let description = links.words.document.person_about(&person.name);
    Shown::new(format!("{} ({})", person.name, person.slug), description, view)
}

pub(super) fn page(links: &Linker<'_>, id: Id<knowledge::Page>) -> Shown<PageView> {
    let page = links.knowledge.page(id);
    let description = page.summary.as_ref().unwrap_or(&page.title);
    let view = PageView { title: page.title.clone(), summary: page.summary.clone(), body: links.body(&page.body) };
    Shown::new(&page.title, description, view)
}

/// What changed since a text was written against something; none if that still counts.
fn stale(links: &Linker<'_>, on: Option<Subject>, text: &Body) -> Option<StaleView> {
    let Staleness { on: number, current, gone, kept } = links.knowledge.staleness(on, text)?;
    let id = on?.definition;
    let page = Page::Comparison(id, number, current);
    let has_page = is_compared(links.knowledge.definition(id), number, current);
    Some(StaleView { current: links.iteration(id, current), compared: has_page.then(|| links.page(&page)), gone, kept })
}
