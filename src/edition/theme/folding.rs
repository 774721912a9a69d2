//! The words of the site set into the templates inside the program when they are loaded, because they are the same on every
//! page: `{{ words.frame.skip }}` becomes the text, and a message with its values the text with the values at its places. So
//! does what elements say of the language of their texts, and components ask only for what they still use.
//!
//! So is the text of a small component, such as a link or a date, where one is called with what the page has: a call takes
//! ten times as long as what it writes.
//!
//! Nothing else than the time changes that a page takes. A template of a theme stays as it is, so that a fault has its place.

use tera::Value;

use crate::base::web::markup::escaped;

const OPEN: &str = "{{ words.";
const CLOSE: &str = " }}";

/// A template of HTML or XML with the words set in that depend on no page, and what elements of texts say of their language.
pub(super) fn folded(template: &str, words: &Value, of_texts: &str) -> String {
    let template = template.replace("{{ frame.of_texts }}", of_texts);
    let mut written = String::with_capacity(template.len());
    let mut rest = template.as_str();
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
    without_idle(&(written + rest))
}

/// A component that only shows what it is given.
pub(super) struct Small<'text> {
    name: &'text str,
    parameters: Vec<&'text str>,
    text: &'text str,
}

/// The small components of a template.
pub(super) fn small(template: &str) -> impl Iterator<Item = Small<'_>> {
    template.split("{%- component ").skip(1).filter_map(|component| {
        let (name, rest) = component.split_once('(')?;
        let (parameters, rest) = rest.split_once(") -%}")?;
        let (text, _) = rest.split_once("{%- endcomponent ")?;
        let (parameters, text) = (parameters.split(", ").collect::<Vec<_>>(), text.trim());
        let shows = |shown: &str| {
            let end = shown.split_once(CLOSE).filter(|(path, _)| is_path(path));
            end.is_some_and(|(path, _)| parameters.contains(&path.split('.').next().unwrap_or_default()))
        };
        let is_small = !text.contains("{%") && !text.contains("{#") && text.split("{{ ").skip(1).all(shows);
        (is_small && parameters.iter().all(|parameter| is_path(parameter))).then_some(Small { name, parameters, text })
    })
}

fn is_path(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'.'))
}

