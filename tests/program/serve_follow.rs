//! `variorum serve` while files change: the site on the screen is the site on the disk a moment later, and every open page
//! is told what it has to know.

use std::fs;
use std::io::{BufRead as _, Write as _};
use std::thread;
use std::time::Duration;

use super::serving::{ERRORS, PATIENCE, Server};
use super::support::{Place, everything};

const PRACTICE: &str = "content/practices/sweeping.md";
const PAGE: &str = "/practices/sweeping.html";

/// The practice with another text.
fn practice(text: &str) -> String {
    format!(
        "+++\ntitle = \"Sweeping\"\nsummary = \"Every evening.\"\ndate = 2020-04-01\non = \"tidy@3\"\n+++\n\n## How to begin\n\n{text}\n"
    )
}

/// Fails unless every file of a build is served as it is built.
#[track_caller]
fn is_in_step(server: &Server, place: &Place) {
    let output = place.folder().join("built");
    place.run(["build", "--output", output.to_str().expect("a plain name")]).ended(0);
    for (path, (bytes, _)) in everything(&output) {
        let route = path.strip_prefix(&output).expect("it lies below").to_str().expect("a plain name");
        if route != ".variorum-manifest" {
            assert_eq!(server.get(&format!("/{route}")).without_script(), bytes, "{route}");
        }
    }
}

#[test]
fn only_pages_that_changed_are_loaded_again() {
    let place = Place::new();
    let mut server = Server::start(&place);
    let (mut edited, mut other) = (server.open(PAGE), server.open("/people/contributor.html"));
    // A page says what it was served with, so it is told at once what it missed.
    assert_eq!(edited.report()["tally"], "");
    assert_eq!(other.report()["tally"], "");
    place.write(PRACTICE, practice("With a new broom."));
    edited.reload();
    assert!(server.get(PAGE).text().contains("With a new broom."));
    let mut line = String::new();
    server.lines.read_line(&mut line).expect("a line");
    assert!(line.starts_with("content/practices/sweeping.md: ready after "), "{line}");
    // The other page hears of the next mistake and of nothing before it.
    place.write(PRACTICE, practice("With [nobody](../people/nobody.md)."));
    assert_eq!(other.report()["tally"], "1 error");
    let mut late = server.listen(PAGE, "200-0");
    late.reload();
}

#[test]
fn an_error_in_the_theme_is_shown_over_the_last_good_page() {
    for (path, text, place_of_error) in [
        ("themes/broadside/theme.toml", "x = = 3\n", "1:5"),
        ("themes/broadside/words/fr.toml", "[frame]\nskip = 4\n", "2:8"),
    ] {
        let place = Place::new();
        place.write(path, "");
        let server = Server::start(&place);
        let mut page = server.open(PAGE);
        page.report();
        place.write(path, text);
        let report = page.report();
        assert_eq!(report["has_errors"], true, "{report}");
        assert_eq!(report["items"][0]["place"], format!("{path}:{place_of_error}"));
        assert!(server.get(PAGE).text().contains("With a broom."));
    }
}

#[test]
fn a_mistake_is_told_over_the_last_good_page_until_it_is_mended() {
    let place = Place::new();
    let mut server = Server::start_with(&place, &["--port", "0", "--editor", "my://{path}?{line}:{column}"]);
    let mut page = server.open(PAGE);
    page.report();
    place.write(PRACTICE, practice("One [link](../people/nobody.md) too many."));
    let report = page.report();
    assert_eq!((&report["has_errors"], &report["tally"]), (&true.into(), &"1 error".into()));
    let item = &report["items"][0];
    assert_eq!(item["place"], "content/practices/sweeping.md:10:5");
    assert!(item["title"].as_str().is_some_and(|title| title.starts_with("error[broken-link]: ")), "{item}");
    let text = item["text"].as_str().expect("a text");
    for words in ["--> content/practices/sweeping.md:10:5", "One [link](../people/nobody.md)", "^^^^"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(item["help"].as_str().is_some_and(|help| help.contains("`../people/contributor.md`")), "{item}");
    let root = place.path("").canonicalize().expect("it is there");
    let link = format!("my://{}/content/practices/sweeping.md?10:5", root.display());
    assert_eq!(item["open"], link, "{item}");
    // The last good site stays, and who comes meanwhile is told as well.
    assert!(server.get(PAGE).text().contains("With a broom."));
    assert_eq!(server.open("/").report(), report);
    // Warnings and the mend.
    place.write(PRACTICE, practice("With a broom, for H\u{420}."));
    page.reload();
    let mut page = server.open(PAGE);
    let warned = page.report();
    assert_eq!((&warned["has_errors"], &warned["tally"]), (&false.into(), &"1 warning".into()), "{warned}");
    place.write(PRACTICE, practice("With a broom."));
    page.reload();
    assert_eq!(server.open(PAGE).report()["tally"], "");
    let mut said = String::new();
    for _ in 0..3 {
        server.lines.read_line(&mut said).expect("a line");
    }
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].contains(": the last good site stays after ") && lines[0].ends_with(", 1 error"), "{said}");
    assert!(lines[1].ends_with(", 1 warning"), "{said}");
    assert!(lines[2].ends_with(" ms"), "{said}");
    let told = fs::read_to_string(place.folder().join(ERRORS)).expect("standard error");
    assert!(told.contains("error[broken-link]: ") && told.contains("warning["), "{told}");
}

