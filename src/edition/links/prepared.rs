//! Data in the form in which templates have it, made once and handed to as many pages as show it.
//!
//! Beside the theme this is the only file that names the template engine.

use std::cell::OnceCell;
use std::rc::Rc;

use serde::{Serialize, Serializer};
use tera::Value;

/// What a page shows, in the form in which its template has it.
#[derive(Clone, Debug)]
pub struct Data(Value);

impl Data {
    /// The form of what a page shows.
    pub(crate) fn of(shown: &impl Serialize) -> Self {
        Self(Value::from_serializable(shown))
    }
}

impl Serialize for Data {
    /// The engine takes what is in its form already as it is.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Data that several pages show, which is brought into the form of the engine once.
#[derive(Debug)]
pub struct Prepared<T>(Rc<Inner<T>>);

#[derive(Debug)]
struct Inner<T> {
    data: T,
    form: OnceCell<Data>,
}

impl<T> Clone for Prepared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Prepared<T> {
    /// Data that is shared from here on.
    pub(crate) fn new(data: T) -> Self {
        Self(Rc::new(Inner { data, form: OnceCell::new() }))
    }

    /// The data.
    pub(crate) fn data(&self) -> &T {
        &self.0.data
    }
}

impl<T: Serialize> Serialize for Prepared<T> {
    /// Hands the engine what was made of the same data for the page before.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.form.get_or_init(|| Data::of(&self.0.data)).serialize(serializer)
    }
}
