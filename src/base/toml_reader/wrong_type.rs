//! What to say of a value of another kind than its key has.

use toml::de::DeValue;

use crate::base::dates::EARLIEST_YEAR;
use crate::base::diagnostic::codes;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::text::Span;
use crate::base::toml_reader::syntax;
use crate::base::toml_reader::words::list_of;

/// `example` is a whole line; where the right form can be made of what was written, that is shown instead.
pub(super) fn wrong_type(
    key: &str,
    expected: &str,
    example: &str,
    found: &DeValue<'_>,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    let day = |text: &str| syntax::date_from_words(text).filter(|_| example.contains("2020"));
    let written = match found {
        DeValue::String(text) if example.contains("[\"") => Some(format!("{key} = {}", list_of(text))),
        DeValue::String(text) if day(text).is_some() => day(text).map(|day| format!("{key} = {day}")),
        DeValue::String(text) if text.parse::<u32>().is_ok() && example.ends_with(" = 6") => {
            Some(format!("{key} = {text}"))
        }
        DeValue::String(text) if matches!(text.as_ref(), "true" | "false") && example.ends_with("true") => {
            Some(format!("{key} = {text}"))
        }
        DeValue::Datetime(moment) if example.contains("2020") => moment
            .date
            .filter(|date| i32::from(date.year) >= i32::from(EARLIEST_YEAR))
            .map(|date| format!("{key} = {date}")),
        DeValue::Integer(number) if example.ends_with("\"...\"") => Some(format!("{key} = \"{}\"", number.as_str())),
        _ => None,
    };
    let diagnostic = Diagnostic::new(&codes::WRONG_TYPE, span, format!("`{key}` must be {expected}"))
        .label(format!("this is {}", kind_of(found)))
        .help(format!("write it like this: `{}`", written.as_deref().unwrap_or(example)));
    diagnostics.push(match written.as_deref().and_then(|line| line.split_once(" = ")) {
        Some((_, value)) => diagnostic.mend(span, value),
        None => diagnostic,
    });
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
