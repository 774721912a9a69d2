//! What the parser makes of texts.

mod slips;

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::base::text::Sources;

fn body(text: &str) -> (Body, Vec<&'static str>) {
    let mut sources = Sources::default();
    let id = sources.add("content/pages/a.md", text);
    let mut diagnostics = Diagnostics::default();
    let body = parse(id, sources.get(id), 0..text.len(), &mut diagnostics);
    let codes = diagnostics.sorted(&sources).iter().map(|diagnostic| diagnostic.code.name).collect();
    (body, codes)
}

#[test]
fn escapes_and_entities_do_not_cut_text() {
    let (body, codes) = body("it\\'s R&amp;D");
    assert!(codes.is_empty());
    assert!(
        matches!(&body.blocks[0].kind, BlockKind::Paragraph(inlines) if matches!(inlines.as_slice(), [Inline::Text(written)] if written.text == "it's R&D"))
    );
}

#[test]
fn html_is_text_and_reported() {
    let (parsed, codes) = body("<script>alert(1)</script>\n\na <b onclick=x>b</b>");
    assert_eq!(codes, ["raw-html", "raw-html"]);
    assert!(parsed.plain_text().contains("<script>alert(1)</script>"));
}

#[test]
fn tight_and_loose_lists_are_told_apart() {
    let tight = |text| matches!(body(text).0.blocks[0].kind, BlockKind::List { tight: true, .. });
    assert!(tight("- a\n- b"));
    assert!(!tight("- a\n\n- b"));
    assert!(tight("- [ ] a\n- [x] b"));
}

#[test]
fn anchors_are_those_of_the_forges() {
    let (body, _) = body("## What goes wrong?\n\n## What goes wrong?\n\n## CI/CD & `code`");
    assert_eq!(body.anchors(), ["what-goes-wrong", "what-goes-wrong-1", "cicd--code"]);
}

#[test]
fn a_heading_may_have_an_id() {
    for (text, anchors, words) in [
        ("## What it is {#what}", vec!["what", "what-it-is", "what-it-is-what"], "What it is"),
        ("What *it* is {#W_1.a:b}\n===", vec!["W_1.a:b", "what-it-is", "what-it-is-w_1ab"], "What it is"),
        ("# `code` {#c} #", vec!["c", "code", "code-c"], "code"),
        ("# A {#x}\n\n# A", vec!["x", "a-x", "a"], "A A"),
        ("# A {#a}", vec!["a", "a-a"], "A"),
        ("# Größe {#größe}", vec!["größe", "größe-größe"], "Größe"),
        ("> # A {#x}\n\n- # B {#y}", vec!["x", "a", "a-x", "y", "b", "b-y"], "A B"),
        ("# A{#x}", vec!["ax"], "A{#x}"),
        ("# {#x}", vec!["x"], "{#x}"),
        ("# A \\{#x}", vec!["a-x"], "A {#x}"),
        ("# A `{#x}`", vec!["a-x"], "A {#x}"),
        ("# A {#}", vec!["a-"], "A {#}"),
        ("# A {#x y}", vec!["a-x-y"], "A {#x y}"),
        ("# A {#x\"onclick=alert(1)}", vec!["a-xonclickalert1"], "A {#x\"onclick=alert(1)}"),
    ] {
        let (body, codes) = body(text);
        assert_eq!(body.anchors(), anchors, "{text}");
        assert_eq!(body.plain_text(), words, "{text}");
        assert_eq!(codes, [] as [&str; 0], "{text}");
        assert!(anchors.iter().all(|anchor| body.anchors().contains(&body.anchor_of(anchor))), "{text}");
    }
    let text = "## What it is {#what}";
    let (body, _) = body(text);
    assert_eq!(body.anchor_of("what-it-is"), "what");
    assert_eq!(body.anchor_of("else"), "else");
}

#[test]
fn two_headings_have_not_one_id() {
    for text in ["# A {#x}\n\n# B {#x}", "# X\n\n# B {#x}"] {
        let (body, codes) = body(text);
        assert_eq!(codes, ["repeated-name"], "{text}");
        let anchors = body.anchors();
        let all: std::collections::BTreeSet<&&str> = anchors.iter().collect();
        assert_eq!(all.len(), anchors.len(), "{anchors:?}");
    }
}

