//! Names of files: those that are nobody's, those that claim one address, and those that change.

use super::support::{Place, committed, git, run_beside_git};

#[test]
fn what_editors_and_systems_leave_is_no_file_of_anybody() {
    let place = Place::new();
    place.run(["check"]).ended(0);
    let before = place.run(["build", "-o", "before"]).ended(0).out;
    for name in [
        "#sweeping.md#",
        ".#sweeping.md",
        "4913",
        "sweeping.md~",
        ".sweeping.md.swp",
        "sweeping.md.swp",
        "sweeping.md.swo",
        "~$sweeping.md",
        "sweeping.md.tmp",
        "sweeping.md.bak",
        "Thumbs.db",
        "__MACOSX/sweeping.md",
    ] {
        for folder in ["content", "content/practices", "content/definitions/tidy", "themes/broadside/static"] {
            place.write(&format!("{folder}/{name}"), [0, 159, 146, 150]);
        }
    }
    #[cfg(unix)]
    {
        place.write("content/practices/Icon\r", "");
        std::os::unix::fs::symlink("jo@host.123", place.path("content/people/.#contributor.md")).expect("a new link");
    }
    let run = place.run(["check"]).ended(0);
    assert!(run.out.ends_with("nothing to mend.\n"), "{}", run.out);
    let after = place.run(["build", "-o", "after"]).ended(0).out;
    let count = |said: &str| said.split(" files").next().map(str::to_owned);
    assert_eq!(count(&after), count(&before), "the same files are published");
    place.write("content/practices/sweeping.md.rej", "");
    let run = place.run(["check"]).ended(1);
    assert!(run.out.contains("misplaced-file"), "{}", run.out);
}

#[test]
fn an_output_folder_with_nothing_but_what_systems_put_there_is_empty() {
    let place = Place::new();
    place.write("site/.DS_Store", "mine");
    place.run(["build", "-o", "site"]).ended(0);
    assert_eq!(place.read("site/.DS_Store"), "mine");
    assert!(place.path("site/index.html").is_file());
}

#[test]
fn an_alias_leads_on_from_the_old_address() {
    let place = Place::new();
    let before = place.run(["build", "-o", "before"]).ended(0);
    assert!(before.out.starts_with("Built "), "{}", before.out);
    assert!(!place.path("before/_redirects").exists(), "a site without aliases is what it was");
    let rename = |from: &str, to: &str| std::fs::rename(place.path(from), place.path(to)).expect("it was there");
    rename("content/practices/sweeping.md", "content/practices/how-to-sweep.md");
    rename("content/definitions/tidy", "content/definitions/neat");
    for path in ["content/practices/how-to-sweep.md", "content/definitions/neat/definition.md"] {
        let old = if path.contains("neat") { "tidy" } else { "sweeping" };
        let text = place.read(path);
        place.write(path, text.replacen("+++\n", &format!("+++\naliases = [\"{old}\"]\n"), 1));
    }
    // Whatever names the old names is told the new ones.
    let run = place.run(["check", "--format", "short"]).ended(1);
    assert!(run.out.contains("it was renamed: write `neat`"), "{}", run.out);
    assert!(run.out.contains("it was renamed: link to `"), "{}", run.out);
    place.run(["check", "--fix"]).ended(0);
    place.run(["build", "-o", "after", "--base-url", "https://example.org/base/"]).ended(0);
    let page = place.read("after/practices/sweeping.html");
    for part in [
        "<meta name=\"robots\" content=\"noindex\">",
        "<meta http-equiv=\"refresh\" content=\"0; url=how-to-sweep.html\">",
        "<link rel=\"canonical\" href=\"https://example.org/base/practices/how-to-sweep.html\">",
        "It has another address now: <a href=\"how-to-sweep.html\">",
    ] {
        assert!(page.contains(part), "`{part}` is not in:\n{page}");
    }
    assert!(!page.contains("<script"), "{page}");
    for name in ["index.html", "1.html", "2.html", "3.html", "compare-1-3.html", "variorum.html", "dossier.html"] {
        let page = place.read(&format!("after/definitions/tidy/{name}"));
        assert!(page.contains(&format!("content=\"0; url=../neat/{name}\"")), "{page}");
    }
    assert_eq!(
        place.read("after/_redirects"),
        "/base/practices/sweeping.html /base/practices/how-to-sweep.html 301\n\
         /base/practices/sweeping.md /base/practices/how-to-sweep.md 301\n\
         /base/definitions/tidy/* /base/definitions/neat/:splat 301\n"
    );
    for name in ["sitemap.xml", "feed.xml", "practices/index.html", "search/index.js", "search.html", "llms.txt"] {
        let text = place.read(&format!("after/{name}"));
        assert!(!text.contains("sweeping.html") && !text.contains("definitions/tidy"), "{name}: {text}");
    }
}

