//! `variorum new`: files that are sound at once, whatever they are called, and that overwrite nothing.

use std::fs;

use super::support::{Place, Run, git, run_beside_git};

/// Today, before and after something was done: both where midnight passed in between.
pub(super) fn today_around<T>(work: impl FnOnce() -> T) -> ([String; 2], T) {
    let today = || jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    let before = today();
    let done = work();
    ([before, today()], done)
}

/// Runs `new` with these arguments, and fails unless the base is sound and builds afterwards. Returns the path that was
/// written, below the base.
#[track_caller]
pub(super) fn written(place: &Place, arguments: &[&str]) -> String {
    let run = place.run([&["new"], arguments].concat()).ended(0);
    run.says(&["variorum check"]);
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
    let last = run.out.lines().last().expect("the file is named");
    last.strip_prefix("wrote ").expect("the line says what was done").to_owned()
}

/// Runs `new` with these arguments, and fails unless it refuses and writes nothing.
#[track_caller]
pub(super) fn refused(place: &Place, arguments: &[&str]) -> Run {
    let before = place.everything();
    let run = place.run([&["new"], arguments].concat()).ended(2);
    assert_eq!(run.out, "");
    assert_eq!(before, place.everything(), "something was written");
    run
}

#[test]
fn every_kind_is_sound_at_once() {
    let place = Place::new();
    let (days, ()) = today_around(|| {
        assert_eq!(written(&place, &["definition", "Clean Desk"]), "content/definitions/clean-desk/1.md");
        assert_eq!(written(&place, &["iteration", "tidy"]), "content/definitions/tidy/4.md");
        assert_eq!(written(&place, &["practice", "Folding Towels"]), "content/practices/folding-towels.md");
        assert_eq!(written(&place, &["influence", "House Rules"]), "content/influences/house-rules.md");
        assert_eq!(written(&place, &["person", "A B. Contributor"]), "content/people/a-b-contributor.md");
    });
    for path in
        ["content/definitions/clean-desk/1.md", "content/definitions/tidy/4.md", "content/practices/folding-towels.md"]
    {
        let text = place.read(path);
        assert!(days.iter().any(|day| text.contains(&format!("\ndate = {day}\n"))), "{path}:\n{text}");
    }
    assert!(place.read("content/practices/folding-towels.md").contains("on = \"tidy@3\""));
}

#[test]
fn the_next_iteration_begins_from_the_current_text() {
    let place = Place::new();
    written(&place, &["iteration"]);
    let text = place.read("content/definitions/tidy/4.md");
    assert!(text.ends_with("+++\n\nTidy is when everything lies in its own place, and nothing twice.\n"), "{text}");
    assert!(text.contains("status = \"proposed\""), "nobody publishes by mistake:\n{text}");
    assert!(text.contains("phrase = \"its own place\""), "{text}");
    written(&place, &["iteration", "tidy"]);
    assert!(place.path("content/definitions/tidy/5.md").is_file());
}

#[test]
fn an_iteration_is_never_older_than_the_last() {
    let place = Place::new();
    place.write(
        "content/definitions/tidy/4.md",
        "+++\ndate = 2999-01-01\nstatus = \"proposed\"\n+++\n\nTidy, some day.\n",
    );
    written(&place, &["iteration"]);
    assert!(place.read("content/definitions/tidy/5.md").contains("date = 2999-01-01"));
}

#[test]
fn a_promised_iteration_is_followed_and_not_replaced() {
    let place = Place::new();
    fs::remove_file(place.path("content/contributions/2020-05-01-too-strict.md")).expect("the file can be removed");
    fs::remove_file(place.path("content/practices/sweeping.md")).expect("the file can be removed");
    fs::remove_file(place.path("content/definitions/tidy/3.md")).expect("the file can be removed");
    assert_eq!(written(&place, &["iteration"]), "content/definitions/tidy/3.md");
    assert!(place.read("content/definitions/tidy/3.md").contains("in its old place"));
}

