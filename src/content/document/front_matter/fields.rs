//! What the front matter of each kind of file says, every value with its place.

use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::Diagnostics;
use crate::base::names::{Reference, Slug};
use crate::base::text::{Span, Spanned};
use crate::base::toml_reader::{Expected, Table};
use crate::content::document::front_matter::choices::{ContributionKind, ContributionStatus, IterationStatus};
use crate::content::document::front_matter::keys::{Form, Key, Keyed, Need, Row, keys};
use crate::content::document::front_matter::people::{Introduction, PEOPLE, PersonFields};
use crate::content::document::front_matter::told::{Said, Tell};
use crate::content::document::front_matter::values::{
    ALIASES, AUTHORS, Authors, CONTRIBUTION_STATUS, DATE, FLAG, ITERATION_STATUS, NUMBER, PLACE, PLACED_TEXT,
    REFERENCE, SLUG, SLUGS, TAGS, TEXT, TITLE, TITLES, YEAR, choice, tables,
};
use crate::content::document::place::Place;

/// The front matter of a file, by kind.
#[derive(Clone, Debug)]
pub enum Fields {
    /// Of `definition.md`.
    Definition(Arc<DefinitionFields>),
    /// Of an iteration.
    Iteration(Arc<IterationFields>),
    /// Of a practice.
    Practice(Arc<PracticeFields>),
    /// Of a contribution.
    Contribution(Arc<ContributionFields>),
    /// Of an influence.
    Influence(Arc<InfluenceFields>),
    /// Of a person.
    Person(Arc<PersonFields>),
    /// Of any other page.
    Page(Arc<PageFields>),
}

keys! {
    /// The term itself.
    pub struct DefinitionFields {
        /// The term, as it is written in a sentence.
        term: String = TITLE, required r#"term = "ProdOps""#;
        /// Other names for the same thing.
        also_known_as: Vec<String> = TITLES, r#"also_known_as = ["product operations"]"#;
        /// What it is, in one sentence for lists.
        summary: String = TEXT, required r#"summary = "What it is, in one sentence.""#;
        /// Terms that are taken for it and are not it.
        not_to_be_confused_with: Vec<NotToBeConfused> = tables::<NotToBeConfused>(), "[[not_to_be_confused_with]]";
        /// Definitions that belong beside it.
        related: Vec<Spanned<Slug>> = SLUGS, r#"related = ["devops"]"#;
        /// The names that the folder of the definition had before. Their addresses still lead here.
        aliases: Vec<Spanned<Slug>> = ALIASES, r#"aliases = ["product-ops"]"#;
        /// What the community asks of the definition.
        criteria: Vec<CriterionFields> = tables::<CriterionFields>(), "[[criteria]]";
    }
}

keys! {
    /// A term that is taken for another.
    pub struct NotToBeConfused: "an entry of `not_to_be_confused_with`" {
        /// The other term.
        term: String = TITLE, required r#"term = "DevOps""#;
        /// What the difference is.
        note: String = TEXT, required r#"note = "what the difference is""#;
    }
}

keys! {
    /// Something that is asked of a definition.
    pub struct CriterionFields: "a criterion" {
        /// Its name, by which `[[meets]]` of an iteration calls it.
        id: Spanned<Slug> = SLUG, required r#"id = "rapid-validation""#;
        /// What is asked.
        statement: String = TEXT, required r#"statement = "What the definition must say.""#;
        /// The influence it was learned from.
        from: Option<Spanned<Slug>> = SLUG, r#"from = "lean-startup""#;
    }
}

