//! `variorum verify`

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;
use variorum::base::diagnostic::Diagnostics;
use variorum::base::diagnostic::report::printable;
use variorum::base::names::Slug;
use variorum::content::document::IterationStatus;
use variorum::content::knowledge::{Definition, KnowledgeBase, Standing};
use variorum::content::read;
use variorum::content::seal::{Chain, Digest, Link, Reseal, Step};
use variorum::history::text::wording::counted;
use variorum::output::pipeline;

use crate::args::VerifyOptions;
use crate::common::outcome::Outcome;
use crate::common::terminal::{Terminal, listed};
use crate::load::Base;
use crate::repository::Repository;

pub(crate) fn run(root: Option<&Path>, options: &VerifyOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let head = options.head.as_deref().map(|text| {
        Digest::parse(text.trim()).with_context(|| {
            format!(
                "`--head {}` is no head: write all 64 digits from 0 to 9 and a to f, as the site shows them",
                printable(text)
            )
        })
    });
    let head = head.transpose()?;
    let root = read::root(root)?;
    let Some(base) = Base::load(Some(&root), terminal)? else {
        terminal.note("The seals cannot be trusted before this is mended.\n");
        return Ok(Outcome::Findings);
    };
    terminal.result(&state(&base.knowledge))?;
    let mut findings = Findings { lines: Vec::new(), count: 0 };
    if let Some(head) = head {
        compare_head(head, &base.knowledge, &mut findings);
    }
    if let Some(revision) = &options.git {
        compare_revision(revision, &root, &base, &mut findings)?;
    }
    let lines: String = findings.lines.iter().map(|line| printable(line) + "\n").collect();
    terminal.result(&lines)?;
    Ok(if findings.count == 0 { Outcome::Clean } else { Outcome::Findings })
}

/// What was compared, and how much of it is not as it should be.
struct Findings {
    lines: Vec<String>,
    count: usize,
}

impl Findings {
    /// Says something that is as it should be.
    fn fine(&mut self, line: String) {
        self.lines.push(line);
    }

    /// Says something that is not.
    fn wrong(&mut self, line: impl AsRef<str>) {
        self.lines.push(format!("wrong: {}", line.as_ref()));
        self.count += 1;
    }
}

/// The heads and how much is sealed; everything was computed anew when the base was loaded.
fn state(knowledge: &KnowledgeBase) -> String {
    let mut text = String::new();
    for (_, definition) in knowledge.definitions() {
        let waiting = definition
            .iterations()
            .iter()
            .filter(|iteration| matches!(iteration.standing, Standing::Published(_)) && iteration.sealed.is_none())
            .count();
        let chain = definition.seals();
        if chain.is_empty() {
            let _ = writeln!(text, "{}: nothing sealed", definition.slug);
            continue;
        }
        let _ = writeln!(
            text,
            "{}: {} sealed, head {}",
            definition.slug,
            counted(chain.sealed().len(), "iteration"),
            chain.head()
        );
        for reseal in chain.links().iter().filter_map(resealing) {
            let _ = writeln!(
                text,
                "  iteration {} was changed after it had been sealed, on {}: {}",
                reseal.number,
                reseal.date,
                printable(&reseal.reason)
            );
        }
        if waiting > 0 {
            let verb = if waiting == 1 { "is" } else { "are" };
            let _ = writeln!(
                text,
                "  {} {verb} published and not sealed yet; `variorum seal` seals them",
                counted(waiting, "iteration")
            );
        }
    }
    match knowledge.head_over_all() {
        Some(head) => {
            let _ = writeln!(text, "all definitions: head {head}");
        }
        None => text.push_str("Nothing is sealed yet; `variorum seal` seals what is published.\n"),
    }
    text
}

fn resealing(link: &Link) -> Option<&Reseal> {
    match &link.step {
        Step::Reseal(reseal) => Some(reseal),
        Step::Seal { .. } => None,
    }
}

