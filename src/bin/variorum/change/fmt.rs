//! `variorum fmt`

use std::collections::BTreeMap;
use std::path::Path;

use variorum::base::diagnostic::codes;
use variorum::base::diagnostic::{Diagnostic, Diagnostics};
use variorum::base::text::{SourceId, Sources};
use variorum::content::document::{self, Place};
use variorum::content::read;
use variorum::content::scaffold::revision::in_order;
use variorum::history::text::wording::counted;

use crate::args::FmtOptions;
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;
use crate::common::today::today;
use crate::fix::{look, may_touch, mend, sealed};

const UNREADABLE: &str = "Some front matter cannot be read yet; `variorum check` says why.\n";

pub(crate) fn run(root: Option<&Path>, options: &FmtOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let root = crate::load::root(root, terminal)?;
    let found = look(&root, today(terminal))?;
    let is_of_front_matter = |diagnostic: &Diagnostic| codes::FRONT_MATTER.contains(&diagnostic.code);
    if options.check {
        let (faults, _) = found.diagnostics.split(is_of_front_matter);
        return check(&found.sources, faults.has_errors(), terminal);
    }
    let mended = mend(found, is_of_front_matter);
    let disordered = disordered(&mended.found.sources);
    let found = mended.and(disordered, "put in order").write(&root, terminal)?;
    let (faults, _) = found.diagnostics.split(is_of_front_matter);
    if faults.has_errors() {
        terminal.note(UNREADABLE);
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Clean)
}

fn check(sources: &Sources, some_is_unreadable: bool, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let disordered = disordered(sources);
    for id in disordered.keys() {
        terminal.result(&format!("{}: the keys stand in another order than usual\n", sources.get(*id).path))?;
    }
    if !disordered.is_empty() {
        terminal.note(&format!("`variorum fmt` puts {} in order.\n", counted(disordered.len(), "file")));
    }
    if some_is_unreadable {
        terminal.note(UNREADABLE);
    }
    Ok(if disordered.is_empty() && !some_is_unreadable { Outcome::Clean } else { Outcome::Findings })
}

/// The documents of which the front matter stands in another order than usual, in that order. Those with a front matter that
/// cannot be read are left out, and so is what is sealed.
fn disordered(sources: &Sources) -> BTreeMap<SourceId, String> {
    let sealed = sealed(sources);
    let mut disordered = BTreeMap::new();
    for (id, source) in sources.below(read::CONTENT) {
        let place = Place::of(id, &source.path, &mut Diagnostics::default());
        let Some(place) = place.filter(|_| may_touch(source, &sealed)) else { continue };
        let keys: Vec<&str> = document::keys(&place).iter().map(|key| key.name).collect();
        let text = in_order(&source.text, &keys);
        if let Some(text) = text.filter(|text| *text != source.text) {
            disordered.insert(id, text);
        }
    }
    disordered
}
