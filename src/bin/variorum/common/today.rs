//! The day on which the program runs, where the person is who runs it. The only clock; no build asks it.

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use variorum::base::dates;

use crate::common::terminal::Terminal;

/// The local day: by the zone that the environment variable `TZ` names, or else by that of the system. If `TZ` names a zone
/// that nobody knows, it is the day of UTC, and that is said.
pub(crate) fn today(terminal: &Terminal) -> Date {
    let (zone, note) = zone(std::env::var_os("TZ").map(|zone| zone.to_string_lossy().into_owned()).as_deref());
    if let Some(note) = note {
        terminal.note(&note);
    }
    day_in(zone, Timestamp::now())
}

/// What says which day it is.
#[derive(Debug, Args)]
pub(crate) struct Today {
    /// Today, such as 2026-12-01: what takes effect by then is current. Without it, `build` asks no clock and goes by the dates
    /// in the content; other commands take the local day
    #[arg(long = "today", id = "today", value_name = "DAY", value_parser = day)]
    named: Option<Date>,
}

impl Today {
    /// The day that was named.
    pub(crate) fn named(&self) -> Option<Date> {
        self.named
    }

    /// The day that was named, or else the local one.
    pub(crate) fn or_local(&self, terminal: &Terminal) -> Date {
        self.named.unwrap_or_else(|| today(terminal))
    }
}

/// A day on the command line.
pub(crate) fn day(word: &str) -> Result<Date, String> {
    dates::parse(word).ok_or_else(|| "not a valid date; write year, month and day, such as 2019-12-01".to_owned())
}

fn day_in(zone: TimeZone, moment: Timestamp) -> Date {
    moment.to_zoned(zone).date()
}

/// The zone of the system, of which `named` says what `TZ` holds; and what to say if it is not the one that was named.
fn zone(named: Option<&str>) -> (TimeZone, Option<String>) {
    match (TimeZone::try_system(), named) {
        (Ok(zone), _) => (zone, None),
        // A system without any zone runs by UTC.
        (Err(_), None | Some("")) => (TimeZone::UTC, None),
        (Err(_), Some(named)) => {
            let note = format!(
                "note: `TZ={named}` is not a known time zone, so today is the day in UTC; write it like `TZ=Europe/Berlin`\n"
            );
            (TimeZone::UTC, Some(note))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn one_moment_is_another_day_elsewhere() {
        let moment: Timestamp = "2026-12-01T10:30:00Z".parse().expect("a moment");
        let day = |name: &str| day_in(TimeZone::get(name).expect("a zone that is known everywhere"), moment);
        assert_eq!(day("UTC"), date(2026, 12, 1));
        assert_eq!(day("Pacific/Kiritimati"), date(2026, 12, 2));
        assert_eq!(day("Pacific/Pago_Pago"), date(2026, 11, 30));
        assert_eq!(day("Europe/Berlin"), date(2026, 12, 1));
    }
}
