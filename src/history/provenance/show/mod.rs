//! Where the words of a text come from, shown in several ways.

pub mod html;
pub mod json;
pub mod sentences;
pub mod terminal;
