//! What a knowledge base holds: what each file says, with what its names mean beside it.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::names::{IterationNumber, Slug};
use crate::base::text::SourceId;
use crate::base::web::address::Address;
use crate::content::document::{
    Body, ContributionFields, ContributionKind, ContributionStatus, CriterionFields, DefinitionFields, InfluenceFields,
    IterationFields, PageFields, PersonFields, PracticeFields,
};
use crate::content::knowledge::id::Id;
use crate::content::seal::{Chain, Sealed};

/// Something that has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// A definition.
    Definition(Id<Definition>),
    /// One iteration of it.
    Iteration(Id<Definition>, IterationNumber),
    /// A practice.
    Practice(Id<Practice>),
    /// A contribution.
    Contribution(Id<Contribution>),
    /// An influence.
    Influence(Id<Influence>),
    /// A person.
    Person(Id<Person>),
    /// Any other page.
    Page(Id<Page>),
    /// The list of a whole folder.
    List(Folder),
    /// A picture, by its number among the assets of the content.
    Picture(usize),
}

/// A folder of the content, and the list of what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Folder {
    /// `definitions/`
    Definitions,
    /// `practices/`
    Practices,
    /// `contributions/`
    Contributions,
    /// `influences/`
    Influences,
    /// `people/`
    People,
    /// `pages/`
    Pages,
}

impl Folder {
    /// All folders, in the order of the menu.
    pub const ALL: [Self; 6] =
        [Self::Definitions, Self::Practices, Self::Contributions, Self::Influences, Self::People, Self::Pages];

    /// The folder that an entry lies in; none for a list and a picture.
    pub fn of(entry: Entry) -> Option<Self> {
        match entry {
            Entry::Definition(_) | Entry::Iteration(..) => Some(Self::Definitions),
            Entry::Practice(_) => Some(Self::Practices),
            Entry::Contribution(_) => Some(Self::Contributions),
            Entry::Influence(_) => Some(Self::Influences),
            Entry::Person(_) => Some(Self::People),
            Entry::Page(_) => Some(Self::Pages),
            Entry::List(_) | Entry::Picture(_) => None,
        }
    }

    /// The name of the folder, in the content and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Definitions => "definitions",
            Self::Practices => "practices",
            Self::Contributions => "contributions",
            Self::Influences => "influences",
            Self::People => "people",
            Self::Pages => "pages",
        }
    }
}

/// A term that the community defines.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name in addresses and references.
    pub slug: Slug,
    /// What its file says.
    pub fields: Arc<DefinitionFields>,
    /// Definitions that belong beside it.
    pub related: Vec<Id<Definition>>,
    /// What the community asks of it.
    pub criteria: Vec<Criterion>,
    /// What readers should know around the term.
    pub body: Arc<Body>,
    /// Its file.
    pub file: SourceId,
    pub(super) iterations: Vec<Iteration>,
    pub(super) seals: Chain,
}

impl Definition {
    /// All iterations from the first to the last; the one at index `n - 1` has the number `n`. There is at least one.
    pub fn iterations(&self) -> &[Iteration] {
        &self.iterations
    }

    /// The iteration with a number.
    pub fn iteration(&self, number: IterationNumber) -> Option<&Iteration> {
        self.iterations.get(number.get() as usize - 1)
    }

    /// The chain of its seals; empty if nothing is sealed yet. Every sealed iteration is there and as it was sealed.
    pub fn seals(&self) -> &Chain {
        &self.seals
    }

    /// The highest-numbered published iteration that is in effect and not withdrawn.
    pub fn current(&self) -> Option<&Iteration> {
        let mut published = self.iterations.iter().rev().filter(|it| matches!(it.standing, Standing::Published(_)));
        published.find(|iteration| iteration.coming().is_none())
    }

    /// The published iterations that take effect later, each with the day.
    pub fn coming(&self) -> impl DoubleEndedIterator<Item = (&Iteration, Date)> {
        self.iterations.iter().filter_map(|iteration| Some((iteration, iteration.coming()?)))
    }

