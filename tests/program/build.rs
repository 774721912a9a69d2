//! `variorum build`: what it says, what it writes, and what it leaves alone.

use std::fs;

use super::support::{Place, everything};

#[test]
fn the_closing_line_counts_and_names_the_file_to_open() {
    let place = Place::new();
    let run = place.run(["build"]).ended(0);
    snapbox::assert_data_eq!(
        run.out.trim_end(),
        snapbox::str![
            "Built [..] files, [..] KiB in 0.[..] s: [..] written, 0 as before, 0 removed. Open public/index.html"
        ]
    );
    run.says(&["base_url"]);
    for page in ["index.html", "404.html", "definitions/tidy/3.html", "practices/sweeping.html", "feed.xml"] {
        assert!(place.path("public").join(page).is_file(), "{page}");
    }
}

#[test]
fn hints_are_counted_and_left_to_check() {
    let place = Place::new();
    let practice = "+++\ntitle = \"Dusting\"\nsummary = \"Against dust.\"\ndate = 2020-01-01\nauthors = []\non = \"tidy@1\"\n+++\n\nDust.\n";
    place.write("content/practices/dusting.md", practice);
    let checked = place.run(["check"]).ended(0);
    assert!(checked.out.contains("hint[written-against-older]"), "{}", checked.out);
    let built = place.run(["build"]).ended(0);
    built.says(&["hint", "`variorum check` shows"]);
    assert!(!built.err.contains("hint["), "{}", built.err);
}

#[test]
fn an_error_in_the_theme_publishes_nothing() {
    for (path, text) in [
        ("themes/broadside/theme.toml", "x = = 3\n"),
        ("themes/broadside/words/en.toml", "[frame]\nskip = 4\n"),
        ("themes/broadside/words/fr.toml", "this is no table\n"),
    ] {
        let place = Place::new();
        place.run(["build"]).ended(0);
        let before = everything(&place.path("public"));
        place.write(path, text);
        let run = place.run(["build"]).ended(1);
        run.says(&[path, "Nothing was built"]);
        assert_eq!(before, everything(&place.path("public")), "{path}");
        assert!(place.run(["check", "--format", "short"]).ended(1).out.contains(path), "{path}");
    }
}

#[test]
fn the_files_that_are_counted_are_there() {
    let place = Place::new();
    let run = place.run(["build"]).ended(0);
    let told: usize = run.out.split(' ').nth(1).and_then(|number| number.parse().ok()).expect("the count of files");
    let pages = everything(&place.path("public"));
    let found = pages.keys().filter(|path| !path.ends_with(".variorum-manifest")).count();
    assert_eq!(told, found);
}

#[test]
fn a_second_build_writes_nothing() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    let before = everything(&place.path("public"));
    let run = place.run(["build"]).ended(0);
    assert!(run.out.contains(": 0 written, "), "{}", run.out);
    assert_eq!(before, everything(&place.path("public")));
}

#[test]
fn the_output_folder_may_be_named() {
    let place = Place::new();
    let elsewhere = place.folder().join("some where/Größe");
    let run =
        place.run(["build", "-o"].map(Into::into).into_iter().chain([elsewhere.clone().into_os_string()])).ended(0);
    assert!(elsewhere.join("index.html").is_file());
    assert!(run.out.contains("some where/Größe/index.html"), "{}", run.out);
    assert!(!place.path("public").exists(), "the default folder was written as well");
}

#[test]
fn a_relative_output_folder_lies_where_the_program_runs() {
    let place = Place::new();
    place.run_in(&place.path("content/pages"), ["build", "--output", "../../site"]).ended(0);
    assert!(place.path("site/index.html").is_file());
}

#[test]
fn the_output_folder_may_lie_deep_where_nothing_is_yet() {
    let place = Place::new();
    place.run(["build", "-o", "a/b/c"]).ended(0);
    assert!(place.path("a/b/c/index.html").is_file());
}

#[test]
fn a_site_is_the_same_wherever_it_is_written() {
    let place = Place::new();
    place.run(["build", "-o", "one"]).ended(0);
    place.run(["build", "-o", "two"]).ended(0);
    let bytes =
        |folder: &str| -> Vec<_> { everything(&place.path(folder)).into_values().map(|(bytes, _)| bytes).collect() };
    assert_eq!(bytes("one"), bytes("two"));
}

#[test]
fn the_base_address_reaches_feed_and_sitemap() {
    let place = Place::new();
    let run = place.run(["build", "--base-url", "https://example.org/tidy"]).ended(0);
    assert!(!run.err.contains("base_url"), "{}", run.err);
    assert!(place.read("public/sitemap.xml").contains("https://example.org/tidy/definitions/tidy/3.html"));
    assert!(place.read("public/feed.xml").contains("https://example.org/tidy/"));
}

#[test]
fn a_bad_base_address_stops_the_build() {
    let place = Place::new();
    for address in [
        "example.org",
        "javascript:alert(1)",
        "https://",
        "https://a b/",
        "ftp://example.org/",
        "",
        "https://example.org/?q=1",
        "https://x/\"><script>",
        "https://sam:word@example.org/",
        "https://example.org:99999/",
        "https://example.org:abc/",
        "https://example.org/#top",
        "https://example.org/\u{202e}",
    ] {
        let run = place.run(["build", "--base-url", address]).ended(2);
        run.says(&["`--base-url` is not the address of a site", "such as `https://example.org/prodops/`"]);
        assert!(!place.path("public").exists(), "{address}");
    }
}

