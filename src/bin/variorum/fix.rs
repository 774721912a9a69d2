//! What is wrong in a knowledge base, and mending of it what takes no judgment.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::Date;
use variorum::base::diagnostic::mending;
use variorum::base::diagnostic::{Diagnostic, Diagnostics, Rewrite, Severity};
use variorum::base::text::{Asset, Source, SourceId, Sources};
use variorum::content::read;
use variorum::content::read::CONTENT;
use variorum::content::read::pictures;
use variorum::content::seal;
use variorum::edition::theme::Theme;
use variorum::history::text::wording::counted;
use variorum::output::pipeline;
use variorum::output::pipeline::Given;

use crate::common::terminal::Terminal;
use crate::files::Change;

/// A knowledge base, and what is wrong in it.
pub(crate) struct Found {
    pub(crate) sources: Sources,
    pub(crate) diagnostics: Diagnostics,
    /// What was found while it was read.
    reading: Diagnostics,
    today: Date,
}

/// Reads everything and says what is wrong.
pub(crate) fn look(root: &Path, today: Date) -> anyhow::Result<Found> {
    let mut reading = Diagnostics::default();
    let mut sources = read::read(root, &mut reading)?;
    pipeline::check_workflows(root, &mut sources, &mut reading);
    Ok(Found::of(sources, reading, today))
}

impl Found {
    fn of(sources: Sources, reading: Diagnostics, today: Date) -> Self {
        let mut diagnostics = reading.clone();
        if let Some(knowledge) =
            pipeline::check_given(&sources, Given { base_url: None, today: Some(today) }, &mut diagnostics)
        {
            let config = knowledge.config();
            Theme::load(&config.theme, &config.language, &sources, &mut diagnostics);
        }
        Self { sources, diagnostics, reading, today }
    }

    /// The same with other texts, which are on no disk yet.
    fn clone_with(&self, texts: impl IntoIterator<Item = (SourceId, String)>) -> Self {
        Self::of(self.sources.with_texts(texts), self.reading.clone(), self.today)
    }

    fn errors(&self) -> usize {
        self.diagnostics.count(Severity::Error)
    }
}

/// How often what was fixed is checked again at most: one mistake may hide another.
const ROUNDS: usize = 20;

/// How often fixes are tried at most that turn out to do harm. Each is a check of everything.
const TRIALS: usize = 60;

/// What came of mending. Nothing of it is on the disk before it is [written](Self::write).
pub(crate) struct Mended {
    /// As it was read.
    before: Sources,
    /// What is there and found then.
    pub(crate) found: Found,
    /// Files that are not texts, with other bytes.
    rewritten: Vec<(Asset, Vec<u8>)>,
    /// What to say when it is written.
    told: String,
    /// What to say of what cannot be.
    refused: String,
}

/// Fixes what can be, among the diagnostics that are wanted. Fixing an error may show others that it hid; a fix of anything
/// less that adds an error is not made, and its finding stays.
pub(crate) fn mend(found: Found, is_wanted: impl Fn(&Diagnostic) -> bool) -> Mended {
    let before = found.sources.clone();
    let mut mended = Mended { before, found, rewritten: Vec::new(), told: String::new(), refused: String::new() };
    let mut harmful = BTreeSet::new();
    let mut most = usize::MAX;
    let (mut rounds, mut trials) = (0, 0);
    while rounds < ROUNDS && trials < TRIALS {
        let Found { sources, diagnostics, .. } = &mended.found;
        let sealed = sealed(sources);
        let (wanted, _) = diagnostics.split(|diagnostic| is_wanted(diagnostic) && !harmful.contains(&key(diagnostic)));
        let (errors, rest) = wanted.split(|diagnostic| diagnostic.code.severity == Severity::Error);
        let fix = |diagnostics| mending::mend(diagnostics, sources, |source| may_touch(source, &sealed));
        let round = fix(&errors);
        let is_of_errors = !round.texts.is_empty();
        let some = if is_of_errors { Diagnostics::default() } else { first(&rest, most, sources) };
        let round = if is_of_errors { round } else { fix(&some) };
        if round.texts.is_empty() {
            mended.refused = refused(&fix(&wanted).refused, sources);
            break;
        }
        let then = mended.found.clone_with(round.texts);
        if !is_of_errors && then.errors() > mended.found.errors() {
            trials += 1;
            if let [only] = round.done.as_slice() {
                harmful.insert(key(only));
                most = usize::MAX;
            } else {
                most = round.done.len().min(most) / 2;
            }
            continue;
        }
        round.done.iter().for_each(|diagnostic| mended.told.push_str(&line("mended", diagnostic, sources)));
        mended.found = then;
        rounds += usize::from(most == usize::MAX);
        most = most.saturating_mul(2);
    }
    mended.rewrite(is_wanted);
    mended
}

/// The bytes of a file after a rewrite; none if it cannot be done.
fn rewritten(rewrite: Rewrite, bytes: &[u8]) -> Option<Vec<u8>> {
    match rewrite {
        Rewrite::WithoutPlace => pictures::without_place(bytes),
    }
}

