//! Which text a text is held against: the one rule for whatever says what changed, what was kept and what was lost.
//!
//! - Published texts make up the history of a definition, each after the one before it. A text that was withdrawn was
//!   published, and readers knew it when the next one came, so it keeps its place there.
//! - A proposal, also one that was declined, changes nothing that is published. It is held against the text that it would replace: the latest published
//!   one before it, or, where all were withdrawn, the latest of those.

use crate::base::names::IterationNumber;
use crate::content::document::IterationStatus;
use crate::content::knowledge::{Definition, Iteration, Standing};

/// What a text is to the history of its definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It was published and never taken back.
    Published,
    /// It was published once.
    Withdrawn,
    /// It was never published.
    Proposed,
}

impl Role {
    /// The role of a text with a status; none for what was only announced.
    pub fn of(status: IterationStatus) -> Option<Self> {
        match status {
            IterationStatus::Published => Some(Self::Published),
            IterationStatus::Withdrawn => Some(Self::Withdrawn),
            IterationStatus::Proposed | IterationStatus::Declined => Some(Self::Proposed),
            IterationStatus::Placeholder => None,
        }
    }

    /// Whether it is a part of the history.
    pub fn was_published(self) -> bool {
        match self {
            Self::Published | Self::Withdrawn => true,
            Self::Proposed => false,
        }
    }

    /// The text that one of this role is held against, among those before it, the nearest first.
    pub fn base<T>(self, before: impl IntoIterator<Item = (T, Self)>) -> Option<T> {
        let mut published = before.into_iter().filter(|(_, role)| role.was_published());
        match self {
            Self::Published | Self::Withdrawn => published.next().map(|(text, _)| text),
            Self::Proposed => {
                let (nearest, role) = published.next()?;
                let counts = |role| role == Self::Published;
                let current = (!counts(role)).then(|| published.find(|(_, role)| counts(*role))).flatten();
                Some(current.map_or(nearest, |(text, _)| text))
            }
        }
    }
}

/// A side of an iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Towards the first.
    Before,
    /// Towards the last.
    After,
}

impl Iteration {
    /// What its text is to the history; none if it has none.
    pub fn role(&self) -> Option<Role> {
        match self.standing {
            Standing::Published(_) => Some(Role::Published),
            Standing::Withdrawn(_) => Some(Role::Withdrawn),
            Standing::Proposed(_) | Standing::Declined(_) => Some(Role::Proposed),
            Standing::Placeholder => None,
        }
    }

    /// Whether it was published: then it never changes again, and may be cited, even where it was withdrawn since.
    pub fn was_published(&self) -> bool {
        self.role().is_some_and(Role::was_published)
    }
}

impl Definition {
    /// The iterations that were published, from the first to the last.
    pub fn published(&self) -> impl DoubleEndedIterator<Item = &Iteration> {
        self.iterations.iter().filter(|iteration| iteration.was_published())
    }

    /// The nearest iteration before a number that was published.
    pub fn published_before(&self, number: IterationNumber) -> Option<&Iteration> {
        self.before(number).find(|iteration| iteration.was_published())
    }

    /// The nearest iteration after a number that was published.
    pub fn published_after(&self, number: IterationNumber) -> Option<&Iteration> {
        self.iterations.iter().skip(number.get() as usize).find(|iteration| iteration.was_published())
    }

    /// The neighbour of an iteration, for those who read on. From a published one a proposal is passed over, because it is no part of
    /// the history; an announcement is not.
    pub fn beside(&self, number: IterationNumber, side: Side) -> Option<&Iteration> {
        let was_published = self.iteration(number).is_some_and(Iteration::was_published);
        let is_passed = |iteration: &&Iteration| was_published && iteration.role() == Some(Role::Proposed);
        match side {
            Side::Before => self.before(number).find(|iteration| !is_passed(iteration)),
            Side::After => self.iterations.iter().skip(number.get() as usize).find(|iteration| !is_passed(iteration)),
        }
    }

    /// The iteration that one with a text is held against wherever something is said of what changed.
    pub fn compared_with(&self, number: IterationNumber) -> Option<&Iteration> {
        let role = self.iteration(number)?.role()?;
        role.base(self.before(number).filter_map(|iteration| Some((iteration, iteration.role()?))))
    }

    /// The iteration to show for the definition: the current one, or else the latest that was published, or else the latest
    /// with a text.
    pub fn shown(&self) -> Option<&Iteration> {
        self.current()
            .or_else(|| self.published().next_back())
            .or_else(|| self.iterations.iter().rev().find(|iteration| iteration.text().is_some()))
    }

    /// The iterations whose texts make up the history, from the first to the last: those that were published. While none was,
    /// the one that is shown.
    pub fn history(&self) -> impl DoubleEndedIterator<Item = &Iteration> {
        let shown = self.shown().map(|shown| shown.number);
        self.iterations.iter().filter(move |iteration| iteration.was_published() || Some(iteration.number) == shown)
    }

    /// The iterations that have a text, from the first to the last. They have pages of their own, and that is all that they
    /// have in common: what is published and what is not must not be held against each other.
    pub fn texts_of_any_standing(&self) -> impl DoubleEndedIterator<Item = &Iteration> {
        self.iterations.iter().filter(|iteration| iteration.text().is_some())
    }

    /// The iterations before a number, the nearest first.
    fn before(&self, number: IterationNumber) -> impl Iterator<Item = &Iteration> {
        let before = self.iterations.len().min(number.get() as usize - 1);
        self.iterations[..before].iter().rev()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each text the one it is held against: `p` was published, `w` withdrawn since, `o` only offered.
    fn bases(texts: &str) -> Vec<Option<usize>> {
        let roles: Vec<Role> = texts
            .chars()
            .map(|sign| match sign {
                'p' => Role::Published,
                'w' => Role::Withdrawn,
                _ => Role::Proposed,
            })
            .collect();
        let base = |index: usize| roles[index].base((0..index).rev().map(|before| (before + 1, roles[before])));
        (0..roles.len()).map(base).collect()
    }

    #[test]
    fn what_is_published_is_held_against_what_was_published_before() {
        assert_eq!(bases("pppp"), [None, Some(1), Some(2), Some(3)]);
        assert_eq!(bases("popop"), [None, Some(1), Some(1), Some(3), Some(3)]);
        assert_eq!(bases("oop"), [None, None, None]);
    }

    #[test]
    fn what_was_withdrawn_keeps_its_place_and_is_not_what_a_proposal_would_replace() {
        assert_eq!(bases("pwp"), [None, Some(1), Some(2)]);
        assert_eq!(bases("pwoo"), [None, Some(1), Some(1), Some(1)]);
        assert_eq!(bases("wo"), [None, Some(1)]);
        assert_eq!(bases("wowo"), [None, Some(1), Some(1), Some(3)]);
    }
}
