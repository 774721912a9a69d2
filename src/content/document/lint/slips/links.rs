//! Links that are none: without their label, with brackets exchanged, with a blank between.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes, did_you_mean, meant};
use crate::content::document::lint::slips::literal::Literal;
use crate::content::document::lint::slips::reading::{Broken, Reading, quoted};

/// The longest index, such as `list[i][j]`, in bytes.
const LONGEST_INDEX: usize = 100;

/// How far apart the brackets of one link may be, in bytes.
const LONGEST_LINK: usize = 2000;

/// Reports links whose label is not defined.
pub(super) fn undefined(reading: &Reading<'_>, diagnostics: &mut Diagnostics) {
    let labels = || reading.definitions.iter().map(|definition| definition.label.as_str());
    let mut known = BTreeSet::new();
    for Broken { range, label } in reading.broken {
        let text = reading.text();
        // The parser leaves out the empty brackets of `[label][]`.
        let range = &(range.start..range.end + if text[range.end..].starts_with("[]") { 2 } else { 0 });
        let typed = &text[range.clone()];
        if is_index(text, range) || !known.insert(range.start) {
            continue;
        }
        let span = reading.span(range.clone());
        diagnostics.push_one_of_many(&codes::UNDEFINED_LABEL, span, || {
            let message =
                format!("`{}` is not a link, because nothing defines the label `{}`", quoted(typed), quoted(label));
            let mut diagnostic = Diagnostic::new(&codes::UNDEFINED_LABEL, span, message);
            if labels().next().is_some() {
                diagnostic = diagnostic.help(did_you_mean(label, labels()));
            }
            diagnostic = diagnostic.help(format!(
                "add a line such as `[{}]: https://...` below the text, or write `[words](address)`",
                quoted(label)
            ));
            match meant(label, labels()) {
                Some(meant) => diagnostic.mend(reading.span(label_place(typed, range)), meant),
                None => diagnostic,
            }
        });
    }
}

/// Where the label of a link is written, which ends with `]`: between the last two brackets.
fn label_place(typed: &str, range: &Range<usize>) -> Range<usize> {
    let end = range.end - 1;
    typed[..typed.len() - 1].rfind('[').map_or(end..end, |open| range.start + open + 1..end)
}

/// Whether brackets are an index, such as `list[i][j]`, or numbers of sources, such as `[1][2]`.
fn is_index(text: &str, range: &Range<usize>) -> bool {
    let typed = &text[range.clone()];
    let follows_word = text[..range.start].ends_with(|before: char| before.is_ascii_alphanumeric() || before == '_');
    let is_short = typed.len() <= LONGEST_INDEX;
    let is_number = || typed.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '[' | ']'));
    is_short && (is_number() || follows_word && !typed.contains(char::is_whitespace))
}

/// Reports literal text that was meant as a link with its address.
pub(super) fn report(reading: &Reading<'_>, literal: &Literal, diagnostics: &mut Diagnostics) {
    if !literal.text.contains(['[', '【']) {
        return;
    }
    let found = exchanged(literal).into_iter().chain(apart(literal)).chain(broken_address(literal));
    for Slip { range, message, right, mend } in found {
        let mut diagnostic =
            Diagnostic::new(&codes::NOT_A_LINK, reading.span(literal.place(range.clone())), message).help(right);
        for (range, text) in mend {
            diagnostic = diagnostic.mend(reading.span(literal.place(range)), text);
        }
        diagnostics.push(diagnostic);
    }
}

