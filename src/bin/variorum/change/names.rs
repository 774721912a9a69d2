//! Which names and titles a new file may have.

use std::path::Path;

use anyhow::bail;
use variorum::base::names::{NameFault, Slug};
use variorum::base::unicode::{self, graphemes};
use variorum::content::document::LONGEST_TITLE;
use variorum::content::scaffold::NewFile;

/// Refuses to write where something is.
pub(super) fn refuse_existing(root: &Path, files: &[NewFile]) -> anyhow::Result<()> {
    let existing: Vec<&str> =
        files.iter().map(|file| file.path.as_str()).filter(|path| root.join(path).exists()).collect();
    if !existing.is_empty() {
        bail!(
            "{} is there already, and nothing is ever overwritten; choose another name with `--slug`",
            existing.join(" and ")
        );
    }
    Ok(())
}

/// Refuses a title that `check` would refuse in the written file.
pub(super) fn check_title(what: &str, title: &str) -> anyhow::Result<()> {
    let length = graphemes::count(title);
    if title.trim().is_empty() {
        bail!("the {what} is empty; write it between quotes, such as \"Customer Onboarding\"");
    } else if title.contains(char::is_control) {
        bail!("the {what} has to be on one line: write it again without line breaks, tabs or other control characters");
    } else if let Some(hidden) = unicode::hidden(title).first() {
        bail!("the {what} holds {}, which nobody can see: type it again", unicode::name(hidden.character));
    } else if length > LONGEST_TITLE {
        bail!("the {what} has {length} characters; at most {LONGEST_TITLE} are allowed: make it shorter");
    }
    Ok(())
}

/// Why no document can bear a name, if none can.
pub(super) fn why_not(slug: &Slug) -> Option<String> {
    let is_taken = slug.as_str() == "index";
    let taken = is_taken.then(|| "is taken by the page that lists all of its kind".to_owned());
    taken.or_else(|| NameFault::of(slug.as_str()).map(|fault| fault.to_string()))
}
