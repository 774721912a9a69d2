//! `variorum trace`: where the words of an iteration come from.

use super::support::Place;

/// Adds an iteration of `tidy`.
fn iteration(place: &Place, number: u32, body: &str) {
    let text = format!("+++\ndate = 2021-0{number}-01\nauthors = [\"contributor\"]\n+++\n\n{body}\n");
    place.write(&format!("content/definitions/tidy/{number}.md"), text);
}

#[test]
fn each_phrase_names_its_iteration() {
    let run = Place::new().run(["trace", "tidy"]).ended(0);
    assert!(
        run.out.contains("Tidy is when everything lies in its [1] own") && run.out.contains("and nothing twice. [3]"),
        "{}",
        run.out
    );
    assert!(run.out.starts_with("tidy@3: 12 words"), "{}", run.out);
}

#[test]
fn what_came_back_is_credited_to_its_first_coming() {
    let place = Place::new();
    iteration(&place, 4, "Tidy is when everything lies in its old place, and nothing twice.");
    let run = place.run(["trace", "tidy"]).ended(0);
    assert!(
        run.out.contains("“old” came with iteration 1, was dropped in iteration 3 and came back in iteration 4."),
        "{}",
        run.out
    );
}

#[test]
fn the_form_for_programs_holds_all_texts() {
    let run = Place::new().run(["trace", "tidy@3", "--format", "json"]).ended(0);
    let json: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(json["version"], 1);
    assert_eq!(json["iterations"], serde_json::json!([1, 3]));
    let read = |iteration: u32| -> String {
        let places = json["places"].as_array().expect("places").iter();
        let variants = places.flat_map(|place| place["variants"].as_array().expect("variants"));
        let has = |variant: &&serde_json::Value| {
            variant["iterations"].as_array().expect("iterations").contains(&iteration.into())
        };
        variants.filter(has).map(|variant| variant["text"].as_str().expect("text")).collect::<String>()
    };
    let bare = |text: &str| text.replace(' ', "");
    assert_eq!(bare(&read(1)), bare("Tidy is when everything lies in its old place."));
    assert_eq!(bare(&read(3)), bare("Tidy is when everything lies in its own place, and nothing twice."));
}

#[test]
fn what_cannot_be_traced_says_why() {
    let place = Place::new();
    place.run(["trace", "tydy"]).ended(2).says(&["there is no definition `tydy`", "tidy"]);
    place.run(["trace", "tidy@9"]).ended(2).says(&["has no iteration 9", "its latest is 3"]);
    place.run(["trace", "Tidy!"]).ended(2).says(&["no reference such as"]);
    place.run(["trace", "tidy@2"]).ended(0).says(&["never written", "tidy@1 stands in"]);
    place.write("content/definitions/tidy/3.md", "+++\n+++\n");
    place.run(["trace", "tidy"]).ended(1).says(&["date"]);
}
