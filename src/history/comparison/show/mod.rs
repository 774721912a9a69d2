//! One list of changes, many renderings: for a page, a terminal, a program, a forge, and in a person's words.

mod atoms;
pub mod html;
pub mod json;
mod lines;
pub mod plain;
pub mod sentences;
pub mod source;
pub mod summary;
pub mod terminal;