keys! {
    /// One numbered, dated text of a definition.
    pub struct IterationFields {
        /// The day on which it was decided, proposed or announced.
        date: Spanned<Date> = DATE, required "date = 2020-12-08";
        /// The day on which it takes effect, if not as soon as it is published.
        effective: Option<Spanned<Date>> = DATE, "effective = 2021-01-01";
        /// Who wrote it. A new text says so.
        authors: Authors = AUTHORS, r#"authors = ["jo-doe"]"#;
        /// Whether it counts, which it does if nothing is said here. One that is `tba` was announced and has no text.
        status: IterationStatus = ITERATION_STATUS, r#"status = "proposed""#;
        /// Why this iteration.
        note: Option<String> = TEXT, r#"note = "It says now whom it serves.""#,
            for "an iteration that is `tba`" if status == IterationStatus::Placeholder
                => r#"note = "why it was announced""#;
        /// Why it was withdrawn or declined.
        reason: Option<Spanned<String>> = PLACED_TEXT, r#"reason = "It left out those who do the work.""#;
        /// Where it was first published.
        source: Option<String> = PLACE, r#"source = "https://example.org/where-it-was-first""#;
        /// Whether the wording is rude.
        explicit: bool = FLAG, "explicit = true";
        /// The contributions that it took up.
        contributions: Vec<Spanned<Slug>> = SLUGS, r#"contributions = ["2020-12-08-more-words"]"#;
        /// Which words of the text meet which criteria of the definition.
        meets: Vec<MeetsFields> = tables::<MeetsFields>(), "[[meets]]";
        /// The people whom it introduces, because they have no file of their own yet.
        people: Vec<Introduction> = PEOPLE, "[[people]]";
    }
}

keys! {
    /// A phrase of an iteration that meets a criterion.
    pub struct MeetsFields: "an entry of `meets`" {
        /// The `id` of the criterion.
        criterion: Spanned<Slug> = SLUG, required r#"criterion = "rapid-validation""#;
        /// The words, as they stand in the text.
        phrase: Spanned<String> = PLACED_TEXT, required r#"phrase = "words of the text""#;
    }
}

keys! {
    /// A practice.
    pub struct PracticeFields {
        /// Its name.
        title: String = TITLE, required r#"title = "Customer onboarding""#;
        /// What it is for, in one sentence for lists.
        summary: String = TEXT, required r#"summary = "What it is for, in one sentence.""#;
        /// The day on which it was written or last revised.
        date: Spanned<Date> = DATE, required "date = 2020-12-08";
        /// Who wrote it.
        authors: Authors = AUTHORS, r#"authors = ["jo-doe"]"#;
        /// What it was written against.
        on: Option<Spanned<Reference>> = REFERENCE, r#"on = "prodops@4""#;
        /// Keywords of your choice.
        tags: Vec<Slug> = TAGS, r#"tags = ["onboarding", "customers"]"#;
        /// The names that the file had before. Their addresses still lead here.
        aliases: Vec<Spanned<Slug>> = ALIASES, r#"aliases = ["onboarding"]"#;
        /// The people whom it introduces, because they have no file of their own yet.
        people: Vec<Introduction> = PEOPLE, "[[people]]";
    }
}

