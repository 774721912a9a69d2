//! What authors write: read from the disk, parsed, resolved, held against its seals; and the files that they begin with.

pub mod seal;
pub mod config;
pub mod read;
pub mod document;
pub mod knowledge;
pub mod change;
pub mod scaffold;
