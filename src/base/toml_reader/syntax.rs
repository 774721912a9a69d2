//! What is wrong with a line that is not TOML, in words that help.

use std::ops::Range;

use jiff::civil::Date;
use toml::de::DeTable;

use crate::base::dates;
use crate::base::diagnostic::codes;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::text::{SourceId, Span};
use crate::base::toml_reader::words::{Expected, is_quote, plain, unquoted, value_for};

/// The most lines of one text that are reported as faulty.
const MOST_FAULTY: usize = 20;

/// The longest text, in bytes, in which more than one faulty line is looked for. No person writes a longer one; a program
/// does, and a text that was damaged is put back as it was and not mended line by line.
const LONGEST_BY_HAND: usize = 64 << 10;

/// More dots and brackets than this on one line are a fault by themselves.
const DEEP: usize = 50;
/// The longest value that is offered for pasting, in bytes.
const LONGEST_OFFER: usize = 200;

/// Reads a text as far as it can be read, with what is wrong in it: everything, or the first fault of a text past
/// [`LONGEST_BY_HAND`], of which then nothing is read. All faults of such a text would fill the memory.
pub(super) fn parse(text: &str) -> (DeTable<'_>, Vec<toml::de::Error>) {
    if text.len() <= LONGEST_BY_HAND {
        let (table, errors) = DeTable::parse_recoverable(text);
        return (table.into_inner(), errors);
    }
    match DeTable::parse(text) {
        Ok(table) => (table.into_inner(), Vec::new()),
        Err(error) => (DeTable::new(), vec![error]),
    }
}

/// Reports every faulty line once and returns the lines. After a fault the parser may be lost, so a faulty line is blanked
/// and the rest is read again, up to [`MOST_FAULTY`] times.
pub(super) fn errors(
    text: &str,
    offset: usize,
    source: SourceId,
    expected: &Expected,
    diagnostics: &mut Diagnostics,
) -> Vec<Range<usize>> {
    let mut rest = text.to_owned();
    let mut faulty: Vec<Range<usize>> = Vec::new();
    let most = if text.len() <= LONGEST_BY_HAND { MOST_FAULTY } else { 1 };
    while faulty.len() < most {
        let (_, errors) = parse(&rest);
        if let (Some(range), false) = (deepest_line(&rest), errors.iter().all(|error| error.span().is_some())) {
            // The parser refuses to nest any deeper, and does not say where.
            let place = Span::new(source, range.start + offset..range.end + offset);
            diagnostics.push(
                Diagnostic::new(&codes::TOML_SYNTAX, place, "a table or a list nests too deep here")
                    .help("nothing that is known here nests deeper than a list of tables"),
            );
            rest.replace_range(range.clone(), &" ".repeat(range.len()));
            faulty.push(range);
            continue;
        }
        let Some((error, range)) =
            errors.iter().map(|error| (error, error.span().unwrap_or(0..0))).min_by_key(|(_, range)| range.start)
        else {
            break;
        };
        // The end of a line belongs to it: that is where a value is missing.
        let at = if range.start > 0 && rest.as_bytes().get(range.start).is_none_or(|byte| *byte == b'\n') {
            range.start - 1
        } else {
            range.start
        };
        // One byte before the end of a line may be the middle of a character.
        let start = rest[..rest.floor_char_boundary(at)].rfind('\n').map_or(0, |newline| newline + 1);
        let end = rest[start..].find('\n').map_or(rest.len(), |length| start + length);
        if rest[start..end].trim().is_empty() {
            break;
        }
        let place = Span::new(source, range.start + offset..range.end.min(end).max(range.start) + offset);
        let line = text[start..end].trim();
        let start_of_words = start + offset + text[start..end].find(line).unwrap_or(0);
        let whole = Span::new(source, start_of_words..start_of_words + line.len());
        diagnostics.push(in_words(line, error.message(), place, whole, expected));
        let blank = " ".repeat(end - start);
        rest.replace_range(start..end, &blank);
        faulty.push(start..end);
    }
    faulty
}

/// The line with the most dots and brackets; none if no line has more than a person writes.
fn deepest_line(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let range = start..start + line.trim_end().len();
        start += line.len();
        (line.matches(['.', '[', '{']).count(), range)
    });
    lines.max_by_key(|(depth, _)| *depth).filter(|(depth, _)| *depth > DEEP).map(|(_, range)| range)
}

