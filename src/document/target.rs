//! Where links lead: read from what was written, decoded, and allowed or not.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::characters::{is_control, is_invisible};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::names::Reference;
use crate::text::{Span, Spanned, percent_decode};

/// Where a link leads, or which file a picture is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Out of the site: an address with `http`, `https` or `mailto`, without control characters.
    Web(String),
    /// Another file of the content.
    File {
        /// Its path below the root, such as `content/practices/onboarding.md`.
        path: String,
        /// The fragment.
        anchor: Option<String>,
    },
    /// A definition or an iteration, written `[[prodops@4]]`.
    Reference(Reference),
    /// Nowhere; that has been reported.
    Nowhere,
}

/// The schemes that a link may have.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

impl Target {
    /// Reads the target of a Markdown link in the file at `from`, a path below the root.
    pub fn of_link(written: &str, from: &str, span: Span) -> Result<Self, Diagnostic> {
        let address = clean(written);
        if let Some(scheme) = scheme(&address) {
            let known = scheme.to_ascii_lowercase();
            if SCHEMES.contains(&known.as_str()) {
                if known != "mailto" && !has_host(&address[scheme.len() + 1..]) {
                    return Err(Diagnostic::new(
                        &codes::UNSAFE_LINK,
                        span,
                        "this address names no host, or hides one behind an `@`",
                    )
                    .help("write the whole address, such as `https://example.org/page`"));
                }
                if known == "mailto"
                    && let Some(fault) = mail_fault(&address[scheme.len() + 1..])
                {
                    return Err(Diagnostic::new(&codes::UNSAFE_LINK, span, fault).help(
                        "leave the address alone, or with a subject: `mailto:somebody@example.org?subject=Hello`",
                    ));
                }
                return Ok(Self::Web(encoded(&address)));
            }
            return Err(Diagnostic::new(&codes::UNSAFE_LINK, span, format!("a link may not begin with `{scheme}:`"))
                .help("links lead to `https:`, `http:` and `mailto:` addresses or to a file of this knowledge base"));
        }
        if address.starts_with("//") || address.starts_with('\\') {
            return Err(Diagnostic::new(&codes::UNSAFE_LINK, span, "this link leads away without saying how")
                .help(format!("write `https:{}`", address.replace('\\', "/"))));
        }
        if address.starts_with('/') {
            return Err(Diagnostic::new(
                &codes::BROKEN_LINK,
                span,
                "this link begins at the root of a host, which no file here knows",
            )
            .help("write the way from this file to the other, such as `../practices/onboarding.md`"));
        }
        let (path, anchor) = match address.split_once('#') {
            Some((path, anchor)) => (path, Some(percent_decode(anchor))),
            None => (address.as_ref(), None),
        };
        if path.is_empty() && anchor.as_ref().is_none_or(String::is_empty) {
            return Err(Diagnostic::new(&codes::BROKEN_LINK, span, "this link leads nowhere")
                .help("write where it leads between the round brackets, or take the brackets out"));
        }
        if path.is_empty() {
            return Ok(Self::File { path: from.to_owned(), anchor });
        }
        match join(from, &percent_decode(path)) {
            Some(path) => Ok(Self::File { path, anchor }),
            None => Err(Diagnostic::new(&codes::BROKEN_LINK, span, "this link leads out of the knowledge base")
                .help("link to a file below `content/`, or to an `https:` address")),
        }
    }

    /// What a reader would see of an address that lost its `%XX`; empty where there is none.
    pub(super) fn decoded(&self) -> String {
        match self {
            // The end of a line may be written as two characters.
            Self::Web(address) => percent_decode(address).replace("\r\n", "\n"),
            Self::File { path, anchor: Some(anchor) } => format!("{path}#{anchor}"),
            Self::File { path, anchor: None } => path.clone(),
            Self::Reference(_) | Self::Nowhere => String::new(),
        }
    }

    /// The address that a text is, if it is one of the web that a link may lead to.
    pub fn web_address(written: &str) -> Option<String> {
        let address = clean(written);
        let (scheme, rest) = address.split_once(':')?;
        let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        (is_web && has_host(rest)).then(|| encoded(&address))
    }

    /// Reads what stands between `[[` and `]]`, without a label.
    pub fn of_reference(written: &str, span: Span) -> Result<Self, Diagnostic> {
        Reference::parse(written.trim()).map(Self::Reference).ok_or_else(|| {
            Diagnostic::new(&codes::BAD_NAME, span, format!("`[[{written}]]` names no definition or iteration"))
                .help("write `[[prodops]]` for a definition, `[[prodops@4]]` for an iteration, `[[prodops@4|other words]]` to show other words")
        })
    }

    /// Reads the file of a picture. Pictures come from the knowledge base only.
    pub fn of_image(written: &str, from: &str, span: Span) -> Result<Self, Diagnostic> {
        match Self::of_link(written, from, span) {
            Ok(Self::Web(address)) => Err(Diagnostic::new(
                &codes::OUTSIDE_IMAGE,
                span,
                format!("this picture would be loaded from `{address}`"),
            )
            .help(
                "put the picture beside this file and name it, such as `![what it shows](picture.png)`; or link to it",
            )),
            other => other,
        }
    }
}

