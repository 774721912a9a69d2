//! Front matter that was written as YAML, as the TOML that says the same.
//!
//! This file is the door of the YAML parser. It gives events, not values, so that nothing an alias names is ever copied.

use std::fmt::Write as _;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::base::dates;
use crate::base::toml_reader::list_of;

/// The longest YAML that is read, in bytes.
const LONGEST: usize = 16 << 10;

/// The deepest list or map that is read. Nothing that is known here nests deeper than a list of tables with lists in them.
const DEEPEST: usize = 6;

/// The TOML that says what the YAML says, line by line; a comment of the YAML is a comment of the TOML. `is_list` tells the keys
/// that take a list, of which YAML writers often give one item alone. None if this is not YAML, or says what TOML cannot say:
/// then nobody should trust a program to write it.
pub(super) fn to_toml(yaml: &str, is_list: &dyn Fn(&str) -> bool) -> Option<String> {
    if yaml.len() > LONGEST {
        return None;
    }
    let entries = read(yaml).or_else(|| read(&with_quotes(yaml)))?;
    let toml = write(entries, is_list)?;
    toml.parse::<toml::Table>().is_ok_and(|table| !table.is_empty()).then_some(toml)
}

/// A key at the top, with the comments around it.
struct Entry {
    key: String,
    value: toml::Value,
    above: Vec<String>,
    behind: Vec<String>,
}

/// Reads the events of a YAML text one after the other.
struct Reader<'yaml> {
    parser: Parser<'yaml, saphyr_parser::StrInput<'yaml>>,
    characters: Vec<char>,
    /// How far comments were looked for, in characters.
    told: usize,
    comments: Vec<(usize, String)>,
}

impl<'yaml> Reader<'yaml> {
    fn next(&mut self) -> Option<(Event<'yaml>, Span)> {
        let (event, span) = self.parser.next_event()?.ok()?;
        self.note_comments(span.start.index());
        if let Event::Scalar(_, style, ..) = event {
            self.told = self.told.max(self.end(style, span));
        }
        Some((event, span))
    }

    /// Where a scalar ends. The parser counts what is behind the quotes on the same line to a text between them.
    fn end(&self, style: ScalarStyle, span: Span) -> usize {
        let quote = match style {
            ScalarStyle::SingleQuoted => '\'',
            ScalarStyle::DoubleQuoted => '"',
            ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => return span.end.index(),
        };
        let mut at = span.start.index() + 1;
        while let Some(character) = self.characters.get(at) {
            at += match character {
                '\\' if quote == '"' => 2,
                '\'' if quote == '\'' && self.characters.get(at + 1) == Some(&'\'') => 2,
                other if *other == quote => return at + 1,
                _ => 1,
            };
        }
        span.end.index()
    }

    /// Between two scalars there are only marks of YAML, which contain no `#`, and comments.
    fn note_comments(&mut self, until: usize) {
        let mut at = self.told;
        while at < until.min(self.characters.len()) {
            if self.characters[at] != '#' {
                at += 1;
                continue;
            }
            let line: String = self.characters[at..].iter().take_while(|character| **character != '\n').collect();
            let length = line.chars().count();
            self.comments.push((at, line.trim_start_matches('#').trim().to_owned()));
            at += length;
        }
        self.told = self.told.max(at);
    }

