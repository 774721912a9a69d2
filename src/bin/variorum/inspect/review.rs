//! `variorum review`

use std::path::Path;

use variorum::base::diagnostic::Diagnostics;
use variorum::base::names::{is_in_folder, is_path_left_alone};
use variorum::base::text::Sources;
use variorum::content::read::{CONTENT, THEMES};
use variorum::contribute::review::show::{html, markdown, terminal as drawing};
use variorum::contribute::review::{Review, review};
use variorum::history::comparison::show::terminal::Marks;
use variorum::output::pipeline;

use crate::args::{ReviewFormat, ReviewOptions};
use crate::common::addresses::{Comparison, compare};
use crate::common::outcome::Outcome;
use crate::common::terminal::Terminal;
use crate::fix::{Found, look};
use crate::repository::Repository;

pub(crate) fn run(root: Option<&Path>, options: &ReviewOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let root = crate::load::root(root, terminal)?;
    let repository = Repository::around(&root)?;
    let head = repository.commit("HEAD")?;
    let base = repository.parting(&repository.commit(&options.base)?, &head)?;
    // What could not be read at the base is wrong there, and not what the change does.
    let then = repository.texts(&base, CONTENT, &mut Diagnostics::default())?;
    let today = options.today.or_local(terminal);
    let Found { sources: now, mut diagnostics, .. } = look(&root, today)?;
    let Comparison { gone, remark } = compare(&repository, &base, &options.base, &now)?;
    diagnostics.append(gone);
    let prefix = repository.prefix()?;
    let is_reviewed = |path: &str| {
        let path = path.strip_prefix(&prefix).unwrap_or_default();
        let is_text = |sources: &Sources| sources.find(path).is_some_and(|id| sources.get(id).is_read);
        is_in_folder(path, CONTENT) && (is_text(&then) || is_text(&now))
    };
    let mut others = repository.differing(&base, &head)?;
    let is_left_alone = |path: &str| {
        let path = path.strip_prefix(&prefix).unwrap_or_default();
        [CONTENT, THEMES].iter().any(|folder| is_in_folder(path, folder)) && is_path_left_alone(path)
    };
    others.retain(|path| !is_reviewed(path) && !is_left_alone(path));
    let (before, after) = (pipeline::edition(&then), pipeline::edition(&now));
    let mut review = review(&before, &after, &diagnostics, others, today);
    review.remarks.extend(remark);
    terminal.result(&match options.format {
        ReviewFormat::Human => {
            let marks = if terminal.is_coloured() { Marks::Styles } else { Marks::Brackets };
            drawing::write(&review, marks, Terminal::width())
        }
        ReviewFormat::Comment => markdown::write(&review, markdown::COMMENT).into(),
        ReviewFormat::Summary => markdown::write(&review, markdown::SUMMARY).into(),
        ReviewFormat::Html => html::write(&review).printable(),
    })?;
    Ok(if is_clean(&review) { Outcome::Clean } else { Outcome::Findings })
}

/// Whether nothing has to be mended before the change is taken.
fn is_clean(review: &Review<'_>) -> bool {
    let is_sound = !review.findings.has_errors() && !review.elsewhere.has_errors();
    is_sound && !review.seals.iter().any(|notice| notice.is_wrong)
}
