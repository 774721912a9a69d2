//! Texts and places in them: every file of a knowledge base, numbered, and byte ranges into them.

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

/// The number of one [`Source`] among [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

impl SourceId {
    /// The first of any sources.
    pub const FIRST: Self = Self(0);

    /// The number, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path relative to the root of the knowledge base, with `/` between folders.
    pub path: Arc<str>,
    /// What the file holds.
    pub bytes: Arc<[u8]>,
    /// The file as a place that can be pointed at.
    pub source: SourceId,
}

/// Every file that a knowledge base is made of, as it was read.
///
/// A number means one file for as long as there are sources: a file that goes away leaves its number unused. Everything is
/// given in the order of the paths, folder by folder, in whatever order the files came. A copy shares all texts, and a text
/// that did not change is the same [`Arc`] in both.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// By number; none for a file that went away.
    texts: Vec<Option<Arc<Source>>>,
    /// The numbers in the order of the paths. It is another one whenever a file comes or goes, or is taken in another way.
    order: Arc<Vec<SourceId>>,
    /// Files that are not text, in the order of their paths.
    assets: Vec<Asset>,
}

impl Sources {
    /// Adds a text and gives it its number.
    ///
    /// # Panics
    /// Panics beyond 2^32 texts.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = self.reserve();
        self.put(id, Source { path: path.into(), text: text.into(), is_read: true }, None);
        id
    }

    /// Adds a file that is there and is not to be read as a document, so that its path can be pointed at; `text` is what
    /// can be quoted of it.
    pub fn add_unread(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = self.reserve();
        self.put(id, Source { path: path.into(), text: text.into(), is_read: false }, None);
        id
    }

    /// Adds a file that is published as it is.
    pub fn add_asset(&mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> SourceId {
        let id = self.reserve();
        self.put(id, Source { path: path.into(), text: String::new(), is_read: false }, Some(bytes.into()));
        id
    }

    /// The same files, some of them with another text.
    #[must_use]
    pub fn with_texts(&self, texts: impl IntoIterator<Item = (SourceId, String)>) -> Self {
        let mut sources = self.clone();
        for (id, text) in texts {
            let before = self.get(id);
            let source = Source { path: before.path.clone(), text, is_read: before.is_read };
            sources.put(id, source, self.published(id).cloned());
        }
        sources
    }

    /// A number for a file that is [`put`](Self::put) under it.
    pub(crate) fn reserve(&mut self) -> SourceId {
        let id = SourceId(u32::try_from(self.texts.len()).expect("fewer than 2^32 files"));
        self.texts.push(None);
        id
    }

    /// Puts a file under a number, in place of the one that had it, which had the same path. `published` is what it holds if
    /// it is published as it is.
    pub(crate) fn put(&mut self, id: SourceId, source: Source, published: Option<Arc<[u8]>>) {
        if let Some(before) = &mut self.texts[id.index()] {
            if before.is_read && source.is_read {
                *before = Arc::new(source);
                return;
            }
            self.remove(id);
        }
        if let Some(bytes) = published {
            let path = PathOrder(&source.path);
            let at = self.assets.partition_point(|other| PathOrder(&other.path) <= path);
            self.assets.insert(at, Asset { path: source.path.as_str().into(), bytes, source: id });
        }
        self.texts[id.index()] = Some(Arc::new(source));
        // Most come in order, so the search is for the others.
        let is_last = self.order.last().is_none_or(|&last| self.place(last) < self.place(id));
        let at = if is_last { self.order.len() } else { self.position(id) };
        Arc::make_mut(&mut self.order).insert(at, id);
    }

    /// Takes a file away. Its number stays unused.
    pub(crate) fn remove(&mut self, id: SourceId) {
        if let Some(asset) = self.asset(id) {
            self.assets.remove(asset);
        }
        let at = self.position(id);
        debug_assert_eq!(self.order[at], id, "a file has one place");
        Arc::make_mut(&mut self.order).remove(at);
        self.texts[id.index()] = None;
    }

    /// The numbers in the order of the paths. As long as somebody holds it, the same [`Arc`] means the same files, each of
    /// them a text, published as it is, or neither, as it was.
    pub(crate) fn order(&self) -> &Arc<Vec<SourceId>> {
        &self.order
    }

    /// Where a file stands or belongs in the order.
    fn position(&self, id: SourceId) -> usize {
        self.order.partition_point(|&other| self.place(other) < self.place(id))
    }

    /// What decides the order: the path, then which of two that are shown alike is a text, then the number.
    fn place(&self, id: SourceId) -> (PathOrder<'_>, bool, SourceId) {
        let source = self.get(id);
        (PathOrder(&source.path), !source.is_read, id)
    }

    /// The text with this number.
    ///
    /// # Panics
    /// Panics if the file went away.
    pub fn get(&self, id: SourceId) -> &Source {
        self.shared(id)
    }

    /// The same, to be kept beyond these sources.
    ///
    /// # Panics
    /// Panics if the file went away.
    pub fn shared(&self, id: SourceId) -> &Arc<Source> {
        self.texts[id.index()].as_ref().expect("this file is among the sources")
    }

    /// Whether a number means a file that is there.
    pub(crate) fn is_there(&self, id: SourceId) -> bool {
        self.texts[id.index()].is_some()
    }

    /// What the file with this number holds, if it is published as it is.
    pub(crate) fn published(&self, id: SourceId) -> Option<&Arc<[u8]>> {
        self.asset(id).map(|asset| &self.assets[asset].bytes)
    }

    fn asset(&self, id: SourceId) -> Option<usize> {
        let path = PathOrder(&self.get(id).path);
        let first = self.assets.partition_point(|asset| PathOrder(&asset.path) < path);
        let alike = self.assets[first..].iter().take_while(|asset| PathOrder(&asset.path) == path);
        Some(first + alike.map(|asset| asset.source).position(|source| source == id)?)
    }

    /// All texts with their numbers, in the order of the paths.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (SourceId, &Arc<Source>)> {
        self.order.iter().map(|&id| (id, self.shared(id)))
    }

    /// The texts in one folder and below it, with their numbers.
    pub fn below(&self, folder: &str) -> impl ExactSizeIterator<Item = (SourceId, &Arc<Source>)> {
        let is_below = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let path = |id: SourceId| self.get(id).path.as_str();
        let start = self.order.partition_point(|&id| PathOrder(path(id)) <= PathOrder(folder));
        let end = start + self.order[start..].partition_point(|&id| is_below(path(id)));
        self.order[start..end].iter().map(|&id| (id, self.shared(id)))
    }

    /// Files that are published as they are, in the order of the paths.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The text at a path.
    pub fn find(&self, path: &str) -> Option<SourceId> {
        let at = self.order.partition_point(|&id| PathOrder(&self.get(id).path) < PathOrder(path));
        self.order.get(at).copied().filter(|&id| self.get(id).path == path)
    }
}

