//! Values that can be read, and what is wrong with them: a title that is more than a line, a list with the same thing twice.

use std::collections::HashMap;

use serde::Serialize;
use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::base::diagnostic::codes;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::names::Slug;
use crate::base::screening::deception::report_written_otherwise;
use crate::base::text::{SourceId, Span, Spanned};
use crate::base::unicode::{graphemes, one_space};

/// The longest title, in characters as a reader counts them.
pub const LONGEST_TITLE: usize = 200;

/// A value of a key that this program does not know by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A text; it may be empty.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Number(i64),
}

impl Value {
    /// What kind of value it is, with an article, and how such a value is written.
    pub fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Self::Text(_) => ("a text", "\"...\""),
            Self::Flag(_) => ("true or false", "true"),
            Self::Number(_) => ("a number", "6"),
        }
    }
}

/// Reports a title or a name that is too long, or that does not stay on one line.
pub(super) fn check_title(key: &str, title: &Spanned<String>, diagnostics: &mut Diagnostics) {
    let length = graphemes::count(&title.value);
    if length > LONGEST_TITLE {
        let message = format!("`{key}` has {length} characters; at most {LONGEST_TITLE} are allowed");
        diagnostics.push(
            Diagnostic::new(&codes::TITLE_TOO_LONG, title.span, message)
                .help("keep it to a line, and say the rest in a text or a note"),
        );
    }
    // Other control characters are invisible, and reported as that.
    let what = if title.value.contains('\n') {
        "the end of a line"
    } else if title.value.contains('\t') {
        "a tab"
    } else {
        return;
    };
    let diagnostic = Diagnostic::new(&codes::TITLE_NOT_ONE_LINE, title.span, format!("`{key}` contains {what}"));
    let right = toml::Value::String(one_space(&title.value)).to_string();
    let help = if right.len() <= 2 * LONGEST_TITLE {
        format!("write it on one line: `{right}`")
    } else {
        "write it on one line".to_owned()
    };
    diagnostics.push(diagnostic.help(help).mend(title.span, right));
}

/// Reports what is in a list more than once.
pub(super) fn report_repeated(key: &str, values: &[Spanned<String>], diagnostics: &mut Diagnostics) {
    let mut first: HashMap<&str, Span> = HashMap::new();
    for (position, value) in values.iter().enumerate() {
        let Some(known) = first.get(value.value.as_str()) else {
            first.insert(&value.value, value.span);
            continue;
        };
        let message = format!("`{}` is in `{key}` already", value.value);
        let from = values[position - 1].span.range().end;
        let whole = Span::new(value.span.source, from..value.span.range().end);
        diagnostics.push_one_of_many(&codes::LISTED_TWICE, value.span, || {
            Diagnostic::new(&codes::LISTED_TWICE, value.span, message)
                .also(*known, "here")
                .help("remove it from the list here")
                .mend(whole, "")
        });
    }
}

/// Reports invisible characters in the texts of a table that are written with escapes, such as `\u200b`.
pub(super) fn report_escapes(
    table: &DeTable<'_>,
    text: &str,
    offset: usize,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) {
    for value in table.values() {
        report_escapes_of(value, text, offset, source, diagnostics);
    }
}

fn report_escapes_of(
    value: &TomlSpanned<DeValue<'_>>,
    text: &str,
    offset: usize,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) {
    match value.get_ref() {
        DeValue::String(value_text) => {
            let range = value.span();
            let span = Span::new(source, range.start + offset..range.end + offset);
            report_written_otherwise(value_text, &text[range], span, diagnostics);
        }
        DeValue::Array(items) => {
            items.iter().for_each(|item| report_escapes_of(item, text, offset, source, diagnostics));
        }
        DeValue::Table(table) => report_escapes(table, text, offset, source, diagnostics),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

/// Reads a slug and reports what is none.
pub(super) fn read_slug(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Spanned<Slug>> {
    let slug = Slug::parse(&text.value);
    if slug.is_none() {
        let help = match Slug::propose(&text.value) {
            Some(proposal) => format!("write `{proposal}`: small letters a to z, digits, single hyphens between words"),
            None => "use small letters a to z, digits, and single hyphens between words".to_owned(),
        };
        diagnostics.push(
            Diagnostic::new(&codes::BAD_NAME, text.span, format!("`{}` is not a name of a document", text.value))
                .help(help),
        );
    }
    slug.map(|slug| Spanned::new(slug, text.span))
}
