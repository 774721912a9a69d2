//! What other programs write, found in a line.

use std::ops::Range;

use crate::base::diagnostic::MOST_OF_A_KIND;
use crate::base::names::Reference;
use crate::content::document::lint::foreign::dialects;
use crate::content::document::lint::foreign::kinds::{Found, Mark, is_word};
use crate::content::document::lint::foreign::view::{CODE, ESCAPED_AT, ESCAPED_CLOSE, ESCAPED_OPEN, OBJECT};

/// The longest mark within a line, in bytes. Without a limit, a line of openings that nothing closes would be looked through once
/// for each of them.
const LONGEST: usize = 2000;

/// The marks in a line, in order; as many as are reported in one file.
pub(super) fn all(line: &str) -> Vec<Found> {
    if let Some(found) = whole(line).or_else(|| dialects::whole(line)) {
        return vec![found];
    }
    // Most lines are words, and each mark would be looked for in all of them. Numbers, and nothing that ends early, because that
    // is what the compiler makes one look at sixteen bytes of.
    let signs = |byte: u8| SIGNS.iter().fold(0, |found, sign| found | u8::from(byte == *sign));
    if line.bytes().fold(0, |found, byte| found | signs(byte)) == 0 && !line.contains("'''") {
        debug_assert!(first(line).is_none(), "every mark has one of the signs: {line:?}");
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut rest = line.to_owned();
    let mut from = 0;
    while let Some(next) = first(&rest).filter(|_| found.len() < MOST_OF_A_KIND) {
        let range = from + next.range.start..from + next.range.end;
        // What follows still has something before it.
        let last = range.end - 1;
        found.push(Found { mark: next.mark, range });
        rest.replace_range(..next.range.end, TAKEN);
        from = last;
    }
    found
}

/// One of these bytes is in every mark within a line but in bold words of a wiki. What stands for code, links and escaped
/// brackets begins with the last.
const SIGNS: [u8; 8] = *b"{^~=%$[\xEF";

/// What is before the rest of a line, after a mark.
const TAKEN: &str = "\u{1}";

/// The first mark that is not a whole line.
fn first(line: &str) -> Option<Found> {
    let found = [
        braces(line),
        between(line, "^[", "]", is_some).map(|range| Found { mark: Mark::InlineNote, range }),
        raised(line, '~').map(|range| Found { mark: Mark::Subscript, range }),
        raised(line, '^').map(|range| Found { mark: Mark::Superscript, range }),
        between(line, "==", "==", is_tight).map(|range| Found { mark: Mark::Highlight, range }),
        between(line, "%%", "%%", is_some)
            .filter(|range| !line[..range.start].ends_with(char::is_alphanumeric))
            .map(|range| Found { mark: Mark::Comment, range }),
        between(line, "'''", "'''", is_tight).map(|range| Found { mark: Mark::WikiBold, range }),
        role(line).map(|range| Found { mark: Mark::Role, range }),
        mathematics(line).map(|range| Found { mark: Mark::Mathematics, range }),
        escaped(line).map(|range| Found { mark: Mark::Escaped, range }),
        dialects::first(line),
    ];
    found.into_iter().flatten().min_by_key(|found| found.range.start)
}

/// A mark that a whole line is.
fn whole(line: &str) -> Option<Found> {
    let words = line.trim();
    let start = line.len() - line.trim_start().len();
    let found = |mark| Some(Found { mark, range: start..start + words.len() });
    if let Some(name) = words.strip_prefix(":::") {
        let name = name.trim_start_matches(':').trim_start();
        return if name.starts_with(|first: char| first.is_alphabetic() || first == '{') {
            found(Mark::Fence)
        } else {
            None
        };
    }
    if words.starts_with('+') && words.ends_with('+') && (words.contains("--") || words.contains("==")) {
        let is_rule = words.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'));
        return if is_rule { found(Mark::GridTable) } else { None };
    }
    // With a label it could be somebody's name in brackets.
    if words.starts_with("(@) ") {
        return Some(Found { mark: Mark::ExampleList, range: start..start + "(@)".len() });
    }
    if let Some(name) = words.strip_prefix("!!! ").or_else(|| words.strip_prefix("??? ")) {
        let name = name.split(' ').next().unwrap_or_default();
        return if is_word(name) { found(Mark::Admonition) } else { None };
    }
    if let Some((name, _)) = words.strip_prefix(".. ").and_then(|rest| rest.split_once("::")) {
        return if is_word(name) { found(Mark::Directive) } else { None };
    }
    if let Some(label) = words.strip_prefix('(').and_then(|rest| rest.strip_suffix(")=")) {
        return if is_word(label) { found(Mark::Target) } else { None };
    }
    if words == "$$" {
        return found(Mark::Mathematics);
    }
    if words.eq_ignore_ascii_case("[toc]") {
        return found(Mark::Contents);
    }
    let level = words.bytes().take_while(|byte| *byte == b'=').count();
    let end = words.bytes().rev().take_while(|byte| *byte == b'=').count();
    let inner = words.get(level..words.len().saturating_sub(end)).unwrap_or_default();
    if (2..=6).contains(&level)
        && level == end
        && inner.starts_with(' ')
        && inner.ends_with(' ')
        && !inner.trim().is_empty()
    {
        return found(Mark::WikiHeading);
    }
    None
}

/// What is between braces: attributes, shortcodes and templates.
fn braces(line: &str) -> Option<Found> {
    line.match_indices('{').find_map(|(start, _)| {
        let rest = ahead(line, start);
        let before = line[..start].chars().next_back();
        let found = |mark, from: usize, to: usize| Some(Found { mark, range: from..start + to });
        for (open, close, mark) in
            [("{{<", ">}}", Mark::Shortcode), ("{{%", "%}}", Mark::Shortcode), ("{%", "%}", Mark::Tag)]
        {
            if let Some(inner) = rest.strip_prefix(open)
                && let Some(end) = inner.find(close)
            {
                return found(mark, start, open.len() + end + close.len());
            }
        }
        if let Some(inner) = rest.strip_prefix("{{") {
            let end = inner.find("}}").filter(|end| is_template(&inner[..*end]))?;
            return found(Mark::Template, start, end + 4);
        }
        if before.is_some_and(|before| !matches!(before, ']' | OBJECT | CODE)) {
            return None;
        }
        let end = rest.find('}').filter(|end| are_attributes(&rest[1..*end]))?;
        match before {
            // The words before it, back to their bracket.
            Some(']') => {
                let before = behind(line, start);
                let length = before.len() - before.rfind('[')?;
                found(Mark::Span, start - length, end + 1)
            }
            Some(_) => found(Mark::Attributes, start, end + 1),
            // On a line of their own below a block.
            None => found(Mark::Attributes, start, end + 1).filter(|found| found.range.end == line.trim_end().len()),
        }
    })
}

/// Whether the text between two braces is a list of classes, names and values.
pub(super) fn are_attributes(inner: &str) -> bool {
    let inner = inner.strip_prefix(':').unwrap_or(inner);
    let mut tokens = inner.split_whitespace().peekable();
    let is_attribute = |token: &str| {
        let is_named = token.strip_prefix(['.', '#']).is_some_and(is_word);
        is_named || token == "-" || token.split_once('=').is_some_and(|(key, value)| is_word(key) && !value.is_empty())
    };
    tokens.peek().is_some_and(|first| is_attribute(first))
        // A value between quotes may have blanks in it.
        && (inner.contains('"') || tokens.all(is_attribute))
}

/// Whether what is between two double braces asks for a value of a site, or gives a template its own.
fn is_template(inner: &str) -> bool {
    let words = inner.trim();
    let path = words.split([' ', '|']).next().unwrap_or_default();
    let is_path = path.contains('.') && path.split('.').all(|name| name.is_empty() || is_word(name)) && path.len() > 1;
    is_path || words.split_once('|').is_some_and(|(name, _)| name.starts_with(char::is_alphabetic))
}

/// Letters or digits between two marks, right behind a word.
fn raised(line: &str, mark: char) -> Option<Range<usize>> {
    line.match_indices(mark).find_map(|(start, _)| {
        let is_behind_word = line[..start].ends_with(|before: char| before.is_alphanumeric() || before == ')');
        let inner = &line[start + 1..];
        let length = inner.find(|next: char| !next.is_alphanumeric() && !matches!(next, '+' | '-' | '−'))?;
        let rest = inner[length..].strip_prefix(mark)?;
        (is_behind_word && length > 0 && !rest.starts_with(mark)).then_some(start..start + length + 2)
    })
}

/// The first stretch between two marks of which the inside passes a test.
fn between(line: &str, open: &str, close: &str, test: fn(&str) -> bool) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = line[from..].find(open).map(|found| from + found) {
        let inner = start + open.len();
        from = inner;
        let Some(end) = ahead(line, inner).find(close).map(|length| inner + length) else { continue };
        let sign = &open[..1];
        // A longer row of the same mark is something else, such as a line of it.
        let is_row = line[..start].ends_with(sign) || line[end + close.len()..].starts_with(sign);
        if !is_row && test(&line[inner..end]) {
            return Some(start..end + close.len());
        }
    }
    None
}

