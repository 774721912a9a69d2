//! What forums, trackers, chats and word lists write instead of Markdown, found in a line.

use std::ops::Range;

use crate::content::document::lint::foreign::kinds::{Found, Mark, is_word};
use crate::content::document::lint::foreign::view::OBJECT;

/// What a citation of pandoc begins with before the name of its source.
const BEFORE_SOURCE: [&str; 5] = ["see ", "see also ", "cf. ", "e.g. ", "e.g., "];

/// A mark that a whole line is.
pub(super) fn whole(line: &str) -> Option<Found> {
    let words = line.trim();
    let start = line.len() - line.trim_start().len();
    let is_macro = |inner: &str| {
        let name = inner.split(':').next().unwrap_or_default();
        matches!(name, "code" | "noformat" | "panel" | "quote" | "info" | "note" | "warning" | "tip" | "expand" | "toc")
    };
    let between = |open: &str, close: &str| words.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let is_level =
        |level: &str| level.len() == 2 && level.starts_with('h') && matches!(level.as_bytes()[1], b'1'..=b'6');
    let mark = if words.split_once(". ").is_some_and(|(level, _)| is_level(level)) {
        Mark::JiraHeading
    } else if between("||", "||").is_some_and(|inner| inner.contains(char::is_alphanumeric)) {
        Mark::JiraRow
    } else if between("{", "}").is_some_and(is_macro) {
        Mark::JiraBlock
    } else if between("[source,", "]").is_some()
        || ["image::", "include::"].iter().any(|open| between(open, "]").is_some_and(|inner| inner.contains('[')))
    {
        Mark::AsciiDoc
    } else if words.strip_prefix("*[").and_then(|rest| rest.split_once("]: ")).is_some_and(|(name, _)| is_word(name)) {
        Mark::Abbreviation
    } else {
        return None;
    };
    Some(Found { mark, range: start..start + words.len() })
}

/// The first mark that is not a whole line.
pub(super) fn first(line: &str) -> Option<Found> {
    let found = [
        bracketed(line),
        textile_link(line).map(|range| Found { mark: Mark::TextileLink, range }),
        slack_link(line).map(|range| Found { mark: Mark::SlackLink, range }),
    ];
    found.into_iter().flatten().min_by_key(|found| found.range.start)
}

/// What is between square brackets: tags of forums, links of trackers, citations.
fn bracketed(line: &str) -> Option<Found> {
    line.match_indices('[').find_map(|(start, _)| {
        let rest = &line[start + 1..];
        let length = rest.find(['[', ']']).filter(|end| rest[*end..].starts_with(']'))?;
        let (inner, end) = (&rest[..length], start + 1 + length + 1);
        let found = |mark, end| Some(Found { mark, range: start..end });
        if inner.split_once('|').is_some_and(|(words, to)| !words.trim().is_empty() && to.chars().eq([OBJECT])) {
            return found(Mark::JiraLink, end);
        }
        if is_citation(inner) {
            return found(Mark::Citation, end);
        }
        let name = inner.split('=').next().unwrap_or_default();
        let is_tag = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        let closing = format!("[/{name}]");
        let close = if is_tag { line[end..].find(&closing)? } else { return None };
        found(Mark::BbCode, end + close + closing.len())
    })
}

/// Whether the text between brackets names a source: `@smith`, `see @smith, p. 3`, `-@smith; @doe`.
fn is_citation(inner: &str) -> bool {
    inner.split(';').all(|part| {
        let part = part.trim();
        let source = BEFORE_SOURCE.iter().find_map(|before| part.strip_prefix(before)).unwrap_or(part);
        let source = source.strip_prefix('-').unwrap_or(source);
        source.strip_prefix('@').is_some_and(|name| is_word(name.split([',', ' ']).next().unwrap_or_default()))
    })
}

/// Words between quotation marks with an address right behind a colon.
fn textile_link(line: &str) -> Option<Range<usize>> {
    line.match_indices("\":\u{FFFC}").find_map(|(close, mark)| {
        let open = line[..close].rfind('"')?;
        let is_words = open + 1 < close && !line[..open].ends_with(char::is_alphanumeric);
        is_words.then_some(open..close + mark.len())
    })
}

/// An address between angle brackets with words behind it; without a blank it is in the address and not seen here.
fn slack_link(line: &str) -> Option<Range<usize>> {
    line.match_indices("<\u{FFFC}").find_map(|(start, mark)| {
        let rest = &line[start + mark.len()..];
        let length = rest.find(['<', '>']).filter(|end| rest[*end..].starts_with('>'))?;
        Some(start..start + mark.len() + length + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Option<(Mark, &str)> {
        whole(line).or_else(|| first(line)).map(|found| (found.mark, &line[found.range]))
    }

    #[test]
    fn marks_of_other_dialects_are_found() {
        for (line, mark, text) in [
            ("h1. What", Mark::JiraHeading, "h1. What"),
            ("||Who||What||", Mark::JiraRow, "||Who||What||"),
            ("{code:java}", Mark::JiraBlock, "{code:java}"),
            ("{noformat}", Mark::JiraBlock, "{noformat}"),
            ("see [our words|\u{FFFC}].", Mark::JiraLink, "[our words|\u{FFFC}]"),
            ("see \"our words\":\u{FFFC} now", Mark::TextileLink, "\"our words\":\u{FFFC}"),
            ("see <\u{FFFC} words> now", Mark::SlackLink, "<\u{FFFC} words>"),
            ("a [b]bold[/b] word", Mark::BbCode, "[b]bold[/b]"),
            ("[url=\u{FFFC}]here[/url]", Mark::BbCode, "[url=\u{FFFC}]here[/url]"),
            ("[url]\u{FFFC}[/url]", Mark::BbCode, "[url]\u{FFFC}[/url]"),
            ("[source,ruby]", Mark::AsciiDoc, "[source,ruby]"),
            ("image::a.png[A]", Mark::AsciiDoc, "image::a.png[A]"),
            ("so [@smith].", Mark::Citation, "[@smith]"),
            ("so [see @smith, p. 3; -@doe].", Mark::Citation, "[see @smith, p. 3; -@doe]"),
            ("*[HTML]: a language", Mark::Abbreviation, "*[HTML]: a language"),
        ] {
            assert_eq!(found(line), Some((mark, text)), "{line}");
        }
    }

    #[test]
    fn honest_lines_have_none() {
        for line in [
            "h1 and h2. So",
            "h7. No",
            "NOTE: mind this",
            "= Not a title",
            "a || b || c",
            "||",
            "{code}s are {code}",
            "{name}",
            "[a|b] and [x]",
            "[thanks @smith] and [\u{FFFC}]",
            "[smith@work]",
            "[b] and [/c], [x] [/]",
            "he said \"so\": \u{FFFC}",
            "a < \u{FFFC} and b > c",
            "[source] and image: a.png[1]",
            "* [HTML]: a",
            "array[i] = [1, 2]",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
