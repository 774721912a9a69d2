//! The words that the site says itself, in the language of its readers: everything on a page that nobody contributed.
//!
//! There is one table for each language, `<tag>.toml`: English, which has every key, and those that lie beside it. A theme
//! may bring others in its folder `words/`, or change some words; what a table does not have is taken from the one below it.
//!
//! ```text
//! themes/<name>/words/de-AT.toml
//! themes/<name>/words/de.toml
//! de.toml                            inside the program
//! themes/<name>/words/en.toml
//! en.toml                            inside the program
//! ```
//!
//! [`Language`] is all of it as types, so that no key can be missing or misspelt where words are said.

mod message;
mod reader;
mod tag;
mod words;

pub use self::message::{Message, NUMBER, Plural, Rules};
pub use self::tag::{direction, is_same_language, is_tag};
pub use self::words::*;

use std::sync::{Arc, LazyLock};

use crate::base::diagnostic::codes;
use crate::base::diagnostic::report::{self, Format};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::language::reader::{Found, Layer, Origin, Reader};
use crate::base::text::{SourceId, Sources, Span};
use crate::base::toml_reader::Table;

/// The tables inside the program. The first has every key.
const INSIDE: [(&str, &str); 2] = [("en", include_str!("en.toml")), ("de", include_str!("de.toml"))];
/// The language that is spoken where no other is known.
const ENGLISH: &str = INSIDE[0].0;
/// The folder of a theme with its words.
const FOLDER: &str = "words";

/// What a site says, in one language.
#[derive(Debug)]
pub struct Language {
    /// The tag of the language.
    pub tag: String,
    /// The rules of this language, and those of others that some of the words are in.
    pub rules: Vec<Rules>,
    /// The words.
    pub words: Words,
}

static ENGLISH_INSIDE: LazyLock<Arc<Language>> = LazyLock::new(|| {
    let language = load(ENGLISH, "", &Sources::default(), &mut Diagnostics::default());
    language.expect("the English table inside the program is sound")
});

/// English as it is inside the program: what a terminal is told.
pub fn english_language() -> &'static Arc<Language> {
    &ENGLISH_INSIDE
}

/// Its words.
pub fn english() -> &'static Words {
    &ENGLISH_INSIDE.words
}

/// The words of a language by its tag, with what the theme in a folder says otherwise: `themes/broadside/`. None if a table
/// of the theme has mistakes, also one that this language does not need; they have been reported.
pub fn load(tag: &str, theme: &str, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Arc<Language>> {
    let mut found = Diagnostics::default();
    let language = load_chain(tag, theme, sources, &mut found);
    for (id, name) in tables_of(theme, sources) {
        if !tag::is_tag(name) {
            found.push(
                Diagnostic::new(&codes::BAD_LANGUAGE, Span::file(id), format!("`{name}` is not a language tag")).help(
                    "name the file after the language of its words, such as `en.toml`, `pt-BR.toml` or `zh-Hant.toml`",
                ),
            );
        } else if !tag::chain(tag).chain([ENGLISH]).any(|needed| needed.eq_ignore_ascii_case(name)) {
            let mut all = Diagnostics::default();
            load_chain(name, theme, sources, &mut all);
            found.append(all.split(|diagnostic| diagnostic.primary.span.source == id).0);
        }
    }
    let is_sound = !found.has_errors();
    diagnostics.append(found);
    language.filter(|_| is_sound)
}

/// The tables of words that a theme brings, with the names of their files.
fn tables_of<'sources>(
    theme: &'sources str,
    sources: &'sources Sources,
) -> impl Iterator<Item = (SourceId, &'sources str)> {
    sources.iter().filter(|_| !theme.is_empty()).filter_map(move |(id, source)| {
        let name = source.path.strip_prefix(theme)?.strip_prefix(FOLDER)?.strip_prefix('/')?.strip_suffix(".toml")?;
        Some((id, name))
    })
}

