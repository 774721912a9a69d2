//! What several commands need: where the knowledge base is, which day it is, and how to speak to the person who runs them.

pub(crate) mod addresses;
pub(crate) mod folder;
pub(crate) mod outcome;
pub(crate) mod signals;
pub(crate) mod terminal;
pub(crate) mod today;
