//! Every knowledge base has a definition, every iteration belongs to one; every file has a name that it can have on every
//! system and in an address, and no two share one.

use std::collections::HashSet;

use crate::base::diagnostic::codes;
use crate::base::diagnostic::report::printable;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::names::{
    NameFault, Spellings, is_address_part, is_in_folder, is_written_otherwise, propose_file_name, with_folders,
};
use crate::base::text::{Asset, SourceId, Sources, Span};
use crate::content::knowledge::lookup::index::Index;
use crate::content::knowledge::{Entry, Folder};
use crate::content::read::{CONFIGURATION, CONTENT, STATIC, THEMES};

/// What is wrong with names and places, but for what [`check_paths`] says. It follows from [`Known`](super::super::known::Known).
pub(in crate::content::knowledge) fn check(index: &Index<'_>, pictures: &[Asset], diagnostics: &mut Diagnostics) {
    // A definition that could not be read, or lies in a folder with a bad name, has been reported; so has a folder that could
    // not be looked into. A picture defines nothing.
    let is_picture = |path: &str| matches!(index.known.entry(path), Some(Entry::Picture(_)));
    let is_reported = |path: &str| {
        path.starts_with("content/definitions/") && !is_picture(path) || matches!(path, CONTENT | "content/definitions")
    };
    if !index.files.iter().any(|file| is_reported(index.path(file))) {
        let configuration = index.sources.find(CONFIGURATION).expect("a knowledge base has a configuration");
        diagnostics.push(
            Diagnostic::new(&codes::NO_DEFINITION, Span::file(configuration), "this knowledge base defines nothing yet")
                .help("run `variorum new definition \"Your Term\"`, which writes `content/definitions/your-term/definition.md` and its first iteration"),
        );
    }
    for (slug, group) in &index.known.groups {
        let path = format!("content/definitions/{slug}/definition.md");
        if let (None, Some((_, first))) = (index.file(&path), index.iterations(group).next()) {
            diagnostics.push(
                Diagnostic::new(
                    &codes::NO_DEFINITION,
                    Span::file(first.source),
                    format!("there is an iteration of `{slug}`, but no definition of that name"),
                )
                .help(format!("add `{path}` with `term` and `summary`, or rename the folder to that of a definition")),
            );
        }
    }
    for picture in pictures {
        let is_placed =
            Folder::ALL.iter().any(|folder| picture.path.starts_with(&format!("{CONTENT}/{}/", folder.name())));
        if !is_placed {
            diagnostics.push(
                Diagnostic::new(
                    &codes::MISPLACED_FILE,
                    Span::file(picture.source),
                    "a picture lies beside the text that shows it",
                )
                .help(format!("move it into one of the folders `{}`", Folder::ALL.map(Folder::name).join("`, `"))),
            );
        }
    }
}

/// What is wrong with paths alone, whatever the files say.
pub(in crate::content::knowledge) fn check_paths(sources: &Sources, diagnostics: &mut Diagnostics) {
    check_each(sources, diagnostics);
    check_together(sources, diagnostics);
}

/// Every part of every path can be had everywhere. Each folder is reported once.
fn check_each(sources: &Sources, diagnostics: &mut Diagnostics) {
    let published = published(sources);
    let mut told: HashSet<&str> = HashSet::new();
    let mut last = ("", false);
    for (id, source) in sources.iter() {
        let is_published = published.contains(&id);
        let (before, was_published) = std::mem::replace(&mut last, (&source.path, is_published));
        for here in with_folders(&source.path) {
            // Most files lie in the folder of the one before, which has been looked at.
            if here.len() < source.path.len() && is_in_folder(before, here) && (was_published || !is_published) {
                continue;
            }
            let name = here.rsplit('/').next().unwrap_or(here);
            let example = || propose_file_name(name).unwrap_or_else(|| "first-map.png".to_owned());
            let (why, help) = match NameFault::of(name) {
                Some(fault) => (fault.to_string(), format!("rename it, for example to `{}`", example())),
                None if is_published && !is_address_part(name) => (
                    "becomes a part of an address, and cannot be one".to_owned(),
                    format!(
                        "use the letters a to z, digits, hyphens, dots and underscores, with a letter or a digit first, such as `{}`",
                        example()
                    ),
                ),
                None => continue,
            };
            if told.insert(here) {
                diagnostics.push(
                    Diagnostic::new(&codes::BAD_NAME, Span::file(id), format!("the name `{}` {why}", printable(name)))
                        .help(help),
                );
            }
        }
    }
}

/// The files that are published under their own names: pictures and what the themes hold for that.
fn published(sources: &Sources) -> HashSet<SourceId> {
    let is_static = |path: &str| {
        let mut parts = path.split('/');
        parts.next() == Some(THEMES) && parts.nth(1) == Some(STATIC)
    };
    let assets = sources.assets().iter().filter(|asset| !asset.path.starts_with(THEMES) || is_static(&asset.path));
    let texts = sources.iter().filter(|(_, source)| source.is_read && is_static(&source.path));
    assets.map(|asset| asset.source).chain(texts.map(|(id, _)| id)).collect()
}

/// No two paths are one on a system that compares names loosely.
fn check_together(sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut spellings = Spellings::new();
    for (id, source) in sources.iter() {
        if let Some((here, other, other_id)) = spellings.add(&source.path, id) {
            let (here, other) = (printable(here), printable(other));
            let message = if is_written_otherwise(&here, &other) {
                format!(
                    "there are two of `{here}`: their accents are written in two ways, which many systems take for one"
                )
            } else {
                format!("`{other}` and `{here}` are one on many systems")
            };
            diagnostics.push(
                Diagnostic::new(&codes::NAME_COLLISION, Span::file(id), message)
                    .also(Span::file(other_id), "")
                    .help("rename one of them, with the letters a to z, digits and hyphens"),
            );
        }
    }
}
