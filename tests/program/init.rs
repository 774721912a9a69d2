//! `variorum init`: a knowledge base that is sound and looks finished at once, and never at the cost of another file.

use std::fs;

use super::support::{Place, Run};

/// Begins a knowledge base with a term in a new folder, and fails unless it is sound and builds.
#[track_caller]
fn begun(place: &Place, term: &str) -> Run {
    let option = format!("--term={term}");
    let run = place.run(["init", "new", &option]).ended(0);
    sound(place, "new");
    run
}

/// Fails unless the knowledge base in a folder is sound and builds.
#[track_caller]
fn sound(place: &Place, folder: &str) {
    place.run(["check", "--root", folder]).ended(0);
    place.run(["build", "--root", folder]).ended(0);
    assert!(place.path(folder).join("public/index.html").is_file());
}

#[test]
fn in_a_new_folder() {
    let place = Place::empty();
    let run = begun(&place, "Customer Success");
    assert!(run.out.contains("wrote new/variorum.toml"), "{}", run.out);
    run.says(&["cd new", "variorum build", "content/definitions/customer-success/1.md"]);
    assert!(place.read("new/public/index.html").contains("Customer Success"));
    for line in run.out.lines() {
        let path = line.strip_prefix("wrote ").expect("each line names a file");
        assert!(place.path(path).is_file(), "{path}");
    }
}

#[test]
fn in_the_folder_where_it_runs() {
    let place = Place::empty();
    let run = place.run(["init", "--term", "Ops"]).ended(0);
    assert!(!run.err.contains("cd "), "{}", run.err);
    sound(&place, ".");
}

#[test]
fn the_term_is_the_name_of_the_folder_where_none_is_given() {
    let place = Place::empty();
    place.run(["init", "customer-success"]).ended(0);
    assert!(
        place
            .read("customer-success/content/definitions/customer-success/definition.md")
            .contains("term = \"Customer Success\"")
    );
    sound(&place, "customer-success");
    let here = place.path("living-docs");
    fs::create_dir(&here).expect("a new folder");
    place.run_in(&here, ["init"]).ended(0);
    assert!(here.join("content/definitions/living-docs/1.md").is_file());
}

#[test]
fn what_is_there_already_stays_byte_for_byte() {
    let place = Place::empty();
    place.write("README.md", "mine\r\n");
    place.write(".gitignore", "");
    place.write("notes/thoughts.md", "mine");
    place.write("content/pages/about.md", "+++\ntitle = \"Us\"\nsummary = \"We.\"\n+++\n\nOurs.\n");
    let before = place.everything();
    let run = place.run(["init", "--term", "Ops"]).ended(0);
    run.says(&["left README.md as it was", "left .gitignore as it was", "left content/pages/about.md as it was"]);
    assert!(!run.out.contains("README.md"), "{}", run.out);
    let after = place.everything();
    for (path, file) in &before {
        assert_eq!(after.get(path), Some(file), "{}", path.display());
    }
    sound(&place, ".");
}

#[test]
fn a_knowledge_base_is_never_begun_twice() {
    let place = Place::new();
    let before = place.everything();
    let run = place.run(["init", "--term", "Other"]).ended(2);
    run.says(&["knowledge base already", "variorum build"]);
    assert_eq!(run.out, "");
    assert_eq!(before, place.everything());
}

#[test]
fn a_folder_that_is_a_file_is_refused() {
    let place = Place::empty();
    place.write("new", "mine");
    place.run(["init", "new"]).ended(2).says(&["new"]);
    assert_eq!(place.read("new"), "mine");
}

#[test]
fn terms_of_every_kind() {
    let terms = [
        "C++ & \"Ops\" <b>",
        "it's",
        "R&D",
        "日本語",
        "🚀",
        "Größe",
        "*stars* _and_ `ticks`",
        "[[ops]]",
        "[a](javascript:x)",
        "1. First",
        "- item",
        "+ plus",
        "> quote",
        "# heading",
        "a\\b",
        "{{ 7 * 7 }}",
        "{% raw %}",
        "+++",
        "---",
        "\"\"\"",
        "'''",
        "a | b",
        "~~gone~~",
        "==",
        "&lt;",
        "https://example.org/",
        "www.example.org",
        "{slug}",
        "{today}",
        "x@y.org",
        "!",
        "\\",
        "$HOME",
        "%00",
        "C:\\Users",
        "</script>",
        "]]>",
        "-->",
        "a  b",
        "1)",
        "Ops\u{a0}2",
        "Aux",
        "Index",
        "عربي",
    ];
    for term in terms {
        let place = Place::empty();
        begun(&place, term);
        let title = place.read("new/public/index.html");
        assert!(!title.contains("<b>,") && !title.contains("</script>,"), "{term} becomes markup");
    }
}

