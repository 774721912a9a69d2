//! Splits a file into its front matter and its Markdown.

pub(super) mod choices;
pub(super) mod fields;
pub(super) mod keys;
pub(super) mod people;
mod told;
pub(super) mod values;
pub(super) mod yaml;

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::text::{Source, SourceId, Span};
use crate::content::document::front_matter::fields::{keys, lists};
use crate::content::document::front_matter::keys::{Form, Need};
use crate::content::document::place::Place;

/// The longest front matter, in bytes.
pub(super) const LONGEST_FRONT_MATTER: usize = 64 << 10;

/// The longest front matter that is offered for pasting, in bytes.
const LONGEST_OFFER: usize = 4 << 10;

/// The two parts of a file, as byte ranges into it.
pub(super) struct Parts {
    front_matter: Range<usize>,
    /// The Markdown.
    pub body: Range<usize>,
}

impl Parts {
    /// The TOML text and where it begins.
    pub(super) fn front_matter<'source>(&self, source: &'source Source) -> (&'source str, usize) {
        (&source.text[self.front_matter.clone()], self.front_matter.start)
    }
}

/// Splits a file. Front matter that is missing, unclosed, too long or written as YAML is reported.
pub(super) fn split(id: SourceId, source: &Source, place: &Place, diagnostics: &mut Diagnostics) -> Option<Parts> {
    let text = source.text.as_str();
    let first = text.lines().next().unwrap_or_default();
    let span = Span::new(id, 0..first.len());
    match first.trim_end() {
        "+++" => {}
        "---" => {
            diagnostics.push(written_as_yaml(text, span, place));
            return None;
        }
        fence if is_pasted_with_fence(text, fence) => {
            diagnostics.push(pasted_with_fence(text, fence, span));
            return None;
        }
        _ if text.trim_start().starts_with("+++") => {
            let before = text.len() - text.trim_start().len();
            diagnostics.push(
                Diagnostic::new(
                    &codes::NO_FRONT_MATTER,
                    Span::new(id, before..before + 3),
                    "nothing may stand in front of the first `+++`, neither a space nor an empty line",
                )
                .mend(Span::new(id, 0..before), "")
                .help("take out what stands in front of it, so that these are the first three signs of the file"),
            );
            return None;
        }
        _ => {
            diagnostics.push(
                Diagnostic::new(
                    &codes::NO_FRONT_MATTER,
                    span,
                    format!("{} begins with lines between `+++`, and here are none", place.what()),
                )
                .help(format!("put this at the very top of the file:\n{}", skeleton(place))),
            );
            return None;
        }
    }
    let start = (first.len() + 1).min(text.len());
    let Some((end, body)) = closing_line(text, start, "+++") else {
        diagnostics.push(unclosed(text, start, span));
        return None;
    };
    if end - start > LONGEST_FRONT_MATTER {
        diagnostics.push(
            Diagnostic::new(
                &codes::FRONT_MATTER_TOO_LONG,
                span,
                format!("this front matter has {} bytes; at most {LONGEST_FRONT_MATTER} are allowed", end - start),
            )
            .help("long texts belong below the second `+++`"),
        );
        return None;
    }
    Some(Parts { front_matter: start..end, body: body..text.len() })
}

/// The signs with which a line begins or ends a block of code; none if it does neither (section 4.5 of the Markdown specification 0.31).
fn fence_of(line: &str) -> Option<&str> {
    let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let fence = &line[..line.len() - line.trim_start_matches(sign).len()];
    (fence.len() >= 3 && !line[fence.len()..].contains('`')).then_some(fence)
}

/// Whether a whole file was pasted with the lines that made it an example on a page.
fn is_pasted_with_fence(text: &str, first: &str) -> bool {
    let second = text.lines().skip(1).find(|line| !line.trim().is_empty());
    fence_of(first).is_some() && second.is_some_and(|line| matches!(line.trim_end(), "+++" | "---"))
}