/// Something that was meant as a link, as ranges of the literal text.
struct Slip {
    range: Range<usize>,
    message: String,
    /// What to do instead.
    right: String,
    mend: Vec<(Range<usize>, &'static str)>,
}

/// `(words)[address]`
fn exchanged(literal: &Literal) -> Vec<Slip> {
    let text = &literal.text;
    let mut found = Vec::new();
    for (middle, _) in text.match_indices(")[") {
        let inside = middle + 2;
        let Some(close) = near(text, inside).find(']').map(|length| inside + length) else { continue };
        if !is_address(&text[inside..close]) || text[close + 1..].starts_with('(') {
            continue;
        }
        let Some(open) = opening(text, middle, '(', ')') else { continue };
        let typed = &text[open..=close];
        found.push(Slip {
            range: open..close + 1,
            message: format!("`{}` is not a link: its brackets are exchanged", quoted(typed)),
            right: format!(
                "write `[{}]({}{})`",
                quoted(&text[open + 1..middle]),
                scheme(&text[inside..close]),
                quoted(&text[inside..close])
            ),
            mend: vec![
                (open..open + 1, "["),
                (middle..middle + 2, opened(&text[inside..close])),
                (close..close + 1, ")"),
            ],
        });
    }
    found
}

/// `[words] (address)`, on one line or two, and with the brackets of Chinese and Japanese keyboards.
fn apart(literal: &Literal) -> Vec<Slip> {
    let text = &literal.text;
    // An address ends at a bracket or at white space. The first of them after a place is looked for once, however often it is asked for.
    let ends_address = |sign: char| sign.is_whitespace() || matches!(sign, ')' | '）');
    let (mut found, mut close) = (Vec::new(), 0);
    for (end, bracket) in text.match_indices([']', '】']) {
        let after = end + bracket.len();
        let rest = text[after..].trim_start_matches([' ', '\t', '\n', '\u{A0}', '\u{3000}']);
        let begin = text.len() - rest.len();
        let Some(round) = rest.chars().next().filter(|sign| matches!(sign, '(' | '（')) else { continue };
        let inside = begin + round.len_utf8();
        if close < inside {
            close = text[inside..].find(ends_address).map_or(text.len(), |length| inside + length);
        }
        let Some(closing) = text[close..].chars().next().filter(|sign| !sign.is_whitespace()) else { continue };
        let is_right = bracket == "]" && begin == after && round == '(' && closing == ')';
        if is_right || close - inside > LONGEST_LINK || !is_address(&text[inside..close]) {
            continue;
        }
        let square = if bracket == "]" { '[' } else { '【' };
        let Some(open) = opening(text, end, square, bracket.chars().next().unwrap_or_default()) else { continue };
        let whole = open..close + closing.len_utf8();
        let why = if begin > after {
            "nothing may be between `]` and `(`"
        } else {
            "its brackets are not `[`, `]`, `(` and `)`"
        };
        found.push(Slip {
            message: format!("`{}` is not a link: {why}", quoted(&text[whole.clone()])),
            right: format!(
                "write `[{}]({}{})`",
                quoted(&text[open + square.len_utf8()..end]),
                scheme(&text[inside..close]),
                quoted(&text[inside..close])
            ),
            mend: vec![
                (open..open + square.len_utf8(), "["),
                (end..inside, opened(&text[inside..close])),
                (close..close + closing.len_utf8(), ")"),
            ],
            range: whole,
        });
    }
    found
}

/// `[words](an address)` and `[words](address`
fn broken_address(literal: &Literal) -> Vec<Slip> {
    let text = &literal.text;
    let mut found = Vec::new();
    for (middle, _) in text.match_indices("](") {
        let Some(open) = opening(text, middle, '[', ']') else { continue };
        let inside = middle + 2;
        let line = near(text, inside).split('\n').next().unwrap_or_default();
        let Some(close) = line.find(')') else {
            let address = line.split(' ').next().unwrap_or_default();
            if is_address(address) {
                let whole = open..inside + address.len();
                found.push(Slip {
                    message: format!("`{}` is not a link: its address has no end", quoted(&text[whole.clone()])),
                    right: "write `)` after the address".to_owned(),
                    mend: Vec::new(),
                    range: whole,
                });
            }
            continue;
        };
        let address = &line[..close];
        if !address.contains([' ', '\u{A0}', '\u{3000}'])
            || address.contains(['"', '\'', '<', '“', '”'])
            || !leads_somewhere(address)
        {
            continue;
        }
        found.push(Slip {
            range: open..inside + close + 1,
            message: format!(
                "`{}` is not a link: there is a blank in its address",
                quoted(&text[open..=inside + close])
            ),
            right: format!("put the address between `<` and `>`: `(<{}>)`", quoted(address)),
            mend: vec![(middle..inside, "](<"), (inside + close..inside + close + 1, ">)")],
        });
    }
    found
}

/// The text after an offset as far as a link may reach.
fn near(text: &str, from: usize) -> &str {
    &text[from..text.floor_char_boundary(from.saturating_add(LONGEST_LINK))]
}

/// Where the bracket opens that closes at an offset, on the same line.
fn opening(text: &str, close: usize, open: char, closing: char) -> Option<usize> {
    let from = text.floor_char_boundary(close.saturating_sub(LONGEST_LINK));
    let line = text[from..close].rfind('\n').map_or(from, |newline| from + newline + 1);
    let mut depth = 0_usize;
    for (offset, sign) in text[line..close].char_indices().rev() {
        if sign == closing {
            depth += 1;
        } else if sign == open {
            match depth.checked_sub(1) {
                Some(rest) => depth = rest,
                None => return (offset + open.len_utf8() + line < close).then_some(line + offset),
            }
        }
    }
    None
}

/// What is missing in front of an address that begins with the name of a web server.
fn scheme(address: &str) -> &'static str {
    if address.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("www.")) { "https://" } else { "" }
}

/// What is between the words of a link and its address as it was typed.
fn opened(address: &str) -> &'static str {
    if scheme(address).is_empty() { "](" } else { "](https://" }
}

/// Whether words are an address, and nothing else that may stand in brackets.
fn is_address(words: &str) -> bool {
    !words.contains(char::is_whitespace) && leads_somewhere(words)
}

/// Whether words begin or end as addresses do.
fn leads_somewhere(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    let begins = ["https://", "http://", "mailto:", "www.", "./", "../"].iter().any(|begin| lower.starts_with(begin));
    let path = lower.split('#').next().unwrap_or_default();
    let ends = [".md", ".html", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"]
        .iter()
        .any(|end| path.len() > end.len() && path.ends_with(end));
    begins && lower.len() > 5 || ends
}
