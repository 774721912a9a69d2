//! What is sealed is there and as it was, and what is published is sealed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::names::{IterationNumber, Slug};
use crate::base::text::Span;
use crate::content::document::{Document, Fields, IterationStatus, Parsed};
use crate::content::knowledge::lookup::index::Index;
use crate::content::seal::{Sealed, SealsFile};

/// The iterations of a definition by number.
type Iterations<'documents> = BTreeMap<IterationNumber, &'documents Arc<Parsed>>;

/// The seals of a definition as they were found.
#[derive(Clone, Debug)]
pub(in crate::content::knowledge) enum Found {
    /// There is no file of them.
    Nothing,
    /// They could not be read, which has been reported.
    Unreadable,
    /// They were read.
    Seals(Arc<SealsFile>),
}

impl Found {
    /// Whether both are one and the same.
    pub(in crate::content::knowledge) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Nothing, Self::Nothing) | (Self::Unreadable, Self::Unreadable) => true,
            (Self::Seals(one), Self::Seals(other)) => Arc::ptr_eq(one, other),
            (Self::Nothing | Self::Unreadable | Self::Seals(_), _) => false,
        }
    }
}

/// Holds the iterations of a definition against its seals. `is_sealing` tells whether anything in the knowledge base is
/// sealed: one that seals nothing is left alone, one that seals something should seal everything.
pub(in crate::content::knowledge) fn check(
    definition: &Slug,
    iterations: &Iterations<'_>,
    seals: &Found,
    is_sealing: bool,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) {
    match seals {
        Found::Seals(file) => {
            for (number, sealed) in file.chain.sealed() {
                let place = file.places[sealed.link];
                match iterations.get(number).map(|file| file.document()) {
                    None => diagnostics.push(gone(definition, *number, place)),
                    // What could not be read has been reported.
                    Some(None) => {}
                    Some(Some(document)) => compare(definition, *number, *sealed, place, document, index, diagnostics),
                }
            }
            if is_sealing {
                unsealed(definition, iterations, Some(file.chain.sealed()), diagnostics);
            }
        }
        Found::Nothing if is_sealing => unsealed(definition, iterations, None, diagnostics),
        // What could not be read of the seals says nothing of what they seal.
        Found::Nothing | Found::Unreadable => {}
    }
}

fn compare(
    definition: &Slug,
    number: IterationNumber,
    sealed: Sealed,
    place: Span,
    document: &Document,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Fields::Iteration(fields) = &document.fields else { return };
    let status = match fields.status {
        IterationStatus::Proposed => Some("proposed"),
        IterationStatus::Placeholder => Some("tba"),
        IterationStatus::Declined => Some("declined"),
        IterationStatus::Published | IterationStatus::Withdrawn => None,
    };
    if let Some(status) = status {
        diagnostics.push(
            Diagnostic::new(
                &codes::SEALED_BUT_UNPUBLISHED,
                document.heading,
                format!("iteration {number} of `{definition}` is sealed, so it was published, and yet it says `status = \"{status}\"`"),
            )
            .also(place, "it is sealed here")
            .help(format!("take the line `status = \"{status}\"` out"))
            .help("if the text should no longer count, write `status = \"withdrawn\"`"),
        );
    }
    if document.digest != Some(sealed.digest) {
        let path = &index.sources.get(document.source).path;
        diagnostics.push(
            Diagnostic::new(
                &codes::SEALED_TEXT_CHANGED,
                document.heading,
                format!("iteration {number} of `{definition}` is sealed, and its date, its authors or its text is no longer what was sealed"),
            )
            .also(place, "it is sealed here")
            .help("what was published stays as it is: a correction becomes the next iteration, a new file with the next number; the page of the definition leads there")
            .help(format!("put this file back as it was; `git log -p -- {path}` shows what changed"))
            .help(format!("if it has to be changed here, `variorum seal --reseal {definition}@{number} --reason \"...\"` keeps the reason on record")),
        );
    }
}

fn gone(definition: &Slug, number: IterationNumber, place: Span) -> Diagnostic {
    Diagnostic::new(
        &codes::SEALED_ITERATION_GONE,
        place,
        format!("iteration {number} of `{definition}` is sealed here, and its file is not there"),
    )
    .help(format!("put `content/definitions/{definition}/{number}.md` back; a number is never taken back"))
    .help("if the text should no longer count, keep it with `status = \"withdrawn\"`")
}

/// Published iterations without a seal: in front of sealed ones they are errors, behind them they wait for whoever seals.
/// `sealed` is none where the definition has no `seals.toml`.
fn unsealed(
    definition: &Slug,
    iterations: &Iterations<'_>,
    sealed: Option<&BTreeMap<IterationNumber, Sealed>>,
    diagnostics: &mut Diagnostics,
) {
    let last = sealed.and_then(|sealed| sealed.keys().next_back());
    let mut waiting = Vec::new();
    for (number, file) in iterations {
        let Some(document) = file.document() else { continue };
        let is_published = file.iteration().is_some_and(|fields| fields.status == IterationStatus::Published);
        if !is_published || sealed.is_some_and(|sealed| sealed.contains_key(number)) {
            continue;
        }
        if let Some(last) = last.filter(|last| number < *last) {
            diagnostics.push(
                Diagnostic::new(
                    &codes::SEAL_MISSING,
                    document.heading,
                    format!("iteration {number} of `{definition}` has no seal, and iteration {last} behind it has one"),
                )
                .help("if this text is new, make it the next iteration: a new file with the next number")
                .help(format!("if it was published back then, whoever keeps this knowledge base runs `variorum seal {definition}@{number}`"))
                .help("if it was sealed before, put `seals.toml` back as it was"),
            );
        } else {
            waiting.push((*number, document.heading));
        }
    }
    if let Some((number, place)) = waiting.first() {
        let more = match waiting.len() {
            1 => String::new(),
            2 => ", and one behind it,".to_owned(),
            many => format!(", and {} behind it,", many - 1),
        };
        let verb = if waiting.len() == 1 { "is published and has" } else { "are published and have" };
        let diagnostic = Diagnostic::new(
            &codes::NOT_SEALED_YET,
            *place,
            format!("iteration {number} of `{definition}`{more} {verb} no seal yet"),
        );
        let path = format!("content/definitions/{definition}/seals.toml");
        let diagnostic = match sealed {
            Some(_) => diagnostic,
            // Sealing again would make a new chain of whatever the texts say by now.
            None => diagnostic.help(format!(
                "if there was a `{path}` before, put it back, and do not seal again: `git log --oneline -- {path}` names the commits that had it, `git checkout <commit> -- {path}` brings it back"
            )),
        };
        diagnostics.push(diagnostic.help(format!(
            "whoever keeps this knowledge base runs `variorum seal {definition}`; contributors need not"
        )));
    }
}
