//! Addresses that are written without brackets, as section 6.9 of GitHub Flavored Markdown finds them.
//!
//! Where the forges agree on more than that text says, so does this: `https://` may follow any character that is no letter
//! or digit of ASCII, and may name a host without a full stop. In three places the rule is stricter than theirs, because
//! theirs makes links that lead nowhere: what cannot be part of a host ends it, an unbalanced `]` ends the address as an
//! unbalanced `)` does, and so does punctuation beyond ASCII at its end, such as `。` or `”`.

use std::ops::Range;

/// No name of a host is longer, by the rules of DNS.
const LONGEST_HOST: usize = 253;

/// An address in a text, as a byte range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bare {
    /// Where it is written.
    pub range: Range<usize>,
    /// What a link to it begins with.
    pub scheme: Scheme,
}

/// How a bare address says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    /// It begins with its scheme, such as `https://`.
    Written,
    /// It begins with `www.`. The forges take that for `http://`, and so do we: who answers there can redirect.
    Web,
    /// It is an address of mail.
    Mail,
}

impl Scheme {
    /// What stands before the address in a link.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Written => "",
            Self::Web => "http://",
            Self::Mail => "mailto:",
        }
    }
}

/// Whether a text may hold a bare address; a quick look that saves a closer one.
pub(super) fn are_possible(text: &str) -> bool {
    text.contains("://") || text.contains("www.") || text.contains('@')
}

/// The addresses of the web in a line of running text, in order. The beginning of the text is the beginning of the line.
pub(super) fn of_web(line: &str) -> Vec<Bare> {
    let mut found: Vec<Bare> = Vec::new();
    let schemes = line.match_indices("://").filter_map(|(at, _)| Some((with_scheme(line, at)?, Scheme::Written)));
    let names = line.match_indices("www.").filter(|(at, _)| may_follow(&line[..*at])).map(|(at, _)| (at, Scheme::Web));
    let mut starts: Vec<(usize, Scheme)> = schemes.chain(names).collect();
    starts.sort_unstable_by_key(|(start, _)| *start);
    for (start, scheme) in starts {
        if found.last().is_some_and(|last| last.range.end > start) {
            continue;
        }
        let host =
            start + if scheme == Scheme::Web { 0 } else { line[start..].find("://").map_or(0, |colon| colon + 3) };
        let Some(host_end) = host_end(line, host, scheme) else { continue };
        let end = trimmed(line, start, address_end(line, host_end));
        if end >= host_end || end > host {
            found.push(Bare { range: start..end, scheme });
        }
    }
    found
}

/// The addresses of mail in a line of running text, in order.
pub(super) fn of_mail(line: &str) -> Vec<Bare> {
    let mut found: Vec<Bare> = Vec::new();
    for (at, _) in line.match_indices('@') {
        let from = found.last().map_or(0, |last| last.range.end);
        if at < from {
            continue;
        }
        let is_local = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+');
        let local = line.as_bytes()[from..at].iter().rev().take_while(|byte| is_local(**byte)).count();
        let start = at - local;
        let before = &line[..start];
        // A name on a social network, a part of a path, or the end of a word in another script.
        let is_part = before.ends_with(['@', '/']) || before.chars().next_back().is_some_and(char::is_alphanumeric);
        if local == 0 || is_part {
            continue;
        }
        let Some(end) = mail_end(line, at + 1) else { continue };
        if let Some(chat) = before.len().checked_sub("xmpp:".len())
            && before.is_char_boundary(chat)
            && before[chat..].eq_ignore_ascii_case("xmpp:")
        {
            continue;
        }
        let with_scheme = before
            .len()
            .checked_sub("mailto:".len())
            .filter(|scheme| before.is_char_boundary(*scheme) && before[*scheme..].eq_ignore_ascii_case("mailto:"));
        found.push(match with_scheme {
            Some(start) if start >= from && !ends_with_letter(&line[..start]) => {
                Bare { range: start..end, scheme: Scheme::Written }
            }
            _ => Bare { range: start..end, scheme: Scheme::Mail },
        });
    }
    found
}

/// Where an address begins that has `://` at a place; none if its scheme is none of the web.
fn with_scheme(line: &str, colon: usize) -> Option<usize> {
    let letters = line[..colon].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let start = colon - letters;
    let scheme = &line[start..colon];
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    // A `[` before it begins the words of a link, or what should have been some.
    (is_web && !line[..start].ends_with(|before: char| before.is_ascii_digit() || matches!(before, '+' | '[')))
        .then_some(start)
}

/// Whether `www.` may follow a text: it is empty, or ends with white space or one of four characters.
fn may_follow(before: &str) -> bool {
    before.chars().next_back().is_none_or(|last| last.is_whitespace() || matches!(last, '*' | '_' | '~' | '('))
}