/// A target with its place; a fault is reported and leads nowhere.
pub(super) fn or_nowhere(
    target: Result<Target, Diagnostic>,
    span: Span,
    diagnostics: &mut crate::diagnostic::Diagnostics,
) -> Spanned<Target> {
    let target = target.unwrap_or_else(|diagnostic| {
        diagnostics.push(diagnostic);
        Target::Nowhere
    });
    Spanned::new(target, span)
}

/// An address without the control characters and the outer white space that browsers ignore in it.
fn clean(written: &str) -> Cow<'_, str> {
    let trimmed = written.trim_matches(|character: char| character.is_whitespace() || character.is_control());
    if trimmed.contains(char::is_control) {
        Cow::Owned(trimmed.chars().filter(|character| !character.is_control()).collect())
    } else {
        Cow::Borrowed(trimmed)
    }
}

/// The scheme of an address, as RFC 3986, section 3.1 writes it.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let mut characters = scheme.chars();
    let first = characters.next()?.is_ascii_alphabetic();
    let rest = characters.all(|character| character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.'));
    if first && rest {
        return Some(scheme);
    }
    // A colon in the first segment of a relative address is no relative address either (RFC 3986, section 4.2).
    (!scheme.contains(['/', '#', '?'])).then_some(scheme)
}

/// Whether `//host` stands behind a scheme, without a name and a password before it that could pass for the host.
fn has_host(rest: &str) -> bool {
    rest.strip_prefix("//").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !host.contains(['@', '\\']) && !host.chars().any(char::is_whitespace)
    })
}

/// What is wrong with what stands behind `mailto:`, if anything is. A link can write whole mails in the name of
/// whoever follows it (RFC 6068): further recipients whom nobody notices, a text that the reader has never read. Only a
/// subject, which stands in plain sight, is as harmless as it is useful.
fn mail_fault(rest: &str) -> Option<String> {
    let (recipients, headers) = rest.split_once('?').unwrap_or((rest, ""));
    if percent_decode(rest).contains(char::is_control) {
        return Some("this address of mail holds the end of a line, or another control character".to_owned());
    }
    // Some programs decode first and look for headers then.
    if !recipients.contains('@') || percent_decode(recipients).contains(['?', '&']) {
        return Some("this link names no address of mail behind `mailto:`".to_owned());
    }
    headers.split('&').filter(|header| !header.is_empty()).find_map(|header| {
        let name = percent_decode(header.split('=').next().unwrap_or_default());
        (!name.trim().eq_ignore_ascii_case("subject"))
            .then(|| format!("this link would write `{name}` into the mail of whoever follows it"))
    })
}

/// An address with what may not stand in one as `%XX`: white space, quotes, brackets, and what nobody sees.
fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for character in address.chars() {
        if is_control(character)
            || is_invisible(character)
            || character.is_whitespace()
            || matches!(character, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
        {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        } else {
            encoded.push(character);
        }
    }
    encoded
}

/// The path that a relative one means in the file at `from`. None if it leaves the content.
fn join(from: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    (parts.first() == Some(&"content")).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    fn link(written: &str) -> Result<Target, &'static str> {
        let span = Span::file(Sources::default().add("content/practices/a.md", ""));
        Target::of_link(written, "content/practices/a.md", span).map_err(|diagnostic| diagnostic.code.name)
    }

    fn file(path: &str, anchor: Option<&str>) -> Target {
        Target::File { path: path.into(), anchor: anchor.map(str::to_owned) }
    }

    #[test]
    fn relative_links_lead_to_files() {
        assert_eq!(link("b.md"), Ok(file("content/practices/b.md", None)));
        assert_eq!(link("../people/x.md#who"), Ok(file("content/people/x.md", Some("who"))));
        assert_eq!(link("#below"), Ok(file("content/practices/a.md", Some("below"))));
        assert_eq!(link("./b%20c.md"), Ok(file("content/practices/b c.md", None)));
        assert_eq!(link("../../Cargo.toml"), Err("broken-link"));
        assert_eq!(link("/b.md"), Err("broken-link"));
    }

    #[test]
    fn only_three_schemes_lead_out() {
        assert_eq!(link(" https://example.org/\u{1}a "), Ok(Target::Web("https://example.org/a".into())));
        assert!(matches!(link("MAILTO:a@example.org"), Ok(Target::Web(_))));
        assert!(matches!(link("mailto:a@example.org?Subject=a%20b"), Ok(Target::Web(_))));
        for unsafe_link in [
            "mailto:",
            "mailto:?subject=x",
            "mailto:,",
            "mailto:a@example.org%3Fbcc=b@example.org",
            "mailto:a@example.org?bcc=b@example.org",
            "mailto:a@example.org?subject=x&body=y",
            "mailto:a@example.org?subject=x&%62cc=b@example.org",
            "mailto:a@example.org%0D%0ABcc:b@example.org",
            "mailto:a@example.org?subject=x%0ABcc:b@example.org",
            "MAILTO:a@example.org?body=x",
            "javascript:alert(1)",
            "JaVa\u{9}ScRiPt:alert(1)",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc",
            "//evil.example",
            "\\\\evil",
            "java\u{200b}script:x",
        ] {
            assert_eq!(link(unsafe_link), Err("unsafe-link"), "{unsafe_link:?}");
        }
    }
}
