//! Who wrote what is taken in: they are named, and have files of their own from then on.

use anyhow::bail;
use variorum::base::text::{Source, SourceId};
use variorum::content::document::prompts::is_unwritten;
use variorum::content::knowledge::{Id, Person};
use variorum::content::scaffold;

use super::Decision;
use crate::load::Base;

/// Refuses a text that nobody has written yet, and one that would be published without the name of its author.
pub(super) fn refuse_unready(source: &Source, authors: &[Id<Person>]) -> anyhow::Result<()> {
    let path = &source.path;
    if is_unwritten(source) {
        bail!("{path} still contains what a new file begins with; `variorum check` lists the lines");
    }
    if authors.is_empty() {
        bail!(
            "{path} names no author, and its text would be published without one; write `authors = [\"your-id\"]` there, and introduce \
             a new author with `[[people]]`: `variorum explain no-author` shows how"
        );
    }
    Ok(())
}

/// Gives files to those whom a text introduces, and introduces them nowhere any more.
pub(super) fn settle(base: &Base, of: SourceId, decision: &mut Decision<'_>) -> anyhow::Result<()> {
    let settled = scaffold::settled(&base.knowledge, &base.sources, &[of]);
    for id in &settled.texts {
        let text = settled.text(decision.text(*id));
        decision.edit(*id, text, "its new authors have pages of their own".to_owned())?;
    }
    settled.files.into_iter().for_each(|file| decision.add(file));
    Ok(())
}
