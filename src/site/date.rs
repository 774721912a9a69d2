//! Dates as people and programs read them.

use jiff::civil::Date;
use serde::Serialize;

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

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl DateView {
    /// A date in all its forms.
    pub fn new(date: Date) -> Self {
        let (day, year) = (date.day(), date.year());
        let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
        Self {
            iso: date.to_string(),
            words: format!("{day} {month} {year}"),
            year,
            day: format!("{day} {}", &month[..3]),
        }
    }
}