#[test]
fn a_term_appears_as_it_was_written() {
    let mut wrong = Vec::new();
    for term in [
        "C++ & \"Ops\" <b>",
        "*stars* _and_ `ticks`",
        "1. First",
        "- item",
        "[[ops]]",
        "{term}",
        "{slug}",
        "&lt;",
        "~~gone~~",
        "a\\b",
    ] {
        let place = Place::empty();
        place.run(["init", "new", &format!("--term={term}")]).ended(0);
        if place.run(["build", "--root", "new"]).status != 0 {
            wrong.push(format!("{term} builds no site"));
            continue;
        }
        let slug = fs::read_dir(place.path("new/content/definitions")).expect("the folder of definitions").next();
        let slug = slug.expect("one definition").expect("a readable entry").file_name();
        let page = place.read(&format!("new/public/definitions/{}/1.html", slug.to_string_lossy()));
        let shown = term.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let ways = [shown.clone(), shown.replace('"', "&quot;"), shown.replace('"', "&#34;")];
        if !ways.iter().any(|way| page.contains(&format!("<p>{way} is what we make of it"))) {
            wrong.push(format!("the text of {term}"));
        }
        let configuration: toml::Table = place.read("new/variorum.toml").parse().expect("the configuration is TOML");
        if configuration["site"]["title"].as_str() != Some(format!("{term}, a living definition").as_str()) {
            wrong.push(format!("the title of {term}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_term_on_two_lines_is_refused_or_sound() {
    for term in ["Two\nlines", "Two\r\n\r\n# lines", "a\tb", "bell\u{7}", "esc\u{1b}[2J"] {
        let place = Place::empty();
        let run = place.run(["init", "new", &format!("--term={term}")]);
        if run.status == 2 {
            assert!(place.everything().is_empty(), "{term:?} was refused, and something was written");
        } else {
            sound(&place, "new");
        }
    }
}

#[test]
fn a_very_long_term_is_refused_or_sound() {
    for length in [150, 190, 200, 201, 5_000] {
        let place = Place::empty();
        let run = place.run(["init", "new", "--term", &"x".repeat(length)]);
        if run.status == 2 {
            assert!(place.everything().is_empty(), "{length} characters were refused, and something was written");
        } else {
            sound(&place, "new");
        }
    }
}

#[test]
fn an_empty_term_is_refused() {
    let place = Place::empty();
    place.run(["init", "new", "--term", " "]).ended(2).says(&["term"]);
    assert!(place.everything().is_empty());
}

#[test]
fn below_another_knowledge_base_it_says_so_or_begins() {
    let place = Place::new();
    place.run(["init", "inner", "--term", "Inner"]).ended(0);
    sound(&place, "inner");
    sound(&place, ".");
}

#[test]
fn what_stopped_half_way_can_be_done_again() {
    let place = Place::empty();
    place.write("content", "mine");
    place.run(["init", "--term", "Ops"]).ended(2).says(&["content"]);
    assert_eq!(place.read("content"), "mine");
    fs::rename(place.path("content"), place.path("notes")).expect("the file can be moved");
    place.run(["init", "--term", "Ops"]).ended(0);
    sound(&place, ".");
}

#[test]
fn nothing_of_a_new_base_can_be_sealed() {
    let place = Place::empty();
    begun(&place, "Tidy");
    let run = place.run(["seal", "--root", "new"]).ended(0);
    assert_eq!(run.out, "Nothing is published yet, so there is nothing to seal.\n");
}

#[test]
fn workflows_install_only_what_was_named() {
    const HASH: &str = "0123456789abcdef0123456789abcdef01234567";
    let place = Place::empty();
    place.run(["init", "open", "--term", "Ops"]).ended(0).says(&["do not know yet which variorum to install"]);
    let hints = place.run(["check", "--root", "open", "--format", "short"]).ended(0).out;
    assert_eq!(hints.matches("hint[program-not-set]").count(), 4, "{hints}");
    let url = "https://forge.example/team/variorum";
    let named = ["--program-repository", url, "--program-revision", HASH];
    place.run(["init", "set", "--term", "Ops"].into_iter().chain(named)).ended(0);
    let workflow = place.read("set/.github/workflows/publish.yml");
    assert!(
        workflow.contains(&format!("env:\n  VARIORUM_REPOSITORY: \"{url}\"\n  VARIORUM_REVISION: \"{HASH}\"\n")),
        "{workflow}"
    );
    let found = place.run(["check", "--root", "set", "--format", "short"]).ended(0).out;
    assert!(!found.contains("program-"), "{found}");
    for (arguments, words) in [
        (&["--program-repository", url][..], "--program-revision"),
        (&["--program-repository", url, "--program-revision", "main"], "not the full hash"),
        (&["--program-repository", "../here", "--program-revision", HASH], "not the `https://` address"),
    ] {
        place
            .run(["init", "none", "--term", "Ops"].into_iter().chain(arguments.iter().copied()))
            .ended(2)
            .says(&[words]);
        assert!(!place.path("none").exists());
    }
}
