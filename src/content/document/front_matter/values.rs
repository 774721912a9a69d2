//! The sorts of values that keys take, and how each is read.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method is one of tables of one lifetime, a closure of tables of any"
)]

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::names::{NameFault, Reference, Slug};
use crate::base::screening::deception;
use crate::base::text::Spanned;
use crate::base::toml_reader::Table;
use crate::content::document::front_matter::choices::{Choice, ContributionStatus, IterationStatus};
use crate::content::document::front_matter::keys::{Form, Row, Sort};

/// Who wrote a text.
#[derive(Clone, Debug)]
pub struct Authors {
    /// Their names in references.
    pub people: Vec<Spanned<Slug>>,
    /// Whether nobody is named, neither rightly nor wrongly.
    pub is_nobody: bool,
}

pub(super) const TITLE: Sort<Option<String>> =
    Sort::new(Form::Title, |table, key, found| value(table.title(key, found)));
pub(super) const TITLES: Sort<Vec<String>> =
    Sort::new(Form::Titles, |table, key, found| values(table.titles(key, found)));
pub(super) const TEXT: Sort<Option<String>> = Sort::new(Form::Text, |table, key, found| value(table.text(key, found)));
/// A text of which the place is kept.
pub(super) const PLACED_TEXT: Sort<Option<Spanned<String>>> =
    Sort::new(Form::Text, |table, key, found| table.text(key, found));
pub(super) const ADDRESS: Sort<Option<Spanned<String>>> = Sort::new(Form::Address, address);
/// An address, or where something was said in words.
pub(super) const PLACE: Sort<Option<String>> =
    Sort::new(Form::Place, |table, key, found| value(address(table, key, found)));
pub(super) const DATE: Sort<Option<Spanned<Date>>> = Sort::new(Form::Date, |table, key, found| table.date(key, found));
pub(super) const YEAR: Sort<Option<u32>> = Sort::new(Form::Number, year);
pub(super) const NUMBER: Sort<Option<Spanned<u32>>> =
    Sort::new(Form::Number, |table, key, found| table.number(key, found));
pub(super) const FLAG: Sort<bool> = Sort::new(Form::Flag, |table, key, found| table.flag(key, found).unwrap_or(false));
pub(super) const SLUG: Sort<Option<Spanned<Slug>>> = Sort::new(Form::Name, |table, key, found| table.slug(key, found));
pub(super) const SLUGS: Sort<Vec<Spanned<Slug>>> = Sort::new(Form::Names, |table, key, found| table.slugs(key, found));
pub(super) const TAGS: Sort<Vec<Slug>> = Sort::new(Form::Names, |table, key, found| values(table.slugs(key, found)));
pub(super) const ALIASES: Sort<Vec<Spanned<Slug>>> = Sort::new(Form::Names, aliases);
pub(super) const REFERENCE: Sort<Option<Spanned<Reference>>> = Sort::new(Form::Reference, reference);

pub(super) const AUTHORS: Sort<Authors> = Sort::new(Form::Names, |table, key, found| {
    let is_nobody = table.lists_nothing(key);
    Authors { people: table.slugs(key, found), is_nobody }
});

pub(super) const ITERATION_STATUS: Sort<IterationStatus> =
    Sort::new(choice::<IterationStatus>().form, |table, key, found| {
        value(table.choice(key, IterationStatus::WORDS, found)).unwrap_or(IterationStatus::Published)
    });

pub(super) const CONTRIBUTION_STATUS: Sort<Spanned<ContributionStatus>> =
    Sort::new(choice::<ContributionStatus>().form, |table, key, found| {
        let status = table.choice(key, ContributionStatus::WORDS, found);
        status.unwrap_or(Spanned::new(ContributionStatus::Open, table.span()))
    });

/// One of a closed list of words.
pub(super) const fn choice<T: Choice>() -> Sort<Option<Spanned<T>>> {
    Sort::new(Form::Choice(T::MEANINGS), |table, key, found| table.choice(key, T::WORDS, found))
}

/// A list of tables.
pub(super) const fn tables<T: Row>() -> Sort<Vec<T>> {
    Sort::new(Form::Tables(T::KEYS), |table, key, found| {
        let mut rows = Vec::new();
        for mut entry in table.tables(key, T::WHAT, found) {
            let row = T::read(&mut entry, found);
            entry.finish(found);
            rows.extend(row);
        }
        rows
    })
}

fn address(table: &mut Table<'_>, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    let address = table.text(key, diagnostics)?;
    deception::report_address(&address, diagnostics);
    Some(address)
}

fn year(table: &mut Table<'_>, key: &'static str, diagnostics: &mut Diagnostics) -> Option<u32> {
    let year = table.number(key, diagnostics)?;
    if year.value == 0 {
        diagnostics.push(
            Diagnostic::new(&codes::WRONG_TYPE, year.span, "there is no year 0")
                .help("write the year, such as `year = 2009`, or remove the line if nobody knows it"),
        );
    }
    Some(year.value)
}

/// The former names of a file. They become addresses, so what no file can be called is no alias either.
fn aliases(table: &mut Table<'_>, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<Spanned<Slug>> {
    let mut aliases = table.slugs_once(key, diagnostics);
    aliases.retain(|alias| {
        let Some(fault) = NameFault::of(alias.value.as_str()) else { return true };
        diagnostics.push(
            Diagnostic::new(&codes::BAD_NAME, alias.span, format!("the name `{}` {fault}", alias.value))
                .help("remove it from `aliases`: no file was published under it"),
        );
        false
    });
    aliases
}

fn reference(table: &mut Table<'_>, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<Reference>> {
    let text = table.text(key, diagnostics)?;
    let reference = Reference::parse(&text.value);
    if reference.is_none() {
        diagnostics.push(
            Diagnostic::new(&codes::BAD_NAME, text.span, format!("`{}` names no definition or iteration", text.value))
                .help("write the name of a definition, such as `prodops`, or of one iteration, such as `prodops@4`"),
        );
    }
    reference.map(|reference| Spanned::new(reference, text.span))
}

fn value<T>(spanned: Option<Spanned<T>>) -> Option<T> {
    spanned.map(|spanned| spanned.value)
}

fn values<T>(spanned: Vec<Spanned<T>>) -> Vec<T> {
    spanned.into_iter().map(|spanned| spanned.value).collect()
}
