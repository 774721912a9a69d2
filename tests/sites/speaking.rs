//! No word of the site stands anywhere but in the table of its language. The sites are built in a language that is made
//! from the English one: every message stands between brackets and has accents. What stands outside of brackets then must
//! have been contributed.

use std::collections::BTreeMap;
use std::path::Path;

use crate::links;
use crate::markup;
use crate::sites::building::{self, Built, build};
use crate::sites::canary::{self, Word};
use crate::sites::trees::{self, Part};

/// A private tag, which nobody else gives a meaning.
const TAG: &str = "qps-ploc";

/// The attributes that people read or hear, beside those of `<meta>`.
const HUMAN: [&str; 27] = [
    "title",
    "alt",
    "aria-label",
    "aria-valuetext",
    "placeholder",
    "label",
    "data-all",
    "data-compared",
    "data-auto",
    "data-light",
    "data-dark",
    "data-copy",
    "data-copied",
    "data-loading",
    "data-failed",
    "data-none",
    "data-single",
    "data-count",
    "data-one",
    "data-several",
    "data-about",
    "data-run",
    "data-and",
    "data-old",
    "data-current",
    "data-among",
    "data-says",
];

/// The names of `<meta>` elements whose content people read.
const META: [&str; 5] = ["description", "og:site_name", "og:title", "og:description", "og:image:alt"];

/// What no language changes: names of formats, the program with its version and its command, and keys of a keyboard.
const NAMES: [&str; 9] = [
    "BibTeX",
    "RIS",
    "CSL-JSON",
    "Markdown",
    "JSON",
    concat!("variorum ", env!("CARGO_PKG_VERSION")),
    "variorum verify --head",
    "j",
    "k",
];

/// The English table with every text between brackets.
fn made_up() -> String {
    let text = include_str!("../../src/base/language/en.toml");
    let mut table: toml::Table = text.parse().expect("a table");
    table.iter_mut().for_each(|(_, value)| bracket(value));
    table.to_string()
}

fn bracket(value: &mut toml::Value) {
    match value {
        toml::Value::String(text) => *text = format!("⟦{}⟧", accented(text)),
        toml::Value::Array(values) => values.iter_mut().for_each(bracket),
        toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| bracket(value)),
        _ => {}
    }
}

fn accented(text: &str) -> String {
    let mut is_place = false;
    let accent = |sign: char| {
        is_place = (is_place || sign == '{') && sign != '}';
        let pairs = [('a', 'á'), ('e', 'é'), ('i', 'í'), ('o', 'ó'), ('u', 'ú')];
        pairs.into_iter().find(|(plain, _)| *plain == sign && !is_place).map_or(sign, |(_, accented)| accented)
    };
    text.chars().map(accent).collect()
}

/// The texts that people contributed to a knowledge base, with one space between words and without marks of Markdown.
fn contributed(root: &Path) -> String {
    let mut all = String::new();
    for name in building::names(root).into_iter().filter(|name| !name.contains("/words/")) {
        let Ok(text) = std::fs::read_to_string(root.join(&name)) else { continue };
        let (front_matter, body) = match text.strip_prefix("+++\n").and_then(|text| text.split_once("\n+++")) {
            Some(parts) => parts,
            None => ("", text.as_str()),
        };
        // What a key of the front matter chooses from a list is no text.
        let is_text = |line: &&str| !["status =", "kind ="].iter().any(|key| line.starts_with(key));
        for line in front_matter.lines().filter(is_text).chain(body.lines()) {
            all.push_str(line.trim_start_matches("> "));
            all.push('\n');
        }
    }
    let mut marks = all.replace("\\n", " ").replace(['\\', '*', '`'], "");
    while let Some(at) = marks.find("[^") {
        let end = marks[at..].find(']').map_or(marks.len(), |end| at + end + 1);
        marks.replace_range(at..end, "");
    }
    squeezed(&marks)
}

