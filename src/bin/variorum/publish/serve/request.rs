//! Who may ask, and for what: a request as it came, to an address of the site or a refusal. Nothing here touches a disk.

use crate::publish::serve::limits::ADDRESS;

/// The head of a request.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Request<'head> {
    pub(super) method: &'head str,
    /// The host that stands in the address itself, where a client writes the whole address.
    pub(super) authority: Option<&'head str>,
    /// The path, as it was sent; none if the address has none.
    pub(super) path: &'head str,
    /// What stands behind the `?`.
    pub(super) query: &'head str,
    /// Every `Host` header; one that is no text is empty.
    pub(super) hosts: &'head [&'head str],
    /// Every `Origin` header; one that is no text is empty.
    pub(super) origins: &'head [&'head str],
    /// `Sec-Fetch-Site`, which browsers write and no page can.
    pub(super) site: Option<&'head str>,
    /// `Sec-Fetch-Mode`.
    pub(super) mode: Option<&'head str>,
}

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// What lives at a path, decoded and without the slash in front.
    Path(String),
    /// To be told when that changes, by a page that was served with this digest.
    Events { path: String, seen: String },
}

/// Why nothing is answered, in a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) why: &'static str,
}

/// Where pages listen for changes.
const EVENTS: &str = "/-variorum/events";

impl Request<'_> {
    /// Reads a request to a server on a port.
    pub(super) fn read(&self, port: u16) -> Result<Asked, Refusal> {
        let refuse = |status, why| Err(Refusal { status, why });
        let [host] = self.hosts else { return refuse(400, "A request must name one host.") };
        if !is_ours(host, port) || self.authority.is_some_and(|authority| !is_ours(authority, port)) {
            // A name of somebody else's that leads to this machine would let a foreign site read the preview.
            return refuse(421, "This server answers to localhost, 127.0.0.1 and [::1] with its port alone.");
        }
        let is_our_origin = |origin: &&str| origin.strip_prefix("http://").is_some_and(|host| is_ours(host, port));
        if !self.origins.iter().all(is_our_origin) {
            return refuse(403, "Pages of other sites cannot read this one.");
        }
        if matches!(self.site, Some("cross-site" | "same-site")) && self.mode != Some("navigate") {
            return refuse(403, "Pages of other sites cannot use this one.");
        }
        if !matches!(self.method, "GET" | "HEAD") {
            return refuse(405, "This server only shows pages: ask with GET or HEAD.");
        }
        if self.path.len() + self.query.len() > ADDRESS {
            return refuse(414, "The address is too long.");
        }
        if self.path == EVENTS {
            let field = |name| field(self.query, name).ok_or(Refusal { status: 400, why: "The query is malformed." });
            return Ok(Asked::Events { path: decoded_path(&field("path")?)?, seen: field("seen")? });
        }
        decoded_path(self.path).map(Asked::Path)
    }
}

/// Whether a host, as a client names it, is this machine by one of the names that nobody else can have.
fn is_ours(host: &str, port: u16) -> bool {
    let (name, named) = match host.rsplit_once(':') {
        Some((name, digits)) if !digits.contains(']') => (name, digits.parse().ok()),
        _ => (host, Some(80)),
    };
    named == Some(port) && ["localhost", "127.0.0.1", "[::1]"].iter().any(|ours| name.eq_ignore_ascii_case(ours))
}

/// A path without the slash in front, decoded once. It is looked up among the routes of the site and nowhere else, so
/// `..` and a second encoding lead nowhere.
fn decoded_path(path: &str) -> Result<String, Refusal> {
    let malformed = Refusal { status: 400, why: "The address is malformed." };
    let Some(path) = path.strip_prefix('/') else { return Err(malformed) };
    match decoded(path) {
        Some(path) if !path.contains(|sign: char| sign == '\\' || sign.is_control()) => Ok(path),
        _ => Err(malformed),
    }
}

/// A text with its `%XX` decoded; none if one of them is broken or the text is no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' {
            let mut digit = || bytes.next().and_then(|digit| char::from(digit).to_digit(16));
            u8::try_from(digit()? * 16 + digit()?).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(decoded).ok()
}

