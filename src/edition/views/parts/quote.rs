//! What was said elsewhere.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::content::knowledge::Contribution;
use crate::edition::links::{DateView, Linker, Prepared};

/// A quotation with where it was said.
#[derive(Debug, Serialize)]
pub struct Quote {
    /// The words.
    pub words: String,
    /// Where they were said.
    pub said_in: Option<SaidIn>,
    /// When somebody saw them there.
    pub seen: Option<Prepared<DateView>>,
}

/// Where something was said: words, and a link if they are an address.
#[derive(Debug, Serialize)]
pub struct SaidIn {
    /// The words.
    pub words: String,
    /// The address, if the words are one.
    pub href: Option<Address>,
}

/// What a contribution quotes.
pub(in crate::edition::views) fn quote(contribution: &Contribution, links: &Linker<'_>) -> Option<Quote> {
    contribution.quote.as_ref().map(|words| Quote {
        words: words.clone(),
        said_in: contribution.source.as_deref().map(said_in),
        seen: contribution.seen.as_ref().map(|seen| links.date(seen.value)),
    })
}

/// Where something was said.
pub(in crate::edition::views) fn said_in(words: &str) -> SaidIn {
    SaidIn { words: words.to_owned(), href: Address::in_words(words) }
}
