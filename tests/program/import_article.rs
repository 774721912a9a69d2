//! `variorum import article`: a saved page becomes a definition that passes the check.

use super::support::Place;

const PAGE: &str = "Sweeping, and why it matters\n\nThe Definition of Sweeping\n\n3rd Iteration 08Dec20\n\n“#Sweeping is the work behind the curtain.”\n\nPay no attention to the broom!\n\n2nd Iteration — 19Nov19\n\nTBA — let us see.\n\n1st Iteration — 18Oct19\n\nSweeping is what people need.\n\nAction Items\n\nWe meet in March.\n";

#[test]
fn a_page_becomes_a_definition() {
    let place = Place::new();
    place.write("../page.txt", PAGE);
    let before = place.everything();
    let dry = place.run(["import", "article", "../page.txt", "--author", "A contributor", "--dry-run"]).ended(0);
    assert!(dry.out.contains("would write content/definitions/sweeping/1.md to 3.md"), "{}", dry.out);
    assert_eq!(before, place.everything());
    let address = "https://example.org/sweeping";
    let run = place.run(["import", "article", "../page.txt", "--author", "contributor", "--source", address]).ended(0);
    assert_eq!(
        run.out,
        "wrote content/definitions/sweeping/definition.md\nwrote content/definitions/sweeping/1.md to 3.md\n"
    );
    run.says(&[
        "3 iterations of `sweeping`, dated 2019-10-18 to 2020-12-08",
        "“Action Items”: 4 words",
        "variorum seal sweeping",
    ]);
    assert_eq!(
        place.read("content/definitions/sweeping/3.md"),
        "+++\ndate = 2020-12-08\nauthors = [\"contributor\"]\nnote = \"[Behind the text:] Pay no attention to the broom!\"\n\
         source = \"https://example.org/sweeping\"\n+++\n\n“#Sweeping is the work behind the curtain.”\n"
    );
    assert!(place.read("content/definitions/sweeping/2.md").contains("status = \"tba\"\nnote = \"TBA — let us see.\""));
    place.run(["check"]).ended(0);
    place.run(["seal", "sweeping"]).ended(0);
    place
        .run(["import", "article", "../page.txt"])
        .ended(2)
        .says(&["content/definitions/sweeping is there already", "--slug"]);
}

#[test]
fn what_is_unclear_is_asked_for() {
    let place = Place::new();
    place.write("../page.md", "## Version 1 (05/06/20)\n\nA.\n\n## Version 2\n\nB.\n");
    let before = place.everything();
    let run = place.run(["import", "article", "../page.md", "--term", "Broom"]).ended(1);
    run.says(&["can be read in more than one way", "--date 1=", "“Version 2” has no date", "Nothing was written"]);
    assert_eq!(before, place.everything());
    let dates = ["--date", "1=2020-06-05", "--date", "2=2020-06-06"];
    let import = ["import", "article", "../page.md", "--term", "Broom"];
    let author = ["--author", "A Second Contributor"];
    place.run(import.into_iter().chain(dates).chain(author)).ended(0);
    place.run(["check"]).ended(0);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let place = Place::new();
    place.run(["import", "article", "none.txt"]).ended(2).says(&["cannot read none.txt"]);
    place.run(["import", "article", "content"]).ended(2).says(&["is no file"]);
    place.write("../page.txt", PAGE);
    place
        .run(["import", "article", "../page.txt", "--source", "javascript:x"])
        .ended(2)
        .says(&["https://example.org/page"]);
    place.run(["import", "article", "../page.txt", "--date", "x"]).ended(2);
    place.run(["import", "article", "../page.txt", "--slug", "Not A Slug"]).ended(2).says(&["--slug"]);
    place.run(["import"]).ended(2).says(&["git", "article"]);
    place.write("../page.txt", b"\xff\xfe\x00\x00\xd8\x00 Version 1 2020-01-01\n\n\x00\x1b[31m<script>\xff</script>");
    let status = place.run(["import", "article", "../page.txt", "--term", "X"]).status;
    assert!(matches!(status, 0 | 1), "{status}");
}
