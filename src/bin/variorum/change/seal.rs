//! `variorum seal`

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use jiff::civil::Date;
use variorum::base::diagnostic::Diagnostics;
use variorum::base::diagnostic::report::printable;
use variorum::base::names::{IterationNumber, Reference, Slug};
use variorum::base::text::Sources;
use variorum::content::document::prompts::is_unwritten;
use variorum::content::knowledge::{Definition, KnowledgeBase, Standing};
use variorum::content::read;
use variorum::content::scaffold;
use variorum::content::seal::{self, Chain, Reseal, SealsFile, Step, fault_of_reason};
use variorum::history::text::wording::counted;
use variorum::output::pipeline;

use crate::args::SealOptions;
use crate::common::outcome::Outcome;
use crate::common::terminal::{Terminal, findings, listed, shown};
use crate::common::today::today;
use crate::files::Change;
use crate::repository::sealed_change;

/// The most changed iterations of a definition that are described: each may mean reading through the history of its file.
const MOST_DESCRIBED: usize = 10;

pub(crate) fn run(root: Option<&Path>, options: &SealOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let reason = options.reason.as_deref().map(str::trim).unwrap_or_default();
    if let Some(fault) = options.reason.as_ref().and_then(|_| fault_of_reason(reason)) {
        bail!("{fault}; say in one sentence why the sealed text had to be changed");
    }
    let root = crate::load::root(root, terminal)?;
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(&root, &mut diagnostics)?;
    let files = pipeline::seals(&sources, &mut diagnostics);
    let Some(knowledge) = pipeline::check_texts(&sources, &mut diagnostics) else {
        terminal.note(&findings(&diagnostics, &sources));
        terminal.note("What is sealed has to be sound first. Nothing was sealed.\n");
        return Ok(Outcome::Findings);
    };
    let asked = Asked {
        seal: references(&options.references, &knowledge)?,
        reseal: references(&options.reseal, &knowledge)?,
        reason,
        today: today(terminal),
    };
    let work: Vec<Work<'_>> = knowledge
        .definitions()
        .map(|(_, definition)| definition)
        .filter(|definition| asked.is_about(&definition.slug))
        .map(|definition| Work::of(definition, &knowledge, &sources, &files, &asked))
        .collect::<anyhow::Result<_>>()?;
    let mut refusals: Vec<String> = work.iter().flat_map(|work| work.refusals(&root, &knowledge, &sources)).collect();
    let is_gone =
        |file: &&Arc<SealsFile>| knowledge.definitions().all(|(_, known)| known.slug != *file.chain.definition());
    refusals.extend(files.iter().filter(is_gone).filter(|file| asked.is_about(file.chain.definition())).map(|file| {
        format!(
            "`{0}` is sealed and is not there any more; put content/definitions/{0}/ back\n",
            file.chain.definition()
        )
    }));
    if !refusals.is_empty() {
        terminal.note(&refusals.join("\n"));
        terminal.note("\nNothing was sealed.\n");
        return Ok(Outcome::Findings);
    }
    write_all(&root, &work, &knowledge, &sources, terminal)
}

