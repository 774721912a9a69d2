//! What lives at a path, as it is answered: a file of the site, a redirection to a folder, the page for nothing, or a report.

use sha2::{Digest as _, Sha256};
use variorum::base::diagnostic::Diagnostic;
use variorum::base::web::markup::Html;

use crate::publish::serve::report::Report;
use crate::publish::serve::request::Refusal;
use crate::publish::serve::screen::{Screen, Shown};

/// The folder of what is the server's own. No name in a knowledge base begins with a hyphen.
const OWN: [(&str, &str, &[u8]); 2] = [
    ("-variorum/reload.js", JAVASCRIPT, include_bytes!("reload.js")),
    ("-variorum/report.css", CSS, include_bytes!("report/report.css")),
];
const INDEX: &str = "index.html";

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
/// What a file is, by the end of its name.
const KINDS: [(&str, &str); 25] = [
    ("avif", "image/avif"),
    ("bib", TEXT),
    ("css", CSS),
    ("gif", "image/gif"),
    ("htm", HTML),
    ("html", HTML),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", JAVASCRIPT),
    ("json", "application/json"),
    ("map", "application/json"),
    ("md", "text/markdown; charset=utf-8"),
    ("mjs", JAVASCRIPT),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("ris", TEXT),
    ("svg", "image/svg+xml"),
    ("timemap", "application/link-format"),
    ("txt", TEXT),
    ("webmanifest", "application/manifest+json"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml; charset=utf-8"),
];

/// What is answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    pub(super) body: Vec<u8>,
    /// Where to go instead.
    pub(super) location: Option<String>,
}

/// What was found at a path.
pub(super) struct Found {
    pub(super) answer: Answer,
    /// What is wrong: with the files, and with this page alone.
    pub(super) report: Report,
}

impl Found {
    /// What a page says that was served with this: it changes if and only if the answer does.
    pub(super) fn seen(&self) -> String {
        let digest = Sha256::digest(&self.answer.body);
        let half = digest.first_chunk().expect("a digest has 32 bytes");
        format!("{}-{:032x}", self.answer.status, u128::from_be_bytes(*half))
    }

    /// The answer for a browser, in which a page has the script that keeps it in step, and nothing else is changed.
    pub(super) fn with_script(mut self) -> Answer {
        if self.answer.kind == HTML {
            let seen = self.seen();
            let mut script = Html::new();
            script.tag("<script src=\"/-variorum/reload.js\"").attribute("data-seen", &seen).tag("></script>");
            let body = &mut self.answer.body;
            let is_end = |bytes: &[u8]| bytes.eq_ignore_ascii_case(b"</body>");
            let place = body.windows("</body>".len()).rposition(is_end).unwrap_or(body.len());
            body.splice(place..place, script.as_str().bytes());
        }
        self.answer
    }
}

/// Looks up what lives at a path, and renders it.
pub(super) fn find(screen: &Screen, path: &str) -> Found {
    let Shown { good, report } = screen.shown();
    if let Some((_, kind, bytes)) = OWN.iter().find(|(own, _, _)| *own == path) {
        return Found { answer: Answer::new(200, kind, bytes.to_vec()), report: Report::default() };
    }
    let Some(good) = good else {
        let page = report.page("There is no site to show until this is mended. This page then becomes it by itself.");
        return Found { answer: Answer::new(503, HTML, page.as_str().into()), report: (*report).clone() };
    };
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}{INDEX}") } else { path.to_owned() };
    let found = |rendered: Result<Vec<u8>, Box<Diagnostic>>, status, kind| match rendered {
        Ok(bytes) => Found { answer: Answer::new(status, kind, bytes), report: (*report).clone() },
        Err(fault) => {
            let report = screen.fault(&fault, &good, &report);
            let page = report.page("The other pages are as they were. This one comes back by itself.");
            Found { answer: Answer::new(500, HTML, page.as_str().into()), report }
        }
    };
    if let Some(rendered) = good.file(&file) {
        return found(rendered, 200, kind(&file));
    }
    if good.site.find(&format!("{path}/{INDEX}")).is_some() {
        let location = Some(format!("/{path}/"));
        let answer = Answer { location, ..Answer::new(307, TEXT, Vec::new()) };
        return Found { answer, report: (*report).clone() };
    }
    found(good.not_found(), 404, HTML)
}

impl Answer {
    fn new(status: u16, kind: &'static str, body: Vec<u8>) -> Self {
        Self { status, kind, body, location: None }
    }

    /// A sentence for whoever asked what cannot be answered.
    pub(super) fn refusal(refusal: &Refusal) -> Self {
        Self::new(refusal.status, TEXT, format!("{}\n", refusal.why).into_bytes())
    }
}

/// What a file is.
fn kind(path: &str) -> &'static str {
    let end = path.rsplit(['.', '/']).next().unwrap_or_default().to_ascii_lowercase();
    KINDS.iter().find(|(name, _)| *name == end).map_or("application/octet-stream", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body_and_only_in_pages() {
        let found = |kind, body: &str| {
            let answer = Answer::new(200, kind, body.into());
            String::from_utf8(Found { answer, report: Report::default() }.with_script().body).expect("UTF-8")
        };
        let page = found(HTML, "<p>a</p></body></html>");
        assert!(page.starts_with("<p>a</p><script src=") && page.ends_with("></script></body></html>"), "{page}");
        assert!(found(HTML, "<BODY>a</BODY>").ends_with("</script></BODY>"));
        assert!(found(HTML, "a").ends_with("</script>"));
        assert_eq!(found(CSS, "a</body>"), "a</body>");
    }

    #[test]
    fn kinds_are_in_order_and_unknown_ones_are_only_bytes() {
        assert!(KINDS.is_sorted());
        assert_eq!(kind("a/b.HTML"), HTML);
        assert_eq!(kind("a.b/c"), "application/octet-stream");
    }
}
