//! `variorum new`

use std::path::Path;

use anyhow::{Context as _, bail};
use variorum::base::diagnostic::{Diagnostics, did_you_mean};
use variorum::base::names::{LONGEST_SLUG, Reference, Slug};
use variorum::base::unicode::one_space;
use variorum::content::document::ContributionKind;
use variorum::content::document::prompts::PERSON_FILE;
use variorum::content::knowledge::{Definition, KnowledgeBase};
use variorum::content::read;
use variorum::content::scaffold::{self, Authors, Day, known};
use variorum::output::pipeline;
use variorum::output::pipeline::Given;

use crate::args::{NewKind, NewNamed, NewOptions};
use crate::change::import;
use crate::change::names::{check_title, refuse_existing, why_not};
use crate::common::outcome::Outcome;
use crate::common::terminal::{Terminal, findings};
use crate::common::today::today;
use crate::files::write_all;
use crate::repository::git_name;

pub(crate) fn run(root: Option<&Path>, options: &NewOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    match (&options.kind, &options.from_issue) {
        (Some(_), Some(_)) => {
            bail!("`--from-issue` makes a contribution of the issue, so name no other kind of file beside it")
        }
        (Some(kind), None) => begin(root, kind, terminal),
        (None, Some(file)) => import::issue(root, file, terminal),
        (None, None) => bail!("name what to write, such as `variorum new iteration`, or an issue with `--from-issue`"),
    }
}

fn begin(root: Option<&Path>, kind: &NewKind, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let root = crate::load::root(root, terminal)?;
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(&root, &mut diagnostics)?;
    let day = today(terminal);
    let given = Given { base_url: None, today: Some(day) };
    let knowledge = pipeline::check_given(&sources, given, &mut diagnostics);
    let today = Day::On(day);
    // A definition and a person need nothing of what is there; the others begin from it.
    let by = authors(kind, knowledge.as_ref(), &root)?;
    let files = match (kind, &knowledge) {
        (NewKind::Definition { named, .. }, _) => scaffold::definition(&slug(named)?, &named.title, &by, today),
        (NewKind::Person(named), _) => vec![scaffold::person(&slug(named)?, &named.title)],
        (NewKind::Influence(named), _) => vec![scaffold::influence(&slug(named)?, &named.title)],
        (_, None) => {
            terminal.note(&findings(&diagnostics, &sources));
            terminal
                .note("The new file begins from what is there, so that has to be sound first. Nothing was written.\n");
            return Ok(Outcome::Findings);
        }
        (NewKind::Iteration { definition, .. }, Some(knowledge)) => {
            vec![scaffold::iteration(find(definition.as_deref(), knowledge)?, &sources, &by, today)]
        }
        (NewKind::Practice { named, on, .. }, Some(knowledge)) => {
            let on = subject(on.as_deref(), knowledge)?;
            vec![scaffold::practice(&slug(named)?, &named.title, &on.to_string(), &by, today)]
        }
        (NewKind::Contribution { named, kind, on, .. }, Some(knowledge)) => {
            let on = subject(on.as_deref(), knowledge)?;
            let definition = find(Some(on.definition.as_str()), knowledge)?;
            let iteration = on.iteration.and_then(|number| definition.iteration(number));
            if *kind == ContributionKind::Endorsement && iteration.is_none() {
                bail!("an endorsement signs one iteration, and `{}` has published none yet", definition.slug);
            }
            vec![scaffold::contribution(
                (&dated_slug(named)?, &named.title),
                *kind,
                definition,
                iteration,
                &sources,
                &by,
                today,
            )]
        }
    };
    refuse_existing(&root, &files)?;
    if !write_all(&root, &files, &sources, terminal)? {
        return Ok(Outcome::Findings);
    }
    if files.iter().any(|file| file.text.contains(&format!("[\"{PERSON_FILE}\"]"))) {
        terminal.note(
            "It names no author yet: write your name where it says so, or use `--author \"Your Name\"` next time.\n",
        );
    }
    terminal.note("Edit it, then run `variorum check`.\n");
    if knowledge.is_none() && pipeline::check(&pipeline::trial(&sources, &files).0, None, &mut diagnostics).is_none() {
        terminal.note("Other files have errors already, which `variorum check` shows.\n");
    }
    Ok(Outcome::Clean)
}

