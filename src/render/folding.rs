//! The words of the site set into the templates inside the program when they are loaded, because they are the same on every
//! page: `{{ words.frame.skip }}` becomes the text, and a message with its values the text with the values at its places.
//! Nothing else than the time changes that a page takes. A template of a theme stays as it is, so that a fault has its place.

use tera::Value;

use crate::markup::escaped;

const OPEN: &str = "{{ words.";
const CLOSE: &str = " }}";

/// A template of HTML or XML with the words set in that depend on no page.
pub(super) fn folded(template: &str, words: &Value) -> String {
    let mut written = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once(OPEN) {
        written.push_str(before);
        rest = if let Some((text, after)) = fold(after, words) {
            written.push_str(&text);
            after
        } else {
            written.push_str(OPEN);
            after
        };
    }
    written + rest
}

/// What stands for an expression, and what comes behind it; none if only the page can tell, or if white space at its edge
/// would be taken for that of the template.
fn fold<'text>(expression: &'text str, words: &Value) -> Option<(String, &'text str)> {
    let end = expression.find(|sign: char| !(sign.is_ascii_lowercase() || matches!(sign, '_' | '.')))?;
    let (path, rest) = expression.split_at(end);
    let said = words.get_from_path(path)?;
    let (text, after) = if let Some(after) = rest.strip_prefix(CLOSE) {
        (escaped(said.as_str()?).collect::<String>(), after)
    } else {
        let (values, after) = values(rest.strip_prefix(" | fill(")?)?;
        let mut text = String::new();
        for (index, piece) in said.as_array()?.iter().enumerate() {
            let piece = piece.as_str()?;
            if index % 2 == 0 {
                text.extend(escaped(piece));
            } else {
                let (_, value) = values.iter().find(|(name, _)| *name == piece)?;
                text.extend(["{{ ", value, CLOSE]);
            }
        }
        (text, after.strip_prefix(CLOSE)?)
    };
    (text.trim() == text).then_some((text, after))
}

/// The arguments of a filter, each a name and an expression, and what comes behind its bracket.
fn values(text: &str) -> Option<(Vec<(&str, &str)>, &str)> {
    let (mut values, mut start, mut depth, mut is_text) = (Vec::new(), 0, 0_usize, false);
    for (at, sign) in text.char_indices() {
        match sign {
            '"' => is_text = !is_text,
            _ if is_text => {}
            '(' | '{' | '[' => depth += 1,
            ',' | ')' if depth == 0 => {
                let (name, value) = text[start..at].split_once('=')?;
                values.push((name.trim(), value.trim()));
                start = at + 1;
                if sign == ')' {
                    return Some((values, &text[start..]));
                }
            }
            ')' | '}' | ']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn what_is_the_same_on_every_page_is_set_in_and_the_rest_stays() {
        let words = Value::from_serializable(english());
        for (template, written) in [
            ("<a>{{ words.frame.skip }}</a>", "<a>Skip to the text</a>"),
            ("{{ words.frame.feed | fill(feed=feed.label) }}!", "Feed: {{ feed.label }}!"),
            (
                "{{ words.iteration.dated | fill(date=<date date={d}/>, iteration=a | join(sep=\", )\")) }}",
                "{{ a | join(sep=\", )\") }}, {{ <date date={d}/> }}",
            ),
            ("{{ words.search.no_result | fill(query=\"{query}\") }}", "Nothing was found for “{{ \"{query}\" }}”."),
            ("{{ words.frame.more }}{{ words.frame.main }}", "MoreMain"),
        ] {
            assert_eq!(folded(template, &words), written);
        }
        for stays in [
            "{{ words.list.and }}",
            "{{ words.frame.feed }}",
            "{{ words.frame.feed | fill(label=1) }}",
            "{{ words.frame.feed | fill(feed=1",
            "{{ words.number.words | fill(number=1) }}",
            "{{ words.no.such }}",
            "{{ words.frame.skip | upper }}",
            "{% set said = words.frame.skip %}",
            "{{ words.standing[page.state] }}",
        ] {
            assert_eq!(folded(stays, &words), stays);
        }
    }
}
