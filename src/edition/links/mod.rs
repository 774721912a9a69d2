//! How pages name each other, days and texts.

mod prepared;
mod date;
mod link;
mod linker;
pub(super) mod entries;
pub(super) mod citation;

pub use self::date::DateView;
pub(super) use self::date::Dates;
pub use self::link::{EntryLink, Link};
pub(super) use self::linker::Linker;
pub use self::prepared::{Data, Prepared};
