//! Links and pictures of a foreign text that cannot stay as they are.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diagnostic::codes;
use crate::base::text::percent_encode;
use crate::content::document::{Aim, Body, Target};
use crate::contribute::import::text::changes::Edit;
use crate::contribute::import::text::reading::{PATH, Reading};

/// The whole address of what a relative link in a foreign text leads to; none where nobody knows it.
pub type Relocate<'run> = &'run dyn Fn(&str) -> Option<String>;

/// The signs of an address that stay as they are between `<` and `>`.
const KEPT: &str = "-._~:/?#[]@!$&'()*+,;=%";

/// What has to change, place by place.
pub(super) fn edits(reading: &Reading<'_>, body: &Body, relocate: Relocate<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let anchors = body.anchors();
    let aims: Vec<(Aim, &Target, Range<usize>)> = body
        .aims()
        .into_iter()
        .filter_map(|(aim, target)| Some((aim, &target.value, reading.range(target.span.range())?)))
        .collect();
    let around = |inner: &Range<usize>| {
        let holds = |range: &Range<usize>| range.start <= inner.start && inner.end <= range.end && range != inner;
        aims.iter().filter(|(aim, _, range)| *aim == Aim::Link && holds(range)).max_by_key(|(.., range)| range.start)
    };
    let reach = reach(&aims);
    let definitions = LazyCell::new(|| definitions(reading.text));
    for (aim, target, range) in &aims {
        let written = &reading.text[range.clone()];
        match (aim, target) {
            (Aim::Picture, _) => {
                let is_in_link = is_inside(range, &reach);
                let label = label_end(&written[1..]).map(|end| &written[2..=end]);
                edits.push(match label {
                    Some("") | None => Edit::new(range.clone(), "", "a picture without a description was taken out"),
                    Some(label) if is_in_link => {
                        Edit::new(range.clone(), label, "a picture inside a link became its description")
                    }
                    Some(_) => Edit::new(
                        range.start..range.start + 1,
                        "",
                        "a picture became its description, with a link to it where it can be found",
                    ),
                });
            }
            (Aim::Link, _) if written.starts_with("[[") && written.ends_with("]]") => {
                edits.push(double_brackets(reading.text, range, written));
            }
            (Aim::Link, Target::File { path, anchor: Some(anchor) })
                if path == PATH && anchors.contains(&anchor.as_str()) => {}
            (Aim::Link, Target::File { .. } | Target::Nowhere | Target::Reference(_)) => {
                edits.extend(mended(range, written, &definitions, relocate));
            }
            (Aim::Link, Target::Web(_)) => {}
        }
    }
    for diagnostic in reading.diagnostics.sorted(&reading.sources) {
        if diagnostic.code != &codes::NESTED_LINK {
            continue;
        }
        let Some(inner) = reading.range(diagnostic.primary.span.range()) else { continue };
        if let Some((_, _, range)) = around(&inner)
            && let Some(words) = words(&reading.text[range.clone()])
        {
            let sentence = "a link around another link was taken out; its words stay";
            edits.push(Edit::new(range.clone(), words, sentence));
        }
    }
    edits
}

/// The beginnings of links in their order, each with the furthest end of all links up to it.
fn reach(aims: &[(Aim, &Target, Range<usize>)]) -> Vec<(usize, usize)> {
    let links = aims.iter().filter(|(aim, ..)| *aim == Aim::Link);
    let mut reach: Vec<(usize, usize)> = links.map(|(.., range)| (range.start, range.end)).collect();
    reach.sort_unstable();
    let mut furthest = 0;
    for (_, end) in &mut reach {
        furthest = furthest.max(*end);
        *end = furthest;
    }
    reach
}

/// Whether a picture is inside of a link.
fn is_inside(picture: &Range<usize>, reach: &[(usize, usize)]) -> bool {
    let before = reach.partition_point(|(start, _)| *start <= picture.start);
    before.checked_sub(1).is_some_and(|last| picture.end <= reach[last].1)
}

/// `[[page]]` names a definition here and is words, or the words of a link, in a foreign text.
fn double_brackets(text: &str, range: &Range<usize>, written: &str) -> Edit {
    if text[range.end..].starts_with('(') {
        let inner = &written[2..written.len() - 2];
        return Edit::new(range.clone(), format!("[\\[{inner}\\]]"), "double brackets of a link are escaped");
    }
    Edit::new(
        range.start..range.start + 2,
        "\\[\\[",
        "double square brackets are escaped, because they name definitions here",
    )
}