keys! {
    /// What somebody said or did about a definition.
    pub struct ContributionFields {
        /// What it says, in one line.
        title: String = TITLE, required r#"title = "What it is about""#;
        /// What it is.
        kind: Spanned<ContributionKind> = choice::<ContributionKind>(), required r#"kind = "comment""#;
        /// The day on which it was made: the same as in the name of the file.
        date: Spanned<Date> = DATE, required "date = 2020-12-08";
        /// Who made it. A new one says so.
        authors: Authors = AUTHORS, r#"authors = ["jo-doe"]"#;
        /// What it is about.
        on: Option<Spanned<Reference>> = REFERENCE, r#"on = "prodops@4""#,
            for "a proposal" if is(kind.as_ref(), &[ContributionKind::Proposal]) => r#"on = "prodops""#,
            for "an endorsement" if is(kind.as_ref(), &[ContributionKind::Endorsement]);
        /// What became of it; it is open if nothing is said here.
        status: Spanned<ContributionStatus> = CONTRIBUTION_STATUS, r#"status = "accepted""#;
        /// The iteration that took it up. An accepted proposal names it.
        accepted_in: Option<Spanned<u32>> = NUMBER, "accepted_in = 6";
        /// Why it was accepted or declined.
        reason: Option<String> = TEXT, r#"reason = "It names what was missing.""#,
            for "a declined contribution" if status.value == ContributionStatus::Declined
                => r#"reason = "why it was declined""#;
        /// Why it was made.
        note: Option<String> = TEXT, r#"note = "The current wording leaves this open.""#;
        /// What was said elsewhere, letter for letter.
        quote: Option<String> = TEXT, r#"quote = "The words, as they were said.""#,
            for "a quotation" if is(kind.as_ref(), QUOTATIONS) => r#"quote = "what was said, letter for letter""#;
        /// Where it was said.
        source: Option<String> = PLACE, r#"source = "https://example.org/an-article""#,
            for "a quotation" if is(kind.as_ref(), QUOTATIONS) => r#"source = "https://...""#;
        /// The day on which you saw it there.
        seen: Option<Spanned<Date>> = DATE, "seen = 2020-12-08", for "a quotation" if is(kind.as_ref(), QUOTATIONS);
        /// The names that the file had before. Their addresses still lead here.
        aliases: Vec<Spanned<Slug>> = ALIASES, r#"aliases = ["2020-12-07-more-words"]"#;
        /// The people whom it introduces, because they have no file of their own yet.
        people: Vec<Introduction> = PEOPLE, "[[people]]";
    }
}

/// The kinds of contributions that quote what somebody said elsewhere.
const QUOTATIONS: &[ContributionKind] = &[ContributionKind::Evidence, ContributionKind::Rival];

fn is(kind: Option<&Spanned<ContributionKind>>, kinds: &[ContributionKind]) -> bool {
    kind.is_some_and(|kind| kinds.contains(&kind.value))
}

keys! {
    /// An elder definition that one learns from.
    pub struct InfluenceFields {
        /// What it defines.
        title: String = TITLE, required r#"title = "DevOps""#;
        /// Who said it. They need no page here.
        authors: Vec<String> = TITLES, r#"authors = ["Jo Doe"]"#;
        /// The year in which it was said.
        year: Option<u32> = YEAR, "year = 2009";
        /// Where it was said.
        source: Option<String> = PLACE, r#"source = "https://example.org/a-talk""#;
        /// What was said, letter for letter.
        quote: Option<String> = TEXT, r#"quote = "The words, as they were said.""#;
        /// The names that the file had before. Their addresses still lead here.
        aliases: Vec<Spanned<Slug>> = ALIASES, r#"aliases = ["dev-ops"]"#;
    }
}

keys! {
    /// Any other page.
    pub struct PageFields {
        /// Its title.
        title: String = TITLE, required r#"title = "About""#;
        /// What it is about, in one sentence for lists.
        summary: Option<String> = TEXT, r#"summary = "Who we are.""#;
        /// The names that the file had before. Their addresses still lead here.
        aliases: Vec<Spanned<Slug>> = ALIASES, r#"aliases = ["who-we-are"]"#;
    }
}

impl Fields {
    /// Reads the front matter of a file. None if what the kind cannot do without is missing; that has been reported.
    pub fn read(
        place: &Place,
        (text, offset): (&str, usize),
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let expected = || Expected { lists: lists(place), day: place.day() };
        let mut table = Table::parse_expecting(text, offset, place.what(), span, &expected, diagnostics);
        if text.starts_with('[') || text.contains("\n[") || text.contains('{') {
            let keys: Vec<&'static str> = keys(place).iter().map(|key| key.name).collect();
            table = table.among(text, &keys);
        }
        let fields = Self::of(place, &mut table, diagnostics);
        table.finish(diagnostics);
        fields
    }

