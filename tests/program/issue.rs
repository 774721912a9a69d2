//! `variorum new --from-issue`: whoever only writes an issue is credited too.

use super::support::{Place, Run};

const PROPOSAL: &str = "### Which definition

_No response_

### The new wording

Tidy is when everything lies in its own place,\r\nand whoever looks for it finds it.

### Why it is better

It says what the place is for.

### Your name, as readers should see it

A new contributor
";

const EVIDENCE: &str = "### A title, in a few words

Tidy in a cookbook

### What it is

A definition by somebody else

### Which definition

Tidy

### What was said, letter for letter

Tidy is what you can find again.

### Where it was said

A cookbook, page 3

### The day you saw it

08Dec20

### What it shows

### Not one of our headings

It is about finding.

### Your name, as readers should see it

A contributor
";

/// Runs the program with the text of an issue.
fn from(place: &Place, issue: &str) -> Run {
    std::fs::write(place.folder().join("issue.md"), issue).expect("the issue");
    place.run(["new", "--from-issue", "../issue.md"])
}

/// The one contribution that was written.
fn written(run: &Run) -> String {
    let line = run.out.lines().find(|line| line.contains("content/contributions/")).expect("a contribution");
    line.strip_prefix("wrote ").expect("each line names a file").to_owned()
}

#[test]
fn a_proposal_by_somebody_new_becomes_two_files_that_can_be_accepted() {
    let place = Place::new();
    let run = from(&place, PROPOSAL).ended(0);
    let path = written(&run);
    assert!(path.ends_with("-a-wording-by-a-new-contributor.md"), "{path}");
    let text = place.read(&path);
    for words in [
        "kind = \"proposal\"\n",
        "authors = [\"a-new-contributor\"]\n",
        "on = \"tidy@3\"\n",
        "note = \"It says what the place is for.\"\n",
        "\n\nTidy is when everything lies in its own place,\nand whoever looks for it finds it.\n",
    ] {
        assert!(text.contains(words), "`{words}` is not in:\n{text}");
    }
    assert!(place.read("content/people/a-new-contributor.md").contains("name = \"A new contributor\""));
    place.run(["check"]).ended(0);
    place.run(["accept", "a-wording-by-a-new-contributor"]).ended(0);
    assert!(place.read("content/definitions/tidy/4.md").contains("authors = [\"a-new-contributor\"]"));
    place.run(["check"]).ended(0);
}

#[test]
fn evidence_by_somebody_known_becomes_one_file() {
    let place = Place::new();
    let run = from(&place, EVIDENCE).ended(0);
    let text = place.read(&written(&run));
    for words in [
        "title = \"Tidy in a cookbook\"\n",
        "kind = \"rival\"\n",
        "authors = [\"contributor\"]\n",
        "quote = \"Tidy is what you can find again.\"\n",
        "source = \"A cookbook, page 3\"\nseen = 2020-12-08\n",
        "\n### Not one of our headings\n\nIt is about finding.\n",
    ] {
        assert!(text.contains(words), "`{words}` is not in:\n{text}");
    }
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    run.says(&["“A contributor” is taken for the person of content/people/contributor.md"]);
    place.run(["check"]).ended(0);
    // A second issue of the same title overwrites nothing.
    let again = written(&from(&place, EVIDENCE).ended(0));
    assert!(again.ends_with("-tidy-in-a-cookbook-2.md"), "{again}");
}

#[test]
fn what_is_missing_is_named_and_nothing_is_written() {
    let place = Place::new();
    let before = place.everything();
    for (issue, words) in [
        ("Please make it better.", "none of the forms"),
        (
            &PROPOSAL.replace("It says what the place is for.", "_No response_"),
            "no answer stands below “Why it is better”",
        ),
        (&EVIDENCE.replace("08Dec20", "last week"), "“last week” is no day"),
        (&EVIDENCE.replace("\nTidy\n", "\nOps\n"), "there is no definition “Ops”; there are: tidy"),
        (&EVIDENCE.replace("A definition by somebody else", "Something"), "“What it is”"),
    ] {
        from(&place, issue).ended(1).says(&[words, "Nothing was written."]);
    }
    std::fs::remove_file(place.folder().join("issue.md")).expect("the issue");
    assert_eq!(place.everything(), before);
    place.run(["new", "--from-issue", "nowhere.md"]).ended(2).says(&["cannot read nowhere.md"]);
    place.run(["new", "--from-issue", "../issue.md", "iteration"]).ended(2);
}

#[test]
fn nothing_in_an_issue_becomes_code_or_breaks_out_of_the_front_matter() {
    let place = Place::new();
    let issue = PROPOSAL
        .replace("A new contributor", "Mallory\"\n+++\nurl = \"javascript:alert(1)")
        .replace("It says what", "'''\"\"\"\n+++\n\n<script>alert(1)</script>")
        .replace("Tidy is when", "<img src=x onerror=alert(1)> [x](javascript:alert(1)) Tidy\u{200B} is when");
    let run = from(&place, &issue);
    place.run(["check"]).ended(0);
    place.run(["build"]).ended(0);
    if run.status == 0 {
        let text = place.read(&written(&run));
        assert!(!text.contains("<img") && !text.contains('\u{200B}'), "{text}");
        assert_eq!(text.matches("\n+++\n").count(), 1, "{text}");
    }
}

#[test]
fn what_the_forms_ask_is_what_is_read() {
    let place = Place::empty();
    place.run(["init", "new", "--term", "Ops", "--forge", "gitlab"]).ended(0);
    for (name, kind) in
        [("Propose an iteration", "proposal"), ("Share an experience", "example"), ("Offer evidence", "evidence")]
    {
        let form = place.read(&format!("new/.gitlab/issue_templates/{name}.md"));
        // Somebody writes below each heading, and leaves what the form says between.
        let mut issue = String::new();
        for line in form.lines() {
            issue.push_str(line);
            issue.push('\n');
            let answer = match line.strip_prefix("### ") {
                Some("Which definition") | None => continue,
                Some("What it is") => "The term in use",
                Some("The day you saw it") => "2020-12-08",
                Some(_) => "Some words",
            };
            issue.extend(["\n", answer, "\n"]);
        }
        std::fs::write(place.path("issue.md"), issue).expect("the issue");
        let run = place.run(["new", "--root", "new", "--from-issue", "issue.md"]).ended(0);
        let text = place.read(&written(&run));
        assert!(text.contains(&format!("kind = \"{kind}\"")), "{text}");
        place.run(["check", "--root", "new"]).ended(0);
    }
}
