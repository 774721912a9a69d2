//! An issue that was written in one of the forms, as a contribution; so whoever only writes an issue is credited too.

mod answers;

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::base::dates::{self, Found};
use crate::base::names::{LONGEST_SLUG, Reference, Slug};
use crate::base::screening::merges;
use crate::content::document::ContributionKind;
use crate::content::knowledge::{Definition, KnowledgeBase};
use crate::content::scaffold::forms::{
    DEFINITION, KIND, MEANING, NAME, QUOTE, REASON, RIVAL, SEEN, SOURCE, STORY, TITLE, WORDING,
};
use crate::content::scaffold::{NewFile, toml_text};
use crate::contribute::import::files::{remark, title};
use crate::contribute::import::issue::answers::Answers;
use crate::contribute::import::people::{Author, Known, People};
use crate::contribute::import::text::{Changes, adapted};

/// What became of an issue.
#[derive(Clone, Debug)]
pub struct Contributed {
    /// The file of the contribution, and one of its author if there was none.
    pub files: Vec<NewFile>,
    /// What was changed in the text so that it passes the check, in sentences.
    pub changed: Vec<String>,
    /// What somebody should look at, in sentences.
    pub look_at: Vec<String>,
}

/// Makes the files of a contribution out of the text of an issue. `known` are the people who have a file.
///
/// # Errors
/// Says in a sentence what is missing from the text, or what it names that is not there.
pub fn import(knowledge: &KnowledgeBase, issue: &str, known: &[Known], today: Date) -> Result<Contributed, String> {
    if let Some(unfinished) = merges::find(issue).first() {
        return Err(format!("{}; choose the right words in the issue, and try again", unfinished.message(issue)));
    }
    let answers = Answers::read(issue)?;
    let definition = definition(knowledge, answers.get(&DEFINITION))?;
    let author = Author { name: remark(answers.get(&NAME)), mail: String::new() };
    let people = People::of([&author], known);
    let kind = kind(&answers);
    let name = match title(answers.get(&TITLE)) {
        name if name.is_empty() => title(&format!("A wording by {}", author.name)),
        name => name,
    };
    let current = definition.current().map(|iteration| iteration.number);
    let on = Reference { definition: definition.slug.clone(), iteration: current };
    let ids: Vec<String> = people.ids([&author]).iter().map(|id| format!("\"{id}\"")).collect();
    let mut text = format!(
        "+++\ntitle = {}\nkind = \"{}\"\ndate = {today}\nauthors = [{}]\non = \"{on}\"\n",
        toml_text(&name),
        kind.name(),
        ids.join(", ")
    );
    let body = match kind {
        ContributionKind::Proposal => {
            let _ = writeln!(text, "note = {}", toml_text(&remark(answers.get(&REASON))));
            answers.get(&WORDING)
        }
        ContributionKind::Example => answers.get(&STORY),
        _ => {
            let day = answers.get(&SEEN);
            let Found::Day(seen) = dates::find(day) else {
                return Err(format!(
                    "“{}” is no day that can be read in one way: write year, month and day, such as 2026-01-31",
                    remark(day)
                ));
            };
            let _ = writeln!(text, "quote = {}", toml_text(answers.get(&QUOTE)));
            let _ = writeln!(text, "source = {}\nseen = {seen}", toml_text(&remark(answers.get(&SOURCE))));
            answers.get(&MEANING)
        }
    };
    let mut changes = Changes::default();
    let body = adapted(body, &|_| None, &mut changes);
    text.push_str("+++\n");
    if !body.is_empty() {
        let _ = write!(text, "\n{body}\n");
    }
    let mut files = vec![NewFile { path: path(knowledge, &name, today), text }];
    files.extend(people.files);
    Ok(Contributed {
        files,
        changed: changes.iter().map(|(sentence, _)| sentence.to_owned()).collect(),
        look_at: people.look_at,
    })
}

fn kind(answers: &Answers) -> ContributionKind {
    if answers.asks(&WORDING) {
        ContributionKind::Proposal
    } else if answers.asks(&STORY) {
        ContributionKind::Example
    } else if answers.get(&KIND) == RIVAL {
        ContributionKind::Rival
    } else {
        ContributionKind::Evidence
    }
}

/// The definition that was named by its slug or its term; the one on the home page if none was.
fn definition<'base>(knowledge: &'base KnowledgeBase, named: &str) -> Result<&'base Definition, String> {
    if named.is_empty() {
        return Ok(knowledge.definition(knowledge.featured()));
    }
    let is_meant = |definition: &Definition| {
        definition.slug.as_str() == named || definition.term.to_lowercase() == named.to_lowercase()
    };
    let found = knowledge.definitions().map(|(_, definition)| definition).find(|definition| is_meant(definition));
    found.ok_or_else(|| {
        let known: Vec<&str> =
            knowledge.definitions().map(|(_, definition)| definition.slug.as_str()).take(10).collect();
        format!("there is no definition “{}”; there are: {}", remark(named), known.join(", "))
    })
}

/// The path of a new contribution that no other has.
fn path(knowledge: &KnowledgeBase, name: &str, today: Date) -> String {
    // Room for the date in front and a number behind.
    let room = LONGEST_SLUG - "2020-12-08-".len() - "-1000".len();
    let slug = Slug::propose(name).map_or_else(|| "from-an-issue".to_owned(), |slug| slug.as_str().to_owned());
    let slug = slug[..slug.len().min(room)].trim_end_matches('-');
    let is_free = |name: &str| knowledge.contributions().all(|(_, contribution)| contribution.slug.as_str() != name);
    let base = format!("{today}-{slug}");
    let mut names = std::iter::once(base.clone()).chain((2_u32..).map(|number| format!("{base}-{number}")));
    let free = names.find(|name| is_free(name)).expect("numbers do not end");
    debug_assert!(Slug::parse(&free).is_some(), "{free}");
    format!("content/contributions/{free}.md")
}
