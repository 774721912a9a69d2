//! Seals: fingerprints of published iterations, chained, so that none of them can be changed unnoticed.
//!
//! # The canonical form of an iteration
//!
//! Version 1, to the byte. It is UTF-8 without a byte order mark; every line ends in one line feed (`0A`), and numbers are
//! decimal digits without sign or leading zero:
//!
//! ```text
//! variorum iteration 1
//! number <number>
//! date <yyyy-mm-dd>
//! authors <how many>
//! <id of the first author>
//! ... one line for each, in the order of the front matter
//! body <length of the body in bytes>
//! <the body, and nothing behind it>
//! ```
//!
//! The *body* is the Markdown below the line that closes the front matter, as it is written and not as it is shown, with
//! `CR LF` and single `CR` as `LF`, without the line feeds at its beginning, and without spaces, tabs and line feeds at its
//! end. An author's id holds only `a` to `z`, digits and hyphens, and the body comes last behind its length, so no two
//! different records share a form.
//!
//! Not sealed: `status`, `note`, `source`, `explicit`, `contributions`, `meets`, the name and page of an author, and
//! everything that is no iteration. Editors mend those as they learn more.
//!
//! The *digest* of an iteration is the SHA-256 of its canonical form. Digests are written as 64 lower-case hex digits.
//!
//! # The chain
//!
//! Each definition has a chain, `content/definitions/<slug>/seals.toml`, to which links are only ever added. A *seal* is
//! the SHA-256 of the seal before it and of its link, in this form (each line ends in a line feed, but for the reason,
//! which comes last behind its length in bytes):
//!
//! ```text
//! variorum seal 1                 variorum seal 1
//! <seal before>                   <seal before>
//! seal <number>                   reseal <number>
//! <digest>                        <digest before>
//!                                 <digest from now on>
//!                                 <yyyy-mm-dd>
//!                                 reason <length in bytes>
//!                                 <reason>
//! ```
//!
//! What stands before the first seal is the SHA-256 of `variorum chain 1`, a line feed, the slug of the definition and a
//! line feed, so that no chain passes for that of another definition. The last seal is the *head*: it stands for the
//! whole history. The head over all definitions is the SHA-256 of the line `variorum heads 1` and, for each definition
//! with a seal in the order of the slugs, a line `<slug> <how many links> <head>`.
//!
//! # What it proves
//!
//! With the head of some day in hand, that every iteration sealed by then has its number, date, authors and text, in the
//! order in which they were sealed, and that every resealing is on record. Without one, only that texts and seals belong
//! together: who rewrites both is found by a head saved elsewhere, and by nothing else. Who wrote a text is not proven.

mod chain;
mod digest;
mod file;

pub use self::chain::{Chain, Link, Reseal, Sealed, Step, head_over_all};
pub use self::digest::{Digest, Record};
pub use self::file::{FORMAT, SealsFile, fault_of_reason, find, folder_of, path_of, read};
