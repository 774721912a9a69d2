//! `variorum review`: a change as a reader will see it, in a repository with a branch.

use super::seal::replace;
use super::support::{Place, Run, committed, git, run_beside_git};

const NEW: &str = "content/definitions/tidy/4.md";

/// How the practice begins: long enough for a word to change in it.
const SWEEPING: &str = "Take a broom in the evening, begin in the far corner, and go on until you stand at the door.";

/// The sound knowledge base, sealed and under git, and a branch on which a contributor works.
fn branched() -> Place {
    let place = Place::new();
    replace(&place, "content/practices/sweeping.md", "With a broom.", SWEEPING);
    replace(
        &place,
        "content/definitions/tidy/3.md",
        "and nothing twice.",
        "and nothing lies there twice, on any day of the year.",
    );
    place.run(["seal"]).ended(0);
    committed(&place);
    git(&place, &["branch", "--move", "main"]);
    git(&place, &["checkout", "--quiet", "-b", "better"]);
    place
}

/// What the review of everything that was written says, in a form.
fn review(place: &Place, format: &str) -> Run {
    run_beside_git(place, &["review", "--base", "main", "--format", format])
}

/// A proposal of a fourth iteration, which drops what the third said of twice.
fn propose(place: &Place, words: &str) {
    place.write(
        NEW,
        format!(
            "+++\ndate = 2021-01-01\nauthors = [\"contributor\"]\nstatus = \"proposed\"\nnote = \"Shorter.\"\n+++\n\n{words}\n"
        ),
    );
}

const COMMENT: &str = "<!-- variorum review -->
## What this change does

1 new text, 1 changed text, 1 removed text; 1 other file. Nothing is wrong, and something should be looked at.

- Merging this publishes nothing of iteration 4 of Tidy: it is shown as a proposal.

### In what changed: 1 warning

- **warning** variorum.toml, line 1, column 1: `contributions/2020-05-01-too-strict.html` and 1 more address are published at main and would be gone
  - put `content/contributions/2020-05-01-too-strict.md` back
  - if another file takes its place, name the old one in `aliases` there; if it has to go, nothing else is to be done

### Tidy, iteration 4: new

content/definitions/tidy/4.md

- *date*: 2021-01-01
- *authors*: contributor
- *status*: proposed
- *note*: Shorter.

Compared with iteration 3: 1 phrase replaced (6 words for 2).

Tidy is when everything lies in its own ~~place, and nothing lies there twice,~~ **good place,** on any day of the year.

- **No longer meets:** It says things once.

### Too strict (comment): removed

content/contributions/2020-05-01-too-strict.md

It had 2 words.

<details><summary>The text</summary>

See sweeping.

</details>

### Sweeping (practice): changed

content/practices/sweeping.md

- *summary*: Each evening. (was: Every evening.)

Compared with what it was: 1 word replaced.

*2 passages unchanged*

Take a ~~broom~~ **brush** in the evening, begin in the far corner, and go on until you stand at the door.

### Other files that change

- notes.txt
";

#[test]
fn a_pull_request_is_told_as_a_reader_will_see_it() {
    let place = branched();
    propose(&place, "Tidy is when everything lies in its own good place, on any day of the year.");
    replace(&place, "content/practices/sweeping.md", "broom", "brush");
    replace(&place, "content/practices/sweeping.md", "Every evening", "Each evening");
    std::fs::remove_file(place.path("content/contributions/2020-05-01-too-strict.md")).expect("it is there");
    place.write("notes.txt", "For the maintainers.");
    committed(&place);
    let comment = review(&place, "comment").ended(0).out;
    assert_eq!(comment, COMMENT);
    assert_eq!(review(&place, "summary").ended(0).out, COMMENT);
    let terminal = review(&place, "human").ended(0).out;
    for line in [
        "Tidy, iteration 4: new",
        "[-place, and nothing lies there twice,-]",
        "{+good place,+}",
        "no longer meets: It says things once.",
        "notes.txt",
    ] {
        assert!(terminal.contains(line), "`{line}` is not in:\n{terminal}");
    }
    let page = review(&place, "html").ended(0).out;
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{page}");
    assert!(
        page.contains("in its own <del>place, and nothing lies there twice,</del> <ins>good place,</ins>"),
        "{page}"
    );
    assert!(!page.contains("<script") && page.contains("default-src 'none'"), "{page}");
}

