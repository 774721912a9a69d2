//! `variorum check --fix`: mends what takes no judgment, and nothing else.

use std::fs;

use super::seal::sealed;
use super::support::Place;

const PRACTICE: &str = "content/practices/dusting.md";

#[test]
fn what_people_often_type_is_mended_and_told() {
    let place = Place::new();
    place.write(
        PRACTICE,
        "---\ntitle: Dusting\nsummary: Against dust\ndate: 8 Dec 2020\nautors: []\non: tidy@3\n---\n\nSee [sweeping](sweeping.html).\n",
    );
    let run = place.run(["check", "--fix"]).ended(0);
    run.says(&["mended content/practices/dusting.md:1:1: ", "mended content/practices/dusting.md:9:"]);
    assert!(run.out.ends_with("files checked, nothing to mend.\n"), "{}", run.out);
    assert_eq!(
        fs::read_to_string(place.path(PRACTICE)).expect("the file"),
        "+++\ntitle = \"Dusting\"\nsummary = \"Against dust\"\ndate = 2020-12-08\nauthors = []\non = \"tidy@3\"\n+++\n\nSee [sweeping](sweeping.md).\n"
    );
    assert_eq!(place.run(["check", "--fix"]).ended(0).err, "", "there is nothing left to mend");
}

#[test]
fn line_ends_stay_as_they_are_and_what_needs_judgment_is_left() {
    let place = Place::new();
    let text = "+++\r\ntitle = \"Dusting\"\r\nsummary = \"x\"\r\ndate = \"8 Dec 2020\"\r\nauthors = [\"nobody-known\"]\r\n+++\r\n\r\nDust.\r\n";
    place.write(PRACTICE, text);
    let run = place.run(["check", "--fix"]).ended(1);
    assert!(run.out.contains("error[unknown-reference]"), "{}", run.out);
    let expected = text.replace("\"8 Dec 2020\"", "2020-12-08");
    assert_eq!(fs::read_to_string(place.path(PRACTICE)).expect("the file"), expected);
}

#[test]
fn a_check_without_it_writes_nothing_and_says_what_it_would_do() {
    let place = Place::new();
    let text = "+++\ntitle = \"Dusting\"\nsummary = \"x\"\ndate = \"2020-12-08\"\n+++\n\nDust.\n";
    place.write(PRACTICE, text);
    let run = place.run(["check"]).ended(1);
    assert!(run.out.contains("`variorum check --fix` mends one of them."), "{}", run.out);
    assert_eq!(fs::read_to_string(place.path(PRACTICE)).expect("the file"), text);
}

#[test]
fn what_is_sealed_is_never_touched() {
    let place = sealed();
    let path = "content/definitions/tidy/3.md";
    let text = fs::read_to_string(place.path(path)).expect("the iteration");
    let damaged = format!("{text}\nA word with a\u{200b} hole.\n");
    place.write(path, &damaged);
    let run = place.run(["check", "--fix"]).ended(1);
    run.says(&["not touched, because it is sealed", path]);
    assert_eq!(fs::read_to_string(place.path(path)).expect("the iteration"), damaged);

    // Where nobody can read the seals, any iteration may be sealed.
    place.write("content/definitions/tidy/seals.toml", "nonsense");
    place.run(["check", "--fix"]).ended(1).says(&["not touched, because it is sealed"]);
    assert_eq!(fs::read_to_string(place.path(path)).expect("the iteration"), damaged);
}

#[test]
fn a_fix_that_would_add_an_error_is_not_made() {
    let place = Place::new();
    let head = "+++\ntitle = \"Dusting\"\nsummary = \"x\"\ndate = 2020-12-08\n+++\n\n";
    let harmless = "See [sweeping] (sweeping.md).\n";
    for text in ["See [x] (rule.md).\n", "See array(i)[j.md].\n", "(our site)[../pages/no-such-page.md]\n"] {
        place.write(PRACTICE, format!("{head}{text}\n{harmless}"));
        place.run(["check"]).ended(0);
        let run = place.run(["check", "--fix"]).ended(0);
        assert!(run.out.contains("warning[not-a-link]"), "the finding stays: {}", run.out);
        let fixed = fs::read_to_string(place.path(PRACTICE)).expect("the file");
        assert_eq!(fixed, format!("{head}{text}\nSee [sweeping](sweeping.md).\n"), "the other one is fixed");
    }
}

#[test]
fn an_address_without_its_scheme_is_fixed_with_it() {
    let place = Place::new();
    let head = "+++\ntitle = \"Dusting\"\nsummary = \"x\"\ndate = 2020-12-08\n+++\n\n";
    place.write(PRACTICE, format!("{head}See (our site)[www.example.org/x] and [ours] (www.example.org).\n"));
    place.run(["check", "--fix"]).ended(0);
    let fixed = fs::read_to_string(place.path(PRACTICE)).expect("the file");
    let right = format!("{head}See [our site](https://www.example.org/x) and [ours](https://www.example.org).\n");
    assert_eq!(fixed, right);
}
