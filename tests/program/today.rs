//! The day that the program writes into new files: the local one, by whatever names the zone.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::support::{Place, Run, finish};

/// The days that a zone has before and after something is done.
fn days<T>(zone: &TimeZone, work: impl FnOnce() -> T) -> ([Date; 2], T) {
    let day = || Timestamp::now().to_zoned(zone.clone()).date();
    let before = day();
    let done = work();
    ([before, day()], done)
}

/// Makes a practice where `TZ` is this, and gives the day that is written in it.
fn written(named: &str) -> (String, Run) {
    let place = Place::new();
    let mut command = place.command(&place.path(""));
    let run = finish(command.env("TZ", named).args(["new", "practice", "Folding Towels"])).ended(0);
    let text = place.read("content/practices/folding-towels.md");
    let day = text.lines().find_map(|line| line.strip_prefix("date = ")).expect("a new practice has a date");
    (day.to_owned(), run)
}

#[test]
fn the_day_is_the_local_one_however_the_zone_is_named() {
    let hours = |hours: i8| TimeZone::fixed(jiff::tz::offset(hours));
    let zones = [
        ("UTC", hours(0)),
        ("", hours(0)),
        ("Pacific/Kiritimati", hours(14)),
        (":Pacific/Kiritimati", hours(14)),
        ("pacific/kiritimati", hours(14)),
        ("/usr/share/zoneinfo/Pacific/Kiritimati", hours(14)),
        ("Etc/GMT+12", hours(-12)),
        ("<+14>-14", hours(14)),
        ("XYZ-14", hours(14)),
        ("XYZ12", hours(-12)),
        ("Pacific/Pago_Pago", hours(-11)),
        ("Asia/Kolkata", TimeZone::fixed(jiff::tz::Offset::from_seconds(19_800).expect("an offset"))),
    ];
    for (named, zone) in zones {
        let (days, (day, run)) = days(&zone, || written(named));
        assert!(days.iter().any(|possible| possible.to_string() == day), "TZ={named}: {day} is none of {days:?}");
        assert!(!run.err.contains("time zone"), "TZ={named}: {}", run.err);
    }
    // Two places that never share a day.
    assert_ne!(written("Pacific/Kiritimati").0, written("Etc/GMT+12").0);
}

#[test]
fn a_zone_that_is_not_known_is_named() {
    for named in ["Nowhere/Atlantis", "Europe/Berlln", "+99"] {
        let (days, (day, run)) = days(&TimeZone::UTC, || written(named));
        assert!(days.iter().any(|possible| possible.to_string() == day), "TZ={named}: {day}");
        run.says(&[&format!("note: `TZ={named}` is not a known time zone, so today is the day in UTC")]);
    }
}

#[test]
fn year_0_is_refused_wherever_a_date_is_read() {
    let place = Place::new();
    for day in ["0000-01-01", "-000001-01-01", "0020-12-08", "2020-02-30"] {
        place.run(["build", &format!("--as-of={day}")]).ended(2).says(&["not a valid date", "2019-12-01"]);
        let article = ["import", "article", "a.md", &format!("--date=1={day}")];
        place.run(article).ended(2).says(&["not a valid date"]);
    }
    place.write(
        "content/practices/old.md",
        "+++\ntitle = \"Old\"\nsummary = \"Old.\"\ndate = 0000-01-01\n+++\n\nOld.\n",
    );
    place.write(
        "content/contributions/0000-01-01-old.md",
        "+++\ntitle = \"Old\"\nkind = \"comment\"\ndate = 0020-01-01\n+++\n\nOld.\n",
    );
    place.write("content/influences/old.md", "+++\ntitle = \"Old\"\nyear = 0\n+++\n");
    let run = place.run(["check", "--format", "short"]).ended(1);
    for line in [
        "content/practices/old.md:4:8: error[wrong-type]: `date` is in the year 0",
        "content/contributions/0000-01-01-old.md:1:1: error[bad-name]: `0000-01-01-old.md` does not begin with a date",
        "content/influences/old.md:3:8: error[wrong-type]: there is no year 0",
    ] {
        assert!(run.out.contains(line), "{line} is not in:\n{}", run.out);
    }
}

#[test]
fn a_text_takes_effect_on_the_day_that_is_named() {
    let place = Place::new();
    place.write(
        "content/definitions/tidy/4.md",
        "+++\ndate = 2026-12-01\neffective = 2999-03-01\n+++\n\nTidy is when nobody has to look.\n",
    );
    let home = |arguments: &[&str]| {
        place.run([&["build", "--output", "public"], arguments].concat()).ended(0);
        let home = place.read("public/index.html");
        assert_eq!(home.contains("A new text takes effect on"), !home.contains("Tidy is when nobody has to look."));
        home.contains("Tidy is when nobody has to look.")
    };
    assert!(!home(&[]), "no clock is asked, and nothing is dated so late");
    assert!(!home(&["--today", "2999-02-28"]));
    assert!(home(&["--today", "2999-03-01"]), "the site is made again, although no file changed");
    assert!(!home(&["--as-of", "2999-02-28"]));
    assert!(home(&["--as-of", "2999-03-01"]));
    place.run(["build", "--as-of", "2999-03-01", "--today", "2999-03-01"]).ended(2).says(&["cannot be used with"]);
    let shown = place.run(["diff", "tidy@3", "tidy"]).ended(0);
    assert!(shown.out.contains("tidy@3 to tidy@3"), "the local day is before that: {}", shown.out);
}

#[test]
fn what_is_dated_later_than_today_is_hinted_at() {
    let place = Place::new();
    place.write("content/definitions/tidy/4.md", "+++\ndate = 2999-03-01\n+++\n\nTidy is when nobody has to look.\n");
    let hint = "content/definitions/tidy/4.md:2:8: hint[future-date]: this iteration is dated 2999-03-01, and today is";
    let check = |arguments: &[&str]| place.run([&["check", "--format", "short"], arguments].concat()).ended(0).out;
    assert!(check(&[]).contains(hint), "{}", check(&[]));
    assert!(check(&["--today", "2999-02-28"]).contains(&format!("{hint} 2999-02-28")));
    assert!(!check(&["--today", "2999-03-01"]).contains("future-date"));
}
