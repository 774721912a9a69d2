//! What the front matter of each kind of file says, every value with its place.

use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::codes;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::names::{Reference, Slug};
use crate::base::text::{SourceId, Span, Spanned};
use crate::base::toml_reader::{Expected, Table};
use crate::content::document::front_matter::choices::{ContributionKind, ContributionStatus, IterationStatus};
use crate::content::document::front_matter::people::{Introduction, PersonFields, introductions, person};
use crate::content::document::front_matter::values::{address, aliases, reference, title, value, values};
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

/// The term itself.
#[derive(Clone, Debug)]
pub struct DefinitionFields {
    /// The term, as it is written in a sentence.
    pub term: String,
    /// Other names for the same thing.
    pub also_known_as: Vec<String>,
    /// One sentence for lists.
    pub summary: String,
    /// Terms that are taken for it and are not it.
    pub not_to_be_confused_with: Vec<NotToBeConfused>,
    /// Definitions that belong beside it.
    pub related: Vec<Spanned<Slug>>,
    /// What the community asks of the definition.
    pub criteria: Vec<CriterionFields>,
    /// The names that its file had before, which are addresses still.
    pub aliases: Vec<Spanned<Slug>>,
}

/// A term that is taken for another.
#[derive(Clone, Debug)]
pub struct NotToBeConfused {
    /// The other term.
    pub term: String,
    /// The difference.
    pub note: String,
}

/// Something that is asked of a definition.
#[derive(Clone, Debug)]
pub struct CriterionFields {
    /// Its name in `meets`.
    pub id: Spanned<Slug>,
    /// What is asked.
    pub statement: String,
    /// The influence it was learned from.
    pub from: Option<Spanned<Slug>>,
}

/// One numbered, dated text of a definition.
#[derive(Clone, Debug)]
pub struct IterationFields {
    /// When it was published, proposed or promised.
    pub date: Spanned<Date>,
    /// When it takes effect, if not as soon as it is published.
    pub effective: Option<Spanned<Date>>,
    /// People.
    pub authors: Vec<Spanned<Slug>>,
    /// Whether `authors` names nobody, neither rightly nor wrongly.
    pub names_nobody: bool,
    /// Whether it counts.
    pub status: IterationStatus,
    /// Why this iteration.
    pub note: Option<String>,
    /// Why it was withdrawn.
    pub reason: Option<Spanned<String>>,
    /// Where it was first published.
    pub source: Option<String>,
    /// Whether the wording is rude.
    pub explicit: bool,
    /// The contributions it took up.
    pub contributions: Vec<Spanned<Slug>>,
    /// Which phrases meet which criteria.
    pub meets: Vec<MeetsFields>,
    /// The people whom it introduces.
    pub people: Vec<Introduction>,
}

/// A phrase of an iteration that meets a criterion.
#[derive(Clone, Debug)]
pub struct MeetsFields {
    /// The criterion.
    pub criterion: Spanned<Slug>,
    /// The phrase, as it stands in the text.
    pub phrase: Spanned<String>,
}

/// A practice.
#[derive(Clone, Debug)]
pub struct PracticeFields {
    /// Its name.
    pub title: String,
    /// One sentence for lists.
    pub summary: String,
    /// When it was written or last revised.
    pub date: Spanned<Date>,
    /// People.
    pub authors: Vec<Spanned<Slug>>,
    /// What it was written against.
    pub on: Option<Spanned<Reference>>,
    /// Free keywords.
    pub tags: Vec<Slug>,
    /// The names that its file had before, which are addresses still.
    pub aliases: Vec<Spanned<Slug>>,
    /// The people whom it introduces.
    pub people: Vec<Introduction>,
}

/// What somebody said or did about a definition.
#[derive(Clone, Debug)]
pub struct ContributionFields {
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: Spanned<ContributionKind>,
    /// When it was made.
    pub date: Spanned<Date>,
    /// People.
    pub authors: Vec<Spanned<Slug>>,
    /// Whether `authors` names nobody, neither rightly nor wrongly.
    pub names_nobody: bool,
    /// What it is about.
    pub on: Option<Spanned<Reference>>,
    /// What became of it.
    pub status: Spanned<ContributionStatus>,
    /// The iteration that took it up.
    pub accepted_in: Option<Spanned<u32>>,
    /// Why it was accepted or declined.
    pub reason: Option<String>,
    /// Why it was made.
    pub note: Option<String>,
    /// What was said elsewhere, letter for letter.
    pub quote: Option<String>,
    /// Where it was said.
    pub source: Option<String>,
    /// When somebody saw it there.
    pub seen: Option<Spanned<Date>>,
    /// The names that its file had before, which are addresses still.
    pub aliases: Vec<Spanned<Slug>>,
    /// The people whom it introduces.
    pub people: Vec<Introduction>,
}

