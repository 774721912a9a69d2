//! The whole site as data: every route, the page that lives there, and what each page shows. Nothing is rendered.

mod addresses;
mod backlinks;
mod claims;
pub(super) mod extent;
pub(super) mod feed_id;
pub(super) mod page;
pub(super) mod route;

pub use self::addresses::{Addresses, Ended};
pub use self::claims::ThemeFiles;
pub use self::page::{Moved, Page};
pub use self::route::Route;
pub use crate::edition::batch::Shelf;
pub use crate::edition::exports::{Record, SearchFile};
pub use crate::edition::links::citation::CitationFormat;
pub use crate::edition::views::View;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostics;
use crate::base::language::Language;
use crate::base::names::{IterationNumber, Slug};
use crate::base::text::{Source, Sources, Spanned};
use crate::content::knowledge::{Definition, Entry, Folder, Iteration, KnowledgeBase};
use crate::edition::plan::backlinks::Backlinks;
use crate::edition::plan::extent::Extent;
use crate::edition::search::{Layout, Words};
use crate::edition::{batch, views};
use crate::history::History;

/// All pairs of texts among this many first iterations are compared on pages of their own; later ones with their
/// neighbours. The number never shrinks, because that would take back pages.
pub const ALL_PAIRS_AMONG: u32 = 12;

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
    let mut pages =
        vec![Page::Home, Page::Timeline, Page::Search, Page::Keys, Page::NotFound, Page::Feed(None), Page::Robots];
    // A sitemap holds whole addresses and nothing else (sitemaps.org).
    pages.extend(extent.has_address.then_some(Page::Sitemap));
    pages.extend(Folder::ALL.map(|folder| Page::Entry(Entry::List(folder))));
    pages.extend(Record::OF_SITE.map(Page::Record));
    pages.extend(Record::of_search(layout).map(Page::Record));
    // A seal is never taken back, and so neither is this page.
    pages.extend(extent.is_sealed.then_some(Page::Record(Record::Seals)));
    let mut moved = Vec::new();
    for (id, definition) in knowledge.definitions() {
        let before = pages.len();
        let iterations = definition.iterations().iter().map(|iteration| Entry::Iteration(id, iteration.number));
        let entries = std::iter::once(Entry::Definition(id)).chain(iterations);
        pages.extend(entries.flat_map(|entry| [Page::Entry(entry), Page::Source(entry)]));
        pages.extend(definition.shown().map(|_| Page::Variorum(id)));
        pages.extend(extent.has_cards.then(|| views::cards(definition, id)).into_iter().flatten());
        pages.extend([Page::Dossier(id), Page::Feed(Some(id))]);
        pages.extend(extent.has_repository.then_some(Page::Propose(id)));
        pages.extend(Record::of_definition(id, extent).map(Page::Record));
        pages.extend(pairs(definition).map(|(before, after)| Page::Comparison(id, before, after)));
        if !definition.aliases.is_empty() {
            moved.extend(pages[before..].iter().flat_map(|page| page.moved(Entry::Definition(id), knowledge)));
        }
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

    /// The same in runs, in the same order, each of pages that may share a [`Shelf`].
    pub fn shelves(&self) -> Vec<&[(Route, Page)]> {
        batch::shelves(&self.routes)
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

/// The pairs of iterations that are compared on pages of their own, the earlier first. A text that is published, withdrawn or
/// not taken up later takes none of them back.
pub fn pairs(definition: &Definition) -> impl Iterator<Item = (IterationNumber, IterationNumber)> {
    let numbers = definition.texts_of_any_standing().map(|iteration| iteration.number);
    numbers.flat_map(|after| paired_before(definition, after).into_iter().map(move |before| (before, after)))
}

/// The earlier iterations that one is compared with on pages of their own, the latest first.
pub fn paired_before(definition: &Definition, after: IterationNumber) -> Vec<IterationNumber> {
    let Some(iteration) = definition.iteration(after).filter(|iteration| iteration.text().is_some()) else {
        return Vec::new();
    };
    let before = definition.iterations()[..after.get() as usize - 1].iter().rev();
    let mut before = before.filter(|iteration| iteration.text().is_some()).map(|iteration| iteration.number);
    if after.get() <= ALL_PAIRS_AMONG {
        return before.collect();
    }
    let nearest = before.next();
    // Whether a text that was never published has a page with its base depends on what happens to others meanwhile.
    let base = Some(iteration).filter(|iteration| iteration.was_published());
    let base = base.and_then(|_| definition.published_before(after)).map(|base| base.number);
    nearest.into_iter().chain(base.filter(|base| Some(*base) != nearest)).collect()
}

/// The later iterations that one is compared with on pages of their own, the earliest first.
pub fn paired_later(definition: &Definition, before: IterationNumber) -> impl Iterator<Item = IterationNumber> {
    let later = definition.iterations().iter().skip(before.get() as usize);
    let later = later.filter(|iteration| iteration.text().is_some()).map(|iteration| iteration.number);
    let all_among = later.clone().take_while(|after| after.get() <= ALL_PAIRS_AMONG);
    // Of those after them only the nearest text and the nearest published one can have it for a neighbour.
    let beyond = |number: &IterationNumber| number.get() > ALL_PAIRS_AMONG;
    let nearest = later.clone().next().filter(beyond);
    let published = definition.published_after(before).map(|iteration| iteration.number).filter(beyond);
    let few = nearest.into_iter().chain(published.filter(|published| Some(*published) != nearest));
    all_among.chain(few).filter(move |after| is_compared(definition, before, *after))
}

/// Whether a pair of iterations is compared on a page of its own.
pub fn is_compared(definition: &Definition, before: IterationNumber, after: IterationNumber) -> bool {
    paired_before(definition, after).contains(&before)
}