/// A sound knowledge base under git, in which a practice was renamed since.
fn renamed() -> Place {
    let place = Place::new();
    committed(&place);
    git(&place, &["branch", "--move", "main"]);
    git(&place, &["checkout", "--quiet", "-b", "change"]);
    std::fs::rename(place.path("content/practices/sweeping.md"), place.path("content/practices/how-to-sweep.md"))
        .expect("it was there");
    for path in ["content/contributions/2020-05-01-too-strict.md", "content/definitions/tidy/definition.md"] {
        let text = place.read(path);
        place.write(path, text.replace("sweeping.md", "how-to-sweep.md"));
    }
    place
}

/// Names the old name of the practice.
fn keep_address(place: &Place) {
    let path = "content/practices/how-to-sweep.md";
    let text = place.read(path);
    place.write(path, text.replacen("+++\n", "+++\naliases = [\"sweeping\"]\n", 1));
}

fn commit(place: &Place) {
    git(place, &["add", "--all"]);
    git(place, &["commit", "--quiet", "--message", "All"]);
}

#[test]
fn a_rename_is_reviewed_as_one_whether_it_is_committed_or_not() {
    let place = renamed();
    for is_committed in [false, true] {
        if is_committed {
            commit(&place);
        }
        for format in ["comment", "human", "html"] {
            let run = run_beside_git(&place, &["review", "--base", "main", "--format", format]).ended(0);
            for words in ["1 renamed text", "Sweeping (practice): renamed", "Its text stays as it is.", "sweeping.html"]
            {
                assert!(run.out.contains(words), "`{words}` is not in:\n{}", run.out);
            }
            assert!(run.out.contains("aliases = [") && !run.out.contains("removed text"), "{}", run.out);
        }
    }
    keep_address(&place);
    let run = run_beside_git(&place, &["review", "--base", "main", "--format", "comment"]).ended(0);
    assert!(run.out.contains("*aliases*: sweeping") && !run.out.contains("would be gone"), "{}", run.out);
}

#[test]
fn check_against_a_revision_says_which_addresses_would_be_gone() {
    let place = renamed();
    run_beside_git(&place, &["check"]).ended(0);
    let run = run_beside_git(&place, &["check", "--against", "main", "--format", "short"]).ended(1);
    let said =
        "content/practices/how-to-sweep.md:1:1: warning[address-gone]: `practices/sweeping.html` and 1 more address";
    assert!(run.out.starts_with(said), "{}", run.out);
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    let without = place.read("content/practices/how-to-sweep.md");
    keep_address(&place);
    let run = run_beside_git(&place, &["check", "--against", "main"]).ended(0);
    assert!(run.out.ends_with("nothing to mend.\n"), "{}", run.out);
    commit(&place);
    // An alias that is taken out again ends its address.
    place.write("content/practices/how-to-sweep.md", without);
    let run = run_beside_git(&place, &["check", "--against", "HEAD", "--format", "short"]).ended(1);
    assert!(run.out.contains("`practices/sweeping.html` is published at HEAD and would be gone"), "{}", run.out);
}

#[test]
fn what_did_not_pass_the_check_before_has_no_known_addresses() {
    let place = renamed();
    let sound = place.read("content/people/contributor.md");
    place.write("content/people/contributor.md", "+++\nnam = 1\n+++\n");
    commit(&place);
    let run = run_beside_git(&place, &["check", "--against", "main"]).ended(1);
    run.says(&["once there are no errors any more"]);
    place.write("content/people/contributor.md", sound);
    let run = run_beside_git(&place, &["check", "--against", "HEAD"]).ended(0);
    run.says(&["HEAD does not pass this check", "nobody can tell which addresses it has"]);
    let run = run_beside_git(&place, &["review", "--base", "HEAD", "--format", "comment"]).ended(0);
    assert!(run.out.contains("HEAD does not pass this check"), "{}", run.out);
    run_beside_git(&place, &["check", "--against", "nowhere"]).ended(2).says(&["git knows no revision `nowhere`"]);
}
