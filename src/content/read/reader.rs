//! A folder as it was read last.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::base::diagnostic::report::printable;
use crate::base::diagnostic::{Diagnostic, Diagnostics, error::Error};
use crate::base::text::{Source, SourceId, Sources, Span};
use crate::content::read::change::{Change, Hints};
use crate::content::read::layout::{
    CONFIGURATION, CONTENT, Kind, LARGEST_ASSET, LARGEST_CONFIGURATION, THEMES, is_left_alone, largest,
};
use crate::content::read::open::{Content, content};
use crate::content::read::root::no_configuration;
use crate::content::read::text::text;
use crate::content::read::{pictures, report};

/// A folder that is read again where it may have changed. What it gives is that of a first reading, but for the numbers of
/// the sources: each path keeps its number for as long as the reader lives.
pub struct Reader {
    root: PathBuf,
    sources: Arc<Sources>,
    /// The number of everything that was ever found, by its path below the root.
    numbers: BTreeMap<PathBuf, SourceId>,
    /// What was said of the files that are there.
    reports: BTreeMap<SourceId, Vec<Diagnostic>>,
}

/// Something that was met by a walk, and what to do about it.
struct Met {
    id: SourceId,
    shown: String,
    what: What,
}

enum What {
    /// A file that is to be read, as what its path tells.
    File(PathBuf, Kind),
    /// A file that was read as one.
    Content(io::Result<Content>, Kind),
    /// What is not read, for a reason.
    Report(Diagnostic),
}

/// What was read of a file.
struct Reading {
    id: SourceId,
    source: Source,
    published: Option<Arc<[u8]>>,
    report: Vec<Diagnostic>,
}

impl Reader {
    /// A reader of a folder, of which nothing was read yet.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), sources: Arc::default(), numbers: BTreeMap::new(), reports: BTreeMap::new() }
    }

    /// Everything that was read, as it was then.
    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    /// The same, without the reader.
    pub fn into_sources(self) -> Sources {
        Arc::unwrap_or_clone(self.sources)
    }

    /// What was found while reading.
    pub fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        self.reports.values().flatten().for_each(|diagnostic| diagnostics.push(diagnostic.clone()));
        diagnostics
    }

    /// Reads what may have changed, for the first time everything, and tells whether anything is other than it was. The
    /// configuration is always looked at. A change that nobody named is seen when its path is named, or everything.
    ///
    /// # Errors
    /// Fails if there is no configuration the first time, and reads nothing then. Later that is a diagnostic, like
    /// everything else that is wrong.
    pub fn update(&mut self, change: &Change) -> Result<bool, Error> {
        let is_first = self.numbers.is_empty();
        let configuration = content(&self.root.join(CONFIGURATION), LARGEST_CONFIGURATION);
        let is_gone =
            |cause: &io::Error| matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
        if is_first && configuration.as_ref().is_err_and(is_gone) {
            return Err(no_configuration("in this folder", &self.root));
        }
        let mut hints = if is_first {
            Hints::everything()
        } else {
            let is_reported = |path: &Path| self.numbers.get(path).is_some_and(|id| self.reports.contains_key(id));
            Hints::new(&self.root, change, is_reported)
        };
        let id = self.number(Path::new(CONFIGURATION));
        let mut met = loop {
            let (met, ways) = self.walk(&hints);
            match hints.widened(&self.root, &ways) {
                Some(wider) => hints = wider,
                None => break met,
            }
        };
        met.push(Met { id, shown: CONFIGURATION.to_owned(), what: What::Content(configuration, Kind::Text) });
        let readings = met.into_par_iter().filter_map(Met::read).collect();
        Ok(self.settle(merged(readings), &hints))
    }

    /// The number of a path below the root.
    fn number(&mut self, path: &Path) -> SourceId {
        // One search for both: to compare paths takes long.
        *self.numbers.entry(path.to_owned()).or_insert_with(|| Arc::make_mut(&mut self.sources).reserve())
    }

    /// Lists what is to be read again, and which of the hints were met.
    fn walk(&mut self, hints: &Hints) -> (Vec<Met>, BTreeSet<PathBuf>) {
        let (mut met, mut ways) = (Vec::new(), BTreeSet::new());
        for folder in [CONTENT, THEMES].map(Path::new) {
            if hints.cover(folder) || hints.lie_below(folder) {
                self.walk_folder(folder, hints, &mut met, &mut ways);
            }
        }
        (met, ways)
    }

    fn walk_folder(&mut self, folder: &Path, hints: &Hints, met: &mut Vec<Met>, ways: &mut BTreeSet<PathBuf>) {
        let root = self.root.clone();
        let below = |path: &Path| path.strip_prefix(&root).expect("the walk stays below the root").to_owned();
        let is_on_the_way = |entry: &DirEntry| {
            let path = entry.path().strip_prefix(&root).expect("the walk stays below the root");
            hints.cover(path) || hints.lie_below(path)
        };
        let walk = WalkDir::new(root.join(folder)).follow_links(false).follow_root_links(false);
        let mut entries = walk
            .into_iter()
            .filter_entry(|entry| (entry.depth() == 0 || !is_left_alone(entry.file_name())) && is_on_the_way(entry));
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map_or_else(|| folder.to_owned(), below);
                    let cause = error.into_io_error().expect("only a walk that follows links meets a loop");
                    // What is gone by the time it is looked into is as if it had never been there.
                    if cause.kind() != io::ErrorKind::NotFound {
                        met.push(self.report(&path, |path, span| report::unreadable_folder(path, &cause, span)));
                    }
                    continue;
                }
            };
            let path = below(entry.path());
            let is_folder = entry.file_type().is_dir();
            if entry.file_name().to_str().is_none() {
                met.push(self.report(&path, report::name_not_utf8));
                if is_folder {
                    entries.skip_current_dir();
                }
            } else if entry.file_type().is_file() {
                met.push(self.file(&path, entry.path()));
            } else if !is_folder {
                met.push(self.report(&path, |path, span| report::not_regular(path, entry.file_type(), span)));
            }
            if hints.name(&path) {
                ways.insert(path);
            }
        }
    }

    fn file(&mut self, path: &Path, on_disk: &Path) -> Met {
        let shown = shown(path);
        match Kind::of(&shown) {
            Kind::Neither => self.report(path, report::neither),
            kind => Met { id: self.number(path), shown, what: What::File(on_disk.to_owned(), kind) },
        }
    }

    /// Says something about a file or a folder that is not read. The path is handed over as it can be told.
    fn report(&mut self, path: &Path, diagnostic: impl FnOnce(&str, Span) -> Diagnostic) -> Met {
        let (id, shown) = (self.number(path), shown(path));
        let diagnostic = diagnostic(&printable(&shown), Span::file(id));
        Met { id, shown, what: What::Report(diagnostic) }
    }

    /// Takes what was read, and takes away what the hints cover and was not met. Whether anything is other than it was.
    fn settle(&mut self, readings: Vec<Reading>, hints: &Hints) -> bool {
        let is_met = |id: SourceId| readings.binary_search_by_key(&id, |reading| reading.id).is_ok();
        let mut gone = Vec::new();
        for hint in hints.paths() {
            let from = self.numbers.range::<Path, _>((Bound::Included(hint), Bound::Unbounded));
            let covered = from.take_while(|(path, _)| path.starts_with(hint)).map(|(_, id)| *id);
            gone.extend(covered.filter(|id| self.sources.is_there(*id) && !is_met(*id)));
        }
        let changed: Vec<Reading> = readings.into_iter().filter(|reading| !self.is_known(reading)).collect();
        if gone.is_empty() && changed.is_empty() {
            return false;
        }
        let sources = Arc::make_mut(&mut self.sources);
        for id in gone {
            sources.remove(id);
            self.reports.remove(&id);
        }
        for Reading { id, source, published, report } in changed {
            sources.put(id, source, published);
            if report.is_empty() {
                self.reports.remove(&id)
            } else {
                self.reports.insert(id, report)
            };
        }
        true
    }

    fn is_known(&self, reading: &Reading) -> bool {
        self.sources.is_there(reading.id)
            && **self.sources.shared(reading.id) == reading.source
            && self.sources.published(reading.id) == reading.published.as_ref()
            && self.reports.get(&reading.id).map_or(&[][..], Vec::as_slice) == reading.report
    }
}

