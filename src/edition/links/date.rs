//! Dates as people and programs read them.

use std::cell::RefCell;

use foldhash::HashMap;
use jiff::civil::Date;
use serde::Serialize;

use crate::base::language::DateWords;
use crate::edition::links::prepared::Prepared;
use crate::history::text::wording::long_date;

/// A date for people and for programs.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// `2020-12-08`
    pub iso: String,
    /// `8 December 2020`
    pub words: String,
    /// `2020`
    pub year: i16,
    /// `8 Dec`
    pub day: String,
}

impl DateView {
    /// A date in all its forms.
    pub fn new(date: Date, words: &DateWords) -> Self {
        let (day, year) = (date.day(), date.year());
        let month = usize::from(date.month().unsigned_abs()) - 1;
        Self {
            iso: date.to_string(),
            words: long_date(date, words),
            year,
            day: words.short(day, &words.short_months[month]),
        }
    }
}

/// Dates that were asked for before. Pages beside each other show the same few, and lists show each many times.
#[derive(Debug, Default)]
pub(crate) struct Dates(RefCell<HashMap<Date, Prepared<DateView>>>);

impl Dates {
    /// A date in all its forms. It is asked for in the same words every time.
    pub(crate) fn view(&self, date: Date, words: &DateWords) -> Prepared<DateView> {
        let mut known = self.0.borrow_mut();
        known.entry(date).or_insert_with(|| Prepared::new(DateView::new(date, words))).clone()
    }
}
