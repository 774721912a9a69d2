//! How a kind of front matter is described: one list of its keys, from which follow its type, how it is read, the order that
//! `fmt` gives it, what a review tells of it, and `docs/front-matter.md`.

use crate::base::diagnostic::Diagnostics;
use crate::base::toml_reader::Table;

/// A key that a front matter may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value says, in sentences.
    pub about: &'static str,
    /// What its value is.
    pub form: Form,
    /// When it must be there.
    pub need: Need,
    /// A line to write.
    pub example: &'static str,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// A text on one line.
    Title,
    /// A list of those.
    Titles,
    /// A text.
    Text,
    /// An address.
    Address,
    /// An address, or words that say where something was said.
    Place,
    /// A day.
    Date,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// The name of a file, or a word that is written like one.
    Name,
    /// A list of those.
    Names,
    /// A definition, or one iteration of it.
    Reference,
    /// One of these words, of which each has a meaning.
    Choice(&'static [(&'static str, &'static str)]),
    /// A list of tables, such as `[[people]]`, each with these keys.
    Tables(&'static [Key]),
}

/// When a key must be there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Need {
    /// Always.
    Always,
    /// In these cases.
    For(&'static [&'static str]),
}

/// Reads the value of a key. What is wrong with it is reported.
type Read<T> = fn(&mut Table<'_>, &'static str, &mut Diagnostics) -> T;

/// A sort of values.
pub(super) struct Sort<T> {
    pub(super) form: Form,
    pub(super) read: Read<T>,
}

impl<T> Sort<T> {
    pub(super) const fn new(form: Form, read: Read<T>) -> Self {
        Self { form, read }
    }
}

/// What is described by a list of keys.
pub(super) trait Keyed: Sized {
    /// Its keys, in the order in which they usually stand.
    const KEYS: &'static [Key];

    /// Reads all keys. None if one is missing without which there is nothing; that has been reported.
    fn read(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<Self>;

    /// What each key says, in their order; lists of tables stand last, as they do in a file. What is not said is empty.
    fn told(&self) -> Vec<(String, String)>;
}

/// One table of a list of them.
pub(super) trait Row: Keyed {
    /// What to call it in a message.
    const WHAT: &'static str;
}

/// Defines what a front matter, or a table in it, says. Each key has what it says, its type, the sort of value that is read, and
/// a line to write. It is `required` if nothing comes of the file without it, `expected` if that is reported and no more;
/// `for "a quotation" if ...` requires it where a key above says so, perhaps with another line to write. The text behind the name
/// of a type calls a table in messages.
macro_rules! keys {
    ($(#[doc = $kind:literal])+ pub struct $Fields:ident $(: $what:literal)? { $(
        $(#[doc = $about:literal])+
        $key:ident: $Value:ty = $sort:expr, $($need:ident)? $example:literal
        $(, for $case:literal if $condition:expr $(=> $line:literal)?)*;
    )* }) => {
        $(#[doc = $kind])+
        #[derive(Clone, Debug)]
        pub struct $Fields {
            $($(#[doc = $about])+ pub $key: $Value,)*
        }

        impl Keyed for $Fields {
            const KEYS: &'static [Key] = &[$(Key {
                name: stringify!($key),
                about: concat!($($about),+),
                form: $sort.form,
                need: keys!(@need [$($need)?] [$($case),*]),
                example: $example,
            }),*];

            fn read(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
                $(
                    $(keys!(@require $need, table, stringify!($key), $example, diagnostics);)?
                    $(if $condition {
                        let line = keys!(@line $example $(, $line)?);
                        table.require_for($case, stringify!($key), line, diagnostics);
                    })*
                    let $key = ($sort.read)(table, stringify!($key), diagnostics);
                )*
                Some(Self { $($key: keys!(@value [$($need)?] $key)),* })
            }

            fn told(&self) -> Vec<(String, String)> {
                let (mut facts, mut tables) = (Vec::new(), Vec::new());
                $(
                    let told = if matches!($sort.form, Form::Tables(_)) { &mut tables } else { &mut facts };
                    self.$key.tell(stringify!($key), told);
                )*
                facts.extend(tables);
                facts
            }
        }

        $(impl Row for $Fields {
            const WHAT: &'static str = $what;
        })?
    };
    (@need [] [$($case:literal),*]) => { Need::For(&[$($case),*]) };
    (@need [$need:ident] []) => { Need::Always };
    (@require $need:ident, $table:expr, $key:expr, $example:expr, $diagnostics:expr) => {
        $table.require($key, $example, $diagnostics)
    };
    (@line $example:literal) => { $example };
    (@line $example:literal, $line:literal) => { $line };
    (@value [] $key:ident) => { $key };
    (@value [expected] $key:ident) => { $key };
    (@value [required] $key:ident) => { $key? };
}

pub(super) use keys;