/// An elder definition that one learns from.
#[derive(Clone, Debug)]
pub struct InfluenceFields {
    /// What it defines.
    pub title: String,
    /// Who said it: names, not people of this knowledge base.
    pub authors: Vec<String>,
    /// When it was said.
    pub year: Option<u32>,
    /// Where it was said.
    pub source: Option<String>,
    /// What was said, letter for letter.
    pub quote: Option<String>,
    /// The names that its file had before, which are addresses still.
    pub aliases: Vec<Spanned<Slug>>,
}

/// Any other page.
#[derive(Clone, Debug)]
pub struct PageFields {
    /// Its title.
    pub title: String,
    /// One sentence for lists.
    pub summary: Option<String>,
    /// The names that its file had before, which are addresses still.
    pub aliases: Vec<Spanned<Slug>>,
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
            table = table.among(text, &keys(place));
        }
        let fields = Self::of(place, &mut table, diagnostics);
        table.finish(diagnostics);
        fields
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
            Self::Iteration(fields) => fields.names_nobody,
            Self::Contribution(fields) => fields.names_nobody,
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

    fn of(place: &Place, table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        match place {
            Place::Definition(_) => definition(table, diagnostics).map(Arc::new).map(Self::Definition),
            Place::Iteration(..) => iteration(table, diagnostics).map(Arc::new).map(Self::Iteration),
            Place::Practice(_) => practice(table, diagnostics).map(Arc::new).map(Self::Practice),
            Place::Contribution(..) => contribution(table, diagnostics).map(Arc::new).map(Self::Contribution),
            Place::Influence(_) => influence(table, diagnostics).map(Arc::new).map(Self::Influence),
            Place::Person(_) => person(table, diagnostics).map(Arc::new).map(Self::Person),
            Place::Page(_) => page(table, diagnostics).map(Arc::new).map(Self::Page),
        }
    }
}

/// The keys that the front matter of a file may have, in the order in which they usually stand.
pub fn keys(place: &Place) -> Vec<&'static str> {
    asked(place).asked()
}

/// Those whose value is a list of texts.
pub(in crate::content::document) fn lists(place: &Place) -> Vec<&'static str> {
    asked(place).asked_lists()
}

/// An empty table of which everything was asked.
fn asked(place: &Place) -> Table<'static> {
    let (nowhere, mut ignored) = (Span::file(SourceId::FIRST), Diagnostics::default());
    let mut table = Table::parse("", 0, place.what(), nowhere, &mut ignored);
    Fields::of(place, &mut table, &mut ignored);
    table
}

