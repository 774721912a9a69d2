//! What lives at a route: the kinds of pages, what is true of each, and which there are.

use std::fmt::{self, Write as _};

use crate::base::names::IterationNumber;
use crate::content::knowledge::{Definition, Entry, Folder, Id, KnowledgeBase};
use crate::content::read::CONTENT;
use crate::edition::plan::extent::Extent;
use crate::edition::plan::pairs::pairs;
use crate::edition::plan::record::Record;
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

/// What is true of all pages of a kind.
#[derive(Clone, Copy, Debug)]
pub(in crate::edition) struct Kind {
    /// What templates call it.
    pub(in crate::edition) name: &'static str,
    /// What the name of its template ends with, and those of its pages.
    end: &'static str,
    /// How readers come to its pages.
    pub(in crate::edition) reach: Reach,
}

/// How readers come to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::edition) enum Reach {
    /// Search engines should send them there.
    Listed,
    /// From other pages.
    Unlisted,
    /// It is read away from its address, so its links are whole ones.
    Anywhere,
}

impl Kind {
    /// The template that writes its pages.
    pub(in crate::edition) fn template(self) -> String {
        format!("{}.{}", self.name, self.end)
    }
}

impl Page {
    /// The table of all pages: the definition in whose folder one lives, and its kind, if a template writes it. There is a view
    /// for each kind.
    fn row(&self) -> (Option<Id<Definition>>, Option<Kind>) {
        let page = |name, reach| Some(Kind { name, end: "html", reach });
        let read_anywhere = |name, end| Some(Kind { name, end, reach: Reach::Anywhere });
        match self {
            Self::Home => (None, page("home", Reach::Listed)),
            Self::Entry(Entry::Definition(id)) => (Some(*id), page("definition", Reach::Listed)),
            Self::Entry(Entry::Iteration(id, _)) => (Some(*id), page("iteration", Reach::Listed)),
            Self::Entry(Entry::Practice(_)) => (None, page("practice", Reach::Listed)),
            Self::Entry(Entry::Contribution(_)) => (None, page("contribution", Reach::Listed)),
            Self::Entry(Entry::Influence(_)) => (None, page("influence", Reach::Listed)),
            Self::Entry(Entry::Person(_)) => (None, page("person", Reach::Listed)),
            Self::Entry(Entry::Page(_)) => (None, page("page", Reach::Listed)),
            Self::Entry(Entry::List(folder)) => (None, page(folder.name(), Reach::Listed)),
            Self::Comparison(id, ..) => (Some(*id), page("comparison", Reach::Listed)),
            Self::Variorum(id) => (Some(*id), page("variorum", Reach::Listed)),
            Self::Dossier(id) => (Some(*id), page("dossier", Reach::Listed)),
            Self::Timeline => (None, page("timeline", Reach::Listed)),
            Self::Search => (None, page("search", Reach::Listed)),
            Self::Propose(id) => (Some(*id), page("propose", Reach::Unlisted)),
            Self::Keys => (None, page("keys", Reach::Unlisted)),
            Self::Moved(_) => (None, page("moved", Reach::Unlisted)),
            Self::NotFound => (None, read_anywhere("not-found", "html")),
            Self::Feed(only) => (*only, read_anywhere("feed", "xml")),
            Self::Sitemap => (None, read_anywhere("sitemap", "xml")),
            Self::Robots => (None, read_anywhere("robots", "txt")),
            Self::Record(record) => (record.definition(), None),
            Self::Card(id, _) | Self::Source(Entry::Definition(id) | Entry::Iteration(id, _)) => (Some(*id), None),
            Self::Source(_) | Self::ThemeFile(_) | Self::Entry(Entry::Picture(_)) => (None, None),
        }
    }

    /// The kind of a page that a template writes; none for any other file.
    pub(in crate::edition) fn kind(&self) -> Option<Kind> {
        self.row().1
    }

    /// The definition in whose folder it lives.
    pub(in crate::edition) fn definition(&self) -> Option<Id<Definition>> {
        self.row().0
    }

