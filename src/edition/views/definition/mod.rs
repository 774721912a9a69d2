//! The pages of a definition: home, the term, its iterations and what compares and collects them.

pub mod featured;
pub mod home;
pub mod term;
pub mod iteration;
pub mod comparison;
pub mod ribbon;
pub mod variorum;
pub mod dossier;
pub mod propose;