fn write_all(
    root: &Path,
    work: &[Work<'_>],
    knowledge: &KnowledgeBase,
    sources: &Sources,
    terminal: &Terminal,
) -> anyhow::Result<Outcome> {
    let mut change = Change::of(root);
    let work: Vec<&Work<'_>> = work.iter().filter(|work| !work.done.is_empty()).collect();
    for file in work.iter().map(|work| scaffold::seals(&work.chain)) {
        match sources.find(&file.path) {
            Some(before) => change.edit(sources.get(before), file.text),
            None => change.add(&file),
        }
    }
    let sealed = work.iter().flat_map(|work| work.new.iter().filter_map(|number| work.definition.iteration(*number)));
    let settled = scaffold::settled(knowledge, sources, &sealed.map(|iteration| iteration.file).collect::<Vec<_>>());
    settled.files.iter().for_each(|file| change.add(file));
    for source in settled.texts.iter().map(|id| sources.get(*id)) {
        if let Some(text) = settled.text(&source.text) {
            change.edit(source, text);
        }
    }
    let mut report = String::new();
    let Some(paths) = change.commit_checked(sources, terminal)? else { return Ok(Outcome::Findings) };
    for (position, path) in paths[work.len()..].iter().enumerate() {
        let _ = if position < settled.files.len() {
            writeln!(report, "wrote {}", shown(path))
        } else {
            writeln!(report, "changed {}: the people whom it introduced have pages of their own", shown(path))
        };
    }
    for (work, path) in work.iter().zip(&paths) {
        let sealed = work.chain.sealed().len();
        let _ = write!(
            report,
            "{}wrote {}\n{}: {} sealed, head {}\n",
            work.done.concat(),
            shown(path),
            work.definition.slug,
            counted(sealed, "iteration"),
            work.chain.head()
        );
    }
    terminal.result(&report).context("the seals are written, but standard output cannot take the heads")?;
    for work in &work {
        let iterations = work.new.iter().filter_map(|number| work.definition.iteration(*number));
        for iteration in iterations.filter(|iteration| iteration.authors.is_empty()) {
            // The date, the authors and the text are what a seal covers.
            terminal.note(&format!(
                "note: {}@{} is sealed without an author; to name one, take this seal back with git, write `authors` into {}, and seal it then\n",
                work.definition.slug,
                iteration.number,
                sources.get(iteration.file).path
            ));
        }
    }
    if work.is_empty() {
        let is_published = |(_, definition): (_, &Definition)| definition.published().next().is_some();
        terminal.result(if knowledge.definitions().any(is_published) {
            "Everything that is published is sealed already.\n"
        } else {
            "Nothing is published yet, so there is nothing to seal.\n"
        })?;
    } else {
        terminal.note(
            "Publish the site, and keep the head somewhere else as well: who rewrites texts and seals together is found only by it.\n",
        );
    }
    Ok(Outcome::Clean)
}

/// What the command line asks for.
struct Asked<'options> {
    /// The iterations to seal; all if both lists are empty.
    seal: Vec<Reference>,
    /// The iterations to seal once more.
    reseal: Vec<Reference>,
    reason: &'options str,
    today: Date,
}

impl Asked<'_> {
    fn is_about(&self, definition: &Slug) -> bool {
        let mut named = self.seal.iter().chain(&self.reseal).peekable();
        named.peek().is_none() || named.any(|reference| reference.definition == *definition)
    }

    /// Whether an iteration is to be sealed, if it has no seal: a reference to one means those before it as well.
    fn takes(&self, definition: &Slug, number: IterationNumber) -> bool {
        let all = self.seal.is_empty() && self.reseal.is_empty();
        all || self.seal.iter().any(|reference| {
            reference.definition == *definition && reference.iteration.is_none_or(|last| number <= last)
        })
    }
}

/// Reads references to definitions and iterations that are there.
fn references(names: &[String], knowledge: &KnowledgeBase) -> anyhow::Result<Vec<Reference>> {
    let read = |name: &String| {
        let reference = Reference::parse(name)
            .with_context(|| format!("`{name}` is no reference such as `prodops` or `prodops@4`"))?;
        let known = || knowledge.definitions().map(|(_, definition)| definition);
        let Some(definition) = known().find(|definition| definition.slug == reference.definition) else {
            let names = known().map(|definition| definition.slug.as_str());
            bail!(
                "there is no definition `{}`: {}",
                reference.definition,
                variorum::base::diagnostic::did_you_mean(name, names)
            );
        };
        match reference.iteration.map(|number| (number, definition.iteration(number))) {
            Some((number, None)) => bail!(
                "`{}` has no iteration {number}; its latest is {}",
                definition.slug,
                definition.iterations().len()
            ),
            Some((_, Some(iteration))) => match iteration.standing {
                Standing::Published(_) | Standing::Withdrawn(_) => {}
                Standing::Proposed(_) => bail!("{name} is proposed; it is sealed once it has been published"),
                Standing::Declined(_) => bail!("{name} was declined and never published, so there is nothing to seal"),
                Standing::Placeholder => bail!("{name} was announced and never written, so there is nothing to seal"),
            },
            None => {}
        }
        Ok(reference)
    };
    names.iter().map(read).collect()
}

/// What there is to do for one definition.
struct Work<'base> {
    definition: &'base Definition,
    chain: Chain,
    /// A line for each link that was added.
    done: Vec<String>,
    /// The iterations that get a seal, whether it is their first or not.
    new: Vec<IterationNumber>,
    changed: Vec<IterationNumber>,
    unpublished: Vec<IterationNumber>,
    gone: Vec<IterationNumber>,
}

