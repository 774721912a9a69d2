//! New files: what `variorum new`, `variorum init` and `variorum seal` write. Everything here passes `variorum check`.

mod acceptance;
mod authors;
mod file;
pub(crate) mod forms;
mod furniture;
pub mod revision;
mod seals;
mod settling;
mod starter;

pub use self::acceptance::{Days, Taking, accepted, earliest};
pub use self::authors::{Authors, known};
pub use self::file::{Day, NewFile};
pub(crate) use self::file::{escape_markdown, toml_text};
pub use self::furniture::{Furnished, Program, check_workflow, furniture};
pub use self::seals::seals;
pub use self::settling::{Settled, settled};
pub use self::starter::starter;

use std::fmt::Write as _;

use crate::base::names::{Reference, Slug};
use crate::base::text::Sources;
use crate::base::web::address::Address;
use crate::content::document::prompts::{
    ACTION, AROUND_A_TERM, COMMENT, DISSENT, ENDORSEMENT, EVENT, EXAMPLE, FAILURES, FIRST_ITERATION, FIRST_STEP,
    NO_TEXT_YET, QUOTE, QUOTED_FROM, WHAT_A_PRACTICE_IS, WHAT_A_PRACTICE_IS_FOR, WHAT_A_QUOTE_SHOWS, WHAT_A_TERM_IS,
    WHAT_AN_INFLUENCE_TEACHES, WHO_SOMEBODY_IS,
};
use crate::content::document::{ContributionKind, moved};
use crate::content::knowledge::{Definition, Iteration, Meets, Person};

/// A definition with its first iteration, proposed and ready for editing.
pub fn definition(slug: &Slug, term: &str, authors: &Authors, today: Day) -> Vec<NewFile> {
    let quoted = toml_text(term);
    let summary = toml_text(&format!("What {term}{WHAT_A_TERM_IS}"));
    vec![
        NewFile {
            path: format!("content/definitions/{slug}/definition.md"),
            text: format!(
                "+++\nterm = {quoted}\nsummary = {summary}\n# also_known_as = [\"another name\"]\n\n# What the community asks of the definition. An iteration says with [[meets]] which of its words meet it.\n\
                 # [[criteria]]\n# id = \"short-name\"\n# statement = \"What the definition must say.\"\n+++\n\n\
                 {AROUND_A_TERM}\n"
            ),
        },
        first_iteration(slug, term, authors, today),
    ]
}

fn first_iteration(slug: &Slug, term: &str, authors: &Authors, today: Day) -> NewFile {
    let (line, introductions) = (authors.line(), authors.introductions());
    NewFile {
        path: format!("content/definitions/{slug}/1.md"),
        text: format!(
            "+++\ndate = {today}\n{line}# To publish: take the next line out, and set the date to the day of publication.\nstatus = \"proposed\"\n# note = \"why this iteration\"\n{introductions}+++\n\n{}{FIRST_ITERATION}\n",
            escape_markdown(term)
        ),
    }
}

/// The next iteration of a definition in the parts of its file, while somebody writes it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The path of the file below the root, with `/` between folders.
    pub path: String,
    /// The front matter up to what is said of criteria, with `+++` before it. What is still to be said stands behind a `#`.
    pub head: String,
    /// The phrases of the text before that meet a criterion, each with the lines that say so.
    pub meets: Vec<(Meets, String)>,
    /// The lines that introduce its authors.
    pub people: String,
    /// The Markdown to begin from.
    pub text: String,
}

impl Draft {
    /// The file as a whole.
    pub fn file(self) -> NewFile {
        let meets: String = self.meets.into_iter().map(|(_, lines)| lines).collect();
        NewFile { path: self.path, text: format!("{}{meets}{}+++\n\n{}\n", self.head, self.people, self.text) }
    }
}

/// The next iteration of a definition: the current text, ready for editing.
pub fn iteration(definition: &Definition, sources: &Sources, authors: &Authors, today: Day) -> NewFile {
    draft(definition, sources, authors, today).file()
}

/// The same in parts.
pub fn draft(definition: &Definition, sources: &Sources, authors: &Authors, today: Day) -> Draft {
    let last = definition.iterations().last().expect("a definition has at least one iteration");
    let number = last.number.next();
    let date = today.not_before(last.date);
    let from = definition.shown();
    let head = format!(
        "+++\ndate = {date}\n{}# To publish: take the next line out, and set the date to the day of publication.\nstatus = \"proposed\"\n# note = \"why this iteration\"\n",
        authors.line()
    );
    let phrases = from.into_iter().flat_map(|from| &from.meets);
    let text = match from.and_then(|from| Some((from, from.text()?))) {
        Some((from, body)) => body.written(&sources.get(from.file).text).to_owned(),
        None => format!("{}{NO_TEXT_YET}", escape_markdown(&definition.term)),
    };
    Draft {
        path: format!("content/definitions/{}/{number}.md", definition.slug),
        head,
        meets: phrases.map(|phrase| (phrase.clone(), meets(definition, phrase))).collect(),
        people: authors.introductions(),
        text,
    }
}