/// Its fix: neither of the two lines is there any more. The second is the last line, if the lines between begin and end as
/// many blocks of code as they should.
fn pasted_with_fence(text: &str, first: &str, span: Span) -> Diagnostic {
    let fence = fence_of(first).unwrap_or_default();
    let start = text.find(['+', '-']).unwrap_or_default();
    let body = text.trim_end();
    let last = body.rfind('\n').map_or(0, |newline| newline + 1);
    let fences = text.lines().skip(1).filter(|line| fence_of(line.trim_end()).is_some()).count();
    let ends =
        fences % 2 == 1 && fence_of(&body[last..]).is_some_and(|end| end.starts_with(fence) && end == &body[last..]);
    let diagnostic = Diagnostic::new(
        &codes::NO_FRONT_MATTER,
        span,
        "this line marks an example on a page, and is no part of the file",
    )
    .mend(Span::new(span.source, 0..start), "");
    if ends {
        diagnostic
            .help(format!("remove the line {first} and the {} at the end", &body[last..]))
            .mend(Span::new(span.source, last..text.len()), "")
    } else {
        diagnostic.help(format!("remove the line {first}"))
    }
}

/// Front matter that does not end. Where its lines do, at the first empty one, is known if all of them could be TOML.
fn unclosed(text: &str, start: usize, span: Span) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&codes::UNCLOSED_FRONT_MATTER, span, "the front matter that begins here does not end")
            .help("write a line `+++` below its last `key = value` line");
    let end = text[start..].find("\n\n").map(|length| start + length);
    let could_be = |line: &str| line.starts_with(['#', '[']) || line.contains(['=', ':']);
    match end.filter(|end| text[start..*end].lines().all(could_be)) {
        Some(end) => diagnostic.mend(Span::new(span.source, end..end), "\n+++"),
        None => diagnostic,
    }
}

/// Where the front matter of a text stands and where its body begins; none if it has no front matter that ends.
pub fn find(text: &str) -> Option<(Range<usize>, usize)> {
    let first = text.lines().next().filter(|line| line.trim_end() == "+++")?;
    let start = (first.len() + 1).min(text.len());
    closing_line(text, start, "+++").map(|(end, body)| (start..end, body))
}

/// Where the line begins, `+++` or another fence, that ends the front matter, and where the body begins after it.
fn closing_line(text: &str, start: usize, fence: &str) -> Option<(usize, usize)> {
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((offset, offset + line.len()));
        }
        offset += line.len();
    }
    None
}

/// The least front matter of a kind, to paste.
fn skeleton(place: &Place) -> String {
    let needed = keys(place).iter().filter(|key| matches!(key.need, Need::Always));
    let lines = needed.map(|key| match key.form {
        Form::Title | Form::Text => format!("{} = \"...\"\n", key.name),
        _ => format!("{}\n", key.example),
    });
    format!("+++\n{}+++", lines.collect::<String>())
}

/// Where the line begins that ends YAML, `---` or `...`, and where the body begins after it.
fn end_of_yaml(text: &str, start: usize) -> Option<(usize, usize)> {
    ["---", "..."].iter().filter_map(|fence| closing_line(text, start, fence)).min()
}

