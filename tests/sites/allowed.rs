//! What a browser may find in the HTML of this program: an allow-list of its own, held against the output alone.

use std::collections::BTreeSet;

use crate::markup::{self, Kind, Tag};

/// The elements that a contributed text may become, each with its attributes.
const BODY: [(&str, &[&str]); 32] = [
    ("a", &["href", "rel", "title", "id", "aria-label"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &["class"]),
    ("dd", &[]),
    ("div", &["class", "tabindex", "role", "aria-label"]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("hr", &[]),
    ("img", &["src", "alt", "title", "loading"]),
    ("li", &["id"]),
    ("ol", &["start"]),
    ("p", &["class"]),
    ("pre", &["tabindex"]),
    ("s", &[]),
    ("section", &["class", "aria-label"]),
    ("span", &["role", "aria-label"]),
    ("strong", &[]),
    ("sup", &["class"]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["class"]),
    ("th", &["class", "scope"]),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &[]),
];

/// The elements that a page has besides. None of them embeds or submits anything, and scripts are those of the theme.
const PAGE: &str = "html head title meta link body header main footer nav article h1 dl dt dd details summary fieldset \
                    legend input label figure figcaption del ins q time script form button select option datalist output kbd textarea \
                    svg path rect text";

/// The attributes of pages, besides those that begin with `aria-`.
const PAGE_ATTRIBUTES: &str = "class id href rel title type name content charset lang dir role scope start reversed value hidden \
                               open checked for datetime tabindex src alt loading data-number property download \
                               data-script maxlength readonly rows list data-dated data-draft data-room data-head data-people data-small data-turning data-says \
                               data-phrase data-meets data-in data-on data-from data-course data-all data-compared data-auto data-light \
                               data-dark data-copy data-copied data-records data-cut data-loading data-failed data-none \
                               data-single data-count data-one data-several data-about data-run data-and data-old data-current \
                               data-among data-pagefind-body data-pagefind-filter data-pagefind-meta \
                               data-pagefind-ignore autocomplete autocapitalize spellcheck enterkeyhint defer min max step colspan viewBox width height x y d";

/// The scripts of the theme.
const SCRIPTS: [&str; 6] = ["draft.js", "frame.js", "origin.js", "propose.js", "search.js", "variorum.js"];

/// The classes of a contributed text; a class of its own could put the site's marks on.
const CLASSES: [&str; 13] = [
    "left",
    "center",
    "right",
    "scroll",
    "note",
    "notes",
    "alert-note",
    "alert-tip",
    "alert-important",
    "alert-warning",
    "alert-caution",
    "alert-label",
    "alert-title",
];

/// Checks the HTML of a body: its ids begin with a prefix, alone or behind `note-` and `mark-`.
pub(crate) fn body_is_sound(html: &str, prefix: &str) {
    let tags = tags(html, true, None);
    for tag in tags.iter().filter(|tag| tag.kind == Kind::Open) {
        let allowed = BODY.iter().find(|(name, _)| *name == tag.name);
        let (_, attributes) = allowed.unwrap_or_else(|| panic!("<{}> may not stand in a body: {html}", tag.name));
        for (name, value) in &tag.attributes {
            assert!(attributes.contains(name), "<{} {name}> may not stand in a body: {html}", tag.name);
            let known = CLASSES.contains(&value.as_str()) || (tag.name == "code" && value.starts_with("language-"));
            assert!(
                *name != "class" || (known && !value.contains([' ', '\t', '\n', '\r', '\u{c}'])),
                "class {value:?}"
            );
        }
    }
    let ids = ids_are_single(&tags);
    for id in &ids {
        let own = id.strip_prefix("note-").or_else(|| id.strip_prefix("mark-")).unwrap_or(id);
        assert!(id.starts_with(prefix) || own.starts_with(prefix), "the id {id:?} could be one of the page");
        assert!(!id.contains(char::is_whitespace), "the id {id:?} holds white space");
    }
    for href in tags.iter().filter_map(|tag| tag.attribute("href")) {
        let note = href.strip_prefix('#').filter(|id| id.starts_with("note-") || id.starts_with("mark-"));
        assert!(note.is_none_or(|id| ids.contains(id)), "{href} leads nowhere");
    }
}

/// Checks a whole page.
pub(crate) fn page_is_sound(html: &str, route: &str) {
    let tags = tags(html, true, None);
    for tag in tags.iter().filter(|tag| tag.kind == Kind::Open) {
        let known = PAGE.split(' ').any(|name| name == tag.name) || BODY.iter().any(|(name, _)| *name == tag.name);
        assert!(known, "{route}: <{}> is no element of a page", tag.name);
        // Data for search engines, which no browser runs, or a file of the theme.
        let is_data = tag.attribute("type") == Some("application/ld+json") && tag.attributes.len() == 1;
        let is_of_theme = tag.attribute("src").is_some_and(|address| {
            let name = address.rsplit_once("theme/").map_or("", |(_, name)| name);
            let is_empty = |end: &str| html.contains(&format!("theme/{name}\"{end}></script>"));
            SCRIPTS.contains(&name) && (is_empty("") || is_empty(" defer"))
        });
        assert!(tag.name != "script" || is_data || is_of_theme, "{route}: a script of its own");
        let is_sent = tag.name == "form" && tag.attribute("method").is_some();
        assert!(!is_sent && tag.attribute("action").is_none(), "{route}: a form that sends something");
        for (name, _) in &tag.attributes {
            let known = PAGE_ATTRIBUTES.split(' ').any(|known| known == *name) || name.starts_with("aria-");
            assert!(known, "{route}: <{} {name}> is no attribute of a page", tag.name);
        }
    }
    ids_are_single(&tags);
}

/// Checks XML: its tags nest and its addresses are harmless. A feed holds HTML as text; its pictures lie below the address
/// of the site, because readers of feeds know no relative one.
pub(crate) fn xml_is_sound(xml: &str, base_url: Option<&str>) {
    tags(xml, false, base_url);
    for content in xml.split("<content type=\"html\">").skip(1) {
        let html = markup::unescape(content.split("</content>").next().unwrap_or_default());
        tags(&html, true, base_url);
    }
}

/// The tags of a text whose nesting and whose addresses were checked.
fn tags<'text>(text: &'text str, is_html: bool, base_url: Option<&str>) -> Vec<Tag<'text>> {
    assert_eq!(markup::nesting(text, is_html), Ok(()), "{text}");
    let tags = markup::tags(text).expect("they nest, so they can be read");
    for tag in &tags {
        for name in ["href", "src"] {
            let Some(address) = tag.attribute(name) else { continue };
            let is_icon = tag.attribute("rel") == Some("icon") && address.starts_with("data:image/svg+xml,");
            assert!(is_icon || is_harmless_address(address), "<{} {name}={address:?}>: {text}", tag.name);
        }
        if tag.name == "img" {
            let address = tag.attribute("src").unwrap_or_default();
            let is_ours = base_url.is_some_and(|base| address.starts_with(base)) || scheme(address).is_none();
            assert!(is_ours, "a picture from elsewhere: {text}");
        }
    }
    tags
}

