//! What is a slip, what is none, and what a mend makes of it.

use proptest::prelude::*;

use crate::base::diagnostic::mending::mend;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::text::Sources;
use crate::content::document::markdown;

/// What is wrong with a text.
fn found(text: &str) -> (Sources, Diagnostics) {
    let mut sources = Sources::default();
    let id = sources.add("content/pages/a.md", text);
    let mut diagnostics = Diagnostics::default();
    markdown::parse(id, sources.get(id), 0..text.len(), &mut diagnostics);
    (sources, diagnostics)
}

/// The codes with the words that they point at.
fn slips(text: &str) -> Vec<(&'static str, String)> {
    let (sources, diagnostics) = found(text);
    let place = |found: &Diagnostic| text[found.primary.span.range()].to_owned();
    diagnostics.sorted(&sources).into_iter().map(|found| (found.code.name, place(found))).collect()
}

/// A text as it is mended.
fn mended(text: &str) -> String {
    let (sources, diagnostics) = found(text);
    let mended = mend(&diagnostics, &sources, |_| true);
    mended.texts.into_iter().next().map_or_else(|| text.to_owned(), |(_, text)| text)
}

#[track_caller]
fn each(code: &'static str, cases: &[(&str, &str)]) {
    for (text, place) in cases {
        assert_eq!(slips(text), [(code, (*place).to_owned())], "{text}");
    }
}

#[test]
fn labels_without_definition() {
    each(
        "undefined-label",
        &[
            ("See [the rule][rul].\n", "[the rule][rul]"),
            ("See [the *rule*][rul] and [b][c d].\n\n[c d]: a.md", "[the *rule*][rul]"),
            ("See [rule][].", "[rule][]"),
            ("> ![a][b]", "![a][b]"),
            ("参照[規則][rul]。", "[規則][rul]"),
        ],
    );
    assert_eq!(mended("See [the rule][polcy].\n\n[policy]: a.md"), "See [the rule][policy].\n\n[policy]: a.md");
    assert_eq!(mended("See [Polcy][].\n\n[policy]: a.md"), "See [Polcy][policy].\n\n[policy]: a.md");
    for text in ["See [a][b] and [c][1].\n\n[2]: a.md\n", "See [rule 2][rule 2].\n\n[rule 3]: a.md\n"] {
        assert_eq!(mended(text), text, "another label may be another source");
    }
    let (sources, diagnostics) = found("[a][rul]\n\n[rule]: a.md");
    assert!(diagnostics.sorted(&sources)[0].helps[0].contains("did you mean `rule`?"));
}

#[test]
fn brackets_that_are_no_link() {
    each(
        "not-a-link",
        &[
            ("a (the rule)[https://example.org/a] b", "(the rule)[https://example.org/a]"),
            ("(the *rule*)[rules.md]", "(the *rule*)[rules.md]"),
            ("[the rule] (https://example.org/a).", "[the rule] (https://example.org/a)"),
            ("[the rule]\n(rules.md#a)", "[the rule]\n(rules.md#a)"),
            ("[規則]（https://example.org/a）", "[規則]（https://example.org/a）"),
            ("[the rule](our rules.md)", "[the rule](our rules.md)"),
            ("[the rule](https://example.org/a", "[the rule](https://example.org/a"),
            ("| [a] (b.md) |\n|---|", "[a] (b.md)"),
        ],
    );
    for (text, right) in [
        ("(the rule)[rules.md]", "[the rule](rules.md)"),
        ("[the rule] (https://example.org/a).", "[the rule](https://example.org/a)."),
        ("> [the rule]\n> (rules.md)", "> [the rule](rules.md)"),
        ("【規則】（https://example.org/a）", "[規則](https://example.org/a)"),
        ("[the rule](our rules.md)", "[the rule](<our rules.md>)"),
    ] {
        assert_eq!(mended(text), right, "{text}");
        assert_eq!(slips(right), [], "{right}");
    }
}

#[test]
fn footnotes_without_their_other_half() {
    each(
        "undefined-footnote",
        &[("a[^1] b", "[^1]"), ("a[^1][^note] b[^a-b]\n\n[^1]: c\n\n[^a-b]: d", "[^note]"), ("# a[^x]", "[^x]")],
    );
    each("unused-footnote", &[("a\n\n[^1]: b", "[^1]")]);
    let (sources, diagnostics) = found("a[^note]\n\n[^notes]: b");
    let helps: Vec<&str> = diagnostics.sorted(&sources).iter().map(|found| found.helps[0].as_str()).collect();
    assert_eq!(helps, ["did you mean `notes`?", "`[^note]` in the text may mean it"]);
}

