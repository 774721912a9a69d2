//! A static site generator for living definitions.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod text;
pub mod names;
pub mod diagnostic;
pub mod codes;
pub mod error;
pub mod markup;
pub mod table;
pub mod config;
pub mod read;
pub mod document;
pub mod knowledge;
pub mod history;
pub mod site;
pub mod render;
pub mod publish;
pub mod pipeline;
pub mod scaffold;
