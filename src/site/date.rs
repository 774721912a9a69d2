//! Dates as people and programs read them.

use jiff::civil::Date;
use serde::Serialize;

use crate::language::DateWords;

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
            words: words.long(day, &words.months[month], year),
            year,
            day: words.short(day, &words.short_months[month]),
        }
    }
}
