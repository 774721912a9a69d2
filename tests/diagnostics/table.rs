//! The mistakes that somebody makes by hand in the editor of a forge, with what they read then, as a page of the documentation.

use std::fmt::Write as _;
use std::path::Path;

use crate::diagnostics::{check, folder};
use crate::snapshot::difference;

/// What somebody did, and the case in which they did it, part by part of a file.
const MISTAKES: [(&str, &[(&str, &str)]); 6] = [
    (
        "The name and the place of a file",
        &[
            ("capital letters and spaces in the name", "bad-name/capital-letters"),
            ("a contribution without its date", "bad-name/contribution-without-date"),
            ("a folder that is misspelt", "misplaced-file/mistyped-folder"),
            ("a document of a word processor", "misplaced-file/word-processor"),
            ("an old name that something else has now", "name-collision/alias"),
            ("an iteration with a number that skips one", "iteration-gap/one"),
            ("an iteration with a name in words", "misplaced-file/iteration-in-words"),
        ],
    ),
    (
        "The lines between `+++`",
        &[
            ("no such lines at all", "no-front-matter/text-only"),
            ("a first line without a second", "unclosed-front-matter/no-second-line"),
            ("hyphens, as other programs want them", "yaml-front-matter/practice"),
            ("a colon instead of `=`", "toml-syntax/colon"),
            ("curly quotes, as a phone types them", "toml-syntax/curly-quotes"),
            ("no quotes", "toml-syntax/no-quotes"),
            ("a quote that is not closed", "toml-syntax/missing-quote"),
            ("quotes inside of quotes", "toml-syntax/quote-inside"),
            ("a list without its end", "toml-syntax/unclosed-list"),
            ("a line twice", "toml-syntax/repeated-key"),
            ("backslashes that a formatter added", "toml-syntax/formatter"),
            ("a key that is misspelt", "unknown-key/mistyped"),
            ("a key of another program", "unknown-key/foreign"),
            ("a title that is empty", "empty-value/title"),
            ("a title on two lines", "title-not-one-line/title"),
            ("the same author twice", "listed-twice/tags"),
            ("no date", "missing-key/iteration"),
            ("a date between quotes", "wrong-type/date-as-text"),
            ("a date in words", "toml-syntax/date-in-words"),
            ("a day that there is not", "toml-syntax/impossible-date"),
            ("one author where a list should be", "wrong-type/list-as-text"),
        ],
    ),
    (
        "Names of people, definitions and other things",
        &[
            ("an author by name instead of by file", "bad-name/author"),
            ("no author at all", "no-author/proposal"),
            ("an author who has no page yet", "unknown-reference/person"),
            ("an introduction of somebody who has a page", "repeated-name/person-with-page"),
            ("a definition that is misspelt", "unknown-reference/definition"),
            ("an iteration that is not there", "unknown-reference/iteration"),
            ("a kind that there is not", "unknown-choice/kind"),
            ("a status that there is not", "unknown-choice/status-draft"),
        ],
    ),
    (
        "Dates and order",
        &[
            ("a date before the iteration in front of it", "dates-backwards/older"),
            ("another date in the file than in its name", "date-mismatch/contribution"),
            ("a text dated ahead", "future-date/iteration"),
            ("a day of effect before the date", "contradiction/effective-before-its-date"),
            ("a text that takes effect after the next one", "never-in-effect/after-the-next"),
            ("a text in an iteration that was only announced", "placeholder-with-text/announced"),
            ("no text", "text-missing/iteration"),
            ("a phrase that does not stand in the text", "phrase-not-found/mistyped"),
            ("a published text that was changed", "sealed-text-changed/text"),
            ("the same text once more", "nothing-new/copy"),
            ("new words under the date and reason of another iteration", "copied-front-matter/reason"),
        ],
    ),
    (
        "Links and pictures",
        &[
            ("a file that is misspelt", "broken-link/mistyped"),
            ("a file without its end", "broken-link/without-suffix"),
            ("an address of the site instead of a file", "broken-link/address-of-the-page"),
            ("a file that was renamed", "broken-link/renamed"),
            ("a website without `https://`", "broken-link/www"),
            ("a heading that is not there", "broken-anchor/mistyped"),
            ("a picture that lies elsewhere", "outside-image/picture"),
            ("a picture under the suffix of another kind", "picture-mismatch/jpeg-as-png"),
            ("a web page instead of a picture", "picture-mismatch/web-page"),
            ("a photo with the place where it was taken", "picture-location/photo"),
            ("a link that would run a program", "unsafe-link/script"),
            ("round and square brackets exchanged", "not-a-link/exchanged"),
            ("a space between the brackets of a link", "not-a-link/space"),
            ("a link with a label that is misspelt", "undefined-label/mistyped"),
            ("the mark of a footnote without the footnote", "undefined-footnote/missing"),
        ],
    ),
    (
        "The text",
        &[
            ("a merge that was committed before it was finished", "unfinished-merge/body"),
            ("HTML", "raw-html/inline"),
            ("a heading without a space", "not-a-heading/no-space"),
            ("a table without its line of hyphens", "not-a-table/no-hyphens"),
            ("a table with dashes instead of hyphens", "not-a-table/dashes"),
            ("a table with empty lines between its rows", "not-a-table/empty-lines"),
            ("a line that is left over from a merge", "merge-marker/alone"),
            ("a block of code that does not end", "unclosed-code/one"),
            ("punctuation inside the markers of emphasis", "not-emphasis/colon"),
            ("the same in Japanese", "not-emphasis/japanese"),
            ("a block of pandoc or Docusaurus", "foreign-markup/fence"),
            ("a callout of Obsidian", "foreign-markup/callout"),
            ("a picture as in Obsidian", "foreign-markup/embed"),
            ("a footnote as in pandoc", "foreign-markup/inline-note"),
            ("a heading as in MediaWiki", "foreign-markup/wiki"),
            ("a reference that a formatter escaped", "foreign-markup/escaped-reference"),
            ("a formula", "foreign-markup/mathematics"),
            ("a row with more cells than its table has columns", "unshown-words/cell"),
            ("a line that Markdown takes for the address of a link", "unshown-words/unused-label"),
            ("a character that nobody can see, copied from a chat", "invisible-character/zero-width-space"),
            ("a letter of another script, copied from a web page", "look-alike/cyrillic"),
            ("bold letters of a social network", "styled-letters/mathematical"),
            ("a sentence that a new file begins with", "not-written-yet/practice"),
        ],
    ),
];

