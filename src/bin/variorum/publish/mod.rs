//! Commands that make the site.

pub(crate) mod build;
pub(crate) mod serve;
