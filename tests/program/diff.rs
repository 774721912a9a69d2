//! `variorum diff`: files and references, five formats.

use std::io::Read as _;
use std::process::Stdio;

use super::support::{Place, finish};

const FORMATS: [&str; 5] = ["human", "words", "html", "json", "markdown"];

/// A place with two files beside the knowledge base.
fn with_files(before: &str, after: &str) -> Place {
    let place = Place::new();
    place.write("a.md", before);
    place.write("b.md", after);
    place
}

/// The comparison of two texts in a format.
#[track_caller]
fn compared(before: &str, after: &str, format: &str) -> String {
    with_files(before, after).run(["diff", "a.md", "b.md", "--format", format]).ended(0).out
}

/// Takes the insertions out of the `words` format, or the deletions.
fn without(text: &str, open: &str, close: &str, kept: [&str; 2]) -> Vec<String> {
    let mut rest = text;
    let mut plain = String::new();
    while let Some((before, marked)) = rest.split_once(open) {
        plain.push_str(before);
        let (_, after) = marked.split_once(close).expect("a mark that opens closes");
        rest = after;
    }
    plain.push_str(rest);
    plain.replace(kept[0], "").replace(kept[1], "").split_whitespace().map(str::to_owned).collect()
}

/// Fails unless the `words` format holds both texts, word by word. Which words it pairs is for the engine to choose.
#[track_caller]
fn holds(text: &str, before: &str, after: &str) {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(without(text, "{+", "+}", ["[-", "-]"]), words(before), "{text}");
    assert_eq!(without(text, "[-", "-]", ["{+", "+}"]), words(after), "{text}");
}

/// The first and the third iteration of the sound base.
const FIRST: &str = "Tidy is when everything lies in its old place.";
const THIRD: &str = "Tidy is when everything lies in its own place, and nothing twice.";

#[test]
fn two_references_two_files_and_one_of_each() {
    let place = with_files(&format!("{FIRST}\n"), "Tidy is when nothing lies around.\n");
    for (before, after) in [("tidy@1", "tidy@3"), ("a.md", "tidy@3"), ("tidy@1", "tidy")] {
        let run = place.run(["diff", before, after, "--format", "words"]).ended(0);
        holds(&run.out, FIRST, THIRD);
        assert_eq!(run.err, "");
        assert!(run.out.contains("[-old") && run.out.contains("{+own"), "{}", run.out);
    }
    let run = place.run(["diff", "a.md", "b.md"]).ended(0);
    assert!(run.out.starts_with("a.md to b.md: "), "{}", run.out);
}

#[test]
fn two_files_need_no_knowledge_base() {
    let place = Place::empty();
    place.write("a.md", "one two");
    place.write("b.md", "one three");
    let run = place.run(["diff", "a.md", "b.md", "--format", "words"]).ended(0);
    assert_eq!(run.out.trim_end(), "one [-two-]{+three+}");
    place.run(["diff", "a.md", "tidy"]).ended(2).says(&["variorum.toml"]);
}

#[test]
fn front_matter_is_no_part_of_a_text() {
    let place = with_files("+++\ndate = 2020-01-01\n+++\n\nOne two.\n", "One two.\r\n");
    let run = place.run(["diff", "a.md", "b.md", "--format", "words"]).ended(0);
    assert_eq!(run.out, "One two.\n");
}

#[test]
fn a_placeholder_is_passed_over_and_that_is_said() {
    let place = Place::new();
    let run = place.run(["diff", "tidy@2", "tidy@3", "--format", "words"]).ended(0);
    run.says(&["tidy@2", "never written", "tidy@1"]);
    holds(&run.out, FIRST, THIRD);
    for format in ["json", "html"] {
        let run = place.run(["diff", "tidy@2", "tidy@3", "--format", format]).ended(0);
        assert!(!run.out.contains("never written"), "the remark is no part of the result:\n{}", run.out);
    }
    place.write("content/definitions/tidy/1.md", "+++\ndate = 2020-01-01\nstatus = \"tba\"\nnote = \"Soon.\"\n+++\n");
    place.run(["diff", "tidy@2", "tidy@3"]).ended(2).says(&["tidy@2", "never written"]);
}

