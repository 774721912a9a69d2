//! A part of our site, built as the program builds the whole.

use std::path::Path;
use std::process::Command;

use variorum::base::diagnostic::Diagnostics;
use variorum::base::diagnostic::report::{self, Format};
use variorum::content::read;
use variorum::edition::plan::Page;
use variorum::output::pipeline;
use variorum::output::publish::{Durability, Request};

/// The word that makes this program a builder: the part, whether to wait for the disk, the root and the output folder
/// follow.
pub(crate) const VERB: &str = "--build";

const WAITS: &str = "durable";

/// The command that builds a part: `like`, the pages that a peer makes as well, or `neighbours`, with the comparisons of each
/// text and the next.
pub(crate) fn command(part: &str, durability: Durability, root: &Path, output: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
    let waits = match durability {
        Durability::Durable => WAITS,
        Durability::Lazy => "lazy",
    };
    command.args([VERB, part, waits]).arg(root).arg(output);
    command
}

pub(crate) fn build(words: &[String]) {
    let [part, waits, root, output] = words else { panic!("a part, whether to wait, a root and an output folder") };
    let durability = if waits == WAITS { Durability::Durable } else { Durability::Lazy };
    let (root, output) = (Path::new(root), Path::new(output));
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(root, &mut diagnostics).expect("the disk can be read");
    let planned = pipeline::check(&sources, None, &mut diagnostics)
        .and_then(|knowledge| pipeline::plan(knowledge, &sources, &mut diagnostics));
    let Some((mut site, theme)) = planned else {
        panic!("{}", report::write(&diagnostics, &sources, Format::Human));
    };
    site.keep(|page| match page {
        Page::Home
        | Page::Entry(_)
        | Page::Timeline
        | Page::Keys
        | Page::NotFound
        | Page::Feed(_)
        | Page::Sitemap
        | Page::Robots
        | Page::ThemeFile(_) => true,
        Page::Comparison(_, before, after) => part == "neighbours" && before.next() == *after,
        _ => false,
    });
    let request = Request { folder: output, root, durability, origin: None, is_stopped: || false };
    pipeline::publish(&site, &theme, request, &|_| {}, &mut diagnostics).expect("the disk takes it");
    // As the program does.
    std::mem::forget((site, theme, sources));
}