/// Text for a cell of a table in Markdown.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// Code for a cell: what stands on a line, shortened, and safe behind as many backticks as it takes.
fn code(line: &str) -> String {
    let line: String = line.trim().chars().take(70).collect();
    let line = line.replace('\u{200B}', "[U+200B]");
    if line.is_empty() {
        return "(nothing)".to_owned();
    }
    let fence = if line.contains('`') { "``" } else { "`" };
    format!("{fence}{}{fence}", cell(&line))
}

#[test]
fn the_table_of_mistakes_says_what_people_read() {
    let mut page = String::from(
        "# What goes wrong, and what you read then\n\n\
         Somebody who writes in the editor of a forge has no program that warns them while they type. A few minutes after they\n\
         propose a change, the comment under it says what has to be mended. These are the mistakes that people make most, with the\n\
         line as it was typed and the words that they read. A test makes each of them, and takes the words from the program.\n\n\
         `variorum explain <code>` tells more about each. What is marked with * is mended by `variorum check --fix`.\n",
    );
    let mut count = 0;
    for (part, mistakes) in MISTAKES {
        let _ = write!(
            page,
            "\n## {part}\n\n| what was done | what was typed | what they read | code |\n|---|---|---|---|\n"
        );
        for (what, name) in mistakes {
            let checked = check(name, &folder().join(name));
            let expected = name.split('/').next().expect("a case lies below a code");
            let found = checked.sorted().into_iter().find(|found| found.code.name == expected);
            let found = found.unwrap_or_else(|| panic!("{name}: nothing of the kind is found"));
            let source = checked.sources.get(found.primary.span.source);
            let start = found.primary.span.range().start;
            let line = source.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let typed = source.text[line..].lines().next().unwrap_or_default();
            // What is wrong with a file as a whole is its path.
            let is_whole = found.primary.span.range().is_empty() && start == 0;
            let typed = if is_whole { code(source.path.trim_start_matches("content/")) } else { code(typed) };
            let helps = found.helps.join("; ");
            let mark = if found.edits.is_empty() { "" } else { " *" };
            let _ = writeln!(
                page,
                "| {what} | {typed} | {} → {} | {expected}{mark} |",
                cell(&capital(&found.message)),
                cell(&capital(&helps)),
            );
            count += 1;
        }
    }
    assert!(count >= 40, "{count}");
    let differs = difference(page, &Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/mistakes.md"));
    assert!(differs.is_none(), "{}", differs.unwrap_or_default());
}

/// A sentence with a capital at its beginning and a stop at its end.
fn capital(text: &str) -> String {
    let text = text.trim_end();
    let stop = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    let mut characters = text.chars();
    characters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(characters).chain(stop.chars()).collect())
}