#[test]
fn what_is_not_there_is_named() {
    let place = Place::new();
    place.run(["diff", "tdy@1", "tidy"]).ended(2).says(&["`tdy`", "did you mean", "`tidy`"]);
    place.run(["diff", "mess", "tidy"]).ended(2).says(&["`mess`", "`tidy`"]);
    place.run(["diff", "tidy@9", "tidy"]).ended(2).says(&["iteration 9", "3"]);
    for name in ["gone.md", "tidy@", "@1", "tidy@0", "tidy@01", "tidy@1@2", "content", "", "tidy@99999999999999999999"]
    {
        let run = place.run(["diff", "--", name, "tidy"]).ended(2);
        run.says(&[&format!("`{name}`")]);
        assert_eq!(run.out, "");
    }
    place.run(["diff", "tidy"]).ended(2).says(&["AFTER"]);
}

#[test]
fn a_file_that_is_no_text_is_named() {
    let place = Place::new();
    place.write("a.md", b"\xff\xfe\x00");
    place.run(["diff", "a.md", "tidy"]).ended(2).says(&["a.md", "UTF-8"]);
}

#[test]
fn an_unsound_base_is_shown() {
    let place = Place::new();
    place.write("content/pages/about.md", "no front matter");
    let run = place.run(["diff", "tidy@1", "tidy@3"]).ended(1);
    run.says(&["content/pages/about.md:1:1", "no-front-matter"]);
    assert_eq!(run.out, "");
}

#[test]
fn equal_texts_are_equal_in_every_format() {
    let place = Place::new();
    for format in FORMATS {
        let run = place.run(["diff", "tidy", "tidy@3", "--format", format]).ended(0);
        for mark in ["[-", "{+", "<del", "<ins", "~~", "\"deleted\"", "\"inserted\""] {
            assert!(!run.out.contains(mark), "{format}:\n{}", run.out);
        }
    }
}

#[test]
fn words_are_never_cut() {
    let pairs = [
        ("unhappy people", "happy people"),
        ("the preface", "the prefix"),
        ("It's John's.", "It’s Johns’."),
        ("café", "cafe\u{301}"),
        ("naïve Ελλάδα", "naive Ελλάς"),
        ("3.14159 and 1,000", "3.1415 and 1,001"),
        ("e-mail, well-being", "email, well being"),
        ("👩‍👩‍👧 family", "👩‍👩‍👦 family"),
    ];
    for (before, after) in pairs {
        let text = compared(before, after, "words");
        holds(&text, before, after);
        for (index, mark) in text.match_indices(['[', '{']) {
            let cut = text[..index].chars().next_back().is_some_and(char::is_alphanumeric);
            let follows = text[index + mark.len() + 1..].chars().next().is_some_and(char::is_alphanumeric);
            assert!(!(cut && follows), "a word is cut: {text}");
        }
    }
}

#[test]
fn every_format_is_stable() {
    let place = Place::new();
    for format in FORMATS {
        let first = place.run(["diff", "tidy@1", "tidy@3", "--format", format]).ended(0).out;
        assert!(first.ends_with('\n'), "{format} ends without a line end: {first:?}");
        for _ in 0..3 {
            assert_eq!(first, place.run(["diff", "tidy@1", "tidy@3", "--format", format]).ended(0).out);
        }
    }
}

/// Texts with everything that markup could be made of.
const HOSTILE: [&str; 2] = [
    "# One <b> & @octocat\n\n- item `<code>`\n- [x](https://example.org/\"onclick=alert(1))\n\n> quote ![p](p.png)\n\n| a | b |\n|--|--|\n| <td> | 2 |\n\n<script>alert(1)</script>\n\n```html\n</code></pre><script>\n```\n",
    "# Two <i> & @octocat/team\n\n1. item `</code>`\n2. [y](javascript:alert(1))\n\nno quote &lt;script&gt; \\<img src=x onerror=alert(1)>\n\n| a | c |\n|--|--|\n| </td> | 3 |\n\n</div></ins></del>\n\n```html\n-->]]><script>\n```\n",
];

#[test]
fn the_fragment_of_html_is_well_formed() {
    for (before, after) in
        [(HOSTILE[0], HOSTILE[1]), (HOSTILE[1], HOSTILE[0]), (HOSTILE[0], ""), ("", HOSTILE[1]), ("", "")]
    {
        let html = compared(before, after, "html");
        assert!(!html.contains("<script") && !html.contains("<img src=x") && !html.contains("javascript:"), "{html}");
        let mut open = Vec::new();
        for tag in html.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default()) {
            let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name), "</{name}> closes another tag:\n{html}");
            } else if !matches!(name, "br" | "hr" | "img" | "wbr") {
                assert!(name.chars().all(|sign| sign.is_ascii_alphanumeric()), "<{tag}> is no tag:\n{html}");
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{open:?} stay open:\n{html}");
    }
}

