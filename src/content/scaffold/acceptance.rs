//! A proposal as the next iteration of its definition.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::base::text::Sources;
use crate::base::unicode::one_space;
use crate::content::document::moved;
use crate::content::knowledge::{Contribution, Definition, KnowledgeBase};
use crate::content::scaffold::{NewFile, meets, toml_text};

/// How a proposal is taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// It is the current text once it is merged.
    Published,
    /// It is shown as a proposal, and changes nothing that is published.
    Proposed,
}

/// The days of an iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// When it is decided.
    pub decided: Date,
    /// When it takes effect, if that is a day of its own.
    pub effective: Option<Date>,
}

/// The earliest day that the next iteration of a definition may have, if it takes a proposal up.
pub fn earliest(definition: &Definition, proposal: &Contribution) -> Date {
    let last = definition.iterations().last().map_or(proposal.date, |last| last.date);
    last.max(proposal.date)
}

/// The next iteration of a definition in the words of a proposal, by those who made it. Its links and pictures lead where they
/// led.
///
/// # Errors
/// Says in a sentence what stands in the way.
pub fn accepted(
    knowledge: &KnowledgeBase,
    proposal: &Contribution,
    sources: &Sources,
    days: Days,
    taking: Taking,
) -> Result<NewFile, String> {
    let subject =
        proposal.on.ok_or_else(|| format!("`{}` does not say which definition it is about", proposal.slug))?;
    let definition = knowledge.definition(subject.definition);
    let number = definition.iterations().last().expect("a definition has at least one iteration").number.next();
    let path = format!("content/definitions/{}/{number}.md", definition.slug);
    let source = sources.get(proposal.file);
    let body = moved(proposal.body.written(&source.text), &source.path, &path).ok_or_else(|| {
        let fault = "a link or a picture in it cannot be moved to the folder of the definition";
        format!("{fault}; write it as `[words](address)` or `![words](picture.png)`")
    })?;
    let authors = proposal.authors.iter().map(|author| format!("\"{}\"", knowledge.person(*author).slug));
    let mut text = format!("+++\ndate = {}\n", days.decided);
    if let Some(effective) = days.effective {
        let _ = writeln!(text, "effective = {effective}");
    }
    let _ = writeln!(text, "authors = [{}]", authors.collect::<Vec<_>>().join(", "));
    match taking {
        Taking::Published => {}
        Taking::Proposed => text.push_str("status = \"proposed\"\n"),
    }
    if let Some(note) = &proposal.note {
        let _ = writeln!(text, "note = {}", toml_text(note));
    }
    let _ = writeln!(text, "contributions = [\"{}\"]", proposal.slug);
    let words = one_space(&proposal.body.plain_text());
    for phrase in definition.shown().into_iter().flat_map(|shown| &shown.meets) {
        if words.contains(&one_space(&phrase.phrase)) {
            text.push_str(&meets(definition, phrase));
        }
    }
    let _ = write!(text, "+++\n\n{body}\n");
    Ok(NewFile { path, text })
}
