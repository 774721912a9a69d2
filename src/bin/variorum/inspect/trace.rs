//! `variorum trace`

use std::fmt::Write as _;
use std::path::Path;

use variorum::base::diagnostic::report::{Printable, printable};
use variorum::base::language::{english, english_language};
use variorum::history::provenance::show::sentences::{self, Course};
use variorum::history::provenance::show::{json, terminal as drawing};
use variorum::history::{
    self,
    text::wording::{counted, percent},
};

use crate::args::{TraceFormat, TraceOptions};
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;
use crate::load::Base;

pub(crate) fn run(root: Option<&Path>, options: &TraceOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let Some(base) = Base::load(root, terminal)? else { return Ok(Outcome::Findings) };
    let found = base.find(&options.text)?;
    let chronicle = history::derive(&base.knowledge, &base.sources, english_language()).of(found.definition);
    let proposed = chronicle.with_proposal(found.iteration.number);
    let chronicle = proposed.as_ref().unwrap_or(&chronicle);
    let account = chronicle.account(found.iteration.number).expect("it was found for its text");
    if let Some(remark) = found.remark {
        terminal.note(&format!("note: {remark}\n"));
    }
    if matches!(options.format, TraceFormat::Json) {
        terminal.result(&json::write(&account, chronicle.ladder.texts(), chronicle.variorum()))?;
        return Ok(Outcome::Clean);
    }
    let all: usize = account.shares().iter().map(|share| share.words).sum();
    let mut below = String::new();
    let definition = base.knowledge.definition(found.definition);
    for share in account.shares() {
        let iteration = definition.iteration(share.number).expect("texts belong to iterations");
        let people: Vec<&str> = iteration.authors.iter().map(|id| base.knowledge.person(*id).name.as_str()).collect();
        let _ = writeln!(
            below,
            "[{}] {}  {}, {}  {}",
            share.number,
            iteration.date,
            counted(share.words, "word"),
            percent(share.words, all, english()),
            printable(&people.join(", "))
        );
    }
    for Course { sentence, .. } in sentences::courses(&account, english()) {
        let _ = write!(below, "\n{}", printable(&sentence));
    }
    if !below.ends_with('\n') {
        below.push('\n');
    }
    let title = Printable::from(format!("{}: {}\n\n", found.name, counted(all, "word")));
    terminal.result(&title.then(drawing::write(&account, Terminal::width())).then(below))?;
    Ok(Outcome::Clean)
}
