//! What lives at a route.

use crate::knowledge::{Definition, Entry, Id, KnowledgeBase};
use crate::names::IterationNumber;
use crate::read::CONTENT;
use crate::site::records::Record;
use crate::site::route::Route;

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
            | Self::ThemeFile(_) => false,
        }
    }

    /// The address of the page, which stays for ever once published.
    pub fn route(&self, knowledge: &KnowledgeBase) -> Route {
        let definition = |id: Id<Definition>| &knowledge.definition(id).slug;
        Route::new(match self {
            Self::Home => "index.html".to_owned(),
            Self::Timeline => "timeline.html".to_owned(),
            Self::Search => "search.html".to_owned(),
            Self::Keys => "keys.html".to_owned(),
            Self::NotFound => "404.html".to_owned(),
            Self::Sitemap => "sitemap.xml".to_owned(),
            Self::Robots => "robots.txt".to_owned(),
            Self::Record(record) => match record.definition() {
                Some(id) => format!("definitions/{}/{}", definition(id), record.file_name()),
                None => record.file_name().into_owned(),
            },
            // The folders of the site are those of the content, so links between the files lead somewhere here as well.
            Self::Source(entry) => match *entry {
                Entry::Definition(id) => format!("definitions/{}/definition.md", definition(id)),
                entry => Self::Entry(entry).route(knowledge).as_str().replace(".html", ".md"),
            },
            Self::Feed(None) => "feed.xml".to_owned(),
            Self::Feed(Some(id)) => format!("definitions/{}/feed.xml", definition(*id)),
            Self::Dossier(id) => format!("definitions/{}/dossier.html", definition(*id)),
            Self::Propose(id) => format!("definitions/{}/propose.html", definition(*id)),
            Self::Variorum(id) => format!("definitions/{}/variorum.html", definition(*id)),
            Self::Card(id, None) => format!("definitions/{}/card.png", definition(*id)),
            Self::Card(id, Some(number)) => format!("definitions/{}/card-{number}.png", definition(*id)),
            Self::ThemeFile(name) => format!("theme/{name}"),
            Self::Comparison(id, before, after) => {
                format!("definitions/{}/compare-{before}-{after}.html", definition(*id))
            }
            Self::Entry(entry) => match *entry {
                Entry::Definition(id) => format!("definitions/{}/index.html", definition(id)),
                Entry::Iteration(id, number) => format!("definitions/{}/{number}.html", definition(id)),
                Entry::Practice(id) => format!("practices/{}.html", knowledge.practice(id).slug),
                Entry::Contribution(id) => format!("contributions/{}.html", knowledge.contribution(id).slug),
                Entry::Influence(id) => format!("influences/{}.html", knowledge.influence(id).slug),
                Entry::Person(id) => format!("people/{}.html", knowledge.person(id).slug),
                Entry::Page(id) => format!("pages/{}.html", knowledge.page(id).slug),
                Entry::List(folder) => format!("{}/index.html", folder.name()),
                Entry::Picture(number) => {
                    let path: &str = &knowledge.pictures()[number].path;
                    path.strip_prefix(CONTENT).map_or(path, |path| path.trim_start_matches('/')).to_owned()
                }
            },
        })
    }
}
