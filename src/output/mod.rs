//! From the folder to the site: the stages one after another, the preview that keeps them, and the only writer of output.

pub mod publish;
pub mod pipeline;
pub mod preview;
