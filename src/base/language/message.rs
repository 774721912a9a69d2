//! Messages: sentences with named places for values, and those whose form follows a number.

use std::fmt::{self, Display, Write as _};
use std::ops::Range;
use std::sync::Arc;

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::base::language::tag::chain;

/// The place that the number of a [`Plural`] has in its forms.
pub const NUMBER: &str = "number";

/// As much room as most values take, in bytes.
const USUAL: usize = 24;

/// A sentence, or a part of one, with named places such as `{number}`. It was taken apart when it was read, because many are
/// written ten thousand times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pieces: Vec<Piece>,
    names: &'static [&'static str],
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(Box<str>),
    /// A position in the names.
    Place(usize),
}

/// What is wrong with a message, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) place: Range<usize>,
    pub(super) kind: FaultKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// A brace that opens or closes no place.
    Brace,
    /// A place of a name that nothing is known of.
    Unknown(String),
    /// Nothing stands for something that must be said.
    Missing(&'static str),
}

impl Message {
    /// Takes a message apart. Each of the places must stand in it, but for those in `optional`, and no other.
    pub(super) fn parse(text: &str, names: &'static [&'static str], optional: &[&str]) -> Result<Self, Fault> {
        let mut pieces = Vec::new();
        let mut at = 0;
        let literal = |range: Range<usize>, pieces: &mut Vec<Piece>| {
            if !range.is_empty() {
                pieces.push(Piece::Literal(text[range].into()));
            }
        };
        let mut begin = 0;
        while let Some(brace) = text[at..].find(['{', '}']).map(|found| at + found) {
            let end = text[brace..].find('}').map(|found| brace + found);
            let inner = end.filter(|end| *end > brace).map(|end| &text[brace + 1..end]);
            let is_name =
                |inner: &&str| !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            let Some(name) = inner.filter(is_name) else {
                return Err(Fault { place: brace..brace + 1, kind: FaultKind::Brace });
            };
            at = brace + name.len() + 2;
            let Some(index) = names.iter().position(|known| *known == name) else {
                return Err(Fault { place: brace..at, kind: FaultKind::Unknown(name.to_owned()) });
            };
            literal(begin..brace, &mut pieces);
            pieces.push(Piece::Place(index));
            begin = at;
        }
        literal(begin..text.len(), &mut pieces);
        let is_missing = |(index, name): &(usize, &&'static str)| {
            !optional.contains(name) && !pieces.contains(&Piece::Place(*index))
        };
        if let Some((_, name)) = names.iter().enumerate().find(is_missing) {
            return Err(Fault { place: 0..text.len(), kind: FaultKind::Missing(name) });
        }
        Ok(Self { pieces, names })
    }

    /// A message that has one place, with a value there.
    pub fn say(&self, value: impl Display) -> String {
        self.fill(&[&value])
    }

    /// The message with a value at each place, in the order of the names.
    pub(super) fn fill(&self, values: &[&dyn Display]) -> String {
        let literals =
            self.pieces.iter().map(|piece| if let Piece::Literal(text) = piece { text.len() } else { USUAL });
        let mut filled = String::with_capacity(literals.sum());
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => filled.push_str(text),
                Piece::Place(index) => {
                    let _ = write!(filled, "{}", values[*index]);
                }
            }
        }
        filled
    }
}

impl Display for Message {
    /// The message as it was written.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::Literal(text) => out.write_str(text),
            Piece::Place(index) => write!(out, "{{{}}}", self.names[*index]),
        })
    }
}

impl Serialize for Message {
    /// Literals and names of places in turn, a literal first.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        let mut is_literal_next = true;
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => {
                    list.serialize_element(&**text)?;
                    is_literal_next = false;
                }
                Piece::Place(index) => {
                    if is_literal_next {
                        list.serialize_element("")?;
                    }
                    list.serialize_element(self.names[*index])?;
                    is_literal_next = true;
                }
            }
        }
        list.end()
    }
}

/// The rules by which a language chooses the form of a word for a number (Unicode CLDR).
#[derive(Clone)]
pub struct Rules {
    tag: Arc<str>,
    /// None for a language that no rules are known of; it has one form.
    rules: Option<Arc<PluralRules>>,
}

impl Rules {
    /// The rules of a language by its tag.
    pub(super) fn of(tag: &str) -> Self {
        let known = PluralRules::get_locales(PluralRuleType::CARDINAL);
        let rules = |tag: &str| {
            let known = known.iter().find(|known| known.to_string().eq_ignore_ascii_case(tag))?;
            PluralRules::create(known.clone(), PluralRuleType::CARDINAL).ok()
        };
        let found = chain(tag).find_map(rules);
        Self { tag: tag.into(), rules: found.map(Arc::new) }
    }