/// Holds a head that was saved elsewhere against the chains: it must be the last seal of one of them, or an earlier one.
fn compare_head(head: Digest, knowledge: &KnowledgeBase, findings: &mut Findings) {
    if knowledge.head_over_all() == Some(head) {
        findings.fine(format!("{head} is the head over all definitions: nothing that is sealed has been changed."));
        return;
    }
    let mut chains = knowledge.definitions().map(|(_, definition)| definition.seals());
    let found = chains.find_map(|chain| Some((chain, chain.position_of(head)?)));
    let Some((chain, position)) = found else {
        findings.wrong(format!(
            "{head} is no seal of this knowledge base. If it is the head of a definition, the history was rewritten since it was saved. \
             (A head over all definitions changes with every new seal, so it can be compared only until the next one.)"
        ));
        return;
    };
    let (upto, later) = chain.links().split_at(position + 1);
    let slug = chain.definition();
    let sealed = listed(&upto.iter().map(|link| link.step.number().to_string()).collect::<Vec<_>>());
    if later.is_empty() {
        findings.fine(format!("{head} is the head of {slug}: nothing that is sealed has been changed."));
    } else {
        findings.fine(format!(
            "{head} was the head of {slug} when iteration {} was sealed, and the record of what was sealed by then (iterations {sealed}) is unchanged; {} added since.",
            upto[position].step.number(),
            counted(later.len(), "link")
        ));
    }
    told_resealings(later, slug.as_str(), findings);
}

fn told_resealings(later: &[Link], slug: &str, findings: &mut Findings) {
    for reseal in later.iter().filter_map(resealing) {
        findings.fine(format!(
            "note: {slug}@{} was changed since then, on record: {}, {}",
            reseal.number, reseal.date, reseal.reason
        ));
    }
}

/// Holds what a revision had published against what is there now.
fn compare_revision(revision: &str, root: &Path, base: &Base, findings: &mut Findings) -> anyhow::Result<()> {
    let repository = Repository::around(root)?;
    let commit = repository.commit(revision)?;
    let mut diagnostics = Diagnostics::default();
    let then = repository.texts(&commit, &format!("{}/definitions", read::CONTENT), &mut diagnostics)?;
    let name = format!("{revision} ({})", &commit[..commit.len().min(12)]);
    let files = pipeline::seals(&then, &mut diagnostics);
    for diagnostic in diagnostics.sorted(&then) {
        let path = &then.get(diagnostic.primary.span.source).path;
        findings.wrong(format!("at {name}, {path}: {}", diagnostic.message));
    }
    let definitions: BTreeMap<&Slug, &Definition> =
        base.knowledge.definitions().map(|(_, definition)| (&definition.slug, definition)).collect();
    for file in &files {
        match definitions.get(file.chain.definition()) {
            Some(definition) => compare_chains(&file.chain, definition, &name, findings),
            None => findings.wrong(format!("{} was sealed at {name} and is gone", file.chain.definition())),
        }
    }
    if files.is_empty() {
        findings.fine(format!("At {name} nothing was sealed."));
    }
    let sealed: BTreeMap<&Slug, _> = files.iter().map(|file| (file.chain.definition(), file.chain.sealed())).collect();
    for filed in pipeline::records(&then) {
        let reference = format!("{}@{}", filed.definition, filed.number);
        let sealed_then = sealed.get(&filed.definition).and_then(|sealed| Some(sealed.get(&filed.number)?.digest));
        let is_same = definitions
            .get(&filed.definition)
            .and_then(|definition| base.knowledge.record(definition.iteration(filed.number)?, &base.sources))
            .is_some_and(|record| record.digest() == filed.digest);
        match sealed_then {
            Some(sealed) if sealed != filed.digest => {
                findings.wrong(format!("at {name}, {reference} was not what its own seal says"));
            }
            None if filed.status == IterationStatus::Published && !is_same => {
                findings
                    .fine(format!("note: {reference} was published at {name} without a seal, and has changed since"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether a chain of then is the beginning of the chain of now.
fn compare_chains(then: &Chain, definition: &Definition, name: &str, findings: &mut Findings) {
    let slug = &definition.slug;
    let now = definition.seals().links();
    let same = then.shared_with(definition.seals());
    if let Some(link) = then.links().get(same) {
        let what = match now.get(same) {
            Some(_) => "is another one now",
            None => "is not there any more",
        };
        findings.wrong(format!(
            "{slug}: link {} of the chain, the seal of iteration {}, was published at {name} and {what}; the history was rewritten",
            same + 1,
            link.step.number()
        ));
        return;
    }
    let later = &now[same..];
    let since = if later.is_empty() {
        "nothing was added".to_owned()
    } else {
        format!("{} added", counted(later.len(), "link"))
    };
    findings.fine(format!("{slug}: {} at {name}, every one there unchanged; {since} since.", counted(same, "seal")));
    told_resealings(later, slug.as_str(), findings);
}