/// What is wrong with a line, in words, with a mend for what people most often type; else the parser's message. `whole` is the
/// place of the line.
fn in_words(line: &str, message: &str, place: Span, whole: Span, expected: &Expected) -> Diagnostic {
    let diagnostic = |message: &str| Diagnostic::new(&codes::TOML_SYNTAX, place, message);
    if message.contains("duplicate key") {
        return diagnostic("this is written a second time").help("take one of the two lines out");
    }
    if let Some(right) = without_escapes(line).filter(|right| right.parse::<toml::Table>().is_ok()) {
        return diagnostic("a backslash has no meaning outside quotes; programs that tidy Markdown put it there")
            .help(format!("write `{right}`, and set that program to leave lines between `+++` alone"))
            .mend(whole, right);
    }
    let is_key = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    if let Some((key, value)) =
        line.split_once([':', '\u{FF1A}']).map(|(key, value)| (key.trim(), value.trim())).filter(|(key, _)| is_key(key))
    {
        let right = format!("{key} = {}", value_for(key, value, expected));
        let offer = if right.len() > LONGEST_OFFER { format!("{key} = ...") } else { right.clone() };
        return diagnostic("a key and its value are separated by `=`, not by `:`")
            .help(format!("write `{offer}`"))
            .mend(whole, right);
    }
    let Some((key, value)) = line.split_once(['=', '\u{FF1D}']).map(|(key, value)| (key.trim(), value.trim())) else {
        return diagnostic(&format!("this is not TOML: {message}"))
            .help("every line is `key = value`; a text stands between quotes, a date does not");
    };
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = value.to_lowercase();
    let write = |diagnostic: Diagnostic, right: String| diagnostic.help(format!("write `{right}`")).mend(whole, right);
    let names_month =
        lower.bytes().any(|byte| byte.is_ascii_digit()) && months.iter().any(|month| lower.contains(month));
    if value.is_empty() {
        diagnostic("nothing stands behind `=`")
            .help(format!("write something, such as `{key} = \"...\"`, or take the line out"))
    } else if let Some(rest) = value.strip_prefix('=') {
        let right = format!("{key} = {}", value_for(key, rest.trim(), expected));
        write(diagnostic("`=` is written twice"), right)
    } else if value.starts_with(is_quote) && !value.starts_with(['"', '\'']) {
        let right = format!("{key} = {}", value_for(key, value, expected));
        diagnostic("the outer quotes must be straight ones")
            .help(format!("write `{right}`; curly quotes are welcome inside"))
            .mend(whole, right)
    } else if let Some(list) = value.strip_prefix('[').filter(|list| list.contains(is_other_quote)) {
        let fault = diagnostic("the quotes around a text must be straight ones");
        let items: Vec<&str> = list.trim_end_matches(']').split(',').map(str::trim).collect();
        // A comma inside a text would make two of it.
        match items.iter().map(|item| unquoted(item)).collect::<Option<Vec<_>>>().filter(|_| value.ends_with(']')) {
            Some(_) => write(fault, format!("{key} = {}", value_for(key, value, expected))),
            None => fault.help("write each text of the list between `\"` and `\"`"),
        }
    } else if matches!(lower.as_str(), "true" | "false") {
        write(diagnostic("`true` and `false` are written in small letters"), format!("{key} = {lower}"))
    } else if plain(value).starts_with(|character: char| character.is_ascii_digit()) || names_month {
        let fault = diagnostic("this is no day that there is, or not written as one");
        let days = days_from_words(&plain(value));
        let told = expected.day.filter(|day| key == "date" && days.contains(day));
        let days = told.map_or(days, |day| vec![day]);
        match days.as_slice() {
            [day] => write(fault, format!("{key} = {day}")),
            [one, other] => fault.help(format!("write `{key} = {one}` or `{key} = {other}`, whichever is meant")),
            _ => fault.help(format!("a date is written year first, without quotes: `{key} = 2020-12-08`")),
        }
    } else if value.starts_with(['"', '\'']) && value.contains('\\') {
        diagnostic("a backslash in a text means something to TOML")
            .help("write two backslashes, or put the text between single quotes: '...'")
    } else if value.starts_with('"') && value.matches('"').count() > 2 {
        let fault = diagnostic("a quote inside a text ends it")
            .help("put a backslash before each quote inside: `\\\"`; or use curly quotes there");
        // What stands behind the last quote may be anything.
        if value.ends_with('"') { fault.mend(whole, with_quotes_inside(key, value)) } else { fault }
    } else if value.starts_with('\'') && value.ends_with('\'') && value.matches('\'').count() > 2 {
        let right = format!("{key} = {}", value_for(key, value, expected));
        write(diagnostic("an apostrophe ends a text between `'` and `'`; between `\"` and `\"` it does not"), right)
    } else if value.starts_with(['"', '\'']) {
        diagnostic("the closing quote is missing")
            .help("a text stands on one line between two quotes, or on several between `\"\"\"` and `\"\"\"`")
    } else if value.starts_with('[') {
        diagnostic("this list is not closed, or a comma or a quote is missing in it")
            .help(format!("write it like this: `{key} = [\"...\", \"...\"]`"))
    } else if value.len() > LONGEST_OFFER {
        diagnostic("a text must stand between straight quotes").help("put one before the text and one behind it")
    } else {
        diagnostic("a text must stand between straight quotes")
            .help(format!("write `{key} = {}`", value_for(key, value, expected)))
            .mend(whole, format!("{key} = {}", value_for(key, value, expected)))
    }
}

