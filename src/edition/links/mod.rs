//! How pages link to each other, and what they call entries and days.

mod prepared;
mod date;
mod link;
mod linker;
pub(super) mod entries;

pub use self::date::DateView;
pub(super) use self::date::Dates;
pub use self::link::{EntryLink, Link};
pub(super) use self::linker::Linker;
pub use self::prepared::{Data, Prepared};