    fn value(&mut self, event: Event<'yaml>, depth: usize) -> Option<toml::Value> {
        if depth > DEEPEST {
            return None;
        }
        match event {
            Event::Scalar(text, style, 0, None) => Some(scalar(&text, style)),
            Event::SequenceStart(0, None) => {
                let mut items = Vec::new();
                loop {
                    match self.next()?.0 {
                        Event::SequenceEnd => return Some(toml::Value::Array(items)),
                        event => items.push(self.value(event, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(0, None) => {
                let mut table = toml::Table::new();
                loop {
                    match self.next()?.0 {
                        Event::MappingEnd => return Some(toml::Value::Table(table)),
                        Event::Scalar(key, _, 0, None) => {
                            let event = self.next()?.0;
                            let value = self.value(event, depth + 1)?;
                            if table.insert(key.into_owned(), value).is_some() {
                                return None;
                            }
                        }
                        _ => return None,
                    }
                }
            }
            // Anchors, aliases and tags have no counterpart in TOML.
            _ => None,
        }
    }

    /// The line on which a character is.
    fn line(&self, at: usize) -> usize {
        self.characters[..at.min(self.characters.len())].iter().filter(|character| **character == '\n').count()
    }
}

/// The keys at the top with their values; none if this is not one map.
fn read(yaml: &str) -> Option<Vec<Entry>> {
    let mut reader = Reader {
        parser: Parser::new_from_str(yaml),
        characters: yaml.chars().collect(),
        told: 0,
        comments: Vec::new(),
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut lines = Vec::new();
    loop {
        match reader.next()?.0 {
            Event::MappingStart(0, None) => break,
            Event::StreamStart | Event::DocumentStart(_) => {}
            _ => return None,
        }
    }
    loop {
        match reader.next()? {
            (Event::MappingEnd, _) => break,
            (Event::Scalar(key, _, 0, None), span) => {
                let (event, _) = reader.next()?;
                let value = reader.value(event, 1)?;
                lines.push(reader.line(span.start.index()));
                let key = key.into_owned();
                if entries.iter().any(|entry| entry.key == key) {
                    return None;
                }
                entries.push(Entry { key, value, above: Vec::new(), behind: Vec::new() });
            }
            _ => return None,
        }
    }
    loop {
        match reader.next()?.0 {
            Event::DocumentEnd => {}
            Event::StreamEnd => break,
            _ => return None,
        }
    }
    reader.note_comments(reader.characters.len());
    for (at, comment) in std::mem::take(&mut reader.comments) {
        // The comment of a line is behind its key, and one between two keys is above the second.
        let is_alone = reader.characters[..at].iter().rev().take_while(|c| **c != '\n').all(|c| c.is_whitespace());
        let line = reader.line(at);
        let next = lines.iter().position(|key| *key > line);
        match (is_alone, next) {
            (true, Some(next)) => entries[next].above.push(comment),
            (false, Some(0)) => return None,
            (false, Some(next)) => entries[next - 1].behind.push(comment),
            (_, None) => entries.last_mut()?.behind.push(comment),
        }
    }
    Some(entries)
}

/// What a scalar means here. A plain one is a date, a whole number or a truth value where TOML and YAML write it alike.
fn scalar(text: &str, style: ScalarStyle) -> toml::Value {
    match style {
        ScalarStyle::Plain => {
            let date = dates::parse(text).and_then(|_| text.parse().ok()).map(toml::Value::Datetime);
            let number = || text.parse::<i64>().ok().filter(|number| number.to_string() == text);
            let flag = || match text.to_ascii_lowercase().as_str() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            };
            date.or_else(|| number().map(toml::Value::Integer))
                .or_else(|| flag().map(toml::Value::Boolean))
                .unwrap_or_else(|| {
                    toml::Value::String(if matches!(text, "~" | "null") { String::new() } else { text.to_owned() })
                })
        }
        // The empty lines before and after a block say nothing here.
        ScalarStyle::Literal | ScalarStyle::Folded => {
            toml::Value::String(text.trim_start_matches('\n').trim_end().to_owned())
        }
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => toml::Value::String(text.to_owned()),
    }
}

/// The lines of TOML. Keys come first, as TOML wants it, and lists of tables after them.
fn write(entries: Vec<Entry>, is_list: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut keys = String::new();
    let mut tables = String::new();
    for Entry { key, value, above, behind } in entries {
        let key = toml_key(&key);
        let rows = match &value {
            toml::Value::Array(items) => items.iter().map(toml::Value::as_table).collect::<Option<Vec<_>>>(),
            _ => None,
        };
        let is_table = rows.as_ref().is_some_and(|rows| !rows.is_empty());
        let out = if is_table { &mut tables } else { &mut keys };
        for comment in above.iter().chain(behind.iter().filter(|_| is_table)) {
            writeln!(out, "# {comment}").ok()?;
        }
        if let (true, Some(rows)) = (is_table, rows) {
            for row in rows {
                writeln!(out, "[[{key}]]").ok()?;
                for (key, value) in row {
                    writeln!(out, "{} = {value}", toml_key(key)).ok()?;
                }
            }
            continue;
        }
        let value = match value {
            toml::Value::String(text) if is_list(&key) => list_of(&text),
            value => value.to_string(),
        };
        let behind = behind.iter().fold(String::new(), |all, comment| format!("{all} # {comment}"));
        writeln!(out, "{key} = {value}{behind}").ok()?;
    }
    Some(keys + &tables)
}

/// A key as TOML writes it.
fn toml_key(key: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if !key.is_empty() && key.bytes().all(is_bare) {
        return key.to_owned();
    }
    serde_json::Value::from(key).to_string()
}

/// The text with quotes around the values that people write without and YAML does not read: `title: Why: a case`,
/// `summary: @jo said so`. What may be a comment, a quoted text, a list or a text of several lines stays as it is.
fn with_quotes(yaml: &str) -> String {
    let mut text = String::with_capacity(yaml.len());
    for line in yaml.split_inclusive('\n') {
        let content = line.trim_end();
        let indent = content.len() - content.trim_start_matches([' ', '-']).len();
        let parts = content[indent..].split_once(": ").map(|(key, value)| (key, value.trim()));
        let needs_quotes = |value: &str| {
            !value.contains(" #")
                && (value.starts_with(['@', '`', '%'])
                    // One asterisk is an alias.
                    || value.strip_prefix('*').is_some_and(|rest| rest.contains('*'))
                    || value.contains(": ") && !value.starts_with(['"', '\'', '[', '{', '|', '>', '!', '#']))
        };
        match parts.filter(|(key, value)| !key.contains([' ', '"', '\'', '#']) && needs_quotes(value)) {
            Some((key, value)) => {
                let value = serde_json::Value::from(value);
                text.push_str(&content[..indent]);
                text.push_str(key);
                text.push_str(": ");
                text.push_str(&value.to_string());
                text.push('\n');
            }
            None => text.push_str(line),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn toml(yaml: &str) -> Option<String> {
        to_toml(yaml, &|key| key == "authors")
    }

    fn table(yaml: &str) -> toml::Table {
        toml(yaml).unwrap_or_else(|| panic!("no TOML for {yaml}")).parse().expect("TOML")
    }

    #[test]
    fn values_of_all_kinds_are_values() {
        let read = table(
            "title: A \"word\" for it\ndate: 2020-12-08\ntags: [a, 'b c']\nauthors:\n  - one\n  - two\nexplicit: true\nyear: 1999\n",
        );
        assert_eq!(read["title"].as_str(), Some("A \"word\" for it"));
        assert!(read["date"].is_datetime());
        assert_eq!(read["tags"].as_array().map(Vec::len), Some(2));
        assert_eq!(read["authors"].as_array().map(Vec::len), Some(2));
        assert_eq!(read["explicit"].as_bool(), Some(true));
        assert_eq!(read["year"].as_integer(), Some(1999));
    }

    #[test]
    fn texts_of_several_lines_keep_their_words() {
        for (written, meant) in [
            ("summary: >\n  folded words\n  more words", "folded words more words"),
            ("summary: >-\n  folded words\n  more words", "folded words more words"),
            ("summary: >\n\n  one\n\n  two # three", "one\ntwo # three"),
            ("summary: |\n  one\n  two", "one\ntwo"),
            ("summary: |+\n  one\n   two\n\n", "one\n two"),
            ("summary: |2\n    one\n  two", "  one\ntwo"),
            ("summary: one\n  two: three".replace(": three", " three").as_str(), "one two three"),
            ("summary: \"one\n  two\"", "one two"),
            ("summary: 'one\n\n  two'", "one\ntwo"),
        ] {
            assert_eq!(table(&format!("{written}\ndate: 2020-12-08\n"))["summary"].as_str(), Some(meant), "{written}");
        }
    }

    #[test]
    fn quotes_escapes_and_comments_are_read_as_yaml_means_them() {
        assert_eq!(toml("title: Case # why\n").as_deref(), Some("title = \"Case\" # why\n"));
        assert_eq!(toml("# why\ntitle: Case#1\n# end\n").as_deref(), Some("# why\ntitle = \"Case#1\" # end\n"));
        for quoted in ["'It''s' # why", "\"It's\" # why", "It's # why"] {
            let written = toml(&format!("title: {quoted}\ndate: 2020-12-08\n"));
            assert_eq!(written.as_deref(), Some("title = \"It's\" # why\ndate = 2020-12-08\n"));
        }
        assert_eq!(table("title: 'It''s'")["title"].as_str(), Some("It's"));
        assert_eq!(table("title: \"a\\\"b\\u00e9\"")["title"].as_str(), Some("a\"bé"));
        assert_eq!(table("title: Why: a case")["title"].as_str(), Some("Why: a case"));
        assert_eq!(table("title: @jo said \"so\"")["title"].as_str(), Some("@jo said \"so\""));
        assert_eq!(table("title: 007")["title"].as_str(), Some("007"));
    }

    #[test]
    fn one_item_of_a_list_is_a_list() {
        assert_eq!(toml("authors: mara-lind\n").as_deref(), Some("authors = [\"mara-lind\"]\n"));
        assert_eq!(toml("authors:\n").as_deref(), Some("authors = []\n"));
    }

    #[test]
    fn a_list_of_maps_is_a_list_of_tables_below_the_keys() {
        let written = "meets:\n- criterion: a\n  phrase: 'b: c'\n- criterion: d\n  phrase: e\ndate: 2020-12-08\n";
        let meant = "date = 2020-12-08\n[[meets]]\ncriterion = \"a\"\nphrase = \"b: c\"\n[[meets]]\ncriterion = \"d\"\nphrase = \"e\"\n";
        assert_eq!(toml(written).as_deref(), Some(meant));
    }

    #[test]
    fn what_toml_cannot_say_is_not_written() {
        for yaml in [
            "a: &x b\nc: *x\n",
            "a: !!binary b\n",
            "? [a, b]\n: c\n",
            "- a\n- b\n",
            "only words\n",
            "a: b\na: c\n",
            "a: [b\n",
            "a: 'b\n",
            "",
            "a: b\n---\nc: d\n",
        ] {
            assert_eq!(toml(yaml), None, "{yaml}");
        }
    }

    #[test]
    fn deep_nesting_and_aliases_within_aliases_end_soon() {
        let deep = format!("a: {}{}\n", "[".repeat(5000), "]".repeat(5000));
        let laughs =
            "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b]\n";
        for yaml in [deep.as_str(), laughs, &"- ".repeat(6000), &"? ".repeat(6000), &"a: b\n".repeat(100_000)] {
            assert_eq!(toml(yaml), None);
        }
    }

    proptest! {
        #[test]
        fn every_word_of_a_value_is_in_a_value(
            words in proptest::collection::vec("[a-z\"':#,.!?&*@%é\\[\\]{}|>-]{1,7}", 1..7),
            form in 0_usize..7,
        ) {
            let text = words.join(" ");
            let yaml = match form {
                0 => format!("title: {text}\n"),
                1 => format!("title: >\n  {}\n", words.join("\n  ")),
                2 => format!("title: |-\n  {}\n", words.join("\n  ")),
                3 => format!("title: '{}'\n", text.replace('\'', "''")),
                4 => format!("title: {}\n", serde_json::Value::from(text.as_str())),
                5 => format!("title:\n  - '{}'\n", text.replace('\'', "''")),
                _ => format!("title:\n  {}\n", words.join("\n  ")),
            };
            if let Some(written) = toml(&format!("{yaml}date: 2020-12-08\n")) {
                let read: toml::Table = written.parse().expect("TOML");
                prop_assert!(read["date"].is_datetime());
                let said = match &read["title"] {
                    toml::Value::String(said) => said.clone(),
                    other => other.to_string(),
                };
                // The words of a plain text end where a comment begins, and what is a list or a map is read as one.
                if (1..5).contains(&form) {
                    prop_assert_eq!(said.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
                }
                for word in text.split(|character: char| !character.is_alphanumeric()) {
                    prop_assert!(written.contains(word));
                }
            } else {
                prop_assert!(form == 0 || form == 6, "no TOML for {}", yaml);
            }
        }
    }
}
