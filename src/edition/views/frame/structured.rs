//! What a page says, for search engines: JSON-LD in the words of schema.org. A term is a `DefinedTerm` of the
//! `DefinedTermSet` that the site is. A `DefinedTerm` has no version, so number, date and authors are those of the page.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::knowledge::{Definition, Entry, Folder, Id, KnowledgeBase, Person};
use crate::edition::links::Linker;
use crate::edition::plan::Page;

/// A longer text is not said twice on a page; the summary of the term stands for it. In bytes.
const LONGEST_DESCRIPTION: usize = 2_000;

#[derive(Serialize)]
struct WebPage<'base> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    url: Address,
    name: &'base str,
    #[serde(rename = "inLanguage")]
    language: &'base str,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'base Address>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    version: Option<Version<'base>>,
    #[serde(rename = "mainEntity")]
    subject: Subject<'base>,
}

/// What is said of the iteration that a page shows.
#[derive(Serialize)]
struct Version<'base> {
    #[serde(rename = "version")]
    number: String,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author<'base>>,
    #[serde(rename = "isBasedOn", skip_serializing_if = "Option::is_none")]
    before: Option<Address>,
}

#[derive(Serialize)]
struct Author<'base> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'base str,
    url: Address,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Subject<'base> {
    Term(Term<'base>),
    Set(TermSet<'base>),
}

#[derive(Serialize)]
struct Term<'base> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'base str,
    #[serde(rename = "alternateName", skip_serializing_if = "<[_]>::is_empty")]
    others: &'base [String],
    description: &'base str,
    url: Address,
    #[serde(rename = "inDefinedTermSet")]
    set: Address,
}

#[derive(Serialize)]
struct TermSet<'base> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'base str,
    description: &'base str,
    url: Address,
    #[serde(rename = "hasDefinedTerm")]
    terms: Vec<Term<'base>>,
}

/// The data of a page; none for those that define nothing. `links` are whole addresses where the site's is known.
pub(super) fn data(knowledge: &KnowledgeBase, links: &Linker<'_>, page: &Page, title: &str) -> Option<Html> {
    let (id, iteration) = match *page {
        Page::Home => (knowledge.featured(), knowledge.definition(knowledge.featured()).shown()),
        Page::Entry(Entry::Definition(id)) => (id, knowledge.definition(id).shown()),
        Page::Entry(Entry::Iteration(id, number)) => (id, knowledge.definition(id).iteration(number)),
        Page::Entry(Entry::List(Folder::Definitions)) => {
            let terms = knowledge.definitions();
            let terms = terms.map(|(id, definition)| term(knowledge, links, id, &definition.summary));
            let config = knowledge.config();
            let set = TermSet {
                kind: "DefinedTermSet",
                name: &config.title,
                description: &config.description,
                url: links.page(page),
                terms: terms.collect(),
            };
            return Some(web_page(knowledge, links.page(page), title, Subject::Set(set), None));
        }
        _ => return None,
    };
    let definition = knowledge.definition(id);
    let iteration = iteration.filter(|iteration| iteration.text().is_some())?;
    // What an iteration said that no longer counts does not describe the term.
    let is_shown = definition.shown().is_some_and(|shown| shown.number == iteration.number);
    let words = is_shown.then(|| iteration.words()).filter(|words| words.len() <= LONGEST_DESCRIPTION);
    let subject = Subject::Term(term(knowledge, links, id, words.as_deref().unwrap_or(&definition.summary)));
    let before = definition.compared_with(iteration.number);
    let person = |id: &Id<Person>| {
        let person = knowledge.person(*id);
        Author { kind: "Person", name: &person.name, url: links.entry(Entry::Person(*id)) }
    };
    let version = Version {
        number: iteration.number.to_string(),
        published: iteration.was_published().then(|| iteration.date.to_string()),
        author: iteration.authors.iter().map(person).collect(),
        before: before.map(|before| links.entry(Entry::Iteration(id, before.number))),
    };
    Some(web_page(knowledge, links.page(page), title, subject, Some(version)))
}

fn web_page(
    knowledge: &KnowledgeBase,
    url: Address,
    title: &str,
    subject: Subject<'_>,
    version: Option<Version<'_>>,
) -> Html {
    let config = knowledge.config();
    let license = config.license.as_ref().map(|license| &license.url);
    let mut html = Html::new();
    html.data(&WebPage {
        context: "https://schema.org",
        kind: "WebPage",
        url,
        name: title,
        language: &config.language,
        license,
        version,
        subject,
    });
    html
}

fn term<'base>(
    knowledge: &'base KnowledgeBase,
    links: &Linker<'_>,
    id: Id<Definition>,
    description: &'base str,
) -> Term<'base> {
    let definition = knowledge.definition(id);
    Term {
        kind: "DefinedTerm",
        name: &definition.term,
        others: &definition.also_known_as,
        description,
        url: links.entry(Entry::Definition(id)),
        set: links.entry(Entry::List(Folder::Definitions)),
    }
}