fn ends_with_letter(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}

/// Where the host ends that begins at a place: words between full stops, of which the last two have no underscore. Behind
/// `www` are two of them at least.
fn host_end(line: &str, start: usize, scheme: Scheme) -> Option<usize> {
    let is_part = |character: char| match character {
        '-' | '_' | '.' => true,
        other => other.is_alphanumeric() || unicode_normalization::char::is_combining_mark(other),
    };
    let rest = &line[start..];
    let parts = rest.char_indices().take_while(|(at, character)| *at <= LONGEST_HOST && is_part(*character));
    let length = parts.last().map_or(0, |(at, character)| at + character.len_utf8());
    let name = rest[..length].trim_end_matches(['.', '-', '_']);
    let words: Vec<&str> = if name.len() > LONGEST_HOST { Vec::new() } else { name.split('.').collect() };
    let enough = match scheme {
        Scheme::Written => 1,
        Scheme::Mail => 2,
        Scheme::Web => 3,
    };
    let is_host = words.len() >= enough
        && words.iter().all(|word| !word.is_empty())
        && words.iter().rev().take(2).all(|word| !word.contains('_'));
    // What was cut off the end belongs to the last word.
    let is_whole = !rest[name.len()..length].contains('_');
    (is_host && is_whole).then_some(start + name.len())
}

/// Where an address ends whose host ends at a place: at white space or `<`, or at once if nothing of an address follows. What
/// is before an `@` was no host; all of it is one address still, which no link leads to.
fn address_end(line: &str, host_end: usize) -> usize {
    let rest = &line[host_end..];
    let port = rest.strip_prefix(':').map_or(0, |port| match port.bytes().take_while(u8::is_ascii_digit).count() {
        0 => 0,
        digits => digits + 1,
    });
    let ends = |character: char| character.is_whitespace() || character == '<';
    let is_in_authority = |next: &char| !ends(*next) && !matches!(next, '/' | '?' | '#');
    let has_user = rest.chars().take(LONGEST_HOST).take_while(is_in_authority).any(|next| next == '@');
    if !rest[port..].starts_with(['/', '?', '#']) && !has_user {
        return host_end + port;
    }
    rest.find(ends).map_or(line.len(), |length| host_end + length)
}

/// The end of an address without punctuation that belongs to the sentence around it.
fn trimmed(line: &str, start: usize, mut end: usize) -> usize {
    let open = |open: char, close: char| {
        let count = |sign: char| line[start..end].matches(sign).count();
        (count(open), count(close))
    };
    let mut round = open('(', ')');
    let mut square = open('[', ']');
    while let Some(last) = line[start..end].chars().next_back() {
        let is_trailing = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' => true,
            ')' => is_unbalanced(&mut round),
            ']' => is_unbalanced(&mut square),
            ';' => {
                // What looks like an entity is none of the address, with its `&`.
                let before = line[start..end - 1].trim_end_matches(|name: char| name.is_ascii_alphanumeric());
                if before.ends_with('&') && before.len() < end - 1 - start {
                    end = start + before.len();
                }
                true
            }
            other => {
                !other.is_ascii() && !other.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(other)
            }
        };
        if !is_trailing {
            break;
        }
        end -= last.len_utf8();
    }
    end
}

/// Whether there are more closing brackets than opening ones; one of them is taken away.
fn is_unbalanced((open, close): &mut (usize, usize)) -> bool {
    let is_unbalanced = close > open;
    *close -= usize::from(is_unbalanced);
    is_unbalanced
}

