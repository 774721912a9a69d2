//! Where addresses of before lead, as Netlify, Cloudflare Pages and GitLab Pages read it: `<from> <to> <status>` in a line, with
//! `*` at the end of a folder and `:splat` for what stood there.
//!
//! The pages at those addresses lead readers on everywhere. This is for what reads no page: feed readers, programs, search
//! engines.

use std::fmt::Write as _;

use crate::content::knowledge::{Entry, KnowledgeBase};
use crate::edition::plan::Page;

/// The rules, those for one address first: Cloudflare Pages reads them in this order.
pub(super) fn rules(knowledge: &KnowledgeBase) -> String {
    let root = root(knowledge);
    let (mut files, mut folders) = (String::new(), String::new());
    for entry in knowledge.entries() {
        for alias in knowledge.aliases(entry) {
            let alias = &alias.value;
            if let Entry::Definition(id) = entry {
                let slug = &knowledge.definition(id).slug;
                let _ = writeln!(folders, "{root}definitions/{alias}/* {root}definitions/{slug}/:splat 301");
                continue;
            }
            for page in [Page::Entry(entry), Page::Source(entry)] {
                let now = page.route(knowledge);
                let (folder, name) = now.as_str().split_once('/').unwrap_or_default();
                let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
                let _ = writeln!(files, "{root}{folder}/{alias}.{ending} {root}{now} 301");
            }
        }
    }
    files + &folders
}

/// The path at which the site is published, with a separator at both ends.
fn root(knowledge: &KnowledgeBase) -> String {
    let base = knowledge.config().base_url.as_ref().map(ToString::to_string).unwrap_or_default();
    let path = base.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = path.trim_matches('/');
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}
