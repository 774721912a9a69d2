//! What a commit message says.

use crate::contribute::import::Author;
use crate::contribute::import::files::remark;

/// How the signature of a tag begins.
const SIGNATURES: [&str; 2] = ["-----BEGIN PGP ", "-----BEGIN SSH "];

/// A message in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Message {
    /// Its first line.
    pub(super) subject: String,
    /// The first paragraph below it, if that is no row of trailers.
    pub(super) paragraph: String,
    /// Those whom `Co-authored-by:` names.
    pub(super) others: Vec<Author>,
}

impl Message {
    /// Reads a message; bytes that are no UTF-8 become U+FFFD.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        // The signature of a tag stands behind its words.
        let signature = SIGNATURES.iter().filter_map(|begin| text.find(begin)).min();
        let text = &text[..signature.unwrap_or(text.len())];
        let mut paragraphs = text.trim().split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
        let (subject, rest) = paragraphs.next().map_or(("", ""), |first| first.split_once('\n').unwrap_or((first, "")));
        let first = if rest.trim().is_empty() { paragraphs.next().unwrap_or_default() } else { rest };
        let paragraph = if first.lines().all(is_trailer) { "" } else { first };
        Self {
            subject: remark(subject),
            paragraph: remark(paragraph),
            others: text.lines().filter_map(co_author).collect(),
        }
    }

    /// Why the commit was made: its subject and its first paragraph.
    pub(super) fn note(&self) -> String {
        match (self.subject.as_str(), self.paragraph.as_str()) {
            (subject, "") => subject.to_owned(),
            ("", paragraph) => paragraph.to_owned(),
            (subject, paragraph) => format!("{subject} — {paragraph}"),
        }
    }
}

/// Whether a line is `Some-key: value`.
fn is_trailer(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return line.trim().is_empty() };
    let is_key = |key: &str| key.contains('-') && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_key(key.trim()) && value.starts_with(' ')
}

/// Who stands in a line `Co-authored-by: Name <mail>`.
fn co_author(line: &str) -> Option<Author> {
    let (key, value) = line.split_once(':')?;
    if !key.trim().eq_ignore_ascii_case("co-authored-by") {
        return None;
    }
    let (name, mail) =
        value.rsplit_once('<').map_or((value, ""), |(name, mail)| (name, mail.trim_end().trim_end_matches('>')));
    let author = Author { name: name.trim().to_owned(), mail: mail.trim().to_owned() };
    (!author.name.is_empty() || !author.mail.is_empty()).then_some(author)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_a_subject_a_paragraph_and_others() {
        let message = Message::parse(
            b"Say it\r\n\r\nBecause it is\nshorter.\n\nMore.\n\nCo-authored-by: B Contributor <b@example.org>\nco-authored-by: C\n",
        );
        assert_eq!(message.note(), "Say it — Because it is shorter.");
        assert_eq!(message.others.len(), 2);
        assert_eq!(message.others[0].mail, "b@example.org");
        assert_eq!(Message::parse(b"One\n\nSigned-off-by: A <a@example.org>\n").note(), "One");
        assert_eq!(Message::parse(b"One\ntwo\n\nthree").note(), "One — two");
        assert_eq!(Message::parse(b"v1\n-----BEGIN PGP SIGNATURE-----\nx\n").note(), "v1");
        assert_eq!(Message::parse(b"\n").note(), "");
        assert_eq!(Message::parse(b"caf\xe9").note(), "caf\u{FFFD}");
    }
}
