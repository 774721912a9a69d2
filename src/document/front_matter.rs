//! Splits a file into its front matter and its Markdown.

use std::fmt::Write as _;
use std::ops::Range;

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::place::Place;
use crate::table::value_from_words;
use crate::text::{Source, SourceId, Span};

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
            diagnostics.push(written_as_yaml(text, span));
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
fn skeleton(place: &Place) -> &'static str {
    match place {
        Place::Definition(_) => "+++\nterm = \"...\"\nsummary = \"...\"\n+++",
        Place::Iteration(..) => "+++\ndate = 2020-12-08\n+++",
        Place::Practice(_) => "+++\ntitle = \"...\"\nsummary = \"...\"\ndate = 2020-12-08\n+++",
        Place::Contribution(..) => "+++\ntitle = \"...\"\nkind = \"comment\"\ndate = 2020-12-08\n+++",
        Place::Influence(_) | Place::Page(_) => "+++\ntitle = \"...\"\n+++",
        Place::Person(_) => "+++\nname = \"...\"\n+++",
    }
}

/// Front matter between `---` lines, with the same thing as TOML to paste.
fn written_as_yaml(text: &str, span: Span) -> Diagnostic {
    let inner: Vec<&str> = text.lines().skip(1).take_while(|line| line.trim_end() != "---").collect();
    // Without a second `---` nobody can say where the text begins.
    let whole = closing_line(text, text.find('\n').map_or(text.len(), |newline| newline + 1), "---")
        .map(|(closing, _)| Span::new(span.source, 0..closing + "---".len()));
    let mend = |diagnostic: Diagnostic, right: &str| match whole {
        Some(whole) => diagnostic.mend(whole, right),
        None => diagnostic,
    };
    if inner.join("\n").parse::<toml::Table>().is_ok_and(|table| !table.is_empty()) {
        let diagnostic = Diagnostic::new(
            &codes::YAML_FRONT_MATTER,
            span,
            "this front matter stands between `---` lines; here it stands between `+++` lines",
        )
        .help("write `+++` instead of `---`, above and below it; the lines between are right");
        return mend(diagnostic, &format!("+++\n{}\n+++", inner.join("\n")));
    }
    let mut toml = String::from("+++\n");
    let mut lines = text.lines().skip(1).take_while(|line| line.trim_end() != "---").peekable();
    while let Some(line) = lines.next() {
        let Some((key, value)) =
            line.split_once(':').filter(|(key, _)| !key.trim().is_empty() && !key.starts_with([' ', '#', '-']))
        else {
            let remark = line.trim().trim_start_matches('#').trim();
            if !remark.is_empty() {
                let _ = writeln!(toml, "# {remark}");
            }
            continue;
        };
        // A list of tables has no short form in TOML; its lines are kept as remarks.
        let is_table = |line: &&str| {
            line.trim_start()
                .strip_prefix("- ")
                .is_some_and(|item| !item.starts_with(['"', '\'']) && item.contains(": "))
        };
        if value.trim().is_empty() && lines.peek().is_some_and(is_table) {
            let _ = writeln!(toml, "# [[{}]]", key.trim());
            continue;
        }
        let mut items = Vec::new();
        while let Some(item) =
            lines.peek().and_then(|line| line.trim_start().strip_prefix("- ")).filter(|_| value.trim().is_empty())
        {
            items.push(value_from_words(item));
            lines.next();
        }
        let value = if items.is_empty() { value_from_words(value) } else { format!("[{}]", items.join(", ")) };
        let _ = writeln!(toml, "{} = {value}", key.trim());
    }
    toml.push_str("+++");
    let diagnostic = Diagnostic::new(
        &codes::YAML_FRONT_MATTER,
        span,
        "this front matter is written as YAML, between `---` lines; here it is TOML between `+++` lines",
    );
    if toml.len() > LONGEST_OFFER {
        return mend(diagnostic, &toml).help("write `+++` instead of `---`, and `key = value` instead of `key: value`");
    }
    mend(diagnostic, &toml).help(format!("replace it with this:\n{toml}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_becomes_toml_that_parses() {
        let text = "---\ntitle: A \"word\" for it\ndate: 2020-12-08\ntags: [a, 'b c']\nauthors:\n  - one\n  - two\nexplicit: true\n---\nbody";
        let mut sources = crate::text::Sources::default();
        let id = sources.add("a.md", text);
        let diagnostic = written_as_yaml(text, Span::file(id));
        let toml = diagnostic.helps[0].trim_start_matches("replace it with this:\n").trim_matches('+');
        let table: toml::Table = toml.parse().expect("TOML");
        assert_eq!(table["title"].as_str(), Some("A \"word\" for it"));
        assert!(table["date"].is_datetime());
        assert_eq!(table["tags"].as_array().map(Vec::len), Some(2));
        assert_eq!(table["authors"].as_array().map(Vec::len), Some(2));
        assert_eq!(table["explicit"].as_bool(), Some(true));
    }
}
