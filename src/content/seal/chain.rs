//! The chain of seals of one definition. Links are only ever added.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::base::names::{IterationNumber, Slug};
use crate::content::seal::Digest;

/// A chain of seals. Its seals are computed and never taken from a file, so to hold one is to know that it holds.
#[derive(Clone, Debug)]
pub struct Chain {
    definition: Slug,
    links: Vec<Link>,
    /// What holds for each sealed iteration.
    sealed: BTreeMap<IterationNumber, Sealed>,
}

/// One link of a chain.
#[derive(Clone, Debug)]
pub struct Link {
    /// What it says.
    pub step: Step,
    /// The seal over it and over everything before it.
    pub seal: Digest,
}

/// What a link says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An iteration was sealed.
    Seal {
        /// The iteration.
        number: IterationNumber,
        /// The digest of it.
        digest: Digest,
    },
    /// A sealed iteration was changed, and sealed again.
    Reseal(Reseal),
}

/// A change of a sealed iteration, which stays on record for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reseal {
    /// The iteration.
    pub number: IterationNumber,
    /// The digest until then.
    pub old: Digest,
    /// The digest from then on.
    pub new: Digest,
    /// Why it was changed, in one line.
    pub reason: String,
    /// When, by the clock of whoever resealed it.
    pub date: Date,
}

/// What holds for a sealed iteration now.
#[derive(Clone, Copy, Debug)]
pub struct Sealed {
    /// The digest of the iteration.
    pub digest: Digest,
    /// The seal over it and over everything before it.
    pub seal: Digest,
    /// The position of the link among [`Chain::links`].
    pub link: usize,
}

impl Step {
    /// The iteration that it is about.
    pub fn number(&self) -> IterationNumber {
        match self {
            Self::Seal { number, .. } => *number,
            Self::Reseal(reseal) => reseal.number,
        }
    }

    /// The digest of the iteration from this link on.
    pub fn digest(&self) -> Digest {
        match self {
            Self::Seal { digest, .. } => *digest,
            Self::Reseal(reseal) => reseal.new,
        }
    }

    /// The seal over this link and over what stands before it.
    pub fn seal(&self, before: Digest) -> Digest {
        let form = match self {
            Self::Seal { number, digest } => format!("variorum seal 1\n{before}\nseal {number}\n{digest}\n"),
            Self::Reseal(Reseal { number, old, new, reason, date }) => format!(
                "variorum seal 1\n{before}\nreseal {number}\n{old}\n{new}\n{date}\nreason {}\n{reason}",
                reason.len()
            ),
        };
        Digest::of(form.as_bytes())
    }
}

impl Chain {
    /// A chain without links.
    pub fn new(definition: Slug) -> Self {
        Self { definition, links: Vec::new(), sealed: BTreeMap::new() }
    }

    /// The definition whose iterations it seals.
    pub fn definition(&self) -> &Slug {
        &self.definition
    }

    /// Its links, the oldest first.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Whether nothing is sealed.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// What stands before the first seal.
    pub fn start(&self) -> Digest {
        Digest::of(format!("variorum chain 1\n{}\n", self.definition).as_bytes())
    }

    /// The last seal, or what stands before the first.
    pub fn head(&self) -> Digest {
        self.links.last().map_or_else(|| self.start(), |link| link.seal)
    }

    /// The position of the link with a seal, such as one that was the head when it was saved elsewhere.
    pub fn position_of(&self, seal: Digest) -> Option<usize> {
        self.links.iter().position(|link| link.seal == seal)
    }

    /// How many links from the first on are the same in another state of the chain. Where that is all of the elder one,
    /// nothing of it was rewritten.
    pub fn shared_with(&self, other: &Self) -> usize {
        self.links.iter().zip(&other.links).take_while(|(one, two)| one.seal == two.seal).count()
    }

    /// Adds a link.
    pub fn add(&mut self, step: Step) {
        let seal = step.seal(self.head());
        self.sealed.insert(step.number(), Sealed { digest: step.digest(), seal, link: self.links.len() });
        self.links.push(Link { step, seal });
    }

    /// The sealed iterations in the order of their numbers, with what holds for each now.
    pub fn sealed(&self) -> &BTreeMap<IterationNumber, Sealed> {
        &self.sealed
    }

    /// The resealings of an iteration, the oldest first.
    pub fn resealings(&self, number: IterationNumber) -> impl Iterator<Item = &Reseal> {
        self.links.iter().filter_map(move |link| match &link.step {
            Step::Reseal(reseal) if reseal.number == number => Some(reseal),
            Step::Reseal(_) | Step::Seal { .. } => None,
        })
    }
}

/// One head over the heads of all chains that have a link; none if no chain has. The chains stand in the order of the slugs.
pub fn head_over_all<'chain>(chains: impl IntoIterator<Item = &'chain Chain>) -> Option<Digest> {
    let mut form = String::from("variorum heads 1\n");
    let empty = form.len();
    for chain in chains.into_iter().filter(|chain| !chain.is_empty()) {
        let _ = writeln!(form, "{} {} {}", chain.definition, chain.links.len(), chain.head());
    }
    (form.len() > empty).then(|| Digest::of(form.as_bytes()))
}