/// A line without the backslashes before punctuation that a formatter of Markdown adds: those outside quotes. None if there are
/// none.
fn without_escapes(line: &str) -> Option<String> {
    let mut right = String::with_capacity(line.len());
    let mut quote = None;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let is_escape = character == '\\' && quote.is_none();
        if is_escape && characters.peek().is_some_and(char::is_ascii_punctuation) {
            continue;
        }
        match quote {
            None if matches!(character, '"' | '\'') => quote = Some(character),
            Some(open) if character == open => quote = None,
            _ => {}
        }
        right.push(character);
    }
    (right.len() < line.len()).then_some(right)
}

/// A text whose quotes inside stand as they are.
fn with_quotes_inside(key: &str, value: &str) -> String {
    let inside = &value[1..value.len() - 1];
    format!("{key} = {}", toml::Value::from(inside.replace("\\\"", "\"")))
}

/// The day that a whole value names, if it can be read in one way only.
pub(super) fn date_from_words(words: &str) -> Option<Date> {
    let words = words.trim().trim_matches(['"', '\'']);
    match dates::find(words) {
        dates::Found::Day(day) if words.split_whitespace().count() <= 4 => Some(day),
        dates::Found::Day(_) | dates::Found::Unclear | dates::Found::Nothing => None,
    }
}

/// The days that a value may name: one, or two where nobody can tell the day from the month.
fn days_from_words(words: &str) -> Vec<Date> {
    if let Some(day) = date_from_words(words) {
        return vec![day];
    }
    let numbers: Vec<&str> = words.split(['.', '/', '-']).map(str::trim).collect();
    let [first, second, year] = numbers.as_slice() else { return Vec::new() };
    let Ok(year) = year.parse().map_err(drop).and_then(|number: i16| (year.len() == 4).then_some(number).ok_or(()))
    else {
        return Vec::new();
    };
    let day = |day: &str, month: &str| dates::day(year, month.parse().ok()?, day.parse().ok()?);
    [day(first, second), day(second, first)].into_iter().flatten().collect()
}

fn is_other_quote(character: char) -> bool {
    is_quote(character) && !matches!(character, '"' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Sources;

    /// The line that is offered for a faulty one.
    fn mended(line: &str) -> Option<String> {
        let mut sources = Sources::default();
        let id = sources.add("a.toml", line);
        let mut diagnostics = Diagnostics::default();
        let expected = Expected { lists: vec!["authors"], day: dates::day(2026, 12, 1) };
        errors(line, 0, id, &expected, &mut diagnostics);
        let sorted = diagnostics.sorted(&sources);
        let [diagnostic] = sorted.as_slice() else { panic!("{line}: {} faults", sorted.len()) };
        let [edit] = diagnostic.edits.as_slice() else { return None };
        // What is said is what is done.
        assert!(diagnostic.helps[0].contains(&edit.text), "{:?}", diagnostic.helps);
        edit.text.parse::<toml::Table>().expect("TOML");
        Some(edit.text.clone())
    }

    #[test]
    fn a_faulty_line_becomes_what_its_key_takes() {
        for (line, right) in [
            ("authors: mara-lind", "authors = [\"mara-lind\"]"),
            ("authors = mara-lind", "authors = [\"mara-lind\"]"),
            ("authors: mara-lind, jo-doe", "authors = [\"mara-lind\", \"jo-doe\"]"),
            ("authors = “mara-lind”", "authors = [\"mara-lind\"]"),
            ("authors = [“mara-lind”, 'jo-doe']", "authors = [\"mara-lind\", \"jo-doe\"]"),
            ("summary: one, two", "summary = \"one, two\""),
            ("summary = \u{FF02}s\u{FF02}", "summary = \"s\""),
            ("summary \u{FF1D} s", "summary = \"s\""),
            ("summary = 'It's a case'", "summary = \"It's a case\""),
            ("number: 007", "number = \"007\""),
            ("date = \u{FF12}\u{FF10}\u{FF12}\u{FF10}-12-08", "date = 2020-12-08"),
            ("date = 01.12.2026", "date = 2026-12-01"),
            ("seen = 25.12.2026", "seen = 2026-12-25"),
        ] {
            assert_eq!(mended(line).as_deref(), Some(right), "{line}");
        }
        for line in ["seen = 01.12.2026", "authors = [“a, b”]"] {
            assert_eq!(mended(line), None, "{line}");
        }
    }

    #[test]
    fn a_fault_behind_a_character_of_several_bytes_has_a_place() {
        for line in
            ["é", "é =", "a é", "a.é", "a = é", "a = \"é", "a = [\"é", "[é", "[[é", "# ok\na = 1\né", "\u{200b}", "🚀"]
        {
            for text in [line.to_owned(), format!("{line}\n"), format!("{line}\nb = 1\n"), format!("x = 1\n{line}\n\n")]
            {
                let mut sources = Sources::default();
                let id = sources.add("a.toml", text.clone());
                let mut diagnostics = Diagnostics::default();
                let faulty = errors(&text, 0, id, &Expected::default(), &mut diagnostics);
                assert!(!faulty.is_empty() && diagnostics.has_errors(), "{text:?}");
                for diagnostic in diagnostics.sorted(&sources) {
                    assert!(text.get(diagnostic.primary.span.range()).is_some(), "{text:?}: {:?}", diagnostic.primary);
                }
            }
        }
    }
}