#[test]
fn who_writes_what_was_only_announced_is_seen_to_do_so() {
    let place = branched();
    place.write(
        "content/definitions/tidy/2.md",
        "+++\ndate = 2020-02-01\nstatus = \"proposed\"\nnote = \"Promised.\"\n+++\n\nTidy is when nothing lies about.\n",
    );
    let told = review(&place, "comment").ended(0).out;
    for words in [
        "iteration 2 is proposed, and iteration 3 counts already",
        "- *date*: 2020-02-01\n- *authors*: nobody is named\n",
        "Compared with iteration 1: ",
    ] {
        assert!(told.contains(words), "`{words}` is not in:\n{told}");
    }
    // And who takes the words out again, or copies them, is not told that they are there, or that there are none.
    place.write(
        "content/definitions/tidy/4.md",
        place.read("content/definitions/tidy/3.md").replace("2020-03-01", "2021-03-01"),
    );
    let told = review(&place, "comment").ended(0).out;
    assert!(told.contains("It says the same as the iteration before it."), "{told}");
    place
        .write("content/practices/sweeping.md", "+++\ntitle = \"Sweeping\"\nsummary = \"x\"\ndate = 2020-04-01\n+++\n");
    assert!(review(&place, "comment").out.contains("It has no text."));
}

#[test]
fn what_main_got_meanwhile_is_no_part_of_the_change() {
    let place = branched();
    replace(&place, "content/practices/sweeping.md", "broom", "brush");
    committed(&place);
    git(&place, &["checkout", "--quiet", "main"]);
    place.write("content/pages/new.md", "+++\ntitle = \"New\"\n+++\n\nOn main.\n");
    committed(&place);
    git(&place, &["checkout", "--quiet", "better"]);
    let told = review(&place, "comment").ended(0).out;
    assert!(told.contains("1 changed text. Nothing has to be mended."), "{told}");
}

#[test]
fn what_is_not_committed_yet_is_shown_too() {
    let place = branched();
    assert!(review(&place, "human").ended(0).out.starts_with("No text changes. Nothing has to be mended."));
    replace(&place, "content/practices/sweeping.md", "broom", "brush");
    assert!(review(&place, "human").ended(0).out.contains("Take a [-broom-] {+brush+} in"));
}

#[test]
fn findings_in_what_changed_come_first_and_hints_elsewhere_not_at_all() {
    let place = branched();
    propose(&place, "Tidy is <b>neat</b>.");
    let run = review(&place, "comment").ended(1);
    let place_of = |words: &str| run.out.find(words).unwrap_or_else(|| panic!("`{words}` is not in:\n{}", run.out));
    assert!(place_of("There is something to mend.") < place_of("### In what changed: 1 error"));
    assert!(place_of("content/definitions/tidy/4.md, line 8, column 9") < place_of("### Tidy, iteration 4: new"));
    // The text is shown although it cannot be published, and what is no HTML there cannot become any here.
    assert!(run.out.contains("&lt;b&gt;neat&lt;/b&gt;") && !run.out.contains("<b>"), "{}", run.out);
    assert!(!run.out.contains("Elsewhere"), "{}", run.out);
}

#[test]
fn a_new_file_that_nobody_has_written_in_is_not_called_fine() {
    let place = branched();
    place.run(["new", "contribution", "What we heard", "--kind", "evidence"]).ended(0);
    place.write("content/people/your-id.md", "+++\nname = \"...\"\n+++\n");
    let run = review(&place, "comment").ended(1);
    assert!(run.out.contains("`your-id` is introduced here, and has a page already"), "{}", run.out);
    std::fs::remove_file(place.path("content/people/your-id.md")).expect("it is there");
    place.write("content/influences/name-of-the-influence.md", "+++\ntitle = \"...\"\n+++\n\nIt teaches.\n");
    let run = review(&place, "comment").ended(0);
    for words in [
        "2 new texts. Nothing is wrong, and something should be looked at.",
        "- *authors*: your-id\n",
        "- *introduces your-id*: Your name\n",
        "the file is called `name-of-the-influence`, as a new file is before anybody has named it",
    ] {
        assert!(run.out.contains(words), "`{words}` is not in:\n{}", run.out);
    }
    // The quotation, its source, what it shows, the id and the name of its author, the title of the influence.
    assert_eq!(run.out.matches("before anybody has written in it").count(), 6, "{}", run.out);
}

#[test]
fn a_file_that_breaks_another_shows_what_it_broke() {
    let place = branched();
    std::fs::remove_file(place.path("content/practices/sweeping.md")).expect("it is there");
    let run = review(&place, "comment").ended(1);
    assert!(run.out.contains("### Elsewhere: 1 error"), "{}", run.out);
    assert!(run.out.contains("content/contributions/2020-05-01-too-strict.md, line 9"), "{}", run.out);
}

