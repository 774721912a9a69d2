//! Reads the words of a language from tables that lie over one another: each key from the first that has it.

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes, did_you_mean};
use crate::base::language::message::{FORMS, Fault, FaultKind, Message, NUMBER, OTHER, Plural, Rules};
use crate::base::text::{Span, Spanned};
use crate::base::toml_reader::Table;

/// A table of words and the language that it is in.
pub(super) struct Layer<'text> {
    pub(super) table: Table<'text>,
    /// The file that the table is a part of.
    pub(super) text: &'text str,
    pub(super) rules: Rules,
    pub(super) origin: Origin,
}

/// Whose mistakes those of a table are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A theme's.
    Theme,
    /// The program's.
    Program,
}

/// What was found in the tables.
#[derive(Default)]
pub(super) struct Found {
    pub(super) of_theme: Diagnostics,
    pub(super) of_program: Diagnostics,
}

impl Found {
    pub(super) fn of(&mut self, origin: Origin) -> &mut Diagnostics {
        match origin {
            Origin::Theme => &mut self.of_theme,
            Origin::Program => &mut self.of_program,
        }
    }
}

/// Tables that lie over one another, the first on top. The last has every key.
pub(super) struct Reader<'text, 'run> {
    pub(super) layers: Vec<Layer<'text>>,
    pub(super) found: &'run mut Found,
}

/// What a key may stand for.
pub(super) trait Entry: Sized {
    /// Reads a key of one table; `names` are the places that a message has. What is wrong is reported.
    fn read(
        layer: &mut Layer<'_>,
        key: &'static str,
        names: &'static [&'static str],
        diagnostics: &mut Diagnostics,
    ) -> Option<Self>;
}

impl<'text> Reader<'text, '_> {
    /// What a key stands for in the first table that has it; the others are looked at for their mistakes.
    pub(super) fn entry<T: Entry>(&mut self, key: &'static str, names: &'static [&'static str]) -> T {
        let mut found = None;
        for layer in &mut self.layers {
            let read = T::read(layer, key, names, self.found.of(layer.origin));
            found = found.or(read);
        }
        found.unwrap_or_else(|| panic!("the English table inside the program has no `{key}`"))
    }

    /// Reads the tables of a key.
    pub(super) fn group<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Reader<'text, '_>) -> T) -> T {
        let mut layers = Vec::with_capacity(self.layers.len());
        for layer in &mut self.layers {
            let Layer { text, origin, .. } = *layer;
            if let Some(table) = layer.table.table(key, "this table of words", self.found.of(origin)) {
                layers.push(Layer { table, text, rules: layer.rules.clone(), origin });
            }
        }
        let mut reader = Reader { layers, found: self.found };
        let group = read(&mut reader);
        reader.finish();
        group
    }

    /// Reports what stands in the tables and nobody asked for.
    pub(super) fn finish(self) {
        for layer in self.layers {
            layer.table.finish(self.found.of(layer.origin));
        }
    }
}

impl Entry for String {
    fn read(
        layer: &mut Layer<'_>,
        key: &'static str,
        _: &'static [&'static str],
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let text = layer.table.text(key, diagnostics)?;
        message(&text, key, &[], &[], layer.text, diagnostics)?;
        Some(text.value)
    }
}

impl Entry for [String; 12] {
    fn read(
        layer: &mut Layer<'_>,
        key: &'static str,
        _: &'static [&'static str],
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let is_there = layer.table.has(key);
        let texts = layer.table.texts(key, diagnostics);
        let span = texts.first().map_or(layer.table.span(), |first| first.span);
        let count = texts.len();
        let twelve = texts.into_iter().map(|text| text.value).collect::<Vec<_>>().try_into().ok();
        if is_there && twelve.is_none() {
            let message = format!("`{key}` has {count} words, and there are 12 months");
            let diagnostic = Diagnostic::new(&codes::WRONG_WORDS, span, message);
            diagnostics.push(diagnostic.help("write the name of every month, that of January first"));
        }
        twelve
    }
}

impl Entry for Message {
    fn read(
        layer: &mut Layer<'_>,
        key: &'static str,
        names: &'static [&'static str],
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let text = layer.table.text(key, diagnostics)?;
        message(&text, key, names, &[], layer.text, diagnostics)
    }
}

impl Entry for Plural {
    fn read(
        layer: &mut Layer<'_>,
        key: &'static str,
        names: &'static [&'static str],
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let text = layer.text;
        let form = |table: &mut Table<'_>, key: &'static str, diagnostics: &mut Diagnostics| {
            let written = table.text(key, diagnostics)?;
            // "One word" needs no number.
            message(&written, key, names, &[NUMBER], text, diagnostics)
        };
        if !layer.table.holds_table(key) {
            // A language with one form says it without its name.
            let only = form(&mut layer.table, key, diagnostics)?;
            return Some(Self::new([None, None, None, None, None, Some(only)], layer.rules.clone()));
        }
        let mut table = layer.table.table(key, "a message with forms for numbers", diagnostics)?;
        table.require(OTHER, "other = \"{number} words\"", diagnostics);
        let forms = FORMS.map(|name| form(&mut table, name, diagnostics));
        table.finish(diagnostics);
        forms[FORMS.len() - 1].is_some().then(|| Self::new(forms, layer.rules.clone()))
    }
}

/// Takes a message apart, or reports what is wrong with it.
fn message(
    text: &Spanned<String>,
    key: &str,
    names: &'static [&'static str],
    optional: &[&str],
    file: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Message> {
    let fault = match Message::parse(&text.value, names, optional) {
        Ok(message) => return Some(message),
        Err(fault) => fault,
    };
    diagnostics.push(diagnostic(&fault, text, key, names, file));
    None
}

fn diagnostic(fault: &Fault, text: &Spanned<String>, key: &str, names: &[&'static str], file: &str) -> Diagnostic {
    let places = match names {
        [] => format!("`{key}` has no places"),
        names => format!(
            "the places of `{key}` are {}",
            names.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ")
        ),
    };
    let (message, help) = match &fault.kind {
        FaultKind::Brace => ("a brace that belongs to no place".to_owned(), None),
        FaultKind::Unknown(name) => {
            (format!("`{key}` has no place `{{{name}}}`"), Some(did_you_mean(name, names.iter().copied())))
        }
        FaultKind::Missing(name) => (format!("`{key}` lacks its place `{{{name}}}`"), None),
    };
    let mut diagnostic = Diagnostic::new(&codes::WRONG_WORDS, inside(text, fault, file), message);
    if let Some(help) = help {
        diagnostic = diagnostic.help(help);
    }
    diagnostic.help(places)
}

/// The place of a fault in its file; that of the whole text if that is written with escapes.
fn inside(text: &Spanned<String>, fault: &Fault, file: &str) -> Span {
    let range = text.span.range();
    let written = &file[range.clone()];
    match written.find(text.value.as_str()) {
        Some(quotes) => {
            let start = range.start + quotes;
            Span::new(text.span.source, start + fault.place.start..start + fault.place.end)
        }
        None => text.span,
    }
}
