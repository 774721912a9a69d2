//! Parts that several pages show.

mod shown;
mod iteration;
mod change;
mod provenance;
mod criteria;
mod quote;
mod cite;
pub mod seals;
pub mod editor;

pub use self::change::ChangeView;
pub(super) use self::change::{Columns, change, compared};
pub use self::cite::CiteView;
pub(super) use self::cite::cite;
pub use self::criteria::{CriterionView, MatrixView};
pub(super) use self::criteria::{criteria, matrix};
pub use self::iteration::IterationPart;
pub(super) use self::iteration::part;
pub use self::provenance::ProvenanceView;
pub(super) use self::provenance::provenance;
pub use self::quote::{Quote, SaidIn};
pub(super) use self::quote::{quote, said_in};
pub(super) use self::shown::Shown;
