//! What every room stands on and what knows none of them: texts and their places, names, dates, what can be wrong, what the web
//! takes, and the words of the site.

pub mod text;
pub mod unicode;
pub mod names;
pub mod dates;
pub mod diagnostic;
pub mod screening;
pub mod web;
pub mod toml_reader;
pub mod language;
