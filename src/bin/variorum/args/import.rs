//! What `variorum import` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use crate::args::{day, folder};

#[derive(Debug, Args)]
pub(crate) struct ImportOptions {
    #[command(subcommand)]
    pub(crate) kind: ImportKind,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportKind {
    /// The history of one file in a git repository: each commit that changed its words becomes an iteration
    Git(ImportGitOptions),
    /// A page that lists its iterations under headings such as "5th Iteration 08Dec20": Markdown, HTML or plain text
    Article(ImportArticleOptions),
}

#[derive(Debug, Args)]
pub(crate) struct ImportGitOptions {
    /// The folder of the repository, with a working tree or without; it is only read
    pub(crate) repository: PathBuf,

    /// The file, by its path from the top of the repository, such as `docs/definition.md`
    #[arg(long, value_name = "FILE")]
    pub(crate) path: String,

    /// The branch, tag or commit whose history it is
    #[arg(long, value_name = "REVISION", default_value = "HEAD")]
    pub(crate) at: String,

    /// Only what stands below this heading
    #[arg(long, value_name = "HEADING")]
    pub(crate) section: Option<String>,

    /// One iteration for each tag that changed the text, instead of each commit
    #[arg(long)]
    pub(crate) tags_only: bool,

    /// Take the oldest commit of a shallow clone for the first, although the history goes on before it
    #[arg(long)]
    pub(crate) accept_shallow: bool,

    #[command(flatten)]
    pub(crate) place: ImportWhere,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArticleOptions {
    /// The article, saved as Markdown, HTML or plain text
    pub(crate) file: PathBuf,

    /// Where it was published; written into every iteration
    #[arg(long, value_name = "URL")]
    pub(crate) source: Option<String>,

    /// Who wrote it: the name of a file in content/people, or a name as readers will see it
    #[arg(long, value_name = "PERSON")]
    pub(crate) author: Vec<String>,

    /// The day of an iteration whose heading names none, or one that can be read in two ways: `2=2020-06-05`
    #[arg(long, value_name = "NUMBER=DAY", value_parser = numbered_day)]
    pub(crate) date: Vec<(usize, Date)>,

    /// Take all paragraphs below a heading as the text, even where only one of them begins with the term
    #[arg(long)]
    pub(crate) whole: bool,

    #[command(flatten)]
    pub(crate) place: ImportWhere,
}

/// What the definition is called, and where it goes.
#[derive(Debug, Args)]
pub(crate) struct ImportWhere {
    /// The term, as it is written in a sentence [default: what the text says it is]
    #[arg(long)]
    pub(crate) term: Option<String>,

    /// The name of the definition's folder [default: made from the term]
    #[arg(long, value_name = "NAME")]
    pub(crate) slug: Option<String>,

    /// The knowledge base to write into [default: as for `--root`]
    #[arg(long, value_name = "FOLDER", value_parser = folder())]
    pub(crate) into: Option<PathBuf>,

    /// Say what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

fn numbered_day(word: &str) -> Result<(usize, Date), String> {
    let (number, date) = word.split_once('=').ok_or("write the number, `=`, and the day, such as 2=2020-06-05")?;
    let number = number.trim().parse().map_err(|_| "the number in front of `=` is that of an iteration, such as 2")?;
    Ok((number, day(date.trim())?))
}