    /// The criteria that the text which is shown lost, in their order.
    pub fn lost_criteria(&self) -> Vec<LostCriterion> {
        self.shown().map_or_else(Vec::new, |shown| self.criteria_lost_in(shown))
    }

    /// The criteria that a text does not meet and one of those did that it follows, in their order.
    pub fn criteria_lost_in(&self, text: &Iteration) -> Vec<LostCriterion> {
        let meets =
            |iteration: &Iteration, criterion: usize| iteration.meets.iter().any(|meets| meets.criterion == criterion);
        let lost = |criterion: usize| {
            let mut without = text;
            while !meets(without, criterion) {
                let before = self.compared_with(without.number)?;
                if meets(before, criterion) {
                    return Some(LostCriterion { criterion, met_by: before.number, lost_in: without.number });
                }
                without = before;
            }
            None
        };
        (0..self.criteria.len()).filter_map(lost).collect()
    }
}

/// Something that is asked of a definition.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// What the file of the definition says of it.
    pub fields: CriterionFields,
    /// The influence it was learned from.
    pub from: Option<Id<Influence>>,
}

/// A criterion that was met once and is no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostCriterion {
    /// The criterion, as an index into [`Definition::criteria`].
    pub criterion: usize,
    /// The last text that met it.
    pub met_by: IterationNumber,
    /// The first text after that one, which did not.
    pub lost_in: IterationNumber,
}

/// One numbered, dated text of a definition, or the announcement of one.
#[derive(Clone, Debug)]
pub struct Iteration {
    /// Its number.
    pub number: IterationNumber,
    /// What its file says.
    pub fields: Arc<IterationFields>,
    /// When it was published, proposed or promised.
    pub date: Date,
    /// Who wrote it.
    pub authors: Vec<Id<Person>>,
    /// Whether it counts, with its text.
    pub standing: Standing,
    /// When it takes effect.
    pub effect: Effect,
    /// The contributions it took up.
    pub contributions: Vec<Id<Contribution>>,
    /// Which of its phrases meet which criteria.
    pub meets: Vec<Meets>,
    /// Its seal, if it has one.
    pub sealed: Option<Sealed>,
    /// Its file.
    pub file: SourceId,
}

impl Iteration {
    /// The text, unless it was only announced.
    pub fn text(&self) -> Option<&Body> {
        self.shared_text().map(AsRef::as_ref)
    }

    /// The same, to be kept beyond the knowledge base.
    pub fn shared_text(&self) -> Option<&Arc<Body>> {
        match &self.standing {
            Standing::Published(body)
            | Standing::Proposed(body)
            | Standing::Withdrawn(body)
            | Standing::Declined(body) => Some(body),
            Standing::Placeholder => None,
        }
    }

    /// The day on which it takes effect, if it is published and that day has not come.
    pub fn coming(&self) -> Option<Date> {
        match (&self.standing, self.effect) {
            (Standing::Published(_), Effect::From(day)) => Some(day),
            _ => None,
        }
    }

    /// The words of its text on one line; empty if it has none.
    pub fn words(&self) -> Cow<'_, str> {
        self.text().map_or(Cow::default(), Body::plain_text)
    }
}

/// When an iteration takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// As soon as it is published.
    AtOnce,
    /// On a day that has come.
    Since(Date),
    /// On a day that has not come, as far as is known.
    From(Date),
}

impl Effect {
    /// The effect of what names a day, or none, where the last day that is known to have come is `known`.
    pub(super) fn of(named: Option<Date>, known: Option<Date>) -> Self {
        match named {
            None => Self::AtOnce,
            Some(day) if known.is_some_and(|known| day <= known) => Self::Since(day),
            Some(day) => Self::From(day),
        }
    }

    /// The day that is named.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::AtOnce => None,
            Self::Since(day) | Self::From(day) => Some(day),
        }
    }
}