/// Writes a language into the configuration of a knowledge base.
fn speak(root: &Path, tag: &str) {
    let written = std::fs::read_to_string(root.join("variorum.toml")).expect("a text");
    let others: Vec<&str> = written.lines().filter(|line| !line.starts_with("language")).collect();
    let spoken = others.join("\n").replacen("[site]", &format!("[site]\nlanguage = \"{tag}\""), 1);
    building::put(root, "variorum.toml", spoken.as_bytes());
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads texts one after the other; a message may begin in one and end in another.
struct Reader<'site> {
    contributed: &'site str,
    depth: usize,
    /// How many messages were read.
    messages: usize,
    strange: Vec<String>,
}

impl Reader<'_> {
    fn read(&mut self, text: &str) {
        let mut outside = String::new();
        for sign in text.chars() {
            match sign {
                '⟦' => {
                    self.depth += 1;
                    self.messages += 1;
                }
                '⟧' => self.depth -= 1,
                _ if self.depth > 0 => continue,
                sign => {
                    outside.push(sign);
                    continue;
                }
            }
            self.held(&std::mem::take(&mut outside));
        }
        self.held(&outside);
    }

    /// Holds words that stand outside of all messages against what was contributed. Names stand beside each other in titles
    /// and notes, with nothing but signs between.
    fn held(&mut self, words: &str) {
        let words =
            NAMES.iter().filter(|name| name.len() > 1).fold(squeezed(words), |words, name| words.replace(name, ""));
        if self.is_contributed(&words) {
            return;
        }
        let parts = words.split([',', '·', '(', ')', '.']).filter(|part| !self.is_contributed(part));
        let parts: Vec<String> = parts.map(|part| part.trim().to_owned()).collect();
        self.strange.extend(parts);
    }

    fn is_contributed(&self, words: &str) -> bool {
        let words = squeezed(&words.replace(['*', '`'], ""));
        let words = words.trim_matches(|sign: char| !sign.is_alphanumeric());
        !words.contains(char::is_alphabetic)
            || NAMES.contains(&words)
            || words.chars().count() == 1
            || words.bytes().all(|byte| byte.is_ascii_hexdigit())
            || words.starts_with("https://")
            || self.contributed.contains(words)
    }
}

/// What a page or a feed says that is neither in brackets nor contributed, and how many messages it has.
fn strange(route: &str, bytes: &[u8], contributed: &str) -> Option<(Vec<String>, usize)> {
    let text = links::markup_of(route, bytes).filter(|_| route != "sitemap.xml")?;
    let parts = if links::is_html(route) { trees::page(text) } else { trees::xml(text) }.expect("well-formed");
    let mut reader = Reader { contributed, depth: 0, messages: 0, strange: Vec::new() };
    let mut open: Vec<&str> = Vec::new();
    let mut attributes: BTreeMap<&str, &str> = BTreeMap::new();
    for part in &parts {
        match part {
            Part::Begin(name) => {
                open.push(name);
                attributes.clear();
            }
            Part::End => drop(open.pop()),
            _ if open.iter().any(|name| matches!(*name, "script" | "id" | "updated" | "uri" | "textarea")) => {}
            Part::Attribute(name, value) => {
                attributes.insert(name, value);
                let is_meta = |key: &str| attributes.get(key).is_some_and(|name| META.contains(name));
                if HUMAN.contains(&name.as_str()) || (name == "content" && (is_meta("name") || is_meta("property"))) {
                    let depth = std::mem::take(&mut reader.depth);
                    reader.read(value);
                    assert_eq!(reader.depth, 0, "{route}: {name} holds whole messages");
                    reader.depth = depth;
                }
            }
            Part::Text(text) => reader.read(text),
        }
    }
    assert_eq!(reader.depth, 0, "{route}: every message ends");
    Some((reader.strange, reader.messages))
}

