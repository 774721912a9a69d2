//! `variorum diff`

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use variorum::diagnostic::report::{self, Format};
use variorum::diagnostic::{Diagnostics, did_you_mean};
use variorum::document::html::Links;
use variorum::document::words::{Passage, passages};
use variorum::document::{self, Body, Target};
use variorum::history::comparison::{Comparison, compare, html, json, plain, summary, terminal as drawing};
use variorum::knowledge::KnowledgeBase;
use variorum::names::Reference;
use variorum::{pipeline, read};

use crate::Outcome;
use crate::args::{DiffFormat, DiffOptions};
use crate::terminal::Terminal;

/// A text to compare.
struct Text {
    /// What to call it.
    name: String,
    passages: Vec<Passage>,
    /// What to say about it, if it is not quite what was asked for.
    remark: Option<String>,
}

pub(crate) fn run(root: Option<&Path>, options: &DiffOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let is_file = |name: &str| Path::new(name).is_file();
    let mut knowledge = None;
    if !is_file(&options.before) || !is_file(&options.after) {
        knowledge = match load(root, &[&options.before, &options.after], terminal)? {
            Some(knowledge) => Some(knowledge),
            None => return Ok(Outcome::Findings),
        };
    }
    let text = |name: &str| if is_file(name) { file(name) } else { iteration(name, knowledge.as_ref()) };
    let (before, after) = (text(&options.before)?, text(&options.after)?);
    let comparison = compare(&before.passages, &after.passages);
    for remark in [&before.remark, &after.remark].into_iter().flatten() {
        terminal.note(&format!("note: {remark}\n"));
    }
    terminal.result(&write(&comparison, &before, &after, options.format, terminal))?;
    Ok(Outcome::Clean)
}

fn write(comparison: &Comparison, before: &Text, after: &Text, format: DiffFormat, terminal: &Terminal) -> String {
    let (old, new) = (before.passages.as_slice(), after.passages.as_slice());
    match format {
        DiffFormat::Words => plain::words(comparison, old, new),
        DiffFormat::Html => html::write(comparison, old, new, &NoLinks).as_str().to_owned(),
        DiffFormat::Json => json::write(comparison, old, new),
        DiffFormat::Markdown => format!(
            "**{}** to **{}**: {}\n\n{}",
            before.name,
            after.name,
            summary::sentence(&comparison.tally),
            plain::markdown(comparison, old, new)
        ),
        DiffFormat::Human => {
            let marks = if terminal.is_coloured() { drawing::Marks::Styles } else { drawing::Marks::Brackets };
            let text = drawing::write(comparison, old, new, marks, Terminal::width());
            format!("{} to {}: {}\n\n{text}", before.name, after.name, summary::sentence(&comparison.tally))
        }
    }
}

/// Loads the knowledge base that references are looked up in. None if it is not sound; that has been printed.
fn load(root: Option<&Path>, names: &[&str], terminal: &Terminal) -> anyhow::Result<Option<KnowledgeBase>> {
    for name in names {
        if !Path::new(name).is_file() && Reference::parse(name).is_none() {
            bail!("`{name}` is neither a file that is there nor a reference such as `prodops@4`");
        }
    }
    let root = match root {
        Some(root) => root.to_owned(),
        None => read::find_root(Path::new("."))?,
    };
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(&root, &mut diagnostics)?;
    let knowledge = pipeline::check(&sources, None, &mut diagnostics);
    if knowledge.is_none() {
        terminal.note(&report::write(&diagnostics, &sources, Format::HumanColoured));
        terminal.note("References can be looked up once these are mended; two files can be compared meanwhile.\n");
    }
    Ok(knowledge)
}

fn file(name: &str) -> anyhow::Result<Text> {
    let bytes = fs::read(name).with_context(|| format!("cannot read {name}"))?;
    let text = String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8 text"))?;
    Ok(Text { name: name.to_owned(), passages: passages(&document::loose(&text)), remark: None })
}

fn iteration(name: &str, knowledge: Option<&KnowledgeBase>) -> anyhow::Result<Text> {
    let knowledge = knowledge.expect("loaded for every name that is no file");
    let reference = Reference::parse(name).expect("checked when the knowledge base was loaded");
    let found = knowledge.definitions().find(|(_, definition)| definition.slug == reference.definition);
    let (_, definition) = found.with_context(|| {
        let names = knowledge.definitions().map(|(_, definition)| definition.slug.as_str());
        format!(
            "there is no definition `{}`: {}",
            reference.definition,
            did_you_mean(reference.definition.as_str(), names)
        )
    })?;
    let asked = match reference.iteration {
        Some(number) => definition.iteration(number).with_context(|| {
            format!("`{}` has no iteration {number}; its latest is {}", definition.slug, definition.iterations().len())
        })?,
        None => definition.current().with_context(|| format!("`{}` has no published text yet", definition.slug))?,
    };
    let of = |body: &Body| passages(body);
    if let Some(body) = asked.text() {
        return Ok(Text { name: format!("{}@{}", definition.slug, asked.number), passages: of(body), remark: None });
    }
    let nearest = definition
        .text_before(asked.number)
        .with_context(|| format!("`{name}` was announced and never written, and no text stands before it"))?;
    let remark =
        format!("{name} was announced and never written; {}@{} stands in for it", definition.slug, nearest.number);
    Ok(Text {
        name: format!("{}@{}", definition.slug, nearest.number),
        passages: nearest.text().map(of).unwrap_or_default(),
        remark: Some(remark),
    })
}

/// A comparison outside of a site leads nowhere within it.
struct NoLinks;

impl Links for NoLinks {
    fn address(&self, target: &Target, _: &str) -> Option<String> {
        match target {
            Target::Web(address) => Some(address.clone()),
            Target::File { .. } | Target::Reference(_) | Target::Nowhere => None,
        }
    }

    fn name(&self, target: &Target) -> String {
        match target {
            Target::Reference(reference) => reference.to_string(),
            Target::Web(address) => address.clone(),
            Target::File { path, .. } => path.clone(),
            Target::Nowhere => String::new(),
        }
    }
}
