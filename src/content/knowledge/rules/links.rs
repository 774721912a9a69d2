//! Every link and every picture in a text leads somewhere.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes, nearest};
use crate::base::text::{SourceId, Span, Spanned};
use crate::content::document::{Aim, Body, Target, way};
use crate::content::knowledge::Entry;
use crate::content::knowledge::lookup::index::Index;

/// Checks the links of some files, by their positions.
pub(super) fn check(linking: &BTreeSet<usize>, index: &Index<'_>, diagnostics: &mut Diagnostics) {
    let mut anchors = Anchors::default();
    for file in linking.iter().map(|position| &index.files[*position]) {
        for (aim, target) in file.body().into_iter().flat_map(Body::inward_aims) {
            match &target.value {
                Target::File { path, anchor } => {
                    let place = Place { from: index.path(file), span: target.span };
                    if *aim == Aim::Picture && shows_a_page(path, index) {
                        diagnostics.push(no_picture(path, target.span));
                        continue;
                    }
                    check_file(path, anchor.as_deref(), &place, index, &mut anchors, diagnostics);
                }
                Target::Reference(reference) => {
                    index.subject(&Spanned::new(reference.clone(), target.span), diagnostics);
                }
                Target::Web(_) | Target::Nowhere => {}
            }
        }
    }
}

/// The headings of the texts that links with an anchor lead to, gathered once however often a text is linked to.
type Anchors<'documents> = HashMap<SourceId, BTreeSet<&'documents str>>;

/// Whether something is there that a link could lead to and that is no picture.
fn shows_a_page(path: &str, index: &Index<'_>) -> bool {
    match index.known.entry(path) {
        Some(Entry::Picture(_)) => false,
        Some(_) => true,
        // A text that could not be read.
        None => index.file(path).is_some() && Path::new(path).extension().is_some_and(|suffix| suffix == "md"),
    }
}

fn no_picture(path: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::NOT_A_PICTURE, span, format!("this would show `{path}` as a picture, and it is a page"))
        .help("take the `!` in front of the square bracket out, and it links to the page")
        .help("to show a picture, name its file, such as `![what it shows](picture.png)`")
}

/// Where a link stands.
struct Place<'index> {
    from: &'index str,
    span: Span,
}

fn check_file<'documents>(
    path: &str,
    anchor: Option<&str>,
    place: &Place<'_>,
    index: &Index<'documents>,
    anchors: &mut Anchors<'documents>,
    diagnostics: &mut Diagnostics,
) {
    match (index.file(path), anchor.filter(|anchor| !anchor.is_empty())) {
        // The file is there; whether it could be read has been told.
        (Some(_), None) => {}
        (Some(file), Some(anchor)) => {
            let Some(body) = file.body() else { return };
            let known = anchors.entry(file.source).or_insert_with(|| body.anchors().into_iter().collect());
            check_anchor(known, anchor, place.span, index, diagnostics);
        }
        (None, _) => match (index.known.entry(path), anchor) {
            (Some(Entry::Definition(_) | Entry::List(_) | Entry::Picture(_)), None) => {}
            (Some(_), Some(anchor)) => {
                diagnostics.push(no_such_anchor(anchor, place.span, "there is no text with headings at that link"));
            }
            (_, _) => diagnostics.push_one_of_many(&codes::BROKEN_LINK, place.span, || broken(path, place, index)),
        },
    }
}

fn check_anchor(anchors: &BTreeSet<&str>, anchor: &str, span: Span, index: &Index<'_>, diagnostics: &mut Diagnostics) {
    if anchors.contains(anchor) {
        return;
    }
    diagnostics.push_one_of_many(&codes::BROKEN_ANCHOR, span, || {
        let help = if anchors.is_empty() {
            "that text has no headings; link to the file alone".to_owned()
        } else {
            let near = index.searches.did_you_mean(anchor, anchors.iter().copied());
            near.unwrap_or_else(|| format!("that text has {} headings", anchors.len()))
        };
        no_such_anchor(anchor, span, &help)
    });
}

fn no_such_anchor(anchor: &str, span: Span, help: &str) -> Diagnostic {
    Diagnostic::new(&codes::BROKEN_ANCHOR, span, format!("the file is there, but no heading of it gives `#{anchor}`"))
        .help(help)
        .help("an anchor is the heading in small letters, with hyphens for spaces and without punctuation")
}