fn ids_are_single<'tags>(tags: &'tags [Tag<'_>]) -> BTreeSet<&'tags str> {
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.attribute("id")) {
        assert!(ids.insert(id), "the id {id:?} stands twice");
    }
    ids
}

/// Whether a browser that follows an address stays in the site or goes where it says.
pub(crate) fn is_harmless_address(address: &str) -> bool {
    let seen = seen_by_a_browser(address);
    match scheme(address).as_deref() {
        Some("http" | "https") => {
            // A browser takes every sign of this class for the beginning of the host, and what is before `@` for no host.
            let rest = seen.split_once(':').map_or("", |(_, rest)| rest).trim_start_matches(['/', '\\']);
            let host = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
            !host.is_empty() && !host.contains('@')
        }
        Some("mailto") => true,
        Some(_) => false,
        None => !seen.starts_with("//") && !seen.starts_with('\\') && !seen.starts_with("/\\"),
    }
}

/// The scheme that a browser reads off an address (WHATWG URL), in small letters; none if the address is relative.
pub(crate) fn scheme(address: &str) -> Option<String> {
    let seen = seen_by_a_browser(address);
    let (scheme, _) = seen.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|next| next.is_ascii_alphanumeric() || matches!(next, '+' | '-' | '.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// An address without what a browser takes out of it first: control characters and spaces around it, tabs and line ends
/// anywhere.
fn seen_by_a_browser(address: &str) -> String {
    let trimmed = address.trim_matches(|character: char| character <= ' ');
    trimmed.chars().filter(|character| !matches!(character, '\t' | '\n' | '\r')).collect()
}

/// The text between tags, unescaped, without white space and without what is in elements that `is_own` names.
pub(crate) fn visible(html: &str, is_own: impl Fn(&str) -> bool) -> String {
    let (mut open, mut text): (Vec<bool>, String) = (Vec::new(), String::new());
    for piece in html.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        if tag.starts_with('/') {
            open.pop();
        } else if !["br", "hr", "img"].contains(&tag.split(' ').next().unwrap_or_default()) {
            open.push(is_own(tag));
        }
        if !open.contains(&true) {
            text.push_str(after);
        }
    }
    without_space(&markup::unescape(&text))
}

/// A text without white space.
pub(crate) fn without_space(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
