//! Ways to the forge: editors of new files with a text to begin from.

use serde::Serialize;

use crate::base::language::SendWords;
use crate::base::names::{Reference, Slug};
use crate::base::web::address::Address;
use crate::content::document::{ContributionKind, prompts};
use crate::content::knowledge::{Definition, Id, KnowledgeBase};
use crate::content::scaffold::{self, Authors, Day, NewFile};
use crate::edition::links::{Link, Linker};
use crate::edition::plan::Page;

/// An editor on the forge in which a new file is begun.
#[derive(Debug, Serialize)]
pub struct Editor {
    /// What it is for.
    pub label: String,
    /// Its address. Where it is dated, `YYYY-MM-DD` stands for the day.
    pub href: Address,
    /// What people call the forge.
    pub forge: &'static str,
    /// The path of the new file.
    pub path: String,
    /// What the file begins with; the day in it is `YYYY-MM-DD`.
    pub text: String,
    /// Whether the text stands in the editor already. Otherwise it is to be copied there.
    pub has_text: bool,
}

/// Where a reader of a definition goes to propose the next iteration: the page for it, or what tells how to contribute.
pub(in crate::edition::views) fn way(links: &Linker<'_>, id: Id<Definition>) -> Option<Link> {
    let number = links.knowledge.definition(id).iterations().len() + 1;
    let label = links.words.definition.propose(number);
    let page = links.knowledge.repository().map(|_| links.page(&Page::Propose(id)));
    let href = page.or_else(|| Some(links.contribute()?.href));
    href.map(|href| Link::new(label, href))
}

/// The editor of a new practice.
pub(in crate::edition::views) fn practice(links: &Linker<'_>) -> Option<Editor> {
    let file = scaffold::practice(
        &slug(prompts::PRACTICE_FILE),
        prompts::TITLE,
        &on(links.knowledge).to_string(),
        &Authors::default(),
        Day::Open,
    );
    editor(links, links.words.propose.practice.clone(), file)
}

/// The editor of a new influence.
pub(in crate::edition::views) fn influence(links: &Linker<'_>) -> Option<Editor> {
    let file = scaffold::influence(&slug(prompts::INFLUENCE_FILE), prompts::TITLE);
    editor(links, links.words.propose.influence.clone(), file)
}

/// The editor of somebody's own page.
pub(in crate::edition::views) fn person(links: &Linker<'_>) -> Option<Editor> {
    editor(links, links.words.propose.person.clone(), scaffold::person(&slug(prompts::PERSON_FILE), prompts::TITLE))
}

/// An editor for each kind of contribution. A proposal begins with the current text.
pub(in crate::edition::views) fn contributions(links: &Linker<'_>) -> Vec<Editor> {
    let knowledge = links.knowledge;
    let definition = knowledge.definition(knowledge.featured());
    let new = |(_, of): &(&str, ContributionKind)| {
        let name = slug(prompts::CONTRIBUTION_FILE);
        let (sources, current) = (links.site.sources(), definition.current());
        // An endorsement signs an iteration, and there has to be one.
        if *of == ContributionKind::Endorsement && current.is_none() {
            return None;
        }
        let file = scaffold::contribution(
            (&name, prompts::TITLE),
            *of,
            definition,
            current,
            sources,
            &Authors::default(),
            Day::Open,
        );
        editor(links, send(*of, &links.words.propose.send).to_owned(), file)
    };
    ContributionKind::ALL.iter().filter_map(new).collect()
}

/// What the link to a new contribution says.
fn send(kind: ContributionKind, words: &SendWords) -> &str {
    match kind {
        ContributionKind::Comment => &words.comment,
        ContributionKind::Proposal => &words.proposal,
        ContributionKind::Example => &words.example,
        ContributionKind::Endorsement => &words.endorsement,
        ContributionKind::Dissent => &words.dissent,
        ContributionKind::Evidence => &words.evidence,
        ContributionKind::Rival => &words.rival,
        ContributionKind::Event => &words.event,
        ContributionKind::Action => &words.action,
    }
}

/// The editor of a new file; none if nobody knows the repository.
pub(in crate::edition::views) fn editor(links: &Linker<'_>, label: String, file: NewFile) -> Option<Editor> {
    let place = links.knowledge.repository()?;
    let opened = place.new_file(&file.path, &file.text);
    Some(Editor {
        label,
        href: opened.address,
        forge: place.forge.kind().name(),
        path: file.path,
        text: file.text,
        has_text: opened.has_text,
    })
}

/// What new texts are about: the iteration that counts of the definition on the home page.
fn on(knowledge: &KnowledgeBase) -> Reference {
    let definition = knowledge.definition(knowledge.featured());
    Reference { definition: definition.slug.clone(), iteration: definition.current().map(|current| current.number) }
}

fn slug(name: &str) -> Slug {
    Slug::parse(name).expect("the names of new files are slugs")
}