/// Who a new text is by: those who are named, or else the person with the name that git puts into commits. If there is nobody
/// of that name, whoever edits the file says it there.
fn authors(kind: &NewKind, knowledge: Option<&KnowledgeBase>, root: &Path) -> anyhow::Result<Authors> {
    let mut authors = Authors::default();
    let named = match kind {
        NewKind::Definition { by, .. }
        | NewKind::Iteration { by, .. }
        | NewKind::Practice { by, .. }
        | NewKind::Contribution { by, .. } => &by.author,
        NewKind::Influence(_) | NewKind::Person(_) => return Ok(authors),
    };
    let Some(knowledge) = knowledge else {
        if let [name, ..] = named.as_slice() {
            bail!("`--author {name}` needs a knowledge base without errors; `variorum check` names them");
        }
        return Ok(authors);
    };
    let own = git_name(root).filter(|_| named.is_empty()).filter(|name| known(name, knowledge).is_some());
    for name in own.iter().chain(named) {
        check_title("name", name)?;
        let name = one_space(name);
        if let Err(ids) = authors.add(&name, knowledge) {
            bail!(
                "there is no person `{name}`: {}; for somebody new, write the name as readers will see it, such as `--author \"First Last\"`",
                did_you_mean(&name, ids)
            );
        }
    }
    Ok(authors)
}

fn slug(named: &NewNamed) -> anyhow::Result<Slug> {
    check_title("title", &named.title)?;
    let slug = match &named.slug {
        Some(slug) => Slug::parse(slug).with_context(|| format!("`--slug {slug}` is no name of a file: use small letters a to z, digits, and single hyphens between words")),
        None => Slug::propose(&named.title).context("no name for the file can be made from this title; name it with `--slug`, in small letters a to z, digits and hyphens"),
    }?;
    match why_not(&slug) {
        Some(why) => bail!("the name `{slug}` {why}; choose another with `--slug`"),
        None => Ok(slug),
    }
}

/// The name of a contribution's file behind its date, which counts towards the longest name.
fn dated_slug(named: &NewNamed) -> anyhow::Result<Slug> {
    let whole = slug(named)?;
    let most = LONGEST_SLUG - "2020-12-08-".len();
    if whole.as_str().len() <= most {
        return Ok(whole);
    }
    if named.slug.is_some() {
        bail!("`--slug {whole}` is too long behind a date; at most {most} characters are allowed");
    }
    Slug::parse(whole.as_str()[..most].trim_end_matches('-')).context("name the file with `--slug`")
}

fn find<'knowledge>(
    name: Option<&str>,
    knowledge: &'knowledge KnowledgeBase,
) -> anyhow::Result<&'knowledge Definition> {
    let Some(name) = name else { return Ok(knowledge.definition(knowledge.featured())) };
    let found = knowledge.definitions().find(|(_, definition)| definition.slug.as_str() == name);
    found.map(|(_, definition)| definition).with_context(|| {
        format!(
            "there is no definition `{name}`: {}",
            did_you_mean(name, knowledge.definitions().map(|(_, definition)| definition.slug.as_str()))
        )
    })
}

/// What `--on` names: by default the current iteration of the definition on the home page.
fn subject(on: Option<&str>, knowledge: &KnowledgeBase) -> anyhow::Result<Reference> {
    let named = match on {
        Some(on) => Reference::parse(on)
            .with_context(|| format!("`--on {on}` names no definition or iteration; write `prodops` or `prodops@4`"))?,
        None => Reference { definition: knowledge.definition(knowledge.featured()).slug.clone(), iteration: None },
    };
    let definition = find(Some(named.definition.as_str()), knowledge)?;
    let iteration = match named.iteration {
        Some(number) => Some(
            definition
                .iteration(number)
                .with_context(|| {
                    format!(
                        "`{}` has no iteration {number}; its latest is {}",
                        named.definition,
                        definition.iterations().len()
                    )
                })?
                .number,
        ),
        None => definition.current().map(|iteration| iteration.number),
    };
    Ok(Reference { definition: named.definition, iteration })
}
