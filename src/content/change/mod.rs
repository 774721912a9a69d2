//! The content before and after a change, perhaps with errors in it.

pub(crate) mod edition;
mod renames;

pub use self::edition::Edition;
pub use self::renames::{Rename, renames};
