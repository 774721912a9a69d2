//! Texts and files that would keep the program busy for ever, or make it wait.

use std::time::Duration;

use super::support::{Place, finish_within};

/// Far more than any of these takes where the time grows with the text, also on a busy machine; those whose time grows
/// with its square take minutes.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long the texts are, in bytes.
const LENGTH: usize = 200_000;

/// Fails unless a page with this text is built or refused in time.
#[track_caller]
fn quick(text: &str) {
    all_quick(&[text.to_owned()]);
}

/// Fails unless pages with these texts are built or refused in time, all together.
#[track_caller]
fn all_quick(texts: &[String]) {
    let place = Place::new();
    for (number, text) in texts.iter().enumerate() {
        let page = format!("+++\ntitle = \"Page\"\nsummary = \"Why.\"\n+++\n\n{text}\n");
        place.write(&format!("content/pages/page-{number}.md"), page);
    }
    let run = finish_within(place.command(&place.path("")).args(["build"]), PATIENCE);
    let run = run.expect("this takes too long");
    assert!(matches!(run.status, 0 | 1), "{}", run.err);
}

/// Parts of a text that differ in their number.
fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}

#[test]
fn brackets_stars_and_ticks() {
    let parts =
        ["[", "[a](", "![", "[[", "*a ", "**a *b ", "a**b_c ", "~~a ", "<", "<a ", "\\", "&", "`", "$", "> ", "- "];
    all_quick(&parts.map(|part| part.repeat(LENGTH / 4 / part.len())));
}

#[test]
fn what_is_imported_is_refused_early_where_it_is_too_large() {
    let place = Place::new();
    std::fs::write(place.folder().join("large.html"), vec![b'<'; 20 << 20]).expect("a new file");
    let article = place.run(["import", "article", "../large.html"]).ended(2);
    article.says(&["../large.html has 20971520 bytes, and an article has at most 4194304"]);
    let issue = place.run(["new", "--from-issue", "../large.html"]).ended(2);
    issue.says(&["../large.html has 20971520 bytes, and the text of an issue has at most 1048576"]);
}

#[test]
fn a_definition_with_too_many_iterations_is_told_once() {
    let place = Place::new();
    for number in 10_001..10_500 {
        place.write(&format!("content/definitions/tidy/{number}.md"), "+++\ndate = 2020-04-01\n+++\n\nTidy.\n");
    }
    let run = place.run(["check", "--format", "short", "--all"]).ended(1);
    assert_eq!(run.out.lines().filter(|line| line.contains("error[")).count(), 1, "{}", run.out);
    assert!(
        run.out.contains("at most 10000 iterations; beyond that, `content/definitions/tidy/` has 499 files"),
        "{}",
        run.out
    );
}

#[test]
fn a_finding_fits_on_a_screen() {
    let place = Place::new();
    let link = format!("[a]({}.md) [[{}]]", "b".repeat(50_000), "c".repeat(50_000));
    place.write("content/pages/long.md", format!("+++\ntitle = \"Long\"\nsummary = \"x\"\n+++\n\n{link}\n"));
    for format in ["human", "short", "json", "sarif", "github"] {
        let run = place.run(["check", "--format", format]).ended(1);
        let longest = run.out.split("\n\n").map(str::len).max().unwrap_or_default();
        assert!(longest < 10_000, "{format}: {longest}");
        if format == "human" {
            assert!(run.out.split("\n\n").all(|one| one.chars().count() < 80 * 24), "{}", run.out);
        }
    }
}

