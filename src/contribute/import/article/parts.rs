//! An article as headings and paragraphs, whatever it is written in.

use crate::base::unicode::one_space;
use crate::contribute::import::article::headings::named;
use crate::contribute::import::article::placeholder::is_placeholder;
use crate::contribute::import::text::{Changes, headings, page};

/// What an article is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Markdown,
    Html,
    Plain,
}

/// A heading or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Heading { level: u8, words: String, written: String },
    Paragraph(String),
}

/// Headings of plain text have at most as many words, and as many characters.
const LONGEST_HEADING: (usize, usize) = (10, 80);

impl Form {
    /// What the name of a file and its first words tell.
    pub(super) fn of(name: &str, text: &str) -> Self {
        let lower = name.to_lowercase();
        let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
        let begin = text.trim_start().get(..200).unwrap_or(text.trim_start()).to_lowercase();
        match ending {
            "md" | "markdown" | "mdown" | "mkd" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            _ if ["<!doctype", "<html", "<head", "<body", "<article", "<div", "<h1", "<p>", "<!--"]
                .iter()
                .any(|tag| begin.starts_with(tag)) =>
            {
                Self::Html
            }
            "txt" | "text" => Self::Plain,
            _ if text.lines().any(|line| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#')) => {
                Self::Markdown
            }
            _ => Self::Plain,
        }
    }

    /// The text as it is taken apart: HTML as Markdown, everything else as it is.
    pub(super) fn text(self, text: &str, changes: &mut Changes) -> String {
        match self {
            Self::Markdown | Self::Plain => text.to_owned(),
            Self::Html => {
                changes.add("HTML became Markdown: paragraphs, headings, lists, line ends and links stay");
                page(text)
            }
        }
    }
}

/// The parts of a text, from top to bottom.
pub(super) fn parts(text: &str, form: Form) -> Vec<Part> {
    let found = if form == Form::Plain { Vec::new() } else { headings(text) };
    let mut parts = Vec::new();
    let mut from = 0;
    for heading in found {
        paragraphs(&text[from..heading.range.start], form, &mut parts);
        let written = text[heading.range.clone()].trim_end().to_owned();
        parts.push(Part::Heading { level: heading.level, words: heading.words, written });
        from = heading.range.end;
    }
    paragraphs(&text[from..], form, &mut parts);
    parts
}

fn paragraphs(text: &str, form: Form, parts: &mut Vec<Part>) {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            lines.push(line.trim_end());
            continue;
        }
        let Some(first) = lines.first() else { continue };
        // A line in bold letters, or one that names an iteration, is a heading where nobody marked it as one.
        let only = Some(first.trim()).filter(|_| lines.len() == 1);
        let heading = only.filter(|line| is_heading(line, form));
        let written = lines.join("\n");
        parts.push(match heading {
            Some(line) => {
                let words = one_space(line.trim_matches(['*', '_']));
                Part::Heading { level: if form == Form::Plain { 1 } else { 6 }, words, written }
            }
            None => Part::Paragraph(written),
        });
        lines.clear();
    }
}

/// Whether a paragraph of one line is a heading.
fn is_heading(line: &str, form: Form) -> bool {
    let is_bold = line.starts_with("**") && line.ends_with("**") && line.len() > 4;
    let words = line.trim_matches(['*', '_']);
    let names = named(words).is_some();
    let (most_words, most_characters) = LONGEST_HEADING;
    let is_short = words.split_whitespace().count() <= most_words && words.chars().count() <= most_characters;
    let is_open = !words.ends_with(['.', '!', '?', ':', ';', ',', '…', '”', '"', ')']) || names;
    let begins = words.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()) || names;
    match form {
        Form::Plain => is_short && is_open && begins && !is_placeholder(&[words], words),
        Form::Markdown | Form::Html => is_short && names && (is_bold || is_open),
    }
}
