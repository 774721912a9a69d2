//! `variorum build`

use std::path::Path;
use std::time::Instant;

use variorum::base::diagnostic::Diagnostics;
use variorum::base::diagnostic::report::printable;
use variorum::base::text::Sources;
use variorum::content::read;
use variorum::output::pipeline;
use variorum::output::pipeline::Given;
use variorum::output::publish::{Durability, News, Origin, Request};

use crate::args::{BuildOptions, base_url};
use crate::common::outcome::Outcome;
use crate::common::signals;
use crate::common::terminal::{Progress, Terminal, findings, shown};

pub(crate) fn run(root: Option<&Path>, options: &BuildOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let base_url = base_url(options.base_url.as_deref())?;
    let root = crate::load::root(root, terminal)?;
    let output = options.output.clone().unwrap_or_else(|| root.join("public"));
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(&root, &mut diagnostics)?;
    let Some(knowledge) =
        pipeline::check_given(&sources, Given { base_url, today: options.today.named() }, &mut diagnostics)
    else {
        return Ok(faults(&diagnostics, &sources, terminal));
    };
    let knowledge = match options.as_of {
        Some(day) => knowledge.as_of(day).map_err(|first| {
            anyhow::anyhow!(
                "nothing was there on {day}: the first iteration is of {first}, so ask for that day or a later one"
            )
        })?,
        None => knowledge,
    };
    let Some((site, theme)) = pipeline::plan(knowledge, &sources, &mut diagnostics) else {
        return Ok(faults(&diagnostics, &sources, terminal));
    };
    let durability = if options.no_sync { Durability::Lazy } else { Durability::Durable };
    let progress = Progress::new("building: file", site.routes().len());
    let news = |news: News<'_>| match news {
        News::Done(done) => progress.tell(done),
        News::Note(note) => {
            progress.wipe();
            terminal.note(&format!("note: {}\n", printable(note)));
        }
    };
    let base_url = site.knowledge().config().base_url.as_ref();
    let program = std::env::current_exe().ok();
    let days = [options.as_of, site.knowledge().last_effect()];
    let origin = program.and_then(|program| Origin::of(&program, &sources, base_url, days));
    let request =
        Request { folder: &output, root: &root, durability, origin, is_stopped: || signals::status().is_some() };
    signals::hold();
    let published = pipeline::publish(&site, &theme, request, &news, &mut diagnostics)?;
    drop(progress);
    terminal.note(&findings(&diagnostics, &sources));
    let Some(published) = published else {
        return Ok(faults(&Diagnostics::default(), &sources, terminal));
    };
    if base_url.is_none() {
        terminal.note(
            "note: fine for reading here; to publish, set `base_url` in variorum.toml, which feeds and the sitemap need\n",
        );
    }
    terminal.result(&format!(
        "Built {} files, {} in {:.2} s: {} written, {} as before, {} removed. Open {}\n",
        published.files,
        size(published.bytes),
        started.elapsed().as_secs_f64(),
        published.changed,
        published.files - published.changed,
        published.removed,
        shown(&output.join("index.html"))
    ))?;
    // The system takes all memory back at once when the program ends, which is now.
    std::mem::forget((site, theme, sources));
    Ok(Outcome::Clean)
}

fn faults(diagnostics: &Diagnostics, sources: &Sources, terminal: &Terminal) -> Outcome {
    terminal.note(&findings(diagnostics, sources));
    let tally = diagnostics.tally();
    let found = if tally.is_empty() { String::new() } else { format!("{tally}. ") };
    terminal.note(&format!("{found}Nothing was built; the site in the output folder is as it was.\n"));
    Outcome::Findings
}

fn size(bytes: u64) -> String {
    if bytes < 1 << 20 {
        format!("{} KiB", bytes.div_ceil(1 << 10))
    } else {
        format!("{} MiB", bytes.div_ceil(1 << 20))
    }
}