/// What is after a place in a line, as far as a mark may reach.
fn ahead(line: &str, from: usize) -> &str {
    &line[from..line.floor_char_boundary(from.saturating_add(LONGEST))]
}

/// What is before a place in a line, as far as a mark may reach.
fn behind(line: &str, end: usize) -> &str {
    &line[line.ceil_char_boundary(end.saturating_sub(LONGEST))..end]
}

fn is_some(inner: &str) -> bool {
    !inner.trim().is_empty()
}

fn is_tight(inner: &str) -> bool {
    is_some(inner) && inner.trim() == inner && !inner.contains('=')
}

/// The name of a role right before code: `{name}` or `:name:`.
fn role(line: &str) -> Option<Range<usize>> {
    line.match_indices(CODE).find_map(|(end, code)| {
        let before = behind(line, end);
        let (open, rest) = match before.strip_suffix('}') {
            Some(rest) => ('{', rest),
            None => (':', before.strip_suffix(':')?),
        };
        let (outside, name) = rest.rsplit_once(open)?;
        let may_follow = |last: char| open == '{' || last.is_whitespace() || last == '(';
        let is_role = is_word(name) && outside.chars().next_back().is_none_or(may_follow);
        is_role.then(|| end - (before.len() - outside.len())..end + code.len())
    })
}

