//! Links as a page writes them: relative to where it lives.

use std::cell::Cell;
use std::fmt::Write as _;

use crate::document::Target;
use crate::document::html::Links;
use crate::knowledge::{Entry, KnowledgeBase};
use crate::site::page::Page;
use crate::site::route::Route;
use crate::text::percent_encode;

/// The signs that stand in a fragment as they are. A hyphen means something in a text directive, so it is encoded; in other
/// fragments the encoded form means the same.
const KEPT: &str = "._~";
/// What the ids of headings and notes in a text begin with.
pub(super) const BODY_IDS: &str = "h-";
/// The same in the text of an iteration, which may stand on a page beside another text.
pub(super) const ITERATION_IDS: &str = "text-";

/// How many bytes of iterations are searched for the words of links on one page. Links past it lead to the page alone.
const SEARCHED: usize = 64 << 20;

/// Writes the links of one page.
pub(super) struct Linker<'site> {
    pub(super) knowledge: &'site KnowledgeBase,
    from: Route,
    /// How many bytes may still be searched.
    unsearched: Cell<usize>,
    /// What stands before a route instead of the way from the page: the address of the published site.
    base: Option<&'site str>,
}

impl<'site> Linker<'site> {
    /// Links relative to a page.
    pub(super) fn relative(knowledge: &'site KnowledgeBase, page: &Page) -> Self {
        Self { knowledge, from: page.route(knowledge), unsearched: Cell::new(SEARCHED), base: None }
    }

    /// Links with the address of the published site, where it is known.
    pub(super) fn absolute(knowledge: &'site KnowledgeBase, page: &Page) -> Self {
        Self { base: knowledge.config().base_url.as_deref(), ..Self::relative(knowledge, page) }
    }

    /// The address of a page.
    pub(super) fn page(&self, page: &Page) -> String {
        let route = page.route(self.knowledge);
        match self.base {
            Some(base) => format!("{base}{route}"),
            None => self.from.to(&route),
        }
    }

    /// The address of an entry.
    pub(super) fn entry(&self, entry: Entry) -> String {
        self.page(&Page::Entry(entry))
    }

    /// Names the words of an iteration that a link is about, so that browsers scroll to them and light them up
    /// (URL Fragment Text Directives). Nothing if they do not occur in the text, or if enough was searched for other links.
    fn text_fragment(&self, entry: Entry, words: &str) -> Option<String> {
        let iteration = match entry {
            Entry::Iteration(id, number) => self.knowledge.definition(id).iteration(number)?,
            Entry::Definition(id) => self.knowledge.definition(id).current()?,
            _ => return None,
        };
        if words.is_empty() {
            return None;
        }
        self.unsearched.set(self.unsearched.get().checked_sub(iteration.words().len())?);
        iteration.words().contains(words).then(|| format!("#:~:text={}", percent_encode(words, KEPT)))
    }
}

impl Links for Linker<'_> {
    fn address(&self, target: &Target, words: &str) -> Option<String> {
        if let Target::Web(address) = target {
            return Some(address.clone());
        }
        let entry = self.knowledge.resolve(target)?;
        let mut address = self.entry(entry);
        match target {
            Target::File { anchor: Some(anchor), .. } if !anchor.is_empty() => {
                let ids = if matches!(entry, Entry::Iteration(..)) { ITERATION_IDS } else { BODY_IDS };
                let _ = write!(address, "#{ids}{}", percent_encode(anchor, KEPT));
            }
            Target::Reference(_) => address.extend(self.text_fragment(entry, words)),
            Target::File { .. } | Target::Web(_) | Target::Nowhere => {}
        }
        Some(address)
    }

    fn name(&self, target: &Target) -> String {
        match self.knowledge.resolve(target) {
            Some(Entry::Definition(id)) => self.knowledge.definition(id).term.clone(),
            Some(Entry::Iteration(id, number)) => format!("{}, iteration {number}", self.knowledge.definition(id).term),
            _ => match target {
                Target::Reference(reference) => reference.to_string(),
                Target::Web(address) => address.clone(),
                Target::File { path, .. } => path.clone(),
                Target::Nowhere => String::new(),
            },
        }
    }
}
