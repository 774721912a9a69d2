//! The command line.

mod base_url;
mod decisions;
mod editor;
mod import;

pub(crate) use self::decisions::{AcceptOptions, DeclineOptions, WithdrawOptions};
pub(crate) use self::import::{ImportArticleOptions, ImportGitOptions, ImportKind, ImportOptions, ImportWhere};

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use variorum::content::document::ContributionKind;

pub(crate) use self::base_url::base_url;
pub(crate) use self::editor::Editor;
use crate::common::folder::folder;
use crate::common::today::{Today, day};

/// A static site generator for living definitions.
///
/// A knowledge base is a folder with a `variorum.toml` and Markdown files below `content/`: definitions with every
/// iteration of their text, practices, contributions. variorum checks them and builds the site that shows what changed,
/// when, why and by whom.
#[derive(Debug, Parser)]
#[command(
    name = "variorum",
    version,
    after_help = "Begin with `variorum init my-term --term \"My Term\"`, or go to a folder with a `variorum.toml` and run `variorum build`."
)]
pub(crate) struct Arguments {
    /// The folder of the knowledge base [default: the nearest folder upward with a `variorum.toml`]
    #[arg(long, global = true, value_name = "FOLDER", value_parser = folder())]
    pub(crate) root: Option<PathBuf>,

    /// When to use colour; the environment variable `NO_COLOR` switches it off as well
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,

    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Build the site
    Build(BuildOptions),
    /// Show the site while you write, and keep it in step with the files
    Serve(ServeOptions),
    /// Say what is wrong in the texts, and how to mend it
    Check(CheckOptions),
    /// Put the front matter of all files into the usual order, with dates as they should be written
    Fmt(FmtOptions),
    /// Write a new file that is ready for editing
    New(NewOptions),
    /// Start a knowledge base for a term of your own
    Init(InitOptions),
    /// Make iterations of a history that is there already: of a file under git, or in an article
    Import(ImportOptions),
    /// Show what changed between two texts
    Diff(DiffOptions),
    /// Show where each phrase of a text comes from
    Trace(TraceOptions),
    /// Show what a change does, as a reader will see it: a pull request, or what you have written since
    Review(ReviewOptions),
    /// Make a proposal the next iteration, by those who made it, or publish an iteration that is proposed
    Accept(AcceptOptions),
    /// Decline a contribution or a proposed iteration for a reason, which its page gives
    Decline(DeclineOptions),
    /// Take a contribution or an iteration back; its record stays
    Withdraw(WithdrawOptions),
    /// Seal what is published, so that it cannot be changed unnoticed
    Seal(SealOptions),
    /// Recompute all seals, and hold them against a head or a revision from elsewhere
    Verify(VerifyOptions),
    /// Explain a code such as `broken-link`, or list all codes
    Explain(ExplainOptions),
    /// Print completions for a shell
    Completions(CompletionsOptions),
}

#[derive(Debug, Args)]
pub(crate) struct BuildOptions {
    /// The folder to write the site into; it must be new, empty, or written by variorum [default: public]
    #[arg(short, long, value_name = "FOLDER", value_parser = folder())]
    pub(crate) output: Option<PathBuf>,

    /// The address where the site will be published, such as <https://example.org/prodops>/
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// Build the site as it stood on a day, such as 2019-12-01: without whatever is dated later
    #[arg(long, value_name = "DAY", value_parser = day, conflicts_with = "today")]
    pub(crate) as_of: Option<Date>,

    #[command(flatten)]
    pub(crate) today: Today,

    /// Do not wait until the site is on the disk: faster, but a power cut in the next half minute may leave empty files
    #[arg(long)]
    pub(crate) no_sync: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ServeOptions {
    /// The port to listen on, or 0 for any free one [default: 4000, or else the next free one]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) port: Option<u16>,

    /// Open the site in the browser
    #[arg(long)]
    pub(crate) open: bool,

    /// What opens a file from a report on a page: vscode, vscodium, cursor, zed, idea, none, or an address of your own
    /// with `{path}`, `{line}` and `{column}` in it
    #[arg(long, value_name = "EDITOR", default_value = "vscode", value_parser = Editor::parse)]
    pub(crate) editor: Editor,

    /// The address where the site will be published, as for `build`; the preview itself stays on this machine
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    #[command(flatten)]
    pub(crate) today: Today,
}

#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    #[command(flatten)]
    pub(crate) today: Today,