#[test]
fn headings_tables_and_code() {
    each(
        "not-a-heading",
        &[("##What\n\nb", "##What"), ("a\n###1. What *so*", "###1. What *so*"), ("#\u{A0}What", "#\u{A0}What")],
    );
    assert_eq!(mended("a\n\n> ##What **so**\n> b"), "a\n\n> ## What **so**\n> b");
    assert_eq!(mended("##\u{A0}What"), "## What");
    each(
        "not-a-table",
        &[
            ("| a | b |\n| c | d |\n| e | f |", "| a | b |"),
            ("- | a | b |\n  | c | d |", "| a | b |"),
            ("| a | b |\n|---|\n| c | d |", "|---|"),
            ("| a | b |\n|–––|–––|\n| c | d |", "|–––|–––|"),
            ("> | a | b |\n> |---+---|\n> | c | d |", "|---+---|"),
            ("| a | b |\n\n|---|---|", "|---|---|"),
            ("| a | b |\n|---|---|\n\n| c | d |", "| c | d |"),
        ],
    );
    assert_eq!(mended("| a | b |\n| —— |:–+–|\n| c | d |"), "| a | b |\n|---|---|\n| c | d |");
    assert_eq!(mended("> | a | b |\n> | c | d |"), "> | a | b |\n> |---|---|\n> | c | d |");
    each("unclosed-code", &[("a\n\n```js\nb\n\nc", "```js"), ("> ~~~\n> a\n\nb", "~~~"), ("````\na\n```\n", "````")]);
}

#[test]
fn a_divider_of_git_by_itself() {
    each("merge-marker", &[("a\n\n=======\n\nb", "======="), ("> =======", "=======")]);
}

#[test]
fn emphasis_that_is_none() {
    each(
        "not-emphasis",
        &[
            ("**「重要」**です", "**「重要」**"),
            ("これは**重要。**です", "**重要。**"),
            ("**Note:**the team", "**Note:**"),
            ("said*(loudly)* so", "*(loudly)*"),
            ("a **`code`**です", "**`code`**"),
            ("これは_重要_です", "_重要_"),
            ("*「重要」*です *so*", "*「重要」*"),
            ("문서**(문서)**를", "**(문서)**"),
            ("a **so ** b", "**so **"),
            ("a ** so** b", "** so**"),
            ("a ** so ** b", "** so **"),
            ("**Note: **the team", "**Note: **"),
            ("a ~~so ~~ b", "~~so ~~"),
            ("a **so b", "**"),
            ("the words** are", "**"),
            ("これは**重要です", "**"),
            ("a ~~so b", "~~"),
            ("| **a | b |\n|---|---|", "**"),
        ],
    );
    for (text, right) in [
        ("a **so ** b", "a **so** b"),
        ("(\u{201c}**so **\u{201d})", "(\u{201c}**so**\u{201d})"),
        ("**Note: **the team", "**Note:** the team"),
        ("*so* a ~~so ~~ b", "*so* a ~~so~~ b"),
    ] {
        assert_eq!(mended(text), right);
        assert_eq!(slips(right), [], "{right}");
    }
    // Which marker belongs to which word is a guess.
    for text in [
        "a ** so** b",
        "** so **",
        "a ** so ** b",
        "**Note: **the team. ** bold ** and **bold**text",
        "**One: ** alpha and **two: ** beta and ** three** gamma",
        "**one ** and **two**",
        "**one ** and **two",
    ] {
        assert_eq!(mended(text), text);
        assert_ne!(slips(text), [], "{text}");
    }
    for (text, help) in [
        ("**「重要」**です", "move the punctuation out of the markers: `「**重要**」`"),
        ("**Note:**the", "move the punctuation out of the markers: `**Note**:`"),
        ("これは_重要_です", "write `*` instead of `_`, which is no emphasis between letters"),
        ("a **`code`**です", "write a space after the last `**`"),
        ("**5 %**ige", "emphasise the whole word: `**5 %ige**`"),
        ("**중요(重要)**는", "emphasise the whole word: `**중요(重要)는**`"),
        ("これは**重要（重）**です", "write a space after the last `**`"),
    ] {
        let (sources, diagnostics) = found(text);
        assert_eq!(diagnostics.sorted(&sources)[0].helps[0], help, "{text}");
        // What is advised is emphasis for the parser as well, beside the same letters.
        if let Some((_, right)) = help.split_once(": `") {
            let right = right.trim_end_matches('`');
            let (words, typed) = (text.replace("**", ""), right.replace("**", ""));
            let (before, after) = words.split_once(&typed).expect("the advice has the words of the text");
            assert_eq!(slips(&format!("{before}{right}{after}")), [], "{right}");
        }
    }
}

