//! `variorum init`

use std::path::Path;

use anyhow::{Context as _, bail};
use variorum::base::diagnostic::report::printable;
use variorum::base::names::Slug;
use variorum::base::text::Sources;
use variorum::content::read::{CONFIGURATION, CONTENT};
use variorum::content::scaffold::{self, Day, Furnished, NewFile, Program};

use crate::args::{ForgeOption, InitOptions};
use crate::change::names::{check_title, why_not};
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;
use crate::common::today::today;
use crate::files::{finish_interrupted, write_all};

pub(crate) fn run(options: &InitOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let folder =
        std::path::absolute(&options.folder).with_context(|| format!("cannot find {}", options.folder.display()))?;
    // What is not there yet was prepared in the folder above it.
    for place in folder.ancestors() {
        finish_interrupted(place, terminal)?;
    }
    if folder.join(CONFIGURATION).exists() {
        bail!(
            "{} is a knowledge base already; go there and run `variorum build`, or `variorum new definition \"Another Term\"`",
            folder.display()
        );
    }
    let term = match &options.term {
        Some(term) => term.trim().to_owned(),
        None => folder.file_name().map(|name| title(&name.to_string_lossy())).context("name the term with `--term`")?,
    };
    check_title("term", &term)?;
    let slug = Slug::propose(&term).filter(|slug| why_not(slug).is_none());
    let slug = slug.unwrap_or_else(|| Slug::parse("term").expect("`term` is a slug"));
    // What makes the folder a knowledge base is written last.
    let program = program(options)?;
    let mut files = furniture(options.forge, &program);
    files.extend(scaffold::starter(&slug, &term, Day::On(today(terminal))));
    let (kept, new): (Vec<_>, Vec<_>) = files.iter().partition(|file| folder.join(&file.path).exists());
    // What is there already is checked by whoever wrote it.
    let mut there = Sources::default();
    for file in kept.iter().filter(|file| Path::new(&file.path).starts_with(CONTENT)) {
        there.add(file.path.as_str(), file.text.as_str());
    }
    if !write_all(&folder, new, &there, terminal)? {
        return Ok(Outcome::Findings);
    }
    for file in kept {
        terminal.note(&format!("left {} as it was\n", file.path));
    }
    let go = if Path::new(&options.folder) == Path::new(".") {
        String::new()
    } else {
        format!("`cd {}`, then ", printable(&options.folder.display().to_string()))
    };
    if program == Program::Unset && !matches!(options.forge, ForgeOption::None) {
        terminal.note(
            "The workflows do not know yet which variorum to install: set VARIORUM_REPOSITORY and VARIORUM_REVISION in them. `variorum check` lists the places.\n",
        );
    }
    terminal.note(&format!(
        "Next: {go}`variorum build`, and write the first iteration in content/definitions/{slug}/1.md. Once it is written, `variorum accept {slug}@1` publishes it.\n"
    ));
    Ok(Outcome::Clean)
}

/// What a forge needs beside the texts.
fn furniture(forge: ForgeOption, program: &Program) -> Vec<NewFile> {
    let forge = match forge {
        ForgeOption::Github => Furnished::GitHub,
        ForgeOption::Gitlab => Furnished::GitLab,
        ForgeOption::Forgejo => Furnished::Forgejo,
        ForgeOption::None => return Vec::new(),
    };
    scaffold::furniture(forge, program)
}

/// Where the workflows get this program from. Nothing is guessed: an address that is wrong would run the code of others.
fn program(options: &InitOptions) -> anyhow::Result<Program> {
    match (&options.program_repository, &options.program_revision) {
        (Some(repository), Some(revision)) => Program::revision(repository, revision).map_err(anyhow::Error::msg),
        _ => Ok(Program::Unset),
    }
}

/// `customer-success` as "Customer Success".
fn title(folder: &str) -> String {
    folder
        .split(['-', '_', ' '])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut characters = word.chars();
            characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
        })
        .collect::<Vec<_>>()
        .join(" ")
}
