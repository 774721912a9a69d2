//! Values that the front matter of several kinds has.

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::names::{NameFault, Reference, Slug};
use crate::base::screening::deception;
use crate::base::text::Spanned;
use crate::base::toml_reader::Table;

/// The former names of a file. They become addresses, so what no file can be called is no alias either.
pub(super) fn aliases(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Vec<Spanned<Slug>> {
    let mut aliases = table.slugs_once("aliases", diagnostics);
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

pub(super) fn title(
    table: &mut Table<'_>,
    key: &'static str,
    example: &str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    value(table.required_title(key, example, diagnostics))
}

/// An address, or where something was said in words.
pub(super) fn address(
    table: &mut Table<'_>,
    key: &'static str,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let address = table.text(key, diagnostics)?;
    deception::report_address(&address, diagnostics);
    Some(address)
}

pub(super) fn reference(
    table: &mut Table<'_>,
    key: &'static str,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<Reference>> {
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

pub(super) fn value<T>(spanned: Option<Spanned<T>>) -> Option<T> {
    spanned.map(|spanned| spanned.value)
}

pub(super) fn values<T>(spanned: Vec<Spanned<T>>) -> Vec<T> {
    spanned.into_iter().map(|spanned| spanned.value).collect()
}
