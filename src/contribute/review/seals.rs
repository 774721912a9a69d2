//! What a change does to sealed history.

use crate::base::language::english;
use crate::base::names::{IterationNumber, Reference};
use crate::content::change::edition::Edition;
use crate::content::seal::{Chain, Step};
use crate::history::text::wording::{counted, listed};

/// Something that happened to sealed history, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whether it must not happen.
    pub is_wrong: bool,
    /// What happened.
    pub text: String,
}

/// What happened to the seals, and to what is sealed.
pub(super) fn notices(before: &Edition<'_>, after: &Edition<'_>) -> Vec<Notice> {
    let mut notices = Vec::new();
    for then in before.chains() {
        match after.chain(then.definition()) {
            Some(now) => {
                touched(then, now, before, after, &mut notices);
                added(now, then.shared_with(now), then.links().len(), &mut notices);
            }
            None => wrong(&mut notices, format!("the seals of {} are gone: put `seals.toml` back", then.definition())),
        }
    }
    for now in after.chains().filter(|now| before.chain(now.definition()).is_none()) {
        added(now, 0, 0, &mut notices);
    }
    notices
}

fn wrong(notices: &mut Vec<Notice>, text: String) {
    notices.push(Notice { is_wrong: true, text });
}

/// What is sealed, and changes all the same.
fn touched(then: &Chain, now: &Chain, before: &Edition<'_>, after: &Edition<'_>, notices: &mut Vec<Notice>) {
    for (number, sealed) in then.sealed() {
        let reference = Reference { definition: then.definition().clone(), iteration: Some(*number) };
        let digest = |edition: &Edition<'_>| edition.document(edition.iteration(&reference)?)?.digest;
        let is_resealed = now.resealings(*number).count() > then.resealings(*number).count();
        // Where it differed from its seal before, this change did not do it.
        if digest(before) != Some(sealed.digest) || digest(after) == Some(sealed.digest) || is_resealed {
            continue;
        }
        let text = if after.iteration(&reference).is_none() {
            format!("{reference} is sealed, and its file is gone: put it back")
        } else {
            format!(
                "{reference} is sealed: its number, date, authors and text stay as they are; put them back, and propose the new wording as the next iteration"
            )
        };
        wrong(notices, text);
    }
}

/// The links of a chain that were not there before, and those that are not there any more.
fn added(now: &Chain, same: usize, before: usize, notices: &mut Vec<Notice>) {
    let definition = now.definition();
    if same < before {
        let gone = counted(before - same, "seal");
        wrong(notices, format!("{gone} of {definition} would be rewritten: put `seals.toml` back as it was"));
        return;
    }
    let mut sealed: Vec<IterationNumber> = Vec::new();
    for link in &now.links()[same..] {
        match &link.step {
            Step::Seal { .. } => sealed.push(link.step.number()),
            Step::Reseal(reseal) => notices.push(Notice {
                is_wrong: false,
                text: format!(
                    "{definition}@{} was changed after it had been sealed, on record: {}",
                    reseal.number, reseal.reason
                ),
            }),
        }
    }
    if !sealed.is_empty() {
        let numbers: Vec<String> = sealed.iter().map(ToString::to_string).collect();
        let what = if sealed.len() == 1 { "iteration" } else { "iterations" };
        let verb = if sealed.len() == 1 { "is" } else { "are" };
        let text = format!("{what} {} of {definition} {verb} sealed with this", listed(&numbers, english()));
        notices.push(Notice { is_wrong: false, text });
    }
}