    /// The pages of the whole site that are always there.
    pub(super) const OF_SITE: [Self; 7] =
        [Self::Home, Self::Timeline, Self::Search, Self::Keys, Self::NotFound, Self::Feed(None), Self::Robots];

    /// All pages of a definition, and all of its files.
    pub(super) fn of_definition(id: Id<Definition>, definition: &Definition, extent: Extent) -> Vec<Self> {
        let iterations = definition.iterations().iter().map(|iteration| Entry::Iteration(id, iteration.number));
        let entries = std::iter::once(Entry::Definition(id)).chain(iterations);
        let mut pages: Vec<Self> = entries.flat_map(|entry| [Self::Entry(entry), Self::Source(entry)]).collect();
        if definition.shown().is_some() {
            pages.push(Self::Variorum(id));
        }
        if extent.has_cards {
            // One of each text, and one of whichever is shown.
            let before = pages.len();
            let texts = definition.texts_of_any_standing();
            pages.extend(texts.map(|iteration| Self::Card(id, Some(iteration.number))));
            if pages.len() > before {
                pages.push(Self::Card(id, None));
            }
        }
        pages.extend([Self::Dossier(id), Self::Feed(Some(id))]);
        pages.extend(extent.has_repository.then_some(Self::Propose(id)));
        pages.extend(Record::of_definition(id, extent).map(Self::Record));
        pages.extend(pairs(definition).map(|(before, after)| Self::Comparison(id, before, after)));
        pages
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
        if let Some(id) = self.definition() {
            path.extend(["definitions/", knowledge.definition(id).slug.as_str(), "/"]);
        }
        match self {
            Self::Home => path.push_str("index.html"),
            Self::NotFound => path.push_str("404.html"),
            Self::Timeline
            | Self::Search
            | Self::Keys
            | Self::Sitemap
            | Self::Robots
            | Self::Feed(_)
            | Self::Dossier(_)
            | Self::Propose(_)
            | Self::Variorum(_) => {
                path.extend(self.kind().into_iter().flat_map(|kind| [kind.name, ".", kind.end]));
            }
            Self::Record(record) => path.push_str(&record.file_name()),
            // The folders of the site are those of the content, so links between the files lead somewhere here as well.
            Self::Source(Entry::Definition(_)) => path.push_str("definition.md"),
            Self::Source(entry) => write_entry(*entry, ".md", knowledge, path),
            Self::Card(_, None) => path.push_str("card.png"),
            Self::Card(_, Some(number)) => write(path, format_args!("card-{number}.png")),
            Self::ThemeFile(name) => path.extend(["theme/", name]),
            Self::Comparison(_, before, after) => write(path, format_args!("compare-{before}-{after}.html")),
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

fn write(path: &mut String, name: fmt::Arguments<'_>) {
    path.write_fmt(name).expect("a text takes everything");
}

/// Writes the path of an entry, as a file with an end; a picture has its own. What is of a definition is in its folder.
fn write_entry(entry: Entry, end: &str, knowledge: &KnowledgeBase, path: &mut String) {
    let slug = match entry {
        Entry::Definition(_) => return path.extend(["index", end]),
        Entry::Iteration(_, number) => return write(path, format_args!("{number}{end}")),
        Entry::List(folder) => return path.extend([folder.name(), "/index", end]),
        Entry::Picture(number) => {
            let picture: &str = &knowledge.pictures()[number].path;
            let below = picture.strip_prefix(CONTENT).map_or(picture, |picture| picture.trim_start_matches('/'));
            return path.push_str(below);
        }
        Entry::Practice(id) => &knowledge.practice(id).slug,
        Entry::Contribution(id) => &knowledge.contribution(id).slug,
        Entry::Influence(id) => &knowledge.influence(id).slug,
        Entry::Person(id) => &knowledge.person(id).slug,
        Entry::Page(id) => &knowledge.page(id).slug,
    };
    let folder = Folder::of(entry).map_or("", Folder::name);
    path.extend([folder, "/", slug.as_str(), end]);
}