/// Front matter between `---` lines, with the same thing as TOML to paste.
fn written_as_yaml(text: &str, span: Span, place: &Place) -> Diagnostic {
    let start = (text.find('\n').map_or(text.len(), |newline| newline + 1)).min(text.len());
    let end = end_of_yaml(text, start);
    // Without a second `---` nobody can say where the text begins; an empty line is the first place where it can.
    let inner = match end {
        Some((end, _)) => &text[start..end],
        None => text[start..].split("\n\n").next().unwrap_or_default(),
    };
    let mend = |diagnostic: Diagnostic, right: &str| match end {
        Some((_, body)) => {
            let fence = text[..body].trim_end().len();
            diagnostic.mend(Span::new(span.source, 0..fence), right)
        }
        None => diagnostic,
    };
    if inner.len() <= LONGEST_FRONT_MATTER && inner.parse::<toml::Table>().is_ok_and(|table| !table.is_empty()) {
        let diagnostic = Diagnostic::new(
            &codes::YAML_FRONT_MATTER,
            span,
            "this front matter is between `---` lines; here it is between `+++` lines",
        )
        .help("write `+++` instead of `---`, above and below it; the lines between are right");
        return mend(diagnostic, &format!("+++\n{}\n+++", inner.trim_end()));
    }
    let diagnostic = Diagnostic::new(
        &codes::YAML_FRONT_MATTER,
        span,
        "this front matter is written as YAML, between `---` lines; here it is TOML between `+++` lines",
    );
    let lists = lists(place);
    let Some(toml) = yaml::to_toml(inner, &|key| lists.contains(&key)) else {
        return diagnostic.help(
            "write `+++` instead of `---`, above and below it, and each line as `key = value`: a text as `\"...\"`, a list as \
             `[\"...\", \"...\"]`, a date as `2020-12-08`, a text of several lines between `\"\"\"` and `\"\"\"`",
        );
    };
    let toml = format!("+++\n{toml}+++");
    if toml.len() > LONGEST_OFFER {
        return mend(diagnostic, &toml).help("write `+++` instead of `---`, and `key = value` instead of `key: value`");
    }
    mend(diagnostic, &toml).help(format!("replace it with this:\n{toml}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Diagnostics;

    /// The front matter that is offered for a text, with the rest of the file.
    fn mended(text: &str) -> Option<String> {
        let mut sources = crate::base::text::Sources::default();
        let id = sources.add("content/practices/case.md", text);
        let place = Place::of(id, "content/practices/case.md", &mut Diagnostics::default()).expect("a place");
        let diagnostic = written_as_yaml(text, Span::file(id), &place);
        let [edit] = diagnostic.edits.as_slice() else { return None };
        let mut mended = text.to_owned();
        mended.replace_range(edit.span.range(), &edit.text);
        Some(mended)
    }

    #[test]
    fn yaml_ends_with_hyphens_or_dots() {
        for end in ["---", "..."] {
            let text = format!("---\ntitle: Case\nauthors: jo-doe\n{end}\n\nText.\n\n---\n\n...\n");
            let meant = "+++\ntitle = \"Case\"\nauthors = [\"jo-doe\"]\n+++\n\nText.\n\n---\n\n...\n";
            assert_eq!(mended(&text).as_deref(), Some(meant));
        }
    }

    #[test]
    fn a_file_in_a_fence_loses_the_fence() {
        let file = "+++\ntitle = \"Case\"\n+++\n\nText.\n";
        let code = format!("{file}\n```sh\nls\n```\n");
        for (pasted, meant) in [
            (format!("```text\n{file}```\n"), file),
            (format!("~~~~\n\n{file}~~~~"), file),
            (format!("```\n{code}```\n\n"), &code),
            (format!("```\n{code}"), &code),
            (format!("````\n{code}````\n"), &code),
        ] {
            let first = pasted.lines().next().expect("a line");
            assert!(is_pasted_with_fence(&pasted, first));
            let mut mended = pasted.clone();
            let found = pasted_with_fence(&pasted, first, Span::file(crate::base::text::SourceId::FIRST));
            for edit in found.edits.iter().rev() {
                mended.replace_range(edit.span.range(), &edit.text);
            }
            assert_eq!(mended, meant);
        }
        assert!(!is_pasted_with_fence("```\nls\n```\n", "```"));
    }

    #[test]
    fn yaml_without_an_end_is_not_mended() {
        assert_eq!(mended("---\ntitle: Case\n\nText.\n"), None);
        assert_eq!(mended("---"), None);
    }
}