/// A formula between `$$` or `$`. One between single signs holds something that no price does, and no digit follows it.
fn mathematics(line: &str) -> Option<Range<usize>> {
    if let Some(range) = between(line, "$$", "$$", is_some) {
        return Some(range);
    }
    let signs: Vec<usize> = line.match_indices('$').map(|(at, _)| at).collect();
    signs.windows(2).find_map(|pair| {
        let (start, end) = (pair[0], pair[1]);
        let inner = &line[start + 1..end];
        let is_formula = inner.contains(['^', '_', '=', '\\']) && inner.trim() == inner;
        let goes_on = line[end + 1..].starts_with(|next: char| next.is_alphanumeric());
        (is_formula && !goes_on).then_some(start..end + 1)
    })
}

/// A reference of which brackets were escaped, as formatters of Markdown do: `\[[tidy@4]\]`.
fn escaped(line: &str) -> Option<Range<usize>> {
    let characters: Vec<(usize, char)> = line.char_indices().collect();
    // Whether two brackets are at a place, and if so, whether one of them is escaped.
    let pair = |at: usize, plain: char, escaped: char| {
        let (one, other) = (characters.get(at)?.1, characters.get(at + 1)?.1);
        let is_pair = [one, other].iter().all(|character| [plain, escaped].contains(character));
        is_pair.then_some(one == escaped || other == escaped)
    };
    (0..characters.len()).find_map(|start| {
        let open = pair(start, '[', ESCAPED_OPEN)?;
        let longest = characters.len().min(start + LONGEST_REFERENCE);
        let end = (start + 3..longest).find(|end| pair(*end, ']', ESCAPED_CLOSE).is_some())?;
        let inner = &line[characters[start + 2].0..characters[end].0];
        // Some escape the `@` as well.
        let name = inner.split('|').next().unwrap_or_default().replace(ESCAPED_AT, "@");
        let is_escaped = open || pair(end, ']', ESCAPED_CLOSE)?;
        let (last, character) = characters[end + 1];
        let range = characters[start].0..last + character.len_utf8();
        (is_escaped && Reference::parse(&name).is_some()).then_some(range)
    })
}