#[test]
fn json_is_one_document_and_counts() {
    let run = Place::new().run(["diff", "tidy@1", "tidy@3", "--format", "json"]).ended(0);
    let value: serde_json::Value = serde_json::from_str(&run.out).expect("one JSON document");
    let count = |name: &str| value[name].as_u64().unwrap_or_else(|| panic!("`{name}` is no number in {value}"));
    let (added, removed, kept) = (count("added"), count("removed"), count("kept"));
    assert_eq!(value["version"], 1);
    assert_eq!((removed + kept, added + kept), (9, 12), "every word of both texts is counted once");
    let hostile = compared(HOSTILE[0], HOSTILE[1], "json");
    serde_json::from_str::<serde_json::Value>(&hostile).expect("one JSON document");
}

#[test]
fn markdown_pings_nobody_and_holds_no_html() {
    for (before, after) in [(HOSTILE[0], HOSTILE[1]), (HOSTILE[1], HOSTILE[0])] {
        let text = compared(before, after, "markdown");
        // A forge looks for names after it has read the entities: `&#64;name` pings as well as `@name` does.
        let read = text.replace("&#64;", "@").replace("&commat;", "@");
        let pings = read.match_indices('@').any(|(index, _)| read[index + 1..].starts_with(char::is_alphanumeric));
        assert!(!pings, "{text}");
        assert!(!text.contains("](javascript:") && !text.contains("]("), "{text}");
        assert!(!text.replace("\\<", "").contains('<'), "{text}");
    }
}

#[test]
fn the_name_of_a_file_pings_nobody_either() {
    let place = Place::new();
    let names = ["@octocat", "<img src=x onerror=alert(1)>", "**bold** [x](https:evil)"];
    for name in names {
        place.write(name, "Tidy is all.\n");
        let run = place.run(["diff", name, "tidy", "--format", "markdown"]).ended(0);
        assert!(
            !run.out.contains("<img") && !run.out.contains("**bold**") && !run.out.replace("\\](", "").contains("]("),
            "{}",
            run.out
        );
        assert!(!run.out.contains("@octocat"), "{}", run.out);
    }
}

#[test]
fn no_text_steers_the_terminal() {
    let hostile = "One \u{1b}[2J\u{1b}]0;owned\u{7} \u{9b}31m \u{202e}two.\n";
    let place = with_files(hostile, &format!("{hostile}\n\nThree \u{1b}[31m.\n"));
    for format in ["human", "words", "markdown"] {
        for colour in ["never", "always"] {
            let run = place.run(["diff", "a.md", "b.md", "--format", format, "--color", colour]).ended(0);
            for order in ["\u{1b}[2J", "\u{1b}]", "\u{7}", "\u{9b}"] {
                assert!(!run.out.contains(order), "{format} prints {order:?}:\n{}", run.out.escape_debug());
            }
        }
    }
}

#[test]
fn the_name_of_a_file_steers_nothing() {
    let place = Place::new();
    let name = "a\u{1b}[2J\u{202e}b.md";
    place.write(name, "Tidy is all.\n");
    for format in FORMATS {
        let run = place.run(["diff", name, "tidy", "--format", format, "--color", "always"]).ended(0);
        assert!(
            !run.out.contains("\u{1b}[2J") && !run.out.contains('\u{202e}'),
            "{format}:\n{}",
            run.out.escape_debug()
        );
    }
    let run = place.run(["diff", "gone\u{1b}[2J\u{202e}.md", "tidy"]).ended(2);
    assert!(!run.err.contains('\u{1b}') && !run.err.contains('\u{202e}'), "{}", run.err.escape_debug());
}