/// A template with the text of small components where they are called with paths.
pub(super) fn without_calls(template: &str, small: &[Small<'_>]) -> String {
    let mut written = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once(CALL) {
        written.push_str(before);
        let called = after.split_once("/> }}").and_then(|(call, after)| Some((set_in(call, small)?, after)));
        rest = if let Some((text, after)) = called {
            written.push_str(&text);
            after
        } else {
            written.push_str(CALL);
            after
        };
    }
    written + rest
}

const CALL: &str = "{{ <";

/// What a call writes, such as `date date={page.date}`; none if it is of no small component, or gives it more than paths.
fn set_in(call: &str, small: &[Small<'_>]) -> Option<String> {
    let mut words = call.split(' ');
    let name = words.next()?;
    let component = small.iter().find(|component| component.name == name)?;
    let value = |word| {
        let (parameter, value) = str::split_once(word, "={")?;
        Some((parameter, value.strip_suffix('}').filter(|value| is_path(value))?))
    };
    let values: Vec<(&str, &str)> = words.map(value).collect::<Option<_>>()?;
    let mut pieces = component.text.split("{{ ");
    let mut text = pieces.next()?.to_owned();
    for piece in pieces {
        let end = piece.find(['.', ' '])?;
        let (_, value) = values.iter().find(|(parameter, _)| *parameter == &piece[..end])?;
        text.extend(["{{ ", value, &piece[end..]]);
    }
    component.parameters.iter().all(|wanted| values.iter().any(|(given, _)| given == wanted)).then_some(text)
}

/// A template whose components ask for nothing that they do not use any more: whatever they ask for takes time.
fn without_idle(template: &str) -> String {
    const BEGIN: &str = "component ";
    let mut parts = template.split(BEGIN);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        written.push_str(BEGIN);
        let Some((head, body)) = part.split_once(')') else {
            written.push_str(part);
            continue;
        };
        let mut head = head.to_owned();
        for name in ["words", "frame"] {
            if !body.contains(&format!("{name}.")) && !body.contains(&format!("{name}[")) {
                head = head.replace(&format!(", @{name}"), "");
            }
        }
        written.extend([&head, ")", body]);
    }
    written
}

/// What stands for an expression, and what comes behind it; none if only the page can tell. White space at the edge of a text
/// is kept from being taken for that of the template.
fn fold<'text>(expression: &'text str, words: &Value) -> Option<(String, &'text str)> {
    let end = expression.find(|sign: char| !(sign.is_ascii_lowercase() || matches!(sign, '_' | '.')))?;
    let (path, rest) = expression.split_at(end);
    let said = words.get_from_path(path)?;
    let (text, after) = if let Some(after) = rest.strip_prefix(CLOSE) {
        let said = said.as_str()?;
        if said.trim() != said && !said.contains(['"', '\\']) {
            return Some((format!("{{{{ \"{said}\" }}}}"), after));
        }
        (escaped(said).collect::<String>(), after)
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
    use crate::base::language::english;

    #[test]
    fn components_ask_for_what_they_use() {
        let words = Value::from_serializable(english());
        let template = "{% component a(b, @words, @frame) %}<p{{ frame.of_texts }}>{{ words.frame.skip }}{% endcomponent a %}\
                        {% component c(d, @words) %}{{ words.standing[d] }}{% endcomponent c %}";
        let written = "{% component a(b) %}<p lang=\"ar\">Skip to the text{% endcomponent a %}\
                       {% component c(d, @words) %}{{ words.standing[d] }}{% endcomponent c %}";
        assert_eq!(folded(template, &words, " lang=\"ar\""), written);
    }

    #[test]
    fn the_text_of_small_components_is_set_in() {
        let parts = "{%- component link(href, label) -%}\n<a href=\"{{ href }}\">{{ label }}</a>\n{%- endcomponent link -%}\n\
                     {%- component date(date) -%}<b>{{ date.iso }}</b>{%- endcomponent date -%}\
                     {%- component all(links) -%}{% for a in links %}{{ a }}{% endfor %}{%- endcomponent all -%}\
                     {%- component words(a, @words) -%}{{ words.a }}{%- endcomponent words -%}\
                     {%- component other(a: string = \"\") -%}{{ a }}{%- endcomponent other -%}";
        let small: Vec<Small<'_>> = small(parts).collect();
        for (template, written) in [
            ("{{ <link href={a.b} label={c}/> }}.", "<a href=\"{{ a.b }}\">{{ c }}</a>."),
            ("{{ <date date={page.date}/> }}{{ <date date={d}/> }}", "<b>{{ page.date.iso }}</b><b>{{ d.iso }}</b>"),
        ] {
            assert_eq!(without_calls(template, &small), written);
        }
        for stays in [
            "{{ <link href={a}/> }}",
            "{{ <link href={a} label={\"b\"}/> }}",
            "{{ <link href={a} label={<date date={d}/>}/> }}",
            "{{ words.a | fill(date=<date date={d}/>) }}",
            "{{ <all links={a}/> }}",
            "{{ <words a={a}/> }}",
            "{{ <other a={a}/> }}",
            "{{ <date date={d}",
        ] {
            assert_eq!(without_calls(stays, &small), stays);
        }
    }

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
            ("{{ words.list.and }}", "{{ \" and \" }}"),
            ("{{ words.frame.more }}{{ words.frame.main }}", "MoreMain"),
        ] {
            assert_eq!(folded(template, &words, ""), written);
        }
        for stays in [
            "{{ words.frame.feed }}",
            "{{ words.frame.feed | fill(label=1) }}",
            "{{ words.frame.feed | fill(feed=1",
            "{{ words.number.words | fill(number=1) }}",
            "{{ words.no.such }}",
            "{{ words.frame.skip | upper }}",
            "{% set said = words.frame.skip %}",
            "{{ words.standing[page.state] }}",
        ] {
            assert_eq!(folded(stays, &words, ""), stays);
        }
    }
}
