//! `variorum diff`

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use variorum::base::diagnostic::report::Printable;
use variorum::base::language::english;
use variorum::base::names::Reference;
use variorum::content::document;
use variorum::content::document::body::html::LeadsNowhere;
use variorum::history::comparison::show::{html, json, plain, source, summary, terminal as drawing};
use variorum::history::comparison::{Comparison, compare};
use variorum::history::text::{Lexicon, Text as Words};

use crate::args::{DiffFormat, DiffOptions};
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;
use crate::load::Base;

/// A text to compare.
struct Text {
    /// What to call it.
    name: String,
    words: Words,
    /// What to say about it, if it is not quite what was asked for.
    remark: Option<String>,
}

pub(crate) fn run(root: Option<&Path>, options: &DiffOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let is_file = |name: &str| Path::new(name).is_file();
    let mut base = None;
    let references: Vec<&str> =
        [&options.before, &options.after].into_iter().map(String::as_str).filter(|name| !is_file(name)).collect();
    if let Some(name) = references.iter().find(|name| Reference::parse(name).is_none()) {
        bail!("`{name}` is neither a file that is there nor a reference such as `prodops@4`");
    }
    if !references.is_empty() {
        base = Base::load(root, terminal)?;
        if base.is_none() {
            terminal.note("References can be looked up once these are mended; two files can be compared meanwhile.\n");
            return Ok(Outcome::Findings);
        }
    }
    let mut lexicon = Lexicon::default();
    let mut text = |name: &str| {
        if is_file(name) { file(name, &mut lexicon) } else { iteration(name, base.as_ref(), &mut lexicon) }
    };
    let (before, after) = (text(&options.before)?, text(&options.after)?);
    let comparison = compare(&before.words, &after.words);
    for remark in [&before.remark, &after.remark].into_iter().flatten() {
        terminal.note(&format!("note: {remark}\n"));
    }
    terminal.result(&write(&comparison, &before, &after, options.format, terminal))?;
    Ok(Outcome::Clean)
}

fn write(comparison: &Comparison, before: &Text, after: &Text, format: DiffFormat, terminal: &Terminal) -> Printable {
    let (old, new) = (&before.words, &after.words);
    let summary =
        || format!("{} to {}: {}", before.name, after.name, summary::sentence(comparison, old, new, english()));
    match format {
        DiffFormat::Words => source::write(comparison, old, new).into(),
        DiffFormat::Html => html::inline(comparison, old, new, "", &LeadsNowhere).printable(),
        DiffFormat::Json => json::write(comparison, old, new).into(),
        DiffFormat::Markdown => {
            format!("**{}**\n\n{}", plain::escape(&summary()), plain::markdown(comparison, old, new)).into()
        }
        DiffFormat::Human => {
            let marks = if terminal.is_coloured() { drawing::Marks::Styles } else { drawing::Marks::Brackets };
            let drawing = drawing::write(comparison, old, new, marks, Terminal::width());
            Printable::from(summary() + "\n\n").then(drawing)
        }
    }
}

fn file(name: &str, lexicon: &mut Lexicon) -> anyhow::Result<Text> {
    let bytes = fs::read(name).with_context(|| format!("cannot read {name}"))?;
    let text = String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8 text"))?;
    let (body, source) = document::loose(&text);
    Ok(Text { name: name.to_owned(), words: Words::new(&body, &source, lexicon), remark: None })
}

fn iteration(name: &str, base: Option<&Base>, lexicon: &mut Lexicon) -> anyhow::Result<Text> {
    let found = base.expect("loaded for every name that is no file").find(name)?;
    let body = found.iteration.text().expect("it was chosen for its text");
    let words = Words::new(body, found.source, lexicon);
    Ok(Text { name: found.name, words, remark: found.remark })
}
