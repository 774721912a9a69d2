//! `docs/front-matter.md` says which keys each kind of file has. It is written from what the program reads, so that it stays
//! true: `SNAPSHOTS=overwrite cargo test --test library front_matter` writes it anew.

use std::fmt::Write as _;
use std::path::Path;

use variorum::base::diagnostic::{Diagnostics, codes};
use variorum::base::text::{SourceId, Sources};
use variorum::content::document::{self, Form, Key, Need, Place};

use crate::snapshot::difference;

/// A file of each kind, how such files are named, and what they are.
const KINDS: [(&str, &str, &str); 7] = [
    (
        "definitions/prodops/definition.md",
        "A definition: `definitions/<name>/definition.md`",
        "The term, and what the community asks of its definition. The text below says what readers should know around the term.",
    ),
    (
        "definitions/prodops/1.md",
        "An iteration: `definitions/<name>/<number>.md`",
        "One wording of the definition: the text below. The first is `1.md`, the next one `2.md`.",
    ),
    (
        "practices/onboarding.md",
        "A practice: `practices/<name>.md`",
        "How the definition is lived. The text below describes it.",
    ),
    (
        "contributions/2020-12-08-more-words.md",
        "A contribution: `contributions/<year>-<month>-<day>-<name>.md`",
        "What somebody says or does about a definition. Below a proposal stands the wording that it proposes. A quotation is `evidence` or a `rival`.",
    ),
    (
        "influences/devops.md",
        "An influence: `influences/<name>.md`",
        "An elder definition that one learns from. The text below says what it teaches.",
    ),
    (
        "people/first-last.md",
        "A person: `people/<name>.md`",
        "Somebody who wrote. The text below says a few words about them.",
    ),
    ("pages/about.md", "Any other page: `pages/<name>.md`", "The text below is the page."),
];

const HEAD: &str = r#"# What stands between the `+++` lines

Every file below `content/` begins with facts between two lines `+++`; the text stands below them. Each fact is a line: a key, `=`, a
value. This page lists the keys of each kind of file, and is written from what the program reads.

    +++
    title = "Customer onboarding"
    summary = "From the signature to the first result"
    date = 2020-12-08
    authors = ["jo-doe"]
    +++

    The text.

| value | how it is written |
|---|---|
| a text | `"between straight quotes"`; one with several lines between `"""` and `"""` |
| a date | `2020-12-08`: year, month and day without quotes |
| a number | `6`, without quotes |
| a name | `"jo-doe"`: small letters, digits, and hyphens between words. It is the name of a file without `.md`, or of the folder of a definition |
| a list | `["jo-doe", "ann-lee"]`, also if it has only one entry |

Lines may stand in any order; those with `[[...]]` stand last, each with its own lines below it, and may be there several times.
A line that is not needed can be left out. [What goes wrong](mistakes.md) shows what you read if a line is wrong.
"#;

/// What a value is, in words.
fn words(form: Form) -> String {
    match form {
        Form::Title => "a text on one line".to_owned(),
        Form::Titles => "a list of texts".to_owned(),
        Form::Text => "a text".to_owned(),
        Form::Address => "an address on the web".to_owned(),
        Form::Place => "an address on the web, or a text that names the place".to_owned(),
        Form::Date => "a date".to_owned(),
        Form::Number => "a number".to_owned(),
        Form::Flag => "`true` or `false`".to_owned(),
        Form::Name => "a name".to_owned(),
        Form::Names => "a list of names".to_owned(),
        Form::Reference => "the name of a definition, or one iteration of it: `\"prodops@4\"`".to_owned(),
        Form::Choice(choices) => {
            let choices = choices.iter().map(|(word, meaning)| format!("`\"{word}\"`: {}", meaning.trim()));
            format!("one of<br>{}", choices.collect::<Vec<_>>().join("<br>"))
        }
        Form::Tables(_) => "lines of its own, told below".to_owned(),
    }
}

/// When a key must be there, in words.
fn need(need: Need) -> String {
    match need {
        Need::Always => "yes".to_owned(),
        Need::For([]) => "no".to_owned(),
        Need::For(cases) => format!("for {}", cases.join(" and for ")),
    }
}

/// The rows of a table for some keys, and then for those of the tables among them.
fn rows(keys: &[Key], of: &str, page: &mut String) {
    for key in keys {
        let name = match key.form {
            Form::Tables(_) => format!("`[[{}]]`", key.name),
            _ if of.is_empty() => format!("`{}`", key.name),
            _ => format!("`{}` of `[[{of}]]`", key.name),
        };
        let about = key.about.trim();
        let _ = writeln!(page, "| {name} | {about} | {} | {} |", words(key.form), need(key.need));
    }
    for key in keys {
        if let Form::Tables(inner) = key.form {
            rows(inner, key.name, page);
        }
    }
}

/// A front matter with every key; lists of tables stand last.
fn example(keys: &[Key]) -> String {
    let mut text = String::new();
    for key in keys.iter().filter(|key| !matches!(key.form, Form::Tables(_))) {
        let _ = writeln!(text, "{}", key.example);
    }
    for key in keys {
        if let Form::Tables(inner) = key.form {
            let _ = write!(text, "\n{}\n{}", key.example, example(inner));
        }
    }
    text
}

/// Checks that the program reads every line of an example, and has nothing to say but that it is one.
fn check(path: &str, front_matter: &str) {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    let id = sources.add(path, format!("+++\n{front_matter}+++\n\nText.\n"));
    let parsed = document::parse(id, sources.get(id), &mut found);
    let found: Vec<String> = found
        .sorted(&sources)
        .into_iter()
        .filter(|found| found.code != &codes::NOT_WRITTEN_YET)
        .map(|found| found.message.clone())
        .collect();
    assert!(parsed.document().is_some() && found.is_empty(), "{path}: {found:?}\n{front_matter}");
}

#[test]
fn the_list_of_keys_is_what_the_program_reads() {
    let mut page = HEAD.to_owned();
    for (path, title, about) in KINDS {
        let path = format!("content/{path}");
        let place = Place::of(SourceId::FIRST, &path, &mut Diagnostics::default()).expect("a file of some kind");
        let keys = document::keys(&place);
        let example = example(keys);
        check(&path, &example);
        let _ =
            write!(page, "\n## {title}\n\n{about}\n\n| key | what it says | its value | needed |\n|---|---|---|---|\n");
        rows(keys, "", &mut page);
        let _ = write!(page, "\nEvery line once, to copy from:\n\n```toml\n+++\n{example}+++\n```\n");
    }
    let differs = difference(page, &Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/front-matter.md"));
    assert!(differs.is_none(), "{}", differs.unwrap_or_default());
}
