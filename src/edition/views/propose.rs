//! Ways to the forge: the editor of a page's file, and editors of new files with a text to begin from.

use serde::Serialize;

use crate::base::language::SendWords;
use crate::base::names::{Reference, Slug};
use crate::base::unicode::one_space;
use crate::base::web::address::Address;
use crate::content::document::{ContributionKind, prompts};
use crate::content::knowledge::{Definition, Entry, Id, KnowledgeBase, Standing};
use crate::content::scaffold::{self, Authors, Day, Draft, NewFile};
use crate::edition::links::linker::Linker;
use crate::edition::plan::{Page, Site};
use crate::edition::views::parts::{self, Link};
use crate::edition::views::{Shown, View};
use crate::history::text::{SMALL, TURNING};

/// What `propose.html` shows.
#[derive(Debug, Serialize)]
pub struct ProposeView {
    /// The term.
    pub term: String,
    /// The page of the definition.
    pub definition: Address,
    /// The editor of the next iteration.
    pub editor: Editor,
    /// What a script needs so that the iteration can be written on the page.
    pub draft: DraftView,
    /// The page that tells more.
    pub contribute: Option<Link>,
}

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

/// The next iteration in parts, for the script with which it is written.
#[derive(Debug, Serialize)]
pub struct DraftView {
    /// The front matter of the file up to what is said of criteria; the day in it is `YYYY-MM-DD`, and `authors` and `# note` begin the
    /// lines that wait for an author and a reason.
    pub head: String,
    /// The last lines of the front matter, in which an author is introduced who has not given a name yet.
    pub introduction: String,
    /// The Markdown to begin from.
    pub text: String,
    /// How many bytes `&value=` with a text may add to the address of the editor; none if the forge takes no text.
    pub room: usize,
    /// The phrases of the text that meet a criterion.
    pub phrases: Vec<PhraseView>,
    /// Everybody who can be named as an author.
    pub people: Vec<AuthorView>,
    /// The words that say little by themselves, with a space between.
    pub small: String,
    /// The words that turn a sentence round, with a space between.
    pub turning: String,
}

/// A phrase that meets a criterion.
#[derive(Debug, Serialize)]
pub struct PhraseView {
    /// The phrase, with one space for all white space.
    pub phrase: String,
    /// The lines of the front matter that say so.
    pub meets: String,
    /// What is told where a text does not have the phrase.
    pub lost: String,
}

/// Somebody who can be named as an author.
#[derive(Debug, Serialize)]
pub struct AuthorView {
    /// The name of the file.
    pub id: String,
    /// The name.
    pub name: String,
}

/// The file of a page on the forge.
#[derive(Debug, Serialize)]
pub struct FileLinks {
    /// Its editor; none for what was published as an iteration, which never changes.
    pub edit: Option<Link>,
    /// The list of its changes.
    pub history: Link,
}

/// The page from which the next iteration of a definition is proposed.
pub(super) fn propose(site: &Site, links: &Linker<'_>, id: Id<Definition>) -> Shown {
    let knowledge = site.knowledge();
    let definition = knowledge.definition(id);
    let number = definition.iterations().len() + 1;
    let words = &links.words.propose;
    let draft = scaffold::draft(definition, site.sources(), &Authors::default(), Day::Open);
    let file = draft.clone().file();
    let view = ProposeView {
        draft: draft_view(site, links, id, draft, &file),
        term: definition.term.clone(),
        definition: links.entry(Entry::Definition(id)),
        editor: editor(knowledge, words.open(forge(knowledge)), file).expect("planned with a repository"),
        contribute: parts::contribute(knowledge, links),
    };
    let term = &definition.term;
    ("propose.html", words.title(number, term), words.about(term), View::Propose(Box::new(view)))
}

