//! What new files are made of.

use std::fmt::{self, Write as _};

use jiff::civil::Date;

/// The day that a new file is dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// A day.
    On(Date),
    /// Whichever day it will be sent on: `YYYY-MM-DD`, which whoever writes the file has to replace.
    Open,
}

impl Day {
    /// This day, or a later one.
    #[must_use]
    pub fn not_before(self, earliest: Date) -> Self {
        match self {
            Self::On(day) => Self::On(day.max(earliest)),
            Self::Open => Self::Open,
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => write!(formatter, "{day}"),
            Self::Open => formatter.write_str("YYYY-MM-DD"),
        }
    }
}

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path below the root, with `/` between folders.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// A text between quotes, as TOML writes it, on as many lines as it has; on one if one of them would end the front matter.
pub(crate) fn toml_text(text: &str) -> String {
    let written = toml::Value::String(text.to_owned()).to_string();
    if written.lines().any(|line| line.trim_end() == "+++") { on_one_line(text) } else { written }
}

fn on_one_line(text: &str) -> String {
    let mut written = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => written.extend(['\\', character]),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            control if control.is_control() => {
                let _ = write!(written, "\\u{:04X}", u32::from(control));
            }
            other => written.push(other),
        }
    }
    written + "\""
}

/// Text in which no sign means anything to Markdown.
pub(crate) fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, character) in text.char_indices() {
        // "1." at the beginning would become a list.
        let numbers = character == '.' && index > 0 && text[..index].bytes().all(|byte| byte.is_ascii_digit());
        // So would a colon become a definition.
        let defines = character == ':' && index == 0;
        if numbers
            || defines
            || character.is_ascii_punctuation()
                && !matches!(character, ',' | '.' | '\'' | '"' | '/' | ':' | ';' | '?' | '%')
        {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