    fn of(place: &Place, table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        fn read<T: Keyed>(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<Arc<T>> {
            T::read(table, diagnostics).map(Arc::new)
        }
        match place {
            Place::Definition(_) => read(table, diagnostics).map(Self::Definition),
            Place::Iteration(..) => read(table, diagnostics).map(Self::Iteration),
            Place::Practice(_) => read(table, diagnostics).map(Self::Practice),
            Place::Contribution(..) => read(table, diagnostics).map(Self::Contribution),
            Place::Influence(_) => read(table, diagnostics).map(Self::Influence),
            Place::Person(_) => read(table, diagnostics).map(Self::Person),
            Place::Page(_) => read(table, diagnostics).map(Self::Page),
        }
    }

    /// What each key says, for a review. What is not said is empty.
    pub fn told(&self) -> Vec<(String, String)> {
        match self {
            Self::Definition(fields) => fields.told(),
            Self::Iteration(fields) => fields.told(),
            Self::Practice(fields) => fields.told(),
            Self::Contribution(fields) => fields.told(),
            Self::Influence(fields) => fields.told(),
            Self::Person(fields) => fields.told(),
            Self::Page(fields) => fields.told(),
        }
    }

    /// Whether the file had a name before.
    pub fn has_alias(&self, name: &Slug) -> bool {
        self.aliases().iter().any(|alias| alias.value == *name)
    }

    /// The names that the file had before.
    pub fn aliases(&self) -> &[Spanned<Slug>] {
        match self {
            Self::Definition(fields) => &fields.aliases,
            Self::Practice(fields) => &fields.aliases,
            Self::Contribution(fields) => &fields.aliases,
            Self::Influence(fields) => &fields.aliases,
            Self::Person(fields) => &fields.aliases,
            Self::Page(fields) => &fields.aliases,
            Self::Iteration(_) => &[],
        }
    }

    /// Whether the text has authors among the people of the knowledge base and names none of them.
    pub fn names_nobody(&self) -> bool {
        match self {
            Self::Iteration(fields) => fields.authors.is_nobody,
            Self::Contribution(fields) => fields.authors.is_nobody,
            Self::Definition(_) | Self::Practice(_) | Self::Influence(_) | Self::Person(_) | Self::Page(_) => false,
        }
    }

    /// The people whom the text introduces.
    pub fn people(&self) -> &[Introduction] {
        match self {
            Self::Iteration(fields) => &fields.people,
            Self::Practice(fields) => &fields.people,
            Self::Contribution(fields) => &fields.people,
            Self::Definition(_) | Self::Influence(_) | Self::Person(_) | Self::Page(_) => &[],
        }
    }
}

/// The keys that the front matter of a file may have, in the order in which they usually stand.
pub fn keys(place: &Place) -> &'static [Key] {
    match place {
        Place::Definition(_) => DefinitionFields::KEYS,
        Place::Iteration(..) => IterationFields::KEYS,
        Place::Practice(_) => PracticeFields::KEYS,
        Place::Contribution(..) => ContributionFields::KEYS,
        Place::Influence(_) => InfluenceFields::KEYS,
        Place::Person(_) => PersonFields::KEYS,
        Place::Page(_) => PageFields::KEYS,
    }
}

/// Those whose value is a list of texts.
pub(in crate::content::document) fn lists(place: &Place) -> Vec<&'static str> {
    let lists = keys(place).iter().filter(|key| matches!(key.form, Form::Titles | Form::Names));
    lists.map(|key| key.name).collect()
}

impl Tell for Vec<NotToBeConfused> {
    fn tell(&self, key: &str, facts: &mut Vec<(String, String)>) {
        for NotToBeConfused { term, note } in self {
            facts.push((format!("{key} {term}"), note.clone()));
        }
    }
}

impl Tell for Vec<CriterionFields> {
    fn tell(&self, _: &str, facts: &mut Vec<(String, String)>) {
        for CriterionFields { id, statement, from } in self {
            facts.push((format!("criterion {}", id.value), statement.clone()));
            facts.push((format!("criterion {}, from", id.value), from.said()));
        }
    }
}

/// A review tells of criteria that a text met or meets now.
impl Tell for Vec<MeetsFields> {
    fn tell(&self, _: &str, _: &mut Vec<(String, String)>) {}
}