impl<'base> Work<'base> {
    fn of(
        definition: &'base Definition,
        knowledge: &KnowledgeBase,
        sources: &Sources,
        files: &[Arc<SealsFile>],
        asked: &Asked<'_>,
    ) -> anyhow::Result<Self> {
        let slug = &definition.slug;
        let chain = seal::find(files, slug).map_or_else(|| Chain::new(slug.clone()), |file| file.chain.clone());
        let sealed = &chain.sealed().clone();
        let mut work =
            Self { definition, chain, done: vec![], new: vec![], changed: vec![], unpublished: vec![], gone: vec![] };
        let again: BTreeSet<Option<IterationNumber>> = asked
            .reseal
            .iter()
            .filter(|reference| reference.definition == *slug)
            .map(|reference| reference.iteration)
            .collect();
        if again.contains(&None) {
            bail!("say which iteration is to be resealed, such as `--reseal {slug}@4`");
        }
        if let Some(number) = again.iter().flatten().find(|number| !sealed.contains_key(number)) {
            bail!("{slug}@{number} has no seal yet; `variorum seal {slug}@{number}` seals it");
        }
        for (&number, known) in sealed {
            let Some(iteration) = definition.iteration(number) else {
                work.gone.push(number);
                continue;
            };
            if matches!(iteration.standing, Standing::Proposed(_) | Standing::Placeholder) {
                work.unpublished.push(number);
                continue;
            }
            let record = knowledge.record(iteration, sources).context("a published iteration has a text")?;
            let new = record.digest();
            match (new == known.digest, again.contains(&Some(number))) {
                (true, false) => {}
                (true, true) => bail!("{slug}@{number} is as it was sealed, so there is nothing to reseal"),
                (false, false) => work.changed.push(number),
                (false, true) => {
                    let (old, reason, date) = (known.digest, asked.reason.to_owned(), asked.today);
                    work.new.push(number);
                    work.chain.add(Step::Reseal(Reseal { number, old, new, reason, date }));
                    work.done.push(format!("resealed {slug}@{number}\n"));
                }
            }
        }
        for iteration in definition.iterations() {
            let number = iteration.number;
            let is_new = matches!(iteration.standing, Standing::Published(_)) && !sealed.contains_key(&number);
            if is_new && asked.takes(slug, number) {
                let record = knowledge.record(iteration, sources).context("a published iteration has a text")?;
                work.chain.add(Step::Seal { number, digest: record.digest() });
                work.new.push(number);
                work.done.push(format!("sealed {slug}@{number}\n"));
            }
        }
        Ok(work)
    }

    /// Why it cannot be done, if it cannot.
    fn refusals(&self, root: &Path, knowledge: &KnowledgeBase, sources: &Sources) -> Vec<String> {
        let slug = &self.definition.slug;
        let named = |numbers: &[IterationNumber]| {
            listed(&numbers.iter().map(|number| format!("{slug}@{number}")).collect::<Vec<_>>())
        };
        let mut refusals = Vec::new();
        for number in &self.new {
            let iteration = self.definition.iteration(*number).expect("it is to be sealed");
            let source = sources.get(iteration.file);
            if is_unwritten(source) {
                refusals.push(format!(
                    "{slug}@{number}: {} still contains what a new file begins with, and a seal cannot be taken back; write the text first\n",
                    source.path
                ));
            }
        }
        if !self.gone.is_empty() {
            refusals.push(format!("{}: sealed, and not there any more; put the file back\n", named(&self.gone)));
        }
        if !self.unpublished.is_empty() {
            refusals.push(format!(
                "{}: sealed, and yet `proposed` or `tba` now; take the status out, or write `status = \"withdrawn\"`\n",
                named(&self.unpublished)
            ));
        }
        let all_sealed = self.chain.sealed();
        for number in self.changed.iter().take(MOST_DESCRIBED) {
            let iteration = self.definition.iteration(*number).expect("it was compared with its seal");
            let record = knowledge.record(iteration, sources).expect("it was compared with its seal");
            let sealed = all_sealed[number].digest;
            let path = &sources.get(iteration.file).path;
            let changes = sealed_change::describe(root, path, sealed, &record);
            let changes: Vec<String> = changes.iter().map(|change| printable(change)).collect();
            refusals.push(format!(
                "{slug}@{number} is sealed, and is no longer what was sealed:\n  {}\n  Put {path} back as it was. If it has to be changed:\n  variorum seal --reseal {slug}@{number} --reason \"why it has to be\"\n",
                changes.join("\n  ")
            ));
        }
        if self.changed.len() > MOST_DESCRIBED {
            refusals.push(format!(
                "and {} more of {slug}; `variorum check` names them\n",
                self.changed.len() - MOST_DESCRIBED
            ));
        }
        refusals
    }
}