    /// How to report
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub(crate) format: CheckFormat,

    /// Fail as well if a text is not ready to be published, because nobody has written it yet
    #[arg(long)]
    pub(crate) publish: bool,

    /// Mend what takes no judgment, such as quotes, dates and mistyped keys, and report the rest. Sealed texts stay as they
    /// are
    #[arg(long)]
    pub(crate) fix: bool,

    /// Show all findings, not only the first 50: of many, errors are shown before warnings, and warnings before hints. The
    /// formats for programs have all of them anyway
    #[arg(long)]
    pub(crate) all: bool,

    /// Also say which addresses that a revision in git has, such as `origin/main`, the site would not have any more
    #[arg(long, value_name = "REVISION")]
    pub(crate) against: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum CheckFormat {
    /// The line, a caret, the cause and the mend
    Human,
    /// One line each: path:line:column: error[code]: message
    Short,
    /// One JSON document
    Json,
    /// One SARIF 2.1.0 document, for code scanning and editors
    Sarif,
    /// Workflow commands that GitHub shows beside the changed lines
    Github,
}

#[derive(Debug, Args)]
pub(crate) struct FmtOptions {
    /// Write nothing, and say which files are in another order
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct NewOptions {
    /// The text of an issue that was written in one of the forms, as a file: makes a contribution of it, by whoever wrote it
    #[arg(long, value_name = "FILE")]
    pub(crate) from_issue: Option<PathBuf>,

    #[command(subcommand)]
    pub(crate) kind: Option<NewKind>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NewKind {
    /// A term to define, with its first iteration
    Definition {
        #[command(flatten)]
        named: NewNamed,
        #[command(flatten)]
        by: NewAuthors,
    },
    /// The next iteration of a definition, beginning from its current text
    Iteration {
        /// The definition, such as `prodops` [default: the only one, or the one on the home page]
        definition: Option<String>,
        #[command(flatten)]
        by: NewAuthors,
    },
    /// A practice
    Practice {
        #[command(flatten)]
        named: NewNamed,
        /// What it is written against, such as `prodops` or `prodops@5`
        #[arg(long, value_name = "REFERENCE")]
        on: Option<String>,
        #[command(flatten)]
        by: NewAuthors,
    },
    /// A comment, a proposal, an example, evidence, an event and so on
    Contribution {
        #[command(flatten)]
        named: NewNamed,
        /// What it is: comment, proposal, example, endorsement, dissent, evidence, rival, event or action
        #[arg(long, value_parser = parse_kind, default_value = "comment")]
        kind: ContributionKind,
        /// The definition that it is about, such as `prodops`
        #[arg(long, value_name = "DEFINITION")]
        on: Option<String>,
        #[command(flatten)]
        by: NewAuthors,
    },
    /// An elder definition that one learns from
    Influence(NewNamed),
    /// Somebody who contributes
    Person(NewNamed),
}

#[derive(Debug, Args)]
pub(crate) struct NewNamed {
    /// The title, term or name, as readers will see it
    pub(crate) title: String,

    /// The name of the file, made of small letters, digits and hyphens [default: made from the title]
    #[arg(long, value_name = "NAME")]
    pub(crate) slug: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct NewAuthors {
    /// An author: the name of a file in content/people, or a name as readers will see it, which the new file then introduces
    /// [default: the person with the name that git uses]
    #[arg(long, value_name = "PERSON")]
    pub(crate) author: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct InitOptions {
    /// The folder of the new knowledge base; files that are there already are left alone
    #[arg(default_value = ".", value_name = "FOLDER", value_parser = folder())]
    pub(crate) folder: PathBuf,

    /// The term to define, as it is written in a sentence [default: the name of the folder]
    #[arg(long)]
    pub(crate) term: Option<String>,

    /// The forge where it will be kept: writes its workflows, forms and templates as well
    #[arg(long, value_enum, default_value_t = ForgeOption::Github, value_name = "FORGE")]
    pub(crate) forge: ForgeOption,

    /// The repository from which the workflows install variorum, such as <https://forge.example/team/variorum>
    #[arg(long, value_name = "URL", requires = "program_revision")]
    pub(crate) program_repository: Option<String>,

    /// The commit of it that they install, as a full hash
    #[arg(long, value_name = "HASH", requires = "program_repository")]
    pub(crate) program_revision: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ForgeOption {
    /// GitHub
    Github,
    /// GitLab
    Gitlab,
    /// Forgejo, such as Codeberg
    Forgejo,
    /// None of them, or not yet
    None,
}

#[derive(Debug, Args)]
pub(crate) struct DiffOptions {
    /// The text before: a file, or a reference such as `prodops@4`
    #[arg(value_name = "BEFORE")]
    pub(crate) before: String,

    /// The text after: a file, or a reference such as `prodops@5`
    #[arg(value_name = "AFTER")]
    pub(crate) after: String,

    /// How to show the comparison
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    pub(crate) format: DiffFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Coloured and wrapped to the terminal, with a summary
    Human,
    /// [-deleted-]{+inserted+}
    Words,
    /// <del> and <ins>
    Html,
    /// One JSON document
    Json,
    /// For a comment on a forge
    Markdown,
}

#[derive(Debug, Args)]
pub(crate) struct TraceOptions {
    /// The text: a reference such as `prodops`, for the current iteration, or `prodops@4`
    #[arg(value_name = "ITERATION")]
    pub(crate) text: String,

    /// How to show it
    #[arg(long, value_enum, default_value_t = TraceFormat::Human)]
    pub(crate) format: TraceFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TraceFormat {
    /// The text with the number of its iteration behind each phrase
    Human,
    /// One JSON document, with all iterations aligned place by place
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct ReviewOptions {
    #[command(flatten)]
    pub(crate) today: Today,

    /// The revision in git that the change begins from, such as `origin/main`; what it has besides is left out
    #[arg(long, value_name = "REVISION", default_value = "origin/HEAD")]
    pub(crate) base: String,

    /// How to show it
    #[arg(long, value_enum, default_value_t = ReviewFormat::Human)]
    pub(crate) format: ReviewFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ReviewFormat {
    /// Coloured and wrapped to the terminal
    Human,
    /// Markdown for a comment on a forge, of at most 60,000 characters
    Comment,
    /// Markdown for the summary of a job, which may be longer
    Summary,
    /// One page of HTML, with everything
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct SealOptions {
    /// What to seal: a definition such as `prodops`, or `prodops@4` for the iterations up to the 4th [default: everything
    /// that is published]
    #[arg(value_name = "REFERENCE")]
    pub(crate) references: Vec<String>,

    /// A sealed iteration that had to be changed, such as `prodops@4`; needs a reason
    #[arg(long, value_name = "ITERATION", requires = "reason")]
    pub(crate) reseal: Vec<String>,

    /// Why it had to be changed; the reason stays on record, and the site shows it
    #[arg(long, value_name = "TEXT", requires = "reseal")]
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyOptions {
    /// A head or a seal that was saved elsewhere, such as from the published site: 64 digits
    #[arg(long, value_name = "DIGEST")]
    pub(crate) head: Option<String>,

    /// A revision in git, such as `origin/main`: says whether every seal it had is still there, unchanged
    #[arg(long, value_name = "REVISION")]
    pub(crate) git: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainOptions {
    /// The code, as it stands between square brackets in a report
    pub(crate) code: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsOptions {
    /// The shell
    pub(crate) shell: Shell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal that has colour
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<Color> for ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

fn parse_kind(word: &str) -> Result<ContributionKind, String> {
    let names = ContributionKind::ALL.map(|(name, _)| name);
    ContributionKind::ALL
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, kind)| *kind)
        .ok_or_else(|| variorum::base::diagnostic::did_you_mean(word, names))
}
