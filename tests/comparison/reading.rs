//! Reads both texts off what is written of a comparison: off its segments, off the marked source, off the page.

use std::collections::HashSet;

use variorum::base::web::address::Address;
use variorum::content::document::Target;
use variorum::content::document::body::html::Links;
use variorum::history::comparison::{Comparison, Edit};

/// The words of one side, read off a comparison.
pub(crate) fn read(comparison: &Comparison, is_before: bool) -> Vec<usize> {
    let segments = comparison.blocks.iter().flat_map(|block| &block.segments);
    segments
        .flat_map(|segment| {
            let (old, new) = match &segment.edit {
                Edit::Kept { before, after } => (before.clone(), after.clone()),
                Edit::Deleted(words) => (words.clone(), 0..0),
                Edit::Inserted(words) => (0..0, words.clone()),
            };
            if is_before { old } else { new }
        })
        .collect()
}

/// One of the two texts, read off the marked source, without white space.
pub(crate) fn unmarked(marked: &str, is_before: bool) -> String {
    let mut out = String::new();
    let mut rest = marked;
    while let Some(start) = rest.find(['[', '{']) {
        let (sign, is_deleted) = if rest[start..].starts_with("[-") { ("-]", true) } else { ("+}", false) };
        let is_mark = rest[start..].starts_with("[-") || rest[start..].starts_with("{+");
        if !is_mark {
            out.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
            continue;
        }
        out.push_str(&rest[..start]);
        let inner = &rest[start + 2..];
        let end = inner.find(sign).expect("a mark ends");
        if is_deleted == is_before {
            out.push_str(&inner[..end]);
        }
        rest = &inner[end + 2..];
    }
    out.push_str(rest);
    out.split_whitespace().collect()
}

/// Whether tags nest, and every id is there once and every `#` link has its id.
pub(crate) fn is_well_formed(html: &str) -> Result<(), String> {
    let mut open = Vec::new();
    let (mut ids, mut targets) = (HashSet::new(), Vec::new());
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes something else"));
            }
        } else {
            open.push(name);
        }
        let attribute = |name: &str| tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        if let Some(id) = attribute("id")
            && !ids.insert(id.to_owned())
        {
            return Err(format!("the id {id} stands twice"));
        }
        targets.extend(attribute("href").and_then(|href| href.strip_prefix('#')).map(str::to_owned));
    }
    match targets.iter().find(|target| !ids.contains(*target)) {
        Some(target) => Err(format!("#{target} leads nowhere")),
        None if open.is_empty() => Ok(()),
        None => Err(format!("{open:?} stays open")),
    }
}

/// What one of the two texts is in the layout side by side: its column, read as the style sheet shows it. Without white
/// space.
pub(crate) fn column(html: &str, is_before: bool) -> String {
    let hidden = |tag: &str| {
        let classes = tag.split("class=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let has = |class: &str| classes.split(' ').any(|other| other == class);
        let name = tag.split(' ').next().unwrap_or_default();
        let other = if is_before {
            name == "ins" || has("merged") || has("only-after") || has("on-the-way")
        } else {
            name == "del" || has("copy") || has("only-before")
        };
        other || name == "summary" || has("move") || has("label") || has("alert-label")
    };
    let (mut open, mut text): (Vec<bool>, String) = (Vec::new(), String::new());
    for piece in html.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').expect("a tag ends");
        if tag.starts_with('/') {
            open.pop();
        } else {
            open.push(hidden(tag));
        }
        if !open.contains(&true) {
            text.push_str(after);
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&").split_whitespace().collect()
}

/// Links that lead where they say, and nowhere else.
pub(crate) struct NoLinks;

impl Links for NoLinks {
    fn address(&self, target: &Target, _: &str) -> Option<Address> {
        if let Target::Web(address) = target { Some(address.clone()) } else { None }
    }

    fn name(&self, _: &Target) -> String {
        "name".to_owned()
    }

    fn words(&self) -> &variorum::base::language::Words {
        variorum::base::language::english()
    }
}
