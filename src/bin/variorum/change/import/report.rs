//! What an import says about itself.

use std::fmt::Write as _;
use std::path::Path;

use variorum::contribute::import::Imported;
use variorum::history::text::wording::counted;

use crate::common::terminal::shown;

/// What was written, or would be: the iterations in one line, however many there are.
pub(super) fn written(root: &Path, imported: &Imported, is_dry: bool) -> String {
    let verb = if is_dry { "would write" } else { "wrote" };
    let mut lines = String::new();
    let line = |path: &str| shown(&root.join(path));
    let folder = format!("content/definitions/{}/", imported.slug);
    let definition = format!("{folder}definition.md");
    let _ = writeln!(lines, "{verb} {}", line(&definition));
    let more = if imported.iterations > 1 { format!(" to {}.md", imported.iterations) } else { String::new() };
    let _ = writeln!(lines, "{verb} {}{more}", line(&format!("{folder}1.md")));
    for file in imported.files.iter().filter(|file| !file.path.starts_with(&folder)) {
        let _ = writeln!(lines, "{verb} {}", line(&file.path));
    }
    lines
}

/// What came of it, what was folded, left out and changed, and what somebody should look at.
pub(super) fn told(imported: &Imported, what: &str) -> String {
    let (first, last) = imported.dates;
    let span = if first == last { first.to_string() } else { format!("{first} to {last}") };
    let mut text =
        format!("\n{} of `{}`, dated {span}, from {what}.\n", counted(imported.iterations, "iteration"), imported.slug);
    if !imported.folded.is_empty() {
        let _ =
            writeln!(text, "\nFolded into the iteration before, because no word changed ({}):", imported.folded.len());
        for folded in &imported.folded {
            let date = folded.date.map_or_else(|| " ".repeat(10), |date| date.to_string());
            let _ = writeln!(text, "  {} {date} into {}: {}  {}", folded.id, folded.into, folded.why, folded.subject);
        }
    }
    for (heading, lines) in
        [("Not taken:", &imported.left_out), ("Changed:", &imported.changed), ("What to look at:", &imported.look_at)]
    {
        if lines.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{heading}");
        for line in lines {
            let _ = writeln!(text, "  - {}", variorum::base::diagnostic::report::printable(line));
        }
    }
    text
}

/// What to do next.
pub(super) fn next(imported: &Imported, is_sound: bool, is_dry: bool) -> String {
    if !is_sound {
        "\nNothing was written, because `variorum check` would refuse it; above is why.\n".to_owned()
    } else if is_dry {
        "\nNothing was written. Without `--dry-run` it will be.\n".to_owned()
    } else {
        format!(
            "\nNext: read it with `variorum serve --open`; when it is right, seal it with `variorum seal {}`.\n",
            imported.slug
        )
    }
}
