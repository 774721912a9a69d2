//! What pages share that are written one after another. A page is the same whether it shares anything or stands alone; together,
//! pages are written sooner.

mod run;
mod around;
mod ladder;
mod others;
mod feed;
mod definition;
mod search;
mod shared;

pub(super) use self::around::Around;
pub(super) use self::definition::DefinitionBatch;
pub use self::feed::FeedEntry;
pub(super) use self::feed::News;
pub(super) use self::ladder::Extent;
pub use self::ladder::Rung;
pub use self::others::{Others, Pair};
pub use self::run::Run;
pub(super) use self::search::SearchBatch;
pub(super) use self::shared::Batch;