#[test]
fn what_panics_the_parser_elsewhere_is_read_here() {
    body("* [ ] \\\n\t-");
}

#[test]
fn addresses_of_mail_pass_the_filter_of_links() {
    let (body, _) = body("<a`b@example.org>");
    assert!(matches!(&body.targets()[0].value, Target::Web(address) if address.as_str() == "mailto:a%60b@example.org"));
}

#[test]
fn deep_nesting_is_refused_quickly() {
    assert_eq!(body(&">".repeat(50_000)).1, ["nesting-too-deep"]);
    assert!(body(&format!("{}a", "- ".repeat(5_000))).1.contains(&"nesting-too-deep"));
    let emphasis = format!("{}a{}", "*a _b ".repeat(500), "_ *".repeat(500));
    body(&emphasis);
}

#[test]
fn the_words_of_a_link_hold_no_other_link() {
    for (text, words) in [
        ("[a <https://b.example> c](https://d.example)", "a https://b.example c"),
        ("[![x](p.png) <https://b.example>](https://d.example)", "x https://b.example"),
        ("[*a **<b@c.example>***](https://d.example)", "a b@c.example"),
        ("[[t|<https://b.example>]]", "https://b.example"),
        ("[[t|a[^1] b]]\n\n[^1]: c", "a b c"),
        ("[a <https://b.example> c][d]\n\n[d]: https://d.example", "a https://b.example c"),
    ] {
        let (body, codes) = body(text);
        assert_eq!(codes, ["nested-link"], "{text}");
        assert_eq!(body.plain_text(), words, "{text}");
        let links = body.targets().into_iter().filter(|target| !matches!(&target.value, Target::File { .. }));
        assert_eq!(links.count(), 1, "{text}");
    }
    let (body, codes) = body(
        "![a <https://b.example>](p.png) [![a <https://b.example>](p.png)](https://d.example) [^1] <https://e.example>\n\n[^1]: c",
    );
    assert_eq!(codes, [] as [&str; 0]);
    assert_eq!(body.targets().len(), 4);
}

/// The blocks of a text in one line: what each is, and its words.
fn shape(text: &str) -> String {
    fn shape_of(blocks: &[Block], shape: &mut String) {
        for block in blocks {
            let (name, inner): (&str, &[Block]) = match &block.kind {
                BlockKind::Paragraph(_) => ("p", &[]),
                BlockKind::Heading { .. } => ("h", &[]),
                BlockKind::Quote(inner) => ("quote", inner),
                BlockKind::Alert { alert, blocks, .. } => (alert.name(), blocks),
                BlockKind::Glossary { tight: true, blocks } => ("dl", blocks),
                BlockKind::Glossary { tight: false, blocks } => ("loose-dl", blocks),
                BlockKind::Term(_) => ("dt", &[]),
                BlockKind::Description(inner) => ("dd", inner),
                BlockKind::List { items, .. } => {
                    shape.push_str("list(");
                    for item in items {
                        shape_of(&item.blocks, shape);
                    }
                    shape.push(')');
                    continue;
                }
                BlockKind::Code { text, .. } => {
                    let _ = write!(shape, "code:{}", text.text.trim_end());
                    continue;
                }
                BlockKind::Table { .. } => ("table", &[]),
                BlockKind::Footnote { blocks, .. } => ("note", blocks),
                BlockKind::Rule => ("rule", &[]),
            };
            shape.push_str(name);
            for inlines in block.inlines() {
                let mut words = String::new();
                push_plain(inlines, &mut words);
                let _ = write!(shape, "[{words}]");
            }
            if !inner.is_empty() {
                shape.push('(');
                shape_of(inner, shape);
                shape.push(')');
            }
        }
    }
    let mut shape = String::new();
    shape_of(&body(text).0.blocks, &mut shape);
    shape
}

