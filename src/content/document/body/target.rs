//! Where links lead: read from what was written, decoded, and allowed or not.

use crate::base::diagnostic::{Diagnostic, codes};
use crate::base::names::Reference;
use crate::base::text::{Span, Spanned, percent_decode};
use crate::base::web::address::{Address, Refusal, without_controls};

/// Where a link leads, or which file a picture is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Out of the site.
    Web(Address),
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

impl Target {
    /// Reads the target of a Markdown link in the file at `from`, a path below the root.
    pub fn of_link(written: &str, from: &str, span: Span) -> Result<Self, Box<Diagnostic>> {
        let address = without_controls(written);
        let refused =
            |refusal: Refusal| Box::new(Diagnostic::new(&codes::UNSAFE_LINK, span, refusal.fault).help(refusal.help));
        if let Some(address) = Address::of_link(&address).map_err(refused)? {
            return Ok(Self::Web(address));
        }
        if address.starts_with("//") || address.starts_with('\\') {
            return Err(Diagnostic::new(&codes::UNSAFE_LINK, span, "this link leads away without saying how")
                .help(format!("write `https:{}`", address.replace('\\', "/")))
                .into());
        }
        if address.starts_with('/') {
            return Err(Diagnostic::new(
                &codes::BROKEN_LINK,
                span,
                "this link begins at the root of a host, which no file here knows",
            )
            .help(from_the_root(&address, from).map_or_else(
                || "write the way from this file to the other".to_owned(),
                |way| format!("write the way from this file to the other: `{way}`"),
            ))
            .into());
        }
        let (path, anchor) = match address.split_once('#') {
            Some((path, anchor)) => (path, Some(percent_decode(anchor))),
            None => (address.as_ref(), None),
        };
        if path.is_empty() && anchor.as_ref().is_none_or(String::is_empty) {
            return Err(Diagnostic::new(&codes::BROKEN_LINK, span, "this link leads nowhere")
                .help("write where it leads between the round brackets, or take the brackets out")
                .into());
        }
        if path.is_empty() {
            return Ok(Self::File { path: from.to_owned(), anchor });
        }
        match join(from, &percent_decode(path)) {
            Some(path) => Ok(Self::File { path, anchor }),
            None => Err(Diagnostic::new(&codes::BROKEN_LINK, span, "this link leads out of the knowledge base")
                .help("link to a file below `content/`, or to an `https:` address")
                .into()),
        }
    }

    /// What a reader would see of an address that lost its `%XX`; empty where there is none.
    pub(in crate::content::document) fn decoded(&self) -> String {
        match self {
            // The end of a line may be written as two characters.
            Self::Web(address) => percent_decode(address.as_str()).replace("\r\n", "\n"),
            Self::File { path, anchor: Some(anchor) } => format!("{path}#{anchor}"),
            Self::File { path, anchor: None } => path.clone(),
            Self::Reference(_) | Self::Nowhere => String::new(),
        }
    }

    /// Reads what stands between `[[` and `]]`, without a label.
    pub fn of_reference(written: &str, span: Span) -> Result<Self, Box<Diagnostic>> {
        Reference::parse(written.trim()).map(Self::Reference).ok_or_else(|| {
            Diagnostic::new(&codes::BAD_NAME, span, format!("`[[{written}]]` names no definition or iteration"))
                .help("write `[[prodops]]` for a definition, `[[prodops@4]]` for an iteration, `[[prodops@4|other words]]` to show other words")
                .into()
        })
    }

    /// Reads the file of a picture. Pictures come from the knowledge base only.
    pub fn of_image(written: &str, from: &str, span: Span) -> Result<Self, Box<Diagnostic>> {
        match Self::of_link(written, from, span) {
            Ok(Self::Web(address)) => Err(Diagnostic::new(
                &codes::OUTSIDE_IMAGE,
                span,
                format!("this picture would be loaded from `{address}`"),
            )
            .help(
                "put the picture beside this file and name it, such as `![what it shows](picture.png)`; or link to it",
            )
            .into()),
            other => other,
        }
    }
}

/// The way to the file of a page whose address begins at the root: `/practices/care.html` is made from
/// `content/practices/care.md`. None for the home page, which has no file.
fn from_the_root(address: &str, from: &str) -> Option<String> {
    let (path, anchor) = address.split_at(address.find('#').unwrap_or(address.len()));
    let path = path.trim_matches('/');
    let path = path.strip_prefix("content/").unwrap_or(path);
    let path = path.strip_suffix(".html").map_or_else(|| path.to_owned(), |stem| format!("{stem}.md"));
    (!path.is_empty()).then(|| way(from, &format!("content/{path}")) + anchor)
}

/// A target with its place; a fault is reported and leads nowhere.
pub(in crate::content::document) fn or_nowhere(
    target: Result<Target, Box<Diagnostic>>,
    span: Span,
    diagnostics: &mut crate::base::diagnostic::Diagnostics,
) -> Spanned<Target> {
    let target = target.unwrap_or_else(|diagnostic| {
        diagnostics.push(*diagnostic);
        Target::Nowhere
    });
    Spanned::new(target, span)
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

/// The relative way from one file to another.
pub(crate) fn way(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let target: Vec<&str> = to.split('/').collect();
    let common = folder.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - common);
    let way: Vec<&str> = up.chain(target[common..].iter().copied()).collect();
    if way.is_empty() { ".".to_owned() } else { way.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Sources;

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
        assert_eq!(
            link(" https://example.org/\u{1}a "),
            Address::of_link("https://example.org/a")
                .map(|address| Target::Web(address.expect("it has a scheme")))
                .map_err(|_| "")
        );
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

    #[test]
    fn an_address_from_the_root_is_a_way_to_its_file() {
        let from = "content/practices/a.md";
        for (address, way) in [
            ("/practices/roi.html", Some("roi.md")),
            ("/pages/about.md#who", Some("../pages/about.md#who")),
            ("/content/pages/about.md", Some("../pages/about.md")),
            ("/", None),
        ] {
            assert_eq!(from_the_root(address, from).as_deref(), way, "{address}");
        }
    }

    #[test]
    fn ways_are_relative() {
        assert_eq!(way("content/practices/a.md", "content/practices/b.md"), "b.md");
        assert_eq!(way("content/practices/a.md", "content/people/x.md"), "../people/x.md");
        assert_eq!(way("content/definitions/prodops/definition.md", "content/pages/about.md"), "../../pages/about.md");
    }
}