#[test]
fn a_sealed_text_that_changes_is_told_in_plain_words() {
    let place = branched();
    replace(&place, "content/definitions/tidy/1.md", "old place", "first place");
    let run = review(&place, "comment").ended(1);
    assert!(run.out.contains("Sealed history would change."), "{}", run.out);
    assert!(run.out.contains("- **Wrong:** tidy@&#x200B;1 is sealed"), "{}", run.out);
    assert!(run.out.contains("propose the new wording as the next iteration"), "{}", run.out);
    assert!(run.out.contains("in its ~~old~~ **first** place"), "{}", run.out);
    git(&place, &["checkout", "--quiet", "--", "."]);
    std::fs::remove_file(place.path("content/definitions/tidy/seals.toml")).expect("it is there");
    let run = review(&place, "comment").ended(1);
    assert!(run.out.contains("the seals of tidy are gone"), "{}", run.out);
}

#[test]
fn new_seals_and_reasons_for_resealing_are_told() {
    let place = branched();
    place.write(NEW, "+++\ndate = 2021-01-01\n+++\n\nTidy is everything in its place.\n");
    place.run(["seal"]).ended(0);
    let run = review(&place, "comment").ended(0);
    assert!(run.out.contains("- iteration 4 of tidy is sealed with this"), "{}", run.out);
    replace(&place, "content/definitions/tidy/1.md", "old place", "first place");
    place.run(["seal", "--reseal", "tidy@1", "--reason", "A name had to go."]).ended(0);
    let run = review(&place, "comment").ended(0);
    assert!(
        run.out.contains("tidy@&#x200B;1 was changed after it had been sealed, on record: A name had to go."),
        "{}",
        run.out
    );
}

#[test]
fn nothing_in_a_change_calls_anybody_or_commands_a_runner() {
    let place = branched();
    place.write(
        "content/contributions/2021-01-01-hello.md",
        "+++\ntitle = \"@all ::error::x [a](https://example.org)\"\nkind = \"comment\"\ndate = 2021-01-01\non = \"tidy@3\"\n+++\n\n\
         @everyone, see #1 and **bold**.\n\n::set-output name=a::b\n\n##[error]no\n",
    );
    place.write("content/people/-->.md", "+++\nname = \"X\"\n+++\n");
    for format in ["human", "comment", "summary", "html"] {
        let run = review(&place, format);
        for line in run.out.lines() {
            assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{format}: {line}");
        }
        if format == "comment" || format == "summary" {
            assert!(
                !run.out.contains("@all") && !run.out.contains("@everyone") && !run.out.contains("[a]("),
                "{}",
                run.out
            );
            // What stands between backticks is code, and code is only shown.
            let words: String = run.out.split('`').step_by(2).collect();
            assert_eq!(words.matches("-->").count(), 1, "{}", run.out);
        }
    }
}

#[test]
fn a_comment_stays_within_what_a_forge_takes_and_says_what_it_left_out() {
    let place = branched();
    for number in 0..400 {
        place.write(
            &format!("content/pages/page-{number}.md"),
            format!("+++\ntitle = \"Page {number}\"\n+++\n\n{}\n", "Many words stand here. ".repeat(30)),
        );
    }
    let comment = review(&place, "comment").ended(0).out;
    assert!(comment.chars().count() <= 60_000, "{}", comment.chars().count());
    let shown = comment.matches("(page): new").count();
    assert!(shown > 20, "{shown}");
    assert!(comment.contains(&format!("There is no room here for {} more.", 400 - shown)), "{comment}");
    let page = review(&place, "html").ended(0).out;
    assert_eq!(page.matches("(page): new").count(), 400);
}

#[test]
fn no_finding_and_no_name_of_a_file_makes_a_comment_too_long() {
    let place = branched();
    for number in 0..20 {
        let text = "+++\ntitle = \"Dusting\"\nsummary = \"x\"\ndate = 2020-12-08\n+++\n\n".to_owned();
        place.write(&format!("content/practices/dusting-{number}.md"), text + &"See [it](nowhere.md).\n\n".repeat(60));
    }
    for number in 0..400 {
        place.write(&format!("notes/{}/{number}.txt", "long-".repeat(40)), "x");
    }
    committed(&place);
    let comment = review(&place, "comment").ended(1).out;
    assert!(comment.chars().count() <= 60_000, "{}", comment.chars().count());
    for words in ["### In what changed: 1200 errors", "### Other files that change", "There is no room here for"] {
        assert!(comment.contains(words), "`{words}` is not in:\n{comment}");
    }
    assert_eq!(comment.matches("\n- and ").count(), 2, "{comment}");
}

