//! The only writer of output: a folder on the disk that holds the site, whole, at every instant.
//!
//! # How a site is published
//!
//! A file named [`MANIFEST`] marks a folder as ours and lists every file in it with its SHA-256. Files are handed over one
//! by one as they are rendered, from several threads, and dropped at once. One that is in the folder already is left
//! there; the first that is not makes a *generation*, a new folder beside the output folder, in which the changed files
//! are written. At the end the unchanged ones are linked into it, and one step of the file system exchanges the two
//! folders. A reader, a kill or a full disk finds the old site or the new one, never a mixture. If nothing changed, nothing
//! is written and nothing is exchanged.
//!
//! Because the folder itself is exchanged, a process that stands in it, such as a file server that was started there, goes
//! on seeing the old one. It should be started beside it and be told the path.
//!
//! # What is taken as unchanged
//!
//! A file whose digest is the one in the manifest, and which looks as it did when it was written: its size, its time in
//! nanoseconds and its number on the file system, which are noted in a file beside the output folder. A file that looks
//! otherwise is read and compared, so one that somebody edited or removed is mended. An edit that restores size and time
//! and keeps the number, as only a program made for that does, is not seen; remove the notes to have every byte compared.
//!
//! # What is not even rendered
//!
//! The notes also hold the [`Origin`] of the site. If a site of the same origin stands there, and every file of it looks as
//! it did, then it is this site, and nothing is rendered. It is all or nothing: no rule tells what part of a site follows
//! from what part of its input.
//!
//! # What belongs to somebody else
//!
//! Nothing of the user's is ever deleted or overwritten. Files and folders in the output folder that the manifest does not
//! list, such as a `CNAME`, are carried over: a file gets a second name in the generation before the exchange and loses the
//! first one after it, so it is the same file as before, with its times and permissions, and is there at every instant.
//! One that stands where a page belongs stops the build, which names it. A folder that is the work tree of a repository is
//! not exchanged, because git may be at work in it, and what it publishes are its commits.
//!
//! # Durability
//!
//! Before the exchange one call makes the whole file system durable, files, folders and names, and tells of every write
//! that failed; after it, and before anything of the old site is removed, the folder with the two exchanged names is made
//! durable. So a site is whole after a power cut as well. [`Durability::Lazy`] leaves both to the system: a power cut
//! within the next half minute may then leave empty files, a kill or a full disk still cannot.
//!
//! # Where it cannot be done
//!
//! File systems without an exchange, a parent folder that cannot be written to, an output folder that is a mount point, a
//! repository or the folder in which the program runs: there the files are brought to their places one by one, in an order
//! in which no page is seen before what it links to, and a note says why. Where files cannot have two names they are
//! copied.

mod generation;
mod in_place;
mod manifest;
mod notes;
mod origin;
mod platform;
mod publication;
mod standing;
mod target;

pub use self::manifest::MANIFEST;
pub use self::origin::Origin;
pub use self::publication::Publication;

use std::path::Path;

/// How long a site may be at risk when the power fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Never: it is on the disk before it takes the place of the old one.
    #[default]
    Durable,
    /// Until the system writes it to the disk by itself.
    Lazy,
}

/// What is asked of a publication.
#[derive(Clone, Copy, Debug)]
pub struct Request<'path> {
    /// The output folder.
    pub folder: &'path Path,
    /// The root of the knowledge base, which is not to be written over.
    pub root: &'path Path,
    /// Whether to wait for the disk.
    pub durability: Durability,
    /// What the site follows from, if that is known.
    pub origin: Option<Origin>,
    /// Whether somebody asked the program to end. It is asked before each file and before the site is put into its place, and
    /// then the output folder stays as it was.
    pub is_stopped: fn() -> bool,
}

/// What a publication tells while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News<'news> {
    /// So many files are done.
    Done(usize),
    /// Something that the user should know, in a sentence without a stop.
    Note(&'news str),
}

/// What a publication did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Files of the site.
    pub files: usize,
    /// Files that were new or differed from what was there.
    pub changed: usize,
    /// Files of an earlier build that were removed.
    pub removed: usize,
    /// Bytes of the site.
    pub bytes: u64,
}
