//! The whole site as data: every route, the page that lives there, and what each page shows. Nothing is rendered.

mod route;
mod pairs;
mod extent;
mod record;
mod page;
mod claims;
mod backlinks;
mod addresses;
pub(super) mod feed_id;

pub use self::addresses::{Addresses, Ended};
pub use self::claims::ThemeFiles;
pub(super) use self::page::{Kind, Reach};
pub use self::page::{Moved, Page};
pub use self::pairs::{ALL_PAIRS_AMONG, is_compared, paired_before, paired_later, pairs};
pub use self::record::{CitationFormat, Record, SearchFile};
pub use self::route::Route;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostics;
use crate::base::language::Language;
use crate::base::names::Slug;
use crate::base::text::{Source, Sources, Spanned};
use crate::content::knowledge::{Definition, Entry, Folder, Iteration, KnowledgeBase};
use crate::edition::plan::backlinks::Backlinks;
use crate::edition::plan::extent::Extent;
use crate::edition::search::{Layout, Words};
use crate::history::History;

/// Every route with its page, and what the pages are made from.
#[derive(Debug)]
pub struct Site {
    knowledge: Arc<KnowledgeBase>,
    history: Arc<History>,
    sources: Sources,
    backlinks: OnceLock<Backlinks>,
    layout: Arc<Layout>,
    words: OnceLock<Arc<Words>>,
    routes: Arc<Vec<(Route, Page)>>,
    language: Arc<Language>,
}

/// Plans the site. `sources` are those that the knowledge base was read from, `theme_files` the names of the files that the
/// theme publishes as they are, and `language` is what the site speaks.
pub fn plan(
    knowledge: Arc<KnowledgeBase>,
    history: Arc<History>,
    sources: &Sources,
    theme_files: &[String],
    language: Arc<Language>,
) -> Site {
    Memory::default().plan(knowledge, history, sources, theme_files, language)
}

/// The routes that were planned last, with what they followed from.
#[derive(Debug, Default)]
pub struct Memory {
    planned: Option<Planned>,
}

#[derive(Debug)]
struct Planned {
    knowledge: Arc<KnowledgeBase>,
    theme_files: Vec<String>,
    layout: Arc<Layout>,
    routes: Arc<Vec<(Route, Page)>>,
}

impl Planned {
    /// Whether the same routes follow from a knowledge base with a layout and a theme.
    fn follows_from<'file>(
        &self,
        knowledge: &KnowledgeBase,
        layout: &Layout,
        theme_files: impl Iterator<Item = &'file String>,
    ) -> bool {
        *self.layout == *layout && theme_files.eq(&self.theme_files) && are_alike(&self.knowledge, knowledge)
    }
}

impl Memory {
    /// Whether all pages of the site can be published: none has the path of another, or of a folder of others, on any system.
    /// Two that do are reported. It holds for the site at every address, with a repository and without.
    pub fn check(
        &mut self,
        knowledge: &KnowledgeBase,
        theme_files: &ThemeFiles,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let layout = Layout::of(knowledge);
        // What was planned was checked before.
        if self.planned.as_ref().is_some_and(|last| last.follows_from(knowledge, &layout, theme_files.keys())) {
            return true;
        }
        let names: Vec<String> = theme_files.keys().cloned().collect();
        let pages = pages(knowledge, &layout, &names, Extent::WHOLE);
        claims::check(&pages, knowledge, theme_files, sources, diagnostics)
    }

    /// Plans the site; its routes are those of the last one if they follow from the same.
    pub fn plan(
        &mut self,
        knowledge: Arc<KnowledgeBase>,
        history: Arc<History>,
        sources: &Sources,
        theme_files: &[String],
        language: Arc<Language>,
    ) -> Site {
        let layout = Arc::new(Layout::of(&knowledge));
        let last = self.planned.take().filter(|last| last.follows_from(&knowledge, &layout, theme_files.iter()));
        let routes = last.map_or_else(|| Arc::new(routes(&knowledge, &layout, theme_files)), |last| last.routes);
        self.planned = Some(Planned {
            knowledge: Arc::clone(&knowledge),
            theme_files: theme_files.to_vec(),
            layout: Arc::clone(&layout),
            routes: Arc::clone(&routes),
        });
        let (backlinks, words) = (OnceLock::new(), OnceLock::new());
        Site { knowledge, history, sources: sources.clone(), backlinks, layout, words, routes, language }
    }
}

