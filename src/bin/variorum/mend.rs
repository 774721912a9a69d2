//! What is wrong in a knowledge base, and mending of it what takes no judgment.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use variorum::diagnostic::mending::{self, Mended};
use variorum::diagnostic::{Diagnostic, Diagnostics};
use variorum::history::wording::counted;
use variorum::read::CONTENT;
use variorum::render::Theme;
use variorum::text::{Source, Sources};
use variorum::{pipeline, read, seal};

use crate::files::change;
use crate::terminal::Terminal;

/// Reads everything and says what is wrong.
pub(crate) fn look(root: &Path) -> anyhow::Result<(Sources, Diagnostics)> {
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(root, &mut diagnostics)?;
    if let Some(knowledge) = pipeline::check(&sources, None, &mut diagnostics) {
        let config = knowledge.config();
        Theme::load(&config.theme, &config.language, &sources, &mut diagnostics);
    }
    Ok((sources, diagnostics))
}

/// How often what was mended is checked again at most: one mistake may hide another.
const ROUNDS: usize = 20;

/// Mends what can be, among the diagnostics that are wanted, and says what; gives back what is found then.
pub(crate) fn mend(
    root: &Path,
    found: (Sources, Diagnostics),
    is_wanted: impl Fn(&Diagnostic) -> bool,
    terminal: &Terminal,
) -> anyhow::Result<(Sources, Diagnostics)> {
    let (mut sources, mut diagnostics) = found;
    for _ in 0..ROUNDS {
        let (wanted, _) = diagnostics.split(&is_wanted);
        let sealed = sealed(&sources);
        let mended = mending::mend(&wanted, &sources, |source| may_touch(source, &sealed));
        if mended.texts.is_empty() {
            tell_refused(&mended.refused, &sources, terminal);
            break;
        }
        write(root, &mended, &sources, terminal)?;
        (sources, diagnostics) = look(root)?;
    }
    Ok((sources, diagnostics))
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

fn write(root: &Path, mended: &Mended<'_>, sources: &Sources, terminal: &Terminal) -> anyhow::Result<()> {
    for (id, text) in &mended.texts {
        change(root, sources.get(*id), text)?;
    }
    let lines =
        mended.done.iter().fold(String::new(), |lines, diagnostic| lines + &line("mended", diagnostic, sources));
    terminal.note(&lines);
    Ok(())
}

fn tell_refused(refused: &[&Diagnostic], sources: &Sources, terminal: &Terminal) {
    for diagnostic in refused {
        terminal.note(&line("not touched, because it is sealed or no text:", diagnostic, sources));
    }
    if refused.len() > 1 {
        terminal.note(&format!("{} were left as they are.\n", counted(refused.len(), "mistake")));
    }
}

fn line(what: &str, diagnostic: &Diagnostic, sources: &Sources) -> String {
    let source = sources.get(diagnostic.primary.span.source);
    let (line, column) = source.position(diagnostic.primary.span.range().start);
    let mut text = String::new();
    let _ = writeln!(text, "{what} {}:{line}:{column}: {}", source.path, diagnostic.message);
    text
}