fn draft_view(site: &Site, links: &Linker<'_>, id: Id<Definition>, draft: Draft, file: &NewFile) -> DraftView {
    let (knowledge, words) = (site.knowledge(), links.words);
    let definition = knowledge.definition(id);
    let place = knowledge.repository().expect("planned with a repository");
    let opened = place.new_file(&file.path, &file.text);
    let phrases = draft.meets.into_iter().map(|(met, meets)| {
        let phrase = one_space(&met.phrase);
        let quoted = format!("{}{phrase}{}", words.quote.open, words.quote.close);
        let lost = words.propose.draft.lost(&definition.criteria[met.criterion].statement, quoted);
        PhraseView { phrase, meets, lost }
    });
    let people = knowledge.people();
    let people = people.map(|(_, person)| AuthorView { id: person.slug.to_string(), name: person.name.clone() });
    DraftView {
        head: draft.head,
        introduction: draft.people,
        text: draft.text,
        room: opened.room,
        phrases: phrases.collect(),
        people: people.collect(),
        small: SMALL.join(" "),
        turning: TURNING.join(" "),
    }
}

/// Where a reader of a definition goes to propose the next iteration: the page for it, or what tells how to contribute.
pub(super) fn way(knowledge: &KnowledgeBase, links: &Linker<'_>, id: Id<Definition>) -> Option<Link> {
    let number = knowledge.definition(id).iterations().len() + 1;
    let label = links.words.definition.propose(number);
    let page = knowledge.repository().map(|_| links.page(&Page::Propose(id)));
    let href = page.or_else(|| Some(parts::contribute(knowledge, links)?.href));
    href.map(|href| Link::new(label, href))
}

/// The file of a page on the forge, where that is known.
pub(super) fn file_links(site: &Site, links: &Linker<'_>, page: &Page) -> Option<FileLinks> {
    let Page::Entry(entry) = *page else { return None };
    let knowledge = site.knowledge();
    let place = knowledge.repository()?;
    let path = &site.file(entry)?.path;
    let never_changes = matches!(entry, Entry::Iteration(id, number) if knowledge
        .definition(id)
        .iteration(number)
        .is_some_and(|iteration| !matches!(iteration.standing, Standing::Proposed(_))));
    let (words, name) = (&links.words.propose, place.forge.kind().name());
    Some(FileLinks {
        edit: (!never_changes).then(|| Link::new(words.edit(name), place.edit(path))),
        history: Link::new(words.history(name), place.history(path)),
    })
}

/// The editor of a new practice.
pub(super) fn practice(knowledge: &KnowledgeBase, links: &Linker<'_>) -> Option<Editor> {
    let file = scaffold::practice(
        &slug(prompts::PRACTICE_FILE),
        prompts::TITLE,
        &on(knowledge).to_string(),
        &Authors::default(),
        Day::Open,
    );
    editor(knowledge, links.words.propose.practice.clone(), file)
}

/// The editor of a new influence.
pub(super) fn influence(knowledge: &KnowledgeBase, links: &Linker<'_>) -> Option<Editor> {
    let file = scaffold::influence(&slug(prompts::INFLUENCE_FILE), prompts::TITLE);
    editor(knowledge, links.words.propose.influence.clone(), file)
}

/// The editor of somebody's own page.
pub(super) fn person(knowledge: &KnowledgeBase, links: &Linker<'_>) -> Option<Editor> {
    editor(knowledge, links.words.propose.person.clone(), new_person())
}

/// An editor for each kind of contribution. A proposal begins with the current text.
pub(super) fn contributions(site: &Site, links: &Linker<'_>) -> Vec<Editor> {
    let knowledge = site.knowledge();
    let definition = knowledge.definition(knowledge.featured());
    let new = |(_, of): &(&str, ContributionKind)| {
        let name = slug(prompts::CONTRIBUTION_FILE);
        let (sources, current) = (site.sources(), definition.current());
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
        editor(knowledge, send(*of, &links.words.propose.send).to_owned(), file)
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

fn editor(knowledge: &KnowledgeBase, label: String, file: NewFile) -> Option<Editor> {
    let place = knowledge.repository()?;
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

fn new_person() -> NewFile {
    scaffold::person(&slug(prompts::PERSON_FILE), prompts::TITLE)
}

fn forge(knowledge: &KnowledgeBase) -> &'static str {
    knowledge.repository().map_or("", |place| place.forge.kind().name())
}

/// What new texts are about: the iteration that counts of the definition on the home page.
fn on(knowledge: &KnowledgeBase) -> Reference {
    let definition = knowledge.definition(knowledge.featured());
    Reference { definition: definition.slug.clone(), iteration: definition.current().map(|current| current.number) }
}

fn slug(name: &str) -> Slug {
    Slug::parse(name).expect("the names of new files are slugs")
}