/// A link that leads to a file of its repository, or to where no link may lead.
fn mended(
    range: &Range<usize>,
    written: &str,
    definitions: &BTreeMap<String, &str>,
    relocate: Relocate<'_>,
) -> Option<Edit> {
    if written.starts_with('<') {
        let address = written.trim_start_matches('<').trim_end_matches('>');
        let sentence = "an address that no link may lead to is no link any more; its words stay";
        return Some(Edit::new(range.clone(), address, sentence));
    }
    let words = words(written)?;
    let destination = destination(written, definitions);
    let whole = destination.as_deref().filter(|link| is_relative(link)).and_then(relocate);
    Some(match whole {
        Some(address) => {
            let sentence = "a link inside the repository became a link to the file on the forge";
            let address = percent_encode(&address, KEPT);
            Edit::new(range.clone(), format!("[{words}](<{address}>)"), sentence)
        }
        None if destination.as_deref().is_none_or(is_relative) => {
            let sentence = "a link inside the repository leads nowhere here and was taken out; its words stay";
            Edit::new(range.clone(), words, sentence)
        }
        None => {
            let sentence = "a link to an address that is not allowed was taken out; its words stay";
            Edit::new(range.clone(), words, sentence)
        }
    })
}

/// Whether an address names no scheme and no host.
fn is_relative(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    !scheme && !address.starts_with("//") && !address.starts_with('\\')
}

/// The words of a link, as they are written.
fn words(written: &str) -> Option<&str> {
    let end = label_end(written)?;
    Some(&written[1..end])
}

/// Where the label ends that a text begins with: the place of its `]`.
fn label_end(written: &str) -> Option<usize> {
    let bytes = written.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' => {
                let run = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
                let fence = "`".repeat(run);
                // Backticks without their like end no code.
                if let Some(closing) = written[at + run..].find(&fence) {
                    at += run + closing;
                }
                at += run - 1;
            }
            b'[' => depth += 1,
            b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// What stands behind the label of each line such as `[label]: address`, by the label in small letters; the first counts.
fn definitions(text: &str) -> BTreeMap<String, &str> {
    let mut definitions = BTreeMap::new();
    for line in text.lines() {
        let begin = line.trim_start_matches(['>', ' ']).strip_prefix('[');
        if let Some((label, address)) = begin.and_then(|rest| rest.split_once("]:")) {
            definitions.entry(label.to_lowercase()).or_insert(address);
        }
    }
    definitions
}

/// Where a link leads, as it is written: behind its words, or at its label elsewhere in the text.
fn destination(written: &str, definitions: &BTreeMap<String, &str>) -> Option<String> {
    let end = label_end(written)?;
    let behind = &written[end + 1..];
    if let Some(inline) = behind.strip_prefix('(') {
        return Some(first_address(inline.trim_end_matches(')')));
    }
    let label = behind.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|label| !label.is_empty());
    let label = label.unwrap_or(&written[1..end]).to_lowercase();
    definitions.get(&label).map(|address| first_address(address))
}

/// The address that a text begins with, without its title.
fn first_address(text: &str) -> String {
    let text = text.trim();
    let address = match text.strip_prefix('<') {
        Some(rest) => rest.split('>').next().unwrap_or_default(),
        None => text.split_whitespace().next().unwrap_or_default(),
    };
    address.replace("\\_", "_").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_end_at_their_bracket() {
        for (written, words_of) in [
            ("[a](b)", Some("a")),
            ("[a [b] c](d)", Some("a [b] c")),
            ("[a \\] b](c)", Some("a \\] b")),
            ("[`]` x](c)", Some("`]` x")),
            ("[a", None),
        ] {
            assert_eq!(words(written), words_of, "{written}");
        }
    }

    #[test]
    fn destinations_are_found_at_both_places() {
        let known = definitions("[a][b] [c]\n\n[B]: <x y> 'title'\n[c]: z.md\n[C]: later.md");
        assert_eq!(destination("[a][b]", &known).as_deref(), Some("x y"));
        assert_eq!(destination("[c]", &known).as_deref(), Some("z.md"));
        assert_eq!(destination("[a](q.md \"t\")", &known).as_deref(), Some("q.md"));
        assert!(is_relative("a/b:c") && !is_relative("ftp://a") && !is_relative("//a"));
    }
}
