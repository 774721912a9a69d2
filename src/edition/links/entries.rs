//! The entries of the knowledge base as pages name, list and show them.

use crate::base::language::Words;
use crate::base::names::IterationNumber;
use crate::base::web::markup::Html;
use crate::content::document::body::html::{self, Setting};
use crate::content::document::{Body, ContributionKind, ContributionStatus};
use crate::content::knowledge::{Contribution, Definition, Entry, Folder, Id, Iteration, Person, Standing, Subject};
use crate::edition::links::link::{EntryLink, Link};
use crate::edition::links::linker::{BODY_IDS, ITERATION_IDS, Linker};
use crate::edition::search::texts::title;
use crate::history::{Event, Happening};

/// Entries in lists.
impl<'site> Linker<'site> {
    /// An entry with the sentence that stands for it and its date.
    pub(crate) fn entry_link(&self, entry: Entry) -> EntryLink {
        let knowledge = self.knowledge;
        let (line, date) = match entry {
            Entry::Definition(id) => {
                let definition = knowledge.definition(id);
                (Some(definition.summary.clone()), definition.current().map(|iteration| iteration.date))
            }
            Entry::Practice(id) => {
                let practice = knowledge.practice(id);
                (Some(practice.summary.clone()), Some(practice.date))
            }
            Entry::Contribution(id) => {
                let contribution = knowledge.contribution(id);
                (Some(self.outcome(contribution)), Some(contribution.date))
            }
            Entry::Influence(id) => (knowledge.influence(id).quote.clone(), None),
            Entry::Page(id) => (knowledge.page(id).summary.clone(), None),
            Entry::Person(_) | Entry::Iteration(..) | Entry::List(_) | Entry::Picture(_) => (None, None),
        };
        EntryLink { line, date: date.map(|date| self.date(date)), ..self.title_link(entry) }
    }

    /// An entry by its title alone.
    pub(crate) fn title_link(&self, entry: Entry) -> EntryLink {
        EntryLink {
            label: title(self.knowledge, entry).to_owned(),
            href: self.entry(entry),
            kind: self.kind(entry).to_owned(),
            line: None,
            date: None,
        }
    }

    /// What became of a contribution, and what it is about.
    fn outcome(&self, contribution: &Contribution) -> String {
        let (say, became) = (&self.words.document, capital(status(contribution.status, self.words)));
        match contribution.on {
            Some(on) => say.line_on(became, self.subject(on).label),
            None => say.line(became),
        }
    }

    /// Dissent, which stands beside the text, and all other contributions.
    pub(crate) fn dissent_apart(&self, contributions: Vec<Id<Contribution>>) -> (Vec<EntryLink>, Vec<EntryLink>) {
        let is_dissent = |id: &Id<_>| self.knowledge.contribution(*id).kind == ContributionKind::Dissent;
        let (dissent, others): (Vec<_>, Vec<_>) = contributions.into_iter().partition(is_dissent);
        let links = |ids: Vec<_>| ids.into_iter().map(|id| self.entry_link(Entry::Contribution(id))).collect();
        (links(dissent), links(others))
    }

    /// Something that happened.
    pub(crate) fn event_link(&self, event: &Event) -> EntryLink {
        match event.what {
            Happening::Practice(id) => self.entry_link(Entry::Practice(id)),
            Happening::Contribution(id) => self.entry_link(Entry::Contribution(id)),
            Happening::Iteration(id, number) => {
                let definition = self.knowledge.definition(id);
                let iteration = definition.iteration(number).expect("the timeline names iterations that exist");
                let (words, term) = (&self.words.iteration, &definition.term);
                EntryLink {
                    label: match iteration.standing {
                        Standing::Proposed(_) => words.of_term_proposed(term, number),
                        Standing::Declined(_) => words.of_term_declined(term, number),
                        Standing::Published(_) | Standing::Withdrawn(_) | Standing::Placeholder => {
                            words.of_term(term, number)
                        }
                    },
                    href: self.entry(Entry::Iteration(id, number)),
                    kind: iteration_kind(iteration, self.words).to_owned(),
                    line: match iteration.coming() {
                        Some(day) => Some(words.takes_effect(&self.date(day).data().words)),
                        None => iteration.text().is_none().then(|| self.words.event.announced.clone()),
                    },
                    date: Some(self.date(event.date)),
                }
            }
        }
    }