fn broken(path: &str, place: &Place<'_>, index: &Index<'_>) -> Diagnostic {
    let (from, span) = (place.from, place.span);
    let diagnostic = Diagnostic::new(&codes::BROKEN_LINK, span, format!("there is no file `{path}`"));
    if let Some(now) = index.renamed(path) {
        let way = way(from, &now);
        let diagnostic = diagnostic.help(format!("it was renamed: link to `{way}`"));
        return match target_in(span, index) {
            Some(target) => diagnostic.mend(target, way),
            None => diagnostic,
        };
    }
    let may_search = index.searches.may_take(index.files.len());
    let known: Vec<&str> =
        if may_search { index.files.iter().map(|file| index.path(file)).collect() } else { Vec::new() };
    let mut near = near_paths(path, &known);
    let mut seen = BTreeSet::new();
    near.retain(|other| *other != from && seen.insert(*other));
    let ways: Vec<String> = near.iter().take(3).map(|other| format!("`{}`", way(from, other))).collect();
    // The same name with another end, or with other capitals, is no guess.
    let stem = |path: &str| path.to_lowercase().trim_end_matches(".html").trim_end_matches(".md").to_owned();
    let written = target_in(span, index);
    let diagnostic = match (written, near.iter().find(|other| stem(other) == stem(path))) {
        (Some(target), Some(other)) => diagnostic.mend(target, way(from, other)),
        _ => diagnostic,
    };
    let last = name_of(path);
    if last.starts_with("www.") {
        diagnostic.help(format!("an address begins with its scheme: write `https://{last}`"))
    } else if ways.is_empty() && is_picture(path) {
        diagnostic.help("put the picture there, or name one that is there")
    } else if ways.is_empty() {
        diagnostic.help(what_is_there(path, from, &known))
    } else {
        diagnostic.help(format!("did you mean {}?", ways.join(" or ")))
    }
}

/// The end of a path behind its last slash.
fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn is_picture(path: &str) -> bool {
    let ends = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];
    Path::new(path).extension().is_some_and(|end| ends.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// The folder of a path below `content/`, and the rest without its suffix: what people choose as the name of a text.
fn parts(path: &str) -> (&str, &str) {
    let (folder, rest) = path.strip_prefix("content/").and_then(|rest| rest.split_once('/')).unwrap_or(("", path));
    (folder, rest.rsplit_once('.').map_or(rest, |(stem, _)| stem))
}

/// The paths that might have been meant: those of the same name in another folder first, which is the commoner mistake, then
/// those of a name like it. The folders that both have in common do not make two names alike.
fn near_paths<'paths>(path: &str, known: &[&'paths str]) -> Vec<&'paths str> {
    let name = name_of(path);
    let (folder, stem) = parts(path);
    let is_same = |other: &&&str| parts(other).1 == stem || name_of(other) == name && name != "definition.md";
    let mut near: Vec<&str> = known.iter().filter(is_same).copied().collect();
    let names = nearest(stem, known.iter().map(|other| parts(other).1));
    for found in names {
        near.extend(known.iter().copied().filter(|other| parts(other).1 == found && parts(other).0 == folder));
    }
    near
}

/// What to write where no name is near: what there is in the folder that was named.
fn what_is_there(path: &str, from: &str, known: &[&str]) -> String {
    const MOST: usize = 8;
    let folder = parts(path).0;
    let there = known.iter().copied().filter(|other| *other != from && parts(other).0 == folder);
    let there: Vec<String> = there.map(|other| format!("`{}`", way(from, other))).collect();
    match there.as_slice() {
        [] => "link to a file that is there, by the way from this file to it".to_owned(),
        [only] => format!("the only other text in that folder is {only}"),
        all if all.len() <= MOST => format!("in that folder are {}", all.join(", ")),
        all => format!("in that folder are {} and {} more", all[..MOST].join(", "), all.len() - MOST),
    }
}

/// The place of the file's name in a link that is written `[words](file#heading)`.
fn target_in(span: Span, index: &Index<'_>) -> Option<Span> {
    let written = &index.sources.get(span.source).text[span.range()];
    let start = written.rfind("](")? + "](".len();
    let end = start + written[start..].find([')', '#', ' '])?;
    let offset = span.range().start;
    Some(Span::new(span.source, offset + start..offset + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_are_compared_and_no_folders() {
        let known = [
            "content/pages/about.md",
            "content/practices/onboarding-customers.md",
            "content/practices/roi-reporting.md",
            "content/definitions/prodops/definition.md",
        ];
        for (path, near) in [
            ("content/practices/customer-onboarding.md", &[][..]),
            ("content/practices/roi-reportng.md", &["content/practices/roi-reporting.md"]),
            ("content/practices/roi-reporting.html", &["content/practices/roi-reporting.md"]),
            ("content/practices/about.md", &["content/pages/about.md"]),
            ("content/definitions/prodop/definition.md", &["content/definitions/prodops/definition.md"]),
        ] {
            let mut found = near_paths(path, &known);
            found.dedup();
            assert_eq!(found, near, "{path}");
        }
    }

    #[test]
    fn without_a_near_name_the_folder_is_listed() {
        let known = ["content/practices/a.md", "content/practices/roi.md", "content/practices/onboarding.md"];
        let help = what_is_there("content/practices/zzz.md", "content/practices/a.md", &known);
        assert_eq!(help, "in that folder are `roi.md`, `onboarding.md`");
    }
}
