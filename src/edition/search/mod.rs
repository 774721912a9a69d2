//! Finding words in everything that has a page, old iterations as well.
//!
//! A search runs in the browser of a reader, without a server. What it needs is made here: the [`Words`] of all entries, in
//! order, each with the entries that have it, with how much it says there and in which iterations of a definition it
//! stands; [`texts`] says what can be found of an entry, [`words`] what a word is, and [`Layout`] how all of it is cut into
//! files, so that somebody who searches loads little. The files themselves are written in `edition/exports/`.

mod index;
mod layout;
mod postings;
pub mod texts;
pub mod words;

pub use self::index::{Shard, Words};
pub use self::layout::Layout;
pub use self::postings::Runs;
