//! What the values of front matter say in a review.

use jiff::civil::Date;

use crate::base::names::{Reference, Slug};
use crate::base::text::Spanned;
use crate::content::document::front_matter::choices::{ContributionKind, ContributionStatus, IterationStatus};
use crate::content::document::front_matter::values::Authors;

/// A value that words say.
pub(super) trait Said {
    /// The words; none if nothing is said.
    fn said(&self) -> String;
}

/// A value that is told key by key.
pub(super) trait Tell {
    /// Adds what the value of a key says, by the names under which it is told.
    fn tell(&self, key: &str, facts: &mut Vec<(String, String)>);
}

impl<T: Said> Tell for T {
    fn tell(&self, key: &str, facts: &mut Vec<(String, String)>) {
        facts.push((key.to_owned(), self.said()));
    }
}

macro_rules! says {
    ($($Value:ty, $value:ident => $words:expr;)*) => {
        $(impl Said for $Value {
            fn said(&self) -> String {
                let $value = self;
                $words
            }
        })*
    };
}

says! {
    String, text => text.clone();
    Date, date => date.to_string();
    Slug, name => name.to_string();
    Reference, reference => reference.to_string();
    u32, number => number.to_string();
    bool, flag => if *flag { "true".to_owned() } else { String::new() };
    IterationStatus, status => status.name().to_owned();
    ContributionKind, kind => kind.name().to_owned();
    ContributionStatus, status => status.name().to_owned();
    // That nobody is named must not be overlooked.
    Authors, authors => if authors.people.is_empty() { "nobody is named".to_owned() } else { authors.people.said() };
}

impl<T: Said> Said for Spanned<T> {
    fn said(&self) -> String {
        self.value.said()
    }
}

impl<T: Said> Said for Option<T> {
    fn said(&self) -> String {
        self.as_ref().map_or_else(String::new, Said::said)
    }
}

impl<T: Said> Said for Vec<T> {
    fn said(&self) -> String {
        self.iter().map(Said::said).collect::<Vec<_>>().join(", ")
    }
}
