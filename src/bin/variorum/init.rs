//! `variorum init`

use std::path::Path;

use anyhow::{Context as _, bail};
use variorum::diagnostic::report::printable;
use variorum::names::Slug;
use variorum::read::CONFIGURATION;
use variorum::scaffold::{self, Day, Furnished, NewFile};

use crate::Outcome;
use crate::args::{ForgeOption, InitOptions};
use crate::files::{finish_interrupted, write_all};
use crate::new::{check_title, why_not};
use crate::terminal::Terminal;
use crate::today::today;

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
    let mut files = furniture(options.forge);
    files.extend(scaffold::starter(&slug, &term, Day::On(today(terminal))));
    let (kept, new): (Vec<_>, Vec<_>) = files.iter().partition(|file| folder.join(&file.path).exists());
    write_all(&folder, new, terminal)?;
    for file in kept {
        terminal.note(&format!("left {} as it was\n", file.path));
    }
    let go = if Path::new(&options.folder) == Path::new(".") {
        String::new()
    } else {
        format!("`cd {}`, then ", printable(&options.folder.display().to_string()))
    };
    terminal.note(&format!(
        "Next: {go}`variorum build`, and write the first iteration in content/definitions/{slug}/1.md.\n"
    ));
    Ok(Outcome::Clean)
}

/// What a forge needs beside the texts.
fn furniture(forge: ForgeOption) -> Vec<NewFile> {
    let forge = match forge {
        ForgeOption::Github => Furnished::GitHub,
        ForgeOption::Gitlab => Furnished::GitLab,
        ForgeOption::Forgejo => Furnished::Forgejo,
        ForgeOption::None => return Vec::new(),
    };
    let program = format!("cargo install --locked {}@{}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    scaffold::furniture(forge, &program)
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