/// The lines that say which words meet a criterion.
fn meets(definition: &Definition, meets: &Meets) -> String {
    let criterion = &definition.criteria[meets.criterion].id.value;
    format!("\n[[meets]]\ncriterion = \"{criterion}\"\nphrase = {}\n", toml_text(&meets.phrase))
}

/// A practice, written against an iteration.
pub fn practice(slug: &Slug, title: &str, on: &str, authors: &Authors, today: Day) -> NewFile {
    let (line, introductions) = (authors.line(), authors.introductions());
    NewFile {
        path: format!("content/practices/{slug}.md"),
        text: format!(
            "+++\ntitle = {}\nsummary = \"{WHAT_A_PRACTICE_IS_FOR}\"\ndate = {today}\n{line}on = \"{on}\"\n# tags = [\"a-keyword\"]\n{introductions}+++\n\n\
             {WHAT_A_PRACTICE_IS}\n\n## How to begin\n\n{FIRST_STEP}\n\n## What goes wrong\n\n{FAILURES}\n",
            toml_text(title)
        ),
    }
}

/// A contribution of a kind, about an iteration of a definition, or about the definition if there is none to name.
pub fn contribution(
    (slug, title): (&Slug, &str),
    kind: ContributionKind,
    definition: &Definition,
    iteration: Option<&Iteration>,
    sources: &Sources,
    authors: &Authors,
    today: Day,
) -> NewFile {
    let on = Reference { definition: definition.slug.clone(), iteration: iteration.map(|iteration| iteration.number) };
    let path = format!("content/contributions/{today}-{slug}.md");
    let mut text = format!(
        "+++\ntitle = {}\nkind = \"{}\"\ndate = {today}\n{}on = \"{on}\"\n",
        toml_text(title),
        kind.name(),
        authors.line()
    );
    let body = match kind {
        ContributionKind::Evidence | ContributionKind::Rival => {
            let _ = writeln!(text, "quote = \"{QUOTE}\"\nsource = \"{QUOTED_FROM}\"\nseen = {today}");
            WHAT_A_QUOTE_SHOWS.to_owned()
        }
        ContributionKind::Proposal => {
            text.push_str("# note = \"why this wording is better\"\n");
            let written = iteration.and_then(|named| {
                let source = sources.get(named.file);
                let written = named.text()?.written(&source.text);
                Some(moved(written, &source.path, &path).unwrap_or_else(|| written.to_owned()))
            });
            written.unwrap_or_else(|| format!("{}{NO_TEXT_YET}", escape_markdown(&definition.term)))
        }
        ContributionKind::Comment => COMMENT.to_owned(),
        ContributionKind::Example => EXAMPLE.to_owned(),
        ContributionKind::Endorsement => ENDORSEMENT.to_owned(),
        ContributionKind::Dissent => DISSENT.to_owned(),
        ContributionKind::Event => EVENT.to_owned(),
        ContributionKind::Action => ACTION.to_owned(),
    };
    let _ = write!(text, "{}+++\n\n{body}\n", authors.introductions());
    NewFile { path, text }
}

/// An influence.
pub fn influence(slug: &Slug, title: &str) -> NewFile {
    NewFile {
        path: format!("content/influences/{slug}.md"),
        text: format!(
            "+++\ntitle = {}\n# authors = [\"First Last\"]\n# year = 2009\n# source = \"where it was said\"\n# quote = \"what was said, letter for letter\"\n+++\n\n{WHAT_AN_INFLUENCE_TEACHES}\n",
            toml_text(title)
        ),
    }
}

/// A person.
pub fn person(slug: &Slug, name: &str) -> NewFile {
    NewFile {
        path: format!("content/people/{slug}.md"),
        text: format!(
            "+++\nname = {}\n# url = \"https://...\"\n# forge = \"account name\"\n+++\n\n{WHO_SOMEBODY_IS}\n",
            toml_text(name)
        ),
    }
}

/// The file of somebody whom a text introduces.
pub fn introduced(person: &Person) -> NewFile {
    let mut text = format!("+++\nname = {}\n", toml_text(&person.name));
    let facts = [("url", person.url.as_ref().map(Address::as_str)), ("forge", person.forge.as_deref())];
    for (key, value) in facts.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        let _ = writeln!(text, "{key} = {}", toml_text(value));
    }
    text.push_str("+++\n");
    NewFile { path: format!("content/people/{}.md", person.slug), text }
}
