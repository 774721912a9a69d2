//! Places in pictures, found and removed by the real program.

use super::support::Place;

/// A photo of one dot from a telephone, with the place where it was taken.
const PHOTO: &[u8] = include_bytes!("../diagnostics/picture-location/photo/content/practices/shelf.jpg");

#[test]
fn a_place_is_removed_from_a_picture_and_from_nothing_else() {
    let place = Place::new();
    place.write("content/pages/shelf.jpg", PHOTO);
    place.write("themes/broadside/static/shelf.jpg", PHOTO);
    let run = place.run(["check"]).ended(0);
    assert_eq!(run.out.matches("contains the place where it was taken").count(), 2, "{}", run.out);
    assert!(run.out.contains("`variorum check --fix` mends 2 of them"), "{}", run.out);
    assert!(!run.out.contains("52"), "the place itself is not told: {}", run.out);
    let fixed = place.run(["check", "--fix"]).ended(0);
    for path in ["content/pages/shelf.jpg", "themes/broadside/static/shelf.jpg"] {
        fixed.says(&[&format!("mended {path}:1:1: `{path}` contains the place")]);
        let photo = std::fs::read(place.path(path)).expect("the picture is there");
        let dots = |photo: &[u8]| photo.windows(2).position(|pair| pair == [0xFF, 0xDB]).map(|at| photo[at..].to_vec());
        assert_eq!(dots(&photo), dots(PHOTO), "tables and compressed dots are as they were");
        assert!(photo.len() < PHOTO.len());
    }
    assert!(!place.run(["check"]).ended(0).out.contains("picture-location"));
    let before = place.everything();
    place.run(["check", "--fix"]).ended(0);
    assert_eq!(before, place.everything(), "a second time nothing is written");
}
