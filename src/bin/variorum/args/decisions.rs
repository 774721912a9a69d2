//! What `accept`, `decline` and `withdraw` take.

use clap::Args;
use jiff::civil::Date;

use super::day;

#[derive(Debug, Args)]
#[command(after_help = "\
Merging what this writes publishes it: the new iteration is then the current text on the site, or from the day of `--effective` on. \
`--date` is the day of the decision and cannot lie ahead. With `--proposed` it is shown as a \
proposal and changes nothing that is published, until `variorum accept prodops@6` publishes it.")]
pub(crate) struct AcceptOptions {
    /// The proposal: the name of its file, with or without folder, date and `.md`; or an iteration that is proposed, such
    /// as `prodops@6`, to publish it
    #[arg(value_name = "CONTRIBUTION|ITERATION")]
    pub(crate) what: String,

    /// Write the iteration as a proposal, so that merging publishes nothing
    #[arg(long)]
    pub(crate) proposed: bool,

    /// The day on which it was decided, such as 2026-01-31, and not later than today [default: today]
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) date: Option<Date>,

    /// The day on which the text takes effect, such as 2030-01-31; until then the current text stays. Without it, the day that
    /// a proposed iteration names, if it has not passed, or else at once
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) effective: Option<Date>,

    /// Ask nothing, and leave other proposals about the same definition open
    #[arg(long, conflicts_with = "decline_others")]
    pub(crate) yes: bool,

    /// Ask nothing, and decline other proposals about the same definition for this reason
    #[arg(long, value_name = "SENTENCE", conflicts_with = "proposed")]
    pub(crate) decline_others: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DeclineOptions {
    /// The contribution: the name of its file, with or without folder, date and `.md`; or an iteration that is proposed,
    /// such as `prodops@6`
    #[arg(value_name = "CONTRIBUTION|ITERATION")]
    pub(crate) what: String,

    /// Why, in a sentence
    #[arg(long, value_name = "SENTENCE")]
    pub(crate) reason: String,
}

#[derive(Debug, Args)]
pub(crate) struct WithdrawOptions {
    /// A contribution, named as for `decline`, or an iteration such as `prodops@6`
    #[arg(value_name = "CONTRIBUTION|ITERATION")]
    pub(crate) what: String,

    /// Why, in a sentence; a published iteration needs one
    #[arg(long, value_name = "SENTENCE")]
    pub(crate) reason: Option<String>,
}