#[test]
fn where_there_was_never_a_site_every_address_tells_why() {
    let place = Place::new();
    place.write(PRACTICE, practice("With a [broom](nowhere.md) <b>."));
    let server = Server::start(&place);
    for path in ["/", PAGE, "/nowhere", "/theme/theme.css"] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (503, "text/html; charset=utf-8"), "{path}");
        let text = answer.text();
        for words in ["error[broken-link]", ">content/practices/sweeping.md:10:8</a>", "help: ", "^^^^"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(text.contains("&lt;b&gt;") && !text.contains("<b>"), "{text}");
    }
    assert_eq!(server.get("/-variorum/report.css").status, 200);
    let mut page = server.open(PAGE);
    // Another mistake is another page, and so is a site.
    place.write(PRACTICE, practice("With a [brush](nowhere.md)."));
    page.reload();
    server.becomes(PAGE, "brush", |answer| answer.status == 503 && answer.text().contains("brush"));
    let mut page = server.open(PAGE);
    place.write(PRACTICE, practice("With a brush."));
    page.reload();
    server.shows(PAGE, "With a brush.");
}

#[test]
fn a_template_that_fails_takes_its_pages_alone() {
    let place = Place::new();
    let server = Server::start(&place);
    let mut page = server.open(PAGE);
    page.report();
    place.write("themes/broadside/templates/practice.html", "<p>{{ page.title }}</p>\n{{ page.nothing.at.all }}\n");
    let report = page.report();
    let item = &report["items"][0];
    assert_eq!(
        item["place"].as_str().map(|place| place.split(':').next()),
        Some(Some("themes/broadside/templates/practice.html"))
    );
    assert!(item["help"].as_str().is_some_and(|help| help.contains("practices/sweeping.html")), "{item}");
    let answer = server.get(PAGE);
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("themes/broadside/templates/practice.html:2:"), "{}", answer.text());
    assert_eq!(server.get("/").status, 200);
    let mut home = server.open("/");
    assert_eq!(home.report()["tally"], "");
    let told = fs::read_to_string(place.folder().join(ERRORS)).expect("standard error");
    assert!(told.contains("error[template-error]"), "{told}");
    // A template that cannot be read at all is a mistake like any other.
    place.write("themes/broadside/templates/practice.html", "{% if %}\n");
    assert_eq!(home.report()["has_errors"], true);
    // A page that is nothing but a report tells all of it, and gives way to any other.
    assert!(server.get(PAGE).text().contains("{% if %}"));
    let mut page = server.open(PAGE);
    place.write("themes/broadside/templates/practice.html", "<body>{{ page.title }} alone</body>\n");
    page.reload();
    server.shows(PAGE, "Sweeping alone");
    fs::remove_dir_all(place.path("themes")).expect("a folder goes");
    server.shows(PAGE, "<main");
    is_in_step(&server, &place);
}

#[test]
fn editors_save_in_many_ways() {
    let place = Place::new();
    let server = Server::start(&place);
    let path = place.path(PRACTICE);
    // A new file takes the place of the old one.
    fs::write(place.path("content/practices/.sweeping.md.new"), practice("Renamed.")).expect("a new file");
    fs::rename(place.path("content/practices/.sweeping.md.new"), &path).expect("it takes its place");
    server.shows(PAGE, "Renamed.");
    // The old one is kept under another name, and a new one is written.
    fs::write(place.path("content/practices/.sweeping.md.swp"), "swap").expect("a new file");
    fs::rename(&path, place.path("content/practices/sweeping.md~")).expect("a backup");
    fs::write(&path, practice("Kept a backup.")).expect("a new file");
    fs::remove_file(place.path("content/practices/sweeping.md~")).expect("the backup goes");
    fs::remove_file(place.path("content/practices/.sweeping.md.swp")).expect("the swap file goes");
    server.shows(PAGE, "Kept a backup.");
    // Emptied, written by halves, and written again.
    let text = practice("In two halves.");
    let (one, other) = text.split_at(60);
    let mut file = fs::File::create(&path).expect("it is emptied");
    file.write_all(one.as_bytes()).expect("a half");
    thread::sleep(Duration::from_millis(30));
    file.write_all(other.as_bytes()).expect("the other half");
    drop(file);
    server.shows(PAGE, "In two halves.");
    for text in ["First.", "Second.", "Third."] {
        place.write(PRACTICE, practice(text));
    }
    server.shows(PAGE, "Third.");
    // Two files change their names.
    place.write("content/practices/dusting.md", practice("Dust.").replace("Sweeping", "Dusting"));
    server.shows("/practices/dusting.html", "Dust.");
    let swap = place.path("content/practices/swap.md");
    fs::rename(&path, &swap).expect("one goes aside");
    fs::rename(place.path("content/practices/dusting.md"), &path).expect("the other takes its place");
    fs::rename(&swap, place.path("content/practices/dusting.md")).expect("and back");
    server.shows(PAGE, "Dust.");
    server.shows("/practices/dusting.html", "Third.");
    is_in_step(&server, &place);
}

