//! Dates as people write them, such as in headings. What can be read in two ways is no date.

use jiff::civil::Date;

/// The earliest year that a date can have. There is no year 0, and a day in one of the years after it is a slip: a year of two
/// digits, or what some programs write where they know no date.
pub const EARLIEST_YEAR: i16 = 100;

/// The day with these numbers, if there is one that something can be dated.
pub fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|date| date.year() >= EARLIEST_YEAR)
}

/// A day as files and the command line write it: `2020-12-08`.
pub fn parse(words: &str) -> Option<Date> {
    words.parse().ok().filter(|date: &Date| date.year() >= EARLIEST_YEAR)
}

/// A date in some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// One that can be read in one way only.
    Day(Date),
    /// One that two people read as two days, such as 05/06/20, or that names no day.
    Unclear,
    /// None.
    Nothing,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The date in some words: `2020-12-08`, `08Dec20`, `8th December 2020`, `Dec 8, 2020`, `25/12/2020`. A year of two digits
/// is read only behind a month in letters: 69 to 99 are of the 20th century, the others of the 21st (as POSIX has it).
pub fn find(words: &str) -> Found {
    let parts = parts(words);
    let mut best = Found::Nothing;
    for window in [5, 3] {
        for at in 0..parts.len().saturating_sub(window - 1) {
            let found = match &parts[at..at + window] {
                [Part::Number(a), Part::Sign(first), Part::Number(b), Part::Sign(second), Part::Number(c)]
                    if first == second =>
                {
                    numeric(a, *first, b, c)
                }
                [Part::Number(day), Part::Word(month), Part::Number(year)]
                | [Part::Word(month), Part::Number(day), Part::Number(year)] => lettered(day, month, year),
                _ => Found::Nothing,
            };
            match found {
                Found::Day(_) => return found,
                Found::Unclear => best = Found::Unclear,
                Found::Nothing => {}
            }
        }
    }
    // A month with a year alone, or with a day alone.
    let is_month = |part: &Part| matches!(part, Part::Word(word) if month(word).is_some());
    let is_number = |part: &Part| matches!(part, Part::Number(_));
    let beside = |pair: &[Part]| is_month(&pair[0]) && is_number(&pair[1]) || is_number(&pair[0]) && is_month(&pair[1]);
    if parts.windows(2).any(beside) { Found::Unclear } else { best }
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Number(String),
    Word(String),
    /// A sign that joins the numbers of a date.
    Sign(char),
}

/// Words as numbers, words and joining signs; `08Dec20` is three, and `8th` is a number.
fn parts(words: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut characters = words.chars().peekable();
    while let Some(first) = characters.next() {
        let is_digit = first.is_ascii_digit();
        if is_digit || first.is_alphabetic() {
            let mut text = String::from(first);
            while let Some(next) =
                characters.next_if(|next| if is_digit { next.is_ascii_digit() } else { next.is_alphabetic() })
            {
                text.push(next);
            }
            let is_ending = matches!(text.to_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "of");
            if is_digit {
                parts.push(Part::Number(text));
            } else if !(is_ending && matches!(parts.last(), Some(Part::Number(_)))) {
                parts.push(Part::Word(text.to_lowercase()));
            }
        } else if matches!(first, '-' | '/' | '.')
            && matches!(parts.last(), Some(Part::Number(_)))
            && characters.peek().is_some_and(char::is_ascii_digit)
        {
            parts.push(Part::Sign(first));
        }
    }
    // Weekdays say nothing more.
    parts.retain(|part| !matches!(part, Part::Word(word) if is_weekday(word)));
    parts
}

fn is_weekday(word: &str) -> bool {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && days.iter().any(|day| day.starts_with(word))
}

fn month(word: &str) -> Option<i8> {
    let word = if word == "sept" { "sep" } else { word };
    let index = MONTHS.iter().position(|month| *month == word || word.len() == 3 && month.starts_with(word))?;
    i8::try_from(index + 1).ok()
}

/// A day, a month in letters and a year.
fn lettered(day: &str, name: &str, year: &str) -> Found {
    let (Some(month), Ok(day), Ok(number)) = (month(name), day.parse(), year.parse::<i16>()) else {
        return Found::Nothing;
    };
    let year = match (year.len(), number) {
        (4, number) => number,
        (2, 69..) => 1900 + number,
        (2, number) => 2000 + number,
        _ => return Found::Nothing,
    };
    self::day(year, month, day).map_or(Found::Unclear, Found::Day)
}

/// Three numbers.
fn numeric(a: &str, sign: char, b: &str, c: &str) -> Found {
    let day =
        |year: &str, month: &str, day: &str| self::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if a.len() == 4 {
        return day(a, b, c).map_or(Found::Unclear, Found::Day);
    }
    if c.len() != 4 {
        // `1.2.3` is the number of a version, and 05/06/20 is one of three days.
        return if sign == '.' && (a.len() == 1 || b.len() == 1) { Found::Nothing } else { Found::Unclear };
    }
    match (day(c, b, a), day(c, a, b)) {
        (Some(one), Some(other)) if one == other => Found::Day(one),
        (Some(only), None) | (None, Some(only)) => Found::Day(only),
        (Some(_), Some(_)) | (None, None) => Found::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_forms_are_read() {
        let day = Found::Day(Date::constant(2020, 12, 8));
        for words in [
            "5th Iteration 08Dec20",
            "Iteration 5 — 2020-12-08",
            "Version 2 (December 8, 2020)",
            "v1.2 2020/12/08",
            "8th of December 2020",
            "Tuesday, 8 Dec. 2020",
            "Dec 8th 2020:",
            "08dec2020",
            "2020.12.08",
        ] {
            assert_eq!(find(words), day, "{words}");
        }
        assert_eq!(find("25/12/2020"), Found::Day(Date::constant(2020, 12, 25)));
        assert_eq!(find("12/25/2020"), Found::Day(Date::constant(2020, 12, 25)));
        assert_eq!(find("05/05/2020"), Found::Day(Date::constant(2020, 5, 5)));
        assert_eq!(find("1Jan99"), Found::Day(Date::constant(1999, 1, 1)));
    }

    #[test]
    fn nothing_is_dated_in_the_year_0_or_by_a_year_of_two_digits() {
        for words in ["0000-01-01", "0001-01-01", "0020-12-08", "-000001-12-08", "-2020-12-08", "2020-02-30", "soon"] {
            assert_eq!(parse(words), None, "{words}");
        }
        for words in ["0000-12-08", "8.12.0000", "8 December 0020", "8 December 0000"] {
            assert!(!matches!(find(words), Found::Day(_)), "{words}");
        }
        assert_eq!(parse("1215-06-15"), day(1215, 6, 15));
        assert_eq!(parse("2020-12-08"), Some(Date::constant(2020, 12, 8)));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_guessed() {
        for words in ["05/06/20", "05/06/2020", "5.6.2020", "25-12-20", "December 2020", "31Feb20", "2020-13-01"] {
            assert_eq!(find(words), Found::Unclear, "{words}");
        }
        for words in ["", "v1.2.3", "Iteration 3", "It may be 5", "2020"] {
            assert_eq!(find(words), Found::Nothing, "{words}");
        }
    }
}
