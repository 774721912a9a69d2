//! Texts and places in them: every file of a knowledge base, numbered, and byte ranges into them.

use std::fmt::Write as _;
use std::ops::Range;

/// The number of one [`Source`] among [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A byte range in one source: where a value was written, or where a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The source the range lies in.
    pub source: SourceId,
    start: u32,
    end: u32,
}

impl Span {
    /// A byte range in a source.
    ///
    /// # Panics
    /// Panics if the range ends before it starts or lies beyond 4 GiB; the reader refuses files far smaller than that.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        assert!(range.start <= range.end, "a span cannot end before it starts");
        let narrow = |offset: usize| u32::try_from(offset).expect("sources are smaller than 4 GiB");
        Self { source, start: narrow(range.start), end: narrow(range.end) }
    }

    /// The first byte of a source: the place of what concerns a file as a whole.
    pub fn file(source: SourceId) -> Self {
        Self { source, start: 0, end: 0 }
    }

    /// The byte range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place it was written at.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: convert(self.value), span: self.span }
    }
}

/// One text file: its path and what it says.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to the root of the knowledge base, with `/` between folders on every system.
    pub path: String,
    /// The text without a byte order mark and with `\n` line ends, whatever the file has.
    pub text: String,
    /// Whether the file was read as text. If it is a picture or could not be read, which has been reported, it was not.
    pub is_read: bool,
}

impl Source {
    /// Line and column of a byte offset, both counted from 1, the column in characters (Unicode scalar values).
    /// An offset beyond the end counts as the end.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}

/// A file that is published as it is: an image in the content or a file of a theme.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path relative to the root of the knowledge base, with `/` between folders.
    pub path: String,
    /// What the file holds.
    pub bytes: Vec<u8>,
    /// The file as a place that can be pointed at.
    pub source: SourceId,
}

/// Every file that a knowledge base is made of, as it was read. Texts are numbered in the order of their paths.
#[derive(Debug, Default)]
pub struct Sources {
    texts: Vec<Source>,
    /// Files that are not text, in the order of their paths.
    pub assets: Vec<Asset>,
}

impl Sources {
    /// Adds a text and gives it its number.
    ///
    /// # Panics
    /// Panics beyond 2^32 texts.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.push(Source { path: path.into(), text: text.into(), is_read: true })
    }

    /// Adds a file that is there and is not to be read as a document, so that its path can be pointed at; `text` is what
    /// can be quoted of it.
    pub fn add_unread(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.push(Source { path: path.into(), text: text.into(), is_read: false })
    }

    fn push(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.texts.len()).expect("fewer than 2^32 files"));
        self.texts.push(source);
        id
    }

    /// The text with this number.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.texts[id.0 as usize]
    }

    /// All texts with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.texts
            .iter()
            .enumerate()
            .map(|(index, source)| (SourceId(u32::try_from(index).expect("numbered by `add`")), source))
    }

    /// The text at a path.
    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.iter().find(|(_, source)| source.path == path).map(|(id, _)| id)
    }
}

/// Text as a part of an address (RFC 3986): the letters and digits of ASCII and the signs in `kept` as they are, every other
/// byte as `%XX`.
pub fn percent_encode(text: &str, kept: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.as_bytes().contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The opposite: `%41` as `A`. What is no such escape stays as it is; bytes that are no UTF-8 become U+FFFD.
pub fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let hex = |offset: usize| bytes.get(index + offset).and_then(|&byte| char::from(byte).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (bytes[index], hex(1), hex(2)) {
            decoded.push(u8::try_from(high * 16 + low).expect("two hexadecimal digits make a byte"));
            index += 3;
        } else {
            decoded.push(bytes[index]);
            index += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let source = Source { path: "a.md".into(), text: "één\n‘x’ y\n".into(), is_read: true };
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position(source.text.find('y').expect("has a y")), (2, 5));
        assert_eq!(source.position(source.text.len()), (3, 1));
        assert_eq!(source.position(9999), (3, 1));
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        for text in ["a/b c?ü‌", "%", "%4", "100%25"] {
            assert_eq!(percent_decode(&percent_encode(text, "/")), text);
        }
        assert_eq!(percent_decode("%41%zz%ff%"), "A%zz\u{FFFD}%");
    }

    #[test]
    fn texts_are_found_by_number_and_by_path() {
        let mut sources = Sources::default();
        let first = sources.add("variorum.toml", "");
        let second = sources.add("content/a.md", "text");
        assert_eq!(sources.get(second).text, "text");
        assert_eq!(sources.find("variorum.toml"), Some(first));
        assert_eq!(sources.find("nothing"), None);
    }
}
