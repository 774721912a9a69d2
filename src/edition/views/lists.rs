//! The lists: one for each folder, and the timeline.

use serde::Serialize;

use crate::base::language::Words;
use crate::content::document::ContributionKind;
use crate::content::knowledge::{Contribution, Entry, Id, KnowledgeBase, Practice, Standing};
use crate::edition::links::linker::Linker;
use crate::edition::plan::Site;
use crate::edition::views::definition::definition_link;
use crate::edition::views::documents::{capital, iteration_kind, kind, status};
use crate::edition::views::parts::{self, EntryLink, Link};
use crate::edition::views::propose::{self, Editor};
use crate::edition::views::{Shown, View};
use crate::history::{Event, Happening};

/// What `definitions.html` shows.
#[derive(Debug, Serialize)]
pub struct DefinitionsView {
    /// In the order of the terms.
    pub definitions: Vec<EntryLink>,
}

/// What `practices.html` shows.
#[derive(Debug, Serialize)]
pub struct PracticesView {
    /// In the order of the titles.
    pub practices: Vec<PracticeEntry>,
    /// Where to add one.
    pub add: Vec<Editor>,
}

/// A practice in the list.
#[derive(Debug, Serialize)]
pub struct PracticeEntry {
    /// The practice.
    pub link: EntryLink,
    /// What it was written against.
    pub on: Option<Link>,
    /// Free keywords.
    pub tags: Vec<String>,
}

/// What `contributions.html` shows.
#[derive(Debug, Serialize)]
pub struct ContributionsView {
    /// One group for each kind that there is.
    pub groups: Vec<Group>,
    /// Where to add one, by kind.
    pub add: Vec<Editor>,
}

/// Contributions of one kind.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The kind, as a heading.
    pub heading: String,
    /// Newest first.
    pub contributions: Vec<EntryLink>,
}

/// What `influences.html` shows.
#[derive(Debug, Serialize)]
pub struct InfluencesView {
    /// In the order of the titles.
    pub influences: Vec<EntryLink>,
    /// Where to add one.
    pub add: Vec<Editor>,
}

/// What `people.html` shows.
#[derive(Debug, Serialize)]
pub struct PeopleView {
    /// In the order of the names.
    pub people: Vec<EntryLink>,
    /// Where to add oneself.
    pub add: Vec<Editor>,
}

/// What `pages.html` shows.
#[derive(Debug, Serialize)]
pub struct PagesView {
    /// In the order of the titles.
    pub pages: Vec<EntryLink>,
}

/// What `timeline.html` shows.
#[derive(Debug, Serialize)]
pub struct TimelineView {
    /// Newest first.
    pub years: Vec<Year>,
}

/// What happened in a year.
#[derive(Debug, Serialize)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Newest first.
    pub events: Vec<EntryLink>,
}

pub(super) fn definitions(site: &Site, links: &Linker<'_>) -> Shown {
    let knowledge = site.knowledge();
    let mut definitions: Vec<EntryLink> =
        knowledge.definitions().map(|(id, _)| definition_link(knowledge, links, id)).collect();
    sort(&mut definitions);
    list(
        "definitions.html",
        &links.words.pages.definitions,
        &links.words.pages.definitions_about,
        View::Definitions(DefinitionsView { definitions }),
    )
}

pub(super) fn practices(site: &Site, links: &Linker<'_>) -> Shown {
    let knowledge = site.knowledge();
    let mut practices: Vec<PracticeEntry> = knowledge
        .practices()
        .map(|(id, practice)| PracticeEntry {
            link: practice_link(knowledge, links, id),
            on: practice.on.map(|on| parts::subject(knowledge, links, on)),
            tags: practice.tags.iter().map(ToString::to_string).collect(),
        })
        .collect();
    practices.sort_by_key(|practice| practice.link.label.to_lowercase());
    list(
        "practices.html",
        &links.words.pages.practices,
        &links.words.pages.practices_about,
        View::Practices(PracticesView { practices, add: propose::practice(knowledge, links).into_iter().collect() }),
    )
}

pub(super) fn contributions(site: &Site, links: &Linker<'_>) -> Shown {
    let knowledge = site.knowledge();
    let mut all: Vec<(Id<Contribution>, &Contribution)> = knowledge.contributions().collect();
    all.sort_by_key(|(_, contribution)| (contribution.kind, std::cmp::Reverse(contribution.date)));
    let groups = all
        .chunk_by(|(_, a), (_, b)| a.kind == b.kind)
        .map(|group| Group {
            heading: heading(group[0].1, links.words).to_owned(),
            contributions: group.iter().map(|(id, _)| contribution_link(knowledge, links, *id)).collect(),
        })
        .collect();
    list(
        "contributions.html",
        &links.words.pages.contributions,
        &links.words.pages.contributions_about,
        View::Contributions(ContributionsView { groups, add: propose::contributions(site, links) }),
    )
}

pub(super) fn influences(site: &Site, links: &Linker<'_>) -> Shown {
    let mut influences: Vec<EntryLink> = site
        .knowledge()
        .influences()
        .map(|(id, influence)| EntryLink {
            label: influence.title.clone(),
            href: links.entry(Entry::Influence(id)),
            kind: links.words.kind.influence.clone(),
            line: influence.quote.clone(),
            date: None,
        })
        .collect();
    sort(&mut influences);
    list(
        "influences.html",
        &links.words.pages.influences,
        &links.words.pages.influences_about,
        View::Influences(InfluencesView {
            influences,
            add: propose::influence(site.knowledge(), links).into_iter().collect(),
        }),
    )
}