#[test]
fn every_word_is_contributed_or_in_the_table() {
    let table = made_up();
    let sites = crate::sites::everything().into_iter().filter(|(name, _)| *name != "canary");
    let harmless = ("canary", canary::filled(&Word::harmless()));
    let mut wrong = Vec::new();
    for (name, root) in sites.chain([harmless]) {
        let theme = if name == "themed" { "night" } else { "broadside" };
        speak(root.path(), TAG);
        building::put(root.path(), &format!("themes/{theme}/words/{TAG}.toml"), table.as_bytes());
        let contributed = contributed(root.path());
        let Built { files, .. } = build(root.path());
        let mut messages = 0;
        for (route, bytes) in &files {
            if route.starts_with("search/") {
                let text = String::from_utf8_lossy(bytes);
                wrong.extend(
                    text.split("\"kind\":\"")
                        .skip(1)
                        .filter(|kind| !kind.starts_with('⟦'))
                        .map(|_| format!("{name}: {route}")),
                );
            }
            let Some((words, said)) = strange(route, bytes, &contributed) else { continue };
            messages += said;
            wrong.extend(words.into_iter().map(|words| format!("{name}: {route}: {words:?}")));
        }
        assert!(messages > 20 * files.len() / 2, "{name}: only {messages} messages in {} files", files.len());
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} places\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_template_has_a_word_of_its_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/broadside/templates");
    let mut wrong = Vec::new();
    // Robots read one language.
    for name in building::names(&folder).into_iter().filter(|name| name != "robots.txt") {
        let text = std::fs::read_to_string(folder.join(&name)).expect("a text");
        // What the engine fills in or obeys is taken out, and then the markup.
        let written = ["{{ }}", "{% %}", "{# #}"].iter().fold(text, |text, signs| {
            let (open, close) = signs.split_once(' ').expect("two signs");
            let mut parts = text.split(open);
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |kept, part| kept + part.split_once(close).map_or("", |(_, rest)| rest))
        });
        let mut rest = written.as_str();
        while let Some(at) = rest.find('<') {
            wrong.extend(words(&rest[..at]).map(|word| format!("{name}: {word}")));
            let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
            for attribute in HUMAN {
                let value =
                    rest[at..end].split_once(&format!(" {attribute}=\"")).and_then(|(_, value)| value.split_once('"'));
                wrong.extend(
                    value.into_iter().flat_map(|(value, _)| words(value)).map(|word| format!("{name}: {word}")),
                );
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        wrong.extend(words(rest).map(|word| format!("{name}: {word}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words of a text that is no markup, without keys and references to signs.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty() && !NAMES.contains(word))
}

#[test]
fn the_check_of_words_can_fail() {
    let page = |body: &str| {
        format!("<!DOCTYPE html><html><head><title>⟦Á⟧</title></head><body>{body}</body></html>").into_bytes()
    };
    let strange = |body: &str| strange("a.html", &page(body), "Product people share.").expect("a page").0;
    assert_eq!(strange("<p>⟦By <a href=\"a.html\">Product</a>, 4⟧ people</p>"), [""; 0]);
    assert_eq!(strange("<p>⟦By⟧ Iteration 4</p>"), ["Iteration 4"]);
    assert_eq!(strange("<p aria-label=\"Main\">⟦By⟧</p>"), ["Main"]);
    assert_eq!(markup::unescape("&amp;"), "&");
}

#[test]
fn german_sites_are_as_sound_as_english_ones() {
    for (name, root) in crate::sites::everything() {
        speak(root.path(), "de-AT");
        let Built { files, base_url, .. } = build(root.path());
        let (broken, _) = links::broken(&files, base_url.as_deref());
        assert!(broken.is_empty(), "{name}:\n{}", broken.join("\n"));
        let home = String::from_utf8_lossy(&files["index.html"]);
        assert!(home.contains("<html lang=\"de-AT\">") && home.contains(">Zum Text springen<"), "{name}");
        for (route, bytes) in &files {
            if let Some(text) = links::markup_of(route, bytes) {
                assert_eq!(markup::nesting(text, links::is_html(route)), Ok(()), "{name}: {route}");
            }
        }
    }
}
