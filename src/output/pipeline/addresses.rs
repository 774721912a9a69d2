//! Which published addresses a change ends, and what to do about it.

use std::collections::BTreeMap;

use crate::base::diagnostic::codes;
use crate::base::diagnostic::report::printable;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::text::{Sources, Span};
use crate::content::change::{Rename, renames};
use crate::content::read::CONFIGURATION;
use crate::edition::plan::{Addresses, Ended};
use crate::output::pipeline::{check, edition};

/// What became of the addresses of before.
pub enum Kept {
    /// They were compared; those that are no more have been reported.
    Compared,
    /// What was there before does not pass the check, so nobody knows its addresses: with this many errors, of which the first
    /// one says this.
    Unsound(usize, String),
    /// What is there now does not pass it; that is told elsewhere.
    Unknown,
}

/// Reports every address that was published at a revision and would be no more. `then` is what was there, `now` what is.
pub fn addresses(then: &Sources, now: &Sources, revision: &str, diagnostics: &mut Diagnostics) -> Kept {
    let mut found = Diagnostics::default();
    let Some(before) = check(then, None, &mut found) else {
        let first = found.sorted(then).into_iter().find(|found| found.code.severity == Severity::Error);
        let first = first.map(|first| format!("{}: {}", then.get(first.primary.span.source).path, first.message));
        return Kept::Unsound(found.count(Severity::Error), printable(&first.unwrap_or_default()));
    };
    let Some(after) = check(now, None, &mut Diagnostics::default()) else { return Kept::Unknown };
    let ended = Addresses::of(&before, then).ended(&Addresses::of(&after, now));
    if ended.is_empty() {
        return Kept::Compared;
    }
    let renames = renames(&edition(then), &edition(now));
    let renames: BTreeMap<String, &Rename> =
        renames.iter().map(|rename| (rename.before(&rename.file()).unwrap_or_default(), rename)).collect();
    for ended in ended {
        let rename = ended.file.as_ref().and_then(|file| renames.get(file)).copied();
        diagnostics.push(report(&ended, rename, now, revision));
    }
    Kept::Compared
}

fn report(ended: &Ended, rename: Option<&Rename>, now: &Sources, revision: &str) -> Diagnostic {
    let revision = printable(revision);
    let first = printable(&ended.first);
    let message = match ended.more {
        0 => format!("`{first}` is published at {revision} and would be gone"),
        more => {
            let addresses = if more == 1 { "address" } else { "addresses" };
            format!("`{first}` and {more} more {addresses} are published at {revision} and would be gone")
        }
    };
    let old = ended.file.as_deref();
    let new = rename.map(Rename::file);
    let place = [new.as_deref(), old].into_iter().flatten().find_map(|path| now.find(path));
    let place = place.or_else(|| now.find(CONFIGURATION)).expect("a knowledge base has a configuration");
    let diagnostic = Diagnostic::new(&codes::ADDRESS_GONE, Span::file(place), message);
    match (old, rename) {
        (Some(old), Some(rename)) => diagnostic
            .help(format!(
                "the file was renamed: add `aliases = [\"{}\"]` to its front matter, and the old address leads on",
                rename.from
            ))
            .help(format!("or rename it back to `{}`", printable(old))),
        (Some(old), None) if now.find(old).is_none() => diagnostic
            .help(format!("put `{}` back", printable(old)))
            .help("if another file takes its place, name the old one in `aliases` there; if it has to go, nothing else is to be done"),
        (_, _) => diagnostic.help("put back what made this address; if it has to go, nothing else is to be done"),
    }
}
