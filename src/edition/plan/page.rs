//! What lives at a route.

use std::fmt::{self, Write as _};

use crate::base::names::IterationNumber;
use crate::content::knowledge::{Definition, Entry, Id, KnowledgeBase};
use crate::content::read::CONTENT;
use crate::edition::exports::Record;
use crate::edition::plan::route::Route;

/// A page as a value: it can be rendered, served, compared and tested alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// The featured definition and what is new.
    Home,
    /// An entry of the knowledge base.
    Entry(Entry),
    /// Two iterations of a definition, the earlier first.
    Comparison(Id<Definition>, IterationNumber, IterationNumber),
    /// All iterations of a definition at once. Only where one has a text.
    Variorum(Id<Definition>),
    /// Everything that is known about a definition, to be printed.
    Dossier(Id<Definition>),
    /// How to propose the next iteration of a definition. Only where the repository is known.
    Propose(Id<Definition>),
    /// Everything with a date.
    Timeline,
    /// Everything by title, and a field to search in all of it.
    Search,
    /// The single keys that pages obey, with a switch.
    Keys,
    /// What a host answers where nothing is.
    NotFound,
    /// What is new, for feed readers: of one definition, or of the whole site.
    Feed(Option<Id<Definition>>),
    /// All addresses, for search engines. Only where the address of the site is known.
    Sitemap,
    /// What robots may read.
    Robots,
    /// A file for programs.
    Record(Record),
    /// The text of an iteration as a picture, for whoever shows a link to it: of the one with a number, which has a text, or
    /// of whichever is shown for the definition. Only where the address of the site is known.
    Card(Id<Definition>, Option<IterationNumber>),
    /// The Markdown of an entry, as its file holds it.
    Source(Entry),
    /// A file that the theme publishes as it is, by its name below `static/`.
    ThemeFile(String),
    /// What leads on to a page from where it was before: at the address that it had when its file had another name.
    Moved(Moved),
}

/// The address that a page had before.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Moved {
    /// The page.
    pub to: Box<Page>,
    /// The entry of which the file has another name now; that of the definition for what lives in its folder.
    pub entry: Entry,
    /// The position of the name among its aliases.
    pub alias: usize,
}

impl Page {
    /// Whether search engines should send readers here.
    pub fn is_for_readers(&self) -> bool {
        match self {
            Self::Home
            | Self::Comparison(..)
            | Self::Variorum(_)
            | Self::Dossier(_)
            | Self::Timeline
            | Self::Search => true,
            Self::Entry(entry) => !matches!(entry, Entry::Picture(_)),
            Self::Propose(_)
            | Self::Keys
            | Self::NotFound
            | Self::Feed(_)
            | Self::Sitemap
            | Self::Robots
            | Self::Record(_)
            | Self::Card(..)
            | Self::Source(_)
            | Self::ThemeFile(_)
            | Self::Moved(_) => false,
        }
    }

    /// The pages that lead on to this one from where it was before, if people read it.
    pub(in crate::edition) fn moved(&self, entry: Entry, knowledge: &KnowledgeBase) -> Vec<Self> {
        let aliases = knowledge.aliases(entry).len();
        let route = self.route(knowledge);
        if aliases == 0 || !matches!(route.as_str().rsplit_once('.'), Some((_, "html"))) {
            return Vec::new();
        }
        (0..aliases).map(|alias| Self::Moved(Moved { to: Box::new(self.clone()), entry, alias })).collect()
    }

    /// The address of the page, which stays for ever once published.
    pub fn route(&self, knowledge: &KnowledgeBase) -> Route {
        let mut route = Route::default();
        self.write_route(knowledge, &mut route);
        route
    }

    /// The same, in the place of another route.
    pub(in crate::edition) fn write_route(&self, knowledge: &KnowledgeBase, route: &mut Route) {
        route.write(|path| self.write_path(knowledge, path));
    }

    fn write_path(&self, knowledge: &KnowledgeBase, path: &mut String) {
        let mut of_definition = |id: Id<Definition>, name: fmt::Arguments<'_>| {
            path.extend(["definitions/", knowledge.definition(id).slug.as_str(), "/"]);
            path.write_fmt(name).expect("a text takes everything");
        };
        match self {
            Self::Home => path.push_str("index.html"),
            Self::Timeline => path.push_str("timeline.html"),
            Self::Search => path.push_str("search.html"),
            Self::Keys => path.push_str("keys.html"),
            Self::NotFound => path.push_str("404.html"),
            Self::Sitemap => path.push_str("sitemap.xml"),
            Self::Robots => path.push_str("robots.txt"),
            Self::Record(record) => match record.definition() {
                Some(id) => of_definition(id, format_args!("{}", record.file_name())),
                None => path.push_str(&record.file_name()),
            },
            // The folders of the site are those of the content, so links between the files lead somewhere here as well.
            Self::Source(Entry::Definition(id)) => of_definition(*id, format_args!("definition.md")),
            Self::Source(entry) => write_entry(*entry, ".md", knowledge, path),
            Self::Feed(None) => path.push_str("feed.xml"),
            Self::Feed(Some(id)) => of_definition(*id, format_args!("feed.xml")),
            Self::Dossier(id) => of_definition(*id, format_args!("dossier.html")),
            Self::Propose(id) => of_definition(*id, format_args!("propose.html")),
            Self::Variorum(id) => of_definition(*id, format_args!("variorum.html")),
            Self::Card(id, None) => of_definition(*id, format_args!("card.png")),
            Self::Card(id, Some(number)) => of_definition(*id, format_args!("card-{number}.png")),
            Self::ThemeFile(name) => path.extend(["theme/", name]),
            Self::Comparison(id, before, after) => of_definition(*id, format_args!("compare-{before}-{after}.html")),
            Self::Entry(entry) => write_entry(*entry, ".html", knowledge, path),
            Self::Moved(moved) => {
                // The name of the file is what stands behind the folder, whatever comes after it.
                let now = moved.to.route(knowledge);
                let alias = knowledge.aliases(moved.entry)[moved.alias].value.as_str();
                let (folder, rest) = now.as_str().split_once('/').unwrap_or_default();
                let end = rest.find(['/', '.']).unwrap_or(rest.len());
                path.extend([folder, "/", alias, &rest[end..]]);
            }
        }
    }
}

/// Writes the path of an entry, as a file with an end; a picture has its own.
fn write_entry(entry: Entry, end: &str, knowledge: &KnowledgeBase, path: &mut String) {
    match entry {
        Entry::Definition(id) => path.extend(["definitions/", knowledge.definition(id).slug.as_str(), "/index", end]),
        Entry::Iteration(id, number) => {
            path.extend(["definitions/", knowledge.definition(id).slug.as_str(), "/"]);
            write!(path, "{number}{end}").expect("a text takes everything");
        }
        Entry::Practice(id) => path.extend(["practices/", knowledge.practice(id).slug.as_str(), end]),
        Entry::Contribution(id) => path.extend(["contributions/", knowledge.contribution(id).slug.as_str(), end]),
        Entry::Influence(id) => path.extend(["influences/", knowledge.influence(id).slug.as_str(), end]),
        Entry::Person(id) => path.extend(["people/", knowledge.person(id).slug.as_str(), end]),
        Entry::Page(id) => path.extend(["pages/", knowledge.page(id).slug.as_str(), end]),
        Entry::List(folder) => path.extend([folder.name(), "/index", end]),
        Entry::Picture(number) => {
            let picture: &str = &knowledge.pictures()[number].path;
            path.push_str(picture.strip_prefix(CONTENT).map_or(picture, |picture| picture.trim_start_matches('/')));
        }
    }
}