#[test]
fn of_many_findings_the_first_are_shown_and_what_is_alike_is_told_once() {
    let place = Place::new();
    for number in 4..=103 {
        let text = format!("+++\ndate = 2020-04-01\nauthors = [\"nobody-known\"]\n+++\n\nTidy is {number}.\n");
        place.write(&format!("content/definitions/tidy/{number}.md"), text);
    }
    let alike = place.run(["check"]).ended(1);
    assert_eq!(alike.out.matches("error[unknown-reference]").count(), 1, "{}", alike.out);
    assert!(alike.out.contains("96 more places"), "{}", alike.out);
    let all = place.run(["check", "--format", "json"]).ended(1);
    assert_eq!(all.out.matches("\"unknown-reference\"").count(), 100, "programs get each");

    let place = Place::new();
    for number in 0..80 {
        let text = format!("+++\ntitle = \"Page {number}\"\nsummary = \"x\"\n+++\n\n[[none-{number}]]\n");
        place.write(&format!("content/pages/page-{number}.md"), text);
    }
    let first = place.run(["check", "--format", "short"]).ended(1);
    assert_eq!(first.out.matches("error[").count(), 50, "{}", first.out);
    assert!(first.out.contains("and 30 errors more; `variorum check --all` shows all\n"), "{}", first.out);
    let all = place.run(["check", "--format", "short", "--all"]).ended(1);
    assert_eq!(all.out.matches("error[").count(), 80);
}

#[test]
fn ever_longer_ticks() {
    quick(&(1..600).map(|count| "`".repeat(count) + " ").collect::<String>());
}

#[test]
fn long_tables_and_lists() {
    let parts = ["|c|d|\n", "- a\n", "> a\n", "---\n"];
    all_quick(&parts.map(|part| format!("|a|b|\n|-|-|\n{}", part.repeat(LENGTH / 4 / part.len()))));
}

#[test]
fn equal_headings() {
    quick(&"# a\n".repeat(LENGTH / 4));
    quick(&"a\n==\n".repeat(LENGTH / 5));
}

#[test]
fn html_many_times() {
    quick(&"<b>".repeat(LENGTH / 3));
    quick(&"a <b>\n".repeat(LENGTH / 6));
}

#[test]
fn broken_links_many_times() {
    quick(&"[x](gone.md) ".repeat(LENGTH / 13));
}

#[test]
fn broken_anchors_among_many_headings() {
    let headings = numbered(LENGTH / 30, |number| format!("# h{number}\n"));
    quick(&(headings + &numbered(LENGTH / 30, |number| format!("[x](#g{number}) "))));
}

#[test]
fn notes_many_times() {
    let marks = numbered(LENGTH / 26, |number| format!("[^{number}] "));
    let notes = numbered(LENGTH / 26, |number| format!("[^{number}]: n\n\n"));
    quick(&format!("{marks}\n\n{notes}"));
}

#[test]
fn iterations_many_times() {
    let place = Place::new();
    for number in 4..1_500 {
        place.write(
            &format!("content/definitions/tidy/{number}.md"),
            format!("+++\ndate = 2020-03-01\n+++\n\nTidy is {number} of the things.\n"),
        );
    }
    let run = finish_within(place.command(&place.path("")).args(["build"]), PATIENCE);
    run.expect("this takes too long").ended(0);
}

#[test]
fn wrong_pages_many_times() {
    let place = Place::new();
    for number in 0..3_000 {
        let page = format!("+++\ntitle = \"Page\"\n+++\n\n[a](gone-{number}.md)\n");
        place.write(&format!("content/pages/page-{number}.md"), page);
    }
    let run = finish_within(place.command(&place.path("")).args(["check", "--all", "--format", "short"]), PATIENCE);
    let run = run.expect("this takes too long").ended(1);
    assert_eq!(run.out.matches("[broken-link]").count(), 3_000, "each is told");
}

#[test]
fn long_names_of_what_is_not_there() {
    let long = "x".repeat(LENGTH * 4);
    all_quick(&[format!("[a]({long}.md)"), format!("[[{long}]]"), format!("# a\n\n[a](#{long})")]);
}

