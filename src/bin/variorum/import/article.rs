//! `variorum import article`

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use variorum::address::Address;
use variorum::import::article::{Article, Refused, import};
use variorum::read::LARGEST_ASSET;

use crate::Outcome;
use crate::args::ImportArticleOptions;
use crate::import::{Base, slug};
use crate::new::check_title;
use crate::terminal::Terminal;

pub(crate) fn run(root: Option<&Path>, options: &ImportArticleOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let base = Base::read(options.place.into.as_deref().or(root), terminal)?;
    let slug = slug(&options.place)?;
    if let Some(source) = &options.source
        && let Err(fault) = Address::whole(source)
    {
        bail!(
            "`--source {source}` is not the address of a page: {fault}; write the whole address, such as `https://example.org/page`"
        );
    }
    for author in &options.author {
        check_title("name of the author", author)?;
    }
    let shown = options.file.display();
    let facts = fs::metadata(&options.file).with_context(|| format!("cannot read {shown}"))?;
    if !facts.is_file() {
        bail!("{shown} is no file; save the article as Markdown, HTML or plain text, and name that");
    } else if facts.len() > LARGEST_ASSET {
        bail!("{shown} has {} bytes; at most {LARGEST_ASSET} are read: save only the text of the article", facts.len());
    }
    let bytes = fs::read(&options.file).with_context(|| format!("cannot read {shown}"))?;
    let name = options.file.file_name().unwrap_or_default().to_string_lossy();
    let article = Article {
        bytes: &bytes,
        name: &name,
        term: options.place.term.clone(),
        slug,
        source: options.source.clone(),
        authors: options.author.clone(),
        dates: options.date.clone(),
        is_whole: options.whole,
        known: base.people(),
    };
    match import(&article) {
        Ok(imported) => base.take(&imported, &name, &options.place, terminal),
        Err(Refused(faults)) => {
            let faults: String = faults.into_iter().fold(String::new(), |all, fault| all + "- " + &fault + "\n");
            terminal.note(&format!("{name} cannot be taken as it is:\n{faults}\nNothing was written.\n"));
            Ok(Outcome::Findings)
        }
    }
}
