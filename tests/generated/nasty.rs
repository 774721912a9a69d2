//! Generated Markdown that tries to become something else: everything inside everything, and half of it not closed.

use proptest::prelude::*;
use proptest::sample::select;

/// Signs and words that mean something to Markdown, to HTML, to a browser or to a terminal.
const ATOMS: [&str; 100] = [
    "a",
    "b c",
    "word",
    "x1",
    " ",
    "  ",
    "\n",
    "\\\n",
    "  \n",
    "\t",
    "\r\n",
    "\r",
    "\\",
    "\\\\",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```",
    "[",
    "]",
    "[[",
    "]]",
    "![",
    "](",
    ")",
    "(",
    "<",
    ">",
    "|",
    "\\|",
    "&",
    ";",
    "#",
    "=",
    "-",
    "--",
    "+",
    "1.",
    "99999999999.",
    ":",
    "!",
    "^",
    "[^",
    "]:",
    "{",
    "}",
    "{{ 7*7 }}",
    "{#a .b onclick=x}",
    "\"",
    "'",
    "\\\"",
    "&quot;",
    "&#34;",
    "&#x3C;",
    "&lt;",
    "&gt;",
    "&amp;",
    "&amp;lt;",
    "&#0;",
    "&#8203;",
    "&#x202E;",
    "&#1114112;",
    "&nbsp;",
    "&Tab;",
    "&NewLine;",
    "&bogus;",
    "https://example.org/_a_",
    "www.example.org",
    "a@example.org",
    "\n: ",
    "> [!NOTE]\n> ",
    "<b>",
    "</b>",
    "<script>alert(1)</script>",
    "<img src=x onerror=a>",
    "<!--",
    "-->",
    "<?x?>",
    "<![CDATA[",
    "]]>",
    "<a href=\"javascript:x\">",
    "</p><p>",
    "<style>",
    "\u{1}",
    "\u{7f}",
    "\u{1b}[31m",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "é",
    "e\u{301}",
    "語",
];

/// Where links pretend to lead.
const TARGETS: [&str; 34] = [
    "https://example.org/a",
    "http://example.org",
    "mailto:a@example.org",
    "HTTPS://EXAMPLE.ORG",
    "javascript:alert(1)",
    "JaVaScRiPt:x",
    "java\tscript:x",
    "java&Tab;script:x",
    "&#106;avascript:x",
    "javascript&colon;x",
    "\u{1}javascript:x",
    "%6aavascript:x",
    "data:text/html,<b>",
    "data:image/svg+xml,<svg onload=a>",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.org",
    "\\\\\\\\example.org",
    "/\\\\example.org",
    "https:example.org",
    "https://user@example.org",
    "https://example.org\\@evil.example",
    "https://",
    "../../..",
    "../people/reader.md",
    "a.md#b",
    "#h-a",
    "#note-h-1",
    "?x",
    "",
    "https://example.org/?\"onmouseover=\"x",
    "https://example.org/?'<b>&amp;`",
    "blob:x",
    "https://example.org/\u{202e}",
];

fn atom() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => select(ATOMS.to_vec()).prop_map(str::to_owned),
        2 => "[a-z]{1,6}",
        1 => any::<char>().prop_map(String::from),
        1 => (select(ATOMS.to_vec()), 2_usize..40).prop_map(|(atom, times)| atom.repeat(times)),
    ]
}

fn target() -> impl Strategy<Value = String> + Clone {
    prop_oneof![8 => select(TARGETS.to_vec()).prop_map(str::to_owned), 1 => "[ -~]{0,20}", 1 => any::<String>()]
}

/// Some of something, one behind the other.
fn run(pieces: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::collection::vec(pieces, 0..5).prop_map(|pieces| pieces.concat())
}

/// Running text, mostly with its marks closed.
fn inline() -> impl Strategy<Value = String> {
    run(atom()).prop_recursive(4, 24, 4, move |inner| {
        let two = (inner.clone(), target(), inner.clone());
        prop_oneof![
            2 => run(inner.clone()),
            3 => two.clone().prop_map(|(words, target, title)| format!("[{words}](<{target}> \"{title}\")")),
            2 => two.clone().prop_map(|(words, target, _)| format!("[{words}]({target})")),
            2 => two.clone().prop_map(|(words, target, title)| format!("![{words}]({target} '{title}')")),
            1 => two.prop_map(|(words, target, label)| format!("[{words}][{label}] [{target}][]")),
            1 => target().prop_map(|target| format!("<{target}>")),
            1 => inner.clone().prop_map(|words| format!("[[a@1|{words}]] [[{words}]]")),
            1 => inner.clone().prop_map(|words| format!("*{words}* **{words}** ~~{words}~~ __{words}_")),
            1 => inner.clone().prop_map(|words| format!("`{words}` ``{words}``")),
            1 => select(vec!["1", "a", "note", "A"]).prop_map(|label| format!("[^{label}]")),
        ]
    })
}

/// Blocks, mostly closed.
fn block() -> impl Strategy<Value = String> {
    let marks = select(vec![
        "> ",
        ">",
        "- ",
        "* [ ] ",
        "- [x] ",
        "1. ",
        "7) ",
        "    ",
        "\t",
        "  ",
        "[^1]: ",
        "    - ",
        "a\n: ",
        "> [!TIP] b\n> ",
    ]);
    let leaf = prop_oneof![
        6 => inline(),
        1 => (1_usize..8, inline()).prop_map(|(level, words)| format!("{} {words} {}", "#".repeat(level), "#".repeat(level / 2))),
        1 => (inline(), select(vec!["===", "---", "- - -", "***"])).prop_map(|(words, line)| format!("{words}\n{line}")),
        1 => (select(vec!["```", "~~~~", "`````"]), inline(), inline(), any::<bool>()).prop_map(|(fence, info, code, closed)| {
            format!("{fence} {info}\n{code}\n{}", if closed { fence } else { "" })
        }),
        1 => (prop::collection::vec(inline(), 1..4), select(vec!["-", ":-", ":-:", "-:", "--|"]), 0_usize..4).prop_map(|(cells, line, rows)| {
            let row = |cells: &[String]| format!("|{}|\n", cells.join("|"));
            row(&cells) + &format!("|{}\n", format!("{line}|").repeat(cells.len())) + &row(&cells).repeat(rows)
        }),
        1 => (inline(), target(), inline()).prop_map(|(label, target, title)| format!("[{label}]: <{target}> \"{title}\"")),
        1 => (select(vec!["1", "a", "note", "A"]), inline()).prop_map(|(label, words)| format!("[^{label}]: {words}")),
        1 => (select(vec!["div", "script", "pre", "svg", "!--"]), inline()).prop_map(|(name, words)| format!("<{name}>\n{words}\n</{name}>")),
    ];
    leaf.prop_recursive(4, 16, 3, move |inner| {
        (marks.clone(), prop::collection::vec(inner, 1..3), any::<bool>()).prop_map(|(mark, blocks, every)| {
            let text = blocks.join("\n");
            let between = if every { format!("\n{mark}") } else { "\n".to_owned() };
            mark.to_owned() + &text.replace('\n', &between)
        })
    })
}

/// A whole text. No NUL: the reader refuses it before anything else is done.
pub(crate) fn markdown() -> impl Strategy<Value = String> {
    let gap = select(vec!["\n\n", "\n\n", "\n", "\n\n\n", ""]);
    prop::collection::vec((block(), gap), 0..6)
        .prop_map(|blocks| blocks.into_iter().map(|(block, gap)| block + gap).collect::<String>().replace('\0', ""))
}
