//! How long what is said of one mistake can be: a screen, whatever the author wrote.

use crate::base::unicode::graphemes::shortened;

/// The longest value that is quoted whole, in code points. Of a longer one both ends are kept.
const LONGEST_VALUE: usize = 160;
/// The longest message, label or help.
const LONGEST_TEXT: usize = 600;
/// The most lines of one, and how many of them are kept at the end.
const MOST_LINES: usize = 12;
const LAST_LINES: usize = 3;

/// A message, a label or a help that fits on a screen with others. What it quotes between backquotes or quotation marks is
/// shortened first, in the middle of each value.
pub(super) fn bounded(text: String) -> String {
    if text.len() <= LONGEST_VALUE && text.lines().count() <= MOST_LINES {
        return text;
    }
    let text = with_short_values(&text);
    let text = shortened(&text, LONGEST_TEXT).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() <= MOST_LINES {
        return text;
    }
    let (first, last) = (&lines[..MOST_LINES - LAST_LINES - 1], &lines[lines.len() - LAST_LINES..]);
    format!("{}\n…\n{}", first.join("\n"), last.join("\n"))
}

fn with_short_values(text: &str) -> String {
    let mut short = String::new();
    let mut rest = text;
    while let Some(open) = rest.find(['`', '“']) {
        let mark = rest[open..].chars().next().expect("a mark was found");
        let inside = open + mark.len_utf8();
        let close = if mark == '`' { '`' } else { '”' };
        let Some(length) = rest[inside..].find(close) else { break };
        short.push_str(&rest[..inside]);
        short.push_str(&shortened(&rest[inside..inside + length], LONGEST_VALUE));
        short.push(close);
        rest = &rest[inside + length + close.len_utf8()..];
    }
    short + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_long_value_keeps_both_ends() {
        let address = format!("https://example.org/{}.html", "a".repeat(50_000));
        let text = bounded(format!("the link `{address}` leads nowhere; take `{address}` out"));
        assert!(text.starts_with("the link `https://example.org/aaa") && text.ends_with("aaa.html` out"), "{text}");
        assert!(text.contains(".html` leads nowhere; take `https://"), "{text}");
        assert!(text.chars().count() < 400, "{text}");
    }

    #[test]
    fn what_is_short_is_left_alone() {
        let help = format!("write `{}` or “{}”", "a".repeat(LONGEST_VALUE), "é".repeat(LONGEST_VALUE));
        assert_eq!(bounded(help.clone()), help);
        let lines = "a\n".repeat(MOST_LINES);
        assert_eq!(bounded(lines.clone()), lines);
    }

    #[test]
    fn many_lines_keep_the_first_and_the_last() {
        let text = bounded((0..100).map(|number| number.to_string()).collect::<Vec<_>>().join("\n"));
        assert!(text.starts_with("0\n1\n") && text.ends_with("…\n97\n98\n99"), "{text}");
        assert_eq!(text.lines().count(), MOST_LINES);
    }

    proptest! {
        #[test]
        fn nothing_is_longer_than_a_screen(pieces in prop::collection::vec("[a`“”\n\u{301} ]{0,300}", 0..20)) {
            let text = bounded(pieces.concat());
            prop_assert!(text.chars().count() <= LONGEST_TEXT + 2);
            prop_assert!(text.lines().count() <= MOST_LINES + 1);
        }
    }
}