/// What a finding is known by after other places of its text changed.
fn key(diagnostic: &Diagnostic) -> (&'static str, SourceId, String) {
    (diagnostic.code.name, diagnostic.primary.span.source, diagnostic.message.clone())
}

/// The first of those that can be fixed, as many as that.
fn first(diagnostics: &Diagnostics, most: usize, sources: &Sources) -> Diagnostics {
    let mut some = Diagnostics::default();
    let fixable = diagnostics.sorted(sources).into_iter().filter(|diagnostic| !diagnostic.edits.is_empty());
    fixable.take(most).for_each(|diagnostic| some.push(diagnostic.clone()));
    some
}

impl Mended {
    /// Does what can be done to files that are not texts.
    fn rewrite(&mut self, is_wanted: impl Fn(&Diagnostic) -> bool) {
        let Self { found: Found { sources, diagnostics, reading, .. }, rewritten: done, told, .. } = self;
        for diagnostic in diagnostics.split(is_wanted).0.sorted(sources) {
            let Some((id, rewrite)) = diagnostic.rewrite else { continue };
            let asset = sources.assets().iter().find(|asset| asset.source == id);
            let Some(asset) = asset else { continue };
            if let Some(bytes) = rewritten(rewrite, &asset.bytes) {
                told.push_str(&line("mended", diagnostic, sources));
                done.push((asset.clone(), bytes));
            }
        }
        let is_left = |diagnostic: &Diagnostic| {
            !diagnostic.rewrite.is_some_and(|(id, _)| done.iter().any(|(asset, _)| asset.source == id))
        };
        (*diagnostics, *reading) = (diagnostics.split(is_left).0, reading.split(is_left).0);
    }

    /// Gives texts a further change, and says what it is.
    pub(crate) fn and(self, texts: BTreeMap<SourceId, String>, what: &str) -> Self {
        let Self { before, found, rewritten, mut told, refused } = self;
        for id in texts.keys() {
            let _ = writeln!(told, "{what} {}", found.sources.get(*id).path);
        }
        // Nothing is found anew in the order of keys.
        let sources = found.sources.with_texts(texts);
        Self { before, found: Found { sources, ..found }, rewritten, told, refused }
    }

    /// Writes the texts that changed, all or none, and says what was done.
    pub(crate) fn write(self, root: &Path, terminal: &Terminal) -> anyhow::Result<Found> {
        let mut change = Change::of(root);
        for (id, source) in self.found.sources.iter() {
            let before = self.before.get(id);
            if before.text != source.text {
                change.edit(before, source.text.clone());
            }
        }
        for (asset, bytes) in self.rewritten {
            change.rewrite(&asset, bytes);
        }
        change.commit()?;
        terminal.note(&self.told);
        terminal.note(&self.refused);
        Ok(self.found)
    }
}

/// The paths of iterations that are sealed. Where nobody can read the seals, every iteration may be.
pub(crate) fn sealed(sources: &Sources) -> BTreeSet<String> {
    let files = pipeline::seals(sources, &mut Diagnostics::default());
    let mut sealed = BTreeSet::new();
    for (_, source) in sources.iter() {
        let Some(folder) = source.path.strip_suffix("seals.toml") else { continue };
        let Some(definition) = seal::folder_of(&source.path) else { continue };
        if let Some(file) = seal::find(&files, &definition) {
            sealed.extend(file.chain.sealed().keys().map(|number| format!("{folder}{number}.md")));
        } else {
            let may_be = |path: &str| path.starts_with(folder) && !path.ends_with("/definition.md");
            let all = sources.iter().map(|(_, source)| source.path.as_str()).filter(|path| may_be(path));
            sealed.extend(all.map(str::to_owned));
        }
    }
    sealed
}

/// Texts of people and the configuration; never what is sealed, and never the seals.
pub(crate) fn may_touch(source: &Source, sealed: &BTreeSet<String>) -> bool {
    let path = source.path.as_str();
    let is_text = path.starts_with(CONTENT) && Path::new(path).extension().is_some_and(|end| end == "md");
    source.is_read && (is_text || path == read::CONFIGURATION) && !sealed.contains(path)
}

fn refused(refused: &[&Diagnostic], sources: &Sources) -> String {
    let mut lines = String::new();
    for diagnostic in refused {
        lines.push_str(&line("not touched, because it is sealed or no text:", diagnostic, sources));
    }
    if refused.len() > 1 {
        let _ = writeln!(lines, "{} were left as they are.", counted(refused.len(), "mistake"));
    }
    lines
}

fn line(what: &str, diagnostic: &Diagnostic, sources: &Sources) -> String {
    let source = sources.get(diagnostic.primary.span.source);
    let (line, column) = source.position(diagnostic.primary.span.range().start);
    let mut text = String::new();
    let _ = writeln!(text, "{what} {}:{line}:{column}: {}", source.path, diagnostic.message);
    text
}
