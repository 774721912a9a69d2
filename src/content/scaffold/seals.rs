//! `seals.toml`, written.

use std::fmt::Write as _;

use crate::content::scaffold::{NewFile, toml_text};
use crate::content::seal::{Chain, FORMAT, Reseal, Step, path_of};

/// The seals of a definition as a file.
pub fn seals(chain: &Chain) -> NewFile {
    let mut text = format!(
        "# The seals of the published iterations of `{}`, written by `variorum seal` and never by hand. Links are only added.\n\
         # To verify them, run `variorum verify`; with `--head` and a seal that you saved elsewhere, it proves the history up to it.\n\n\
         format = {FORMAT}\n",
        chain.definition()
    );
    for (position, link) in (1..).zip(chain.links()) {
        let _ = match &link.step {
            Step::Seal { number, digest } => {
                write!(text, "\n[[seal]]\nlink = {position}\nnumber = {number}\ndigest = \"{digest}\"\n")
            }
            Step::Reseal(Reseal { number, old, new, reason, date }) => write!(
                text,
                "\n[[reseal]]\nlink = {position}\nnumber = {number}\nold = \"{old}\"\nnew = \"{new}\"\ndate = {date}\nreason = {}\n",
                toml_text(reason)
            ),
        };
        let _ = writeln!(text, "seal = \"{}\"", link.seal);
    }
    NewFile { path: path_of(chain.definition()), text }
}