/// The longest reference with its words that is looked for, in characters.
const LONGEST_REFERENCE: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Option<(Mark, &str)> {
        all(line).into_iter().next().map(|found| (found.mark, &line[found.range]))
    }

    #[test]
    fn every_mark_of_a_line_is_found() {
        for (line, texts) in [
            ("{{< x >}} {{% y %}} {% z %}", vec!["{{< x >}}", "{{% y %}}", "{% z %}"]),
            ("a '''b''' and '''c'''", vec!["'''b'''", "'''c'''"]),
            ("H~2~O and 2^10^ and ==é==", vec!["~2~", "^10^", "==é=="]),
            ("[b]a[/b] [a]{.c}{.d} [@e]", vec!["[b]a[/b]", "[a]{.c}", "[@e]"]),
        ] {
            let found: Vec<&str> = all(line).into_iter().map(|found| &line[found.range]).collect();
            assert_eq!(found, texts, "{line}");
        }
        assert!(all(&"==a== ".repeat(1 << 14)).len() <= MOST_OF_A_KIND);
    }

    #[test]
    fn marks_of_other_programs_are_found() {
        for (line, mark, text) in [
            ("::: note", Mark::Fence, "::: note"),
            (":::{.warning}", Mark::Fence, ":::{.warning}"),
            ("+---+:--:+", Mark::GridTable, "+---+:--:+"),
            ("(@) An example.", Mark::ExampleList, "(@)"),
            ("!!! note \"Title\"", Mark::Admonition, "!!! note \"Title\""),
            (".. image:: a.png", Mark::Directive, ".. image:: a.png"),
            ("(label)=", Mark::Target, "(label)="),
            ("[TOC]", Mark::Contents, "[TOC]"),
            ("== History ==", Mark::WikiHeading, "== History =="),
            ("some '''bold''' words", Mark::WikiBold, "'''bold'''"),
            ("a [small]{.smallcaps} b", Mark::Span, "[small]{.smallcaps}"),
            ("a [b]{#c lang=fr} d", Mark::Span, "[b]{#c lang=fr}"),
            ("a \u{FFFC}{width=50%} b", Mark::Attributes, "{width=50%}"),
            ("{: .lead}", Mark::Attributes, "{: .lead}"),
            ("a claim.^[With a note.]", Mark::InlineNote, "^[With a note.]"),
            ("H~2~O and 2^10^", Mark::Subscript, "~2~"),
            ("2^10^ bytes", Mark::Superscript, "^10^"),
            ("a {{< figure src=\"a.png\" >}} b", Mark::Shortcode, "{{< figure src=\"a.png\" >}}"),
            ("{{% notice %}}", Mark::Shortcode, "{{% notice %}}"),
            ("{% include a.html %}", Mark::Tag, "{% include a.html %}"),
            ("by {{ page.author }}", Mark::Template, "{{ page.author }}"),
            ("{{Infobox|name=a}}", Mark::Template, "{{Infobox|name=a}}"),
            ("a ==marked== word", Mark::Highlight, "==marked=="),
            ("a %%hidden%% word", Mark::Comment, "%%hidden%%"),
            ("see {ref}\u{FFF9}", Mark::Role, "{ref}\u{FFF9}"),
            ("see :doc:\u{FFF9}", Mark::Role, ":doc:\u{FFF9}"),
            ("$$", Mark::Mathematics, "$$"),
            ("so $$a + b$$ is", Mark::Mathematics, "$$a + b$$"),
            ("so $x^2$ is, for $5", Mark::Mathematics, "$x^2$"),
            ("see \u{FDD0}[tidy@4]\u{FDD1}.", Mark::Escaped, "\u{FDD0}[tidy@4]\u{FDD1}"),
            ("see \u{FDD0}\u{FDD0}tidy\u{FDD2}4|this]].", Mark::Escaped, "\u{FDD0}\u{FDD0}tidy\u{FDD2}4|this]]"),
        ] {
            assert_eq!(found(line), Some((mark, text)), "{line}");
        }
    }

    #[test]
    fn honest_lines_have_none() {
        for line in [
            ":::",
            "::::::",
            "a: b:: c",
            "+1 and +-",
            "(@somebody) said",
            "!!!",
            "Wait... really?",
            "(see below)",
            "a == b and c == d",
            "a == b == c",
            "========",
            "== a",
            "50%% of 100%%",
            "it's ''quoted''",
            "[a] {b} {c: d} {1, 2} {.}",
            "{name}, {first} {last}",
            "x^2 + y^2 ~5 ~ 10 a~b",
            "C:/PROGRA~1/MICROS~1",
            "^_^ o^o",
            "{{ name }} {{ 7*7 }}",
            "{ a = b }",
            ":tada: :smile: and 10:30: \u{FFF9}",
            "set {x} = \u{FFF9}",
            "[^1] and [x](y)",
            "a^b",
            "1.. 2::",
            "$5, $6 and US$7-$8",
            "$5 = 4 $ and a_b$",
            "$$ for the price",
            "\u{FDD0}not a link]",
            "\u{FDD0}[Not a name]\u{FDD1}",
            "\u{FFFD}\u{FFFD}a\u{FFFD}\u{FFFD}",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }

    #[test]
    fn long_lines_take_no_longer_than_their_length() {
        for part in [
            "{{< a ",
            "{{% a ",
            "{% a ",
            "{{ a ",
            "{{a|b",
            "]{#a ",
            "]{.a} ",
            "y={x=1 ",
            "^[a ",
            "^^[a ",
            "^[^",
            "==a",
            "%% a",
            "''' a",
            "~a",
            "^a",
            "}\u{FFF9}",
            ":\u{FFF9}",
            "{a\u{FFF9}",
        ] {
            for end in ["", "}", "}}", "}\u{FFF9}", "]^"] {
                first(&(part.repeat(20_000) + end));
            }
        }
    }
}