#[test]
fn folders_and_the_configuration_come_and_go() {
    let place = Place::new();
    let server = Server::start(&place);
    let gone = |path: &str| server.becomes(path, "404", |answer| answer.status == 404);
    // A folder with folders in it, at once.
    place
        .write("content/definitions/neat/definition.md", "+++\nterm = \"Neat\"\nsummary = \"What neat means.\"\n+++\n");
    place.write("content/definitions/neat/1.md", "+++\ndate = 2020-01-01\n+++\n\nNeat is tidy, and small.\n");
    server.shows("/definitions/neat/1.html", "Neat is tidy");
    place.write("content/definitions/neat/1.md", "+++\ndate = 2020-01-01\n+++\n\nNeat is tidy, and dear.\n");
    server.shows("/definitions/neat/1.html", "and dear");
    fs::remove_dir_all(place.path("content/definitions/neat")).expect("a folder goes");
    gone("/definitions/neat/1.html");
    // A folder goes away with its pages and comes again.
    fs::rename(place.path("content/contributions"), place.path("aside")).expect("a folder goes aside");
    gone("/contributions/2020-05-01-too-strict.html");
    fs::rename(place.path("aside"), place.path("content/contributions")).expect("it comes back");
    server.shows("/contributions/2020-05-01-too-strict.html", "Too strict");
    place.write(
        "content/contributions/2020-05-01-too-strict.md",
        "+++\ntitle = \"Too strict\"\nkind = \"comment\"\ndate = 2020-05-01\nauthors = [\"contributor\"]\non = \"tidy@3\"\n+++\n\nSeen again.\n",
    );
    server.shows("/contributions/2020-05-01-too-strict.html", "Seen again.");
    // All of the content goes away, which is a mistake, and comes again as another folder.
    let mut page = server.open("/");
    page.report();
    fs::rename(place.path("content"), place.path("aside")).expect("the content goes aside");
    assert_eq!(page.report()["has_errors"], true);
    fs::create_dir(place.path("content")).expect("a new folder");
    for folder in ["definitions", "practices", "contributions", "people", "pages"] {
        fs::rename(place.path("aside").join(folder), place.path("content").join(folder)).expect("it comes back");
    }
    let begin = std::time::Instant::now();
    while page.report()["has_errors"] == true {
        assert!(begin.elapsed() < PATIENCE);
    }
    place.write(PRACTICE, practice("In the new folder."));
    server.shows(PAGE, "In the new folder.");
    // The configuration is replaced, goes away and comes again.
    let configuration = place.read("variorum.toml");
    place.write("variorum.toml.new", configuration.replace("Tidy, a living definition", "Tidier"));
    fs::rename(place.path("variorum.toml.new"), place.path("variorum.toml")).expect("it takes its place");
    server.shows("/", "<title>Tidier</title>");
    let mut page = server.open("/");
    page.report();
    fs::remove_file(place.path("variorum.toml")).expect("it goes");
    let report = page.report();
    assert!(report["items"][0]["title"].as_str().is_some_and(|title| title.contains("variorum.toml")), "{report}");
    assert_eq!(server.get("/").status, 200);
    place.write("variorum.toml", configuration);
    page.reload();
    server.shows("/", "<title>Tidy, a living definition</title>");
    is_in_step(&server, &place);
}

#[test]
fn the_theme_is_followed() {
    let place = Place::new();
    let server = Server::start(&place);
    let mut page = server.open("/");
    page.report();
    place.write("themes/broadside/static/theme.css", "body { color: teal; }\n");
    server.shows("/theme/theme.css", "teal");
    place.write("themes/broadside/static/theme.css", "body { color: navy; }\n");
    server.shows("/theme/theme.css", "navy");
    place.write("themes/broadside/templates/parts/own.html", "nothing");
    place.write(
        "themes/broadside/templates/home.html",
        "{% extends \"base.html\" %}{% block main %}<h1>Mine</h1>{% endblock main %}\n",
    );
    // The sheet is no part of the page, so the template is the first that the page hears of.
    page.reload();
    server.shows("/", "<h1>Mine</h1>");
    is_in_step(&server, &place);
}

