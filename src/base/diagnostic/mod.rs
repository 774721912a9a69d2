//! What is wrong with somebody's text: code, message, places, help. It knows no kind of document.

pub mod codes;
pub mod error;

mod collection;
mod length;
pub mod mending;
pub mod report;
mod suggestion;

pub use self::collection::{Diagnostics, MOST_OF_A_KIND};
pub use self::suggestion::{did_you_mean, meant, nearest};

use self::length::bounded;
use crate::base::text::{SourceId, Span};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not built until it is mended.
    Error,
    /// The site is built; somebody should look.
    Warning,
    /// Nothing is wrong; something could be better.
    Hint,
}

impl Severity {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// One kind of mistake. Every code is named once, in the table of [`crate::base::diagnostic::codes`].
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Lower-case words with hyphens. It never changes once released, because people search for it.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One line, for lists of codes.
    pub title: &'static str,
    /// What `variorum explain` prints: why it is a mistake, a wrong example, a right one.
    pub explanation: &'static str,
}

/// A place with a few words of why it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to see there; may be empty.
    pub text: String,
}

/// A change of a text: what stands at a place gives way to other words. An empty place takes them in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The place.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// What a program can do to a file that is not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewrite {
    /// Remove from a picture the place where it was taken.
    WithoutPlace,
}

/// The most further places that one mistake names.
const MOST_FURTHER: usize = 8;

/// One mistake of an author, with its place and its mend. What is said of it fits on a screen: long values are shortened in
/// the middle, but never those of its [edits](Self::edits).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of mistake.
    pub code: &'static Code,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where it is wrong.
    pub primary: Label,
    /// Other places that explain it.
    pub further: Vec<Label>,
    /// What to do instead, each in one sentence; the first is the likeliest.
    pub helps: Vec<String>,
    /// What a program can do to mend it, where that takes no judgment; all of them together.
    pub edits: Vec<Edit>,
    /// The same for a file that is not a text.
    pub rewrite: Option<(SourceId, Rewrite)>,
}

impl Diagnostic {
    /// A mistake at a place.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        let primary = Label { span, text: String::new() };
        Self {
            code,
            message: bounded(message.into()),
            primary,
            further: Vec::new(),
            helps: Vec::new(),
            edits: Vec::new(),
            rewrite: None,
        }
    }

    /// Says what to see at the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = bounded(text.into());
        self
    }

    /// Adds a further place, unless many are named already.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        if self.further.len() < MOST_FURTHER {
            self.further.push(Label { span, text: bounded(text.into()) });
        }
        self
    }

    /// Adds what a program can do instead, without judgment.
    #[must_use]
    pub fn mend(mut self, span: Span, text: impl Into<String>) -> Self {
        self.edits.push(Edit { span, text: text.into() });
        self
    }

    /// Adds what a program can do to a file that is not a text.
    #[must_use]
    pub fn rewrite(mut self, file: Span, rewrite: Rewrite) -> Self {
        self.rewrite = Some((file.source, rewrite));
        self
    }

    /// Whether a program can mend it.
    pub fn is_mendable(&self) -> bool {
        !self.edits.is_empty() || self.rewrite.is_some()
    }

    /// Adds what to do instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(bounded(text.into()));
        self
    }
}
