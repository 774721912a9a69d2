//! A table, read key by key.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use jiff::civil::Date;
use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::base::dates::EARLIEST_YEAR;
use crate::base::diagnostic::codes;
use crate::base::diagnostic::{Diagnostic, Diagnostics, did_you_mean, meant};
use crate::base::names::Slug;
use crate::base::text::{SourceId, Span, Spanned};
use crate::base::toml_reader::misplaced::File;
use crate::base::toml_reader::syntax;
use crate::base::toml_reader::values::{Value, check_title, read_slug, report_escapes, report_repeated};
use crate::base::toml_reader::words::Expected;
use crate::base::toml_reader::wrong_type::wrong_type;

/// One table of a TOML text.
pub struct Table<'text> {
    what: &'static str,
    span: Span,
    offset: usize,
    entries: Vec<(TomlSpanned<std::borrow::Cow<'text, str>>, TomlSpanned<DeValue<'text>>)>,
    /// The keys that are known here, and whether each was written.
    asked: Vec<(&'static str, bool)>,
    sound: bool,
    /// The file around it; none if nobody said what its keys are.
    file: Option<Rc<File<'text>>>,
}

impl<'text> Table<'text> {
    /// Parses a text that begins at `offset` in its source. `what` names the table in messages ("an iteration"), and
    /// `span` is the place of what is missing from it. All syntax errors are reported; what could be read is kept.
    pub fn parse(
        text: &'text str,
        offset: usize,
        what: &'static str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        Self::parse_expecting(text, offset, what, span, &Expected::default, diagnostics)
    }

    /// The same, for a table of which more is known.
    pub fn parse_expecting(
        text: &'text str,
        offset: usize,
        what: &'static str,
        span: Span,
        expected: &dyn Fn() -> Expected,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let (table, errors) = syntax::parse(text);
        let faulty = if errors.is_empty() {
            Vec::new()
        } else {
            syntax::errors(text, offset, span.source, &expected(), diagnostics)
        };
        report_escapes(&table, text, offset, span.source, diagnostics);
        let mut table = Self::of(table, span.source, offset, what, span, faulty.is_empty());
        // What was made of a faulty line would only be reported a second time.
        table.entries.retain(|(name, value)| {
            // The parser gives a value that it cannot read an empty place at the beginning of the text.
            let (name, value) = (name.span(), value.span());
            let entry = name.start.min(value.start)..name.end.max(value.end);
            faulty.iter().all(|line| entry.end <= line.start || entry.start >= line.end)
        });
        table
    }

    fn of(table: DeTable<'text>, source: SourceId, offset: usize, what: &'static str, span: Span, sound: bool) -> Self {
        debug_assert_eq!(source, span.source, "a table lies in one source");
        Self { what, span, offset, entries: table.into_iter().collect(), asked: Vec::new(), sound, file: None }
    }

