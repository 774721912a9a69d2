//! The files for programs: which there are, and what they are called.

use std::borrow::Cow;

use crate::base::names::REDIRECTS;
use crate::content::knowledge::{Definition, Id};
use crate::edition::plan::extent::Extent;
use crate::edition::search::Layout;

/// A file for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Record {
    /// The seals of all definitions: `.well-known/variorum.json`, the folder that RFC 8615 keeps for what programs look for
    /// at every site.
    Seals,
    /// Everything about a definition and all its iterations: `history.json`.
    History(Id<Definition>),
    /// The JSON Schema of those: `history.schema.json`.
    HistorySchema,
    /// What is new, as a JSON Feed, of one definition or of the whole site: `feed.json`.
    Feed(Option<Id<Definition>>),
    /// How to cite each iteration and the definition itself, in one of the formats of reference managers.
    Citations(Id<Definition>, CitationFormat),
    /// The iterations of a definition with their times (RFC 7089): `timemap`. Only where the address of the site is known.
    TimeMap(Id<Definition>),
    /// Where to begin, for language models: `llms.txt`.
    Guide,
    /// What the search needs, as scripts: `search/`.
    Search(SearchFile),
    /// Where addresses of before lead, for the hosts that read it: `_redirects`. Only where there are any.
    Redirects,
}

/// A file of what the search needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchFile {
    /// Where the others begin; everything, if that is little.
    Index,
    /// Words with where they stand.
    Words(usize),
    /// What is shown of entries that were found.
    Entries(usize),
}

impl Record {
    /// The files about one definition.
    pub(in crate::edition) fn of_definition(id: Id<Definition>, extent: Extent) -> impl Iterator<Item = Self> {
        let timemap = extent.has_address.then_some(Self::TimeMap(id));
        let citations = CitationFormat::ALL.map(|format| Self::Citations(id, format));
        [Self::History(id), Self::Feed(Some(id))].into_iter().chain(citations).chain(timemap)
    }

    /// The files that the search needs.
    pub(crate) fn of_search(layout: &Layout) -> impl Iterator<Item = Self> {
        let is_cut = !layout.is_one_file();
        let words = (0..layout.words).map(SearchFile::Words);
        let others = words.chain((0..layout.starts.len()).map(SearchFile::Entries)).filter(move |_| is_cut);
        std::iter::once(SearchFile::Index).chain(others).map(Self::Search)
    }

    /// The files about the whole site, but for the seals, which are not always there.
    pub(crate) const OF_SITE: [Self; 3] = [Self::HistorySchema, Self::Feed(None), Self::Guide];

    /// The definition that it is about.
    pub(crate) fn definition(self) -> Option<Id<Definition>> {
        match self {
            Self::History(id) | Self::Feed(Some(id)) | Self::Citations(id, _) | Self::TimeMap(id) => Some(id),
            Self::Seals | Self::HistorySchema | Self::Feed(None) | Self::Guide | Self::Search(_) | Self::Redirects => {
                None
            }
        }
    }

    /// Its name, in the folder of its definition or at the root of the site.
    pub(crate) fn file_name(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Seals => ".well-known/variorum.json",
            Self::History(_) => "history.json",
            Self::HistorySchema => "history.schema.json",
            Self::Feed(_) => "feed.json",
            Self::Citations(_, format) => format.file_name(),
            Self::TimeMap(_) => "timemap",
            Self::Guide => "llms.txt",
            Self::Redirects => REDIRECTS,
            Self::Search(file) => return Cow::Owned(format!("search/{}.js", file.name())),
        })
    }

    /// The media type of the file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Seals | Self::History(_) => "application/json",
            Self::HistorySchema => "application/schema+json",
            Self::Feed(_) => "application/feed+json",
            Self::Citations(_, format) => format.media_type(),
            Self::TimeMap(_) => "application/link-format",
            Self::Guide | Self::Redirects => "text/plain",
            Self::Search(_) => "text/javascript",
        }
    }
}

impl SearchFile {
    /// The name of the file without its end, by which its data is told from that of the others.
    pub(crate) fn name(self) -> Cow<'static, str> {
        match self {
            Self::Index => Cow::Borrowed("index"),
            Self::Words(number) => Cow::Owned(format!("words-{number}")),
            Self::Entries(number) => Cow::Owned(format!("entries-{number}")),
        }
    }
}

/// What reference managers read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitationFormat {
    /// BibTeX, for LaTeX.
    BibTex,
    /// RIS, which most reference managers import.
    Ris,
    /// CSL-JSON, of the Citation Style Language.
    Csl,
}

impl CitationFormat {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::BibTex, Self::Ris, Self::Csl];

    /// Its name as people know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::BibTex => "BibTeX",
            Self::Ris => "RIS",
            Self::Csl => "CSL-JSON",
        }
    }

    /// Its file, in the folder of a definition.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::BibTex => "citations.bib",
            Self::Ris => "citations.ris",
            Self::Csl => "citations.csl.json",
        }
    }

    /// The media type of that file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::BibTex => "application/x-bibtex",
            Self::Ris => "application/x-research-info-systems",
            Self::Csl => "application/vnd.citationstyles.csl+json",
        }
    }
}