#[test]
fn comparisons_of_few_words_many_times() {
    let place = Place::new();
    // Two sequences by chance of two words only (SplitMix64): nothing in them is rare enough to begin from.
    let text = |seed: u64| {
        numbered(LENGTH / 2, |number| {
            let step = (seed << 32 | number as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let mixed = (step ^ (step >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            if mixed >> 63 == 0 { "a ".to_owned() } else { "b ".to_owned() }
        })
    };
    place.write("a.md", text(1));
    place.write("b.md", text(2));
    let run =
        finish_within(place.command(&place.path("")).args(["diff", "a.md", "b.md", "--format", "words"]), PATIENCE);
    run.expect("this takes too long").ended(0);
}

#[test]
fn documents_past_the_limit_are_refused_with_the_limit() {
    let place = Place::new();
    place.write("content/pages/about.md", "x".repeat((1 << 20) + 1));
    let run = place.run(["check", "--format", "short"]).ended(1);
    assert!(run.out.contains("[file-too-large]") && run.out.contains("1048576"), "{}", run.out);
    place.write("variorum.toml", "#".repeat((64 << 10) + 1));
    let run = place.run(["check", "--format", "short"]).ended(1);
    assert!(run.out.contains("variorum.toml:1:1: error[file-too-large]"), "{}", run.out);
}

#[test]
fn long_texts_that_are_no_toml() {
    let place = Place::new();
    for fault in ["@\n", "a = [\n", "[a]\n", "a = b\n", "[", "\""] {
        place.write("variorum.toml", fault.repeat((64 << 10) / fault.len()));
        place.write("content/definitions/tidy/seals.toml", fault.repeat((4 << 20) / fault.len()));
        let run = finish_within(place.command(&place.path("")).args(["check", "--format", "short"]), PATIENCE);
        let run = run.expect("this takes too long").ended(1);
        for path in ["variorum.toml", "content/definitions/tidy/seals.toml"] {
            let found = run.out.lines().filter(|line| line.starts_with(path) && line.contains("[toml-syntax]")).count();
            assert!((1..=20).contains(&found), "{fault:?}: {found} faults of {path}");
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    use super::super::support::{Place, finish_within};
    use super::PATIENCE;

    /// Puts a pipe where a file was. Whoever opens it waits for ever.
    fn pipe(path: &Path) {
        fs::remove_file(path).expect("the file can be removed");
        let made = Command::new("mkfifo").arg(path).status().expect("mkfifo starts");
        assert!(made.success());
    }

    #[test]
    fn a_pipe_as_configuration() {
        let place = Place::new();
        pipe(&place.path("variorum.toml"));
        for arguments in [&["check"][..], &["check", "--root", "."]] {
            let run = finish_within(place.command(&place.path("")).args(arguments), PATIENCE);
            let run = run.expect("it waits for the pipe").ended(1);
            assert!(run.out.contains("error[not-a-regular-file]: `variorum.toml`"), "{}", run.out);
        }
    }

    #[test]
    fn a_pipe_in_the_output_folder() {
        let place = Place::new();
        place.run(["build"]).ended(0);
        pipe(&place.path("public/index.html"));
        let run = finish_within(place.command(&place.path("")).args(["build"]), PATIENCE);
        run.expect("it waits for the pipe").ended(2).says(&["public/index.html"]);
    }

    #[test]
    fn a_pipe_where_the_manifest_or_the_notes_lie() {
        let place = Place::new();
        for name in ["public/.variorum-manifest", ".public.variorum-lock"] {
            place.run(["build"]).ended(0);
            let path = place.path(name);
            let before = fs::read(&path).expect("a build writes it");
            pipe(&path);
            let run = finish_within(place.command(&place.path("")).args(["build"]), PATIENCE);
            run.expect("it waits for the pipe").ended(2).says(&["public", "`--output`"]);
            fs::remove_file(&path).expect("the pipe can be removed");
            fs::write(&path, before).expect("the file can be put back");
        }
    }

    #[test]
    fn notes_that_are_a_link_are_not_written_through() {
        let place = Place::new();
        for target in ["gone", "mine"] {
            place.write("mine", "");
            std::os::unix::fs::symlink(target, place.path(".public.variorum-lock")).expect("a link");
            place.run(["build"]).ended(2).says(&[".public.variorum-lock", "Move it away"]);
            assert!(!place.path("gone").exists() && place.read("mine").is_empty(), "the link was followed");
            fs::remove_file(place.path(".public.variorum-lock")).expect("the link can be removed");
        }
    }

    #[test]
    fn a_configuration_that_is_a_link() {
        let place = Place::new();
        fs::rename(place.path("variorum.toml"), place.path("real.toml")).expect("the file can be moved");
        std::os::unix::fs::symlink("real.toml", place.path("variorum.toml")).expect("a link");
        let run = place.run(["check"]);
        assert_ne!(run.status, 0, "a link was followed:\n{}", run.out);
    }
}