fn definition(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<DefinitionFields> {
    let term = title(table, "term", "term = \"ProdOps\"", diagnostics);
    let also_known_as = values(table.titles("also_known_as", diagnostics));
    let summary = table.required_text("summary", "summary = \"What it is, in one sentence.\"", diagnostics);
    let mut not_to_be_confused_with = Vec::new();
    for mut entry in table.tables("not_to_be_confused_with", "an entry of `not_to_be_confused_with`", diagnostics) {
        let term = entry.required_title("term", "term = \"DevOps\"", diagnostics);
        let note = entry.required_text("note", "note = \"what the difference is\"", diagnostics);
        entry.finish(diagnostics);
        if let (Some(term), Some(note)) = (term, note) {
            not_to_be_confused_with.push(NotToBeConfused { term: term.value, note: note.value });
        }
    }
    let related = table.slugs("related", diagnostics);
    let aliases = aliases(table, diagnostics);
    let mut criteria = Vec::new();
    for mut entry in table.tables("criteria", "a criterion", diagnostics) {
        let id = entry.required_slug("id", "id = \"rapid-validation\"", diagnostics);
        let statement = entry.required_text("statement", "statement = \"What the definition must say.\"", diagnostics);
        let from = entry.slug("from", diagnostics);
        entry.finish(diagnostics);
        if let (Some(id), Some(statement)) = (id, statement) {
            criteria.push(CriterionFields { id, statement: statement.value, from });
        }
    }
    Some(DefinitionFields {
        term: term?,
        also_known_as,
        summary: summary?.value,
        not_to_be_confused_with,
        related,
        criteria,
        aliases,
    })
}

fn iteration(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<IterationFields> {
    let date = table.required_date("date", diagnostics);
    let effective = table.date("effective", diagnostics);
    let names_nobody = table.lists_nothing("authors");
    let authors = table.slugs("authors", diagnostics);
    let status = table.choice("status", &IterationStatus::ALL, diagnostics);
    let status = status.map_or(IterationStatus::Published, |status| status.value);
    if status == IterationStatus::Placeholder {
        table.require_for("an iteration that is `tba`", "note", "note = \"why it was announced\"", diagnostics);
    }
    let note = value(table.text("note", diagnostics));
    let reason = table.text("reason", diagnostics);
    let source = value(address(table, "source", diagnostics));
    let explicit = table.flag("explicit", diagnostics).unwrap_or(false);
    let contributions = table.slugs("contributions", diagnostics);
    let mut meets = Vec::new();
    for mut entry in table.tables("meets", "an entry of `meets`", diagnostics) {
        let criterion = entry.required_slug("criterion", "criterion = \"rapid-validation\"", diagnostics);
        let phrase = entry.required_text("phrase", "phrase = \"words of the text\"", diagnostics);
        entry.finish(diagnostics);
        if let (Some(criterion), Some(phrase)) = (criterion, phrase) {
            meets.push(MeetsFields { criterion, phrase });
        }
    }
    let people = introductions(table, diagnostics);
    Some(IterationFields {
        date: date?,
        effective,
        authors,
        names_nobody,
        status,
        note,
        reason,
        source,
        explicit,
        contributions,
        meets,
        people,
    })
}

fn practice(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<PracticeFields> {
    let title = title(table, "title", "title = \"Customer onboarding\"", diagnostics);
    let summary = table.required_text("summary", "summary = \"What it is for, in one sentence.\"", diagnostics);
    let date = table.required_date("date", diagnostics);
    let authors = table.slugs("authors", diagnostics);
    let on = reference(table, "on", diagnostics);
    let tags = table.slugs("tags", diagnostics).into_iter().map(|tag| tag.value).collect();
    let aliases = aliases(table, diagnostics);
    let people = introductions(table, diagnostics);
    Some(PracticeFields { title: title?, summary: summary?.value, date: date?, authors, on, tags, aliases, people })
}

fn contribution(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<ContributionFields> {
    let heading = table.span();
    let title = title(table, "title", "title = \"What it is about\"", diagnostics);
    table.require("kind", "kind = \"comment\"", diagnostics);
    let kind = table.choice("kind", &ContributionKind::ALL, diagnostics);
    let date = table.required_date("date", diagnostics);
    let names_nobody = table.lists_nothing("authors");
    let authors = table.slugs("authors", diagnostics);
    match kind.as_ref().map(|kind| kind.value) {
        Some(ContributionKind::Evidence | ContributionKind::Rival) => {
            table.require_for("a quotation", "quote", "quote = \"what was said, letter for letter\"", diagnostics);
            table.require_for("a quotation", "source", "source = \"https://...\"", diagnostics);
            table.require_for("a quotation", "seen", "seen = 2020-12-08", diagnostics);
        }
        Some(ContributionKind::Proposal) => table.require_for("a proposal", "on", "on = \"prodops\"", diagnostics),
        Some(ContributionKind::Endorsement) => {
            table.require_for("an endorsement", "on", "on = \"prodops@4\"", diagnostics);
        }
        Some(
            ContributionKind::Comment
            | ContributionKind::Example
            | ContributionKind::Dissent
            | ContributionKind::Event
            | ContributionKind::Action,
        )
        | None => {}
    }
    let on = reference(table, "on", diagnostics);
    let status = table
        .choice("status", &ContributionStatus::ALL, diagnostics)
        .unwrap_or(Spanned::new(ContributionStatus::Open, heading));
    if status.value == ContributionStatus::Declined {
        table.require_for("a declined contribution", "reason", "reason = \"why it was declined\"", diagnostics);
    }
    let accepted_in = table.number("accepted_in", diagnostics);
    let reason = value(table.text("reason", diagnostics));
    let note = value(table.text("note", diagnostics));
    let quote = value(table.text("quote", diagnostics));
    let source = value(address(table, "source", diagnostics));
    let seen = table.date("seen", diagnostics);
    let aliases = aliases(table, diagnostics);
    let people = introductions(table, diagnostics);
    Some(ContributionFields {
        title: title?,
        kind: kind?,
        date: date?,
        authors,
        names_nobody,
        on,
        status,
        accepted_in,
        reason,
        note,
        quote,
        source,
        seen,
        aliases,
        people,
    })
}

fn influence(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<InfluenceFields> {
    let title = title(table, "title", "title = \"DevOps\"", diagnostics);
    let authors = values(table.titles("authors", diagnostics));
    let year = table.number("year", diagnostics);
    if let Some(year) = year.as_ref().filter(|year| year.value == 0) {
        diagnostics.push(
            Diagnostic::new(&codes::WRONG_TYPE, year.span, "there is no year 0")
                .help("write the year, such as `year = 2009`, or remove the line if nobody knows it"),
        );
    }
    let year = value(year);
    let source = value(address(table, "source", diagnostics));
    let quote = value(table.text("quote", diagnostics));
    let aliases = aliases(table, diagnostics);
    Some(InfluenceFields { title: title?, authors, year, source, quote, aliases })
}

fn page(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<PageFields> {
    let title = title(table, "title", "title = \"About\"", diagnostics);
    let summary = value(table.text("summary", diagnostics));
    let aliases = aliases(table, diagnostics);
    Some(PageFields { title: title?, summary, aliases })
}