#[test]
fn a_colon_below_a_term_begins_what_it_means() {
    for (text, expected) in [
        (
            "Order\n: A habit.\n\nMess\n: Without\n  it.\n: Or *not*.",
            "dl(dt[Order]dd(p[A habit.])dt[Mess]dd(p[Without it.])dd(p[Or not.]))",
        ),
        ("Order\n:   A habit.", "dl(dt[Order]dd(p[A habit.]))"),
        ("Order\n\n:   A habit.\n\n    - one\n\nBelow.", "loose-dl(dt[Order]dd(p[A habit.]list(p[one])))p[Below.]"),
        ("> Order\n> :\tA habit.", "quote(dl(dt[Order]dd(p[A habit.])))"),
        ("- Order\n  : A habit.", "list(dl(dt[Order]dd(p[A habit.])))"),
        ("A\n: B\n\nLast", "dl(dt[A]dd(p[B]))p[Last]"),
    ] {
        assert_eq!(shape(text), expected, "{text}");
    }
}

#[test]
fn a_colon_elsewhere_stays_what_it_was() {
    for (text, expected) in [
        ("A wrapped sentence\nthat has\n: a colon.", "p[A wrapped sentence that has : a colon.]"),
        ("A wrapped\nsentence\n\n: One.\n\n: Two.", "p[A wrapped sentence]p[: One.]p[: Two.]"),
        ("Words\n:smile: more", "p[Words :smile: more]"),
        ("Words\n\n::: note\ninside\n:::\n\nA\n: b", "p[Words]p[::: note inside :::]dl(dt[A]dd(p[b]))"),
        ("Words\n:", "p[Words :]"),
        ("Words\n\\: more", "p[Words : more]"),
        ("# Heading\n: more", "h[Heading]p[: more]"),
        (": At the beginning", "p[: At the beginning]"),
        ("- item\n: lazy", "list(p[item : lazy])"),
        ("A\n: b\n\n```\nc\n:d\n```", "dl(dt[A]dd(p[b]))code:c\n:d"),
        ("A\n: b `c\n:d`", "dl(dt[A]dd(p[b c :d]))"),
    ] {
        assert_eq!(shape(text), expected, "{text}");
    }
}

#[test]
fn a_mark_makes_a_note_of_a_quotation() {
    for (text, expected) in [
        ("> [!NOTE]\n> Look.", "NOTE(p[Look.])"),
        ("> [!tip]\n> - one\n>\n> two", "TIP(list(p[one])p[two])"),
        ("> [!IMPORTANT]\nlazy", "IMPORTANT(p[lazy])"),
        ("> [!WARNING] Mind *this*\n> Look.", "WARNING[Mind this](p[Look.])"),
        ("> [!caution]  Title", "CAUTION[Title]"),
        ("> [!NOTE] https://example.org\n>\n> Look.", "NOTE[https://example.org](p[Look.])"),
        ("- > [!NOTE]\n  > Look.", "list(NOTE(p[Look.]))"),
        ("> [!info]\n> Look.", "quote(p[[!info] Look.])"),
        ("> [!NOTE]- Folded\n> Look.", "quote(p[[!NOTE]- Folded Look.])"),
        ("> \\[!NOTE]\n> Look.", "quote(p[[!NOTE] Look.])"),
        ("> \\[!NOTE] Title\n> Look.", "quote(p[[!NOTE] Title Look.])"),
        ("> Look.\n> [!NOTE]", "quote(p[Look. [!NOTE]])"),
        ("[!NOTE]\nLook.", "p[[!NOTE] Look.]"),
    ] {
        assert_eq!(shape(text), expected, "{text}");
    }
}

/// The addresses that a text links to, and its words.
fn linked(text: &str) -> (Vec<String>, String) {
    let (body, mut codes) = body(text);
    codes.retain(|code| *code != "not-emphasis");
    assert_eq!(codes, [] as [&str; 0], "{text}");
    let links = body.targets().into_iter().filter_map(|target| match &target.value {
        Target::Web(address) => Some(address.to_string()),
        Target::File { .. } | Target::Reference(_) | Target::Nowhere => None,
    });
    (links.collect(), body.plain_text().into_owned())
}