fn load_chain(tag: &str, theme: &str, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Arc<Language>> {
    let mut program = Sources::default();
    let inside = INSIDE.map(|(tag, text)| (tag, program.add(tag, text), text));
    let mut tables: Vec<(&str, SourceId, &str, Origin)> = Vec::new();
    let is_english = tag::chain(tag).any(|tag| tag == ENGLISH);
    for tag in tag::chain(tag).chain([ENGLISH].into_iter().filter(|_| !is_english)) {
        let of_theme = tables_of(theme, sources).filter(|(_, name)| name.eq_ignore_ascii_case(tag));
        tables.extend(of_theme.map(|(id, _)| (tag, id, sources.get(id).text.as_str(), Origin::Theme)));
        let inside = inside.iter().filter(|(inside, ..)| inside.eq_ignore_ascii_case(tag));
        tables.extend(inside.map(|(_, id, text)| (tag, *id, *text, Origin::Program)));
    }
    let mut rules: Vec<Rules> = Vec::new();
    let mut found = Found::default();
    // What is closest to the tag that was asked for says which language it is.
    let spoken = if tables[0].0 == ENGLISH && !is_same_language(tag, ENGLISH) { ENGLISH } else { tag };
    let layer = |(tag, id, text, origin)| {
        if rules.last().is_none_or(|rules| rules.tag() != tag) {
            rules.push(Rules::of(tag));
        }
        let table = Table::parse(text, 0, "a table of words", Span::file(id), found.of(origin));
        Layer { table, text, rules: rules[rules.len() - 1].clone(), origin }
    };
    let layers = tables.into_iter().map(layer).collect();
    let mut reader = Reader { layers, found: &mut found };
    let words = Words::read(&mut reader);
    reader.finish();
    let report = || report::write(&found.of_program, &program, Format::Short);
    assert!(found.of_program.is_empty(), "the tables inside the program are sound, and not:\n{}", report());
    let is_sound = !found.of_theme.has_errors();
    diagnostics.append(found.of_theme);
    is_sound.then(|| Arc::new(Language { tag: spoken.to_owned(), rules, words }))
}

impl Language {
    /// The name of the form that one of its languages has for a number, such as `one`.
    pub fn form(&self, language: &str, number: usize) -> &'static str {
        let rules = self.rules.iter().find(|rules| rules.tag() == language);
        rules.map_or("other", |rules| rules.form_name(number))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The language of a tag with tables of a theme, and what is wrong with them.
    fn loaded(tag: &str, files: &[(&str, &str)]) -> (Option<Arc<Language>>, String) {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        for (path, text) in files {
            sources.add(*path, *text);
        }
        let language = load(tag, "themes/night/", &sources, &mut diagnostics);
        (language, report::write(&diagnostics, &sources, Format::Short).to_string())
    }

    fn sound(tag: &str, files: &[(&str, &str)]) -> Arc<Language> {
        let (language, report) = loaded(tag, files);
        language.unwrap_or_else(|| panic!("{report}"))
    }

    #[test]
    fn a_tag_falls_to_what_is_less_special_and_then_to_english() {
        for (tag, spoken, skip) in [
            ("de", "de", "Zum Text springen"),
            ("de-AT", "de-AT", "Zum Text springen"),
            ("DE-ch", "DE-ch", "Zum Text springen"),
            ("en-GB", "en-GB", "Skip to the text"),
            ("qaa", "en", "Skip to the text"),
            ("zh-Hant", "en", "Skip to the text"),
        ] {
            let language = sound(tag, &[]);
            assert_eq!((language.tag.as_str(), language.words.frame.skip.as_str()), (spoken, skip), "{tag}");
        }
    }

    #[test]
    fn a_theme_says_some_words_otherwise_and_brings_languages() {
        let files = [
            ("themes/night/words/de-AT.toml", "[date]\nlong = \"am {day}. {month} {year}\"\n"),
            ("themes/night/words/de.toml", "[frame]\nskip = \"Zum Text\"\n"),
            ("themes/night/words/en.toml", "[frame]\nskip = \"To the text\"\nmore = \"And more\"\n"),
            (
                "themes/night/words/pl.toml",
                "[number]\nwords = { one = \"{number} słowo\", few = \"{number} słowa\", other = \"{number} słów\" }\n",
            ),
            ("themes/day/words/en.toml", "[frame]\nskip = \"Not this one\"\n"),
        ];
        let austrian = sound("de-AT", &files);
        assert_eq!(austrian.words.frame.skip, "Zum Text");
        assert_eq!(austrian.words.frame.more, "Weiteres");
        assert_eq!(austrian.words.date.long(1, "Jänner", 2021), "am 1. Jänner 2021");
        let polish = sound("pl", &files);
        assert_eq!((polish.tag.as_str(), polish.words.frame.skip.as_str()), ("pl", "To the text"));
        assert_eq!([1, 3, 5].map(|number| polish.words.number.words(number)), ["1 słowo", "3 słowa", "5 słów"]);
        // What falls to English follows its rules.
        assert_eq!([1, 3].map(|number| polish.words.number.sentences(number)), ["1 sentence", "3 sentences"]);
        assert_eq!(polish.form("pl", 3), "few");
        assert_eq!(polish.form("en", 3), "other");
    }

    #[test]
    fn a_language_with_one_form_writes_it_alone() {
        let files = [("themes/night/words/ja.toml", "[number]\nwords = \"{number} 語\"\n")];
        assert_eq!([1, 12].map(|number| sound("ja", &files).words.number.words(number)), ["1 語", "12 語"]);
    }

    #[test]
    fn a_message_that_does_not_fit_is_reported_with_its_place_and_nothing_is_said() {
        for (table, place) in [
            ("[iteration]\nlabel = \"Version {x}\"\n", "en.toml:2:18: error[wrong-words]"),
            ("[iteration]\nlabel = \"Version\"\n", "en.toml:2:10: error[wrong-words]"),
            ("[frame]\nskip = \"{number}\"\n", "en.toml:2:9: error[wrong-words]"),
            ("[frame]\nskip = 4\n", "en.toml:2:8: error[wrong-type]"),
            ("[frame]\nskipp = \"Skip\"\n", "en.toml:2:1: error[unknown-key]"),
            ("[number]\nwords = { one = \"a word\" }\n", "en.toml:2:9: error[missing-key]"),
            ("[number]\nwords = { other = \"{number} words\", more = \"\" }\n", "error[unknown-key]"),
            ("[date]\nmonths = [\"I\"]\n", "error[wrong-words]"),
            ("frame = \"\"\n", "error[wrong-type]"),
        ] {
            let (language, report) = loaded("en", &[("themes/night/words/en.toml", table)]);
            assert!(language.is_none() && report.contains(place), "{table}: {report}");
        }
    }

    #[test]
    fn a_table_that_the_site_does_not_need_is_looked_at_as_well() {
        for (path, table, place) in [
            ("themes/night/words/fr.toml", "this is no table", "fr.toml:1:6: error[toml-syntax]"),
            ("themes/night/words/de-CH.toml", "[frame]\nskip = 4\n", "de-CH.toml:2:8: error[wrong-type]"),
            ("themes/night/words/german.toml", "", "german.toml:1:1: error[bad-language]"),
        ] {
            let (language, report) = loaded("en", &[(path, table), ("themes/night/words/en.toml", "[frame]\n")]);
            assert!(language.is_none() && report.contains(place), "{path}: {report}");
            assert_eq!(report.lines().count(), 1, "{path}: {report}");
        }
        assert!(loaded("en", &[("themes/day/words/fr.toml", "this is no table")]).0.is_some());
    }

    #[test]
    fn every_table_inside_has_every_key_of_the_english_one() {
        fn keys(table: &toml::Table, above: &str, found: &mut BTreeMap<String, &'static str>) {
            for (key, value) in table {
                match value {
                    toml::Value::Table(inner) if !inner.contains_key("other") => {
                        keys(inner, &format!("{above}{key}."), found);
                    }
                    toml::Value::Table(_) => drop(found.insert(format!("{above}{key}"), "forms")),
                    toml::Value::Array(_) => drop(found.insert(format!("{above}{key}"), "a list")),
                    _ => drop(found.insert(format!("{above}{key}"), "a text")),
                }
            }
        }
        let [english, others @ ..] = INSIDE.map(|(tag, text)| {
            let mut found = BTreeMap::new();
            keys(&text.parse().expect("a table"), "", &mut found);
            (tag, found)
        });
        for (tag, found) in others {
            assert_eq!(found, english.1, "{tag}");
        }
    }
}
