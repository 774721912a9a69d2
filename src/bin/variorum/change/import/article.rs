//! `variorum import article`

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use variorum::base::diagnostic::report::MOST_TOLD;
use variorum::base::web::address::Address;
use variorum::contribute::import::LARGEST_ARTICLE;
use variorum::contribute::import::article::{Article, Refused, import};

use crate::args::ImportArticleOptions;
use crate::change::import::base::{Base, slug};
use crate::change::names::check_title;
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;

pub(crate) fn run(root: Option<&Path>, options: &ImportArticleOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
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
    } else if facts.len() > LARGEST_ARTICLE {
        bail!(
            "{shown} has {} bytes, and an article has at most {LARGEST_ARTICLE}; save only the text of the article",
            facts.len()
        );
    }
    let base = Base::read(options.place.into.as_deref().or(root), terminal)?;
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
            let more = faults.len().saturating_sub(MOST_TOLD);
            let mut faults: String =
                faults.into_iter().take(MOST_TOLD).fold(String::new(), |all, fault| all + "- " + &fault + "\n");
            if more > 0 {
                let _ = writeln!(faults, "- and {more} more");
            }
            terminal.note(&format!("{name} cannot be taken as it is:\n{faults}\nNothing was written.\n"));
            Ok(Outcome::Findings)
        }
    }
}