    /// What kind of thing an entry is, in a word.
    pub(crate) fn kind(&self, entry: Entry) -> &'site str {
        let words = &self.words.kind;
        match entry {
            Entry::Definition(_) => &words.definition,
            Entry::Iteration(..) => &words.iteration,
            Entry::Practice(_) => &words.practice,
            Entry::Contribution(id) => contribution_kind(self.knowledge.contribution(id).kind, self.words),
            Entry::Influence(_) => &words.influence,
            Entry::Person(_) => &words.person,
            Entry::Page(_) => &words.page,
            Entry::List(_) => &words.list,
            Entry::Picture(_) => &words.picture,
        }
    }
}

/// Entries in sentences and beside texts.
impl Linker<'_> {
    /// The names of people with their pages.
    pub(crate) fn people(&self, people: &[Id<Person>]) -> Vec<Link> {
        let link = |id: &Id<Person>| Link::new(&self.knowledge.person(*id).name, self.entry(Entry::Person(*id)));
        people.iter().map(link).collect()
    }

    /// "`ProdOps`, iteration 4" with its page.
    pub(crate) fn subject(&self, subject: Subject) -> Link {
        let term = &self.knowledge.definition(subject.definition).term;
        match subject.iteration {
            Some(number) => {
                let name = self.words.iteration.of_term(term, number);
                Link::new(name, self.entry(Entry::Iteration(subject.definition, number)))
            }
            None => Link::new(term, self.entry(Entry::Definition(subject.definition))),
        }
    }

    /// An iteration as a sentence about its definition names it: `iteration 5`.
    pub(crate) fn iteration(&self, id: Id<Definition>, number: IterationNumber) -> Link {
        Link::new(self.words.iteration.name(number), self.entry(Entry::Iteration(id, number)))
    }

    /// The list of a folder.
    pub(crate) fn list(&self, label: &str, folder: Folder) -> Link {
        Link::new(label, self.entry(Entry::List(folder)))
    }

    /// The page that tells how to contribute.
    pub(crate) fn contribute(&self) -> Option<Link> {
        let id = self.knowledge.contribute()?;
        Some(Link::new(&self.knowledge.page(id).title, self.entry(Entry::Page(id))))
    }

    /// The text of an iteration, which stands right below the title of its page; empty for a placeholder.
    pub(crate) fn text(&self, iteration: &Iteration) -> Html {
        let setting = Setting { heading_level: 2, id_prefix: ITERATION_IDS, links: self };
        iteration.text().map_or_else(Html::new, |body| html::write(body, &setting))
    }

    /// The text of any other document, below the title of its page.
    pub(crate) fn body(&self, body: &Body) -> Html {
        html::write(body, &Setting { heading_level: 2, id_prefix: BODY_IDS, links: self })
    }
}

/// What an iteration is, in a word or two.
pub(crate) fn iteration_kind<'words>(iteration: &Iteration, words: &'words Words) -> &'words str {
    match iteration.standing {
        Standing::Published(_) => &words.kind.iteration,
        Standing::Proposed(_) => &words.kind.proposed_iteration,
        Standing::Withdrawn(_) => &words.kind.withdrawn_iteration,
        Standing::Declined(_) => &words.kind.declined_iteration,
        Standing::Placeholder => &words.kind.announcement,
    }
}

/// The word for what became of a contribution.
pub(crate) fn status(status: ContributionStatus, words: &Words) -> &str {
    match status {
        ContributionStatus::Open => &words.status.open,
        ContributionStatus::Accepted => &words.status.accepted,
        ContributionStatus::Declined => &words.status.declined,
        ContributionStatus::Withdrawn => &words.status.withdrawn,
        ContributionStatus::Done => &words.status.done,
    }
}

/// What a contribution is, in a word.
pub(crate) fn contribution_kind(kind: ContributionKind, words: &Words) -> &str {
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
pub(crate) fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
