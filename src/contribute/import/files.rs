//! The files that an import consists of.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::base::names::Slug;
use crate::base::toml_reader::LONGEST_TITLE;
use crate::base::unicode::{self, graphemes, one_space};
use crate::content::scaffold::{NewFile, escape_markdown, toml_text};

/// The longest remark that is taken over, in characters.
const LONGEST_NOTE: usize = 1000;

/// What an iteration is made of.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) date: Date,
    pub(super) authors: Vec<Slug>,
    pub(super) note: Option<String>,
    pub(super) source: Option<String>,
    /// The Markdown; none if the iteration was only announced.
    pub(super) text: Option<String>,
}

pub(super) fn iteration(slug: &Slug, number: usize, draft: &Draft) -> NewFile {
    let mut text = format!("+++\ndate = {}\n", draft.date);
    if !draft.authors.is_empty() {
        let authors: Vec<String> = draft.authors.iter().map(|author| format!("\"{author}\"")).collect();
        let _ = writeln!(text, "authors = [{}]", authors.join(", "));
    }
    if draft.text.is_none() {
        text.push_str("status = \"tba\"\n");
    }
    for (key, value) in [("note", &draft.note), ("source", &draft.source)] {
        if let Some(value) = value.as_ref().filter(|value| !value.trim().is_empty()) {
            let _ = writeln!(text, "{key} = {}", toml_text(value));
        }
    }
    text.push_str("+++\n");
    if let Some(body) = &draft.text {
        let _ = write!(text, "\n{body}\n");
    }
    NewFile { path: format!("content/definitions/{slug}/{number}.md"), text }
}

/// The definition; `about` is its body, in plain words.
pub(super) fn definition(slug: &Slug, term: &str, summary: &str, about: &str) -> NewFile {
    NewFile {
        path: format!("content/definitions/{slug}/definition.md"),
        text: format!(
            "+++\nterm = {}\nsummary = {}\n+++\n\n{}\n",
            toml_text(term),
            toml_text(summary),
            escape_markdown(about)
        ),
    }
}

pub(super) fn person(slug: &Slug, name: &str) -> NewFile {
    NewFile { path: format!("content/people/{slug}.md"), text: format!("+++\nname = {}\n+++\n", toml_text(name)) }
}

/// Foreign words on one line, without what nobody can see and without addresses of mail.
pub(super) fn remark(words: &str) -> String {
    let mut line = one_space(&without_mail(&one_space(&seen(words))));
    if graphemes::count(&line) > LONGEST_NOTE {
        let end = line.char_indices().nth(LONGEST_NOTE).map_or(line.len(), |(end, _)| end);
        let cut = line[..end].rfind(' ').unwrap_or(end);
        line.truncate(cut);
        line.push_str(" …");
    }
    line
}

/// The same for a name or a title, which is shorter.
pub(super) fn title(words: &str) -> String {
    let line = one_space(&seen(words));
    let end = line.char_indices().nth(LONGEST_TITLE - 1).map_or(line.len(), |(end, _)| end);
    line[..end].trim_end().to_owned()
}

/// Words without characters that nobody can see; one may have been needed only by another that is gone.
fn seen(words: &str) -> String {
    let mut words = words.to_owned();
    while !unicode::hidden(&words).is_empty() {
        words = unicode::replace_hidden(&words, |hidden, kept| {
            if hidden.is_whitespace() || hidden.is_control() {
                kept.push(' ');
            }
        })
        .into_owned();
    }
    words
}

/// Whether a text holds an address of mail.
pub(super) fn has_mail(text: &str) -> bool {
    text.contains('@') && text.split_whitespace().any(is_mail)
}

fn is_mail(word: &str) -> bool {
    let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
    word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('/') && !name.contains('/')
    })
}

/// Words in which every address of mail is left out.
fn without_mail(line: &str) -> String {
    line.split(' ').map(|word| if is_mail(word) { "[mail address]" } else { word }).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_stand_on_one_line_and_name_no_mail() {
        assert_eq!(
            remark("a\n+++\n\u{202e}b <contributor@example.org>, see @team\u{7}"),
            "a +++ b [mail address] see @team"
        );
        assert!(remark(&"word ".repeat(900)).ends_with("word …"));
        assert_eq!(title(&"é".repeat(300)).chars().count(), 199);
    }
}