    /// Says which keys the file has: one that is below a line with brackets and belongs above it is told so.
    #[must_use]
    pub fn among(mut self, text: &'text str, keys: &[&'static str]) -> Self {
        let keys = keys.iter().map(|key| (*key, self.has(key))).collect();
        let starts = self.entries.iter().map(|(name, _)| name.span().start);
        self.file = Some(Rc::new(File::new(text, self.what, keys, starts)));
        self
    }

    /// The place of the whole table.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Whether a key was written.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.get_ref() == key)
    }

    /// Whether a key was written and holds a table.
    pub fn holds_table(&self, key: &str) -> bool {
        let value = self.entries.iter().find(|(name, _)| name.get_ref() == key);
        value.is_some_and(|(_, value)| matches!(value.get_ref(), DeValue::Table(_)))
    }

    /// A text, if the key is there. An empty text is reported.
    pub fn text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        let (value, span) = self.take(key)?;
        match value {
            DeValue::String(text) if text.trim().is_empty() => {
                diagnostics.push(
                    Diagnostic::new(&codes::EMPTY_VALUE, span, format!("`{key}` is empty"))
                        .help(format!("write something between the quotes, or take the line with `{key}` out")),
                );
                None
            }
            DeValue::String(text) => Some(Spanned::new(text.into_owned(), span)),
            other => {
                wrong_type(key, "a text between quotes", &format!("{key} = \"...\""), &other, span, diagnostics);
                None
            }
        }
    }

    /// A text that must be there; `example` is a line to write.
    pub fn required_text(
        &mut self,
        key: &'static str,
        example: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<String>> {
        self.require(key, example, diagnostics);
        self.text(key, diagnostics)
    }

    /// A list of texts; empty if the key is missing.
    pub fn texts(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
        let Some((value, span)) = self.take(key) else { return Vec::new() };
        let example = format!("{key} = [\"...\", \"...\"]");
        let DeValue::Array(items) = value else {
            wrong_type(key, "a list of texts between square brackets", &example, &value, span, diagnostics);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            let span = self.place(&item.span());
            match item.into_inner() {
                DeValue::String(text) => texts.push(Spanned::new(text.into_owned(), span)),
                other => wrong_type(key, "a list of texts", &example, &other, span, diagnostics),
            }
        }
        texts
    }

    /// A text that stands as a title: in lists, in menus, in the tab of a browser. One that is too long or takes more than a
    /// line is reported.
    pub fn title(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        let title = self.text(key, diagnostics)?;
        check_title(key, &title, diagnostics);
        Some(title)
    }

    /// A title that must be there.
    pub fn required_title(
        &mut self,
        key: &'static str,
        example: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<String>> {
        self.require(key, example, diagnostics);
        self.title(key, diagnostics)
    }

    /// A list of titles or names; empty if the key is missing.
    pub fn titles(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
        let titles = self.texts(key, diagnostics);
        for title in &titles {
            check_title(key, title, diagnostics);
        }
        report_repeated(key, &titles, diagnostics);
        titles
    }

    /// A date without a time.
    pub fn date(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<Date>> {
        let (value, span) = self.take(key)?;
        let date = value.as_datetime().filter(|moment| moment.time.is_none()).and_then(|moment| moment.date).and_then(
            |date| {
                let number = |value: u8| i8::try_from(value).ok();
                Date::new(i16::try_from(date.year).ok()?, number(date.month)?, number(date.day)?).ok()
            },
        );
        if let Some(early) = date.filter(|date| date.year() < EARLIEST_YEAR) {
            diagnostics.push(
                Diagnostic::new(&codes::WRONG_TYPE, span, format!("`{key}` is in the year {}", early.year()))
                    .help(format!("write the year with all four digits: `{key} = 2020-12-08`")),
            );
            return None;
        }
        if date.is_none() {
            wrong_type(
                key,
                "a date: year, month and day without quotes",
                &format!("{key} = 2020-12-08"),
                &value,
                span,
                diagnostics,
            );
        }
        date.map(|date| Spanned::new(date, span))
    }

    /// A date that must be there.
    pub fn required_date(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<Date>> {
        self.require(key, &format!("{key} = 2020-12-08"), diagnostics);
        self.date(key, diagnostics)
    }

    /// A whole number from 0 up.
    pub fn number(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<u32>> {
        let (value, span) = self.take(key)?;
        let number = value.as_integer().and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok());
        if number.is_none() {
            wrong_type(key, "a whole number without quotes", &format!("{key} = 6"), &value, span, diagnostics);
        }
        number.map(|number| Spanned::new(number, span))
    }

    /// `true` or `false`, if the key is there.
    pub fn flag(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let (value, span) = self.take(key)?;
        let flag = value.as_bool();
        if flag.is_none() {
            wrong_type(key, "`true` or `false` without quotes", &format!("{key} = true"), &value, span, diagnostics);
        }
        flag
    }

    /// A slug, such as a reference to another document.
    pub fn slug(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<Slug>> {
        let text = self.text(key, diagnostics)?;
        read_slug(&text, diagnostics)
    }

    /// A list of slugs.
    pub fn slugs(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<Spanned<Slug>> {
        let texts = self.texts(key, diagnostics);
        report_repeated(key, &texts, diagnostics);
        texts.into_iter().filter_map(|text| read_slug(&text, diagnostics)).collect()
    }

    /// A list of slugs, each of them once, however often it is there.
    pub fn slugs_once(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<Spanned<Slug>> {
        let mut slugs = self.slugs(key, diagnostics);
        let mut known = HashSet::new();
        slugs.retain(|slug| known.insert(slug.value.clone()));
        slugs
    }

    /// One of a closed list of words.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<T>> {
        let text = self.text(key, diagnostics)?;
        let found = choices.iter().find(|(name, _)| *name == text.value);
        if found.is_none() {
            let names = choices.iter().map(|(name, _)| *name);
            let diagnostic =
                Diagnostic::new(&codes::UNKNOWN_CHOICE, text.span, format!("`{key}` cannot be `{}`", text.value))
                    .help(did_you_mean(&text.value, names.clone()));
            diagnostics.push(match meant(&text.value, names) {
                Some(meant) => diagnostic.mend(text.span, format!("\"{meant}\"")),
                None => diagnostic,
            });
        }
        found.map(|(_, value)| Spanned::new(*value, text.span))
    }

    /// A table inside this one; `what` names it in messages.
    pub fn table(
        &mut self,
        key: &'static str,
        what: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Table<'text>> {
        let (value, span) = self.take(key)?;
        self.inner(key, what, value, span, diagnostics)
    }

    /// A list of tables: `[[key]]`, or `{ ... }` between square brackets.
    pub fn tables(
        &mut self,
        key: &'static str,
        what: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Table<'text>> {
        let Some((value, span)) = self.take(key) else { return Vec::new() };
        let DeValue::Array(items) = value else {
            wrong_type(key, "a list of tables", &format!("[[{key}]]"), &value, span, diagnostics);
            return Vec::new();
        };
        items
            .into_iter()
            .filter_map(|item| {
                let span = self.place(&item.span());
                self.inner(key, what, item.into_inner(), span, diagnostics)
            })
            .collect()
    }

    /// All keys that nobody asked for, with their values, for whoever knows what they mean. Lists and tables are reported.
    pub fn values(&mut self, diagnostics: &mut Diagnostics) -> Vec<(Spanned<String>, Value)> {
        let mut values = Vec::new();
        for (name, value) in std::mem::take(&mut self.entries) {
            let (key, span) = (name.get_ref().to_string(), self.place(&value.span()));
            let read = match value.get_ref() {
                DeValue::String(text) => Some(Value::Text(text.to_string())),
                DeValue::Boolean(flag) => Some(Value::Flag(*flag)),
                DeValue::Integer(number) => {
                    i64::from_str_radix(number.as_str(), number.radix()).ok().map(Value::Number)
                }
                DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
            };
            if let Some(value) = read {
                values.push((Spanned::new(key, self.place(&name.span())), value));
            } else {
                let what = "a text between quotes, a whole number, `true` or `false`";
                wrong_type(&key, what, &format!("{key} = \"...\""), value.get_ref(), span, diagnostics);
            }
        }
        values
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, diagnostics: &mut Diagnostics) {
        for (name, value) in &self.entries {
            let span = self.place(&name.span());
            let key = name.get_ref();
            let range = name.span().start..value.span().end;
            let file = self.file.as_deref();
            if let Some(misplaced) = file.and_then(|file| file.misplaced(self.what, (key, span), range, self.offset)) {
                diagnostics.push(misplaced);
                continue;
            }
            let diagnostic = Diagnostic::new(&codes::UNKNOWN_KEY, span, format!("{} has no key `{key}`", self.what))
                .help(did_you_mean(key, self.asked.iter().map(|(key, _)| *key)));
            // A key that is there already would be there twice.
            let meant = meant(key, self.asked.iter().map(|(key, _)| *key));
            let meant = meant.filter(|meant| !self.asked.contains(&(meant, true)));
            diagnostics.push(match meant {
                Some(meant) => diagnostic.mend(span, meant),
                None => diagnostic,
            });
        }
    }

    /// Whether a key is missing, or lists nothing. After a syntax error, or where it may be misspelt, nobody can tell.
    pub fn lists_nothing(&self, key: &str) -> bool {
        let is_misspelt = |name: &str| name != key && meant(name, [key]).is_some();
        // Nor where it is further down, among the keys of another table.
        let is_below = |value: &DeValue<'_>| {
            let rows = value.as_array().into_iter().flat_map(|rows| rows.iter());
            rows.filter_map(|row| row.get_ref().as_table()).any(|row| row.contains_key(key))
        };
        if !self.sound
            || self.entries.iter().any(|(name, value)| is_misspelt(name.get_ref()) || is_below(value.get_ref()))
        {
            return false;
        }
        let value = self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value.get_ref());
        value.is_none_or(|value| value.as_array().is_some_and(|items| items.is_empty()))
    }

    /// Reports a key that is missing. After a syntax error nothing is called missing: it may stand in the part that
    /// could not be read.
    pub fn require(&self, key: &'static str, example: &str, diagnostics: &mut Diagnostics) {
        self.require_for(self.what, key, example, diagnostics);
    }

    /// The same, where `what` says more closely what needs the key.
    pub fn require_for(&self, what: &str, key: &'static str, example: &str, diagnostics: &mut Diagnostics) {
        if self.sound && !self.has(key) {
            diagnostics.push(
                Diagnostic::new(&codes::MISSING_KEY, self.span, format!("{what} needs `{key}`"))
                    .help(format!("add a line such as `{example}`")),
            );
        }
    }

    fn inner(
        &self,
        key: &str,
        what: &'static str,
        value: DeValue<'text>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Table<'text>> {
        match value {
            DeValue::Table(table) => {
                let table = Table::of(table, span.source, self.offset, what, span, self.sound);
                Some(Table { file: self.file.clone(), ..table })
            }
            other => {
                wrong_type(key, "a table", &format!("{key} = {{ ... }}"), &other, span, diagnostics);
                None
            }
        }
    }

    fn take(&mut self, key: &'static str) -> Option<(DeValue<'text>, Span)> {
        let index = self.entries.iter().position(|(name, _)| name.get_ref() == key);
        self.asked.push((key, index.is_some()));
        let index = index?;
        let (_, value) = self.entries.swap_remove(index);
        let span = self.place(&value.span());
        Some((value.into_inner(), span))
    }

    fn place(&self, range: &Range<usize>) -> Span {
        Span::new(self.span.source, range.start + self.offset..range.end + self.offset)
    }
}