#[test]
fn ordinary_prose_is_clean() {
    for text in [
        "2 * 3 * 4, 2*3*4, 2 ** 3 ** 4, 2**(3+4)**5, f*(x)*g, 5*, a*b",
        "snake_case and _private, __init__ and __main_loop, _so_, foo__bar__baz",
        "f**k, sh*t, s***, d**n, what the h**l, ****, bull****, d** it",
        "Price** and more*.\n\n** without tax\n\n\\* with tax",
        "*.rs and *.md, src/**/*.rs, dir/*name, **/*.md",
        "[sic], [1], [1][2], [x] and [ ], array[0] (x), f(x)[1], list[i][j], [...], [note] (see below), [fixed] (#12)",
        "`[a][b]` \\[a][b] \\**so ** &#42;&#42;so [^a-z] `**`",
        "    [the rule][rul]\n    ##What\n\n```\n**so\n| a | b |\n| c | d |\n```",
        "#hashtag and #12, C## and F#\n#ProdOps is\n\n#",
        "| only one |\n\n| a | b |\n\n| a | b |\n|---|---|\n| c | d |\n\na | b\nc | d",
        "a ~ b, ~5, ~/x, ~~~~, a ~~so~~ b",
        "*so*, **so**, ***so***, **「重要」** です、**重要**です。**Note:** so, \"**so**\", (*so*)",
        "_____ and ---- and ....\n\nName: ______ Date: __/__/____",
        "see (https://example.org/a) [2020], (a)[b], [a](b.md) (c), [a] [b]",
        "He said: “**so**”… *so*—so. **1.** so, **a**-b",
        "a[^1] b\n\n[^1]: see [^1]\n\n```js\na\n```\n\n> ```\n> b\n> ```\n\n- ```\n  c\n  ```",
        "1 * a\n2 * b\n\n* * *\n\n* a\n* b",
        "R$ 5 (five) [approx.], 10 % *, **",
        "2 ** 3 is 8 and 4 ** 2 is 16, and x ** n is x ** m",
        "| a | b |\n|---|---|\n\nText.\n\n| a – b | c |\n\n| x |",
        "Heading\n=======\n\na\n\n========\n\n======\n\n\\=======\n\n    =======",
        "fill here: __ and __, and the form __ blank __ as well",
        "~。\n#~\u{A0}[",
    ] {
        assert_eq!(slips(text), [], "{text}");
    }
}

proptest! {
    /// Whatever is typed, every place is one in the text, and what is mended is not mended again in the same way for ever.
    #[test]
    fn any_text_can_be_looked_at(text in "[\\[\\]()*_~#| \\n`^!a-c1「」。：é\u{A0}\\-:.\\\\]{0,80}") {
        let (sources, diagnostics) = found(&text);
        for diagnostic in diagnostics.sorted(&sources) {
            prop_assert!(text.get(diagnostic.primary.span.range()).is_some());
            for edit in &diagnostic.edits {
                prop_assert!(text.get(edit.span.range()).is_some());
            }
        }
    }
}

#[test]
fn a_heap_of_slips_is_looked_at_quickly() {
    for piece in [
        "[a][b] ",
        "(a)[b",
        ")[",
        "] (",
        "](",
        "[^",
        "[^a] ",
        "**a ",
        "** ",
        "a** ",
        "*(",
        "「**",
        "_字_",
        "| a | b |\n",
        "##a\n",
        "[[1][1]",
        "[a] (b.md) ",
        "``` ",
        "[^a]: b\n\n",
    ] {
        found(&piece.repeat((1 << 16) / piece.len()));
    }
}