#[test]
fn a_definition_that_was_only_announced_can_be_continued() {
    let place = Place::new();
    place.write("content/definitions/new/definition.md", "+++\nterm = \"New *thing*\"\nsummary = \"What.\"\n+++\n");
    place.write("content/definitions/new/1.md", "+++\ndate = 2020-01-01\nstatus = \"tba\"\nnote = \"Soon.\"\n+++\n");
    place.run(["check"]).ended(0);
    written(&place, &["practice", "Early", "--on", "new"]);
    for (kind, _) in
        variorum::content::document::ContributionKind::ALL.iter().filter(|(kind, _)| *kind != "endorsement")
    {
        written(&place, &["contribution", "Early", "--slug", kind, "--kind", kind, "--on", "new"]);
    }
    // Nothing is there yet that somebody could sign.
    place.run(["new", "contribution", "Early", "--kind", "endorsement", "--on", "new"]).ended(2);
    assert_eq!(written(&place, &["iteration", "new"]), "content/definitions/new/2.md");
}

#[test]
fn nothing_is_ever_overwritten() {
    let place = Place::new();
    for arguments in [
        ["definition", "Desk"],
        ["practice", "Folding"],
        ["influence", "Rules"],
        ["person", "Newcomer"],
        ["contribution", "Hm"],
    ] {
        written(&place, &arguments);
        refused(&place, &arguments).says(&["is there already", "--slug"]);
    }
}