impl Met {
    /// Reads a file. None if it is gone by then.
    fn read(self) -> Option<Reading> {
        let Self { id, shown, what } = self;
        let (content, kind) = match what {
            What::Report(diagnostic) => return Some(Reading::refused(id, shown, diagnostic)),
            What::Content(content, kind) => (content, kind),
            What::File(path, kind) => match content(&path, limit(&shown, kind)) {
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => return None,
                content => (content, kind),
            },
        };
        let path = printable(&shown);
        let span = Span::file(id);
        let refusal = match content {
            Ok(Content::Bytes(bytes)) => return Some(Reading::taken(id, &shown, kind, bytes)),
            Ok(Content::TooLarge(size)) => report::too_large(&path, kind, size, limit(&shown, kind), span),
            Ok(Content::Special(kind)) => report::not_regular(&path, kind, span),
            Err(cause) => report::unreadable_file(&path, &cause, span),
        };
        Some(Reading::refused(id, shown, refusal))
    }
}

impl Reading {
    fn taken(id: SourceId, shown: &str, kind: Kind, bytes: Vec<u8>) -> Self {
        if kind == Kind::Text {
            let (source, report) = text(id, shown, bytes);
            return Self { id, source, published: None, report };
        }
        let source = Source { path: shown.to_owned(), text: String::new(), is_read: false };
        let report = pictures::report(&printable(shown), &bytes, Span::file(id));
        Self { id, source, published: Some(bytes.into()), report }
    }

    fn refused(id: SourceId, path: String, why: Diagnostic) -> Self {
        Self { id, source: Source { path, text: String::new(), is_read: false }, published: None, report: vec![why] }
    }
}

fn limit(path: &str, kind: Kind) -> u64 {
    if kind == Kind::Text { largest(path) } else { LARGEST_ASSET }
}

/// What was read, in the order of the numbers; all that was said of one path stands together.
fn merged(mut readings: Vec<Reading>) -> Vec<Reading> {
    readings.sort_by_key(|reading| reading.id);
    readings.dedup_by(|later, earlier| {
        let is_one = later.id == earlier.id;
        if is_one {
            earlier.report.append(&mut later.report);
        }
        is_one
    });
    readings
}

/// A path below the root as it is shown, with `/` between folders and `\xFF` for each byte that is no UTF-8, so that two
/// names which are no text do not become one.
fn shown(path: &Path) -> String {
    path.iter().map(shown_name).collect::<Vec<_>>().join("/")
}

fn shown_name(name: &OsStr) -> String {
    let mut shown = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(shown, "\\x{byte:02X}");
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_have_a_form_of_their_own() {
        use std::os::unix::ffi::OsStrExt as _;
        assert_eq!(shown_name(OsStr::new("a é.md")), "a é.md");
        assert_eq!(shown_name(OsStr::from_bytes(b"a\xFF\xFE.md")), "a\\xFF\\xFE.md");
        assert_eq!(shown_name(OsStr::from_bytes(b"\xE2\x80x")), "\\xE2\\x80x");
    }
}
