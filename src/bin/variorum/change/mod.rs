//! Commands that write into a knowledge base.

pub(crate) mod decide;
pub(crate) mod fmt;
pub(crate) mod import;
pub(crate) mod init;
mod names;
pub(crate) mod new;
pub(crate) mod seal;
