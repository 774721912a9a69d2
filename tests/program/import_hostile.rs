//! `variorum import git` on histories that mean no good, and on documents of the kinds that people publish.

use super::import_git::Repo;
use super::support::{Place, run_beside_git as run};

#[test]
fn hostile_histories_stay_words() {
    let place = Place::new();
    let Some(mut repo) = Repo::new(&place, "repo") else { return };
    let evil = "-- +++ \u{202e}<b>.md";
    repo.write(evil, "a<script>alert(1)</script> [x](javascript:alert(1)) ![y](http://evil.example/z.png) \u{200b}\n\n+++\n\n{{ 7 * 7 }}\n");
    repo.commit_as(
        ("</script> ::error::", "-x@example.org"),
        "+++\n\n</script>\u{1b}[31m ::error::x \u{202e} \"\"\" ''' ##[error]y",
    );
    repo.git(&["tag", "--annotate", "</script>+++", "--message", "::error::"]);
    repo.write(evil, b"caf\xe9 \x00 <b>".as_slice());
    repo.git(&["add", "--all"]);
    repo.git(&["-c", "i18n.commitEncoding=ISO-8859-1", "commit", "--quiet", "--message", "x"]);
    std::fs::remove_file(repo.folder.join(evil)).expect("it is there");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/hostname", repo.folder.join(evil)).expect("a link");
        repo.commit("A link");
        std::fs::remove_file(repo.folder.join(evil)).expect("it is there");
    }
    repo.write(evil, "Sound again.\n");
    repo.commit("Sound");
    for extra in [&[][..], &["--tags-only"][..]] {
        let slug = if extra.is_empty() { "evil" } else { "tags" };
        let path = format!("--path={evil}");
        let mut arguments = vec!["import", "git", "../repo", &path, "--term", "Evil", "--slug", slug];
        arguments.extend(extra);
        let run = run(&place, &arguments).ended(0);
        assert!(!run.err.contains('\u{1b}') && !run.err.contains('\u{202e}'), "{}", run.err);
        assert!(!run.err.lines().any(|line| line.trim_start().starts_with("::error")), "{}", run.err);
    }
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
    let page = place.read("public/definitions/evil/1.html");
    assert!(
        !page.contains("<script>alert") && !page.contains("javascript:alert") && !page.contains("src=\"http://evil")
    );
    assert!(
        place.read("content/definitions/evil/2.md").contains("café"),
        "{}",
        place.read("content/definitions/evil/2.md")
    );
}

#[test]
fn what_the_check_refuses_is_not_written() {
    let place = Place::new();
    let Some(mut repo) = Repo::new(&place, "repo") else { return };
    repo.say("a.md", &"x ".repeat(600_000), "Too large");
    repo.say("a.md", "One.\n", "One");
    repo.say("b.md", &format!("{}deep\n", "> ".repeat(120)), "Deep");
    let before = place.everything();
    run(&place, &["import", "git", "../repo", "--path", "b.md"])
        .ended(1)
        .says(&["nesting-too-deep", "Nothing was written"]);
    assert_eq!(before, place.everything());
    let large = run(&place, &["import", "git", "../repo", "--path", "a.md"]).ended(0);
    large.says(&["1 iteration of `a`", "has 1200000 bytes, and a document may have 1048576"]);
}

#[test]
fn programs_of_the_repository_are_not_run() {
    let place = Place::new();
    let Some(mut repo) = Repo::new(&place, "repo") else { return };
    repo.say("a.md", "One.\n", "One");
    let mark = place.folder().join("ran");
    let script = place.folder().join("home/script.sh");
    std::fs::write(&script, format!("#!/bin/sh\ntouch {}\ncat\n", mark.display())).expect("a script");
    std::process::Command::new("chmod").arg("+x").arg(&script).status().expect("chmod is there");
    let script = script.display().to_string();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "diff.x.textconv",
        "diff.external",
        "filter.x.smudge",
        "gpg.program",
        "core.sshCommand",
    ] {
        repo.git(&["config", key, &script]);
    }
    repo.git(&["config", "log.showSignature", "true"]);
    repo.git(&["config", "diff.relative", "true"]);
    repo.write(".git/info/attributes", "* diff=x filter=x\n");
    let before = super::support::everything(&repo.folder);
    run(&place, &["import", "git", "../repo", "--path", "a.md"]).ended(0);
    assert!(!mark.exists(), "a program of the repository was run");
    assert_eq!(before, super::support::everything(&repo.folder), "not even a time changed");
}

/// Documents of three kinds that people keep under git; every word is ours.
#[test]
fn documents_of_public_kinds() {
    let place = Place::new();
    let Some(mut code) = Repo::new(&place, "conduct") else { return };
    code.git(&["remote", "add", "origin", "git@github.com:example/conduct.git"]);
    code.say(
        "CONDUCT.md",
        "<h1 align=\"center\">Our Conduct</h1>\n\n<p align=\"center\"><img src=\"logo.svg\" alt=\"Logo\"></p>\n\n<!-- draft -->\n\nBe <b>kind</b>. See [the guide](docs/guide.md#how) or write to <mail@example.org>.\n",
        "Add a code of conduct (#1)",
    );
    code.say(
        "CONDUCT.md",
        "# Our Conduct\n\n[![badge](https://img.example/b.svg)](https://example.org)\n\nBe kind, *always*.<br>\nSee [the guide](docs/guide.md#how).\n",
        "Plain Markdown",
    );
    run(&place, &["import", "git", "../conduct", "--path", "CONDUCT.md", "--term", "Conduct"])
        .ended(0)
        .says(&["an address of mail stands in the text of iteration 1,"]);
    let first = place.read("content/definitions/conduct/1.md");
    assert!(first.contains("source = \"https://github.com/example/conduct/commit/"), "{first}");
    assert!(first.contains("# Our Conduct") && first.contains("Be **kind**."), "{first}");
    assert!(
        first.contains("](<https://github.com/example/conduct/blob/") && first.contains("/docs/guide.md#how>)"),
        "{first}"
    );

    let Some(mut standard) = Repo::new(&place, "standard") else { return };
    standard.say(
        "spec.md",
        "---\ntitle: Numbering\nlayout: page\n---\n\n1. A number MUST NOT change.\n2. See [[1]](https://example.org/a).\n\n| a | b |\n|---|---|\n| x<br>y | <T> |\n",
        "Draft",
    );
    standard.say(
        "spec.md",
        "+++\ntitle = \"Numbering\"\n+++\n\n1. A number MUST NOT change[^1].\n2. See [[wiki]].\n\n[^1]: Ever.\n",
        "Second draft",
    );
    run(&place, &["import", "git", "../standard", "--path", "spec.md"]).ended(0).says(&["front matter was taken out"]);
    assert!(place.read("content/definitions/numbering/2.md").contains("\\[\\[wiki]]"));

    let Some(mut terms) = Repo::new(&place, "terms") else { return };
    terms.say(
        "TERMS",
        "TERMS OF USE\n============\n\n1) You may use it.\n   * Really.\n\nCopyright (c) <year> <name>\n",
        "Terms",
    );
    terms.say("TERMS", "TERMS OF USE\r\n============\r\n\r\n1) You may use it.\r\n   * Really!\r\n", "Terms, 2");
    run(&place, &["import", "git", "../terms", "--path", "TERMS"]).ended(0).says(&["signs of plain text"]);
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
}