#[test]
fn a_shallow_clone_says_which_fetch_is_missing() {
    let place = branched();
    replace(&place, "content/practices/sweeping.md", "broom", "brush");
    committed(&place);
    let origin = format!("file://{}", place.path("").display());
    let clone = place.folder().join("clone");
    let target = clone.to_str().expect("a temporary folder has a plain name");
    git(&place, &["clone", "--quiet", "--depth", "1", "--branch", "better", &origin, target]);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let run =
        |base: &str| super::support::finish(place.command(&clone).env("PATH", &path).args(["review", "--base", base]));
    run("origin/main").ended(2).says(&["shallow", "git fetch --unshallow --tags", "fetch-depth: 0"]);
    // The tip of main is there, and where the branch left it is not.
    git(&place, &["-C", target, "fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main"]);
    git(&place, &["checkout", "--quiet", "main"]);
    replace(&place, "content/pages/about.md", "Because", "For");
    committed(&place);
    git(&place, &["-C", target, "fetch", "--quiet", "--depth", "1", "origin", "+main:refs/remotes/origin/main"]);
    run("origin/main").ended(2).says(&["the commit from which the change began is not in it", "fetch --unshallow"]);
    git(&place, &["-C", target, "fetch", "--quiet", "--unshallow", "origin"]);
    assert!(run("origin/main").ended(0).out.contains("[-broom-] {+brush+}"));
}

#[test]
fn a_review_outside_of_git_says_so() {
    let place = Place::new();
    run_beside_git(&place, &["review", "--base", "main"]).ended(2).says(&["lies in no git repository"]);
}

#[test]
fn what_an_editor_left_is_no_part_of_a_change() {
    let place = branched();
    for name in [".#sweeping.md", "#sweeping.md#", "sweeping.md~", "~$sweeping.md", "4913"] {
        place.write(&format!("content/practices/{name}"), "+++\n");
    }
    git(&place, &["add", "--all", "--force"]);
    git(&place, &["commit", "--quiet", "--message", "Everything"]);
    let run = review(&place, "comment").ended(0);
    assert_eq!(
        run.out,
        "<!-- variorum review -->\n## What this change does\n\nNo text changes. Nothing has to be mended.\n"
    );
}

#[test]
fn what_merging_publishes_is_said_first() {
    let iteration = |more: &str| format!("+++\ndate = 2021-01-01\n{more}+++\n\nTidy is everything in its place.\n");
    let told = |place: &Place, words: &str| {
        let comment = review(place, "comment").out;
        let (top, _) = comment
            .split_once("\n#")
            .map_or((comment.as_str(), ""), |(_, rest)| rest.split_once("\n###").unwrap_or((rest, "")));
        assert!(top.contains(&format!("\n- {words}\n")), "`{words}` is not at the top of:\n{comment}");
        let terminal = review(place, "human").out;
        assert!(
            terminal.lines().nth(1).is_some_and(|line| line == words),
            "`{words}` is not at the top of:\n{terminal}"
        );
        let page = review(place, "html").out;
        let (start, code) = (words.split('`').next().unwrap_or(words), "<code>status = &quot;proposed&quot;</code>");
        assert!(
            page.contains(start)
                && (!words.contains('`') || page.contains(code) || page.contains("<code>status = \"proposed\"</code>")),
            "{page}"
        );
    };
    let place = branched();
    let propose_only = " To propose it only, write `status = \"proposed\"` below its `date`.";
    place.write(NEW, iteration(""));
    told(&place, &format!("Merging this publishes iteration 4 of Tidy: it becomes the current text.{propose_only}"));
    place.write(NEW, iteration("effective = 2999-03-01\n"));
    told(
        &place,
        &format!(
            "Merging this publishes iteration 4 of Tidy: it takes effect on 1 March 2999, and until then iteration 3 is the current text.{propose_only}"
        ),
    );
    place.write(NEW, iteration("effective = 2021-03-01\n"));
    told(&place, &format!("Merging this publishes iteration 4 of Tidy: it becomes the current text.{propose_only}"));
    place.write(NEW, iteration("status = \"proposed\"\neffective = 2999-03-01\n"));
    told(&place, "Merging this publishes nothing of iteration 4 of Tidy: it is shown as a proposal.");

    // A proposal that is on main already.
    git(&place, &["add", "--all"]);
    git(&place, &["commit", "--quiet", "--message", "Proposed"]);
    git(&place, &["branch", "--force", "main", "better"]);
    replace(&place, NEW, "2021-01-01", "2021-01-02");
    assert!(!review(&place, "comment").out.contains("Merging this"));
    place.write(NEW, iteration(""));
    told(&place, "Merging this publishes iteration 4 of Tidy: it becomes the current text.");
    place.write(NEW, iteration("status = \"declined\"\nreason = \"No.\"\n"));
    assert!(!review(&place, "comment").out.contains("Merging this"));
    git(&place, &["checkout", "--quiet", "--", "."]);
    place.run(["withdraw", "tidy@3", "--reason", "It was wrong about brooms."]).ended(0);
    told(&place, "Merging this withdraws iteration 3 of Tidy: iteration 1 becomes the current text.");
}