/// Whether an iteration counts.
#[derive(Clone, Debug)]
pub enum Standing {
    /// It counts.
    Published(Arc<Body>),
    /// It is offered to the community and does not count yet.
    Proposed(Arc<Body>),
    /// It was published once.
    Withdrawn(Arc<Body>),
    /// It was proposed, and not taken up.
    Declined(Arc<Body>),
    /// It was announced and has no text.
    Placeholder,
}

/// A phrase that meets a criterion.
#[derive(Clone, Debug)]
pub struct Meets {
    /// The criterion, as an index into [`Definition::criteria`].
    pub criterion: usize,
    /// The phrase, as it stands in the text.
    pub phrase: String,
}

/// What something is about: a definition, or one iteration of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The definition.
    pub definition: Id<Definition>,
    /// The iteration, or none for whatever is current.
    pub iteration: Option<IterationNumber>,
}

/// A practice.
#[derive(Clone, Debug)]
pub struct Practice {
    /// Its name in addresses.
    pub slug: Slug,
    /// What its file says.
    pub fields: Arc<PracticeFields>,
    /// When it was written or last revised.
    pub date: Date,
    /// Who wrote it.
    pub authors: Vec<Id<Person>>,
    /// What it was written against.
    pub on: Option<Subject>,
    /// Its text.
    pub body: Arc<Body>,
    /// Its file.
    pub file: SourceId,
}

/// What somebody said or did about a definition.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// Its name in addresses and references; it begins with the date.
    pub slug: Slug,
    /// What its file says.
    pub fields: Arc<ContributionFields>,
    /// What it is.
    pub kind: ContributionKind,
    /// When it was made.
    pub date: Date,
    /// Who made it.
    pub authors: Vec<Id<Person>>,
    /// What it is about.
    pub on: Option<Subject>,
    /// What became of it.
    pub status: ContributionStatus,
    /// The iteration that took it up.
    pub accepted_in: Option<IterationNumber>,
    /// Its text.
    pub body: Arc<Body>,
    /// Its file.
    pub file: SourceId,
}

/// An elder definition that one learns from.
#[derive(Debug)]
pub struct Influence {
    /// Its name in addresses and references.
    pub slug: Slug,
    /// What its file says.
    pub fields: Arc<InfluenceFields>,
    /// What it teaches.
    pub body: Arc<Body>,
    /// Its file.
    pub file: SourceId,
}

/// Somebody who contributed.
#[derive(Debug)]
pub struct Person {
    /// Their name in addresses and references.
    pub slug: Slug,
    /// What their file says, or the text that introduces them.
    pub fields: Arc<PersonFields>,
    /// A page of theirs.
    pub url: Option<Address>,
    /// A few words about them.
    pub body: Arc<Body>,
    /// Whether a text introduces them, because they have no file of their own yet.
    pub is_introduced: bool,
    /// Their file, or the one that introduces them.
    pub file: SourceId,
}

/// Any other page.
#[derive(Debug)]
pub struct Page {
    /// Its name in addresses.
    pub slug: Slug,
    /// What its file says.
    pub fields: Arc<PageFields>,
    /// Its text.
    pub body: Arc<Body>,
    /// Its file.
    pub file: SourceId,
}

/// Lets an entry be read like what its file says: `practice.title`. What was resolved has the name of what was written and
/// stands in front of it, so `practice.authors` are people and no names.
macro_rules! says {
    ($($Entry:ty: $Fields:ty;)*) => {
        $(
            impl Deref for $Entry {
                type Target = $Fields;

                fn deref(&self) -> &$Fields {
                    &self.fields
                }
            }
        )*
    };
}

says! {
    Definition: DefinitionFields;
    Criterion: CriterionFields;
    Iteration: IterationFields;
    Practice: PracticeFields;
    Contribution: ContributionFields;
    Influence: InfluenceFields;
    Person: PersonFields;
    Page: PageFields;
}
