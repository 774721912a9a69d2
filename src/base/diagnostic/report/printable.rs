//! Text that no terminal and no log obeys.

use std::borrow::Cow;
use std::fmt;

use crate::base::unicode;

/// Text for a terminal or a log, in which nothing steers it: what hides, reorders or controls text is written as `\u{...}`,
/// and so is the first sign of what a CI runner takes for a command of its own. Whoever prints takes nothing else, and any
/// text becomes this by being escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printable(String);

impl Printable {
    /// Text in which everything that has to be is escaped in another way, such as by references of HTML.
    pub(crate) fn escaped_otherwise(text: String) -> Self {
        Self(text)
    }

    /// Text that was made of printable pieces and of escape sequences for colours.
    pub(crate) fn drawn(text: &str) -> Self {
        Self(replace_commands(text, |sign, safe| safe.extend(sign.escape_unicode())).into_owned())
    }

    /// Adds more behind it.
    #[must_use]
    pub fn then(mut self, more: impl Into<Self>) -> Self {
        let seam = self.0.rfind('\n').map_or(0, |newline| newline + 1);
        let last = self.0.split_off(seam);
        // What begins a line and what comes behind may be a command only together.
        let more = Self::drawn(&(last + &more.into().0));
        self.0.push_str(&more.0);
        self
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Printable {
    fn from(text: &str) -> Self {
        Self(printable_lines(text))
    }
}

impl From<&String> for Printable {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Printable {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&Self> for Printable {
    fn from(text: &Self) -> Self {
        text.clone()
    }
}

impl fmt::Display for Printable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Text on one line that no terminal or log obeys: line ends become spaces; other control characters and the
/// characters that reorder or hide text become `\u{...}`.
pub fn printable(text: &str) -> String {
    escape_hidden(&text.replace(['\n', '\t', '\r'], " "))
}

/// Text on many lines that no terminal or log obeys, as [`printable`]. A line that a CI runner would take for a command of
/// its own, such as `::error::`, begins with an escape as well.
pub fn printable_lines(text: &str) -> String {
    Printable::drawn(&escape_hidden(text)).0
}

fn escape_hidden(text: &str) -> String {
    unicode::replace_hidden(text, |hidden, safe| safe.extend(hidden.escape_unicode())).into_owned()
}

/// A text with something else in the place of the first sign of each command to a CI runner: `::name` at the beginning of a
/// line, which GitHub obeys, and `##[name]` or `##name[` anywhere in one, which GitHub, Azure and `TeamCity` do.
pub(crate) fn replace_commands(text: &str, mut replace: impl FnMut(char, &mut String)) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut replaced = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let begins = beginning(line);
        let mut from = 0;
        // No command begins with three of them; reports draw some.
        if line[begins..].starts_with("::") && !line[begins..].starts_with(":::") {
            replaced.push_str(&line[..begins]);
            replace(':', &mut replaced);
            from = begins + 1;
        }
        while let Some(found) = line[from..].find("##").map(|found| found + from) {
            replaced.push_str(&line[from..found]);
            from = found + 1;
            let name = line[from + 1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
            if line[from + 1 + name..].starts_with('[') {
                replace('#', &mut replaced);
            } else {
                replaced.push('#');
            }
        }
        replaced.push_str(&line[from..]);
    }
    Cow::Owned(replaced)
}

/// Where the first visible sign of a line stands, behind white space and changes of colour.
fn beginning(line: &str) -> usize {
    let mut rest = line;
    loop {
        rest = rest.trim_start();
        let Some(sequence) = rest.strip_prefix("\u{1b}[") else { return line.len() - rest.len() };
        rest = sequence.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ';');
        rest = rest.strip_prefix('m').unwrap_or(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_get_no_escape_sequences() {
        assert_eq!(printable("a\u{1b}[31mb\nc"), "a\\u{1b}[31mb c");
        assert_eq!(printable("x\u{202e}y"), "x\\u{202e}y");
        assert_eq!(printable("‘man behind’ 👩‍🔬 می‌خواهم"), "‘man behind’ 👩‍🔬 می‌خواهم");
    }

    #[test]
    fn no_line_is_a_command_to_a_ci_runner() {
        assert_eq!(printable_lines("a ::b\n ::error::x\n##[y]\n:c\n"), "a ::b\n \\u{3a}:error::x\n\\u{23}#[y]\n:c\n");
        assert_eq!(printable_lines("a ##vso[task] ### [b]\n### c"), "a \\u{23}#vso[task] ### [b]\n### c");
        assert_eq!(printable_lines("::: a.md"), "::: a.md");
        assert_eq!(printable_lines("###[a]"), "#\\u{23}#[a]");
        assert_eq!(printable_lines("two\nlines\tand \u{202e}more"), "two\nlines\tand \\u{202e}more");
        assert_eq!(Printable::drawn("\u{1b}[1;31m \u{1b}[0m::a").as_str(), "\u{1b}[1;31m \u{1b}[0m\\u{3a}:a");
    }

    #[test]
    fn pieces_make_no_command_together() {
        assert_eq!(Printable::from("a\n:").then(":b::").as_str(), "a\n\\u{3a}:b::");
        assert_eq!(Printable::from("a #").then("#[b]").as_str(), "a \\u{23}#[b]");
    }
}