#[test]
fn half_a_definition_is_not_completed_in_silence() {
    let place = Place::new();
    place.write("content/definitions/desk/1.md", "+++\ndate = 2020-01-01\n+++\n\nMine.\n");
    refused(&place, &["definition", "Desk"]).says(&["content/definitions/desk/1.md"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_written_through() {
    let place = Place::new();
    let outside = place.folder().join("home/outside.md");
    std::os::unix::fs::symlink(&outside, place.path("content/people/newcomer.md")).expect("a link");
    refused(&place, &["person", "Newcomer"]);
    assert!(!outside.exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_not_written_into() {
    let place = Place::new();
    let outside = place.folder().join("home/outside");
    fs::create_dir(&outside).expect("a new folder");
    std::os::unix::fs::symlink(&outside, place.path("content/influences")).expect("a link");
    let run = place.run(["new", "influence", "Rules"]);
    assert_eq!(fs::read_dir(&outside).expect("the folder is there").count(), 0, "written outside: {run:?}");
    assert_ne!(run.status, 0);
}

/// Titles as people and attackers write them; each becomes a file of its own.
const TITLES: [&str; 34] = [
    "He said \"no\"",
    "it's",
    "''' and \"\"\"",
    "Straße & Größe a",
    "🚀 launch 🚀",
    "back\\slash\\",
    "+++ plus",
    "v +++",
    "--- b",
    "#hash c",
    "[[tidy]] d",
    "[[nowhere]] e",
    "[x](javascript:alert(1)) f",
    "<script>alert(1)</script> g",
    "<b> h",
    "{{ 7 * 7 }} i",
    "{% include \"x\" %} j",
    "a | b",
    "*a* _b_ `c`",
    "&lt;k&gt;",
    "1. First",
    "- item l",
    "> quote m",
    "a@b.c n",
    "https://example.org/ o",
    "~~p~~",
    "%00 q",
    "../../etc/passwd",
    "CON",
    "x\u{a0}y",
    "]]> r",
    "--> s",
    "café 日本 t",
    "a  b u",
];

#[test]
fn titles_of_every_kind_are_sound_in_every_kind() {
    for kind in ["practice", "contribution", "influence", "person", "definition"] {
        let place = Place::new();
        for title in TITLES {
            place.run(["new", kind, "--", title]).ended(0);
            let run = place.run(["check"]);
            assert_eq!(run.status, 0, "{kind} {title:?}:\n{}", run.out);
        }
        place.run(["build"]).ended(0);
    }
}

#[test]
fn titles_come_back_as_they_were_written() {
    let place = Place::new();
    for (index, title) in TITLES.iter().enumerate() {
        let slug = format!("person-{index}");
        place.run(["new", "person", "--slug", &slug, "--", title]).ended(0);
        let text = place.read(&format!("content/people/{slug}.md"));
        let front = text.split("+++\n").nth(1).expect("the front matter");
        let table: toml::Table = front.parse().unwrap_or_else(|error| panic!("{title:?}: {error}"));
        assert_eq!(table["name"].as_str(), Some(*title));
    }
}

#[test]
fn titles_that_no_file_name_can_be_made_of() {
    let place = Place::new();
    for kind in ["practice", "contribution", "influence", "person", "definition"] {
        for title in ["日本語", "🚀", "!!!", "Ж"] {
            refused(&place, &[kind, title]).says(&["--slug"]);
        }
        written(&place, &[kind, "日本語", "--slug", "japanese"]);
        for title in ["", " ", "\u{a0}"] {
            refused(&place, &[kind, title]).says(&["empty"]);
        }
    }
}

#[test]
fn long_titles_are_refused_or_sound() {
    for kind in ["practice", "contribution", "influence", "person", "definition"] {
        for length in [81, 180, 200, 201, 3_000] {
            let place = Place::new();
            let title = format!("{} end", "long ".repeat(length / 5));
            let run = place.run(["new", kind, &title]);
            let check = place.run(["check"]);
            assert_eq!(
                check.status,
                0,
                "{kind}, {} characters, `new` ended with {}:\n{}",
                title.len(),
                run.status,
                check.out
            );
        }
    }
}

#[test]
fn titles_with_line_ends_and_control_characters_are_refused_or_sound() {
    for kind in ["practice", "contribution", "influence", "person", "definition"] {
        for title in [
            "two\nlines",
            "two\n\n+++\n\nlines",
            "cr\r\nlf",
            "bell\u{7}",
            "esc\u{1b}[2J",
            "a\u{7f}b",
            "\u{202e}rtl",
            "zero\u{200b}width",
        ] {
            let place = Place::new();
            let run = place.run(["new", kind, title]);
            let check = place.run(["check"]);
            assert_eq!(check.status, 0, "{kind} {title:?}, `new` ended with {}:\n{}", run.status, check.out);
            place.run(["build"]).ended(0);
        }
    }
}

#[test]
fn titles_that_begin_with_hyphens() {
    let place = Place::new();
    let run = refused(&place, &["practice", "--force"]);
    run.says(&["--force", "--"]);
    assert_eq!(written(&place, &["practice", "--", "--force"]), "content/practices/force.md");
}

#[test]
fn slugs_are_read_and_never_mended() {
    let place = Place::new();
    let long = "x".repeat(81);
    for slug in [
        "Folding",
        "fold ing",
        "-fold",
        "fold-",
        "fold--ing",
        "größe",
        "",
        "../x",
        "a/b",
        "a.b",
        "fold_ing",
        long.as_str(),
    ] {
        refused(&place, &["practice", "Folding", &format!("--slug={slug}")]).says(&["--slug", "small letters"]);
    }
    assert_eq!(written(&place, &["practice", "Folding", "--slug", "7-towels"]), "content/practices/7-towels.md");
}

#[test]
fn unknown_definitions_and_iterations_are_answered_with_the_nearest() {
    let place = Place::new();
    refused(&place, &["iteration", "tdy"]).says(&["`tdy`", "did you mean", "`tidy`"]);
    refused(&place, &["practice", "A", "--on", "tydi"]).says(&["`tydi`", "`tidy`"]);
    refused(&place, &["practice", "A", "--on", "tidy@9"]).says(&["iteration 9", "3"]);
    refused(&place, &["practice", "A", "--on", "tidy@x"]).says(&["--on", "tidy@x"]);
    refused(&place, &["contribution", "A", "--on", "tydi"]).says(&["`tydi`", "`tidy`"]);
    refused(&place, &["contribution", "A", "--on", "tidy@0"]).says(&["--on"]);
}

#[test]
fn an_unsound_base_is_shown_before_anything_begins_from_it() {
    let place = Place::new();
    place.write("content/pages/about.md", "no front matter");
    for arguments in [&["new", "iteration"][..], &["new", "practice", "A"], &["new", "contribution", "A"]] {
        let before = place.everything();
        let run = place.run(arguments).ended(1);
        run.says(&["content/pages/about.md:1:1", "no-front-matter", "Nothing was written"]);
        assert_eq!(run.out, "");
        assert_eq!(before, place.everything());
    }
    for arguments in [["new", "person", "Newcomer"], ["new", "influence", "Rules"], ["new", "definition", "Desk"]] {
        place.run(arguments).ended(0);
    }
}

#[test]
fn the_first_definition_of_an_empty_base() {
    let place = Place::empty();
    place.write(
        "variorum.toml",
        Place::new().read("variorum.toml").replace("featured = \"tidy\"\nmenu = [\"about\"]\n", ""),
    );
    assert_eq!(written(&place, &["definition", "Desk"]), "content/definitions/desk/1.md");
}

#[test]
fn without_a_knowledge_base_it_says_what_to_do() {
    let place = Place::empty();
    refused(&place, &["practice", "A"]).says(&["variorum.toml", "variorum init"]);
}

#[test]
fn from_a_folder_below_it_names_the_file_so_that_it_can_be_opened() {
    let place = Place::new();
    let here = place.path("content/practices");
    let run = place.run_in(&here, ["new", "practice", "Folding"]).ended(0);
    let shown = run.out.trim_end().strip_prefix("wrote ").expect("the file is named");
    assert!(here.join(shown).is_file(), "{shown}");
    let run = place.run_in(&here, ["new", "--root", "../..", "person", "Newcomer"]).ended(0);
    let shown = run.out.trim_end().strip_prefix("wrote ").expect("the file is named");
    assert!(here.join(shown).is_file(), "{shown}");
}

#[test]
fn no_file_gets_a_name_that_cannot_be_had() {
    let place = Place::new();
    assert_eq!(written(&place, &["practice", "Aux"]), "content/practices/aux-1.md");
    assert_eq!(written(&place, &["definition", "NUL"]), "content/definitions/nul-1/1.md");
    let run = refused(&place, &["practice", "Constancy", "--slug", "con"]);
    run.says(&["the name `con` is what Windows calls a device", "choose another with `--slug`"]);
    refused(&place, &["practice", "Index"]).says(&["the name `index` is taken", "choose another with `--slug`"]);
}

#[test]
fn an_empty_title_is_refused_with_an_example() {
    let place = Place::new();
    for title in ["", " ", "\t"] {
        refused(&place, &["practice", title]).says(&["the title is empty; write it between quotes, such as"]);
    }
}

#[test]
fn an_author_is_named_by_id_by_name_or_by_what_git_knows() {
    let place = Place::new();
    let text = |arguments: &[&str]| place.read(&written(&place, arguments));
    let open = text(&["practice", "Dusting"]);
    assert!(
        open.contains("authors = [\"your-id\"]\n")
            && open.contains("[[people]]\nid = \"your-id\"\nname = \"Your name\"\n+++\n"),
        "{open}"
    );
    let by_id = text(&["contribution", "A case", "--author", "contributor"]);
    assert!(by_id.contains("authors = [\"contributor\"]\n") && !by_id.contains("[[people]]"), "{by_id}");
    let two = text(&["iteration", "tidy", "--author", "a  Contributor", "--author", "Jürgen Groß"]);
    assert!(two.contains("authors = [\"contributor\", \"jurgen-gross\"]\n"), "{two}");
    assert!(two.contains("\n[[people]]\nid = \"jurgen-gross\"\nname = \"Jürgen Groß\"\n+++\n"), "{two}");
    refused(&place, &["practice", "Mopping", "--author", "contributer"])
        .says(&["did you mean `contributor`", "--author \"First Last\""]);
    refused(&place, &["practice", "Mopping", "--author", " "]).says(&["empty"]);

    git(&place, &["init", "--quiet"]);
    git(&place, &["config", "user.name", "A contributor"]);
    let run = run_beside_git(&place, &["new", "practice", "Mopping"]).ended(0);
    assert!(!run.err.contains("no author"), "{}", run.err);
    assert!(place.read("content/practices/mopping.md").contains("authors = [\"contributor\"]\n"));
}
