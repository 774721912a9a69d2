//! The knowledge base `canary`: one marker with every dangerous sign in every text that a contributor can write.
//!
//! The files below `tests/sites/canary/input/` are templates, and `body.md` is the text below each of them. A word between `%`
//! stands for the marker as it is written at such a place, so that what is read there is the marker and nothing else. Filled
//! with a harmless word of the same length, the templates give a twin, and both sites must be made of the same elements.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tempfile::TempDir;
use variorum::base::diagnostic::report::{self, Format};
use variorum::base::diagnostic::{Diagnostics, Severity};
use variorum::base::text::Sources;
use variorum::content::read::{CONFIGURATION, add_text};
use variorum::content::scaffold;
use variorum::content::seal::{Chain, Digest, Reseal, Step};
use variorum::output::pipeline;

use crate::sites::building::{names, put};

/// What every text holds: what ends an attribute, an element, a comment, a section of XML, a text of a program and a
/// template, what stands for another sign in one of them, and a line end. Small letters, because some labels are written so.
const MARKER: &str = "\"'<b onclick=x>&lt;&amp;</script>]]>-->{{ 7*7 }}{% x %}\njavascript:a\\\"%41`\\u0041z";

/// The marker or its twin, as it is read where a text may have lines.
#[derive(Clone, Debug)]
pub(crate) struct Word(String);

impl Word {
    pub(crate) fn new(word: String) -> Self {
        Self(word)
    }

    pub(crate) fn marker() -> Self {
        Self(MARKER.to_owned())
    }

    /// As long as the marker, with white space at the same places, and made of letters.
    pub(crate) fn harmless() -> Self {
        let mut letters = "bcdfghjklmnpqrstvwxz".chars().cycle();
        let letter = |sign: char| if sign.is_whitespace() { sign } else { letters.next().expect("a cycle") };
        Self(MARKER.chars().map(letter).collect())
    }

    /// The forms in which it can be read, the longest first: with its line end, with a space in its place, without white
    /// space.
    pub(crate) fn forms(&self) -> [String; 3] {
        [self.0.clone(), self.0.replace('\n', " "), self.0.split_whitespace().collect()]
    }
}

/// A value of TOML between double quotes.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// Markdown that reads as a text.
fn escaped(text: &str) -> String {
    let sign = |sign: char| if sign.is_ascii_punctuation() { format!("\\{sign}") } else { sign.to_string() };
    text.chars().map(sign).collect()
}

/// The same in another way.
fn as_entities(text: &str) -> String {
    text.chars().map(|sign| if sign == '\n' { sign.to_string() } else { format!("&#{};", u32::from(sign)) }).collect()
}

/// The folder with the templates.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/canary")
}

/// The templates by their paths, without those of pictures.
pub(crate) fn templates() -> BTreeMap<String, String> {
    let body = std::fs::read_to_string(folder().join("body.md")).expect("a text");
    let input = folder().join("input");
    let is_text = |name: &String| !is_picture(name);
    let read = |name: String| {
        let up = "../".repeat(name.matches('/').count().saturating_sub(1));
        let text = std::fs::read_to_string(input.join(&name)).expect("a text");
        (name, text.replace("%BODY%", &body).replace("%UP%", &up))
    };
    names(&input).into_iter().filter(is_text).map(read).collect()
}

pub(crate) fn is_picture(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|suffix| suffix == "png")
}

/// A template with a word at every place; in the lines that are named it has no line end.
fn fill(template: &str, word: &Word, in_one_line: &BTreeSet<usize>) -> String {
    let [lines, line, bare] = word.forms();
    let filled = template.lines().enumerate().map(|(index, written)| {
        let value = if in_one_line.contains(&(index + 1)) { &line } else { &lines };
        written
            .replace("%VALUE%", &quoted(value))
            .replace("%TEXT%", &escaped(&lines))
            .replace("%LINE%", &escaped(&line))
            .replace("%ENTITIES%", &as_entities(&line))
            .replace("%CODE%", &line)
            .replace("%FENCED%", &lines)
            .replace("%BARE%", &quoted(&bare))
            .replace("%WORD%", &escaped(&bare))
            + "\n"
    });
    filled.collect()
}

/// The texts of a knowledge base by their paths.
pub(crate) type Files = BTreeMap<String, String>;

/// As the reader would have them: the configuration first.
pub(crate) fn sources(files: &Files) -> Sources {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let configuration = files.get_key_value(CONFIGURATION);
    let others = files.iter().filter(|(path, _)| *path != CONFIGURATION);
    for (path, text) in configuration.into_iter().chain(others) {
        add_text(path, text.clone().into_bytes(), &mut sources, &mut diagnostics);
    }
    let bytes = std::fs::read(folder().join("input/content/practices/dot.png")).expect("a picture");
    sources.add_asset("content/practices/dot.png", bytes);
    sources
}

/// The places of all errors: path and line.
pub(crate) fn errors(files: &Files) -> BTreeSet<(String, usize)> {
    let (sources, mut diagnostics) = (sources(files), Diagnostics::default());
    pipeline::check(&sources, None, &mut diagnostics);
    let found = diagnostics.sorted(&sources);
    let errors = found.iter().filter(|found| found.code.severity == Severity::Error);
    let place = |span: variorum::base::text::Span| {
        let source = sources.get(span.source);
        (source.path.clone(), source.position(span.range().start).0)
    };
    errors.map(|error| place(error.primary.span)).collect()
}

/// The texts of the canary without seals. A value has a line end unless the program refuses it there.
pub(crate) fn unsealed(word: &Word) -> Files {
    let templates = templates();
    let all = |in_one_line: &BTreeSet<(String, usize)>| -> Files {
        let lines = |path: &String| {
            in_one_line.iter().filter(|(other, _)| other == path).map(|(_, line)| *line).collect::<BTreeSet<_>>()
        };
        templates.iter().map(|(path, text)| (path.clone(), fill(text, word, &lines(path)))).collect()
    };
    all(&errors(&all(&BTreeSet::new())))
}

/// The canary as a folder, sealed.
pub(crate) fn filled(word: &Word) -> TempDir {
    let mut files = unsealed(word);
    seal(&mut files, word);
    let copy = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in &files {
        put(copy.path(), path, text.as_bytes());
    }
    let input = folder().join("input");
    for picture in names(&input).iter().filter(|name| is_picture(name)) {
        put(copy.path(), picture, &std::fs::read(input.join(picture)).expect("a picture"));
    }
    copy
}

/// Seals what is published, the first iteration of all once more, for a reason.
fn seal(files: &mut Files, word: &Word) {
    let sources = sources(files);
    let mut diagnostics = Diagnostics::default();
    let knowledge = pipeline::check_texts(&sources, &mut diagnostics);
    let knowledge = knowledge.unwrap_or_else(|| panic!("{}", report::write(&diagnostics, &sources, Format::Short)));
    for (_, definition) in knowledge.definitions() {
        let mut chain = Chain::new(definition.slug.clone());
        let iteration = definition.iterations().first().expect("it has one");
        let (number, old) = (iteration.number, Digest::of(b"another text"));
        chain.add(Step::Seal { number, digest: old });
        let new = knowledge.record(iteration, &sources).expect("it has a text").digest();
        let [_, reason, _] = word.forms();
        chain.add(Step::Reseal(Reseal { number, old, new, reason, date: Date::constant(2020, 12, 9) }));
        let file = scaffold::seals(&chain);
        files.insert(file.path, file.text);
    }
}