pub(super) fn people(site: &Site, links: &Linker<'_>) -> Shown {
    let mut people: Vec<EntryLink> = site
        .knowledge()
        .people()
        .map(|(id, person)| EntryLink {
            label: person.name.clone(),
            href: links.entry(Entry::Person(id)),
            kind: links.words.kind.person.clone(),
            line: None,
            date: None,
        })
        .collect();
    sort(&mut people);
    list(
        "people.html",
        &links.words.pages.people,
        &links.words.pages.people_about,
        View::People(PeopleView { people, add: propose::person(site.knowledge(), links).into_iter().collect() }),
    )
}

pub(super) fn pages(site: &Site, links: &Linker<'_>) -> Shown {
    let mut pages: Vec<EntryLink> = site
        .knowledge()
        .pages()
        .map(|(id, page)| EntryLink {
            label: page.title.clone(),
            href: links.entry(Entry::Page(id)),
            kind: links.words.kind.page.clone(),
            line: page.summary.clone(),
            date: None,
        })
        .collect();
    sort(&mut pages);
    list("pages.html", &links.words.pages.pages, &links.words.pages.pages_about, View::Pages(PagesView { pages }))
}

pub(super) fn timeline(site: &Site, links: &Linker<'_>) -> Shown {
    let knowledge = site.knowledge();
    site.history().know_all_changes();
    let years = site
        .history()
        .timeline()
        .chunk_by(|a, b| a.date.year() == b.date.year())
        .map(|events| Year {
            year: events[0].date.year(),
            events: events
                .iter()
                .map(|event| {
                    let mut link = event_link(knowledge, links, event);
                    if let Happening::Iteration(id, number) = event.what
                        && let Some(change) = site.history().change(id, number)
                    {
                        let change = links.words.event.change(change.from, &change.summary);
                        link.line = Some(match link.line.take() {
                            Some(effect) => format!("{effect} {change}"),
                            None => change,
                        });
                    }
                    link
                })
                .collect(),
        })
        .collect();
    list(
        "timeline.html",
        &links.words.pages.timeline,
        &links.words.pages.timeline_about,
        View::Timeline(TimelineView { years }),
    )
}

pub(super) fn practice_link(knowledge: &KnowledgeBase, links: &Linker<'_>, id: Id<Practice>) -> EntryLink {
    let practice = knowledge.practice(id);
    EntryLink {
        label: practice.title.clone(),
        href: links.entry(Entry::Practice(id)),
        kind: links.words.kind.practice.clone(),
        line: Some(practice.summary.clone()),
        date: Some(links.date(practice.date)),
    }
}

pub(super) fn contribution_link(knowledge: &KnowledgeBase, links: &Linker<'_>, id: Id<Contribution>) -> EntryLink {
    let contribution = knowledge.contribution(id);
    let (say, became) = (&links.words.document, status(contribution.status, links.words));
    EntryLink {
        label: contribution.title.clone(),
        href: links.entry(Entry::Contribution(id)),
        kind: kind(contribution.kind, links.words).to_owned(),
        line: Some(match contribution.on {
            Some(on) => say.line_on(capital(&became), parts::subject(knowledge, links, on).label),
            None => say.line(capital(&became)),
        }),
        date: Some(links.date(contribution.date)),
    }
}

/// Something that happened, as a line.
pub(super) fn event_link(knowledge: &KnowledgeBase, links: &Linker<'_>, event: &Event) -> EntryLink {
    match event.what {
        Happening::Practice(id) => practice_link(knowledge, links, id),
        Happening::Contribution(id) => contribution_link(knowledge, links, id),
        Happening::Iteration(id, number) => {
            let definition = knowledge.definition(id);
            let iteration = definition.iteration(number).expect("the timeline names iterations that exist");
            EntryLink {
                label: match iteration.standing {
                    Standing::Proposed(_) => links.words.iteration.of_term_proposed(&definition.term, number),
                    Standing::Declined(_) => links.words.iteration.of_term_declined(&definition.term, number),
                    Standing::Published(_) | Standing::Withdrawn(_) | Standing::Placeholder => {
                        links.words.iteration.of_term(&definition.term, number)
                    }
                },
                href: links.entry(Entry::Iteration(id, number)),
                kind: iteration_kind(iteration, links.words).to_owned(),
                line: match iteration.coming() {
                    Some(day) => Some(links.words.iteration.takes_effect(&links.date(day).data().words)),
                    None => iteration.text().is_none().then(|| links.words.event.announced.clone()),
                },
                date: Some(links.date(event.date)),
            }
        }
    }
}

fn list(template: &'static str, title: &str, description: &str, view: View) -> Shown {
    (template, title.to_owned(), description.to_owned(), view)
}

fn heading<'words>(contribution: &Contribution, words: &'words Words) -> &'words str {
    match contribution.kind {
        ContributionKind::Comment => &words.kinds.comment,
        ContributionKind::Proposal => &words.kinds.proposal,
        ContributionKind::Example => &words.kinds.example,
        ContributionKind::Endorsement => &words.kinds.endorsement,
        ContributionKind::Dissent => &words.kinds.dissent,
        ContributionKind::Evidence => &words.kinds.evidence,
        ContributionKind::Rival => &words.kinds.rival,
        ContributionKind::Event => &words.kinds.event,
        ContributionKind::Action => &words.kinds.action,
    }
}

fn sort(entries: &mut [EntryLink]) {
    entries.sort_by_key(|entry| entry.label.to_lowercase());
}