    /// The language.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The form for a number: a position in [`FORMS`].
    fn form(&self, number: usize) -> usize {
        let category = self.rules.as_ref().and_then(|rules| rules.select(number).ok());
        match category.unwrap_or(PluralCategory::OTHER) {
            PluralCategory::ZERO => 0,
            PluralCategory::ONE => 1,
            PluralCategory::TWO => 2,
            PluralCategory::FEW => 3,
            PluralCategory::MANY => 4,
            PluralCategory::OTHER => LAST,
        }
    }

    /// The name of the form for a number.
    pub fn form_name(&self, number: usize) -> &'static str {
        FORMS[self.form(number)]
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the rules of {}", self.tag)
    }
}

/// The forms that a language may have for numbers (Unicode CLDR). Each has the last.
pub(super) const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", OTHER];
/// The form that each language has.
pub(super) const OTHER: &str = "other";
const LAST: usize = FORMS.len() - 1;

/// A message whose form follows a number.
#[derive(Clone, Debug)]
pub struct Plural {
    forms: [Option<Message>; FORMS.len()],
    rules: Rules,
}

impl Plural {
    /// A message with forms in the order of [`FORMS`]; the last must be there.
    pub(super) fn new(forms: [Option<Message>; FORMS.len()], rules: Rules) -> Self {
        debug_assert!(forms[LAST].is_some(), "each language has this form");
        Self { forms, rules }
    }

    /// The form for a number, of a message that has no other place.
    pub fn say(&self, number: usize) -> String {
        self.fill(number, &[&number])
    }

    /// The form for a number, with that number and a value at each other place.
    pub(super) fn fill(&self, number: usize, values: &[&dyn Display]) -> String {
        let form = self.forms[self.rules.form(number)].as_ref().or(self.forms[LAST].as_ref());
        form.expect("each language has the last form").fill(values)
    }
}

impl Serialize for Plural {
    /// Each form by its name, and the language whose rules choose among them.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("language", self.rules.tag())?;
        for (name, form) in FORMS.iter().zip(&self.forms) {
            if let Some(form) = form {
                map.serialize_entry(name, form)?;
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAMES: &[&str] = &["number", "term"];

    #[test]
    fn places_are_filled_wherever_they_stand() {
        let message = Message::parse("{term}, iteration {number} of {term}", NAMES, &[]).expect("sound");
        assert_eq!(message.fill(&[&4, &"ProdOps"]), "ProdOps, iteration 4 of ProdOps");
        assert_eq!(message.to_string(), "{term}, iteration {number} of {term}");
    }

    #[test]
    fn what_does_not_fit_is_a_fault_with_its_place() {
        let fault = |text: &str| Message::parse(text, NAMES, &["number"]).expect_err(text);
        let brace = |place: usize| Fault { place: place..place + 1, kind: FaultKind::Brace };
        assert_eq!(fault("{term} {"), brace(7));
        assert_eq!(fault("{term} }"), brace(7));
        assert_eq!(fault("{} {term}"), brace(0));
        assert_eq!(fault("{ term }"), brace(0));
        assert_eq!(fault("{term} {name}"), Fault { place: 7..13, kind: FaultKind::Unknown("name".to_owned()) });
        assert_eq!(fault("{number}"), Fault { place: 0..8, kind: FaultKind::Missing("term") });
        assert!(Message::parse("{term}", NAMES, &["number"]).is_ok());
    }

    #[test]
    fn a_form_follows_the_rules_of_its_language() {
        let names = |tag: &str| [0, 1, 2, 5, 11, 21, 22, 100].map(|number| Rules::of(tag).form_name(number));
        assert_eq!(names("en"), ["other", "one", "other", "other", "other", "other", "other", "other"]);
        assert_eq!(names("de-AT"), names("de"));
        assert_eq!(names("fr"), ["one", "one", "other", "other", "other", "other", "other", "other"]);
        assert_eq!(names("ru"), ["many", "one", "few", "many", "many", "one", "few", "many"]);
        assert_eq!(names("ar"), ["zero", "one", "two", "few", "many", "many", "many", "other"]);
        assert_eq!(names("ja"), ["other"; 8]);
        assert_eq!(names("qps-ploc"), ["other"; 8]);
    }

    proptest! {
        #[test]
        fn any_text_is_a_message_or_a_fault_inside_of_it(text in "[{}a-c ü]*|.*") {
            match Message::parse(&text, &["a", "b"], &["a", "b"]) {
                Ok(message) => {
                    prop_assert_eq!(message.to_string(), text.clone());
                    prop_assert_eq!(message.fill(&[&"{a}", &"{b}"]), text);
                }
                Err(fault) => {
                    let begins = text.get(fault.place).is_some_and(|place| place.starts_with(['{', '}']));
                    prop_assert!(begins);
                }
            }
        }
    }
}
