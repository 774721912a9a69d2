//! Every link and every picture in a text leads somewhere.

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean, nearest};
use crate::document::{Document, Target};
use crate::knowledge::Entry;
use crate::knowledge::index::Index;
use crate::text::{Sources, Span, Spanned};

pub(super) fn check(index: &Index<'_>, sources: &Sources, diagnostics: &mut Diagnostics) {
    for document in index.by_path.values().copied().flatten() {
        let from = &sources.get(document.source).path;
        for target in document.body.targets() {
            match &target.value {
                Target::File { path, anchor } => {
                    check_file(path, anchor.as_deref(), target.span, from, index, diagnostics);
                }
                Target::Reference(reference) => {
                    index.subject(&Spanned::new(reference.clone(), target.span), diagnostics);
                }
                Target::Web(_) | Target::Nowhere => {}
            }
        }
    }
}

fn check_file(
    path: &str,
    anchor: Option<&str>,
    span: Span,
    from: &str,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) {
    match index.by_path.get(path) {
        Some(Some(document)) => check_anchor(document, anchor, span, diagnostics),
        // The file is there and could not be read: that has been reported.
        Some(None) => {}
        None => match (index.files.get(path), anchor) {
            (Some(Entry::Definition(_) | Entry::List(_) | Entry::Picture(_)), None) => {}
            (Some(_), Some(anchor)) => {
                diagnostics.push(no_such_anchor(anchor, span, "there is no text with headings at that link"));
            }
            (_, _) => diagnostics.push(broken(path, span, from, index)),
        },
    }
}

fn check_anchor(document: &Document, anchor: Option<&str>, span: Span, diagnostics: &mut Diagnostics) {
    let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) else { return };
    let anchors = document.body.anchors();
    if !anchors.contains(&anchor) {
        let help = if anchors.is_empty() {
            "that text has no headings; link to the file alone".to_owned()
        } else {
            did_you_mean(anchor, anchors)
        };
        diagnostics.push(no_such_anchor(anchor, span, &help));
    }
}

fn no_such_anchor(anchor: &str, span: Span, help: &str) -> Diagnostic {
    Diagnostic::new(&codes::BROKEN_ANCHOR, span, format!("the file is there, but no heading of it gives `#{anchor}`"))
        .help(help)
        .help("an anchor is the heading in small letters, with hyphens for spaces and without punctuation")
}

fn broken(path: &str, span: Span, from: &str, index: &Index<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&codes::BROKEN_LINK, span, format!("there is no file `{path}`"));
    let known: Vec<&str> = index.by_path.keys().copied().collect();
    let mut near = nearest(path, known.iter().copied());
    // A file of that name in another folder is what was meant more often than a name like it in this one.
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    near.splice(0..0, known.iter().copied().filter(|other| name(other) == name(path) && name(path) != "definition.md"));
    let ways: Vec<String> = near.iter().take(3).map(|other| format!("`{}`", way(from, other))).collect();
    if ways.is_empty() {
        diagnostic.help("link to a file of the content, such as `../practices/onboarding.md`")
    } else {
        diagnostic.help(format!("did you mean {}?", ways.join(" or ")))
    }
}

/// The relative way from one file to another.
fn way(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let target: Vec<&str> = to.split('/').collect();
    let common = folder.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - common);
    up.chain(target[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_relative() {
        assert_eq!(way("content/practices/a.md", "content/practices/b.md"), "b.md");
        assert_eq!(way("content/practices/a.md", "content/people/x.md"), "../people/x.md");
        assert_eq!(way("content/definitions/prodops/definition.md", "content/pages/about.md"), "../../pages/about.md");
    }
}