#[test]
fn no_text_is_a_command_to_a_ci_runner() {
    let before = "::error::one\n\n    ::add-mask::two\n\nx ##[error]three\n\n##vso[task.setvariable]four\n";
    let after = "::error::one\n\n::warning::more ##[add-path]x\n\n    ::add-mask::two\n";
    for format in FORMATS {
        let out = compared(before, after, format);
        let obeyed = out
            .lines()
            .any(|line| line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso["));
        assert!(!obeyed, "{format}:\n{out}");
    }
}

#[test]
fn what_hides_in_a_text_is_written_so_that_html_stays_html() {
    let out = compared("One two.\n", "One t\u{200b}wo \u{202e}three \u{1b}[2J.\n", "html");
    assert!(out.contains("t&#x200B;wo") && out.contains("&#x202E;three") && out.contains("&#xFFFD;[2J"), "{out}");
    assert!(out.is_ascii(), "{}", out.escape_debug());
}

/// A change that nobody can see, and what names it.
const UNSEEN: [(&str, &str, &str); 7] = [
    ("Tidy data.", "Tidy da\u{200b}ta.", "U+200B zero width space came"),
    ("Tidy da\u{ad}ta.", "Tidy data.", "U+00AD soft hyphen went"),
    ("Tidy 10 km.", "Tidy 10\u{a0}km.", "U+00A0 no-break space came"),
    ("Tidy pay.", "Tidy p\u{430}y.", "U+0061 became U+0430"),
    ("Tidy café.", "Tidy cafe\u{301}.", "Unicode normalisation"),
    ("A [site](https://a.example).", "A [site](https://b.example).", "from https://a.example to https://b.example"),
    ("Tidy “work”.", "Tidy \"work\".", "The typography of"),
];

#[test]
fn a_change_that_no_mark_shows_is_named() {
    for (before, after, named) in UNSEEN {
        let human = compared(before, after, "human").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(human.contains("Beside the words: - ") && human.contains(named), "{human}");
        let markdown = compared(before, after, "markdown");
        assert!(markdown.contains("\nBeside the words:\n\n- "), "{markdown}");
        let read = markdown.replace('\\', "");
        assert!(read.contains(named), "{markdown}");
        assert!(!human.contains(['\u{200b}', '\u{ad}']) && !markdown.contains(['\u{200b}', '\u{ad}']), "{markdown}");
    }
    for format in ["human", "markdown"] {
        assert!(!compared("One two.", "One three.", format).contains("Beside"), "{format}");
    }
}

#[test]
fn of_very_many_changes_what_nobody_sees_comes_first() {
    let lines: Vec<String> =
        (0..100).map(|number| format!("“Word” {number} is [it](https://a.example/{number}).\n\n")).collect();
    let before = lines.concat();
    let after = before.replace(['“', '”'], "\"").replace("a.example", "b.example") + "A da\u{200b}ta.\n";
    let out = compared(&(before + "A data.\n"), &after, "human");
    let (_, told) = out.split_once("Beside the words:\n").expect("changes are told");
    assert!(told.starts_with("- Something that nobody can see changed in “A da\\u{200b}ta.”"), "{told}");
    assert!(told.contains("- The typography of “\"” changed, 200 times.\n"), "{told}");
    assert!(told.contains("- And 62 more") && told.lines().count() < 100, "{told}");
}

#[test]
fn a_move_inside_a_link_makes_no_link_in_a_link() {
    let moved = "[This whole sentence is a link and stands somewhere else by now.](https://a.example)";
    let (before, after) = (
        format!("{moved} Then comes something that never moves at all. Here is the end of it all.\n"),
        format!("Then comes something that never moves at all. Here is the end of it all. {moved}\n"),
    );
    let html = compared(&before, &after, "html");
    let mut open = 0_usize;
    for tag in html.split('<').skip(1) {
        open += usize::from(tag.starts_with("a "));
        assert!(open < 2, "{html}");
        open -= usize::from(tag.starts_with("/a>"));
    }
    assert!(html.contains("<span class=\"move\">"), "{html}");
}

#[test]
fn colour_replaces_the_brackets() {
    let place = Place::new();
    let run = place.run(["diff", "tidy@1", "tidy@3"]).ended(0);
    assert!(run.out.contains("[-old") && !run.out.contains('\u{1b}'), "{}", run.out);
    let run = place.run(["diff", "tidy@1", "tidy@3", "--color", "always"]).ended(0);
    assert!(run.out.contains('\u{1b}') && !run.out.contains("[-old"), "{}", run.out);
    for format in ["words", "html", "json", "markdown"] {
        let run = place.run(["diff", "tidy@1", "tidy@3", "--color", "always", "--format", format]).ended(0);
        assert!(!run.out.contains('\u{1b}'), "{format} is for programs");
    }
}

#[test]
fn long_lines_are_wrapped() {
    let run = with_files(&"word ".repeat(100), &"word ".repeat(101)).run(["diff", "a.md", "b.md"]).ended(0);
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    // Far more than a pipe holds, so that the program is still writing when its reader leaves.
    let place = with_files(&"word another\n\n".repeat(20_000), &"word other\n\n".repeat(20_000));
    for format in FORMATS {
        let mut command = place.command(&place.path(""));
        command.args(["diff", "a.md", "b.md", "--format", format]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stream = child.stdout.take().expect("the stream is a pipe");
        stream.read_exact(&mut [0; 10]).expect("something is printed");
        drop(stream);
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(output.status.code(), Some(0), "{format}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let run = finish(place.command(&place.path("")).args(["explain"]).stdout(Stdio::null()));
    assert_eq!(run.status, 0);
}