/// Whether the same pages follow from two knowledge bases.
fn are_alike(one: &KnowledgeBase, other: &KnowledgeBase) -> bool {
    let are_alike = |(one, other): (&Definition, &Definition)| {
        let roles = |definition: &Definition| definition.iterations().iter().map(Iteration::role).collect::<Vec<_>>();
        std::ptr::eq(one, other) || roles(one) == roles(other)
    };
    let is_the_same = |one: &[Spanned<Slug>], other: &[Spanned<Slug>]| {
        one.iter().map(|alias| &alias.value).eq(other.iter().map(|alias| &alias.value))
    };
    let definitions = |knowledge| KnowledgeBase::definitions(knowledge).map(|(_, definition)| definition);
    one.has_the_entries_of(other)
        && one.entries().all(|entry| is_the_same(one.aliases(entry), other.aliases(entry)))
        && Extent::of(one) == Extent::of(other)
        && definitions(one).zip(definitions(other)).all(are_alike)
}

fn routes(knowledge: &KnowledgeBase, layout: &Layout, theme_files: &[String]) -> Vec<(Route, Page)> {
    let pages = pages(knowledge, layout, theme_files, Extent::of(knowledge));
    let mut routes: Vec<(Route, Page)> = pages.into_par_iter().map(|page| (page.route(knowledge), page)).collect();
    routes.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    debug_assert!(routes.windows(2).all(|pair| pair[0].0 != pair[1].0), "no two pages have one address");
    routes
}

/// Every page of a site. What has a name that somebody chose comes after what has a name by itself.
fn pages(knowledge: &KnowledgeBase, layout: &Layout, theme_files: &[String], extent: Extent) -> Vec<Page> {
    let mut pages = Page::OF_SITE.to_vec();
    // A sitemap holds whole addresses and nothing else (sitemaps.org).
    pages.extend(extent.has_address.then_some(Page::Sitemap));
    pages.extend(Folder::ALL.map(|folder| Page::Entry(Entry::List(folder))));
    pages.extend(Record::OF_SITE.map(Page::Record));
    pages.extend(Record::of_search(layout).map(Page::Record));
    // A seal is never taken back, and so neither is this page.
    pages.extend(extent.is_sealed.then_some(Page::Record(Record::Seals)));
    let mut moved = Vec::new();
    for (id, definition) in knowledge.definitions() {
        let own = Page::of_definition(id, definition, extent);
        if !definition.aliases.is_empty() {
            moved.extend(own.iter().flat_map(|page| page.moved(Entry::Definition(id), knowledge)));
        }
        pages.extend(own);
    }
    for entry in knowledge.entries().filter(|entry| !matches!(entry, Entry::Definition(_))) {
        pages.extend([Page::Entry(entry), Page::Source(entry)]);
        moved.extend(Page::Entry(entry).moved(entry, knowledge));
    }
    // Hosts that read the file answer for these addresses themselves.
    pages.extend((!moved.is_empty()).then_some(Page::Record(Record::Redirects)));
    pages.append(&mut moved);
    pages.extend((0..knowledge.pictures().len()).map(|number| Page::Entry(Entry::Picture(number))));
    pages.extend(theme_files.iter().cloned().map(Page::ThemeFile));
    pages
}

impl Site {
    /// Every route with its page, in the order of the routes.
    pub fn routes(&self) -> &[(Route, Page)] {
        &self.routes
    }

    /// The route with a path, and the page that lives there.
    pub fn find(&self, path: &str) -> Option<&(Route, Page)> {
        let found = self.routes.binary_search_by(|(route, _)| route.as_str().cmp(path)).ok()?;
        Some(&self.routes[found])
    }

    /// Leaves only the pages that are wanted; links to the others lead nowhere.
    pub fn keep(&mut self, is_wanted: impl Fn(&Page) -> bool) {
        Arc::make_mut(&mut self.routes).retain(|(_, page)| is_wanted(page));
    }

    /// What the site is about.
    pub fn knowledge(&self) -> &KnowledgeBase {
        &self.knowledge
    }

    /// What the site speaks.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The text of an entry's file; empty for what has none.
    pub(crate) fn source(&self, entry: Entry) -> &str {
        self.file(entry).map_or("", |file| &file.text)
    }

    /// The texts that everything was read from.
    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The file of an entry; none for a list.
    pub(crate) fn file(&self, entry: Entry) -> Option<&Source> {
        self.knowledge.source(entry).map(|id| self.sources.get(id))
    }

    pub(super) fn backlinks(&self) -> &Backlinks {
        self.backlinks.get_or_init(|| Backlinks::of(&self.knowledge, &self.history))
    }

    /// How what a search needs is cut into files.
    pub(crate) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The words of all entries, which stay as long as the site does.
    pub(crate) fn words(&self) -> Arc<Words> {
        Arc::clone(self.words.get_or_init(|| Arc::new(Words::of(&self.knowledge, &self.layout))))
    }

    /// What follows from it.
    pub fn history(&self) -> &History {
        &self.history
    }
}