#[cfg(target_os = "linux")]
#[test]
fn where_nothing_can_be_watched_the_files_are_looked_through() {
    use std::process::Command;

    let place = Place::new();
    // A world of its own in which one folder may be watched; root in it is nobody outside.
    let mut command = Command::new("unshare");
    let inside = "echo 1 > /proc/sys/user/max_inotify_watches && exec \"$@\"";
    command.args(["--user", "--map-root-user", "sh", "-c", inside, "sh"]);
    if !command.arg("true").status().is_ok_and(|status| status.success()) {
        writeln!(std::io::stderr().lock(), "SKIPPED: polling: this system gives nobody a world of its own")
            .expect("stderr");
        return;
    }
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "sh", "-c", inside, "sh", env!("CARGO_BIN_EXE_variorum")]);
    command.args(["serve", "--port", "0"]).current_dir(place.path(""));
    let server = Server::run(&place, command);
    let told = fs::read_to_string(place.folder().join(ERRORS)).expect("standard error");
    assert!(told.contains("changes cannot be watched here") && told.contains("every second"), "{told}");
    place.write(PRACTICE, practice("Looked through."));
    server.shows(PAGE, "Looked through.");
    place.write("content/people/another.md", "+++\nname = \"Another\"\n+++\n\nIs new.\n");
    server.shows("/people/another.html", "Is new.");
    fs::remove_file(place.path("content/people/another.md")).expect("it goes");
    server.becomes("/people/another.html", "404", |answer| answer.status == 404);
}

/// How many files change at once.
const MANY: usize = 10_000;

#[test]
fn ten_thousand_files_at_once() {
    let place = Place::new();
    let server = Server::start(&place);
    let write = |text: &str| {
        for number in 0..MANY {
            place.write(
                &format!("content/people/person-{number}.md"),
                format!("+++\nname = \"Somebody {number}\"\n+++\n\n{text}\n"),
            );
        }
    };
    let last = format!("/people/person-{}.html", MANY - 1);
    write("As it was.");
    server.shows(&last, "As it was.");
    write("As it is.");
    server.shows(&last, "As it is.");
    for number in (0..MANY).step_by(97) {
        server.shows(&format!("/people/person-{number}.html"), "As it is.");
    }
    for number in 1..MANY {
        fs::remove_file(place.path(&format!("content/people/person-{number}.md"))).expect("it goes");
    }
    server.becomes(&last, "404", |answer| answer.status == 404);
    is_in_step(&server, &place);
}

#[test]
fn not_too_many_listen_at_once() {
    let place = Place::new();
    let server = Server::start(&place);
    let mut open: Vec<_> = (0..128).map(|_| server.open("/")).collect();
    for events in &mut open {
        events.report();
    }
    assert_eq!(server.listen("/", "x").status(), 503);
    // The pages themselves are there for everyone, and one that is closed makes room.
    assert_eq!(server.get("/").status, 200);
    open.pop();
    let begin = std::time::Instant::now();
    while server.listen("/", "x").status() != 200 {
        assert!(begin.elapsed() < PATIENCE);
    }
}

/// Threads, open files and memory in KiB of a process.
#[cfg(target_os = "linux")]
fn held(process: u32) -> (u64, usize, u64) {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("it runs");
    let number = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a line of it");
        line.trim_start_matches(':').split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number")
    };
    let files = fs::read_dir(format!("/proc/{process}/fd")).expect("it runs").count();
    (number("Threads"), files, number("VmRSS"))
}

#[cfg(target_os = "linux")]
#[test]
fn ten_thousand_pages_that_come_and_go_leave_nothing() {
    let place = Place::new();
    let server = Server::start(&place);
    let visit = |times: usize| {
        for number in 0..times {
            let mut page = server.listen(PAGE, "200-0");
            // Some wait for their first word, some are gone before.
            if number % 2 == 0 {
                page.reload();
            }
        }
    };
    // What is held when the last connection has ended, which takes a moment.
    let quiet = || {
        let counts = (0..20).map(|_| {
            thread::sleep(Duration::from_millis(50));
            held(server.process()).1
        });
        let least = counts.min().expect("it was looked twenty times");
        let (threads, _, memory) = held(server.process());
        (threads, least, memory)
    };
    visit(1_000);
    let before = quiet();
    visit(10_000);
    let after = quiet();
    assert!(after.1 <= before.1, "open files: {} and then {}", before.1, after.1);
    assert!(after.0 <= before.0 + 4, "threads: {} and then {}", before.0, after.0);
    assert!(after.2 < before.2 + 4096, "memory in KiB: {} and then {}", before.2, after.2);
    assert_eq!(server.get(PAGE).status, 200);
}
