//! Addresses as a type of their own: what a browser may be sent to. No text becomes one unread.

use std::fmt::{self, Write as _};
use std::net::Ipv6Addr;

use serde::Serialize;

use crate::base::names::is_address;
use crate::base::text::{percent_decode, percent_encode};
use crate::base::unicode::{is_control, is_invisible};

/// The schemes that a link may have.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];
/// The signs that stand in an id behind a `#` as they are.
const KEPT_IN_IDS: &str = "-._~";
/// The same for the id of a heading and for words to look for. A hyphen means something in a text directive, so it is
/// encoded; in other fragments the encoded form means the same.
const KEPT: &str = "._~";

/// An address that a page may lead to: `http` or `https` with a host, `mailto` with a subject at most, or a way inside of
/// the site. Like any text it is escaped where it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Address(String);

/// Why a text is no address that a link may lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub fault: String,
    /// What to write instead.
    pub help: String,
}

impl Address {
    /// The address that the target of a link is; none if it names no scheme, so that it leads to something here.
    ///
    /// # Errors
    /// Fails if the scheme is none that a link may have, if no host is named, or if a mail would be written.
    pub fn of_link(target: &str) -> Result<Option<Self>, Refusal> {
        let refuse = |fault: String, help: &str| Err(Refusal { fault, help: help.to_owned() });
        let Some(scheme) = scheme(target) else { return Ok(None) };
        let rest = &target[scheme.len() + 1..];
        let known = scheme.to_ascii_lowercase();
        if !SCHEMES.contains(&known.as_str()) {
            return refuse(
                format!("a link may not begin with `{scheme}:`"),
                "links lead to `https:`, `http:` and `mailto:` addresses or to a file of this knowledge base",
            );
        }
        if known == "mailto" {
            if let Some(fault) = mail_fault(rest) {
                let help = "leave the address alone, or with a subject: `mailto:somebody@example.org?subject=Hello`";
                return refuse(fault, help);
            }
        } else if !has_host(rest) {
            return refuse(
                "this address names no host, or hides one behind an `@`".to_owned(),
                "write the whole address, such as `https://example.org/page`",
            );
        }
        Ok(Some(Self(encoded(target))))
    }

    /// The address that a text is, if it is one of the web and nothing but that.
    pub fn in_words(words: &str) -> Option<Self> {
        let address = without_controls(words);
        let (scheme, rest) = address.split_once(':')?;
        let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        (is_web && has_host(rest) && !words.contains(char::is_whitespace)).then(|| Self(encoded(&address)))
    }

    /// An `http` or `https` address that is taken as it stands, with a host whose name could be one.
    ///
    /// # Errors
    /// Fails with what is wrong.
    pub fn whole(url: &str) -> Result<Self, &'static str> {
        let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
            return Err("it has to begin with `https://` or `http://`");
        };
        let before_query = rest.split(['?', '#']).next().unwrap_or_default();
        let is_blank = |character: char| character.is_whitespace() || character.is_control();
        if url.contains(is_blank) || before_query.contains(['"', '<', '>', '\\']) {
            return Err("spaces, quotes, angle brackets and backslashes cannot stand in it");
        }
        let authority = before_query.split('/').next().unwrap_or_default();
        if authority.contains('@') {
            return Err("a user name or a password before an `@` would be there for everybody to read");
        }
        // An address of version 6 has colons of its own and stands between brackets.
        let numeric = authority.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let (is_host, port) = if let Some((numeric, port)) = numeric {
            (numeric.parse::<Ipv6Addr>().is_ok(), port)
        } else {
            let (host, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
            (is_host(host), port)
        };
        if !is_host {
            return Err("the name of the host, behind `//`, is missing or misspelt");
        }
        let is_port = |port: &str| {
            port.strip_prefix(':').is_some_and(|port| {
                port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
            })
        };
        if port.is_empty() || is_port(port) {
            Ok(Self(url.to_owned()))
        } else {
            Err("a port, behind the `:`, is a number from 1 to 65535")
        }
    }

    /// The address of a folder: this one with one slash behind it.
    #[must_use]
    pub fn folder(self) -> Self {
        Self(format!("{}/", self.0.trim_end_matches('/')))
    }

    /// A way inside of the site: `../` once for each folder above, then names of folders and a file. Empty for the folder of
    /// the page.
    pub(crate) fn way(way: String) -> Self {
        debug_assert!(
            matches!(way.trim_start_matches("../"), here if here.is_empty() || is_address(here)),
            "names were checked before: {way:?}"
        );
        Self(way)
    }

    /// The root of the host that serves the page.
    pub(crate) fn root() -> Self {
        Self("/".to_owned())
    }

    /// The address of what stands on the same page and has this id.
    pub fn of_id(id: &str) -> Self {
        Self(format!("#{}", percent_encode(id, KEPT_IN_IDS)))
    }

    /// The address of a path below this one, which is the address of a folder.
    #[must_use]
    pub(crate) fn below(&self, path: &str) -> Self {
        debug_assert!(is_address(path), "names were checked before: {path:?}");
        Self([self.0.as_str(), path].concat())
    }

    /// The place of this page that has an id, which begins with a prefix of this program.
    pub(crate) fn add_id(&mut self, prefix: &str, id: &str) {
        let _ = write!(self.0, "#{prefix}{}", percent_encode(id, KEPT));
    }

    /// The place of this page where words stand (URL Fragment Text Directives).
    pub(crate) fn add_words(&mut self, words: &str) {
        let _ = write!(self.0, "#:~:text={}", percent_encode(words, KEPT));
    }

    /// The address as a browser reads it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A text without the control characters and the outer white space that browsers ignore in an address.
pub fn without_controls(written: &str) -> std::borrow::Cow<'_, str> {
    let trimmed = written.trim_matches(|character: char| character.is_whitespace() || character.is_control());
    if trimmed.contains(char::is_control) {
        trimmed.chars().filter(|character| !character.is_control()).collect()
    } else {
        trimmed.into()
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

/// Whether this could be the name of a host: words between dots, of letters and digits of any script, with hyphens inside.
fn is_host(name: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_') || !sign.is_ascii();
    let name = name.strip_suffix('.').unwrap_or(name);
    name.split('.').all(|word| !word.is_empty() && !word.starts_with('-') && word.chars().all(is_sign))
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
