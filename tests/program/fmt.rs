//! `variorum fmt`: front matter in the usual order, dates as they should be written, and nothing else.

use super::seal::{replace, sealed};
use super::support::Place;

const PRACTICE: &str = "content/practices/dusting.md";

#[test]
fn keys_come_into_order_dates_are_written_as_dates_and_lines_stay() {
    let place = Place::new();
    let body = "Dust\nwith a cloth,  \nand a [broom](sweeping.html).\n\n\n*  one\n";
    place.write(
        PRACTICE,
        format!("+++\n# why\non = \"tidy@3\"\ndate = 08Dec20\nsummary = \"x\"\ntitle = 'Dusting'\n+++\n\n{body}"),
    );
    let run = place.run(["fmt"]).ended(0);
    run.says(&["mended content/practices/dusting.md:4", "put in order content/practices/dusting.md"]);
    let expected =
        format!("+++\ntitle = 'Dusting'\nsummary = \"x\"\ndate = 2020-12-08\n# why\non = \"tidy@3\"\n+++\n\n{body}");
    assert_eq!(place.read(PRACTICE), expected);
    assert_eq!(place.run(["fmt"]).ended(0).err, "", "it is in order now");
    place.run(["fmt", "--check"]).ended(0);
}

#[test]
fn a_check_writes_nothing() {
    let place = Place::new();
    let text = "+++\ndate = 2020-12-08\ntitle = \"Dusting\"\nsummary = \"x\"\n+++\n\nDust.\n";
    place.write(PRACTICE, text);
    let before = place.everything();
    let run = place.run(["fmt", "--check"]).ended(1);
    assert_eq!(run.out, "content/practices/dusting.md: the keys stand in another order than usual\n");
    run.says(&["`variorum fmt` puts 1 file in order."]);
    assert_eq!(place.everything(), before);
}

#[test]
fn what_is_sealed_or_cannot_be_read_stays_as_it_is() {
    let place = sealed();
    let first = "content/definitions/tidy/1.md";
    let text = place.read(first);
    let turned = text.replacen(
        "date = 2020-01-01\nauthors = [\"contributor\"]",
        "authors = [\"contributor\"]\ndate = 2020-01-01",
        1,
    );
    assert_ne!(text, turned);
    place.write(first, &turned);
    place.write(PRACTICE, "+++\nsummary = \"x\ntitle = 'Dusting'\ndate = 2020-12-08\n+++\n\nDust.\n");
    place.run(["fmt"]).ended(1).says(&["Some front matter cannot be read yet"]);
    place.run(["fmt", "--check"]).ended(1).says(&["Some front matter cannot be read yet"]);
    assert_eq!(place.read(first), turned);
}

#[test]
fn everything_that_new_files_say_is_in_order() {
    let place = Place::new();
    place.run(["new", "iteration", "tidy"]).ended(0);
    place.run(["new", "practice", "Dusting"]).ended(0);
    for kind in ["comment", "proposal", "example", "endorsement", "dissent", "evidence", "rival", "event", "action"] {
        let run = place.run(["new", "contribution", kind, "--kind", kind, "--author", "contributor"]).ended(0);
        if kind == "proposal" {
            replace(&place, run.out.trim_start_matches("wrote ").trim_end(), "nothing twice", "nothing thrice");
        }
    }
    place.run(["new", "influence", "Order"]).ended(0);
    place.run(["new", "person", "Somebody"]).ended(0);
    place.run(["accept", "proposal"]).ended(0);
    place.run(["decline", "dissent", "--reason", "No."]).ended(0);
    let run = place.run(["fmt", "--check"]);
    assert_eq!(run.out, "");
}
