//! Data that several pages show.

use std::any::Any;
use std::cell::OnceCell;
use std::rc::Rc;

/// Data that several pages show, which whoever writes them may bring into a form of its own once.
#[derive(Debug)]
pub struct Prepared<T>(Rc<Inner<T>>);

#[derive(Debug)]
struct Inner<T> {
    data: T,
    form: OnceCell<Box<dyn Any>>,
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

    /// The data in the form that is wanted, made once.
    ///
    /// # Panics
    /// Panics if two forms are wanted of one piece of data.
    pub fn form<F: 'static>(&self, make: impl FnOnce(&T) -> F) -> &F {
        let form = self.0.form.get_or_init(|| Box::new(make(&self.0.data)));
        form.downcast_ref().expect("one program writes all pages")
    }
}
