//! What others bring: changes that are reviewed, and histories that are imported.

pub mod review;
pub mod import;