/// Where an address of mail ends whose host begins at a place.
fn mail_end(line: &str, start: usize) -> Option<usize> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let length = line.as_bytes()[start..].iter().take_while(|byte| is_part(byte)).count();
    let name = line[start..start + length].trim_end_matches('.');
    let is_host = name.len() <= LONGEST_HOST
        && name.contains('.')
        && name.split('.').all(|word| !word.is_empty())
        && !name.ends_with(['-', '_']);
    // Letters of another script go on where those of an address of mail end.
    let goes_on = line[start + length..].starts_with(|next: char| next.is_alphanumeric() || next == '@');
    (is_host && !goes_on).then_some(start + name.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn web(line: &str) -> Vec<&str> {
        of_web(line).into_iter().map(|bare| &line[bare.range]).collect()
    }

    fn mail(line: &str) -> Vec<&str> {
        of_mail(line).into_iter().map(|bare| &line[bare.range]).collect()
    }

    #[test]
    fn addresses_begin_with_their_scheme_or_with_www() {
        for (line, expected) in [
            ("www.example.org", vec!["www.example.org"]),
            ("see www.example.org/help for more", vec!["www.example.org/help"]),
            ("(see https://example.org/a?b=c#d now)", vec!["https://example.org/a?b=c#d"]),
            ("HTTPS://Example.org and http://localhost:8000/a", vec!["HTTPS://Example.org", "http://localhost:8000/a"]),
            ("*https://example.org* ~www.example.org~", vec!["https://example.org", "www.example.org"]),
            (
                "请看https://example.org/a。 “https://example.org/b”",
                vec!["https://example.org/a", "https://example.org/b"],
            ),
            ("https://münchen.example/straße", vec!["https://münchen.example/straße"]),
            ("https://example.org:80, https://example.org: a", vec!["https://example.org:80", "https://example.org"]),
            ("https://a.example/?u=https://b.example", vec!["https://a.example/?u=https://b.example"]),
            ("https://a.example,https://b.example", vec!["https://a.example", "https://b.example"]),
            ("ftp://example.org xhttps://example.org git+https://example.org", vec![]),
            ("awww.example.org -www.example.org www. www.a", vec![]),
            ("https:// https://. https://-", vec![]),
            ("[https://example.org]", vec![]),
        ] {
            assert_eq!(web(line), expected, "{line}");
        }
    }

    #[test]
    fn punctuation_at_the_end_belongs_to_the_sentence() {
        for (line, expected) in [
            ("Go to www.example.org.", "www.example.org"),
            ("Go to www.example.org/a.b.", "www.example.org/a.b"),
            ("Is it https://example.org/a?!", "https://example.org/a"),
            ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
            ("https://example.org/(a)))", "https://example.org/(a)"),
            ("https://example.org/a(b", "https://example.org/a(b"),
            ("[see https://example.org/a]", "https://example.org/a"),
            ("https://example.org/?q=(a)+b", "https://example.org/?q=(a)+b"),
            ("https://example.org/?q=a&hl=en", "https://example.org/?q=a&hl=en"),
            ("https://example.org/?q=a&hl;", "https://example.org/?q=a"),
            ("https://example.org/?q=a&hl;.", "https://example.org/?q=a"),
            ("https://example.org/a;", "https://example.org/a"),
            ("https://example.org/a<b", "https://example.org/a"),
            ("**https://example.org/a**, b", "https://example.org/a"),
            ("https://example.org/a…", "https://example.org/a"),
        ] {
            assert_eq!(web(line), [expected], "{line}");
        }
    }

    #[test]
    fn the_last_two_words_of_a_host_have_no_underscore() {
        assert_eq!(web("https://a_b.c.example"), ["https://a_b.c.example"]);
        for line in ["www.a._b.c", "www.a.b_", "https://a.b_c.d", "https://a.b.c_d", "www._a"] {
            assert_eq!(web(line), [] as [&str; 0], "{line}");
        }
    }

    #[test]
    fn mail_has_a_name_and_a_host_with_a_full_stop() {
        for (line, expected) in [
            ("Write to somebody@example.org.", vec!["somebody@example.org"]),
            ("hello+x@mail.a_b.example, or a.b-c_d@a.b", vec!["hello+x@mail.a_b.example", "a.b-c_d@a.b"]),
            ("(mailto:a@b.example) MAILTO:a@b.example", vec!["mailto:a@b.example", "MAILTO:a@b.example"]),
            ("“a@b.example”, <a@b.example>", vec!["a@b.example", "a@b.example"]),
            ("a@b a@b.example- a@b.example_ @b.example a@ a@.example", vec![]),
            ("@somebody@social.example https://a@b.example ä@b.example a@b.exämple", vec![]),
            ("xmpp:a@b.example", vec![]),
        ] {
            assert_eq!(mail(line), expected, "{line}");
        }
    }

    #[test]
    fn long_lines_take_no_longer_than_their_length() {
        for line in ["www._", "www.a.b.c,", "https://", "a@", "https://a.b/)", "http://a_.", "&a;"] {
            let line = line.repeat(100_000);
            let _ = (of_web(&line), of_mail(&line));
        }
    }

    proptest! {
        #[test]
        fn addresses_are_in_order_and_end_with_no_space(
            line in "(https?://|www\\.|[a-z]{1,3}@|[a-z.]{1,4}|[ -~]|[\\PC]|[)(.;&_\\]\\[]){0,20}"
        ) {
            for found in [of_web(&line), of_mail(&line)] {
                let mut end = 0;
                for bare in found {
                    prop_assert!(bare.range.start >= end && bare.range.start < bare.range.end);
                    prop_assert!(!line[bare.range.clone()].contains(char::is_whitespace));
                    end = bare.range.end;
                }
            }
        }
    }
}
