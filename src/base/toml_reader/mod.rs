//! TOML with places: a table that is read key by key, so that every mistake in it is found in one run.
//!
//! This folder is the door of the TOML parser. A reader asks for the keys it knows; what it did not ask for is unknown.

mod misplaced;
mod syntax;
mod table;
mod values;
mod words;
mod wrong_type;

pub use self::table::Table;
pub use self::values::{LONGEST_TITLE, Value};
pub use self::words::Expected;
pub(crate) use self::words::list_of;
