//! `variorum fmt`

use std::collections::BTreeMap;
use std::path::Path;

use variorum::diagnostic::{Diagnostic, Diagnostics};
use variorum::document::{self, Place};
use variorum::history::wording::counted;
use variorum::scaffold::revision::in_order;
use variorum::text::{SourceId, Sources};
use variorum::{codes, read};

use crate::Outcome;
use crate::args::FmtOptions;
use crate::mend::{look, may_touch, mend, sealed};
use crate::terminal::Terminal;
use crate::today::today;

pub(crate) fn run(root: Option<&Path>, options: &FmtOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let root = crate::base::root(root, terminal)?;
    let found = look(&root, today(terminal))?;
    if options.check {
        return check(&found.sources, terminal);
    }
    let is_of_front_matter = |diagnostic: &Diagnostic| codes::FRONT_MATTER.contains(&diagnostic.code);
    let mended = mend(found, is_of_front_matter);
    let disordered = disordered(&mended.found.sources);
    let found = mended.and(disordered, "put in order").write(&root, terminal)?;
    let (faults, _) = found.diagnostics.split(is_of_front_matter);
    if faults.has_errors() {
        terminal.note("Some front matter cannot be read yet; `variorum check` says why.\n");
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Clean)
}

fn check(sources: &Sources, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let disordered = disordered(sources);
    for id in disordered.keys() {
        terminal.result(&format!("{}: the keys stand in another order than usual\n", sources.get(*id).path))?;
    }
    if disordered.is_empty() {
        return Ok(Outcome::Clean);
    }
    terminal.note(&format!("`variorum fmt` puts {} in order.\n", counted(disordered.len(), "file")));
    Ok(Outcome::Findings)
}

/// The documents of which the front matter stands in another order than usual, in that order. Those with a front matter that
/// cannot be read are left out, and so is what is sealed.
fn disordered(sources: &Sources) -> BTreeMap<SourceId, String> {
    let sealed = sealed(sources);
    let mut disordered = BTreeMap::new();
    for (id, source) in sources.below(read::CONTENT) {
        let place = Place::of(id, &source.path, &mut Diagnostics::default());
        let Some(place) = place.filter(|_| may_touch(source, &sealed)) else { continue };
        let text = in_order(&source.text, &document::keys(&place));
        if let Some(text) = text.filter(|text| *text != source.text) {
            disordered.insert(id, text);
        }
    }
    disordered
}