#[test]
fn bare_addresses_are_links() {
    for (text, expected) in [
        ("At https://example.org/a, or www.example.org.", vec!["https://example.org/a", "http://www.example.org"]),
        ("Write to somebody@example.org!", vec!["mailto:somebody@example.org"]),
        ("mailto:a@b.example", vec!["mailto:a@b.example"]),
        ("# On https://example.org #", vec!["https://example.org"]),
        (
            "- https://a.example\n- [ ] https://b.example\n\n> https://c.example",
            vec!["https://a.example", "https://b.example", "https://c.example"],
        ),
        (
            "| www.a.example | b |\n|---|---|\n|https://b.example|c@d.example|",
            vec!["http://www.a.example", "https://b.example", "mailto:c@d.example"],
        ),
        (
            "*https://example.org/a* **https://example.org/b**, ~~https://example.org/c~~",
            vec!["https://example.org/a", "https://example.org/b", "https://example.org/c"],
        ),
        ("https://example.org/a\\_b?c=d&amp;e=f", vec!["https://example.org/a_b?c=d&e=f"]),
        ("https://example.org/a&quot; b", vec!["https://example.org/a"]),
        ("https://example.org/a[^1]\n\n[^1]: b@c.example", vec!["https://example.org/a", "mailto:b@c.example"]),
        ("line\nwww.example.org\\\nhttps://example.org/end", vec!["http://www.example.org", "https://example.org/end"]),
        ("_a@b.example_ and *c*@d.example", vec!["mailto:a@b.example"]),
    ] {
        assert_eq!(linked(text).0, expected, "{text}");
    }
}

#[test]
fn no_bare_address_is_found_where_nothing_is_one() {
    for text in [
        "`https://example.org` a`www.example.org`",
        "    https://example.org",
        "```\nsomebody@example.org\n```",
        "[https://example.org](a.md) [a@b.example][a]\n\n[a]: b.md",
        "![https://example.org](a.png)",
        "\\[a\\]: https\\://example.org",
        "ftp://example.org xmpp:a@b.example @a@b.example",
        "https://name@example.org https://name:word@example.org/a",
    ] {
        assert_eq!(linked(text).0, [] as [&str; 0], "{text}");
    }
    let (body, codes) = body("<b title=https://example.org>a</b>");
    assert_eq!((codes, body.targets().len()), (vec!["raw-html"], 0));
}

#[test]
fn the_marks_of_emphasis_in_an_address_mark_nothing() {
    for (text, words) in [
        ("https://example.org/_a and https://example.org/b_ c", "https://example.org/_a and https://example.org/b_ c"),
        ("*see https://example.org/*/a* b*", "see https://example.org/*/a b*"),
        ("https://example.org/~a/~b~ c~", "https://example.org/~a/~b~ c~"),
        ("**https://example.org/**a", "**https://example.org/**a"),
    ] {
        let (links, plain) = linked(text);
        assert_eq!(plain, words, "{text}");
        assert!(links.iter().all(|link| text.contains(link.as_str())), "{links:?}");
    }
}

proptest! {
    #[test]
    fn any_text_gives_a_body(text in "[-*>#`\\[\\]()!|_~<&;: \\n\\ta-c0-9\\\\+=^]{0,200}") {
        body(&text);
    }

    #[test]
    fn any_glossary_gives_a_body_with_all_its_words(
        lines in prop::collection::vec("(  |   |> |\\t|- |    )?(: |:\\t|:|::: |\\[!NOTE\\] )?([a-c]{0,3}|\\*a|`a|- b|# c|\\| a \\|)", 0..12)
    ) {
        let text = lines.join("\n");
        let (body, _) = body(&text);
        let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).collect::<String>();
        let passages = crate::content::document::body::words::passages(&body);
        let said: String = passages.iter().map(|passage| letters(&passage.text)).collect();
        // The empty word behind a fence of code and the rows of a table are the only things that go.
        if !text.contains('|') && !text.contains('`') {
            prop_assert_eq!(said, letters(&text), "{}", text);
        }
    }
}

#[test]
fn long_texts_take_no_longer_than_their_length() {
    for part in [
        "https://a.example/** ",
        "www.a.b.c/_ ",
        "https://a.b/&amp; ",
        "[a] (b ",
        "[a](b ",
        "【a】（b ",
        "[a] (https://b.c ",
        "|a|b|\n|-|-|\n|c|d|e|\n\n",
        "```a b\nc\n```\n\n",
    ] {
        body(&part.repeat(200_000 / part.len()));
    }
    let headings: Vec<String> =
        (0..8_000).map(|number| format!("# name {number}\n\n[{number}]: #name-{number}\n\n")).collect();
    assert_eq!(body(&headings.concat()).1, [] as [&str; 0]);
}