/// A path that stands behind its folder and everything in it together: name by name, and not sign by sign.
#[derive(PartialEq, Eq)]
struct PathOrder<'path>(&'path str);

impl Ord for PathOrder<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, two) = (self.0.as_bytes(), other.0.as_bytes());
        let same = one.iter().zip(two).take_while(|(one, two)| one == two).count();
        // What separates names stands before every sign of a name, and the end of a path before that.
        let rank = |byte: Option<&u8>| byte.map(|&byte| if byte == b'/' { 0 } else { byte });
        rank(one.get(same)).cmp(&rank(two.get(same)))
    }
}

impl PartialOrd for PathOrder<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
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

    #[test]
    fn files_stand_in_the_order_of_their_paths_however_they_came() {
        let paths = ["a/b-c/d.md", "a.md", "a/b.md", "a/b/x.md", "a-b.md", "a/b/é.md", "a/b", "b.md"];
        let ordered = ["a/b", "a/b/x.md", "a/b/é.md", "a/b-c/d.md", "a/b.md", "a-b.md", "a.md", "b.md"];
        for turn in 0..paths.len() {
            let mut sources = Sources::default();
            let ids: Vec<SourceId> = (0..paths.len())
                .map(|step| sources.add_asset(paths[(turn + step) % paths.len()], paths[turn].as_bytes()))
                .collect();
            let shown = |sources: &Sources| sources.iter().map(|(_, source)| source.path.clone()).collect::<Vec<_>>();
            assert_eq!(shown(&sources), ordered);
            assert_eq!(sources.assets().iter().map(|asset| asset.path.as_ref()).collect::<Vec<_>>(), ordered);
            let below: Vec<&str> = sources.below("a/b").map(|(_, source)| source.path.as_str()).collect();
            assert_eq!(below, ordered[1..3]);
            let copy = sources.clone();
            sources.remove(ids[turn]);
            let gone = copy.get(ids[turn]).path.as_str();
            assert_eq!(shown(&sources), ordered.into_iter().filter(|path| *path != gone).collect::<Vec<_>>());
            assert!(sources.find(gone).is_none() && copy.find(gone) == Some(ids[turn]));
            assert!(sources.iter().all(|(id, source)| Arc::ptr_eq(source, copy.shared(id))), "texts are shared");
        }
    }
}