/// A field of a query, decoded.
fn field(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).and_then(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORT: u16 = 4000;

    fn status(request: Request<'_>) -> u16 {
        request.read(PORT).map_or_else(|refusal| refusal.status, |_| 200)
    }

    fn get<'head>(path: &'head str, hosts: &'head [&'head str]) -> Request<'head> {
        Request { method: "GET", path, hosts, ..Request::default() }
    }

    const OURS: &[&str] = &["localhost:4000"];

    #[test]
    fn only_names_of_this_machine_with_the_port_are_answered() {
        for host in ["localhost:4000", "127.0.0.1:4000", "[::1]:4000", "LOCALHOST:4000"] {
            assert_eq!(status(get("/", &[host])), 200, "{host}");
            assert_eq!(status(Request { authority: Some(host), ..get("/", OURS) }), 200, "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:4000",
            "localhost",
            "localhost:4001",
            "localhost:",
            "127.0.0.1",
            "[::1]",
            "::1:4000",
            "localhost.:4000",
            "localhost:4000.evil.example",
            "127.0.0.1.evil.example:4000",
            "127.0.0.2:4000",
            "0.0.0.0:4000",
            "[::]:4000",
            "localhost:04000 ",
            "me@localhost:4000",
            "2130706433:4000",
            "",
            ":4000",
            "localhost:4000:4000",
        ] {
            assert_eq!(status(get("/", &[host])), 421, "{host}");
            assert_eq!(status(Request { authority: Some(host), ..get("/", OURS) }), 421, "{host}");
        }
        assert_eq!(status(get("/", &[])), 400);
        assert_eq!(status(get("/", &["localhost:4000", "localhost:4000"])), 400);
        assert!(is_ours("localhost", 80) && is_ours("[::1]", 80) && !is_ours("localhost", 8080));
    }

    #[test]
    fn pages_of_other_sites_are_refused() {
        let from = |origin| status(Request { origins: &[origin], ..get("/", OURS) });
        assert_eq!([from("http://localhost:4000"), from("http://[::1]:4000")], [200, 200]);
        for origin in
            ["null", "", "http://localhost:3000", "https://localhost:4000", "http://evil.example", "localhost:4000"]
        {
            assert_eq!(from(origin), 403, "{origin}");
        }
        let fetched = |site, mode| status(Request { site: Some(site), mode: Some(mode), ..get("/", OURS) });
        assert_eq!([fetched("same-origin", "cors"), fetched("none", "navigate")], [200, 200]);
        assert_eq!([fetched("cross-site", "no-cors"), fetched("same-site", "cors")], [403, 403]);
        // Somebody follows a link from elsewhere.
        assert_eq!(fetched("cross-site", "navigate"), 200);
    }

    #[test]
    fn only_reading_is_possible() {
        assert_eq!(status(Request { method: "HEAD", ..get("/", OURS) }), 200);
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "get", "X"] {
            assert_eq!(status(Request { method, ..get("/", OURS) }), 405, "{method}");
        }
    }

    #[test]
    fn paths_are_decoded_once() {
        let path = |path| get(path, OURS).read(PORT);
        assert_eq!(path("/"), Ok(Asked::Path(String::new())));
        assert_eq!(path("/a%20b/%C3%A9.html"), Ok(Asked::Path("a b/é.html".into())));
        assert_eq!(path("/%252e%252e/x"), Ok(Asked::Path("%2e%2e/x".into())));
        assert_eq!(path("/%2e%2e/x"), Ok(Asked::Path("../x".into())));
        assert_eq!(path("//etc/passwd"), Ok(Asked::Path("/etc/passwd".into())));
        for malformed in ["", "*", "a", "/%", "/%2", "/%zz", "/%ff", "/%00", "/a%0d%0ab", "/..%5cx", "/a\\b", "/%+1"] {
            assert_eq!(status(get(malformed, OURS)), 400, "{malformed}");
        }
        assert_eq!(status(get(&format!("/{}", "a".repeat(ADDRESS)), OURS)), 414);
    }

    #[test]
    fn a_page_says_where_it_is_and_what_it_was_served_with() {
        let events = |query| Request { query, ..get(EVENTS, OURS) }.read(PORT);
        let asked = Asked::Events { path: "a b/".into(), seen: "200-ff".into() };
        assert_eq!(events("path=%2Fa%2520b%2F&seen=200-ff"), Ok(asked));
        for query in ["", "path=%2F", "seen=1", "path=a&seen=1", "path=%2F%2500&seen=1"] {
            assert_eq!(events(query).map_err(|refusal| refusal.status), Err(400), "{query}");
        }
    }
}
