//! The lists: one for each folder, and the timeline.

use serde::Serialize;

use crate::base::language::Words;
use crate::content::document::ContributionKind;
use crate::content::knowledge::{Contribution, Entry, Folder, Id, Practice};
use crate::edition::links::{EntryLink, Link, Linker};
use crate::edition::views::parts::Shown;
use crate::edition::views::parts::editor::{self, Editor};
use crate::history::Happening;

/// What the list of a folder shows.
#[derive(Debug, Serialize)]
pub struct ListView {
    /// What is in the folder, by the name that it has in templates.
    #[serde(flatten)]
    pub entries: Entries,
    /// Where to add one; empty where no editor is offered.
    pub add: Vec<Editor>,
}

/// What is in a folder.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Entries {
    /// In the order of the terms.
    Definitions(Vec<EntryLink>),
    /// In the order of the titles.
    Practices(Vec<PracticeEntry>),
    /// One group for each kind that there is.
    #[serde(rename = "groups")]
    Contributions(Vec<Group>),
    /// In the order of the titles.
    Influences(Vec<EntryLink>),
    /// In the order of the names.
    People(Vec<EntryLink>),
    /// In the order of the titles.
    Pages(Vec<EntryLink>),
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

/// Contributions of one kind.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The kind, as a heading.
    pub heading: String,
    /// Newest first.
    pub contributions: Vec<EntryLink>,
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

/// The list of a folder.
pub(super) fn list(links: &Linker<'_>, folder: Folder) -> Shown<ListView> {
    let (say, entries) = (&links.words.pages, || by_name(links, folder));
    let (title, about, entries) = match folder {
        Folder::Definitions => (&say.definitions, &say.definitions_about, Entries::Definitions(entries())),
        Folder::Practices => (&say.practices, &say.practices_about, Entries::Practices(practices(links))),
        Folder::Contributions => {
            (&say.contributions, &say.contributions_about, Entries::Contributions(contributions(links)))
        }
        Folder::Influences => (&say.influences, &say.influences_about, Entries::Influences(entries())),
        Folder::People => (&say.people, &say.people_about, Entries::People(entries())),
        Folder::Pages => (&say.pages, &say.pages_about, Entries::Pages(entries())),
    };
    let add = match folder {
        Folder::Practices => editor::practice(links).into_iter().collect(),
        Folder::Contributions => editor::contributions(links),
        Folder::Influences => editor::influence(links).into_iter().collect(),
        Folder::People => editor::person(links).into_iter().collect(),
        Folder::Definitions | Folder::Pages => Vec::new(),
    };
    Shown::new(title, about, ListView { entries, add })
}

fn practices(links: &Linker<'_>) -> Vec<PracticeEntry> {
    let entry = |(id, practice): (_, &Practice)| PracticeEntry {
        link: links.entry_link(Entry::Practice(id)),
        on: practice.on.map(|on| links.subject(on)),
        tags: practice.tags.iter().map(ToString::to_string).collect(),
    };
    let mut practices: Vec<PracticeEntry> = links.knowledge.practices().map(entry).collect();
    practices.sort_by_key(|practice| practice.link.label.to_lowercase());
    practices
}

fn contributions(links: &Linker<'_>) -> Vec<Group> {
    let mut all: Vec<(Id<Contribution>, &Contribution)> = links.knowledge.contributions().collect();
    all.sort_by_key(|(_, contribution)| (contribution.kind, std::cmp::Reverse(contribution.date)));
    let groups = all.chunk_by(|(_, a), (_, b)| a.kind == b.kind).map(|group| Group {
        heading: heading(group[0].1.kind, links.words).to_owned(),
        contributions: group.iter().map(|(id, _)| links.entry_link(Entry::Contribution(*id))).collect(),
    });
    groups.collect()
}

fn by_name(links: &Linker<'_>, folder: Folder) -> Vec<EntryLink> {
    let entries = links.knowledge.entries().filter(|entry| Folder::of(*entry) == Some(folder));
    let mut entries: Vec<EntryLink> = entries.map(|entry| links.entry_link(entry)).collect();
    entries.sort_by_key(|entry| entry.label.to_lowercase());
    entries
}

/// Everything with a date.
pub(super) fn timeline(links: &Linker<'_>) -> Shown<TimelineView> {
    links.site.history().know_all_changes();
    let years = links
        .site
        .history()
        .timeline()
        .chunk_by(|a, b| a.date.year() == b.date.year())
        .map(|events| Year {
            year: events[0].date.year(),
            events: events
                .iter()
                .map(|event| {
                    let mut link = links.event_link(event);
                    if let Happening::Iteration(id, number) = event.what
                        && let Some(change) = links.site.history().change(id, number)
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
    Shown::new(&links.words.pages.timeline, &links.words.pages.timeline_about, TimelineView { years })
}

/// What stands above contributions of a kind.
fn heading(kind: ContributionKind, words: &Words) -> &str {
    match kind {
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