#[test]
fn the_root_may_be_named_or_found_upward() {
    let place = Place::new();
    let base = place.path("");
    let base = base.to_str().expect("a temporary folder has a plain name");
    place.run_in(place.folder(), ["build", "--root", base]).ended(0);
    assert!(place.path("public/index.html").is_file());
    fs::remove_dir_all(place.path("public")).expect("the site can be removed");
    let run = place.run_in(&place.path("content/definitions/tidy"), ["build"]).ended(0);
    assert!(place.path("public/index.html").is_file());
    assert!(run.out.contains("public/index.html"), "{}", run.out);
}

#[test]
fn without_a_knowledge_base_it_says_what_to_do() {
    let place = Place::empty();
    let run = place.run(["build"]).ended(2);
    run.says(&["variorum.toml", "--root", "variorum init"]);
    assert_eq!(run.out, "");
    let run = place.run(["build", "--root", "nowhere"]).ended(2);
    run.says(&["nowhere"]);
    assert!(place.everything().is_empty(), "something was written");
}

#[test]
fn a_named_root_without_a_configuration_says_what_to_do() {
    let place = Place::empty();
    place.run(["check", "--root", "."]).ended(2).says(&["variorum.toml", "variorum init"]);
}

#[test]
fn a_removed_source_takes_its_page_away() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    assert!(place.path("public/contributions/2020-05-01-too-strict.html").is_file());
    fs::remove_file(place.path("content/contributions/2020-05-01-too-strict.md")).expect("the source can be removed");
    let run = place.run(["build"]).ended(0);
    assert!(run.out.contains(" 2 removed"), "{}", run.out);
    for end in ["html", "md"] {
        assert!(!place.path("public/contributions/2020-05-01-too-strict").with_extension(end).exists(), "{end}");
    }
}

#[test]
fn what_others_put_beside_the_site_is_left_alone() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    place.write("public/CNAME", "example.org\n");
    place.write("public/contributions/mine/notes.txt", "mine");
    fs::remove_file(place.path("content/contributions/2020-05-01-too-strict.md")).expect("the source can be removed");
    place.run(["build"]).ended(0);
    assert_eq!(place.read("public/CNAME"), "example.org\n");
    assert_eq!(place.read("public/contributions/mine/notes.txt"), "mine");
}

#[test]
fn a_page_that_somebody_removed_comes_back() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    let before = place.read("public/timeline.html");
    fs::remove_file(place.path("public/timeline.html")).expect("the page can be removed");
    let run = place.run(["build"]).ended(0);
    assert!(run.out.contains(": 1 written, "), "{}", run.out);
    assert_eq!(place.read("public/timeline.html"), before);
}

#[test]
fn mistakes_leave_the_old_site_as_it_was() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    let before = everything(&place.path("public"));
    place.write("content/pages/about.md", "+++\ntitel = \"About\"\n+++\n\nBecause.\n");
    let run = place.run(["build"]).ended(1);
    run.says(&["content/pages/about.md:2:1", "unknown-key", "errors", "Nothing was built"]);
    assert_eq!(run.out, "", "reports belong to standard error");
    assert_eq!(before, everything(&place.path("public")));
}

#[test]
fn mistakes_make_no_output_folder() {
    let place = Place::new();
    place.write("content/pages/about.md", "no front matter");
    place.run(["build"]).ended(1);
    assert!(!place.path("public").exists());
}

#[test]
fn a_broken_theme_leaves_the_old_site_as_it_was() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    let before = everything(&place.path("public"));
    for (template, name) in [("{% if %}", "timeline.html"), ("{{ no_such_thing.at_all }}", "page.html")] {
        place.write("themes/broadside/templates/timeline.html", template);
        let run = place.run(["build"]).ended(1);
        run.says(&["template-error", "Nothing was built"]);
        assert_eq!(before, everything(&place.path("public")), "{name}");
    }
}

#[test]
fn byte_order_marks_and_carriage_returns_count_as_nothing() {
    let place = Place::new();
    place.run(["build", "-o", "plain"]).ended(0);
    for path in ["content/definitions/tidy/3.md", "content/practices/sweeping.md", "variorum.toml"] {
        let text = place.read(path).replace('\n', "\r\n");
        place.write(path, format!("\u{FEFF}{text}"));
    }
    place.run(["build", "-o", "odd"]).ended(0);
    let bytes =
        |folder: &str| -> Vec<_> { everything(&place.path(folder)).into_values().map(|(bytes, _)| bytes).collect() };
    assert_eq!(bytes("plain"), bytes("odd"));
}

#[test]
fn every_id_of_a_page_is_its_own() {
    let place = Place::new();
    let text = "# Note 1\n# Mark 1\n# main\n# Main\n# main-1\n# main-1\n# !\n# ?\n\nx[^1]\n\n[^1]: y\n";
    place.write("content/pages/about.md", format!("+++\ntitle = \"About\"\nsummary = \"Why.\"\n+++\n\n{text}"));
    place.run(["build"]).ended(0);
    let page = place.read("public/pages/about.html");
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(ids.len() > 9, "{ids:?}");
    ids.sort_unstable();
    let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    assert!(twice.is_empty(), "{twice:?} are given twice");
}

#[cfg(unix)]
#[test]
fn every_file_of_a_site_can_be_read_by_everybody() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::new();
    place.run(["build"]).ended(0);
    for path in everything(&place.path("public")).into_keys() {
        let mode = fs::metadata(&path).expect("the file is there").permissions().mode();
        assert_eq!(mode & 0o444, 0o444, "{} has the mode {mode:o}", path.display());
    }
}
